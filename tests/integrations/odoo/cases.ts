/**
 * Owns: one prepared case for every operation of the Odoo channel: what must stand in the twin before, the payload, the one irreversible
 * call, and how often it has happened by the twin's own records.
 * Never: an answer of the program taken for what happened.
 */
import type { JsonObject } from "../../../src/core/json";
import { createMove, post } from "../../../src/sandbox/odoo/moves";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { invoiceFor } from "./kit";

type Row = ReturnType<OdooTwin["store"]["rows"]>[number];

export interface Case {
  operation: string;
  /** `model/method` of the one irreversible call, for the twin's faults. */
  on: string;
  payload: JsonObject;
  happened(): number;
}

const caller = { user: { id: 1, login: "setup", key: "", rights: "billing" as const }, context: {} };

/** A document that stands in the twin. */
export function planted(twin: OdooTwin, kind: { posted: boolean; move_type?: string; ref?: string; amount?: number }): Row {
  const partner = twin.store.rows("res.partner").find((row) => row["name"] === "Northwind Studio")?.id ?? 0;
  const line = { name: "Work", quantity: 1, price_unit: kind.amount ?? 100, tax_ids: [[6, 0, []]] };
  const move = createMove(twin.store, { move_type: kind.move_type ?? "out_invoice", partner_id: partner, ref: kind.ref ?? false, invoice_date: "2026-11-20", invoice_date_due: "2026-12-20", invoice_line_ids: [[0, 0, line]] }, caller);
  if (kind.posted) post(twin.store, [move.id], caller);
  return move;
}

export function about(move: Row): JsonObject {
  const amount = Number(move["amount_total"]).toFixed(2);
  return { invoice_id: move.id, move_type: move["move_type"] ?? "", number: move["state"] === "posted" ? (move["name"] ?? null) : null, partner_id: move["partner_id"] ?? 0, customer_name: "Northwind Studio", currency: "EUR", total_amount: amount };
}

export function billFor(twin: OdooTwin, reference = "CH-20931"): JsonObject {
  const { partner, currency, invoice_date, due_date, lines, tax, total_amount } = invoiceFor(twin, "Quiet Garden");
  return { partner, currency, invoice_date, due_date, lines, tax, total_amount, vendor_email: "hello@quiet.example", reference };
}

const CASES: Record<string, (twin: OdooTwin) => Omit<Case, "operation">> = {
  create_partner: (twin) => ({ on: "res.partner/load", payload: { name: "Blue Door", email: "office@bluedoor.example", is_company: true }, happened: () => twin.store.rows("res.partner").filter(({ name }) => name === "Blue Door").length }),
  draft_invoice: (twin) => ({ on: "account.move/load", payload: invoiceFor(twin, "Northwind Studio"), happened: () => twin.store.rows("account.move").filter(({ ref }) => ref === "PO-4711").length }),
  draft_bill: (twin) => ({ on: "account.move/load", payload: billFor(twin), happened: () => twin.store.rows("account.move").filter(({ ref, move_type }) => ref === "CH-20931" && move_type === "in_invoice").length }),
  post_invoice: (twin) => {
    const move = planted(twin, { posted: false });
    const of = Object.fromEntries(Object.entries(about(move)).filter(([name]) => name !== "number"));
    const payload = { ...of, drafted_by: null, amount_untaxed: "100.00", amount_tax: "0.00", due_date: "2026-12-20" };
    return { on: "account.move/action_post", payload, happened: () => twin.store.rows("mail.message").filter(({ body, res_id }) => body === "Posted" && res_id === move.id).length };
  },
  send_invoice: (twin) => {
    const move = planted(twin, { posted: true });
    const on = twin.store.version === "19" ? "account.move.send.wizard/action_send_and_print" : "account.invoice.send/send_and_print_action";
    // A mail counts when it says something: a blank one has a subject as well.
    return { on, payload: { ...about(move), customer_email: "office@northwind.example", send_again: false }, happened: () => twin.store.rows("mail.message").filter(({ subject, res_id }) => typeof subject === "string" && res_id === move.id).length };
  },
  register_payment: (twin) => {
    const move = planted(twin, { posted: true });
    return { on: "account.payment.register/action_create_payments", payload: { ...about(move), amount: "40.00", payment_date: "2026-11-21" }, happened: () => twin.store.rows("account.payment").length };
  },
  credit_note: (twin) => {
    const move = planted(twin, { posted: true });
    const on = `account.move.reversal/${twin.store.version === "19" ? "refund_moves" : "reverse_moves"}`;
    return { on, payload: { ...about(move), reason: "Wrong quantity", date: "2026-11-22" }, happened: () => twin.store.rows("account.move").filter((row) => row["reversed_entry_id"] === move.id).length };
  },
  cancel_draft: (twin) => {
    const move = planted(twin, { posted: false });
    return { on: "account.move/button_cancel", payload: about(move), happened: () => (move["state"] === "cancel" || twin.store.find("account.move", move.id)?.["state"] === "cancel" ? 1 : 0) };
  },
};
export const OPERATIONS = Object.keys(CASES);

export function caseOf(operation: string, twin: OdooTwin): Case {
  const make = CASES[operation];
  if (!make) throw new Error(`There is no case for ${operation}.`);
  return { operation, ...make(twin) };
}
