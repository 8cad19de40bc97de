/**
 * Owns: the proof that a filter shows exactly the cards that fit (PRODUCT A3), in plain Node.
 * Never: a document.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATUSES } from "../../src/core/action";
import type { Card } from "../../src/core/card";
import { channelsOf, filtered, isFiltering, NO_FILTER, STATUS_GROUPS, type Filter } from "../../src/views/filter-model";
import { detail, everyCard, NOW } from "./examples";

const labelOf = (channel: string): string => ({ odoo: "Odoo", x: "X" })[channel] ?? channel;
const ids = (cards: readonly Card[], over: Partial<Filter>): string[] => filtered(cards, { ...NO_FILTER, ...over }, labelOf, NOW).map(({ id }) => id);
const posts = detail({ id: "post", channel: "facebook,x", summary: "Open day on Friday", amount: null, type: "social_post" });

describe("A3 filter and search", () => {
  it("nothing asked: every card", () => {
    expect(ids(everyCard(), {})).toHaveLength(everyCard().length);
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(isFiltering({ ...NO_FILTER, words: "  " })).toBe(false);
  });

  it("every word must stand somewhere on the card: title, amount as shown or plain, status, service, type, id", () => {
    expect(ids(everyCard(), { words: "harbour CONSULT" })).toEqual(["act-2"]);
    expect(ids(everyCard(), { words: "4,800.00" })).toEqual(["act-2"]);
    expect(ids(everyCard(), { words: "4800" })).toEqual(["act-2"]);
    expect(ids(everyCard(), { words: "simulated" })).toEqual(["act-5"]);
    expect(ids([...everyCard(), posts], { words: "facebook friday" })).toEqual(["post"]);
    expect(ids(everyCard(), { words: "harbour catalogue" })).toEqual([]);
  });

  it("by status group, service and high risk, all at once", () => {
    const cards = [...everyCard(), posts];
    expect(ids(cards, { group: "trouble" })).toEqual(["act-3", "act-6", "act-8"]);
    expect(ids(cards, { channel: "x" })).toEqual(["post"]);
    expect(ids(cards, { high_risk: true })).toEqual(["act-2"]);
    expect(ids(cards, { group: "decide", channel: "odoo", words: "novak" })).toEqual(["act-7"]);
    expect(channelsOf(cards)).toEqual(["facebook", "odoo", "x"]);
  });

  it("every status of an open card is in exactly one group", () => {
    const grouped = Object.values(STATUS_GROUPS).flatMap(({ statuses }) => statuses);
    expect([...grouped].sort()).toEqual(STATUSES.filter((status) => status !== "done" && status !== "rejected").sort());
  });

  it("one more condition never shows more", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("", "decide", "trouble"), fc.boolean(), (words, group, high_risk) => {
        const all = ids(everyCard(), { words, group });
        for (const id of ids(everyCard(), { words, group, high_risk })) expect(all).toContain(id);
      }),
    );
  });
});
