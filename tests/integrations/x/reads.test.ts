/**
 * What goes silently wrong here: a mention that is not seen, a page that is not asked for, a credit or limit that nobody is told of before (PRODUCT S6, S7).
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directsUntil } from "../../../src/integrations/x/directs";
import { answersTo, mentions, onePost, ownPosts } from "../../../src/integrations/x/reads";
import { sessions, type X } from "../../../src/integrations/x/session";
import { START, stage, PLAIN, type Stage } from "./kit";

let at: Stage;
let x: X;
beforeEach(async () => {
  at = await stage();
  x = sessions()(at.call());
});
afterEach(() => at.twin.close());

const store = () => at.twin.service.store;

describe("S7 what is read for the inbox", () => {
  test("mentions with their authors, only newer ones when asked, never own posts", async () => {
    const ann = store().account("ann");
    const [first] = [store().add({ author: ann.id, text: "@northlight hello" }), store().add({ author: ann.id, text: "Somebody else" }), store().add({ author: store().me.id, text: "@northlight myself" })];
    const later = store().add({ author: ann.id, text: "Again, @NorthLight!" });
    const all = await mentions(x, null);
    expect(all.posts.map(({ id }) => id)).toEqual([later.id, first.id]);
    expect(all.users).toEqual([{ id: ann.id, username: "ann", name: "ann" }]);
    expect((await mentions(x, first.id)).posts.map(({ id }) => id)).toEqual([later.id]);
  });

  test("replies below a post of ours, with what they answer", async () => {
    const mine = store().add({ author: store().me.id, text: "We are open" });
    const reply = store().add({ author: store().account("ben").id, text: "@northlight until when?", under: mine.id });
    const { posts, others } = await mentions(x, null);
    expect(posts.map((one) => [one.id, answersTo(one)])).toEqual([[reply.id, mine.id]]);
    expect(others.map(({ text }) => text)).toEqual(["We are open"]);
  });

  test("direct messages with who sent them; while there is no new one, only one is read and paid", async () => {
    const ann = store().account("ann");
    for (let count = 0; count < 45; count += 1) store().write(store().me.id, ann.id, `Message ${count}`);
    const all = await directsUntil(x, () => false);
    expect(all.messages).toHaveLength(45);
    expect(all.messages[0]).toMatchObject({ text: "Message 44", sender_id: ann.id });
    expect(all.users[0]).toMatchObject({ username: "ann" });
    const before = store().spent;
    expect(await directsUntil(x, ({ id }) => id === all.messages[0]?.id)).toEqual({ messages: [], users: [] });
    expect(store().spent - before).toBe(10);
  });

  test("it is asked in the words of X's newest description; where X knows the old ones only, in those, and from then on at once", async () => {
    const mine = store().add({ author: store().me.id, text: "We are open, see https://northlight.example.com/a" });
    store().add({ author: store().account("ben").id, text: "@northlight until when?", under: mine.id });
    store().write(store().me.id, store().account("ben").id, "And on Sunday?");
    const look = async () => [(await mentions(x, null)).others.map(({ text }) => text.slice(0, 11)), (await ownPosts(x, new Date(START))).map(({ entities }) => entities?.urls?.[0]?.expanded_url), (await onePost(x, mine.id))?.author?.username, (await directsUntil(x, () => false)).messages.map(({ text, sender_id }) => [text, sender_id])];
    const asked = () => at.twin.calls.map(({ query }) => (query.has("post.fields") ? "post" : query.has("tweet.fields") ? "tweet" : "")).join(" ").trim();
    const newest = await look();
    expect(newest).toEqual([["We are open"], ["https://northlight.example.com/a"], "northlight", [["And on Sunday?", store().account("ben").id]]]);
    expect(asked()).not.toContain("tweet");
    at.twin.service.words = "tweets";
    expect(await look()).toEqual(newest);
    const before = asked().length;
    expect(await look()).toEqual(newest);
    expect(asked().slice(before)).not.toContain("post");
  });

  test("a read that X refuses in all its words is told by the first refusal", async () => {
    at.twin.inject({ on: "/mentions", answer: { status: 400, body: { title: "Invalid Request", detail: "The first." } } });
    at.twin.inject({ on: "/mentions", answer: { status: 400, body: { title: "Invalid Request", detail: "The second." } } });
    await expect(mentions(x, null)).rejects.toThrow(/The first/);
    expect(x.words.old).toBe(false);
  });

  test("one post that is not there (any more) is null, not an error", async () => {
    expect(await onePost(x, "1")).toBeNull();
  });

  test("own posts are read page by page, and no older ones", async () => {
    store().add({ author: store().me.id, text: "Old", at: START - 10_000 });
    for (let count = 0; count < 230; count += 1) store().add({ author: store().me.id, text: `Post ${count}` });
    const posts = await ownPosts(x, new Date(START));
    expect(posts).toHaveLength(230);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(230);
    expect(posts[0]?.text).toBe("Post 229");
  });

  test("a read that fails for a while is asked again; one that is no read is never asked", async () => {
    at.twin.inject({ on: "/mentions", answer: { status: 503, body: null }, times: 2 });
    expect((await mentions(x, null)).posts).toEqual([]);
    expect(() => x.read("/2/users/700/following")).toThrow(/is not a read/);
  });
});

describe("S6 told before the approval", () => {
  test("no credit", async () => {
    store().credit = 0;
    expect((await at.operation("publish").facts(PLAIN, at.call())).signs.map(({ code }) => code)).toEqual(["no_credit"]);
  });

  test("near the limit, as X counts, until it starts anew", async () => {
    at.twin.service.limits.quarter = 2;
    expect((await at.perform(PLAIN)).kind).toBe("done");
    const next = { ...PLAIN, text: "Next" };
    // Told to whoever writes or decides, and no reason against it: it passes by itself.
    expect((await at.operation("publish").facts(next, at.call())).signs).toEqual([]);
    expect(await at.check()).toMatchObject({ ok: true, left: expect.stringContaining("only 1 more") as string });
    at.pass(16 * 60_000);
    expect(await at.check()).not.toHaveProperty("left");
  });

  test("what could not be read is thrown for the engine to say, never guessed", async () => {
    at.twin.inject({ on: "GET", answer: { status: 500, body: null }, times: 99 });
    await expect(at.operation("publish").facts(PLAIN, at.call())).rejects.toThrow(/status 500/);
  });
});
