/**
 * Owns: whether a morning went right, said by those who cannot be fooled by a screen: Odoo's records, what was asked of the services, the
 * ledger, the folders.
 * Never: the page.
 */
import { strict as assert } from "node:assert";
import { ledger, notes, until, verifyLog } from "./owner.mjs";

/** What must stand in Odoo, by the story's names. */
const EXPECTED = {
  amber: ["Amber Bakery", 240, "2026-12-07"],
  cobalt: ["Cobalt Cycles", 380, "2026-12-23"],
  elm: ["Elm Street Books", 167, "2026-12-31"],
  fjord: ["Fjord Outdoor", 2400, "2026-12-23"],
  maple: ["Maple Nursery", 120, null],
  glass: ["Glasshaus Berlin GmbH", 480, null],
  iris: ["Iris Films", 600, null],
  kestrel: ["Kestrel Press", 275, "2026-12-23"],
  lumen: ["Lumen Dental", 312, "2026-12-23"],
};

export async function judgeMorning({ folder, business, device }, { approved, partner, rejected, snoozed, undoes }) {
  const { store, calls } = business.odoo;
  const partners = new Map(store.rows("res.partner").map((row) => [row.id, row.name]));
  const drafted = store.rows("account.move").filter((row) => row.invoice_origin);

  // Each approved request once, with what was approved; nothing else at all.
  assert.deepEqual(drafted.map((row) => row.invoice_origin).sort(), Object.values(approved).sort());
  for (const [name, id] of Object.entries(approved)) {
    const row = drafted.find((one) => one.invoice_origin === id);
    const [customer, amount, due] = EXPECTED[name];
    assert.equal(partners.get(Array.isArray(row.partner_id) ? row.partner_id[0] : row.partner_id), customer, name);
    assert.equal(Number(row.amount_total), amount, name);
    if (due !== null) assert.equal(row.invoice_date_due, due, name);
    assert.equal(row.state, "draft", "posting is a decision of its own");
  }
  assert.equal([...partners.values()].filter((name) => name === "Glasshaus Berlin GmbH").length, 1);
  assert.equal(calls.filter(({ model, method }) => model === "account.move" && method === "load").length, Object.keys(approved).length, "a load for each invoice; the one that was lost on its way never came there");
  assert.ok(business.gmail.calls.every(({ method, path }) => method === "GET" || path === "/token"), "the mailbox is only read");

  const lines = ledger(folder);
  const events = (id) => lines.filter((line) => line.action_id === id).map(({ event }) => event);
  for (const id of Object.values(approved)) {
    const own = events(id);
    assert.ok(own.indexOf("granted") < own.indexOf("started"), "nothing leaves before a person has said so");
  }
  for (const id of [...rejected, snoozed]) assert.ok(!events(id).includes("started"));
  for (const id of rejected) assert.ok(events(id).includes("denied"));
  if (undoes) assert.ok(events(approved.elm).includes("undone"));
  assert.ok(events(approved.elm).includes("edited"));
  assert.ok(events(approved.maple).includes("renewed"));
  assert.ok(events(approved.kestrel).includes("resent"));
  assert.ok(events(approved.lumen).includes("resolved_happened"));
  assert.ok(events(partner).includes("settled_done"));

  const filed = (name, id) => until(() => notes(folder, name).some((path) => path.includes(id)), `the note of ${id} in ${name}`);
  for (const id of [...Object.values(approved), partner]) await filed("Completed", id);
  for (const id of rejected) await filed("Rejected", id);
  await filed("Pending_Approval", snoozed);
  const { ok, first_bad } = await verifyLog(folder, device.state);
  assert.ok(ok, `the log's chain is broken: ${JSON.stringify(first_bad)}`);
}
