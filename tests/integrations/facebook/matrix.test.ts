/**
 * Every operation of Facebook and Instagram x outcome, against the twin and judged by what the twin holds: exactly once, or a person is asked
 * (PRODUCT K3, K4, S5). What silently goes wrong otherwise: a post that stands there twice.
 */
import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { facebookChannel } from "../../../src/integrations/facebook/channel";
import { GIVEN_UP_MS } from "../../../src/integrations/late";
import { instagramChannel } from "../../../src/integrations/instagram/channel";
import { GraphProblem, problem, seedTalks, throttled } from "../../../src/sandbox/meta/twin";
import { page } from "../../../src/sandbox/wire";
import { BYTES, NOW, staged, type Stage } from "./kit";

interface Case {
  channel: () => ReturnType<typeof facebookChannel>;
  operation: string;
  /** Name of the one request that makes it happen, for faults. */
  on: string;
  payload: (at: Stage) => JsonObject;
  /** How often it happened, by the twin. */
  happened: (at: Stage) => number;
  /** False: lists do not show everything, so nothing there is no answer. */
  conclusive?: boolean;
}

const TEXT = "Open on Saturday, 10–4. “Welcome” & <hello> \u{1F600}\n\n- one\n- two";
const image = (name: string, url: string | null): JsonObject => ({ blob: "1f".repeat(32), name, type: "image/jpeg", width: 1200, height: 800, size: BYTES.length, alt: 'A "quiet" desk', url });
const post = (more: JsonObject = {}): JsonObject => ({ text: TEXT, link: null, images: [], at: null, late_minutes: 60, ...more });
const facebookPost = post;
const posts = ({ twin }: Stage): number => twin.service.store.posts.filter(({ message }) => message === TEXT).length;
const media = ({ twin }: Stage): number => twin.service.store.media.filter(({ caption }) => caption === TEXT).length;
const comments = ({ twin }: Stage): number => twin.service.store.comments.filter(({ message }) => message === "Yes, we are!").length;
const messages = ({ twin }: Stage): number => twin.service.store.conversations.flatMap((one) => one.messages).filter(({ message }) => message === "Yes, we are!").length;

function answer({ twin }: Stage, which: "facebook" | "instagram" | "person" | "person on instagram"): JsonObject {
  seedTalks(twin.service);
  const { comments: all, conversations } = twin.service.store;
  const person = conversations.find(({ platform }) => platform === (which === "person" ? "messenger" : "instagram"));
  const comment = which.startsWith("person") ? undefined : all.find(({ under }) => under.includes("_") === (which === "facebook"));
  const id = comment?.id ?? person?.user.id ?? "";
  return { text: "Yes, we are!", to: { id, author: "Anna North", text: "Are you open?", at: new Date(NOW - 3_600_000).toISOString() } };
}

const CASES: Record<string, Case> = {
  "facebook text": { channel: facebookChannel, operation: "publish", on: "/feed", payload: () => facebookPost(), happened: posts },
  "facebook link": { channel: facebookChannel, operation: "publish", on: "/feed", payload: () => facebookPost({ link: "https://northlight.example/notes" }), happened: posts },
  "facebook one photo": { channel: facebookChannel, operation: "publish", on: "/photos", payload: () => facebookPost({ images: [image("a.jpg", null)] }), happened: posts },
  "facebook several photos": { channel: facebookChannel, operation: "publish", on: "/feed", payload: () => facebookPost({ images: [image("a.jpg", null), image("b.jpg", null)] }), happened: posts },
  "facebook comment": { channel: facebookChannel, operation: "reply_comment", on: "/comments", payload: (at) => answer(at, "facebook"), happened: comments },
  "facebook private reply": { channel: facebookChannel, operation: "private_reply", on: "/messages", payload: (at) => answer(at, "facebook"), happened: messages, conclusive: false },
  "facebook message": { channel: facebookChannel, operation: "message", on: "/messages", payload: (at) => answer(at, "person"), happened: messages, conclusive: false },
  "instagram picture": { channel: instagramChannel, operation: "publish", on: "/media_publish", payload: () => post({ images: [image("a.jpg", "https://www.northlight.example/a.jpg")] }), happened: media },
  "instagram carousel": { channel: instagramChannel, operation: "publish", on: "/media_publish", payload: () => post({ images: [image("a.jpg", "https://www.northlight.example/a.jpg"), image("b.jpg", "https://www.northlight.example/b.jpg")] }), happened: media },
  "instagram comment": { channel: instagramChannel, operation: "reply_comment", on: "/replies", payload: (at) => answer(at, "instagram"), happened: comments },
  "instagram private reply": { channel: instagramChannel, operation: "private_reply", on: "/messages", payload: (at) => answer(at, "instagram"), happened: messages, conclusive: false },
  "instagram message": { channel: instagramChannel, operation: "message", on: "/messages", payload: (at) => answer(at, "person on instagram"), happened: messages, conclusive: false },
};

let open: Stage | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function stage(name: string): Promise<{ at: Stage; of: Case; payload: JsonObject }> {
  const of = CASES[name];
  if (!of) throw new Error(`There is no case ${name}.`);
  const at = await staged(of.channel(), of.operation);
  open = at;
  const payload = of.payload(at);
  const parsed = at.operation.parse(payload);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { at, of, payload: parsed.payload };
}

/** Asks until it is settled, as the engine does, with time going by. */
async function settled(at: Stage, payload: JsonObject): Promise<string> {
  for (let round = 0; round < 8; round += 1) {
    const { kind } = await at.lookup(payload);
    if (kind !== "unclear") return kind;
    at.clock.now += 2 * 60_000;
  }
  return "unclear";
}

/** The write of an edge that is also read. */
const write = ({ on }: Case): string => on;
const fault = (of: Case, at: Stage, given: Omit<Parameters<Stage["twin"]["inject"]>[0], "on">): void => {
  const path = of.operation === "publish" || of.on === "/messages" ? `POST /v26.0/${of.channel().id === "facebook" ? at.twin.service.store.page.id : at.twin.service.store.account.id}${write(of)}` : "POST /v26.0/";
  at.twin.inject({ on: path, ...given });
};
const graph = (code: number, subcode: number | null = null, status = 400) => problem(new GraphProblem(code, subcode, `(#${code}) says Meta`, status));

const names = Object.keys(CASES);

describe("K3 K4 every operation, every outcome", () => {
  test.each(names)("%s: done, and sent again it is still there once", async (name) => {
    const { at, of, payload } = await stage(name);
    expect(await at.perform(payload)).toMatchObject({ kind: "done", receipt: { difference: null } });
    expect(of.happened(at)).toBe(1);
    if (of.conclusive === false) return;
    at.clock.now += 60_000;
    expect(["done", "refused"]).toContain((await at.perform(payload)).kind);
    expect(of.happened(at)).toBe(1);
  });

  test.each(names.flatMap((name) => [[name, "cut"], [name, "half"]] as const))("%s: the answer is %s after the commit; the lookup finds it, also when it is shown late", async (name, how) => {
    for (const lag of [0, 90_000, 6 * 60_000]) {
      const { at, of, payload } = await stage(name);
      at.twin.service.lag_ms = lag;
      fault(of, at, { answer: how });
      expect((await at.perform(payload)).kind).toBe("unknown");
      expect(of.happened(at)).toBe(1);
      // Messages are never taken for absent: a person may say it any time.
      expect(await settled(at, payload)).toBe("done");
      expect(of.happened(at)).toBe(1);
      await at.close();
    }
  });

  test.each(names)("%s: a cut before anything arrived is absent when nothing can show any more, and can be sent again", async (name) => {
    const { at, of, payload } = await stage(name);
    fault(of, at, { answer: "cut", execute: false });
    expect((await at.perform(payload)).kind).toBe("unknown");
    const before = at.clock.now;
    expect(await settled(at, payload)).toBe(of.conclusive === false ? "unclear" : "absent");
    expect(at.clock.now - before).toBeGreaterThanOrEqual(GIVEN_UP_MS);
    expect(of.happened(at)).toBe(0);
    expect((await at.perform(payload)).kind).toBe("done");
    expect(of.happened(at)).toBe(1);
  });

  test.each(names)("%s: shown only after the lookup gave up; sent again by a person, it is there once or a person is asked", async (name) => {
    const { at, of, payload } = await stage(name);
    if (of.conclusive === false) return;
    at.twin.service.lag_ms = 40 * 60_000;
    fault(of, at, { answer: "cut" });
    expect((await at.perform(payload)).kind).toBe("unknown");
    const found = await settled(at, payload);
    // A container's status is never late.
    expect(found).toBe(of.channel().id === "instagram" && of.operation === "publish" ? "done" : "absent");
    if (found === "absent") {
      at.clock.now += 41 * 60_000;
      expect((await at.perform(payload)).kind).toBe("done");
    }
    expect(of.happened(at)).toBe(1);
  });

  test.each(names.flatMap((name) => ([["refused", graph(100)], ["refused", graph(2_500)], ["refused", graph(200, null, 403)], ["refused", graph(10)], ["refused", graph(368)], ["unauthorized", graph(190, 463)], ["unauthorized", graph(102)], ["busy", throttled(32, 12)], ["busy", graph(4)], ["busy", graph(613)]] as const).map(([kind, reply]) => [name, kind, JSON.stringify(reply.body).slice(9, 60), reply] as const)))("%s: %s, and nothing happened: %s", async (name, kind, _body, reply) => {
    const { at, of, payload } = await stage(name);
    fault(of, at, { answer: reply });
    const outcome = await at.perform(payload);
    expect(outcome.kind).toBe(kind);
    expect(of.happened(at)).toBe(0);
    if (outcome.kind === "busy" && reply.headers) expect(outcome.retry_after_ms).toBe("x-business-use-case-usage" in reply.headers ? 12 * 60_000 : null);
  });

  test.each(names.flatMap((name) => [[name, "1", graph(1)], [name, "2", graph(2, null, 500)], [name, "an unheard code", graph(98_765)], [name, "a page in between", page(502, "<html>Bad Gateway</html>")], [name, "an empty object", { status: 200, body: {} }]] as const))("%s: %s is unknown, whatever happened", async (name, _what, reply) => {
    for (const execute of [true, false]) {
      const { at, of, payload } = await stage(name);
      fault(of, at, { answer: reply, execute });
      expect((await at.perform(payload)).kind).toBe("unknown");
      expect(await settled(at, payload)).toBe(execute ? "done" : of.conclusive === false ? "unclear" : "absent");
      expect(of.happened(at)).toBe(execute ? 1 : 0);
      await at.close();
    }
  });

  test.each(names)("%s: without leave to write nothing is sent, and a lookup writes nothing", async (name) => {
    const { at, payload } = await stage(name);
    const attempt = { key: "post-1", started_at: new Date(NOW).toISOString(), remembered: { asked: true, container: "1" }, receipts: {} };
    await at.operation.rehearse(payload, attempt, at.call(false));
    await at.operation.facts(payload, at.call(false));
    await at.operation.lookup(payload, attempt, at.call(false));
    expect(at.twin.calls.length).toBeGreaterThan(0);
    await expect(at.operation.perform(payload, attempt, at.call(false), () => Promise.resolve())).rejects.toThrow("before anything was sent");
    expect(at.twin.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("K9 secrets", () => {
  test.each(names)("%s: no token in an address, an outcome or a finding", async (name) => {
    const { at, of, payload } = await stage(name);
    fault(of, at, { answer: problem(new GraphProblem(190, null, `Malformed access token ${at.twin.keys.page_token} ${at.twin.keys.instagram_token}`)) });
    const said = JSON.stringify([await at.perform(payload), await at.perform(payload), await at.lookup(payload), at.kept]);
    for (const secret of [at.twin.keys.page_token, at.twin.keys.instagram_token]) {
      expect(said).not.toContain(secret);
      expect(at.twin.calls.filter(({ query }) => query.toString().includes(secret))).toEqual([]);
    }
  });
});
