/**
 * Owns: when a number beside a thing is too weak a sign of how many are wanted - a size, a rhythm, a part of something else - so that it is asked for (PRODUCT K6).
 * Never: prices, and never a better number in its place.
 */
import { compare } from "../core/money";
import { unitAt, wordsFor } from "./counts";
import type { Reading, Words } from "./counts";
import type { Item } from "./items";
import { CONTAINER } from "./lanes";
import { lettered } from "./models";
import { ABOUT_BEFORE, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { sameLengthPlain } from "./words";

/** "Every 6 weeks", "a 12 page brochure", "3 x 2.5 m": a rhythm, a size. */
const SIZE_BEFORE = /(?:^|[\s(])(?:every|alle|toutes les|tous les|cada|ogni|elke|co|an?|eine?[nmrs]?|une?|una|een)\s$|\d\s?\p{L}{0,6}\s?(?:x|×|by)\s$/u;
const SIZE_BEHIND = /^\s?\p{L}{0,6}\s?(?:(?:x|×|by|mal|par|per)\s\d(?![\d.,]{0,8}-\p{L})|(?:long|wide|high|thick|deep|tall)(?![\p{L}-]))/u;
/** "4 canapés per adult", "1 main each": for one of something else. */
const PER_OTHER = /^\s?(?:\p{L}+\s){1,2}(?:per|each|pro|je|par|por)(?!\p{L})/u;
/** "2 colours", "3 coats", "3 courses": how a thing is made. */
const PROPERTY = /^[\s-]?(?:colou?rs?|coats?|courses?|options?|sides?|bed(?:room)?s?|couleurs?|colori)(?!\p{L})/u;
/** What stands before the count of another thing. */
const COUNTS_TOO = /(?:^|[,;]|\p{L}ing|\s(?:and|und|et|y|e|en|with|mit|avec|con))\s*$/u;
/** "- 7", "500 gsm x 10" and a column at the end of a row: where counts stand. */
const AT_END = /(?:[-–:|.\t]|\p{L}\s[x×])\s*$/u;
/** Units that tell how long, far or heavy: they count only with the thing they measure behind them. */
const MEASURES = new Set(["hour", "day", "week", "month", "m", "ft", "kg", "litre", "ton"]);

const LASTS = new Set(["day", "week", "month", "year"]);
/** In plain letters. */
const LASTS_BEFORE = /(?:^|[^\p{L}])(?:for|fur|pour|pendant|durante|por|per|voor|gedurende|pentru|pt|na|przez|timp de)\s$/u;
const LENGTHS = new Set(["m", "ft", "mm", "cm"]);

/** True when the count of an item is a weak claim. A count in words or with a price is none. */
export function isWeakCount(item: Item, reading: Reading): boolean {
  if (item.headed === true || item.wished === true || item.quantity === null || item.unit_price !== null || item.amount !== null || item.open !== null) return false;
  const words = wordsFor(reading.language, reading.english);
  const source = lettered(item.source, words, reading.comma);
  const lower = sameLengthPlain(source);
  const figures = figuresOf(source, reading.comma).filter(({ mark, percent }) => mark === null && !percent);
  // "D350 x 3.5 x 30 : 30 pcs": the one that is a count speaks for both.
  const own = figures.filter(({ value }) => value === item.quantity);
  return own.length > 0 && own.every((figure) => isWeak(figure, figures, lower, words));
}

function isWeak(figure: Figure, figures: readonly Figure[], lower: string, words: Words): boolean {
  const before = lower.slice(0, figure.start);
  const after = lower.slice(figure.end);
  if (CONTAINER.test(after.replace(/^\s?[x×]\s?/, ""))) return false;
  const unit = unitAt(after, words);
  // "1500 pcs, and a drawstring bag", "23 metres, with 3 gates": said of what stands before.
  if (unit !== null && /^\W*$/.test(before) && /^\.?[,;]\s?\p{L}/u.test(after.slice(unit.length))) return true;
  // "Builders clean, approx. 1,150 sq m": more than one room has.
  if (unit?.kind === "m2" && figure.value !== null && compare(figure.value, "100") >= 0 && /[,:–-]\s{1,3}$/.test(before.replace(ABOUT_BEFORE, " ")) && /^\W*$/.test(after.slice(unit.length))) return false;
  // "For 2 weeks", "valid for 90 days": how long.
  if (unit !== null && LASTS.has(unit.kind) && LASTS_BEFORE.test(before) && !/^\s(?:of|von|de|di|van)\s/.test(after.slice(unit.length))) return true;
  // "A bathroom of about 6 m2, demolition included": how big it is.
  if (unit?.kind === "m2" && /\p{L}/u.test(before) && /^\s?[,;]/.test(`${after.slice(unit.length)}${ABOUT_BEFORE.test(before) ? "," : ""}`)) return true;
  // "In bars of 6 m", "standard trailer 13.6 m": how long one is.
  if (unit !== null && LENGTHS.has(unit.kind) && /\p{L}{3}/u.test(before) && !AT_END.test(before) && /^\s?(?:$|[,.;)])/.test(after.slice(unit.length))) return true;
  const strong = (unit !== null && !MEASURES.has(unit.kind) && !unit.kind.startsWith("page")) || (AT_END.test(before) && /^\W*$/.test(after));
  const named = /\p{L}{3}|\p{Script=Han}{2}/u.test(lower);
  if (strong && named) return false;
  if (!named || SIZE_BEFORE.test(before) || SIZE_BEHIND.test(after) || PER_OTHER.test(after) || PROPERTY.test(after)) return true;
  // "23 metres with 3 gates", "6ft fence".
  if (unit !== null && MEASURES.has(unit.kind) && /^\W*$/.test(before) && (!/^\s(?!(?:with|and|for|mit|und|avec|et|con|y|e)\s)\p{L}/u.test(after.slice(unit.length)) || /^\p{L}/u.test(after))) return true;
  // "120 rolls, 14 loaves", "cleaning 11 windows every 6 weeks": another thing is counted beside it.
  return figures.some((other) => other !== figure && other.count && COUNTS_TOO.test(lower.slice(0, other.start)) && /^\s\p{Ll}{4}/u.test(lower.slice(other.end)) && unitAt(lower.slice(other.end), words) === null);
}
