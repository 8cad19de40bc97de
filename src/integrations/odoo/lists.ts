/**
 * Owns: what the owner asks Odoo about money: invoices by state, overdue ones with their days, revenue of a range, the last posted
 * transaction with a partner (PRODUCT O2, L3). Reads only.
 * Never: a sum over several currencies without its company's currency, or groups by week: their first day depends on the user's language.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import { roundTo, sum } from "../../core/money";
import { searchMoves, searchOpen, shaped, type Move, type OpenMove } from "./records";
import type { Odoo } from "./session";

export type ListState = "draft" | "posted" | "paid" | "overdue";
const DAY_MS = 86_400_000;

function inState(state: ListState, today: string): Json[] {
  if (state === "draft") return [["state", "=", "draft"]];
  const posted: Json[] = [["state", "=", "posted"]];
  if (state === "posted") return posted;
  // Enterprise says `in_payment` until the bank statement is in: for a person that is paid.
  if (state === "paid") return [...posted, ["payment_state", "in", ["paid", "in_payment"]]];
  return [...posted, ["payment_state", "in", ["not_paid", "partial"]], ["invoice_date_due", "<", today]];
}

/** Customer invoices of our company in a state (recordings 160-162), newest first. `today`: ISO date in the owner's zone. */
export async function listInvoices(odoo: Odoo, state: ListState, today: string, limit = 80): Promise<OpenMove[]> {
  const domain: Json[] = [["move_type", "=", "out_invoice"], ...inState(state, today), ["company_id", "=", (await odoo.company()).id]];
  return searchOpen(odoo, domain, limit, "id desc");
}

export interface Overdue extends OpenMove {
  /** Whole days since it was due; 1 on the day after. */
  days: number;
}

/** Overdue customer invoices, the longest waiting first. */
export async function listOverdue(odoo: Odoo, today: string, limit = 80): Promise<Overdue[]> {
  const days = ({ due_date }: Move): number => Math.round((Date.parse(today) - Date.parse(due_date ?? today)) / DAY_MS);
  const found = await listInvoices(odoo, "overdue", today, limit);
  return found.map((move) => ({ ...move, days: days(move) })).sort((a, b) => b.days - a.days || a.id - b.id);
}

export interface Revenue {
  /** Without tax, credit notes taken off, decimal text in the company's currency. */
  amount: string;
  /** Of that, still to be paid, tax included. */
  open_amount: string;
  currency: string;
  invoices: number;
  credit_notes: number;
}

const number = z.union([z.number(), z.literal(false)]);
const old = z.object({ move_type: z.string(), __count: z.number(), amount_untaxed_signed: number, amount_residual_signed: number });
const modern = z.object({ move_type: z.string(), __count: z.number(), "amount_untaxed_signed:sum": number, "amount_residual_signed:sum": number });

interface Part {
  move_type: string;
  count: number;
  amount: number | false;
  open: number | false;
}

/** Sums by kind of document. Always grouped: over an empty range without groups 16 fails (recording 172). */
async function parts(odoo: Odoo, domain: Json[]): Promise<Part[]> {
  const sums = ["amount_untaxed_signed:sum", "amount_residual_signed:sum"];
  if (odoo.wire === "json2") {
    const answer = await odoo.ask("account.move", "formatted_read_group", { domain, groupby: ["move_type"], aggregates: [...sums, "__count"] });
    return shaped(z.array(modern), answer, "revenue").map((row) => ({ move_type: row.move_type, count: row.__count, amount: row["amount_untaxed_signed:sum"], open: row["amount_residual_signed:sum"] }));
  }
  const answer = await odoo.ask("account.move", "read_group", { domain, fields: sums, groupby: ["move_type"], lazy: false });
  return shaped(z.array(old), answer, "revenue").map((row) => ({ move_type: row.move_type, count: row.__count, amount: row.amount_untaxed_signed, open: row.amount_residual_signed }));
}

/** Posted revenue of [from, to), ISO dates, by invoice date. An empty range is zero, not nothing: Odoo was asked. */
export async function readRevenue(odoo: Odoo, from: string, to: string): Promise<Revenue> {
  const { id, currency } = await odoo.company();
  const domain: Json[] = [["move_type", "in", ["out_invoice", "out_refund"]], ["state", "=", "posted"], ["invoice_date", ">=", from], ["invoice_date", "<", to], ["company_id", "=", id]];
  const found = await parts(odoo, domain);
  const total = (pick: (part: Part) => number | false): string => roundTo(sum(found.map((part) => (pick(part) || 0).toFixed(6))), currency);
  const count = (type: string): number => found.find(({ move_type }) => move_type === type)?.count ?? 0;
  return { amount: total(({ amount }) => amount), open_amount: total(({ open }) => open), currency, invoices: count("out_invoice"), credit_notes: count("out_refund") };
}

/** The newest posted transaction with a partner's company since an ISO date, null when there is none (recordings 180, 181). */
export async function lastTransaction(odoo: Odoo, commercial: number, since: string): Promise<Move | null> {
  const domain: Json[] = [
    ["commercial_partner_id", "=", commercial],
    ["state", "=", "posted"],
    ["move_type", "in", ["out_invoice", "out_refund", "in_invoice", "in_refund"]],
    ["date", ">=", since],
  ];
  return (await searchMoves(odoo, domain, 1))[0] ?? null;
}
