/**
 * Owns: what a report can say besides counts: what was open, whether no mail means no mail, which plans were made.
 * Never: 0 for what nobody looked at.
 */
import { statusOf, type State } from "../core/state";
import type { Activity } from "./activity";
import type { Week } from "./week";

const OPEN = new Set(["waiting", "approved", "running", "unknown", "failed", "quarantined"]);

/** Actions that were not finished in a state. */
export function pending(state: State): number {
  return Object.values(state.actions).filter((action) => OPEN.has(statusOf(action))).length;
}

/** Is 0 mails a measurement? Only when something looked: a mail was seen, or a watcher had a cursor while the program ran. */
export function mailsSeen(counted: Activity | null, state: State | null): number | null {
  if (counted === null) return null;
  return counted.emails_received > 0 || Object.keys(state?.cursors ?? {}).length > 0 ? counted.emails_received : null;
}

/** Plans made in a week, by the date that their file names begin with. */
export function plansCreated(paths: readonly string[], week: Pick<Week, "monday" | "sunday">): number {
  return paths.filter((path) => {
    const date = /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(path)?.[1];
    return date !== undefined && date >= week.monday && date <= week.sunday;
  }).length;
}
