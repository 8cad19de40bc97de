/**
 * Owns: prices in another measure than what is counted: by the kilo of pallets, by the pair of chairs, by the hour for each of several people - how many of those there are is not said (PRODUCT K6).
 * Never: reckoning how many that makes. It is asked for.
 */
import type { Words } from "./counts";
import type { Item } from "./items";
import { said } from "./lang/all";
import { readNumber } from "./numbers";
import { sieved } from "./sieve";
import { plain, sameLengthPlain } from "./words";

const TIMES = new Set(["minute", "hour", "day", "week", "month"]);
const WEIGHED = new Set(["kg", "lb", "g", "ton", "litre", "ml", "m", "ft", "m2", "m3"]);

/** "3 pallets of gravel at 0.50 per kg", "2 days at 40 an hour": what is counted is not what is paid for. */
export function isOtherMeasure(lower: string, unit: string | null, quantity: string, paid: string, { units }: Words): boolean {
  const counted = unit === null ? undefined : units.get(plain(unit));
  if (counted !== undefined) return counted !== paid && (WEIGHED.has(paid) || (TIMES.has(paid) && TIMES.has(counted)));
  return WEIGHED.has(paid) && unit === null && new RegExp(`(?:^|[^\\d.,])${quantity.replace(".", "[.,]")}\\s\\p{L}{3,20}\\s(?:of|de|di|van|von|d'|z|\\p{L}{3})`, "u").test(lower);
}

/** "18 dollars per user per month": the count is of one of the two. In plain letters. */
const PER_TWO = /(?:(?:(?:^|\s)(?:per|pro|par|por|je|cada)\s|\/\s?)\p{L}{1,15}|\s(?:each|apiece|pp|a head))\s?(?:(?:per|each|a|an|and|pro|par|por|al|na|pe)\s|\/\s?)(?:month|week|day|year|hour|night|mo|yr|monat|woche|tag|jahr|mois|semaine|jour|an|mes|semana|dia|ano|mese|settimana|giorno|anno|maand|week|dag|jaar|miesiac|luna|saptamana|zi)(?!\p{L})/u;
/** "45/hr per guy": the hours are those of each of so many. */
const HOURLY_EACH = /(?:\sper\s|\/\s?|\s(?:an?)\s)(?:h|hrs?|hours?|days?|nights?|weeks?|shifts?)\s?(?:\s(?:per|for each|for every)\s|\/\s?)\p{L}{2}/u;

/** A price for one of two things at once, of which one is counted. `each`: what is counted are the hours of each, and how many that makes takes reckoning. */
export function isForTwo({ source, quantity, unit_price, stated }: Item, each: boolean): boolean {
  if (quantity === null || unit_price === null) return false;
  return each ? stated === null && HOURLY_EACH.test(plain(source)) : PER_TWO.test(plain(source));
}

/** An amount up to the words that say what it is for: "1,250.00 EUR". In plain letters, as all that follows. */
const PRICE = "(\\d[\\d.,' ]{0,12})\\s?(?:\\p{L}{2,7}|[€$£])?\\s?";
/** "35 EUR a pair", "30 per case". */
const PER_SEVERAL = sieved(new RegExp(`${PRICE}(?:\\/|(?:per|an?|the|je|pro|das|die|der|la|le|par|por|el|il|al|all'|lo|de|het|o|na|za|pe|a)\\s)\\s?(${said("holds_several")})(?!\\p{L})`, "gu"));
/** "110 per cubic metre", "0.45 a night". */
const PER_MEASURE = new RegExp(`${PRICE}(?:\\/|(?:per|pro|par|por|an?|je|al|na|za|pe)\\s)\\s?(?:(?:cubic|square|linear|cu\\.?|sq\\.?)\\s)?(\\p{L}{3,12})(?!\\p{L})`, "gu");
/** The numbers of a measure in a text: "1.2 cubic metres". */
const measured = (unit: string, lower: string): string[] => [...lower.matchAll(new RegExp(`(?:^|[^\\d.,/])(\\d{1,5}(?:[.,]\\d{1,4})?)\\s?(?:\\p{L}{2,7}\\s)?${unit.slice(0, 4)}`, "gu"))].map(([, number = ""]) => number.replace(",", "."));

/** "6 pairs at 35 a pair": what holds several is itself what is counted. */
const isCounted = (several: string, lower: string): boolean => new RegExp(`\\d\\s(?:[x×]\\s)?(?:\\p{L}{1,12}\\s){0,3}${several.slice(0, 3)}`, "u").test(lower);

/** The first item whose price is for several of what is counted singly, or for a measure of it that the text gives besides; null when there is none. `textOf`: the running text that it was read from. */
export function pricedBySeveral(items: readonly Item[], textOf: (item: Item) => string | null, comma: boolean): Item | null {
  return items.find((item) => {
    const lower = item.quantity === null || item.unit_price === null ? "" : sameLengthPlain(textOf(item) ?? "");
    const isOwn = (price: string): boolean => readNumber(price.trim(), comma) === item.unit_price;
    if (PER_SEVERAL.all(lower).some(([words, price = "", several = ""]) => isOwn(price) && !isCounted(several, lower.replace(words, " ")))) return true;
    return [...lower.matchAll(PER_MEASURE)].some(([words, price = "", unit = ""]) => {
      const sizes = isOwn(price) ? measured(unit, lower.replace(words, " ")) : [];
      return sizes.length > 0 && !sizes.some((size) => Number(size) === Number(item.quantity));
    });
  }) ?? null;
}
