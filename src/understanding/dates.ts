/**
 * Owns: dates in words and figures -> ISO dates (PRODUCT M2), relative to the day the mail came.
 * Never: a clock, and never a choice between two readings: "03/04/2026" without further evidence is no date.
 */
import type { Language } from "./lang/language";
import { BLANK } from "./numbers";
import { sameLengthPlain } from "./words";

export interface FoundDate {
  start: number;
  end: number;
  text: string;
  /** ISO date; null when it can be read in two ways. */
  iso: string | null;
}

const DAY = 86_400_000;
/** Characters of a day before its month: "twenty-seventh day of ". */
const LONGEST_DAY = 40;

/** "April 26 hours, May 24 hours": how many, no day. */
const HOURS_BEHIND = "hours?|hrs?|std|stunden?|heures?|horas?|ore|uur|uren|godzin[ay]?|godz|days|tage|jours|dias|giorni|dagen|dni|zile";

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
  const pairs = !text.includes("/") ? [] : [...text.matchAll(/\b(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})\b/g)].map((match) => [Number(match[1]), Number(match[2])] as const);
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
  /** "The tenth of January". */
  inWords: RegExp | null;
  monthOf: Map<string, number>;
  dayOf: Map<string, number>;
}
const months = new Map<Language, Months>();

function monthsOf(language: Language): Months {
  const known = months.get(language);
  if (known !== undefined) return known;
  const names = language.months.join("|");
  const days = language.days?.split(" ") ?? [];
  // "Due set di coltelli": short names are words of their own beside a number word.
  const full = language.months.flatMap((spellings) => spellings.split("|").filter((name, index) => index === 0 || name.length > 4)).join("|");
  const made = {
    inWords: days.length === 0 ? null : new RegExp(`(^|[^\\p{L}\\d])(${days.join("|").split("|").sort((a, b) => b.length - a.length).join("|").replaceAll("-", "[ -]")})(?: day)?(?: de| of| di)? (${full})(?![\\p{L}])(?:,?(?: del?)? (20\\d\\d))?`, "gu"),
    dayOf: new Map(days.flatMap((spellings, index) => spellings.split("|").map((word): [string, number] => [word, index + 1]))),
    any: new RegExp(names),
    dayFirst: new RegExp(`(^|[^\\p{L}\\d])(\\d{1,2})(?:\\.|st|nd|rd|th|er|º|ª|o)?(?: de| of| d')?[ -](${names})\\b\\.?(?:(?:,(?=(?: del?)?[ -]20))?(?: del?)?[ -](20\\d\\d|(?:2[4-9]|\\d{2}(?! \\p{L}{4}))(?!\\d|[.,]\\d| ?(?:${names})\\b| ?(?:[€$£]|eur|usd|gbp|chf|cad|aud|pln|ron|sek|nok|dkk|inr|aed|lei|zl|kr|euro|pounds|dollars|each|x |%))))?`, "gu"),
    monthFirst: new RegExp(`(^|[^\\p{L}\\d])(${names})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d.]\\d|\\d|,\\d{1,2}(?!\\d)| ?(?:${HOURS_BEHIND})(?!\\p{L}))(?:,? (20\\d\\d))?`, "gu"),
    monthOf: new Map(language.months.flatMap((spellings, index) => spellings.split("|").map((name): [string, number] => [name, index + 1]))),
  };
  months.set(language, made);
  return made;
}

/** Dates of a text from left to right. `base`: the ISO day the mail came, null when unknown. */
export function datesOf(text: string, language: Language, order: DayOrder, base: string | null): FoundDate[] {
  const lower = sameLengthPlain(text);
  const { any, dayFirst, monthFirst, inWords, monthOf, dayOf } = monthsOf(language);
  const found: FoundDate[] = [];
  const take = (pattern: RegExp, read: (parts: string[]) => string | null, from = 0): void => {
    for (const match of lower.slice(from).matchAll(pattern)) {
      const [whole, edge = "", ...parts] = match as (string | undefined)[];
      const start = from + match.index + edge.length;
      const end = from + match.index + (whole ?? "").length;
      if (found.some((other) => start < other.end && end > other.start)) continue;
      found.push({ start, end, text: text.slice(start, end).trim(), iso: read(parts.map((part) => part ?? "")) });
    }
  };
  const byName = (day: string, month: string, year: string): string | null =>
    year === "" ? withoutYear(monthOf.get(month) ?? 0, Number(day), base) : isoDate(fullYear(year), monthOf.get(month) ?? 0, Number(day));
  const figures = /\d(?:[-/.]|\. )\d/.test(lower);
  const month = lower.search(any);
  const named = month !== -1;
  // No day stands further ahead of its month.
  const from = Math.max(0, month - LONGEST_DAY);
  if (!figures && !named && !lower.includes("年")) return [];
  if (figures) take(/(^|[^\p{L}\d-])(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])/gu, ([year = "", month = "", day = ""]) => isoDate(Number(year), Number(month), Number(day)));
  if (lower.includes("年")) take(/(^|\D)(\d{4})年(\d{1,2})月(\d{1,2})日/gu, ([year = "", month = "", day = ""]) => isoDate(Number(year), Number(month), Number(day)));
  if (named && inWords !== null) take(inWords, ([day = "", month = "", year = ""]) => byName(String(dayOf.get(day.replaceAll(" ", "-")) ?? 0), month, year), from);
  if (named) {
    take(dayFirst, ([day = "", month = "", year = ""]) => byName(day, month, year), from);
    take(monthFirst, ([month = "", day = "", year = ""]) => byName(day, month, year), from);
  }
  if (!figures) return found.sort((a, b) => a.start - b.start);
  // "10.-12.11.", "28.2. bis 4.3.2026": from one day to another.
  take(/(^|[^\d.,])(\d{1,2})\.(?:\d{1,2}\.)?\s?(?:-|to|bis|au|al|a|tot|do|pana la)\s?(\d{1,2})\.(\d{1,2})\.?(20\d\d|\d\d)?(?![\d%]|\s?(?:€|eur|chf|zl|lei))/g, () => null);
  take(/(^|[^\d.])(\d{1,2})\. ?(\d{1,2})\. ?(20\d\d|\d\d)(?!\d|\.\d)/g, ([day = "", month = "", year = ""]) => isoDate(fullYear(year), Number(month), Number(day)));
  take(/(^|[^\d/-])(\d{1,2})[/-](\d{1,2})[/-](20\d\d|\d\d)(?![\d/-])(?! ?(?:days|tage|jours|dias|giorni|dagen|dni|zile|gg|ddl)\b)/g, ([first = "", second = "", year = ""]) => {
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

/** Days and months without a year, "05/02" or "15.4.", which are dates only where something says so; the next such day on or after `base`. */
export function shortDatesOf(text: string, order: DayOrder, base: string | null): FoundDate[] {
  return [...text.matchAll(/(^|[^\d.,/€$£-])(\d{1,2})([./])(\d\d(?!\.)|\d{1,2}(?=\.))(?![\d/%]|[.,]\d|,? ?(?:net|n\/|%|€|eur|lei|zł|chf))/gi)].flatMap((match) => {
    const [whole, edge = "", first = "", sign, second = ""] = match;
    if (sign === "/" && order === null) return [];
    const [day, month] = sign === "/" && order === "month_first" ? [second, first] : [first, second];
    const iso = withoutYear(Number(month), Number(day), base);
    const start = match.index + edge.length;
    return iso === null ? [] : [{ start, end: match.index + whole.length, text: whole.slice(edge.length), iso }];
  });
}
