/**
 * Everything the social channels ask for - every example of every operation, every look, test and figure, with every kind of sign-in - is what the
 * services describe (src/sandbox/.../described.ts): path, parameters, fields, types, bodies, headers. And the tables hold nothing that is never asked
 * for. What goes silently wrong otherwise: a request that only our own stand-in takes.
 */
import { afterEach, describe, expect, test } from "vitest";
import type { Attempt, Call, Channel } from "../../src/channel";
import { sha256Hex } from "../../src/core/hash";
import { isObject, type JsonObject } from "../../src/core/json";
import { nodeHttp } from "../../src/host/node/http";
import { facebookReach } from "../../src/integrations/facebook/insights";
import { registry } from "../../src/registry";
import { startSandbox, type SandboxBusiness } from "../../src/sandbox/business";
import * as linkedin from "../../src/sandbox/linkedin/described";
import { EDGES } from "../../src/sandbox/meta/described";
import type { Asked } from "../../src/sandbox/wire";
import * as x from "../../src/sandbox/x/described";

/** The stand-ins go by the machine's clock, so a week to be measured is the one around today. */
const NOW = new Date();
const DAY_MS = 86_400_000;
const dayOf = (days: number): string => new Date(NOW.getTime() + days * DAY_MS).toISOString().slice(0, 10);
const PICTURE = new Uint8Array(240_000).fill(7);
const WEEK = { from: dayOf(-6), to: dayOf(1) };
const ATTEMPT: Attempt = { key: "post-0011223344aabb", started_at: NOW.toISOString(), remembered: {}, receipts: {} };

let open: SandboxBusiness | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** A channel with one way to sign in. `fields` stand for what its owner entered; "": nothing. */
interface Case {
  channel: string;
  fields?: (of: SandboxBusiness) => Record<string, string>;
  before?: (of: SandboxBusiness) => void;
}
const CASES: Record<string, Case> = {
  Facebook: { channel: "facebook" },
  "Instagram by its own login, with a token that is due": {
    channel: "instagram",
    fields: ({ meta: { keys } }) => ({ token_life: JSON.stringify({ of: sha256Hex(keys.instagram_token).slice(0, 16), since: Date.now() - 40 * DAY_MS, expires: Date.now() + 20 * DAY_MS }) }),
    before: ({ meta }) => meta.service.store.tokens.set(meta.keys.instagram_token, { made: Date.now() - 40 * DAY_MS, ends: Date.now() + 20 * DAY_MS }),
  },
  "Instagram by the Page's token": { channel: "instagram", fields: () => ({ token: "" }) },
  "X with four keys, slow with pictures": { channel: "x", before: ({ x: { service } }) => void (service.uploads.pending = 1) },
  "X signed in, with a token that has ended": { channel: "x", fields: ({ x: twin }) => ({ api_key: "", api_secret: "", access_token: "", access_secret: "", client_id: twin.keys.client_id, sign_in: JSON.stringify({ ...twin.service.access.signIn(), until: 0 }) }) },
  LinkedIn: { channel: "linkedin" },
  "LinkedIn by a token of an older app": { channel: "linkedin", before: ({ linkedin: { service } }) => void (service.scopes = ["r_liteprofile", "w_member_social"]) },
};

interface Business {
  of: SandboxBusiness;
  channel: Channel;
  call: Call;
}

async function business({ channel: id, fields, before }: Case): Promise<Business> {
  const of = await startSandbox(NOW);
  open = of;
  before?.(of);
  const channel = registry().channels.find((one) => one.id === id);
  if (!channel) throw new Error(`There is no channel ${id}.`);
  const kept = new Map<string, string>(Object.entries(fields?.(of) ?? {}));
  let now = Date.now();
  const call: Call = {
    http: nodeHttp(),
    now: () => new Date(now),
    sleep: (ms) => Promise.resolve(void (now += ms)),
    field: (key) => kept.get(key) ?? of.env[channel.fields.find((one) => one.key === key)?.env ?? ""] ?? channel.fields.find((one) => one.key === key)?.fallback ?? "",
    keep: (key, value) => void kept.set(key, value),
    blob: () => Promise.resolve(PICTURE),
    may_write: true,
  };
  return { of, channel, call };
}

/** Deleting what was just posted: the example with the new post's number. */
function deleting(channel: Channel, id: string): { operation: string; payload: JsonObject }[] {
  const [example] = channel.operations["delete_post"]?.examples ?? [];
  return example ? [{ operation: "delete_post", payload: { ...example, [Object.keys(example)[0] ?? ""]: id } }] : [];
}

/** Everything that a channel can ask for. */
async function everything({ channel, call }: Business): Promise<void> {
  const talks = (await channel.talks?.since(null, call))?.talks ?? [];
  await channel.talks?.since("1000 1000", call).catch(() => null);
  expect((await channel.check(call)).ok).toBe(true);
  await channel.audience?.(call, WEEK);
  const ways = talks.flatMap(({ talk }) => [talk.answer, talk.privately].flatMap((way) => (way ? [{ operation: way.operation, payload: { ...way.payload, text: "Thank you & welcome!" } }] : [])));
  const work = [...Object.entries(channel.operations).flatMap(([operation, { examples }]) => examples.map((payload) => ({ operation, payload }))), ...ways];
  const done: string[] = [];
  for (const { operation, payload } of work) {
    const of = channel.operations[operation];
    const remembered: JsonObject = {};
    await of?.facts(payload, call).catch(() => null);
    await of?.rehearse(payload, ATTEMPT, call).catch(() => null);
    const outcome = await of?.perform(payload, ATTEMPT, call, (data) => Promise.resolve(void Object.assign(remembered, data)));
    if (outcome?.kind === "done") {
      done.push(operation);
      if (operation === channel.publisher?.operation) {
        if (channel.id === "facebook") await facebookReach(call, [outcome.receipt.id], NOW.toISOString());
        if (!done.includes("delete_post")) work.push(...deleting(channel, outcome.receipt.id));
      }
    }
    await of?.lookup(payload, { ...ATTEMPT, remembered }, call);
  }
  // Not only refused: what can be done here was done, answers to people among it.
  expect([...new Set(done)]).toEqual(expect.arrayContaining([channel.publisher?.operation, ...ways.map(({ operation }) => operation)]));
}

/** What a service was asked, in the words of its description; `wrong`: why it describes no such request. */
function asked({ of, channel }: Business): { operation: string | null; wrong: unknown }[] {
  if (channel.id === "x") return of.x.calls.map((one) => ({ operation: x.operationOf(one), wrong: x.undescribed(one, "posts") }));
  if (channel.id === "linkedin") return of.linkedin.calls.map((one) => ({ operation: linkedin.operationOf(one), wrong: linkedin.undescribed(one) }));
  return of.meta.service.asked.map(({ edge, wrong }) => ({ operation: edge, wrong }));
}

const DESCRIBED: Record<string, string[]> = {
  x: Object.keys(x.OPERATIONS),
  linkedin: Object.keys(linkedin.OPERATIONS),
  meta: Object.entries(EDGES).flatMap(([kind, edges]) => Object.entries(edges).flatMap(([edge, { GET, POST, DELETE }]) => Object.entries({ GET, POST, DELETE }).flatMap(([method, one]) => (one ? [`${method} ${kind}${edge === "" ? "" : `/${edge}`}`] : [])))),
};
const seen = new Set<string>();

describe.each(Object.entries(CASES))("%s", (_name, one) => {
  test("every request that it sends is one that the service describes", async () => {
    const world = await business(one);
    await everything(world);
    const all = asked(world);
    expect(all.filter(({ operation, wrong }) => wrong !== null || operation === null)).toEqual([]);
    expect(all.length).toBeGreaterThan(3);
    for (const { operation } of all) seen.add(operation ?? "");
    // K9: a secret stands in a header or a body, never in an address.
    const { meta, x: twin, linkedin: other } = world.of;
    const { api_key, api_secret, access_token, access_secret } = twin.keys;
    const secrets = [meta.keys.page_token, meta.keys.instagram_token, api_key, api_secret, access_token, access_secret, other.service.token];
    for (const { path, query } of [...meta.calls, ...twin.calls, ...other.calls]) expect(secrets.filter((secret) => `${path}?${decodeURIComponent(query.toString())}`.includes(secret))).toEqual([]);
  });
});

test("every social channel is among them, and the descriptions hold nothing that none of them asks for", () => {
  const social = registry().channels.filter(({ publisher }) => publisher !== undefined).map(({ id }) => id);
  expect([...new Set(Object.values(CASES).map(({ channel }) => channel))].sort()).toEqual([...social].sort());
  expect(Object.values(DESCRIBED).flat().filter((operation) => !seen.has(operation))).toEqual([]);
});

describe("a stand-in is no kinder than its service", () => {
  /** Names whose values are anybody's: a place in a list, somebody's number. */
  const FREE = ["pagination_token", "after", "before", "user_id"];

  /** The same request again with another query or body; its status. */
  async function again(url: string, { method, path, headers }: Asked, query: URLSearchParams, body: string | Buffer): Promise<number> {
    const own = ["host", "content-length", "connection"];
    const response = await fetch(`${url}${path}?${query.toString()}`, { method, headers: Object.entries(headers).flatMap(([name, value]): [string, string][] => (own.includes(name) ? [] : [[name, String(value)]])), ...(method !== "GET" && body.length > 0 && { body: typeof body === "string" ? body : new Uint8Array(body) }) });
    return response.status;
  }

  function changed(query: URLSearchParams, name: string, value: string): URLSearchParams {
    const other = new URLSearchParams(query);
    other.set(name, value);
    return other;
  }

  test.each(Object.keys(CASES).filter((name) => !name.includes("four keys")).map((name) => [name, CASES[name] ?? { channel: "" }] as const))("%s: a parameter more, another value, a member more or without one, and it is refused", async (_name, one) => {
    const world = await business(one);
    await everything(world);
    const wire = world.channel.id === "x" ? world.of.x : world.channel.id === "linkedin" ? world.of.linkedin : world.of.meta;
    // A bearer of a fresh sign-in, for those that have ended since.
    const bearer = world.channel.id === "x" ? { authorization: `Bearer ${world.of.x.service.access.signIn().access_token}` } : {};
    // Each kind of request once; what stands at the service by now matters to none of the refusals.
    const calls = [...new Map(wire.calls.filter(({ path }) => !path.includes("oauth2")).map((call) => [`${call.method} ${call.path.replace(/\d+(_\d+)?/g, "N")} ${[...call.query.keys()].join()}`, { ...call, headers: { ...call.headers, ...bearer } }])).values()];
    expect(calls.length).toBeGreaterThan(3);
    const refused = [400, 404, 415, 422];
    let members = 0;
    for (const call of calls) {
      expect(refused, call.name).toContain(await again(wire.url, call, changed(call.query, "no_such_parameter", "1"), call.body));
      for (const name of [...call.query.keys()].filter((key) => !FREE.includes(key))) expect(refused, `${call.name} ${name}`).toContain(await again(wire.url, call, changed(call.query, name, "no such value"), call.body));
      const json = (call.headers["content-type"] ?? "").startsWith("application/json") ? (JSON.parse(call.body.toString()) as unknown) : null;
      if (!isObject(json)) continue;
      for (const body of [{ ...json, no_such_member: true }, ...Object.keys(json).map((name) => ({ ...json, [name]: null }))]) {
        expect(refused, `${call.name} ${JSON.stringify(body)}`).toContain(await again(wire.url, call, call.query, JSON.stringify(body)));
        members += 1;
      }
    }
    expect(members).toBeGreaterThan(2);
  });
});
