/**
 * What goes silently wrong on LinkedIn: characters of a text that become markup, an answer that is lost and cannot be looked up, a token or a version
 * that ends. Every outcome against a twin that keeps what was posted (PRODUCT K3, K4, S3).
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Attempt, Call } from "../../../src/channel";
import type { JsonObject } from "../../../src/core/json";
import type { PostImage } from "../../../src/core/post";
import { nodeHttp } from "../../../src/host/node/http";
import { linkedinChannel } from "../../../src/integrations/linkedin/channel";
import { escaped, hashtagsIn, unescaped } from "../../../src/integrations/linkedin/little";
import { LINKEDIN_TOKEN, startLinkedInTwin, type LinkedInTwin } from "../../../src/sandbox/linkedin/twin";
import { page, type Fault } from "../../../src/sandbox/wire";

const POSTS = "POST /rest/posts";
const PICTURE: PostImage = { blob: "ab".repeat(32), name: "shop.jpg", type: "image/jpeg", width: 1200, height: 800, size: 9, alt: "The shop", url: null };
const PLAIN = { text: "Hello (everybody) <here> @you, 50% *off* {a|b} [c] ~d_e \\ #one #two_three C# a#b", link: null, images: [] as PostImage[], at: null, late_minutes: 60 };
const ATTEMPT: Attempt = { key: "post-0011223344aabb", started_at: "2026-11-22T10:00:00.000Z", remembered: {}, receipts: {} };

let twin: LinkedInTwin;
let now: number;
let fields: Record<string, string>;
let channel = linkedinChannel();
beforeEach(async () => {
  now = Date.parse("2026-11-22T10:00:00Z");
  twin = await startLinkedInTwin({ now: () => now });
  fields = { token: LINKEDIN_TOKEN, base_url: twin.url };
  channel = linkedinChannel();
});
afterEach(() => twin.close());

const call = (may_write = false): Call => ({
  http: nodeHttp(),
  now: () => new Date(now),
  sleep: (ms) => Promise.resolve(void (now += ms)),
  field: (key) => fields[key] ?? "",
  keep: (key, value) => void (fields[key] = value),
  blob: (hash) => Promise.resolve(hash === PICTURE.blob ? new Uint8Array(9).fill(1) : null),
  may_write,
});
const operation = (name = "publish") => {
  const found = channel.operations[name];
  if (!found) throw new Error(name);
  return found;
};
const perform = (payload: JsonObject, name?: string) => operation(name).perform(payload, ATTEMPT, call(true), () => Promise.resolve());
const texts = (): string[] => twin.service.standing().map(({ text }) => text);

describe("S3 little text", () => {
  const any = fc.oneof(fc.string({ unit: "grapheme" }), fc.array(fc.constantFrom("#tag", "#", "_", "\\", "(", ")", "a", " ", "{hashtag|\\#|x}", "@[A](urn:li:person:1)", "*", "~", "<", ">", "ü", "#1", "\n"), { maxLength: 30 }).map((parts) => parts.join("")));
  test("what is read is what was written, for any text", () => {
    fc.assert(fc.property(any, (text) => {
      expect(unescaped(escaped(text))).toBe(text);
    }), { numRuns: 500 });
  });

  test("nothing but plain hashtags stays open", () => {
    fc.assert(fc.property(any, (text) => {
      const open = escaped(text).replace(/\\[|{}@[\]()<>#\\*_~]/g, "\u0000");
      expect(open.replace(/#[\p{L}\p{N}]+/gu, "")).not.toMatch(/[|{}@[\]()<>#\\*_~]/);
      expect(open.match(/#[\p{L}\p{N}]+/gu)?.map((tag) => tag.slice(1)) ?? []).toEqual(hashtagsIn(text));
    }), { numRuns: 500 });
  });

  test.each([["#hiring now", ["hiring"]], ["We use C# and #go", ["go"]], ["#two_words", []], ["a#b /#c", []], ["(#x)", []], ["#über, #2026!", ["über", "2026"]]])("hashtags of %j", (text, tags) => {
    expect(hashtagsIn(text)).toEqual(tags);
  });
});

describe("S1 what arrives", () => {
  test("text byte for byte, pictures with their descriptions, a link as a card", async () => {
    expect(await perform(PLAIN)).toMatchObject({ kind: "done", receipt: { id: expect.stringMatching(/^urn:li:share:\d+$/) as string, difference: null } });
    expect(texts()).toEqual([PLAIN.text]);
    await perform({ ...PLAIN, text: "One picture", images: [PICTURE] });
    await perform({ ...PLAIN, text: "Two pictures", images: [PICTURE, { ...PICTURE, alt: "" }] });
    await perform({ ...PLAIN, text: "A link", link: "https://www.example.com/a" });
    const [, one, two, link] = twin.service.standing();
    expect(one?.content).toMatchObject({ media: { altText: "The shop" } });
    expect(two?.content).toMatchObject({ multiImage: { images: [{ altText: "The shop" }, {}] } });
    expect(link?.content).toEqual({ article: { source: "https://www.example.com/a", title: "example.com" } });
    expect([...twin.service.images.values()].map(({ bytes }) => bytes)).toEqual([9, 9, 9]);
  });

  test("every request carries version and protocol", async () => {
    await perform({ ...PLAIN, images: [PICTURE] });
    const rest = twin.calls.filter(({ path }) => path.startsWith("/rest/"));
    expect(rest.map(({ headers }) => [headers["linkedin-version"], headers["x-restli-protocol-version"]])).toEqual([["202610", "2.0.0"], ["202610", "2.0.0"]]);
  });

  test("text and pictures that do not fit are refused with the field's name", () => {
    const problems = (more: JsonObject) => {
      const read = operation().parse({ ...PLAIN, ...more });
      return read.ok ? [] : read.problems.map(({ field }) => field);
    };
    expect(problems({ text: "x".repeat(3_000) })).toEqual([]);
    expect(problems({ text: "x".repeat(3_001) })).toEqual(["linkedin_text"]);
    expect(problems({ text: "  " })).toEqual(["linkedin_text"]);
    expect(problems({ images: [{ ...PICTURE, type: "image/webp" }] })).toEqual(["images.0"]);
    expect(problems({ link: "https://example.com", images: [PICTURE] })).toEqual(["link"]);
    expect(problems({ at: "tomorrow" })).toEqual(["at"]);
  });
});

describe("K3 K4 exactly once", () => {
  const UNKNOWN: Record<string, [Omit<Fault, "on">, number]> = {
    "cut before": [{ answer: "cut", execute: false }, 0], "cut after": [{ answer: "cut" }, 1], "HTML 502 after": [{ answer: page(502, "<html></html>"), execute: true }, 1],
    "HTML 200": [{ answer: page(200, "<html></html>") }, 0], "500 before": [{ answer: { status: 500, body: { status: 500, message: "Internal Server Error" } } }, 0],
    "201 without a number": [{ answer: { status: 201, body: null }, execute: true }, 1],
  };
  test.each(Object.entries(UNKNOWN).flatMap(([name, row]) => ([400, 409, 422] as const).map((status) => [name, status, ...row] as const)))("%s, copies refused with %i: a person is asked, and sent again it is there once", async (_name, status, fault, there) => {
    twin.service.duplicate_status = status;
    twin.inject({ on: POSTS, ...fault });
    expect((await perform(PLAIN)).kind).toBe("unknown");
    expect(texts()).toHaveLength(there);
    expect((await operation().lookup(PLAIN, ATTEMPT, call())).kind).toBe("unclear");
    const again = await perform(PLAIN);
    expect(again).toMatchObject({ kind: "done", receipt: { id: twin.service.standing()[0]?.urn } });
    expect(again.kind === "done" && again.receipt.difference !== null).toBe(there === 1);
    expect(texts()).toEqual([PLAIN.text]);
  });

  test("a lookup asks nobody anything", async () => {
    await operation().lookup(PLAIN, ATTEMPT, call());
    expect(twin.calls).toEqual([]);
  });

  test("a copy of a person is none: refused", async () => {
    twin.inject({ on: POSTS, answer: { status: 422, body: { status: 422, message: "Content is a duplicate of urn:li:person:abc" } } });
    expect(await perform(PLAIN)).toMatchObject({ kind: "refused", problem: { code: "DUPLICATE" } });
  });

  test.each([
    ["429", { status: 429, body: { status: 429, message: "limit" } }, "busy", "RATE_LIMIT"], ["401", { status: 401, body: { status: 401, code: "REVOKED_ACCESS_TOKEN", message: "revoked" } }, "unauthorized", "TOKEN_REFUSED"],
    ["403", { status: 403, body: { status: 403, code: "ACCESS_DENIED", message: "no" } }, "refused", "NOT_ALLOWED"], ["404", { status: 404, body: { status: 404, message: "no" } }, "refused", "NOT_FOUND"],
    ["422", { status: 422, body: { status: 422, message: "no" } }, "refused", "BAD_REQUEST"], ["426", { status: 426, body: { status: 426, code: "NONEXISTENT_VERSION", message: "Requested version 20261001 is not active" } }, "unauthorized", "VERSION_ENDED"],
  ] as const)("%s: nothing happened, in words", async (_status, answer, kind, code) => {
    twin.inject({ on: POSTS, answer });
    expect(await perform(PLAIN)).toMatchObject({ kind, problem: { code } });
    expect(texts()).toEqual([]);
  });

  test.each(["POST /rest/images", "PUT /dms-uploads"])("a picture that is lost on the way at %s: nothing was posted, it may be tried again", async (on) => {
    twin.inject({ on, answer: "cut" });
    expect((await perform({ ...PLAIN, images: [PICTURE] })).kind).toBe("busy");
    expect(texts()).toEqual([]);
    expect((await perform({ ...PLAIN, images: [PICTURE] })).kind).toBe("done");
  });

  test("K9 an upload address that is not LinkedIn's gets no token", async () => {
    twin.inject({ on: "POST /rest/images", answer: { status: 200, body: { value: { uploadUrl: "https://linkedin.com.evil.example/x", image: "urn:li:image:C4E1" } } } });
    expect(await perform({ ...PLAIN, images: [PICTURE] })).toMatchObject({ kind: "busy", problem: { code: "ODD_ADDRESS" } });
  });

  test.each([["answered", "normal"], ["cut", "cut"]] as const)("deleting, %s: once more does no harm", async (_how, answer) => {
    await perform(PLAIN);
    const [post] = twin.service.standing();
    const payload = { urn: post?.urn ?? "", text: PLAIN.text };
    twin.inject({ on: "DELETE", answer });
    expect((await perform(payload, "delete_post")).kind).toBe(answer === "normal" ? "done" : "unknown");
    expect((await perform(payload, "delete_post")).kind).toBe("done");
    expect(texts()).toEqual([]);
  });
});

describe("G1 the token", () => {
  test("its life is shown, and told ten days before the end", async () => {
    expect((await channel.check(call())).text).toMatch(/as Olivia Hart.*since 2026-11-22.*by 2027-01-21/);
    now += 49 * 86_400_000;
    expect((await operation().facts(PLAIN, call())).signs).toEqual([]);
    now += 86_400_000;
    expect((await operation().facts(PLAIN, call())).signs.map(({ code }) => code)).toEqual(["token_ends"]);
    now += 10 * 86_400_000;
    expect(await perform(PLAIN)).toMatchObject({ kind: "unauthorized", problem: { code: "TOKEN_EXPIRED" } });
  });

  test("a new token starts anew, and neither is kept in clear", async () => {
    await channel.check(call());
    now += 55 * 86_400_000;
    fields["token"] = "another";
    expect((await channel.check(call())).ok).toBe(false);
    expect(fields["token_seen"]).not.toContain("another");
    expect(fields["token_seen"]).not.toContain(LINKEDIN_TOKEN);
  });

  test("without the OpenID scopes the older profile is read", async () => {
    twin.service.scopes = ["w_member_social"];
    expect((await perform(PLAIN)).kind).toBe("done");
  });

  test("a version that has ended is said as that, and another one can be set", async () => {
    twin.service.oldest_version = 202_701;
    expect(await perform(PLAIN)).toMatchObject({ kind: "unauthorized", problem: { code: "VERSION_ENDED" } });
    fields["version"] = "202702";
    expect((await perform(PLAIN)).kind).toBe("done");
  });
});

test("K2 a dry run reads only, and a call that may not write never does", async () => {
  expect(await operation().rehearse({ ...PLAIN, images: [PICTURE] }, ATTEMPT, call())).toMatchObject({ ok: true });
  await expect(operation().perform(PLAIN, ATTEMPT, call(false), () => Promise.resolve())).rejects.toThrow(/writes to LinkedIn/);
  expect(twin.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});
