import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateIn, mondayOf } from "../../src/core/schedule";
import { audit } from "../../src/generators/audit";
import { briefing } from "../../src/generators/briefing";
import type { Due, Generator } from "../../src/generator";
import { DEFAULTS, type Settings } from "../../src/settings";

const berlin: Settings = { ...DEFAULTS, zone: "Europe/Berlin" };
const SINCE = "2026-11-04T10:00:00.000Z";
type Reported = { period: string; final: boolean; at: string }[];

const due = (generator: Generator, now: string, reported: Reported = [], settings = berlin, since = SINCE): string[] =>
  generator.due(settings, reported, since, new Date(now)).map(({ period, late, final }) => `${period}${late ? " late" : ""}${final ? " final" : ""}`);

describe("L4 which audits are due", () => {
  it("none before the first appointment, the Sunday edition at 22:00, the final one when the week is over", () => {
    expect(due(audit, "2026-11-08T20:59:59Z")).toEqual([]);
    expect(due(audit, "2026-11-08T21:00:00Z")).toEqual(["2026-11-02"]);
    const sunday = [{ period: "2026-11-02", final: false, at: "2026-11-08T21:00:01.000Z" }];
    expect(due(audit, "2026-11-08T22:30:00Z", sunday)).toEqual([]);
    expect(due(audit, "2026-11-08T23:00:00Z", sunday)).toEqual(["2026-11-02 final"]);
    expect(due(audit, "2026-11-08T23:01:00Z", [{ period: "2026-11-02", final: true, at: "2026-11-08T23:00:00.000Z" }])).toEqual([]);
  });
  it("each missed week once, marked late, none from before the ledger", () => {
    expect(due(audit, "2026-11-25T08:00:00Z")).toEqual(["2026-11-02 late final", "2026-11-09 late final", "2026-11-16 late final"]);
    expect(due(audit, "2026-11-22T22:00:00Z")).toEqual(["2026-11-02 late final", "2026-11-09 late final", "2026-11-16 late"]);
  });
  it("an audit that a person asked for on Wednesday does not stand for Sunday's", () => {
    const asked = [{ period: "2026-11-16", final: false, at: "2026-11-18T10:00:00.000Z" }, { period: "2026-11-02", final: true, at: "" }, { period: "2026-11-09", final: true, at: "" }];
    expect(due(audit, "2026-11-22T21:00:00Z", asked)).toEqual(["2026-11-16"]);
  });
  it("a ledger that began after Sunday 22:00 has only the final edition", () => {
    expect(due(audit, "2026-11-08T22:00:00Z", [], berlin, "2026-11-08T21:30:00.000Z")).toEqual([]);
    expect(due(audit, "2026-11-08T23:00:00Z", [], berlin, "2026-11-08T22:55:00.000Z")).toEqual(["2026-11-02 late final"]);
  });
  it("at another time, in another zone", () => {
    const kolkata: Settings = { ...DEFAULTS, zone: "Asia/Kolkata", schedule: { ...DEFAULTS.schedule, audit: { weekday: 5, time: "18:00" } } };
    expect(due(audit, "2026-11-06T12:29:59Z", [], kolkata)).toEqual([]);
    expect(due(audit, "2026-11-06T12:30:00Z", [], kolkata)).toEqual(["2026-11-02"]);
  });
  it("never goes back more than a year", () => {
    expect(due(audit, "2026-11-25T08:00:00Z", [], berlin, "2019-01-01T00:00:00.000Z")).toHaveLength(52);
  });
});

describe("L4 which briefings are due", () => {
  it("on Monday 07:00 for the week before, once", () => {
    expect(due(briefing, "2026-11-09T05:59:59Z")).toEqual([]);
    expect(due(briefing, "2026-11-09T06:00:00Z")).toEqual(["2026-11-09"].map((period) => `${period} final`));
    expect(due(briefing, "2026-11-09T06:00:00Z", [{ period: "2026-11-09", final: false, at: "2026-11-05T06:00:00.000Z" }])).toEqual(["2026-11-09 final"]);
    expect(due(briefing, "2026-11-09T08:00:00Z", [{ period: "2026-11-09", final: true, at: "2026-11-09T06:00:01.000Z" }])).toEqual([]);
  });
  it("each missed Monday once, marked late", () => {
    expect(due(briefing, "2026-11-24T06:00:00Z")).toEqual(["2026-11-09 late final", "2026-11-16 late final", "2026-11-23 late final"]);
  });
  it("a date means the Monday that its week leads up to", () => {
    expect([briefing.periodOf("2026-11-23", null), briefing.periodOf("2026-11-24", null), briefing.periodOf("2026-11-22", null), audit.periodOf("2026-11-22", null), audit.periodOf("2026-11-23", null)]).toEqual(["2026-11-23", "2026-11-30", "2026-11-23", "2026-11-16", "2026-11-23"]);
  });
  it("without a date, a ledger that began in the week leaves out the week before it, which has nothing to tell", () => {
    expect(["2026-11-22", "2026-11-23", "2026-11-24"].map((began) => briefing.periodOf("2026-11-24", began))).toEqual(["2026-11-30", "2026-11-30", "2026-11-30"]);
    expect(["2026-11-22", "2026-11-23"].map((began) => briefing.periodOf("2026-11-23", began))).toEqual(["2026-11-23", "2026-11-30"]);
    expect(audit.periodOf("2026-11-23", "2026-11-23")).toBe("2026-11-23");
  });
});

describe("L4 laws", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "Asia/Beirut");
  const appointment = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), time: fc.constantFrom("00:00", "02:30", "07:00", "22:00", "23:59") });
  const instant = fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
  it("looked at whenever, every week is written, oldest first, and its final edition exactly once", () => {
    fc.assert(fc.property(fc.constantFrom(audit, briefing), zones, appointment, fc.array(instant, { minLength: 2, maxLength: 12 }), (generator, zone, at, looks) => {
      const settings: Settings = { ...DEFAULTS, zone, schedule: { audit: at, briefing: at } };
      const [since, ...rest] = looks.map((look) => look.toISOString()).sort();
      const finals: string[] = [];
      let reported: Reported = [];
      for (const now of rest) {
        const found: Due[] = generator.due(settings, reported, since ?? "", new Date(now));
        expect(found.map(({ period }) => period)).toEqual(found.map(({ period }) => period).sort());
        for (const { period, final } of found) {
          expect(mondayOf(period)).toBe(period);
          reported = [...reported.filter((entry) => entry.period !== period), { period, final, at: now }];
          if (final) finals.push(period);
        }
        expect(generator.due(settings, reported, since ?? "", new Date(now))).toEqual([]);
      }
      expect(new Set(finals).size).toBe(finals.length);
      const last = dateIn(new Date(rest.at(-1) ?? 0), zone);
      for (const period of finals) expect(period <= last).toBe(true);
    }), { numRuns: 100 });
  });
});
