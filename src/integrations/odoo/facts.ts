/**
 * Owns: what policy wants to know about a partner and an amount, read from Odoo (PRODUCT section 3, M7).
 * Never: a judgement.
 */
import type { Call, Facts } from "../../channel";
import type { Money } from "../../core/action";
import type { Sign } from "../../core/draft";
import type { Json } from "../../core/json";
import { compare } from "../../core/money";
import { HISTORY_DAYS } from "../../core/policy";
import { OdooFailure } from "./catalogue";
import { lastTransaction } from "./lists";
import { readPartner, searchMoves, type Move } from "./records";
import { intended, type Document } from "./document";
import { foreseen, type Intended } from "./foreseen";
import type { Connect, Odoo } from "./session";

const DAY_MS = 86_400_000;
const DUPLICATE_DAYS = 30;

function daysAgo(call: Call, days: number): string {
  return new Date(call.now().getTime() - days * DAY_MS).toISOString().slice(0, 10);
}

function named(move: Move): string {
  return move.name ?? `draft invoice ${move.id}${move.invoice_date === null ? "" : ` of ${move.invoice_date}`}`;
}

/** For whom something is booked, as our own log keeps it. */
export const payeeOf = (partner: number): string => `odoo:${partner}`;

/** "Looks like INV/2026/0042": the same reference, or the same partner and amount within 30 days (recording 091). */
async function lookAlike(odoo: Odoo, call: Call, commercial: number, invoice: About): Promise<Sign[]> {
  const ours: Json[] = [["commercial_partner_id", "=", commercial], ["move_type", "=", invoice.move_type ?? "out_invoice"], ["state", "!=", "cancel"], ["id", "!=", invoice.except ?? 0]];
  const sign = (move: Move, why: string): Sign[] => [{ code: "possible_duplicate", text: `Looks like ${named(move)} in Odoo: ${why}.`, fraud: false }];
  if (invoice.reference !== null) {
    const same = (await searchMoves(odoo, [...ours, ["ref", "=", invoice.reference]], 1))[0];
    if (same) return sign(same, `the same reference ${invoice.reference}`);
  }
  const { amount, currency } = invoice.money;
  const alike = await searchMoves(odoo, [...ours, ["amount_total", "=", Number(amount)]], 20);
  // A draft without a date is as young as it gets.
  const same = alike.find((move) => move.currency === currency && compare(move.amount_total, amount) === 0 && (move.invoice_date ?? "9999") >= daysAgo(call, DUPLICATE_DAYS));
  return same ? sign(same, `the same ${(invoice.move_type ?? "out_").startsWith("out_") ? "customer" : "vendor"} and amount within ${DUPLICATE_DAYS} days`) : [];
}

interface About {
  money: Money;
  /** The customer's reference, looked for as well. */
  reference: string | null;
  /** False where another document of the same amount is no duplicate, e.g. for a payment. */
  duplicates?: boolean;
  /** Kind of document that could be the same one; default a customer's invoice. */
  move_type?: string;
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
    return { money, payee: payeeOf(partner), known_payee: (await lastTransaction(odoo, commercial, daysAgo(call, HISTORY_DAYS))) !== null, unreadable: null, signs: about.duplicates === false ? [] : await lookAlike(odoo, call, commercial, about) };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { money, known_payee: null, unreadable: error.message, signs: [] };
  }
}

/** The same facts, with what Odoo would refuse: said before the approval, not after. */
export async function withForeseen(connect: Connect, call: Call, facts: Facts, what: Intended): Promise<Facts> {
  // Odoo was not to be had a moment ago: nobody waits for it twice.
  if (facts.unreadable !== null) return facts;
  try {
    return { ...facts, signs: [...facts.signs, ...(await foreseen(await connect(call), what))] };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ...facts, unreadable: error.message };
  }
}

/** The total with such a tax is not known before Odoo has the draft: no limit can be held against it, so a person decides. */
const openTax = (name: string): Sign => ({ code: "odoo_tax_open", text: `The tax "${name}" is computed by Odoo alone: the total with tax is known once the draft is there.`, fraud: false });

/** Facts about a drafted document, with what can be said about a partner that is not in Odoo yet, or could not be looked up. */
export async function documentFacts(connect: Connect, call: Call, document: Document): Promise<Facts> {
  const facts = await withForeseen(connect, call, await aboutPartner(connect, call, document), intended(document));
  return document.tax?.rate === null ? { ...facts, signs: [...facts.signs, openTax(document.tax.name)] } : facts;
}

async function aboutPartner(connect: Connect, call: Call, { partner, total_amount, currency, ref, move_type }: Document): Promise<Facts> {
  const money = { amount: total_amount, currency };
  if (partner.kind === "known") return partnerFacts(connect, call, partner.id, { money, reference: ref, move_type });
  if (partner.kind === "new") return { money, known_payee: false, unreadable: null, signs: [] };
  return { money, known_payee: null, unreadable: `"${partner.name}" could not be looked up in Odoo.`, signs: [] };
}
