/**
 * Owns: what a briefing concludes from its numbers - bottlenecks with the thresholds of PRODUCT L3, and suggestions.
 * Never: a conclusion from a number that was not measured, and never an action.
 */
import type { Activity } from "./activity";
import { statusOf, type ActionState, type State } from "../core/state";
import type { Status } from "../core/action";
import { NEW_POST_LINK } from "../core/card-link";

export interface Bottleneck {
  category: "approval" | "error" | "pending_task";
  severity: "HIGH" | "MEDIUM" | "LOW";
  description: string;
  count: number;
  suggested_action: string;
}

export interface Suggestion {
  type: "opportunity" | "risk" | "optimization";
  priority: "HIGH" | "MEDIUM" | "LOW";
  description: string;
  rationale: string;
  /** Notes from which it can be done. */
  notes: string[];
  /** Where it is begun in Obsidian, absent where there is nothing to begin. */
  link?: { label: string; to: string };
}

/** More than this is a bottleneck (PRODUCT L3). */
const MORE_THAN = { approvals: 5, errors_of_one_service: 10, needs_action: 20, mails_of_one_sender: 3 } as const;
const NEW_POST = { label: "Write a post", to: NEW_POST_LINK };
/** Fewer posts a week than this are worth a word. */
const FEW_POSTS = 3;

/** In the order of their severity. Null was not measured and is no bottleneck. */
export function bottlenecks(counted: Activity | null, approvalsPending: number | null, needsAction: number | null): Bottleneck[] {
  const found: Bottleneck[] = [];
  if (approvalsPending !== null && approvalsPending > MORE_THAN.approvals) {
    found.push({ category: "approval", severity: "HIGH", description: `${approvalsPending} approvals wait for a decision.`, count: approvalsPending, suggested_action: "Go through the queue in the approval panel; what is low-risk can be decided together." });
  }
  for (const [service, errors] of Object.entries(counted?.errors_by_service ?? {})) {
    if (errors <= MORE_THAN.errors_of_one_service) continue;
    found.push({ category: "error", severity: "MEDIUM", description: `${errors} errors of ${service} in one week.`, count: errors, suggested_action: `Use "Test connection" for ${service}: it says what is wrong and what to do.` });
  }
  if (needsAction !== null && needsAction > MORE_THAN.needs_action) {
    found.push({ category: "pending_task", severity: "MEDIUM", description: `${needsAction} notes lie in Needs_Action.`, count: needsAction, suggested_action: "Answer or archive the oldest first; the list of who has been waiting longest is below." });
  }
  for (const [sender, mails] of Object.entries(counted?.senders ?? {})) {
    if (mails <= MORE_THAN.mails_of_one_sender) continue;
    found.push({ category: "pending_task", severity: "LOW", description: `${sender} wrote ${mails} times in one week.`, count: mails, suggested_action: "Call, or answer everything in one message." });
  }
  return found;
}

function withStatus(state: State, status: Status): ActionState[] {
  return Object.values(state.actions).filter((action) => statusOf(action) === status);
}

const notesOf = (actions: readonly ActionState[]): string[] => actions.flatMap(({ note }) => note ?? []).slice(0, 3);
const these = (actions: readonly ActionState[]): string => (actions.length === 1 ? "1 action" : `${actions.length} actions`);

/** In the order of their priority: risks first. */
export function suggestions(counted: Activity | null, state: State | null): Suggestion[] {
  const found: Suggestion[] = [];
  const [unknown, failed, expired] = state === null ? [[], [], []] : [withStatus(state, "unknown"), withStatus(state, "failed"), withStatus(state, "expired")];
  if (unknown.length > 0) {
    found.push({ type: "risk", priority: "HIGH", description: `Look up ${these(unknown)} whose outcome is unknown.`, rationale: "It may have happened; it is never repeated until you say so.", notes: notesOf(unknown) });
  }
  for (const [service, { problem }] of Object.entries(state?.channels_paused ?? {})) {
    found.push({ type: "risk", priority: "HIGH", description: `${service} is paused: ${problem.effect}`, rationale: problem.next, notes: [] });
  }
  if (failed.length > 0) {
    found.push({ type: "risk", priority: "MEDIUM", description: `Send ${these(failed)} again, or give up.`, rationale: "The service refused, nothing happened, and nothing is retried without you.", notes: notesOf(failed) });
  }
  if (counted?.social_media_posts === 0) {
    found.push({ type: "opportunity", priority: "MEDIUM", description: "Publish something.", rationale: "No post was published this week.", notes: [], link: NEW_POST });
  } else if (counted !== null && counted.social_media_posts < FEW_POSTS) {
    found.push({ type: "opportunity", priority: "LOW", description: "Publish more often.", rationale: `Only ${counted.social_media_posts === 1 ? "1 post was" : `${counted.social_media_posts} posts were`} published this week.`, notes: [], link: NEW_POST });
  }
  if (expired.length > 0) {
    found.push({ type: "optimization", priority: "LOW", description: `Renew or reject ${these(expired)} that expired undecided.`, rationale: "An expired request is not executed and stays until you say.", notes: notesOf(expired) });
  }
  return found;
}
