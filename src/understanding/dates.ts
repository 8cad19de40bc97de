/**
 * Owns: dates and terms of payment in words -> ISO dates (PRODUCT M2), relative to the day the mail came.
 * Never: a clock, and never a choice between two readings: "03/04/2026" without further evidence is no date.
 */
import type { Language } from "./lang/language";
import { BLANK, sameLengthPlain } from "./numbers";
import { likely } from "./sieve";
import { compiled, plain } from "./words";
import type { Spot } from "./words";

export interface FoundDate {
  start: number;
  end: number;
  text: string;
  /** ISO date; null when it can be read in two ways. */
  iso: string | null;
}

const DAY = 86_400_000;

/** ISO date of a calendar day, null when there is no such day. */
function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1990 && year <= 2100 ? date.toISOString().slice(0, 10) : null;
}

/** `days` after an ISO date. */
export function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Last day of the month of an ISO date. */
export function monthEnd(iso: string): string {
  return new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/** The next such day on or after `base`, for dates without a year. */
function withoutYear(month: number, day: number, base: string | null): string | null {
  if (base === null) return null;
  const year = Number(base.slice(0, 4));
  const here = isoDate(year, month, day);
  return here !== null && here >= base ? here : isoDate(year + 1, month, day);
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** How this mail writes 03/04: by its language, or for English by its currency; null when nothing tells. */
export type DayOrder = "day_first" | "month_first" | null;

/** Order of day and month in numbers with slashes. */
export function dayOrder(language: string, currency: string | null, text: string): DayOrder {
  const pairs = [...text.matchAll(/\b(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})\b/g)].map((match) => [Number(match[1]), Number(match[2])] as const);
  if (pairs.some(([first]) => first > 12)) return "day_first";
  if (pairs.some(([, second]) => second > 12)) return "month_first";
  if (language !== "en") return "day_first";
  if (currency === "USD") return "month_first";
  return currency !== null && ["EUR", "GBP", "INR", "AUD", "NZD", "CHF"].includes(currency) ? "day_first" : null;
}

interface Months {
  /** Any of the names: most texts hold none. */
  any: RegExp;
  /** "3rd of March 2026". */
  dayFirst: RegExp;
  /** "March 3, 2026". */
  monthFirst: RegExp;
  monthOf: Map<string, number>;
}
const months = new Map<Language, Months>();

function monthsOf(language: Language): Months {
  const known = months.get(language);
  if (known !== undefined) return known;
  const names = language.months.join("|");
  const made = {
    any: new RegExp(names),
    dayFirst: new RegExp(`(^|[^\\p{L}\\d])(\\d{1,2})(?:\\.|st|nd|rd|th|er|º|ª|o)?(?: de| of| d')?[ -](${names})\\b\\.?(?:,?(?: del?)?[ -](20\\d\\d|\\d{2}(?!\\d| ?(?:${names})\\b)))?`, "gu"),
    monthFirst: new RegExp(`(^|[^\\p{L}\\d])(${names})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d.]\\d|\\d)(?:,? (20\\d\\d))?`, "gu"),
    monthOf: new Map(language.months.flatMap((spellings, index) => spellings.split("|").map((name): [string, number] => [name, index + 1]))),
  };
  months.set(language, made);
  return made;
}

/** Dates of a text from left to right. `base`: the ISO day the mail came, null when unknown. */
export function datesOf(text: string, language: Language, order: DayOrder, base: string | null): FoundDate[] {
  if (!/\d/.test(text)) return [];
  const lower = sameLengthPlain(text);
  const { any, dayFirst, monthFirst, monthOf } = monthsOf(language);
  const found: FoundDate[] = [];
  const take = (pattern: RegExp, read: (parts: string[]) => string | null): void => {
    for (const match of lower.matchAll(pattern)) {
      const [whole, edge = "", ...parts] = match as (string | undefined)[];
      const start = match.index + edge.length;
      const end = match.index + (whole ?? "").length;
      if (found.some((other) => start < other.end && end > other.start)) continue;
      found.push({ start, end, text: text.slice(start, end).trim(), iso: read(parts.map((part) => part ?? "")) });
    }
  };
  const named = (day: string, month: string, year: string): string | null =>
    year === "" ? withoutYear(monthOf.get(month) ?? 0, Number(day), base) : isoDate(fullYear(year), monthOf.get(month) ?? 0, Number(day));
  const figures = /\d[-/.]\d/.test(lower);
  if (figures) take(/(^|[^\p{L}\d-])(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])/gu, ([year = "", month = "", day = ""]) => isoDate(Number(year), Number(month), Number(day)));
  if (lower.includes("年")) take(/(^|\D)(\d{4})年(\d{1,2})月(\d{1,2})日/gu, ([year = "", month = "", day = ""]) => isoDate(Number(year), Number(month), Number(day)));
  if (any.test(lower)) {
    take(dayFirst, ([day = "", month = "", year = ""]) => named(day, month, year));
    take(monthFirst, ([month = "", day = "", year = ""]) => named(day, month, year));
  }
  if (!figures) return found.sort((a, b) => a.start - b.start);
  take(/(^|[^\d.])(\d{1,2})\.(\d{1,2})\.(20\d\d|\d\d)(?!\d|\.\d)/g, ([day = "", month = "", year = ""]) => isoDate(fullYear(year), Number(month), Number(day)));
  take(/(^|[^\d/-])(\d{1,2})[/-](\d{1,2})[/-](20\d\d|\d\d)(?![\d/-])/g, ([first = "", second = "", year = ""]) => {
    if (order === null && first !== second) return null;
    const [day, month] = order === "month_first" ? [second, first] : [first, second];
    return isoDate(fullYear(year), Number(month), Number(day));
  });
  return found.sort((a, b) => a.start - b.start);
}

/** The text with its dates blanked, positions kept, so that no part of a date is taken for a number. */
export function maskDates(text: string, dates: FoundDate[]): string {
  let masked = text;
  for (const { start, end } of dates) masked = `${masked.slice(0, start)}${BLANK.repeat(end - start)}${masked.slice(end)}`;
  return masked;
}

const NO_TERMS: string[] = [];

export interface Terms {
  /** As written. */
  text: string;
  /** Where it begins in the text that was read. */
  start: number;
  /** ISO due date computed from the terms, null when they depend on something the mail does not say. */
  due: string | null;
}

/** Stated terms of payment. "Within 15 days of receipt" has no date: the receipt is still to come. */
export function termsOf(text: string, language: Language, english: Language, base: string | null): Terms | null {
  const lower = sameLengthPlain(text);
  return phrasedTerms(text, lower, language, english, base) ?? spokenTerms(text, lower, language, english, base);
}

/** True when the line up to a place speaks of delivery or validity. */
const ofDelivery = (lower: string, at: number): boolean => /(?:deliver|valid|lead ?time|lieferzeit|gultig|livraison|delai|entrega|validez|consegna|levertijd|dostaw|livrare)[^.;\n]{0,30}$/.test(lower.slice(Math.max(0, at - 60), at));

function phrasedTerms(text: string, lower: string, language: Language, english: Language, base: string | null): Terms | null {
  const sets = language === english ? [language] : [language, english];
  for (const { terms } of sets) {
    for (const source of likely(terms.days, lower)) {
      const match = [...lower.matchAll(compiled(source, "gu"))].find(({ index }) => !ofDelivery(lower, index)) ?? null;
      const days = match?.[1] === undefined ? null : counted(match[1], language, english);
      if (match === null || days === null) continue;
      const around = lower.slice(match.index, match.index + match[0].length + 30);
      const endOfMonth = terms.end_of_month.some((month) => compiled(month, "u").test(around));
      const receipt = /receipt|receiv|delivery|lieferung|erhalt|reception|recep|ricev|ontvangst|otrzyman|primire|livraison|entrega|consegna/.test(around);
      const end = match.index + match[0].length;
      const shown = text.slice(match.index, endOfMonth || receipt ? end + Math.max(0, text.slice(end, end + 30).search(/[.,;\n)]|$/)) : end).trim();
      const plus = base === null || receipt ? null : plusDays(base, days);
      return { text: shown, start: match.index, due: plus !== null && endOfMonth ? monthEnd(plus) : plus };
    }
    for (const source of likely(terms.weeks ?? NO_TERMS, lower)) {
      const match = compiled(source, "u").exec(lower);
      const weeks = match?.[1] === undefined ? null : counted(match[1], language, english);
      if (match === null || weeks === null || !payable(lower.slice(Math.max(0, match.index - 60), match.index + match[0].length), language, english)) continue;
      return { text: text.slice(match.index, match.index + match[0].length), start: match.index, due: base === null ? null : plusDays(base, 7 * weeks) };
    }
    for (const source of likely(terms.end_of_next_month ?? NO_TERMS, lower)) {
      const match = compiled(source, "u").exec(lower);
      if (match === null || !payable(lower.slice(Math.max(0, match.index - 60), match.index), language, english)) continue;
      return { text: text.slice(match.index, match.index + match[0].length), start: match.index, due: base === null ? null : monthEnd(plusDays(monthEnd(base), 1)) };
    }
    for (const source of likely(terms.on_receipt, lower)) {
      const match = compiled(source, "u").exec(lower);
      if (match !== null) return { text: text.slice(match.index, match.index + match[0].length), start: match.index, due: null };
    }
    for (const source of likely(terms.end_of_month, lower)) {
      const match = compiled(source, "u").exec(lower);
      if (match !== null && payable(lower.slice(Math.max(0, match.index - 60), match.index + match[0].length), language, english)) {
        return { text: text.slice(match.index, match.index + match[0].length), start: match.index, due: base === null ? null : monthEnd(base) };
      }
    }
  }
  return null;
}

const DAYS = /(?:^|[^\p{L}\d.,-])(\d{1,3}|\p{L}{3,12})[ -](?:calendar |working |business |clear )?(?:days?|tagen?|jours?|dias|giorni|dagen|dni|zile)(?!\p{L})/gu;
/** What else is counted in days. */
const NOT_TO_PAY = /valid|deliver|lead ?time|ship|dispatch|respon|reply|quot|offer|warrant|guarant|notice|ago|last|hire|rent|work|stay|course|training|event|lieferzeit|gultig|angebot|garanti|livraison|delai|validite|plazo de entrega|entrega|valide|consegna|levertijd|geldig|prazo de entrega|validade|dostaw|wazn|livrare|valabil/;
/** The day from which they are counted is still to come. */
const TO_COME = /receipt|receiv|deliver|statement|\bpod\b|\bb\/l\b|loading|shipment|completion|lieferung|erhalt|recep|ricev|ontvangst|otrzyman|primire|livraison|entrega|consegna/;

/** "Payment like always 30 days", "we will wire it at 10 days": days of a sentence that speaks of paying and of nothing else that takes time. */
function spokenTerms(text: string, lower: string, language: Language, english: Language, base: string | null): Terms | null {
  for (const match of lower.matchAll(DAYS)) {
    const days = match[1] === undefined ? null : counted(match[1], language, english);
    if (days === null) continue;
    const at = match.index + match[0].indexOf(match[1] ?? "");
    const tail = /^[^.;,\n(]{0,50}/.exec(lower.slice(match.index + match[0].length))?.[0] ?? "";
    const before = lower.slice(Math.max(0, at - 160), at).split(/[.!?]\s|[;\n]/).at(-1) ?? "";
    const alone = /^\W*(?:net )?$/.test(before.split(",").at(-1) ?? "") && /^(?: net)?\s*$/.test(tail) && match.index > 0;
    if (NOT_TO_PAY.test(before) || !(alone || /t\/t|\btt\b/.test(before) || payPattern(language, english).test(before + tail))) continue;
    const shown = text.slice(at, match.index + match[0].length + tail.trimEnd().length);
    return { text: shown, start: at, due: base === null || TO_COME.test(tail) ? null : plusDays(base, days) };
  }
  return null;
}

/** Digits or a small number word; null when it is neither. */
function counted(word: string, ...languages: Language[]): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  for (const { numbers, terms } of languages) {
    const index = numbers.findIndex((spellings) => spellings.split("|").includes(word));
    if (index !== -1) return index + 1;
    const usual = terms.words?.[word];
    if (usual !== undefined) return usual;
  }
  return null;
}

const phrasesOf = (list: string): string[] => list.split(",").map((words) => words.trim()).filter((words) => words !== "");

/** True when the words before a date make it the day of payment rather than of delivery or anything else. */
function payable(before: string, language: Language, english: Language): boolean {
  const sentence = before.split(/[.!?]\s|\n/).at(-1) ?? before;
  if (/deliver|ship|etd|eta\b|load|rfq|liefer|livr|entrega|consegna|dostaw|levering|start|kick-?off|event|workshop|visit|meeting|order date|bestelldatum/.test(sentence)) return false;
  return payPattern(language, english).test(sentence);
}

const payPatterns = new Map<string, RegExp>();

/** Any of the words that speak of paying, in the two languages. */
function payPattern(language: Language, english: Language): RegExp {
  const known = payPatterns.get(language.code);
  if (known !== undefined) return known;
  const words = [...phrasesOf(language.due), ...phrasesOf(english.due), "pay", "payment", "settled", "wire", "transfer", "credit", "terms"].map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|");
  const made = new RegExp(`(?:^|[^\\p{L}])(?:${words})(?!\\p{L})`, "u");
  payPatterns.set(language.code, made);
  return made;
}

/** The date that is stated as due, with the words around it as evidence. */
export function statedDue(lines: string[], language: Language, english: Language, order: DayOrder, base: string | null): ({ iso: string | null; text: string } & Spot) | null {
  for (const [index, line] of lines.entries()) {
    for (const date of datesOf(line, language, order, base)) {
      const before = plain(line.slice(Math.max(0, date.start - 60), date.start));
      if (!payable(before, language, english)) continue;
      const column = Math.max(0, date.start - 30);
      return { iso: date.iso, text: line.slice(column, date.end).trim(), line: index, column, length: date.end - column };
    }
  }
  return null;
}
