/**
 * Owns: line items in tables - cells apart by tabs, pipes or wide gaps, with or without a head (PRODUCT M2).
 * Never: taking a row for an item unless its numbers say so.
 */
import { times } from "../core/money";
import { wordsFor } from "./counts";
import type { Reading } from "./counts";
import { CARRIAGE } from "./forms";
import type { Item } from "./items";
import { labelOf } from "./labels";
import type { Label } from "./lang/language";
import { figuresOf, near } from "./numbers";
import { plain } from "./words";

export interface Table {
  items: Item[];
  /** Lines that belong to a table. */
  used: Set<number>;
  /** Of these, the rows that tell a total or tax. */
  totals: Set<number>;
}

const WIDE_GAP = /\t+|\s{2,}/;
const SUMMARY = /^(?:\W*)(?:grand |sub-?)?(?:total|summe|gesamt|zwischensumme|netto|brutto|vat|gst|tax|mwst|ust|tva|iva|btw|shipping|versand|suma|razem|totaal|totale|importe|subtotaal|discount|rabatt)/;

/** A line drawn below the heads. */
const RULE = /^[-=:+_\s|]+$/;

function cellsOf(line: string): string[] {
  const piped = (line.match(/\|/g) ?? []).length >= 2 || /\S\s\|\s\S/.test(line);
  if (!piped && /^[^;\s][^;]{0,80};\S[^;]{0,80};\S/.test(line)) return line.split(";").map((cell) => cell.trim());
  if (!piped && !/\t|\S\s{2,}\S/.test(line)) return [line.trim()];
  const cells = piped ? line.replace(/^\s*\||\|\s*$/g, "").split("|") : line.includes("\t") ? line.split("\t") : line.trim().split(WIDE_GAP);
  return cells.map((cell) => cell.trim());
}

/** Columns by their heads; null when the row is no head. */
function headOf(cells: string[]): (Label | null)[] | null {
  const labels = cells.map((cell) => (/\d{2,}/.test(cell) ? null : labelOf(cell)));
  // "Unit" heads a column of prices where no other does.
  const unit = cells.findIndex((cell) => /^(?:unit|each|einzeln|unitaire|unitario|stuk)$/.test(plain(cell)));
  if (unit !== -1 && labels[unit] === null && !labels.includes("unit_price")) labels[unit] = "unit_price";
  // "pos;code;name;qty": the name of a thing, where no other column is.
  if (!labels.includes("description") && labels.includes("name")) labels[labels.indexOf("name")] = "description";
  const known = labels.filter((label) => label !== null && label !== "measure" && label !== "other");
  const numeric = labels.some((label) => label === "quantity" || label === "unit_price" || label === "amount" || label === "total");
  return known.length >= 2 && numeric ? labels : null;
}

function number(cell: string | undefined, reading: Reading): { value: string; mark: string | null } | null {
  const [figure, ...more] = figuresOf(cell ?? "", reading.comma);
  // "08-14" is no count of hours.
  if (more.length > 0) return null;
  // "Bolt M16x60" is no number.
  return figure === undefined || figure.value === null || figure.percent || !/^\W*(?:\p{L}{1,3}\W*)?\d/u.test(cell ?? "") ? null : { value: figure.value, mark: figure.mark };
}

/** A row under a head. */
function byHead(cells: string[], head: (Label | null)[], line: string, index: number, reading: Reading): Item | null {
  const at = (...labels: Label[]): string | undefined => {
    const index = labels.map((label) => head.indexOf(label)).find((found) => found !== -1);
    return index === undefined ? undefined : cells[index];
  };
  const { units } = wordsFor(reading.language, reading.english);
  const price = number(at("unit_price"), reading);
  const amount = number(at("amount", "total"), reading);
  // A column without a known head is the count where the product says so.
  const proven = price === null || amount === null ? undefined : cells.map((cell, index) => ((head[index] ?? null) === null ? number(cell, reading) : null)).find((found) => found !== null && near(times(found.value, price.value), amount.value));
  const quantity = number(at("quantity"), reading) ?? proven ?? null;
  // The name, and what columns of the sender's own add to it ("Part no.", "Dimension", "Grade"); units are no names.
  const names = cells.filter((cell, index) => (head[index] === "description" || head[index] === "place" || (head[index] ?? null) === null) && /\p{L}{2}|\p{L}\d|\d\s?[x×]\s?\d/u.test(cell) && (head[index] === "description" || !(/^\p{Lu}{1,3}\.?$/u.test(cell) || units.has(plain(cell).replace(/\.$/, "")))));
  const description = names.join(", ") || (cells.find((cell) => /\p{L}{3}/u.test(cell)) ?? "");
  if (description === "" || (quantity === null && price === null && amount === null)) return null;
  const unit = /^[\d.,\s]+(\p{L}+)\.?$/u.exec(at("quantity") ?? "")?.[1] ?? null;
  const product = quantity !== null && price !== null ? times(quantity.value, price.value) : null;
  return {
    description: description.slice(0, 200),
    quantity: quantity?.value ?? null,
    unit,
    unit_price: price?.value ?? null,
    amount: amount?.value ?? product,
    source: line.trim(),
    lines: [index],
    mark: price?.mark ?? amount?.mark ?? null,
    open: null,
    stated: amount?.value ?? null,
    headed: at("quantity") !== undefined,
  };
}

/** Items of all tables in the lines. */
export function tableItems(lines: string[], reading: Reading): Table {
  const table: Table = { items: [], used: new Set(), totals: new Set() };
  let head: (Label | null)[] | null = null;
  lines.forEach((line, index) => {
    const cells = cellsOf(line);
    const words = line.trim().split(/\s+/);
    // "Pos Qty Unit Description" above rows that are laid out wider.
    const next = lines[index + 1] ?? "";
    const above = cells.length < 2 && words.length >= 3 && words.length <= 8 && cellsOf(next).length >= 3 ? headOf(words) : null;
    if (above !== null && above.filter((label) => label !== null).length >= words.length - 2) {
      head = above;
      table.used.add(index);
      return;
    }
    if (cells.length < 2 && !RULE.test(line)) {
      if (line.trim() !== "") head = null;
      return;
    }
    if (cells.every((cell) => RULE.test(cell) || cell === "")) {
      table.used.add(index);
      return;
    }
    const found = headOf(cells);
    if (found !== null) {
      head = found;
      table.used.add(index);
      return;
    }
    const first = plain(cells.find((cell) => cell !== "") ?? "");
    const values = cells.map((cell) => number(cell, reading)).filter((found) => found !== null);
    const [only] = values;
    if (table.items.length > 0 && values.length === 1 && only !== undefined && CARRIAGE.test(first)) {
      table.used.add(index);
      table.items.push({ description: cells.find((cell) => cell !== "") ?? "", quantity: null, unit: null, unit_price: null, amount: only.value, source: line.trim(), lines: [index], mark: only.mark, open: null, stated: only.value });
      return;
    }
    if (SUMMARY.test(first)) {
      table.used.add(index);
      table.totals.add(index);
      return;
    }
    // With a cell less nobody knows which one: such a row is read as an entry of a list.
    const complete = head !== null && (cells.length === head.length || (cells.length < head.length && /[|\t;]/.test(line)));
    const item = head !== null && complete ? byHead(cells, head, line, index, reading) : null;
    if (item === null) return;
    table.used.add(index);
    table.items.push(item);
  });
  return table;
}
