/**
 * Owns: from when on a look at comments and messages counts, and reads that the owner's token does not allow being left out.
 * Never: what a talk is on one of the services.
 */
import type { Call } from "../channel";
import { CallFailure } from "./consequence";

const DAY_MS = 86_400_000;
/** Meta shows late what was written: each look goes back this much behind the last; what was seen is known by its id. */
const OVERLAP_MS = 3_600_000;
/** Comments are looked for below posts of this age. */
export const POSTS_MS = 30 * DAY_MS;

/** UTC ISO time since when talks are wanted: the last look, or a week at the first. */
export function talksSince(cursor: string | null, call: Call): string {
  const before = cursor === null ? Number.NaN : Date.parse(cursor);
  return new Date(Number.isNaN(before) ? call.now().getTime() - 7 * DAY_MS : before - OVERLAP_MS).toISOString();
}

/** The place behind a look. Without news it stays where it is for a day, so that a look leaves nothing behind in the log. */
export function placeAfter(cursor: string | null, found: number, now: Date): string {
  const stays = cursor !== null && found === 0 && now.getTime() - Date.parse(cursor) < DAY_MS;
  return stays ? cursor : now.toISOString();
}

/** What may not be read has nothing new in it; Test connection names the permission. Anything else is thrown. */
export async function whereAllowed<T>(work: () => Promise<T[]>): Promise<T[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallFailure && error.failure === "validation") return [];
    throw error;
  }
}
