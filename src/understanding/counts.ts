/**
 * Owns: the words that count and price: units, numbers as words, "each", "at", in the mail's language and in English (PRODUCT M2).
 * Never: which number is what; that is decided where an item is read.
 */
import { sum, times } from "../core/money";
import { LANGUAGES, said } from "./lang/all";
import type { Language } from "./lang/language";
import { plain, sameLengthPlain } from "./words";

export interface Reading {
  language: Language;
  english: Language;
  comma: boolean;
  /** The mail names a currency somewhere: a bare "143,20" may be an amount. */
  priced: boolean;
}

export interface Words {
  units: Map<string, string>;
  each: RegExp;
  at: RegExp;
  of: RegExp;
  /** Any number in digits or as a word. */
  counts: RegExp;
  numbers: Map<string, string>;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** "+ VAT", "net": what stands between an amount and "each". */
const SIDE_OF_TAX = `\\(?(?:net|netto|gross|brutto|ht|ttc|(?:\\+|plus|ex|incl?|${said("round_tax")})\\.? ?(?:${said("tax", "tax_too")})\\.?)\\)?,?`;
/** Any of the words of a list as a whole word, or any of its signs. What ends a word is said once: said behind each of them, the pattern takes a tenth of a second to compile. */
function alternatives(list: string): string {
  const all = list.split(",").map((words) => words.trim()).filter((words) => words !== "").sort((a, b) => b.length - a.length).map(escape);
  const isWord = (words: string): boolean => /[\p{L}\p{N}]$/u.test(words);
  const words = all.filter(isWord);
  return [...(words.length > 0 ? [`(?:${words.join("|")})(?![\\p{L}\\p{N}])`] : []), ...all.filter((sign) => !isWord(sign))].join("|");
}

/** "295 euros par Bancontact": how it was paid, for nothing. */
const PAID_BY = `paypal|stripe|twint|${said("paid_by")}`;

const cache = new Map<string, Words>();

export function wordsFor(language: Language, english: Language): Words {
  const known = cache.get(language.code);
  if (known !== undefined) return known;
  const units = new Map<string, string>();
  const numbers = new Map<string, string>();
  for (const { units: list, numbers: small, terms } of [english, language]) {
    for (const spellings of list) for (const unit of spellings.split("|")) units.set(unit, spellings.split("|")[0] ?? unit);
    small.forEach((spellings, index) => {
      for (const word of spellings.split("|")) numbers.set(word, String(index + 1));
    });
    for (const [word, value] of Object.entries(terms.words ?? {})) numbers.set(word, String(value));
  }
  const joined = (key: "each" | "at" | "of"): string => alternatives(language === english ? language[key] : `${language[key]}, ${english[key]}`);
  const words: Words = {
    units,
    numbers,
    // "120 a month": in English any unit behind the article. "120 per la porta" is for the whole door, "8,750 per the contract" for all of it.
    each: new RegExp(`^\\s*\\(?(?:${SIDE_OF_TAX} )?(?:${joined("each")}|an? (?:year|${alternatives(english.units.flatMap((spellings) => spellings.split("|")).filter((unit) => unit.length > 2).join(","))}))(?!\\s(?:la|lo|il|gli|le|los|las|el|un|una|the|our|your)\\s)(?!\\s?(?:${PAID_BY})(?!\\p{L}))`, "u"),
    at: new RegExp(`(?:^|\\s|\\()(?:${joined("at")})\\s*$`, "u"),
    of: new RegExp(`^\\s*(?:${joined("of")})`, "u"),
    counts: new RegExp(`\\d|(?:^|[^\\p{L}])(?:${[...numbers.keys()].map(escape).join("|")})(?!\\p{L})`, "u"),
  };
  cache.set(language.code, words);
  return words;
}

/** The unit behind a count: as written, by the first of its spellings, and how far it reaches. */
export const unitAt = (text: string, words: Words): { unit: string; kind: string; length: number } | null => {
  const match = /^\s?-?(?:full |person-?|working |man-?|running |linear |square )?((?:sq|cu)\.? ?(?:ft|feet|m|yds?)|[\p{L}][\p{L}²³0-9'/]{0,14})(?!-\p{L})\.?/u.exec(text);
  const word = match?.[1] === undefined ? undefined : plain(match[1]).replace(/²/g, "2").replace(/³/g, "3").replace(/^(sq|cu)\.? ?/, "$1 ");
  const kind = word === undefined ? undefined : words.units.get(word);
  return match === null || word === undefined || kind === undefined ? null : { unit: match[1] ?? word, kind, length: match[0].length };
};

/** False when a text names no number at all, not even as a word: most of a mail. */
export const mayCount = (text: string, { language, english }: Reading): boolean => /\d/.test(text) || wordsFor(language, english).counts.test(plain(text));

/** What lasts, by the first spelling of its unit: a thing may be had for so many weeks, while hours and days are what is worked. */
export const SPANS = ["week", "month", "year"];
const TIMES = ["minute", "hour", "day", ...SPANS];
const UNITS_OF_TIME = new Set(LANGUAGES.flatMap(({ units }) => units.map((spellings) => spellings.split("|"))).filter(([kind = ""]) => TIMES.includes(kind)).flat());

/** True for a unit of time: what is counted in it is how long, not how many. */
export const isTime = (unit: string): boolean => UNITS_OF_TIME.has(plain(unit));

/** Units and signs that tell how big a thing is. */
export const SIZE_BEHIND = /^\s?-?(?:de )?(?:secunde|segundos?|sekunden?|secondes?|secondi|seconden|sekund[ya]?|seconds?|(?:min(?:utes?|uten|uti|utos|uut|uty|ute)?)(?!\s?(?:at|@|à|a|zu|je|x|×|per|of|de|von|di|van|o|do|da)\s))(?![\p{L}\p{N}])|^(?:a|in)(?=[\s,;)]|$)|^\s?-?(?:mm|cm|dm|inch(?:es)?|"|''|″|”|'|’|ply|gr|gsm|g|ml|cl|w|kw|kva|v|volts?|m?ah|k?wh|amp|hz|dpi|mic|µm?|µl|°c?|gb|tb|mb|bar|psi|hp|px|mp|lpi|rpm|years?|yrs?|secs?|seconds?|jahre?|ans|anos|anni|jaar|lat|ani)(?![\p{L}\p{N}])|^(?:st|nd|rd|th)(?=\s)/u;

/** "Two dozen", "three hundred": the count is another one than the first word says. */
const MANIFOLDS = ([["dozen", "12"], ["hundred", "100"], ["thousand", "1000"]] as const).map(([name, value]) => ({ word: new RegExp(`^(?:${said(name)})(?!\\p{L})`, "u"), value }));
/** The same where nobody can tell how many. */
export const MANIFOLD = new RegExp(`^(?:score|gross|couple|${said("dozen", "hundred", "thousand")})(?!\\p{L})`, "iu");
const HALF = new RegExp(`^(?:${said("half_more")})\\s`, "u");

/** "We had eight sessions", "plus the two extra waiters": what stands before a count in running text. */
const IN_TEXT = new RegExp(`^[^\\d.!?:;]{0,80}?(?:^|\\s)(?:${said("were")}|was|were|is|are|(?:make|made|makes) it|reckon|counted|for|of|with|plus the|\\p{L}{4,12}ed|covers?|covering|includes?|including|had|took|did|used|got|booked|received|ordered|needed|plus|hatten|nahmen|bekamen|brauchten|eu|avons|pris|tuvimos|tomamos|abbiamo fatto|hadden|kregen|tivemos|mielismy|am avut) (?=\\p{L})`, "iu");

/** "The signs - three A-boards". */
const BEHIND_NAME = /^(?:[^\d.!?:;]{2,40}?(?:\s[-–—]|:)|[^.!?:;]{2,80}?,\s(?:so|that's|making|i make it|makes))\s(?=\p{L})/iu;

/** A count written as a word at the head of a piece or behind a verb of having: "two banners". "One" and articles count only before a unit. */
export function writtenCount(whole: string, words: Words): { value: string; start: number; length: number } | null {
  const lower = sameLengthPlain(whole);
  const colon = lower.lastIndexOf(": ") + 1;
  // "Two banners", "plus the two extra waiters", "the signs - three A-boards", "Rechnung bitte: es waren drei Tage".
  const leads = [/^/, IN_TEXT, BEHIND_NAME].map((lead) => lead.exec(lower)?.[0].length ?? 0).concat(colon === 0 ? [] : colon + (IN_TEXT.exec(lower.slice(colon))?.[0].length ?? 0));
  for (const [index, start] of leads.entries()) {
    const found = index > 0 && start === 0 ? null : countAt(whole, start, words);
    if (found !== null) return found;
  }
  return null;
}

/** "Foram três dias": tells how many there were, and names nothing. */
export function tellsCount(text: string, words: Words): boolean {
  const found = writtenCount(`${text} `, words);
  return found !== null && found.start > 0 && unitAt(text.slice(found.start + found.length), words) !== null;
}

function countAt(whole: string, start: number, words: Words): { value: string; start: number; length: number } | null {
  const text = whole.slice(start);
  const match = /^\s*(?:(?:about|around|another|the|our|these|all|die|les|los|las|os|as|le|gli|de|i) )?(\p{L}+)([\s-]\p{L}+)?\s/iu.exec(text);
  const first = match?.[1] === undefined ? undefined : words.numbers.get(plain(match[1]));
  if (match === null || first === undefined) return null;
  // "Twenty-four", "three hundred", "two and a half".
  const second = plain((match[2] ?? "").slice(1));
  const more = Number(first) >= 20 && Number(first) % 10 === 0 ? words.numbers.get(second) : undefined;
  const factor = MANIFOLDS.find(({ word }) => second !== "" && word.test(second))?.value;
  const both = more !== undefined || factor !== undefined;
  const length = both ? match[0].length : match[0].length - (match[2]?.length ?? 0);
  const rest = text.slice(length);
  const half = HALF.exec(plain(rest));
  const value = factor !== undefined ? times(first, factor) : more !== undefined && Number(more) < 10 ? sum([first, more]) : half !== null ? sum([first, "0.5"]) : first;
  // "Four hundred and fifty euros" is an amount, "one or both" is no count.
  if (/^(?:or|oder|ou|if|and|und|et|y|e|euros?|dollars?|pounds?|dolares|dollari)(?!\p{L})(?! (?:a half|demie|medi[ao]|mezz[oa])(?!\p{L}))/u.test(plain(rest))) return null;
  if (!both && (MANIFOLD.test(rest) || (value === "1" && unitAt(` ${rest}`, words) === null && !/^(?:(?:the|another|our|all) )?one\s/iu.test(text.trimStart())))) return null;
  return { value, start, length: length + (half?.[0].length ?? 0) };
}
