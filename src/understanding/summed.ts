/**
 * Owns: what the sum that a mail states makes of its items, and what stands for the sum where none is stated (PRODUCT M2).
 * Never: an amount that the mail does not name, and never one of a wish for a price: that is a target or a hint.
 */
import { compare } from "../core/money";
import type { Reading } from "./counts";
import type { Item } from "./items";
import type { Amounts } from "./lines";
import { figuresOf } from "./numbers";
import type { Requested, Source } from "./requested";
import { placedSentencesOf, placeOf, unwrap } from "./sentences";
import type { Place, Sentence, Spot } from "./sentences";
import { provenShare, shareIn, soleAmount, vagueAmount } from "./stray";
import { plain } from "./words";

/** Words of the mail, and where in its text they stand, if that is known. */
export interface Told {
  text: string;
  place: Place | null;
}

export interface Total {
  value: string | null;
  /** Its currency mark, also that of a sum of which only a part is asked for. */
  mark: string | null;
  /** The words that state it. */
  told: Told | null;
}

export interface Summed {
  items: Item[];
  total: Total;
}

/** What else a mail says of its sum. */
export interface Hints {
  /** A share of something: "50% deposit". */
  share: { text: string; part: boolean } | null;
  /** The one amount of a mail that prices nothing. */
  sole: { value: string; mark: string; spot: Sentence } | null;
  /** An amount that is not exact. */
  vague: { text: string; value: string | null } | null;
}

/** "Insurance 250k per truck": what a thing is worth, in a wish for a price. In plain letters. */
const INSURED = /insur|declared value|cargo value|goods value|versicher|assur|asegur|assicur|verzeker|segur[oa]|asigur|ubezpiecz/u;

/** The stretch of the text from the first of these spots to the last; null when none is found. */
export function stretchOf(text: string, spots: readonly (Spot | undefined)[]): Place | null {
  const places = spots.map((spot) => (spot === undefined ? null : placeOf(text, spot))).filter((place) => place !== null);
  return places.length === 0 ? null : { start: Math.min(...places.map(({ start }) => start)), end: Math.max(...places.map(({ end }) => end)) };
}

/** Where the lines stand that an item was read from. */
export const spotsOf = (item: Item, pieces: Requested["pieces"]): (Spot | undefined)[] => item.lines.map((line) => pieces[line]?.spot);

/** `isPart`: only a part of what was agreed is asked for, and that part was found. */
export function hintsIn(source: Source, items: readonly Item[], isPart: boolean, reading: Reading): Hints {
  if (!source.firm) return { share: null, sole: null, vague: null };
  const share = isPart ? null : shareIn(unwrap(source.text), reading);
  const unpricedYet = share === null && items.every((item) => item.unit_price === null && item.amount === null && item.open === null);
  const sole = unpricedYet ? (provenShare(placedSentencesOf(source.text), reading) ?? soleAmount(placedSentencesOf(source.text), reading)) : null;
  return { share, sole, vague: isPart ? null : vagueAmount(unwrap(source.text), reading) };
}

/** The sum that the mail states of what is asked for. */
function statedTotal(text: string, amounts: Amounts, pieces: Requested["pieces"], ofMore: boolean, comma: boolean): Total {
  const mark = amounts.total?.mark ?? null;
  if (ofMore) return { value: null, mark, told: null };
  const value = amounts.total?.value ?? null;
  // "Total HT 1 230,00" and no sum with the tax: that is the total that is stated.
  const instead = value === null && amounts.tax === null && amounts.taken_off === null ? amounts.subtotal : null;
  const stated = instead === null ? undefined : pieces.findLast((piece) => figuresOf(piece.text, comma).some((figure) => figure.value !== null && compare(figure.value, instead) === 0));
  const place = stretchOf(text, [stated?.spot]);
  if (amounts.total !== null) return { value: value ?? instead, mark, told: { text: amounts.total_text ?? "", place: place ?? stretchOf(text, [pieces[amounts.total_line ?? -1]?.spot]) } };
  return { value: instead, mark, told: instead === null ? null : { text: stated?.text.trim() ?? instead, place } };
}

/** The same total, with words for it where it has none yet. */
function toldBy(total: Total, text: string, place: Place | null): Total {
  return { ...total, told: { text: total.told?.text ?? text, place: total.told?.place ?? place } };
}

/** One thing without a price is worth what the mail states; with tax besides, what stands before the tax. */
function pricedBySum({ items, total }: Summed, text: string, subtotal: string | null, sole: Hints["sole"]): Summed {
  const [only] = items;
  const price = subtotal ?? total.value ?? sole?.value ?? null;
  if (items.length !== 1 || only === undefined || only.amount !== null || only.open !== null || price === null) return { items, total };
  const perPiece = only.quantity !== null && only.unit_price === null ? null : only.unit_price;
  const priced = [{ ...only, unit_price: perPiece, amount: price, stated: price, mark: sole?.mark ?? total.mark }];
  return { items: priced, total: sole === null ? total : toldBy(total, sole.spot.text, stretchOf(text, [sole.spot])) };
}

/** An amount that is not exact is none. */
function withoutVague({ items, total }: Summed, vague: Hints["vague"]): Summed {
  if (vague === null) return { items, total };
  const exact = (amount: string | null): string | null => (amount === vague.value ? null : amount);
  return {
    items: items.map((item) => ({ ...item, unit_price: exact(item.unit_price), amount: exact(item.amount), stated: exact(item.stated) })),
    total: { ...total, value: exact(total.value) },
  };
}

/** Items of a wish for a price: a bare number is no price, and a marked one only where it is said to be for one. */
const wishedOnly = (items: Item[]): Item[] => items.map((item) => (item.unit_price === null || item.mark === null || INSURED.test(plain(item.source)) ? { ...item, unit_price: null, amount: null, stated: null } : item));

/** Items and total as the stated sum settles them. */
export function summed(found: Item[], source: Source, { amounts, pieces }: Requested, { share, sole, vague }: Hints, comma: boolean): Summed {
  // "50% deposit on the quote (total £2,400)": the sum of which only a part is asked for.
  const ofMore = share?.part === true;
  const stated = statedTotal(source.text, amounts, pieces, ofMore, comma);
  // "Our budget is 12,000", "the neighbours paid 9,400": a sum in a wish for a price is a target, or was paid elsewhere.
  if (!source.firm) return withTotal({ items: wishedOnly(found), total: { ...stated, value: null, told: null } }, source.text, pieces);
  const priced = ofMore ? { items: found, total: stated } : pricedBySum({ items: found, total: stated }, source.text, amounts.subtotal, sole);
  // Of a share nobody knows yet what it is a share of.
  const isOfUnknown = share !== null && (ofMore || amounts.total === null) && priced.items.length === 1;
  const known = isOfUnknown ? priced.items.map((item) => (item.unit_price === null ? { ...item, amount: null, stated: null } : item)) : priced.items;
  const { items, total } = withoutVague({ items: known, total: priced.total }, vague);
  // "Your quote of 980 EUR is fine, please invoice": the sum is known though its things are not.
  if (items.length === 0 && total.value === null && sole !== null && vague === null) {
    return { items, total: { value: sole.value, mark: sole.mark, told: { text: sole.spot.text, place: total.told?.place ?? stretchOf(source.text, [sole.spot]) } } };
  }
  return withTotal({ items, total }, source.text, pieces);
}

/** With the amount of the one thing as the total, where none is stated. */
function withTotal({ items, total }: Summed, text: string, pieces: Requested["pieces"]): Summed {
  const [single] = items;
  if (items.length !== 1 || total.value !== null || single === undefined || single.stated === null) return { items, total };
  return { items, total: { ...toldBy(total, single.source.split("\n")[0] ?? "", stretchOf(text, spotsOf(single, pieces))), value: single.stated } };
}
