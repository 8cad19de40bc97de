/**
 * Owns: what a post on a Facebook Page is: the payload and its gate, how it looks on the card and in the note.
 * Never: a request.
 */
import * as z from "zod/mini";
import type { FieldProblem, PictureRule } from "../../channel";
import type { Preview } from "../../core/card";
import type { Json, JsonObject } from "../../core/json";
import { deliveredTo, published, type Post } from "../../core/post";
import { textProblems, withLink } from "../graph-text";
import { beginning, fromNote, gate, noteFields, pictureProblems, publishedRows, tidied } from "../published";

export const LIMIT = 63_206;
/** JPEG, PNG or GIF of less than 4 MB (developers.facebook.com/docs/graph-api/reference/page/photos); wider than 2048 is scaled down there anyway. */
export const PICTURES: PictureRule = { most: 10, types: ["image/jpeg", "image/png", "image/gif"], max_bytes: 4_000_000, width: { min: 1, max: 2_048 }, ratio: { min: 1 / 20, max: 20 }, alt: 1_000, by_url: false, or_url: true };
/** The text's property in the note. */
const TEXT = "facebook_text";

const shape = z.object({ ...published, text: tidied });
export type PostPayload = z.infer<typeof shape>;

function rules({ text, link, images }: PostPayload): FieldProblem[] {
  const problems = [...pictureProblems(images, PICTURES), ...textProblems(TEXT, text, LIMIT)];
  const says = (field: string, words: string): number => problems.push({ field, text: words });
  if (text === "" && link === null && images.length === 0) says(TEXT, "must not be empty");
  if (link !== null && !/^https?:\/\/[^\s]+$/.test(link)) says("facebook_link", "must be an address that begins with https://");
  if (link !== null && images.length > 0) says("facebook_link", "stands beside a picture; Facebook shows only one of them. Write it into the text, or take the picture out");
  return problems;
}

/** The only gate of a post. */
export const parsePost = gate(shape, rules);

/** This channel's payload of a post. Beside pictures Facebook shows no card of a link: it ends the text then. */
export function payloadOf(post: Post): JsonObject {
  const { text, link, ...rest } = deliveredTo("facebook", post);
  const written = post.images.length > 0;
  return { ...rest, text: written ? withLink(text, link) : text, link: written ? null : link };
}

export const calledPost = ({ text, link, images }: PostPayload): string => beginning(text) || link || (images[0]?.name ?? "");

export function postPreview(payload: PostPayload): Preview {
  const { text, link } = payload;
  const rows: [string, string][] = [["Text", text], ...(link === null ? [] : ([["Link", link]] as [string, string][])), ...publishedRows(payload)];
  return { title: "Post on Facebook", rows, table: [] };
}

export const postFields = (payload: PostPayload): JsonObject => ({ ...noteFields("facebook", payload), facebook_link: payload.link });

export function postFromFields(before: PostPayload, fields: JsonObject): Json {
  const { facebook_link: link = before.link } = fields;
  return { ...fromNote("facebook", before, fields), link: link === "" ? null : link };
}

const PLAIN: PostPayload = { text: "We are open on Saturday from 10 to 4.", link: null, images: [], at: null, late_minutes: 60 };
export const POST_EXAMPLES: PostPayload[] = [
  PLAIN,
  { ...PLAIN, text: "What we learned this year:\n\n- ask before you build\n- answer the same day", link: "https://northlight.example/notes", at: "2026-12-01T09:00:00Z" },
  { ...PLAIN, text: "The new studio.", images: ["studio.jpg", "desk.jpg"].map((name, at) => ({ blob: `${at}f`.repeat(32), name, type: "image/jpeg", width: 1200, height: 800, size: 240_000, alt: "Our studio at night", url: null })) },
];
