/**
 * Owns: what the plan's log fields `action` and `approval_status` say of an event (PRODUCT L1, DETAILS "Log line").
 * Never: the line itself (record.ts), or a channel's own names; those are handed in.
 */
import type { EventName, NewEvent } from "./event";
import type { ApprovalStatus } from "./record";
import type { State } from "./state";

/** Log names of events that are not an operation's own. */
const NAMES: Partial<Record<EventName, string>> = {
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

/** Sources whose observations are mails; what is said elsewhere is named by its source, e.g. `facebook_receive`. */
const MAIL_SOURCES: ReadonlySet<string> = new Set(["gmail", "file"]);

/** The names of others: a channel's operation, e.g. `odoo_create_invoice`, and a generator's report, e.g. `audit_generate`. */
export interface LogNames {
  operation(channel: string, operation: string): string;
  report(generator: string): string;
}

/** The plan's action name of an event. */
export function nameOfEvent(event: NewEvent, { actions }: Pick<State, "actions">, names: LogNames): string {
  if (event.event === "filed") return FILED_NAMES[(event.data as { as: string }).as] ?? "observation_filed";
  if (event.event === "reported") return names.report((event.data as { report: string }).report);
  if (event.event === "observed") {
    const { source } = event.data as { source: string };
    return MAIL_SOURCES.has(source) ? "email_receive" : `${source}_receive`;
  }
  if (OPERATION_EVENTS.test(event.event)) {
    const deliveries = actions[event.action_id ?? ""]?.proposal.deliveries ?? [];
    const delivery = deliveries.find(({ channel }) => channel === event.delivery) ?? deliveries[0];
    if (delivery) return names.operation(delivery.channel, delivery.operation);
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
