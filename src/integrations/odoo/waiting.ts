/**
 * Owns: how long a lookup waits for what the server may still be finishing: it goes on when the client is gone.
 * Never: a write.
 */
import type { Attempt, Call, Finding } from "../../channel";
import type { Receipt } from "../../core/action";
import { OdooFailure } from "./catalogue";

/**
 * Milliseconds before each look. Commits were measured 200-760 ms after a cut on an idle server; a busy one may take longer.
 * Being early is not dangerous: sending again looks first, and `load` cannot create the same external id twice.
 */
const LOOKS_MS = [0, 400, 800, 1_500, 2_500, 3_000] as const;

/** A `load` that Odoo has not finished after this long was given up: its workers are stopped after two minutes. */
const GIVEN_UP_MS = 150_000;

/** A receipt, nothing there, or "Odoo knows the name, but has no record (yet)". */
export type Look = Receipt | "pending" | null;

/** Looks until something is there; `absent` when every look said no, `unclear` when a look failed or Odoo may still be at it. */
export async function lookRepeatedly(attempt: Attempt, call: Call, look: () => Promise<Look>): Promise<Finding> {
  let seen: Look = null;
  try {
    for (const wait of LOOKS_MS) {
      if (wait > 0) await call.sleep(wait);
      seen = await look();
      if (seen !== null && seen !== "pending") return { kind: "done", receipt: seen };
    }
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unclear", problem: { ...error.problem, effect: "Whether it happened could not be looked up." } };
  }
  if (seen === null || call.now().getTime() - Date.parse(attempt.started_at) > GIVEN_UP_MS) return { kind: "absent" };
  const problem = { code: "ODOO_CONNECTION_ERROR", effect: "It is not known yet whether it happened.", cause: "Odoo may still be at work on it.", next: "It is looked up again by itself." };
  return { kind: "unclear", problem };
}
