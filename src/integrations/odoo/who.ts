/**
 * Owns: who we are for Odoo - the user behind the key, the companies it may work for, and the one that is meant (PRODUCT K6).
 * Never: a guess between several companies.
 */
import * as z from "zod/mini";
import type { Json, JsonObject } from "../../core/json";
import { failureOf, refusedBecause, type OdooFailure } from "./catalogue";
import { shaped } from "./records";

export interface Company {
  id: number;
  name: string;
  /** ISO code. */
  currency: string;
}
export interface Who {
  user_id: number;
  user: string;
  login: string;
  companies: Company[];
  /** The company that is meant, or the sentence that says why that is not known. */
  company: Company | OdooFailure;
}

const link = z.union([z.tuple([z.number(), z.string()]), z.literal(false)]);
const users = z.array(z.object({ name: z.string(), login: z.string(), company_ids: z.array(z.number()) }));
const companies = z.array(z.object({ id: z.number(), name: z.string(), currency_id: link }));

/** `3 = Studio Ltd, 5 = Garden Ltd`, as the settings want it. */
export function choices(of: readonly { id: number; name: string }[]): string {
  return of.map(({ id, name }) => `${id} = ${name}`).join(", ");
}

function meant(of: Company[], user: string, chosen: string): Company | OdooFailure {
  const [only] = of;
  const found = of.find(({ id }) => String(id) === chosen);
  if (found) return found;
  if (chosen !== "") return refusedBecause("VALIDATION_ERROR", `The company "${chosen}" in the settings is none that ${user} may work for: ${choices(of)}.`, "Choose one of these as Company in the settings, or give the user that company in Odoo.");
  if (only && of.length === 1) return only;
  return refusedBecause("VALIDATION_ERROR", `${user} works for several companies in Odoo, and the settings do not say which one is meant: ${choices(of)}.`, "Write the number of one of them as Company in the settings.");
}

/** Two reads. `chosen`: the owner's setting, "" when none. */
export async function readWho(ask: (model: string, method: string, args: JsonObject) => Promise<Json>, user_id: number, chosen: string): Promise<Who> {
  const mine = shaped(users, await ask("res.users", "read", { ids: [user_id], fields: ["name", "login", "company_ids"] }), "your user")[0];
  if (!mine) throw failureOf({ kind: "foreign", status: null, message: "Odoo does not say who your user is", retry_after_ms: null }, false);
  const read = shaped(companies, await ask("res.company", "read", { ids: mine.company_ids, fields: ["name", "currency_id"] }), "your companies");
  const of = read.map(({ id, name, currency_id }) => ({ id, name, currency: currency_id === false ? "" : currency_id[1] }));
  return { user_id, user: mine.name, login: mine.login, companies: of, company: meant(of, mine.name, chosen) };
}
