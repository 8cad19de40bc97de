/**
 * Owns: all line items and totals of a mail, from tables, forms, lists and sentences (PRODUCT M2).
 * Never: whether they add up; that is said where they are put together.
 */
import { compare, sum, times } from "../core/money";
import { mayCount, unitAt, wordsFor } from "./counts";
import type { Reading } from "./counts";
import { itemNamed, labelledBlocks, labelledInline } from "./forms";
import { isForOne } from "./for-one";
import { isForgiven, isLess, takesOff } from "./lowered";
import { itemOf } from "./items";
import type { Item } from "./items";
import { labelledLine, labelOf } from "./labels";
import { BLANK, figuresOf, near, readNumber } from "./numbers";
import { isLane } from "./lanes";
import { description as wordsOf } from "./naming";
import type { Figure } from "./numbers";
import { rowsOf } from "./rows";
import { saidSum } from "./said-sums";
import { isEnumeration, piecesOf, segmentsOf, TAX } from "./segments";
import { spelledOut } from "./spelled";
import { unstacked } from "./stacked";
import { inGroups, tableItems } from "./tables";
import { COMES_TO, countsAll, TOTAL_BEHIND, TOTAL_LINE, totalOf } from "./totals";
import type { Sums } from "./totals";
import { saysWhich } from "./which";
import { plain, sameLengthPlain } from "./words";

export interface Amounts extends Sums {
  items: Item[];
  /** Words of the total, for the card. */
  total_text: string | null;
  /** Which of the lines they stand in. */
  total_line: number | null;
  /** An entry that takes something off the sum, as written. */
  taken_off: string | null;
}

const MAX_ITEMS = 100;
/** "1,071.00 gross", "900 net": said of the number before. */
const GROSS_BEHIND = /^\s*(?:gross|brutto|ttc|iva (?:inclu[ií]d[oa]|inclusa|compres[ao])|incl\.? btw|lordi|in total incl)/;
/** "60 EUR of materials (VAT included)" beside other prices: what one thing costs. */
const OF_A_THING = /\d\W{0,4}(?:euros?|eur)?\s(?:of|for|de|di|van|fur|pour|para|per|voor|za|pentru)\s\p{L}{4}/u;
const GROSS_BEFORE = /^\W*(?:gross|brutto|ttc|lordo|bruto)\W*$/;
const TAX_TAIL = /\s{0,3}(?:\+|plus|zzgl\.?|excl\.?|and|und|et|mas|piu|mais)?\s{0,3}(?:\d[\d.,]{0,12}\s?%\s{0,3})?(?:vat|[isc]?gst|hst|qst|pst|tvq|tps|sales tax|mwst|ust|tva|iva|btw|moms)(?!\p{L})/u;
const SUBTOTAL = /sub-?\s?total|zwischensumme|netto(?!y)(?:betrag|summe)?|sous-total|imponibile|subtotaal|net(?:to)? total|total ht|base imponible|suma netto|^\W*(?:net|netto|neto|ht)(?: (?:amount|value|sum))?\W*$|(?:basic|taxable) (?:value|amount)|goods (?:total|value)/;
/** "2) ", "Pos. 3: ": the number of an entry, nothing that is counted. */
const NUMBERED = /^\s*(?:\d{1,2}[.)]\s+|(?:pos(?:ition)?|items?|lines?|lot|art(?:ikel)?|ref)\.?\s*\d{1,3}\s*[:.)–-]\s*)(?=[\p{L}\d])/iu;

/** "... and add the two extra panels at AED 1,200 each". */
const ADDING = /^\s*(?:please |kindly |then |also )?(?:add|include|put on)(?: (?:in|on))?(?: (?:a |another |one )?(?:lines?|item|position) for)?\s(?=(?:the |our |your |another )?(?:\d|\p{L}))/iu;
/** The mark of an entry. */
const MARKED = /^\s*(?:[-*•·–—▪◦]|\(?(?:\d{1,2}|[a-hA-H])[.)])\s{1,4}/;
/** How far an entry without numbers may stand from one that has some. */
const NEAR_LINES = 4;

/** A line or sentence as it reads, with its dates masked, and whether it is an entry of a list. */
export interface Line {
  shown: string;
  masked: string;
  row: boolean;
}

/** Everything that is counted or priced in the new text. `firm`: what is named was agreed. */
export function readAmounts(pieces: readonly Line[], reading: Reading, firm: boolean): Amounts {
  const stacked = unstacked(pieces.map(({ masked }) => masked), reading.comma);
  const lines = stacked.lines.map((line) => (/[\t|]/.test(line) ? inGroups(line) : line));
  const result: Amounts = { items: [], total: null, total_text: null, total_line: null, taken_off: null, subtotal: null, tax: null, tax_rate: null };
  const table = tableItems(lines, reading);
  result.items.push(...table.items);
  const used = new Set(table.used);
  const rest = lines.map((line, index) => (used.has(index) ? "" : line));
  rest.forEach((line, index) => {
    const item = labelledInline(line, index, reading);
    if (item === null) return;
    result.items.push(item);
    used.add(index);
    rest[index] = "";
  });
  const form = spelledOut(rest);
  const blocks = labelledBlocks(form.lines, reading);
  result.items.push(...blocks.items);
  for (const index of [...blocks.used, ...(blocks.items.length > 0 ? form.used.filter((at) => labelledLine(form.lines[at] ?? "") === null) : [])]) used.add(index);
  lines.forEach((line, index) => {
    if (table.items.length > 0 && table.used.has(index) && !table.totals.has(index)) return;
    if (used.has(index) && !table.totals.has(index)) return;
    if (!mayCount(line, reading)) return;
    const before = result.items.length;
    const { total } = result;
    const { shown = line, row = false } = stacked.rows.has(index) ? {} : (pieces[index] ?? {});
    if (!row || !readRow(shown, line, reading, firm, result)) readPieces(line, reading, firm, result);
    for (const item of result.items.slice(before)) item.lines = [index];
    if (result.total !== total) result.total_line = index;
  });
  for (const item of result.items) item.lines = item.lines.flatMap((line) => stacked.rows.get(line) ?? [line]);
  const all = firm ? saidSum(result.items) : null;
  if (all !== null) {
    result.items = result.items.filter((item) => item !== all);
    result.total ??= figuresOf(all.source, reading.comma).find(({ value }) => value !== null && compare(value, all.amount ?? value) === 0) ?? null;
    result.total_text ??= all.source;
    result.total_line ??= all.lines[0] ?? null;
  }
  if (result.items.every((item) => item.amount === null && item.unit_price === null)) result.items.push(...listedSums(lines, reading, result.total?.value ?? null));
  // Beside counts of their own, what they come to is no further thing.
  const countsOthers = (item: Item): boolean => item.amount === null && item.unit_price === null && countsAll(lines[item.lines[0] ?? -1] ?? "");
  if (result.items.some((item) => item.quantity !== null && !countsOthers(item))) result.items = result.items.filter((item) => !countsOthers(item));
  const isNear = (item: Item): boolean => result.items.some((other) => other.mere !== true && (other.quantity !== null || other.amount !== null) && Math.abs((other.lines[0] ?? 0) - (item.lines[0] ?? 0)) <= NEAR_LINES);
  result.items = result.items.filter((item) => item.mere !== true || isNear(item));
  result.items = result.items.sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)).slice(0, MAX_ITEMS);
  return result;
}

/** "band 1200, engineer 250, travel 180. Total 1630 EUR": bare numbers are prices where the stated total is their sum. */
function listedSums(lines: string[], reading: Reading, total: string | null): Item[] {
  if (total === null) return [];
  for (const [index, line] of lines.entries()) {
    const parts = line.slice(line.lastIndexOf(":") + 1).split(/,\s+|\s(?:and|und|et|y|e|en|plus)\s/u).map((part) => /^\s*(\p{L}[\p{L} .'-]{2,60}?)[\s-]+([\d.,'’]+)[\s.]*$/u.exec(part));
    const read = parts.flatMap((part) => {
      const amount = part?.[2] === undefined ? null : readNumber(part[2].replace(/[.,]$/, ""), reading.comma);
      return amount === null || part?.[1] === undefined ? [] : [{ ...itemNamed(part[1], index), amount, stated: amount, source: part[0].trim() }];
    });
    if (read.length > 1 && read.length === parts.length && compare(sum(read.map(({ amount }) => amount)), total) === 0) return read;
  }
  return [];
}

/** "AED 3,675.00 (AED 3,500 + 5% VAT 175)": the sum, and what it is made of, where two of three numbers add up to the third. */
function sumWithTax(piece: string, reading: Reading, result: Amounts): string {
  const aside = /\(([^()]*)\)/.exec(piece);
  if (aside?.[1] === undefined || !TAX.test(plain(aside[1]))) return piece;
  const [gross, ...more] = figuresOf(piece.slice(0, aside.index), reading.comma).filter((figure) => figure.mark !== null);
  const [net, tax, ...further] = figuresOf(aside[1], reading.comma).filter((figure) => !figure.percent);
  const [all, base, added] = [gross?.value ?? null, net?.value ?? null, tax?.value ?? null];
  if (gross === undefined || all === null || base === null || added === null || more.length > 0 || further.length > 0 || compare(sum([base, added]), all) !== 0) return piece;
  result.subtotal ??= base;
  result.tax ??= added;
  result.total ??= gross;
  result.total_text ??= piece.trim();
  return `${piece.slice(0, gross.start)}${BLANK.repeat(4)}${piece.slice(gross.end, aside.index)}${piece.slice(aside.index + aside[0].length)}`;
}

/** "900 EUR net plus 19% VAT (171 EUR)": the tax taken out of a piece that prices something before it. */
function withoutTax(piece: string, reading: Reading, result: Amounts): string {
  const money = figuresOf(piece, reading.comma).filter((figure) => figure.mark !== null && !figure.percent);
  const tail = money.length === 2 ? TAX_TAIL.exec(sameLengthPlain(piece)) : null;
  if (tail === null || !money.some((figure) => figure.end <= tail.index)) return piece;
  const tax = money.find((figure) => figure.start >= tail.index);
  const [base] = money;
  // No tax is more than what it is on: that is the sum of both.
  if (tax === undefined || base?.value === null || tax.value === null || base === undefined || compare(tax.value, base.value) > 0) return piece;
  result.tax ??= tax.value;
  return piece.slice(0, tail.index).replace(/\s+(?:net|netto|neti|ht)\s*$/i, "");
}

/** The total that a piece tells; "total 3,2 ldm / 2.140 kg" tells none. */
function sumIn(piece: string, reading: Reading): Figure | null {
  const total = totalOf(piece, reading);
  return total === null || (total.mark === null && unitAt(sameLengthPlain(piece.slice(total.end)), wordsFor(reading.language, reading.english)) !== null) ? null : total;
}

/** True when a piece tells a total, a subtotal or the tax; then it is entered. */
function readSum(piece: string, reading: Reading, result: Amounts, alone = true): boolean {
  const lower = plain(piece);
  const figures = figuresOf(piece, reading.comma);
  const gross = !alone && OF_A_THING.test(lower) ? undefined : figures.find((figure) => figure.mark !== null && !isForOne(piece, figure, reading) && (GROSS_BEHIND.test(plain(piece.slice(figure.end))) || GROSS_BEFORE.test(plain(piece.slice(0, figure.start)))));
  if (gross !== undefined && figures.filter((figure) => figure.mark !== null).length === 1) {
    result.total ??= gross;
    result.total_text ??= piece.trim();
    return true;
  }
  const rate = figures.find((figure) => figure.percent);
  const isTax = TAX.test(lower);
  if (isTax) result.tax_rate ??= rate?.value ?? null;
  const label = labelledLine(piece);
  const head = label?.label ?? labelOf(piece.split(/[\d:]/)[0] ?? "");
  if (head === "tax" || (isTax && /^\W*(?:(?:plus|zzgl|excl|incl|inkl|und|and|mas|piu|mais)\.? |\+ ?)?(?:\d[\d.,]* ?%)? ?(?:vat|[isc]?gst|hst|qst|pst|tvq|tps|sales tax|tax|mwst|ust|tva|iva|btw)\b(?!\s(?:filing|returns?|registration|advice|advisory|consult\p{L}*|services?|report\p{L}*|training|audit|erklarung|voranmeldung|declaration|declaracion|dichiarazione|aangifte)(?!\p{L}))/u.test(lower))) {
    const named = figures.find((figure) => !figure.percent);
    const net = sum(result.items.map(({ amount }) => amount ?? "0"));
    // "Plus 8% sales tax = $399.60": no tax is more than what it is on.
    if (named !== undefined && named.value !== null && compare(net, "0") > 0 && compare(named.value, net) > 0) {
      result.total ??= named;
      result.total_text ??= piece.trim();
      return true;
    }
    const tax = named?.value ?? null;
    // Two taxes are on one invoice ("GST 48.75, QST 97.26"); the same one said twice is one.
    if (tax !== null && tax !== result.tax) result.tax = result.tax === null ? tax : sum([result.tax, tax]);
    return true;
  }
  if (head === "subtotal" || SUBTOTAL.test(lower.split(/\d/)[0] ?? "")) {
    result.subtotal ??= figures.find((figure) => !figure.percent)?.value ?? null;
    if (result.subtotal !== null) return true;
  }
  const due = label?.label === "total" ? figures.filter((figure) => figure.mark !== null && !figure.percent && !isForOne(piece, figure, reading)) : [];
  const total = head === "other" || head === "measure" || head === "terms" || head === "due" ? null : (sumIn(piece, reading) ?? (due.length === 1 ? (due[0] ?? null) : null));
  if (total !== null) {
    const before = piece.slice(0, Math.min(total.start, COMES_TO.exec(lower)?.index ?? total.start));
    const earlier = piecesOf(before.replace(TOTAL_LINE, " ")).map((part) => itemOf(part, reading)).filter((item) => item !== null && (item.unit_price !== null || item.quantity !== null || (item.amount !== null && COMES_TO.test(lower) && /\p{L}{3}/u.test(item.description))));
    for (const item of earlier) if (item !== null && (item.amount !== null || TOTAL_BEHIND.test(lower) || COMES_TO.test(lower))) result.items.push(item);
    // "Total £975 - 15 hours at £65": what it is made of.
    const made = itemOf(piece.slice(total.end).replace(/^[^\p{L}\d]{1,4}(?:(?:as|like) (?:we )?(?:agreed|discussed|quoted)[^\p{L}\d]{1,4})?(?:i\.?e\.?,?\s)?/u, ""), reading);
    if (earlier.length === 0 && made !== null && made.quantity !== null && made.unit_price !== null && total.value !== null && near(times(made.quantity, made.unit_price), total.value)) result.items.push(made);
    if (result.total === null || /grand|gross|brutto|ttc|incl/.test(lower)) {
      result.total = total;
      result.total_text = piece.trim();
    }
    return true;
  }
  return false;
}

/** An entry of a list; false when it holds several. */
function readRow(shown: string, masked: string, reading: Reading, firm: boolean, result: Amounts): boolean {
  if (readSum(masked.replace(NUMBERED, ""), reading, result)) return true;
  // "Less 3 empties returned (30 each)": nothing to bill, but the sum is another.
  if (firm && takesOff(masked)) {
    result.taken_off ??= shown.trim();
    return true;
  }
  if (isEnumeration(masked, reading)) return false;
  const [item = null, ...more] = rowsOf(shown, masked, reading, firm);
  // "Replace 4 panels at $385 each": a row that reads like a sentence is read as one.
  if (item === null && (segmentsOf(masked, reading).length > 1 || figuresOf(masked, reading.comma).some(({ mark, percent }) => mark !== null && !percent))) return false;
  // A bare amount below a list is what it adds up to.
  if (item !== null && item.description === "" && item.quantity === null && item.unit_price === null && item.stated !== null) {
    result.subtotal ??= item.stated;
    return true;
  }
  if (item !== null) result.items.push(item, ...more);
  // "Scaffold", "transport, mounting, dismounting" beside counted things that are to be priced.
  else if (!firm && (isLane(masked) || (!/[\d:?]/.test(masked) && !masked.includes(BLANK) && /\p{L}{4}/u.test(masked)))) result.items.push({ ...itemNamed(shown.replace(/^\s*(?:[-*•·–—]|\(?\w{1,3}[.)])\s+/, "").replace(/\s[-–—>]\s/, isLane(masked) ? " → " : "$&"), 0), source: shown.trim() });
  // "3. installation and transport" among entries that are counted or priced.
  else if (firm && MARKED.test(masked) && !/[\d:?]/.test(masked.replace(MARKED, "")) && !masked.includes(BLANK) && /\p{L}{4}/u.test(masked) && masked.trim().split(/\s+/).length <= 8) result.items.push({ ...itemNamed(shown.replace(MARKED, ""), 0), source: shown.trim(), mere: true });
  return true;
}

/** "Half day 350", "Travel = 240" between two things that are priced: a name and, last, a bare number that can be nothing but its price. */
function barePrice(piece: string, reading: Reading): Item | null {
  const [figure, ...more] = figuresOf(piece, reading.comma);
  const before = figure === undefined ? "" : piece.slice(0, figure.start);
  const isPrice = figure !== undefined && more.length === 0 && figure.value !== null && !figure.percent && /^\d{2}/.test(figure.text) && /^\W*$/.test(piece.slice(figure.end)) && /\p{L}{3}(?:[:,]|\s=)?\s?$/u.test(before) && !saysWhich(plain(before));
  return isPrice ? { ...itemNamed(wordsOf(before), 0), amount: figure.value, stated: figure.value, source: piece.trim() } : null;
}

function readPieces(line: string, reading: Reading, firm: boolean, result: Amounts): void {
  const pieces = segmentsOf(line, reading);
  const known = result.items.length;
  const entries = pieces.filter((piece) => !TOTAL_LINE.test(plain(piece)));
  const isList = firm && (entries.length > 2 || (entries.length > 1 && entries.every((piece) => /=\s?\d[\d.,]*\W*$/.test(piece))));
  const bare = isList ? entries.filter((piece) => itemOf(piece, reading) === null) : [];
  const [only] = bare;
  for (const piece of pieces) if (firm && pieces.length > 1 && isLess(piece) && !piece.includes("%")) result.taken_off ??= piece.trim();
  else if (firm && isForgiven(piece) && figuresOf(piece, reading.comma).some(({ mark }) => mark !== null)) result.taken_off ??= piece.trim();
  else readPiece(piece.replace(NUMBERED, "").replace(ADDING, ""), reading, result, pieces.length === 1);
  const priced = result.items.slice(known).filter(({ quantity, unit_price, amount }) => amount !== null && (quantity === null || unit_price !== null));
  const unread = only === undefined || bare.length > 1 || priced.length !== entries.length - 1 ? null : barePrice(only, reading);
  if (unread !== null) result.items.splice(known + pieces.indexOf(only ?? ""), 0, unread);
}

/** `alone`: nothing else is priced beside it, so "1,071 EUR gross" is what all comes to. */
function readPiece(whole: string, reading: Reading, result: Amounts, alone: boolean): void {
  const piece = withoutTax(sumWithTax(whole, reading, result), reading, result);
  if (readSum(piece, reading, result, alone)) return;
  const label = labelledLine(piece);
  if (label !== null && label.label !== "description" && label.label !== "amount" && label.label !== "quantity") return;
  const text = label !== null && label.label === "description" ? label.value : piece;
  const parts: string[] = [];
  for (const part of piecesOf(text)) {
    const last = parts.at(-1);
    const item = last === undefined ? null : itemOf(part, reading);
    // "200 pieces, 0.85 per piece": a price for one belongs to the count before it.
    if (last !== undefined && item !== null && item.quantity === null && item.unit_price !== null && item.description === "") parts[parts.length - 1] = `${last}, ${part}`;
    else parts.push(part);
  }
  // "Projector for 2 nights, 35 a night": two numbers that belong together.
  const together = parts.length === 2 && figuresOf(text, reading.comma).length === 2 ? itemOf(text, reading) : null;
  const items = parts.length === 1 || (together !== null && together.quantity !== null && together.unit_price !== null) ? [] : parts.map((part) => itemOf(part, reading)).filter((item) => item !== null);
  const useful = items.length > 1 && items.every((item) => item.description !== "" || (item.unit_price !== null && item.quantity !== null)) && items.some((item) => item.description !== "") ? items : [itemOf(text, reading)].filter((item): item is Item => item !== null);
  result.items.push(...useful);
}
