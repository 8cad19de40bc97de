/** Owns: proof that a rehearsal judges the recorded facts by changed rules, and says what was not measured (PRODUCT section 3). Never: a clock. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { CapKind } from "../../src/core/caps";
import type { PolicyFacts } from "../../src/core/policy";
import { changedText, rehearsalText, rehearse, type Rehearsal, type Rules } from "../../src/core/rehearsal";
import { DEFAULTS } from "../../src/settings";
import { judged, proposal, TestLedger } from "../generators/ledger";

const RULES: Rules = { currency: "EUR", limits: DEFAULTS.limits, expiry: DEFAULTS.expiry, undo_seconds: 30 };
const limit = (automatic: string, high_risk = "1000.00"): Rules => ({ ...RULES, limits: { ...RULES.limits, automatic, high_risk } });
const FACTS: PolicyFacts = { label: "Draft an invoice", rule: "amount", expiry: "standard", money: null, known_payee: true, unreadable: null, edited: false };
const minutes = (count: number): string => new Date(Date.parse("2026-11-16T08:00:00Z") + count * 60_000).toISOString();
const payments = (): CapKind => "payment";

class Month extends TestLedger {
  ask(at: string, id: string, amount: string, facts: Partial<PolicyFacts> = {}, origin: "person" | "mail" = "person"): this {
    const money = { amount, currency: "EUR" };
    return this.add(at, "proposed", { ...judged(at, proposal(id, { money, origin: { kind: origin, id } })), facts: [{ ...FACTS, money, ...facts }] }, { action_id: id });
  }
}
const ledger = (): Month => new Month().open(minutes(-1));
const over = (month: TestLedger, before: Rules, after: Rules, kindOf = payments): Rehearsal => rehearse(month.lines, before, after, kindOf);

describe("section 3 policy rehearsal", () => {
  it("a higher limit lets more run by itself, but not what a person decides for another reason", () => {
    const month = ledger().ask(minutes(0), "small", "80.00").ask(minutes(1), "middle", "150.00").ask(minutes(2), "mailed", "90.00", {}, "mail").ask(minutes(3), "stranger", "120.00", { known_payee: false });
    const found = over(month, RULES, limit("200.00"));
    expect(found).toMatchObject({ requests: 4, not_measured: 0, automatic: { before: 1, after: 2 } });
    expect(found.changed.map(({ id, before, after }) => [id, before, after])).toEqual([["middle", "person", "automatic"]]);
    expect(rehearsalText(found, 4)[0]).toBe("In the last 4 weeks 2 of 4 requests would have run by themselves instead of 1.");
    expect(found.changed.map(changedText)).toEqual(["Invoice for middle: by itself, not after asking you"]);
  });

  it("the second limit, and a currency that is not the owner's any more", () => {
    const month = ledger().ask(minutes(0), "a", "80.00").ask(minutes(1), "b", "600.00");
    expect(over(month, RULES, limit("100.00", "500.00"))).toMatchObject({ automatic: { before: 1, after: 1 }, high_risk: { before: 0, after: 1 } });
    expect(over(month, RULES, { ...RULES, currency: "USD" }).automatic).toEqual({ before: 1, after: 0 });
  });

  it("a line from before facts were kept is not measured and counts for neither side", () => {
    const found = over(ledger().propose(minutes(0), "old").ask(minutes(1), "new", "80.00"), RULES, limit("1000.00"));
    expect(found).toMatchObject({ requests: 1, not_measured: 1 });
    expect(rehearsalText(found, 4).at(-1)).toBe("Not measured: 1 request from before the facts were kept in the log.");
    expect(rehearsalText(over(new Month(), RULES, RULES), 4)).toEqual(["In the last 4 weeks nothing was asked for whose facts are known."]);
  });

  it("a request counts once, as it was last judged before its decision", () => {
    const month = ledger().ask(minutes(0), "a", "80.00");
    month.add(minutes(1), "edited", { ...judged(minutes(1), proposal("a")), facts: [{ ...FACTS, money: { amount: "80.00", currency: "EUR" }, edited: true }], by: "person", changed: [], fields: {} }, { action_id: "a" });
    expect(over(month, RULES, RULES)).toMatchObject({ requests: 1, automatic: { before: 0, after: 0 } });
  });

  it("caps: what was started beyond a lower one would have been held; what never left does not count", () => {
    const month = ledger();
    for (const [index, id] of ["a", "b", "c"].entries()) month.ask(minutes(index), id, "80.00").grant(minutes(index + 5), id).start(minutes(index + 6), id);
    const lower = { ...RULES, limits: { ...RULES.limits, payments_per_hour: 1 } };
    expect(over(month, RULES, lower).held).toEqual({ before: 0, after: 2 });
    expect(over(month, RULES, lower, () => "other").held).toEqual({ before: 0, after: 0 });
    month.add(minutes(20), "settled_not_attempted", { problem: { code: "BUSY", effect: "", cause: "", next: "" }, again_at: minutes(30) }, { action_id: "b", delivery: "odoo" });
    expect(over(month, RULES, lower).held.after).toBe(1);
  });

  it("times: a decision that comes too late, an approval that no longer holds, an undo that is too short", () => {
    const month = ledger().ask(minutes(0), "slow", "500.00").ask(minutes(0), "paid", "500.00", { expiry: "payment" });
    month.grant(minutes(90), "slow").grant(minutes(90), "paid").add(minutes(90.4), "undone", { by: "owner" }, { action_id: "paid" }).start(minutes(300), "slow");
    const found = over(month, RULES, { ...RULES, expiry: { standard_hours: 3, payment_hours: 1, decision_hours: 2 }, undo_seconds: 10 });
    expect(found).toMatchObject({ too_late: { before: 0, after: 1 }, lapsed: { before: 0, after: 1 }, not_undone: { before: 0, after: 1 } });
    expect(rehearsalText(found, 4)).toEqual([
      "In the last 4 weeks all 2 requests would have been decided as by the rules now: 0 by themselves.",
      "1 decision of yours would have come too late instead of 0.",
      "1 approval would no longer have held when the work started instead of 0.",
      "1 decision could not have been taken back instead of 0.",
    ]);
  });

  const cents = fc.integer({ min: 1, max: 300_000 });
  const text = (value: number): string => (value / 100).toFixed(2);
  it("law: a higher limit never lets fewer run, and the same rules change nothing", () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 8 }), cents, cents, (amounts, a, b) => {
        const month = ledger();
        for (const [index, amount] of amounts.entries()) month.ask(minutes(index), `r${index}`, text(amount));
        const [low, high] = [limit(text(Math.min(a, b))), limit(text(Math.max(a, b)))];
        const found = over(month, low, high);
        expect(found.automatic.after).toBeGreaterThanOrEqual(found.automatic.before);
        expect(found.automatic.after).toBe(amounts.filter((amount) => amount <= Math.max(a, b)).length);
        expect(over(month, high, high).changed).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
