/**
 * Owns: entering a person's decision, after checking who, what, where, and that the content is still the one they saw.
 * Never: acting, and never believing a note or file about its own right to decide.
 */
import type { Answer, Asker, Wish } from "../core/wish";
import type { Decision, Problem, Proposal, Receipt, Status } from "../core/action";
import { changedFields, fieldsOf, type Face } from "../core/action-note";
import { TIME_FIELD } from "../core/calendar";
import type { Judged, NewEvent } from "../core/event";
import { canonical, type Json, type JsonObject } from "../core/json";
import type { Move } from "../core/lifecycle";
import { newReasons } from "../core/policy";
import { actionOf, hasBegun, ImpossibleMove, movable, statusOf, type ActionState } from "../core/state";
import type { LedgerFiles } from "../ports";
import type { OpenLedger } from "./ledger";
import { facesOf } from "./faces";
import { judgeProposal, type JudgementParts } from "./judgement";
import { countedFrom } from "./publishing";
import { proposeOffer } from "./offers";
import { proposePost } from "./posting";
import { proposeSchedule, setSchedule } from "./schedules";

export interface DecideParts extends JudgementParts {
  ledger: OpenLedger;
  files: LedgerFiles;
}

const HOUR_MS = 3_600_000;

function refused(text: string, status: Status | null = null): Answer {
  return { ok: false, how: "refused", status, text };
}

/**
 * Lays edited fields over an action's payloads; what has begun stays as it went out, or is looked up (PRODUCT K3, S3). Problems are
 * sentences, one per field; nothing is changed then.
 */
function editProposal({ services }: Pick<DecideParts, "services">, action: ActionState, fields: JsonObject, proposal = action.proposal): { proposal: Proposal } | { problem: string } {
  const problems: string[] = [];
  const begun: string[] = [];
  const deliveries = proposal.deliveries.map((delivery) => {
    const operation = services.operation(delivery);
    const raw = operation?.fromFields(delivery.payload, fields);
    if (!operation || raw === undefined) return delivery;
    if (hasBegun(action, delivery.channel)) {
      if (canonical(raw) !== canonical(delivery.payload)) begun.push(services.channel(delivery.channel)?.label ?? delivery.channel);
      return delivery;
    }
    const parsed = operation.parse(raw);
    if (parsed.ok) return { ...delivery, payload: parsed.payload };
    problems.push(...parsed.problems.map(({ field, text }) => `${field} ${text}`));
    return delivery;
  });
  if (problems.length > 0) return { problem: `${problems.join("; ")}.` };
  const isSame = deliveries.every(({ payload }, index) => canonical(payload) === canonical(proposal.deliveries[index]?.payload ?? null));
  if (begun.length > 0 && isSame) return { problem: `what went out on ${begun.join(", ")}, or may have, can no longer be changed.` };
  const first = deliveries[0];
  const operation = first && services.operation(first);
  if (!first || !operation) return { problem: "This version does not know the operation." };
  // Of several deliveries none speaks for all.
  const summary = deliveries.length > 1 ? proposal.summary : operation.summary(first.payload);
  return { proposal: { ...proposal, deliveries, summary, money: operation.money(first.payload) } };
}

/** Leaves of a value by dotted path, e.g. `line_items.0.quantity`. */
function leaves(value: Json, path: string): [path: string, value: Json][] {
  if (value === null || typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

/** `total_amount: "100.00" -> "200.00"` for every value that differs between two faces of the same action; null where there is none. */
function differences(before: readonly Face[], after: readonly Face[]): string[] {
  const old = fieldsOf(before);
  return Object.entries(changedFields(fieldsOf(after), before)).flatMap(([key, value]) => {
    const [was, is] = [new Map(leaves(old[key] ?? null, key)), new Map(leaves(value, key))];
    const paths = [...new Set([...was.keys(), ...is.keys()])];
    const shown = paths.map((path) => ({ path, from: canonical(was.get(path) ?? null), to: canonical(is.get(path) ?? null) }));
    return shown.filter(({ from, to }) => from !== to).map(({ path, from, to }) => `${path}: ${from} -> ${to}`);
  });
}

/**
 * `edited`, judged again; an approval that stood is void, unless `approves` says by what it is granted anew. The caller knows that the action
 * may still be edited. `fields`: content that a person wrote, which policy is told of.
 */
async function enterProposal(parts: DecideParts, action: ActionState, proposal: Proposal, by: "person" | "employee", fields: JsonObject, approves: (judged: Judged) => NewEvent[] = () => []): Promise<void> {
  const after = action.touched;
  const judged = Object.keys(fields).length > 0 ? await judgeProposal(parts, proposal, true) : await judgeProposal(parts, proposal);
  const changed = differences(facesOf(parts.services, action), facesOf(parts.services, { ...action, proposal: judged.proposal }));
  const shown = by === "employee" && changed.length === 0 ? action.changed : changed;
  await parts.ledger.append([{ event: "edited", action_id: proposal.id, after, actor: by, data: { ...judged, by, changed: shown, fields } }, ...approves(judged)]);
}

/** Nothing but the time of a post is set, by the owner in person: its schedule is theirs, so it needs no second look (PRODUCT section 3, S4). */
const isMove = ({ services }: Pick<DecideParts, "services">, { proposal }: ActionState, fields: JsonObject, asker: Asker): boolean =>
  asker.attended && Object.keys(fields).every((name) => name === TIME_FIELD) && proposal.deliveries.every((delivery) => services.operation(delivery)?.publishes !== undefined);

/** A post at another time. What a person approved stays approved, unless its new time brings a reason that they did not see. */
async function enterMove(parts: DecideParts, action: ActionState, proposal: Proposal, asker: Asker): Promise<Answer> {
  const wasApproved = action.decision !== null && movable(action, "edited").every((key) => action.deliveries[key]?.status === "approved");
  const approves = (judged: Judged): NewEvent[] => (wasApproved && judged.verdict.decision === "ask" && newReasons(action, judged).length === 0 ? [grant(parts, judged, asker)] : []);
  await enterProposal(parts, action, proposal, "person", {}, approves);
  const { verdict } = action;
  const entered = (status: Status, text: string): Answer => ({ ok: true, how: "entered", status, text });
  if (statusOf(action) === "approved") return entered("approved", "Your approval holds for the new time.");
  return verdict.decision === "allow" ? entered("waiting", "Policy lets it run at its time.") : entered("waiting", `It waits for your decision: ${verdict.reasons.map(({ text }) => text).join(" ")}`);
}

/** A person's edit of an action's fields; `asker` null: in a note. What does not pass the gate is answered with sentences and changes nothing. */
export async function enterEdit(parts: DecideParts, action: ActionState, fields: JsonObject, asker: Asker | null): Promise<Answer> {
  const edited = editProposal(parts, action, fields);
  if ("problem" in edited) return refused(`Not taken over: ${edited.problem}`, statusOf(action));
  if (movable(action, "edited").length === 0) return refused("It can no longer be changed.", statusOf(action));
  if (asker !== null && isMove(parts, action, fields, asker)) return enterMove(parts, action, edited.proposal, asker);
  await enterProposal(parts, action, edited.proposal, "person", fields);
  return { ok: true, how: "entered", status: "waiting", text: "Changed and judged again." };
}

/** A draft was planned again with better facts. What a person wrote into it meanwhile stays. */
export async function enterReplanned(parts: DecideParts, action: ActionState, proposal: Proposal): Promise<void> {
  const edited = editProposal(parts, action, action.own_fields, proposal);
  if ("problem" in edited || canonical(edited.proposal.deliveries as unknown as Json) === canonical(action.proposal.deliveries as unknown as Json)) return;
  await enterProposal(parts, action, edited.proposal, "employee", {});
}

/** Judged once more as it is, since something was learned that its card must show; an approval that stood is void. */
export async function enterJudgedAgain(parts: DecideParts, action: ActionState): Promise<void> {
  if (movable(action, "edited").length > 0) await enterProposal(parts, action, action.proposal, "employee", {});
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

function grant(parts: DecideParts, action: Pick<ActionState, "fingerprint" | "proposal">, asker: Asker): NewEvent {
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

function personSaid(happened: boolean, by: string): { receipt: Receipt } | { problem: Problem } {
  if (happened) return { receipt: { id: "", label: "confirmed by a person", url: null, data: {}, difference: null } };
  return { problem: { code: "PERSON_SAYS_NOT", effect: "It did not happen.", cause: `${by} looked at the service.`, next: "Send it again, or reject it." } };
}

const MOVE_OF: Record<Exclude<Wish["kind"], "approve" | "edit" | "pause" | "resume" | "resolve" | "repeat" | "schedule" | "post" | "propose">, Move> = {
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
    const edited = editProposal(parts, action, wish.fields);
    if ("problem" in edited) return refused(`Not taken over: ${edited.problem}`, statusOf(action));
  }
  const move = wish.kind === "edit" ? "edited" : wish.kind === "resolve" ? (wish.happened ? "resolved_happened" : "resolved_not") : MOVE_OF[wish.kind];
  return movable(action, move).length > 0 ? null : refused(`It is ${statusOf(action)}; that cannot be done now.`, statusOf(action));
}

/** Enters one wish of a person. Bad wishes are answered with a sentence, never thrown; nothing is lost. */
export async function decide(parts: DecideParts, wish: Wish, asker: Asker): Promise<Answer> {
  try {
    return await enter(parts, wish, asker);
  } catch (error) {
    if (error instanceof ImpossibleMove) return refused("It changed in this very moment. Look at it again.");
    throw error;
  }
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
