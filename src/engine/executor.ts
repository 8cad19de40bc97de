/**
 * Owns: carrying out what was approved - write "started", act, write what came of it.
 * Never: acting on anything but the payload in the ledger, acting before "started" is on disk, or repeating a write (PRODUCT K3, K4).
 */
import type { Operation, Outcome } from "../channel";
import type { Delivery, Problem, Receipt } from "../core/action";
import { capReached } from "../core/caps";
import type { NewEvent } from "../core/event";
import { ServiceError } from "../core/failure";
import { canonical, type JsonObject } from "../core/json";
import { newReasons } from "../core/policy";
import { ImpossibleMove, movable, statusOf, type ActionState } from "../core/state";
import { shutOut, type AccessParts } from "./access";
import type { DecideParts } from "./decide";
import { actionsOf, attemptOf, bug, dependencies, inAWhile, isDue, type Executed } from "./attempt";
import { proposeFollowUps } from "./follow-ups";
import { judgeProposal } from "./judgement";
import { lookUp } from "./lookup";
import { countedFrom, notYetPublic, publicationOf } from "./publishing";

const NOT_NOW_MS = 15_000;

export type ExecuteParts = DecideParts & AccessParts;

/** Rounds run one after the other, so what is running when one begins was left by a power cut, a failed write or a hang: it is unknown (PRODUCT E5). */
export async function recoverRunning(parts: DecideParts): Promise<void> {
  for (const action of actionsOf(parts)) {
    for (const [channel, delivery] of Object.entries(action.deliveries)) {
      if (delivery.status !== "running") continue;
      const problem: Problem = {
        code: "INTERRUPTED",
        effect: "It is not known whether it happened.",
        cause: "The program ended between starting it and hearing what came of it.",
        next: "It is looked up; if that is not conclusive you will be asked.",
      };
      await parts.ledger.append([{ event: "settled_unknown", action_id: action.proposal.id, delivery: channel, data: { problem } }], true);
    }
  }
}

/** What a person did in this very moment goes first: the step is left out, and the next round takes it if it is still called for. */
async function unlessOvertaken(step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof ImpossibleMove)) throw error;
  }
}

/** One round: expiry, policy's own grants, lookups, then everything that is due. `stopped`: what may not start, and why - its notes contradict each other (PRODUCT K6). */
export async function execute(parts: ExecuteParts, stopped: ReadonlyMap<string, string>, signal?: AbortSignal): Promise<Executed> {
  const done: Executed = { executed: 0, failed: 0, unknown: 0, held: {} };
  await recoverRunning(parts);
  await expire(parts);
  await followModes(parts);
  await grantByPolicy(parts);
  for (const action of actionsOf(parts)) {
    for (const channel of Object.keys(action.deliveries)) {
      signal?.throwIfAborted();
      // As it is now: while the one before was on its way a person may have changed this one, and approved it anew.
      const delivery = action.proposal.deliveries.find((one) => one.channel === channel);
      const status = action.deliveries[channel]?.status;
      if (!delivery) continue;
      if (status === "unknown") await unlessOvertaken(lookUp(parts, action, delivery, done, signal));
      const why = stopped.get(action.proposal.id);
      if (status === "approved" && why !== undefined) done.held[action.proposal.id] = why;
      else if (status === "approved") await unlessOvertaken(run(parts, action, delivery, done, signal));
    }
  }
  signal?.throwIfAborted();
  await proposeFollowUps(parts);
  return done;
}

async function expire(parts: DecideParts): Promise<void> {
  const now = parts.clock.now().toISOString();
  for (const action of actionsOf(parts)) {
    // Each delivery's own: that another one failed, or is unknown, gives an approval no longer life.
    const statuses = Object.values(action.deliveries).map(({ status }) => status);
    const until = statuses.includes("waiting") ? action.expires_at : statuses.includes("approved") ? action.decision?.holds_until : undefined;
    if (until !== undefined && until <= now) await unlessOvertaken(parts.ledger.append([{ event: "expired", action_id: action.proposal.id, data: {} }]));
  }
}

/** An approval is bound to its mode: what was decided or simulated in another one comes back (PRODUCT K2). */
async function followModes(parts: DecideParts): Promise<void> {
  for (const action of actionsOf(parts)) {
    const open = movable(action, "returned");
    const moved = action.proposal.deliveries.find(({ channel }) => open.includes(channel) && parts.services.modeOf(channel) !== action.modes[channel]);
    if (!moved) continue;
    const mode = parts.services.modeOf(moved.channel);
    const why = mode === "live" ? `${moved.channel} went live: this was judged for a dry run.` : `${moved.channel} is in dry run again.`;
    await unlessOvertaken(sendBack(parts, action, why));
  }
}

async function sendBack(parts: DecideParts, action: ActionState, why: string): Promise<void> {
  const after = action.touched;
  const judged = await judgeProposal(parts, action.proposal);
  await parts.ledger.append([{ event: "returned", action_id: action.proposal.id, after, data: { ...judged, why } }]);
}

async function grantByPolicy(parts: DecideParts): Promise<void> {
  for (const action of actionsOf(parts)) {
    if (statusOf(action) !== "waiting" || action.verdict.decision !== "allow") continue;
    const at = parts.clock.now().toISOString();
    const holds_until = new Date(countedFrom(parts, action.proposal, parts.clock.now()) + parts.settings().expiry.decision_hours * 3_600_000).toISOString();
    const data = { by: "policy", via: "policy", at, fingerprint: action.fingerprint, not_before: at, holds_until } as const;
    await unlessOvertaken(parts.ledger.append([{ event: "granted", action_id: action.proposal.id, actor: "policy", data }]));
  }
}

/** The action that may have done this very thing already: same operation, same content, outcome not known yet. */
function sameUnsettled(parts: DecideParts, action: ActionState, { channel, operation, payload }: Delivery): ActionState | undefined {
  const content = canonical(payload);
  return actionsOf(parts).find((other) => other !== action && other.deliveries[channel]?.status === "unknown" && other.proposal.deliveries.some((one) => one.channel === channel && one.operation === operation && canonical(one.payload) === content));
}

/** Why an approved delivery may not start now, null when it may. Order of PRODUCT section 3: undo time, pause, caps. */
function holdBack(parts: DecideParts, action: ActionState, delivery: Delivery): string | null {
  const { ledger, clock, services } = parts;
  const now = clock.now();
  if (!action.decision) return "It has no decision.";
  const { not_before, at } = action.decision;
  // Where no time to undo was given there is none to wait for, not even with a clock that was set back since.
  if (not_before > at && not_before > now.toISOString()) return "It can still be undone.";
  if (!isDue(parts, action.deliveries[delivery.channel]?.again_at ?? null)) return action.deliveries[delivery.channel]?.problem?.cause ?? "Not yet.";
  if (ledger.state.paused) return `Everything is paused: ${ledger.state.paused.reason}`;
  const channelPaused = ledger.state.channels_paused[delivery.channel];
  if (channelPaused) return `${channelPaused.problem.cause} ${channelPaused.problem.next}`;
  const early = notYetPublic(parts, delivery, now);
  if (early !== null) return early;
  const same = sameUnsettled(parts, action, delivery);
  if (same) return `${same.proposal.id} is the same, and it is not known yet whether that happened. This one waits for it.`;
  return capReached(services.capKindOf(delivery), ledger.state.started, (entry) => services.capKindOf(entry), parts.settings().limits, now);
}

async function run(parts: ExecuteParts, action: ActionState, delivery: Delivery, done: Executed, signal?: AbortSignal): Promise<void> {
  const { ledger, services, clock } = parts;
  const { id } = action.proposal;
  const operation = services.operation(delivery);
  const needed = dependencies(parts, action);
  const held = "waits" in needed && action.modes[delivery.channel] === "live" ? needed.waits : holdBack(parts, action, delivery);
  if (held !== null || !operation) {
    done.held[id] = held ?? "This version does not know the operation.";
    return;
  }
  const after = action.touched;
  const judged = await judgeProposal(parts, action.proposal, undefined, delivery.channel);
  const fresh = newReasons(action, judged);
  if (fresh.some((reason) => reason.code === "facts_unreadable")) {
    // The service cannot be asked just now: never attempted, so the approval stays (K4).
    done.held[id] = fresh.map((reason) => reason.text).join(" ");
    const refusal = services.breakers.refusal(delivery.channel);
    const paused = refusal === null ? [] : await shutOut(parts, delivery.channel, refusal.problem);
    if (paused.length > 0) await ledger.append(paused);
    return;
  }
  if (fresh.length > 0 || judged.fingerprint !== action.fingerprint || action.decision?.fingerprint !== action.fingerprint) {
    const why = fresh.map((reason) => reason.text).join(" ") || "Its content is not what was approved.";
    await ledger.append([{ event: "returned", action_id: id, after, data: { ...(await judgeProposal(parts, action.proposal)), why } }]);
    return;
  }
  const receipts = "receipts" in needed ? needed.receipts : {};
  if (action.modes[delivery.channel] !== "live") {
    await simulate(parts, action, delivery, operation, receipts, signal);
    done.executed += 1;
    return;
  }
  await ledger.guard();
  // Reading the facts took its time: a person may have paused, taken it back or gone back to dry run since.
  const late = services.modeOf(delivery.channel) === "live" ? holdBack(parts, action, delivery) : "The channel is in dry run again.";
  if (late !== null) {
    done.held[id] = late;
    return;
  }
  const began = clock.now();
  const attempt = (action.deliveries[delivery.channel]?.attempts ?? 0) + 1;
  const price = publicationOf(services, delivery)?.price;
  await ledger.append([{ event: "started", action_id: id, delivery: delivery.channel, data: { fingerprint: judged.fingerprint, attempt, ...(price && { price }) } }], true);
  const outcome = await perform(parts, action, delivery, operation, receipts, signal);
  await settle(parts, action, delivery, outcome, clock.now().getTime() - began.getTime());
  if (outcome.kind === "unknown") await lookUp(parts, action, delivery, done, signal);
  else done[outcome.kind === "done" ? "executed" : "failed"] += outcome.kind === "busy" ? 0 : 1;
}

async function simulate(parts: DecideParts, action: ActionState, delivery: Delivery, operation: Operation, receipts: Record<string, Receipt>, signal?: AbortSignal): Promise<void> {
  const attempt = attemptOf(action, delivery.channel, receipts, parts.clock.now());
  let findings: string[];
  try {
    ({ findings } = await operation.rehearse(delivery.payload, attempt, parts.services.call(delivery.channel, false, signal)));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    findings = [`The service could not be asked: ${error.message}`];
  }
  await parts.ledger.append([{ event: "simulated", action_id: action.proposal.id, delivery: delivery.channel, data: { findings } }]);
}

async function perform(parts: DecideParts, action: ActionState, delivery: Delivery, operation: Operation, receipts: Record<string, Receipt>, signal?: AbortSignal): Promise<Outcome> {
  const { ledger, services, clock } = parts;
  const remember = (data: JsonObject): Promise<void> =>
    ledger.append([{ event: "remembered", action_id: action.proposal.id, delivery: delivery.channel, data: { data } }], true);
  try {
    return await operation.perform(delivery.payload, attemptOf(action, delivery.channel, receipts, clock.now()), services.call(delivery.channel, true, signal), remember);
  } catch (error) {
    // Anything that nobody planned for may have happened.
    return { kind: "unknown", problem: bug(error) };
  }
}

async function settle(parts: ExecuteParts, action: ActionState, delivery: Delivery, outcome: Outcome, duration_ms: number): Promise<void> {
  const about = { action_id: action.proposal.id, delivery: delivery.channel, duration_ms };
  const events: NewEvent[] = [];
  switch (outcome.kind) {
    case "done":
      events.push({ ...about, event: "settled_done", data: { receipt: outcome.receipt } });
      break;
    case "refused":
      events.push({ ...about, event: "settled_failed", data: { problem: outcome.problem } });
      break;
    case "unknown":
      events.push({ ...about, event: "settled_unknown", data: { problem: outcome.problem } });
      break;
    case "busy":
      events.push({ ...about, event: "settled_not_attempted", data: { problem: outcome.problem, again_at: inAWhile(parts, outcome.retry_after_ms ?? NOT_NOW_MS) } });
      break;
    case "unauthorized":
      events.push({ ...about, event: "settled_not_attempted", data: { problem: outcome.problem, again_at: inAWhile(parts, NOT_NOW_MS) } });
      events.push(...(await shutOut(parts, delivery.channel, outcome.problem)));
  }
  await parts.ledger.append(events, true);
}
