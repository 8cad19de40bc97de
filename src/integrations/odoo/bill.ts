/**
 * Owns: a vendor's bill to us before it is in Odoo, and drafting it there as a decision of its own (PRODUCT O2). Its arithmetic and its gate
 * are those of an invoice.
 * Never: a customer's invoice made of a bill to us, and never a bill without the vendor's own number: by it a second one is found.
 */
import { operation, type Operation, type Parsed } from "../../channel";
import type { Preview } from "../../core/card";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { showMoney } from "../../core/money";
import { asOutcome } from "./catalogue";
import { bringIn, findDraft, rehearse, type Document } from "./document";
import { documentFacts } from "./facts";
import { invoiceFields, invoiceFromFields, invoiceMoney, linesTable, parseInvoice, placeRows, sumRows, type InvoicePayload } from "./invoice";
import { postSeed } from "./post";
import type { Connect } from "./session";
import { lookRepeatedly } from "./waiting";

export interface BillPayload extends JsonObject, Omit<InvoicePayload, "customer_email" | "po_number"> {
  vendor_email: string | null;
  /** The vendor's number of the bill. */
  reference: string;
}

/** Names of a bill's fields, and what an invoice calls them. */
const NAMES: Record<string, string> = { vendor_email: "customer_email", reference: "po_number", vendor_name: "customer_name", vendor_reference: "po_number" };
const BACK: Record<string, string> = { customer_email: "vendor_email", customer_name: "vendor_name", po_number: "vendor_reference" };
const renamed = (values: JsonObject, names: Record<string, string>): JsonObject => Object.fromEntries(Object.entries(values).map(([name, value]) => [names[name] ?? name, value]));

function fromInvoice({ customer_email, po_number, ...rest }: InvoicePayload): BillPayload {
  return { ...rest, vendor_email: customer_email, reference: po_number ?? "" };
}
function asInvoice({ vendor_email, reference, ...rest }: BillPayload): InvoicePayload {
  return { ...rest, customer_email: vendor_email, po_number: reference };
}
const documentOf = (bill: BillPayload): Document => ({ ...asInvoice(bill), move_type: "in_invoice", ref: bill.reference });

/** The only gate: an invoice's, and the vendor's number must be there. */
export function parseBill(raw: Json): Parsed<BillPayload> {
  const result = parseInvoice(isObject(raw) ? renamed(raw, NAMES) : raw);
  const problems = result.ok ? [] : result.problems.map(({ field, text }) => ({ field: BACK[field] ?? field, text }));
  const numbered = !isObject(raw) || (typeof raw["reference"] === "string" && raw["reference"].trim() !== "");
  if (!numbered) problems.push({ field: "vendor_reference", text: "must be the vendor's own number of the bill" });
  return result.ok && problems.length === 0 ? { ok: true, payload: fromInvoice(result.payload) } : { ok: false, problems };
}

function preview(bill: BillPayload): Preview {
  const { partner, currency, lines } = bill;
  const show = (amount: string): string => showMoney({ amount, currency });
  const rows: [string, string][] = [
    ["Vendor", `${partner.name}${partner.kind === "known" ? ` (${partner.id} in Odoo)` : partner.kind === "new" ? " (new partner, created first)" : " (not yet looked up in Odoo)"}`],
    ...(bill.vendor_email === null ? [] : ([["E-mail", bill.vendor_email]] as [string, string][])),
    ["Vendor's number", bill.reference],
    ["Bill date", bill.invoice_date],
    ["Due", bill.due_date],
    ...sumRows(bill),
    ["Total to pay", show(bill.total_amount)],
    ...placeRows(bill),
    ["What happens", "A draft bill is made in Odoo. Nothing is paid, and nothing is sent to the vendor."],
  ];
  return { title: "Draft a vendor's bill in Odoo", rows, table: linesTable(lines, currency) };
}

export function draftBill(connect: Connect): Operation {
  return operation<BillPayload>({
    label: "Draft a vendor bill",
    note: { type: "odoo_bill", prefix: "BILL_draft" },
    log: "odoo_create_bill",
    rule: "amount",
    expiry: "standard",
    parse: parseBill,
    summary: (bill) => `Draft the bill ${bill.reference} of ${bill.partner.name}: ${showMoney(invoiceMoney(bill))}`,
    money: invoiceMoney,
    preview,
    toFields: (bill) => renamed(invoiceFields(asInvoice(bill)), BACK),
    fromFields: (bill, fields) => {
      const laid = invoiceFromFields(asInvoice(bill), renamed(fields, NAMES));
      return isObject(laid) ? renamed(laid, { customer_email: "vendor_email", po_number: "reference" }) : laid;
    },
    facts: (bill, call) => documentFacts(connect, call, documentOf(bill)),
    rehearse: (bill, attempt, call) => rehearse(connect, documentOf(bill), attempt, call),
    perform: (bill, attempt, call) => asOutcome(() => bringIn(connect, documentOf(bill), attempt, call)),
    lookup: (bill, attempt, call) => lookRepeatedly(attempt, call, async () => findDraft(await connect(call), documentOf(bill), attempt.key)),
    followUps: (_bill, attempt, receipt) => postSeed(attempt, receipt),
    examples: [
      {
        partner: { kind: "known", id: 97, name: "CloudHost" },
        vendor_email: "billing@cloudhost.example",
        currency: "EUR",
        invoice_date: "2026-11-20",
        due_date: "2026-12-05",
        reference: "CH-20931",
        lines: [{ description: "Hosting in October", quantity: "1", unit_price: "24.00" }],
        tax: null,
        total_amount: "24.00",
      },
    ],
  });
}
