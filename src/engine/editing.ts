/**
 * Owns: entering changed content of an action - judged again, an approval of what it was before void (PRODUCT A2).
 * Never: whether a note or a file may change it, and never granting anything that a person at this device has not approved already.
 */
import type { Proposal, Status } from "../core/action";
import { changedFields, fieldsOf, type Face } from "../core/action-note";
import { movedTo, TIME_FIELD } from "../core/calendar";
import type { Judged, NewEvent } from "../core/event";
import { canonical, type Json, type JsonObject } from "../core/json";
import { fieldChanges, type LaterChange } from "../core/later-change";
import { newReasons } from "../core/policy";
import { hasBegun, movable, statusOf, type ActionState, type State } from "../core/state";
import type { Answer, Asker } from "../core/wish";
import type { DecideParts } from "./decide";
import { facesOf } from "./faces";
import { grant } from "./granting";
import { judgeProposal } from "./judgement";
import { plannedFor } from "./publishing";
import { placed } from "./queueing";

const refused = (text: string, status: Status | null): Answer => ({ ok: false, how: "refused", status, text });

/**
 * Lays edited fields over an action's payloads; what has begun stays as it went out, or is looked up (PRODUCT K3, S3). Problems are
 * sentences, one per field; nothing is changed then.
 */
export function editProposal({ services }: Pick<DecideParts, "services">, action: ActionState, fields: JsonObject, proposal = action.proposal): { proposal: Proposal } | { problem: string } {
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

/** Every value that differs between two faces of the same action. */
function differences(before: readonly Face[], after: readonly Face[]): string[] {
  return fieldChanges(fieldsOf(before), changedFields(fieldsOf(after), before));
}

/** What comes with a change of content. */
interface Edit {
  by: "person" | "employee";
  /** Content that a person wrote, which policy is told of. */
  fields: JsonObject;
  later_change?: LaterChange;
  /** By what an approval that stood is granted anew; it is void otherwise. */
  approves?: (judged: Judged) => NewEvent[];
}

/** The line `edited`, judged again. The caller knows that the action may still be edited. */
async function edited(parts: DecideParts, action: ActionState, proposal: Proposal, { by, fields, later_change, approves = () => [] }: Edit): Promise<NewEvent[]> {
  const after = action.touched;
  const judged = Object.keys(fields).length > 0 ? await judgeProposal(parts, proposal, true) : await judgeProposal(parts, proposal);
  const changed = differences(facesOf(parts.services, action), facesOf(parts.services, { ...action, proposal: judged.proposal }));
  const shown = by === "employee" && changed.length === 0 ? action.changed : changed;
  return [{ event: "edited", action_id: proposal.id, after, actor: by, data: { ...judged, by, changed: shown, fields, ...(later_change && { later_change }) } }, ...approves(judged)];
}

/** Nothing but the time of a post is set, by the owner in person: its schedule is theirs, so it needs no second look (PRODUCT section 3, S4). */
const isMove = ({ services }: Pick<DecideParts, "services">, { proposal }: ActionState, fields: JsonObject, asker: Asker): boolean =>
  asker.attended && Object.keys(fields).every((name) => name === TIME_FIELD) && proposal.deliveries.every((delivery) => services.operation(delivery)?.publishes !== undefined);

/** Lines of a post at another time. What a person approved stays approved, unless its new time brings a reason that they did not see. */
async function moved(parts: DecideParts, action: ActionState, proposal: Proposal, asker: Asker): Promise<NewEvent[]> {
  const wasApproved = action.decision !== null && movable(action, "edited").every((key) => action.deliveries[key]?.status === "approved");
  const holds = (judged: Judged): boolean => wasApproved && judged.verdict.decision === "ask" && newReasons(action, judged).length === 0;
  return edited(parts, action, proposal, { by: "person", fields: {}, approves: (judged) => (holds(judged) ? [grant(parts, judged, asker)] : []) });
}

/** How it stands with a post after its time was set. */
function afterMove(action: ActionState): Answer {
  const { decision, reasons } = action.verdict;
  const status = statusOf(action);
  const text = status === "approved" ? "Your approval holds for the new time." : decision === "allow" ? "Policy lets it run at its time." : `It waits for your decision: ${reasons.map(({ text: why }) => why).join(" ")}`;
  return { ok: true, how: "entered", status, text };
}

interface Moving {
  action: ActionState;
  fields: JsonObject;
  proposal: Proposal;
}

/** An action with the time of another one; a sentence when it cannot have it. */
function inPlaceOf(parts: DecideParts, other: ActionState, action: ActionState): Moving | string {
  const at = plannedFor(parts.services, other.proposal, other);
  const fields = movedTo(at);
  const laid = editProposal(parts, action, fields);
  if (at === null) return "Only posts that have a time can change places.";
  if ("problem" in laid) return `Not taken over: ${laid.problem}`;
  return movable(action, "edited").length > 0 ? { action, fields, proposal: laid.proposal } : `“${action.proposal.summary}” is ${statusOf(action)}; its time can no longer be changed.`;
}

/** Two posts change their times. Each is judged with the other where it will be, and both lines are written at once, so that neither stands in the other's way. */
export async function enterExchange(parts: DecideParts, [first, second]: readonly [ActionState, ActionState], asker: Asker): Promise<Answer> {
  const [one, two] = [inPlaceOf(parts, second, first), inPlaceOf(parts, first, second)];
  if (typeof one === "string") return refused(one, statusOf(first));
  if (typeof two === "string") return refused(two, statusOf(first));
  const linesOf = ({ action, fields, proposal }: Moving, other: Moving): Promise<NewEvent[]> => {
    const state = (): State => ({ ...parts.state(), actions: { ...parts.state().actions, [other.proposal.id]: { ...other.action, proposal: other.proposal } } });
    return isMove(parts, action, fields, asker) ? moved({ ...parts, state }, action, proposal, asker) : edited({ ...parts, state }, action, proposal, { by: "person", fields });
  };
  const lines = [...(await linesOf(one, two)), ...(await linesOf(two, one))];
  await parts.ledger.append(lines);
  const { text, ...answer } = afterMove(first);
  return { ...answer, text: `They have changed places. ${text}` };
}

/** A person's edit of an action's fields; `asker` null: in a note. What does not pass the gate is answered with sentences and changes nothing. */
export async function enterEdit(parts: DecideParts, action: ActionState, given: JsonObject, asker: Asker | null): Promise<Answer> {
  const fields = placed(parts, action, given);
  if (typeof fields === "string") return refused(`Not taken over: ${fields}`, statusOf(action));
  const laid = editProposal(parts, action, fields);
  if ("problem" in laid) return refused(`Not taken over: ${laid.problem}`, statusOf(action));
  if (movable(action, "edited").length === 0) return refused("It can no longer be changed.", statusOf(action));
  if (asker !== null && isMove(parts, action, fields, asker)) {
    await parts.ledger.append(await moved(parts, action, laid.proposal, asker));
    return afterMove(action);
  }
  await parts.ledger.append(await edited(parts, action, laid.proposal, { by: "person", fields }));
  return { ok: true, how: "entered", status: "waiting", text: "Changed and judged again." };
}

/** A draft was planned again with better facts, or with what a later mail wants. What a person wrote into it meanwhile stays. */
export async function enterReplanned(parts: DecideParts, action: ActionState, proposal: Proposal, later_change?: LaterChange): Promise<void> {
  const laid = editProposal(parts, action, action.own_fields, proposal);
  if ("problem" in laid || canonical(laid.proposal.deliveries as unknown as Json) === canonical(action.proposal.deliveries as unknown as Json)) return;
  await parts.ledger.append(await edited(parts, action, laid.proposal, { by: "employee", fields: {}, ...(later_change && { later_change }) }));
}

/** Judged once more as it is, since something was learned that its card must show; an approval that stood is void. */
export async function enterJudgedAgain(parts: DecideParts, action: ActionState, later_change?: LaterChange): Promise<void> {
  if (movable(action, "edited").length > 0) await parts.ledger.append(await edited(parts, action, action.proposal, { by: "employee", fields: {}, ...(later_change && { later_change }) }));
}
