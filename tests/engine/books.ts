/**
 * Owns: a small outside service with state - the oracle of the tests - and the channel, watcher and understanding that go with it.
 * Never: a rule of the employee.
 */
import type { Money, Problem, Receipt } from "../../src/core/action";
import type { Draft, FollowUp } from "../../src/core/draft";
import { ServiceError } from "../../src/core/failure";
import type { JsonObject } from "../../src/core/json";
import type { Mail } from "../../src/core/mail";
import { operation, type Call, type Channel, type Operation, type OperationSpec, type Outcome, type Seed } from "../../src/channel";
import type { Understanding } from "../../src/engine/intake";
import { answered, type HttpFailure, type HttpRequest, type HttpResponse } from "../../src/ports";
import type { Watcher } from "../../src/watcher";

/** What the service does with the next write. `lost`: carried out, and the answer never arrives. `vanished`: not carried out, no answer either. */
export type Mood = "ok" | "refuse" | "unauthorized" | "busy" | "lost" | "vanished" | "offline";

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const reply = (status: number, value: unknown): HttpResponse => ({ status, headers: {}, body: encode(value) });
const cut: HttpFailure = { failure: "maybe_sent", cause: "cut", text: "The answer was cut off." };

/** The service's own state. */
export class Books {
  /** Every record that was ever made: the oracle for "at most once". */
  readonly records: { operation: string; key: string; payload: JsonObject }[] = [];
  /** Everything it was asked, in order. */
  readonly asked: string[] = [];
  readonly mails: Mail[] = [];
  /** What happens to the next writes; "ok" when it is empty. */
  moods: Mood[] = [];
  /** Reads fail. */
  down = false;
  /** A lookup cannot tell. */
  vague = false;
  strangers = new Set<string>();
  /** Called when a write arrives, before anything is done. */
  onWrite: (request: HttpRequest) => void | Promise<void> = () => undefined;
  onRead: (request: HttpRequest) => void | Promise<void> = () => undefined;

  of(operation: string): string[] {
    return this.records.filter((record) => record.operation === operation).map((record) => record.key);
  }

  readonly answer = async (request: HttpRequest): Promise<HttpResponse | HttpFailure> => {
    const { pathname, searchParams } = new URL(request.url);
    this.asked.push(`${request.method} ${pathname}`);
    if (request.method === "POST") {
      await this.onWrite(request);
      return this.write(pathname.slice(1), JSON.parse(String(request.body)) as { key: string; payload: JsonObject });
    }
    await this.onRead(request);
    if (this.down) return { failure: "not_sent", cause: "refused", text: "Nobody answers." };
    if (pathname === "/payee") return reply(200, { known: !this.strangers.has(searchParams.get("name") ?? "") });
    if (pathname === "/inbox") return reply(200, this.mails.slice(Number(searchParams.get("after")), Number(searchParams.get("after")) + 2));
    if (pathname === "/wall") return reply(200, this.records.filter(({ operation }) => operation === searchParams.get("on")).map(({ payload }) => payload["text"] ?? ""));
    const found = this.records.findIndex((record) => record.key === searchParams.get("key"));
    return reply(200, this.vague ? { found: null } : { found: found >= 0, id: found });
  };

  private write(name: string, { key, payload }: { key: string; payload: JsonObject }): HttpResponse | HttpFailure {
    const mood = this.moods.shift() ?? "ok";
    if (mood === "refuse") return reply(422, {});
    if (mood === "unauthorized") return reply(401, {});
    if (mood === "busy") return reply(429, {});
    if (mood === "offline") return { failure: "not_sent", cause: "dns", text: "No connection." };
    if (mood !== "vanished") this.records.push({ operation: name, key, payload });
    return mood === "ok" ? reply(200, { id: this.records.length - 1 }) : cut;
  }
}

const problem = (code: string, cause: string): Problem => ({ code, effect: `What the books said: ${code}.`, cause, next: "Look at the books." });

export async function read(call: Call, path: string): Promise<JsonObject> {
  const answer = await call.http.request({ method: "GET", url: `http://127.0.0.1${path}`, headers: {}, timeout_ms: 1000 });
  if (!answered(answer)) throw new ServiceError("transient", problem("BOOKS_CONNECTION", answer.text));
  return JSON.parse(new TextDecoder().decode(answer.body)) as JsonObject;
}

export const receipt = (name: string, id: unknown): Receipt => ({ id: String(id), label: `${name.toUpperCase()}/${String(id)}`, url: null, data: {}, difference: null });

/** Which consequence a status has: the channel's own table. */
export function outcomeOf(name: string, answer: HttpResponse | HttpFailure): Outcome {
  if (!answered(answer)) {
    const why = problem("BOOKS_CONNECTION", answer.text);
    return answer.failure === "not_sent" ? { kind: "busy", problem: why, retry_after_ms: null } : { kind: "unknown", problem: why };
  }
  switch (answer.status) {
    case 200:
      return { kind: "done", receipt: receipt(name, (JSON.parse(new TextDecoder().decode(answer.body)) as JsonObject)["id"]) };
    case 422:
      return { kind: "refused", problem: problem("VALIDATION_ERROR", "They do not like it.") };
    case 401:
      return { kind: "unauthorized", problem: problem("AUTHENTICATION_ERROR", "The key was refused.") };
    case 429:
      return { kind: "busy", problem: problem("BUSY", "Not now."), retry_after_ms: 60_000 };
    default:
      return { kind: "unknown", problem: problem("UNEXPECTED", String(answer.status)) };
  }
}

/** A memo that makes an operation remember something before its request, as one that publishes in two steps would. */
export const TWO_STEPS = "two steps";

/** The one payload of all operations. */
export type Entry = { customer: string; amount: string; currency: string; memo: string };

function parseEntry(raw: unknown): ReturnType<OperationSpec<Entry>["parse"]> {
  const { customer, amount, currency, memo } = raw as Partial<Record<keyof Entry, unknown>>;
  const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
  const payload = { customer: text(customer), amount: text(amount), currency: text(currency), memo: text(memo) };
  const problems = [
    ...(payload.customer === "" ? [{ field: "customer", text: "must not be empty" }] : []),
    ...(/^\d+(\.\d+)?$/.test(payload.amount) ? [] : [{ field: "amount", text: "must be an amount like 100.00" }]),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, payload: { ...payload, amount: Number(payload.amount).toFixed(2) } };
}

const moneyOf = ({ amount, currency }: Entry): Money => ({ amount, currency });
const keysOf = ({ customer }: Entry): Seed["keys"] => ({ thread: null, po_number: null, partner: customer });

export function seed(slot: string, name: string, payload: Entry, depends_on: string[] = []): Seed {
  return { slot, operation: name, payload, keys: { ...keysOf(payload), ...(["post", "pay"].includes(name) && { booked: payload.customer }) }, depends_on, evidence: {}, signs: [], assumptions: [] };
}

function entry(name: string, rules: Pick<OperationSpec<Entry>, "rule" | "expiry">, followUps?: OperationSpec<Entry>["followUps"]): Operation {
  return operation<Entry>({
    ...rules,
    label: `Enter ${name}`,
    note: { type: `books_${name}`, prefix: name.toUpperCase() },
    log: `books_${name}`,
    examples: [{ customer: "Ada", amount: "80.00", currency: "USD", memo: "tea" }],
    parse: parseEntry,
    summary: ({ customer, amount, currency }) => `${name} for ${customer}, ${amount} ${currency}`,
    money: moneyOf,
    preview: (payload) => ({ title: name, rows: Object.entries(payload), table: [] }),
    toFields: (payload) => ({ ...payload }),
    fromFields: (payload, fields) => ({ ...payload, ...fields }),
    facts: async (payload, call) => {
      const { known } = await read(call, `/payee?name=${encodeURIComponent(payload.customer)}`);
      return { money: moneyOf(payload), payee: payload.customer, known_payee: known === true, unreadable: null, signs: [] };
    },
    rehearse: async (payload, _attempt, call) => {
      const { known } = await read(call, `/payee?name=${encodeURIComponent(payload.customer)}`);
      return { ok: known === true, findings: [`Would enter ${payload.amount}.`] };
    },
    perform: async (payload, { key }, call, remember) => {
      if (!call.may_write) throw new Error("A write without leave.");
      if (payload.memo === TWO_STEPS) await remember({ ticket: key });
      return outcomeOf(name, await call.http.request({ method: "POST", url: `http://127.0.0.1/${name}`, headers: {}, body: JSON.stringify({ key, payload }), timeout_ms: 1000 }));
    },
    lookup: async (_payload, { key }, call) => {
      if (call.may_write) throw new Error("A lookup that may write.");
      const { found, id } = await read(call, `/record?key=${key}`);
      if (found === null) return { kind: "unclear", problem: problem("UNCLEAR", "The books are being written.") };
      return found === true ? { kind: "done", receipt: receipt(name, id) } : { kind: "absent" };
    },
    ...(followUps && { followUps }),
  });
}

export const booksChannel: Channel = {
  id: "books",
  label: "Books",
  fields: [],
  check: async (call) => {
    const { known } = await read(call, "/payee?name=check");
    return { ok: known === true, text: "The books are open." };
  },
  operations: {
    invoice: entry("invoice", { rule: "amount", expiry: "standard" }, (payload, { key }) => [{ ...seed("post", "post", payload), depends_on: [key] }]),
    post: entry("post", { rule: "person", expiry: "standard" }),
    pay: entry("pay", { rule: "amount", expiry: "payment" }),
    partner: entry("partner", { rule: "person", expiry: "standard" }),
  },
  planner: {
    kinds: ["invoice_request"],
    plan: async (draft, _observation, call, actionId) => {
      const customer = draft.customer.name ?? "";
      const payload: Entry = { customer, amount: draft.total ?? "0", currency: draft.currency ?? "USD", memo: draft.reference ?? "" };
      const { known } = await read(call, `/payee?name=${encodeURIComponent(customer)}`);
      if (known === true) return { kind: "proposals", seeds: [seed("invoice", "invoice", payload)], later: null };
      return { kind: "proposals", seeds: [seed("partner", "partner", payload), seed("invoice", "invoice", payload, [actionId("partner")])], later: null };
    },
  },
};

export const inbox: Watcher = {
  id: "inbox",
  label: "Inbox",
  fields: [],
  every_ms: 60_000,
  deadline_ms: 30_000,
  ready: () => true,
  check: async () => ({ ok: true, text: "The inbox is open." }),
  async *observe(cursor, known, call) {
    for (let after = Number(cursor ?? 0); ; ) {
      const mails = (await read(call, `/inbox?after=${after}`)) as unknown as Mail[];
      if (mails.length === 0) return;
      after += mails.length;
      const fresh = mails.filter((mail) => !known(`inbox:${mail.id}`));
      yield { observations: fresh.map((mail) => ({ id: `inbox:${mail.id}`, source: "inbox", at: mail.date ?? "", thread: mail.thread, mail })), cursor: String(after), skipped: [] };
    }
  },
};

const NOTHING: Draft = {
  kind: "invoice_request", action: "draft", customer: { name: "Ada", email: null, company: null }, currency: "USD", lines: [], total: "120.00", due_date: null, terms: null,
  po_number: null, reference: null, missing: [], evidence: {}, places: {}, confidence: "sure", reasons: ["It says so."], signs: [], language: "en", priority: "low", priority_reason: "", new_text: "",
};

/** A mail whose text is the draft that understanding will make of it. */
export function mail(id: string, draft: Partial<Draft> = {}): Mail {
  return {
    id, thread: null, message_id: null, date: "2026-11-16T07:00:00.000Z", from: { name: "Ada", email: "ada@example.com" }, reply_to: [], to: [], cc: [], subject: `Mail ${id}`,
    text: JSON.stringify(draft), html_text: null, attachments: [], headers: {}, labels: [], problems: [],
  };
}

/** What a mail whose text is this says to the open case of its thread. */
export interface Further extends Partial<Draft> {
  follow?: FollowUp["is"];
}

export const understanding: Understanding = {
  understand: ({ text }) => ({ ...NOTHING, ...(JSON.parse(text) as Partial<Draft>) }),
  ask: (draft) => ({ fields: { total_amount: draft.total ?? "" }, reply: "How much is it?" }),
  answer: (draft, fields) => {
    const total = fields["total_amount"];
    const given = typeof total === "string" || typeof total === "number" ? String(total) : "";
    return given === "" ? draft : { ...draft, action: "draft", total: given, missing: [] };
  },
  followUp: (draft, _first, { text }) => {
    const { follow = "apart", total, missing = [], signs = [] } = JSON.parse(text) as Further;
    const said: Draft = total === undefined || total === null ? draft : { ...draft, total, action: missing.length > 0 ? "clarify" : "draft", missing };
    return { is: follow, kind: "other", draft: said, signs, reason: `It is ${follow}.` };
  },
  accounts: () => [],
  problems: (_draft, { total_amount: total }) => (total === undefined || /^\d+(\.\d+)?$/.test(typeof total === "string" ? total : "") ? [] : [{ field: "total_amount", text: "must be a number" }]),
};
