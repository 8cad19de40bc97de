/**
 * Owns: which role each number of a piece of text has: how many, the price of one, the sum, or none (PRODUCT M2).
 * Never: what it is that is counted and priced; the item is put together in items.ts.
 */
import { isCount, OF_THEM, PAPER_BEFORE } from "./count-role";
import { unitAt } from "./counts";
import { said } from "./lang/all";
import { countOfUnit, paired } from "./paired";
import { viewOf } from "./piece";
import type { Piece, Roles, View } from "./piece";
import { isMoney, isNoMoney, isPrice, isSum } from "./price-role";
import { plain } from "./words";

const RANGE = /(?:^|[\s(])\d{1,5}\s?(?:-|to|bis)\s?\d{1,5}(?=[\s,;)]|$)/u;
/** "4 times 2.5 hours": two counts, of which neither is the number of what is paid for. */
const TIMES_WORD = new RegExp(`^\\s?(?:${said("times")})\\s+\\d`, "u");
const TIMES_WORD_BEFORE = new RegExp(`\\s(?:${said("times")})\\s+$`, "u");
/** "LED strip 5 m - 20 pcs": with pieces counted too, the measure is how big one is. */
const MEASURES = new Set(["m", "ft", "kg", "lb", "litre", "m2", "mm", "cm", "g", "ml", "ldm"]);
const PIECES = /^(?:pcs?|pieces?|pce|units?|nos?|sets?|ea|stk|stuck|rolls?|pairs?|boxes|box|cartons?|bottles?|bags?)$/;
/** "8% on EUR 42,500", "25% of the contract sum of 48,000". In plain letters, up to the amount. */
const SHARE_OF = /%\s?(?:on|of|von|auf|de|di|sur|van|su|z|din)\s(?:\p{L}{1,20}\s){0,6}$/u;
/** "1 kg each": behind the unit. */
const EACH_SO_BIG = /^\s*(?:each|apiece|jeweils|chac\w+|cada un\w|ciascun\w|per stuk)(?!\p{L})/u;

/** "PO 2026/LL/0088". */
const namesPaper = ({ figure, before, after }: View): boolean => figure.mark === null && PAPER_BEFORE.test(before) && /^[/-]\p{L}/u.test(after);

/** "8% on EUR 42,500 = EUR 3,400": what a share is taken of. */
function isWhole({ figure, before, bare }: View, { spans }: Roles): boolean {
  if (bare || !SHARE_OF.test(before)) return false;
  spans.push([figure.start, figure.end]);
  return true;
}

function isForMany({ figure, after, perMany, bare }: View, { spans }: Roles): boolean {
  if (bare || perMany === null) return false;
  spans.push([figure.start, figure.end + perMany[0].length + (/^\s*[\d.,]+(?:\s\p{L}+)?/u.exec(after.slice(perMany[0].length))?.[0].length ?? 0)]);
  return true;
}

/** "10-15 units": nobody knows how many. */
function isOfRange({ piece: { lower }, figure, found, bare }: View, { spans }: Roles): boolean {
  const range = bare ? RANGE.exec(lower) : null;
  if (range === null || figure.start < range.index || figure.end > range.index + range[0].length) return false;
  spans.push([figure.start, figure.end + (found?.length ?? 0)]);
  return true;
}

/** "4 times 2.5 hours": neither of the two. */
function isRepeated({ piece: { figures }, figure, index, before, after, found, bare }: View, { spans }: Roles): boolean {
  const next = figures[index + 1];
  const repeats = bare && TIMES_WORD.test(after) && next?.mark === null;
  if (!repeats && !(bare && index > 0 && TIMES_WORD_BEFORE.test(before) && spans.length > 0)) return false;
  spans.push([figure.start, figure.end + (repeats ? (/^\s?\p{L}+/u.exec(after)?.[0].length ?? 0) : (found?.length ?? 0))]);
  return true;
}

/** "LED strip 5 m - 20 pcs", "coffee, 1 kg each": how big one is, not how many. */
function sizesOne({ piece: { figures, lower, words }, index, after, found, bare }: View): boolean {
  if (!bare || found === null) return false;
  return (MEASURES.has(words.units.get(plain(found.unit)) ?? "") && figures.slice(index + 1).some((other) => other.mark === null && PIECES.test(unitAt(lower.slice(other.end), words)?.unit ?? ""))) || EACH_SO_BIG.test(after.slice(found.length));
}

/** The first that knows what a number is settles it. */
const STEPS: readonly ((view: View, roles: Roles) => boolean)[] = [namesPaper, isWhole, isForMany, isOfRange, isRepeated, sizesOne, isCount, isNoMoney, isPrice, isSum, isMoney];

/** The roles of all numbers of a piece, and of a count in words. */
export function rolesIn(piece: Piece): Roles {
  const { text, lower, figures, written, words } = piece;
  const roles: Roles = { quantity: null, unit: null, price: null, amount: null, moneys: [], spans: [], pointing: false };
  figures.forEach((figure, index) => {
    const view = viewOf(piece, figure, index);
    STEPS.some((step) => step(view, roles));
  });
  if (roles.quantity === null && written !== null && (roles.moneys.length > 0 || roles.price !== null || figures.length === 0)) {
    const end = written.start + written.length;
    const found = unitAt(text.slice(end), words);
    roles.quantity = written.value;
    roles.pointing ||= OF_THEM.test(lower.slice(end - 1));
    if (found !== null) roles.unit = found.unit;
    roles.spans.push([written.start, end + (found?.length ?? 0)]);
  }
  if (roles.quantity === null && roles.price !== null) roles.quantity = countOfUnit(lower, roles.price, words);
  return roles;
}

/** The same where amounts and counts prove each other. */
export function proven({ figures }: Piece, roles: Roles): Roles {
  const bare = figures.filter((figure) => figure.mark === null && figure.value !== null && !roles.spans.some(([start, end]) => figure.start >= start && figure.start < end));
  const { price, amount, moneys, bare: priced } = paired(roles, roles.quantity, bare);
  return { ...roles, price, amount, moneys: [...moneys], spans: [...roles.spans, ...priced.map(({ start, end }): [number, number] => [start, end])] };
}
