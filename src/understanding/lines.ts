/**
 * Owns: all line items and totals of a mail, from tables, labelled blocks, lists and sentences, and whether they add up (PRODUCT M2).
 * Never: repairing a mail whose numbers contradict each other; the odd number is named instead.
 */
import { compare, sum, times } from "../core/money";
import { mayCount } from "./counts";
import type { Reading } from "./counts";
import { itemOf } from "./items";
import type { Item } from "./items";
import { labelledLine, labelOf } from "./labels";
import type { Label } from "./lang/language";
import { BLANK, figuresOf, near, sameLengthPlain } from "./numbers";
import type { Figure } from "./numbers";
import { tableItems } from "./tables";
import { plain } from "./words";

export interface Amounts {
  items: Item[];
  total: Figure | null;
  /** Words of the total, for the card. */
  total_text: string | null;
  /** Which of the lines they stand in. */
  total_line: number | null;
  subtotal: string | null;
  tax: string | null;
  /** Tax in percent as decimal text. */
  tax_rate: string | null;
  currency_named: string | null;
}

const MAX_ITEMS = 100;
const TOTAL_WORDS = "(?:grand |sub|invoice |order |overall |estimated |agreed )?total(?:e|es)?|sum(?: total)?|somme|gesamt(?:summe|betrag|preis)?|summe|endbetrag|rechnungsbetrag|montant total|total general|importe(?: total)?|totaal(?:bedrag)?|totale|importo(?: totale)?|valor total|suma(?: totala)?|razem|lacznie|do zaplaty|totalul|in total|all in all|altogether|kwota";
const TOTAL_LINE = new RegExp(`(?:^|[^\\p{L}])(?:${TOTAL_WORDS})(?![\\p{L}])`, "u");
/** "450 EUR altogether". */
const TOTAL_BEHIND = /\s(?:altogether|in total|all in|in all|all told|insgesamt|en tout|au total|en total|in totale|in totaal|lacznie)(?:\W*$|, )/;
/** "1,071.00 gross", "900 net": said of the number before. */
const GROSS_BEHIND = /^\s*(?:gross|brutto|ttc|iva (?:inclu[ií]d[oa]|inclusa|compres[ao])|incl\.? btw|lordi|in total incl)/;
const GROSS_BEFORE = /^\W*(?:gross|brutto|ttc|lordo|bruto)\W*$/;
const TAX_TAIL = /\s{0,3}(?:\+|plus|zzgl\.?|excl\.?|and|und|et|mas|piu|mais)?\s{0,3}(?:\d[\d.,]{0,12}\s?%\s{0,3})?(?:vat|gst|hst|sales tax|mwst|ust|tva|iva|btw|moms)(?!\p{L})/u;
const SUBTOTAL = /sub-?\s?total|zwischensumme|netto(?:betrag|summe)?|sous-total|imponibile|subtotaal|net(?:to)? total|total ht|base imponible|suma netto/;
const TAX = /(?:^|[^\p{L}])(?:vat|gst|hst|tax|mwst|ust|umsatzsteuer|mehrwertsteuer|tva|iva|btw|moms|podatek)(?!\p{L})/u;
const PIECES = /\s*;\s*|\s+\/\s+|\s*\n\s*/g;
const PRICED = /,\s+(?:(?:and|und|et|y|en|e|plus)\s+)?|\s+(?:and|plus|und|et|y|e|en|oraz|si|&|\+)\s+/g;
const AND = /(?:,\s+|\s+)(?:and|und|et|y|en|e|oraz|i|si|plus|\+|&)\s+(?=(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|ein|zwei|drei|un|une|deux|trois|dos|tres|una|uno|due|een|twee|o|doi|doua|dwa|jeden)\b)|,\s+(?=\d+(?:[.,]\d+)?\s*(?:x\b|\p{L}))/giu;

/** A number of the line that is the total it speaks of; the last amount wins ("Total for 3 items: $40"). */
function totalOf(line: string, reading: Reading): Figure | null {
  const lower = plain(line);
  const behind = TOTAL_BEHIND.exec(lower);
  if (behind !== null) return figuresOf(line, reading.comma).findLast((figure) => figure.mark !== null && figure.end <= behind.index + 1) ?? null;
  const word = TOTAL_LINE.exec(lower);
  if (word === null) return null;
  const figures = figuresOf(line, reading.comma).filter((figure) => !figure.percent && figure.start >= word.index);
  return figures.findLast((figure) => figure.mark !== null) ?? (/:\s*[^\p{L}]*$/u.test(line) || figures.length === 1 ? (figures.at(-1) ?? null) : null);
}

/** "2) ", "Pos. 3: ": the number of an entry, nothing that is counted. */
const NUMBERED = /^\s*(?:\d{1,2}[.)]\s+|(?:pos(?:ition)?|items?|lines?|lot|art(?:ikel)?|ref)\.?\s*\d{1,3}\s*[:.)–-]\s*)(?=[\p{L}\d])/iu;

const ITEM_LABELS: Label[] = ["quantity", "unit_price", "amount"];

/** "Item: X", "Qty: 3", "Unit price: $5" one below the other. */
function labelledBlocks(lines: string[], reading: Reading, result: Amounts): Set<number> {
  const used = new Set<number>();
  let current: (Item & { begun: boolean }) | null = null;
  let title = "";
  const flush = (): void => {
    if (current !== null && (current.quantity !== null || current.unit_price !== null || current.amount !== null)) result.items.push(finishItem(current));
    current = null;
  };
  lines.forEach((line, index) => {
    const found = labelledLine(line);
    if (found === null) {
      const heading = line.replace(/^[^\p{L}\p{N}]*(?:\d{1,2}[.)])?\s*|[*_:]+\s*$/gu, "").replace(/[*_]/g, "").trim();
      if (heading !== "") {
        flush();
        // A sentence is no heading.
        title = /[.!?]$/.test(heading) ? "" : heading;
      }
      return;
    }
    if (found.label === "other" || found.value === "") return;
    if (found.label === "description") {
      if (figuresOf(found.value, reading.comma).some((figure) => figure.mark !== null)) return;
      // "Qty: 5" may stand above its description.
      if (current !== null && current.description === "") current.description = found.value;
      else {
        flush();
        current = emptyItem(found.value, line, index);
      }
      used.add(index);
      return;
    }
    if (!ITEM_LABELS.includes(found.label)) return;
    const [figure] = figuresOf(found.value, reading.comma).filter((candidate) => !candidate.percent);
    if (figure === undefined || figure.value === null) return;
    // "Sum: 180" below a list is its total.
    if (current === null && found.label === "amount" && TOTAL_LINE.test(plain(line))) return;
    current ??= emptyItem(title, line, index);
    if (found.label === "quantity" && current.quantity === null) {
      const item = itemOf(`${found.value} x`, reading);
      current.quantity = figure.value;
      current.unit = item?.unit ?? (/hour|hrs/i.test(found.name) ? "hours" : /day/i.test(found.name) ? "days" : null);
    } else if (found.label === "unit_price" && current.unit_price === null) {
      current.unit_price = figure.value;
      current.mark ??= figure.mark;
    } else if (found.label === "amount" && current.stated === null) {
      if (current.quantity === null && current.unit_price === null && title === "" && current.description === "") return;
      current.stated = figure.value;
      current.mark ??= figure.mark;
    } else return;
    current.source = `${current.source}\n${line}`.slice(0, 400);
    current.lines.push(index);
    used.add(index);
  });
  flush();
  return used;
}

/** "Film - Qty 3 / Price 12,50 / Amount 37,50": labels on one line with their numbers. */
function labelledInline(line: string, index: number, reading: Reading): Item | null {
  if (!/\d/.test(line)) return null;
  const parts = line.split(/\s*[/|;,]\s+|\s+[-–—/|]\s*|:\s+(?=\p{L})/u).map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length < 2) return null;
  const item = emptyItem("", line, index);
  let labels = 0;
  for (const part of parts) {
    const [figure, ...more] = figuresOf(part, reading.comma).filter((candidate) => !candidate.percent);
    const label = figure === undefined ? null : labelOf(part.slice(0, figure.start).replace(/[\s:=#]+$/, ""));
    if (figure === undefined || figure.value === null || more.length > 0 || label === null) {
      if (labels === 0 && item.description === "") item.description = part;
      continue;
    }
    if (label === "quantity" && item.quantity === null) item.quantity = figure.value;
    else if (label === "unit_price" && item.unit_price === null) item.unit_price = figure.value;
    else if ((label === "amount" || label === "total") && item.stated === null) item.stated = figure.value;
    else continue;
    item.mark ??= figure.mark;
    labels += 1;
  }
  if (labels < 2 || !/\p{L}{2}/u.test(item.description)) return null;
  const counted = item.quantity === null ? itemOf(item.description, reading) : null;
  return finishItem(counted === null || counted.quantity === null ? item : { ...item, description: counted.description, quantity: counted.quantity, unit: counted.unit });
}

function emptyItem(description: string, source: string, line: number): Item & { begun: boolean } {
  return { description: description.replace(/[*_]/g, "").trim().slice(0, 200), quantity: null, unit: null, unit_price: null, amount: null, source, lines: [line], mark: null, open: null, stated: null, begun: true };
}

function finishItem(item: Item): Item {
  const product = item.quantity !== null && item.unit_price !== null ? times(item.quantity, item.unit_price) : null;
  const { description, quantity, unit, unit_price, source, lines, mark, open, stated } = item;
  return { description, quantity, unit, unit_price, amount: stated ?? product, source, lines, mark, open, stated };
}

const MAY_JOIN = /[;/\n]/;

/** Parts between joints; what stands in brackets is no joint. */
function apart(text: string, joints: RegExp): string[] {
  if (joints === PIECES && !MAY_JOIN.test(text)) return [text.trim()].filter((part) => part !== "");
  const hidden = text.replace(/\([^()]*\)/g, (aside) => aside.replace(/[^()]/g, BLANK));
  const parts: string[] = [];
  let start = 0;
  for (const joint of hidden.matchAll(joints)) {
    parts.push(text.slice(start, joint.index));
    start = joint.index + joint[0].length;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== "");
}

/** Pieces of a line that can be items of their own. */
function piecesOf(line: string): string[] {
  return apart(line, PIECES).flatMap((piece) => apart(piece, AND));
}

/** Everything that is counted or priced in the new text. `lines` have their dates masked. */
export function readAmounts(lines: string[], reading: Reading): Amounts {
  const result: Amounts = { items: [], total: null, total_text: null, total_line: null, subtotal: null, tax: null, tax_rate: null, currency_named: null };
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
  for (const index of labelledBlocks(rest, reading, result)) used.add(index);
  lines.forEach((line, index) => {
    if (table.items.length > 0 && table.used.has(index) && !table.totals.has(index)) return;
    if (used.has(index) && !table.totals.has(index)) return;
    if (!mayCount(line, reading)) return;
    const before = result.items.length;
    const { total } = result;
    for (const piece of apart(line, PIECES).flatMap((part) => pricedPieces(part, reading))) readPiece(piece.replace(NUMBERED, ""), reading, result);
    for (const item of result.items.slice(before)) item.lines = [index];
    if (result.total !== total) result.total_line = index;
  });
  result.items = result.items.slice(0, MAX_ITEMS);
  return result;
}

/** "Design 1,800 EUR, setup 350 EUR": apart by commas and "and" when each part has its own price. */
function pricedPieces(piece: string, reading: Reading): string[] {
  if (!/\d/.test(piece)) return [piece];
  const parts = apart(piece, PRICED);
  const priced = (part: string): boolean => /\p{L}{3}/u.test(part) && figuresOf(part, reading.comma).filter((figure) => figure.mark !== null).length === 1;
  return parts.length > 1 && parts.every(priced) ? parts : [piece];
}

/** "900 EUR net plus 19% VAT (171 EUR)": the tax taken out of a piece that prices something before it. */
function withoutTax(piece: string, reading: Reading, result: Amounts): string {
  const tail = TAX_TAIL.exec(sameLengthPlain(piece));
  const money = figuresOf(piece, reading.comma).filter((figure) => figure.mark !== null && !figure.percent);
  if (tail === null || money.length !== 2 || !money.some((figure) => figure.end <= tail.index)) return piece;
  const tax = money.find((figure) => figure.start >= tail.index);
  const [base] = money;
  // No tax is more than what it is on: that is the sum of both.
  if (tax === undefined || base?.value === null || tax.value === null || base === undefined || compare(tax.value, base.value) > 0) return piece;
  result.tax ??= tax.value;
  return piece.slice(0, tail.index).replace(/\s+(?:net|netto|neti|ht)\s*$/i, "");
}

function readPiece(whole: string, reading: Reading, result: Amounts): void {
  const piece = withoutTax(whole, reading, result);
  const lower = plain(piece);
  const figures = figuresOf(piece, reading.comma);
  const gross = figures.find((figure) => figure.mark !== null && (GROSS_BEHIND.test(plain(piece.slice(figure.end))) || GROSS_BEFORE.test(plain(piece.slice(0, figure.start)))));
  if (gross !== undefined && figures.filter((figure) => figure.mark !== null).length === 1) {
    result.total ??= gross;
    result.total_text ??= piece.trim();
    return;
  }
  if (figures.length === 0 && !/\p{L}/u.test(piece)) return;
  const rate = figures.find((figure) => figure.percent);
  const isTax = TAX.test(lower);
  if (isTax) result.tax_rate ??= rate?.value ?? null;
  const label = labelledLine(piece);
  const head = label?.label ?? labelOf(piece.split(/[\d:]/)[0] ?? "");
  if (head === "tax" || (isTax && /^\W*(?:(?:plus|zzgl|excl|incl|inkl|und|and|mas|piu|mais)\.? |\+ ?)?(?:\d[\d.,]* ?%)? ?(?:vat|gst|hst|sales tax|tax|mwst|ust|tva|iva|btw|vat)\b/u.test(lower))) {
    result.tax ??= figures.find((figure) => !figure.percent)?.value ?? null;
    return;
  }
  if (head === "subtotal" || SUBTOTAL.test(lower.split(/\d/)[0] ?? "")) {
    result.subtotal ??= figures.find((figure) => !figure.percent)?.value ?? null;
    if (result.subtotal !== null) return;
  }
  const total = head === "other" || head === "terms" || head === "due" ? null : totalOf(piece, reading);
  if (total !== null) {
    const before = piece.slice(0, total.start);
    const [earlier] = piecesOf(before.replace(TOTAL_LINE, " ")).map((part) => itemOf(part, reading)).filter((item) => item !== null && (item.unit_price !== null || item.quantity !== null));
    if (earlier !== null && earlier !== undefined && (earlier.amount !== null || TOTAL_BEHIND.test(lower))) {
      result.items.push(earlier);
    }
    if (result.total === null || /grand|gross|brutto|ttc|incl/.test(lower)) {
      result.total = total;
      result.total_text = piece.trim();
    }
    return;
  }
  if (label !== null && label.label !== "description" && label.label !== "amount" && label.label !== "quantity") return;
  const text = label !== null && label.label === "description" ? label.value : piece;
  const pieces = piecesOf(text).map((part) => itemOf(part, reading));
  const items = pieces.filter((item): item is Item => item !== null);
  const useful = items.length > 1 && items.every((item) => item.description !== "") ? items : [itemOf(text, reading)].filter((item): item is Item => item !== null);
  result.items.push(...useful);
}

/** Where the numbers of a mail do not fit each other, as facts for `missing`. Amounts in `show` words. */
export function contradictions(amounts: Amounts, lines: { description: string; quantity: string | null; unit_price: string | null; amount: string | null }[], stated: (string | null)[], show: (amount: string) => string): string[] {
  const odd: string[] = [];
  lines.forEach((line, index) => {
    const said = stated[index] ?? null;
    if (line.quantity === null || line.unit_price === null || said === null) return;
    const product = times(line.quantity, line.unit_price);
    if (!near(product, said)) odd.push(`total (${line.description === "" ? "line" : line.description}: ${line.quantity} x ${show(line.unit_price)} is ${show(product)}, the mail says ${show(said)})`);
  });
  const priced = lines.map((line) => line.amount).filter((amount): amount is string => amount !== null);
  const total = amounts.total?.value ?? null;
  if (total !== null && priced.length === lines.length && priced.length > 0 && odd.length === 0) {
    const net = sum(priced);
    const tax = amounts.tax ?? (amounts.tax_rate === null ? null : times(net, times(amounts.tax_rate, "0.01")));
    const fits = near(net, total) || (tax !== null && near(sum([net, tax]), total));
    if (!fits) odd.push(`total (lines add up to ${show(net)}, the mail says ${show(total)})`);
  }
  if (amounts.subtotal !== null && priced.length === lines.length && priced.length > 0 && odd.length === 0 && !near(sum(priced), amounts.subtotal)) {
    odd.push(`total (lines add up to ${show(sum(priced))}, the mail's subtotal is ${show(amounts.subtotal)})`);
  }
  return odd;
}
