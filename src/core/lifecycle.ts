/**
 * Owns: the only table that says which move a delivery may make. `docs/lifecycle.md` prints it; tests cite the cell numbers.
 * Never: side effects or time. An empty cell is a move that does not exist: the ledger refuses it.
 */
import { STATUSES, type Status } from "./action";

/** Ledger events that move a delivery from one status to another. */
export const MOVES = [
  "edited",
  "granted",
  "returned",
  "undone",
  "denied",
  "expired",
  "renewed",
  "simulated",
  "started",
  "settled_done",
  "settled_failed",
  "settled_unknown",
  "settled_not_attempted",
  "found_done",
  "found_absent",
  "found_unclear",
  "resolved_happened",
  "resolved_not",
  "resent",
  "quarantined",
  "strayed",
] as const;
export type Move = (typeof MOVES)[number];

interface Cell {
  number: number;
  from: Status;
  move: Move;
  to: Status;
  why: string;
}

/** Numbered cells; a number never changes its meaning, a removed one is not used again. */
export const CELLS: readonly Cell[] = [
  { number: 1, from: "waiting", move: "edited", to: "waiting", why: "the content changed and was judged again" },
  { number: 2, from: "waiting", move: "granted", to: "approved", why: "a person, or the policy table, said yes to exactly this content" },
  { number: 3, from: "waiting", move: "denied", to: "rejected", why: "a person said no" },
  { number: 4, from: "waiting", move: "expired", to: "expired", why: "nobody decided in time" },
  { number: 5, from: "waiting", move: "returned", to: "waiting", why: "mode or facts changed: judged again" },
  { number: 6, from: "waiting", move: "quarantined", to: "quarantined", why: "the payload no longer passes its operation's gate" },
  { number: 7, from: "approved", move: "edited", to: "waiting", why: "an edit voids the approval" },
  { number: 8, from: "approved", move: "returned", to: "waiting", why: "a reason that was not on the approved card, or another mode" },
  { number: 9, from: "approved", move: "undone", to: "waiting", why: "the person took it back before anything was sent" },
  { number: 10, from: "approved", move: "denied", to: "rejected", why: "the person changed their mind before anything was sent" },
  { number: 11, from: "approved", move: "expired", to: "expired", why: "the decision no longer holds" },
  { number: 12, from: "approved", move: "simulated", to: "simulated", why: "dry run: shown, not sent" },
  { number: 13, from: "approved", move: "started", to: "running", why: "on disk before a byte leaves" },
  { number: 14, from: "running", move: "settled_done", to: "done", why: "the service confirmed it" },
  { number: 15, from: "running", move: "settled_failed", to: "failed", why: "the service refused it; nothing happened" },
  { number: 16, from: "running", move: "settled_unknown", to: "unknown", why: "it may have happened" },
  { number: 17, from: "running", move: "settled_not_attempted", to: "approved", why: "no connection, or the service said not now: nothing was sent" },
  { number: 18, from: "unknown", move: "found_done", to: "done", why: "a lookup found it" },
  { number: 19, from: "unknown", move: "found_absent", to: "failed", why: "a lookup is certain that it is not there" },
  { number: 20, from: "unknown", move: "found_unclear", to: "unknown", why: "a lookup could not tell" },
  { number: 21, from: "unknown", move: "resolved_happened", to: "done", why: "a person says it happened" },
  { number: 22, from: "unknown", move: "resolved_not", to: "failed", why: "a person says it did not" },
  { number: 23, from: "failed", move: "resent", to: "waiting", why: "a person sends it again: judged again" },
  { number: 24, from: "failed", move: "denied", to: "rejected", why: "a person gives it up" },
  { number: 25, from: "simulated", move: "returned", to: "waiting", why: "the channel went live: the approval was for a dry run" },
  { number: 26, from: "simulated", move: "edited", to: "waiting", why: "an edit voids the approval" },
  { number: 27, from: "simulated", move: "denied", to: "rejected", why: "a person gives it up" },
  { number: 28, from: "expired", move: "renewed", to: "waiting", why: "a person gives it a new date: judged again" },
  { number: 29, from: "expired", move: "denied", to: "rejected", why: "a person gives it up" },
  { number: 30, from: "quarantined", move: "edited", to: "waiting", why: "the content was repaired and judged" },
  { number: 31, from: "quarantined", move: "denied", to: "rejected", why: "a person gives it up" },
  { number: 32, from: "waiting", move: "strayed", to: "unknown", why: "another device started it in lines that are not part of this ledger" },
  { number: 33, from: "approved", move: "strayed", to: "unknown", why: "the same: it must not be started here as well" },
  { number: 34, from: "simulated", move: "strayed", to: "unknown", why: "the same" },
  { number: 35, from: "failed", move: "strayed", to: "unknown", why: "the same" },
  { number: 36, from: "expired", move: "strayed", to: "unknown", why: "the same" },
];

const table = new Map(CELLS.map((cell) => [`${cell.from} ${cell.move}`, cell.to]));

/** The status after a move, or null when the table has no such cell. */
export function next(from: Status, move: Move): Status | null {
  return table.get(`${from} ${move}`) ?? null;
}

/** Statuses that no move leaves. */
export const FINAL: readonly Status[] = STATUSES.filter((status) => !CELLS.some((cell) => cell.from === status));

/** An action's status is the one of its deliveries that most needs a person's eye. */
const URGENCY: readonly Status[] = [
  "quarantined",
  "unknown",
  "running",
  "waiting",
  "failed",
  "approved",
  "expired",
  "simulated",
  "rejected",
  "done",
];

/** Status of an action from those of its deliveries (at least one). */
export function overall(statuses: readonly Status[]): Status {
  const found = URGENCY.find((status) => statuses.includes(status));
  if (found === undefined) throw new Error("An action without deliveries has no status.");
  return found;
}
