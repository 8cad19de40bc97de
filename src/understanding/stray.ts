/**
 * Owns: amounts that a mail names besides its lines: the only one, one that nothing accounts for (with a currency or said as a price), one that is not exact, a share of one.
 * Never: making a line or a sum out of them; that is decided where the facts are put together.
 */
import { compare, times } from "../core/money";
import { tagged } from "./hits";
import { wordsFor } from "./counts";
import type { Reading } from "./counts";
import { isForOne } from "./for-one";
import { instalmentsIn, labelledLine } from "./labels";
import { aWord, said } from "./lang/all";
import { isForSale } from "./naming";
import { BLANK, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { TAX } from "./segments";
import { sieved } from "./sieve";
import { onlyFrame } from "./vague";
import { saysWhich } from "./which";
import { inDigits } from "./worded";
import { sentencesOf } from "./sentences";
import { plain, sameLengthPlain } from "./words";
import type { Sentence } from "./sentences";

/** "3 lectii ... 400 lei lectia": the amount is followed by what was counted before, so it is for one of them. */
function namesCounted(line: string, figure: Figure, lines: string[]): boolean {
  const thing = /^\s(\p{L}{4,30})(?!\p{L})/u.exec(line.slice(figure.end))?.[1];
  if (thing === undefined || figure.mark === null) return false;
  const stem = plain(thing).slice(0, Math.max(4, thing.length - 2));
  const others = lines.map((other) => (other === line ? line.slice(0, figure.start) : other));
  return others.some((other) => plain(other).match(/\d (\p{L}{4,30})/gu)?.some((counted) => counted.replace(/^\d /, "").startsWith(stem)) ?? false);
}

/** "You charged £450 last time": not said of this time. */
const WAS_THEN = sieved(/(?:^|[^\p{L}])(?:quoted|charged|paid|billed|invoiced|took|asked|cost|was)(?:\s\S{1,20}){0,5}\slast (?:time|year|month|quarter|season)(?!\p{L})/u);

/** The one amount that a mail without items names, with its sentence. */
export function soleAmount(sentences: Sentence[], reading: Reading): { value: string; mark: string; spot: Sentence } | null {
  const found: { value: string; mark: string; spot: Sentence }[] = [];
  const lines = sentences.map(({ text }) => text);
  for (const sentence of sentences) {
    const line = sentence.text;
    if (!/\d/.test(line) || !isForSale(line)) continue;
    if (WAS_THEN.test(plain(line))) return null;
    for (const figure of figuresOf(line, reading.comma)) {
      // A price for one is no amount for all.
      if (isForOne(line, figure, reading) || namesCounted(line, figure, lines)) return null;
      if (figure.mark !== null && figure.value !== null && !figure.percent) found.push({ value: figure.value, mark: figure.mark, spot: sentence });
    }
  }
  const values = new Set(found.map(({ value }) => value));
  return values.size === 1 ? (found[0] ?? null) : null;
}

/** An amount of the new text that no line, total or tax accounts for: then something was not understood. */
export function strayAmount(lines: string[], reading: Pick<Reading, "comma">, known: string[]): string | null {
  for (const line of lines) {
    if (!/\d/.test(line)) continue;
    if (labelledLine(line)?.label === "terms") continue;
    const stray = figuresOf(line, reading.comma).find(({ mark, value, percent }) => mark !== null && !percent && !known.some((amount) => value !== null && compare(amount, value) === 0));
    if (stray !== undefined) return stray.text;
  }
  return null;
}

/** " * 14 Mill Lane - ridge tiles, fixed price 640": an entry of a list that ends in its price. */
const PRICED_ENTRY = /^\s{0,8}(?:[-*•·–▪◦‣]|\(?\d{1,2}[.)])\s.{0,200}[\s:=]$/u;

/** The price of a list's entry that no line accounts for, without a currency: the entry would be lost without a word. */
export function droppedEntry(lines: readonly string[], { comma }: Pick<Reading, "comma">, undated: (text: string) => string, known: readonly string[]): string | null {
  for (const line of lines) {
    const last = /\d/.test(line) ? figuresOf(undated(line), comma).at(-1) : undefined;
    if (last === undefined || last.percent || last.mark !== null || last.value === null || !/^\W*$/.test(line.slice(last.end)) || labelledLine(line) !== null) continue;
    const before = line.slice(0, last.start);
    const isPrice = /[.,]\d\d$/.test(last.text) || /(?:price|fee|cost|charge|fixed|agreed)(?: of)?:?\s$/i.test(before);
    if (isPrice && PRICED_ENTRY.test(before) && !known.some((amount) => compare(amount, last.value ?? "") === 0)) return line.trim().slice(0, 80);
  }
  return null;
}

/** Where what is said of a number ends: "plus delivery 20.", "25 on top". */
const CLAUSE_ENDS = new RegExp(`^(?:\\W*$|\\s*[,;)]|\\.\\s|\\s(?:on top|extra|more|too|as well|${said("and", "plus", "for")})(?!\\p{L}))`, "u");
/** "Plus delivery ", "and the parking ": words that add a thing, up to its bare price. */
const ADDS = new RegExp(`(?:^|[\\s,;(])(?:another|extra|also|${said("and", "plus")})\\s(?:(?:\\p{L}[\\p{L}'-]*\\s){0,4}(\\p{L}{3,})(?: of| at| for|:| -)?\\s)?$`, "u");
/** "Delivery was ", "the design came to another ". */
const COSTS = new RegExp(`\\p{L}{3}\\s(?:${said("costs")})\\s(?:another\\s|an extra\\s|extra\\s)?$`, "u");
/** "... at 80 pounds each and bled the old one for ": something else that was done, up to its bare price. */
const DONE_FOR = new RegExp(`[$€£\\p{L}\\d]\\s(?:${said("and", "plus")})\\s(?:\\p{L}[\\p{L}'-]*\\s){2,10}(?:${said("for")})\\s$`, "u");
/** "For" alone before a price. */
const FOR = new RegExp(`^\\s(?:${said("for")})\\s`, "u");
const WORD_FOR = new RegExp(`\\s(?:${said("for")})\\s(\\p{L}{2,14})(?=[.,;!]|$)`, "gu");
/** "It stays at the 700 for light and sound": an agreed price. */
const THE = new RegExp(`(?:^|\\s)(?:${said("article")})\\s$`, "u");
const FOR_A_THING = new RegExp(`^\\s(?:${said("for")})\\s\\p{L}{3}`, "u");
const SETTLED = sieved(new RegExp(aWord("settled"), "u"));
const RHYTHM = /^\s?\S{1,4}\s?(?:hour|day|week|month|year|stunde|tag|woche|monat)/;
/** "We also took 6 manuals": more that was had. */
const ALSO_HAD = /(?:also (?:had|took|ordered|bought|used|booked|got|received|needed))\s$/u;

/** True when the words around a bare number make it a price, or a count of more that was had. */
function claimsPrice(line: string, figure: Figure, reading: Reading): boolean {
  const words = wordsFor(reading.language, reading.english);
  const lower = sameLengthPlain(line);
  const before = lower.slice(0, figure.start);
  const after = lower.slice(figure.end);
  if (saysWhich(before) || /^\s?[/-]\s?[\d\p{Lu}]/u.test(line.slice(figure.end)) || /\d\s?[/-]\s?$/.test(before) || TAX.test(before.slice(-16))) return false;
  if (figure.count && ALSO_HAD.test(before) && /^\s\p{L}{3}/u.test(after)) return true;
  const each = words.each.exec(after);
  // "2 per week" is a rhythm.
  if (each !== null && (words.at.test(before) || !RHYTHM.test(after))) return true;
  const counted = /\d|@\s*$/.test(before) || words.counts.test(before);
  if (!CLAUSE_ENDS.test(after)) return false;
  if (/^\d{2,5}$/.test(figure.text) && THE.test(before) && FOR_A_THING.test(after)) return true;
  if (words.at.test(before) && counted) return true;
  if (DONE_FOR.test(before) && figuresOf(line, reading.comma).some(({ mark, end }) => mark !== null && end <= figure.start)) return true;
  const added = ADDS.exec(before);
  return COSTS.test(before) || (added !== null && (added[1] !== undefined || FOR.test(after)));
}

/** "... and the gutter for twenty.": a price in words that ends its clause, in digits, every position kept. */
function wordsInDigits(line: string, reading: Reading): string {
  const { numbers } = wordsFor(reading.language, reading.english);
  const lower = sameLengthPlain(line);
  let result = line;
  for (const match of lower.matchAll(WORD_FOR)) {
    const value = numbers.get(match[1] ?? "");
    const end = match.index + match[0].length;
    if (value !== undefined && value.length <= (match[1]?.length ?? 0)) result = result.slice(0, end - (match[1]?.length ?? 0)) + value + " ".repeat((match[1]?.length ?? 0) - value.length) + result.slice(end);
  }
  return result;
}

/**
 * A number without a currency that is said as a price, or counts more of what was had, and that no line accounts for: "plus delivery 20". Beside priced things it
 * would be lost without a word. `undated` blanks dates; `knows` tells whether the value is one of those that were read from the line with this index, or a sum.
 */
export function strayNumber(sentences: readonly Sentence[], reading: Reading, undated: (text: string) => string, knows: (value: string, line: number) => boolean): string | null {
  for (const { text, line: index } of sentences) {
    const digits = inDigits(text, reading.language);
    if (!/\d/.test(digits)) continue;
    const line = wordsInDigits(undated(digits), reading);
    if (SETTLED.test(plain(line)) || ["terms", "due", "place", "measure", "other"].includes(labelledLine(line)?.label ?? "")) continue;
    const figures = figuresOf(line, reading.comma);
    // "640 EUR for the translation (4 pages at 160)": what makes up a known amount is known.
    const known = (value: string): boolean => knows(value, index) || figures.some((other) => other.value !== null && other.value !== "1" && other.value.length + value.length <= 12 && knows(times(value, other.value), index));
    const stray = figures.find((figure) => figure.mark === null && !figure.percent && figure.value !== null && figure.value !== "0" && !known(figure.value) && claimsPrice(line, figure, reading));
    if (stray !== undefined) return `${line.slice(0, stray.end).split(/[,;:]\s/).at(-1)?.trim().replace(/^.*\s(?=.{40,60}$)/, "") ?? ""}${/^(?:\s\p{L}+){1,2}/u.exec(line.slice(stray.end))?.[0] ?? ""}`.replaceAll(BLANK, "");
  }
  return null;
}

const NOT_EXACT = new RegExp(`(?:^|[\\s(])(?:~|${said("around")})\\s*$`, "u");
const RANGE = new RegExp(`\\d\\s*(?:-|${said("and", "to")})\\s*(?:[a-z]{3}|[$€£])?\\s*$`, "u");
const BETWEEN = new RegExp(`(?:${said("between")})\\s`);

/** "... at 240 EUR each and the usual service.": a thing behind the last price that has none. */
export function unpricedIn(asking: string[], reading: Reading): string | null {
  for (const sentence of asking) {
    const last = figuresOf(sentence, reading.comma).findLast((figure) => figure.mark !== null);
    const tail = last === undefined ? null : AND_THING.exec(sentence.slice(last.end));
    const thing = tail?.[1];
    if (thing !== undefined && !onlyFrame(thing, reading.language) && tagged(thing, reading.language).concepts.every((concept) => ["OTHER", "THE", "YOUR", "OUR"].includes(concept))) return thing;
  }
  return null;
}
const AND_THING = /^(?:\s(?:each|apiece|per \p{L}+|a \p{L}+))?,?\s(?:and|plus|und|et|y|e|en|oraz|si|și)\s((?:(?:the|our|your|die|der|das|le|la|les|el|los|las|il|het|de)\s)(?:\p{L}[\p{L}-]*\s?){1,4})[.!]?$/u;

/** An amount that the sender does not know exactly: "around 90 EUR", "between 400 and 500", "400-500 EUR". Nothing to put on an invoice. */
export function vagueAmount(lines: string[], reading: Reading): Figure | null {
  for (const line of lines) {
    if (!/\d/.test(line)) continue;
    const lower = sameLengthPlain(line);
    for (const figure of figuresOf(line, reading.comma)) {
      if (figure.mark === null || figure.percent) continue;
      const before = lower.slice(Math.max(0, figure.start - 30), figure.start);
      const range = RANGE.test(before) && BETWEEN.test(before);
      // "Your invoice about 2,750.00": over, as some languages say it.
      const over = /(?:invoice|bill|account)\sabout\s\D{0,4}$/.test(before) && /[.,]\d\d\D{0,5}$/.test(figure.text);
      if ((NOT_EXACT.test(before) && !over) || range || /\d-$|\d\s?(?:to|bis)\s$/.test(before)) return figure;
    }
  }
  return null;
}

/** A part of an amount in words: "invoice half of it now". */
const SHARE_WORDS = sieved(new RegExp(said("share")));

/** "Please invoice the first third now": a part by its place, of a sum that stands elsewhere. */
const NTH_PART = /(?:first|second|third|last|final|initial|other|next) (?:half|third|quarter|tranche|portion)(?!\p{L})/u;

/** "The 30% deposit ($1,260)", "50% now = 400 EUR": what the share comes to is said. */
const COMES_TO_MONEY = new RegExp(`^\\s?%?\\s?(?:\\p{L}{1,20}\\s){0,3}(?:\\p{L}{1,20})?(?:\\((?:\\s?(?:being|=|${said("that_is")}),?)?|=|:|,? ?(?:that makes|thats|comes? to|${said("that_is")}))\\s?$`, "u");

/** "25% of the $3,200 package, so $800": the amount that the share makes of another one; null when the numbers do not say so. */
function madeBy(share: Figure, figures: readonly Figure[]): Figure | null {
  const [base, part, ...more] = figures.filter(({ start, mark, percent }) => start >= share.end && mark !== null && !percent);
  const fits = share.value !== null && base !== undefined && base.value !== null && part !== undefined && part.value !== null && more.length === 0 && compare(times(base.value, times(share.value, "0.01")), part.value) === 0;
  return fits ? part : null;
}

/** What a share of an amount comes to, where the mail says both and they fit. */
export function provenShare(sentences: Sentence[], reading: Reading): { value: string; mark: string; spot: Sentence } | null {
  for (const spot of sentences) {
    const figures = figuresOf(spot.text, reading.comma);
    const share = figures.find(({ percent }) => percent);
    const part = share === undefined ? null : madeBy(share, figures);
    if (part !== null && part.value !== null && part.mark !== null) return { value: part.value, mark: part.mark, spot };
  }
  return null;
}

function isSettled(share: Figure, figures: readonly Figure[], lower: string): boolean {
  if (madeBy(share, figures) !== null) return true;
  const next = figures.find(({ start, mark }) => start >= share.end && mark !== null);
  return share.value === "100" || (next !== undefined && COMES_TO_MONEY.test(lower.slice(share.end, next.start)));
}

/** Words of a share that is billed now, while the rest is not. */
const PART = new RegExp(`\\bnow\\b|first|half|${said("deposit", "ahead")}`, "u");
const BILLED = new RegExp(`(?:${said("bill")})\\p{L}*.{0,40}\\d\\s?%`, "u");
const CHANGES = new RegExp(`\\bof\\b|\\bplus\\b|minus|extra|surcharge|on top|zuschlag|aufschlag|nachlass|off\\b|less|von|de\\b|${said("off")}`, "u");

/** "A 4% fee", "our share is 4%", "It is 4%.": a share of a sum, which is not the sum. */
const FEE = new RegExp(`\\d ?% (?:\\p{L}{2,14}[ -]){0,2}(?:${said("fee")})(?!\\p{L})|(?:^|[^\\p{L}])(?:${said("fee")})(?: \\p{L}{1,6}){0,3} ?:? ?\\d{1,2}(?:[.,]\\d{1,2})? ?%|(?:^|[.!?] )(?:it|that|this|thats|its|ours) ?(?:is|was|s|at)? (?:at )?\\d{1,2}(?:[.,]\\d{1,2})? ?%\\W*(?:$|[.!?] )`, "u");

/**
 * A percentage that changes what is to be paid ("50% now", "less 10%"); tax and terms of payment do not, nor one whose amount is said.
 * `part`: a stated total is the sum of which it is a part.
 */
export function shareIn(lines: string[], reading: Reading): { text: string; part: boolean } | null {
  for (const whole of lines) {
    const terms = instalmentsIn(whole);
    const line = terms === null ? whole : whole.replace(terms, "");
    const lower = plain(line);
    const words = SHARE_WORDS.exec(lower) ?? sentencesOf(line).map((sentence) => (figuresOf(sentence, reading.comma).some(({ mark }) => mark !== null) ? null : NTH_PART.exec(plain(sentence)))).find((found) => found !== null) ?? null;
    if (words !== null) return { text: words[0].trim(), part: true };
    const billed = BILLED.test(lower);
    const label = labelledLine(line)?.label;
    if (/vat|gst|hst|tax|mwst|ust|steuer|tva|iva|btw|moms|podat/.test(lower) || label === "terms" || label === "measure" || label === "other" || !billed && /t\/t|b\/l|upon|against|balance|rest\b/.test(lower)) continue;
    const figures = figuresOf(line, reading.comma);
    const said = sameLengthPlain(line);
    // "The deposit of 1,350 EUR (30 %)": what the amount beside it is.
    const isTold = (figure: Figure): boolean => /\(\s*$/.test(line.slice(0, figure.start)) && figures.some((other) => other.mark !== null && other.end <= figure.start && /^[\s(]*$/.test(line.slice(other.end, figure.start)));
    const share = figures.find((figure) => figure.percent && !isTold(figure) && !isSettled(figure, figures, said));
    if (share !== undefined && (CHANGES.test(lower) || PART.test(lower) || FEE.test(lower))) return { text: `${share.value ?? ""}%`, part: PART.test(lower) };
  }
  return null;
}
