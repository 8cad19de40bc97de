/**
 * Owns: how long a lookup waits for what the server may still be finishing: it goes on when the client is gone.
 * Never: a write.
 */
import type { Call, Finding } from "../../channel";
import type { Receipt } from "../../core/action";
import { OdooFailure } from "./catalogue";

/**
 * Milliseconds before each look. Commits were measured 200-760 ms after a cut on an idle server; a busy one may take longer.
 * Being early is not dangerous: sending again looks first, and `load` cannot create the same external id twice.
 */
const LOOKS_MS = [0, 400, 800, 1_500, 2_500, 3_000] as const;

/** Looks until something is there; `absent` when every look said no, `unclear` when a look failed. */
export async function lookRepeatedly(call: Call, look: () => Promise<Receipt | null>): Promise<Finding> {
  try {
    for (const wait of LOOKS_MS) {
      if (wait > 0) await call.sleep(wait);
      const receipt = await look();
      if (receipt) return { kind: "done", receipt };
    }
    return { kind: "absent" };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unclear", problem: { ...error.problem, effect: "Whether it happened could not be looked up." } };
  }
}
