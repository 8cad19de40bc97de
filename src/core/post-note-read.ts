/**
 * Owns: reading a post note in all the shapes that people and other programs write (DETAILS "social post"), as one draft.
 * Never: losing what does not fit: it stays in the draft, and a problem says at which property it stands. Never throws.
 */
import { isObject, type Json, type JsonObject } from "./json";
import { property } from "./note-edits";
import type { KeptPicture } from "./post";
import type { Note } from "./note";
import { fencedJson, listed, said } from "./note-shapes";
import { CHANNEL_TEXTS, EMPTY_POST, QUEUED, type NotedImage, type PostDraft, type PostProblem } from "./post-note";
import { markedText, unmarkedText } from "./post-text";
import { instantOf, isDate, isZone } from "./schedule";

/** What is known where the note is read. */
export interface PostReading {
  /** Owner's zone: times without one are in it. */
  zone: string;
  /** Channels that publish. */
  channels: readonly { id: string; label: string; publisher?: { also?: readonly string[] } }[];
}

export interface ReadPost {
  draft: PostDraft;
  problems: PostProblem[];
  /** As the note says it, in lower case: `draft`, `handed_in` ...; "" when it says nothing. */
  status: string;
}

const TEXTS = ["content", "text", "message", "caption", "tweet", "body"];
const TIMES = ["scheduled_for", "schedule", "publish_at", "scheduled_at", "scheduled_publish_time", "timestamp"];
const OVER = /^(published|posted|completed|done|failed|rejected|expired)$/;
const NO_POSTS = /^(reply|dm|direct_message|comment|message)$/;
const ZONES = ["timezone", "time_zone", "tz"];
/** What would make something else of it than the post that is handed in. */
const NOT_TAKEN: readonly { names: readonly string[]; why: string }[] = [
  { names: ["reply_to", "in_reply_to", "reply_to_tweet_id", "quote_tweet_id"], why: "is not taken over: answers are written in the note of what they answer, and X lets no program quote. Take it out if this is a post of its own" },
  { names: ["recurring", "recurrence", "repeat", "repeats"], why: "is not taken over: a post goes out once. Take it out, and give each time a note of its own, or scheduled_for: queue for the next of your recurring times" },
];

/** `X (Twitter)` is X. */
const plainName = (name: string): string => name.trim().toLowerCase().replace(/ {0,3}\(.*$/, "").replace(/[\s-]+/g, "_").replace(/_(post|page)$/, "");

/** Id of the channel that a word names. */
export function channelNamed(name: string, channels: PostReading["channels"]): string | null {
  const plain = plainName(name);
  const found = channels.find(({ id, label, publisher }) => [id, plainName(label), ...(publisher?.also ?? [])].includes(plain));
  return found?.id ?? null;
}

function first(all: JsonObject, names: readonly string[]): { name: string; value: Json } | null {
  for (const name of names) {
    const value = property(all, name);
    if (value !== undefined && value !== null && value !== "") return { name, value };
  }
  return null;
}

/** UTC ISO time; null when it is none. A time without a zone is the owner's. */
export function readTime(value: Json, zone: string): string | null {
  if (typeof value === "number" && value > 1e9 && value < 1e10) return new Date(value * 1000).toISOString();
  if (typeof value !== "string") return null;
  const [, date = "", hours = "", seconds = "", offset] = /^(\d{4}-\d\d-\d\d)[T ](\d?\d:\d\d)(:\d\d(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i.exec(value.trim()) ?? [];
  const time = hours.padStart(5, "0");
  if (!isDate(date) || time > "23:59") return null;
  if (offset === undefined) return instantOf(date, time, zone).toISOString();
  const at = Date.parse(`${date}T${time}${seconds}${/^[a-z]/i.test(offset) ? "Z" : offset.replace(/^(...):?/, "$1:")}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Do the words ask for the next free recurring time? */
export const isQueued = (text: string): boolean => /^(?:queued?|(?:the )?next(?:[ _-]free)?(?:[ _-](?:slot|time))?)$/i.test(text.trim());

const KINDS = ["image/jpeg", "image/png", "image/gif", "image/webp"] as const;

function keptOf(of: JsonObject): KeptPicture | null {
  const { blob, name, type, width, height, size } = of;
  const kind = KINDS.find((one) => one === type);
  if (typeof blob !== "string" || typeof name !== "string" || !kind || typeof width !== "number" || typeof height !== "number" || typeof size !== "number") return null;
  return { blob, name, type: kind, width, height, size };
}

/** What single channels get of it. */
function cutsOf(value: Json | undefined): Record<string, KeptPicture> | null {
  if (value === undefined || !isObject(value)) return null;
  const found = Object.entries(value).flatMap(([channel, cut]): [string, KeptPicture][] => {
    const kept = isObject(cut) ? keptOf(cut) : null;
    return kept ? [[channel, kept]] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}

/** `![[a.png|alt]]`, `![alt](a.png)`, `a.png`, an address, or what we write. */
function imageOf(value: Json): NotedImage | null {
  if (isObject(value)) {
    const of: JsonObject = value;
    const path = [of["path"], of["file"], of["name"]].find((one): one is string => typeof one === "string") ?? "";
    const url = typeof of["url"] === "string" && of["url"] !== "" ? of["url"] : null;
    const cuts = cutsOf(of["cuts"]);
    return path === "" && url === null ? null : { path, alt: typeof of["alt"] === "string" ? of["alt"] : "", url, kept: keptOf(of), ...(cuts && { cuts }) };
  }
  if (typeof value !== "string" || value.trim() === "") return null;
  const [, wiki, wikiAlt] = /^!?\[\[([^\]|#]+)(?:[#|]([^\]]*))?\]\]$/.exec(value.trim()) ?? [];
  const [, alt, target] = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(value.trim()) ?? [];
  const named = (wiki ?? target ?? value).trim();
  const isAddress = /^https?:\/\//i.test(named);
  // What stands behind the bar of an embed may be its size.
  const described = alt ?? (/^\d+(x\d+)?$/.test(wikiAlt ?? "") ? "" : (wikiAlt ?? ""));
  return { path: isAddress ? "" : wiki === undefined && target !== undefined ? decoded(named) : named, alt: described, url: isAddress ? named : null, kept: null };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function imagesOf(all: JsonObject, embeds: readonly string[]): NotedImage[] {
  const given = ["images", "image", "image_path", "image_url", "photo_url", "media", "media_urls"].flatMap((name) => {
    const value = property(all, name);
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
  });
  const alts = [property(all, "alt_texts"), property(all, "alt_text"), property(all, "alt")].flatMap((value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]));
  const found = [...given, ...embeds].flatMap((value) => imageOf(value) ?? []);
  const same = (a: NotedImage, b: NotedImage): boolean => a.path === b.path && a.url === b.url;
  return found.filter((image, index) => found.findIndex((other) => same(other, image)) === index).map((image, index) => ({ ...image, alt: image.alt === "" && typeof alts[index] === "string" ? alts[index] : image.alt }));
}

function pollOf(all: JsonObject, say: (field: string, text: string) => void): PostDraft["poll"] {
  const poll = property(all, "poll");
  const given: JsonObject = isObject(poll) ? poll : { options: property(all, "poll_options") ?? poll ?? null, minutes: first(all, ["poll_minutes", "poll_duration_minutes"])?.value ?? null };
  const { options: answers = null, minutes: stated = null, duration_minutes = null, ...others } = given;
  const options = listed(answers).map(String);
  if (options.length === 0) return null;
  const open = stated ?? duration_minutes;
  const minutes = open === null ? 1440 : Number(open);
  if (!Number.isInteger(minutes) || minutes < 1 || Object.keys(others).length > 0) say("poll", "has options, and minutes that say how long it is open, e.g. minutes: 1440; nothing else is known of it");
  return { options, minutes: Number.isInteger(minutes) ? minutes : 1440 };
}

/** The text: marked in the body, or in a property; the whole body only where nothing is marked. */
function textIn(all: JsonObject, body: string, marked: ReturnType<typeof markedText>, isMarkedElsewhere: boolean, say: (field: string, text: string) => void): string {
  if (marked.problem !== null) say("text", marked.problem);
  const given = first(all, TEXTS);
  const property_ = typeof given?.value === "string" ? given.value : null;
  if (marked.text !== null && property_ !== null && marked.text.trim() !== property_.trim() && marked.text.trim() !== "") say(given?.name ?? "text", "says something else than the text below the heading: keep one of them");
  if (marked.text !== null) return marked.text === "" ? (property_ ?? "") : marked.text;
  if (property_ !== null || isMarkedElsewhere || marked.problem !== null) return property_ ?? "";
  const whole = unmarkedText(body);
  if (typeof whole === "string") return whole;
  say("text", whole.problem);
  return "";
}

/** Texts of single channels among the properties: `texts` by channel, or `x_text`, `instagram_caption`. */
function textsIn(all: JsonObject, channelOf: (name: string) => string | null): Record<string, string> {
  const texts = property(all, "texts");
  const named = Object.entries(all).flatMap(([name, value]): [string, Json][] => {
    const [, of = "", word = ""] = /^(.{1,20})[_ -](\w+)$/.exec(name.toLowerCase()) ?? [];
    return CHANNEL_TEXTS.includes(word) ? [[of, value]] : [];
  });
  return Object.fromEntries([...named, ...Object.entries(texts !== undefined && isObject(texts) ? texts : {})].flatMap(([name, value]): [string, string][] => {
    const channel = channelOf(name);
    return channel !== null && typeof value === "string" && value !== "" ? [[channel, value]] : [];
  }));
}

/** The draft in a note, and everything about it that does not fit. */
export function readPostNote({ front, body }: Note, { zone: owners, channels }: PostReading): ReadPost {
  const problems: PostProblem[] = [];
  const say = (field: string, text: string): void => void problems.push({ field, text });
  const all: JsonObject = { ...fencedJson(body), ...front };
  const nameOf = (name: string): string | null => channelNamed(name, channels);
  const found = markedText(body, nameOf);
  const marked = { ...found, texts: { ...textsIn(all, nameOf), ...found.texts } };

  const type = said(all, ["type"]) ?? "";
  const named = ["platforms", "platform", "channels", "channel"].flatMap((name) => listed(property(all, name)).map(String));
  const ofType = named.length === 0 ? nameOf(type) : null;
  const ids = [...named, ...(ofType === null ? [] : [ofType])].map((name) => {
    const id = nameOf(name);
    if (id === null) say("platforms", `has "${name.slice(0, 40)}", which is no channel that publishes. There are: ${channels.map((channel) => channel.id).join(", ")}`);
    return id ?? plainName(name);
  });
  const when = first(all, TIMES);
  const own = first(all, ZONES);
  const zone = typeof own?.value === "string" && isZone(own.value) ? own.value : owners;
  if (own !== null && zone !== own.value) say(own.name, "must be a time zone like Europe/Berlin");
  for (const { names, why } of NOT_TAKEN) {
    const asked = first(all, names);
    if (asked !== null && asked.value !== false && !["no", "none", "never", "once"].includes(said(all, [asked.name]) ?? "")) say(asked.name, why);
  }
  const isNow = typeof when?.value === "string" && /^(now|asap|immediately)$/i.test(when.value.trim());
  const queued = typeof when?.value === "string" && isQueued(when.value);
  const at = when === null || isNow || queued ? null : readTime(when.value, zone);
  if (when !== null && !isNow && !queued && at === null) say(when.name, `must be a time like 2026-11-24T09:00, or ${QUEUED} for the next free one`);
  const kind = (said(all, ["post_type"]) ?? "").toLowerCase();
  if (NO_POSTS.test(kind)) say("post_type", `is ${kind}: answers are written in the note of what they answer, not as a post`);
  if (kind === "scheduled" && when === null) say("scheduled_for", "is missing: the note says that it is scheduled");
  const status = (said(all, ["status", "publication_status"]) ?? "").toLowerCase();
  if (OVER.test(status)) say("status", `says ${status}: a post that is over is not handed in again. Take the property out if it is a new one`);
  const link = said(all, ["link", "url"]) ?? null;
  if (link !== null && !/^https?:\/\/\S+$/i.test(link)) say("link", "must be an address that begins with https://");
  const late = property(all, "late_minutes");
  const isLate = typeof late === "number" && Number.isInteger(late) && late >= 0 && late <= 10_080;
  if (late !== undefined && late !== null && late !== "" && !isLate) say("late_minutes", "must be a whole number of minutes up to 10080");
  const images = imagesOf(all, marked.embeds);
  const context = property(all, "context") ?? property(all, "why") ?? property(all, "goal") ?? property(all, "reason");
  const id = property(all, "id");

  const draft: PostDraft = {
    ...EMPTY_POST,
    id: typeof id === "string" || typeof id === "number" ? String(id) : "",
    channels: [...new Set(ids)],
    text: textIn(all, body, marked, Object.keys({ ...marked.texts, ...marked.threads }).length > 0, say),
    texts: marked.texts,
    threads: marked.threads,
    link,
    images,
    poll: pollOf(all, say),
    context: typeof context === "string" ? context : "",
    at,
    queued,
    late_minutes: isLate ? late : null,
    ask: [property(all, "requires_approval"), property(all, "approval_required")].includes(true) || kind === "sensitive",
  };
  if (draft.channels.length === 0) say("platforms", `names no channel. There are: ${channels.map((channel) => channel.id).join(", ")}`);
  if (!problems.some(({ field }) => field === "text") && draft.text.trim() === "" && draft.link === null && draft.images.length === 0 && Object.keys(draft.threads).length + Object.keys(draft.texts).length === 0) say("text", "is missing");
  return { draft, problems, status };
}
