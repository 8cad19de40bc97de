import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS, readSettings } from "../../src/settings";

describe("F2 settings are read with problems, never with an error", () => {
  it("nothing stored gives the defaults: dry run everywhere (K2), the host's zone", () => {
    expect(readSettings(null, "Asia/Kolkata")).toEqual({ settings: { ...DEFAULTS, zone: "Asia/Kolkata" }, problems: [] });
    expect(readSettings(undefined, "Nowhere/Land").settings.zone).toBe("UTC");
    expect(DEFAULTS.live).toEqual([]);
  });
  it("what was written is read", () => {
    fc.assert(fc.property(fc.record({ currency: fc.constantFrom("EUR", "INR"), live: fc.array(fc.constantFrom("odoo", "x")), undo_seconds: fc.integer({ min: 0, max: 600 }) }), (part) => {
      const written = { ...DEFAULTS, ...part };
      expect(readSettings(JSON.parse(JSON.stringify(written)))).toEqual({ settings: written, problems: [] });
    }));
  });
  it("never throws on any JSON, and what comes back passes when read again", () => {
    const keys = fc.constantFrom("version", "root", "zone", "currency", "limits", "live", "expiry", "services", "schedule", "reports", "paused", "__proto__", "other", "automatic", "audit", "weekday");
    const json = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.dictionary(keys, tie("value"), { noNullPrototype: true })) })).value;
    fc.assert(fc.property(json, (stored) => {
      const { settings } = readSettings(stored);
      expect(readSettings(settings)).toEqual({ settings, problems: [] });
    }), { numRuns: 500, examples: [[{ version: { toString: "" } }]] });
  });
  it("a bad value is named and replaced; its neighbours stay, so that one bad number loosens no other limit", () => {
    const { settings, problems } = readSettings({ limits: { automatic: "10.00", high_risk: "a lot", posts_per_hour: 2 }, schedule: { audit: { weekday: 9, time: "21:00" } }, currency: "Euro" });
    expect(settings.limits).toEqual({ ...DEFAULTS.limits, automatic: "10.00", posts_per_hour: 2 });
    expect(settings.schedule.audit).toEqual({ weekday: 7, time: "21:00" });
    expect(settings.currency).toBe("USD");
    expect(problems).toEqual([
      "Setting currency must be an ISO code like EUR; the default is used.",
      "Setting limits.high_risk must be an amount like 100.00; the default is used.",
      expect.stringMatching(/^Setting schedule\.audit\.weekday .*; the default is used\.$/),
    ]);
  });
  it.each([["text"], [[1]], [7], [{ live: "odoo" }], [{ live: [1] }], [{ limits: [] }], [{ services: { odoo: { url: 5 } } }]])("%j is a problem, and nothing is live", (stored) => {
    const { settings, problems } = readSettings(stored);
    expect(problems).toHaveLength(1);
    expect(settings.live).toEqual([]);
  });
  it.each(["../x", "..", "a/../../b", "/etc", ".obsidian", "a/.git", "a//b", "a/", "C:x", "a\nb", "", "a#b"])("K9 the root %j is refused: it would leave the vault or hide", (root) => {
    expect(readSettings({ root }).settings.root).toBe("AI_Employee");
    expect(readSettings({ root }).problems).toHaveLength(1);
  });
  it.each(["AI_Employee", "Büro/Mitarbeiter", "My employee", "a.b"])("the root %j is taken", (root) => {
    expect(readSettings({ root })).toMatchObject({ settings: { root }, problems: [] });
  });
  it("fields that this version does not know are left out without a word", () => {
    expect(readSettings({ version: 9, later: true, limits: { more: 1 } })).toEqual({ settings: DEFAULTS, problems: [] });
  });
});
