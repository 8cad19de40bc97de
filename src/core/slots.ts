/**
 * Owns: the owner's recurring times for posts and which of them are free, and the days, weeks and months in which what is planned is shown (PRODUCT S4).
 * Never: the clock or a zone of its own; whatever changes its clocks is core/schedule.ts's matter.
 */
import { addDays, addMonths, dateIn, dayOf, mondayOf, nextOccurrence, timeIn, weekOf, type Weekly } from "./schedule";

const HOUR_MS = 3_600_000;

/** A recurring time for posts. */
export interface Slot extends Weekly {
  /** Ids of the channels that it is for; [] for all. */
  channels: readonly string[];
}

/** The times that a post on all of these channels may take. */
export const slotsFor = (slots: readonly Slot[], channels: readonly string[]): Slot[] => slots.filter((slot) => slot.channels.length === 0 || channels.every((id) => slot.channels.includes(id)));

/** As far ahead as a free time is looked for. */
const AHEAD_WEEKS = 52;

/** The next instants of the owner's recurring times after `from` at which nothing is within the hour (PRODUCT S6), soonest first. `taken`: UTC ISO times. */
export function freeSlots(slots: readonly Weekly[], zone: string, from: Date, taken: readonly string[], count: number): Date[] {
  const busy = taken.map((at) => Date.parse(at));
  const found: Date[] = [];
  let at = from;
  const last = from.getTime() + AHEAD_WEEKS * 7 * 24 * HOUR_MS;
  while (found.length < count) {
    const after = at;
    const next = slots.map((slot) => nextOccurrence(slot, zone, after)).sort((a, b) => a.getTime() - b.getTime())[0];
    if (!next || next.getTime() > last) break;
    if (!busy.some((other) => Math.abs(other - next.getTime()) < HOUR_MS)) found.push(next);
    at = next;
  }
  return found;
}

/** Something on the calendar. */
export interface Dated {
  id: string;
  /** UTC ISO. */
  at: string;
}

export interface Day<T extends Dated> {
  /** In the owner's zone. */
  date: string;
  /** 23 or 25 where the clocks change. */
  hours: number;
  /** Of the month that is shown; true for every day of a week. */
  within: boolean;
  today: boolean;
  /** By time, then by id: several at the same minute keep their order. */
  entries: T[];
}

export type CalendarMode = "month" | "week";

/** Weeks of seven days from Monday on: one, or those that the month of `date` touches. */
export function calendarOf<T extends Dated>(mode: CalendarMode, date: string, zone: string, now: Date, entries: readonly T[]): Day<T>[][] {
  const month = date.slice(0, 7);
  const first = mode === "week" ? mondayOf(date) : mondayOf(`${month}-01`);
  const last = mode === "week" ? addDays(first, 6) : addDays(addMonths(`${month}-01`, 1), -1);
  const today = dateIn(now, zone);
  const byDay = new Map<string, T[]>();
  for (const entry of [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id.localeCompare(b.id))) {
    const day = dateIn(new Date(entry.at), zone);
    byDay.set(day, [...(byDay.get(day) ?? []), entry]);
  }
  const weeks: Day<T>[][] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = addDays(monday, index);
        const { from, to } = dayOf(day, zone);
        return { date: day, hours: (to.getTime() - from.getTime()) / HOUR_MS, within: mode === "week" || day.startsWith(month), today: day === today, entries: byDay.get(day) ?? [] };
      }),
    );
  }
  return weeks;
}

/** The day that another page of the calendar is opened at. */
export function turned(mode: CalendarMode, date: string, step: 1 | -1): string {
  return mode === "week" ? addDays(date, 7 * step) : addMonths(`${date.slice(0, 7)}-01`, step);
}

/** The span that a page shows, for asking what is in it. */
export function spanOf(mode: CalendarMode, date: string, zone: string): { from: Date; to: Date } {
  if (mode === "week") return weekOf(date, zone);
  const first = `${date.slice(0, 7)}-01`;
  return { from: dayOf(first, zone).from, to: dayOf(addMonths(first, 1), zone).from };
}

/** Date and time of an instant as a field for both holds it: `2026-11-24T09:00` in the zone. */
export const localTime = (at: string, zone: string): string => `${dateIn(new Date(at), zone)}T${timeIn(new Date(at), zone)}`;
