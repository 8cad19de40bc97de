/**
 * Owns: reading Odoo's records: which fields are asked for, and checking what comes back.
 * Never: a write, or a rule of an operation.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import { roundTo } from "../../core/money";
import { failureOf, OdooFailure } from "./catalogue";
import type { Odoo } from "./session";

/** Odoo says `false` where there is nothing. */
const text = z.pipe(z.union([z.string(), z.literal(false)]), z.transform((value) => (value === false || value === "" ? null : value)));
const link = z.pipe(
  z.union([z.tuple([z.number(), z.union([z.string(), z.literal(false)])]), z.literal(false)]),
  z.transform((value) => (value === false ? null : { id: value[0], name: value[1] === false ? "" : value[1] })),
);

const partner = z.object({ id: z.number(), name: text, email: text, is_company: z.boolean(), parent_id: link, commercial_partner_id: link, active: z.boolean() });
const move = z.object({
  id: z.number(),
  name: text,
  move_type: z.string(),
  state: z.string(),
  payment_state: text,
  partner_id: link,
  currency_id: link,
  invoice_date: text,
  invoice_date_due: text,
  ref: text,
  amount_untaxed: z.number(),
  amount_tax: z.number(),
  amount_total: z.number(),
});
/** What only a posted document has; asked for where it is needed. */
const open = z.extend(move, { amount_residual: z.number(), journal_id: link, is_move_sent: z.boolean() });
const currency = z.object({ id: z.number(), name: z.string(), active: z.boolean() });
const tax = z.object({ id: z.number(), name: z.string(), amount: z.number(), amount_type: z.string(), price_include: z.boolean() });

const product = z.object({ id: z.number(), name: text, default_code: text });

export type Partner = z.infer<typeof partner>;
export type Tax = z.infer<typeof tax>;

/** An invoice as it stands in Odoo; amounts as decimal text in its currency. */
export interface Move {
  id: number;
  /** Null for a draft that never had a number: `false` on 19, "/" on 16. */
  name: string | null;
  move_type: string;
  state: string;
  payment_state: string | null;
  partner: { id: number; name: string } | null;
  currency: string;
  invoice_date: string | null;
  due_date: string | null;
  ref: string | null;
  amount_untaxed: string;
  amount_tax: string;
  amount_total: string;
}

export interface OpenMove extends Move {
  /** Still to be paid, decimal text. */
  amount_residual: string;
  journal_id: number | null;
  is_move_sent: boolean;
}

/** Checks an answer; a shape that is not Odoo's is a failure of its own, never a guess. */
export function shaped<T extends z.ZodMiniType>(schema: T, answer: Json, what: string): z.infer<T> {
  const parsed = z.safeParse(schema, answer);
  if (parsed.success) return parsed.data;
  throw failureOf({ kind: "foreign", status: null, message: `Odoo's answer about ${what} has a shape that is not known`, retry_after_ms: null }, false);
}

const fieldsOf = (schema: { shape: object }): string[] => Object.keys(schema.shape).filter((name) => name !== "id");

/** The float of a monetary field as decimal text. */
function amount(value: number, code: string): string {
  return roundTo(value.toFixed(6), code);
}

function asMove(raw: z.infer<typeof move>): Move {
  const { partner_id, currency_id, invoice_date_due, name, amount_untaxed, amount_tax, amount_total, ...rest } = raw;
  const code = currency_id?.name ?? "";
  return {
    ...rest,
    name: name === "/" ? null : name,
    partner: partner_id,
    currency: code,
    due_date: invoice_date_due,
    amount_untaxed: amount(amount_untaxed, code),
    amount_tax: amount(amount_tax, code),
    amount_total: amount(amount_total, code),
  };
}

function asOpen({ amount_residual, journal_id, is_move_sent, ...rest }: z.infer<typeof open>): OpenMove {
  const base = asMove(rest);
  return { ...base, amount_residual: amount(amount_residual, base.currency), journal_id: journal_id?.id ?? null, is_move_sent };
}

export async function readMove(odoo: Odoo, id: number): Promise<Move | null> {
  const found = shaped(z.array(move), await odoo.ask("account.move", "read", { ids: [id], fields: fieldsOf(move) }), "an invoice")[0];
  return found ? asMove(found) : null;
}

/** With what is still to be paid, its journal, and whether it was sent. */
export async function readOpen(odoo: Odoo, id: number): Promise<OpenMove | null> {
  const [found] = shaped(z.array(open), await odoo.ask("account.move", "read", { ids: [id], fields: fieldsOf(open) }), "an invoice");
  return found ? asOpen(found) : null;
}

/** As `searchMoves`, with what is still to be paid. */
export async function searchOpen(odoo: Odoo, domain: Json[], limit: number, order = "date desc, id desc"): Promise<OpenMove[]> {
  return shaped(z.array(open), await odoo.ask("account.move", "search_read", { domain, fields: fieldsOf(open), limit, order }), "invoices").map(asOpen);
}

export async function searchMoves(odoo: Odoo, domain: Json[], limit: number, order = "date desc, id desc"): Promise<Move[]> {
  return shaped(z.array(move), await odoo.ask("account.move", "search_read", { domain, fields: fieldsOf(move), limit, order }), "invoices").map(asMove);
}

export async function searchPartners(odoo: Odoo, domain: Json[], limit: number): Promise<Partner[]> {
  return shaped(z.array(partner), await odoo.ask("res.partner", "search_read", { domain, fields: fieldsOf(partner), limit }), "partners");
}

export async function readPartner(odoo: Odoo, id: number): Promise<Partner | null> {
  return shaped(z.array(partner), await odoo.ask("res.partner", "read", { ids: [id], fields: fieldsOf(partner) }), "a partner")[0] ?? null;
}

/** A currency by its code, active or not; null when Odoo does not know it. */
export async function findCurrency(odoo: Odoo, code: string): Promise<z.infer<typeof currency> | null> {
  const answer = await odoo.ask("res.currency", "search_read", { domain: [["name", "=", code]], fields: fieldsOf(currency), context: { active_test: false } });
  return shaped(z.array(currency), answer, "currencies")[0] ?? null;
}

const payment = z.object({ id: z.number(), name: text, amount: z.number(), date: text, state: z.string(), journal_id: z.optional(link), reconciled_invoice_ids: z.array(z.number()) });
export type Payment = z.infer<typeof payment>;

/** The amount of a payment as decimal text. */
export const amountOf = (of: { amount: number }, code: string): string => amount(of.amount, code);

/** Payments that carry this text: `memo` from 18 on, `ref` before (recording 042). */
export async function findPayments(odoo: Odoo, communication: string): Promise<Payment[]> {
  const domain = [[odoo.version >= 18 ? "memo" : "ref", "=", communication]];
  return shaped(z.array(payment), await odoo.ask("account.payment", "search_read", { domain, fields: fieldsOf(payment), order: "id" }), "payments");
}

const paymentForm = z.object({ id: z.number(), amount: z.number(), currency_id: link, journal_id: link });

/** What Odoo's payment wizard would record. */
export async function readPaymentForm(odoo: Odoo, wizard: number): Promise<{ amount: number; currency: string; journal_id: number | null }> {
  const [form] = shaped(z.tuple([paymentForm]), await odoo.ask("account.payment.register", "read", { ids: [wizard], fields: fieldsOf(paymentForm) }), "the payment form");
  return { amount: form.amount, currency: form.currency_id?.name ?? "", journal_id: form.journal_id?.id ?? null };
}

/** Products that can be sold, by their codes. */
export async function findProducts(odoo: Odoo, codes: readonly string[]): Promise<z.infer<typeof product>[]> {
  const answer = await odoo.ask("product.product", "search_read", { domain: [["default_code", "in", [...codes]]], fields: fieldsOf(product) });
  return shaped(z.array(product), answer, "products");
}

/** Bills with this number of the vendor, drafts too (recording 144). */
export async function sameBills(odoo: Odoo, commercial: number, reference: string): Promise<Move[]> {
  return searchMoves(odoo, [["move_type", "=", "in_invoice"], ["commercial_partner_id", "=", commercial], ["ref", "=", reference], ["state", "!=", "cancel"]], 5);
}

/** The taxes that can be put on a sale, or on a purchase, of this company. */
export async function taxesOf(odoo: Odoo, company_id: number, use: "sale" | "purchase"): Promise<Tax[]> {
  const domain = [["type_tax_use", "=", use], ["company_id", "=", company_id]];
  return shaped(z.array(tax), await odoo.ask("account.tax", "search_read", { domain, fields: fieldsOf(tax) }), "taxes");
}

const FIRST_HAS_ACCESS = 18;

/** May our user do this? `has_access` from 18 on, `check_access_rights` before; of a version that is not known the newer one is tried first. */
export async function mayCreate(odoo: Odoo, model: string): Promise<boolean> {
  if (odoo.version === 0 || odoo.version >= FIRST_HAS_ACCESS) {
    try {
      return (await odoo.ask(model, "has_access", { ids: [], operation: "create" })) === true;
    } catch (error) {
      if (!(error instanceof OdooFailure) || error.exception !== "AttributeError") throw error;
    }
  }
  return (await odoo.ask(model, "check_access_rights", { operation: "create", raise_exception: false })) === true;
}

/** Where a person finds a record in their browser: `/odoo/...` from 18 on, which sends the older form on as well. */
export function recordUrl(odoo: Odoo, model: string, id: number): string {
  return odoo.version >= 18 ? `${odoo.url}/odoo/${model}/${id}` : `${odoo.url}/web#id=${id}&model=${model}&view_type=form`;
}
