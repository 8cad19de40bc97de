/**
 * Owns: what the plan's log fields `action` and `approval_status` say of an event (PRODUCT L1, DETAILS "Log line").
 * Never: the line itself (record.ts), or a channel's own names; those are handed in.
 */
import type { EventName, NewEvent } from "./event";
import type { ApprovalStatus } from "./record";
import type { State } from "./state";

/** Log names of events that are not an operation's own. */
const NAMES: Partial<Record<EventName, string>> = {
  observed: "email_receive",
  proposed: "approval_request",
  renewed: "approval_request",
  granted: "approval_grant",
  denied: "approval_reject",
  restarted: "watchdog_restart",
  alerted: "alert_created",
};
const FILED_NAMES: Record<string, string> = {
  action: "invoice_draft_created",
  clarification: "invoice_clarification_created",
  case: "observation_filed",
  note: "action_note_created",
};
const OPERATION_EVENTS = /^(started|simulated|strayed|settled_|found_|resolved_|remembered)/;
const PENDING: ReadonlySet<EventName> = new Set<EventName>(["proposed", "edited", "returned", "renewed", "resent"]);

/** The plan's action name of an event. `nameOf`: that of a channel's operation, e.g. `odoo_create_invoice`. */
export function nameOfEvent(event: NewEvent, { actions }: Pick<State, "actions">, nameOf: (channel: string, operation: string) => string): string {
  if (event.event === "filed") return FILED_NAMES[(event.data as { as: string }).as] ?? "observation_filed";
  if (event.event === "reported") return (event.data as { report: string }).report === "audit" ? "audit_generate" : "ceo_briefing_generate";
  if (OPERATION_EVENTS.test(event.event)) {
    const deliveries = actions[event.action_id ?? ""]?.proposal.deliveries ?? [];
    const delivery = deliveries.find(({ channel }) => channel === event.delivery) ?? deliveries[0];
    if (delivery) return nameOf(delivery.channel, delivery.operation);
  }
  return NAMES[event.event] ?? event.event;
}

/** How the event's action stands with regard to approval, before the event is applied. */
export function approvalOf(event: NewEvent, { actions }: Pick<State, "actions">): ApprovalStatus {
  if (event.event === "granted") return (event.data as { via: string }).via === "policy" ? "auto_approved" : "human_approved";
  if (event.event === "denied") return "rejected";
  if (event.event === "expired") return "expired";
  if (PENDING.has(event.event)) return "pending";
  const decision = actions[event.action_id ?? ""]?.decision;
  if (!decision) return "not_required";
  return decision.via === "policy" ? "auto_approved" : "human_approved";
}
