/**
 * Owns: at which times of the week the owner's own posts were seen most, from what the services said of them - and whether that is enough to say
 * so (PRODUCT S4).
 * Never: a time that was not measured, or services compared by their bare numbers: each post counts against the average of its own.
 */
import type { SeenPost } from "./audience";
import { dateIn, mondayOf, timeIn, type Weekly } from "./schedule";

/** Fewer posts say nothing about times. */
export const ENOUGH_POSTS = 10;
/** One post may have been a lucky one. */
const ENOUGH_AT_A_TIME = 2;
const MOST_TIMES = 3;

/** ISO weekday, 1 is Monday. */
const weekdayOf = (date: string): number => 1 + Math.round((Date.parse(date) - Date.parse(mondayOf(date))) / 86_400_000);

export interface BestTime extends Weekly {
  /** Posts at this time. */
  posts: number;
  /** How often they were seen against the average post: 1.5 is half as much again. */
  times: number;
}

/** The hours of the week at which posts were seen more than the average one, best first; [] while too few were measured. */
export function bestTimes(seen: readonly (SeenPost & { service: string })[], zone: string): BestTime[] {
  if (seen.length < ENOUGH_POSTS) return [];
  const average = new Map<string, number>();
  for (const { service } of seen) {
    const own = seen.filter((one) => one.service === service);
    average.set(service, own.reduce((sum, one) => sum + one.seen, 0) / own.length);
  }
  const hours = new Map<string, { weekday: number; time: string; scores: number[] }>();
  for (const { service, at, seen: count } of seen) {
    const usual = average.get(service) ?? 0;
    if (usual === 0) continue;
    const [weekday, time] = [weekdayOf(dateIn(new Date(at), zone)), `${timeIn(new Date(at), zone).slice(0, 2)}:00`];
    const hour = hours.get(`${weekday} ${time}`) ?? { weekday, time, scores: [] };
    hour.scores.push(count / usual);
    hours.set(`${weekday} ${time}`, hour);
  }
  return [...hours.values()]
    .filter(({ scores }) => scores.length >= ENOUGH_AT_A_TIME)
    .map(({ weekday, time, scores }) => ({ weekday, time, posts: scores.length, times: scores.reduce((sum, one) => sum + one, 0) / scores.length }))
    .filter(({ times }) => times > 1)
    .sort((a, b) => b.times - a.times || a.weekday - b.weekday || a.time.localeCompare(b.time))
    .slice(0, MOST_TIMES);
}
