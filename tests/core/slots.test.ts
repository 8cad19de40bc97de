/**
 * What silently goes wrong here: a slot at the wrong hour after the clocks change, one that is offered although something stands there, and a post
 * that a calendar shows on the wrong day or on none.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateIn, timeIn } from "../../src/core/schedule";
import { bestTimes } from "../../src/core/best-times";
import { calendarOf, freeSlots, localTime, spanOf, turned } from "../../src/core/slots";

const BERLIN = "Europe/Berlin";
const iso = (dates: Date[]): string[] => dates.map((date) => date.toISOString());

describe("S4 best times", () => {
  const post = (service: string, at: string, seen: number) => ({ service, at, seen });
  const week = (day: number): string => String(9 + day).padStart(2, "0");
  /** A usual post of the morning on each of many days, which is seen by 10 on x and by 1000 on the wall. */
  const usual = Array.from({ length: 10 }, (_one, at) => [post("x", `2026-11-${week(at)}T07:10:00Z`, 10), post("wall", `2026-11-${week(at)}T07:40:00Z`, 1_000)]).flat();

  it("the hours at which own posts were seen more than usual, each service against its own average, on the owner's wall", () => {
    const seen = [...usual, post("x", "2026-11-10T15:05:00Z", 40), post("x", "2026-11-17T15:55:00Z", 40), post("wall", "2026-11-12T18:00:00Z", 3_000), post("wall", "2026-11-19T18:30:00Z", 1_500)];
    expect(bestTimes(seen, BERLIN).map(({ weekday, time, posts }) => [weekday, time, posts])).toEqual([[2, "16:00", 2], [4, "19:00", 2]]);
    expect(bestTimes(seen, "UTC").map(({ time }) => time)).toEqual(["15:00", "18:00"]);
  });

  it.each([
    ["too few posts", usual.slice(0, 9)],
    ["one lucky post", [...usual, post("x", "2026-11-10T15:05:00Z", 900)]],
    ["all alike", usual],
    ["none was ever seen", usual.map((one) => ({ ...one, seen: 0 }))],
  ])("%s says nothing about times", (_what, seen) => {
    expect(bestTimes(seen, BERLIN)).toEqual([]);
  });
});

describe("S4 recurring slots", () => {
  const tuesdays = [{ weekday: 2, time: "10:00" }];

  it("the same hour on the owner's wall before and after the clocks change", () => {
    expect(iso(freeSlots(tuesdays, BERLIN, new Date("2026-10-19T12:00:00Z"), [], 2))).toEqual(["2026-10-20T08:00:00.000Z", "2026-10-27T09:00:00.000Z"]);
  });

  it("S6 what is taken within the hour is not offered", () => {
    const from = new Date("2026-11-22T12:00:00Z");
    expect(iso(freeSlots(tuesdays, BERLIN, from, ["2026-11-24T09:59:00.000Z"], 1))).toEqual(["2026-12-01T09:00:00.000Z"]);
    expect(iso(freeSlots(tuesdays, BERLIN, from, ["2026-11-24T10:00:00.000Z"], 1))).toEqual(["2026-11-24T09:00:00.000Z"]);
  });

  it("no slots, no offers; everything taken, none within the year", () => {
    expect(freeSlots([], BERLIN, new Date("2026-11-22T12:00:00Z"), [], 3)).toEqual([]);
  });

  it("whatever slots there are, offers rise, are slots, and are free", () => {
    const slot = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), time: fc.constantFrom("00:00", "02:30", "10:00", "23:59") });
    const zone = fc.constantFrom("UTC", BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
    const at = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") });
    fc.assert(fc.property(fc.array(slot, { maxLength: 4 }), zone, at, fc.array(at, { maxLength: 5 }), (slots, where, from, taken) => {
      const found = freeSlots(slots, where, new Date(from), taken.map((one) => new Date(one).toISOString()), 4);
      expect(found).toEqual([...found].sort((a, b) => a.getTime() - b.getTime()));
      for (const one of found) {
        expect(one.getTime()).toBeGreaterThan(from);
        expect(taken.every((other) => Math.abs(other - one.getTime()) >= 3_600_000)).toBe(true);
        // A time that does not exist on a day means the instant of the jump.
        if (timeIn(one, where) !== "03:00") expect(slots.map(({ time }) => time)).toContain(timeIn(one, where));
      }
    }), { numRuns: 60 });
  });
});

describe("S4 calendar", () => {
  const now = new Date("2026-11-22T12:00:00Z");

  it("a month begins on Monday and holds its weeks whole", () => {
    const weeks = calendarOf("month", "2026-11-22", BERLIN, now, []);
    expect(weeks.map(([monday]) => monday?.date)).toEqual(["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
    expect(weeks.flat().filter(({ within }) => within)).toHaveLength(30);
    expect(weeks.flat().filter(({ today }) => today).map(({ date }) => date)).toEqual(["2026-11-22"]);
  });

  it("days on which the clocks change have 23 and 25 hours", () => {
    const odd = (date: string): [string, number][] => calendarOf("week", date, BERLIN, now, []).flat().filter(({ hours }) => hours !== 24).map((day) => [day.date, day.hours]);
    expect(odd("2026-03-29")).toEqual([["2026-03-29", 23]]);
    expect(odd("2026-10-25")).toEqual([["2026-10-25", 25]]);
    expect(odd("2026-11-22")).toEqual([]);
  });

  it("several at the same minute all stand there, in an order that stays", () => {
    const entries = [{ id: "b", at: "2026-11-24T09:00:00.000Z" }, { id: "a", at: "2026-11-24T09:00:00Z" }, { id: "c", at: "2026-11-24T08:59:00.000Z" }];
    expect(calendarOf("week", "2026-11-24", BERLIN, now, entries).flat().flatMap((day) => day.entries.map(({ id }) => id))).toEqual(["c", "a", "b"]);
  });

  it("each entry of the span stands on one page once, on its day in the owner's zone", () => {
    const zone = fc.constantFrom("UTC", BERLIN, "America/New_York", "Pacific/Kiritimati");
    fc.assert(fc.property(zone, fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") }), fc.constantFrom("month" as const, "week" as const), (where, time, mode) => {
      const at = new Date(time).toISOString();
      const day = dateIn(new Date(time), where);
      const found = calendarOf(mode, day, where, now, [{ id: "a", at }]).flat().filter(({ entries }) => entries.length > 0);
      expect(found.map(({ date, within }) => [date, within])).toEqual([[day, true]]);
      const { from, to } = spanOf(mode, day, where);
      expect(from.getTime() <= time && time < to.getTime()).toBe(true);
      expect(localTime(at, where).slice(0, 10)).toBe(day);
    }), { numRuns: 60 });
  });

  it("turns by months and weeks, also from the 31st", () => {
    expect([turned("month", "2026-01-31", 1), turned("month", "2026-01-31", -1), turned("week", "2026-01-31", 1)]).toEqual(["2026-02-01", "2025-12-01", "2026-02-07"]);
  });
});
