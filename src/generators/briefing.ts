/**
 * Owns: the CEO briefing - its figures and when it is due (PRODUCT L3, L4; DETAILS "CEO briefing").
 * Never: its wording (briefing-text.ts), and never a number that was not measured.
 */
import type { JsonObject } from "../core/json";
import { dataOf, isEvent, type Line } from "../core/record";
import { showMoney } from "../core/money";
import { addDays, dateIn } from "../core/schedule";
import { statusOf, type State } from "../core/state";
import type { Due, Generator, Report, Sources } from "../generator";
import { activity, type Activity } from "./activity";
import { briefingText } from "./briefing-text";
import type { Audience } from "../core/audience";
import { audienceEntity, audiencesOf } from "./audiences";
import { booksAfter, booksEntity } from "./books";
import type { Measured } from "../core/measure";
import type { ReminderDays } from "../core/reminder";
import type { Settings } from "../settings";
import { bottlenecks, suggestions, type Bottleneck, type Suggestion } from "./findings";
import { mailsSeen, plansCreated } from "./measured";
import { moneyMoved, type Moved } from "./money-moved";
import { readGoals, readProjects, type Goal } from "./owners-tables";
import { readPlans, type Project } from "./projects";
import { readWeek, type Reading } from "./reading";
import { stamped } from "./stamp";
import { briefingPeriod, briefingsDue, weekToTell } from "./week";

/** Somebody waits for us, or we for the owner. */
export interface Waiting {
  /** Summary of the action, or subject of the message: untrusted. */
  what: string;
  who: string | null;
  /** UTC ISO time. */
  since: string;
  note: string | null;
}

export interface Deadline {
  /** ISO date in the owner's zone. */
  date: string;
  what: string;
  note: string | null;
}

/** What the vault says now. Null in a report about a time that is long past: the vault of then is gone. */
export interface Vault {
  projects: Project[];
  goals: Goal[];
  deadlines: Deadline[];
  needs_action: number;
}

export interface BriefingFigures {
  activity: Activity | null;
  previous: Activity | null;
  emails_received: number | null;
  emails_received_before: number | null;
  plans_created: number | null;
  approvals_pending: number | null;
  bottlenecks: Bottleneck[];
  suggestions: Suggestion[];
  waiting: Waiting[];
  deadlines: Deadline[];
  vault: Vault | null;
  /** Null when the owner did not opt in. */
  money: Moved[] | null;
  /** What the books said right after the week; [] when nobody asked them. Null when the owner did not opt in. */
  books: Measured[] | null;
  /** What the channels said of the week's audience. */
  audiences: Record<string, Audience>;
  reminders: ReminderDays;
}

const LONGEST = 5;
/** How far ahead deadlines are told, days. */
const AHEAD_DAYS = 14;

/** The observation at the beginning: an action that follows another came from the same message. */
function sourceOf(origin: string | null, state: State): string {
  let source = origin ?? "";
  for (let steps = 0; steps < 10; steps += 1) source = state.actions[source]?.proposal.origin.id ?? source;
  return source;
}

/** Open decisions and open questions, the longest first: since the message arrived, where there was one. */
export function waitingLongest(state: State | null, lines: readonly Line[]): Waiting[] {
  if (state === null) return [];
  const messages = new Map<string, { from: string; subject: string }>();
  for (const line of lines) if (isEvent(line, "observed")) messages.set(dataOf(line).id, dataOf(line));
  const actions = Object.values(state.actions)
    .filter((action) => statusOf(action) === "waiting")
    .map(({ proposal, created_at, note }): Waiting => {
      const who = messages.get(sourceOf(proposal.origin.id, state))?.from ?? null;
      return { what: proposal.summary, who, since: state.observations[proposal.origin.id ?? ""]?.at ?? created_at, note };
    });
  const questions = Object.entries(state.observations).flatMap(([id, { at, filed }]): Waiting[] =>
    filed?.as === "clarification" ? [{ what: messages.get(id)?.subject ?? "A question about a message", who: messages.get(id)?.from ?? null, since: at, note: filed.note }] : [],
  );
  return [...actions, ...questions].sort((a, b) => (a.since < b.since ? -1 : 1)).slice(0, LONGEST);
}

/** Approvals of the state that end within the coming days. */
function expiring(state: State | null, zone: string, until: string): Deadline[] {
  return Object.values(state?.actions ?? {})
    .filter((action) => statusOf(action) === "waiting")
    .map(({ proposal, expires_at, note }) => ({ date: dateIn(new Date(expires_at), zone), what: `Decide: ${proposal.summary}`, note }))
    .filter(({ date }) => date <= until);
}

/** Bills to us that are to be paid by then: the program pays none (PRODUCT K8). */
function billsDue(books: readonly Measured[], until: string): Deadline[] {
  return books.flatMap(({ payable }) => payable).filter(({ due_date }) => due_date <= until).map(({ due_date, label, partner, open }) => ({ date: due_date, what: `Pay ${partner}: ${showMoney(open)} (${label})`, note: null }));
}

/** The briefing's numbers from what was read. Pure: the same sources give the same numbers. */
export function briefingFigures(reading: Reading, plans: readonly string[], vault: Vault | null, { zone, reminders }: Pick<Settings, "zone" | "reminders">, books: Measured[] | null, audiences: Record<string, Audience>): BriefingFigures {
  const { lines, before, state, week } = reading;
  const counted = lines.length === 0 ? null : activity(lines, before ?? [], zone);
  const previous = before === null ? null : activity(before, [], zone);
  const pending = state === null ? null : Object.values(state.actions).filter((action) => statusOf(action) === "waiting").length;
  const horizon = addDays(dateIn(week.until, zone), AHEAD_DAYS);
  return {
    activity: counted,
    previous,
    emails_received: mailsSeen(counted, state),
    emails_received_before: mailsSeen(previous, state),
    plans_created: counted === null ? null : plansCreated(plans, week),
    approvals_pending: pending,
    bottlenecks: bottlenecks(counted, pending, vault?.needs_action ?? null),
    suggestions: suggestions(counted, state),
    waiting: waitingLongest(state, [...(before ?? []), ...lines]),
    deadlines: [...(vault?.deadlines ?? []).filter(({ date }) => date <= horizon), ...expiring(state, zone, horizon), ...billsDue(books ?? [], horizon)].sort((a, b) => (a.date < b.date ? -1 : 1)),
    vault,
    money: books === null ? null : moneyMoved(lines, state),
    books,
    audiences,
    reminders,
  };
}

/** The figures under the plan's names, for front matter, command line and tests. Unmeasured is null. */
export function briefingEntity(period: string, reading: Reading, figures: BriefingFigures): JsonObject {
  const { activity: counted, money, books } = figures;
  return {
    id: `briefing_${period}`,
    date: period,
    week_start: reading.week.monday,
    week_end: reading.week.sunday,
    tasks_completed: counted?.tasks_completed ?? null,
    social_media_posts: counted?.social_media_posts ?? null,
    emails_received: figures.emails_received,
    emails_processed: counted?.emails_processed ?? null,
    plans_created: figures.plans_created,
    approvals_pending: figures.approvals_pending,
    needs_action: figures.vault?.needs_action ?? null,
    total_errors: counted?.total_errors ?? null,
    response_minutes: counted?.response_minutes ?? null,
    bottlenecks: figures.bottlenecks.map((found) => ({ ...found })),
    suggestions: figures.suggestions.map(({ type, priority, description, rationale }) => ({ type, priority, description, rationale })),
    projects: (figures.vault?.projects ?? []).map(({ name, status, progress_percentage, next_steps, blockers }) => ({ name, status, progress_percentage, next_steps, blockers })),
    ...(money && { money_moved: money.map((moved) => ({ ...moved })) }),
    ...(Object.keys(figures.audiences).length > 0 && { audiences: audienceEntity(figures.audiences) }),
    ...(books && booksEntity(period, books, figures.vault?.goals ?? [])),
  };
}

async function readVault(sources: Sources): Promise<{ vault: Vault; problems: string[] }> {
  const goals = (await sources.note("Business_Goals.md")) ?? "";
  const { projects, problems } = await readPlans(sources);
  const deadlines = readProjects(goals)
    .filter(({ status }) => status !== "done" && status !== "completed")
    .flatMap(({ name, deadline }): Deadline[] => (deadline === null ? [] : [{ date: deadline, what: name, note: null }]));
  return { vault: { projects, goals: readGoals(goals), deadlines, needs_action: (await sources.notes("Needs_Action")).length }, problems };
}

async function generate(due: Due, sources: Sources, existing: string | null): Promise<Report> {
  const { settings, now } = sources;
  const { zone } = settings;
  const week = weekToTell(addDays(due.period, -7), zone, null, now);
  const reading = await readWeek(week, sources);
  const isOfToday = dateIn(now, zone) < addDays(due.period, 7);
  const { vault, problems } = isOfToday ? await readVault(sources) : { vault: null, problems: ["Plans, goals and Needs_Action are those of today and not of that week: not measured."] };
  const told = { ...reading, partial: [...reading.partial, ...problems] };
  const books = settings.reports.money ? await booksAfter(due.period, sources) : null;
  const figures = briefingFigures(told, await sources.notes("Plans"), vault, settings, books, await audiencesOf(week.monday, sources));
  const entity = briefingEntity(due.period, told, figures);
  const fresh = { generated_at: now.toISOString(), until: reading.week.until.toISOString(), late: due.late };
  return {
    path: `CEO_Briefings/${due.period}-briefing.md`,
    markdown: stamped((stamp) => briefingText(due.period, told, figures, entity, stamp, zone), fresh, existing, sources),
    partial: !week.final || told.partial.length > 0,
    final: week.final,
    figures: entity,
  };
}

export const briefing: Generator = {
  id: "briefing",
  label: "CEO briefing",
  log: "ceo_briefing_generate",
  due: (settings, reported, since, now) => briefingsDue(settings.schedule.briefing, settings.zone, reported, since, now),
  periodOf: briefingPeriod,
  generate,
};
