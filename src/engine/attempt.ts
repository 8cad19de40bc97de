/**
 * Owns: what every attempt at a delivery starts from - the ledger's word on it, its dependencies, whether it is due.
 * Never: an attempt itself.
 */
import type { Attempt } from "../channel";
import type { Problem, Receipt } from "../core/action";
import { LONGEST_ASKED_MS } from "../core/backoff";
import { statusOf, type ActionState } from "../core/state";
import type { DecideParts } from "./decide";

export interface Executed {
  executed: number;
  failed: number;
  unknown: number;
  /** Why approved work did not start, by action id, for cards and the dashboard. */
  held: Record<string, string>;
}

export const actionsOf = (parts: DecideParts): ActionState[] => Object.values(parts.ledger.state.actions);
/** Never later than the longest rest that a service is granted. */
export const inAWhile = (parts: DecideParts, ms: number): string => new Date(parts.clock.now().getTime() + Math.min(ms, LONGEST_ASKED_MS)).toISOString();

/** Has the time come? What is farther away than anything is put off was written before the clock was set back: nothing waits for that day to come again. */
export function isDue(parts: DecideParts, at: string | null): boolean {
  const wait = at === null ? 0 : Date.parse(at) - parts.clock.now().getTime();
  return wait <= 0 || wait > LONGEST_ASKED_MS;
}

/** What is known when something failed in a way that nobody planned for. */
export function bug(error: unknown): Problem {
  return {
    code: "UNEXPECTED",
    effect: "It is not known whether it happened.",
    cause: error instanceof Error ? error.message : String(error),
    next: "It is looked up; if that is not conclusive you will be asked.",
  };
}

/** Receipts of what an action depends on; a sentence when one is not done yet. */
export function dependencies(parts: DecideParts, action: ActionState): { receipts: Record<string, Receipt> } | { waits: string } {
  const receipts: Record<string, Receipt> = {};
  for (const id of action.proposal.depends_on) {
    const other = parts.ledger.state.actions[id];
    const receipt = other && Object.values(other.deliveries).find((delivery) => delivery.receipt)?.receipt;
    if (!receipt) return { waits: `Waits for ${id}, which is ${other ? statusOf(other) : "not there"}.` };
    receipts[id] = receipt;
  }
  return { receipts };
}

/** What an operation is told about this attempt, from the ledger. */
export function attemptOf(action: ActionState, channel: string, receipts: Record<string, Receipt>, now: Date): Attempt {
  const delivery = action.deliveries[channel];
  return { key: action.proposal.id, started_at: delivery?.started_at ?? now.toISOString(), remembered: delivery?.remembered ?? {}, receipts };
}
