/**
 * Owns: reading the tables and ticked lists of `Business_Goals.md`, however the owner has changed them.
 * Never: a goal or a date that does not stand there.
 */
import { isDate } from "../core/schedule";

/** "< 24": fulfilled by values below 24. */
export interface Bound {
  below: boolean;
  value: number;
}

export interface Goal {
  metric: string;
  target: Bound | null;
  alert: Bound | null;
  /** As the owner wrote them. */
  target_text: string;
  alert_text: string;
}

export interface ProjectRow {
  name: string;
  /** ISO date, null when there is none that can be read. */
  deadline: string | null;
  status: string;
}

/** Goals that are written as a list to tick, in their order. */
export function readTicked(text: string): { goal: string; done: boolean }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, mark, goal] = /^\s*[-*+]\s+\[([ xX])\]\s+(.+?)\s*$/.exec(line) ?? [];
    return mark === undefined || goal === undefined ? [] : [{ goal, done: mark !== " " }];
  });
}

/** Stands for an escaped bar while a row is split: old phones know no look-behind. */
const ESCAPED = "\u0000";

type Row = (column: string) => string;

/** Every table's rows, with their cells by a column's name (found by its beginning, in any case). */
function rows(text: string, first: string): Row[] {
  const found: Row[] = [];
  let head: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (!/^\s*\|.*\|\s*$/.test(line)) {
      head = null;
      continue;
    }
    const cells = line.trim().slice(1, -1).replaceAll("\\|", ESCAPED).split("|").map((cell) => cell.replaceAll(ESCAPED, "\\|").trim());
    if (cells.every((cell) => /^:?-+:?$/.test(cell))) continue;
    if (head === null) {
      head = cells.map((cell) => cell.toLowerCase());
      continue;
    }
    const columns = head;
    if (columns[0]?.startsWith(first)) found.push((column) => cells[columns.findIndex((title) => title.startsWith(column))] ?? "");
  }
  return found;
}

/** "< 24 h", "at least 90 %", ">90" ... null when there is no comparison to read. */
function bound(text: string): Bound | null {
  const parts = /^(<|>|≤|≥|<=|>=|below|under|at most|above|over|at least)\s*(\d+(?:\.\d+)?)/i.exec(text.replace(/(\d),(?=\d{3}\b)/g, "$1"));
  if (!parts) return null;
  return { below: /^(<|≤|below|under|at most)/i.test(parts[1] ?? ""), value: Number(parts[2]) };
}

/** Goals in the order of the note: rows of tables whose first column is "Metric". */
export function readGoals(text: string): Goal[] {
  return rows(text, "metric")
    .filter((row) => row("metric") !== "")
    .map((row) => ({ metric: row("metric"), target: bound(row("target")), alert: bound(row("alert")), target_text: row("target"), alert_text: row("alert") }));
}

/** Projects with their deadlines: rows of tables whose first column is "Project". */
export function readProjects(text: string): ProjectRow[] {
  return rows(text, "project")
    .filter((row) => row("project") !== "")
    .map((row) => ({ name: row("project"), deadline: isDate(row("deadline")) ? row("deadline") : null, status: row("status").toLowerCase() }));
}

/** How a measured value stands against a goal. `open` lies between target and alert, or there is nothing to compare with. */
export function standing({ target, alert }: Goal, value: number): "on target" | "alert" | "open" {
  const fulfils = ({ below, value: limit }: Bound): boolean => (below ? value < limit : value > limit);
  if (alert && fulfils(alert)) return "alert";
  return target && fulfils(target) ? "on target" : "open";
}
