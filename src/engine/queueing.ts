/**
 * Owns: the queue of posts - which of the owner's recurring times is the next free one for a post (PRODUCT S4).
 * Never: a concrete channel, or granting anything: a post with a time is judged like every other.
 */
import type { BestTimes } from "../api";
import { bestTimes, ENOUGH_POSTS } from "../core/best-times";
import { movedTo, TIME_FIELD } from "../core/calendar";
import type { JsonObject } from "../core/json";
import type { Post } from "../core/post";
import { isQueued, readTime } from "../core/post-note-read";
import { freeSlots, slotsFor } from "../core/slots";
import type { ActionState } from "../core/state";
import { takenTimes } from "./publishing";
import type { JudgementParts } from "./judgement";

/** The next free recurring times for a post on these channels, soonest first; [] where none fits. `except`: id of the post that looks for another one. */
export function freeTimes(parts: JudgementParts, channels: readonly string[], count: number, except: string | null = null): Date[] {
  const { zone, posts } = parts.settings();
  return freeSlots(slotsFor(posts.slots, channels), zone, parts.clock.now(), takenTimes(parts, channels, except), count);
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** When posts on these channels were seen most, as their next free instants, and where that is known from. */
export function bestTimesFor(parts: JudgementParts, channels: readonly string[]): BestTimes {
  const { zone } = parts.settings();
  const seen = parts.state().seen.filter(({ service }) => channels.includes(service));
  const best = bestTimes(seen, zone);
  if (best.length === 0) {
    const few = seen.length < ENOUGH_POSTS ? `${seen.length} of ${ENOUGH_POSTS} posts were measured` : "of the posts that were measured none stand out";
    return { times: [], text: `Your own best times are not known yet: ${few}. The recurring times are general ones, or those that you set.` };
  }
  const taken = takenTimes(parts, channels, null);
  const times = best.flatMap(({ weekday, time, posts, times: more }) => {
    const [next] = freeSlots([{ weekday, time }], zone, parts.clock.now(), taken, 1);
    return next ? [{ at: next.toISOString(), why: `${DAYS[weekday - 1] ?? ""} around ${time}: ${posts} posts, seen ${more.toFixed(1)} times as often as your average one` }] : [];
  });
  return { times, text: `Your best times, from ${seen.length} posts of the last months that were measured:` };
}

/** The next one, or a sentence where none fits. */
function nextPlace(parts: JudgementParts, channels: readonly string[], except: string | null = null): Date | string {
  const [next] = freeTimes(parts, channels, 1, except);
  if (next) return next;
  const where = channels.map((id) => parts.services.channel(id)?.label ?? id).join(" and ");
  return slotsFor(parts.settings().posts.slots, channels).length === 0
    ? `There is no recurring time for posts on ${where}. Add one in the settings (Times for posts), or set a day and a time.`
    : `Every recurring time of the coming year is taken on ${where}. Set a day and a time.`;
}

/** The post with its place in the queue as its time; a sentence where no recurring time fits. One that has a time keeps it. */
export function inQueue(parts: JudgementParts, post: Post): Post | string {
  if (!post.queued || post.at !== null) return post;
  const place = nextPlace(parts, post.channels);
  return typeof place === "string" ? place : { ...post, at: place.toISOString() };
}

/** Edited fields with the time that they mean: the next free recurring one where they ask for it, and the owner's clock where they name no zone. */
export function placed(parts: JudgementParts, { proposal }: Pick<ActionState, "proposal">, fields: JsonObject): JsonObject | string {
  const at = fields[TIME_FIELD];
  if (typeof at !== "string") return fields;
  if (!isQueued(at)) return { ...fields, ...movedTo(readTime(at, parts.settings().zone) ?? at) };
  const place = nextPlace(parts, proposal.deliveries.map(({ channel }) => channel), proposal.id);
  return typeof place === "string" ? place : { ...fields, ...movedTo(place.toISOString()) };
}
