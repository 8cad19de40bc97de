/**
 * Owns: things that are named on one line and counted or priced on the next, and amounts that others are only reckoned from (PRODUCT M2).
 * Never: a name for what has one of its own.
 */
import { compare, times } from "../core/money";
import type { Item } from "./items";
import { near } from "./numbers";

const isBare = ({ quantity, unit_price, amount, open, description }: Item): boolean => quantity === null && unit_price === null && amount === null && open === null && /\p{L}{3}/u.test(description);
/** "Qty 2 × $36.80", "- our code AF-2210, qty 1,200 m": how many and for how much, of what stands above. A name begins with a capital. */
const TELLS_MORE = /^[^\p{L}\d]*(?:\p{Ll}|\d|Qty|Quantity|Menge|Anzahl|Aantal|Cantidad|Quantit|Quantidade|Cantitate|Ilość|Price|Rate)/u;

/** The items; where names and what is told of them take turns, line by line, each name with what stands right below it. */
export function named(items: Item[]): Item[] {
  const pairs = items.length / 2;
  if (!Number.isInteger(pairs) || pairs === 0) return items;
  const joined: Item[] = [];
  for (let at = 0; at < items.length; at += 2) {
    const [name, told] = [items[at], items[at + 1]];
    if (name === undefined || told === undefined || !isBare(name) || isBare(told) || told.quantity === null || !TELLS_MORE.test(told.source)) return items;
    if ((told.lines[0] ?? 0) - (name.lines[0] ?? 0) !== 1) return items;
    joined.push({ ...told, description: name.description, lines: [...name.lines, ...told.lines] });
  }
  return joined;
}

/** "Contract amount: 1,850,000. Platform fee (2 %): 37,000": what a fee is a share of is not billed with it. */
export function withoutBase(items: Item[]): Item[] {
  const isBaseOf = (base: Item, fee: Item): boolean => {
    const share = /(\d{1,2}(?:[.,]\d{1,2})?)\s?%/.exec(fee.source)?.[1]?.replace(",", ".");
    return share !== undefined && base !== fee && base.quantity === null && base.amount !== null && fee.amount !== null && compare(base.amount, fee.amount) > 0 && near(times(times(base.amount, share), "0.01"), fee.amount);
  };
  return items.filter((item) => !items.some((fee) => isBaseOf(item, fee)));
}
