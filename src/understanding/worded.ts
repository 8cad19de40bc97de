/**
 * Owns: numbers written out in words, put into digits: amounts in English ("three hundred and forty pounds"), and from 13 to 99 in the mail's language; hours with their minutes, and a half or a quarter behind the unit, as one number (PRODUCT M2).
 * Never: small counts; those are read where items are.
 */
import { sum } from "../core/money";
import { isTime, wordsFor } from "./counts";
import { ENGLISH, said } from "./lang/all";
import type { Language } from "./lang/language";
import { BLANK } from "./numbers";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

const ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const WORD = `(?:${[...ONES.slice(1), ...TENS.slice(2)].join("|")}|hundred|thousand)`;
/** Words of numbers up to a word of money; "and" and hyphens only between them. */
const AMOUNT = new RegExp(`(?:^|[^\\p{L}])((?:a )?${WORD}(?:(?: and |[ -])${WORD}){0,9})(?= (?:pounds?|euros?|dollars?|rand|francs|rupees|quid|bucks)(?!\\p{L}))`, "gu");

/** The value of number words; "six hundred and forty" is 640. */
function valueOf(words: string): number {
  let sum = 0;
  let part = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === "hundred") part = Math.max(1, part) * 100;
    else if (word === "thousand") {
      sum += Math.max(1, part) * 1000;
      part = 0;
    } else if (ONES.includes(word)) part += ONES.indexOf(word);
    else if (TENS.includes(word)) part += TENS.indexOf(word) * 10;
  }
  return sum + part;
}

/** In these the ones stand before the tens. */
const ONES_FIRST = ["de", "nl"];
/** A part of a larger number. */
const LARGER_BEFORE = /(?:^|[^\p{L}])(?:\p{L}{0,9}cent[oa]?s?|\p{L}{0,9}cient[oa]s?|quinient[oa]s|honderd|hundert|hundred|thousand|tausend|duizend|mil|mille|mila|sto|\p{L}{2,8}sta|\p{L}{2,8}set|suta|sute|mie|mii|tysiac\p{L}{0,3})(?: (?:e|y|et|si|and|und|en|i))?[ -]$/u;
/** The same, or of a day or a name: "twenty-first", "Forty-Five". */
const LARGER_BEHIND = /^[ -](?:hundred|thousand|hundert|tausend|cents?|mille|mil|mila|cientos|honderd|duizend|mii|mie|de mii|sute|tysiec\p{L}{0,2}|tys|mill?ion\p{L}{0,4}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?!\p{L})|^-\p{L}/u;

interface Numerals {
  /** Every word, and for two that were joined the tens and the ones as well. */
  pattern: RegExp;
  values: Map<string, number>;
  /** One of them stands in every text that has such a number: most have none. */
  stems: string[];
}

const known = new Map<string, Numerals>();

/** The numbers from 13 to 99 of a language; null where it does not join them from words. */
function numeralsOf({ code, joins, numbers, terms }: Language): Numerals | null {
  if (joins === undefined) return null;
  const before = known.get(code);
  if (before !== undefined) return before;
  const values = new Map(Object.entries(terms.words ?? {}).filter(([, value]) => value >= 13));
  const large = (only: (value: number) => boolean): string => [...values].filter(([, value]) => only(value)).map(([word]) => word).sort((a, b) => b.length - a.length).join("|");
  const [tens, teens] = [large((value) => value % 10 === 0), large((value) => value % 10 !== 0)];
  const small = numbers.flatMap((spellings, index) => spellings.split("|").map((word): [string, number] => [word, index + 1]));
  // In French the tens go on to nineteen: "soixante-quinze".
  const ones = [...small.filter(([, value]) => value < (code === "fr" ? 20 : 10)).map(([word]) => word), ...(code === "fr" ? teens.split("|") : [])].sort((a, b) => b.length - a.length).join("|");
  for (const [word, value] of small) values.set(word, value);
  const both = ONES_FIRST.includes(code) ? `(?<ones>${ones})(?:${joins})(?<tens>${tens})` : `(?<tens>${tens})(?:${joins})(?<ones>${ones})`;
  const made = { pattern: new RegExp(`(?<before>^|[^\\p{L}\\d-])(?<words>${both}|${tens}|${teens})(?!\\p{L})`, "gu"), values, stems: [...new Set(`${tens}|${teens}`.split("|").map((word) => word.slice(0, 4)))] };
  known.set(code, made);
  return made;
}

/** `text` with `digits` over the words at `start`; blanks fill up what digits need less. */
const over = (text: string, start: number, words: string, value: number | string): string => text.slice(0, start) + String(value).padStart(words.length) + text.slice(start + words.length);

/** "3 hours 30 minutes": hours, their word, minutes. In plain letters. */
const HOURS = /(?:^|[^\p{L}\d.,])(\d{1,3})(\s?(?:hours?|hrs?|h|std\.?|stunden?|heures?|horas?|ore|uur|uren|godz\.?|godzin[ay]?))\s?(?:(?:and|und|et|y|e|en|i|si|,)\s)?(\d{1,2})\s?(?:minutes?|mins?\.?|minuten|minutos|minuti|minuut|minuty|minute)(?!\p{L})\.?/gu;

/** "4 h 30 à 52 €", "4h30 at 50": hours and minutes where a price follows; elsewhere it is a time of the day. In plain letters. */
const CLOCK = /(?:^|[^\p{L}\d.,])(\d{1,3})(\s?h)\s?([0-5]\d)(?=\s?(?:[x×@]|a|at|zu|je|de \p{L}{3,20} a|\p{L}{3,20} at)\s?\D{0,4}\d{1,4}(?:[.,]\d{1,2})?(?![\d.,]*\d|\s?h|:))/gu;

/** Hours with their minutes as one number; where that would have no end, as none. */
function inHours(text: string, lower: string): string {
  let result = text;
  for (const match of [...lower.matchAll(HOURS), ...lower.matchAll(CLOCK)]) {
    const [whole, hours = "", word = "", minutes = ""] = match;
    const start = match.index + whole.search(/\d/);
    const length = match.index + whole.length - start;
    const exact = Number(minutes) % 3 === 0 && Number(minutes) < 60 ? String(Number(hours) + Number(minutes) / 60) : "";
    const kept = exact === "" ? "" : `${exact}${word}`;
    if (kept.length <= length) result = result.slice(0, start) + kept + BLANK.repeat(length - kept.length) + result.slice(start + length);
  }
  return result;
}

/** "Three hours and a half", "tre ore e un quarto", "una hora y media": what stands behind the unit belongs to its count. In plain letters. */
const PART_BEHIND = sieved(new RegExp(`(?:^|[^\\p{L}\\d.,/:-])(\\d{1,3}|\\p{L}{1,16}|un(?='))[\\s'](\\p{L}{1,14}\\.?),?\\s(?:(${said("half_behind")})|(${said("quarter_behind")}))(?![\\p{L}\\d])`, "gu"));
/** "Dreieinhalb Stunden", "2einhalb Std". */
const HALF_JOINED = sieved(/(?:^|[^\p{L}\d.,])((\p{L}{2,5}|\d{1,2})einhalb)(?!\p{L})/gu);
/** "Anderthalb Stunden", "półtorej godziny". */
const ONE_AND_HALF = sieved(new RegExp(`(?:^|[^\\p{L}\\d])(${said("one_and_half")})(?!\\p{L})`, "gu"));
/** "3 1/2 hours", "3½ uur": only of time, as "3 1/2 inch" tells of a size. */
const FRACTION = /(?:^|[^\p{L}\d.,/])((\d{1,3})(?:\s?([½¼¾])\s?|[ -]([13])\/([24])))\s?(\p{L}{1,14})/gu;
const HAS_FRACTION = /[½¼¾]|[13]\/[24]/;
const SIGNS: Record<string, string> = { "½": "0.5", "¼": "0.25", "¾": "0.75" };
const ONE_WORDS = new Set(["a", "an", "one", "un"]);

/** The text with such counts in digits. "Two hours and a half day" counts two things: there it stays. */
function withParts(text: string, lower: string, language: Language): string {
  const words = wordsFor(language, ENGLISH);
  const valueOfWord = (word: string): string | undefined => (/^\d/.test(word) ? word : ONE_WORDS.has(word) ? "1" : words.numbers.get(word));
  let result = text;
  for (const { index, 0: whole, 1: count = "", 2: unit = "", 3: half } of PART_BEHIND.all(lower)) {
    const value = valueOfWord(count);
    const kind = words.units.get(unit.replace(/\.$/, ""));
    const [, next = ""] = /^\s(\p{L}{1,14})/u.exec(lower.slice(index + whole.length)) ?? [];
    const nextKind = words.units.get(next);
    if (value === undefined || kind === undefined || (nextKind !== undefined && nextKind !== kind)) continue;
    const start = index + whole.indexOf(count);
    // "Und eine halbe Stunde": the unit, said twice.
    const length = index + whole.length - start + (nextKind === undefined ? 0 : next.length + 1);
    const from = start + count.length + 1;
    const kept = `${sum([value, half === undefined ? "0.25" : "0.5"])} ${text.slice(from, from + unit.length)}`;
    if (kept.length <= length) result = result.slice(0, start) + kept + BLANK.repeat(length - kept.length) + result.slice(start + length);
  }
  for (const { index, 0: whole, 1: joined = "", 2: count = "" } of HALF_JOINED.all(lower)) {
    const value = count === "ein" ? "1" : valueOfWord(count);
    if (value !== undefined) result = over(result, index + whole.length - joined.length, joined, sum([value, "0.5"]));
  }
  for (const { index, 0: whole, 1: joined = "" } of ONE_AND_HALF.all(lower)) result = over(result, index + whole.length - joined.length, joined, "1.5");
  for (const { index, 0: whole, 1: joined = "", 2: count = "", 3: sign = "", 4: above, 5: below, 6: unit = "" } of HAS_FRACTION.test(lower) ? lower.matchAll(FRACTION) : []) {
    const part = SIGNS[sign] ?? String(Number(above) / Number(below));
    const value = sum([count, part]);
    if (isTime(unit) && value.length <= joined.length) result = over(result, index + whole.indexOf(joined), joined, value);
  }
  return result;
}

/** "6000 labels at 12 ct each": hundredths of the currency of the mail, where one costs them. In plain letters. */
const CENTS = /(?:^|\s)(?:a|at|zu|je|aan|tegen|por|la|za|po|di)\s(\d{1,2}\s?(?:cts?\.?|cents?|centimes|centimos|centesimi|centavos|bani|groszy))(?=\s(?:the |la |l'|le |el |o |de |pro |per |par |por |za |je |cada |ciascun|each|a |buc|bucata|piece|piec?e|stuck|stuk|unite|szt|sztuk)|\s?[(,;]|\.?(?:\s|$)(?!(?:off|on|to|in|more|less)(?!\p{L})))/gu;

function inCents(text: string, lower: string): string {
  let result = text;
  for (const { index, 0: whole, 1: words = "" } of lower.matchAll(CENTS)) {
    const value = (Number(/^\d+/.exec(words)?.[0] ?? "0") / 100).toFixed(2);
    if (value.length <= words.length) result = over(result, index + whole.length - words.length, words, value);
  }
  return result;
}

/** The text with such numbers in digits, every position kept. */
export function inDigits(text: string, language: Language): string {
  const lower = sameLengthPlain(text);
  // Few texts have minutes or hundredths at all.
  const timed = /\d\s?(?:min|h\s?[0-5]\d)/.test(lower) ? inHours(text, lower) : text;
  let result = withParts(timed, timed === text ? lower : sameLengthPlain(timed), language);
  if (/\d\s?(?:c[et]|bani|grosz)/.test(lower)) result = inCents(result, lower);
  for (const match of /hundred|thousand|teen|ty[ -]/.test(lower) ? lower.matchAll(AMOUNT) : []) {
    const words = match[1] ?? "";
    result = over(result, match.index + match[0].length - words.length, words, valueOf(words));
  }
  const numerals = numeralsOf(language);
  if (numerals === null || !numerals.stems.some((stem) => lower.includes(stem))) return result;
  for (const { index, groups = {} } of lower.matchAll(numerals.pattern)) {
    const { before = "", words = "", tens = words, ones } = groups;
    const start = index + before.length;
    const value = (numerals.values.get(tens) ?? 0) + (ones === undefined ? 0 : (numerals.values.get(ones) ?? 0));
    if (result.slice(start, start + words.length) !== text.slice(start, start + words.length)) continue;
    if (!LARGER_BEFORE.test(lower.slice(Math.max(0, start - 16), start)) && !LARGER_BEHIND.test(lower.slice(start + words.length, start + words.length + 14))) result = over(result, start, words, value);
  }
  return result;
}
