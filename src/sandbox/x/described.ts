/**
 * Owns: what X publishes of the operations that are used here - paths, query parameters, the values they take - in the words of its OpenAPI
 * document up to version 2.167, and in those of 2.168, which calls tweets posts.
 * Never: what an operation does.
 */
type Allowed = readonly string[] | RegExp;
type Query = Readonly<Record<string, Allowed>>;

const NUMBER = /^[0-9]{1,19}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const ANY = /^.+$/s;
const between = (least: number, most: number): RegExp => new RegExp(`^(?:${Array.from({ length: most - least + 1 }, (_one, index) => least + index).join("|")})$`);

const USER = { "user.fields": ["affiliation", "confirmed_email", "connection_status", "created_at", "description", "entities", "id", "is_identity_verified", "location", "most_recent_tweet_id", "name", "parody", "pinned_tweet_id", "profile_banner_url", "profile_image_url", "protected", "public_metrics", "receives_your_dm", "subscription", "subscription_type", "url", "username", "verified", "verified_followers_count", "verified_type", "withheld"] };
const MEDIA = { "media.fields": ["alt_text", "duration_ms", "height", "media_key", "non_public_metrics", "organic_metrics", "preview_image_url", "promoted_metrics", "public_metrics", "type", "url", "variants", "width"] };
const COMMON = ["article", "attachments", "card_uri", "community_id", "context_annotations", "conversation_id", "created_at", "display_text_range", "edit_controls", "entities", "geo", "id", "lang", "matched_media_notes", "media_metadata", "non_public_metrics", "note_request_suggestions", "organic_metrics", "paid_partnership", "possibly_sensitive", "promoted_metrics", "public_metrics", "reply_settings", "scopes", "source", "suggested_source_links", "suggested_source_links_with_counts", "text", "withheld"];
const EXPANSIONS = ["article.cover_media", "article.media_entities", "attachments.media_keys", "attachments.media_source_tweet", "attachments.poll_ids", "author_id", "entities.mentions.username", "geo.place_id", "in_reply_to_user_id"];
const EVENT = ["attachments", "created_at", "dm_conversation_id", "entities", "event_type", "id", "text"];

export type Words = "tweets" | "posts";
const POST: Record<Words, Query> = {
  tweets: { ...USER, ...MEDIA, "tweet.fields": [...COMMON, "author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet", "referenced_tweets"], expansions: [...EXPANSIONS, "edit_history_tweet_ids", "entities.note.mentions.username", "referenced_tweets.id", "referenced_tweets.id.attachments.media_keys", "referenced_tweets.id.author_id"] },
  posts: { ...USER, ...MEDIA, "post.fields": [...COMMON, "article_title", "note_post"], expansions: [...EXPANSIONS, "edit_history_post_ids", "referenced_posts", "username"] },
};
const DIRECT: Record<Words, Query> = {
  tweets: { ...USER, ...MEDIA, "dm_event.fields": [...EVENT, "participant_ids", "referenced_tweets", "sender_id"], expansions: ["attachments.media_keys", "participant_ids", "referenced_tweets.id", "sender_id"] },
  posts: { ...USER, ...MEDIA, "dm_event.fields": EVENT, expansions: ["attachments.media_keys", "participant_ids", "referenced_posts", "sender_id"] },
};
const events = (words: Words): Query => ({ ...DIRECT[words], max_results: between(1, 100), pagination_token: ANY, event_types: ["MessageCreate", "ParticipantsJoin", "ParticipantsLeave"] });
const list = (words: Words): Query => ({ ...POST[words], max_results: between(5, 100), pagination_token: ANY, start_time: TIME, end_time: TIME, since_id: NUMBER, until_id: NUMBER });

/** Method and path of every operation, with its query. */
const OPERATIONS: readonly (readonly [string, RegExp, (words: Words) => Query])[] = [
  ["GET", /^\/2\/users\/me$/, () => USER],
  ["GET", /^\/2\/users\/\d{1,19}\/tweets$/, (words) => ({ ...list(words), exclude: ["replies", "retweets"] })],
  ["GET", /^\/2\/users\/\d{1,19}\/mentions$/, list],
  ["GET", /^\/2\/tweets\/\d{1,19}$/, (words) => POST[words]],
  ["GET", /^\/2\/dm_events$/, events],
  ["GET", /^\/2\/dm_conversations\/with\/\d{1,19}\/dm_events$/, events],
  ["GET", /^\/2\/media\/upload$/, () => ({ media_id: NUMBER, command: ["STATUS"] })],
  ["POST", /^\/2\/tweets$/, () => ({})],
  ["DELETE", /^\/2\/tweets\/\d{1,19}$/, () => ({})],
  ["POST", /^\/2\/dm_conversations\/with\/\d{1,19}\/messages$/, () => ({})],
  ["POST", /^\/2\/media\/upload\/initialize$/, () => ({})],
  ["POST", /^\/2\/media\/upload\/\d{1,19}\/(?:append|finalize)$/, () => ({})],
  ["POST", /^\/2\/media\/metadata$/, () => ({})],
];

/** What is wrong with a request by X's description: a parameter with a sentence; "no operation"; null when nothing is. */
export function undescribed(method: string, path: string, query: URLSearchParams, words: Words): { parameter: string; message: string } | "no operation" | null {
  const found = OPERATIONS.find(([verb, pattern]) => verb === method && pattern.test(path));
  if (!found) return "no operation";
  const parameters = found[2](words);
  for (const [name, value] of query) {
    const allowed = parameters[name];
    if (allowed === undefined) return { parameter: name, message: `The query parameter [${name}] is not one of [${Object.keys(parameters).join(",")}]` };
    const given = allowed instanceof RegExp ? [value] : value.split(",");
    const wrong = given.find((one) => (allowed instanceof RegExp ? !allowed.test(one) : !allowed.includes(one)));
    if (wrong !== undefined) return { parameter: name, message: `The \`${name}\` query parameter value [${wrong}] is not one of what is allowed` };
  }
  return null;
}
