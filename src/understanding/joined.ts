/**
 * Owns: counts and prices that a mail says apart from each other - "3 monitors and 5 keyboards. Monitors were 180 EUR each" - put together (PRODUCT M2).
 * Never: a guess. They belong together by the name of the thing, by being the only two, or because a stated sum proves it.
 */
import { compare, sum, times } from "../core/money";
import { wordsFor } from "./counts";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { figuresOf } from "./numbers";
import { APART } from "./places";
import { plain, wordsOf } from "./words";

/** Stems of the words that could name a thing. */
const stems = (text: string): Set<string> => new Set(wordsOf(text).map((word) => word.plain.replace(/(?:es|s)$/, "").replace(/(?:ing|ed|en|e|n)$/, "")).filter((word) => word.length >= 3 && !/\d/.test(word)));

/** True when two texts name the same thing with any word. */
export function sharesWord(a: string, b: string): boolean {
  const other = stems(b);
  return [...stems(a)].some((word) => other.has(word));
}

/** "50 stickers, free as promised": at no price. */
const FREE = /(?:^|[^\p{L}])(?:free(?!\s?(?:standing|lance|hand))|complimentary|no charge|foc|on the house|gratis|kostenlos|umsonst|gratuit\p{L}*|offert[es]*|gratuit[oa]s?|omaggio|brinde|bezplatn\p{L}*)(?![\p{L}-])/u;
const isCount = (item: Item): boolean => !FREE.test(plain(item.source)) && item.quantity !== null && item.unit_price === null && item.amount === null && item.open === null;
const isPrice = (item: Item): boolean => item.quantity === null && item.unit_price !== null;

function together(count: Item, price: Item): Item {
  const amount = count.quantity === null || price.unit_price === null ? null : times(count.quantity, price.unit_price);
  return { ...count, description: count.description === "" ? price.description : count.description, unit_price: price.unit_price, amount: price.stated ?? amount, stated: price.stated, mark: price.mark, source: `${count.source}${APART}${price.source}`, lines: [...count.lines, ...price.lines] };
}

/** "20 prints A3 at 3.50": the words of the price count something of their own, though nobody could read how. */
const countsOther = ({ source }: Item, { quantity }: Item): boolean => figuresOf(source, false).some(({ mark, count, percent, value, end }) => mark === null && count && !percent && value !== quantity && /^\s\p{L}{3,20}\s/u.test(source.slice(end)));

/**
 * Items with each price at its count: those that share a name with no other, and where one of each is left, these two. `said` stand in running text that is
 * no list of goods by itself: a count or price among them is taken only where it finds its other half, a count that names a thing only by that name.
 */
export function joined(items: readonly Item[], said: readonly Item[]): Item[] {
  const all = [...items, ...said];
  const counts = all.filter(isCount);
  const prices = all.filter(isPrice);
  const pairs = new Map<Item, Item>();
  for (const price of prices) {
    const named = counts.filter((count) => sharesWord(`${count.description} ${count.unit ?? ""}`, price.source));
    const [only] = named;
    const rivals = only === undefined ? [] : prices.filter((other) => sharesWord(`${only.description} ${only.unit ?? ""}`, other.source));
    if (only !== undefined && named.length === 1 && rivals.length === 1) pairs.set(only, price);
  }
  const [count] = counts.filter((one) => items.includes(one) || one.description === "");
  const [price] = prices;
  if (pairs.size === 0 && counts.length === 1 && prices.length === 1 && count !== undefined && price !== undefined && !countsOther(price, count)) pairs.set(count, price);
  // "You came 9 times in January and 5 in February. At 165 per time": one price for all that one sentence counts.
  const [first] = counts;
  const isOneSentence = first !== undefined && counts.length > 1 && counts.every((other) => other.lines[0] === first.lines[0]);
  if (pairs.size === 0 && prices.length === 1 && price !== undefined && isOneSentence && counts.some((one) => sharesWord(one.source, price.source))) for (const one of counts) pairs.set(one, price);
  const taken = new Set(pairs.values());
  return all.filter((item) => !taken.has(item) && (items.includes(item) || pairs.has(item))).map((item) => {
    const own = pairs.get(item);
    return own === undefined ? item : together(item, own);
  });
}

/** "Fri 8 h, Sat 12.5 h, Sun 6 h - 26.5 h at 32": counts that make up a priced one are in it. */
export function withoutParts(items: readonly Item[], sameKind: (one: Item, other: Item) => boolean): Item[] {
  const wholes = items.filter(({ quantity, unit_price }) => quantity !== null && unit_price !== null);
  const parts = items.filter(isCount);
  const isSum = (whole: Item): boolean => parts.every((part) => sameKind(part, whole)) && compare(sum(parts.map(({ quantity }) => quantity ?? "0")), whole.quantity ?? "0") === 0;
  return parts.length > 1 && wholes.some(isSum) ? items.filter((item) => !parts.includes(item)) : [...items];
}

/** "12 crates came. 6 at 20 and 6 at 25": what is counted at prices of its own without a name, by the name of the count that it adds up to. */
export function divided(items: readonly Item[], said: readonly Item[]): Item[] {
  const nameless = items.filter(({ description, quantity, unit_price }) => description === "" && quantity !== null && unit_price !== null);
  const all = nameless.length < 2 ? null : sum(nameless.map(({ quantity }) => quantity ?? "0"));
  const counts = all === null ? [] : [...items, ...said].filter((item) => isCount(item) && compare(item.quantity ?? "0", all) === 0 && (item.unit !== null || item.description !== ""));
  const [whole, ...more] = counts;
  if (whole === undefined || more.length > 0) return [...items];
  return items.filter((item) => item !== whole).map((item) => (nameless.includes(item) ? { ...item, description: whole.description, unit: whole.unit } : item));
}

/** "We took 12. At 49 dollars apiece that makes 588": the one price, with the count that the stated sum proves; null when nothing does. */
export function provenBySum(lines: readonly string[], items: readonly Item[], reading: Reading): Item | null {
  const [price, ...more] = items.filter(isPrice);
  const [counted, ...others] = items.filter((item) => item.quantity !== null);
  if (price === undefined || price.unit_price === null || more.length > 0 || others.length > 0 || (counted !== undefined && !isCount(counted))) return null;
  const each = price.unit_price;
  const figures = lines.flatMap((line) => figuresOf(line, reading.comma)).filter((figure) => !figure.percent && figure.value !== null);
  const { numbers } = wordsFor(reading.language, reading.english);
  // "All eight sessions took place. 120 per session, 960 in total".
  const written = lines.flatMap((line) => plain(line).match(/\p{L}{3,12}/gu) ?? []).flatMap((word) => numbers.get(word) ?? []);
  const inWords = [...new Set(written)].filter((value) => value !== "1" && figures.some((figure) => figure.value !== null && compare(figure.value, times(value, each)) === 0));
  const [only] = inWords;
  const proofs = figures.filter((figure) => figure.count && figure.mark === null && figure.value !== null && figure.value !== "1").flatMap((count) => {
    const sum = times(count.value ?? "0", each);
    return figures.some((figure) => figure !== count && figure.value !== null && compare(figure.value, sum) === 0) ? [{ quantity: count.value, sum }] : [];
  });
  if (proofs.length === 0 && only !== undefined && inWords.length === 1) proofs.push({ quantity: only, sum: times(only, each) });
  const [proof] = proofs;
  return proof === undefined || (counted !== undefined && counted.quantity !== proof.quantity) || new Set(proofs.map(({ quantity }) => quantity)).size !== 1 ? null : { ...price, quantity: proof.quantity, amount: proof.sum, stated: proof.sum };
}
