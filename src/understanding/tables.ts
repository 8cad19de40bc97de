/**
 * Owns: line items in tables - cells apart by tabs, pipes or wide gaps, with or without a head (PRODUCT M2).
 * Never: taking a row for an item unless its numbers say so.
 */
import { times } from "../core/money";
import { wordsFor } from "./counts";
import type { Reading, Words } from "./counts";
import { currencyNamed } from "./currency";
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
const SUMMARY = /^(?:\W*)(?:(?:grand |sub-?)?(?:total|summe|gesamt|zwischensumme|netto|brutto|vat|gst|tax|mwst|ust|tva|iva|btw|shipping|versand|suma|razem|totaal|totale|importe|subtotaal|discount|rabatt)|net(?:t|o)?(?!\p{L})|(?:amount|balance|net) (?:to|due|payable)(?!\p{L})|(?:basic|taxable) (?:value|amount)|retention)/u;

/** "each", "LS": how something is counted. */
const NO_NAME = /^(?:each|ea|ls|le|lot|lump ?sum|pausch(?:al)?|forfait|nos?)\.?$/i;
/** A line drawn below the heads. */
const RULE = /^[-=:+_\s|]+$/;

function cellsOf(line: string): string[] {
  const piped = line.indexOf("|") !== line.lastIndexOf("|") || /\S\s\|\s\S/.test(line);
  if (!piped && line.includes(";") && /^[^;\s][^;]{0,80};\S[^;]{0,80};\S/.test(line)) return line.split(";").map((cell) => cell.trim());
  if (!piped && !/\t|\S\s{2,}\S/.test(line)) return [line.trim()];
  const cells = piped ? line.replace(/^\s*\||\|\s*$/g, "").split("|") : line.includes("\t") ? line.split("\t") : line.trim().split(WIDE_GAP);
  return cells.map((cell) => cell.trim());
}

/** "Tonnes", "GBP/t", "Agreed (£)": a unit heads a count, a currency heads money, for one where a unit stands behind it. */
function labelled(cell: string, { units }: Words): Label | null {
  const known = labelOf(cell);
  if (known !== null) return known;
  const bare = labelOf(cell.replace(/\(?(?:[A-Z]{3}|[$€£¥₹]|S\/\.?|R\$|zł|lei|Kz|Rs\.?)\)?/gu, " ").trim());
  if (bare !== null) return bare;
  const [ahead = "", per] = cell.split(/\s?\/\s?/);
  if (per !== undefined && labelOf(ahead) === "unit_price") return "unit_price";
  if (currencyNamed(cell)) return /(?:\/|\sper|\spro|\spar|\spor|\sza)\s?\p{L}/iu.test(cell) ? "unit_price" : "amount";
  return units.has(plain(cell)) ? "quantity" : null;
}

/** Columns by their heads; null when the row is no head. `next`: the row below, in which money must stand where only its head is known. */
function headOf(cells: string[], next: string[], reading: Reading): (Label | null)[] | null {
  const words = wordsFor(reading.language, reading.english);
  const labels = cells.map((cell) => (/\d{2,}/.test(cell) ? null : labelled(cell, words)));
  for (const [index, label] of labels.entries()) if (label === "quantity" && labelOf(cells[index] ?? "") === null && labels.some((other, at) => at !== index && other === "quantity")) labels[index] = null;
  // "Title | Pages | Run": beside another column of numbers pages tell how thick one is.
  const pages = labels.findIndex((label, index) => label === "quantity" && words.units.get(plain(cells[index] ?? "")) === "page");
  if (pages !== -1 && labels.some((label, index) => label === null && number(next[index], reading) !== null)) labels[pages] = null;
  // "Unit" heads a column of prices where no other does.
  const unit = cells.findIndex((cell) => /^(?:unit|each|einzeln|unitaire|unitario|stuk)$/.test(plain(cell)));
  if (unit !== -1 && labels[unit] === null && !labels.includes("unit_price")) labels[unit] = "unit_price";
  // "pos;code;name;qty": the name of a thing, where no other column is.
  if (!labels.includes("description") && labels.includes("name")) labels[labels.indexOf("name")] = "description";
  const known = labels.filter((label) => label !== null && label !== "measure" && label !== "other");
  const numeric = labels.some((label) => label === "quantity" || label === "unit_price" || label === "amount" || label === "total");
  // "P. (S/) | Importe (S/)": of two columns of money the first is for one.
  const sums = labels.flatMap((label, index) => (label === "amount" || label === "total" ? [index] : []));
  const [lone] = sums;
  if (sums.length === 2 && lone !== undefined && !labels.includes("unit_price") && labelOf(cells[lone] ?? "") === null) labels[lone] = "unit_price";
  if (known.length >= 2 && numeric) return labels;
  const money = labels.findIndex((label) => label === "amount" || label === "total" || label === "unit_price");
  const isAlone = known.length === 1 && money !== -1 && cells.length > 1 && cells.length === next.length && cells.every((cell) => cell !== "" && cell.length <= 30 && !/\d/.test(cell));
  return isAlone && number(next[money], reading) !== null ? labels : null;
}

/** "20 800": in a cell of its own one number, which running text would not say so. */
const GROUPED = /(^|[\t|;]\s{0,9})(\D{0,4}\d{1,3}(?: \d{3}){1,3}(?:[.,]\d{1,2})?)(?=\s{0,9}(?:[\t|;]|\p{L}{1,3}\W*$|$))/gu;

/** A row of cells with blanks between thousands that hold; as long as before. */
export const inGroups = (line: string): string => line.replace(GROUPED, (cell) => cell.replace(/(\d) (?=\d{3})/g, "$1\u00A0"));

function number(cell: string | undefined, reading: Reading): { value: string; mark: string | null } | null {
  const [figure, ...more] = figuresOf(inGroups(cell ?? ""), reading.comma);
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
  const names = cells.filter((cell, index) => (head[index] === "description" || head[index] === "place" || (head[index] ?? null) === null) && /\p{L}{2}|\p{L}\d|\d\s?[x×]\s?\d/u.test(cell) && (head[index] === "description" || !(/^\p{Lu}{1,3}\.?$/u.test(cell) || units.has(plain(cell).replace(/\.$/, "")) || NO_NAME.test(cell))));
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
  const rows = lines.map(cellsOf);
  if (lines.every((line, index) => rows[index]?.length === 1 && !RULE.test(line))) return table;
  lines.forEach((line, index) => {
    const cells = rows[index] ?? [];
    const words = line.trim().split(/\s+/);
    // "Pos Qty Unit Description" above rows that are laid out wider.
    const next = rows[index + 1] ?? [];
    const above = cells.length < 2 && words.length >= 3 && words.length <= 8 && next.length >= 3 ? headOf(words, next, reading) : null;
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
    const found = headOf(cells, rows[index + 1] ?? [], reading);
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
