/** Owns: proof of M7. Never: a refusal; a duplicate is a warning. */
import { describe, expect, it } from "vitest";
import type { DuplicateKeys } from "../../src/core/action";
import { findDuplicate } from "../../src/core/duplicates";
import type { Recent } from "../../src/core/state";

const NOW = new Date("2026-11-16T12:00:00.000Z");
const DAY = 86_400_000;
const KEYS: DuplicateKeys = { thread: null, po_number: null, partner: null };
const earlier = (change: Partial<Recent> = {}, days = 1): Recent => ({
  action: "old", at: new Date(NOW.getTime() - days * DAY).toISOString(), type: "invoice", keys: KEYS, money: { amount: "120.00", currency: "EUR" }, label: "INV/2026/0042", ...change,
});
const candidate = { id: "new", type: "invoice", keys: KEYS, money: { amount: "120", currency: "EUR" } };
const found = (keys: Partial<DuplicateKeys>, old: Recent, change: Partial<typeof candidate> = {}): string | null =>
  findDuplicate({ ...candidate, ...change, keys: { ...KEYS, ...keys } }, [old], NOW)?.text ?? null;

describe("M7 looks like", () => {
  it.each<[string, Partial<DuplicateKeys>]>([
    ["the same reference ", { po_number: "PO-7" }],
    ["the same mail thread and amount", { thread: "t1" }],
    ["the same partner and amount within 30 days", { partner: "ada@example.com" }],
  ])("%s", (why, keys) => {
    expect(found(keys, earlier({ keys: { ...KEYS, ...keys } }))).toBe(`Looks like INV/2026/0042: ${why}${keys.po_number ?? ""}.`);
  });

  it("the same reference counts whatever the amount; thread and partner only with the same money", () => {
    const other = { amount: "121.00", currency: "EUR" };
    expect(found({ po_number: "PO-7" }, earlier({ keys: { ...KEYS, po_number: "po-7" }, money: other }))).not.toBeNull();
    expect(found({ thread: "t1" }, earlier({ keys: { ...KEYS, thread: "t1" }, money: other }))).toBeNull();
    expect(found({ partner: "ada" }, earlier({ keys: { ...KEYS, partner: "ada" }, money: { amount: "120.00", currency: "USD" } }))).toBeNull();
    expect(found({ partner: "ada" }, earlier({ keys: { ...KEYS, partner: "ada" }, money: null }))).toBeNull();
  });

  it("what is not known is never the same", () => {
    expect(found({}, earlier())).toBeNull();
  });

  it("30 days, another type, or itself: nothing", () => {
    const keys = { ...KEYS, partner: "ada" };
    expect(found(keys, earlier({ keys }, 29.99))).not.toBeNull();
    expect(found(keys, earlier({ keys }, 30))).toBeNull();
    expect(found(keys, earlier({ keys, type: "payment" }))).toBeNull();
    expect(found(keys, earlier({ keys, action: "new" }))).toBeNull();
  });

  it("it is a warning, not a fraud sign, and names the newest", () => {
    const keys = { ...KEYS, partner: "ada" };
    const sign = findDuplicate({ ...candidate, keys }, [earlier({ keys }, 5), earlier({ keys, action: "newer", label: null }, 2)], NOW);
    expect(sign).toEqual({ code: "possible_duplicate", fraud: false, text: "Looks like newer: the same partner and amount within 30 days." });
  });

  it("of two that are alike the later carries the sign; the earlier only once the later exists at the service", () => {
    const keys = { ...KEYS, partner: "ada" };
    const own = earlier({ keys, action: "new", label: null }, 2);
    const later = earlier({ keys, action: "later", label: null }, 1);
    const judged = (recent: Recent[]) => findDuplicate({ ...candidate, keys }, recent, NOW);
    expect(judged([own, later])).toBeNull();
    expect(judged([own, { ...later, label: "INV/2026/0043" }])?.text).toContain("INV/2026/0043");
    expect(judged([later, own])).not.toBeNull();
  });
});
