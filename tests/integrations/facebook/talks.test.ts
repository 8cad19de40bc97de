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
  [instagramChannel, ["Lovely light!"]],
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

test("S7 what the token may not read is left out, what fails is thrown", async () => {
  const channel = facebookChannel();
  open = await staged(channel, "publish");
  seedTalks(open.twin.service);
  open.twin.inject({ on: "/conversations", answer: problem(new GraphProblem(200, null, "(#200) pages_messaging", 403)) });
  expect((await channel.talks?.since(null, open.call(false)))?.talks).toHaveLength(1);
  open.twin.service.refused = 463;
  await expect(channel.talks?.since(null, open.call(false))).rejects.toMatchObject({ failure: "authentication" });
});
