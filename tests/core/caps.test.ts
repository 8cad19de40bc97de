/** Owns: proof of the caps of PRODUCT section 3. Never: a clock. */
import { describe, expect, it } from "vitest";
import { capReached, type CapKind } from "../../src/core/caps";
import type { Started } from "../../src/core/state";

const NOW = new Date("2026-11-16T12:00:00.000Z");
const CAPS = { posts_per_hour: 10, payments_per_hour: 3, actions_per_day: 50 };
const ago = (minutes: number, operation: CapKind): Started => ({ at: new Date(NOW.getTime() - minutes * 60_000).toISOString(), action: "a", channel: "c", operation, money: null });
const reached = (kind: CapKind, started: Started[], caps = CAPS): string | null => capReached(kind, started, (entry) => entry.operation as CapKind, caps, NOW);
const many = (count: number, minutes: number, kind: CapKind): Started[] => Array.from({ length: count }, () => ago(minutes, kind));

describe("section 3: caps", () => {
  it.each<[CapKind, number]>([["post", 10], ["payment", 3]])("%s: the hour holds %i, and an hour later there is room", (kind, limit) => {
    expect(reached(kind, many(limit - 1, 1, kind))).toBeNull();
    expect(reached(kind, many(limit, 1, kind))).toContain(`${limit} ${kind}s were started in the last hour; the limit is ${limit}.`);
    expect(reached(kind, many(limit, 59.99, kind))).not.toBeNull();
    expect(reached(kind, many(limit, 60, kind))).toBeNull();
  });

  it("kinds do not count against each other's hour", () => {
    expect(reached("payment", many(9, 1, "post"))).toBeNull();
    expect(reached("other", [...many(10, 1, "post"), ...many(3, 1, "payment")])).toBeNull();
  });

  it("everything counts against the day", () => {
    expect(reached("other", many(49, 23 * 60, "other"))).toBeNull();
    expect(reached("other", many(50, 23 * 60, "other"))).toContain("50 actions were started in the last 24 hours");
    expect(reached("payment", many(50, 24 * 60, "other"))).toBeNull();
  });

  it("a cap of 0 lets nothing start", () => {
    expect(reached("post", [], { ...CAPS, posts_per_hour: 0 })).not.toBeNull();
    expect(reached("other", [], { ...CAPS, actions_per_day: 0 })).not.toBeNull();
  });

  it("a clock that was set back does not open the gate: what lies in the future counts", () => {
    expect(reached("payment", many(3, -30, "payment"))).not.toBeNull();
  });
});
