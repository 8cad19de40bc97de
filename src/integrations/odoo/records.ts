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
const currency = z.object({ id: z.number(), name: z.string(), active: z.boolean() });
const tax = z.object({ id: z.number(), name: z.string(), amount: z.number(), amount_type: z.string(), price_include: z.boolean() });
const user = z.object({ id: z.number(), name: z.string(), login: z.string(), company_id: link });
const company = z.object({ id: z.number(), name: z.string(), currency_id: link });

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

export async function readMove(odoo: Odoo, id: number): Promise<Move | null> {
  const found = shaped(z.array(move), await odoo.ask("account.move", "read", { ids: [id], fields: fieldsOf(move) }), "an invoice")[0];
  return found ? asMove(found) : null;
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

/** Our user and the company it works for. */
export async function readCompany(odoo: Odoo): Promise<{ user: string; login: string; company: { id: number; name: string; currency: string } }> {
  const mine = shaped(z.array(user), await odoo.ask("res.users", "read", { ids: [await odoo.userId()], fields: fieldsOf(user) }), "your user")[0];
  const found = shaped(z.array(company), await odoo.ask("res.company", "read", { ids: [mine?.company_id?.id ?? 0], fields: fieldsOf(company) }), "your company")[0];
  if (!mine || !found) throw failureOf({ kind: "foreign", status: null, message: "Odoo does not say which company your user works for", retry_after_ms: null }, false);
  return { user: mine.name, login: mine.login, company: { id: found.id, name: found.name, currency: found.currency_id?.name ?? "" } };
}

/** The taxes that can be put on a sale of this company. */
export async function saleTaxes(odoo: Odoo, company_id: number): Promise<Tax[]> {
  const domain = [["type_tax_use", "=", "sale"], ["company_id", "=", company_id]];
  return shaped(z.array(tax), await odoo.ask("account.tax", "search_read", { domain, fields: fieldsOf(tax) }), "taxes");
}

/** May our user do this? `has_access` from 18 on, `check_access_rights` before: the older one is asked when the newer is not there. */
export async function mayCreate(odoo: Odoo, model: string): Promise<boolean> {
  try {
    return (await odoo.ask(model, "has_access", { ids: [], operation: "create" })) === true;
  } catch (error) {
    if (!(error instanceof OdooFailure) || error.exception !== "AttributeError") throw error;
    return (await odoo.ask(model, "check_access_rights", { operation: "create", raise_exception: false })) === true;
  }
}

/** Where a person finds a record in their browser. */
export function recordUrl(odoo: Odoo, model: string, id: number): string {
  return odoo.wire === "json2" ? `${odoo.url}/odoo/${model}/${id}` : `${odoo.url}/web#id=${id}&model=${model}&view_type=form`;
}
