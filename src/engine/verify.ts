/**
 * Owns: checking the whole ledger - chain, numbers, and that every outside effect has its request, approval and result (PRODUCT L1).
 * Never: repairing anything.
 */
import { sha256Hex } from "../core/hash";
import { dataOf, decode, GENESIS, hashOf, isEvent, type Line } from "../core/record";
import type { Verified } from "../core/verified";
import type { LedgerFiles } from "../ports";
import { splitDay } from "./history";
import type { Head } from "./memory";

const SETTLED = /^settled_/;
/** After these no approval stands, until the next one is given. */
const VOIDING = new Set(["edited", "returned", "undone", "expired", "renewed", "resent", "denied"]);

class Completeness {
  /** Deliveries that were started: true while there is no result. */
  private readonly open = new Map<string, boolean>();
  private readonly granted = new Map<string, boolean>();
  readonly unmatched: string[] = [];

  take(line: Line): void {
    const { action_id: id, delivery, event, seq } = line;
    if (id === null) return;
    if (event === "proposed") this.granted.set(id, false);
    // Without a request there is nothing that could be approved, or taken back.
    if (this.granted.has(id) && (event === "granted" || VOIDING.has(event))) this.granted.set(id, event === "granted");
    const key = `${id}/${delivery ?? ""}`;
    if (event === "started") {
      const granted = this.granted.get(id);
      if (granted === undefined) this.unmatched.push(`Line ${seq}: ${key} was started without a request.`);
      else if (!granted) this.unmatched.push(`Line ${seq}: ${key} was started without an approval.`);
      this.open.set(key, true);
    } else if (SETTLED.test(event)) {
      if (this.open.get(key) !== true) this.unmatched.push(`Line ${seq}: ${key} has a result without a start.`);
      this.open.set(key, false);
    }
  }

  end(): void {
    for (const [key, open] of this.open) if (open) this.unmatched.push(`${key} was started and has no result yet.`);
  }
}

/** The line that a device knows to have been on disk. */
export type Known = Pick<Head, "seq" | "head"> | null;

/** Walks the chain, one line after the other. */
class Chain {
  prev = GENESIS;
  seq = 0;
  /** What the device remembers was met. */
  met: boolean;

  constructor(private readonly known: Known) {
    this.met = known === null || known.seq === 0;
  }

  /** Takes the next line, or says what is wrong with it. `isFirst`: of its file. */
  take(line: Line, raw: string, day: string, isFirst: boolean): string | null {
    const { seq, prev, event, timestamp } = line;
    const [after, date] = [this.seq, timestamp.slice(0, 10)];
    if (isFirst && event !== "checkpoint") return "is not a checkpoint, with which every file opens: lines before it are missing";
    if (isFirst && date !== day) return `is dated ${date}: the file was renamed`;
    if (date > day) return `is dated ${date}, later than its file: it belongs elsewhere`;
    if (seq !== after + 1) return isFirst ? `has number ${seq} after ${after}: the file before it is missing, cut or doubled` : `has number ${seq} after ${after}: a line is missing or doubled`;
    if (prev !== this.prev) return "does not follow from the line before: something was changed or removed";
    this.prev = hashOf(raw);
    this.seq = seq;
    if (this.known?.seq === seq) {
      if (this.known.head !== this.prev) return "is not the line that this device wrote under this number";
      this.met = true;
    }
    return null;
  }
}

/** Is what the line refers to still what it was? Null when it is, or when the owner erased it. */
async function badText(files: LedgerFiles, line: Line): Promise<string | null> {
  if (!isEvent(line, "observed")) return null;
  const { hash } = dataOf(line);
  const bytes = await files.readBlob(hash);
  return bytes === null || sha256Hex(bytes) === hash ? null : `refers to a stored text that was changed: Logs/blobs/${hash}`;
}

/**
 * Reads every line of every day; stops at the first that does not follow from the one before. `known`: what this device remembers as written,
 * by which also a missing end is found.
 */
export async function verifyLog(files: LedgerFiles, known: Known = null): Promise<Verified> {
  const days = await files.days();
  const completeness = new Completeness();
  const chain = new Chain(known);
  let lines = 0;
  const bad = (file: string, line: number, why: string): Verified => ({ ok: false, lines, days: days.length, first_bad: { file, line, why }, unmatched: completeness.unmatched });
  let end = { day: days.at(-1) ?? "", line: 0 };
  for (const day of days) {
    const content = await files.read(day);
    if (content === null) continue;
    const text = splitDay(content);
    for (const [index, raw] of text.lines.entries()) {
      const line = decode(raw);
      const why = typeof line === "string" ? line : (chain.take(line, raw, day, index === 0) ?? (await badText(files, line)));
      if (why !== null || typeof line === "string") return bad(day, index + 1, why ?? "");
      lines += 1;
      completeness.take(line);
    }
    end = { day, line: text.lines.length };
    if (text.torn > 0) return bad(day, text.lines.length + 1, `is incomplete (${text.torn} bytes)${day === days.at(-1) ? "; the next start cuts it off" : ""}`);
  }
  if (!chain.met) return bad(end.day, end.line + 1, `is missing: the log ends at line ${chain.seq}, but this device remembers line ${known?.seq ?? 0}`);
  completeness.end();
  return { ok: completeness.unmatched.length === 0, lines, days: days.length, first_bad: null, unmatched: completeness.unmatched };
}
