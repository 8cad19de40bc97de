/**
 * Owns: the numbers of a span of time, counted from ledger lines (PRODUCT L2, DETAILS "Business audit").
 * Never: text, and never a channel's name: services are counted under the names that stand in the lines.
 */
import type { EventName } from "../core/event";
import { dataOf, isEvent, type Line } from "../core/record";
import { dateIn } from "../core/schedule";

/** Lines by which the program keeps its own books: they are not work done. */
const BOOKKEEPING: ReadonlySet<EventName> = new Set<EventName>([
  "checkpoint", "opened", "released", "taken_over", "alive", "torn_tail_cut", "cursor_moved", "remembered", "started",
  "noted", "missing", "found_again", "archived", "requested", "service_checked",
]);
const HAPPENED: ReadonlySet<EventName> = new Set<EventName>(["settled_done", "found_done", "resolved_happened"]);
/** Events that put an action before a person (again): from here the wait for a decision counts. */
const ASKED: ReadonlySet<EventName> = new Set<EventName>(["proposed", "edited", "returned", "renewed", "resent"]);
/** The plan's action names that reports count by kind (DETAILS "Log line"). */
const KIND = { email: "email_receive", chat: "whatsapp_receive", post: "social_media_post" } as const;

export interface Activity {
  total_actions: number;
  actions_by_type: Record<string, number>;
  emails_received: number;
  /** Mails and messages that were filed, each counted once however often. */
  emails_processed: number;
  whatsapp_messages: number;
  /** Comments, mentions and direct messages by channel. */
  messages: Record<string, number>;
  /** Published posts by channel. */
  posts: Record<string, number>;
  /** One post on three channels is one. */
  social_media_posts: number;
  /** Actions that happened at a service, each counted once. */
  tasks_completed: number;
  simulated: number;
  approvals_requested: number;
  approvals_granted: number;
  approvals_rejected: number;
  approvals_expired: number;
  auto_approvals: number;
  /** Median minutes from being asked to the person's decision; null when nobody decided. */
  approval_latency_minutes: number | null;
  /** Median minutes from a mail's arrival to the first thing done about it; null when nothing was. */
  response_minutes: number | null;
  unknown_outcomes: number;
  total_errors: number;
  errors_by_service: Record<string, number>;
  watchdog_restarts: number;
  alerts: number;
  /** Mails by sender's address. */
  senders: Record<string, number>;
  /** Work per day in the owner's zone. */
  by_day: Record<string, number>;
}

/** True when the line is work, not bookkeeping. */
export function isWork(line: Line): boolean {
  return !BOOKKEEPING.has(line.event);
}

/** True when the line says that something happened at a service. */
export function happened(line: Line): boolean {
  return HAPPENED.has(line.event);
}

/** Does the line report something that went wrong? Attempts that never reached the service and failed reads count too. */
function isError(line: Line): boolean {
  if (isEvent(line, "service_checked")) return dataOf(line).ok === false;
  return line.error !== null || line.result.status === "error";
}

function serviceOf(line: Line): string {
  if (line.delivery !== null) return line.delivery;
  if (isEvent(line, "service_checked") || isEvent(line, "channel_paused")) return dataOf(line).service;
  return "employee";
}

/** Address in `Name <a@b>` or `a@b`, lower case. */
function address(from: string): string {
  return (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
}

function tally(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)));
}

/** The middle of some numbers (the mean of the two middle ones), rounded to whole numbers; null for none. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

const minutesBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 60_000);

const count = (lines: readonly Line[], ...events: EventName[]): number => lines.filter(({ event }) => events.includes(event)).length;

/** Minutes that each decision of a person took, for those whose question stands in the lines. */
function decisionMinutes(earlier: readonly Line[], lines: readonly Line[]): number[] {
  const asked = new Map<string, string>();
  for (const line of earlier) if (line.action_id !== null && ASKED.has(line.event)) asked.set(line.action_id, line.timestamp);
  return lines.flatMap((line) => {
    if (line.action_id === null) return [];
    if (ASKED.has(line.event)) asked.set(line.action_id, line.timestamp);
    const decided = (isEvent(line, "granted") && dataOf(line).via !== "policy") || isEvent(line, "denied");
    const since = asked.get(line.action_id);
    return decided && since !== undefined ? [minutesBetween(since, line.timestamp)] : [];
  });
}

/** Minutes from the arrival of each mail to the first action that happened because of it. */
function responseMinutes(earlier: readonly Line[], lines: readonly Line[]): number[] {
  const arrived = new Map<string, string>();
  const origin = new Map<string, string>();
  const answered = new Set<string>();
  const minutes: number[] = [];
  const follow = (line: Line, counts: boolean): void => {
    if (isEvent(line, "observed")) arrived.set(dataOf(line).id, dataOf(line).at);
    if (isEvent(line, "proposed")) origin.set(dataOf(line).proposal.id, dataOf(line).proposal.origin.id ?? "");
    if (!happened(line) || line.action_id === null) return;
    const source = origin.get(line.action_id) ?? "";
    const at = arrived.get(source);
    if (at !== undefined && !answered.has(source) && counts) minutes.push(minutesBetween(at, line.timestamp));
    answered.add(source);
  };
  for (const line of earlier) follow(line, false);
  for (const line of lines) follow(line, true);
  return minutes;
}

/** Counts the lines of a span. `earlier` lines are only looked at for when something that ends in the span began. */
export function activity(lines: readonly Line[], earlier: readonly Line[], zone: string): Activity {
  const work = lines.filter(isWork);
  const done = lines.filter(happened);
  const posts = done.filter(({ action }) => action === KIND.post);
  const mails = lines.filter((line) => line.action === KIND.email);
  const errors = lines.filter(isError);
  const asks = lines.filter((line) => (isEvent(line, "proposed") || isEvent(line, "renewed") || isEvent(line, "resent")) && dataOf(line).verdict.decision === "ask");
  const grants = lines.filter((line) => isEvent(line, "granted"));
  const automatic = grants.filter((line) => dataOf(line).via === "policy").length;
  return {
    total_actions: work.length,
    actions_by_type: tally(work.map(({ action }) => action)),
    emails_received: mails.length,
    emails_processed: new Set(lines.flatMap((line) => (isEvent(line, "filed") ? [dataOf(line).id] : []))).size,
    whatsapp_messages: lines.filter(({ action }) => action === KIND.chat).length,
    messages: tally(lines.flatMap((line) => (isEvent(line, "observed") && line.action !== KIND.email && line.action !== KIND.chat ? [dataOf(line).source] : []))),
    posts: tally(posts.map(({ delivery }) => delivery ?? "unnamed")),
    social_media_posts: new Set(posts.map(({ action_id }) => action_id)).size,
    tasks_completed: new Set(done.map(({ action_id }) => action_id)).size,
    simulated: count(lines, "simulated"),
    approvals_requested: asks.length,
    approvals_granted: grants.length - automatic,
    approvals_rejected: count(lines, "denied"),
    approvals_expired: count(lines, "expired"),
    auto_approvals: automatic,
    approval_latency_minutes: median(decisionMinutes(earlier, lines)),
    response_minutes: median(responseMinutes(earlier, lines)),
    unknown_outcomes: count(lines, "settled_unknown"),
    total_errors: errors.length,
    errors_by_service: tally(errors.map(serviceOf)),
    watchdog_restarts: count(lines, "restarted"),
    alerts: count(lines, "alerted"),
    senders: tally(mails.flatMap((line) => (isEvent(line, "observed") ? [address(dataOf(line).from)] : []))),
    by_day: tally(work.map(({ timestamp }) => dateIn(new Date(timestamp), zone))),
  };
}
