/**
 * Owns: checking the whole ledger - chain, numbers, and that every outside effect has its request, approval and result (PRODUCT L1).
 * Never: repairing anything.
 */
import { sha256Hex } from "../core/hash";
import { dataOf, decode, GENESIS, hashOf, isEvent, type Line } from "../core/record";
import type { Damage, Verified } from "../core/verified";
import type { LedgerFiles } from "../ports";
import { splitDay } from "./history";
import { isForeign, type Head } from "./memory";

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
export type Known = Pick<Head, "seq" | "head" | "epoch" | "closed"> | null;

interface Place {
  file: string;
  line: number;
}

/** Walks the chain, one line after the other. */
class Chain {
  seq = 0;
  /** What the device remembers was met. */
  met: boolean;
  private prev = GENESIS;
  private last: Place | null = null;
  /** A line that does not follow from the one before it, with its hash: which of the two was changed, only what comes next can tell. */
  private doubt: { here: Place; before: Place | null; hash: string } | null = null;

  constructor(private readonly known: Known) {
    this.met = known === null || known.seq === 0;
  }

  /** Takes the next line, or says what is wrong with it or with one before. `isFirst`: of its file. */
  take(line: Line, raw: string, at: Place, isFirst: boolean): Damage | null {
    const doubted = this.settle(line.prev);
    if (doubted !== null) return doubted;
    const why = this.whyNot(line, raw, at.file, isFirst);
    if (why !== null) return { ...at, why };
    const hash = hashOf(raw);
    if (line.prev !== this.prev) this.doubt = { here: at, before: this.last, hash };
    else if (this.known?.seq === line.seq && this.known.head !== hash) return { ...at, why: "is not the line that this device wrote under this number" };
    else if (this.known && isForeign(this.known, line)) return { ...at, why: "was not written by this device, which had closed the log before it" };
    if (this.known?.seq === line.seq) this.met = true;
    this.prev = hash;
    this.seq = line.seq;
    this.last = at;
    return null;
  }

  private whyNot({ seq, event, timestamp }: Line, raw: string, day: string, isFirst: boolean): string | null {
    const date = timestamp.slice(0, 10);
    if (!raw.startsWith("{") || !raw.endsWith("}")) return "has spaces or a carriage return around it: the file was written anew by something else";
    if (isFirst && event !== "checkpoint") return "is not a checkpoint, with which every file opens: lines before it are missing";
    if (isFirst && date !== day) return `is dated ${date}: the file was renamed`;
    if (date > day) return `is dated ${date}, later than its file: it belongs elsewhere`;
    if (seq !== this.seq + 1) return isFirst ? `has number ${seq} after ${this.seq}: the file before it is missing, cut or doubled` : `has number ${seq} after ${this.seq}: a line is missing or doubled`;
    return null;
  }

  /** What is wrong where two lines do not fit. `next`: the hash that the line after them names, null when there is none. A line that is what the next one, or the device, knows was not changed: the one before it was. */
  settle(next: string | null): Damage | null {
    if (this.doubt === null) return null;
    const { here, before, hash } = this.doubt;
    const isWhole = next === hash || this.known?.head === hash;
    if (isWhole && before !== null) return { ...before, why: "was changed: the line after it does not follow from it" };
    return { ...here, why: "does not follow from the line before: something was changed or removed" };
  }
}

/** Name of a stored text; of a line that was changed it may be anything. */
const TEXT = /^[0-9a-f]{64}$/;

/** Is what the line refers to still what it was? Null when it is, or when the owner erased it. */
async function badText(files: LedgerFiles, line: Line): Promise<string | null> {
  if (!isEvent(line, "observed")) return null;
  const { hash } = dataOf(line);
  if (!TEXT.test(hash)) return "names no stored text: it was changed";
  const bytes = await files.readBlob(hash);
  return bytes === null || sha256Hex(bytes) === hash ? null : `refers to a stored text that was changed: Logs/blobs/${hash}`;
}

/**
 * Reads every line of every day; stops at the first that was changed, or does not follow from the one before. `known`: what this device remembers as written,
 * by which also a missing end is found.
 */
export async function verifyLog(files: LedgerFiles, known: Known = null): Promise<Verified> {
  const days = await files.days();
  const completeness = new Completeness();
  const chain = new Chain(known);
  let lines = 0;
  const bad = (first_bad: Damage): Verified => ({ ok: false, lines, days: days.length, first_bad, unmatched: completeness.unmatched });
  let end: Place = { file: days.at(-1) ?? "", line: 0 };
  for (const day of days) {
    const content = await files.read(day);
    if (content === null) continue;
    const text = splitDay(content);
    for (const [index, raw] of text.lines.entries()) {
      const at = { file: day, line: index + 1 };
      const line = decode(raw);
      if (typeof line === "string") return bad(chain.settle(null) ?? { ...at, why: line });
      const damage = chain.take(line, raw, at, index === 0);
      if (damage !== null) return bad(damage);
      const why = await badText(files, line);
      if (why !== null) return bad({ ...at, why });
      lines += 1;
      completeness.take(line);
    }
    end = { file: day, line: text.lines.length };
    if (text.torn > 0) return bad(chain.settle(null) ?? { file: day, line: text.lines.length + 1, why: `is incomplete (${text.torn} bytes)${day === days.at(-1) ? "; the next start cuts it off" : ""}` });
  }
  const doubted = chain.settle(null);
  if (doubted !== null) return bad(doubted);
  if (!chain.met) return bad({ ...end, line: end.line + 1, why: `is missing: the log ends at line ${chain.seq}, but this device remembers line ${known?.seq ?? 0}` });
  completeness.end();
  return { ok: completeness.unmatched.length === 0, lines, days: days.length, first_bad: null, unmatched: completeness.unmatched };
}
