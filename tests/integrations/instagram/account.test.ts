/** What an Instagram account is told and asked: containers and their life, the quota, pictures' rules, the token's renewal. */
import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { instagramChannel } from "../../../src/integrations/instagram/channel";
import { instagramReach } from "../../../src/integrations/instagram/insights";
import { GraphProblem, problem } from "../../../src/sandbox/meta/twin";
import { BYTES, NOW, staged, type Stage } from "../facebook/kit";

let open: Stage | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const stage = async (operation = "publish", channel = instagramChannel()): Promise<Stage> => (open = await staged(channel, operation));

const image = (name: string, more: JsonObject = {}): JsonObject => ({ blob: "1f".repeat(32), name, type: "image/jpeg", width: 1200, height: 800, size: BYTES.length, alt: "A desk", url: `https://www.northlight.example/${name}`, ...more });
const payload = (more: JsonObject = {}): JsonObject => ({ text: "The new studio.", link: null, images: [image("a.jpg")], at: null, late_minutes: 60, ...more });
const DAY_MS = 24 * 3_600_000;
const published = ({ twin }: Stage): number => twin.calls.filter(({ name }) => name.includes("/media_publish")).length;

describe("S1 container, status, publish", () => {
  test("what stands there and the quota first, then the container with caption and alternative text, its status, one publishing", async () => {
    const at = await stage();
    expect(await at.perform(payload())).toMatchObject({ kind: "done", receipt: { url: expect.stringContaining("instagram.com/p/") as string } });
    const { id } = at.twin.service.store.account;
    const [container] = at.twin.service.store.containers.keys();
    expect(at.twin.calls.map(({ name }) => name)).toEqual([`GET /v26.0/${id}/media`, `GET /v26.0/${id}/content_publishing_limit`, `POST /v26.0/${id}/media`, `GET /v26.0/${container ?? ""}`, `POST /v26.0/${id}/media_publish`, `GET /v26.0/${at.twin.service.store.media[0]?.id ?? ""}`]);
    expect(JSON.parse(at.twin.calls[2]?.body.toString("utf8") ?? "")).toEqual({ image_url: "https://www.northlight.example/a.jpg", alt_text: "A desk", caption: "The new studio." });
    expect(at.kept).toEqual({ container, asked: true, media_id: at.twin.service.store.media[0]?.id });
  });

  test("a carousel: children without a caption, remembered one by one", async () => {
    const at = await stage();
    const two = payload({ images: [image("a.jpg"), image("b.jpg")] });
    expect(await at.perform(two)).toMatchObject({ kind: "done" });
    const bodies = at.twin.calls.filter(({ name }) => name.endsWith("/media") && name.startsWith("POST")).map(({ body }) => JSON.parse(body.toString("utf8")) as JsonObject);
    expect(bodies.slice(0, 2)).toEqual(["a.jpg", "b.jpg"].map((name) => ({ image_url: `https://www.northlight.example/${name}`, alt_text: "A desk", is_carousel_item: true })));
    expect(bodies[2]).toEqual({ media_type: "CAROUSEL", children: (at.kept["children"] as string[]).join(","), caption: "The new studio." });
  });

  test("a picture that takes three minutes is waited for, about once a minute", async () => {
    const at = await stage();
    at.twin.service.prepare_ms = 170_000;
    expect((await at.perform(payload())).kind).toBe("done");
    expect(at.clock.now - NOW).toBe(180_000);
  });

  test("one that takes longer than five is left for later; nothing was published", async () => {
    const at = await stage();
    at.twin.service.prepare_ms = 600_000;
    expect(await at.perform(payload())).toMatchObject({ kind: "busy", problem: { code: "MEDIA_NOT_READY" } });
    expect(published(at)).toBe(0);
    expect((await at.lookup(payload())).kind).toBe("absent");
  });

  test("S4 a picture that is ready within seconds does not wait for a whole minute", async () => {
    const at = await stage();
    at.twin.service.prepare_ms = 4_000;
    expect((await at.perform(payload())).kind).toBe("done");
    expect(at.clock.now - NOW).toBeLessThan(10_000);
  });

  test("right after it was made the container may not be seen yet", async () => {
    const at = await stage();
    at.twin.inject({ on: "GET /v26.0/122", answer: problem(new GraphProblem(100, 33, "not there")) });
    expect((await at.perform(payload())).kind).toBe("done");
    expect(published(at)).toBe(1);
  });

  test("too early is not now: nothing was published, it is tried later with a new container", async () => {
    const at = await stage();
    at.twin.inject({ on: "/media_publish", answer: problem(new GraphProblem(9007, 2207027, "Media ID is not available")) });
    expect(await at.perform(payload())).toMatchObject({ kind: "busy", retry_after_ms: 300_000 });
    const asked = (): string[] => at.twin.calls.filter(({ name }) => name.includes("/media_publish")).map(({ body }) => body.toString("utf8"));
    expect((await at.perform(payload())).kind).toBe("done");
    expect(new Set(asked()).size).toBe(2);
  });

  test.each([["unreachable", "INVALID_MEDIA_URL"], ["spoiled", "INVALID_MEDIA"]] as const)("a picture that is %s is refused before anything is public", async (how, code) => {
    const at = await stage();
    at.twin.service[how].add("https://www.northlight.example/a.jpg");
    expect(await at.perform(payload())).toMatchObject({ kind: "refused", problem: { code } });
    expect(published(at)).toBe(0);
  });

  test("what is left of the quota is told before", async () => {
    const channel = instagramChannel();
    const at = await stage("publish", channel);
    at.twin.service.quota = 25;
    expect(await channel.check(at.call(false))).toMatchObject({ ok: true, left: "Instagram takes 25 more posts of 25 in 24 hours." });
  });

  test("a used-up quota is asked for, not run into", async () => {
    const at = await stage();
    at.twin.service.quota = 0;
    expect(await at.perform(payload())).toMatchObject({ kind: "busy", problem: { code: "RATE_LIMIT_EXCEEDED" } });
    expect(at.twin.calls.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("K3 published, but its medium cannot be told from another: done, without an address; never the first best", async () => {
    const at = await stage();
    at.twin.inject({ on: "/media_publish", answer: "cut" });
    expect((await at.perform(payload())).kind).toBe("unknown");
    const [own] = at.twin.service.store.media;
    if (own) at.twin.service.store.media.push({ ...own, id: "1220000000000999" });
    expect(await at.lookup(payload())).toMatchObject({ kind: "done", receipt: { url: null, data: { media_id: null } } });
  });

  test("K3 a container that expired or failed was not published", async () => {
    const at = await stage();
    at.twin.inject({ on: "/media_publish", answer: "cut", execute: false });
    await at.perform(payload());
    at.clock.now += 25 * 3_600_000;
    expect((await at.lookup(payload())).kind).toBe("absent");
  });
});

describe("S2 the gate", () => {
  const gate = (more: JsonObject) => instagramChannel().operations["publish"]?.parse(payload(more));
  test.each([
    ["no picture", { images: [] }, "images", "needed"],
    ["no public address", { images: [image("a.jpg", { url: null })] }, "instagram_image_urls.0", "cannot be published, because"],
    ["an address of this machine", { images: [image("a.jpg", { url: "https://127.0.0.1/a.jpg" })] }, "instagram_image_urls.0", "cannot be published, because"],
    ["plain http", { images: [image("a.jpg", { url: "http://northlight.example/a.jpg" })] }, "instagram_image_urls.0", "cannot be published, because"],
    ["a private network", { images: [image("a.jpg", { url: "https://192.168.1.4/a.jpg" })] }, "instagram_image_urls.0", "cannot be published, because"],
    ["an address alone, of this machine", { images: [image("a.jpg", { blob: null, url: "https://127.0.0.1/a.jpg" })] }, "images.0", "cannot be published, because"],
    ["an address alone, of a PNG", { images: [image("a.png", { blob: null, type: "image/png", width: 0, height: 0, size: 0 })] }, "images.0", "image/png"],
    ["PNG", { images: [image("a.png", { type: "image/png" })] }, "images.0", ""],
    ["over 8 MB", { images: [image("a.jpg", { size: 8 * 1024 * 1024 + 1 })] }, "images.0", "MB"],
    ["too tall", { images: [image("a.jpg", { width: 800, height: 1001 })] }, "images.0", ""],
    ["too narrow", { images: [image("a.jpg", { width: 319, height: 319 })] }, "images.0", "319"],
    ["2,201 characters", { text: "a".repeat(2_201) }, "instagram_text", "2201"],
    ["31 hashtags", { text: "#a ".repeat(31) }, "instagram_text", "31 hashtags"],
    ["21 mentions", { text: "@someone ".repeat(21) }, "instagram_text", "21 accounts"],
    ["a link of its own", { link: "https://northlight.example" }, "instagram_link", "no links"],
  ])("%s is refused at its field", (_what, more, field, says) => {
    const parsed = gate(more);
    expect(parsed).toMatchObject({ ok: false, problems: [{ field, text: expect.stringContaining(says) as string }] });
  });
  test("30 hashtags, 20 mentions and an address in a mail fit", () => {
    expect(gate({ text: `${"#a ".repeat(30)}${"@someone ".repeat(20)} me@northlight.example` })).toMatchObject({ ok: true });
  });
  test("the owner can put the public address into the note", () => {
    const { publish } = instagramChannel().operations;
    const without = payload();
    const fields = { ...publish?.toFields(without), instagram_image_urls: ["https://cdn.northlight.example/x.jpg"] };
    expect(publish?.fromFields(without, fields)).toMatchObject({ images: [{ url: "https://cdn.northlight.example/x.jpg" }] });
  });
});

describe("the token", () => {
  test("renewed once it is a day old, kept before it is used, and not again", async () => {
    const channel = instagramChannel();
    const at = await stage("publish", channel);
    await channel.check(at.call(false));
    expect(at.twin.calls.some(({ path }) => path === "/refresh_access_token")).toBe(false);
    at.clock.now += DAY_MS + 1;
    const old = at.fields["token"];
    const { ok, text } = await channel.check(at.call(false));
    expect([ok, at.fields["token"] !== old]).toEqual([true, true]);
    expect(text).toContain("expires on 22 Jan 2027");
    const used = at.twin.calls.at(-1)?.headers.authorization;
    expect(used).toBe(`Bearer ${at.fields["token"] ?? ""}`);
    at.clock.now += 2 * DAY_MS;
    await channel.check(at.call(false));
    expect(at.twin.calls.filter(({ path }) => path === "/refresh_access_token")).toHaveLength(1);
    at.clock.now += 35 * DAY_MS;
    await Promise.all([channel.check(at.call(false)), channel.check(at.call(false))]);
    expect(at.twin.calls.filter(({ path }) => path === "/refresh_access_token")).toHaveLength(2);
  });

  test("a renewal that fails stops nothing while the token lives", async () => {
    const channel = instagramChannel();
    const at = await stage("publish", channel);
    await channel.check(at.call(false));
    at.clock.now += DAY_MS + 1;
    at.twin.inject({ on: "/refresh_access_token", answer: problem(new GraphProblem(2, null, "down", 500)) });
    expect((await channel.check(at.call(false))).ok).toBe(true);
  });

  test("an expired one says so", async () => {
    const at = await stage();
    at.clock.now += 61 * DAY_MS;
    expect(await at.perform(payload())).toMatchObject({ kind: "unauthorized", problem: { code: "INVALID_TOKEN", cause: expect.stringContaining("expired") as string } });
  });

  test("without one of its own the Page's is used; without any, nothing is sent", async () => {
    const at = await stage();
    at.fields["token"] = "";
    at.fields["page_token"] = at.twin.keys.page_token;
    expect((await at.perform(payload())).kind).toBe("done");
    at.fields["page_token"] = "";
    expect(await at.perform(payload())).toMatchObject({ kind: "unauthorized", problem: { code: "INVALID_TOKEN" } });
    await expect(at.operation.facts(payload(), at.call(false), "post-1")).rejects.toThrow("There is no access token");
    expect(await instagramChannel().check(at.call(false))).toMatchObject({ ok: null });
  });
});

test("L2 figures: what Instagram does not say is null", async () => {
  const at = await stage();
  at.twin.service.store.figures.set("12/reach", 80);
  expect(await instagramReach(at.call(false), ["12"])).toEqual([{ id: "12", views: null, people: 80, engagement: null }]);
});

test.each([["SHOUTING OUT LOUD"], ["#a #b #c #d #e"], ["https://a.example https://b.example"], ["x".repeat(301)]])("S7 an answer that Instagram would refuse is refused at the gate: %s", (text) => {
  expect(instagramChannel().operations["reply_comment"]?.parse({ text, to: { id: "1", author: "a", text: "b", at: "2026-11-16T07:00:00.000Z" } })).toMatchObject({ ok: false, problems: [{ field: "instagram_comment_reply_text" }] });
});
