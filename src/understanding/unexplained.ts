/**
 * Owns: numbers in the sentence of a line that neither the line nor a sum of the mail accounts for - "14 pallets x 30 days x 0.45" read as 14 (PRODUCT K6).
 * Never: deciding what they are. What is billed is asked for.
 */
import type { DraftLine } from "../core/draft";
import { compare, times } from "../core/money";
import type { Reading } from "./counts";
import { said } from "./lang/all";
import { BLANK, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { saysWhich } from "./which";
import { oneLine, sameLengthPlain } from "./words";

/** "A4", "M8", "3-ply", "12x24": a number that is part of a word. */
const isGlued = (text: string, { start, end }: Figure): boolean => /[\p{L}#/-]$/u.test(text.slice(0, start)) || /^(?:[-/]?\p{L}|[x×]\d)/u.test(text.slice(end));

/** "8 hours each", "200.00 net": what one of them is, what the same amount is without its tax. In plain letters, behind the number. */
const OF_ONE = /^\s?(?:\p{L}{1,12}\s(?:each|apiece|long)|net(?:to)?|gross|brutto|ttc|ht)(?!\p{L})/u;
/** "Article 14", "order number 88", "not 120". In plain letters, before the number. */
const TOLD = new RegExp(`(?:^|[^\\p{L}])(?:art(?:icle|ikel|\\.)?|clause|section|job|ticket|site|plot|§|\\p{L}{0,20}(?:nummer|number|code)|n[or]\\.?|${said("instead", "not")})\\s?:?\\s?\\D{0,4}$`, "u");
/** "The first hour 60, then 40 each": a price of its own for some of them, whatever else such a number could be. In plain letters, before the number. */
const OF_SOME = new RegExp(`(?:^|[^\\p{L}])(?:${said("some_of")})\\s(?:\\p{L}{1,12}\\s){0,2}[^\\p{L}\\d]{0,3}$`, "u");
/** "3 nights at 110 for 2 rooms": whether the price is for one of them or for all, nobody says. In plain letters, of a name. */
const FOR_SEVERAL = new RegExp(`(?:^|[^\\p{L}])(?:${said("for")})\\s(?:(?:the|all|die|alle|les|las|los|le|de|os|as)\\s)?(\\d{1,3})\\s\\p{L}{3}`, "u");
/** Nobody counts or prices so much: a number of an order. */
const CODE = /^\d{7,}$/;

/** True when the words around a number say what it is, or that it is none of the line. */
function hasRole(text: string, lower: string, figure: Figure): boolean {
  const before = lower.slice(0, figure.start);
  return figure.percent || figure.value === "0" || CODE.test(figure.text) || isGlued(text, figure) || saysWhich(before) || TOLD.test(before) || OF_ONE.test(lower.slice(figure.end));
}

/** A number with the words beside it, as a person would quote it: nothing blanked, no half words. */
function around(text: string, { start, end }: Figure): string {
  const before = /(?:\S{1,20}\s){0,2}\S{0,20}$/u.exec(text.slice(0, start))?.[0] ?? "";
  const behind = /^\S{0,20}(?:\s\S{1,20}){0,2}/u.exec(text.slice(end))?.[0] ?? "";
  return oneLine(`${before}${text.slice(start, end)}${behind}`.replaceAll(BLANK, "")).trim().replace(/[.,;:]$/, "");
}

/**
 * The first number without a role; null when each has one. `texts`: the sentences from which the lines were read, dates and terms blanked. `known`: amounts of the mail
 * besides the lines. A number that the name of a line repeats, that says which one or where, or that two known ones make, has a role; what prices only some of them, or counts others behind "for", has none.
 */
export function unexplainedIn(texts: readonly string[], lines: readonly DraftLine[], known: readonly string[], { comma }: Reading): string | null {
  const values = [...known, ...lines.flatMap(({ quantity, unit_price, amount }) => [quantity, unit_price, amount].filter((value) => value !== null))];
  const isKnown = (value: string): boolean => values.some((one) => compare(one, value) === 0) || values.some((one, index) => values.some((other, at) => at !== index && one.length + other.length < 12 && compare(times(one, other), value) === 0));
  const named = new Set(lines.flatMap(({ description }) => description.match(/\d+(?:[.,]\d+)*/gu) ?? []));
  const shared = lines.find(({ quantity, unit_price, description }) => quantity !== null && unit_price !== null && FOR_SEVERAL.test(sameLengthPlain(description)));
  if (shared !== undefined && texts.length > 0) return shared.description;
  for (const text of texts) {
    const lower = sameLengthPlain(text);
    for (const figure of figuresOf(text, comma)) {
      if (figure.value === null || figure.percent || isKnown(figure.value) || isGlued(text, figure)) continue;
      if (!OF_SOME.test(lower.slice(0, figure.start)) && (hasRole(text, lower, figure) || named.has(figure.text))) continue;
      return around(text, figure);
    }
  }
  return null;
}
