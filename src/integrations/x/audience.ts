/**
 * Owns: what X says of a week's audience: the counts that it shows with each own post.
 * Never: a zero for what it did not say.
 */
import type { Call } from "../../channel";
import type { Audience } from "../../core/audience";
import type { Days } from "../../core/measure";
import { credentialsOf } from "./fields";
import { ownPosts } from "./reads";
import type { Connect } from "./session";

/** A repost is counted as one or the other: X has changed its words. */
const ENGAGEMENT = ["like_count", "reply_count", "repost_count", "retweet_count", "quote_count", "bookmark_count"];

/** Owned reads: 0.001 USD for each post of the week. */
export async function xAudience(connect: Connect, call: Call, week: Days): Promise<Audience | null> {
  if (credentialsOf(call) === null) return null;
  const posts = (await ownPosts(connect(call), new Date(`${week.from}T00:00:00Z`))).filter(({ created_at = "" }) => created_at >= week.from && created_at < week.to);
  const sum = (names: readonly string[]): number | null => {
    const said = posts.flatMap(({ public_metrics = {} }) => names.flatMap((name) => public_metrics[name] ?? []));
    return said.length === 0 ? null : said.reduce((all, one) => all + one, 0);
  };
  const single = posts.flatMap(({ created_at, public_metrics }) => (created_at !== undefined && public_metrics?.["impression_count"] !== undefined ? [{ at: created_at, seen: public_metrics["impression_count"] }] : []));
  return { week, posts: single, reach: sum(["impression_count"]), engagement: sum(ENGAGEMENT), followers: null };
}
