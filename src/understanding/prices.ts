/**
 * Owns: which numbers of a list's entry are money, and for one or for all of it (PRODUCT M2).
 * Never: which of the others is the count (claims.ts).
 */
import { compare, times } from "../core/money";
import { within, type Cell, type Row } from "./cells";
import { TIMES_BEHIND } from "./claims";
import { unitAt } from "./counts";
import { isForOne } from "./for-one";
import { AGREED_AT } from "./piece";
import { EA } from "./price-role";
import { near } from "./numbers";
import type { Figure } from "./numbers";

const PRICE_BEFORE = /(?:@|=|\bat|\bà|\ba|\bzu|\bje|\bad|\btegen|\bpo|\bcada|\beach|\beach \p{L}+|\bper \p{L}+)\s*$/u;
const PER = /(?:per|pro|par|por|pe|na|za|\/)\s*$/;
/** What belongs to a price for one. */
const JOINT = /(?:@|=|\bat|\bà|\beach(?: \p{L}+)?)\s*$/u;
/** "24 a dozen", "32 per hundred": neither for one nor for all. */
const PER_MANY = /^\s*(?:\/|per|pro|an?|the|je|par|por|za|na)?\s?(doz(?:en)?|dz|hundred|thousand|dutzend|hundert|tausend|douzaine|cent|mille|docena|cien|mil|dozzina|tuzin|100|1000|k)(?![\p{L}\d])/u;

/** True where a unit behind a price is counted before it. */
function isOfCountedUnit(before: string, after: string, words: Row["words"]): boolean {
  const kind = unitAt(after.slice(words.each.exec(after)?.[0].length ?? 0), words)?.kind ?? unitAt(after.replace(/^\s?an?(?=\s)/, ""), words)?.kind;
  return kind !== undefined && [...before.matchAll(/\d(?=\s?\p{L})/gu)].some(({ index }) => unitAt(before.slice(index + 1), words)?.kind === kind);
}

/** True when a number of a row is what one costs: "@ 12", "12 each", "12/m", "pcs x 12". */
function pricesOne(figure: Figure, { text, lower, cells, reading, words, asides, bareCounts, sizes }: Row, counted: boolean): boolean {
  const before = lower.slice(0, figure.start);
  const inCell = before.slice(within(cells, figure.start)?.start ?? 0);
  const after = lower.slice(figure.end);
  const multiplied = counted && /[\p{L}\d).]\s?(?:x|×|\*)\s*$/u.test(before);
  if (figure.mark !== null) return isForOne(text, figure, reading) || multiplied || /^\s?(?:x|×|\*)\s?\d/.test(after) || (PRICE_BEFORE.test(inCell) && !/=\s*$/.test(before) && !AGREED_AT.test(before)) || /\beach\b[^\d]{0,20}$/.test(inCell);
  // A wish for a price names none.
  if (bareCounts || within(sizes, figure.start) !== undefined || TIMES_BEHIND.test(after)) return false;
  // "Lantern 10W x2": how many of them, not what one watt costs.
  const isTimes = /[x×]$/u.test(before) && /^\d{1,3}$/.test(figure.text);
  // "3 staff x 6 hrs": how long, not how much.
  if (/@\s*$/.test(before) || (multiplied && unitAt(after, words) === null && !isTimes && reading.priced && /\d\s?\p{L}+\s?(?:x|×|\*)\s*$/u.test(before))) return true;
  if (counted && EA.test(after)) return true;
  if (unitAt(after, words) !== null) return false;
  const each = words.each.test(after) && !/^\s*\/\s*\d/.test(after) && within(asides, figure.start) === undefined;
  // "3 nights, 40 a night".
  if (each && counted && isOfCountedUnit(lower.slice(0, figure.start), after, words)) return true;
  return (counted && /(?:^|\s)(?:à|at)\s*$/.test(before)) || (each && (words.at.test(before) || /^\s?\/\s?\p{L}/u.test(after) || (reading.priced && !/^\W*$/.test(inCell))));
}

interface Proof {
  count: Figure;
  one: Figure;
  all: Figure;
}

/** "10 filters  23.00  230.00": three numbers in a row of which two multiply to the third, whatever else speaks for them. */
function provenByProduct(figures: readonly Figure[]): Proof | null {
  for (const [index, all] of figures.entries()) {
    const [count, one] = figures.slice(Math.max(0, index - 2), index);
    if (all.value === null || (all.mark === null && one?.mark === null && !/[.,]\d\d$/.test(all.text)) || count === undefined || one === undefined || count.value === null || one.value === null || count.mark !== null) continue;
    if (near(times(count.value, one.value), all.value) && compare(all.value, "0") > 0) return { count, one, all };
  }
  return null;
}

/** "6 dozen at 18 a dozen": what is counted is the dozen. */
const countsIn = (many: string | undefined, before: string): boolean => many !== undefined && before.includes(` ${many}`);

export interface Sorted {
  /** Each for one. */
  prices: Figure[];
  /** Each for all of it. */
  amounts: Figure[];
  /** No money. */
  bare: Figure[];
  /** What belongs to them and to no name. */
  spans: Cell[];
  /** Count, price and amount that prove each other. */
  proof: Proof | null;
}

/** How many letters behind a price for one say of what: "per hour", "/ m2". */
function tailOf(after: string, { words }: Row): number {
  const many = PER_MANY.exec(after.slice(0, 24));
  if (many !== null) return many[0].length;
  const each = words.each.exec(after)?.[0] ?? "";
  const rest = after.slice(each.length);
  return each === "" ? 0 : each.length + (unitAt(rest, words)?.length ?? (PER.test(each) ? (/^\s?\p{L}+/u.exec(rest)?.[0].length ?? 0) : 0));
}

/** Every number of a row to where it belongs. */
export function sortOut(row: Row): Sorted {
  const { lower, figures, words, entry } = row;
  const apart = figures.filter(({ start }) => within(row.sizes, start) === undefined && within(row.asides, start) === undefined);
  const proof = row.bareCounts ? null : provenByProduct(apart);
  const sorted: Sorted = { prices: [], amounts: [], bare: [], spans: [{ start: 0, end: entry }], proof };
  for (const figure of figures) {
    const before = lower.slice(0, figure.start);
    const after = lower.slice(figure.end);
    const equals = /=\s*$/.exec(before);
    const isForMany = figure.mark !== null && !countsIn(PER_MANY.exec(after.slice(0, 24))?.[1], before) && (words.each.test(after) || /^\s*(?:the|an?)\s/.test(after)) && PER_MANY.test(after.slice(0, 24));
    const isForAll = figure === proof?.all || (equals !== null && (figure.mark !== null || unitAt(after, words) === null));
    const isOfOne = !isForAll && (figure === proof?.one || (figure !== proof?.count && pricesOne(figure, row, sorted.bare.length > 0)));
    const isMoney = isForAll || figure.mark !== null;
    if (isForMany) sorted.spans.push({ start: figure.start, end: figure.end });
    else if (isOfOne) {
      sorted.prices.push(figure);
      sorted.spans.push({ start: figure.start - (JOINT.exec(before)?.[0].length ?? 0), end: figure.end + tailOf(after, row) });
    } else if (isMoney) {
      sorted.amounts.push(figure);
      sorted.spans.push({ start: figure.start - (equals?.[0].length ?? 0), end: figure.end });
    } else sorted.bare.push(figure);
  }
  return sorted;
}
