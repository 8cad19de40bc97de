/**
 * Owns: the line of an approval - what it is bound to, when it may begin, how long it holds (PRODUCT A2, A3, A4).
 * Never: whether it may be given; whoever calls has checked that.
 */
import type { Decision } from "../core/action";
import type { NewEvent } from "../core/event";
import type { ActionState } from "../core/state";
import type { Asker } from "../core/wish";
import type { JudgementParts } from "./judgement";
import { countedFrom } from "./publishing";

const HOUR_MS = 3_600_000;

export function grant(parts: JudgementParts, action: Pick<ActionState, "fingerprint" | "proposal">, asker: Asker): NewEvent {
  const now = parts.clock.now().getTime();
  const settings = parts.settings();
  // Moved notes and the command line act at once; the panel gives time to undo (PRODUCT A3).
  const undo = asker.via === "panel" ? settings.undo_seconds * 1000 : 0;
  const data: Decision = {
    by: asker.by,
    via: asker.via,
    at: new Date(now).toISOString(),
    fingerprint: action.fingerprint,
    not_before: new Date(now + undo).toISOString(),
    holds_until: new Date(countedFrom(parts, action.proposal, parts.clock.now()) + settings.expiry.decision_hours * HOUR_MS).toISOString(),
  };
  return { event: "granted", action_id: action.proposal.id, actor: `${asker.by}:${asker.via}`, data };
}
