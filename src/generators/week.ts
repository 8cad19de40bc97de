/**
 * Owns: which weeks have a report, which are due, and how far a week can be told yet (PRODUCT L2, L4).
 * Never: what a report says.
 */
import { addDays, dateIn, instantOf, lastOccurrence, mondayOf, weekOf, type Weekly } from "../core/schedule";
import type { Due } from "../generator";

/** A report is late when its time passed this long ago: a running program would have written it by then. */
const LATE_AFTER_MS = 15 * 60_000;
/** Weeks that are caught up on at most. The checkpoint remembers reports for longer, so none is written twice. */
const CATCH_UP_WEEKS = 52;

export interface Week {
  monday: string;
  sunday: string;
  from: Date;
  /** Monday 00:00 after it. */
  to: Date;
  /** The report tells what happened before this instant. */
  until: Date;
  /** The week is over: nothing can be added to it. */
  final: boolean;
  /** `until` is no fixed time: more may happen before it is told again. */
  open: boolean;
}

type Reported = readonly { period: string; final: boolean; at: string }[];

/** Mondays of the weeks in which the ledger existed, oldest first, up to the week of `now`. */
function mondays(since: string, zone: string, now: Date): string[] {
  const current = mondayOf(dateIn(now, zone));
  const began = mondayOf(dateIn(new Date(since), zone));
  const oldest = addDays(current, -7 * CATCH_UP_WEEKS);
  const found: string[] = [];
  for (let monday = began > oldest ? began : oldest; monday <= current; monday = addDays(monday, 7)) found.push(monday);
  return found;
}

const isLate = (appointment: Date, now: Date): boolean => now.getTime() - appointment.getTime() > LATE_AFTER_MS;

/**
 * Audits to write now: every week that is over and has no final edition, and the edition of this week once its appointment has passed.
 * A final edition of a week that had its Sunday edition is not late: only its numbers are completed. `since`: UTC ISO time the ledger began.
 */
export function auditsDue(appointment: Weekly, zone: string, reported: Reported, since: string, now: Date): Due[] {
  return mondays(since, zone, now).flatMap((monday): Due[] => {
    const written = reported.filter(({ period }) => period === monday);
    if (written.some(({ final }) => final)) return [];
    const at = instantOf(addDays(monday, appointment.weekday - 1), appointment.time, zone);
    if (weekOf(monday, zone).to.getTime() <= now.getTime()) return [{ period: monday, late: written.length === 0 && isLate(at, now), final: true }];
    const isDue = at.getTime() <= now.getTime() && at.toISOString() >= since;
    const hasEdition = written.some((entry) => entry.at >= at.toISOString());
    return isDue && !hasEdition ? [{ period: monday, late: isLate(at, now), final: false }] : [];
  });
}

/** Briefings to write now. A briefing belongs to the Monday of the week it is written in and tells of the week before. */
export function briefingsDue(appointment: Weekly, zone: string, reported: Reported, since: string, now: Date): Due[] {
  return mondays(since, zone, now).flatMap((told): Due[] => {
    const monday = addDays(told, 7);
    const at = instantOf(addDays(monday, appointment.weekday - 1), appointment.time, zone);
    if (at.getTime() > now.getTime() || reported.some(({ period, final }) => period === monday && final)) return [];
    return [{ period: monday, late: isLate(at, now), final: true }];
  });
}

/**
 * The week that begins on a Monday, as far as it can be told. Before its end a report with an appointment tells of the time until
 * that ("until 22:00") once it has passed; otherwise until now, and `reading` stops at the last thing that happened.
 */
export function weekToTell(monday: string, zone: string, appointment: Weekly | null, now: Date): Week {
  const { sunday, from, to } = weekOf(monday, zone);
  if (to.getTime() <= now.getTime()) return { monday, sunday, from, to, until: to, final: true, open: false };
  const last = appointment && lastOccurrence(appointment, zone, now);
  if (last && last.getTime() > from.getTime()) return { monday, sunday, from, to, until: last, final: false, open: false };
  // What is logged in this very millisecond belongs to it.
  return { monday, sunday, from, to, until: new Date(now.getTime() + 1), final: false, open: true };
}

/** The Monday of the date's week: the period of an audit. */
export const auditPeriod = mondayOf;

/**
 * The Monday that a date's week leads up to; a Monday is its own. So a briefing asked for on a Wednesday tells of this week so far - and one on the
 * very Monday on which the ledger began (`began`) as well, since the week before has nothing to tell.
 */
export function briefingPeriod(date: string, began: string | null): string {
  const monday = mondayOf(addDays(date, 6));
  return began !== null && began >= monday ? addDays(monday, 7) : monday;
}
