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

const NEWLINE = 10;
/** Stands for a line whose bytes are no text: it is no line of ours, and its hash is no line's. */
const GARBAGE = "\u0000";

/** Text of the bytes as they are: no byte order mark is dropped, nothing is replaced. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return GARBAGE;
  }
}

/** Splits a day's file. A last line that is incomplete or unreadable is torn: `started` was never on disk with it. */
export function splitDay(content: Uint8Array): DayText {
  const end = content.lastIndexOf(NEWLINE) + 1;
  const lines = linesOf(content.subarray(0, end));
  const last = lines.at(-1);
  if (last === undefined || typeof decode(last) !== "string") return { lines, bytes: end, torn: content.length - end };
  lines.pop();
  const bytes = end < 2 ? 0 : content.lastIndexOf(NEWLINE, end - 2) + 1;
  return { lines, bytes, torn: content.length - bytes };
}

/** Every line of bytes that end with a newline. Only where the whole is no text are lines looked at one by one. */
function linesOf(bytes: Uint8Array): string[] {
  const text = textOf(bytes);
  if (text !== GARBAGE) return text.split("\n").slice(0, -1);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, at);
    lines.push(textOf(bytes.subarray(at, end)));
    at = end + 1;
  }
  return lines;
}

export interface Newest {
  state: State;
  /** Hash of the last line, GENESIS when there is none. */
  head: string;
  /** Day whose file is appended to, null for an empty ledger. */
  day: string | null;
  text: DayText | null;
  /** What was read; a host that hands out the same bytes again says that nothing has changed. */
  content: Uint8Array | null;
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
    // A copy under the name of a later day would be taken for the newest, and written on.
    if (head === null && !line.timestamp.startsWith(day)) return { state, head: GENESIS, damage: { ...at, why: `is dated ${line.timestamp.slice(0, 10)}: the file was renamed or copied` }, hashes };
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

/** The state now, from at most two files: the newest day opens with a checkpoint; if only its first line was torn, the day before serves. `last` is answered again when nothing has changed since. */
export async function readNewest(files: LedgerFiles, last: Newest | null = null): Promise<Newest> {
  const days = await files.days();
  for (const day of days.slice(-2).reverse()) {
    const content = await files.read(day);
    if (content === null) continue;
    if (last?.day === day && last.content === content) return last;
    const text = splitDay(content);
    if (text.lines.length === 0) continue;
    const { hashes, ...folded } = foldDay(day, text.lines);
    return { ...folded, day, content, text, hashAt: (seq) => hashes.get(seq) ?? null };
  }
  // A power cut empties one file at most; two say that a sync has brought names and no content yet.
  const day = days.length > 1 ? days.at(-1) : undefined;
  const damage = day === undefined ? null : { file: day, line: 1, why: "is not there: neither this file nor the one before holds a whole line (a sync may still be bringing them)" };
  return { state: emptyState(), head: GENESIS, day: null, content: null, text: null, damage, hashAt: () => null };
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
