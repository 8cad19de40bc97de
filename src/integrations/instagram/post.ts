/**
 * Owns: what a post on Instagram is: the payload and its gate, how it looks on the card and in the note.
 * Never: a request.
 */
import * as z from "zod/mini";
import type { FieldProblem, PictureRule } from "../../channel";
import type { Preview } from "../../core/card";
import type { Json, JsonObject } from "../../core/json";
import { deliveredTo, published, type Post } from "../../core/post";
import { textProblems, withLink } from "../graph-text";
import { beginning, fromNote, gate, isPublicAddress, noteFields, pictureProblems, publishedRows, tidied } from "../published";

/** developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. */
export const LIMIT = 2_200;
const MOST_HASHTAGS = 30;
const MOST_MENTIONS = 20;
export const PICTURES: PictureRule = { most: 10, types: ["image/jpeg"], max_bytes: 8 * 1024 * 1024, width: { min: 320, max: 1_440 }, ratio: { min: 0.8, max: 1.91 }, alt: 1_000, by_url: true };
/** The text's property in the note. */
const TEXT = "instagram_text";

const shape = z.object({ ...published, text: tidied });
export type PostPayload = z.infer<typeof shape>;

const count = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length;

function rules({ text, link, images }: PostPayload): FieldProblem[] {
  const problems = [...pictureProblems(images, PICTURES), ...textProblems(TEXT, text, LIMIT)];
  const says = (field: string, words: string): number => problems.push({ field, text: words });
  if (images.length === 0) says("images", "are needed: Instagram takes no post without a picture");
  if (link !== null) says("instagram_link", "cannot be published, because Instagram has no links in posts. Write it into the text, or take it out for Instagram");
  const [tags, names] = [count(text, /(?:^|[^\p{L}\p{N}_&])#[\p{L}\p{N}_]/gu), count(text, /(?:^|[^\p{L}\p{N}_.])@[A-Za-z0-9_]/gu)];
  if (tags > MOST_HASHTAGS) says(TEXT, `has ${tags} hashtags; ${MOST_HASHTAGS} are allowed`);
  if (names > MOST_MENTIONS) says(TEXT, `mentions ${names} accounts; ${MOST_MENTIONS} are allowed`);
  for (const [at, { blob, name, url }] of images.entries()) {
    const field = `instagram_image_urls.${at}`;
    if (url === null) says(field, `${name} cannot be published, because Instagram fetches pictures from a public address and takes none from this machine. Put the picture on your website, and its https address here`);
    else if (blob !== null && !isPublicAddress(url)) says(field, `${name} cannot be published, because its address is not a public one that begins with https://`);
  }
  return problems;
}

/** The only gate of a post. */
export const parsePost = gate(shape, rules);

/** This channel's payload of a post. Instagram has no links; it ends the text, as words that can be copied. */
export function payloadOf(post: Post): JsonObject {
  const { link, text, ...rest } = deliveredTo("instagram", post);
  return { ...rest, text: withLink(text, link), link: null };
}

export const calledPost = ({ text, images }: PostPayload): string => beginning(text) || (images[0]?.name ?? "");

export function postPreview(payload: PostPayload): Preview {
  const addresses = payload.images.map(({ url }, at): [string, string] => [payload.images.length > 1 ? `Address of picture ${at + 1}` : "Address of the picture", url ?? ""]);
  return { title: payload.images.length > 1 ? "Carousel on Instagram" : "Post on Instagram", rows: [["Text", payload.text], ...publishedRows(payload), ...addresses, ["What happens", "Instagram fetches the pictures from these addresses. A text cannot be changed there afterwards."]], table: [] };
}

export const postFields = (payload: PostPayload): JsonObject => ({ ...noteFields("instagram", payload), instagram_image_urls: payload.images.map(({ url }) => url ?? "") });

export function postFromFields(before: PostPayload, fields: JsonObject): Json {
  const laid = fromNote("instagram", before, fields);
  const { instagram_image_urls: given } = fields;
  if (given === undefined) return laid;
  const urls = [given].flat();
  const images = [laid["images"] ?? []].flat().map((image, at): Json => (typeof image === "object" && image !== null && !Array.isArray(image) ? { ...image, url: urls[at] || null } : image));
  return { ...laid, images };
}

const picture = (name: string) => ({ blob: "1f".repeat(32), name, type: "image/jpeg" as const, width: 1200, height: 800, size: 240_000, alt: "Our studio at night", url: `https://www.northlight.example/${name}` });
const PLAIN: PostPayload = { text: "The new studio. #design #opening", link: null, images: [picture("studio.jpg")], at: null, late_minutes: 60 };
export const POST_EXAMPLES: PostPayload[] = [PLAIN, { ...PLAIN, text: "Before and after, with @quietgarden", images: [picture("before.jpg"), picture("after.jpg")], at: "2026-12-01T09:00:00Z" }];
