/**
 * Owns: reading day files - the newest state, and the lines of a range.
 * Never: writing. Anyone may read: a phone, a second process, a report.
 */
import { decode, GENESIS, hashOf, type Line } from "../core/record";
import { apply } from "../core/fold";
import { emptyState, type State } from "../core/state";
import type { Damage } from "../core/verified";
import type { LedgerFiles } from "../ports";

export interface DayText {
  /** Complete lines, without newlines. */
  lines: string[];
  /** Bytes of the complete lines; anything behind them was torn. */
  bytes: number;
  /** Bytes behind the last newline, or in a last line that cannot be read. */
  torn: number;
}

const encoder = new TextEncoder();

/** Splits a day's file. A last line that is incomplete or unreadable is torn: `started` was never on disk with it. */
export function splitDay(content: Uint8Array): DayText {
  const text = new TextDecoder().decode(content);
  const end = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, end).split("\n").slice(0, -1);
  const last = lines.at(-1);
  if (last !== undefined && typeof decode(last) === "string") lines.pop();
  const bytes = lines.reduce((total, line) => total + encoder.encode(line).length + 1, 0);
  return { lines, bytes, torn: content.length - bytes };
}

export interface Newest {
  state: State;
  /** Hash of the last line, GENESIS when there is none. */
  head: string;
  /** Day whose file is appended to, null for an empty ledger. */
  day: string | null;
  text: DayText | null;
  damage: Damage | null;
  /** Hash of the line with this seq, when it stands in the file that was read. */
  hashAt(seq: number): string | null;
}

/** Folds one day's lines into a state; stops at the first line that does not fit. */
function foldDay(day: string, lines: readonly string[]): { state: State; head: string; damage: Damage | null; hashes: Map<number, string> } {
  let state = emptyState();
  let head: string | null = null;
  const hashes = new Map<number, string>();
  for (const [index, text] of lines.entries()) {
    const line = decode(text);
    const at = { file: day, line: index + 1 };
    if (typeof line === "string") return { state, head: head ?? GENESIS, damage: { ...at, why: line }, hashes };
    if (head === null && line.event !== "checkpoint") return { state, head: GENESIS, damage: { ...at, why: "the file does not open with a checkpoint" }, hashes };
    if (head !== null && line.prev !== head) return { state, head, damage: { ...at, why: "does not follow from the line before: something was changed or removed" }, hashes };
    if (head !== null && line.seq !== state.seq + 1) return { state, head, damage: { ...at, why: `has number ${line.seq} after ${state.seq}` }, hashes };
    try {
      state = apply(state, line);
    } catch (error) {
      return { state, head: head ?? GENESIS, damage: { ...at, why: error instanceof Error ? error.message : String(error) }, hashes };
    }
    head = hashOf(text);
    hashes.set(line.seq, head);
  }
  return { state, head: head ?? GENESIS, damage: null, hashes };
}

/** The state now, from at most two files: the newest day opens with a checkpoint; if only its first line was torn, the day before serves. */
export async function readNewest(files: LedgerFiles): Promise<Newest> {
  const days = await files.days();
  for (const day of days.slice(-2).reverse()) {
    const content = await files.read(day);
    if (content === null) continue;
    const text = splitDay(content);
    if (text.lines.length === 0) continue;
    const { hashes, ...folded } = foldDay(day, text.lines);
    return { ...folded, day, text, hashAt: (seq) => hashes.get(seq) ?? null };
  }
  return { state: emptyState(), head: GENESIS, day: null, text: null, damage: null, hashAt: () => null };
}

/** Lines of whole days, in order. Unreadable ones are reported and left out. */
export async function* readLines(files: LedgerFiles, from: string, to: string, report: (damage: Damage) => void): AsyncGenerator<Line> {
  for (const day of await files.days()) {
    // A line's time may be older than its file's day (a clock that was set back), never newer than a day.
    if (day < from.slice(0, 10) || day > to.slice(0, 10)) continue;
    const content = await files.read(day);
    if (content === null) continue;
    const { lines, torn } = splitDay(content);
    for (const [index, text] of lines.entries()) {
      const line = decode(text);
      if (typeof line === "string") report({ file: day, line: index + 1, why: line });
      else yield line;
    }
    if (torn > 0) report({ file: day, line: lines.length + 1, why: `${torn} bytes of an incomplete line` });
  }
}
