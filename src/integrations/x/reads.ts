/**
 * Owns: what is read of X - own posts, mentions - in X's field names, as plain data.
 * Never: a write, and never what a text means. Texts of others are untrusted.
 */
import * as z from "zod/mini";
import { CallFailure } from "../consequence";
import { oddAnswer } from "./errors";
import { entities, note } from "./shown";
import type { X } from "./session";

export const id = z.string().check(z.regex(/^\d{1,19}$/));
const referenced = z.optional(z.array(z.object({ type: z.string(), id })));
/** X's newest description calls two members `..._post(s)` where all others, and older answers, say `..._tweet(s)`: both are read. */
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
export const user = z.object({ id, username: z.string(), name: z.optional(z.string()) });
const includes = z.optional(z.object({ users: z.optional(z.array(user)), tweets: z.optional(z.array(post)), posts: z.optional(z.array(post)) }));
const page = z.object({ data: z.optional(z.array(post)), includes, meta: z.optional(z.object({ next_token: z.optional(z.string()) })) });
const single = z.object({ data: z.optional(post), includes, errors: z.optional(z.array(z.object({ title: z.optional(z.string()), type: z.optional(z.string()) }))) });

export type XPost = z.infer<typeof post>;
export type XUser = z.infer<typeof user>;

type Query = Record<string, string>;
/** The same question in the words of X's OpenAPI document 2.168, which calls tweets posts, and in those of the documents before it. */
type Words = readonly [newest: Query, old: Query];

const USERS = { "user.fields": "name,username" };
const NEWEST = { "post.fields": "conversation_id,created_at,entities,note_post,public_metrics" };
const OLD = { "tweet.fields": "author_id,conversation_id,created_at,entities,note_tweet,public_metrics,referenced_tweets" };
/** Own posts: their author is known. In the newest words a reference is an expansion only. */
const OWN: Words = [{ ...NEWEST, expansions: "referenced_posts" }, OLD];
const AUTHORS: Words = [{ ...NEWEST, expansions: "author_id,referenced_posts", ...USERS }, { ...OLD, expansions: "author_id", ...USERS }];
/** With what they answer: a mention is read with its thread. */
const THREADS: Words = [AUTHORS[0], { ...OLD, expansions: "author_id,referenced_tweets.id", ...USERS }];

/** Asks in X's newest words; where they are refused, in the old ones, and in those from then on. Throws the first refusal when both are. */
async function asked(x: X, path: string, query: Query, [newest, old]: Words): Promise<unknown> {
  if (x.words.old) return x.read(path, { ...query, ...old });
  try {
    return await x.read(path, { ...query, ...newest });
  } catch (error) {
    if (!(error instanceof CallFailure) || error.problem.code !== "BAD_REQUEST") throw error;
    const answer = await x.read(path, { ...query, ...old }).catch(() => Promise.reject(error));
    x.words.old = true;
    return answer;
  }
}

/** Pages of one look: more than an account may post in a day. */
const MOST_PAGES = 10;

async function pages(x: X, path: string, query: Query, words: Words): Promise<z.infer<typeof page>[]> {
  const seen: z.infer<typeof page>[] = [];
  for (let token: string | undefined; seen.length < MOST_PAGES; ) {
    const read = z.safeParse(page, await asked(x, path, { ...query, ...(token !== undefined && { pagination_token: token }) }, words));
    if (!read.success) throw oddAnswer("posts", "read");
    seen.push(read.data);
    token = read.data.meta?.next_token;
    if (token === undefined) break;
  }
  return seen;
}

/** X takes no fractions of a second. */
const second = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The account's own posts since a time, newest first. Owned reads: 0.001 USD a post, and 0.005 once a day for each one of somebody else that they answer. */
export async function ownPosts(x: X, since: Date): Promise<XPost[]> {
  const me = await x.me();
  const seen = await pages(x, `/2/users/${me.id}/tweets`, { max_results: "100", start_time: second(since) }, OWN);
  return seen.flatMap(({ data }) => data ?? []);
}

export interface Heard {
  posts: XPost[];
  /** Authors of the posts. */
  users: XUser[];
  /** Posts that they answer or quote, as far as X shows them. */
  others: XPost[];
}

const heard = (seen: z.infer<typeof page>[]): Heard => ({ posts: seen.flatMap(({ data }) => data ?? []), users: seen.flatMap(({ includes: more }) => more?.users ?? []), others: seen.flatMap(({ includes: more }) => more?.tweets ?? more?.posts ?? []) });

/** Posts that mention the account, newest first; `since_id`: only newer ones. */
export async function mentions(x: X, since_id: string | null): Promise<Heard> {
  const me = await x.me();
  return heard(await pages(x, `/2/users/${me.id}/mentions`, { max_results: "100", ...(since_id !== null && { since_id }) }, THREADS));
}

/** One post with its author; null when X has none of that number (any more). */
export async function onePost(x: X, post_id: string): Promise<{ post: XPost; author: XUser | null } | null> {
  const read = z.safeParse(single, await asked(x, `/2/tweets/${post_id}`, {}, AUTHORS));
  if (!read.success) throw oddAnswer("a post", "read");
  const { data, includes: more, errors } = read.data;
  if (data) return { post: data, author: more?.users?.find((one) => one.id === data.author_id) ?? null };
  // X answers 200 with an error in it for what is not there, and the same for what it will not show.
  if (errors?.some(({ title, type }) => title === "Not Found Error" || type?.endsWith("/resource-not-found") === true)) return null;
  throw oddAnswer("a post", "read");
}

/** Number of the post that a post answers or quotes, null when there is none. */
function refersTo({ referenced_tweets, referenced_posts }: XPost, kind: "replied_to" | "quoted"): string | null {
  return (referenced_tweets ?? referenced_posts)?.find(({ type }) => type === kind)?.id ?? null;
}
export const answersTo = (post: XPost): string | null => refersTo(post, "replied_to");
export const quotes = (post: XPost): string | null => refersTo(post, "quoted");
