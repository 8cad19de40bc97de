/**
 * Owns: bringing a post's pictures to X before it: initialize, append, finalize, wait, describe (docs.x.com, media upload v2).
 * Never: anything that people see; an upload that nobody posts is forgotten by X after a day.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import type { PostImage } from "../../core/post";
import { pictureBytes } from "../published";
import { oddAnswer, refusedBecause } from "./errors";
import type { X } from "./session";

const CHUNK_BYTES = 1024 * 1024;
/** Looks at an upload that X is still working on. */
const MOST_LOOKS = 20;
const LONGEST_WAIT_S = 10;

const processing = z.object({ state: z.string(), check_after_secs: z.optional(z.number()) });
const answer = z.object({ data: z.object({ id: z.string().check(z.regex(/^\d{1,19}$/)), processing_info: z.optional(processing) }) });

function read(value: unknown): z.infer<typeof answer>["data"] {
  const result = z.safeParse(answer, value);
  if (!result.success) throw oddAnswer("an upload", "preparation");
  return result.data.data;
}

async function ready(x: X, call: Call, id: string, first: z.infer<typeof processing> | undefined, name: string): Promise<void> {
  let info = first;
  for (let looks = 0; info !== undefined && info.state !== "succeeded"; looks += 1) {
    if (info.state === "failed") throw refusedBecause("PICTURE_REFUSED", `X could not use the picture ${name}.`, "Save it again as JPEG or PNG, and put it into the post anew.");
    if (looks === MOST_LOOKS) throw refusedBecause("PICTURE_PENDING", `X is still working on the picture ${name}.`, "Nothing: it is tried again by itself.", "busy");
    await call.sleep(Math.min(LONGEST_WAIT_S, info.check_after_secs ?? 1) * 1_000);
    info = read(await x.read("/2/media/upload", { command: "STATUS", media_id: id })).processing_info;
  }
}

async function one(x: X, call: Call, image: PostImage, bytes: Uint8Array): Promise<string> {
  const media_category = image.type === "image/gif" ? "tweet_gif" : "tweet_image";
  const { id } = read(await x.write({ method: "POST", path: "/2/media/upload/initialize", json: { media_type: image.type, media_category, total_bytes: bytes.length } }, "preparation"));
  for (let at = 0; at * CHUNK_BYTES < bytes.length; at += 1) {
    const media = bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES);
    await x.write({ method: "POST", path: `/2/media/upload/${id}/append`, form: { segment_index: String(at), media } }, "preparation");
  }
  const { processing_info } = read(await x.write({ method: "POST", path: `/2/media/upload/${id}/finalize` }, "preparation"));
  await ready(x, call, id, processing_info, image.name);
  if (image.alt !== "") await x.write({ method: "POST", path: "/2/media/metadata", json: { id, metadata: { alt_text: { text: image.alt } } } }, "preparation");
  return id;
}

/** Media ids of a post's pictures, in their order. Throws CallFailure, never `unknown`. */
export async function upload(x: X, call: Call, images: readonly PostImage[]): Promise<string[]> {
  const pictures = await pictureBytes(images, call);
  if ("missing" in pictures) throw refusedBecause("PICTURE_GONE", `The picture ${pictures.missing} was erased.`, "Make the post again with its pictures.");
  const ids: string[] = [];
  for (const [at, image] of images.entries()) ids.push(await one(x, call, image, pictures.bytes[at] ?? new Uint8Array()));
  return ids;
}
