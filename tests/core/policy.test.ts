/** Owns: proof of every row of PRODUCT section 3. Never: facts read from anywhere. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { judge, newReasons, POLICY, type PolicyCase } from "../../src/core/policy";
import type { Verdict } from "../../src/core/action";

const CASE: PolicyCase = {
  label: "Draft an invoice",
  rule: "amount",
  origin: { kind: "person", id: null },
  money: { amount: "100.00", currency: "EUR" },
  known_payee: true,
  unreadable: null,
  signs: [],
  edited: false,
  limits: { currency: "EUR", automatic: "100.00", high_risk: "1000.00" },
};
const of = (change: Partial<PolicyCase>): Verdict => judge([{ ...CASE, ...change }]);
const codes = (change: Partial<PolicyCase>): string[] => of(change).reasons.map(({ code }) => code);
const euro = (amount: string) => ({ amount, currency: "EUR" });
const WARNING = { code: "possible_duplicate", text: "Looks like INV/2026/0042.", fraud: false };
const FRAUD = { code: "spf_failed", text: "SPF failed.", fraud: true };

describe("section 3: what runs by itself", () => {
  it("an amount up to the limit with a known payee, and a scheduled post", () => {
    expect(of({})).toMatchObject({ decision: "allow", high_risk: false, reasons: [{ code: "within_policy" }] });
    expect(of({ rule: "scheduled_post", origin: { kind: "schedule", id: "s" }, money: null, known_payee: null }).decision).toBe("allow");
  });

  it.each([
    ["100.00", "allow"],
    ["100", "allow"],
    ["100.000", "allow"],
    ["-100.00", "allow"],
    ["0.00", "allow"],
    ["99.99", "allow"],
    ["100.01", "ask"],
    ["100.0001", "ask"],
    ["-100.01", "ask"],
    ["1000000", "ask"],
  ])("exactly 100.00 is automatic: %s -> %s", (amount, decision) => {
    expect(of({ money: euro(amount) }).decision).toBe(decision);
  });
});

describe("section 3: what a person decides, and the reason on the card", () => {
  it.each<[string, Partial<PolicyCase>, string[]]>([
    ["above the limit", { money: euro("100.01") }, ["amount_over_threshold"]],
    ["new payee", { known_payee: false }, ["new_payee"]],
    ["both at once is one reason", { money: euro("100.01"), known_payee: false }, ["amount_over_threshold_and_new_payee"]],
    ["another currency", { money: { amount: "1.00", currency: "JPY" } }, ["other_currency"]],
    ["no amount", { money: null }, ["amount_unknown"]],
    ["payee not read", { known_payee: null }, ["facts_unreadable"]],
    ["facts not read", { unreadable: "Odoo did not answer." }, ["facts_unreadable"]],
    ["from mail", { origin: { kind: "mail", id: "gmail:1" } }, ["cross_domain"]],
    ["from chat", { origin: { kind: "chat", id: "wa:1" } }, ["cross_domain"]],
    ["from an agent", { origin: { kind: "agent", id: null } }, ["proposed_by_agent"]],
    ["from a generator", { origin: { kind: "generator", id: null } }, ["proposed_by_agent"]],
    ["from a foreign note", { origin: { kind: "note", id: null } }, ["from_note"]],
    ["not in the table", { rule: "person", money: euro("1.00") }, ["always_person"]],
    ["a reply", { rule: "reply", money: null, known_payee: null }, ["reply"]],
    ["a post that nobody scheduled", { rule: "scheduled_post", origin: { kind: "generator", id: null }, money: null }, ["proposed_by_agent", "not_scheduled"]],
    ["a post out of a mail", { rule: "scheduled_post", origin: { kind: "mail", id: "m" }, money: null }, ["not_scheduled"]],
    ["a warning", { signs: [WARNING] }, ["possible_duplicate"]],
    ["a fraud sign", { signs: [FRAUD] }, ["fraud_sign"]],
    ["changed after it was proposed", { edited: true }, ["edited"]],
    ["everything at once", { money: euro("5000"), known_payee: false, origin: { kind: "mail", id: "m" }, signs: [FRAUD, WARNING] }, ["amount_over_threshold_and_new_payee", "cross_domain", "fraud_sign", "possible_duplicate"]],
  ])("%s", (_what, change, expected) => {
    expect(of(change).decision).toBe("ask");
    expect(codes(change)).toEqual(expected);
  });

  it("every row of the table is reached by a case, and every reason is a sentence with the facts that decided", () => {
    const silent = POLICY.filter((row) => !ALL.some((change) => row.speaks({ ...CASE, ...change })));
    expect(silent.map(({ name }) => name)).toEqual([]);
    for (const change of ALL) for (const { text } of of(change).reasons) expect(text).toMatch(/^.{10,}\.$/);
    expect(of({ money: euro("1234.5") }).reasons[0]?.text).toContain("1,234.50 EUR");
  });
});

const ALL: Partial<PolicyCase>[] = [
  {}, { money: euro("101") }, { known_payee: false }, { money: euro("101"), known_payee: false }, { money: null }, { money: { amount: "1", currency: "USD" } }, { known_payee: null },
  { origin: { kind: "mail", id: "m" } }, { origin: { kind: "agent", id: null } }, { origin: { kind: "note", id: null } }, { rule: "person" }, { rule: "reply" },
  { rule: "scheduled_post", origin: { kind: "action", id: "a" } }, { signs: [WARNING] }, { signs: [FRAUD] }, { edited: true },
];

describe("section 3: high risk", () => {
  it.each<[string, Partial<PolicyCase>, boolean]>([
    ["exactly the second limit", { money: euro("1000.00") }, false],
    ["a cent above it", { money: euro("1000.01") }, true],
    ["a credit of that size", { money: euro("-1000.01") }, true],
    ["a fraud sign on a small amount", { signs: [FRAUD], money: euro("1.00") }, true],
    ["a warning", { signs: [WARNING] }, false],
    ["a large amount under a rule without amounts", { rule: "person", money: euro("5000") }, true],
  ])("%s", (_what, change, high) => {
    expect(of(change).high_risk).toBe(high);
  });

  it("an amount in another currency above the number of the second limit is high risk: better asked twice than once too few", () => {
    expect(of({ money: { amount: "1000.01", currency: "USD" } }).high_risk).toBe(true);
  });
});

describe("laws of the table", () => {
  const anyCase: fc.Arbitrary<PolicyCase> = fc.record({
    label: fc.constant("x"),
    rule: fc.constantFrom("amount", "person", "scheduled_post", "reply"),
    origin: fc.constantFrom("mail", "chat", "note", "agent", "generator", "schedule", "person", "action").map((kind) => ({ kind, id: null })),
    money: fc.option(fc.record({ amount: fc.integer({ min: -200_000, max: 200_000 }).map((cents) => (cents / 100).toFixed(2)), currency: fc.constantFrom("EUR", "USD") })),
    known_payee: fc.constantFrom(true, false, null),
    unreadable: fc.constantFrom(null, null, "not read"),
    signs: fc.subarray([WARNING, FRAUD]),
    edited: fc.boolean(),
    limits: fc.constant(CASE.limits),
  });

  it("nothing runs by itself but the two rows that say so", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        if (judge([one]).decision !== "allow") return;
        const small = one.rule === "amount" && one.money !== null && one.money.currency === "EUR" && Math.abs(Number(one.money.amount)) <= 100 && one.known_payee === true;
        const scheduled = one.rule === "scheduled_post" && (one.origin.kind === "schedule" || one.origin.kind === "person");
        expect(small || scheduled).toBe(true);
        expect([one.unreadable, one.signs]).toEqual([null, []]);
        expect(["agent", "generator", "note", "mail", "chat"].includes(one.origin.kind) && one.rule === "amount").toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("several deliveries are as strict as the strictest of them", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 4 }), (cases) => {
        const whole = judge(cases);
        expect(whole.decision).toBe(cases.every((one) => judge([one]).decision === "allow") ? "allow" : "ask");
        expect(whole.high_risk).toBe(cases.some((one) => judge([one]).high_risk));
      }),
    );
  });

  const shown = (change: Partial<PolicyCase>) => ({ verdict: of(change), signs: change.signs ?? [] });
  const fresh = (before: Partial<PolicyCase>, now: Partial<PolicyCase>): string[] => newReasons(shown(before), shown(now)).map(({ code }) => code);

  it("a reason that was shown is not new, one that was not is", () => {
    expect(fresh({}, {})).toEqual([]);
    expect(fresh({ known_payee: false }, {})).toEqual([]);
    expect(fresh({}, { known_payee: false })).toEqual(["new_payee"]);
    expect(fresh({ known_payee: false }, { known_payee: false, signs: [FRAUD] })).toEqual(["fraud_sign"]);
    expect(fresh({ signs: [WARNING, FRAUD] }, { signs: [FRAUD] })).toEqual([]);
  });

  it("high risk by a limit that was lowered since is new although the amount is the same", () => {
    const money = euro("900.00");
    const limits = { ...CASE.limits, high_risk: "500.00" };
    expect(fresh({ money }, { money, limits })).toEqual(["high_risk"]);
    expect(fresh({ money, limits }, { money, limits: { ...limits, high_risk: "400.00" } })).toEqual([]);
  });

  it("a second fraud sign, and a second warning, are new although the card showed a first", () => {
    const other = { code: "reply_to_elsewhere", text: "Replies go elsewhere.", fraud: true };
    const again = { code: "unusual_amount", text: "Unusual for this partner.", fraud: false };
    expect(fresh({ signs: [FRAUD] }, { signs: [FRAUD, other] })).toEqual(["reply_to_elsewhere"]);
    expect(fresh({ signs: [WARNING] }, { signs: [WARNING, again] })).toEqual(["unusual_amount"]);
  });

  it("the same sign in other words is not a new one: the duplicate has got its number meanwhile", () => {
    expect(fresh({ signs: [WARNING] }, { signs: [{ ...WARNING, text: "Looks like INV/2026/0043." }] })).toEqual([]);
  });
});
