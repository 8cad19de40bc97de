/**
 * Owns: the wording of the weekly audit (DETAILS "Report sections").
 * Never: a number that is not in its figures.
 */
import type { JsonObject } from "../core/json";
import { showMoney } from "../core/money";
import { addDays, dateIn, showDate, showInstant } from "../core/schedule";
import { inlineUntrusted } from "../core/untrusted";
import { happened, type Activity } from "./activity";
import { audienceLines } from "./audiences";
import type { AuditFigures } from "./audit";
import { bar, figure, logLink, minutes, name, noteLink, NOT_MEASURED, percentage, section, share, table } from "./markdown";
import type { Reading } from "./reading";
import { reportNote, type Stamp } from "./stamp";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** Longest list of action types and of linked actions. */
const TOP = 20;

function executiveSummary(figures: AuditFigures): string[] {
  const { activity } = figures;
  if (activity === null) return ["Nothing was measured in this week."];
  const asked = activity.approvals_granted + activity.approvals_rejected;
  return [
    `- **${activity.total_actions}** things done and logged, **${activity.tasks_completed}** actions completed, ${figures.tasks_pending === null ? `open at the end: ${NOT_MEASURED}` : `**${figures.tasks_pending}** open at the end`}.`,
    `- Mails received: **${figure(figures.emails_received)}**. Decisions: **${asked}** by you, **${activity.auto_approvals}** by the policy.`,
    `- Errors: **${activity.total_errors}**. Outcomes that were unknown at first: **${activity.unknown_outcomes}**. Uptime: **${percentage(figures.uptime_percentage)}**.`,
    ...(activity.simulated === 0 ? [] : [`- Approved in dry run, shown and not sent: **${activity.simulated}**.`]),
  ];
}

function activityMetrics(reading: Reading, figures: AuditFigures, zone: string): string[] {
  const { activity } = figures;
  const of = (pick: (counted: Activity) => number): string => figure(activity === null ? null : pick(activity));
  const metrics = table(["Metric", "Count"], [
    ["Mails received", figure(figures.emails_received)],
    ["Mails and messages filed", of((counted) => counted.emails_processed)],
    ["WhatsApp messages", figure(figures.whatsapp_messages)],
    ...Object.entries(activity?.messages ?? {}).map(([channel, messages]) => [`Comments and messages on ${name(channel)}`, String(messages)]),
    ["Social media posts", of((counted) => counted.social_media_posts)],
    ...Object.entries(activity?.posts ?? {}).map(([channel, posts]) => [`Posts on ${name(channel)}`, String(posts)]),
    ["Actions completed", of((counted) => counted.tasks_completed)],
    ["Actions open at the end", figure(figures.tasks_pending)],
    ["Simulated in dry run", of((counted) => counted.simulated)],
    ["Plans made", figure(figures.plans_created)],
  ]);
  const audience = audienceLines(figures.audiences, activity?.posts ?? {});
  return [...metrics, ...(audience.length === 0 ? [] : ["", ...audience]), ...(activity === null ? [] : ["", ...days(reading, activity, zone)])];
}

function days(reading: Reading, { by_day }: Activity, zone: string): string[] {
  const most = Math.max(1, ...Object.values(by_day));
  const [first, last] = [dateIn(reading.from, zone), dateIn(new Date(reading.week.until.getTime() - 1), zone)];
  return table(["Day", "Logged", ""], WEEKDAYS.map((weekday, index) => {
    const date = addDays(reading.week.monday, index);
    const measured = date >= first && date <= last;
    const logged = by_day[date] ?? 0;
    return [`${weekday} ${showDate(date)}`, measured ? String(logged) : NOT_MEASURED, measured ? bar(logged / most) : ""];
  }));
}

function byType({ activity }: AuditFigures): string[] {
  if (activity === null) return [NOT_MEASURED];
  const types = Object.entries(activity.actions_by_type);
  if (types.length === 0) return ["Nothing was done in this week."];
  const rest = types.slice(TOP).reduce((total, [, count]) => total + count, 0);
  const row = (label: string, count: number): string[] => [label, String(count), share(count, activity.total_actions), bar(count / activity.total_actions)];
  return table(["Action", "Count", "%", ""], [...types.slice(0, TOP).map(([type, count]) => row(name(type), count)), ...(rest > 0 ? [row("all others", rest)] : [])]);
}

function approvals({ activity }: AuditFigures): string[] {
  if (activity === null) return [NOT_MEASURED];
  const decided = activity.auto_approvals + activity.approvals_granted + activity.approvals_rejected + activity.approvals_expired;
  const row = (label: string, count: number): string[] => [label, String(count), share(count, decided), bar(decided === 0 ? 0 : count / decided)];
  return [
    ...table(["Approvals", "Count", "% of decided", ""], [
      ["Requested of you", String(activity.approvals_requested), "-", ""],
      row("Approved by policy", activity.auto_approvals),
      row("Approved by you", activity.approvals_granted),
      row("Rejected by you", activity.approvals_rejected),
      row("Expired undecided", activity.approvals_expired),
    ]),
    "",
    `From the question to your decision: ${minutes(activity.approval_latency_minutes)} (median).`,
  ];
}

function health(reading: Reading, figures: AuditFigures, stamp: Stamp, zone: string): string[] {
  const { activity, uptime_percentage: up } = figures;
  return [
    ...table(["Health", "Value", ""], [
      ["Uptime as measured", percentage(up), up === null ? "" : bar(up / 100)],
      ["Errors", figure(activity?.total_errors ?? null), ""],
      ["Restarts by the watchdog", figure(activity?.watchdog_restarts ?? null), ""],
      ["Alerts", figure(activity?.alerts ?? null), ""],
    ]),
    "",
    `Measured from ${showInstant(reading.from, zone)} until ${showInstant(stamp.until, zone)}: the program signs the log at least every 15 minutes while it runs, and time without a sign counts as down.`,
  ];
}

function errors({ activity }: AuditFigures): string[] {
  if (activity === null) return [NOT_MEASURED];
  const services = Object.entries(activity.errors_by_service);
  if (services.length === 0) return ["No errors were logged."];
  const most = Math.max(...services.map(([, count]) => count));
  return table(["Service", "Errors", ""], services.map(([service, count]) => [name(service), String(count), bar(count / most)]));
}

function money({ money: moved }: AuditFigures): string[] {
  if (moved === null) return [];
  if (moved.length === 0) return ["No money was part of a completed action."];
  return table(["Action", "Count", "Amount as approved"], moved.map(({ action, currency, amount, count }) => [name(action), String(count), showMoney({ amount, currency })]));
}

/** Day files with their lines, and the notes of what was completed. */
function evidence({ lines, state }: Reading): string[] {
  if (lines.length === 0) return [NOT_MEASURED];
  const counts = new Map<string, number>();
  for (const { timestamp } of lines) counts.set(timestamp.slice(0, 10), (counts.get(timestamp.slice(0, 10)) ?? 0) + 1);
  const completed = [...new Set(lines.filter(happened).flatMap(({ action_id }) => action_id ?? []))];
  const known = completed.flatMap((id) => state?.actions[id] ?? []);
  return [
    ...table(["Log of the UTC day", "Lines"], [...counts].map(([day, count]) => [logLink(day), String(count)])),
    ...(known.length === 0 ? [] : ["", "Completed:", ""]),
    ...known.slice(0, TOP).map(({ note, proposal }) => `- ${inlineUntrusted(proposal.summary)}${note === null ? "" : ` - ${noteLink(note)}`}`),
    ...(known.length > TOP ? [`- and ${known.length - TOP} more, in \`Completed\``] : []),
  ];
}

/** The whole note above the owner's part. */
export function auditText(reading: Reading, figures: AuditFigures, entity: JsonObject, stamp: Stamp, zone: string): string {
  const { monday, sunday } = reading.week;
  return reportNote(`Weekly Business Audit - ${showDate(monday)} to ${showDate(sunday)}`, "business_audit", entity, reading, stamp, zone, [
    ...section("Executive Summary", executiveSummary(figures)),
    ...section("Activity Metrics", activityMetrics(reading, figures, zone)),
    ...section("Breakdown by Action Type", byType(figures)),
    ...section("Approval Workflow", approvals(figures)),
    ...section("System Health", health(reading, figures, stamp, zone)),
    ...section("Errors by Service", errors(figures)),
    ...section("Money Moved", money(figures)),
    ...section("Detailed Action Log", evidence(reading)),
  ]);
}
