/**
 * Everything the social channels ask for - every example of every operation, every look, test and figure - is what the services describe: the twins
 * refuse any path, parameter, field or body that is not. What goes silently wrong otherwise: a request that only our own stand-in takes.
 */
import { afterEach, describe, expect, test } from "vitest";
import type { Attempt, Call, Channel } from "../../src/channel";
import { isObject, type JsonObject } from "../../src/core/json";
import { nodeHttp } from "../../src/host/node/http";
import { registry } from "../../src/registry";
import { startSandbox, type SandboxBusiness } from "../../src/sandbox/business";
import type { Asked } from "../../src/sandbox/wire";

const NOW = new Date("2026-11-23T10:00:00Z");
const PICTURE = new Uint8Array(240_000).fill(7);
const WEEK = { from: "2026-11-16", to: "2026-11-23" };

let open: SandboxBusiness | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** The sandbox's services with what they were asked and how they answered. */
async function business(): Promise<{ of: SandboxBusiness; call: (channel: Channel) => Call; answers: { what: string; status: number; body: string }[] }> {
  const of = await startSandbox(NOW);
  open = of;
  const answers: { what: string; status: number; body: string }[] = [];
  const http = nodeHttp();
  const kept = new Map<string, string>();
  let now = Date.now();
  const call = (channel: Channel): Call => ({
    http: {
      request: async (request) => {
        const answer = await http.request(request);
        if ("status" in answer) answers.push({ what: `${request.method} ${request.url.replace(/^http:\/\/127\.0\.0\.1:\d+/, "")}`, status: answer.status, body: new TextDecoder().decode(answer.body) });
        return answer;
      },
    },
    now: () => new Date(now),
    sleep: (ms) => Promise.resolve(void (now += ms)),
    field: (key) => kept.get(`${channel.id} ${key}`) ?? of.env[channel.fields.find((one) => one.key === key)?.env ?? ""] ?? channel.fields.find((one) => one.key === key)?.fallback ?? "",
    keep: (key, value) => void kept.set(`${channel.id} ${key}`, value),
    blob: () => Promise.resolve(PICTURE),
    may_write: true,
  });
  return { of, call, answers };
}

const social = registry().channels.filter(({ publisher }) => publisher !== undefined);
/** What a service says of a request that it does not describe; that something is not there is another matter. */
const undescribed = ({ body }: { body: string }): boolean => /Invalid parameter|nonexisting field|Unsupported|Syntax error|Invalid Request|not one of|UNPROCESSABLE|QUERY_PARAM|RESOURCE_NOT_FOUND|INVALID_COMMENTARY|"title":"Not Found"/.test(body) && !/does not exist, cannot be loaded|deleted or not visible/.test(body);

describe.each(social.map((channel) => [channel.id, channel] as const))("%s", (_id, channel) => {
  test("every request that it sends is one that the service describes", async () => {
    const { call, answers } = await business();
    const talks = (await channel.talks?.since(null, call(channel)))?.talks ?? [];
    await channel.talks?.since("1000 1000", call(channel)).catch(() => null);
    expect((await channel.check(call(channel))).ok).toBe(true);
    await channel.audience?.(call(channel), WEEK);
    const attempt: Attempt = { key: "post-0011223344aabb", started_at: NOW.toISOString(), remembered: {}, receipts: {} };
    const ways = talks.flatMap(({ talk }) => [talk.answer, talk.privately].flatMap((way) => (way ? [{ operation: way.operation, payload: { ...way.payload, text: "Thank you & welcome!" } }] : [])));
    const posted: string[] = [];
    const work = [...Object.entries(channel.operations).flatMap(([operation, { examples }]) => examples.map((payload) => ({ operation, payload }))), ...ways];
    for (const { operation, payload } of work) {
      const of = channel.operations[operation];
      const remembered: JsonObject = {};
      await of?.facts(payload, call(channel)).catch(() => null);
      const outcome = await of?.perform(payload, attempt, call(channel), (data) => Promise.resolve(void Object.assign(remembered, data)));
      if (outcome?.kind === "done") posted.push(operation);
      await of?.lookup(payload, { ...attempt, remembered }, call(channel));
    }
    expect(answers.filter(undescribed)).toEqual([]);
    expect(answers.length).toBeGreaterThan(3);
    // Not only refused: what can be done here was done, answers to people among it.
    expect([...new Set(posted)]).toEqual(expect.arrayContaining([channel.publisher?.operation, ...ways.map(({ operation }) => operation)]));
  });
});

describe("a stand-in is no kinder than its service", () => {
  /** The same request again with a change. */
  async function again(url: string, { method, path, query, headers, body }: Asked, change: { query?: string; member?: string }): Promise<number> {
    const search = new URLSearchParams(query);
    if (change.query !== undefined) search.set(change.query, "1");
    const own = ["host", "content-length", "connection"];
    const json = change.member === undefined || body.length === 0 ? null : (JSON.parse(body.toString()) as unknown);
    const sent = isObject(json) ? JSON.stringify({ ...json, [change.member ?? ""]: true }) : body.toString();
    const response = await fetch(`${url}${path}?${search.toString()}`, { method, headers: Object.entries(headers).flatMap(([name, value]): [string, string][] => (own.includes(name) ? [] : [[name, String(value)]])), ...(method !== "GET" && { body: sent }) });
    return response.status;
  }

  test.each(social.map((channel) => [channel.id, channel] as const))("%s: one parameter more, in the address or in the body, and it is refused", async (id, channel) => {
    const { of, call } = await business();
    const wire = id === "x" ? of.x : id === "linkedin" ? of.linkedin : of.meta;
    // A bearer of a sign-in can be sent twice; a signature cannot.
    const bearer = id === "x" ? { authorization: `Bearer ${of.x.service.access.signIn().access_token}` } : {};
    const publish = channel.operations[channel.publisher?.operation ?? ""];
    for (const payload of publish?.examples.slice(0, 1) ?? []) await publish?.perform(payload, { key: "post-0011223344aabb", started_at: NOW.toISOString(), remembered: {}, receipts: {} }, call(channel), () => Promise.resolve());
    const calls = wire.calls.map((one) => ({ ...one, headers: { ...one.headers, ...bearer } }));
    const json = calls.filter(({ headers, method }) => method === "POST" && (headers["content-type"] ?? "").startsWith("application/json"));
    expect(calls.length).toBeGreaterThan(0);
    expect(json.length).toBeGreaterThan(0);
    for (const one of calls) expect([400, 404, 422], one.name).toContain(await again(wire.url, one, { query: "no_such_parameter" }));
    for (const one of json) expect([400, 404, 422], one.name).toContain(await again(wire.url, one, { member: "no_such_member" }));
  });
});
