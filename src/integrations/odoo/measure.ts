/**
 * Owns: the owner's figures from Odoo's books: revenue, overdue invoices, open bills (PRODUCT O2, L3). Reads only.
 * Never: a figure when Odoo is not set up.
 */
import * as z from "zod/mini";
import type { Call } from "../../channel";
import type { Json } from "../../core/json";
import type { Asked, Days, Measured, Open } from "../../core/measure";
import { listOverdue, readRevenue } from "./lists";
import { recordUrl, searchOpen, shaped, type OpenMove } from "./records";
import { isSetUp, type Connect, type Odoo } from "./session";

/** More than a person reads in a list. */
const MOST = 80;
const text = z.union([z.string(), z.literal(false)]);
const contact = z.object({ id: z.number(), email: text, lang: text });

async function contacts(odoo: Odoo, moves: readonly OpenMove[]): Promise<Map<number, z.infer<typeof contact>>> {
  const ids = [...new Set(moves.flatMap(({ partner }) => partner?.id ?? []))];
  if (ids.length === 0) return new Map();
  const found = shaped(z.array(contact), await odoo.ask("res.partner", "read", { ids, fields: ["email", "lang"] }), "partners");
  return new Map(found.map((one) => [one.id, one]));
}

function openOf(odoo: Odoo, known: Map<number, z.infer<typeof contact>>, move: OpenMove): Open {
  const { id, name, partner, currency, amount_residual, due_date, invoice_date, ref } = move;
  const { email = false, lang = false } = known.get(partner?.id ?? 0) ?? {};
  return {
    id: String(id),
    label: name ?? `draft ${id}`,
    partner: partner?.name ?? "",
    email: email || null,
    language: lang ? (lang.split("_")[0] ?? null) : null,
    open: { amount: amount_residual, currency },
    due_date: due_date ?? invoice_date ?? "",
    url: recordUrl(odoo, "account.move", id),
    reference: ref,
  };
}

/** Null when Odoo is not set up. Throws OdooFailure. */
export async function measureOdoo(connect: Connect, call: Call, asked: Asked): Promise<Measured | null> {
  if (!isSetUp(call)) return null;
  const odoo = await connect(call);
  const { id: company, currency } = await odoo.company();
  const revenue = async ({ from, to }: Days): Promise<string> => (await readRevenue(odoo, from, to)).amount;
  const overdue = await listOverdue(odoo, asked.day, MOST);
  const unpaid: Json[] = [["move_type", "=", "in_invoice"], ["state", "=", "posted"], ["payment_state", "in", ["not_paid", "partial"]], ["company_id", "=", company]];
  const payable = await searchOpen(odoo, unpaid, MOST, "invoice_date_due, id");
  const known = await contacts(odoo, [...overdue, ...payable]);
  return {
    asked,
    currency,
    revenue: { week: await revenue(asked.week), week_before: await revenue(asked.week_before), month: await revenue(asked.month), month_before: await revenue(asked.month_before) },
    overdue: overdue.map((move) => openOf(odoo, known, move)),
    payable: payable.map((move) => openOf(odoo, known, move)),
  };
}
