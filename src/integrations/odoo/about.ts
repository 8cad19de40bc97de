/**
 * Owns: what every operation on a document that is in Odoo already was approved on - which one, whose, over how much - and comparing that
 * with what stands there now.
 * Never: a write.
 */
import * as z from "zod/mini";
import type { Call, Facts } from "../../channel";
import type { Money } from "../../core/action";
import type { Json, JsonObject } from "../../core/json";
import { compare, roundTo, showMoney } from "../../core/money";
import { OdooFailure, refusedBecause } from "./catalogue";
import { partnerFacts } from "./facts";
import { asDecimal, currencyCode, decimal, laid, recordId, words } from "./gate";
import { readOpen, type Move, type OpenMove } from "./records";
import type { Connect, Odoo } from "./session";

export const moveType = z.enum(["out_invoice", "in_invoice", "out_refund", "in_refund"]);
export type MoveType = z.infer<typeof moveType>;

/** Fields of a payload about a document in Odoo. */
export const ABOUT = {
  invoice_id: recordId,
  move_type: moveType,
  /** Odoo's number; null for a draft. */
  number: z.nullable(words(100)),
  partner_id: recordId,
  /** The customer, or the vendor. */
  customer_name: words(200),
  currency: currencyCode,
  total_amount: decimal,
};
export const about = z.object(ABOUT);
export type About = z.infer<typeof about>;

const KINDS: Record<MoveType, string> = { out_invoice: "invoice", in_invoice: "bill", out_refund: "credit note", in_refund: "vendor's credit note" };
/** "invoice", "bill" ... in a sentence. */
export const kindOf = (type: MoveType): string => KINDS[type];
/** What a person calls it. */
export const called = ({ number, move_type, invoice_id }: About): string => number ?? `draft ${kindOf(move_type)} ${invoice_id}`;
export const isOurs = (type: string): boolean => type.startsWith("out_");

export const moneyOf = ({ total_amount, currency }: About): Money => ({ amount: total_amount, currency });
export const rounded = <P extends About>(payload: P): P => ({ ...payload, total_amount: roundTo(payload.total_amount, payload.currency) });

/** First rows of a preview. */
export function aboutRows(of: About): [string, string][] {
  return [
    [isOurs(of.move_type) ? "Customer" : "Vendor", `${of.customer_name} (${of.partner_id} in Odoo)`],
    [of.number === null ? "Draft in Odoo" : "Number", of.number ?? String(of.invoice_id)],
    ["Total", showMoney(moneyOf(of))],
  ];
}

export function aboutFields({ invoice_id, number, customer_name, currency, total_amount }: About): JsonObject {
  return { invoice_id, invoice_number: number, customer_name, currency, total_amount };
}

export function aboutFromFields(before: About, fields: JsonObject): JsonObject {
  return {
    invoice_id: laid(fields, "invoice_id", before.invoice_id),
    move_type: before.move_type,
    number: laid(fields, "invoice_number", before.number),
    partner_id: before.partner_id,
    customer_name: laid(fields, "customer_name", before.customer_name),
    currency: laid(fields, "currency", before.currency),
    total_amount: asDecimal(laid(fields, "total_amount", before.total_amount)),
  };
}

/** What is different now from what was approved, as a sentence; null when nothing is. */
export function changesSince(move: Move, approved: About): string | null {
  const found: string[] = [];
  const { currency } = approved;
  if (move.move_type !== approved.move_type) found.push(`the record is a ${move.move_type}, approved was a ${approved.move_type}`);
  if (move.currency !== currency) found.push(`the currency is ${move.currency}, approved was ${currency}`);
  if (compare(move.amount_total, approved.total_amount) !== 0) found.push(`the total is ${showMoney({ amount: move.amount_total, currency: move.currency })}, approved was ${showMoney(moneyOf(approved))}`);
  if (move.partner?.id !== approved.partner_id) found.push(`the partner is ${move.partner?.name ?? "nobody"}, approved was ${approved.customer_name}`);
  return found.length === 0 ? null : `In Odoo ${found.join("; ")}.`;
}

/** The document as it stands, when it is still the approved one. Throws INVOICE_NOT_FOUND, INVALID_AMOUNT. */
export async function stillAs(odoo: Odoo, approved: About): Promise<OpenMove> {
  const move = await readOpen(odoo, approved.invoice_id);
  if (!move) throw refusedBecause("INVOICE_NOT_FOUND", `The ${kindOf(approved.move_type)} ${approved.invoice_id} is no longer in Odoo.`, "It was probably deleted there: reject this.");
  const changed = changesSince(move, approved);
  if (changed !== null) throw refusedBecause("INVALID_AMOUNT", changed, "Look at it in Odoo. Reject this, and do it in Odoo if it is right as it is.");
  return move;
}

/** As `stillAs`, for what only a posted document can have. */
export async function stillPosted(odoo: Odoo, approved: About): Promise<OpenMove> {
  const move = await stillAs(odoo, approved);
  if (move.state !== "posted") throw refusedBecause("VALIDATION_ERROR", `${called(approved)} is ${move.state === "cancel" ? "cancelled" : "not posted"} in Odoo.`, "Post it first, or reject this.");
  return move;
}

/** What policy wants to know about it: the partner's history. */
export function aboutFacts(connect: Connect, call: Call, of: About, money: Money): Promise<Facts> {
  return partnerFacts(connect, call, of.partner_id, { money, reference: null, duplicates: false });
}

/** A rehearsal of reads: what would happen, or the sentence that says why it would be refused. */
export async function rehearsed(connect: Connect, call: Call, look: (odoo: Odoo) => Promise<string[]>): Promise<{ ok: boolean; findings: string[] }> {
  try {
    return { ok: true, findings: await look(await connect(call)) };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ok: false, findings: [error.message] };
  }
}

/** What a receipt tells about a document. */
export function receiptData(move: OpenMove): Record<string, Json> {
  return { move_id: move.id, move_type: move.move_type, name: move.name, state: move.state, payment_state: move.payment_state, partner_id: move.partner?.id ?? null, customer_name: move.partner?.name ?? null, currency: move.currency, amount_total: move.amount_total, amount_residual: move.amount_residual };
}
