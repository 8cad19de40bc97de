/**
 * Owns: which amount of an item is for one and which for all, and how many there are, where amounts and counts prove each other (PRODUCT M2).
 * Never: a reading that they do not prove.
 */
import { compare, times } from "../core/money";
import { isWorth } from "./besides";
import { unitAt } from "./counts";
import type { Words } from "./counts";
import { said } from "./lang/all";
import type { Figure } from "./numbers";

/** What is known of the amounts of an item: for one, for all, and those that may be either. */
export interface Priced {
  price: Figure | null;
  amount: Figure | null;
  moneys: readonly Figure[];
}

/** True when so many at that price come to the amount, to the cent. */
const comesTo = (quantity: string, price: Figure, amount: Figure): boolean => price.value !== null && amount.value !== null && compare(times(quantity, price.value), amount.value) === 0;

/** The same with the amounts that each other and the count prove; of the bare numbers those that turned out to be amounts. */
export function paired({ price, amount, moneys }: Priced, quantity: string | null, bare: readonly Figure[]): Priced & { bare: Figure[] } {
  const [first, second] = moneys;
  // "3 x Widget $10 $30": the one that multiplies is the price.
  if (price === null && amount === null && moneys.length === 2 && first !== undefined && second !== undefined && quantity !== null && comesTo(quantity, first, second)) return { price: first, amount: second, moneys: [], bare: [] };
  if (first !== undefined && moneys.length === 1) {
    if (price === null && amount !== null) return { price: first, amount, moneys: [], bare: [] };
    // What the count does not make at that price is for something else.
    if (price !== null && amount === null && isWorth(quantity, price, first)) return { price, amount: first, moneys: [], bare: [] };
  }
  const [one, all] = bare;
  if (price !== null || quantity === null || one === undefined) return { price, amount, moneys, bare: [] };
  // "3 Widget 10.00 30.00": bare numbers that multiply.
  if (amount === null && moneys.length === 0 && bare.length === 2 && all !== undefined && comesTo(quantity, one, all)) return { price: one, amount: all, moneys, bare: [one, all] };
  // "5 hrs x 110 = 550 USD", "2 at 315, so 630 euro": the bare one that makes the stated sum.
  const stated = amount ?? (moneys.length === 1 ? first : undefined);
  if (bare.length === 1 && stated !== undefined && compare(quantity, "1") !== 0 && comesTo(quantity, one, stated)) return { price: one, amount: stated, moneys: [], bare: [one] };
  return { price, amount, moneys, bare: [] };
}

const REPEATED = new RegExp(`(?:${said("times")}|[x×*-])\\s?$`);
/** "Hosting for two years, 180 a year": as many as the unit of the price is counted, which stands before it; null when that is not said, or said twice. */
export function countOfUnit(lower: string, price: Figure, words: Words): string | null {
  const kind = unitAt(lower.slice(price.end).replace(/^\s?(?:\/|per|an?|the|pro|je|par|por|al|la|le|el)\s?/, " "), words)?.kind;
  if (kind === undefined) return null;
  const counted = [...lower.slice(0, price.start).matchAll(/(\d{1,4}(?:[.,]\d)?|\p{L}{2,12})\s(\p{L}{2,12})/gu)].filter(({ index, 2: unit = "" }) => words.units.get(unit) === kind && !REPEATED.test(lower.slice(0, index)));
  const [, said = ""] = counted[0] ?? [];
  return counted.length !== 1 ? null : /^\d/.test(said) ? said.replace(",", ".") : (words.numbers.get(said) ?? null);
}
