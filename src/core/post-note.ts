/**
 * Owns: a post as a note - what of a post note is text that may be published, and the one shape in which post notes are written (PRODUCT S2, S3).
 * Never: publishing what is not marked as text: comments, headings, help lines and remarks are none. A note grants nothing.
 */
import { OWNERS_LINE } from "./action-note";
import { sha256Hex } from "./hash";
import { canonical, type Json, type JsonObject } from "./json";
import { writeNote, type Note } from "./note";
import { property } from "./note-edits";
import { remarksOf } from "./post-text";
import { post as shape, type KeptPicture, type Post, type PostImage } from "./post";

/** Folder of post notes below the root. */
export const POSTS_FOLDER = "Posts";

export interface PostProblem {
  field: string;
  text: string;
}

/** A picture as a note names it. */
export interface NotedImage {
  /** In the vault; "" where the note only gives an address. */
  path: string;
  alt: string;
  /** Where anybody can fetch it. */
  url: string | null;
  /** Null until it was measured and kept. */
  kept: KeptPicture | null;
  /** By channel id, where that one gets it cut or converted in a way of its own. */
  cuts?: Record<string, KeptPicture>;
}

/** What a channel gets of a picture; null until it was kept. */
export const keptFor = (channel: string, { kept, cuts = {} }: Pick<NotedImage, "kept" | "cuts">): KeptPicture | null => (Object.hasOwn(cuts, channel) ? (cuts[channel] ?? kept) : kept);

/** A post that is being written. */
export interface PostDraft {
  /** "" where the note names none: then it follows from the content (`postIdOf`). */
  id: string;
  channels: string[];
  text: string;
  texts: Record<string, string>;
  threads: Record<string, string[]>;
  link: string | null;
  images: NotedImage[];
  poll: Post["poll"];
  context: string;
  /** UTC ISO; null: as soon as it is approved. */
  at: string | null;
  /** Without a time of its own: the next free one of the owner's recurring times. */
  queued: boolean;
  /** Null: the owner's setting. */
  late_minutes: number | null;
  /** The owner wants to be asked, also where policy would let it run. */
  ask: boolean;
}

export const EMPTY_POST: PostDraft = { id: "", channels: [], text: "", texts: {}, threads: {}, link: null, images: [], poll: null, context: "", at: null, queued: false, late_minutes: null, ask: false };

/** Stands in a note for the next free recurring time. */
export const QUEUED = "queue";

/** Our names of the properties, in the order in which they are written. */
const OURS = ["id", "type", "status", "platforms", "scheduled_for", "late_minutes", "link", "images", "poll", "context", "requires_approval"] as const;

/** Names that other notes have for what ours say: written again, they would say it twice. */
const TAKEN_OVER = [
  "platform", "channels", "channel", "post_type", "content", "text", "message", "caption", "body", "tweet", "schedule", "publish_at", "scheduled_publish_time", "scheduled_at", "timestamp", "image", "image_url", "image_path", "photo_url", "media", "media_urls",
  "alt", "alt_text", "alt_texts", "url", "poll_options", "poll_minutes", "poll_duration_minutes", "why", "goal", "reason", "approval_required", "texts", "timezone", "time_zone", "tz",
];

/** What the property with a single channel's text is called, behind the channel and a line: `x_text`. */
export const CHANNEL_TEXTS = ["text", "caption", "content", "message"];

const HELP = "%% Only what stands between the fences is published, exactly as it stands there. Everything else on this page is for you. %%";

/** Longer than every row of backticks in the text, so that nothing in it can close it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text.replace(/\r\n?/g, "\n")}\n${fence}`;
}

function bodyOf({ text, texts, threads }: PostDraft): string {
  const sections = [
    `## Text\n\n${fenced(text)}`,
    ...Object.entries(texts).map(([channel, own]) => `## Text for ${channel}\n\n${fenced(own)}`),
    ...Object.entries(threads).map(([channel, parts]) => `## Thread for ${channel}\n${parts.map((part) => `\n${fenced(part)}`).join("\n")}`),
  ];
  return `\n${HELP}\n\n${sections.join("\n\n")}\n`;
}

function imageFields({ path, alt, url, kept, cuts = {} }: NotedImage): JsonObject {
  const own = Object.entries(cuts).map(([channel, cut]): [string, JsonObject] => [channel, { ...cut }]);
  return { path, alt, ...(url !== null && { url }), ...(kept && { ...kept }), ...(own.length > 0 && { cuts: Object.fromEntries(own) }) };
}

/**
 * Text of the note. What the owner added to `existing` - properties of their own, remarks below the line - is kept; of a note in another
 * shape the whole old body stands below that line. Reading it gives the same draft, as long as its texts end lines with "\n".
 */
export function writePostNote(draft: PostDraft, status: string, existing: Note | null): string {
  const written: JsonObject = {
    id: draft.id,
    type: "social_media_post",
    status,
    platforms: [...draft.channels],
    scheduled_for: draft.at ?? (draft.queued ? QUEUED : null),
    late_minutes: draft.late_minutes,
    link: draft.link,
    images: draft.images.map(imageFields),
    poll: draft.poll && { options: [...draft.poll.options], minutes: draft.poll.minutes },
    context: draft.context,
    requires_approval: draft.ask,
  };
  const ofChannels = draft.channels.flatMap((id) => CHANNEL_TEXTS.map((word) => `${id}_${word}`));
  const own = Object.entries(existing?.front ?? {}).filter(([key]) => ![...OURS, ...TAKEN_OVER, ...ofChannels].some((name) => property({ [key]: true }, name) !== undefined));
  return writeNote({ ...written, ...Object.fromEntries(own) }, `${bodyOf(draft)}\n${OWNERS_LINE}\n${existing ? remarksOf(existing.body) : ""}`);
}

/** The draft's id, or one that follows from what it says: the same note handed in twice is one post. */
export function postIdOf(draft: PostDraft): string {
  if (/^[\w-]{1,80}$/.test(draft.id)) return draft.id;
  return `note-${sha256Hex(draft.id === "" ? canonical({ ...draft } as unknown as Json) : draft.id).slice(0, 20)}`;
}

const within = <T>(of: Record<string, T>, channels: readonly string[]): [string, T][] => Object.entries(of).filter(([channel]) => channels.includes(channel));

/** The picture as it is sent; null until its bytes are kept, but where the note has nothing but an address. */
function pictureOf({ path, alt, url, kept, cuts }: NotedImage, channels: readonly string[]): PostImage | null {
  if (kept) return { ...kept, alt, url, ...(cuts && { cuts: Object.fromEntries(within(cuts, channels)) }) };
  if (path !== "" || url === null) return null;
  const [place = url] = url.split(/[?#]/, 1);
  const name = place.slice(place.lastIndexOf("/") + 1) || url;
  // What its name does not tell, whoever fetches it finds out.
  const type = (["image/png", "image/gif", "image/webp"] as const).find((one) => name.toLowerCase().endsWith(one.replace("image/", "."))) ?? "image/jpeg";
  return { blob: null, name, type, width: 0, height: 0, size: 0, alt, url };
}

/** The post as far as it is written: what does not fit is said by whoever it is for. */
export function writtenPost(draft: PostDraft, late_minutes: number): Post {
  const { channels, text, link, poll, context, at, queued, ask } = draft;
  return {
    id: postIdOf(draft),
    channels,
    text,
    texts: Object.fromEntries(within(draft.texts, channels)),
    threads: Object.fromEntries(within(draft.threads, channels)),
    images: draft.images.flatMap((image) => pictureOf(image, channels) ?? []),
    link,
    poll,
    context,
    at,
    queued: queued && at === null,
    ask,
    late_minutes: draft.late_minutes ?? late_minutes,
  };
}

/** The post that a draft is, or what is missing, by field. `late_minutes`: the owner's setting. Texts of channels that were switched off stay in the note. */
export function postOf(draft: PostDraft, late_minutes: number): { ok: true; post: Post } | { ok: false; problems: PostProblem[] } {
  const missing = draft.images.flatMap((image, index) => (pictureOf(image, []) ? [] : [{ field: `images.${index}`, text: `${image.path} was not measured yet` }]));
  const read = shape.safeParse(writtenPost(draft, late_minutes));
  const problems = [...missing, ...(read.success ? [] : read.error.issues.map(({ path, message }) => ({ field: path.join(".").replace(/^channels/, "platforms"), text: message })))];
  return read.success && problems.length === 0 ? { ok: true, post: read.data } : { ok: false, problems };
}
