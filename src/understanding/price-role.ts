/**
 * Owns: which number of a piece is the price of one, the sum, or an amount that may be either (PRODUCT M2).
 * Never: how many there are.
 */
import { countsIn, pricesCounted } from "./besides";
import { unitAt } from "./counts";
import { countBefore, isNoTime, PRICE_OF_ONE, saysEach } from "./for-one";
import { said } from "./lang/all";
import { isOtherMeasure } from "./measure";
import type { Roles, View } from "./piece";

const MULTIPLIED = /(?:^|\s)\d{1,6}\s?(?:x|×|\*)\s/;
export const EQUALS_BEFORE = /(?:=|->|→|total(?: of)?:?|(?:^|\s)gesamt:?|totaal:?|totale:?|razem:?|in all:?|altogether:?|comes to|makes|amounts to)\s*(?:is\s)?$/u;
/** "12 x 40", "20 times 35": what stands behind the sign is for one, where something is counted. */
const SIGN_BEFORE = new RegExp(`\\s(?:x|×|\\*|${said("times")})\\s?$`, "u");
/** An amount without a currency, as it stands at the end of what it prices ("expenses 143,20"). */
const CENTS = /[.,]\d\d$/;
const ENDS_HERE = /^\s*(?:\.?\s*$|[,;)]|each\b|per\s|=)/u;
/** "Ironmongery 185 the lot": for all of it. */
export const THE_LOT = /^\s(?:the lot|all in|flat|lump ?sum|pauschal|forfait|altogether|in total|complete)(?!\p{L})/u;
/** "4 panels 385 ea": behind a count, the price of one. */
export const EA = /^\s?ea(?:ch)?(?!\p{L})/u;
const PER = /(?:per|pro|par|por|pe|na|za|\/)\s*$/;
const JOINT = /(?:@|(?:^|\s)(?:at|à|zu|je|a))\s*$/u;
/** "25 for the pallet". */
const SUM_FOR = /^\s(?:for|fur|pour|per|voor)\s(?:(?:the|a|our|das|den|die|le|la|il|de|het)\s)?\p{L}{3}/u;
/** "12.50 for the pallet", "12.50 of parking". */
export const FOR_SOMETHING = /^\s(?:for|of|fur|pour|per|voor|de|da|do|di|del|della|za|pentru|por|pela|pelo|des|du)\s\p{L}{3}/u;

/** "Plus 25 for the pallet": a number for a thing is its price. */
export const isSumFor = ({ piece: { figures, reading }, figure, before, after, found, bare }: View): boolean => (reading.priced || /^\d{2,}$/.test(figure.text)) && bare && found === null && figures.length === 1 && /^\W*$/.test(before) && SUM_FOR.test(after);

/** "85/hr", "@ 10": a bare number that is marked as a price is one. */
export function isMarkedPrice({ piece: { figures, lower, words, reading }, figure, index, before, after, found, each, at, bare }: View, { quantity }: Roles): boolean {
  if (!bare) return false;
  if (/@\s*$/.test(before) || (quantity !== null && EA.test(after)) || (at && each !== null) || /^\s?(?:\/(?!\s?\d)|per |each|pro |par |por |p\/)/.test(after)) return true;
  // "4 x dog grooming at 38": nothing else can follow a multiplied thing.
  if (at && (MULTIPLIED.test(before) || (quantity !== null && isNoTime(figure))) && /^\W*(?:\(\D{0,4}\d[\d.,]{0,12}\D{0,4}\)\W*)?$/.test(after)) return true;
  if (each !== null && found === null && (CENTS.test(figure.text) || (index > 0 && pricesCounted(figures, lower, figure, after, words)))) return true;
  // "2 x 400 for both": what is multiplied is the price, if there are prices at all.
  if (reading.priced && quantity !== null && found === null && /\s(?:x|×|\*)\s?$/.test(before) && /^\s*(?:$|[,;.)=]|for\b|fur\b|pour\b)/u.test(after)) return true;
  return PRICE_OF_ONE.test(before) && /^\d{2}/.test(figure.text) && /^\W*$/.test(after);
}

/** A bare number that nothing makes an amount. */
export function isNoMoney(view: View, roles: Roles): boolean {
  const { piece: { reading }, figure, before, after, found, bare } = view;
  if (!bare || isMarkedPrice(view, roles) || isSumFor(view)) return false;
  if (found === null && (THE_LOT.test(after) || (reading.priced && CENTS.test(figure.text) && (ENDS_HERE.test(after) || FOR_SOMETHING.test(after))))) return false;
  return !(EQUALS_BEFORE.test(before) && (roles.price !== null || roles.moneys.length > 0));
}

/** True when the words around an amount make it the price of one. */
function pricesOne(view: View, roles: Roles): boolean {
  const { piece: { figures, written, reading }, figure, before, each, at, bare } = view;
  if (each !== null || isMarkedPrice(view, roles)) return true;
  if (!bare && (saysEach(before, reading.language) || PRICE_OF_ONE.test(before) || (roles.quantity !== null ? SIGN_BEFORE : /[\p{L})]\s[x×*]\s?$/u).test(before))) return true;
  return at && (roles.quantity !== null || (!bare && written !== null && written.value !== "1" && written.start + written.length <= figure.start) || countBefore(figures, figure));
}

export function isPrice(view: View, roles: Roles): boolean {
  if (roles.price !== null || !pricesOne(view, roles)) return false;
  const { piece: { whole, lower, words, reading }, figure, before, after, each, bare } = view;
  roles.price = figure;
  const label = bare ? null : PRICE_OF_ONE.exec(before);
  if (label !== null) roles.spans.push([label.index, figure.start]);
  const behind = after.slice(each?.[0].length ?? 0);
  const tail = each === null ? null : unitAt(behind, words);
  const thing = each !== null && tail === null && (PER.test(each[0]) || /^\s+an?$/.test(each[0])) ? (/^\s?\p{L}+/u.exec(behind)?.[0].length ?? 0) : 0;
  // "40 an hour": the unit is in the words that price it.
  const paidIn = tail?.kind ?? words.units.get(/(\p{L}{1,14})\s*$/u.exec(each?.[0] ?? "")?.[1] ?? "");
  const { quantity, unit } = roles;
  // "10 x Tuesday evening (2.5 hours each) at 14/hour": what is paid is no count of evenings.
  if (quantity !== null && ((tail !== null && unit === null && countsIn(whole, tail.kind, words, reading.comma)) || (paidIn !== undefined && isOtherMeasure(lower, unit, quantity, paidIn, words)))) roles.quantity = null;
  else if (quantity !== null && tail !== null && unit === null) roles.unit = tail.unit;
  roles.spans.push([figure.start - (JOINT.exec(before)?.[0].length ?? 0), figure.end + (each?.[0].length ?? 0) + (tail?.length ?? thing)]);
  return true;
}

export function isSum({ figure, before }: View, roles: Roles): boolean {
  const mark = EQUALS_BEFORE.exec(before);
  if (mark === null) return false;
  roles.amount = figure;
  roles.spans.push([figure.start - mark[0].length, figure.end]);
  return true;
}

export function isMoney({ figure }: View, { moneys, spans }: Roles): boolean {
  // "USD 500 (500.00)": the same amount twice is one.
  if (!moneys.some(({ value }) => value !== null && value === figure.value)) moneys.push(figure);
  spans.push([figure.start, figure.end]);
  return true;
}
