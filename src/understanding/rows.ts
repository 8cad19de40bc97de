/**
 * Owns: one entry of a list - "Tunic, size 12 ..... 14 @ 16.95", "40 ft angle, cut to 5'", "Studio time 3hrs @ 15,000" - read as an item: each number has one role (PRODUCT M2).
 * Never: running text, and never a role that two numbers could have.
 */
import { compare, plainDecimal, times } from "../core/money";
import { takeApart, within, type Cell, type Row } from "./cells";
import { bestCount, countsIn, MEASURES, TIMES_BEFORE, type Count } from "./claims";
import { SPANS, type Reading } from "./counts";
import { itemOf } from "./items";
import type { Item } from "./items";
import { said } from "./lang/all";
import { isHouse } from "./lanes";
import { description as wordsOf } from "./naming";
import { BLANK, figuresOf, near } from "./numbers";
import type { Figure } from "./numbers";
import { sortOut } from "./prices";
import { PAPER_BEFORE } from "./count-role";
import { THE_LOT } from "./price-role";

/** "Reg. No. 08812345", "cost center is 103847": what tells one from another. */
const IDENTIFIES = new RegExp(`(?:^|[\\s(])(?:${said("identifies")}|ico|dic|iban|#)[.:\\s]{0,3}(?:is\\s{1,2})?$`, "u");
/** What a price stands behind without saying whether it is for one. */
const FOR_ALL_BEFORE = new RegExp(`(?:=|\\b(?:${said("for_sum")}))\\s*$`, "u");
const FOR_ALL_BEHIND = new RegExp(`^\\s*(?:${said("for_all_behind")})`);
/** "500 pcs / 1000 pcs", "qty 5 / 25 / 100": the counts that one thing is to be priced at, in rising order. */
const TIERS = new RegExp(`(?:\\s{2}|\\t|:\\s|(?:${said("qty")})\\s|(?=\\s\\d[\\d.,]{0,8}\\s?\\p{L}{2,6}\\.?\\s?\\/))\\s{0,3}(\\d[\\d.,]{0,8}(?:\\s?\\p{L}{2,6}\\.?)?(?:\\s?\\/\\s?\\d[\\d.,]{0,8}(?:\\s?\\p{L}{2,6}\\.?)?){1,4})\\s*$`, "iu");

/** The entries of a list that one line stands for: one for each of its counts. */
export function rowsOf(shown: string, masked: string, reading: Reading, firm: boolean): Item[] {
  const tiers = firm ? undefined : TIERS.exec(masked)?.[1];
  const parts = tiers === undefined ? [] : tiers.split("/").map((part) => part.trim());
  const values = parts.map((part) => figuresOf(part, reading.comma)[0]).map((figure) => (figure?.count === true && figure.mark === null ? figure.value : null));
  const rise = values.every((value, index) => value !== null && (index === 0 || compare(value, values[index - 1] ?? "0") > 0));
  if (tiers === undefined || !rise) return [rowOf(shown, masked, reading, firm)].filter((item) => item !== null);
  const head = masked.trimEnd().length - tiers.length;
  const unit = parts.map((part) => part.replace(/^[\d.,\s]+/, "")).find((part) => part !== "") ?? "pcs";
  return parts.flatMap((part) => {
    const tail = /\p{L}/u.test(part) ? part : `${part} ${unit}`;
    const item = rowOf(`${shown.slice(0, head)}${tail}`, `${masked.slice(0, head)}${tail}`, reading, firm);
    return item === null ? [] : [{ ...item, source: shown.trim() }];
  });
}

/** "Ironmongery 185 the lot", "Fuel 64.30": the number that a row ends in, which is an amount or has to be proven by the sum; null when it is none. */
function lastOf(row: Row, bare: readonly Figure[], best: Count | null): Figure | null {
  const { text, lower, sizes } = row;
  const last = bare.at(-1);
  if (last === undefined || within(sizes, last.start) !== undefined || within(row.asides, last.start) !== undefined || /^0\d/.test(last.text) || isHouse(text, last) || PAPER_BEFORE.test(lower.slice(0, last.start)) || IDENTIFIES.test(lower.slice(0, last.start))) return null;
  const isCount = best !== null && best.figure.start === last.start && best.claim > 3;
  return !isCount && (/^\W*$/.test(text.slice(last.end)) || THE_LOT.test(lower.slice(last.end))) ? last : null;
}

const JOINS = new RegExp(`\\s(?:\\+|${said("and", "plus")})\\s`, "u");
/** "Load, agreed rate 310 + waiting 3 hrs x 35": two things. */
function isOfTwo({ lower }: Row, price: Figure, amount: Figure): boolean {
  return JOINS.test(lower.slice(Math.min(price.end, amount.end), Math.max(price.start, amount.start)));
}

/** True when the mail does not say whether an amount is for one or for all that is counted. */
function isOpen({ text, lower, cells }: Row, amount: Figure, best: Count): boolean {
  const { figure, unit, claim } = best;
  const cell = within(cells, figure.start)?.start;
  // A count and an amount in columns of their own say nothing of each other.
  const isColumns = claim === 3 && cell === figure.start && cell !== cells[0]?.start && /^\s{2,}|^\s*[|\t]/.test(text.slice(figure.end + (unit?.length ?? 0)));
  if (compare(figure.value, "1") === 0 || /=\s*$/.test(text.slice(0, amount.start))) return false;
  return isColumns || (!FOR_ALL_BEFORE.test(lower.slice(0, amount.start)) && !FOR_ALL_BEHIND.test(lower.slice(amount.end)));
}

/** What belongs to a count and to no name. */
function spanOf({ figure, unit }: Count, { lower, words }: Row): Cell {
  const behind = lower.slice(figure.end);
  const sign = TIMES_BEFORE.exec(lower.slice(0, figure.start))?.[0].trimStart().length ?? 0;
  const tail = unit?.length ?? (/^\s?(?:x|×|\*|off|qty)(?=\s|\p{Lu}|$)/u.exec(behind)?.[0].length ?? 0);
  const of = words.of.exec(behind.slice(tail))?.[0].length ?? 0;
  return { start: figure.start - sign, end: figure.end + tail + of };
}

/** "5C", "A4": digits of a name. */
const CODED = /(?:^|\s)(?:\d{1,3}\p{L}{1,2}|\p{L}{1,3}\d{1,4}\p{L}?)(?=[\s,]|$)/gu;

/** "On-site training (2 days @ Rs. 15,000/- per day) - Rs. 30,000/-": how many at which price in brackets, and what that comes to. */
function countedAside(shown: string, masked: string, reading: Reading): Item | null {
  const [, entry = "", name = "", inner = "", tail = ""] = /^(\W{0,6}(?:\d{1,2}[.)]\s{1,3})?)([^()]{3,120}?)\s?\(([^()]{3,60})\)([^()]{0,40})$/u.exec(masked) ?? [];
  const item = inner === "" ? null : itemOf(inner.replace(/^\s*(\d[\d.,]{0,8})\s?(?=@)/, "$1 x "), reading);
  if (item === null || item.quantity === null || item.unit_price === null || /\d/.test(name.replace(CODED, " ")) || name.includes(BLANK)) return null;
  const [all, ...more] = figuresOf(tail, reading.comma);
  const product = times(item.quantity, item.unit_price);
  if (more.length > 0 || /\p{L}{4}/u.test(tail) || (all !== undefined && (all.percent || all.value === null || !near(product, all.value)))) return null;
  const description = [wordsOf(shown.slice(entry.length, entry.length + name.length)), item.description].filter((part) => /\p{L}{2}/u.test(part)).join(", ");
  return description === "" ? null : { ...item, description, amount: all?.value ?? item.amount, stated: all?.value ?? item.stated, mark: item.mark ?? all?.mark ?? null, source: shown.trim(), lines: [] };
}

/** One entry of a list, null when it neither counts nor prices anything. `shown` is the row as written, `masked` the same with dates blanked. `firm`: amounts in it were agreed. */
export function rowOf(shown: string, masked: string, reading: Reading, firm: boolean): Item | null {
  const aside = firm ? countedAside(shown, masked, reading) : null;
  if (aside !== null) return aside;
  const row = takeApart(masked, reading, firm);
  const { prices, amounts, bare, spans, proof } = sortOut(row);
  const counts = countsIn(row, bare);
  let best = counts.find(({ figure }) => figure.start === proof?.count.start) ?? bestCount(counts);
  if (amounts.length > 2 || new Set(prices.map(({ value }) => value)).size > 1) return null;
  let [price] = prices;
  let amount = amounts.at(-1);
  const [one] = amounts;
  if (amounts.length === 2 && one !== undefined) {
    // "15 boards  32.50  487.50": one and all of it.
    if (price !== undefined || best === null || !near(times(best.figure.value, one.value ?? "0"), amount?.value ?? "0")) return null;
    price = one;
  }
  if (price !== undefined && amount !== undefined && best !== null && proof === null && !near(times(best.figure.value, price.value ?? "0"), amount.value ?? "0") && isOfTwo(row, price, amount)) return null;
  const last = firm && price === undefined && amount === undefined ? lastOf(row, bare, best) : null;
  let unproven: string | null = null;
  if (last !== null) {
    const isMoney = /[.,]\d\d$/.test(last.text) || THE_LOT.test(row.lower.slice(last.end));
    if (isMoney && (reading.priced || best !== null)) amount = last;
    else unproven = last.value;
    spans.push({ start: last.start, end: last.end });
    if (best?.figure.start === last.start) best = null;
  }
  // "Premium support, 12 months, 390": how long, and one price for it.
  if (best?.unit !== null && best?.unit !== undefined && SPANS.includes(best.unit.kind) && price === undefined && amount !== undefined) best = null;
  // "14t excavator 450": how many tons, or how big; "800m (place 3)" counts nothing.
  const whole = best === null || best.claim > 1 || best.unit === null || !MEASURES.has(best.unit.kind) || price !== undefined ? undefined : describe(nameOf(shown, row, spans), null);
  if (best !== null && whole !== undefined && amount !== undefined && describe(nameOf(shown, row, [...spans, spanOf(best, row)]).replace(/\([^()]*\)/g, ""), best) === "") best = null;
  if (best !== null) spans.push(spanOf(best, row));
  if (best === null && price === undefined && amount === undefined && unproven === null) return null;
  const description = describe(nameOf(shown, row, spans), best);
  if (description === "" && price === undefined && amount === undefined) return null;
  const mark = price?.mark ?? amount?.mark ?? null;
  const open = price === undefined && amount !== undefined && best !== null && isOpen(row, amount, best) ? amount.value : null;
  const stated = open === null ? (amount?.value ?? null) : null;
  const quantity = best?.figure.value ?? null;
  const each = price?.value ?? (quantity === "1" ? stated : null);
  return {
    description,
    quantity: quantity === null ? null : plainDecimal(quantity),
    unit: best?.unit?.unit ?? null,
    unit_price: each,
    amount: stated ?? (quantity !== null && each !== null ? times(quantity, each) : null),
    source: shown.trim(),
    lines: [],
    mark,
    open,
    stated,
    unproven,
    ...(whole === undefined || best === null || open === null ? {} : { sized: whole }),
  };
}
/** "Réf. A-2210": a point that ends nothing. */
const ABBREVIATED = /((?:^|[\s,(])\p{L}{1,5})\.\s(?=[\p{L}\d])/gu;
/** Units that name no thing: what is counted in pieces says itself what it is. */
const PLAIN_UNITS = /^(?:pcs|stuck|piece|unidade?|pezzo|stuk|sztuka|bucata|\p{Script=Han})$/u;

/** "5 pallets 120 x 80 x 145": what is counted is all the name there is. */
function describe(name: string, best: Count | null): string {
  const unit = best?.unit ?? null;
  const isNamed = name === "" || /^\p{L}/u.test(name);
  return isNamed || unit === null || MEASURES.has(unit.kind) || PLAIN_UNITS.test(unit.kind) ? name : `${unit.unit} ${name}`;
}

/** The words of a row outside its numbers, cell by cell. */
function nameOf(shown: string, { cells }: Row, spans: readonly Cell[]): string {
  let rest = shown;
  for (const { start, end } of spans) rest = rest.slice(0, start) + BLANK.repeat(Math.max(0, end - start)) + rest.slice(end);
  const parts = cells.map(({ start, end }) => wordsOf(rest.slice(start, end).replaceAll(BLANK, " ")).replace(ABBREVIATED, "$1 ")).filter((part) => /\p{L}{2}|\p{L}\d/u.test(part));
  return parts.join(", ").replace(/,(?:\s*,)+/g, ",").slice(0, 200);
}
