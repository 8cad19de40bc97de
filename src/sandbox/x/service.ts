/**
 * Owns: what the X twin answers: posts with its rules - no text twice, replies only when summoned, credit, limits - the owner's lists, mentions,
 * direct messages, in X's field names (its OpenAPI document) and error bodies.
 * Never: sockets, or what goes wrong on the way (sandbox/wire.ts).
 */
import * as z from "zod/mini";
import type { Json, JsonObject } from "../../core/json";
import type { Asked, Reply } from "../wire";
import { Access, type XKeys } from "./access";
import { DUPLICATE, invalid, missing, NO_CREDIT, NO_ROUTE, NO_SCOPE, NOT_SUMMONED, NOT_YOURS, tooMany, UNAUTHORIZED } from "./errors";
import { Uploads } from "./media";
import { hasLink, XStore, type Account, type Tweet } from "./store";

const number = z.string().check(z.regex(/^[0-9]{1,19}$/));
/** `CreatePostsRequest` as far as it is used here; X takes no other member. */
const createRequest = z.strictObject({
  text: z.optional(z.string()),
  media: z.optional(z.strictObject({ media_ids: z.array(number).check(z.minLength(1), z.maxLength(4)), tagged_user_ids: z.optional(z.array(number)) })),
  poll: z.optional(z.strictObject({ options: z.array(z.string().check(z.minLength(1), z.maxLength(25))).check(z.minLength(2), z.maxLength(4)), duration_minutes: z.int().check(z.minimum(5), z.maximum(10_080)) })),
  reply: z.optional(z.strictObject({ in_reply_to_tweet_id: number, exclude_reply_user_ids: z.optional(z.array(number)) })),
  quote_tweet_id: z.optional(number),
});

const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

export class XService {
  readonly store: XStore;
  readonly access: Access;
  readonly uploads: Uploads;
  /** Posts that X takes in a quarter of an hour, and in a day. */
  limits = { quarter: 100, day: 10_000 };
  /** How long X knows a text again is told nowhere; false: it has forgotten. */
  knows_texts = true;
  /** So many reads of the owner's posts do not show the newest yet. */
  lagging_reads = 0;

  constructor(
    keys: XKeys,
    me: Account,
    private readonly now: () => number,
  ) {
    this.store = new XStore(me, now);
    this.access = new Access(keys, now);
    this.uploads = new Uploads(this.store);
  }

  answer(asked: Asked): Reply {
    const { method, path } = asked;
    if (path === "/2/oauth2/token" && method === "POST") return this.access.token(new URLSearchParams(asked.body.toString()));
    if (path === "/i/oauth2/authorize" && method === "GET") return this.access.authorize(asked.query);
    const scope = method === "GET" ? (path.startsWith("/2/dm") ? "dm.read" : "tweet.read") : path.startsWith("/2/media") ? "media.write" : "tweet.write";
    const allowed = this.access.allows(asked, scope);
    if (allowed !== "yes") return allowed === "no" ? UNAUTHORIZED : NO_SCOPE;
    const json = this.json(asked);
    if (path.startsWith("/2/media/")) return this.uploads.answer(asked, json);
    if (path === "/2/tweets" && method === "POST") return this.create(json);
    const id = /^\/2\/tweets\/(\d+)$/.exec(path)?.[1];
    if (id !== undefined) return method === "DELETE" ? this.remove(id) : this.one(id);
    return method === "GET" ? this.read(path, asked.query) : NO_ROUTE;
  }

  private json({ headers, body }: Asked): Json {
    if (!(headers["content-type"] ?? "").startsWith("application/json")) return null;
    try {
      return JSON.parse(body.toString()) as Json;
    } catch {
      return null;
    }
  }

  private create(json: Json): Reply {
    const read = z.safeParse(createRequest, json);
    if (!read.success) return invalid(read.error.issues[0]?.path.join(".") ?? "body", read.error.issues[0]?.message ?? "is invalid");
    const { media, poll, reply, quote_tweet_id } = read.data;
    const text = (read.data.text ?? "").trim();
    const mine = this.store.tweets.filter(({ author }) => author === this.store.me.id);
    const recent = mine.filter(({ at }) => this.now() - at < WINDOW_MS);
    const reset = Math.ceil(((recent[0]?.at ?? this.now()) + WINDOW_MS) / 1_000);
    if (recent.length >= this.limits.quarter) return tooMany(reset);
    if (text === "" && media === undefined) return invalid("text", "Text or media is required");
    if (media && poll) return invalid("poll", "media and poll cannot both be present");
    if (media?.media_ids.some((one) => !(this.store.uploads.get(one)?.finalized ?? false) || this.store.uploads.get(one)?.pending !== 0)) return invalid("media.media_ids", "Your media IDs are invalid.");
    const parent = reply && this.store.tweet(reply.in_reply_to_tweet_id);
    if (reply && !parent) return invalid("reply.in_reply_to_tweet_id", "You attempted to reply to a Tweet that is deleted or not visible to you.");
    if (parent && !this.store.addressesMe(parent)) return NOT_SUMMONED;
    // Also of deleted ones.
    if (this.knows_texts && text !== "" && mine.some((one) => one.text.normalize("NFC") === text.normalize("NFC"))) return DUPLICATE;
    if (!this.store.charge(hasLink(text) ? 200 : parent && parent.author !== this.store.me.id ? 10 : 15)) return NO_CREDIT;
    const tweet = this.store.add({ author: this.store.me.id, text, under: parent?.id ?? null, quotes: quote_tweet_id ?? null, media: media?.media_ids ?? [], poll: poll ?? null });
    const today = mine.filter(({ at }) => this.now() - at < DAY_MS).length + 1;
    const headers = {
      "x-rate-limit-limit": String(this.limits.quarter), "x-rate-limit-remaining": String(this.limits.quarter - recent.length - 1), "x-rate-limit-reset": String(reset),
      "x-app-limit-24hour-limit": String(this.limits.day), "x-app-limit-24hour-remaining": String(this.limits.day - today), "x-app-limit-24hour-reset": String(Math.ceil((this.now() + DAY_MS) / 1_000)),
    };
    return { status: 201, headers, body: { data: { id: tweet.id, text: this.store.shown(tweet)["text"] ?? "", edit_history_tweet_ids: [tweet.id] } } };
  }

  private remove(id: string): Reply {
    const tweet = this.store.tweet(id);
    if (tweet && tweet.author !== this.store.me.id) return NOT_YOURS;
    if (!this.store.charge(10)) return NO_CREDIT;
    if (tweet) tweet.deleted = true;
    return { status: 200, body: { data: { deleted: tweet !== undefined } } };
  }

  private one(id: string): Reply {
    const tweet = this.store.tweet(id);
    if (!this.store.charge(5)) return NO_CREDIT;
    if (tweet === undefined) return missing(id);
    return { status: 200, body: { data: this.store.shown(tweet), includes: { users: this.users([tweet.author]) } } };
  }

  private users(ids: string[]): JsonObject[] {
    return this.store.accounts.filter(({ id }) => ids.includes(id)).map(({ id, username, name }) => ({ id, username, name }));
  }

  private read(path: string, query: URLSearchParams): Reply {
    const { me, tweets, directs } = this.store;
    if (path === "/2/users/me") return this.store.charge(1) ? { status: 200, body: { data: { ...me } } } : NO_CREDIT;
    const others = tweets.filter(({ author, deleted }) => author !== me.id && !deleted);
    if (path === `/2/users/${me.id}/mentions`) return this.listed(others.filter((one) => new RegExp(`@${me.username}\\b`, "i").test(one.text)), query, "pagination_token");
    if (path === "/2/tweets/search/recent") {
      const conversation = /conversation_id:(\d+)/.exec(query.get("query") ?? "")?.[1];
      return this.listed(others.filter((one) => this.store.shown(one)["conversation_id"] === conversation), query, "next_token");
    }
    if (path === "/2/dm_events") {
      const shown = [...directs].reverse().map(({ id, from, conversation, text, at }) => ({ id, event_type: "MessageCreate", text, sender_id: from, dm_conversation_id: conversation, created_at: new Date(at).toISOString() }));
      return { status: 200, body: { data: shown, includes: { users: this.users(directs.map(({ from }) => from)) }, meta: { result_count: shown.length } } };
    }
    if (path !== `/2/users/${me.id}/tweets`) return NO_ROUTE;
    const lags = this.lagging_reads > 0;
    if (lags) this.lagging_reads -= 1;
    return this.listed(lags ? this.store.mine().slice(0, -1) : this.store.mine(), query, "pagination_token");
  }

  /** A page of posts, newest first; what is told costs. */
  private listed(all: Tweet[], query: URLSearchParams, token: string): Reply {
    const most = Number(query.get("max_results") ?? 10);
    if (!Number.isInteger(most) || most < 5 || most > 100) return invalid("max_results", `The max_results query parameter value [${most}] is not between 5 and 100`);
    const [start, since] = [query.get("start_time"), query.get("since_id")];
    if (start !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(start)) return invalid("start_time", "is no RFC 3339 time");
    const from = Number(query.get(token) ?? 0);
    const fit = all.filter(({ at, id }) => (start === null || at >= Date.parse(start)) && (since === null || BigInt(id) > BigInt(since))).reverse();
    const page = fit.slice(from, from + most);
    if (!this.store.charge(page.length)) return NO_CREDIT;
    const more = from + most < fit.length ? { next_token: String(from + most) } : {};
    return { status: 200, body: { ...(page.length > 0 && { data: page.map((one) => this.store.shown(one)), includes: { users: this.users(page.map(({ author }) => author)) } }), meta: { result_count: page.length, ...more } } };
  }
}
