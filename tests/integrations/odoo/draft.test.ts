import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel, Operation } from "../../../src/channel";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { recording } from "../../recordings/odoo/recording";
import { attemptOf, callTo, invoiceFor, nothingToRemember, ours, twinWithCustomers, VERSIONS } from "./kit";

describe.each(VERSIONS)("O2-O4 an invoice in Odoo %s", (version) => {
  let twin: OdooTwin;
  let channel: Channel;
  let draft: Operation;
  let post: Operation;
  beforeEach(async () => {
    twin = await twinWithCustomers(version);
    channel = odooChannel();
    const { draft_invoice, post_invoice } = channel.operations;
    if (!draft_invoice || !post_invoice) throw new Error("operations are missing");
    [draft, post] = [draft_invoice, post_invoice];
  });
  afterEach(() => twin.close());

  const live = () => callTo(twin.url, { may_write: true });
  /** But for the note in the record's log, which has tests of its own. */
  const writes = () => twin.calls.filter((call) => call.write && call.method !== "message_post").map((call) => `${call.model}/${call.method}`);

  test("O4 drafts once, with external ids on header and lines, and reads the totals back", async () => {
    const outcome = await draft.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-0011223344aabb"), live(), nothingToRemember);
    expect(outcome).toMatchObject({
      kind: "done",
      receipt: { difference: null, data: { state: "draft", name: null, currency: "EUR", amount_untaxed: "225.50", amount_tax: "0.00", amount_total: "225.50" } },
    });
    expect(writes()).toEqual(["account.move/load"]);
    expect(twin.calls.every((call) => call.transport !== (version === "19" ? "xmlrpc" : "json2"))).toBe(true);
    const [id] = ours(twin);
    const move = twin.store.find("account.move", id);
    expect(move).toMatchObject({ move_type: "out_invoice", ref: "PO-4711", invoice_date: "2026-11-20", invoice_date_due: "2026-12-20", state: "draft", amount_total: 225.5 });
    const lines = twin.store.rows("account.move.line").filter((line) => line["move_id"] === id);
    expect(lines.map(({ name, quantity, price_unit, tax_ids }) => ({ name, quantity, price_unit, tax_ids }))).toEqual([
      { name: "Design & concept <v2>", quantity: 2.5, price_unit: 80, tax_ids: [] },
      { name: "Hosting", quantity: 1, price_unit: 25.5, tax_ids: [] },
    ]);
    const names = twin.store.rows("ir.model.data").map((row) => row["name"]);
    expect(names).toEqual(["invoice-0011223344aabb", "invoice-0011223344aabb-line-1", "invoice-0011223344aabb-line-2"]);
  });

  test("O3 the request has the columns of the recorded load", async () => {
    await draft.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), live(), nothingToRemember);
    const recorded = recording("19-json2", "080").request.body as { fields: string[]; data: string[][] };
    const sent = twin.calls.find((call) => call.method === "load")?.args;
    expect(sent?.["fields"]).toEqual(recorded.fields);
    const shape = (rows: unknown): unknown => (rows as string[][]).map((row) => row.map((cell) => (cell === "" ? "" : "x")));
    expect(shape(sent?.["data"])).toEqual(shape(recorded.data));
  });

  test("O4 the same key twice is one invoice", async () => {
    const invoice = invoiceFor(twin, "Northwind Studio");
    const first = await draft.perform(invoice, attemptOf("invoice-1"), live(), nothingToRemember);
    const second = await draft.perform(invoice, attemptOf("invoice-1"), live(), nothingToRemember);
    expect(second).toEqual(first);
    expect(writes()).toEqual(["account.move/load"]);
    expect(ours(twin)).toHaveLength(1);
  });

  test("O4 the same key twice at once is one invoice", async () => {
    twin.inject({ on: "account.move/load", commit_after_ms: 60, answer: "normal" });
    const invoice = invoiceFor(twin, "Northwind Studio");
    const call = callTo(twin.url, { may_write: true, pace: 0.2 });
    const both = await Promise.all([1, 2].map(() => draft.perform(invoice, attemptOf("invoice-1"), call, nothingToRemember)));
    expect(both.map(({ kind }) => kind)).toEqual(["done", "done"]);
    expect(ours(twin)).toHaveLength(1);
  });

  test("O3 a chosen tax is sent, computed by Odoo and compared", async () => {
    const tax = { id: 1, name: "15%", rate: "15", included: false };
    const outcome = await draft.perform(invoiceFor(twin, "Northwind Studio", { tax, total_amount: "259.33" }), attemptOf("invoice-1"), live(), nothingToRemember);
    expect(outcome).toMatchObject({ kind: "done", receipt: { difference: null, data: { amount_untaxed: "225.50", amount_tax: "33.83", amount_total: "259.33" } } });
  });

  test("O3 what Odoo computes differently is said on the receipt", async () => {
    const lines = [{ description: "Thirds", quantity: "3", unit_price: "33.333" }];
    const outcome = await draft.perform(invoiceFor(twin, "Northwind Studio", { lines, total_amount: "100.00" }), attemptOf("invoice-1"), live(), nothingToRemember);
    // 16 keeps prices with two decimals: 3 x 33.33.
    const difference = version === "16" ? (expect.stringContaining("Odoo computed 99.99 EUR (tax 0.00 EUR); approved was 100.00 EUR.") as string) : null;
    expect(outcome).toMatchObject({ kind: "done", receipt: { difference } });
  });

  test("O5 what is wrong is refused by name before anything is sent", async () => {
    const northwind = invoiceFor(twin, "Northwind Studio");
    const cases = [
      [{ ...northwind, partner: { kind: "known" as const, id: 9999, name: "Gone" } }, "PARTNER_NOT_FOUND"],
      [{ ...northwind, partner: { kind: "unresolved" as const, name: "Somebody" } }, "PARTNER_NOT_FOUND"],
      [{ ...northwind, partner: { kind: "new" as const, action: "partner-1", name: "Somebody" } }, "PARTNER_NOT_FOUND"],
      [{ ...northwind, currency: "GBP" }, "VALIDATION_ERROR"],
      [{ ...northwind, currency: "XXX" }, "VALIDATION_ERROR"],
      [{ ...northwind, tax: { id: 77, name: "Old", rate: "0", included: false } }, "VALIDATION_ERROR"],
    ] as const;
    for (const [invoice, code] of cases) {
      const outcome = await draft.perform({ ...invoice }, attemptOf("invoice-1"), live(), nothingToRemember);
      expect(outcome).toMatchObject({ kind: "refused", problem: { code } });
    }
    expect(writes()).toEqual([]);
  });

  test("M5 a new partner is created by its own action, then billed", async () => {
    const create = channel.operations["create_partner"];
    const made = await create?.perform({ name: "Blue Door GmbH", email: "info@bluedoor.example", is_company: true }, attemptOf("partner-1"), live(), nothingToRemember);
    if (made?.kind !== "done") throw new Error("the partner was not created");
    const invoice = invoiceFor(twin, "", { partner: { kind: "new", action: "partner-1", name: "Blue Door GmbH" } });
    const outcome = await draft.perform(invoice, attemptOf("invoice-1", { "partner-1": made.receipt }), live(), nothingToRemember);
    expect(outcome).toMatchObject({ kind: "done", receipt: { data: { customer_name: "Blue Door GmbH", partner_id: made.receipt.data["partner_id"] ?? null } } });
  });

  test("M5 a partner that is there by now is used as it is, never overwritten", async () => {
    const before = structuredClone(twin.store.rows("res.partner"));
    const create = channel.operations["create_partner"];
    const outcome = await create?.perform({ name: "Somebody Else", email: "hello@quiet.example", is_company: false }, attemptOf("partner-1"), live(), nothingToRemember);
    expect(outcome).toMatchObject({ kind: "done", receipt: { label: "Quiet Garden", difference: expect.stringContaining("used as it is") as string } });
    expect(twin.store.rows("res.partner")).toEqual(before);
  });

  test("O2 posting is a decision of its own, on the totals that Odoo read back", async () => {
    const attempt = attemptOf("invoice-1");
    const outcome = await draft.perform(invoiceFor(twin, "Northwind Studio"), attempt, live(), nothingToRemember);
    if (outcome.kind !== "done") throw new Error("no draft");
    const [seed, ...more] = draft.followUps?.(invoiceFor(twin, "Northwind Studio"), attempt, outcome.receipt) ?? [];
    if (!seed) throw new Error("no follow-up");
    expect(more).toEqual([]);
    expect(seed).toMatchObject({ operation: "post_invoice", depends_on: ["invoice-1"], payload: { total_amount: "225.50", customer_name: "Northwind Studio" } });
    expect(post.parse(seed.payload)).toMatchObject({ ok: true });
    // The draft is no duplicate of itself.
    const facts = await post.facts(seed.payload, live());
    expect(facts).toEqual({ money: { amount: "225.50", currency: "EUR" }, payee: expect.stringMatching(/^odoo:\d+$/) as string, known_payee: true, unreadable: null, signs: [] });
    // Our own log keeps the posting under the very name that the facts of the next document are compared by.
    expect(seed.keys.booked).toBe(facts.payee);

    const done = await post.perform(seed.payload, attemptOf("post-1"), live(), nothingToRemember);
    expect(done).toMatchObject({ kind: "done", receipt: { label: "INV/2026/00042", difference: null, data: { state: "posted", amount_total: "225.50" } } });
    expect(writes()).toEqual(["account.move/load", "account.move/action_post"]);

    const again = await post.perform(seed.payload, attemptOf("post-1"), live(), nothingToRemember);
    expect(again).toEqual(done);
    expect(writes()).toHaveLength(2);
  });

  test("O3 posting refuses when the draft changed after the approval", async () => {
    const attempt = attemptOf("invoice-1");
    const outcome = await draft.perform(invoiceFor(twin, "Northwind Studio"), attempt, live(), nothingToRemember);
    if (outcome.kind !== "done") throw new Error("no draft");
    const seed = draft.followUps?.(invoiceFor(twin, "Northwind Studio"), attempt, outcome.receipt)[0];
    if (!seed) throw new Error("no follow-up");
    const move = twin.store.find("account.move", Number(outcome.receipt.id));
    Object.assign(move ?? {}, { amount_total: 300, amount_untaxed: 300 });
    expect(await post.perform(seed.payload, attemptOf("post-1"), live(), nothingToRemember)).toMatchObject({ kind: "refused", problem: { code: "INVALID_AMOUNT", cause: expect.stringContaining("300.00 EUR") as string } });
    Object.assign(move ?? {}, { amount_total: 225.5, amount_untaxed: 225.5, state: "cancel" });
    expect(await post.perform(seed.payload, attemptOf("post-1"), live(), nothingToRemember)).toMatchObject({ kind: "refused", problem: { code: "VALIDATION_ERROR" } });
    expect(await post.perform({ ...seed.payload, invoice_id: 9999 }, attemptOf("post-1"), live(), nothingToRemember)).toMatchObject({ kind: "refused", problem: { code: "INVOICE_NOT_FOUND" } });
    expect(writes()).toEqual(["account.move/load"]);
  });

  test("O1 one login, one question for the version, however many calls", async () => {
    const call = live();
    await channel.check(call);
    await draft.facts(invoiceFor(twin, "Northwind Studio"), call);
    await draft.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), call, nothingToRemember);
    const count = (name: string) => twin.calls.filter(({ model, method }) => `${model}/${method}` === name).length;
    expect(version === "19" ? count("web/version") : count("common/authenticate")).toBe(1);
  });
});
