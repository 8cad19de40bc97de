/**
 * Owns: what X publishes of the operations that are used here - method, path, query, body - in the words of its OpenAPI document 2.168, and in those
 * of the documents up to 2.167, where posts are tweets.
 * Never: what an operation does.
 */
import type * as z from "zod/mini";
import { jsonOf, type Asked } from "../wire";
import { APPEND, INITIALIZE, MESSAGE, METADATA, POST, TOKEN } from "./bodies";
import { formOf } from "./form";

type Allowed = readonly string[] | RegExp;
type Query = Readonly<Record<string, Allowed>>;
export type Words = "tweets" | "posts";

const NUMBER = /^[0-9]{1,19}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const between = (least: number, most: number): RegExp => new RegExp(`^(?:${Array.from({ length: most - least + 1 }, (_one, index) => least + index).join("|")})$`);

const USER = ["confirmed_email", "connection_status", "created_at", "description", "entities", "id", "is_identity_verified", "location", "name", "parody", "profile_banner_url", "profile_image_url", "protected", "public_metrics", "receives_your_dm", "subscription", "subscription_type", "url", "username", "verified", "verified_followers_count", "verified_type", "withheld"];
const MEDIA = ["alt_text", "duration_ms", "height", "media_key", "non_public_metrics", "organic_metrics", "preview_image_url", "promoted_metrics", "public_metrics", "type", "url", "variants", "width"];
const COMMON = ["article", "attachments", "card_uri", "community_id", "context_annotations", "conversation_id", "created_at", "display_text_range", "edit_controls", "entities", "geo", "id", "lang", "matched_media_notes", "media_metadata", "non_public_metrics", "note_request_suggestions", "organic_metrics", "paid_partnership", "possibly_sensitive", "promoted_metrics", "public_metrics", "reply_settings", "scopes", "source", "suggested_source_links", "suggested_source_links_with_counts", "text", "withheld"];
const EXPANSIONS = ["article.cover_media", "article.media_entities", "attachments.media_keys", "attachments.media_source_tweet", "attachments.poll_ids", "author_id", "entities.mentions.username", "geo.place_id", "in_reply_to_user_id"];
const EVENT = ["attachments", "created_at", "dm_conversation_id", "entities", "event_type", "id", "text"];

/** Fields of users, media and posts: of every operation that tells of posts. */
const FIELDS: Record<Words, Query> = {
  tweets: { "user.fields": [...USER, "affiliation", "most_recent_tweet_id", "pinned_tweet_id"], "media.fields": MEDIA, "tweet.fields": [...COMMON, "author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet", "referenced_tweets"] },
  posts: { "user.fields": [...USER, "subscriber_count", "subscribes_to_you"], "media.fields": MEDIA, "post.fields": [...COMMON, "article_title", "note_post"] },
};
const PLACES: Query = { "poll.fields": ["duration_minutes", "end_datetime", "id", "options", "voting_status"], "place.fields": ["contained_within", "country", "country_code", "full_name", "geo", "id", "name", "place_type"] };
const posts = (words: Words): Query => ({
  ...FIELDS[words], ...PLACES,
  expansions: [...EXPANSIONS, ...(words === "tweets" ? ["edit_history_tweet_ids", "entities.note.mentions.username", "referenced_tweets.id", "referenced_tweets.id.attachments.media_keys", "referenced_tweets.id.author_id"] : ["edit_history_post_ids", "referenced_posts", "username"])],
});
const events = (words: Words): Query => ({
  ...FIELDS[words],
  "dm_event.fields": words === "tweets" ? [...EVENT, "participant_ids", "referenced_tweets", "sender_id"] : EVENT,
  expansions: ["attachments.media_keys", "participant_ids", words === "tweets" ? "referenced_tweets.id" : "referenced_posts", "sender_id"],
  max_results: between(1, 100), pagination_token: /^.{16,}$/, event_types: ["MessageCreate", "ParticipantsJoin", "ParticipantsLeave"],
});
const me = (words: Words): Query => ({ "user.fields": FIELDS[words]["user.fields"] ?? [], expansions: words === "tweets" ? ["affiliation.user_id", "most_recent_tweet_id", "pinned_tweet_id"] : ["affiliation", "most_recent_post_id", "pinned_post_id"] });
const list = (words: Words): Query => ({ ...posts(words), max_results: between(5, 100), pagination_token: /^.+$/, start_time: TIME, end_time: TIME, since_id: NUMBER, until_id: NUMBER });

interface Operation {
  method: string;
  path: RegExp;
  query?: (words: Words) => Query;
  required?: readonly string[];
  /** By the kind of body; none: there is no body. */
  body?: { json: z.ZodMiniType } | { multipart: z.ZodMiniType } | { form: z.ZodMiniType };
}

/** Every operation that is used here, by the document's own name for it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  getUsersMe: { method: "GET", path: /^\/2\/users\/me$/, query: me },
  getUsersPosts: { method: "GET", path: /^\/2\/users\/\d{1,19}\/tweets$/, query: (words) => ({ ...list(words), exclude: ["replies", "retweets"] }) },
  getUsersMentions: { method: "GET", path: /^\/2\/users\/\d{1,19}\/mentions$/, query: list },
  getPostsById: { method: "GET", path: /^\/2\/tweets\/\d{1,19}$/, query: posts },
  createPosts: { method: "POST", path: /^\/2\/tweets$/, body: { json: POST } },
  deletePosts: { method: "DELETE", path: /^\/2\/tweets\/\d{1,19}$/ },
  getDirectMessagesEvents: { method: "GET", path: /^\/2\/dm_events$/, query: events },
  getDirectMessagesEventsByParticipantId: { method: "GET", path: /^\/2\/dm_conversations\/with\/\d{1,19}\/dm_events$/, query: events },
  createDirectMessagesByParticipantId: { method: "POST", path: /^\/2\/dm_conversations\/with\/\d{1,19}\/messages$/, body: { json: MESSAGE } },
  getMediaUploadStatus: { method: "GET", path: /^\/2\/media\/upload$/, query: () => ({ media_id: NUMBER, command: ["STATUS"] }), required: ["media_id"] },
  initializeMediaUpload: { method: "POST", path: /^\/2\/media\/upload\/initialize$/, body: { json: INITIALIZE } },
  appendMediaUpload: { method: "POST", path: /^\/2\/media\/upload\/\d{1,19}\/append$/, body: { multipart: APPEND } },
  finalizeMediaUpload: { method: "POST", path: /^\/2\/media\/upload\/\d{1,19}\/finalize$/ },
  createMediaMetadata: { method: "POST", path: /^\/2\/media\/metadata$/, body: { json: METADATA } },
  token: { method: "POST", path: /^\/2\/oauth2\/token$/, body: { form: TOKEN } },
};

export interface Undescribed {
  parameter: string;
  message: string;
}

function inQuery({ query }: Asked, parameters: Query, required: readonly string[]): Undescribed | null {
  const missing = required.find((name) => !query.has(name));
  if (missing !== undefined) return { parameter: missing, message: `The \`${missing}\` query parameter is required` };
  for (const [name, value] of query) {
    const allowed = parameters[name];
    if (allowed === undefined || query.getAll(name).length > 1) return { parameter: name, message: `The query parameter [${name}] is not one of [${Object.keys(parameters).join(",")}]` };
    const given = allowed instanceof RegExp ? [value] : value.split(",");
    const wrong = given.find((one, at) => (allowed instanceof RegExp ? !allowed.test(one) : !allowed.includes(one) || given.indexOf(one) !== at));
    if (wrong !== undefined) return { parameter: name, message: `The \`${name}\` query parameter value [${wrong}] is not one of what is allowed` };
  }
  return null;
}

function inBody(asked: Asked, body: Operation["body"]): Undescribed | null {
  if (body === undefined) return asked.body.length === 0 ? null : { parameter: "body", message: "is not expected" };
  const [type, given, schema] =
    "json" in body ? ["application/json", () => jsonOf(asked.body), body.json] as const
    : "multipart" in body ? ["multipart/form-data", () => Object.fromEntries(Object.entries(formOf(asked)).map(([name, part]) => [name, part.toString("latin1")])), body.multipart] as const
    : ["application/x-www-form-urlencoded", () => Object.fromEntries(new URLSearchParams(asked.body.toString())), body.form] as const;
  if (!(asked.headers["content-type"] ?? "").startsWith(type)) return { parameter: "content-type", message: `must be ${type}` };
  const read = schema.safeParse(given());
  if (read.success) return null;
  const [issue] = read.error.issues;
  return { parameter: issue?.path.join(".") || "body", message: issue?.message ?? "is invalid" };
}

/** The document's name of what is asked for; null when it has none. */
export const operationOf = ({ method, path }: Pick<Asked, "method" | "path">): string | null => Object.entries(OPERATIONS).find(([, one]) => one.method === method && one.path.test(path))?.[0] ?? null;

/** What is wrong with a request by X's description: a parameter with a sentence; "no operation"; null when nothing is. */
export function undescribed(asked: Asked, words: Words): Undescribed | "no operation" | null {
  const operation = OPERATIONS[operationOf(asked) ?? ""];
  if (operation === undefined) return "no operation";
  return inQuery(asked, operation.query?.(words) ?? {}, operation.required ?? []) ?? inBody(asked, operation.body);
}
