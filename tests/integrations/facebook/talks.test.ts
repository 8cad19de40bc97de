/** S7 comments, mentions and messages as talks: what is new, once, without our own words, with the way to answer - which the gate takes. */
import { afterEach, expect, test } from "vitest";
import { answerWith } from "../../../src/core/talk";
import { facebookChannel } from "../../../src/integrations/facebook/channel";
import { instagramChannel } from "../../../src/integrations/instagram/channel";
import { GraphProblem, problem, seedTalks } from "../../../src/sandbox/meta/twin";
import { NOW, staged, type Stage } from "./kit";

let open: Stage | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

test.each([
  [facebookChannel, ["What does a workshop for six people cost?", "Hello, are you open on Saturday?"]],
  [instagramChannel, ["Lovely light!", "Do you also frame pictures?"]],
])("S7 what is said is found, oldest first, and can be answered", async (make, texts) => {
  const channel = make();
  open = await staged(channel, "publish");
  seedTalks(open.twin.service);
  const { store } = open.twin.service;
  // An answer of our own, and something old.
  const [first] = store.comments;
  for (const { from, under, at } of [{ from: { ...store.page }, under: first?.under ?? "", at: NOW }, { from: { id: store.account.id, name: store.account.username }, under: store.media[0]?.id ?? "", at: NOW }, { from: { id: "5", name: "Old" }, under: first?.under ?? "", at: NOW - 8 * 86_400_000 }]) {
    store.comments.push({ id: store.number(), under, message: "not this", from, at, shown_from: 0, answered: false });
  }
  const look = await channel.talks?.since(null, open.call(false));
  expect(look?.talks.map(({ text }) => text)).toEqual(texts);
  for (const { talk } of look?.talks ?? []) {
    expect(talk.answer && channel.operations[talk.answer.operation]?.parse(answerWith(talk.answer, "Thank you!"))).toMatchObject({ ok: true });
  }
  expect(open.twin.calls.every(({ method }) => method === "GET")).toBe(true);
  open.clock.now += 6 * 3_600_000;
  const later = await channel.talks?.since(look?.cursor ?? null, open.call(false));
  // Without news the place stays, so that the log does not grow by looking.
  expect(later).toMatchObject({ talks: [], cursor: look?.cursor });
});

test("S7 a comment can also be answered privately, once and within 7 days; a message says until when; a mention cannot be answered", async () => {
  const week = 7 * 86_400_000;
  for (const channel of [facebookChannel(), instagramChannel()]) {
    const at = await staged(channel, "private_reply");
    seedTalks(at.twin.service);
    const { store } = at.twin.service;
    store.mentions.push({ id: "1220000000555", of: channel.id === "facebook" ? "messenger" : "instagram", text: "Thanks to the studio!", from: { id: "9", name: "nils" }, at: NOW - 1_000 });
    const heard = (await channel.talks?.since(null, at.call(false)))?.talks ?? [];
    const by = (kind: string) => heard.find(({ talk }) => talk.kind === kind)?.talk;
    expect(by("mention")).toMatchObject({ answer: null });
    expect(by("direct_message")?.until).toMatch(/^2026-11-23T0[78]:00:00.000Z$/);
    const way = by("comment")?.privately;
    expect(way && channel.operations[way.operation]?.parse(answerWith(way, "Hello!"))).toMatchObject({ ok: true });
    for (const one of store.comments) one.at = NOW - week - 1_000;
    expect((await channel.talks?.since(new Date(NOW - 2 * week).toISOString(), at.call(false)))?.talks.find(({ talk }) => talk.kind === "comment")?.talk.privately).toBeUndefined();
    await at.close();
  }
});

test("S7 Instagram's messages with the Page's token are the Page's conversations", async () => {
  const channel = instagramChannel();
  open = await staged(channel, "message");
  seedTalks(open.twin.service);
  const { page } = open.twin.service.store;
  Object.assign(open.fields, { token: "", page_token: open.twin.keys.page_token });
  const message = (await channel.talks?.since(null, open.call(false)))?.talks.find(({ talk }) => talk.kind === "direct_message");
  const calls = (): string[] => open?.twin.calls.map(({ name, query }) => `${name} ${query.get("platform") ?? ""}`) ?? [];
  expect(calls()).toContain(`GET /v26.0/${page.id}/conversations instagram`);
  const answer = message?.talk.answer;
  expect(answer && (await open.perform(answerWith(answer, "Yes, we do.")))).toMatchObject({ kind: "done" });
  expect(calls().at(-1)).toBe(`POST /v26.0/${page.id}/messages `);
  const long = answer && open.operation.parse(answerWith(answer, "ü".repeat(501)));
  expect(long).toMatchObject({ ok: false, problems: [{ text: "has 1002 bytes; 1000 are allowed. Shorten it: nothing is cut" }] });
});

test("S7 what the token may not read is left out, what fails is thrown", async () => {
  const channel = facebookChannel();
  open = await staged(channel, "publish");
  seedTalks(open.twin.service);
  open.twin.inject({ on: "/conversations", answer: problem(new GraphProblem(200, null, "(#200) pages_messaging", 403)) });
  expect((await channel.talks?.since(null, open.call(false)))?.talks).toHaveLength(1);
  open.twin.service.refused = 463;
  await expect(channel.talks?.since(null, open.call(false))).rejects.toMatchObject({ failure: "authentication" });
});
