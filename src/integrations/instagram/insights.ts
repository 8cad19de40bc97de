/**
 * Owns: figures of single posts on Instagram, by the names that Meta's metrics have today.
 * Never: a figure that nobody gave.
 */
import type { Call } from "../../channel";
import { reachOf, type Reach } from "../graph-insights";
import { accountOf } from "./fields";

const MEDIA = { views: ["views"], people: ["reach"], engagement: ["total_interactions"] };

/** Figures of media by id, over their life. Reads only; throws CallFailure. */
export function instagramReach(call: Call, ids: readonly string[]): Promise<Reach[]> {
  return reachOf(accountOf(call), ids, MEDIA);
}
