/**
 * Owns: what the tests of Facebook and Instagram share: a twin with a clock of its own, a call, an attempt.
 * Never: an expectation.
 */
import type { Attempt, Call, Channel, Operation, Outcome } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import { nodeHttp } from "../../../src/host/node/http";
import { startMetaTwin, type MetaTwin } from "../../../src/sandbox/meta/twin";

export const NOW = Date.parse("2026-11-22T10:00:00Z");
/** A picture's bytes; what is in them is nobody's business here. */
export const BYTES = new Uint8Array([0xff, 0xd8, 0xff, 0x0d, 0x0a, 0x2d, 0x2d, 0x00]);

export interface Stage {
  twin: MetaTwin;
  operation: Operation;
  kept: JsonObject;
  /** The hands of the clock; sleeping moves them. */
  clock: { now: number };
  fields: Record<string, string>;
  call(may_write: boolean): Call;
  perform(payload: JsonObject): Promise<Outcome>;
  lookup(payload: JsonObject): ReturnType<Operation["lookup"]>;
  close(): Promise<void>;
}

/** A channel's operation before a twin. A second `perform` is a second attempt, as when a person sends it again. */
export async function staged(channel: Channel, name: string): Promise<Stage> {
  const clock = { now: NOW };
  const twin = await startMetaTwin({ now: () => clock.now });
  const operation = channel.operations[name];
  if (!operation) throw new Error(`There is no operation ${name}.`);
  const { page, account } = twin.service.store;
  const fields: Record<string, string> = { page_id: page.id, page_token: channel.id === "facebook" ? twin.keys.page_token : "", user_id: account.id, token: twin.keys.instagram_token, base_url: twin.url, app_secret: "" };
  let started_at = new Date(clock.now).toISOString();
  const made: Stage = {
    twin,
    operation,
    kept: {},
    clock,
    fields,
    call: (may_write) => ({
      http: nodeHttp(),
      now: () => new Date(clock.now),
      sleep: (ms) => Promise.resolve(void (clock.now += ms)),
      field: (key) => fields[key] ?? "",
      keep: (key, value) => void (fields[key] = value),
      blob: () => Promise.resolve(BYTES),
      may_write,
    }),
    perform: (payload) => {
      made.kept = {};
      started_at = new Date(clock.now).toISOString();
      return operation.perform(payload, attempt(), made.call(true), (data) => Promise.resolve(void (made.kept = { ...made.kept, ...data })));
    },
    lookup: (payload) => operation.lookup(payload, attempt(), made.call(false)),
    close: () => twin.close(),
  };
  const attempt = (): Attempt => ({ key: "post-0011223344aabb", started_at, remembered: made.kept, receipts: {} });
  return made;
}
