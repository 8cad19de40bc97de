/**
 * Owns: the X twin's uploads: initialize, append, finalize, status, description, with the checks that X makes.
 * Never: what a picture shows.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import type { Asked, Reply } from "../wire";
import { INITIALIZE, METADATA } from "./bodies";
import { invalid, NO_ROUTE } from "./errors";
import { formOf } from "./form";
import type { Upload, XStore } from "./store";

const MOST_BYTES = 5 * 1024 * 1024;

/** Pictures that a post takes. */
const PICTURES = ["image/jpeg", "image/png", "image/webp", "image/gif"];

function state(id: string, { pending, finalized }: Upload): Json {
  const info = !finalized || pending === 0 ? {} : { processing_info: pending < 0 ? { state: "failed", error: { code: 1, name: "InvalidMedia", message: "file is not supported" } } : { state: "in_progress", check_after_secs: 1, progress_percent: 50 } };
  return { data: { id, media_key: `3_${id}`, expires_after_secs: 86_400, ...info } };
}

export class Uploads {
  /** Looks that the next uploads take until they are ready; -1: they fail. */
  pending = 0;

  constructor(private readonly store: XStore) {}

  answer({ method, path, query, headers, body }: Asked, json: unknown): Reply {
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

  private initialize(json: unknown): Reply {
    const { media_type = "", media_category = "", total_bytes = 0 } = z.parse(INITIALIZE, json);
    if (!PICTURES.includes(media_type) || !["tweet_image", "tweet_gif"].includes(media_category)) return invalid("media_type", "The media is not supported.");
    if (total_bytes > MOST_BYTES || total_bytes < 1) return invalid("total_bytes", "The file is too large.");
    const id = this.store.freshId();
    const upload: Upload = { type: media_type, total: total_bytes, chunks: new Map(), alt: null, pending: this.pending, finalized: false };
    this.store.uploads.set(id, upload);
    return { status: 200, body: state(id, upload) };
  }

  private append(upload: Upload, form: Record<string, Buffer>): Reply {
    upload.chunks.set(Number(form["segment_index"]?.toString()), form["media"] ?? Buffer.alloc(0));
    return { status: 200, body: { data: { expires_at: 1_800_000_000 } } };
  }

  private finalize(id: string, upload: Upload): Reply {
    const got = [...upload.chunks.values()].reduce((sum, { length }) => sum + length, 0);
    if (got !== upload.total || [...upload.chunks.keys()].some((_index, at) => !upload.chunks.has(at))) return invalid("media", "Segments do not add up to provided total file size.");
    upload.finalized = true;
    return { status: 200, body: state(id, upload) };
  }

  private describe(json: unknown): Reply {
    const { id, metadata } = z.parse(METADATA, json);
    const [upload, text] = [this.store.uploads.get(id), metadata?.alt_text?.text];
    if (upload === undefined || text === undefined) return invalid("metadata", "is invalid");
    if (!this.store.charge(5)) return invalid("metadata", "no credit");
    upload.alt = text;
    return { status: 200, body: { data: { id, associated_metadata: { alt_text: { text } } } } };
  }
}
