/**
 * Owns: a post - what the owner wants to tell an audience, once, for many channels (PRODUCT S2) - and what every channel publishes of it.
 * Never: a channel's rules; what fits is said by the operation's gate, and nothing is ever cut short.
 */
import * as z from "zod/mini";
import type { Money } from "./action";
import { sha256Hex } from "./hash";
import { secretsIn } from "./secret-text";

/** Bytes of a picture, as they will be sent. They lie in `Logs/blobs/<sha256>`. */
const kept = {
  /** SHA-256 of the bytes, hex. */
  blob: z.string().check(z.regex(/^[0-9a-f]{64}$/, "is no stored picture")),
  name: z.string(),
  type: z.enum(["image/jpeg", "image/png", "image/gif", "image/webp"]),
  width: z.int().check(z.minimum(1)),
  height: z.int().check(z.minimum(1)),
  /** Size of the bytes. */
  size: z.int().check(z.minimum(1)),
};
/** Half of a surrogate pair has no bytes, and control characters are dropped on the way. */
const UNSENDABLE = /\p{Cs}|(?![\t\n\r])\p{Cc}/u;

/** A text that will be public: keys, card numbers and bank accounts never are (PRODUCT S6). Every text of a payload that is published is one. */
export const publicText = z.string().check((context) => {
  const say = (message: string): number => context.issues.push({ code: "custom", input: context.value, message });
  const found = secretsIn(context.value);
  if (found.length > 0) say(`must not go public: it holds ${found.join(" and ")}. Take it out`);
  if (UNSENDABLE.test(context.value)) say("has a character that cannot be published (a control character, or half of an emoji)");
});

export type KeptPicture = { [K in keyof typeof kept]: z.infer<(typeof kept)[K]> };

const unmeasured = z.int().check(z.minimum(0));
/** A picture of a post. */
const image = z.object({
  ...kept,
  /** Null where only its address is known, for services that fetch it there; then its measures are 0. */
  blob: z.nullable(kept.blob),
  width: unmeasured,
  height: unmeasured,
  size: unmeasured,
  /** What a person who cannot see it is told; "" when the owner said nothing. */
  alt: publicText,
  /** Where anybody can fetch it, for services that take no bytes; null when nowhere. */
  url: z.nullable(z.string()),
});
export type PostImage = z.infer<typeof image>;

const time = z.string().check(z.refine((at: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(at) && !Number.isNaN(Date.parse(at)), "is no UTC time"));

/** What every channel's payload of a post has. A channel adds its own fields. */
export const published = {
  /** Exactly what will be read, byte for byte (PRODUCT S3). */
  text: publicText,
  link: z.nullable(publicText),
  images: z.array(image),
  /** Not before this UTC time; null: as soon as it is approved. */
  at: z.nullable(time),
  /** So many minutes after `at` it is still posted without asking (PRODUCT S4). */
  late_minutes: z.int().check(z.minimum(0), z.maximum(10_080)),
};
export type Published = { [K in keyof typeof published]: z.infer<(typeof published)[K]> };

const poll = z.object({ options: z.array(publicText), minutes: z.int() });

export const post = z.object({
  ...published,
  /** `cuts`: by channel id, where that one gets it cut or converted in a way of its own. */
  images: z.array(z.extend(image, { cuts: z.exactOptional(z.record(z.string(), z.object(kept))) })),
  /** Chosen once by who writes it: the same post handed in twice is one action. */
  id: z.string().check(z.regex(/^[\w-]{1,80}$/, "is no id of a post")),
  /** Ids of the channels that it is for. */
  channels: z.array(z.string()).check(z.minLength(1, "names no channel")),
  /** Text by channel id, where one shall say it differently. */
  texts: z.record(z.string(), publicText),
  /** Parts of a thread by channel id, as the owner agreed to them: only for channels that take threads. */
  threads: z.record(z.string(), z.array(publicText)),
  poll: z.nullable(poll),
  /** Without a time of its own it takes the next free one of the owner's recurring times. */
  queued: z._default(z.boolean(), false),
  /** The owner wants to be asked, also where policy would let it run. */
  ask: z._default(z.boolean(), false),
  /** Why it is said: a goal or a fact behind it, for who decides; "" when the owner gave none. */
  context: z.string(),
});
export type Post = z.infer<typeof post>;

/** The post as one channel gets it, before the channel's own fields. */
export function deliveredTo(channel: string, { text, texts, link, images, at, late_minutes }: Post): Published {
  const own = images.map(({ cuts = {}, ...one }) => ({ ...one, ...(Object.hasOwn(cuts, channel) ? cuts[channel] : {}) }));
  return { text: Object.hasOwn(texts, channel) ? (texts[channel] ?? text) : text, link, images: own, at, late_minutes };
}

/** What an operation makes public, told by itself, so that the engine can time, count and judge it. */
export interface Publication {
  /** Every text that will be read, in order: one, or the parts of a thread. */
  texts: string[];
  /** What is read besides, e.g. the answers of a poll and what is said of pictures: it makes no other post of it, but a person looks at it as well. */
  beside?: readonly string[];
  /** UTC ISO time before which it must not start; null: none. */
  at: string | null;
  late_minutes: number;
  /** What the service charges for it; null where it charges nothing (PRODUCT S1). */
  price: Money | null;
}

/** Names a text by what it says: the same for other spacing, punctuation and letter case. */
export function textKey(text: string): string {
  return sha256Hex(text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim());
}

/** Name of the row in which a card says the time of a post: its UTC time, which a person is shown on their own clock. */
export const WHEN = "When";
/** The same for the time at which an answer is no longer possible. */
export const UNTIL = "Possible until";

const MINUTE_MS = 60_000;
/** A round of work may come that much later than the time that was set (PRODUCT S4). */
const PUNCTUAL_MINUTES = 5;

/** Minutes by which its time has passed, where that is more than its owner allows; else 0. */
export function missedBy({ at, late_minutes }: Pick<Publication, "at" | "late_minutes">, now: Date): number {
  const late = at === null ? 0 : Math.floor((now.getTime() - Date.parse(at)) / MINUTE_MS);
  return late > Math.max(late_minutes, PUNCTUAL_MINUTES) ? late : 0;
}
