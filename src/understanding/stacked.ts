/**
 * Owns: tables whose cells came apart into lines of their own, as mail programs write a table in plain text: heads below each other, then the cells of each row (PRODUCT M2).
 * Never: numbers. The rows are put together with tabs and read like any other table.
 */
import { figuresOf } from "./numbers";
import { labelOf } from "./labels";
import type { Label } from "./lang/language";

const MONEY: readonly (Label | null)[] = ["unit_price", "amount", "total"];
const SUMS: readonly (Label | null)[] = ["total", "subtotal", "tax"];
/** Heads of a table that came apart: fewer make a form, and nobody sends more. */
const FEWEST = 3;
const MOST = 6;
/** Rows of one table. */
const MOST_ROWS = 100;
const LONGEST_HEAD = 30;
const LONGEST_CELL = 24;

export interface Stacked {
  lines: string[];
  /** The lines of each row, by the one it now stands in. */
  rows: Map<number, number[]>;
}

const isHead = (line: string): boolean => line.trim().length <= LONGEST_HEAD && !/\d/.test(line);

/** "310", "1,85 €": a number and nothing else but its currency or unit. */
const isNumber = (cell: string, comma: boolean): boolean => cell.length <= LONGEST_CELL && /^\D{0,4}\d[\d.,' \u00A0]{0,14}\D{0,8}$/.test(cell) && figuresOf(cell, comma).length === 1;

/** How many of the lines from `at` on are heads of one table, with what they say; null when they are none. */
function headsFrom(filled: readonly string[], at: number): (Label | null)[] | null {
  const labels: (Label | null)[] = [];
  for (const line of filled.slice(at, at + MOST)) {
    const label = isHead(line) ? labelOf(line.trim()) : null;
    if (label === null) break;
    labels.push(label);
  }
  const named = labels[0] === "description" || labels[0] === "name" || labels.includes("description");
  return labels.length >= FEWEST && named && labels.includes("quantity") && labels.some((label) => MONEY.includes(label)) ? labels : null;
}

/** "Total", and the number below it. */
const isSum = (head: string | undefined, value: string | undefined, comma: boolean): boolean =>
  head !== undefined && value !== undefined && isHead(head) && SUMS.includes(labelOf(head.replace(/\s?:$/, ""))) && isNumber(value, comma);

/** True when the cells are such as the heads say. */
const fits = (cells: readonly string[], heads: readonly (Label | null)[], comma: boolean): boolean =>
  cells.length === heads.length && heads.every((head, index) => (head === "quantity" || MONEY.includes(head) ? isNumber(cells[index] ?? "", comma) : /[\p{L}\d]/u.test(cells[index] ?? "")) && (head !== "description" || /\p{L}{2}/u.test(cells[index] ?? "")));

/** The lines with each row of such a table in one of them, its cells apart by tabs, and sums behind it next to what they are; as many lines as before. */
export function unstacked(lines: readonly string[], comma: boolean): Stacked {
  const places = lines.flatMap((line, index) => (line.trim() === "" ? [] : [index]));
  const filled = places.map((index) => (lines[index] ?? "").trim());
  const result: Stacked = { lines: [...lines], rows: new Map() };
  const join = (at: number, length: number, sign: string): void => {
    const own = places.slice(at, at + length);
    const [first = 0] = own;
    for (const index of own) result.lines[index] = "";
    result.lines[first] = filled.slice(at, at + length).map((cell) => (length === 2 ? cell.replace(/\s?:$/, "") : cell)).join(sign);
    result.rows.set(first, own);
  };
  for (let at = 0; at + FEWEST < filled.length; at += 1) {
    const heads = headsFrom(filled, at);
    if (heads === null || !fits(filled.slice(at + heads.length, at + 2 * heads.length), heads, comma)) continue;
    const start = at;
    let end = at + heads.length;
    for (let count = 0; count < MOST_ROWS && fits(filled.slice(end, end + heads.length), heads, comma); count += 1) end += heads.length;
    const sums = end;
    while (isSum(filled[end], filled[end + 1], comma)) end += 2;
    // A row with a cell less: its bare numbers would be lost without a word.
    if (filled.slice(end, end + FEWEST).some((cell) => isNumber(cell, comma) && figuresOf(cell, comma).every(({ mark, percent }) => mark === null && !percent))) continue;
    for (at = start; at < sums; at += heads.length) join(at, heads.length, "\t");
    for (; at < end; at += 2) join(at, 2, ": ");
  }
  return result;
}
