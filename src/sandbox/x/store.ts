/**
 * Owns: what the X twin holds - accounts, posts, pictures, direct messages, credit - and how X shows a post: links as t.co, three characters escaped.
 * Never: HTTP, or how long a text may be: that is the client's to know.
 */
import * as z from "zod/mini";
import type { Json, JsonObject } from "../../core/json";

const account = z.object({ id: z.string(), username: z.string(), name: z.string() });
const tweet = z.object({
  id: z.string(),
  author: z.string(),
  text: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  under: z.nullable(z.string()),
  quotes: z.nullable(z.string()),
  media: z.array(z.string()),
  poll: z.nullable(z.record(z.string(), z.json())),
  deleted: z.boolean(),
});
const direct = z.object({ id: z.string(), from: z.string(), conversation: z.string(), text: z.string(), at: z.number() });
/** Uploads that nobody has posted are forgotten. */
const kept = z.object({ tweets: z.array(tweet), directs: z.array(direct), accounts: z.array(account), credit: z.nullable(z.number()), spent: z.number(), count: z.int() });

export type Account = z.infer<typeof account>;
export type Tweet = z.infer<typeof tweet>;
export type Direct = z.infer<typeof direct>;
export interface Upload {
  type: string;
  total: number;
  chunks: Map<number, Buffer>;
  alt: string | null;
  /** Looks until it is ready, -1: it fails. */
  pending: number;
  finalized: boolean;
}
/** What X would make a link of; the real list of top-level domains is longer. */
const LINK = /https?:\/\/(?:[\w-]+\.)+(?:com|net|org|io|dev|de|at|ch|uk|eu)(?:\/[^\s]*[\w/=&#-])?|(?<![\w@./-])(?:[\w-]+\.)+(?:com|net|org|io|dev|de|at|ch|uk|eu)\b(?:\/[^\s]*[\w/=&#-])?/g;
/** Posts get numbers as X gives them: time, then a count. */
const EPOCH = 1_288_834_974_657;

export const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
export const hasLink = (text: string): boolean => text.match(LINK) !== null;

export class XStore {
  tweets: Tweet[] = [];
  readonly uploads = new Map<string, Upload>();
  directs: Direct[] = [];
  accounts: Account[];
  /** Thousandths of a US dollar; null: never ends. */
  credit: number | null = null;
  spent = 0;
  private count = 0;

  constructor(
    readonly me: Account,
    private readonly now: () => number,
  ) {
    this.accounts = [me];
  }

  freshId(): string {
    this.count += 1;
    return String((BigInt(this.now() - EPOCH) << 22n) + BigInt(this.count));
  }

  account(username: string): Account {
    const known = this.accounts.find((one) => one.username === username);
    if (known) return known;
    const made = { id: String(7_000_000 + this.accounts.length), username, name: username };
    this.accounts.push(made);
    return made;
  }

  add(tweet: Pick<Tweet, "author" | "text"> & Partial<Tweet>): Tweet {
    const made: Tweet = { id: this.freshId(), at: this.now(), under: null, quotes: null, media: [], poll: null, deleted: false, ...tweet };
    this.tweets.push(made);
    return made;
  }

  /** A direct message from one to the other. */
  write(to: string, from: string, text: string): Direct {
    const made: Direct = { id: this.freshId(), from, conversation: [to, from].sort((a, b) => Number(a) - Number(b)).join("-"), text, at: this.now() };
    this.directs.push(made);
    return made;
  }

  tweet(id: string): Tweet | undefined {
    return this.tweets.find((one) => one.id === id && !one.deleted);
  }

  /** Posts of the owner that stand, oldest first. */
  mine(): Tweet[] {
    return this.tweets.filter(({ author, deleted }) => author === this.me.id && !deleted);
  }

  addressesMe({ text, quotes, author }: Tweet): boolean {
    return author === this.me.id || new RegExp(`@${this.me.username}\\b`, "i").test(text) || (quotes !== null && this.tweet(quotes)?.author === this.me.id);
  }

  /** Everything, for `restore`. */
  keep(): z.infer<typeof kept> {
    const { tweets, directs, accounts, credit, spent, count } = this;
    return { tweets, directs, accounts, credit, spent, count };
  }

  /** Goes on from what was kept; false, and nothing changed, when that is nothing of the kind. */
  restore(given: Json): boolean {
    const read = z.safeParse(kept, structuredClone(given));
    if (read.success) Object.assign(this, read.data);
    return read.success;
  }

  /** False when the credit does not reach. */
  charge(mills: number): boolean {
    if (this.credit !== null && this.credit < mills) return false;
    if (this.credit !== null) this.credit -= mills;
    this.spent += mills;
    return true;
  }

  private conversation(tweet: Tweet): string {
    const parent = tweet.under === null ? undefined : this.tweets.find(({ id }) => id === tweet.under);
    return parent ? this.conversation(parent) : tweet.id;
  }

  shown(tweet: Tweet): JsonObject {
    const urls: JsonObject[] = [];
    const short = (): string => `https://t.co/${(BigInt(tweet.id) + BigInt(urls.length)).toString(36).slice(-10)}`;
    let text = escaped(tweet.text).replace(LINK, (found) => {
      const link = found.replace(/&amp;/g, "&");
      const url = short();
      urls.push({ url, expanded_url: link.startsWith("http") ? link : `http://${link}`, display_url: link.replace(/^https?:\/\//, ""), unwound_url: null, media_key: null });
      return url;
    });
    const picture = tweet.media[0];
    if (picture !== undefined) {
      const url = short();
      urls.push({ url, expanded_url: `https://x.com/${this.me.username}/status/${tweet.id}/photo/1`, display_url: "pic.x.com/a", media_key: `3_${picture}` });
      text = text === "" ? url : `${text} ${url}`;
    }
    const mentions = [...tweet.text.matchAll(/@(\w{1,15})/g)].map((match) => ({ start: match.index, end: match.index + match[0].length, username: match[1] ?? "" }));
    const referenced = [...(tweet.under === null ? [] : [{ type: "replied_to", id: tweet.under }]), ...(tweet.quotes === null ? [] : [{ type: "quoted", id: tweet.quotes }])];
    return {
      id: tweet.id,
      text,
      author_id: tweet.author,
      created_at: new Date(tweet.at).toISOString(),
      conversation_id: this.conversation(tweet),
      edit_history_tweet_ids: [tweet.id],
      ...((urls.length > 0 || mentions.length > 0) && { entities: { ...(urls.length > 0 && { urls }), ...(mentions.length > 0 && { mentions }) } }),
      ...(referenced.length > 0 && { referenced_tweets: referenced }),
      public_metrics: { retweet_count: 0, reply_count: this.tweets.filter(({ under }) => under === tweet.id).length, like_count: 0, quote_count: 0, bookmark_count: 0, impression_count: 0 },
    };
  }
}
