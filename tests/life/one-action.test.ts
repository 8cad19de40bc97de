/**
 * Owns: DESIGN's "life of one action", step by step, against a Gmail and an Odoo that this project did not write.
 * Never: a step taken by anything but the employee, the customer and a person who moves notes.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Office } from "./office";
import type { Wire } from "./wire";

/** What the recorded `load` says: 125.50 USD. */
const LINES = ["2 x Work A @ USD 50.00", "1 x Work B @ USD 25.50", "Total: USD 125.50"];
const INVOICE = "odoo_invoice";
const POST = "odoo_invoice_post";

describe.each<Wire>(["19-json2", "16-xmlrpc"])("O1 O2 O4 the life of one action: Gmail emulator, Odoo as recorded (%s)", (wire) => {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(wire, false);
  });
  afterEach(async () => {
    const { strays } = office;
    expect(office.post.requests).not.toEqual([]);
    await office.close();
    expect(strays).toEqual([]);
  });

  test("K1 K2 K3 O3: rehearsed in dry run without a write, then drafted once and posted once", async () => {
    const { odoo, told } = office;
    await office.receive(LINES);
    expect(await office.pass()).toMatchObject({ observed: 1, proposed: 1, waiting: 1, services: { gmail: { ok: true }, odoo: { ok: true } } });

    // Understood, matched and proposed; the note waits in the vault.
    const proposed = await office.detail(INVOICE);
    const lines = [{ description: "Work A", quantity: "2", unit_price: "50.00" }, { description: "Work B", quantity: "1", unit_price: "25.50" }];
    expect(proposed).toMatchObject({ status: "waiting", amount: "125.50", currency: "USD", high_risk: false, payload: { partner: { kind: "known", name: told.company }, po_number: told.reference, due_date: "2026-12-19", lines, tax: null } });
    expect(proposed.reasons).toEqual(expect.arrayContaining(["amount_over_threshold_and_new_payee", "cross_domain"]));
    expect(await office.notes("Pending_Approval")).toHaveLength(1);

    // Dry run: the same steps, and an approval that sends nothing.
    await office.approve(INVOICE);
    await office.pass();
    expect(await office.detail(INVOICE)).toMatchObject({ status: "simulated", deliveries: [{ findings: ["Would create one draft invoice over 125.50 USD with 2 line(s), tax: none."] }] });
    expect([odoo.writes(), odoo.notes()]).toEqual([[], 0]);
    expect(await office.notes("Completed")).toEqual([]);

    // Going live returns it to waiting: an approval is bound to its mode.
    await office.changeSettings({ live: ["odoo"] });
    await office.pass();
    expect((await office.card(INVOICE)).status).toBe("waiting");
    expect([odoo.writes(), odoo.notes()]).toEqual([[], 0]);

    // Approved again. When the write arrives at Odoo, "started" is already on the disk.
    const onDisk: Record<string, string[]> = {};
    odoo.arrived = async ({ name, write }) => {
      if (write) onDisk[name] = (await office.lines()).filter(({ action_id }) => action_id !== null).map(({ event, action_id }) => `${event} ${action_id ?? ""}`).slice(-1);
    };
    await office.approve(INVOICE);
    await office.pass();
    expect(onDisk).toEqual({ "account.move.load": [`started ${proposed.id}`], "account.move.message_post": [`started ${proposed.id}`] });
    const drafted = await office.detail(INVOICE);
    expect(drafted).toMatchObject({ status: "done", deliveries: [{ receipt: { id: String(told.invoice), difference: null, data: { move_id: told.invoice, state: "draft", name: null, amount_untaxed: "125.50", amount_tax: "0.00", amount_total: "125.50", currency: "USD", due_date: "2026-12-19" } } }] });
    expect(odoo.calls.slice(-1)[0]?.name).not.toBe("account.move.load");
    const [completed = ""] = await office.notes("Completed");
    expect(await office.note("Completed", completed)).toContain(String(told.invoice));

    // Posting is a decision of its own, on the totals that Odoo read back.
    await office.pass();
    const posting = await office.detail(POST);
    expect(posting).toMatchObject({ status: "waiting", amount: "125.50", payload: { invoice_id: told.invoice, total_amount: "125.50", amount_tax: "0.00" } });
    expect([odoo.writes(), odoo.notes()]).toEqual([["account.move.load"], 1]);
    await office.approve(POST);
    await office.pass();
    expect(onDisk["account.move.action_post"]).toEqual([`started ${posting.id}`]);
    expect(await office.detail(POST)).toMatchObject({ status: "done", deliveries: [{ receipt: { label: told.number, difference: null, data: { state: "posted", name: told.number, amount_total: "125.50" } } }] });

    // Nothing is done twice, and the log tells all of it.
    await office.pass();
    await office.pass();
    expect(odoo.writes()).toEqual(["account.move.load", "account.move.action_post"]);
    expect(await office.notes("Completed")).toHaveLength(2);
    // Sending is a further decision, which nobody has taken.
    expect(await office.notes("Pending_Approval")).toEqual([expect.stringMatching(/^INVOICE_send_/) as string]);
    expect(await office.verify()).toMatchObject({ ok: true, first_bad: null, unmatched: [] });
    const story = (await office.lines()).filter(({ action_id, event }) => action_id === proposed.id && event !== "noted");
    expect(story.map(({ event }) => event)).toEqual(["proposed", "granted", "simulated", "returned", "granted", "started", "settled_done", "archived"]);
    expect(story.filter(({ event }) => event === "granted").map(({ actor }) => actor)).toEqual(["person:move", "person:move"]);
  });
});
