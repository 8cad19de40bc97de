/**
 * Owns: how long a lookup waits for what the server may still be finishing: it goes on when the client is gone.
 * Never: a write, and never `absent` while Odoo may still be at work.
 */
import type { Attempt, Call, Finding } from "../../channel";
import type { Problem, Receipt } from "../../core/action";
import { OdooFailure } from "./catalogue";

/** Milliseconds before each look of one lookup. Commits were measured 200-760 ms after a cut on an idle server; a busy one takes longer, and is looked at again later. */
const LOOKS_MS = [0, 400, 800, 1_500] as const;

/**
 * Milliseconds from the start after which Odoo cannot be at work on it any more: its workers are stopped after two minutes
 * (`limit_time_real`), and what was queued in front of it waits no longer than that. Before, "not there" is no answer.
 */
export const GIVEN_UP_MS = 180_000;

/** Odoo answered, and then could not be read: it happened or not, a lookup will tell. `took`: "Odoo took the draft". */
export function lost(took: string, cause: string): Problem {
  return { code: "ODOO_CONNECTION_ERROR", effect: `${took}, but it could not be read back.`, cause, next: "It is looked up again by itself." };
}

/** Should a server with a longer limit of its own commit it after all, sending it again finds it. */
const NO_TRACE: Problem = {
  code: "NOT_FOUND_AFTER_UNKNOWN",
  effect: "It did not happen.",
  cause: `The answer was lost, and Odoo, asked more than ${GIVEN_UP_MS / 60_000} minutes after the start, has no trace of it.`,
  next: "Send it again, or reject it. Before anything is sent it is looked for once more, so that it cannot be there twice.",
};

/** A receipt, nothing there, or "Odoo knows the name, but has no record (yet)". */
export type Look = Receipt | "pending" | null;

/**
 * Looks until something is there. `absent` only when the time that Odoo may take is over and every look after it said no; `unclear`
 * before, with how long it waits, and when a look failed.
 */
export async function lookRepeatedly(attempt: Attempt, call: Call, look: () => Promise<Look>): Promise<Finding> {
  const given_up = Date.parse(attempt.started_at) + GIVEN_UP_MS;
  // Asked before the first look: every look of this lookup then lies behind it.
  const isOver = call.now().getTime() > given_up;
  try {
    for (const wait of LOOKS_MS) {
      if (wait > 0) await call.sleep(wait);
      const seen = await look();
      if (seen !== null && seen !== "pending") return { kind: "done", receipt: seen };
    }
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unclear", problem: { ...error.problem, effect: "Whether it happened could not be looked up." } };
  }
  if (isOver) return { kind: "absent", problem: NO_TRACE };
  const problem = {
    code: "ODOO_CONNECTION_ERROR",
    effect: "It is not known yet whether it happened.",
    cause: `It is not in Odoo so far, but Odoo may still be at work on it. That is over ${GIVEN_UP_MS / 60_000} minutes after it was started.`,
    next: "It is looked up again by itself; if you have looked in Odoo yourself, say whether it happened.",
  };
  return { kind: "unclear", problem };
}
