/**
 * Owns: prices that may be for one or for all, bare numbers that may be amounts, and prices that were only agreed to - settled by what the mail states as its sum (PRODUCT M2).
 * Never: a reading that the sum does not prove.
 */
import { compare, sum, times } from "../core/money";
import type { Item } from "./items";
import { aWord, said } from "./lang/all";
import type { Amounts } from "./lines";
import { plain } from "./words";

/** "9,600.00 excluding VAT". In plain letters. */
const TAXED = new RegExp(`\\d\\W{0,4}(?:\\+|${said("tax_side")})\\s?(?:\\d[\\d.,]{0,5}\\s?%\\s?)?(?:of )?(?:${said("tax")})(?!\\p{L})`, "u");
/** "4 places (295 + VAT)": in brackets behind what is counted it may as well be for one. In plain letters. */
const ASIDE = /\(\s?\D{0,4}\d[^()]{0,40}\)/u;

/** "14t excavator 450": with one amount for all of it, the number says how big it is. */
const unsized = ({ sized }: Item): Partial<Item> => (sized === undefined ? {} : { description: sized, quantity: null, unit: null });

/** Settles prices that may be for one or for all by the stated total; null when the total does not tell. */
export function settleOpen(items: Item[], total: string | null): Item[] {
  const open = items.filter((item) => item.open !== null);
  if (open.length === 0) return items;
  const uneven = open.filter(({ open: price, quantity }) => price !== null && quantity !== null && Number(times(price, "100")) % Number(quantity) !== 0);
  // "85 pcs  21.40", "40 pcs  16.90": no sums of cents, so prices of one. "500 cards - 38" may be either.
  const [only] = items;
  // "24 chairs, AED 9,600.00 excluding VAT": tax is said of what is to be paid for all.
  if (total === null && items.length === 1 && only !== undefined && TAXED.test(plain(only.source)) && !ASIDE.test(plain(only.source))) return [{ ...only, amount: only.open, stated: only.open, open: null }];
  if (total === null && uneven.length > 1 && uneven.every(({ quantity }) => quantity !== null && compare(quantity, "200") < 0)) return items.map((item) => (item.open === null || item.quantity === null ? item : { ...item, unit_price: item.open, amount: times(item.quantity, item.open), open: null }));
  if (total === null) return items;
  const readings = [true, false].map((each) =>
    items.map((item) => (item.open === null || item.quantity === null ? item : each ? { ...item, unit_price: item.open, amount: times(item.quantity, item.open), open: null } : { ...item, ...unsized(item), amount: item.open, stated: item.open, open: null })),
  );
  const fitting = readings.filter((candidate) => candidate.every((item) => item.amount !== null) && compare(sum(candidate.map((item) => item.amount ?? "0")), total) === 0);
  return fitting.length === 1 ? (fitting[0] ?? items) : items;
}


/** "54,000 with 3-year warranty works for us": a price that was talked about, of a thing and a count that stand elsewhere. In plain letters. */
const AGREES_TO_PRICE = new RegExp(`^\\W{0,4}(?:${said("yes")})?\\W{0,3}[^\\p{L}\\d]{0,3}(?:[a-z]{3}\\s)?\\S?\\d[\\d.,' ]*\\S{0,3}(?:\\s(?:euros?|dollars?|pounds?|lei|zl))?(?:\\s(?:${said("with")})\\s.{1,60})?\\s(?:${said("suits")})(?!\\p{L})`, "u");

/** A price that was only agreed to is one of one until somebody says how many. */
export const agreedTo = (items: Item[]): Item[] => {
  const [only] = items;
  return items.length === 1 && only !== undefined && only.quantity === null && only.unit_price === null && only.stated !== null && AGREES_TO_PRICE.test(plain(only.source)) ? [{ ...only, description: "", unit_price: only.stated, amount: null, stated: null }] : items;
};

/** "Qty: 6 / Price: 72.00" twice and a total that is the sum of both prices: each was for all of its line. Not where a price says that it is for one. */
export function settlePrices(items: Item[], { total, subtotal }: Amounts): Item[] {
  const isLabelled = ({ quantity, unit_price, stated, source }: Item): boolean => quantity !== null && unit_price !== null && stated === null && PRICE_LABEL.test(plain(source)) && !OF_EACH.test(plain(source));
  if (items.length < 2 || !items.every(isLabelled)) return items;
  const all = [subtotal, total?.value ?? null].filter((amount) => amount !== null);
  const fits = (list: (string | null)[]): boolean => all.some((amount) => compare(sum(list.map((one) => one ?? "0")), amount) === 0);
  return fits(items.map(({ unit_price }) => unit_price)) && !fits(items.map(({ amount }) => amount)) ? items.map((item) => ({ ...item, unit_price: null, amount: item.unit_price, stated: item.unit_price })) : items;
}
const PRICE_LABEL = new RegExp(`(?:^|\\n)\\W*(?:${said("price_head")})\\s?:`, "u");
const OF_EACH = new RegExp(aWord("of_each"), "u");

/** Bare numbers behind names ("Friday half day 105") are their amounts where the stated sum proves it; elsewhere somebody is asked. */
export function settleUnproven(items: Item[], amounts: Amounts): Item[] {
  const settled = items.map((item) => (typeof item.unproven !== "string" ? item : { ...item, amount: item.unproven, stated: item.unproven, unit_price: item.quantity === "1" ? item.unproven : item.unit_price, unproven: null }));
  const worth = settled.every((item) => item.amount !== null) ? sum(settled.map((item) => item.amount ?? "0")) : null;
  const proofs = [amounts.subtotal, amounts.total?.value ?? null].filter((amount) => amount !== null);
  if (worth !== null && proofs.some((proof) => compare(worth, proof) === 0)) return settled;
  // What is priced adds up without them: they are no amounts at all.
  const priced = items.filter((item) => typeof item.unproven !== "string");
  const rest = priced.length > 0 && priced.length < items.length && priced.every((item) => item.amount !== null) ? sum(priced.map((item) => item.amount ?? "0")) : null;
  return rest !== null && proofs.some((proof) => compare(rest, proof) === 0) ? priced : items;
}
