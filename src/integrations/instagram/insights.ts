/**
 * Owns: figures of single posts on Instagram, by the names that Meta's metrics have today.
 * Never: a figure that nobody gave.
 */
import type { Call } from "../../channel";
import type { Audience } from "../../core/audience";
import type { Days } from "../../core/measure";
import { summed } from "../graph-audience";
import { reachOf, type Reach } from "../graph-insights";
import { accountOf, isSetUp } from "./fields";
import { followersOf, mediaSince } from "./reads";
import type { Connect } from "./session";

const MEDIA = { views: ["views"], people: ["reach"], engagement: ["total_interactions"] };

/** Figures of media by id, over their life. Reads only; throws CallFailure. */
export function instagramReach(call: Call, ids: readonly string[]): Promise<Reach[]> {
  return reachOf(accountOf(call), ids, MEDIA);
}

/** What the week's own media reached, over their life so far; followers as they are now: Instagram keeps no count of then. */
export async function instagramAudience(connect: Connect, call: Call, week: Days): Promise<Audience | null> {
  if (!isSetUp(call)) return null;
  const of = await connect(call);
  const media = (await mediaSince(of, `${week.from}T00:00:00.000Z`)).filter(({ timestamp }) => new Date(timestamp).toISOString() < week.to);
  const figures = await reachOf(of, media.map(({ id }) => id), MEDIA);
  const posts = media.flatMap(({ id, timestamp }) => {
    const { people = null } = figures.find((one) => one.id === id) ?? {};
    return people === null ? [] : [{ at: new Date(timestamp).toISOString(), seen: people }];
  });
  return { week, posts, reach: summed(figures.map(({ people }) => people)), engagement: summed(figures.map(({ engagement }) => engagement)), followers: await followersOf(of) };
}
