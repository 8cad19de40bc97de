/**
 * Owns: carrying out what was approved - write "started", act, write what came of it; and looking up what is unknown.
 * Never: acting on anything but the payload in the ledger, acting before "started" is on disk, or repeating a write (PRODUCT K3, K4).
 */
import type { Attempt, Finding, Operation, Outcome } from "../channel";
import type { Delivery, Problem, Receipt } from "../core/action";
import { capReached, type CapKind } from "../core/caps";
import type { NewEvent } from "../core/event";
import { ServiceError } from "../core/failure";
import type { JsonObject } from "../core/json";
import { newReasons } from "../core/policy";
import { ImpossibleMove, statusOf, type ActionState, type Started } from "../core/state";
import type { DecideParts } from "./decide";
import { judgeProposal, proposalOf } from "./judgement";

export interface Executed {
  executed: number;
  failed: number;
  unknown: number;
  /** Why approved work did not start, by action id, for cards and the dashboard. */
  held: Record<string, string>;
}

/** Waits before an unknown outcome is looked up again, then every hour; a person can say at any time. */
const LOOKUP_AGAIN_MS = [15_000, 60_000, 300_000, 900_000, 3_600_000];
const NOT_NOW_MS = 15_000;

const actionsOf = (parts: DecideParts): ActionState[] => Object.values(parts.ledger.state.actions);
const inAWhile = (parts: DecideParts, ms: number): string => new Date(parts.clock.now().getTime() + ms).toISOString();
const isDue = (parts: DecideParts, at: string | null): boolean => at === null || at <= parts.clock.now().toISOString();

function bug(error: unknown): Problem {
  return {
    code: "UNEXPECTED",
    effect: "It is not known whether it happened.",
    cause: error instanceof Error ? error.message : String(error),
    next: "It is looked up; if that is not conclusive you will be asked.",
  };
}

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

/** One round: expiry, policy's own grants, lookups, then everything that is due. */
export async function execute(parts: DecideParts, signal?: AbortSignal): Promise<Executed> {
  const done: Executed = { executed: 0, failed: 0, unknown: 0, held: {} };
  await recoverRunning(parts);
  await expire(parts);
  await followModes(parts);
  await grantByPolicy(parts);
  for (const action of actionsOf(parts)) {
    for (const delivery of action.proposal.deliveries) {
      signal?.throwIfAborted();
      const status = action.deliveries[delivery.channel]?.status;
      if (status === "unknown") await unlessOvertaken(lookUp(parts, action, delivery, done, signal));
      if (status === "approved") await unlessOvertaken(run(parts, action, delivery, done, signal));
    }
  }
  signal?.throwIfAborted();
  await proposeFollowUps(parts);
  return done;
}

async function expire(parts: DecideParts): Promise<void> {
  const now = parts.clock.now().toISOString();
  for (const action of actionsOf(parts)) {
    const status = statusOf(action);
    const until = status === "waiting" ? action.expires_at : status === "approved" ? action.decision?.holds_until : undefined;
    if (until !== undefined && until <= now) await unlessOvertaken(parts.ledger.append([{ event: "expired", action_id: action.proposal.id, data: {} }]));
  }
}

/** An approval is bound to its mode: what was decided or simulated in another one comes back (PRODUCT K2). */
async function followModes(parts: DecideParts): Promise<void> {
  for (const action of actionsOf(parts)) {
    const status = statusOf(action);
    if (status !== "waiting" && status !== "approved" && status !== "simulated") continue;
    const moved = action.proposal.deliveries.find(({ channel }) => parts.services.modeOf(channel) !== action.modes[channel]);
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
    const holds_until = inAWhile(parts, parts.settings().expiry.decision_hours * 3_600_000);
    const data = { by: "policy", via: "policy", at, fingerprint: action.fingerprint, not_before: at, holds_until } as const;
    await unlessOvertaken(parts.ledger.append([{ event: "granted", action_id: action.proposal.id, actor: "policy", data }]));
  }
}

/** Receipts of what an action depends on; a sentence when one is not done yet. */
function dependencies(parts: DecideParts, action: ActionState): { receipts: Record<string, Receipt> } | { waits: string } {
  const receipts: Record<string, Receipt> = {};
  for (const id of action.proposal.depends_on) {
    const other = parts.ledger.state.actions[id];
    const receipt = other && Object.values(other.deliveries).find((delivery) => delivery.receipt)?.receipt;
    if (!receipt) return { waits: `Waits for ${id}, which is ${other ? statusOf(other) : "not there"}.` };
    receipts[id] = receipt;
  }
  return { receipts };
}

function attemptOf(action: ActionState, channel: string, receipts: Record<string, Receipt>, now: Date): Attempt {
  const delivery = action.deliveries[channel];
  return { key: action.proposal.id, started_at: delivery?.started_at ?? now.toISOString(), remembered: delivery?.remembered ?? {}, receipts };
}

function kindOf(operation: Operation | undefined): CapKind {
  if (operation?.expiry === "payment") return "payment";
  return operation?.rule === "scheduled_post" || operation?.rule === "reply" ? "post" : "other";
}

/** Why an approved delivery may not start now, null when it may. Order of PRODUCT section 3: undo time, pause, caps. */
function holdBack(parts: DecideParts, action: ActionState, delivery: Delivery, operation: Operation | undefined): string | null {
  const { ledger, clock, services } = parts;
  const now = clock.now();
  if (!action.decision) return "It has no decision.";
  if (action.decision.not_before > now.toISOString()) return "It can still be undone.";
  if (!isDue(parts, action.deliveries[delivery.channel]?.again_at ?? null)) return action.deliveries[delivery.channel]?.problem?.cause ?? "Not yet.";
  if (ledger.state.paused) return `Everything is paused: ${ledger.state.paused.reason}`;
  const channelPaused = ledger.state.channels_paused[delivery.channel];
  if (channelPaused) return `${channelPaused.problem.cause} ${channelPaused.problem.next}`;
  const started = (entry: Started): CapKind => kindOf(services.operation(entry));
  return capReached(kindOf(operation), ledger.state.started, started, parts.settings().limits, now);
}

async function run(parts: DecideParts, action: ActionState, delivery: Delivery, done: Executed, signal?: AbortSignal): Promise<void> {
  const { ledger, services, clock } = parts;
  const { id } = action.proposal;
  const operation = services.operation(delivery);
  const needed = dependencies(parts, action);
  const held = "waits" in needed && action.modes[delivery.channel] === "live" ? needed.waits : holdBack(parts, action, delivery, operation);
  if (held !== null || !operation) {
    done.held[id] = held ?? "This version does not know the operation.";
    return;
  }
  const after = action.touched;
  const judged = await judgeProposal(parts, action.proposal);
  const fresh = newReasons(action, judged);
  if (fresh.some((reason) => reason.code === "facts_unreadable")) {
    // The service cannot be asked just now: never attempted, so the approval stays (K4).
    done.held[id] = fresh.map((reason) => reason.text).join(" ");
    return;
  }
  if (fresh.length > 0 || judged.fingerprint !== action.fingerprint || action.decision?.fingerprint !== action.fingerprint) {
    const why = fresh.map((reason) => reason.text).join(" ") || "Its content is not what was approved.";
    await ledger.append([{ event: "returned", action_id: id, after, data: { ...judged, why } }]);
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
  const late = services.modeOf(delivery.channel) === "live" ? holdBack(parts, action, delivery, operation) : "The channel is in dry run again.";
  if (late !== null) {
    done.held[id] = late;
    return;
  }
  const began = clock.now();
  const attempt = (action.deliveries[delivery.channel]?.attempts ?? 0) + 1;
  await ledger.append([{ event: "started", action_id: id, delivery: delivery.channel, data: { fingerprint: action.fingerprint, attempt } }], true);
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

async function settle(parts: DecideParts, action: ActionState, delivery: Delivery, outcome: Outcome, duration_ms: number): Promise<void> {
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
      events.push({ event: "channel_paused", data: { service: delivery.channel, problem: outcome.problem } });
  }
  await parts.ledger.append(events, true);
}

/** Did it happen? Reads only. What stays unclear is asked of a person, and looked up again later. */
async function lookUp(parts: DecideParts, action: ActionState, delivery: Delivery, done: Executed, signal?: AbortSignal): Promise<void> {
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
    const problem: Problem = {
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

/** What naturally comes next is a proposal of its own, with a decision of its own. Repeating this proposes nothing twice. */
export async function proposeFollowUps(parts: DecideParts): Promise<void> {
  for (const action of actionsOf(parts)) {
    if (action.archived || statusOf(action) !== "done") continue;
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
