/**
 * Owns: what a post on LinkedIn is: the payload and its gate, the request's body, how it looks on the card and in the note.
 * Never: a request.
 */
import * as z from "zod/mini";
import type { FieldProblem, PictureRule } from "../../channel";
import type { Preview } from "../../core/card";
import type { Json, JsonObject } from "../../core/json";
import { deliveredTo, published, type Post, type Publication } from "../../core/post";
import { altsOf, beginning, fromNote, gate, noteFields, pictureProblems, publishedRows, tidied } from "../published";
import { escaped, hashtagsIn } from "./little";

/** Characters of a post (linkedin.com/help). */
export const LIMIT = 3_000;

/** Up to 20 pictures of at most 36,152,320 pixels each (learn.microsoft.com/linkedin, images and multi-image posts). */
export const PICTURES: PictureRule = {
  most: 20,
  types: ["image/jpeg", "image/png", "image/gif"],
  max_bytes: 8 * 1024 * 1024,
  width: { min: 2, max: 6_000 },
  ratio: { min: 1 / 3, max: 3 },
  alt: 4_086,
  by_url: false,
};
const MOST_PIXELS = 36_152_320;

const shape = z.object({ ...published, text: tidied });
export type LinkedInPayload = z.infer<typeof shape>;

function rules({ text, link, images }: LinkedInPayload): FieldProblem[] {
  const problems = pictureProblems(images, PICTURES);
  const says = (field: string, words: string): number => problems.push({ field, text: words });
  if (text === "") says("linkedin_text", "must not be empty");
  if (text.length > LIMIT) says("linkedin_text", `has ${text.length} characters, the most is ${LIMIT}: shorten it`);
  if (link !== null && !/^https?:\/\/\S+$/.test(link)) says("link", "must be an address like https://example.com");
  if (link !== null && images.length > 0) says("link", "cannot be a card beside pictures: write it into the text");
  for (const [at, { name, width, height }] of images.entries()) if (width * height > MOST_PIXELS) says(`images.${at}`, `${name} has more than 36 million pixels`);
  return problems;
}

/** The only gate of a post. */
export const parsePost = gate(shape, rules);

/** This channel's payload of a post. Beside pictures there is no card for a link: it stands on a line of its own at the end of the text. */
export function payloadOf(post: Post): JsonObject {
  const { link, text, ...rest } = deliveredTo("linkedin", post);
  if (link === null || post.images.length === 0) return { ...rest, text, link };
  return { ...rest, link: null, text: text.includes(link) ? text : `${text}\n${link}` };
}

/** The headline of a link's card: LinkedIn fetches nothing, and what the page says is not known here. */
const cardTitle = (link: string): string => (URL.canParse(link) ? new URL(link).host.replace(/^www\./, "") : link).slice(0, 400);

function content({ link, images }: LinkedInPayload, urns: readonly string[]): JsonObject {
  const pictures = urns.map((id, at): JsonObject => ({ id, ...(images[at] && images[at].alt !== "" && { altText: images[at].alt }) }));
  if (pictures.length > 1) return { content: { multiImage: { images: pictures } } };
  if (pictures[0]) return { content: { media: pictures[0] } };
  return link === null ? {} : { content: { article: { source: link, title: cardTitle(link) } } };
}

/** The body of the request. `urns`: of the pictures, in their order. */
export function bodyOf(payload: LinkedInPayload, author: string, urns: readonly string[]): JsonObject {
  return {
    author,
    commentary: escaped(payload.text),
    visibility: "PUBLIC",
    distribution: { feedDistribution: "MAIN_FEED", targetEntities: [], thirdPartyDistributionChannels: [] },
    ...content(payload, urns),
    lifecycleState: "PUBLISHED",
    isReshareDisabledByAuthor: false,
  };
}

export function publicationOf({ text, images, at, late_minutes }: LinkedInPayload): Publication {
  return { texts: [text], beside: altsOf({ images }), at, late_minutes, price: null };
}

export const postSummary = ({ text }: LinkedInPayload): string => `Post on LinkedIn: ${beginning(text)}`;

export function postPreview(payload: LinkedInPayload): Preview {
  const tags = hashtagsIn(payload.text);
  const rows: [string, string][] = [
    ["Text", payload.text],
    ...(payload.link === null ? [] : ([["Link card", `${cardTitle(payload.link)}: ${payload.link}`]] as [string, string][])),
    ...(tags.length === 0 ? [] : ([["Hashtags", tags.join(", ")]] as [string, string][])),
    ...publishedRows(payload),
    ["Seen by", "anybody"],
  ];
  return { title: "Post on LinkedIn", rows, table: [] };
}

export function postFields(payload: LinkedInPayload): JsonObject {
  return { ...noteFields("linkedin", payload), link: payload.link };
}

export function postFromFields(before: LinkedInPayload, fields: JsonObject): Json {
  return { ...fromNote("linkedin", before, fields), link: "link" in fields ? fields["link"] || null : before.link };
}

const PLAIN: LinkedInPayload = { text: "We are looking for a designer (part-time), in Utrecht. #hiring", link: null, images: [], at: null, late_minutes: 60 };
export const POST_EXAMPLES: LinkedInPayload[] = [
  PLAIN,
  { ...PLAIN, text: "What we learned this year *so far*.", link: "https://northlight.example/notes", at: "2026-12-01T09:00:00Z" },
  { ...PLAIN, images: [{ blob: "0f".repeat(32), name: "studio.jpg", type: "image/jpeg", width: 1200, height: 800, size: 240_000, alt: "Our studio at night", url: null }] },
];
