/**
 * Owns: entering a person's wish, after checking who, what, where, and that the content is still the one they saw.
 * Never: acting, and never believing a note or file about its own right to decide.
 */
import type { Answer, Asker, Wish } from "../core/wish";
import type { Problem, Receipt, Status } from "../core/action";
import { movedTo, TIME_FIELD } from "../core/calendar";
import type { NewEvent } from "../core/event";
import type { Move } from "../core/lifecycle";
import { newReasons } from "../core/policy";
import { isQueued, readTime } from "../core/post-note-read";
import { actionOf, ImpossibleMove, movable, statusOf, type ActionState } from "../core/state";
import type { LedgerFiles } from "../ports";
import type { OpenLedger } from "./ledger";
import { editProposal, enterEdit, enterExchange } from "./editing";
import { grant } from "./granting";
import { judgeProposal, type JudgementParts } from "./judgement";
import { proposeOffer } from "./offers";
import { proposePost } from "./posting";
import { proposeSchedule, setSchedule } from "./schedules";

export interface DecideParts extends JudgementParts {
  ledger: OpenLedger;
  files: LedgerFiles;
}

function refused(text: string, status: Status | null = null): Answer {
  return { ok: false, how: "refused", status, text };
}

/** Checks that a grant is allowed right now; the refusal when it is not. */
function whyNot(parts: Pick<DecideParts, "clock">, action: ActionState, fingerprint: string | null, asker: Asker): Answer | null {
  const status = statusOf(action);
  const needsPerson = (text: string): Answer => ({ ok: false, how: "needs_person", status, text });
  if (movable(action, "granted").length === 0) return refused(`It is ${status}; only something that waits can be approved.`, status);
  if (parts.clock.now().toISOString() >= action.expires_at) return needsPerson("It has expired. Renew it first.");
  if (fingerprint === null && !asker.attended && asker.via !== "move") return needsPerson("Without a terminal the fingerprint of what is approved is needed (approve ID --fingerprint F).");
  if (fingerprint !== null && fingerprint !== action.fingerprint) return refused("Its content has changed since: look at it again and approve what is there now.", status);
  if (action.verdict.high_risk && !asker.attended) return needsPerson("High risk: a person decides it in the approval panel or at a terminal, not by a moved note, a script or another device.");
  return null;
}

function personSaid(happened: boolean, by: string): { receipt: Receipt } | { problem: Problem } {
  if (happened) return { receipt: { id: "", label: "confirmed by a person", url: null, data: {}, difference: null } };
  return { problem: { code: "PERSON_SAYS_NOT", effect: "It did not happen.", cause: `${by} looked at the service.`, next: "Send it again, or reject it." } };
}

const MOVE_OF: Record<Exclude<Wish["kind"], "approve" | "edit" | "exchange" | "pause" | "resume" | "resolve" | "repeat" | "schedule" | "post" | "propose">, Move> = {
  reject: "denied",
  undo: "undone",
  renew: "renewed",
  resend: "resent",
};

/** What can be said of a wish without entering it: the refusal that the executor would give now, null when it may take it. */
export function foresee(parts: Pick<DecideParts, "services" | "clock">, action: ActionState, wish: Wish, asker: Asker): Answer | null {
  if (!("id" in wish)) return null;
  if (wish.kind === "approve") return whyNot(parts, action, wish.fingerprint, asker);
  if (wish.kind === "edit") {
    const { [TIME_FIELD]: at, ...others } = wish.fields;
    // Its place in the queue is found by the executor.
    const laid = editProposal(parts, action, typeof at !== "string" ? wish.fields : isQueued(at) ? others : { ...others, ...movedTo(readTime(at, parts.services.zone) ?? at) });
    if ("problem" in laid) return refused(`Not taken over: ${laid.problem}`, statusOf(action));
  }
  const move = wish.kind === "edit" || wish.kind === "exchange" ? "edited" : wish.kind === "resolve" ? (wish.happened ? "resolved_happened" : "resolved_not") : MOVE_OF[wish.kind];
  return movable(action, move).length > 0 ? null : refused(`It is ${statusOf(action)}; that cannot be done now.`, statusOf(action));
}

/** What came first may be no more than the judgement of a new draft: the wish is read again against what is there now, so an approval still holds only for the words that were shown. */
const READINGS = 3;

/** Enters one wish of a person. Bad wishes are answered with a sentence, never thrown; nothing is lost. */
export async function decide(parts: DecideParts, wish: Wish, asker: Asker): Promise<Answer> {
  for (let reading = 1; reading <= READINGS; reading += 1) {
    try {
      return await enter(parts, wish, asker);
    } catch (error) {
      if (!(error instanceof ImpossibleMove)) throw error;
    }
  }
  return refused("It changed in this very moment. Look at it again.");
}

async function enter(parts: DecideParts, wish: Wish, asker: Asker): Promise<Answer> {
  const { ledger } = parts;
  const actor = `${asker.by}:${asker.via}`;
  const entered = (status: Status | null, text: string): Answer => ({ ok: true, how: "entered", status, text });
  if (wish.kind === "pause") {
    if (ledger.state.paused === null) await ledger.append([{ event: "paused", actor, data: { by: asker.by, reason: wish.reason } }]);
    return entered(null, "Everything is paused. Nothing will be sent until you resume.");
  }
  if (wish.kind === "resume") {
    if (!asker.attended && asker.via === "request") return refused("Resuming needs a person at the executing device.");
    if (ledger.state.paused !== null) await ledger.append([{ event: "resumed", actor, data: { by: asker.by } }]);
    return entered(null, "Running again.");
  }
  if (wish.kind === "post") return proposePost(parts, wish.post, asker);
  if (wish.kind === "propose") return proposeOffer(parts, wish, asker);
  if (wish.kind === "repeat") return proposeSchedule(parts, wish, asker);
  if (wish.kind === "schedule") return setSchedule(parts, wish, asker);
  const action = actionOf(ledger.state, wish.id);
  if (!action) return refused(`There is no open action "${wish.id}". "list" shows what there is.`);
  if (wish.kind === "edit") return enterEdit(parts, action, wish.fields, asker);
  if (wish.kind === "exchange") {
    const other = actionOf(ledger.state, wish.with);
    return other && other !== action ? enterExchange(parts, [action, other], asker) : refused(`There is no other open post "${wish.with}". "calendar" shows what there is.`, statusOf(action));
  }
  if (wish.kind === "approve") {
    const refusal = whyNot(parts, action, wish.fingerprint, asker);
    if (refusal !== null) return refusal;
    await ledger.append([grant(parts, action, asker)]);
    return entered("approved", "Approved.");
  }
  if (wish.kind === "resolve") {
    const event = wish.happened ? "resolved_happened" : "resolved_not";
    const unknown = movable(action, event);
    if (unknown.length === 0) return refused(`It is ${statusOf(action)}; only an unknown outcome can be resolved.`, statusOf(action));
    // What a person saw on one wall says nothing about another.
    const delivery = wish.on ?? (unknown.length === 1 ? unknown[0] : undefined);
    if (delivery === undefined || !unknown.includes(delivery)) return refused(`It is unknown on ${unknown.join(", ")}: say of each by its name whether it happened there.`, statusOf(action));
    await ledger.append([{ event, action_id: wish.id, delivery, actor, data: { by: asker.by, ...personSaid(wish.happened, asker.by) } }]);
    return entered(statusOf(action), wish.happened ? "Noted: it happened." : "Noted: it did not happen.");
  }
  const event = MOVE_OF[wish.kind];
  if (movable(action, event).length === 0) return refused(`It is ${statusOf(action)}; that cannot be done now.`, statusOf(action));
  if (wish.kind === "reject") await ledger.append([{ event: "denied", action_id: wish.id, actor, data: { by: asker.by, via: asker.via, reason: wish.reason } }]);
  if (wish.kind === "undo") await ledger.append([{ event: "undone", action_id: wish.id, actor, data: { by: asker.by } }]);
  if (wish.kind === "resend") return sendAgain(parts, action, asker);
  if (wish.kind === "renew") {
    const after = action.touched;
    const judged = await judgeProposal(parts, action.proposal);
    await ledger.append([{ event: "renewed", action_id: wish.id, after, actor, data: { ...judged, by: asker.by } }]);
  }
  return entered(statusOf(action), "Done.");
}

/**
 * A person sends a failed action again (PRODUCT K4: one click). Their word is the approval as long as content and reasons are those that
 * were approved; with anything new on it the card waits, and so does high risk that nobody at the executing device sends.
 */
async function sendAgain(parts: DecideParts, action: ActionState, asker: Asker): Promise<Answer> {
  const after = action.touched;
  const judged = await judgeProposal(parts, action.proposal);
  const isAsApproved = action.decision?.fingerprint === judged.fingerprint && newReasons(action, judged).length === 0;
  const resent: NewEvent = { event: "resent", action_id: action.proposal.id, after, actor: `${asker.by}:${asker.via}`, data: { ...judged, by: asker.by } };
  const granted = isAsApproved && (asker.attended || !judged.verdict.high_risk);
  await parts.ledger.append(granted ? [resent, grant(parts, judged, asker)] : [resent]);
  const text = granted ? "It is sent again." : "Something about it is new: look at it and approve it.";
  return { ok: true, how: "entered", status: statusOf(action), text };
}
