/**
 * Every way a post can fail on the way to X, against a twin that keeps what was posted: in the end it is there exactly once, or not at all, or
 * a person is asked - never twice (PRODUCT K3, K4, S5).
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { START, stage, PICTURE, PLAIN, THREAD, type Stage } from "./kit";
import { page, type Fault } from "../../../src/sandbox/wire";
import { DUPLICATE, NO_CREDIT, NOT_SUMMONED, tooMany, UNAUTHORIZED } from "../../../src/sandbox/x/errors";

const TWEETS = "POST /2/tweets";
let at: Stage;
beforeEach(async () => {
  at = await stage();
});
afterEach(() => at.twin.close());

/** Asks until it is settled, as the engine does, with time going by. */
async function settle(payload: Parameters<Stage["lookup"]>[0], operation?: string): Promise<string> {
  for (let round = 0; round < 5; round += 1) {
    const { kind } = await at.lookup(payload, operation);
    if (kind !== "unclear") return kind;
    at.pass(3 * 60_000);
  }
  return "unclear";
}

const POSTS = { "a post": PLAIN, "a post with a link & <signs>": { ...PLAIN, text: "Look & see <here>: https://www.example.com/a?b=1&c=2 or shop.example.org!" }, "a picture": { ...PLAIN, images: [PICTURE] }, "a thread": THREAD };
const texts = (payload: { text: string; more: string[] }): string[] => [payload.text, ...payload.more];

describe.each(Object.entries(POSTS))("K3 K4 %s", (_name, payload) => {
  test("is posted once, and a second time by nobody", async () => {
    expect(await at.perform(payload)).toMatchObject({ kind: "done", receipt: { difference: null } });
    expect(at.posted()).toEqual(texts(payload));
    expect(await settle(payload)).toBe("done");
    at.again();
    const second = await at.perform(payload);
    expect(second).toMatchObject({ kind: "done" });
    expect(second.kind === "done" && second.receipt.difference).toMatch(/not posted twice/);
    expect(at.posted()).toEqual(texts(payload));
  });

  const UNKNOWN: Record<string, Omit<Fault, "on">> = {
    "cut before": { answer: "cut", execute: false }, "cut after": { answer: "cut" }, "a cut 201": { answer: "half" },
    "HTML 502 before": { answer: page(502, "<html>Bad Gateway</html>"), execute: false }, "HTML 200 after": { answer: page(200, "<html>Sign in</html>"), execute: true },
    "503 after": { answer: { status: 503, body: { title: "Service Unavailable", detail: "Service Unavailable", type: "about:blank", status: 503 } }, execute: true },
    "500 before": { answer: { status: 500, body: { title: "Internal Server Error", detail: "x", type: "about:blank", status: 500 } } },
    "HTML 403": { answer: page(403, "<html>Access denied by your network</html>"), execute: false },
    "a 201 without an id": { answer: { status: 201, body: { data: {} } }, execute: true },
  };
  test.each(Object.entries(UNKNOWN))("%s: looked up, then there once", async (_what, fault) => {
    at.twin.inject({ on: TWEETS, ...fault });
    expect((await at.perform(payload)).kind).toBe("unknown");
    const settled = await settle(payload);
    expect(["done", "absent"]).toContain(settled);
    if (settled === "absent") {
      at.again();
      expect((await at.perform(payload)).kind).toBe("done");
    }
    expect(at.posted()).toEqual(texts(payload));
  });

  test("committed after we gave up: found, and not sent again", async () => {
    let commit = (): void => undefined;
    at.twin.inject({ on: TWEETS, answer: "cut", commit_when: new Promise<void>((resolve) => (commit = resolve)) });
    expect((await at.perform(payload)).kind).toBe("unknown");
    expect((await at.lookup(payload)).kind).toBe("unclear");
    commit();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const settled = await settle(payload);
    if (settled !== "done") {
      at.again();
      expect((await at.perform(payload)).kind).toBe("done");
    }
    expect(at.posted()).toEqual(texts(payload));
  });

  test("that shows late in the account's own list is not sent again", async () => {
    at.twin.inject({ on: TWEETS, answer: "cut", skip: texts(payload).length - 1 });
    at.twin.service.lagging_reads = 6;
    expect((await at.perform(payload)).kind).toBe("unknown");
    expect(await settle(payload)).toBe("done");
    expect(at.posted()).toEqual(texts(payload));
  });

  const REFUSED: Record<string, [Fault["answer"], string, string]> = {
    "429": [tooMany(START / 1_000 + 600), "busy", "RATE_LIMIT"], "401": [UNAUTHORIZED, "unauthorized", "SIGN_IN"], "402": [NO_CREDIT, "refused", "NO_CREDIT"],
    "403 reply": [NOT_SUMMONED, "refused", "REPLY_NOT_ALLOWED"], "404": [{ status: 404, body: { title: "Not Found", detail: "x", type: "about:blank" } }, "refused", "NOT_FOUND"],
    "400": [{ status: 400, body: { errors: [{ message: "no" }], title: "Invalid Request", detail: "x" } }, "refused", "BAD_REQUEST"],
  };
  test.each(Object.entries(REFUSED))("%s: nothing happened, in words", async (_status, [answer, kind, code]) => {
    at.twin.inject({ on: TWEETS, answer });
    const outcome = await at.perform(payload);
    expect(outcome).toMatchObject({ kind, problem: { code } });
    if (outcome.kind === "busy") expect(outcome.retry_after_ms).toBe(600_000);
    expect(at.posted()).toEqual([]);
  });

  test("nobody answers: it was never attempted", async () => {
    at.fields["base_url"] = "http://127.0.0.1:9";
    expect((await at.perform(payload)).kind).toBe("busy");
  });
});

describe("S1 threads", () => {
  test("every part answers the one before, and pictures hang on the first", async () => {
    await at.perform({ ...THREAD, images: [PICTURE] });
    const [first, second, third] = at.twin.service.store.mine();
    expect([first?.under, second?.under, third?.under]).toEqual([null, first?.id, second?.id]);
    expect(first?.media.map((id) => at.twin.service.store.uploads.get(id)?.alt)).toEqual([PICTURE.alt]);
    expect(at.kept["parts"]).toEqual([first?.id, second?.id, third?.id]);
  });

  test.each([["cut", "cut"], ["credit ends", NO_CREDIT], ["limit", tooMany(START / 1_000 + 60)]] as const)("half of it is out when %s: told as that, and sent again it goes on behind it", async (_why, answer) => {
    at.twin.inject({ on: TWEETS, answer, execute: false, skip: 1 });
    expect(await at.perform(THREAD)).toMatchObject({ kind: "unknown", problem: { code: "HALF_THREAD" } });
    expect(at.posted()).toHaveLength(1);
    expect(await settle(THREAD)).toBe("absent");
    expect(await at.lookup(THREAD)).toMatchObject({ kind: "absent", problem: { code: "HALF_THREAD", effect: expect.stringContaining("1 of 3") as string } });
    at.again();
    expect(await at.perform(THREAD)).toMatchObject({ kind: "done" });
    expect(at.posted()).toEqual(texts(THREAD));
  });

  test("what is there of it is not posted again, also when X has forgotten the texts", async () => {
    at.twin.inject({ on: TWEETS, answer: "cut", execute: false, skip: 2 });
    expect((await at.perform(THREAD)).kind).toBe("unknown");
    at.twin.service.knows_texts = false;
    at.pass(20 * 3_600_000);
    at.again();
    expect((await at.perform(THREAD)).kind).toBe("done");
    expect(at.posted()).toEqual(texts(THREAD));
  });

  test("the same words elsewhere are no part of it: told as half a thread, never as done", async () => {
    at.twin.service.store.add({ author: at.twin.service.store.me.id, text: THREAD.more[0] ?? "" });
    expect(await at.perform(THREAD)).toMatchObject({ kind: "unknown", problem: { code: "HALF_THREAD" } });
    expect(await at.lookup(THREAD)).toMatchObject({ kind: "absent", problem: { effect: expect.stringContaining("1 of 3") as string } });
  });

  test("a part that was posted although the answer was cut is not posted twice", async () => {
    at.twin.inject({ on: TWEETS, answer: "half", skip: 1 });
    expect((await at.perform(THREAD)).kind).toBe("unknown");
    expect(at.posted()).toHaveLength(2);
    at.pass(180_000);
    at.again();
    expect((await at.perform(THREAD)).kind).toBe("done");
    expect(at.posted()).toEqual(texts(THREAD));
  });
});

describe("a text that X has already", () => {
  test("from long ago: refused with a reason, since it is not this post", async () => {
    at.twin.service.store.add({ author: at.twin.service.store.me.id, text: PLAIN.text });
    at.pass(72 * 3_600_000);
    at.again();
    expect(await at.perform(PLAIN)).toMatchObject({ kind: "refused", problem: { code: "DUPLICATE" } });
  });

  test("that cannot be found because it was deleted: refused, never taken for done", async () => {
    at.twin.inject({ on: TWEETS, answer: DUPLICATE });
    expect(await at.perform(PLAIN)).toMatchObject({ kind: "refused", problem: { code: "DUPLICATE" } });
  });

  test("is said before the approval", async () => {
    at.twin.service.store.add({ author: at.twin.service.store.me.id, text: PLAIN.text });
    expect((await at.operation("publish").facts(PLAIN, at.call())).signs.map(({ code }) => code)).toEqual(["same_text"]);
  });

  test("with a link that leads elsewhere is nobody's guess: a person looks", async () => {
    at.twin.service.store.add({ author: at.twin.service.store.me.id, text: "See https://www.example.com/other now" });
    at.pass(200_000);
    expect(await at.lookup({ ...PLAIN, text: "See https://www.example.com/this now" })).toMatchObject({ kind: "unclear", problem: { next: expect.stringContaining("Look at it on X") as string } });
  });
});

describe("S7 replies", () => {
  const reply = (id: string) => ({ text: "Yes, until four.", to: { id, author: "ann", text: "Open?" } });
  test.each([["mentioned", "Hey @Northlight, open?", true], ["not mentioned", "Is anything open?", false]])("the author has %s the account", async (_how, text, allowed) => {
    const asked = at.twin.service.store.add({ author: at.twin.service.store.account("ann").id, text });
    const { signs } = await at.operation("reply").facts(reply(asked.id), at.call());
    expect(signs.map(({ code }) => code)).toEqual(allowed ? [] : ["reply_not_allowed"]);
    expect((await at.operation("reply").rehearse(reply(asked.id), { key: "k", started_at: "2026-11-22T10:00:00Z", remembered: {}, receipts: {} }, at.call())).ok).toBe(allowed);
    expect(await at.perform(reply(asked.id), "reply")).toMatchObject(allowed ? { kind: "done" } : { kind: "refused", problem: { code: "REPLY_NOT_ALLOWED" } });
    expect(at.twin.service.store.mine().map(({ under }) => under)).toEqual(allowed ? [asked.id] : []);
  });

  test.each([["ours", true], ["somebody else's", false]])("the author has quoted a post that is %s", async (_whose, own) => {
    const { store } = at.twin.service;
    const quoted = store.add({ author: own ? store.me.id : store.account("ben").id, text: "News" });
    const asked = store.add({ author: store.account("ann").id, text: "Is that so?", quotes: quoted.id });
    const { signs } = await at.operation("reply").facts(reply(asked.id), at.call());
    expect(signs.map(({ code }) => code)).toEqual(own ? [] : ["reply_not_allowed"]);
  });

  test.each([["before", false], ["after", true]])("K3 cut %s: there once", async (_when, execute) => {
    const asked = at.twin.service.store.add({ author: at.twin.service.store.account("ann").id, text: "@northlight open?" });
    at.twin.inject({ on: TWEETS, answer: "cut", execute });
    expect((await at.perform(reply(asked.id), "reply")).kind).toBe("unknown");
    expect(await settle(reply(asked.id), "reply")).toBe(execute ? "done" : "absent");
    at.again();
    expect((await at.perform(reply(asked.id), "reply")).kind).toBe("done");
    expect(at.posted()).toEqual(["Yes, until four."]);
  });
});

describe("deleting", () => {
  test.each([["answered", "normal", true], ["cut before", "cut", false], ["cut after", "cut", true]] as const)("%s: gone once", async (_how, answer, execute) => {
    const { id, text } = at.twin.service.store.add({ author: at.twin.service.store.me.id, text: "Old news" });
    at.twin.inject({ on: "DELETE", answer, execute });
    const outcome = await at.perform({ id, text }, "delete_post");
    expect(outcome.kind).toBe(answer === "normal" ? "done" : "unknown");
    expect(await settle({ id, text }, "delete_post")).toBe(execute ? "done" : "absent");
    expect(at.posted()).toEqual(execute ? [] : ["Old news"]);
  });

  test("of somebody else's post is refused before anything is sent", async () => {
    const { id, text } = at.twin.service.store.add({ author: at.twin.service.store.account("ann").id, text: "Mine" });
    expect(await at.perform({ id, text }, "delete_post")).toMatchObject({ kind: "refused", problem: { code: "NOT_YOURS" } });
    expect(at.twin.calls.some(({ method }) => method === "DELETE")).toBe(false);
  });
});

describe("K2 a dry run", () => {
  test("reads, says what would happen and what it costs, and writes nothing", async () => {
    const rehearsal = await at.operation("publish").rehearse({ ...THREAD, images: [PICTURE] }, { key: "k", started_at: "2026-11-22T10:00:00Z", remembered: {}, receipts: {} }, at.call());
    expect(rehearsal).toMatchObject({ ok: true, findings: [expect.stringMatching(/3 parts.*@northlight.*0\.05 USD/)] });
    expect(at.twin.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("a call that may not write never does, whatever asks it to", async () => {
    const attempt = { key: "k", started_at: "2026-11-22T10:00:00Z", remembered: {}, receipts: {} };
    await expect(at.operation("publish").perform(PLAIN, attempt, at.call(false), () => Promise.resolve())).rejects.toThrow(/writes to X/);
    expect(at.posted()).toEqual([]);
  });
});

describe("K3 K4 a direct message", () => {
  const written = (): string[] => at.twin.service.store.directs.filter(({ from }) => from === at.twin.service.store.me.id).map(({ text }) => text);
  function open(): { text: string; to: { id: string; author: string; text: string } } {
    const { id, username } = at.twin.service.store.account("ann");
    at.twin.service.store.write(at.twin.service.store.me.id, id, "How much?");
    return { text: "20 & less: https://www.example.com", to: { id, author: username, text: "How much?" } };
  }
  const MESSAGES = "/messages";

  test.each([["cut", "cut"], ["half", "half"]] as const)("%s after it was sent: found in the conversation", async (_name, answer) => {
    const payload = open();
    at.twin.inject({ on: MESSAGES, answer });
    expect((await at.perform(payload, "message")).kind).toBe("unknown");
    expect(await at.lookup(payload, "message")).toMatchObject({ kind: "done", receipt: { data: { to: payload.to.id } } });
    expect(written()).toEqual([payload.text]);
  });

  test("never there: absent, but only when the time is over; the same words of before are not it", async () => {
    const payload = open();
    at.twin.service.store.write(payload.to.id, at.twin.service.store.me.id, payload.text);
    at.pass(300_000);
    at.again();
    at.twin.inject({ on: MESSAGES, answer: page(502, "<html>Bad Gateway</html>"), execute: false });
    expect((await at.perform(payload, "message")).kind).toBe("unknown");
    expect((await at.lookup(payload, "message")).kind).toBe("unclear");
    expect(await settle(payload, "message")).toBe("absent");
  });

  test("to somebody who never wrote: refused, with X's words", async () => {
    const { id } = at.twin.service.store.account("stranger");
    expect(await at.perform({ text: "Hello", to: { id, author: "stranger", text: "" } }, "message")).toMatchObject({ kind: "refused", problem: { code: "NOT_ALLOWED" } });
  });
});
