/**
 * Owns: publishing a post on the Page: one request that makes it public, pictures handed over before it, and finding out whether it happened.
 * Never: a text that the Page already shows, published a second time, or a lookup that takes the first best post for ours.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Finding, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import type { JsonObject } from "../../core/json";
import type { PostImage } from "../../core/post";
import { asFinding, asOutcome, CallFailure } from "../consequence";
import { shaped, type Sent } from "../graph";
import { failureOf, preparing, refusedBecause } from "../graph-errors";
import { isSince, lookInList, notToldApart, onlyOne, sameText, type Look } from "../graph-looking";
import { altsOf, pictureBytes } from "../published";
import { pageOf, type Page } from "./fields";
import { calledPost, parsePost, POST_EXAMPLES, postFields, postFromFields, postPreview, type PostPayload } from "./post";
import { onePost, postsSince, type PagePost } from "./reads";

/** Facebook takes the same text again after this time; until then the one that is there is ours or the owner's own. */
const SAME_TEXT_MS = 24 * 3_600_000;

const made = z.object({ id: z.string(), post_id: z.optional(z.string()) });

function receiptOf(payload: PostPayload, { id, permalink_url }: Pick<PagePost, "id" | "permalink_url">, difference: string | null = null): Receipt {
  return { id, label: `Post on Facebook: ${calledPost(payload)}`, url: permalink_url ?? `https://www.facebook.com/${id}`, data: { post_id: id, permalink_url: permalink_url ?? null }, difference };
}

/** Posts with this very text. */
async function sameThere(page: Page, payload: PostPayload, since: string): Promise<PagePost[]> {
  return (await postsSince(page, since)).filter(({ message, created_time }) => sameText(message, payload.text) && (created_time === undefined || isSince(created_time, since)));
}

/** The post that stands there already, so that nothing has to be sent; null when there is none. A post without words cannot be told from others. */
async function standing(page: Page, payload: PostPayload, now: Date): Promise<Receipt | null> {
  if (payload.text === "") return null;
  const [first] = await sameThere(page, payload, new Date(now.getTime() - SAME_TEXT_MS).toISOString());
  return first ? receiptOf(payload, first, "The Page already showed this text, so it was not posted a second time.") : null;
}

/** A picture with its text: its bytes, or the address where Facebook fetches it. */
function photoOf({ blob, name, type, alt, url }: PostImage, bytes: Uint8Array | undefined, text: string, published: boolean): Sent {
  const said = { ...(text !== "" && { message: text }), ...(alt !== "" && { alt_text_custom: alt }) };
  return blob === null ? { json: { ...said, url, published } } : { form: { ...said, published: String(published) }, source: { name, type, bytes: bytes ?? new Uint8Array() } };
}

/** Pictures that nobody sees yet; each one's id is on disk before the next is sent. */
async function handOver(page: Page, { images }: PostPayload, bytes: Uint8Array[], remember: (data: JsonObject) => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, image] of images.entries()) {
    const answer = await preparing(() => page.write("POST", `${page.id}/photos`, photoOf(image, bytes[at], "", false)));
    ids.push(shaped("Facebook", made, answer, "the picture").id);
    await remember({ photos: [...ids] });
  }
  return ids;
}

/** The one request that makes it public: a single picture goes with its text, several are attached to it. */
function requestOf(payload: PostPayload, bytes: Uint8Array[], photos: string[]): { path: "feed" | "photos"; sent: Sent } {
  const { text, link, images } = payload;
  const [image] = images;
  if (image && images.length === 1) return { path: "photos", sent: photoOf(image, bytes[0], text, true) };
  const json = {
    ...(text !== "" && { message: text }),
    ...(link !== null && { link }),
    ...(photos.length > 0 && { attached_media: photos.map((media_fbid) => ({ media_fbid })) }),
    published: true,
  };
  return { path: "feed", sent: { json } };
}

/** The post as Facebook shows it; what cannot be read now is left out of the receipt. */
async function readBack(page: Page, payload: PostPayload, id: string): Promise<Receipt> {
  try {
    const there = await onePost(page, id);
    const differs = payload.text !== "" && there.message !== undefined && !sameText(there.message, payload.text);
    return receiptOf(payload, { ...there, id }, differs ? `Facebook shows another text: "${there.message ?? ""}"` : null);
  } catch (error) {
    if (error instanceof CallFailure) return receiptOf(payload, { id });
    throw error;
  }
}

async function perform(payload: PostPayload, call: Call, remember: (data: JsonObject) => Promise<void>): Promise<Outcome> {
  const page = pageOf(call);
  const pictures = await pictureBytes(payload.images, call);
  if ("missing" in pictures) throw refusedBecause("Facebook", "INVALID_MEDIA", `The picture ${pictures.missing} was erased from Logs/blobs.`, "Make the post again with its picture.");
  const there = await standing(page, payload, call.now());
  if (there) return { kind: "done", receipt: there };
  const photos = payload.images.length > 1 ? await handOver(page, payload, pictures.bytes, remember) : [];
  const { path, sent } = requestOf(payload, pictures.bytes, photos);
  // On disk before the request: without it, nothing was made public.
  await remember({ asked: path });
  const answer = z.safeParse(made, await page.write("POST", `${page.id}/${path}`, sent));
  if (!answer.success) throw failureOf("Facebook", { kind: "foreign", message: "an answer without an id" }, true);
  const id = answer.data.post_id ?? answer.data.id;
  await remember({ post_id: id });
  return { kind: "done", receipt: await readBack(page, payload, id) };
}

/** "Identical to the last post" is evidence of it: found, it is this one; not found, nothing was sent. */
async function unlessThere(payload: PostPayload, call: Call, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallFailure) || error.problem.code !== "DUPLICATE_POST") throw error;
    const there = await standing(pageOf(call), payload, call.now());
    if (there) return { kind: "done", receipt: there };
    throw error;
  }
}

async function look(page: Page, payload: PostPayload, { started_at }: Attempt): Promise<Look> {
  return onlyOne(await sameThere(page, payload, started_at), (one) => receiptOf(payload, one));
}

function lookup(payload: PostPayload, attempt: Attempt, call: Call): Promise<Finding> {
  return asFinding(async () => {
    const page = pageOf(call);
    const { post_id, asked } = attempt.remembered;
    if (typeof post_id === "string") return { kind: "done", receipt: await readBack(page, payload, post_id) };
    if (asked === undefined) {
      // The contact is made, so that a lookup that reaches nobody does not pass for knowledge.
      await postsSince(page, attempt.started_at);
      return { kind: "absent" };
    }
    if (payload.text === "") return { kind: "unclear", problem: { ...notToldApart("Facebook"), cause: "A post without words cannot be told from others." } };
    return lookInList(attempt, call, "Facebook", () => look(page, payload, attempt));
  });
}

async function rehearse(payload: PostPayload, call: Call): Promise<{ ok: boolean; findings: string[] }> {
  try {
    const page = pageOf(call);
    const there = await standing(page, payload, call.now());
    return { ok: there === null, findings: [there === null ? `Would post on Facebook: ${calledPost(payload)}` : "The Page already shows this text."] };
  } catch (error) {
    if (error instanceof CallFailure) return { ok: false, findings: [error.message] };
    throw error;
  }
}

export function publishOnFacebook(): Operation {
  return operation<PostPayload>({
    label: "Post on Facebook",
    note: { type: "facebook_post", prefix: "POST_facebook" },
    log: "social_media_post",
    rule: "scheduled_post",
    expiry: "standard",
    parse: parsePost,
    summary: (payload) => `Post on Facebook: ${calledPost(payload)}`,
    money: () => null,
    preview: postPreview,
    toFields: postFields,
    fromFields: postFromFields,
    publishes: ({ text, images, at, late_minutes }) => ({ texts: [text], beside: altsOf({ images }), at, late_minutes, price: null }),
    // Whether there is an account at all is said on the card, not after the decision.
    facts: (_payload, call) => Promise.resolve(call).then(pageOf).then(() => ({ money: null, known_payee: null, unreadable: null, signs: [] })),
    rehearse: (payload, _attempt, call) => rehearse(payload, call),
    perform: (payload, _attempt, call, remember) => asOutcome(() => unlessThere(payload, call, () => perform(payload, call, remember))),
    lookup,
    examples: POST_EXAMPLES,
  });
}
