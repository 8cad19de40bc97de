/**
 * Owns: the X twin's uploads: initialize, append, finalize, status, description, with the checks that X makes.
 * Never: what a picture shows.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import type { Asked, Reply } from "../wire";
import { invalid, NO_ROUTE } from "./errors";
import type { Upload, XStore } from "./store";

const initializeRequest = z.strictObject({ media_type: z.enum(["image/jpeg", "image/png", "image/webp", "image/gif"]), media_category: z.enum(["tweet_image", "tweet_gif"]), total_bytes: z.int().check(z.minimum(0)) });
const metadataRequest = z.strictObject({ id: z.string(), metadata: z.strictObject({ alt_text: z.strictObject({ text: z.string().check(z.maxLength(1_000)) }) }) });
const MOST_BYTES = 5 * 1024 * 1024;

/** Parts of a multipart body by name. */
export function formOf({ headers, body }: Pick<Asked, "headers" | "body">): Record<string, Buffer> {
  const boundary = /boundary=(.+)$/.exec(headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) return {};
  const parts: Record<string, Buffer> = {};
  for (const part of body.toString("latin1").split(`--${boundary}`)) {
    const [, head = "", content = ""] = /^\r\n([^]*?)\r\n\r\n([^]*)\r\n$/.exec(part) ?? [];
    const name = /name="([^"]*)"/.exec(head)?.[1];
    if (name !== undefined) parts[name] = Buffer.from(content, "latin1");
  }
  return parts;
}

function state(id: string, { pending, finalized }: Upload): Json {
  const info = !finalized || pending === 0 ? {} : { processing_info: pending < 0 ? { state: "failed", error: { code: 1, name: "InvalidMedia", message: "file is not supported" } } : { state: "in_progress", check_after_secs: 1, progress_percent: 50 } };
  return { data: { id, media_key: `3_${id}`, expires_after_secs: 86_400, ...info } };
}

export class Uploads {
  /** Looks that the next uploads take until they are ready; -1: they fail. */
  pending = 0;

  constructor(private readonly store: XStore) {}

  answer({ method, path, query, headers, body }: Asked, json: Json): Reply {
    if (method === "GET") {
      const id = query.get("media_id") ?? "";
      const upload = this.store.uploads.get(id);
      if (upload === undefined) return invalid("media_id", "The media ID is invalid.");
      if (upload.pending > 0) upload.pending -= 1;
      return { status: 200, body: state(id, upload) };
    }
    if (path === "/2/media/upload/initialize") return this.initialize(json);
    if (path === "/2/media/metadata") return this.describe(json);
    const [, id = "", step] = /^\/2\/media\/upload\/(\d+)\/(append|finalize)$/.exec(path) ?? [];
    const upload = this.store.uploads.get(id);
    if (step === undefined) return NO_ROUTE;
    if (upload === undefined) return invalid("id", "The media ID is invalid.");
    return step === "append" ? this.append(upload, formOf({ headers, body })) : this.finalize(id, upload);
  }

  private initialize(json: Json): Reply {
    const asked = z.safeParse(initializeRequest, json);
    if (!asked.success) return invalid("media_type", "The media is not supported.");
    const { media_type, total_bytes } = asked.data;
    if (total_bytes > MOST_BYTES || total_bytes < 1) return invalid("total_bytes", "The file is too large.");
    const id = this.store.freshId();
    const upload: Upload = { type: media_type, total: total_bytes, chunks: new Map(), alt: null, pending: this.pending, finalized: false };
    this.store.uploads.set(id, upload);
    return { status: 200, body: state(id, upload) };
  }

  private append(upload: Upload, form: Record<string, Buffer>): Reply {
    const index = form["segment_index"]?.toString() ?? "";
    if (!/^\d{1,3}$/.test(index) || form["media"] === undefined) return invalid("segment_index", "is missing");
    upload.chunks.set(Number(index), form["media"]);
    return { status: 200, body: { data: { expires_at: 1_800_000_000 } } };
  }

  private finalize(id: string, upload: Upload): Reply {
    const got = [...upload.chunks.values()].reduce((sum, { length }) => sum + length, 0);
    if (got !== upload.total || [...upload.chunks.keys()].some((_index, at) => !upload.chunks.has(at))) return invalid("media", "Segments do not add up to provided total file size.");
    upload.finalized = true;
    return { status: 200, body: state(id, upload) };
  }

  private describe(json: Json): Reply {
    const asked = z.safeParse(metadataRequest, json);
    const upload = asked.success ? this.store.uploads.get(asked.data.id) : undefined;
    if (!asked.success || upload === undefined) return invalid("metadata", "is invalid");
    const { id, metadata: { alt_text: { text } } } = asked.data;
    if (!this.store.charge(5)) return invalid("metadata", "no credit");
    upload.alt = text;
    return { status: 200, body: { data: { id, associated_metadata: { alt_text: { text } } } } };
  }
}
