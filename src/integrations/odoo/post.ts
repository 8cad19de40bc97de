/**
 * Owns: posting a draft - an invoice, a bill, a credit note: approved on the totals that Odoo read back, refused when they changed since
 * (PRODUCT O3).
 * Never: creating or changing one, and never a vendor's bill that is posted already under the same number: 19 would not say a word.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Operation, type Outcome, type Seed } from "../../channel";
import type { Money, Receipt } from "../../core/action";
import type { JsonObject } from "../../core/json";
import { compare, roundTo, showMoney } from "../../core/money";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { kindOf, moveType, rehearsed } from "./about";
import { partnerFacts, payeeOf } from "./facts";
import { asDecimal, currencyCode, decimal, isoDate, laid, parsed, recordId, words } from "./gate";
import { findCurrency, readMove, readPartner, recordUrl, sameBills, type Move, type Partner } from "./records";
import { sendSeed } from "./send";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, inMove, LOGGED_ROW } from "./trace";
import { lookRepeatedly, lost } from "./waiting";

const shape = z.object({
  /** The draft in Odoo. */
  invoice_id: recordId,
  /** What was proposed before there were other kinds is a customer's invoice. */
  move_type: z._default(moveType, "out_invoice"),
  /** The action that drafted it. */
  drafted_by: z.nullable(words(100)),
  partner_id: recordId,
  customer_name: words(200),
  currency: currencyCode,
  amount_untaxed: decimal,
  amount_tax: decimal,
  total_amount: decimal,
  due_date: z.nullable(isoDate),
});
export type PostPayload = z.infer<typeof shape>;

/** The payload for posting what a receipt tells was drafted; null when the receipt does not tell. */
export function postPayload(data: JsonObject, drafted_by: string): PostPayload | null {
  const { move_id, move_type, amount_total, partner_id, customer_name, currency, amount_untaxed, amount_tax, due_date } = data;
  const result = parsed(shape, { invoice_id: move_id ?? null, ...(move_type !== undefined && { move_type }), drafted_by, partner_id: partner_id ?? null, customer_name: customer_name ?? null, currency: currency ?? null, amount_untaxed: amount_untaxed ?? null, amount_tax: amount_tax ?? null, total_amount: amount_total ?? null, due_date: due_date ?? null });
  return result.ok ? result.payload : null;
}

/** Posting is the next decision, on the totals that Odoo read back (PRODUCT O3). */
export function postSeed(attempt: Attempt, receipt: Receipt): Seed[] {
  const payload = postPayload(receipt.data, attempt.key);
  if (!payload) return [];
  const assumptions = receipt.difference === null ? [] : [receipt.difference];
  return [{ slot: "post", operation: "post_invoice", payload, depends_on: [attempt.key], evidence: {}, signs: [], assumptions, keys: { thread: null, po_number: null, partner: null, booked: payeeOf(payload.partner_id) } }];
}

const moneyOf = ({ total_amount, currency }: PostPayload): Money => ({ amount: total_amount, currency });

function receiptOf(odoo: Odoo, move: Move, approved: PostPayload, partner: Partner | null): Receipt {
  return {
    id: String(move.id),
    label: move.name ?? `${kindOf(approved.move_type)} ${move.id}`,
    url: recordUrl(odoo, "account.move", move.id),
    data: {
      move_id: move.id,
      move_type: move.move_type,
      partner_id: approved.partner_id,
      partner_email: partner?.email ?? null,
      name: move.name,
      state: move.state,
      payment_state: move.payment_state,
      currency: move.currency,
      amount_untaxed: move.amount_untaxed,
      amount_tax: move.amount_tax,
      amount_total: move.amount_total,
      invoice_date: move.invoice_date,
      due_date: move.due_date,
    },
    difference: changes(move, approved),
  };
}

/** What is different now from what was approved, as a sentence; null when nothing is. */
function changes(move: Move, approved: PostPayload): string | null {
  const { currency } = approved;
  const found: string[] = [];
  if (move.currency !== currency) found.push(`the currency is ${move.currency}, approved was ${currency}`);
  for (const [name, now, then] of [
    ["total", move.amount_total, approved.total_amount],
    ["tax", move.amount_tax, approved.amount_tax],
    ["amount before tax", move.amount_untaxed, approved.amount_untaxed],
  ] as const) {
    if (compare(now, then) !== 0) found.push(`the ${name} is ${showMoney({ amount: now, currency: move.currency })}, approved was ${showMoney({ amount: then, currency })}`);
  }
  if (move.partner?.id !== approved.partner_id) found.push(`the customer is ${move.partner?.name ?? "nobody"}, approved was ${approved.customer_name}`);
  return found.length === 0 ? null : `In Odoo ${found.join("; ")}.`;
}

/** Only a draft with the approved totals may be posted. Throws with the code of what is wrong. */
async function readyToPost(odoo: Odoo, approved: PostPayload): Promise<Move> {
  const move = await readMove(odoo, approved.invoice_id);
  const kind = kindOf(approved.move_type);
  if (!move) throw refusedBecause("INVOICE_NOT_FOUND", `The ${kind} ${approved.invoice_id} is no longer in Odoo.`, "It was probably deleted there: reject this.");
  const changed = changes(move, approved);
  if (changed !== null) throw refusedBecause("INVALID_AMOUNT", changed, "Look at the draft in Odoo. Reject this, and post it in Odoo if it is right as it is.");
  if (move.move_type !== approved.move_type) throw refusedBecause("VALIDATION_ERROR", `Record ${move.id} is not the ${kind} that was approved.`, "Reject this.");
  if (move.state === "cancel") throw refusedBecause("VALIDATION_ERROR", `The ${kind} ${move.id} was cancelled in Odoo.`, "Reset it to draft in Odoo, or reject this.");
  if (move.state === "posted") return move;
  if (!(await findCurrency(odoo, move.currency))?.active) throw refusedBecause("VALIDATION_ERROR", `The currency ${move.currency} is not active in Odoo.`, "Activate it in Odoo, then send it again.");
  if (approved.move_type === "in_invoice") await billReady(odoo, move);
  return move;
}

/** A bill needs its date (recording 145), and its number must not be posted yet (recordings 143, 144). */
async function billReady(odoo: Odoo, move: Move): Promise<void> {
  if (move.invoice_date === null) throw refusedBecause("VALIDATION_ERROR", `Bill ${move.id} has no bill date in Odoo.`, "Enter the date of the bill in Odoo, then send it again.");
  const partner = move.partner && (await readPartner(odoo, move.partner.id));
  const same = partner && move.ref !== null ? await sameBills(odoo, partner.commercial_partner_id?.id ?? partner.id, move.ref) : [];
  const other = same.find(({ id, state }) => id !== move.id && state === "posted");
  if (other) throw refusedBecause("VALIDATION_ERROR", `The vendor's number ${move.ref ?? ""} is posted already, as ${other.name ?? other.id}: this would be the same bill twice.`, "Look at both in Odoo, and reject this if it is the same bill.");
}

/** Where a posted document of ours would be mailed to. */
function partnerOf(odoo: Odoo, approved: PostPayload): Promise<Partner | null> {
  return approved.move_type.startsWith("out_") ? readPartner(odoo, approved.partner_id) : Promise.resolve(null);
}

/** Sending is the next decision, to the address that Odoo has. */
function nextSeeds(approved: PostPayload, attempt: Attempt, { data }: Receipt): Seed[] {
  const { invoice_id, move_type, partner_id, customer_name, currency, total_amount } = approved;
  return sendSeed(attempt, { invoice_id, move_type, number: data["name"] ?? null, partner_id, customer_name, currency, total_amount, customer_email: data["partner_email"] ?? null });
}

async function perform(connect: Connect, approved: PostPayload, { key }: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const move = await readyToPost(odoo, approved);
  const partner = await partnerOf(odoo, approved);
  if (move.state === "posted") return doneAndTraced(odoo, receiptOf(odoo, move, approved, partner), inMove(move.id), key, false);
  await odoo.ask("account.move", "action_post", { ids: [approved.invoice_id] });
  try {
    const after = await readMove(odoo, approved.invoice_id);
    return after?.state === "posted" ? await doneAndTraced(odoo, receiptOf(odoo, after, approved, partner), inMove(after.id), key, true) : { kind: "unknown", problem: lost("Odoo took the order to post", "It does not stand as posted in Odoo.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost("Odoo took the order to post", error.problem.cause) };
  }
}

export function postInvoice(connect: Connect): Operation {
  return operation<PostPayload>({
    label: "Post an invoice, bill or credit note",
    note: { type: "odoo_invoice_post", prefix: "INVOICE_post" },
    log: "odoo_post_invoice",
    rule: "person",
    expiry: "standard",
    parse: (raw) => {
      const result = parsed(shape, raw);
      if (!result.ok) return result;
      const { currency, amount_untaxed, amount_tax, total_amount } = result.payload;
      const rounded = { amount_untaxed: roundTo(amount_untaxed, currency), amount_tax: roundTo(amount_tax, currency), total_amount: roundTo(total_amount, currency) };
      return { ok: true, payload: { ...result.payload, ...rounded } };
    },
    summary: (approved) => `Post the ${kindOf(approved.move_type)} ${approved.move_type.startsWith("out_") ? "for" : "of"} ${approved.customer_name}: ${showMoney(moneyOf(approved))}`,
    money: moneyOf,
    preview: (approved) => {
      const show = (amount: string): string => showMoney({ amount, currency: approved.currency });
      const rows: [string, string][] = [
        [approved.move_type.startsWith("out_") ? "Customer" : "Vendor", approved.customer_name],
        ["Draft in Odoo", String(approved.invoice_id)],
        ["Before tax", show(approved.amount_untaxed)],
        ["Tax", show(approved.amount_tax)],
        ["Total", show(approved.total_amount)],
        ...(approved.due_date === null ? [] : ([["Due", approved.due_date]] as [string, string][])),
        ["What happens", `The draft gets its number and counts in the books. ${approved.move_type.startsWith("out_") ? "It is not sent to the customer." : "Nothing is paid."}`],
        LOGGED_ROW,
      ];
      return { title: `Post ${approved.move_type === "out_invoice" ? "an" : "a"} ${kindOf(approved.move_type)} in Odoo`, rows, table: [] };
    },
    toFields: ({ invoice_id, customer_name, currency, amount_untaxed, amount_tax, total_amount, due_date }) => ({ invoice_id, customer_name, currency, amount_untaxed, amount_tax, total_amount, due_date }),
    fromFields: (approved, fields) => ({
      ...approved,
      invoice_id: laid(fields, "invoice_id", approved.invoice_id),
      customer_name: laid(fields, "customer_name", approved.customer_name),
      currency: laid(fields, "currency", approved.currency),
      amount_untaxed: asDecimal(laid(fields, "amount_untaxed", approved.amount_untaxed)),
      amount_tax: asDecimal(laid(fields, "amount_tax", approved.amount_tax)),
      total_amount: asDecimal(laid(fields, "total_amount", approved.total_amount)),
      due_date: laid(fields, "due_date", approved.due_date),
    }),
    facts: (approved, call) => partnerFacts(connect, call, approved.partner_id, { money: moneyOf(approved), reference: null, except: approved.invoice_id, move_type: approved.move_type }),
    rehearse: (approved, _attempt, call) =>
      rehearsed(connect, call, async (odoo) => {
        const move = await readyToPost(odoo, approved);
        return [move.state === "posted" ? `It is posted already, as ${move.name ?? move.id}.` : `Would post draft ${move.id} over ${showMoney(moneyOf(approved))}.`];
      }),
    perform: (approved, attempt, call) => asOutcome(() => perform(connect, approved, attempt, call)),
    lookup: (approved, attempt, call) =>
      lookRepeatedly(attempt, call, async () => {
        const odoo = await connect(call);
        const move = await readMove(odoo, approved.invoice_id);
        return move?.state === "posted" ? receiptOf(odoo, move, approved, await partnerOf(odoo, approved)) : null;
      }),
    followUps: nextSeeds,
    examples: [
      { invoice_id: 276, move_type: "out_invoice", drafted_by: "invoice-0123456789abcd", partner_id: 96, customer_name: "Northwind Studio", currency: "EUR", amount_untaxed: "225.50", amount_tax: "0.00", total_amount: "225.50", due_date: "2026-12-19" },
    ],
  });
}
