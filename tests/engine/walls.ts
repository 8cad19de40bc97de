/**
 * Owns: two channels that publish on a wall - the books' service with other operations - for tests of posts.
 * Never: a rule of the employee.
 */
import * as z from "zod/mini";
import { operation, type Channel } from "../../src/channel";
import type { Money } from "../../src/core/action";
import { deliveredTo, published, publicText, type Post, type Published } from "../../src/core/post";
import { outcomeOf, read, receipt } from "./books";

const shape = z.object({ ...published, text: publicText });

/** A channel that takes `limit` characters and charges `price` for each post. */
export function wall(id: string, limit: number, price: Money | null = null): Channel {
  const publish = operation<Published>({
    label: `Post on ${id}`,
    note: { type: "social_media_post", prefix: `POST_${id}` },
    log: "social_media_post",
    rule: "scheduled_post",
    expiry: "standard",
    examples: [{ text: "Open until six.", link: null, images: [], at: null, late_minutes: 60 }],
    parse: (raw) => {
      const parsed = z.safeParse(shape, raw);
      if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), text: message })) };
      if (parsed.data.text.length > limit) return { ok: false, problems: [{ field: "text", text: `has ${parsed.data.text.length} characters; ${limit} fit` }] };
      return { ok: true, payload: parsed.data };
    },
    summary: ({ text }) => text,
    money: () => null,
    preview: ({ text }) => ({ title: id, rows: [["Text", text]], table: [] }),
    toFields: ({ text, at }) => ({ [`text_${id}`]: text, scheduled_for: at }),
    fromFields: (payload, fields) => ({ ...payload, text: fields[`text_${id}`] ?? payload.text, at: fields["scheduled_for"] === undefined ? payload.at : fields["scheduled_for"] }),
    publishes: ({ text, images, at, late_minutes }) => ({ texts: [text], beside: images.map(({ alt }) => alt), at, late_minutes, price }),
    facts: async ({ text }, call) => {
      const there = (await read(call, `/wall?on=${id}`)) as unknown as string[];
      const signs = there.includes(text) ? [{ code: "there_already", text: `This text is on ${id} already.`, fraud: false }] : [];
      return { money: null, known_payee: null, unreadable: null, signs };
    },
    rehearse: () => Promise.resolve({ ok: true, findings: [`Would post on ${id}.`] }),
    perform: async (payload, { key }, call) => outcomeOf(id, await call.http.request({ method: "POST", url: `http://127.0.0.1/${id}`, headers: {}, body: JSON.stringify({ key: `${key}-${id}`, payload }), timeout_ms: 1000 })),
    lookup: async (_payload, { key }, call) => {
      const { found, id: number } = await read(call, `/lookup?key=${key}-${id}`);
      if (found === null) return { kind: "unclear", problem: { code: "UNCLEAR", effect: "It is not known whether it is on the wall.", cause: "The wall is being painted.", next: "Look at the wall." } };
      return found === true ? { kind: "done", receipt: receipt(id, number) } : { kind: "absent" };
    },
  });
  return {
    id,
    label: id,
    fields: [],
    check: () => Promise.resolve({ ok: true, text: "There." }),
    operations: { publish },
    publisher: { operation: "publish", length: (text) => text.length, limit, counting: "", pictures: null, needs_picture: false, takes: { link: true, poll: false, thread: false }, payload: (post) => deliveredTo(id, post) },
  };
}

export const aPost = (more: Partial<Post> = {}): Post => ({ id: "p1", text: "Fresh bread from seven on.", link: null, images: [], at: null, late_minutes: 60, channels: ["north", "south"], texts: {}, threads: {}, poll: null, queued: false, ask: false, context: "More guests on weekdays", ...more });
