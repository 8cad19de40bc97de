/**
 * Owns: the proof that putting a card aside hides it for a while and never lets it slip (PRODUCT A3), in plain Node.
 * Never: a document.
 */
import { describe, expect, it } from "vitest";
import { readSnoozes, snoozeChoices, snoozedUntil, withSnooze } from "../../src/views/snooze-model";
import { detail, NOW } from "./examples";

const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const until = (over: Parameters<typeof detail>[0], now = NOW, zone = "Europe/Berlin"): string[] => snoozeChoices(detail(over), now, zone).map((choice) => choice.until);

describe("A3 how long a card can be put aside", () => {
  it("an hour, tomorrow at eight by the owner's clock, until two hours are left", () => {
    expect(snoozeChoices(detail(), NOW, "Europe/Berlin")).toEqual([
      { label: "For 1 hour", until: "2026-11-18T10:20:00.000Z" },
      { label: "Until tomorrow, 08:00", until: "2026-11-19T07:00:00.000Z" },
      { label: "Until it has 2 hours left (20 Nov 2026, 08:02)", until: "2026-11-20T07:02:00.000Z" },
    ]);
    expect(until({}, NOW, "Asia/Tokyo")[1]).toBe("2026-11-18T23:00:00.000Z");
  });

  it("tomorrow is the owner's, also when it is tomorrow there already and when the clocks change", () => {
    expect(until({ expires_at: "2026-12-20T00:00:00.000Z" }, new Date("2026-11-18T23:30:00.000Z"))[1]).toBe("2026-11-20T07:00:00.000Z");
    expect(until({ expires_at: "2026-12-20T00:00:00.000Z" }, new Date("2026-10-24T12:00:00.000Z"))[1]).toBe("2026-10-25T07:00:00.000Z");
    expect(until({ expires_at: "2026-12-20T00:00:00.000Z" }, new Date("2026-10-23T12:00:00.000Z"))[1]).toBe("2026-10-24T06:00:00.000Z");
  });

  it("never past its expiry, and only what waits", () => {
    expect(until({ expires_at: later(90).toISOString() })).toEqual([later(60).toISOString()]);
    expect(until({ expires_at: later(60).toISOString() })).toEqual([]);
    expect(until({ status: "unknown" })).toEqual([]);
  });
});

describe("A3 what is put aside", () => {
  const card = detail();
  const held = withSnooze({}, [card], card, later(60).toISOString(), NOW);

  it("comes back when its time is over, its content changes, or it does not wait any more", () => {
    expect(snoozedUntil(held, card, later(59))).toBe(later(60).toISOString());
    expect(snoozedUntil(held, card, later(60))).toBeNull();
    expect(snoozedUntil(held, detail({ fingerprint: "0".repeat(64) }), NOW)).toBeNull();
    expect(snoozedUntil(held, detail({ status: "expired" }), NOW)).toBeNull();
  });

  it("can be had back, and forgets what no longer holds", () => {
    expect(withSnooze(held, [card], card, null, NOW)).toEqual({});
    const other = detail({ id: "act-2" });
    expect(Object.keys(withSnooze(held, [card, other], other, later(5).toISOString(), NOW)).sort()).toEqual(["act-1", "act-2"]);
    expect(Object.keys(withSnooze(held, [other], other, later(5).toISOString(), NOW))).toEqual(["act-2"]);
  });

  it("is read as it was kept; anything else is nothing", () => {
    expect(readSnoozes(JSON.parse(JSON.stringify(held)))).toEqual(held);
    for (const odd of [null, undefined, "x", [1], { "act-1": { until: 5 } }, { "act-1": { until: "soon", fingerprint: "" } }]) expect(readSnoozes(odd)).toEqual({});
  });
});
