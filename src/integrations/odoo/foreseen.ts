/**
 * Owns: what Odoo would refuse, found by reads and said before anybody approves: missing rights, an inactive currency, fields that this
 * Odoo requires and that we do not send (PRODUCT O5).
 * Never: a judgement. It is a warning on the card; what Odoo itself says counts.
 */
import * as z from "zod/mini";
import type { Sign } from "../../core/draft";
import { isObject } from "../../core/json";
import { OdooFailure } from "./catalogue";
import { findCurrency, mayCreate, shaped } from "./records";
import type { Odoo } from "./session";

/** What is going to be created: the model, and the fields that are sent. `lines`: the same for the records inside it. */
export interface Intended {
  model: "account.move" | "res.partner";
  sent: readonly string[];
  lines?: { model: "account.move.line"; sent: readonly string[] };
  /** ISO code that the record is to have. */
  currency?: string;
}

const RIGHTS: Record<Intended["model"], string> = {
  "account.move": "This Odoo user may not create invoices: give it the group Invoicing (Billing) in Odoo before you approve.",
  "res.partner": "This Odoo user may not create partners: give it the group Contact Creation in Odoo before you approve, or create the partner there yourself.",
};

const fields = z.record(z.string(), z.object({ string: z.optional(z.string()), type: z.string(), required: z.boolean(), readonly: z.optional(z.boolean()), depends: z.optional(z.array(z.string())) }));

/** `"Cost center" (x_cost_center)`: as a person knows the field, and as the person who set it up does. */
export const fieldName = (label: string | undefined, name: string): string => (label === undefined || label === "" ? name : `"${label}" (${name})`);

/**
 * Fields that must have a value, get none from us, are not computed by Odoo and have no default. Nearly always a field that somebody added
 * to this Odoo. What was found in order is not asked again in this session.
 */
async function findUnfilled(odoo: Odoo, model: string, sent: readonly string[]): Promise<string[]> {
  const all = shaped(fields, await odoo.ask(model, "fields_get", { allfields: [], attributes: ["string", "type", "required", "readonly", "depends"] }), "fields");
  const candidates = Object.entries(all).filter(([name, { required, readonly, type, depends }]) => required && readonly !== true && type !== "boolean" && (depends ?? []).length === 0 && !sent.includes(name));
  const names = candidates.map(([name]) => name);
  const defaults = names.length === 0 ? {} : await odoo.ask(model, "default_get", { fields_list: names });
  const filled = isObject(defaults) ? defaults : {};
  const missing = candidates.filter(([name]) => (filled[name] ?? false) === false).map(([name, { string: label }]) => fieldName(label, name));
  if (missing.length === 0) odoo.inOrder.add(model);
  return missing;
}

/** A server that does not tell its fields warns of nothing; it will name the field itself when it refuses. */
async function unfilled(odoo: Odoo, model: string, sent: readonly string[]): Promise<string[]> {
  if (odoo.inOrder.has(model)) return [];
  try {
    return await findUnfilled(odoo, model, sent);
  } catch (error) {
    if (error instanceof OdooFailure) return [];
    throw error;
  }
}

/** Signs for the card. Throws OdooFailure when Odoo cannot be asked. */
export async function foreseen(odoo: Odoo, { model, sent, lines, currency }: Intended): Promise<Sign[]> {
  const signs: Sign[] = [];
  const warn = (code: string, text: string): void => void signs.push({ code, text, fraud: false });
  const inOrder = (what: string): void => void odoo.inOrder.add(what);
  if (!odoo.inOrder.has(`create ${model}`)) {
    if (await mayCreate(odoo, model)) inOrder(`create ${model}`);
    else warn("odoo_rights", RIGHTS[model]);
  }
  if (currency !== undefined && !odoo.inOrder.has(currency)) {
    const found = await findCurrency(odoo, currency);
    if (found?.active) inOrder(currency);
    else warn("odoo_currency", `The currency ${currency} is ${found ? "not active" : "not known"} in Odoo: activate it there (Accounting > Configuration > Currencies) before you approve; until then Odoo refuses it.`);
  }
  const missing = [...(await unfilled(odoo, model, sent)), ...(lines ? await unfilled(odoo, lines.model, lines.sent) : [])];
  if (missing.length > 0) warn("odoo_required_field", `This Odoo requires ${missing.join(", ")}, which is not sent: give ${missing.length === 1 ? "it a default" : "them defaults"} in Odoo, or make ${missing.length === 1 ? "it" : "them"} optional there, before you approve.`);
  return signs;
}
