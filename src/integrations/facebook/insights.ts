/**
 * Owns: figures of the Page and its posts, by the names that Meta's metrics have today; those of impressions and fans are gone
 * (developers.facebook.com/docs/platforminsights/page/deprecated-metrics).
 * Never: a figure that nobody gave.
 */
import type { Call } from "../../channel";
import type { Audience, SeenPost } from "../../core/audience";
import type { Days } from "../../core/measure";
import { second, weekly } from "../graph-audience";
import { metricOf, reachOf, type Reach } from "../graph-insights";
import { metaTime } from "../graph-text";
import { isSetUp, pageOf } from "./fields";
import { postsSince } from "./reads";

const POST = { views: ["post_media_view"], people: ["post_total_media_view_unique"], engagement: ["post_clicks", "post_reactions_by_type_total"] };
const PAGE = { views: "page_media_view", people: "page_total_media_view_unique", engagement: "page_post_engagements", follows: "page_daily_follows_unique" } as const;

export interface PageFigures {
  /** Of the last day that Facebook has counted; null: not measured, e.g. below 100 followers. */
  page: Record<keyof typeof PAGE, number | null>;
  posts: Reach[];
}

/** Figures of posts by id, and of the Page since a UTC ISO time (at most 90 days back). Reads only; throws CallFailure. */
export async function facebookReach(call: Call, ids: readonly string[], since: string): Promise<PageFigures> {
  const page = pageOf(call);
  const asked = (metric: string) => metricOf(page, page.id, { metric, period: "day", since: String(Math.floor(Date.parse(since) / 1_000)) });
  const own = { views: await asked(PAGE.views), people: await asked(PAGE.people), engagement: await asked(PAGE.engagement), follows: await asked(PAGE.follows) };
  return { page: own, posts: await reachOf(page, ids, POST, { period: "lifetime" }) };
}

/** The Page's week: views of its media and of each post, engagement with its posts, followers on its last day. */
export async function facebookAudience(call: Call, week: Days): Promise<Audience | null> {
  if (!isSetUp(call)) return null;
  const page = pageOf(call);
  const own = (await postsSince(page, `${week.from}T00:00:00.000Z`)).flatMap(({ id, created_time }) => (created_time !== undefined && metaTime(created_time).toISOString() < week.to ? [{ id, at: metaTime(created_time).toISOString() }] : []));
  const posts: SeenPost[] = [];
  for (const { id, at } of own) {
    const seen = await metricOf(page, id, { metric: POST.views[0] ?? "", period: "lifetime" });
    if (seen !== null) posts.push({ at, seen });
  }
  const [reach, engagement] = [await weekly(page, page.id, PAGE.views, week), await weekly(page, page.id, PAGE.engagement, week)];
  return { week, posts, reach, engagement, followers: await metricOf(page, page.id, { metric: "page_follows", period: "day", since: second(week.from), until: second(week.to) }) };
}
