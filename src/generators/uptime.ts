/**
 * Owns: how much of a span the program was running, measured from its own lines (PRODUCT L2 "uptime as measured").
 * Never: a guess: a time without evidence is downtime, a span without any evidence is not measured.
 */
import type { Line } from "../core/record";

/** A running program writes a line at least every 15 minutes; timers of a window in the background may be two minutes late. */
const SIGN_OF_LIFE_MS = 17 * 60_000;
/** A share of less than this says nothing. */
const SHORTEST_MS = 60_000;

/**
 * Share of [from, to) in percent, one decimal, rounded down so that 100 means all of it; null when nothing was measured.
 * Between two lines of one run that are at most 17 minutes apart the program ran. After `released` it did not, and what lies
 * before `opened` is not evidence of a run. `lines` may begin before `from`.
 */
export function uptime(lines: readonly Line[], from: Date, to: Date): number | null {
  let up = 0;
  let evidence = false;
  let last: number | null = null;
  const add = (start: number, end: number): void => {
    if (end - start <= SIGN_OF_LIFE_MS) up += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
  };
  for (const line of lines) {
    const at = Date.parse(line.timestamp);
    // The checkpoint of a new day's file is written just before `opened`: it says nothing about the time before.
    if (line.event === "checkpoint") continue;
    if (at >= from.getTime()) evidence = true;
    if (last !== null && line.event !== "opened" && line.event !== "taken_over") add(last, at);
    last = line.event === "released" ? null : at;
  }
  if (last !== null) add(last, Math.max(last, to.getTime()));
  const span = to.getTime() - from.getTime();
  return evidence && span >= SHORTEST_MS ? Math.floor((up / span) * 1000) / 10 : null;
}
