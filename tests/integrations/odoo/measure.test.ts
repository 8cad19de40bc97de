/** Owns: proof that the owner's figures are what stands in Odoo's books, read and never written, and that a recurring payment means exactly one bill (PRODUCT L3, O2, O6). Never: a real Odoo. */
import { afterEach, describe, expect, it } from "vitest";
import { askedOn } from "../../../src/core/measure";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import type { JsonObject } from "../../../src/core/json";
import { callTo, twinWithCustomers, VERSIONS } from "./kit";

let twin: OdooTwin | null = null;
afterEach(async () => {
  await twin?.close();
  twin = null;
});

const out = { partner: "Northwind Studio", move_type: "out_invoice" } as const;
const bill = { partner: "Quiet Garden", move_type: "in_invoice" } as const;
const MOVES = [
  { ...out, name: "INV/1", date: "2026-11-18", amount: "100" },
  { ...out, name: "INV/2", date: "2026-11-10", amount: "40" },
  { ...out, name: "INV/3", date: "2026-11-02", amount: "7.50" },
  { ...out, name: "INV/4", date: "2026-10-05", amount: "1000" },
  { ...bill, name: "BILL/1", date: "2026-11-20", amount: "24" },
];

describe.each(VERSIONS)("Odoo %s", (version) => {
  it("revenue of the week, the month up to then and before; overdue with days; open bills", async () => {
    twin = await twinWithCustomers(version, { moves: MOVES });
    const rows = twin.store.rows("account.move");
    for (const row of rows) row["invoice_date_due"] = row["name"] === "INV/2" ? "2026-11-12" : row["name"] === "INV/4" ? "2026-10-20" : "2026-12-20";
    const before = JSON.stringify(rows);
    const found = await odooChannel().measure?.(callTo(twin.url), askedOn("2026-11-23"));
    expect(found?.revenue).toEqual({ week: "100.00", week_before: "40.00", month: "147.50", month_before: "1000.00" });
    expect(found?.overdue.map(({ label, due_date, open }) => [label, due_date, open.amount])).toEqual([["INV/4", "2026-10-20", "1000.00"], ["INV/2", "2026-11-12", "40.00"]]);
    expect(found?.overdue[0]).toMatchObject({ partner: "Northwind Studio", email: "office@northwind.example" });
    expect(found?.payable.map(({ label, partner }) => [label, partner])).toEqual([["BILL/1", "Quiet Garden"]]);
    expect(JSON.stringify(twin.store.rows("account.move"))).toBe(before);
  });

  it("not set up: no figure, and nobody is asked", async () => {
    expect(await odooChannel().measure?.(callTo("http://127.0.0.1:1", { fields: { url: "" } }), askedOn("2026-11-23"))).toBeNull();
  });

  it("O6 a recurring payment means the one open bill of the same amount; of none or two it says so", async () => {
    twin = await twinWithCustomers(version, { moves: [{ ...bill, name: "BILL/1", date: "2026-12-01", amount: "24" }, { ...bill, name: "BILL/2", date: "2026-12-01", amount: "30" }, { ...bill, name: "BILL/3", date: "2026-12-01", amount: "30" }] });
    const row = (name: string): JsonObject => twin?.store.rows("account.move").find((move) => move["name"] === name) ?? {};
    const { repeat_payment: schedule } = odooChannel().operations;
    const partner = Number(Array.isArray(row("BILL/1")["partner_id"]) ? 0 : row("BILL/1")["partner_id"]);
    const of = (total: string): JsonObject => ({ invoice_id: 1, move_type: "in_invoice", number: "BILL/0", partner_id: partner, customer_name: "Quiet Garden", currency: "EUR", total_amount: total, amount: total, payment_date: "2026-11-01" });
    const seed = async (total: string) => schedule?.recurs?.({ every: "monthly", first: "2026-12-01", until: null, replaces: null, of: of(total) }).seed("2026-12-01", callTo(twin?.url ?? ""));
    expect(await seed("24.00")).toMatchObject({ operation: "register_payment", payload: { invoice_id: row("BILL/1")["id"], number: "BILL/1", amount: "24.00", payment_date: "2026-12-01" } });
    expect(await seed("25.00")).toMatch(/nothing is open over 25\.00 EUR of Quiet Garden/);
    expect(await seed("30.00")).toMatch(/2 documents are open .*BILL\/2, BILL\/3/);
  });

  it("O6 an invoice repeats with the terms of the first and without its reference; one whose customer is not in Odoo cannot", () => {
    const { draft_invoice: draft, repeat_invoice: schedule } = odooChannel().operations;
    const [known, stranger] = draft?.examples ?? [];
    const seed = draft?.repeat?.(known ?? {}, { every: "monthly", first: "2027-01-31", until: null }, null, null);
    if (!seed || typeof seed === "string") throw new Error("It cannot be repeated.");
    expect(schedule?.parse(seed.payload)).toMatchObject({ ok: true, payload: { first: "2027-01-31", of: { invoice_date: "2027-01-31", due_date: "2027-03-02", po_number: null } } });
    expect(draft?.repeat?.(stranger ?? {}, { every: "monthly", first: "2027-01-31", until: null }, null, null)).toMatch(/not in Odoo yet/);
  });
});
