/** What goes silently wrong here: a mention that is never seen, seen twice, or an answer whose payload the gate does not take (PRODUCT S7). */
import { afterEach, expect, test } from "vitest";
import { answerWith } from "../../../src/core/talk";
import { xChannel } from "../../../src/integrations/x/channel";
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
