/**
 * Owns: what a post on X is: the payload and its gate, its price, how it looks on the card and in the note.
 * Never: a request.
 */
import * as z from "zod/mini";
import type { FieldProblem, PictureRule } from "../../channel";
import type { Money } from "../../core/action";
import type { Preview } from "../../core/card";
import type { Json, JsonObject } from "../../core/json";
import { sum } from "../../core/money";
import { deliveredTo, publicText, published, type Post, type Publication } from "../../core/post";
import { altsOf, beginning, fromNote, gate, noteFields, pictureProblems, publishedRows, tidied } from "../published";
import { LIMIT, linksIn, textProblem } from "./length";

/** What X charges, in USD (docs.x.com, pricing, since 2026-02-06). */
const PRICE = { post: "0.015", post_with_link: "0.200", reply: "0.010", description: "0.005" } as const;
/** Of one direct message, whatever is in it. */
export const MESSAGE_PRICE: Money = { amount: "0.015", currency: "USD" };

/** JPEG, PNG, GIF or WEBP up to 5 MB, 4 of them; a GIF alone (docs.x.com, media). */
export const PICTURES: PictureRule = {
  most: 4,
  types: ["image/jpeg", "image/png", "image/webp", "image/gif"],
  max_bytes: 5 * 1024 * 1024,
  width: { min: 4, max: 8192 },
  ratio: { min: 4 / 8192, max: 8192 / 4 },
  alt: 1_000,
  by_url: false,
};
/** Far more than anybody reads; each is paid for. */
const MOST_PARTS = 25;

const poll = z.object({
  options: z.array(publicText.check(z.trim(), z.minLength(1, "must not be empty"), z.maxLength(25, "must not be longer than 25 characters"))).check(z.minLength(2, "must be 2 to 4"), z.maxLength(4, "must be 2 to 4")),
  minutes: z.int("must be 5 to 10080 minutes").check(z.minimum(5, "must be 5 to 10080 minutes"), z.maximum(10_080, "must be 5 to 10080 minutes")),
});
const shape = z.object({ ...published, text: tidied, more: z.array(tidied).check(z.maxLength(MOST_PARTS - 1, `makes a thread of more than ${MOST_PARTS} parts`)), poll: z.nullable(poll) });
/** `more`: the parts of a thread behind the first. */
export type XPayload = z.infer<typeof shape>;

export const partsOf = ({ text, more }: Pick<XPayload, "text" | "more">): string[] => [text, ...more];

function rules({ text, more, link, images, poll: asked }: XPayload): FieldProblem[] {
  const problems = pictureProblems(images, PICTURES);
  const says = (field: string, words: string): number => problems.push({ field, text: words });
  if (link !== null) says("link", "must stand in the text: X has no place for it of its own");
  if (text === "" && images.length === 0) says("x_text", "must not be empty");
  if (images.length > 1 && images.some(({ type }) => type === "image/gif")) says("images", "have a GIF among them; X takes it alone only");
  if (asked && images.length > 0) says("x_poll_options", "stand beside a picture; X takes a poll without pictures only");
  for (const [at, part] of partsOf({ text, more }).entries()) {
    const field = at === 0 ? "x_text" : `x_thread.${at - 1}`;
    const problem = textProblem(part);
    if (problem !== null) says(field, problem);
    if (at > 0 && part === "") says(field, "must not be empty");
    if (at > 0 && partsOf({ text, more }).indexOf(part) < at) says(field, "is the same as an earlier part; X takes no text twice");
  }
  return problems;
}

/** The only gate of a post: shapes, and everything X would refuse for what it says. */
export const parsePost = gate(shape, rules);

/** X may know endings of hosts that its library, which is years old, does not: an address that is written as one is counted as one. */
const hasLink = (text: string): boolean => linksIn(text).length > 0 || /https?:\/\/\S/i.test(text);

/** What X charges for texts: a link makes a post dear. `base`: of one without a link. */
export function priceOf(texts: readonly string[], base: "post" | "reply", descriptions = 0): Money {
  const each = texts.map((text) => (hasLink(text) ? PRICE.post_with_link : PRICE[base]));
  return { amount: sum([...each, ...Array.from({ length: descriptions }, () => PRICE.description)]), currency: "USD" };
}

/** Thousandths of a dollar matter here. */
export const showPrice = ({ amount, currency }: Money): string => `${amount} ${currency}`;

export function publicationOf(payload: XPayload): Publication {
  const [texts, alts] = [partsOf(payload), altsOf(payload)];
  return { texts, beside: [...alts, ...(payload.poll?.options ?? [])], at: payload.at, late_minutes: payload.late_minutes, price: priceOf(texts, "post", alts.length) };
}

/** This channel's payload of a post. A link that the text does not have stands on a line of its own at the end. */
export function payloadOf(post: Post): JsonObject {
  const { link, text, ...rest } = deliveredTo("x", post);
  const thread = Object.hasOwn(post.threads, "x") ? (post.threads["x"] ?? []) : [];
  const parts = thread.length > 0 ? thread : [text];
  const last = parts.at(-1) ?? "";
  const linked = link === null || parts.some((part) => part.includes(link)) ? parts : [...parts.slice(0, -1), last === "" ? link : `${last}\n${link}`];
  const [first = "", ...more] = linked;
  return { ...rest, link: null, text: first, more, poll: post.poll };
}

export function postSummary(payload: XPayload): string {
  const count = payload.more.length + 1;
  return `${count === 1 ? "Post on X" : `Thread of ${count} posts on X`}: ${payload.text === "" ? (payload.images[0]?.name ?? "") : beginning(payload.text)}`;
}

export function postPreview(payload: XPayload): Preview {
  const parts = partsOf(payload);
  const texts = parts.map((part, at): [string, string] => [parts.length === 1 ? "Text" : `Part ${at + 1} of ${parts.length}`, part]);
  const asked: [string, string][] = payload.poll === null ? [] : [["Poll", `${payload.poll.options.join(" / ")}, for ${payload.poll.minutes} minutes`]];
  const { price } = publicationOf(payload);
  const cost = price === null ? "" : `${showPrice(price)}${parts.some(hasLink) ? ", since a post with a link costs more" : ""}`;
  return { title: parts.length === 1 ? "Post on X" : "Thread on X", rows: [...texts, ...asked, ...publishedRows(payload), ["X charges", cost]], table: [] };
}

export function postFields(payload: XPayload): JsonObject {
  return { ...noteFields("x", payload), x_thread: payload.more, x_poll_options: payload.poll?.options ?? [], x_poll_minutes: payload.poll?.minutes ?? null };
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : value === undefined || value === null || value === "" ? [] : [value]);

export function postFromFields(before: XPayload, fields: JsonObject): Json {
  const now = { ...postFields(before), ...fields };
  const options = list(now["x_poll_options"]);
  return { ...fromNote("x", before, fields), more: list(now["x_thread"]), poll: options.length === 0 ? null : { options, minutes: now["x_poll_minutes"] ?? null } };
}

const PLAIN: XPayload = { text: "We are open on Saturday from 10 to 4.", link: null, images: [], at: null, late_minutes: 60, more: [], poll: null };
export const POST_EXAMPLES: XPayload[] = [
  PLAIN,
  {
    ...PLAIN,
    text: "Three things we learned this year.",
    more: ["First: ask before you build.", "Second: https://northlight.example/notes has the rest & more."],
    at: "2026-12-01T09:00:00Z",
    images: [{ blob: "0f".repeat(32), name: "studio.jpg", type: "image/jpeg", width: 1200, height: 800, size: 240_000, alt: "Our studio at night", url: null }],
  },
  { ...PLAIN, text: "Which day suits you for the workshop?", poll: { options: ["Tuesday", "Thursday"], minutes: 1_440 } },
];
export { LIMIT };
