/**
 * Owns: the owner's calendar - days, weeks and times of an IANA zone as UTC instants, safe across daylight saving time (PRODUCT section 1).
 * Never: the clock, or the zone of the process: every answer follows from its arguments.
 *
 * Two rules for times that a clock change makes odd: a time that does not exist (spring) means the instant at which the clocks jump over
 * it; a time that comes twice (autumn) means the first one. So nothing scheduled is skipped and nothing runs twice.
 */
import { tz, tzOffset } from "@date-fns/tz";
import { addMonths as addMonthsTo, isValid } from "date-fns";

/** A formatter with all languages costs 16 kB; notes and cards are in one. */
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** Calendar dates carry no zone; they are computed in UTC, which has no clock changes: each of its days has 24 hours. */
const UTC = { in: tz("UTC") };

function toUtc(date: string): Date {
  if (!isDate(date)) throw new Error(`"${date}" is not a calendar date like 2026-11-22.`);
  return new Date(`${date}T00:00:00Z`);
}
const toText = (day: Date): string => day.toISOString().slice(0, 10);

/** True for an existing calendar date such as 2026-02-28. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return isValid(day) && toText(day) === text;
}

/** The date `days` later (negative: earlier): ("2026-12-31", 1) -> "2027-01-01". */
export function addDays(date: string, days: number): string {
  return toText(new Date(toUtc(date).getTime() + days * DAY_MS));
}

/** The date `months` later; where that month has no such day, its last one: ("2026-01-31", 1) -> "2026-02-28". */
export function addMonths(date: string, months: number): string {
  return toText(addMonthsTo(toUtc(date), months, UTC));
}

/** Monday of the date's week. */
export function mondayOf(date: string): string {
  return addDays(date, -((toUtc(date).getUTCDay() + 6) % 7));
}

/** Is it the name of an IANA time zone, e.g. Europe/Berlin? */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const offsetMs = (zone: string, at: number): number => (zone === "UTC" ? 0 : tzOffset(zone, new Date(at)) * MINUTE_MS);

/** What a clock on the owner's wall shows, as `YYYY-MM-DDTHH:mm`. */
function wall(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetMs(zone, instant.getTime())).toISOString().slice(0, 16);
}

/** Date in the zone at an instant. */
export function dateIn(instant: Date, zone: string): string {
  return wall(instant, zone).slice(0, 10);
}

/** "14:02" in the zone at an instant. */
export function timeIn(instant: Date, zone: string): string {
  return wall(instant, zone).slice(11);
}

/** The instant of a date and time (`HH:mm`) in a zone; see above for times that do not exist or come twice. */
export function instantOf(date: string, time: string, zone: string): Date {
  const shown = toUtc(date).getTime() + Date.parse(`1970-01-01T${time}:00Z`);
  // No zone is a day away from UTC, and none changes its clocks twice in two days.
  const [before, after] = [offsetMs(zone, shown - DAY_MS), offsetMs(zone, shown + DAY_MS)];
  const candidates = [shown - before, shown - after].filter((at) => at + offsetMs(zone, at) === shown);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : jump(zone, shown - after, shown - before));
}

/** The instant in (`from`, `to`] at which the offset changes. */
function jump(zone: string, from: number, to: number): number {
  const old = offsetMs(zone, from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(zone, middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** A span of time: `from` belongs to it, `to` does not. */
export interface Span {
  from: Date;
  to: Date;
}

/** The day as it is lived in the zone: 23, 24 or 25 hours, rarely something else. */
export function dayOf(date: string, zone: string): Span {
  return { from: instantOf(date, "00:00", zone), to: instantOf(addDays(date, 1), "00:00", zone) };
}

/** Monday 00:00 to Sunday 24:00 (PRODUCT L2) of the week that the date lies in. */
export function weekOf(date: string, zone: string): Span & { monday: string; sunday: string } {
  const monday = mondayOf(date);
  return { monday, sunday: addDays(monday, 6), from: dayOf(monday, zone).from, to: dayOf(addDays(monday, 7), zone).from };
}

/** A weekly appointment: ISO weekday (1 = Monday) and time in the owner's zone. */
export interface Weekly {
  weekday: number;
  time: string;
}

/** The newest instant of the appointment that is not after `at`. */
export function lastOccurrence({ weekday, time }: Weekly, zone: string, at: Date): Date {
  const day = addDays(mondayOf(dateIn(at, zone)), weekday - 1);
  const thisWeek = instantOf(day, time, zone);
  return thisWeek.getTime() <= at.getTime() ? thisWeek : instantOf(addDays(day, -7), time, zone);
}

/** The first instant of the appointment after `at`. */
export function nextOccurrence({ weekday, time }: Weekly, zone: string, at: Date): Date {
  const day = addDays(mondayOf(dateIn(at, zone)), weekday - 1);
  const thisWeek = instantOf(day, time, zone);
  return thisWeek.getTime() > at.getTime() ? thisWeek : instantOf(addDays(day, 7), time, zone);
}

/** For a person: "22 Nov 2026". */
export function showDate(date: string): string {
  const [year = "", month = "", day = ""] = toText(toUtc(date)).split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}

/** For a person: "22 Nov 2026, 14:02" in their zone, from an instant or its UTC ISO text. */
export function showInstant(at: Date | string, zone: string): string {
  const instant = new Date(at);
  return `${showDate(dateIn(instant, zone))}, ${timeIn(instant, zone)}`;
}

/** For a person: how long, in a unit of which there are at least two where possible: "3 days", "26 hours", "79 minutes", "under a minute". */
export function showSpan(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return "under a minute";
  const [count, unit] = minutes < 2 * 60 ? [minutes, "minute"] : minutes < 2 * 1440 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
