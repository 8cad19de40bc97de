/**
 * Owns: the weekly audit - its figures and when it is due (PRODUCT L2, L4; DETAILS "Business audit").
 * Never: its wording (audit-text.ts), and never a number that does not come from a ledger line.
 */
import type { Audience } from "../core/audience";
import type { JsonObject } from "../core/json";
import type { Due, Generator, Report, Sources } from "../generator";
import { activity, type Activity } from "./activity";
import { audienceEntity, audiencesOf } from "./audiences";
import { auditText } from "./audit-text";
import { mailsSeen, pending, plansCreated } from "./measured";
import { moneyMoved, type Moved } from "./money-moved";
import { readWeek, type Reading } from "./reading";
import { stamped } from "./stamp";
import { uptime } from "./uptime";
import { auditPeriod, auditsDue, weekToTell } from "./week";

export interface AuditFigures {
  /** Null when the log has no lines of the week. */
  activity: Activity | null;
  /** Null when nothing looked for mail in that week. */
  emails_received: number | null;
  whatsapp_messages: number | null;
  /** Actions that waited or ran at the end of the told time. */
  tasks_pending: number | null;
  /** Notes in `Plans/` made in the week. */
  plans_created: number | null;
  uptime_percentage: number | null;
  /** Null when the owner did not opt in. */
  money: Moved[] | null;
  /** What the channels said of the week's audience, once it was over. */
  audiences: Record<string, Audience>;
}

/** The audit's numbers from what was read. Pure: the same lines give the same numbers. */
export function auditFigures(reading: Reading, plans: readonly string[], zone: string, withMoney: boolean, audiences: Record<string, Audience>): AuditFigures {
  const { lines, before, state, week, from } = reading;
  const counted = lines.length === 0 ? null : activity(lines, before ?? [], zone);
  return {
    activity: counted,
    emails_received: mailsSeen(counted, state),
    whatsapp_messages: counted === null || counted.whatsapp_messages === 0 ? null : counted.whatsapp_messages,
    tasks_pending: state === null ? null : pending(state),
    plans_created: counted === null ? null : plansCreated(plans, week),
    uptime_percentage: uptime([...(before ?? []), ...lines], from, week.until),
    money: withMoney ? moneyMoved(lines, state) : null,
    audiences,
  };
}

/** The figures under the plan's names, for front matter, command line and tests. Unmeasured is null. */
export function auditEntity(reading: Reading, figures: AuditFigures): JsonObject {
  const { activity: counted, money } = figures;
  return {
    id: `audit_${reading.week.monday}`,
    week_start: reading.week.monday,
    week_end: reading.week.sunday,
    total_actions: counted?.total_actions ?? null,
    actions_by_type: counted?.actions_by_type ?? null,
    emails_received: figures.emails_received,
    whatsapp_messages: figures.whatsapp_messages,
    ...Object.fromEntries(Object.entries(counted?.posts ?? {}).map(([channel, posts]) => [`${channel}_posts`, posts])),
    tasks_completed: counted?.tasks_completed ?? null,
    tasks_pending: figures.tasks_pending,
    plans_created: figures.plans_created,
    approvals_requested: counted?.approvals_requested ?? null,
    approvals_granted: counted?.approvals_granted ?? null,
    approvals_rejected: counted?.approvals_rejected ?? null,
    approvals_expired: counted?.approvals_expired ?? null,
    auto_approvals: counted?.auto_approvals ?? null,
    approval_latency_minutes: counted?.approval_latency_minutes ?? null,
    simulated: counted?.simulated ?? null,
    unknown_outcomes: counted?.unknown_outcomes ?? null,
    total_errors: counted?.total_errors ?? null,
    errors_by_service: counted?.errors_by_service ?? null,
    uptime_percentage: figures.uptime_percentage,
    watchdog_restarts: counted?.watchdog_restarts ?? null,
    ...(Object.keys(figures.audiences).length > 0 && { audiences: audienceEntity(figures.audiences) }),
    ...(money && { money_moved: money.map(({ action, currency, amount, count }) => ({ action, currency, amount, count })) }),
  };
}

async function generate(due: Due, sources: Sources, existing: string | null): Promise<Report> {
  const { settings, now } = sources;
  const week = weekToTell(due.period, settings.zone, settings.schedule.audit, now);
  const reading = await readWeek(week, sources);
  const figures = auditFigures(reading, await sources.notes("Plans"), settings.zone, settings.reports.money, await audiencesOf(week.monday, sources));
  const entity = auditEntity(reading, figures);
  const fresh = { generated_at: now.toISOString(), until: reading.week.until.toISOString(), late: due.late };
  return {
    path: `Audits/${week.monday}-audit.md`,
    markdown: stamped((stamp) => auditText(reading, figures, entity, stamp, settings.zone), fresh, existing, sources),
    partial: !week.final || reading.partial.length > 0,
    final: week.final,
    figures: entity,
  };
}

export const audit: Generator = {
  id: "audit",
  label: "Weekly audit",
  log: "audit_generate",
  due: (settings, reported, since, now) => auditsDue(settings.schedule.audit, settings.zone, reported, since, now),
  periodOf: auditPeriod,
  generate,
};
