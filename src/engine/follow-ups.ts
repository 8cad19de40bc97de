/**
 * Owns: proposing what naturally comes after something that was done.
 * Never: approving it.
 */
import { statusOf } from "../core/state";
import { actionsOf, attemptOf, dependencies } from "./attempt";
import type { DecideParts } from "./decide";
import { judgeProposal, proposalOf } from "./judgement";
import { beginSchedule } from "./schedules";

/** What naturally comes next is a proposal of its own, with a decision of its own. Repeating this proposes nothing twice. */
export async function proposeFollowUps(parts: DecideParts): Promise<void> {
  for (const action of actionsOf(parts)) {
    if (action.archived || statusOf(action) !== "done") continue;
    await beginSchedule(parts, action);
    for (const delivery of action.proposal.deliveries) {
      const operation = parts.services.operation(delivery);
      const receipt = action.deliveries[delivery.channel]?.receipt;
      if (!operation?.followUps || !receipt || receipt.id === "") continue;
      const needed = dependencies(parts, action);
      const attempt = attemptOf(action, delivery.channel, "receipts" in needed ? needed.receipts : {}, parts.clock.now());
      for (const seed of operation.followUps(delivery.payload, attempt, receipt)) {
        const proposal = proposalOf(parts, delivery.channel, seed, { kind: "action", id: action.proposal.id });
        if (parts.ledger.state.actions[proposal.id]) continue;
        const judged = await judgeProposal(parts, proposal);
        await parts.ledger.append([{ event: "proposed", action_id: proposal.id, data: judged }]);
      }
    }
  }
}
