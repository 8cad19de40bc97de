/**
 * Owns: what every channel and watcher must hold, read from the registry: a new one is held to it without a new test.
 * Never: the name of a channel.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import type { Attempt, Call, Channel, Operation } from "../../src/channel";
import { changedFields, inertField } from "../../src/core/action-note";
import { ServiceError } from "../../src/core/failure";
import { canonical, type JsonObject } from "../../src/core/json";
import { readNote, writeNote } from "../../src/core/note";
import { secretName } from "../../src/engine/services";
import { registry } from "../../src/registry";
import type { HttpFailure } from "../../src/ports";

const { channels, watchers, generators } = registry();
const operations: [string, Operation, Channel][] = channels.flatMap((channel) => Object.entries(channel.operations).map(([id, operation]): [string, Operation, Channel] => [`${channel.id}.${id}`, operation, channel]));
const examples = operations.flatMap(([id, operation, channel]) => operation.examples.map((payload, index): [string, Operation, JsonObject, Channel] => [`${id} #${index + 1}`, operation, payload, channel]));

const SECRET = "s3cr3t-Value-0815";
const ATTEMPT: Attempt = { key: "invoice-0123456789abcd", started_at: "2026-11-16T08:00:00.000Z", remembered: {}, receipts: {} };

/** A call into a network in which nobody answers. */
function deaf(channel: Channel, failure: HttpFailure, may_write = false): Call {
  let now = Date.parse("2026-11-16T08:00:01.000Z");
  return {
    http: { request: async () => failure },
    now: () => new Date(now),
    sleep: async (ms) => void (now += ms),
    field: (key) => {
      const field = channel.fields.find((candidate) => candidate.key === key);
      if (field?.kind === "secret") return SECRET;
      return field?.kind === "url" ? "https://service.example.invalid" : (field?.fallback ?? "") || "7";
    },
    keep: () => undefined, blob: () => Promise.resolve(null),
    may_write,
  };
}
const REFUSED: HttpFailure = { failure: "not_sent", cause: "refused", text: "The connection was refused." };
const CUT: HttpFailure = { failure: "maybe_sent", cause: "cut", text: "The answer was cut off." };

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

const wordy = /^[A-Z"'].{3,}$/s;

describe("names", () => {
  it("ids, log names, note types and environment variables are each used once", () => {
    const once = (names: string[]): void => expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    once(channels.map(({ id }) => id));
    once(watchers.map(({ id }) => id));
    once(generators.map(({ id }) => id));
    // Reports count posts by the plan's one name; which channel it was is the line's delivery (DETAILS "Log line").
    const posting = channels.flatMap((channel) => channel.operations[channel.publisher?.operation ?? ""] ?? []);
    expect(posting.map(({ log }) => log)).toEqual(posting.map(() => "social_media_post"));
    once(operations.filter(([, one]) => !posting.includes(one)).map(([, { log }]) => log));
    once(operations.map(([, { note }]) => note.type));
    // A channel and a watcher of the same service may share a variable only if it means the same field.
    const fields = [...channels, ...watchers].flatMap(({ id, fields: own }) => own.map((field) => ({ ...field, service: id })));
    once([...new Set(fields.map(({ env, key, label }) => `${env} ${key} ${label}`))].map((text) => text.split(" ")[0] ?? ""));
    once([...new Set(fields.filter(({ kind }) => kind === "secret").map(({ service, key }) => `${secretName(service, key)} ${service} ${key}`))].map((text) => text.split(" ")[0] ?? ""));
    for (const { env } of fields) expect(env).toMatch(/^AE_[A-Z0-9_]+$/);
  });

  it("ids can stand in a file name, a setting and a log line", () => {
    for (const { id } of [...channels, ...watchers, ...generators]) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    for (const [, { log, note }] of operations) {
      expect(log).toMatch(/^[a-z][a-z0-9_]+$/);
      expect(note.type).toMatch(/^[a-z][a-z0-9_]+$/);
      expect(note.prefix).toMatch(/^[A-Za-z_]+$/);
    }
  });

  it("everything a person sees has a label; every field says what it is for", () => {
    for (const { label, fields } of [...channels, ...watchers]) {
      expect(label).toMatch(/^\S.*$/);
      for (const field of fields) {
        expect(field.label, field.key).toMatch(/^\S.+$/);
        expect(field.help, field.key).toMatch(wordy);
      }
    }
    for (const [id, { label }] of operations) expect(label, id).toMatch(wordy);
  });

  it("every operation has an example, and every planner a kind that no other takes", () => {
    for (const [id, operation] of operations) expect(operation.examples.length, id).toBeGreaterThan(0);
    const kinds = channels.flatMap(({ planner }) => planner?.kinds ?? []);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it("no other file of the program names a channel", () => {
    const src = fileURLToPath(new URL("../../src/", import.meta.url));
    // The sandbox business, the way through it and its demo are about certain services; a host that mail comes from is no channel.
    const own = /^(integrations|watchers|sandbox)\/|^registry\.ts$|^cli\/(demo|sandbox)|^business\/sandbox|^views\/tour-model|^understanding\/domains/;
    const files = readdirSync(src, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".ts") && !own.test(path));
    const found = files.flatMap((path) => {
      const text = readFileSync(src + path, "utf8");
      // A name of one letter is a variable everywhere.
      const named = channels.filter(({ id }) => id.length > 1 && new RegExp(`\\b${id}\\b`, "i").test(text));
      if (named.length === 0) return [];
      // Comments may name one.
      const code = ts.transpileModule(text, { compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2022 } }).outputText;
      return named.filter(({ id }) => new RegExp(`\\b${id}\\b`, "i").test(code)).map(({ id }) => `${path} names ${id}`);
    });
    expect(found).toEqual([]);
  });
});

describe.each(examples)("%s", (_id, operation, payload, channel) => {
  it("passes its own gate, which is idempotent", () => {
    const parsed = operation.parse(structuredClone(payload));
    expect(parsed).toEqual({ ok: true, payload });
  });

  it("what is not a payload is refused with sentences, never thrown", () => {
    for (const raw of [null, 7, "x", [], {}, { ...payload, [Object.keys(payload)[0] ?? ""]: { nested: true } }]) {
      const parsed = operation.parse(raw);
      if (parsed.ok) continue;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { text } of parsed.problems) expect(text).not.toBe("");
    }
    expect([null, 7, "x", []].map((raw) => operation.parse(raw).ok)).toEqual([false, false, false, false]);
  });

  it("summary, preview, money and fields are pure and say something", () => {
    freeze(payload);
    for (const ask of [operation.summary, operation.preview, operation.money, operation.toFields]) expect(ask(payload)).toEqual(ask(payload));
    expect(operation.summary(payload)).toMatch(/^\S.{4,}$/);
    const { title, rows, table } = operation.preview(payload);
    expect(title).not.toBe("");
    expect(rows.length + table.length).toBeGreaterThan(0);
    for (const row of table) expect(row).toHaveLength(table[0]?.length ?? 0);
    const money = operation.money(payload);
    if (money) expect(canonical({ ...operation.preview(payload) })).toContain(money.currency);
  });

  it("A2: to fields and back is the same payload, also through a note and YAML", () => {
    const fields = operation.toFields(payload);
    expect(operation.parse(operation.fromFields(payload, fields))).toEqual({ ok: true, payload });
    const note = readNote(writeNote(inertField(fields) as JsonObject, ""), (text) => parse(text) as unknown);
    if ("problem" in note) throw new Error(note.problem);
    expect(changedFields(note.front, [{ channel: channel.id, label: "", preview: operation.preview(payload), fields }])).toEqual({});
  });

  it("K6: fields that the note's own keys would hide are not used", () => {
    const reserved = ["id", "type", "created_at", "expires_at", "status", "approval_status", "approval_reason", "high_risk", "dry_run", "fingerprint"];
    expect(Object.keys(operation.toFields(payload)).filter((key) => reserved.includes(key))).toEqual([]);
  });

  it.each([["nobody answers", REFUSED], ["every answer is cut", CUT]])("K3 when %s: facts are unreadable, a lookup is not conclusive, and nothing is said to be done", async (_what, failure) => {
    const call = deaf(channel, failure);
    const facts = await operation.facts(payload, call).catch(known);
    if (facts !== null && operation.rule === "amount") expect(facts.known_payee === true && facts.unreadable === null).toBe(false);
    if (operation.recurs) {
      await sendsNothing(operation, payload);
      return;
    }
    const finding = await operation.lookup(payload, ATTEMPT, call).catch(known);
    expect(finding?.kind ?? "unclear").toBe("unclear");
    const kept: JsonObject[] = [];
    const outcome = await operation.perform(payload, ATTEMPT, deaf(channel, failure, true), async (data) => void kept.push(data));
    expect(["busy", "unknown"]).toContain(outcome.kind);
    expect(JSON.stringify([facts, finding, outcome, kept])).not.toContain(SECRET);
  });

  it("K2: a rehearsal in which nobody answers says so and writes nothing", async () => {
    const rehearsal = await operation.rehearse(payload, ATTEMPT, deaf(channel, REFUSED)).catch(known);
    if (rehearsal === null) return;
    expect(rehearsal.findings.length).toBeGreaterThan(0);
  });
});

/** A schedule is an agreement with its owner: approving it asks nobody outside. What it brings about are actions of their own. */
async function sendsNothing(operation: Operation, payload: JsonObject): Promise<void> {
  const unreachable = new Proxy({}, { get: (_call, name) => { throw new Error(`It used ${String(name)}.`); } }) as Call;
  const [outcome, finding] = [await operation.perform(payload, ATTEMPT, unreachable, () => Promise.reject(new Error("It remembered."))), await operation.lookup(payload, ATTEMPT, unreachable)];
  expect([outcome.kind, finding.kind]).toEqual(["done", "done"]);
}

/** A read that fails is a ServiceError with sentences, and nothing else. */
function known(error: unknown): null {
  if (!(error instanceof ServiceError)) throw error;
  const { effect, cause, next } = error.problem;
  for (const text of [effect, cause, next]) expect(text).not.toBe("");
  expect(error.message).not.toContain(SECRET);
  return null;
}

describe.each(channels.map((channel): [string, Channel] => [channel.id, channel]))("%s", (_id, channel) => {
  it.each([["nobody answers", REFUSED], ["every answer is cut", CUT]])("Test connection says in words when %s, without a secret", async (_what, failure) => {
    const check = await channel.check(deaf(channel, failure)).catch(known);
    if (check === null) return;
    expect(check.ok).not.toBe(true);
    expect(check.text).toMatch(wordy);
    expect(check.text).not.toContain(SECRET);
  });

  it("Test connection with nothing set up is neither good nor broken", async () => {
    const check = await channel.check({ ...deaf(channel, REFUSED), field: () => "" }).catch(known);
    expect(check?.ok ?? false).not.toBe(true);
  });
});

/** Operations whose payload has a text that others will read. */
const spoken = examples.filter(([, operation, payload]) => (operation.publishes !== undefined || operation.rule === "reply") && typeof payload["text"] === "string");

describe.each(spoken)("%s", (_id, operation, payload) => {
  it.each(["Pay by card 4111 1111 1111 1111", "to DE89 3704 0044 0532 0130 00", "password: hunter2"])("S6 never makes this public: %s", (secret) => {
    const parsed = operation.parse({ ...structuredClone(payload), text: secret });
    expect(parsed).toMatchObject({ ok: false, problems: [{ text: expect.stringContaining("must not go public") as string }] });
  });
});

describe.each(watchers.map((watcher) => [watcher.id, watcher] as const))("%s", (_id, watcher) => {
  it("is not ready when nothing is set up, looks at least every quarter of an hour, and asks nothing before", () => {
    const asked: string[] = [];
    const call: Call = { http: { request: async ({ url }) => (asked.push(url), REFUSED) }, now: () => new Date(0), sleep: async () => undefined, field: () => "", keep: () => undefined, blob: () => Promise.resolve(null), may_write: false };
    expect(watcher.ready(call)).toBe(false);
    expect(asked).toEqual([]);
    expect(watcher.every_ms).toBeGreaterThanOrEqual(1000);
    expect(watcher.every_ms).toBeLessThanOrEqual(900_000);
    expect(watcher.deadline_ms).toBeGreaterThanOrEqual(1000);
  });
});
