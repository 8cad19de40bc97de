/**
 * Owns: what a social channel says of its audience in a week (PRODUCT L3): reach and engagement in the service's own counting.
 * Never: a figure that the service did not give: null is "not measured", never 0.
 */
import type { Days } from "./measure";

/** A post of the owner's, by this program or by hand. */
export interface SeenPost {
  /** UTC ISO time at which it was published. */
  at: string;
  /** How often it was seen, or by how many, as the service counts. */
  seen: number;
}

export interface Audience {
  /** Monday to before the next Monday, in the owner's calendar. */
  week: Days;
  /** How often, or by how many, what was published was seen; as the service counts it. */
  reach: number | null;
  /** Reactions, comments, shares and clicks. */
  engagement: number | null;
  followers: number | null;
  /** The week's own posts, those for which the service said it; absent where it says nothing of single posts. */
  posts?: SeenPost[];
}
