/**
 * Owns: how many of what was counted are to be billed after all - "make it 45", "it is 14 you are to bill", "2 of them were returned" (PRODUCT M2, K6).
 * Never: reckoning what is left of a count, and never choosing between two things. What fits none is asked for.
 */
import { compare, times } from "../core/money";
import type { Item } from "./items";
import { sharesWord } from "./joined";
import { said } from "./lang/all";
import { sentencesOf } from "./sentences";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** No price, no day, no time, no part of another number. */
const ALONE = "(?![\\d.,:/-]*\\d)(?!\\s?(?:[%€$£]|[ap]m(?!\\p{L})|st(?!\\p{L})|nd(?!\\p{L})|rd(?!\\p{L})|th(?!\\p{L})|o'?clock|euros?|eur|dollars|pounds|quid|usd|gbp))";
/** "Make it 45", "only charge us for 10": the count that holds. In plain letters. */
const ANEW = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${said("now_so_many", "charge_only")})\\s(\\d{1,5})${ALONE}`, "gu"));
/** "It is 14 you are to bill". In plain letters. */
const TO_CHARGE = sieved(new RegExp(`(?:^|[^\\d.,])(\\d{1,5})(?:\\s\\p{L}{2,15}){0,2}\\s(?:${said("to_charge")})(?!\\p{L})`, "gu"));
/** "2 of them were returned", "three never arrived". In plain letters. */
const GONE = sieved(new RegExp(`(?:^|[^\\d.,\\p{L}])(?:\\d{1,4}|${said("few")})(?:\\s(?:of\\s)?\\p{L}{2,12}){0,2}\\s(?:${said("gone")})(?!\\p{L})`, "u"));

/** The counts that a sentence puts in place of others. */
function anewIn(sentence: string): string[] {
  const lower = sameLengthPlain(sentence);
  return [...new Set([...ANEW.all(lower), ...TO_CHARGE.all(lower)].flatMap(([, count]) => count ?? []))];
}

const has = (items: readonly Item[], count: string): boolean => items.some(({ quantity, unit_price, amount }) => [quantity, unit_price, amount].some((value) => value !== null && compare(value, count) === 0));

/** The counted thing that a sentence speaks of: the one that it names, else the only one there is; null where nobody can say. */
function meantBy(sentence: string, items: readonly Item[]): Item | null {
  const counted = items.filter(({ quantity }) => quantity !== null);
  const named = counted.filter(({ description, unit }) => sharesWord(sentence, `${unit ?? ""} ${description}`));
  const [meant, ...others] = named.length > 0 ? named : counted;
  return meant === undefined || others.length > 0 || meant.stated !== null ? null : meant;
}

/** The items with the counts that are to be billed; a count of which some are gone, without a word on how many are left, is none. */
export function recharged(items: Item[], text: string): Item[] {
  let result = items;
  const sentences = sentencesOf(text);
  for (const sentence of sentences) {
    const [count, ...others] = anewIn(sentence);
    const meant = count === undefined || others.length > 0 || has(result, count) ? null : meantBy(sentence, result);
    if (meant !== null && count !== undefined) result = result.map((item) => (item === meant ? { ...item, quantity: count, replaced: item.quantity, amount: item.unit_price === null ? null : times(count, item.unit_price) } : item));
  }
  if (sentences.some((sentence) => anewIn(sentence).length > 0)) return result;
  for (const sentence of sentences) {
    const meant = GONE.test(sameLengthPlain(sentence)) ? meantBy(sentence, result) : null;
    if (meant !== null) result = result.map((item) => (item === meant ? { ...item, quantity: null, amount: null, replaced: item.quantity } : item));
  }
  return result;
}

/** The first sentence with a count that holds and that none of the items has, or of which some are gone of nobody knows what; null when there is none. */
export function unsettledIn(items: readonly Item[], text: string): string | null {
  if (items.every(({ quantity }) => quantity === null)) return null;
  const sentences = sentencesOf(text);
  const anew = sentences.filter((sentence) => anewIn(sentence).length > 0);
  const open = anew.find((sentence) => anewIn(sentence).some((count) => !has(items, count)));
  const gone = anew.length > 0 ? undefined : sentences.find((sentence) => GONE.test(sameLengthPlain(sentence)) && items.every(({ quantity, unit_price }) => quantity !== null || unit_price === null));
  return open ?? gone ?? null;
}
