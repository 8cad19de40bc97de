/**
 * Owns: postcards - a whole channel in one file, as CONTRIBUTING describes it: settings, a test of the connection, one operation, a planner.
 * Never: anything that the program would have to be changed for. It imports what a file in `src/integrations` may import.
 */
import * as z from "zod/mini";
import type { Problem, Receipt } from "../../src/core/action";
import { ServiceError } from "../../src/core/failure";
import type { JsonObject } from "../../src/core/json";
import { operation, type Call, type Channel, type Outcome } from "../../src/channel";
import { answered, type HttpFailure, type HttpResponse } from "../../src/ports";

const postcard = z.object({
  to: z.string().check(z.minLength(1, "must name somebody")),
  text: z.string().check(z.minLength(1, "must not be empty"), z.maxLength(200, "must fit on a card: 200 characters")),
});
type Postcard = z.infer<typeof postcard>;

/** Every call but `perform`'s in live mode may only read. */
function ask(call: Call, method: "GET" | "POST", path: string, body?: JsonObject): Promise<HttpResponse | HttpFailure> {
  if (method !== "GET" && !call.may_write) throw new Error("A read tried to write.");
  const headers = { authorization: `Bearer ${call.field("key")}` };
  return call.http.request({ method, url: `${call.field("url")}${path}`, headers, timeout_ms: 10_000, ...(body && { body: JSON.stringify(body) }), ...(call.signal && { signal: call.signal }) });
}

const json = (response: HttpResponse): JsonObject => JSON.parse(new TextDecoder().decode(response.body)) as JsonObject;
const trouble = (effect: string, cause: string): Problem => ({ code: "POSTCARDS", effect, cause, next: "Look at the post office, then try again." });
const stamped = (id: unknown): Receipt => ({ id: String(id), label: `Card ${String(id)}`, url: null, data: {}, difference: null });

async function read(call: Call, path: string): Promise<JsonObject> {
  const answer = await ask(call, "GET", path);
  if (!answered(answer)) throw new ServiceError("transient", trouble("The post office could not be asked.", answer.text));
  if (answer.status !== 200) throw new ServiceError("validation", trouble("The post office could not be asked.", `It answered ${answer.status}.`));
  return json(answer);
}

/** The channel's own table: what an answer means for "did it happen". */
function outcomeOf(answer: HttpResponse | HttpFailure): Outcome {
  if (!answered(answer)) {
    if (answer.failure === "not_sent") return { kind: "busy", problem: trouble("Nothing was sent.", answer.text), retry_after_ms: null };
    return { kind: "unknown", problem: trouble("It is not known whether the card was sent.", answer.text) };
  }
  if (answer.status === 201) return { kind: "done", receipt: stamped(json(answer)["id"]) };
  if (answer.status === 422) return { kind: "refused", problem: trouble("The card was not sent.", "The post office refused it.") };
  return { kind: "unknown", problem: trouble("It is not known whether the card was sent.", `The post office answered ${answer.status}.`) };
}

const send = operation<Postcard>({
  label: "Send a postcard",
  note: { type: "postcard", prefix: "POSTCARD" },
  log: "postcards_send",
  rule: "person",
  expiry: "standard",
  examples: [{ to: "Ada Byron", text: "Thank you for your order." }],
  parse: (raw) => {
    const parsed = z.safeParse(postcard, raw);
    return parsed.success ? { ok: true, payload: parsed.data } : { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), text: message })) };
  },
  summary: ({ to }) => `Postcard to ${to}`,
  money: () => null,
  preview: ({ to, text }) => ({ title: `Postcard to ${to}`, rows: [["Text", text]], table: [] }),
  toFields: (payload) => ({ ...payload }),
  fromFields: (payload, fields) => ({ ...payload, ...fields }),
  facts: async () => ({ money: null, known_payee: null, unreadable: null, signs: [] }),
  rehearse: async (_payload, _attempt, call) => {
    const stamps = Number((await read(call, "/stamps"))["stamps"]);
    return { ok: stamps > 0, findings: [`${stamps} stamps are left.`] };
  },
  perform: async (payload, { key }, call) => outcomeOf(await ask(call, "POST", "/cards", { key, ...payload })),
  lookup: async (_payload, { key }, call) => {
    const { id } = await read(call, `/cards?key=${key}`);
    return id === null || id === undefined ? { kind: "absent" } : { kind: "done", receipt: stamped(id) };
  },
});

export const postcards: Channel = {
  id: "postcards",
  label: "Postcards",
  fields: [
    { key: "url", label: "Post office", help: "Address of the post office.", kind: "url", env: "AE_POSTCARDS_URL", fallback: "http://127.0.0.1:7" },
    { key: "key", label: "Key", help: "The key that the post office gave you.", kind: "secret", env: "AE_POSTCARDS_KEY", fallback: "" },
  ],
  check: async (call) => {
    const stamps = Number((await read(call, "/stamps"))["stamps"]);
    return { ok: true, text: `The post office has ${stamps} stamps.` };
  },
  operations: { send },
  planner: {
    kinds: ["invoice_request"],
    plan: async (draft, observation) => ({
      kind: "proposals",
      later: null,
      seeds: [
        {
          slot: "card",
          operation: "send",
          payload: { to: draft.customer.name ?? "you", text: "Thank you for your order." },
          keys: { thread: observation.thread, po_number: null, partner: null },
          depends_on: [],
          evidence: draft.evidence,
          signs: draft.signs,
          assumptions: [],
        },
      ],
    }),
  },
};
