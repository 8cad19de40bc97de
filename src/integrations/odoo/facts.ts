/**
 * Owns: what policy wants to know about a partner and an amount, read from Odoo (PRODUCT section 3, M7).
 * Never: a judgement.
 */
import type { Call, Facts } from "../../channel";
import type { Money } from "../../core/action";
import type { Sign } from "../../core/draft";
import type { Json } from "../../core/json";
import { compare } from "../../core/money";
import { OdooFailure } from "./catalogue";
import { readPartner, searchMoves, type Move } from "./records";
import type { Connect, Odoo } from "./session";

const DAY_MS = 86_400_000;
/** A partner with a posted transaction this lately is known. */
const KNOWN_DAYS = 90;
const DUPLICATE_DAYS = 30;

function daysAgo(call: Call, days: number): string {
  return new Date(call.now().getTime() - days * DAY_MS).toISOString().slice(0, 10);
}

/** A posted transaction with the partner's company in the last 90 days (recordings 180, 181). */
async function isKnown(odoo: Odoo, call: Call, commercial: number): Promise<boolean> {
  const domain: Json[] = [
    ["commercial_partner_id", "=", commercial],
    ["state", "=", "posted"],
    ["move_type", "in", ["out_invoice", "out_refund", "in_invoice", "in_refund"]],
    ["date", ">=", daysAgo(call, KNOWN_DAYS)],
  ];
  return (await searchMoves(odoo, domain, 1)).length > 0;
}

function named(move: Move): string {
  return move.name ?? `draft invoice ${move.id}${move.invoice_date === null ? "" : ` of ${move.invoice_date}`}`;
}

/** "Looks like INV/2026/0042": the same reference, or the same partner and amount within 30 days (recording 091). */
async function lookAlike(odoo: Odoo, call: Call, commercial: number, invoice: About): Promise<Sign[]> {
  const ours: Json[] = [["commercial_partner_id", "=", commercial], ["move_type", "=", "out_invoice"], ["state", "!=", "cancel"], ["id", "!=", invoice.except ?? 0]];
  const sign = (move: Move, why: string): Sign[] => [{ code: "possible_duplicate", text: `Looks like ${named(move)} in Odoo: ${why}.`, fraud: false }];
  if (invoice.reference !== null) {
    const same = (await searchMoves(odoo, [...ours, ["ref", "=", invoice.reference]], 1))[0];
    if (same) return sign(same, `the same reference ${invoice.reference}`);
  }
  const { amount, currency } = invoice.money;
  const alike = await searchMoves(odoo, [...ours, ["amount_total", "=", Number(amount)]], 20);
  // A draft without a date is as young as it gets.
  const same = alike.find((move) => move.currency === currency && compare(move.amount_total, amount) === 0 && (move.invoice_date ?? "9999") >= daysAgo(call, DUPLICATE_DAYS));
  return same ? sign(same, `the same customer and amount within ${DUPLICATE_DAYS} days`) : [];
}

interface About {
  money: Money;
  /** The customer's reference, looked for as well. */
  reference: string | null;
  /** An invoice that is no duplicate of itself. */
  except?: number;
}

/** Facts about an invoice to a partner of Odoo. What cannot be read is said, and a person decides. */
export async function partnerFacts(connect: Connect, call: Call, partner: number, about: About): Promise<Facts> {
  const { money } = about;
  try {
    const odoo = await connect(call);
    const found = await readPartner(odoo, partner);
    if (!found) return { money, known_payee: null, unreadable: `Partner ${partner} is not in Odoo.`, signs: [] };
    const commercial = found.commercial_partner_id?.id ?? found.id;
    return { money, known_payee: await isKnown(odoo, call, commercial), unreadable: null, signs: await lookAlike(odoo, call, commercial, about) };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { money, known_payee: null, unreadable: error.message, signs: [] };
  }
}
