/**
 * Owns: what repeats - the rhythm of a schedule that a person approved once, its due dates, and its state (PRODUCT section 3, O6).
 * Never: a clock; dates are days of the owner's calendar, so no clock change can skip or double one.
 */
import { sha256Hex } from "./hash";
import type { JsonObject } from "./json";
import { addDays, addMonths } from "./schedule";

const STEPS = { weekly: null, monthly: 1, quarterly: 3, yearly: 12 } as const;
export type Every = keyof typeof STEPS;
export const EVERY = Object.keys(STEPS) as Every[];

export interface Rhythm {
  every: Every;
  /** First due date, `YYYY-MM-DD`. */
  first: string;
  /** Last day on which it may be due; null: until it is stopped. */
  until: string | null;
}

/** `stopped`: for good. A schedule whose last day is over stays `active`; nothing is due any more. */
export type ScheduleStatus = "active" | "paused" | "stopped";

export interface ScheduleState {
  /** Approved once: what is proposed at each due date follows from these. */
  channel: string;
  operation: string;
  payload: JsonObject;
  summary: string;
  rhythm: Rhythm;
  status: ScheduleStatus;
  /** Why it is not active, or why what is due is not proposed yet, as a sentence; "" when all is well. */
  why: string;
  /** Newest due date that was dealt with; nothing up to it is proposed any more. */
  through: string | null;
}

/**
 * The due date with this number, from 0. Months are counted from the first date, so that the 31st comes back after a shorter month:
 * 31 Jan, 28 Feb, 31 Mar.
 */
export function dueDate({ every, first }: Rhythm, index: number): string {
  const months = STEPS[every];
  return months === null ? addDays(first, 7 * index) : addMonths(first, months * index);
}

/** Due dates after `after` (null: from the first) up to and including `day`, in order. */
export function dueDates(rhythm: Rhythm, after: string | null, day: string): string[] {
  const last = rhythm.until !== null && rhythm.until < day ? rhythm.until : day;
  const dates: string[] = [];
  for (let index = 0; ; index += 1) {
    const date = dueDate(rhythm, index);
    if (date > last) return dates;
    if (after === null || date > after) dates.push(date);
  }
}

/** The first due date after `after`; null when its last day comes before. */
export function nextDue(rhythm: Rhythm, after: string | null): string | null {
  for (let index = 0; ; index += 1) {
    const date = dueDate(rhythm, index);
    if (rhythm.until !== null && date > rhythm.until) return null;
    if (after === null || date > after) return date;
  }
}

/**
 * What counts as dealt with before `day`, so that nothing of the past comes all at once. When a schedule begins its newest due date stays open:
 * who approves the one of the 1st on the 2nd is still asked for it. After a pause nothing of the pause is made up for.
 */
export function dealtWith(rhythm: Rhythm, day: string, how: "begins" | "goes_on"): string | null {
  return dueDates(rhythm, null, addDays(day, -1)).at(how === "begins" ? -2 : -1) ?? null;
}

const SERIES = /^(repeat[0-9a-f]{8}-)[0-9a-f]{14}$/;

/** The slot of every action of one schedule. */
export function seriesSlot(schedule: string): string {
  return `repeat${sha256Hex(schedule).slice(0, 8)}`;
}

/** What the ids of all actions of a schedule begin with, from one of them; null for any other action: one period is no duplicate of another. */
export function seriesOf(action: string): string | null {
  return SERIES.exec(action)?.[1] ?? null;
}

const PERIOD = /^(.+)@(\d{4}-\d{2}-\d{2})$/;

/** Names one period of a schedule: with it the id of its action is always the same, so that no period comes twice. */
export function periodId(schedule: string, date: string): string {
  return `${schedule}@${date}`;
}

export function readPeriodId(id: string | null): { schedule: string; date: string } | null {
  const [, schedule, date] = PERIOD.exec(id ?? "") ?? [];
  return schedule === undefined || date === undefined ? null : { schedule, date };
}

const WORDS: Record<Every, string> = { weekly: "every week", monthly: "every month", quarterly: "every three months", yearly: "every year" };

/** For a person: "every month". */
export function everyText(every: Every): string {
  return WORDS[every];
}
