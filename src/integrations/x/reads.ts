/**
 * Owns: what is read of X - own posts, replies to them, mentions, direct messages - in X's field names, as plain data; and whether a post
 * that X shows is the text that was sent: X writes links as t.co and escapes three characters (docs.x.com, data dictionary).
 * Never: a write, and never what a message means. Texts of others are untrusted.
 */
import * as z from "zod/mini";
import { linksIn } from "./length";
import { oddAnswer } from "./errors";
import type { X } from "./session";

const id = z.string().check(z.regex(/^\d{1,19}$/));
const url = z.object({ url: z.string(), expanded_url: z.optional(z.string()), unwound_url: z.optional(z.string()), media_key: z.optional(z.string()) });
const entities = z.object({ urls: z.optional(z.array(url)), mentions: z.optional(z.array(z.object({ username: z.string() }))) });
const referenced = z.optional(z.array(z.object({ type: z.string(), id })));
const note = z.catch(z.optional(z.object({ text: z.string(), entities: z.optional(entities) })), undefined);
/** X's newest description calls two members `..._post(s)` where all others, and its answers, say `..._tweet(s)`: both are read. */
const post = z.object({
  id,
  text: z.string(),
  created_at: z.optional(z.string()),
  author_id: z.optional(id),
  conversation_id: z.optional(id),
  entities: z.catch(z.optional(entities), undefined),
  note_tweet: note,
  note_post: note,
  referenced_tweets: referenced,
  referenced_posts: referenced,
  public_metrics: z.catch(z.optional(z.record(z.string(), z.number())), undefined),
});
const user = z.object({ id, username: z.string(), name: z.optional(z.string()) });
const page = z.object({ data: z.optional(z.array(post)), includes: z.optional(z.object({ users: z.optional(z.array(user)) })), meta: z.optional(z.object({ next_token: z.optional(z.string()) })) });
const single = z.object({ data: z.optional(post), includes: z.optional(z.object({ users: z.optional(z.array(user)) })), errors: z.optional(z.array(z.object({ title: z.optional(z.string()), type: z.optional(z.string()) }))) });
const direct = z.object({ id, event_type: z.string(), text: z.optional(z.string()), sender_id: z.optional(id), dm_conversation_id: z.optional(z.string()), created_at: z.optional(z.string()) });
const directs = z.object({ data: z.optional(z.array(direct)), includes: z.optional(z.object({ users: z.optional(z.array(user)) })), meta: z.optional(z.object({ next_token: z.optional(z.string()) })) });

export type XPost = z.infer<typeof post>;
export type XDirectMessage = z.infer<typeof direct>;
export type XUser = z.infer<typeof user>;

const FIELDS = { "tweet.fields": "created_at,author_id,conversation_id,entities,note_tweet,public_metrics,referenced_tweets" };
const AUTHORS = { expansions: "author_id", "user.fields": "name,username" };
/** Pages of one look: more than an account may post in a day. */
const MOST_PAGES = 10;

async function pages(x: X, path: string, query: Record<string, string>, token_name: string): Promise<z.infer<typeof page>[]> {
  const seen: z.infer<typeof page>[] = [];
  for (let token: string | undefined; seen.length < MOST_PAGES; ) {
    const read = z.safeParse(page, await x.read(path, { ...query, ...(token !== undefined && { [token_name]: token }) }));
    if (!read.success) throw oddAnswer("posts", "read");
    seen.push(read.data);
    token = read.data.meta?.next_token;
    if (token === undefined) break;
  }
  return seen;
}

/** X takes no fractions of a second. */
const second = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The account's own posts since a time, newest first. Owned reads: 0.001 USD a post. */
export async function ownPosts(x: X, since: Date): Promise<XPost[]> {
  const me = await x.me();
  const seen = await pages(x, `/2/users/${me.id}/tweets`, { max_results: "100", start_time: second(since), ...FIELDS }, "pagination_token");
  return seen.flatMap(({ data }) => data ?? []);
}

export interface Heard {
  posts: XPost[];
  /** Authors of the posts. */
  users: XUser[];
}

const heard = (seen: z.infer<typeof page>[]): Heard => ({ posts: seen.flatMap(({ data }) => data ?? []), users: seen.flatMap(({ includes }) => includes?.users ?? []) });

/** Posts that mention the account, newest first; `since_id`: only newer ones. */
export async function mentions(x: X, since_id: string | null): Promise<Heard> {
  const me = await x.me();
  return heard(await pages(x, `/2/users/${me.id}/mentions`, { max_results: "100", ...(since_id !== null && { since_id }), ...FIELDS, ...AUTHORS }, "pagination_token"));
}

/** What others wrote below a post of the account in the last 7 days, newest first. */
export async function repliesTo(x: X, conversation_id: string, since_id: string | null): Promise<Heard> {
  const me = await x.me();
  return heard(await pages(x, "/2/tweets/search/recent", { query: `conversation_id:${conversation_id} is:reply -from:${me.username}`, max_results: "100", ...(since_id !== null && { since_id }), ...FIELDS, ...AUTHORS }, "next_token"));
}

/** The newest direct messages to and from the account, at most 100 of the last 30 days. */
export async function directMessages(x: X): Promise<{ messages: XDirectMessage[]; users: XUser[] }> {
  const query = { max_results: "100", event_types: "MessageCreate", "dm_event.fields": "created_at,dm_conversation_id,event_type,id,sender_id,text", expansions: "sender_id", "user.fields": "name,username" };
  const read = z.safeParse(directs, await x.read("/2/dm_events", query));
  if (!read.success) throw oddAnswer("direct messages", "read");
  return { messages: read.data.data ?? [], users: read.data.includes?.users ?? [] };
}

/** One post with its author; null when X has none of that number (any more). */
export async function onePost(x: X, post_id: string): Promise<{ post: XPost; author: XUser | null } | null> {
  const read = z.safeParse(single, await x.read(`/2/tweets/${post_id}`, { ...FIELDS, ...AUTHORS }));
  if (!read.success) throw oddAnswer("a post", "read");
  const { data, includes, errors } = read.data;
  if (data) return { post: data, author: includes?.users?.find((one) => one.id === data.author_id) ?? null };
  // X answers 200 with an error in it for what is not there, and the same for what it will not show.
  if (errors?.some(({ title, type }) => title === "Not Found Error" || type?.endsWith("/resource-not-found") === true)) return null;
  throw oddAnswer("a post", "read");
}

const BARE = /^https?:\/\//i;
/** An address as X may write it: with a scheme, a slash at its end, the host in small letters. */
function plainUrl(text: string): string {
  const parsed = URL.canParse(BARE.test(text) ? text : `https://${text}`) ? new URL(BARE.test(text) ? text : `https://${text}`) : null;
  return parsed === null ? text : `${parsed.host}${parsed.pathname.replace(/\/$/, "")}${parsed.search}${parsed.hash}`;
}

/** The links of a text in order, and the text with a mark in place of each. */
function taken(text: string): { frame: string; links: string[] } {
  let [frame, from] = ["", 0];
  const links = linksIn(text);
  const normal = text.normalize("NFC");
  for (const { start, end } of links) {
    frame += `${normal.slice(from, start)}\u0000`;
    from = end;
  }
  return { frame: (frame + normal.slice(from)).trim(), links: links.map((one) => one.url) };
}

const UNESCAPED: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/**
 * Is a post that X shows the text that was sent? `maybe`: the words are, but a link leads elsewhere than was written, as X may have followed it.
 */
export function isText(shown: Pick<XPost, "text" | "entities" | "note_tweet" | "note_post">, sent: string): "yes" | "maybe" | "no" {
  const long = shown.note_tweet ?? shown.note_post;
  const urls = (long?.entities ?? shown.entities)?.urls ?? [];
  // A picture is a t.co link at the end that nobody wrote.
  const text = urls.filter(({ media_key }) => media_key !== undefined).reduce((left, one) => left.replace(one.url, ""), long?.text ?? shown.text);
  const written = urls.filter(({ media_key }) => media_key === undefined);
  const is = taken(text.replace(/&(?:lt|gt|amp);/g, (escaped) => UNESCAPED[escaped] ?? escaped));
  const was = taken(sent);
  if (is.frame !== was.frame || is.links.length !== was.links.length) return "no";
  const same = was.links.every((link, at) => {
    const entity = written.find((one) => one.url === is.links[at]);
    return [is.links[at], entity?.expanded_url, entity?.unwound_url].some((one) => one !== undefined && plainUrl(one) === plainUrl(link));
  });
  return same ? "yes" : "maybe";
}

/** Number of the post that a post answers or quotes, null when there is none. */
function refersTo({ referenced_tweets, referenced_posts }: XPost, kind: "replied_to" | "quoted"): string | null {
  return (referenced_tweets ?? referenced_posts)?.find(({ type }) => type === kind)?.id ?? null;
}
export const answersTo = (post: XPost): string | null => refersTo(post, "replied_to");
export const quotes = (post: XPost): string | null => refersTo(post, "quoted");
