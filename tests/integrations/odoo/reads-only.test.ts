import { describe, expect, test } from "vitest";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { isWrite, READS, WRITES } from "../../../src/integrations/odoo/calls";
import { sessions } from "../../../src/integrations/odoo/session";
import { writes } from "../../../src/sandbox/odoo/methods";
import { attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers, VERSIONS } from "./kit";

describe.each(VERSIONS)("K2 K3 without permission to write nothing is written, Odoo %s", (version) => {
  test("every operation: perform stops before the wire, everything else only reads", async () => {
    const twin = await twinWithCustomers(version);
    const call = callTo(twin.url, { pace: 0 });
    const { draft_invoice, post_invoice, ...others } = odooChannel().operations;
    if (!draft_invoice || !post_invoice) throw new Error("operations are missing");
    const drafted = await draft_invoice.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { may_write: true }), nothingToRemember);
    if (drafted.kind !== "done") throw new Error("no draft");
    const [seed] = draft_invoice.followUps?.(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), drafted.receipt) ?? [];
    const cases = [
      { operation: draft_invoice, payload: invoiceFor(twin, "Quiet Garden") },
      { operation: post_invoice, payload: seed?.payload ?? {} },
      ...Object.values(others).flatMap((operation) => operation.examples.map((payload) => ({ operation, payload }))),
    ];
    expect(cases).toHaveLength(4);
    const before = twin.calls.length;
    for (const [index, { operation, payload }] of cases.entries()) {
      const attempt = attemptOf(`another-${index}`);
      expect(await operation.facts(payload, call)).toMatchObject({ unreadable: null });
      expect(await operation.rehearse(payload, attempt, call)).toMatchObject({ ok: true });
      expect(await operation.lookup(payload, attempt, call)).toMatchObject({ kind: "unclear" });
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
