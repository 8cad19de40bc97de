/** Owns: what the tests of the X channel share - a twin with a clock that stands still until somebody sleeps, a call, an attempt. Never: an expectation. */
import type { Attempt, Call, Check, Finding, Operation, Outcome } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import type { PostImage } from "../../../src/core/post";
import { nodeHttp } from "../../../src/host/node/http";
import { xChannel } from "../../../src/integrations/x/channel";
import type { XPayload } from "../../../src/integrations/x/post";
import { startXTwin, X_KEYS, type XTwin } from "../../../src/sandbox/x/twin";

export const START = Date.parse("2026-11-22T10:00:00Z");
export const PICTURE: PostImage = { blob: "ab".repeat(32), name: "shop.jpg", type: "image/jpeg", width: 1200, height: 800, size: 1_200_000, alt: "The shop at night", url: null };
export const PLAIN: XPayload = { text: "We are open on Saturday.", link: null, images: [], at: null, late_minutes: 60, more: [], poll: null };
export const THREAD: XPayload = { ...PLAIN, text: "Three things.", more: ["The first is patience.", "The second & last: ask early."] };

export interface Stage {
  twin: XTwin;
  kept: JsonObject;
  fields: Record<string, string>;
  slept: number[];
  pass(ms: number): void;
  call(may_write?: boolean): Call;
  perform(payload: JsonObject, operation?: string): Promise<Outcome>;
  lookup(payload: JsonObject, operation?: string): Promise<Finding>;
  operation(name: string): Operation;
  check(): Promise<Check>;
  /** A new attempt of the same action, as when a person sends it again: what was remembered is gone. */
  again(): void;
  /** Texts of the owner's posts that stand, oldest first. */
  posted(): string[];
}

export async function stage(): Promise<Stage> {
  let now = START;
  const twin = await startXTwin({ now: () => now });
  const channel = xChannel();
  let started = new Date(now).toISOString();
  const attempt = (): Attempt => ({ key: "post-0011223344aabb", started_at: started, remembered: made.kept, receipts: {} });
  const operation = (name: string): Operation => {
    const found = channel.operations[name];
    if (!found) throw new Error(`There is no operation ${name}.`);
    return found;
  };
  const { api_key, api_secret, access_token, access_secret } = X_KEYS;
  const made: Stage = {
    twin,
    kept: {},
    fields: { api_key, api_secret, access_token, access_secret, base_url: twin.url },
    slept: [],
    pass: (ms) => void (now += ms),
    call: (may_write = false) => ({
      http: nodeHttp(),
      now: () => new Date(now),
      sleep: (ms) => {
        made.slept.push(ms);
        now += ms;
        return Promise.resolve();
      },
      field: (key) => made.fields[key] ?? "",
      keep: (key, value) => void (made.fields[key] = value),
      blob: (hash) => Promise.resolve(hash === PICTURE.blob ? new Uint8Array(PICTURE.size).fill(7) : null),
      may_write,
    }),
    operation,
    check: () => channel.check(made.call()),
    perform: (payload, name = "publish") =>
      operation(name).perform(payload, attempt(), made.call(true), (data) => {
        made.kept = { ...made.kept, ...data };
        return Promise.resolve();
      }),
    lookup: (payload, name = "publish") => operation(name).lookup(payload, attempt(), made.call()),
    again: () => {
      made.kept = {};
      started = new Date(now).toISOString();
    },
    posted: () => twin.service.store.mine().map(({ text }) => text),
  };
  return made;
}
