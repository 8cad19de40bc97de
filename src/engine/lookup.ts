/**
 * Owns: asking a service whether something happened whose outcome is unknown (PRODUCT K3).
 * Never: a write to the service, and never "absent" on its own authority: only the operation's lookup knows.
 */
import type { Finding } from "../channel";
import type { Delivery, Problem } from "../core/action";
import { ServiceError } from "../core/failure";
import type { ActionState } from "../core/state";
import { attemptOf, bug, dependencies, inAWhile, isDue, type Executed } from "./attempt";
import type { DecideParts } from "./decide";

/**
 * Waits before an unknown outcome is looked up again, then every hour; a person can say at any time. The first ten minutes are for what a
 * service is still finishing or shows late, the rest for one that cannot be asked.
 */
const LOOKUP_AGAIN_MS = [5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000, 120_000, 240_000, 900_000, 3_600_000];

/** Did it happen? Reads only. What stays unclear is asked of a person, and looked up again later. */
export async function lookUp(parts: DecideParts, action: ActionState, delivery: Delivery, done: Executed, signal?: AbortSignal): Promise<void> {
  const { ledger, services, clock } = parts;
  const state = action.deliveries[delivery.channel];
  const operation = services.operation(delivery);
  if (!state || !operation || !isDue(parts, state.again_at)) return;
  const needed = dependencies(parts, action);
  const attempt = attemptOf(action, delivery.channel, "receipts" in needed ? needed.receipts : {}, clock.now());
  let finding: Finding;
  try {
    finding = await services.breakers.ask(delivery.channel, () => operation.lookup(delivery.payload, attempt, services.call(delivery.channel, false, signal)));
  } catch (error) {
    finding = { kind: "unclear", problem: error instanceof ServiceError ? error.problem : bug(error) };
  }
  const about = { action_id: action.proposal.id, delivery: delivery.channel };
  if (finding.kind === "done") {
    await ledger.append([{ ...about, event: "found_done", data: { receipt: finding.receipt } }], true);
    done.executed += 1;
  } else if (finding.kind === "absent") {
    const problem: Problem = finding.problem ?? {
      code: "NOT_FOUND_AFTER_UNKNOWN",
      effect: "It did not happen.",
      cause: "The answer was lost, and the service, asked again, certainly has no trace of it.",
      next: "Send it again, or reject it.",
    };
    await ledger.append([{ ...about, event: "found_absent", data: { problem } }], true);
    done.failed += 1;
  } else {
    const wait = LOOKUP_AGAIN_MS[Math.min(state.lookups, LOOKUP_AGAIN_MS.length - 1)] ?? 0;
    await ledger.append([{ ...about, event: "found_unclear", data: { problem: finding.problem, again_at: inAWhile(parts, wait) } }]);
    done.unknown += 1;
  }
}
