/**
 * Owns: in which of Odoo's journals a payment can be booked.
 * Never: a choice among several; a person's, or nobody's (PRODUCT K6).
 */
import * as z from "zod/mini";
import { OdooFailure } from "./catalogue";
import { shaped } from "./records";
import type { Odoo } from "./session";

export interface Journal {
  id: number;
  name: string;
}

const journals = z.array(z.object({ id: z.number(), name: z.string(), currency_id: z.union([z.tuple([z.number(), z.string()]), z.literal(false)]) }));

/**
 * The company's journals for money that take this currency (recording 032); archived ones are none. One with a currency of its own would
 * make Odoo record another amount. Null when this user may not read them: then Odoo's own choice stands.
 */
export async function moneyJournals(odoo: Odoo, currency: string): Promise<Journal[] | null> {
  try {
    const domain = [["type", "in", ["bank", "cash", "credit"]], ["company_id", "=", (await odoo.company()).id]];
    const found = shaped(journals, await odoo.ask("account.journal", "search_read", { domain, fields: ["name", "currency_id"] }), "its journals");
    return found.flatMap(({ id, name, currency_id }) => (currency_id === false || currency_id[1] === currency ? [{ id, name }] : []));
  } catch (error) {
    if (error instanceof OdooFailure && error.failure !== "transient") return null;
    throw error;
  }
}

/** `6 = Bank, 9 = Cash box` */
export const journalChoices = (of: readonly Journal[]): string => of.map(({ id, name }) => `${id} = ${name}`).join(", ");
