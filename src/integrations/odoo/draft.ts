/**
 * Owns: drafting a customer invoice in Odoo exactly once: looked up by the action's id, then one `load` with external ids on header
 * and lines, then read back (PRODUCT O2-O4).
 * Never: posting, a second `load`, or a tax that was not approved.
 */
import { operation, type Attempt, type Call, type Operation, type Outcome, type Seed } from "../../channel";
import type { Receipt } from "../../core/action";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { compare, showMoney } from "../../core/money";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { externalName, findByAction, lineName, MODULE } from "./external-id";
import { partnerFacts } from "./facts";
import { expected, invoiceFields, invoiceFromFields, invoiceMoney, invoicePreview, invoiceSummary, INVOICE_EXAMPLES, parseInvoice, type InvoicePayload } from "./invoice";
import { CONFLICT_MS, refusedLoad } from "./load";
import { postPayload } from "./post";
import { findCurrency, mayCreate, readCompany, readMove, readPartner, recordUrl, saleTaxes, type Move } from "./records";
import type { Connect, Odoo } from "./session";
import { lookRepeatedly, type Look } from "./waiting";

/** The receipt of a draft that is in Odoo, with what Odoo computed; `difference` when that is not what was approved. */
function receiptOf(odoo: Odoo, move: Move, invoice: InvoicePayload): Receipt {
  const wanted = expected(invoice);
  const show = (amount: string, currency: string): string => showMoney({ amount, currency });
  const differs = move.currency !== invoice.currency || compare(move.amount_total, wanted.total) !== 0;
  return {
    id: String(move.id),
    label: move.name ?? `draft invoice ${move.id}`,
    url: recordUrl(odoo, "account.move", move.id),
    data: {
      move_id: move.id,
      name: move.name,
      state: move.state,
      partner_id: move.partner?.id ?? null,
      customer_name: move.partner?.name ?? invoice.partner.name,
      currency: move.currency,
      amount_untaxed: move.amount_untaxed,
      amount_tax: move.amount_tax,
      amount_total: move.amount_total,
      due_date: move.due_date,
    },
    difference: differs ? `Odoo computed ${show(move.amount_total, move.currency)} (tax ${show(move.amount_tax, move.currency)}); approved was ${show(wanted.total, invoice.currency)}.` : null,
  };
}

/** The partner to bill, from Odoo or from the action that created it. */
function partnerId(invoice: InvoicePayload, attempt: Attempt): number {
  const { partner } = invoice;
  if (partner.kind === "known") return partner.id;
  const made = partner.kind === "new" ? Number(attempt.receipts[partner.action]?.data["partner_id"]) : Number.NaN;
  if (Number.isInteger(made)) return made;
  const next = "Enter the customer's number in Odoo as partner_id in the note, or wait until Odoo can be asked again.";
  throw refusedBecause("PARTNER_NOT_FOUND", `It is not known which partner in Odoo "${partner.name}" is.`, next);
}

interface Ready {
  partner: number;
  currency: number;
}

/** The checks that need Odoo, all of them reads: partner, currency, tax. Throws with the code of what is wrong. */
async function readyFor(odoo: Odoo, invoice: InvoicePayload, partner: number): Promise<Ready> {
  const found = await readPartner(odoo, partner);
  if (!found || !found.active) {
    throw refusedBecause("PARTNER_NOT_FOUND", `Partner ${partner} (${invoice.partner.name}) is ${found ? "archived" : "not"} in Odoo.`, "Choose another partner_id in the note, or restore the partner in Odoo.");
  }
  const currency = await findCurrency(odoo, invoice.currency);
  if (!currency?.active) throw refusedBecause("VALIDATION_ERROR", `The currency ${invoice.currency} is not active in Odoo.`, "Activate it in Odoo (Accounting > Currencies), then send it again.");
  const { tax } = invoice;
  if (tax) {
    const { company } = await readCompany(odoo);
    const known = (await saleTaxes(odoo, company.id)).find((one) => one.id === tax.id);
    if (!known || (tax.rate !== null && compare(String(known.amount), tax.rate) !== 0)) {
      throw refusedBecause("VALIDATION_ERROR", `The tax "${tax.name}" is no longer what it was in Odoo.`, "Choose the default tax in the settings again and reject this draft.");
    }
  }
  return { partner, currency: currency.id };
}

/** Columns and rows of the one `load`. Every line has an id of its own, and the tax column is always there: empty means no tax. */
function loadArguments(invoice: InvoicePayload, action: string, ready: Ready): JsonObject {
  const header = ["id", "move_type", "partner_id/.id", "currency_id/.id", "invoice_date", "invoice_date_due", "ref", "invoice_origin"];
  const line = ["id", "name", "quantity", "price_unit", invoice.tax ? "tax_ids/.id" : "tax_ids"].map((name) => `invoice_line_ids/${name}`);
  const own = [`${MODULE}.${externalName(action)}`, "out_invoice", String(ready.partner), String(ready.currency), invoice.invoice_date, invoice.due_date, invoice.po_number ?? "", action];
  const data = invoice.lines.map(({ description, quantity, unit_price }, index) => [
    ...(index === 0 ? own : own.map(() => "")),
    `${MODULE}.${lineName(action, index)}`,
    description,
    quantity,
    unit_price,
    invoice.tax ? String(invoice.tax.id) : "",
  ]);
  return { fields: [...header, ...line], data };
}

/** The draft that carries this action's id, with what Odoo computed; null when there is none (yet). */
async function findDraft(odoo: Odoo, invoice: InvoicePayload, action: string): Promise<Look> {
  const id = await findByAction(odoo, action, "account.move");
  if (typeof id !== "number") return id;
  const move = await readMove(odoo, id);
  return move && receiptOf(odoo, move, invoice);
}

async function perform(connect: Connect, invoice: InvoicePayload, attempt: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const there = await findDraft(odoo, invoice, attempt.key);
  if (there && there !== "pending") return { kind: "done", receipt: there };
  const ready = await readyFor(odoo, invoice, partnerId(invoice, attempt));
  const answer: Json = await odoo.ask("account.move", "load", loadArguments(invoice, attempt.key, ready));
  try {
    const refused = isObject(answer) && answer["ids"] === false;
    // Of two loads at once one is refused (recording 250): the other's invoice may be committed a moment later.
    if (refused) await call.sleep(CONFLICT_MS);
    const made = await findDraft(odoo, invoice, attempt.key);
    if (made && made !== "pending") return { kind: "done", receipt: made };
    if (refused) return { kind: "refused", problem: refusedLoad(answer) };
    return { kind: "unknown", problem: lost("Odoo answered, but the draft was not found right after.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost(error.problem.cause) };
  }
}

const lost = (cause: string) => ({ code: "ODOO_CONNECTION_ERROR", effect: "Odoo took the draft, but it could not be read back.", cause, next: "It is looked up again by itself." });

async function rehearse(connect: Connect, invoice: InvoicePayload, attempt: Attempt, call: Call): Promise<{ ok: boolean; findings: string[] }> {
  const findings: string[] = [];
  try {
    const odoo = await connect(call);
    if (!(await mayCreate(odoo, "account.move"))) return { ok: false, findings: ["This Odoo user may not create invoices; Odoo would refuse."] };
    if (invoice.partner.kind === "new" && attempt.receipts[invoice.partner.action] === undefined) {
      findings.push(`The partner "${invoice.partner.name}" would be created first, by its own approval.`);
      const currency = await findCurrency(odoo, invoice.currency);
      if (!currency?.active) return { ok: false, findings: [...findings, `The currency ${invoice.currency} is not active in Odoo; it would be refused.`] };
    } else await readyFor(odoo, invoice, partnerId(invoice, attempt));
    findings.push(`Would create one draft invoice over ${showMoney(invoiceMoney(invoice))} with ${invoice.lines.length} line(s), tax: ${invoice.tax?.name ?? "none"}.`);
    return { ok: true, findings };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ok: false, findings: [...findings, error.message] };
  }
}

/** Posting is the next decision, on the totals that Odoo read back (PRODUCT O3). */
function postSeed(attempt: Attempt, receipt: Receipt): Seed[] {
  const payload = postPayload(receipt.data, attempt.key);
  if (!payload) return [];
  const assumptions = receipt.difference === null ? [] : [receipt.difference];
  return [{ slot: "post", operation: "post_invoice", payload, depends_on: [attempt.key], evidence: {}, signs: [], assumptions, keys: { thread: null, po_number: null, partner: null } }];
}

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
    facts: async (invoice, call) => {
      const money = invoiceMoney(invoice);
      if (invoice.partner.kind === "known") return partnerFacts(connect, call, invoice.partner.id, { money, reference: invoice.po_number });
      if (invoice.partner.kind === "new") return { money, known_payee: false, unreadable: null, signs: [] };
      return { money, known_payee: null, unreadable: `"${invoice.partner.name}" could not be looked up in Odoo.`, signs: [] };
    },
    rehearse: (invoice, attempt, call) => rehearse(connect, invoice, attempt, call),
    perform: (invoice, attempt, call) => asOutcome(() => perform(connect, invoice, attempt, call)),
    lookup: (invoice, attempt, call) => lookRepeatedly(attempt, call, async () => findDraft(await connect(call), invoice, attempt.key)),
    followUps: (_invoice, attempt, receipt) => postSeed(attempt, receipt),
    examples: INVOICE_EXAMPLES,
  });
}
