/**
 * Owns: recording a payment in Odoo, full or partial, exactly once: Odoo's own wizard, with the action's id as the payment's text (PRODUCT O2, O4, K8).
 * Never: money that moves. It records what has been paid; and never more than is open - Odoo would take it.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Facts, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import type { Json } from "../../core/json";
import { compare, roundTo, showMoney } from "../../core/money";
import { ABOUT, aboutFacts, aboutFields, aboutFromFields, aboutRows, called, isOurs, receiptData, rehearsed, stillPosted } from "./about";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { asDecimal, asId, decimal, isoDate, laid, parsed, recordId, words } from "./gate";
import { journalChoices, moneyJournals } from "./journals";
import { amountOf, findPayments, readOpen, readPaymentForm, recordUrl, type OpenMove, type Payment } from "./records";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, inMove, LOGGED_ROW } from "./trace";
import { lookRepeatedly, lost } from "./waiting";
import { activeOn, openWizard } from "./wizard";

const shape = z.object({
  ...ABOUT,
  amount: decimal,
  payment_date: isoDate,
  /** Where it is booked; absent or null: the only one that there is, or the one that Odoo proposes to a user who may not see them. */
  journal: z._default(z.nullable(z.object({ id: recordId, name: words(100) })), null),
});
export type PaymentPayload = z.infer<typeof shape>;

/** States that mean "nothing left to pay"; `in_payment` is what Enterprise answers until the bank statement is in. */
const PAID = ["paid", "in_payment", "reversed"];

export const isSettled = (payment_state: unknown): boolean => PAID.some((state) => state === payment_state);
/** Nothing of it is left to pay. */
export const isPaid = ({ payment_state, amount_residual }: Pick<OpenMove, "payment_state" | "amount_residual">): boolean => isSettled(payment_state) || compare(amount_residual, "0") <= 0;

const money = ({ amount, currency }: PaymentPayload): { amount: string; currency: string } => ({ amount, currency });

/** The payment's text in Odoo: the document a person looks for, and our id, by which it is found again. */
const communication = (approved: PaymentPayload, key: string): string => `${called(approved)} ${key}`;

/** The journal that a person wrote into the note, by its number. */
function journalFrom(id: Json, before: PaymentPayload["journal"]): Json {
  if (id === before?.id) return before;
  return id === null ? null : { id, name: `journal ${typeof id === "number" ? id : "of Odoo"}` };
}

function receiptOf(odoo: Odoo, payment: Payment, move: OpenMove | null, approved: PaymentPayload): Receipt {
  const found: string[] = [];
  if (compare(amountOf(payment, approved.currency), approved.amount) !== 0) found.push(`the payment is over ${showMoney({ amount: amountOf(payment, approved.currency), currency: approved.currency })}, approved was ${showMoney(money(approved))}`);
  if (approved.journal && payment.journal_id && payment.journal_id.id !== approved.journal.id) found.push(`the payment is in the journal ${payment.journal_id.name}, approved was ${approved.journal.name}`);
  if (!payment.reconciled_invoice_ids.includes(approved.invoice_id)) found.push(`the payment is not matched with ${called(approved)}`);
  return {
    id: String(payment.id),
    label: payment.name ?? `payment ${payment.id}`,
    url: recordUrl(odoo, "account.payment", payment.id),
    data: { ...(move && receiptData(move)), payment_id: payment.id, payment_state: move?.payment_state ?? null, amount: amountOf(payment, approved.currency), open_amount: move?.amount_residual ?? null, journal: payment.journal_id?.name ?? null },
    difference: found.length === 0 ? null : `In Odoo ${found.join("; ")}.`,
  };
}

/** The payment that carries the action's id (recordings 123, 124), with how the document stands now. */
async function findOurs(odoo: Odoo, approved: PaymentPayload, key: string): Promise<Receipt | null> {
  const [payment] = await findPayments(odoo, communication(approved, key));
  return payment ? receiptOf(odoo, payment, await readOpen(odoo, approved.invoice_id), approved) : null;
}

/** Nobody chose, and there are several: Odoo would take its first one. The sentence that says so, or null. */
async function openChoice(odoo: Odoo, { journal, currency }: PaymentPayload): Promise<string | null> {
  const journals = journal ? [] : ((await moneyJournals(odoo, currency)) ?? []);
  return journals.length > 1 ? `Odoo has several journals for it, and none is chosen: ${journalChoices(journals)}.` : null;
}

async function paymentFacts(connect: Connect, call: Call, approved: PaymentPayload): Promise<Facts> {
  const facts = await aboutFacts(connect, call, approved, money(approved));
  if (approved.journal || facts.unreadable !== null) return facts;
  try {
    const open = await openChoice(await connect(call), approved);
    return open === null ? facts : { ...facts, signs: [...facts.signs, { code: "odoo_journal_open", text: `${open} Write the number of the right one as journal_id into the note.`, fraud: false }] };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ...facts, unreadable: error.message };
  }
}

/** Posted, not paid yet, and at least as much open as is to be recorded. */
async function payable(odoo: Odoo, approved: PaymentPayload): Promise<OpenMove> {
  const move = await stillPosted(odoo, approved);
  if (isPaid(move)) throw refusedBecause("INVOICE_ALREADY_PAID", `${called(approved)} is ${move.payment_state ?? "paid"} in Odoo; nothing is left to pay.`, "Reject this.");
  if (compare(approved.amount, move.amount_residual) > 0) {
    const open = showMoney({ amount: move.amount_residual, currency: move.currency });
    throw refusedBecause("INVALID_AMOUNT", `${showMoney(money(approved))} is more than the ${open} that are open on ${called(approved)}; Odoo would take it and keep the rest as a credit.`, "Correct the amount in the note, or book the credit in Odoo.");
  }
  return move;
}

async function perform(connect: Connect, approved: PaymentPayload, { key }: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const there = await findOurs(odoo, approved, key);
  if (there) return doneAndTraced(odoo, there, inMove(approved.invoice_id), key, false);
  await payable(odoo, approved);
  const open = await openChoice(odoo, approved);
  if (open !== null) throw refusedBecause("VALIDATION_ERROR", open, "Reject this, and ask for the payment again with its journal.");
  const values = { payment_date: approved.payment_date, amount: Number(approved.amount), communication: communication(approved, key), ...(approved.journal && { journal_id: approved.journal.id }) };
  const wizard = await openWizard(odoo, "account.payment.register", values, activeOn(approved.invoice_id));
  // What Odoo made of it, before it counts (recording 126): another currency would be another amount.
  const form = await readPaymentForm(odoo, wizard);
  if (form.currency !== approved.currency || compare(amountOf(form, approved.currency), approved.amount) !== 0) {
    throw refusedBecause("INVALID_AMOUNT", `Odoo would record ${showMoney({ amount: amountOf(form, form.currency), currency: form.currency })} instead of ${showMoney(money(approved))}.`, "Record this payment in Odoo, and reject this.");
  }
  if (approved.journal && form.journal_id !== approved.journal.id) {
    throw refusedBecause("VALIDATION_ERROR", `Odoo would not book it in the journal ${approved.journal.name}.`, "Record this payment in Odoo, and reject this.");
  }
  await odoo.ask("account.payment.register", "action_create_payments", { ids: [wizard] });
  try {
    const made = await findOurs(odoo, approved, key);
    return made ? await doneAndTraced(odoo, made, inMove(approved.invoice_id), key, true) : { kind: "unknown", problem: lost("Odoo took the payment", "It was not found right after.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost("Odoo took the payment", error.problem.cause) };
  }
}

export function registerPayment(connect: Connect): Operation {
  return operation<PaymentPayload>({
    label: "Record a payment",
    note: { type: "odoo_payment", prefix: "PAYMENT_record" },
    log: "odoo_record_payment",
    rule: "amount",
    expiry: "payment",
    parse: (raw) => {
      const result = parsed(shape, raw);
      if (!result.ok) return result;
      const { amount, total_amount, currency } = result.payload;
      const problems = [];
      if (compare(amount, "0") <= 0) problems.push({ field: "amount", text: "must be more than zero" });
      if (compare(amount, total_amount) > 0) problems.push({ field: "amount", text: `must not be more than the total of ${total_amount}` });
      return problems.length > 0 ? { ok: false, problems } : { ok: true, payload: { ...result.payload, amount: roundTo(amount, currency), total_amount: roundTo(total_amount, currency) } };
    },
    summary: (approved) => `Record a payment of ${showMoney(money(approved))} on ${called(approved)} (${approved.customer_name})`,
    money,
    preview: (approved) => ({
      title: "Record a payment in Odoo",
      rows: [
        ...aboutRows(approved),
        [isOurs(approved.move_type) ? "Received" : "Paid", `${showMoney(money(approved))}${compare(approved.amount, approved.total_amount) < 0 ? " (a part)" : ""}`],
        ["On", approved.payment_date],
        ["Journal", approved.journal ? `${approved.journal.name} (${approved.journal.id} in Odoo)` : "Odoo's own, when it has only one for this"],
        ["What happens", "The payment is written into Odoo's books. No money moves: look first whether your bank shows it."],
        LOGGED_ROW,
      ],
      table: [],
    }),
    toFields: (approved) => ({ ...aboutFields(approved), amount: approved.amount, payment_date: approved.payment_date, journal_id: approved.journal?.id ?? null }),
    fromFields: (approved, fields) => ({
      ...aboutFromFields(approved, fields),
      amount: asDecimal(laid(fields, "amount", approved.amount)),
      payment_date: laid(fields, "payment_date", approved.payment_date),
      journal: journalFrom(asId(laid(fields, "journal_id", approved.journal?.id ?? null)), approved.journal),
    }),
    facts: (approved, call) => paymentFacts(connect, call, approved),
    rehearse: (approved, attempt, call) =>
      rehearsed(connect, call, async (odoo) => {
        const there = await findOurs(odoo, approved, attempt.key);
        if (there) return [`It is recorded already, as ${there.label}.`];
        const move = await payable(odoo, approved);
        const rest = compare(approved.amount, move.amount_residual) === 0 ? "it would then be paid" : `${showMoney({ amount: move.amount_residual, currency: move.currency })} are open, so a part would stay open`;
        return [`Would record ${showMoney(money(approved))} on ${called(approved)}; ${rest}.`];
      }),
    perform: (approved, attempt, call) => asOutcome(() => perform(connect, approved, attempt, call)),
    lookup: (approved, attempt, call) => lookRepeatedly(attempt, call, async () => findOurs(await connect(call), approved, attempt.key)),
    examples: [
      { invoice_id: 274, move_type: "out_invoice", number: "INV/2026/00098", partner_id: 96, customer_name: "Northwind Studio", currency: "EUR", total_amount: "351.49", amount: "100.00", payment_date: "2026-11-20", journal: { id: 6, name: "Bank" } },
      { invoice_id: 282, move_type: "in_invoice", number: "BILL/2026/11/0019", partner_id: 97, customer_name: "CloudHost", currency: "EUR", total_amount: "24.00", amount: "24.00", payment_date: "2026-11-21", journal: null },
    ],
  });
}
