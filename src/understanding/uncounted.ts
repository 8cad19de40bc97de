/**
 * Owns: counts that stand beside the count of a line in the same breath and that no line has - "Anna 32 h, Ben 40 h at 78 an hour" read as 32 (PRODUCT K6).
 * Never: adding them up. What is billed is asked for.
 */
import { compare, sum, times } from "../core/money";
import { unitAt, wordsFor } from "./counts";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { figuresOf } from "./numbers";
import { plain, sameLengthPlain } from "./words";

/** "8 hours each", "40 hours per week": of one of something else. */
const OF_ONE = /^\s*(?:each|apiece|per|a|an|every|pro|je|par|por|al|na|pe|jeweils|chac\p{L}+|cada|ciascun\p{L}*|,? not|instead)(?!\p{L})/u;
/** "Last month 3 hours", "up to 10 hours", "instead of 4 hours", "within 48 hours". */
const OF_OTHERS = /(?:^|[^\p{L}])(?:last|previous|next|up to|instead of|rather than|not|within|after|before|in|every|min\p{L}*|max\p{L}*|statt|innerhalb|binnen|bis zu|nicht|au lieu de|en lugar de|in plaats van|invece di)\s\D{0,12}$/u;

/** True when more is counted in the unit of an item than it says. `texts`: where it was read, dates masked. */
export function countsMore(item: Item, texts: readonly string[], items: readonly Item[], reading: Reading): boolean {
  const { quantity } = item;
  if (quantity === null || item.unit === null || item.unit_price === null || item.stated !== null) return false;
  const words = wordsFor(reading.language, reading.english);
  const kindOf = (unit: string): string | undefined => words.units.get(plain(unit));
  const kind = kindOf(item.unit);
  const known = items.flatMap((other) => (other.quantity !== null && other.unit !== null && kindOf(other.unit) === kind ? [other.quantity] : []));
  return texts.some((text) => {
    const lower = sameLengthPlain(text);
    const figures = figuresOf(text, reading.comma).filter(({ mark, percent, value }) => mark === null && !percent && value !== null);
    const more = figures.flatMap(({ start, end, value }) => {
      const unit = unitAt(lower.slice(end), words);
      const isCount = value !== null && unit !== null && unit.kind === kind && !known.some((count) => compare(count, value) === 0) && !OF_ONE.test(lower.slice(end + unit.length)) && !OF_OTHERS.test(lower.slice(Math.max(0, start - 30), start));
      return isCount ? [value] : [];
    });
    // "8 hours (5 Anna, 3 Ben)", "4 visits of 2 hours, so 8": what makes up the count is in it.
    const isPart = more.length > 0 && (compare(sum(more), quantity) === 0 || more.every((part) => figures.some(({ value }) => value !== null && value.length + part.length <= 10 && compare(times(value, part), quantity) === 0)));
    return more.length > 0 && !isPart;
  });
}
