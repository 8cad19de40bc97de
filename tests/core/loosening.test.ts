/** What silently goes wrong here: a settings file that was changed elsewhere lets the employee do more than the owner agreed to on this device (PRODUCT section 3). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confirmChanged, freedomOf, loosenings, readFreedom, tightest, type Freedom } from "../../src/core/loosening";

const amount = fc.integer({ min: 0, max: 5000 }).map((cents) => (cents / 100).toFixed(2));
const count = fc.integer({ min: 0, max: 5 });
const freedom: fc.Arbitrary<Freedom> = fc.record({
  currency: fc.constantFrom("USD", "EUR"),
  limits: fc.record({ automatic: amount, high_risk: amount, posts_per_hour: count, payments_per_hour: count, actions_per_day: count, priced_per_month: amount }),
  live: fc.subarray(["odoo", "x", "linkedin"]),
  expiry: fc.record({ standard_hours: count, payment_hours: count, decision_hours: count }),
  undo_seconds: count,
  posts: fc.record({ late_minutes: count, own_words: fc.subarray(["merger", "award", "recipe"]) }),
});

describe("section 3: loosening from outside", () => {
  it("what holds is never looser than what was confirmed, and never looser than what is wanted", () => {
    fc.assert(
      fc.property(freedom, freedom, (confirmed, wanted) => {
        const holds = tightest(confirmed, wanted);
        expect(loosenings(confirmed, holds)).toEqual([]);
        expect(loosenings({ ...wanted, currency: holds.currency }, holds)).toEqual([]);
      }),
    );
  });

  it("nothing is withheld exactly when nothing was loosened", () => {
    fc.assert(
      fc.property(freedom, freedom, (confirmed, wanted) => {
        expect(loosenings(confirmed, wanted).length === 0).toBe(JSON.stringify(tightest(confirmed, wanted)) === JSON.stringify(wanted));
      }),
    );
  });

  it("a change made on this device confirms that change, and nothing that had arrived before", () => {
    const confirmed: Freedom = { currency: "USD", limits: { automatic: "100.00", high_risk: "1000.00", posts_per_hour: 10, payments_per_hour: 3, actions_per_day: 50, priced_per_month: "10.00" }, live: [], expiry: { standard_hours: 48, payment_hours: 2, decision_hours: 48 }, undo_seconds: 30, posts: { late_minutes: 60, own_words: ["merger", "award"] } };
    const arrived: Freedom = { ...confirmed, limits: { ...confirmed.limits, automatic: "9000.00" }, live: ["odoo"], posts: { late_minutes: 9000, own_words: ["award"] } };
    const wanted = { ...arrived, undo_seconds: 10, posts: { ...arrived.posts, own_words: ["recipe"] } };
    const after = confirmChanged(confirmed, arrived, wanted);
    expect(loosenings(after, wanted)).toEqual(["the automatic limit: 100.00 -> 9000.00", "minutes that a post may be late: 60 -> 9000", "“merger” in a post no longer needs you", "odoo goes live"]);
    expect(tightest(after, wanted).posts).toEqual({ late_minutes: 60, own_words: ["recipe", "merger"] });
  });

  it("a person who changes everything has confirmed everything", () => {
    fc.assert(
      fc.property(freedom, freedom, (confirmed, wanted) => {
        expect(loosenings(confirmChanged(confirmed, confirmed, wanted), wanted)).toEqual([]);
      }),
    );
  });

  it("what a device keeps is read back the same; damage falls back", () => {
    fc.assert(
      fc.property(freedom, freedom, (kept, fallback) => {
        expect(readFreedom(freedomOf(kept), fallback)).toEqual(kept);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), freedom, (kept, fallback) => {
        expect(Object.keys(readFreedom(kept as never, fallback))).toEqual(Object.keys(fallback));
      }),
    );
  });
});
