import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uptime } from "../../src/generators/uptime";
import { TestLedger } from "./ledger";

const FROM = new Date("2026-11-16T00:00:00Z");
const TO = new Date("2026-11-17T00:00:00Z");
const day = (build: (ledger: TestLedger) => unknown): number | null => {
  const ledger = new TestLedger();
  build(ledger);
  return uptime(ledger.lines, FROM, TO);
};

describe("L2 uptime as measured", () => {
  it("is what lies between signs of life", () => {
    expect(day((ledger) => ledger.run("2026-11-16T06:00:00Z", "2026-11-16T12:00:00Z"))).toBe(25);
    expect(day((ledger) => ledger.run("2026-11-15T12:00:00Z", "2026-11-17T12:00:00Z"))).toBe(100);
  });
  it("a gap of more than 15 minutes is downtime, and so is what lies before a new start", () => {
    expect(day((ledger) => ledger.open("2026-11-16T06:00:00Z").add("2026-11-16T06:10:00Z", "alive", { jobs: [] }).add("2026-11-16T18:00:00Z", "alive", { jobs: [] }).add("2026-11-16T18:15:00Z", "released", {}))).toBe(1.7);
    expect(day((ledger) => ledger.open("2026-11-16T06:00:00Z").open("2026-11-16T06:10:00Z").add("2026-11-16T06:11:00Z", "released", {}))).toBe(0);
  });
  it("nothing measured is null, not 0", () => {
    expect(day(() => undefined)).toBeNull();
    expect(day((ledger) => ledger.run("2026-11-15T10:00:00Z", "2026-11-15T12:00:00Z"))).toBeNull();
  });
  it("a quarter of an hour missing in a week is not rounded up to 100", () => {
    const ledger = new TestLedger().run("2026-11-15T23:00:00Z", "2026-11-22T23:59:00Z");
    expect(uptime(ledger.lines, FROM, new Date("2026-11-23T00:00:00Z"))).toBe(99.9);
  });
  it("law: never outside 0 to 100, whatever the order of times", () => {
    const events = fc.array(fc.tuple(fc.integer({ min: -200, max: 1700 }), fc.constantFrom("opened" as const, "alive" as const, "released" as const)), { maxLength: 30 });
    fc.assert(fc.property(events, (list) => {
      const base = new TestLedger().open("2026-11-16T00:00:00Z").lines[1];
      const lines = list.flatMap(([minute, event]) => (base ? [{ ...base, event, timestamp: new Date(FROM.getTime() + minute * 60_000).toISOString() }] : []));
      const measured = uptime(lines.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1)), FROM, TO);
      expect(measured === null || (measured >= 0 && measured <= 100)).toBe(true);
    }));
  });
});
