/**
 * Owns: which members of a post or a message X shows: what it always shows, what was asked for, and what an expansion brings with it - in the words
 * of its newest description or in those before.
 * Never: a member that nobody asked for.
 */
import type { Json, JsonObject } from "../../core/json";
import type { Words } from "./described";

const listOf = (query: URLSearchParams, name: string): string[] => (query.get(name) ?? "").split(",").filter((one) => one !== "");
export const expansionsOf = (query: URLSearchParams): string[] => listOf(query, "expansions");

const picked = (all: JsonObject, names: readonly string[]): JsonObject => Object.fromEntries(names.flatMap((name): [string, Json][] => (all[name] === undefined ? [] : [[name, all[name]]])));

/** Members that X's newest description calls by other names. */
const NEWEST: Record<string, string> = { edit_history_tweet_ids: "edit_history_post_ids", referenced_tweets: "referenced_posts", note_tweet: "note_post", retweet_count: "repost_count" };

function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [NEWEST[name] ?? name, renamed(one)]));
}

/** A post with everything, in the words of old -> as it is shown. */
export function shownPost(all: JsonObject, query: URLSearchParams, words: Words): JsonObject {
  const given = words === "tweets" ? all : (renamed(all) as JsonObject);
  // The field an expansion starts from comes with it.
  const brought = expansionsOf(query).map((one) => one.replace(/\.id$/, ""));
  const always = ["id", "text", words === "tweets" ? "edit_history_tweet_ids" : "edit_history_post_ids"];
  return picked(given, [...always, ...listOf(query, words === "tweets" ? "tweet.fields" : "post.fields"), ...brought]);
}

/** A message with everything -> as it is shown. */
export const shownEvent = (all: JsonObject, query: URLSearchParams): JsonObject => picked(all, ["id", "event_type", "text", ...listOf(query, "dm_event.fields"), ...expansionsOf(query)]);
