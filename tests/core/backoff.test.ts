/** Owns: the numbers of E1. Never: a real wait. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, type Breaker, CLOSED, failed, LONGEST_MS, READ_ATTEMPTS, readDelay, retryAfterMs, succeeded } from "../../src/core/backoff";

describe("E1 backoff of reads", () => {
  it("waits 1, 2, 4, 8 seconds and then gives up", () => {
    expect([1, 2, 3, 4, 5, 6].map((tries) => readDelay(tries, null, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000, null, null]);
  });
  it("jitters by 10%, both ways", () => {
    expect([readDelay(1, null, 0), readDelay(1, null, 0.999999)?.toFixed(0)]).toEqual([900, "1100"]);
  });
  it("never waits less than the service asks, and not on the spot when it asks for more than a minute", () => {
    expect([readDelay(1, 17_000, 0.5), readDelay(4, 500, 0.5), readDelay(1, 60_000, 0.5), readDelay(1, 60_001, 0.5)]).toEqual([17_000, 8_000, 60_000, null]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: READ_ATTEMPTS - 1 }), fc.option(fc.nat(200_000)), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, asked, random) => {
        const wait = readDelay(tries, asked, random);
        return wait === null ? asked !== null && asked > LONGEST_MS : wait <= LONGEST_MS && wait >= (asked ?? 0);
      }),
    );
  });
});

describe("E1 Retry-After", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  it("is read as seconds and as an HTTP date, in its three forms", () => {
    expect(["0", " 17 ", "120"].map((text) => retryAfterMs(text, now))).toEqual([0, 17_000, 120_000]);
    expect(["Sun, 22 Nov 2026 10:00:30 GMT", "Sunday, 22-Nov-26 10:00:30 GMT", "Sun Nov 22 10:00:30 2026"].map((text) => retryAfterMs(text, now))).toEqual([30_000, 30_000, 30_000]);
    expect(retryAfterMs("Sun, 22 Nov 2026 09:00:00 GMT", now)).toBe(0);
  });
  it("says nothing when it is something else", () => {
    for (const text of [undefined, "", "soon", "-5", "1.5", "1e9", "NaN", "2026-", "99999999999", "Sun, 99 Nov 2026 10:00:30 GMT"]) expect(retryAfterMs(text, now)).toBeNull();
  });
  it("any number of seconds comes back as that many milliseconds, any date as the time until then", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        expect(retryAfterMs(String(seconds), now)).toBe(seconds * 1_000);
        expect(retryAfterMs(new Date(now.getTime() + seconds * 1_000).toUTCString(), now)).toBe(seconds * 1_000);
      }),
    );
  });
});

describe("E1 jitter", () => {
  it("keeps every wait within 10% of 1, 2, 4, 8 seconds, and never above 60", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: READ_ATTEMPTS - 1 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (tries, random) => {
        const wait = readDelay(tries, null, random) ?? Number.NaN;
        const plain = 1_000 * 2 ** (tries - 1);
        expect(wait).toBeGreaterThanOrEqual(0.9 * plain);
        expect(wait).toBeLessThanOrEqual(Math.min(60_000, 1.1 * plain));
      }),
    );
  });
});

describe("E1 breaker", () => {
  const fail = (times: number[], from: Breaker = CLOSED): Breaker => times.reduce(failed, from);

  it("opens with the fifth failure within 60 seconds, not with five over a longer time", () => {
    expect(fail([0, 1, 2, 59_999]).state).toBe("closed");
    expect(fail([0, 1, 2, 3, 59_999]).state).toBe("open");
    expect(fail([0, 1, 2, 3, 60_000]).state).toBe("closed");
    expect(fail([0, 20_000, 40_000, 60_000, 80_000, 100_000]).state).toBe("closed");
  });

  it("lets one probe through after 30 seconds, and closes with two successes", () => {
    const open = fail([0, 0, 0, 0, 0]);
    expect(admit(open, 29_999)).toMatchObject({ allowed: false, again_at: 30_000 });
    const first = admit(open, 30_000);
    expect(first.allowed).toBe(true);
    expect(admit(first.breaker, 30_001).allowed).toBe(false);
    const second = admit(succeeded(first.breaker), 30_002);
    expect(second).toMatchObject({ allowed: true, breaker: { state: "probing" } });
    expect(succeeded(second.breaker)).toEqual(CLOSED);
  });

  it("a failed probe opens it again for 30 seconds; a lost probe frees its place", () => {
    const probing = admit(fail([0, 0, 0, 0, 0]), 30_000).breaker;
    expect(admit(failed(probing, 31_000), 60_999).allowed).toBe(false);
    expect(admit(failed(probing, 31_000), 61_000).allowed).toBe(true);
    expect(admit(probing, 60_000).allowed).toBe(true);
  });

  it("a late success while open changes nothing, and a clock set back does not keep it shut", () => {
    const open = fail([90_000, 90_000, 90_000, 90_000, 90_000]);
    expect(succeeded(open)).toBe(open);
    expect(admit(open, 1_000).allowed).toBe(true);
  });

  it("never lets a second call through while a probe is on its way, in any order", () => {
    const step = fc.record({ wait: fc.nat(20_000), what: fc.constantFrom("ask", "fail", "succeed") });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let breaker: Breaker = fail([0, 0, 0, 0, 0]);
        let now = 0;
        let probe: number | null = null;
        for (const { wait, what } of steps) {
          now += wait;
          if (what === "ask") {
            const asked = admit(breaker, now);
            if (breaker.state !== "closed" && asked.allowed && probe !== null && now - probe < 30_000) return false;
            if (asked.breaker.state === "probing" && asked.allowed) probe = now;
            breaker = asked.breaker;
          } else {
            breaker = what === "fail" ? failed(breaker, now) : succeeded(breaker);
            probe = null;
          }
        }
        return true;
      }),
    );
  });
});
