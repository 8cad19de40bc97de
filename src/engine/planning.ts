/**
 * Owns: what the channel that takes a kind of message makes of a draft.
 * Never: entering anything; a plan is only asked for.
 */
import type { Plan } from "../channel";
import type { Proposal } from "../core/action";
import type { Draft } from "../core/draft";
import { ServiceError } from "../core/failure";
import type { Mail } from "../core/mail";
import type { ObservationState } from "../core/state";
import type { Observation } from "../watcher";
import { actionId, proposalOf, type JudgementParts } from "./judgement";

/** Is there a service that makes proposals of such mail? */
export const isPlanned = ({ services }: Pick<JudgementParts, "services">, { kind }: Pick<Draft, "kind">): boolean => services.channels.some(({ planner }) => planner?.kinds.includes(kind) === true);

/** What the channel that takes this kind makes of a draft; null when no channel does. */
export async function planned(parts: JudgementParts, id: string, seen: ObservationState, mail: Mail, draft: Draft): Promise<{ kind: "proposals"; proposals: Proposal[]; later: string | null } | Extract<Plan, { kind: "questions" }> | null> {
  const channel = parts.services.channels.find(({ planner }) => planner?.kinds.includes(draft.kind));
  const planner = channel?.planner;
  if (!planner) return null;
  const observation: Observation = { id, source: seen.source, at: seen.at, thread: seen.thread, mail };
  const { breakers } = parts.services;
  const plan = (): Promise<Plan> => planner.plan(draft, observation, parts.services.call(channel.id), (slot) => actionId(id, slot));
  // A service that does not let us in keeps nobody from seeing a draft: it is made without what only the service knows.
  const answer = await planOrLater(() => (breakers.refusal(channel.id) === null ? breakers.ask(channel.id, plan) : plan()));
  if (answer.kind === "questions") return answer;
  return { kind: "proposals", later: answer.later, proposals: answer.seeds.map((seed) => proposalOf(parts, channel.id, seed, { kind: "mail", id })) };
}

/** A read that failed postpones the plan; the draft stays open and nothing is lost. */
async function planOrLater(planning: () => Promise<Plan>): Promise<Plan> {
  try {
    return await planning();
  } catch (error) {
    if (error instanceof ServiceError) return { kind: "proposals", seeds: [], later: error.message };
    throw error;
  }
}
