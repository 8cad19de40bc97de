/**
 * Owns: what the tests of the Odoo channel share: a twin with customers, a call, an attempt.
 * Never: an expectation.
 */
import { nodeHttp } from "../../../src/host/node/http";
import type { Attempt, Call } from "../../../src/channel";
import type { Receipt } from "../../../src/core/action";
import type { InvoicePayload } from "../../../src/integrations/odoo/invoice";
import { odooSeed, startOdooTwin, type OdooSeed, type OdooTwin } from "../../../src/sandbox/odoo/twin";

export const NOW = new Date("2026-11-22T10:00:00Z");
export const VERSIONS = ["19", "16"] as const;

export const CUSTOMERS: Partial<OdooSeed> = {
  partners: [
    { name: "Northwind Studio", email: "office@northwind.example", is_company: true },
    { name: "Anna North", email: "anna@northwind.example", parent: "Northwind Studio" },
    { name: "Quiet Garden", email: "hello@quiet.example", is_company: true },
  ],
  moves: [{ partner: "Northwind Studio", move_type: "out_invoice", name: "INV/2026/00041", date: "2026-11-02", amount: "60", ref: "PO-77" }],
};

export function twinWithCustomers(version: "16" | "19", more: Partial<OdooSeed> = {}): Promise<OdooTwin> {
  return startOdooTwin({ version, seed: odooSeed({ ...CUSTOMERS, ...more }) });
}

export type Fields = Partial<Record<"url" | "database" | "user" | "key" | "key_seen" | "company" | "tax", string>>;

/** A call to the twin; sleeping is remembered and real but a hundred times faster. */
export function callTo(url: string, given: { may_write?: boolean; fields?: Fields; slept?: number[]; signal?: AbortSignal; pace?: number; now?: Date } = {}): Call {
  const fields: Record<string, string> = { url, database: "sandbox", user: "billing", key: "sandbox-odoo-key", tax: "none", ...given.fields };
  return {
    http: nodeHttp(),
    now: () => given.now ?? NOW,
    sleep: async (ms) => {
      given.slept?.push(ms);
      await new Promise((resolve) => setTimeout(resolve, ms * (given.pace ?? 0.01)));
    },
    field: (key) => fields[key] ?? "",
    keep: () => undefined, blob: () => Promise.resolve(null),
    may_write: given.may_write ?? false,
    ...(given.signal && { signal: given.signal }),
  };
}

export function attemptOf(key: string, receipts: Record<string, Receipt> = {}): Attempt {
  return { key, started_at: NOW.toISOString(), remembered: {}, receipts };
}

export const nothingToRemember = (): Promise<void> => Promise.resolve();

export function invoiceFor(twin: OdooTwin, name: string, more: Partial<InvoicePayload> = {}): InvoicePayload {
  const id = twin.store.rows("res.partner").find((row) => row["name"] === name)?.id ?? 0;
  return {
    partner: { kind: "known", id, name },
    customer_email: null,
    currency: "EUR",
    invoice_date: "2026-11-20",
    due_date: "2026-12-20",
    po_number: "PO-4711",
    lines: [
      { description: "Design & concept <v2>", quantity: "2.5", unit_price: "80.00" },
      { description: "Hosting", quantity: "1", unit_price: "25.50" },
    ],
    tax: null,
    total_amount: "225.50",
    ...more,
  };
}

/** Customer invoices in the twin that carry our action's id. */
export function ours(twin: OdooTwin): number[] {
  return twin.store.rows("ir.model.data").flatMap((row) => (row["module"] === "autonomous_employee" && row["model"] === "account.move" ? [Number(row["res_id"])] : []));
}
