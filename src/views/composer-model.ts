/**
 * Owns: what a person changes about a post that they write, and how it stands with each channel. Pure.
 * Never: a rule of a channel: lengths and limits are its publisher's, what fits is said by its operation; and never a text that is cut.
 */
import type { Foreseen, PostChannel, PostFace } from "../api";
import type { PostDraft } from "../core/post-note";

/** How it stands with one chosen channel. */
export interface Look {
  channel: PostChannel;
  face: PostFace;
  /** It says it in words of its own. */
  own: string | null;
  /** Parts of its thread. */
  parts: readonly string[] | null;
  /** Length of each text as the service counts. */
  lengths: number[];
  /** By how much the longest is too long; 0 when none is. */
  over: number;
  /** A thread would help: it takes them, and the text is too long. */
  splits: boolean;
}

export function looksOf(channels: readonly PostChannel[], draft: PostDraft, { faces }: Pick<Foreseen, "faces">): Look[] {
  return faces.flatMap((face) => {
    const channel = channels.find(({ id }) => id === face.channel);
    if (!channel) return [];
    const { publisher } = channel;
    const lengths = face.texts.map((text) => publisher.length(text));
    const over = Math.max(0, ...lengths.map((length) => length - publisher.limit));
    const own = Object.hasOwn(draft.texts, channel.id) ? (draft.texts[channel.id] ?? "") : null;
    const parts = Object.hasOwn(draft.threads, channel.id) ? (draft.threads[channel.id] ?? []) : null;
    return [{ channel, face, own, parts, lengths, over, splits: parts === null && over > 0 && publisher.takes.thread && publisher.split !== undefined }];
  });
}

/** "12 of 280 (a link counts 23)", "3 too many of 280", for a thread each part. */
export function countText({ channel: { publisher }, lengths, over, parts }: Look): string {
  const { limit, counting } = publisher;
  const count = parts === null ? String(lengths[0] ?? 0) : `${lengths.length} parts: ${lengths.join(", ")}`;
  return `${over > 0 ? `${over} too many: ` : ""}${count} of ${limit}${counting === "" ? "" : ` (${counting})`}`;
}

const COUNTED: readonly [one: string, pattern: RegExp][] = [
  // A number alone is no hashtag, and what stands before the sign of an address or a part of a page is none.
  ["hashtag", /(?:^|[^\p{L}\p{N}_&/])[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{N}\p{M}_]+/gu],
  ["mention", /(?:^|[^\p{L}\p{N}_.@/])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?/gu],
];

/** "2 hashtags, 1 mention"; "" when there are none. */
export function tagText({ face }: Pick<Look, "face">): string {
  const counts = COUNTED.map(([one, pattern]): [string, number] => [one, face.texts.reduce((sum, text) => sum + (text.match(pattern) ?? []).length, 0)]);
  return counts.flatMap(([one, count]) => (count === 0 ? [] : [`${count} ${one}${count === 1 ? "" : "s"}`])).join(", ");
}

const without = <T>(of: Record<string, T>, id: string): Record<string, T> => Object.fromEntries(Object.entries(of).filter(([key]) => key !== id));

/** A channel is switched on or off; its own words stay with the post. */
export function toggled(draft: PostDraft, id: string, order: readonly string[]): PostDraft {
  const chosen = draft.channels.includes(id) ? draft.channels.filter((one) => one !== id) : [...draft.channels, id];
  const strange = chosen.filter((one) => !order.includes(one));
  return { ...draft, channels: [...order.filter((one) => chosen.includes(one)), ...strange] };
}

/** Words of its own for a channel; null: it says what all say. */
export const withOwn = (draft: PostDraft, id: string, text: string | null): PostDraft => ({ ...draft, texts: text === null ? without(draft.texts, id) : { ...draft.texts, [id]: text } });

/** Parts of a thread for a channel; null, or none: one post. */
export const withParts = (draft: PostDraft, id: string, parts: readonly string[] | null): PostDraft => ({ ...draft, threads: parts === null || parts.length === 0 ? without(draft.threads, id) : { ...draft.threads, [id]: [...parts] } });

/** The text in parts that fit, as the channel splits it. */
export function split(draft: PostDraft, { channel: { id, publisher }, own }: Look): PostDraft {
  const parts = publisher.split?.(own ?? draft.text);
  return parts ? withParts(draft, id, parts) : draft;
}

export type PollField = "add" | "remove" | "more" | { option: number; text: string } | { minutes: number };

/** A poll begins with two empty answers; there are at most four. */
export function withPoll(draft: PostDraft, change: PollField): PostDraft {
  const poll = draft.poll ?? { options: ["", ""], minutes: 1440 };
  if (change === "add") return { ...draft, poll };
  if (change === "remove") return { ...draft, poll: null };
  if (change === "more") return { ...draft, poll: { ...poll, options: [...poll.options, ""].slice(0, 4) } };
  if ("minutes" in change) return { ...draft, poll: { ...poll, minutes: change.minutes } };
  return { ...draft, poll: { ...poll, options: poll.options.map((text, index) => (index === change.option ? change.text : text)) } };
}

/** What of the post this channel has no place for: it is published without. */
export function leftOut({ channel: { publisher } }: Look, { poll, link, images }: PostDraft): string[] {
  return [...(poll && !publisher.takes.poll ? ["the poll"] : []), ...(link !== null && !publisher.takes.link ? ["the link"] : []), ...(images.length > 0 && !publisher.pictures ? ["the pictures"] : [])];
}

/** What makes the form look different: fields, not what is typed into them. */
export const formKey = ({ channels, texts, threads, images, poll, at, queued }: PostDraft): string =>
  JSON.stringify([channels, Object.keys(texts), Object.entries(threads).map(([id, parts]) => [id, parts.length]), images.map(({ path, url, kept }) => [path === "" ? url : path, kept?.blob]), poll?.options.length, at === null, queued]);

/** One sentence about what stands in the way or what comes next. */
export function outlook(looks: readonly Look[], { asks, status, no_place }: Pick<Foreseen, "asks" | "status" | "no_place">): { ready: boolean; text: string } {
  if (status !== null) return { ready: false, text: `Handed in: it is ${status}.` };
  if (looks.length === 0) return { ready: false, text: "Choose where it is published." };
  const stuck = looks.filter(({ face }) => face.problems.length > 0);
  if (stuck.length > 0) return { ready: false, text: `Does not fit yet: ${stuck.map(({ channel }) => channel.label).join(", ")}.` };
  if (no_place !== null) return { ready: false, text: "The queue has no place for it." };
  return { ready: true, text: asks.length === 0 ? "It fits. Policy lets it run at its time." : "It fits. You will be asked before it is published." };
}
