/**
 * Owns: drafting a customer invoice in Odoo, as a decision of its own; posting it is proposed next, on the totals that Odoo read back.
 * Never: how it gets there (document.ts), or what an invoice is (invoice.ts).
 */
import { operation, type Operation } from "../../channel";
import { asOutcome } from "./catalogue";
import { bringIn, findDraft, rehearse, type Document } from "./document";
import { documentFacts } from "./facts";
import { invoiceFields, invoiceFromFields, invoiceMoney, invoicePreview, invoiceSummary, INVOICE_EXAMPLES, parseInvoice, type InvoicePayload } from "./invoice";
import { postSeed } from "./post";
import type { Connect } from "./session";
import { lookRepeatedly } from "./waiting";

const documentOf = (invoice: InvoicePayload): Document => ({ ...invoice, move_type: "out_invoice", ref: invoice.po_number });

export function draftInvoice(connect: Connect): Operation {
  return operation<InvoicePayload>({
    label: "Draft a customer invoice",
    note: { type: "odoo_invoice", prefix: "INVOICE_draft" },
    log: "odoo_create_invoice",
    rule: "amount",
    expiry: "standard",
    parse: parseInvoice,
    summary: invoiceSummary,
    money: invoiceMoney,
    preview: invoicePreview,
    toFields: invoiceFields,
    fromFields: invoiceFromFields,
    facts: (invoice, call) => documentFacts(connect, call, documentOf(invoice)),
    rehearse: (invoice, attempt, call) => rehearse(connect, documentOf(invoice), attempt, call),
    perform: (invoice, attempt, call) => asOutcome(() => bringIn(connect, documentOf(invoice), attempt, call)),
    lookup: (invoice, attempt, call) => lookRepeatedly(attempt, call, async () => findDraft(await connect(call), documentOf(invoice), attempt.key)),
    followUps: (_invoice, attempt, receipt) => postSeed(attempt, receipt),
    examples: INVOICE_EXAMPLES,
  });
}
