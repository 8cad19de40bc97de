/**
 * What goes silently wrong here: a payload that X would refuse or change, a price that is not told, an edit in the note that is lost (PRODUCT S1, S2, S3).
 */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import type { Post } from "../../../src/core/post";
import { xChannel } from "../../../src/integrations/x/channel";
import { isText } from "../../../src/integrations/x/shown";
import { PICTURE, PLAIN, THREAD } from "./kit";

const { operations, publisher } = xChannel();
const publish = operations["publish"];
if (!publish || !publisher) throw new Error("X publishes nothing.");
const problems = (more: JsonObject): string[] => {
  const read = publish.parse({ ...PLAIN, ...more });
  return read.ok ? [] : read.problems.map(({ field }) => field);
};

describe("S2 the gate", () => {
  const gif = { ...PICTURE, type: "image/gif" };
  test.each<[string, JsonObject, string[]]>([
    ["280", { text: "x".repeat(280) }, []],
    ["281", { text: "x".repeat(281) }, ["x_text"]],
    ["a part that is too long", { more: ["y".repeat(281)] }, ["x_thread.0"]],
    ["the same text twice", { more: ["a", "a"] }, ["x_thread.1"]],
    ["an empty part", { more: [" "] }, ["x_thread.0"]],
    ["nothing", { text: " " }, ["x_text"]],
    ["a picture alone", { text: "", images: [PICTURE] }, []],
    ["five pictures", { images: [PICTURE, PICTURE, PICTURE, PICTURE, PICTURE] }, ["images"]],
    ["a GIF among pictures", { images: [gif, PICTURE] }, ["images"]],
    ["a picture that is only an address", { images: [{ ...PICTURE, blob: null, url: "https://northlight.example/a.jpg" }] }, ["images.0"]],
    ["a GIF alone", { images: [gif] }, []],
    ["a picture of 6 MB", { images: [{ ...PICTURE, size: 6_000_000 }] }, ["images.0"]],
    ["a long description", { images: [{ ...PICTURE, alt: "x".repeat(1_001) }] }, ["images.0"]],
    ["a poll", { poll: { options: ["a", "b"], minutes: 5 } }, []],
    ["a poll of one", { poll: { options: ["a"], minutes: 5 } }, ["poll.options"]],
    ["a poll of four minutes", { poll: { options: ["a", "b"], minutes: 4 } }, ["poll.minutes"]],
    ["a long option", { poll: { options: ["a", "b".repeat(26)], minutes: 5 } }, ["poll.options.1"]],
    ["a poll beside a picture", { poll: { options: ["a", "b"], minutes: 5 }, images: [PICTURE] }, ["x_poll_options"]],
    ["a link of its own", { link: "https://example.com" }, ["link"]],
    ["two cashtags", { text: "$AB and $CD" }, ["x_text"]],
  ])("%s", (_what, more, fields) => {
    expect(problems(more)).toEqual(fields);
  });
});

test("S1 the price: 0.015 a post, 0.20 with a link, each part, and what a description costs", () => {
  const price = (more: JsonObject) => publish.publishes?.({ ...PLAIN, ...more }).price?.amount;
  expect(price({})).toBe("0.015");
  expect(price({ text: "See example.com" })).toBe("0.2");
  expect(price({ more: ["b", "https://example.com"] })).toBe("0.23");
  expect(price({ text: "An ending that the library does not know: https://northlight.example/a" })).toBe("0.2");
  expect(price({ images: [PICTURE, { ...PICTURE, alt: "" }] })).toBe("0.02");
  expect(publish.preview({ ...PLAIN, text: "See example.com" }).rows).toContainEqual(["X charges", "0.2 USD, since a post with a link costs more"]);
});

test("S6 what is read beside the text is looked at as well: answers of a poll, descriptions", () => {
  expect(publish.publishes?.({ ...PLAIN, images: [PICTURE] }).beside).toEqual([PICTURE.alt]);
  expect(publish.publishes?.({ ...PLAIN, poll: { options: ["Yes", "No"], minutes: 60 } }).beside).toEqual(["Yes", "No"]);
});

describe("S2 a post for many channels", () => {
  const post: Post = { id: "p1", text: "For all", link: "https://www.example.com/a", images: [], at: null, late_minutes: 0, channels: ["x"], texts: {}, threads: {}, poll: null, queued: false, ask: false, context: "" };
  const payload = (more: Partial<Post>) => publisher.payload({ ...post, ...more });
  test.each<[string, Partial<Post>, string[]]>([
    ["the link stands at the end", {}, ["For all\nhttps://www.example.com/a"]],
    ["a link that the text has is not said twice", { text: "At https://www.example.com/a today" }, ["At https://www.example.com/a today"]],
    ["its own text", { texts: { x: "For X" }, link: null }, ["For X"]],
    ["a thread, the link in its last part", { threads: { x: ["One", "Two"] } }, ["One", "Two\nhttps://www.example.com/a"]],
    ["a thread of another channel is none", { threads: { other: ["One"] }, link: null }, ["For all"]],
  ])("%s", (_what, more, texts) => {
    const parsed = publish.parse(payload(more));
    expect(parsed.ok && publish.publishes?.(parsed.payload).texts).toEqual(texts);
  });
});

test("A2 what the owner edits in the note is what is posted", () => {
  const edited = publish.fromFields({ ...THREAD, images: [PICTURE] }, { x_text: "New", x_thread: ["Only one"], x_image_descriptions: ["Our door"], scheduled_for: "2026-12-01T10:00:00+01:00", late_minutes: 5 });
  const parsed = publish.parse(edited);
  expect(parsed).toMatchObject({ ok: true, payload: { text: "New", more: ["Only one"], images: [{ alt: "Our door" }], at: "2026-12-01T09:00:00.000Z", late_minutes: 5, poll: null } });
});

describe("G a post that X shows is the text that was sent", () => {
  const link = (expanded_url: string) => ({ urls: [{ url: "https://t.co/abc", expanded_url }] });
  test.each<[string, Parameters<typeof isText>[0], string, string]>([
    ["escapes", { text: "a &amp; b &lt;c&gt; &amp;amp;", entities: undefined, note_tweet: undefined, note_post: undefined }, "a & b <c> &amp;", "yes"],
    ["t.co", { text: "See https://t.co/abc now", entities: link("https://www.example.com/x/"), note_tweet: undefined, note_post: undefined }, "See https://www.example.com/x now", "yes"],
    ["a bare domain", { text: "See https://t.co/abc", entities: link("http://example.com"), note_tweet: undefined, note_post: undefined }, "See Example.com", "yes"],
    ["another link", { text: "See https://t.co/abc", entities: link("https://example.com/y"), note_tweet: undefined, note_post: undefined }, "See https://example.com/x", "maybe"],
    ["another word", { text: "Sea https://t.co/abc", entities: link("https://example.com/x"), note_tweet: undefined, note_post: undefined }, "See https://example.com/x", "no"],
    ["a picture", { text: "Hi https://t.co/pic", entities: { urls: [{ url: "https://t.co/pic", expanded_url: "https://x.com/a/status/1/photo/1", media_key: "3_1" }] }, note_tweet: undefined, note_post: undefined }, "Hi", "yes"],
    ["decomposed letters", { text: "caf\u00e9", entities: undefined, note_tweet: undefined, note_post: undefined }, "cafe\u0301", "yes"],
    ["a longer text", { text: "Hi there", entities: undefined, note_tweet: undefined, note_post: undefined }, "Hi", "no"],
  ])("%s", (_what, shown, sent, same) => {
    expect(isText(shown, sent)).toBe(same);
  });
});
