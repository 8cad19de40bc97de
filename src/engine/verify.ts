/**
 * Owns: checking the whole ledger - chain, numbers, and that every outside effect has its request, approval and result (PRODUCT L1).
 * Never: repairing anything.
 */
import { decode, GENESIS, hashOf, type Line } from "../core/record";
import type { Verified } from "../core/verified";
import type { LedgerFiles } from "../ports";
import { splitDay } from "./history";

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

/** Reads every line of every day; stops at the first that does not follow from the one before. */
export async function verifyLog(files: LedgerFiles): Promise<Verified> {
  const days = await files.days();
  const completeness = new Completeness();
  let prev = GENESIS;
  let seq = 0;
  let lines = 0;
  const bad = (file: string, line: number, why: string): Verified => ({ ok: false, lines, days: days.length, first_bad: { file, line, why }, unmatched: completeness.unmatched });
  for (const day of days) {
    const content = await files.read(day);
    if (content === null) continue;
    const text = splitDay(content);
    for (const [index, raw] of text.lines.entries()) {
      const line = decode(raw);
      const number = index + 1;
      if (typeof line === "string") return bad(day, number, line);
      if (line.seq !== seq + 1) return bad(day, number, `has number ${line.seq} after ${seq}: a line is missing or doubled`);
      if (line.prev !== prev) return bad(day, number, "does not follow from the line before: something was changed or removed");
      prev = hashOf(raw);
      seq = line.seq;
      lines += 1;
      completeness.take(line);
    }
    if (text.torn > 0) return bad(day, text.lines.length + 1, `is incomplete (${text.torn} bytes); the next start cuts it off`);
  }
  completeness.end();
  return { ok: completeness.unmatched.length === 0, lines, days: days.length, first_bad: null, unmatched: completeness.unmatched };
}
