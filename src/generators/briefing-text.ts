/**
 * Owns: the wording of the CEO briefing (DETAILS "Report sections").
 * Never: a number that is not in its figures.
 */
import type { JsonObject } from "../core/json";
import { showMoney } from "../core/money";
import { dateIn, showDate, showInstant, showSpan } from "../core/schedule";
import { inlineUntrusted } from "../core/untrusted";
import type { Activity } from "./activity";
import type { BriefingFigures } from "./briefing";
import { audienceLines } from "./audiences";
import { isRevenueGoal, overdueLines, revenueLines } from "./books";
import type { Measured } from "../core/measure";
import { bar, figure, minutes, name, noteLink, NOT_MEASURED, section, table } from "./markdown";
import { standing, type Goal } from "./owners-tables";
import type { Project } from "./projects";
import type { Reading } from "./reading";
import { reportNote, type Stamp } from "./stamp";

function change(now: number | null, before: number | null): string {
  if (now === null || before === null) return NOT_MEASURED;
  return now === before ? "same" : now > before ? `+${now - before}` : `-${before - now}`;
}

function glance(figures: BriefingFigures): string[] {
  const { activity, previous } = figures;
  const row = (label: string, now: number | null, before: number | null): string[] => {
    const most = Math.max(1, now ?? 0, before ?? 0);
    const chart = (value: number | null): string => (value === null ? "" : bar(value / most, 10));
    return [label, figure(now), chart(now), figure(before), chart(before), change(now, before)];
  };
  const both = (label: string, pick: (counted: Activity) => number): string[] => row(label, activity && pick(activity), previous && pick(previous));
  return [
    ...table(["", "This week", "", "Week before", "", "Change"], [
      both("Actions completed", (counted) => counted.tasks_completed),
      row("Mails received", figures.emails_received, figures.emails_received_before),
      both("Mails and messages filed", (counted) => counted.emails_processed),
      both("Social media posts", (counted) => counted.social_media_posts),
      both("Approved by you", (counted) => counted.approvals_granted),
      both("Approved by policy", (counted) => counted.auto_approvals),
      both("Errors", (counted) => counted.total_errors),
    ]),
    "",
    `- Approvals waiting at the end: **${figure(figures.approvals_pending)}**`,
    `- Notes in Needs_Action: **${figure(figures.vault?.needs_action ?? null)}**`,
    `- Plans made: **${figure(figures.plans_created)}**`,
    `- From a mail's arrival to the first thing done about it: **${minutes(activity?.response_minutes ?? null)}** (median)`,
  ];
}

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase().replace("_", " ");

function bottleneckLines({ activity, bottlenecks }: BriefingFigures): string[] {
  if (bottlenecks.length === 0) return [activity === null ? NOT_MEASURED : "None found."];
  return bottlenecks.flatMap(({ severity, category, description, count, suggested_action }, index) => [
    ...(index === 0 ? [] : [""]),
    `### ${titled(severity)} - ${titled(category)}`,
    "",
    inlineUntrusted(description),
    "",
    `- Count: ${count}`,
    `- Suggested action: ${inlineUntrusted(suggested_action)}`,
  ]);
}

function suggestionLines({ activity, suggestions }: BriefingFigures): string[] {
  if (suggestions.length === 0) return [activity === null ? NOT_MEASURED : "None this week."];
  return suggestions.flatMap(({ priority, type, description, rationale, notes, link }, index) => [
    ...(index === 0 ? [] : [""]),
    `### ${titled(priority)} - ${titled(type)}`,
    "",
    inlineUntrusted(description),
    "",
    `- Why: ${inlineUntrusted(rationale)}`,
    ...(notes.length === 0 ? [] : [`- Do it here: ${notes.map(noteLink).join(", ")}`]),
    ...(link === undefined ? [] : [`- Do it here: [${link.label}](${link.to})`]),
  ]);
}

function waitingLines({ waiting }: BriefingFigures, reading: Reading): string[] {
  if (reading.state === null) return [NOT_MEASURED];
  if (waiting.length === 0) return ["Nobody is waiting."];
  const { until } = reading.week;
  return table(["For how long", "What", "From", "Note"], waiting.map(({ what, who, since, note }) => [
    showSpan(until.getTime() - Date.parse(since)),
    inlineUntrusted(what),
    who === null ? "-" : inlineUntrusted(who),
    note === null ? "-" : noteLink(note),
  ]));
}

function projectLines({ name: title, path, status, progress_percentage: progress, next_steps, blockers }: Project): string[] {
  return [
    `- **${inlineUntrusted(title)}** (${noteLink(path)}) - ${titled(status)}, ${progress === null ? `progress ${NOT_MEASURED}` : `${bar(progress / 100)} ${progress} %`}`,
    ...next_steps.map((step) => `  - Next: ${inlineUntrusted(step)}`),
    ...blockers.map((blocker) => `  - Blocked: ${inlineUntrusted(blocker)}`),
  ];
}

function projects({ vault }: BriefingFigures): string[] {
  if (vault === null) return [NOT_MEASURED];
  return vault.projects.length === 0 ? ["There are no plans in `Plans`."] : vault.projects.flatMap(projectLines);
}

function social({ activity, previous, audiences }: BriefingFigures): string[] {
  if (activity === null) return [NOT_MEASURED];
  const channels = [...new Set([...Object.keys(activity.posts), ...Object.keys(previous?.posts ?? {})])];
  const rows = channels.map((channel) => {
    const [now, before] = [activity.posts[channel] ?? 0, previous && (previous.posts[channel] ?? 0)];
    return [name(channel), String(now), figure(before), change(now, before)];
  });
  const audience = audienceLines(audiences, activity.posts);
  return [...(rows.length === 0 ? ["No post was published."] : table(["Channel", "Posts", "Week before", "Change"], rows)), ...(audience.length === 0 ? [] : ["", ...audience])];
}

/** What the log can measure of the owner's goals; everything else is said not to be measured. */
function measure({ metric }: Goal, activity: Activity | null, books: readonly Measured[]): { value: number; text: string } | null {
  const response = activity?.response_minutes ?? null;
  if (/response time/i.test(metric) && response !== null) {
    const [unit, label] = /minute/i.test(metric) ? [1, "min"] : /day/i.test(metric) ? [1440, "days"] : [60, "h"];
    const value = Math.round((response / unit) * 10) / 10;
    return { value, text: `${value} ${label}` };
  }
  if (/\bposts?\b.*\bweek/i.test(metric) && activity) return { value: activity.social_media_posts, text: String(activity.social_media_posts) };
  const [first] = books;
  if (isRevenueGoal(metric) && first && books.length === 1) return { value: Number(first.revenue.month), text: showMoney({ amount: first.revenue.month, currency: first.currency }) };
  return null;
}

function goals({ vault, activity, books }: BriefingFigures): string[] {
  if (vault === null) return [NOT_MEASURED];
  if (vault.goals.length === 0) return ["There are no goals in [[Business_Goals]] yet."];
  return table(["Goal", "Target", "Alert", "Measured", "Standing"], vault.goals.map((goal) => {
    const measured = measure(goal, activity, books ?? []);
    const cells = [goal.metric, goal.target_text === "" ? "not set" : goal.target_text, goal.alert_text === "" ? "not set" : goal.alert_text].map(inlineUntrusted);
    return [...cells, measured?.text ?? NOT_MEASURED, measured ? standing(goal, measured.value) : "-"];
  }));
}

function deadlines({ deadlines: dates, vault }: BriefingFigures, today: string): string[] {
  if (dates.length === 0) return [vault === null ? NOT_MEASURED : "None in the next two weeks."];
  return dates.map(({ date, what, note }) => `- ${date < today ? "**Overdue** " : ""}${showDate(date)}: ${inlineUntrusted(what)}${note === null ? "" : ` - ${noteLink(note)}`}`);
}

function revenue({ money, books, vault }: BriefingFigures): string[] {
  if (money === null) return [];
  const moved = table(["Completed actions", "Count", "Amount as approved"], money.map(({ action, currency, amount, count }) => [name(action), String(count), showMoney({ amount, currency })]));
  const read = (books ?? []).flatMap((measured) => [...revenueLines(measured, vault?.goals ?? []), ""]);
  const unread = table(["Revenue", "Value"], [["This week", NOT_MEASURED], ["Month to date", NOT_MEASURED], ["Of the target", NOT_MEASURED]]);
  return [...(read.length > 0 ? read : [...unread, ""]), ...(money.length === 0 ? ["No money was part of a completed action."] : moved)];
}

function overdue({ books, reminders }: BriefingFigures): string[] {
  if (books === null) return [];
  return books.length === 0 ? [NOT_MEASURED] : books.flatMap((measured) => overdueLines(measured, reminders));
}

/** The whole note above the owner's part. */
export function briefingText(period: string, reading: Reading, figures: BriefingFigures, entity: JsonObject, stamp: Stamp, zone: string): string {
  return reportNote(`Monday Morning CEO Briefing - ${showDate(period)}`, "ceo_briefing", entity, reading, stamp, zone, [
    `Week ending ${showDate(reading.week.sunday)}. The evidence is in [[${reading.week.monday}-audit]].`,
    "",
    ...section("Week at a Glance", glance(figures)),
    ...section("Bottlenecks Detected", bottleneckLines(figures)),
    ...section("Proactive Suggestions", suggestionLines(figures)),
    ...section("Waiting Longest", waitingLines(figures, reading)),
    ...section("Project Status", projects(figures)),
    ...section("Goals", goals(figures)),
    ...section("Social Media Performance", social(figures)),
    ...section("Revenue", revenue(figures)),
    ...section("Overdue", overdue(figures)),
    ...section("Cost Optimization", figures.money === null ? [] : [`Subscriptions, cost changes and duplicate costs: ${NOT_MEASURED}.`]),
    ...section("Upcoming Deadlines", deadlines(figures, dateIn(new Date(stamp.until), zone))),
    `Waiting and deadlines as of ${showInstant(stamp.until, zone)}.`,
  ]);
}
