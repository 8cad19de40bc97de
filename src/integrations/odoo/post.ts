/**
 * Owns: posting a draft invoice: approved on the totals that Odoo read back, refused when they changed since (PRODUCT O3).
 * Never: creating or changing an invoice.
 */
import * as z from "zod/mini";
import { operation, type Call, type Operation, type Outcome } from "../../channel";
import type { Money, Receipt } from "../../core/action";
import type { JsonObject } from "../../core/json";
import { compare, roundTo, showMoney } from "../../core/money";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { partnerFacts } from "./facts";
import { asDecimal, currencyCode, decimal, isoDate, laid, parsed, recordId, words } from "./gate";
import { findCurrency, readMove, recordUrl, type Move } from "./records";
import type { Connect, Odoo } from "./session";
import { lookRepeatedly } from "./waiting";

const shape = z.object({
  /** The draft in Odoo. */
  invoice_id: recordId,
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
  const { move_id, amount_total, partner_id, customer_name, currency, amount_untaxed, amount_tax, due_date } = data;
  const result = parsed(shape, { invoice_id: move_id ?? null, drafted_by, partner_id: partner_id ?? null, customer_name: customer_name ?? null, currency: currency ?? null, amount_untaxed: amount_untaxed ?? null, amount_tax: amount_tax ?? null, total_amount: amount_total ?? null, due_date: due_date ?? null });
  return result.ok ? result.payload : null;
}

const moneyOf = ({ total_amount, currency }: PostPayload): Money => ({ amount: total_amount, currency });

function receiptOf(odoo: Odoo, move: Move, approved: PostPayload): Receipt {
  return {
    id: String(move.id),
    label: move.name ?? `invoice ${move.id}`,
    url: recordUrl(odoo, "account.move", move.id),
    data: {
      move_id: move.id,
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

/** Only a draft invoice with the approved totals may be posted. Throws with the code of what is wrong. */
async function readyToPost(odoo: Odoo, approved: PostPayload): Promise<Move> {
  const move = await readMove(odoo, approved.invoice_id);
  if (!move) throw refusedBecause("INVOICE_NOT_FOUND", `Invoice ${approved.invoice_id} is no longer in Odoo.`, "It was probably deleted there: reject this.");
  const changed = changes(move, approved);
  if (changed !== null) throw refusedBecause("INVALID_AMOUNT", changed, "Look at the draft in Odoo. Reject this, and post it in Odoo if it is right as it is.");
  if (move.move_type !== "out_invoice") throw refusedBecause("VALIDATION_ERROR", `Record ${move.id} is not a customer invoice.`, "Reject this.");
  if (move.state === "cancel") throw refusedBecause("VALIDATION_ERROR", `Invoice ${move.id} was cancelled in Odoo.`, "Reset it to draft in Odoo, or reject this.");
  if (move.state === "posted") return move;
  if (!(await findCurrency(odoo, move.currency))?.active) throw refusedBecause("VALIDATION_ERROR", `The currency ${move.currency} is not active in Odoo.`, "Activate it in Odoo, then send it again.");
  return move;
}

async function perform(connect: Connect, approved: PostPayload, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const move = await readyToPost(odoo, approved);
  if (move.state === "posted") return { kind: "done", receipt: receiptOf(odoo, move, approved) };
  await odoo.ask("account.move", "action_post", { ids: [approved.invoice_id] });
  const lost = (cause: string): Outcome => ({ kind: "unknown", problem: { code: "ODOO_CONNECTION_ERROR", effect: "Odoo took the order to post, but the result could not be read back.", cause, next: "It is looked up again by itself." } });
  try {
    const after = await readMove(odoo, approved.invoice_id);
    return after?.state === "posted" ? { kind: "done", receipt: receiptOf(odoo, after, approved) } : lost("The invoice does not stand as posted in Odoo.");
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return lost(error.problem.cause);
  }
}

export function postInvoice(connect: Connect): Operation {
  return operation<PostPayload>({
    label: "Post an invoice",
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
    summary: (approved) => `Post the invoice for ${approved.customer_name}: ${showMoney(moneyOf(approved))}`,
    money: moneyOf,
    preview: (approved) => {
      const show = (amount: string): string => showMoney({ amount, currency: approved.currency });
      const rows: [string, string][] = [
        ["Customer", approved.customer_name],
        ["Draft in Odoo", String(approved.invoice_id)],
        ["Before tax", show(approved.amount_untaxed)],
        ["Tax", show(approved.amount_tax)],
        ["Total", show(approved.total_amount)],
        ...(approved.due_date === null ? [] : ([["Due", approved.due_date]] as [string, string][])),
        ["What happens", "The draft gets its number and counts in the books. It is not sent to the customer."],
      ];
      return { title: "Post an invoice in Odoo", rows, table: [] };
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
    facts: (approved, call) => partnerFacts(connect, call, approved.partner_id, { money: moneyOf(approved), reference: null, except: approved.invoice_id }),
    rehearse: async (approved, _attempt, call) => {
      try {
        const move = await readyToPost(await connect(call), approved);
        return { ok: true, findings: [move.state === "posted" ? `It is posted already, as ${move.name ?? move.id}.` : `Would post draft ${move.id} over ${showMoney(moneyOf(approved))}.`] };
      } catch (error) {
        if (!(error instanceof OdooFailure)) throw error;
        return { ok: false, findings: [error.message] };
      }
    },
    perform: (approved, _attempt, call) => asOutcome(() => perform(connect, approved, call)),
    lookup: (approved, attempt, call) =>
      lookRepeatedly(attempt, call, async () => {
        const odoo = await connect(call);
        const move = await readMove(odoo, approved.invoice_id);
        return move?.state === "posted" ? receiptOf(odoo, move, approved) : null;
      }),
    examples: [
      { invoice_id: 276, drafted_by: "invoice-0123456789abcd", partner_id: 96, customer_name: "Northwind Studio", currency: "EUR", amount_untaxed: "225.50", amount_tax: "0.00", total_amount: "225.50", due_date: "2026-12-19" },
    ],
  });
}
