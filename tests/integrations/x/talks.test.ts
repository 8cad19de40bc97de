/** What goes silently wrong here: a mention that is never seen, seen twice, or an answer whose payload the gate does not take (PRODUCT S7). */
import { afterEach, expect, test } from "vitest";
import { answerWith } from "../../../src/core/talk";
import { xChannel } from "../../../src/integrations/x/channel";
import { NO_SCOPE } from "../../../src/sandbox/x/errors";
import { stage, type Stage } from "./kit";

let at: Stage | null = null;
afterEach(async () => {
  await at?.twin.close();
  at = null;
});

test("S7 mentions of others are found once, oldest first, and can be answered; X's rule and price stand beside them", async () => {
  at = await stage();
  const channel = xChannel();
  const { store } = at.twin.service;
  const author = store.account("quietgarden").id;
  for (const text of ["@northlight are you open on Saturday?", "@northlight and on Sunday?"]) store.add({ author, text });
  store.add({ author: store.me.id, text: "@northlight myself" });
  const look = await channel.talks?.since(null, at.call());
  expect(look?.talks.map(({ text }) => text)).toEqual(["@northlight are you open on Saturday?", "@northlight and on Sunday?"]);
  for (const { talk } of look?.talks ?? []) {
    expect(talk.rule).toContain("0.01 USD");
    expect(talk.answer && channel.operations[talk.answer.operation]?.parse(answerWith(talk.answer, "Yes!"))).toMatchObject({ ok: true });
  }
  expect(await channel.talks?.since(look?.cursor ?? null, at.call())).toMatchObject({ talks: [], cursor: look?.cursor });
  expect(at.twin.calls.every(({ method }) => method === "GET")).toBe(true);
});

test("S7 a direct message is one note with what came before it, and an answer that the gate takes; what is there already is not read again", async () => {
  at = await stage();
  const channel = xChannel();
  const { store } = at.twin.service;
  const ann = store.account("ann").id;
  store.write(ann, store.me.id, "Welcome!");
  store.write(store.me.id, ann, "How much is it & when? https://www.example.com/a");
  const look = await channel.talks?.since(null, at.call());
  expect(look?.talks).toMatchObject([{ thread: `700-${ann}`, from: "ann", text: "How much is it & when? https://www.example.com/a", talk: { kind: "direct_message", context: ["You: Welcome!"] } }]);
  const [talk] = look?.talks.map((one) => one.talk) ?? [];
  expect(talk?.rule).toContain("0.015 USD");
  const answer = talk?.answer;
  expect(answer?.operation).toBe("message");
  expect(answer && channel.operations[answer.operation]?.parse(answerWith(answer, "20 dollars."))).toMatchObject({ ok: true });
  const calls = at.twin.calls.length;
  expect(await channel.talks?.since(look?.cursor ?? null, at.call())).toMatchObject({ talks: [], cursor: look?.cursor });
  expect(at.twin.calls.slice(calls).map(({ path, query }) => `${path} ${query.get("max_results") ?? ""}`)).toEqual(["/2/users/700/mentions 100", "/2/dm_events 1"]);
  at.pass(60_000);
  store.write(store.me.id, ann, "Still there?");
  expect((await channel.talks?.since(look?.cursor ?? null, at.call()))?.talks.map(({ text, talk: { context } }) => [text, context.length])).toEqual([["Still there?", 2]]);
});

test("S7 nobody ever wrote: the second look asks as validly as the first; messages that may not be read leave the mentions", async () => {
  at = await stage();
  const channel = xChannel();
  const first = await channel.talks?.since(null, at.call());
  expect(await channel.talks?.since(first?.cursor ?? null, at.call())).toMatchObject({ talks: [] });
  at.twin.service.store.add({ author: at.twin.service.store.account("ann").id, text: "@northlight hello" });
  at.twin.inject({ on: "/2/dm_events", answer: NO_SCOPE });
  expect((await channel.talks?.since(first?.cursor ?? null, at.call()))?.talks.map(({ text }) => text)).toEqual(["@northlight hello"]);
});
