/**
 * Owns: what a customer invoice is before it is in Odoo - its payload, its gate, its arithmetic, its face in a note. Pure.
 * Never: a read or write; draft.ts does those.
 */
import * as z from "zod/mini";
import type { Parsed } from "../../channel";
import type { Money } from "../../core/action";
import type { Preview } from "../../core/card";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { compare, plainDecimal, roundTo, showMoney, sum, times } from "../../core/money";
import { asDecimal, asId, currencyCode, decimal, email, isoDate, laid, orNull, parsed, price, recordId, words } from "./gate";

const partner = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("known"), id: recordId, name: words(200) }),
  /** Made by another action that must be done first. */
  z.object({ kind: z.literal("new"), action: words(100), name: words(200) }),
  /** Odoo could not be asked: the draft is kept, sending refuses. */
  z.object({ kind: z.literal("unresolved"), name: words(200) }),
]);
/** `product`: the code of one of Odoo's products; without it the line is booked without one. */
const line = z.object({ description: words(1000), quantity: decimal, unit_price: decimal, product: z.exactOptional(words(60)) });
/** A tax of Odoo. `rate` in percent; null when Odoo alone can compute it. */
const tax = z.object({ id: recordId, name: words(100), rate: z.nullable(decimal), included: z.boolean() });

const shape = z.object({
  partner,
  customer_email: z.nullable(email),
  currency: currencyCode,
  invoice_date: isoDate,
  due_date: isoDate,
  po_number: z.nullable(words(100)),
  lines: z.array(line).check(z.minLength(1, "must have at least one line"), z.maxLength(100, "must have at most 100 lines")),
  tax: z.nullable(tax),
  total_amount: decimal,
  /** The company of Odoo that it belongs to; absent when Odoo could not be asked. An approval counts for this one only. */
  company: z.exactOptional(z.object({ id: recordId, name: words(200) })),
  /** Web address of the mail it came from, for the record's log (PRODUCT O6). */
  mail_link: z.exactOptional(z.string().check(z.maxLength(900), z.regex(/^https:\/\/[^\s<>"'&]+$/, "must be a web address"))),
});
export type InvoicePayload = z.infer<typeof shape>;
export type InvoiceTax = NonNullable<InvoicePayload["tax"]>;

/** Amount of a line, rounded to the currency. */
export function lineAmount(line: InvoicePayload["lines"][number], currency: string): string {
  return roundTo(times(line.quantity, line.unit_price), currency);
}

/** What Odoo should compute. `untaxed`: what the lines add up to, with the tax where it is included in the prices. */
export interface Expected {
  untaxed: string;
  tax: string;
  /** Includes the tax as far as its rate is known. */
  total: string;
  /** The total with the other one of Odoo's two ways of rounding, where that is another. */
  otherwise: string | null;
}

/**
 * Odoo rounds the tax line by line, which is how it comes, or once for the whole document, as the company has it there. A stated total that is
 * the other way's counts as well.
 */
export function expected(invoice: Pick<InvoicePayload, "lines" | "currency" | "tax"> & { total_amount?: string | null }): Expected {
  const { lines, currency, tax: of, total_amount = null } = invoice;
  const amounts = lines.map((one) => lineAmount(one, currency));
  const untaxed = roundTo(sum(amounts), currency);
  if (of === null || of.rate === null || of.included) return { untaxed, tax: roundTo("0", currency), total: untaxed, otherwise: null };
  const share = times(of.rate, "0.01");
  const [line_by_line, once] = [sum(amounts.map((amount) => roundTo(times(amount, share), currency))), roundTo(times(untaxed, share), currency)];
  const totals = [line_by_line, once].map((tax) => ({ tax: roundTo(tax, currency), total: roundTo(sum([untaxed, tax]), currency) }));
  const [usual = { tax: once, total: untaxed }, other = usual] = totals;
  const [one, two] = total_amount !== null && compare(total_amount, other.total) === 0 ? [other, usual] : [usual, other];
  return { untaxed, ...one, otherwise: two.total === one.total ? null : two.total };
}

/** Names of payload fields in the note. */
function inNote(field: string): string {
  if (field === "partner.name") return "customer_name";
  return field.replace(/^lines/, "line_items").replace(/^partner(\.id)?$/, "partner_id");
}

/** The only gate of an invoice: shapes, and that the stated total is what the lines add up to (PRODUCT M2). */
export function parseInvoice(raw: Json): Parsed<InvoicePayload> {
  const result = parsed(shape, raw);
  if (!result.ok) return { ok: false, problems: result.problems.map(({ field, text }) => ({ field: inNote(field), text })) };
  const { payload } = result;
  const lines = payload.lines.map((one) => ({ ...one, quantity: plainDecimal(one.quantity), unit_price: price(one.unit_price, payload.currency) }));
  const { untaxed, tax: taxed, total } = expected({ ...payload, lines });
  const problems = [];
  const wrong = lines.findIndex((one) => compare(one.quantity, "0") <= 0);
  if (wrong >= 0) problems.push({ field: `line_items.${wrong}.quantity`, text: "must be more than zero" });
  if (compare(total, "0") <= 0) problems.push({ field: "total_amount", text: "must be more than zero; a refund is a credit note" });
  else if (compare(total, payload.total_amount) !== 0) {
    const how = payload.tax === null ? `the lines add up to ${total}` : `the lines add up to ${untaxed}, with tax ${taxed} to ${total}`;
    problems.push({ field: "total_amount", text: `is ${payload.total_amount}, but ${how}: correct the number that is odd` });
  }
  if (payload.due_date < payload.invoice_date) problems.push({ field: "due_date", text: "must not be before the invoice date" });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, payload: { ...payload, lines, total_amount: total } };
}

export function invoiceMoney({ total_amount, currency }: Pick<InvoicePayload, "total_amount" | "currency">): Money {
  return { amount: total_amount, currency };
}

export function invoiceSummary(invoice: InvoicePayload): string {
  return `Draft invoice for ${invoice.partner.name}: ${showMoney(invoiceMoney(invoice))}`;
}

const PARTNER_ROW: Record<InvoicePayload["partner"]["kind"], string> = {
  known: "",
  new: " (new partner, created first)",
  unresolved: " (not yet looked up in Odoo)",
};

function taxWords(of: InvoicePayload["tax"]): string {
  if (of === null) return "none";
  if (of.rate === null) return `${of.name}, computed by Odoo on top of the total below`;
  return of.included ? `${of.name}, included in the prices` : of.name;
}

/** What the lines add up to, and the tax. */
export function sumRows(document: Pick<InvoicePayload, "lines" | "currency" | "tax" | "total_amount">): [string, string][] {
  const { untaxed, tax, otherwise } = expected(document);
  const show = (amount: string): string => showMoney({ amount, currency: document.currency });
  const amount = compare(tax, "0") === 0 ? "" : `: ${show(tax)}`;
  return [
    ...(document.tax?.included === true ? [] : ([["Before tax", show(untaxed)]] as [string, string][])),
    ["Tax", `${taxWords(document.tax)}${amount}${otherwise === null ? "" : ` (the total is ${show(otherwise)} if Odoo rounds the tax the other way; you post what Odoo computed)`}`],
  ];
}

/** The lines as a person reads them; the product's column is there when a line has one. */
export function linesTable(lines: InvoicePayload["lines"], currency: string): string[][] {
  const products = lines.some(({ product }) => product !== undefined);
  const head = ["Description", ...(products ? ["Product"] : []), "Quantity", "Unit price", "Amount"];
  return [head, ...lines.map((one) => [one.description, ...(products ? [one.product ?? ""] : []), one.quantity, one.unit_price, lineAmount(one, currency)])];
}

/** What a person approves besides the document itself: where it goes, and what is written into its log there. */
export function placeRows({ company, mail_link }: Pick<InvoicePayload, "company" | "mail_link">): [string, string][] {
  const log = `this action's number and a link to its card${mail_link === undefined ? "" : ", and a link to the mail"}`;
  return [...(company ? ([["Company", company.name]] as [string, string][]) : []), ["In Odoo's log", log]];
}

export function invoicePreview(invoice: InvoicePayload): Preview {
  const { partner: to, currency, lines } = invoice;
  const show = (amount: string): string => showMoney({ amount, currency });
  const rows: [string, string][] = [
    ["Customer", `${to.name}${PARTNER_ROW[to.kind]}`],
    ...(to.kind === "known" ? ([["Odoo partner", String(to.id)]] as [string, string][]) : []),
    ...(invoice.customer_email === null ? [] : ([["E-mail", invoice.customer_email]] as [string, string][])),
    ["Invoice date", invoice.invoice_date],
    ["Due", invoice.due_date],
    ...(invoice.po_number === null ? [] : ([["Reference", invoice.po_number]] as [string, string][])),
    ...sumRows(invoice),
    ["Total", show(invoice.total_amount)],
    ...placeRows(invoice),
  ];
  return { title: "Draft a customer invoice in Odoo", rows, table: linesTable(lines, currency) };
}

/** Front matter of the note, in the names that are in use elsewhere (DETAILS "invoice from mail"). */
export function invoiceFields(invoice: InvoicePayload): JsonObject {
  return {
    customer_name: invoice.partner.name,
    customer_email: invoice.customer_email,
    partner_id: invoice.partner.kind === "known" ? invoice.partner.id : null,
    total_amount: invoice.total_amount,
    currency: invoice.currency,
    invoice_date: invoice.invoice_date,
    due_date: invoice.due_date,
    po_number: invoice.po_number,
    line_items: invoice.lines.map(({ description, quantity, unit_price, product }) => ({ description, quantity, unit_price, ...(product !== undefined && { product }) })),
    tax: invoice.tax === null ? "none" : invoice.tax.id,
  };
}

/**
 * The tax that a person wrote into the note: "none", or the number of one of Odoo's taxes. Another one than before is computed by Odoo
 * alone, on top of the total (PRODUCT O3): its rate is not known here.
 */
export function taxFrom(given: Json, before: InvoicePayload["tax"]): Json {
  if (given === null || given === "none") return null;
  const id = asId(given);
  return before !== null && id === before.id ? before : { id, name: `tax ${typeof id === "number" ? id : "of Odoo"}`, rate: null, included: false };
}

/** A partner number written into the note chooses that partner; without one the partner stays what it was, under the name in the note. */
function partnerFrom(fields: JsonObject, before: InvoicePayload["partner"]): Json {
  const name = laid(fields, "customer_name", before.name);
  const was = before.kind === "known" ? before.id : null;
  const id = asId(laid(fields, "partner_id", was));
  if (id !== null) return { kind: "known", id, name };
  return before.kind === "known" ? { kind: "unresolved", name } : { ...before, name };
}

function linesFrom(value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.map((one) => (isObject(one) ? { description: one["description"] ?? null, quantity: asDecimal(one["quantity"]), unit_price: asDecimal(one["unit_price"]), ...(orNull(one["product"]) !== null && { product: one["product"] ?? null }) } : one));
}

export function invoiceFromFields(before: InvoicePayload, fields: JsonObject): Json {
  return {
    partner: partnerFrom(fields, before.partner),
    customer_email: laid(fields, "customer_email", before.customer_email),
    currency: laid(fields, "currency", before.currency),
    invoice_date: laid(fields, "invoice_date", before.invoice_date),
    due_date: laid(fields, "due_date", before.due_date),
    po_number: laid(fields, "po_number", before.po_number),
    lines: linesFrom(laid(fields, "line_items", before.lines)),
    tax: taxFrom(laid(fields, "tax", before.tax === null ? "none" : before.tax.id), before.tax),
    total_amount: asDecimal(laid(fields, "total_amount", before.total_amount)),
    ...(before.company && { company: before.company }),
    ...(before.mail_link !== undefined && { mail_link: before.mail_link }),
  };
}

export const INVOICE_EXAMPLES: InvoicePayload[] = [
  {
    partner: { kind: "known", id: 96, name: "Northwind Studio" },
    customer_email: "office@northwind.example",
    currency: "EUR",
    invoice_date: "2026-11-19",
    due_date: "2026-12-19",
    po_number: "PO-4711",
    lines: [
      { description: "Design work", quantity: "2.5", unit_price: "80.00" },
      { description: "Hosting", quantity: "1", unit_price: "25.50" },
    ],
    tax: null,
    total_amount: "225.50",
  },
  {
    partner: { kind: "new", action: "partner-0123456789abcd", name: "Anna North" },
    customer_email: null,
    currency: "USD",
    invoice_date: "2026-11-19",
    due_date: "2026-11-19",
    po_number: null,
    lines: [{ description: "Consulting", quantity: "3", unit_price: "33.333", product: "CONS" }],
    tax: { id: 1, name: "15%", rate: "15", included: false },
    total_amount: "115.00",
  },
];
