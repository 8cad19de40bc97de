/**
 * Owns: when a look of a watcher turns in circles, and when it only has far to go (PRODUCT E2).
 * Never: what a page must look like; tests/engine/intake.test.ts tries that.
 */
import { describe, expect, it } from "vitest";
import { pageCount } from "../../src/engine/page";
import type { Page } from "../../src/watcher";

const at = (cursor: string): Page => ({ observations: [], cursor, skipped: [] });

/** Pages until the look ends, and how. */
function look(cursor: string | null, place: (nth: number) => string, observed: (nth: number) => number): { pages: number; ended: string } {
  const count = pageCount(cursor);
  for (let nth = 1; nth <= 1_000; nth += 1) {
    try {
      if (!count.step(at(place(nth)), observed(nth))) return { pages: nth, ended: "later" };
    } catch (error) {
      return { pages: nth, ended: String(error) };
    }
  }
  return { pages: 1_000, ended: "never" };
}

describe("E2 a look of a watcher ends", () => {
  it.each<[string, string | null, (nth: number) => string]>([
    ["stays where it began", "start", () => "start"],
    ["goes to and fro", null, (nth) => `place ${nth % 2}`],
  ])("one that %s and says nothing new is stopped, with words for it", (_how, cursor, place) => {
    const { pages, ended } = look(cursor, place, () => 0);
    expect(ended).toMatch(/50 pages in a row that say nothing new/);
    expect(pages).toBeLessThan(60);
  });

  it("one that leads on through what is known already is not: the rest is for the next look", () => {
    expect(look("start", (nth) => `place ${nth}`, () => 0)).toEqual({ pages: 400, ended: "later" });
  });

  it("nor is one that stays in its place while it brings something now and then", () => {
    expect(look("start", () => "start", (nth) => (nth % 40 === 0 ? 1 : 0))).toEqual({ pages: 400, ended: "later" });
  });
});
