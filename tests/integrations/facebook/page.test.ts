/** What a Page is told and asked: the requests as Meta documents them, its windows, its errors by name, what Test connection says. */
import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { facebookChannel } from "../../../src/integrations/facebook/channel";
import { facebookReach } from "../../../src/integrations/facebook/insights";
import { mentions, commentsOf } from "../../../src/integrations/facebook/reads";
import { pageOf } from "../../../src/integrations/facebook/fields";
import { proofOf, waitOf } from "../../../src/integrations/graph";
import { GraphProblem, problem, seedTalks } from "../../../src/sandbox/meta/twin";
import { BYTES, NOW, staged, type Stage } from "./kit";

let open: Stage | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const stage = async (operation = "publish"): Promise<Stage> => (open = await staged(facebookChannel(), operation));

const payload = (more: JsonObject = {}): JsonObject => ({ text: "Open on Saturday.", link: null, images: [], at: null, late_minutes: 60, ...more });
const image = (name: string): JsonObject => ({ blob: "1f".repeat(32), name, type: "image/jpeg", width: 1200, height: 800, size: BYTES.length, alt: "A desk", url: null });
const HOUR_MS = 3_600_000;

describe("S1 what is sent", () => {
  test("a text goes to /feed as JSON with the token in the header", async () => {
    const at = await stage();
    await at.perform(payload({ link: "https://northlight.example" }));
    const sent = at.twin.calls.find(({ method }) => method === "POST");
    expect(sent?.path).toBe(`/v26.0/${at.twin.service.store.page.id}/feed`);
    expect(sent?.headers).toMatchObject({ authorization: `Bearer ${at.twin.keys.page_token}`, "content-type": "application/json" });
    expect(JSON.parse(sent?.body.toString("utf8") ?? "")).toEqual({ message: "Open on Saturday.", link: "https://northlight.example", published: true });
  });

  test("several pictures are handed over unpublished, remembered one by one, then attached", async () => {
    const at = await stage();
    expect(await at.perform(payload({ images: [image("a.jpg"), image("b.jpg")] }))).toMatchObject({ kind: "done" });
    const [post] = at.twin.service.store.posts;
    const photos = [...at.twin.service.store.photos.values()];
    expect(photos).toMatchObject([{ published: false, bytes: BYTES.length, alt: "A desk" }, { published: false, bytes: BYTES.length }]);
    expect(post?.photos).toEqual(photos.map(({ id }) => id));
    expect(at.kept).toMatchObject({ photos: post?.photos, asked: "feed" });
  });

  test("K3 a picture that is lost on the way means that nothing was published, for certain", async () => {
    const at = await stage();
    at.twin.inject({ on: "/photos", skip: 1, answer: "cut" });
    expect(await at.perform(payload({ images: [image("a.jpg"), image("b.jpg")] }))).toMatchObject({ kind: "refused", problem: { effect: "Nothing was published: a picture could not be handed over." } });
    expect(at.twin.service.store.posts).toEqual([]);
    expect((await at.lookup(payload({ images: [image("a.jpg"), image("b.jpg")] }))).kind).toBe("absent");
  });

  test("S4 its time is ours to keep: it is sent as one that is public at once, and nothing is left at Facebook for later", async () => {
    const at = await stage();
    const later = payload({ at: "2026-12-01T09:00:00Z" });
    expect(await at.perform(later)).toMatchObject({ kind: "done" });
    expect(JSON.parse(at.twin.calls.find(({ method }) => method === "POST")?.body.toString("utf8") ?? "")).toEqual({ message: "Open on Saturday.", published: true });
    expect(at.operation.publishes?.(later).at).toBe("2026-12-01T09:00:00Z");
  });

  test("the proof of the app secret is sent where the owner gave it", async () => {
    const at = await stage();
    at.twin.service.app_secret = "shh";
    expect((await at.perform(payload())).kind).toBe("refused");
    at.fields["app_secret"] = "shh";
    expect((await at.perform(payload({ images: [image("a.jpg")] }))).kind).toBe("done");
    // RFC 4231, test case 2.
    expect(proofOf({ service: "Facebook", address: "", token: "what do ya want for nothing?", app_secret: "Jefe" })).toEqual({ appsecret_proof: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" });
  });
});

describe("S1 what Meta answers", () => {
  test("error 506 is evidence: the post that stands there is named, and nothing is sent twice", async () => {
    const at = await stage();
    at.twin.inject({ on: "/feed", skip: 1, answer: problem(new GraphProblem(506, null, "(#506) Duplicate status message")) });
    expect(await at.perform(payload())).toMatchObject({ kind: "refused", problem: { code: "DUPLICATE_POST" } });
    at.twin.service.store.posts.push({ id: "1_2", message: "Open on Saturday.", link: null, photos: [], at: NOW - HOUR_MS, shown_from: 0, is_public: true });
    const outcome = await at.perform(payload());
    expect(outcome).toMatchObject({ kind: "done", receipt: { id: "1_2" } });
    expect(outcome.kind === "done" && outcome.receipt.difference).toContain("not posted a second time");
    expect(at.twin.service.store.posts).toHaveLength(1);
  });

  test("several posts with the same words since the start are not told apart", async () => {
    const at = await stage();
    at.twin.inject({ on: "POST", answer: "cut" });
    await at.perform(payload());
    const [first] = at.twin.service.store.posts;
    if (first) at.twin.service.store.posts.push({ ...first, id: "1_3" });
    expect(await at.lookup(payload())).toMatchObject({ kind: "unclear", problem: { code: "SEVERAL_FOUND" } });
  });

  test.each([[460, "password"], [463, "expired"], [467, "revoked"]])("E3 a dead token (%i) says what happened to it", async (subcode, word) => {
    const at = await stage();
    at.twin.service.refused = subcode;
    expect(await at.perform(payload())).toMatchObject({ kind: "unauthorized", problem: { code: "INVALID_TOKEN", cause: expect.stringContaining(word) as string } });
    const check = await facebookChannel().check(at.call(false));
    expect(check.ok).toBe(false);
    expect(check.text).toContain(word);
  });

  test("the longest wait of the usage header counts, in minutes; else Retry-After", () => {
    const usage = { "1": [{ type: "pages", estimated_time_to_regain_access: 3 }, { type: "x", estimated_time_to_regain_access: 7 }] };
    expect(waitOf({ headers: { "x-business-use-case-usage": JSON.stringify(usage), "retry-after": "5" } }, new Date(NOW))).toBe(7 * 60_000);
    expect(waitOf({ headers: { "x-business-use-case-usage": "{broken", "retry-after": "5" } }, new Date(NOW))).toBe(5_000);
    expect(waitOf({ headers: {} }, new Date(NOW))).toBeNull();
  });
});

test("without an account the card says so, and a post waits for one instead of failing", async () => {
  const at = await stage();
  at.fields["page_token"] = "";
  await expect(at.operation.facts(payload(), at.call(false), "post-1")).rejects.toThrow("access token is missing");
  expect(await at.perform(payload())).toMatchObject({ kind: "unauthorized" });
});

test("S1 a picture of which only the public address is known is fetched there by Facebook, alone and among others", async () => {
  const at = await stage();
  const away = { ...image("c.jpg"), blob: null, width: 0, height: 0, size: 0, url: "https://www.northlight.example/c.jpg" };
  expect(await at.perform(payload({ images: [away] }))).toMatchObject({ kind: "done" });
  const sent = at.twin.calls.find(({ method }) => method === "POST");
  expect(JSON.parse(sent?.body.toString("utf8") ?? "")).toEqual({ message: "Open on Saturday.", alt_text_custom: "A desk", url: away.url, published: true });
  expect(await at.perform(payload({ text: "Two of them.", images: [away, image("b.jpg")] }))).toMatchObject({ kind: "done" });
  expect([...at.twin.service.store.photos.values()].map(({ bytes }) => bytes)).toEqual([0, 0, BYTES.length]);
});

describe("S2 S3 the gate", () => {
  const gate = (more: JsonObject) => facebookChannel().operations["publish"]?.parse(payload(more));
  test("63,206 characters fit, one more is refused and nothing is cut", () => {
    expect(gate({ text: "\u{1F600}".repeat(63_206) })).toMatchObject({ ok: true });
    expect(gate({ text: "a".repeat(63_207) })).toMatchObject({ ok: false, problems: [{ field: "facebook_text" }] });
  });
  test.each([
    ["nothing to say", { text: "  " }, "facebook_text"],
    ["half an emoji", { text: "a\ud83d" }, "text"],
    ["a control character", { text: "a\u0007" }, "text"],
    ["a link beside a picture", { link: "https://a.example", images: [image("a.jpg")] }, "facebook_link"],
    ["no address", { link: "javascript:alert(1)" }, "facebook_link"],
    ["WebP", { images: [{ ...image("a"), type: "image/webp" }] }, "images.0"],
    ["an address in a private network", { images: [{ ...image("a"), blob: null, url: "https://192.168.1.4/a.jpg" }] }, "images.0"],
  ])("%s is refused at its field", (_what, more, field) => {
    expect(gate(more)).toMatchObject({ ok: false, problems: [{ field }] });
  });
});

describe("S1 deleting", () => {
  test("what is there is deleted once; gone after a cut is done; never seen is not taken for deleted", async () => {
    const at = await stage("delete_post");
    const post = { id: at.twin.service.store.postId(), message: "Old", link: null, photos: [], at: NOW, shown_from: 0, is_public: true };
    at.twin.service.store.posts.push(post);
    const about = { post_id: post.id, text: "Old" };
    at.twin.inject({ on: "DELETE", answer: "cut" });
    expect((await at.perform(about)).kind).toBe("unknown");
    expect(at.twin.service.store.posts).toEqual([]);
    expect(await at.lookup(about)).toMatchObject({ kind: "done", receipt: { id: post.id } });
    expect(await at.perform(about)).toMatchObject({ kind: "refused", problem: { code: "NOT_FOUND" } });
    expect((await at.lookup(about)).kind).toBe("unclear");
  });
});

describe("S7 answers within Meta's times, said before the approval", () => {
  const to = (hours: number, id: string): JsonObject => ({ text: "Yes.", to: { id, author: "Anna", text: "?", at: new Date(NOW - hours * HOUR_MS).toISOString() } });
  test.each([["message", 25], ["private_reply", 7 * 24 + 1]])("%s: too late is a sign on the card and sends nothing", async (operation, hours) => {
    const at = await stage(operation);
    seedTalks(at.twin.service);
    const late = to(hours, at.twin.service.store.comments[0]?.id ?? "");
    expect((await at.operation.facts(late, at.call(false))).signs).toMatchObject([{ code: "reply_window_over" }]);
    expect(await at.perform(late)).toMatchObject({ kind: "refused", problem: { code: "OUTSIDE_WINDOW" } });
    expect(at.twin.calls.filter(({ method }) => method === "POST")).toEqual([]);
    expect(JSON.stringify(at.operation.preview(late))).toContain("Possible until");
  });
  test("the one private reply of a comment is used up", async () => {
    const at = await stage("private_reply");
    seedTalks(at.twin.service);
    const reply = to(5, at.twin.service.store.comments[0]?.id ?? "");
    expect((await at.perform(reply)).kind).toBe("done");
    expect(await at.perform(reply)).toMatchObject({ kind: "refused", problem: { code: "NOT_ALLOWED", cause: expect.stringContaining("no private answer") as string } });
    expect(at.twin.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

describe("F2 Test connection", () => {
  test("names the Page, how its token ends and that the app must be live; K9 no token stands in an address", async () => {
    const at = await stage();
    const { ok, text } = await facebookChannel().check(at.call(false));
    expect(ok).toBe(true);
    for (const part of ["Northlight Studio", "no date on which it expires", "90 days after the last consent", "switch it to Live"]) expect(text).toContain(part);
    expect(at.twin.calls.filter(({ path, query }) => `${path}?${query.toString()}`.includes(at.twin.keys.page_token))).toEqual([]);
  });
});

describe("S7 L2 reads", () => {
  test("answers to a comment and mentions as they stand there, over several pages", async () => {
    const at = await stage();
    seedTalks(at.twin.service);
    const { store } = at.twin.service;
    const comment = store.comments.find(({ id }) => id.includes("_"))?.id ?? "";
    for (let count = 0; count < 130; count += 1) store.comments.push({ id: `1_${count}`, under: comment, message: `n ${count}`, from: { id: "9", name: "Ben" }, at: NOW, shown_from: 0, answered: false });
    const page = pageOf(at.call(false));
    expect((await commentsOf(page, comment)).map(({ message }) => message)).toEqual(Array.from({ length: 130 }, (_one, count) => `n ${count}`));
    expect(at.twin.calls.every(({ query }) => !query.has("access_token"))).toBe(true);
    expect(await mentions(page)).toEqual([]);
  });
  test("figures one metric at a time; what Facebook does not say is null, never 0", async () => {
    const at = await stage();
    seedTalks(at.twin.service);
    const id = at.twin.service.store.posts[0]?.id ?? "";
    expect(await facebookReach(at.call(false), [id, "1_1"], "2026-11-16T00:00:00.000Z")).toEqual({
      page: { views: null, people: null, engagement: null, follows: null },
      posts: [{ id, views: 412, people: 267, engagement: 42 }, { id: "1_1", views: null, people: null, engagement: null }],
    });
    expect(at.twin.calls.every(({ query }) => !(query.get("metric") ?? "").includes(","))).toBe(true);
    at.twin.service.store.figures.clear();
    at.twin.inject({ on: "/insights", answer: problem(new GraphProblem(100, null, "(#100) not a valid insights metric")) });
    expect((await facebookReach(at.call(false), [id], "2026-11-16T00:00:00.000Z")).posts).toEqual([{ id, views: null, people: null, engagement: null }]);
  });
});

test("a post of an app in development mode is on nobody else's page", async () => {
  const at = await stage();
  at.twin.service.development = true;
  expect((await at.perform(payload())).kind).toBe("done");
  expect(at.twin.service.publicTexts()).toEqual([]);
});
