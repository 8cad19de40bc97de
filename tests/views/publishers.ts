/**
 * Owns: two channels that publish, for tests - a board that takes threads, polls and links, and a wall that lives of pictures - and what an employee says of them.
 * Never: a service; nothing is ever sent.
 */
import * as z from "zod/mini";
import type { Employee } from "../../src/api";
import { operation, type Channel, type PictureRule, type Publisher } from "../../src/channel";
import { deliveredTo, published, type Post } from "../../src/core/post";
import { emptyState } from "../../src/core/state";
import { postsOf } from "../../src/engine/composing";
import { Services } from "../../src/engine/services";
import type { Settings } from "../../src/settings";
import type { JsonObject } from "../../src/core/json";

const PICTURES: PictureRule = { most: 2, types: ["image/jpeg", "image/png"], max_bytes: 100_000, width: { min: 10, max: 1000 }, ratio: { min: 0.5, max: 2 }, alt: 200, by_url: false };

interface Kind {
  id: string;
  label: string;
  limit: number;
  takes: Publisher["takes"];
  needs_picture: boolean;
}

/** Words together as long as they fit. */
function split(text: string, limit: number): string[] {
  const parts: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${parts.at(-1) ?? ""} ${word}`.trim();
    if (parts.length > 0 && longer.length <= limit) parts[parts.length - 1] = longer;
    else parts.push(word);
  }
  return parts;
}

function channel({ id, label, limit, takes, needs_picture }: Kind): Channel {
  const fits = z.string().check(z.maxLength(limit, `must not be longer than ${limit}`));
  const shape = z.object({ ...published, text: published.text.check(z.maxLength(limit, `must not be longer than ${limit}`)), more: z.array(fits) });
  type Payload = z.infer<typeof shape>;
  const texts = ({ text, more }: Payload): string[] => [text, ...more];
  const say = operation<Payload>({
    label: `Post on ${label}`,
    note: { type: `${id}_post`, prefix: "POST" },
    log: `${id}_post`,
    rule: "scheduled_post",
    expiry: "standard",
    examples: [],
    parse: (raw) => {
      const parsed = z.safeParse(shape, raw);
      if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), text: message })) };
      return needs_picture && parsed.data.images.length === 0 ? { ok: false, problems: [{ field: "images", text: "need at least one picture" }] } : { ok: true, payload: parsed.data };
    },
    summary: ({ text }) => text,
    money: () => null,
    preview: (payload) => ({ title: `Post on ${label}`, rows: texts(payload).map((text) => ["Text", text]), table: [] }),
    toFields: (payload) => ({ text: payload.text, scheduled_for: payload.at }),
    fromFields: (payload, fields) => ({ ...payload, ...fields, at: fields["scheduled_for"] ?? payload.at }),
    facts: async () => ({ money: null, known_payee: null, unreadable: null, signs: [] }),
    rehearse: async () => ({ ok: true, findings: [] }),
    perform: async () => ({ kind: "done", receipt: { id: "1", label: "Posted", url: null, data: {}, difference: null } }),
    lookup: async () => ({ kind: "absent" }),
    publishes: (payload) => ({ texts: texts(payload), at: payload.at, late_minutes: payload.late_minutes, price: null }),
  });
  const payload = (post: Post): JsonObject => {
    const own = deliveredTo(id, post);
    const [first = own.text, ...more] = Object.hasOwn(post.threads, id) ? (post.threads[id] ?? []) : [];
    return { ...own, text: first, more };
  };
  return {
    id,
    label,
    fields: [],
    check: async () => ({ ok: true, text: "There." }),
    operations: { say },
    publisher: { operation: "say", length: (text) => text.length, limit, counting: takes.thread ? "every letter counts one" : "", pictures: PICTURES, needs_picture, takes, looks: { pictures: needs_picture ? "above" : "below", folds_at: 30, actions: ["Like", "Share"] }, payload, ...(takes.thread && { split: (text: string) => split(text, limit) }) },
  };
}

export const board = channel({ id: "board", label: "Board", limit: 40, takes: { link: true, poll: true, thread: true }, needs_picture: false });
export const wall = channel({ id: "wall", label: "Wall", limit: 2000, takes: { link: false, poll: false, thread: false }, needs_picture: false });

/** What the employee of these channels tells who writes a post; what was kept is in `blobs`. */
export function examplePosts(settings: () => Settings, now: () => Date, channels: readonly Channel[] = [board, wall]): { posts: Employee["posts"]; blobs: Map<string, Uint8Array> } {
  const blobs = new Map<string, Uint8Array>();
  const absent = (): never => {
    throw new Error("Nothing is asked of this.");
  };
  const files = {
    days: async () => [],
    read: absent,
    open: absent,
    requests: async () => [],
    readRequest: absent,
    writeRequest: absent,
    removeRequest: absent,
    writeBlob: async (hash: string, bytes: Uint8Array) => void blobs.set(hash, bytes),
    readBlob: async (hash: string) => blobs.get(hash) ?? null,
  };
  const clock = { now, sleep: async () => undefined };
  const services = new Services(channels, [], { http: { request: absent }, clock, secrets: { get: () => "", set: absent }, files }, settings);
  const state = emptyState();
  return { posts: postsOf({ services, clock, files, settings, state: () => state }), blobs };
}
