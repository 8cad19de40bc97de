/**
 * Owns: what the X twin answers: posts with its rules - no text twice, replies only when summoned, credit, limits - the owner's lists, mentions,
 * direct messages, in X's field names (its OpenAPI document) and error bodies.
 * Never: sockets, or what goes wrong on the way (sandbox/wire.ts).
 */
import * as z from "zod/mini";
import type { JsonObject } from "../../core/json";
import { jsonOf, type Asked, type Reply } from "../wire";
import { Access, type XKeys } from "./access";
import { MESSAGE, POST } from "./bodies";
import { undescribed, type Words } from "./described";
import { DUPLICATE, invalid, missing, NO_CREDIT, NO_GRANT, NO_MESSAGE, NO_ROUTE, NO_SCOPE, NOT_SUMMONED, NOT_YOURS, tooMany, UNAUTHORIZED } from "./errors";
import { Uploads } from "./media";
import { expansionsOf, shownEvent, shownPost } from "./shown";
import { escaped, hasLink, XStore, type Account, type Tweet } from "./store";

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
  /** In which words it is asked and answers: since version 2.168 of its description X says posts. */
  words: Words = "posts";
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
    if (path === "/i/oauth2/authorize" && method === "GET") return this.access.authorize(asked.query);
    const wrong = undescribed(asked, this.words);
    if (path === "/2/oauth2/token" && method === "POST") return wrong === null ? this.access.token(new URLSearchParams(asked.body.toString())) : NO_GRANT;
    const [writes, about] = [method !== "GET", path.startsWith("/2/dm") ? "dm" : "tweet"];
    const allowed = this.access.allows(asked, path.startsWith("/2/media") ? "media.write" : `${about}.${writes ? "write" : "read"}`);
    if (allowed !== "yes") return allowed === "no" ? UNAUTHORIZED : NO_SCOPE;
    if (wrong !== null) return wrong === "no operation" ? NO_ROUTE : invalid(wrong.parameter, wrong.message);
    const json = jsonOf(asked.body);
    if (path.startsWith("/2/media/")) return this.uploads.answer(asked, json);
    if (path === "/2/tweets" && method === "POST") return this.create(json);
    const id = /^\/2\/tweets\/(\d+)$/.exec(path)?.[1];
    if (id !== undefined) return method === "DELETE" ? this.remove(id) : this.one(id, asked.query);
    const person = /^\/2\/dm_conversations\/with\/(\d+)\/(?:messages|dm_events)$/.exec(path)?.[1];
    if (person !== undefined && writes) return this.message(person, json);
    return person === undefined && path !== "/2/dm_events" ? this.read(path, asked.query) : this.events(person ?? null, asked.query);
  }

  private create(json: unknown): Reply {
    const asked = z.parse(POST, json);
    const { media, poll, reply, quote_tweet_id } = asked;
    const text = (asked.text ?? "").trim();
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
    const tweet = this.store.add({ author: this.store.me.id, text, under: parent?.id ?? null, quotes: quote_tweet_id ?? null, media: media?.media_ids ?? [], poll: poll ? { options: poll.options, duration_minutes: poll.duration_minutes } : null });
    const today = mine.filter(({ at }) => this.now() - at < DAY_MS).length + 1;
    const headers = {
      "x-rate-limit-limit": String(this.limits.quarter), "x-rate-limit-remaining": String(this.limits.quarter - recent.length - 1), "x-rate-limit-reset": String(reset),
      "x-app-limit-24hour-limit": String(this.limits.day), "x-app-limit-24hour-remaining": String(this.limits.day - today), "x-app-limit-24hour-reset": String(Math.ceil((this.now() + DAY_MS) / 1_000)),
    };
    return { status: 201, headers, body: { data: shownPost(this.store.shown(tweet), new URLSearchParams(), this.words) } };
  }

  private remove(id: string): Reply {
    const tweet = this.store.tweet(id);
    if (tweet && tweet.author !== this.store.me.id) return NOT_YOURS;
    if (!this.store.charge(10)) return NO_CREDIT;
    if (tweet) tweet.deleted = true;
    return { status: 200, body: { data: { deleted: tweet !== undefined } } };
  }

  private one(id: string, query: URLSearchParams): Reply {
    const tweet = this.store.tweet(id);
    if (!this.store.charge(5)) return NO_CREDIT;
    if (tweet === undefined) return missing(id);
    return { status: 200, body: { data: this.shown(tweet, query), ...this.includes([tweet], query) } };
  }

  private shown(tweet: Tweet, query: URLSearchParams): JsonObject {
    return shownPost(this.store.shown(tweet), query, this.words);
  }

  /** Authors and referenced posts, where they are asked for. */
  private includes(page: Tweet[], query: URLSearchParams): JsonObject {
    const expanded = expansionsOf(query);
    const ids = page.flatMap(({ under, quotes }) => [under, quotes]);
    const others = expanded.some((one) => /^referenced_(?:posts|tweets\.id)$/.test(one)) ? ids.flatMap((id) => (id === null ? [] : (this.store.tweet(id) ?? []))) : [];
    const found = { ...(expanded.includes("author_id") && { users: this.users([...page, ...others].map(({ author }) => author)) }), ...(others.length > 0 && { [this.words]: others.map((one) => this.shown(one, query)) }) };
    return Object.keys(found).length === 0 ? {} : { includes: found };
  }

  /** Messages to and from the owner, newest first; `person`: only those with this one. What is told costs. */
  private events(person: string | null, query: URLSearchParams): Reply {
    const [most, from] = [Number(query.get("max_results") ?? 100), Number(query.get("pagination_token")?.replace(/^page-of-messages-/, "") ?? 0)];
    const fit = this.store.directs.filter(({ conversation }) => person === null || conversation.split("-").includes(person)).reverse();
    const page = fit.slice(from, from + most);
    if (!this.store.charge(page.length * 10)) return NO_CREDIT;
    const data = page.map(({ id, from: sender_id, conversation, text, at }) => shownEvent({ id, event_type: "MessageCreate", text: escaped(text), sender_id, dm_conversation_id: conversation, created_at: new Date(at).toISOString() }, query));
    const senders = expansionsOf(query).includes("sender_id") ? { includes: { users: this.users(page.map((one) => one.from)) } } : {};
    const more = from + most < fit.length ? { next_token: `page-of-messages-${from + most}` } : {};
    return { status: 200, body: { ...(data.length > 0 && { data, ...senders }), meta: { result_count: data.length, ...more } } };
  }

  private message(person: string, json: unknown): Reply {
    const { store } = this;
    const { text = "" } = z.parse(MESSAGE, json);
    const conversation = [person, store.me.id].sort((a, b) => Number(a) - Number(b)).join("-");
    if (!store.directs.some(({ from, conversation: of }) => from === person && of === conversation)) return NO_MESSAGE;
    if (!store.charge(15)) return NO_CREDIT;
    const made = store.write(person, store.me.id, text);
    return { status: 201, body: { data: { dm_conversation_id: conversation, dm_event_id: made.id } } };
  }

  private users(ids: string[]): JsonObject[] {
    return this.store.accounts.filter(({ id }) => ids.includes(id)).map(({ id, username, name }) => ({ id, username, name }));
  }

  private read(path: string, query: URLSearchParams): Reply {
    const { me, tweets } = this.store;
    if (path === "/2/users/me") return this.store.charge(1) ? { status: 200, body: { data: { ...me } } } : NO_CREDIT;
    const others = tweets.filter(({ author, deleted }) => author !== me.id && !deleted);
    if (path === `/2/users/${me.id}/mentions`) return this.listed(others.filter((one) => new RegExp(`@${me.username}\\b`, "i").test(one.text)), query);
    if (path !== `/2/users/${me.id}/tweets`) return NO_ROUTE;
    const lags = this.lagging_reads > 0;
    if (lags) this.lagging_reads -= 1;
    return this.listed(lags ? this.store.mine().slice(0, -1) : this.store.mine(), query);
  }

  /** A page of posts, newest first; what is told costs. */
  private listed(all: Tweet[], query: URLSearchParams): Reply {
    const most = Number(query.get("max_results") ?? 10);
    const [start, since] = [query.get("start_time"), query.get("since_id")];
    const from = Number(query.get("pagination_token") ?? 0);
    const fit = all.filter(({ at, id }) => (start === null || at >= Date.parse(start)) && (since === null || BigInt(id) > BigInt(since))).reverse();
    const page = fit.slice(from, from + most);
    if (!this.store.charge(page.length)) return NO_CREDIT;
    const more = from + most < fit.length ? { next_token: String(from + most) } : {};
    return { status: 200, body: { ...(page.length > 0 && { data: page.map((one) => this.shown(one, query)), ...this.includes(page, query) }), meta: { result_count: page.length, ...more } } };
  }
}
