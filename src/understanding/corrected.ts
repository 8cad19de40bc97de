/**
 * Owns: numbers that a mail takes back in the same breath - "4 hours - sorry, make that 5 -", "it was 82 instead of 85" (PRODUCT M2).
 * Never: corrections in a later mail of a thread (change.ts).
 */
import { compare, times } from "../core/money";
import type { Item } from "./items";
import { BLANK } from "./numbers";
import { sameLengthPlain } from "./words";

const SORRY = "sorry|oops|pardon|actually|scratch that|correction|i mean|i meant|perdon|scusa|scusate|desculpe?|przepraszam|scuze|entschuldigung|quatsch|no wait|no, wait";
const MAKE = "(?:make (?:that|it)|should be|it'?s|it was|that'?s|actually|eher|plutot|mejor|anzi|liever|alias)";
/** Only behind a word that takes it back: "12 hours at 45, that's 540" says what they come to. The number, its unit, and the one that stands in its place. */
const TAKEN_BACK = new RegExp(`(\\d{1,5})((?:\\s\\p{L}{1,15}){0,2})\\s?[-–,(]{0,2}\\s?(?:(?:${SORRY})[,:]?\\s(?:${MAKE}\\s)?|make that\\s)(\\d{1,5})(?![\\d.,]*\\d)\\s?[-–,)]?`, "gu");
const INSTEAD = /(?:^|[^\d.,])(\d{1,5})(?:\s\p{L}{1,15})?\s(?:instead of|rather than|not|(?:an)?statt|anstelle von|au lieu de|en lugar de|en vez de|invece di|in plaats van|em vez de|zamiast|in loc de)\s(?:the |die |les |los |i |de |os )?(\d{1,5})(?![\d.,]*\d)/gu;

/** The text, as long as before, with the number that holds in place of the one that was taken back. */
export function corrected(text: string): string {
  const lower = sameLengthPlain(text);
  let result = text;
  for (const match of lower.matchAll(TAKEN_BACK)) {
    const [whole, before = "", unit = "", now = ""] = match;
    const kept = `${now}${text.slice(match.index + before.length, match.index + before.length + unit.length)} `;
    if (kept.length <= whole.length) result = `${result.slice(0, match.index)}${kept}${BLANK.repeat(whole.length - kept.length)}${result.slice(match.index + whole.length)}`;
  }
  return result;
}

/** The items with the counts that a sentence of the mail puts in place of theirs: "82 instead of 85", where one thing was counted as 85. */
export function revised(items: Item[], text: string): Item[] {
  return [...sameLengthPlain(text).matchAll(INSTEAD)].reduce((all, [, now, before]) => {
    const meant = all.filter(({ quantity }) => quantity !== null && before !== undefined && compare(quantity, before) === 0);
    if (meant.length !== 1 || now === undefined || meant[0]?.stated !== null) return all;
    return all.map((item) => (meant.includes(item) ? { ...item, quantity: now, amount: item.unit_price === null ? null : times(now, item.unit_price) } : item));
  }, items);
}
