/**
 * Owns: reading a week from the ledger for a report: its lines, those of the week before, and the state when the week ended.
 * Never: counting anything; and never a fact that is newer than the end of the told time.
 */
import type { EventName } from "../core/event";
import type { Line } from "../core/record";
import { apply } from "../core/fold";
import { emptyState, type State } from "../core/state";
import { addDays, showDate, showInstant, weekOf } from "../core/schedule";
import type { Sources } from "../generator";
import type { Week } from "./week";

export interface Reading {
  week: Week;
  /** Where measuring begins: the week's start, or when the ledger began. */
  from: Date;
  lines: Line[];
  /** Lines of the week before; null when the ledger did not cover all of it. */
  before: Line[] | null;
  /** The fold of the ledger at `week.until`; null when it could not be folded. */
  state: State | null;
  /** What could not be read, as sentences. A week that is not over is partial besides. */
  partial: string[];
}

/**
 * Reads the week. The state starts from the first checkpoint that stands in the lines (every day's file opens with one), so it is the state
 * of then, not of today: a report written late or again says the same.
 */
export async function readWeek(asked: Week, sources: Sources): Promise<Reading> {
  const { since } = sources.state;
  const zone = sources.settings.zone;
  const earliest = weekOf(addDays(asked.monday, -7), zone).from;
  const read: Line[] = [];
  const before: Line[] = [];
  const fold = new Fold();
  const begin = earliest.toISOString();
  const middle = asked.from.toISOString();
  const end = asked.until.toISOString();
  for await (const line of sources.lines(begin, end)) {
    if (line.timestamp >= end) continue;
    fold.add(line);
    // A report does not count itself (PRODUCT L2).
    if (line.event === "reported") continue;
    if (line.timestamp >= middle) read.push(line);
    else if (line.timestamp >= begin) before.push(line);
  }
  const week = asked.open ? { ...asked, until: lastTold(read) ?? asked.until } : asked;
  const lines = read.filter(({ timestamp }) => timestamp < week.until.toISOString());
  const damage = sources.damage();
  const from = since !== "" && since > middle ? new Date(since) : week.from;
  const partial = [
    ...(from > week.from ? [`The log began on ${showInstant(from, zone)}, after the week had begun.`] : []),
    ...(lines.length === 0 ? [`The log has no lines from ${showDate(week.monday)} to ${showDate(week.sunday)}: nothing was measured.`] : []),
    ...damage,
    ...(fold.problem === null || lines.length === 0 ? [] : [fold.problem]),
  ];
  const covered = since !== "" && since <= begin && before.length > 0 && damage.length === 0;
  return { week, from, lines, before: covered ? before : null, state: lines.length === 0 ? null : fold.state, partial };
}

/** Lines that a program writes by merely running. */
const RUNNING: ReadonlySet<EventName> = new Set<EventName>(["checkpoint", "opened", "released", "taken_over", "alive", "torn_tail_cut"]);

/**
 * Where a week that is still open is told to: just after the last thing that happened. So asking for the report twice says the same, although
 * asking leaves lines itself.
 */
function lastTold(lines: readonly Line[]): Date | null {
  const last = lines.findLast(({ event }) => !RUNNING.has(event)) ?? lines[0];
  return last ? new Date(Date.parse(last.timestamp) + 1) : null;
}

/** Folds lines from a checkpoint or the ledger's first line on. Later checkpoints say nothing new, and forget what is archived. */
class Fold {
  state: State | null = null;
  problem: string | null = "What was open at the end of the week could not be told: the log of that time does not begin with a checkpoint.";

  add(line: Line): void {
    if (this.state === null && line.event !== "checkpoint" && line.seq !== 1) return;
    if (this.state !== null && line.event === "checkpoint") return;
    try {
      this.state = apply(this.state ?? emptyState(), line);
      this.problem = null;
    } catch {
      this.state = null;
      this.problem = `The log contradicts itself at line ${line.seq} (${line.timestamp}): what was open at the end of the week could not be told. Run "verify-log".`;
    }
  }
}
