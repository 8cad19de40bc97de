import { describe, expect, test } from "vitest";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { isWrite, READS, WRITES } from "../../../src/integrations/odoo/calls";
import { sessions } from "../../../src/integrations/odoo/session";
import { writes } from "../../../src/sandbox/odoo/methods";
import { caseOf, OPERATIONS } from "./cases";
import { attemptOf, callTo, nothingToRemember, twinWithCustomers, VERSIONS } from "./kit";

describe.each(VERSIONS)("K2 K3 without permission to write nothing is written, Odoo %s", (version) => {
  test("every operation: perform stops before the wire, everything else only reads", async () => {
    const twin = await twinWithCustomers(version);
    const call = callTo(twin.url, { pace: 0 });
    const operations = Object.entries(odooChannel().operations);
    // What repeats is decided by its schedule, and has no record of its own in Odoo.
    const cases = operations.flatMap(([id, operation]) => (OPERATIONS.includes(id) ? [{ operation, payload: caseOf(id, twin).payload, stands: true }] : operation.examples.map((payload) => ({ operation, payload, stands: false }))));
    expect(cases.length).toBeGreaterThanOrEqual(OPERATIONS.length);
    const before = twin.calls.length;
    for (const [index, { operation, payload, stands }] of cases.entries()) {
      const attempt = attemptOf(`another-${index}`);
      const [facts, rehearsal, finding] = [await operation.facts(payload, call), await operation.rehearse(payload, attempt, call), await operation.lookup(payload, attempt, call)];
      if (!stands) continue;
      expect(facts).toMatchObject({ unreadable: null });
      expect(rehearsal).toMatchObject({ ok: true });
      expect(finding).toMatchObject({ kind: "unclear" });
      await expect(operation.perform(payload, attempt, call, nothingToRemember)).rejects.toThrow("not on the list of reads");
    }
    const seen = twin.calls.slice(before);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.filter((one) => one.write)).toEqual([]);
    await twin.close();
  });

  test.each([
    ["account.move", "load"],
    ["account.move", "action_post"],
    ["account.move", "message_post"],
    ["account.move", "create"],
    ["account.move", "unlink"],
    ["res.partner", "write"],
    ["res.partner", "load"],
    ["mail.mail", "search_read"],
  ])("%s.%s is stopped on the wire", async (model, method) => {
    const twin = await twinWithCustomers(version);
    const odoo = await sessions()(callTo(twin.url));
    const before = twin.calls.length;
    await expect(odoo.ask(model, method, {})).rejects.toThrow("before anything was sent");
    expect(twin.calls).toHaveLength(before);
    await twin.close();
  });
});

describe("K3 the lists of calls", () => {
  test("no read of ours is a write of the twin, every write is", () => {
    for (const method of Object.values(READS).flat()) expect([method, writes(method)]).toEqual([method, false]);
    for (const method of Object.values(WRITES).flat()) expect(writes(method)).toBe(true);
  });
  test("even in live mode only the listed writes exist", () => {
    expect(isWrite("account.move", "load", true)).toBe(true);
    expect(() => isWrite("account.move", "unlink", true)).toThrow("on no list");
    expect(() => isWrite("account.payment", "action_post", true)).toThrow("on no list");
  });
});
