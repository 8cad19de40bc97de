/**
 * Owns: words in running text that make less of what lines and prices come to - some of it free, a number to take off, a price for a pair or a metre of what is counted singly (PRODUCT K6).
 * Never: reckoning what is left. What is billed is asked for.
 */
import type { Item } from "./items";
import { said } from "./lang/all";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** "The first hour was free", "one of them is on the house"; in "o envio é grátis" the first word counts nothing. In plain letters. */
const FREE = sieved(new RegExp(`(?:^|[^\\p{L}\\d.,])(?!o\\s(?:${said("freight")}))(?:\\d{1,3}|${said("few", "some_of")})(?:\\s\\p{L}{1,12}){0,4}\\s(?:${said("for_nothing")})(?!\\p{L})`, "u"));
/** "Deduct the 100 I paid". In plain letters. */
const DEDUCTS = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${said("deducts")})\\s(?:\\p{L}{1,7}\\s){0,3}[^\\p{L}\\d]{0,3}\\d(?![\\d.,]*\\s?%)`, "u"));
const SEVERAL = said("holds_several");
/** "35 EUR a pair", "30 per case". In plain letters. */
const PER_SEVERAL = sieved(new RegExp(`(\\d[\\d.,]{0,12})\\s?(?:\\p{L}{2,7}|[€$£])?\\s?(?:\\/|(?:per|an?|the|je|pro|das|die|der|la|le|par|por|el|il|al|all'|lo|de|het|o|na|za|pe|a)\\s)\\s?(${SEVERAL})(?!\\p{L})`, "gu"));

/** The first sentence that says that something is free or to be taken off; null when none does. */
export function loweredIn(sentences: readonly string[]): string | null {
  return sentences.find((sentence) => FREE.test(sameLengthPlain(sentence)) || DEDUCTS.test(sameLengthPlain(sentence))) ?? null;
}

/** "110 per cubic metre", "0.45 a night". In plain letters. */
const PER_MEASURE = sieved(/(\d[\d.,]{0,12})\s?(?:\p{L}{2,7}|[€$£])?\s?(?:\/|(?:per|pro|par|por|an?|je|al|na|za|pe)\s)\s?(?:(?:cubic|square|linear|cu\.?|sq\.?)\s)?(\p{L}{3,12})(?!\p{L})/gu);
/** The numbers of a measure in a text: "1.2 cubic metres". */
const measured = (unit: string, lower: string): string[] => [...lower.matchAll(new RegExp(`(?:^|[^\\d.,/])(\\d{1,5}(?:[.,]\\d{1,4})?)\\s?(?:\\p{L}{2,7}\\s)?${unit.slice(0, 4)}`, "gu"))].map(([, number = ""]) => number.replace(",", "."));

/** "6 pairs at 35 a pair": what holds several is itself what is counted. */
const isCounted = (several: string, lower: string): boolean => new RegExp(`\\d\\s(?:[x×]\\s)?(?:\\p{L}{1,12}\\s){0,3}${several.slice(0, 3)}`, "u").test(lower);

/** The first item whose price is for several of what is counted singly, or for a measure of it that the text gives besides; null when there is none. `textOf`: the running text that it was read from. */
export function pricedBySeveral(items: readonly Item[], textOf: (item: Item) => string | null): Item | null {
  return items.find((item) => {
    const lower = item.quantity === null || item.unit_price === null ? "" : sameLengthPlain(textOf(item) ?? "");
    const isOwn = (price: string): boolean => Number(price.replace(",", ".")) === Number(item.unit_price);
    if (PER_SEVERAL.all(lower).some(([words, price = "", several = ""]) => isOwn(price) && !isCounted(several, lower.replace(words, " ")))) return true;
    return PER_MEASURE.all(lower).some(([words, price = "", unit = ""]) => {
      const sizes = isOwn(price) ? measured(unit, lower.replace(words, " ")) : [];
      return sizes.length > 0 && !sizes.some((size) => Number(size) === Number(item.quantity));
    });
  }) ?? null;
}
