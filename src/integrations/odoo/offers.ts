/**
 * Owns: what a person may ask for about a document that is in Odoo - to post, send, pay, credit or cancel it - whoever made it there.
 * Never: a write; the forms are filled by reads, and what comes of them is decided like everything else.
 */
import * as z from "zod/mini";
import type { Begun, Call, Offer, Seed } from "../../channel";
import type { JsonObject } from "../../core/json";
import type { AnswerProblem, Ask } from "../../core/offer";
import { compare, showMoney } from "../../core/money";
import { aboutRows, called, isOurs, kindOf, moveType, type About } from "./about";
import { payeeOf } from "./facts";
import { moneyJournals } from "./journals";
import { isPaid, isSettled } from "./pay";
import { mailedSince, readNotifications } from "./mail";
import { readPartner, searchOpen, type OpenMove } from "./records";
import type { Connect, Odoo } from "./session";

interface Document {
  odoo: Odoo;
  move: OpenMove;
  about: About;
  today: string;
}

/** A document by its id or its number, of our company. A sentence when there is none, or more than one. */
async function documentOf(odoo: Odoo, record: string, today: string): Promise<Document | string> {
  const company = ["company_id", "=", (await odoo.company()).id];
  const byId = /^\d{1,15}$/.test(record) ? await searchOpen(odoo, [["id", "=", Number(record)], company], 1) : [];
  const found = byId.length > 0 ? byId : await searchOpen(odoo, [["name", "=", record], company], 3);
  const [move, ...others] = found;
  if (!move) return `Odoo has no document ${record}. Its number stands at its top in Odoo, e.g. INV/2026/00042.`;
  if (others.length > 0) return `Odoo has several documents ${record}: ${found.map(({ id, partner }) => `${id} (${partner?.name ?? "nobody"})`).join(", ")}. Name one of these by its id.`;
  const type = z.safeParse(moveType, move.move_type);
  if (!type.success || move.partner === null) return `${move.name ?? `Record ${move.id}`} is no invoice, bill or credit note with a partner.`;
  const { id, name, partner, currency, amount_total } = move;
  return { odoo, move, today, about: { invoice_id: id, move_type: type.data, number: name, partner_id: partner.id, customer_name: partner.name, currency, total_amount: amount_total } };
}

const ask = (field: string, label: string, kind: Ask["kind"], value: Ask["value"], more: Partial<Pick<Ask, "choices" | "hint">> = {}): Ask => ({ field, label, kind, value, choices: [], hint: "", ...more });

const notPosted = ({ move, about }: Document): string | null =>
  move.state === "posted" ? null : `${called(about)} is ${move.state === "cancel" ? "cancelled" : "a draft"} in Odoo${move.state === "draft" ? ": post it first" : ""}.`;
const notDraft = ({ move, about }: Document): string | null =>
  move.state === "draft" ? null : `${called(about)} is ${move.state === "cancel" ? "cancelled already" : "posted"} in Odoo${move.state === "posted" ? "; a posted one is taken back by a credit note" : ""}.`;

/** What a form of one operation says and asks; a sentence when it cannot be asked for. */
type Ready = Omit<Begun, "record" | "seed"> & { payload(answers: JsonObject): JsonObject | AnswerProblem[] };

async function payment(document: Document): Promise<Ready | string> {
  const { odoo, move, about, today } = document;
  const no = notPosted(document);
  if (no !== null) return no;
  if (isPaid(move)) return `${called(about)} is ${move.payment_state ?? "paid"} in Odoo; nothing is left to pay.`;
  const open = showMoney({ amount: move.amount_residual, currency: move.currency });
  const where = await moneyJournals(odoo, move.currency);
  if (where?.length === 0) return `Odoo has no journal for money in ${move.currency}: make one there (Invoicing > Configuration > Journals), or record this payment in Odoo.`;
  const choices = (where ?? []).map(({ id, name }): [string, string] => [String(id), name]);
  return {
    rows: [...aboutRows(about), ["Open", open], ["What happens", "The payment is written into Odoo's books. No money moves."]],
    asks: [
      ask("amount", `Amount in ${move.currency}`, "amount", move.amount_residual, { hint: `${open} are open; less is a part.` }),
      ask("payment_date", isOurs(about.move_type) ? "Received on" : "Paid on", "date", today),
      ...(choices.length === 0 ? [] : [ask("journal_id", "Into which journal", "choice", choices.length === 1 ? (choices[0]?.[0] ?? null) : null, { choices })]),
    ],
    payload: ({ amount, payment_date, journal_id }) => {
      if (typeof amount === "string" && compare(amount, move.amount_residual) > 0) return [{ field: "amount", text: `must not be more than the ${open} that are open` }];
      const journal = where?.find(({ id }) => String(id) === journal_id) ?? null;
      return { ...about, amount: amount ?? null, payment_date: payment_date ?? null, journal: journal && { ...journal } };
    },
  };
}

function credit(document: Document): string | Ready {
  const { move, about, today } = document;
  const no = notPosted(document);
  if (no !== null) return no;
  if (!["out_invoice", "in_invoice"].includes(about.move_type)) return `${called(about)} is a credit note itself.`;
  if (compare(move.amount_residual, move.amount_total) !== 0) return `On ${called(about)} something was paid or credited: make the credit note in Odoo, where you decide about the payment.`;
  return {
    rows: aboutRows(about),
    asks: [ask("reason", "Reason", "text", null, { hint: `It stands on the credit note, for the ${isOurs(about.move_type) ? "customer" : "vendor"} to read.` }), ask("date", "Date", "date", today)],
    payload: ({ reason, date }) => ({ ...about, reason: reason ?? null, date: date ?? null }),
  };
}

async function sending(document: Document): Promise<Ready | string> {
  const { odoo, about } = document;
  const no = notPosted(document);
  if (no !== null) return no;
  if (!isOurs(about.move_type)) return `${called(about)} is a ${kindOf(about.move_type)} to you: it is not sent.`;
  const address = (await readPartner(odoo, about.partner_id))?.email?.trim().toLowerCase() ?? null;
  if (address === null) return `${about.customer_name} has no e-mail address in Odoo: enter it there first.`;
  const before = mailedSince(await readNotifications(odoo, about.invoice_id), 0, about.partner_id).kind === "left";
  return {
    rows: [...aboutRows(about), ["To", address], ["Sent before", before ? "yes" : "no"]],
    asks: before ? [ask("send_again", "Send it again", "switch", false, { hint: "It was sent to this customer before." })] : [],
    payload: ({ send_again }) => (before && send_again !== true ? [{ field: "send_again", text: "must be true: it was sent to this customer before" }] : { ...about, customer_email: address, send_again: before }),
  };
}

function posting(document: Document): string | Ready {
  const { move, about } = document;
  const { number: _draft, ...rest } = about;
  return (
    notDraft(document) ?? {
      rows: aboutRows(about),
      asks: [],
      payload: () => ({ ...rest, drafted_by: null, amount_untaxed: move.amount_untaxed, amount_tax: move.amount_tax, due_date: move.due_date }),
    }
  );
}

const cancelling = (document: Document): string | Ready => notDraft(document) ?? { rows: aboutRows(document.about), asks: [], payload: () => ({ ...document.about }) };

interface Kind {
  label: string;
  slot: string;
  /** State of the document in a receipt that it is offered on, and which documents. */
  state: "draft" | "posted";
  types: readonly string[];
  /** Nothing is offered where nothing is left to pay. */
  pays?: true;
  ready(document: Document): Promise<Ready | string> | Ready | string;
}

const OURS = ["out_invoice", "out_refund"];
const ALL = [...OURS, "in_invoice", "in_refund"];

/** In the order of a menu. */
const KINDS: Record<string, Kind> = {
  post_invoice: { label: "Post", slot: "post", state: "draft", types: ALL, ready: posting },
  cancel_draft: { label: "Cancel the draft", slot: "cancel", state: "draft", types: ALL, ready: cancelling },
  send_invoice: { label: "Send by mail", slot: "send", state: "posted", types: OURS, ready: sending },
  register_payment: { label: "Record a payment", slot: "payment", state: "posted", types: ALL, pays: true, ready: payment },
  credit_note: { label: "Make a credit note", slot: "credit", state: "posted", types: ["out_invoice", "in_invoice"], ready: credit },
};

/** What posts or pays is our own record of who was paid. */
const BOOKS = ["post_invoice", "register_payment"];

function seedOf(operation: string, slot: string, payload: JsonObject, { partner_id }: About): Seed {
  const keys = { thread: null, po_number: null, partner: null, ...(BOOKS.includes(operation) && { booked: payeeOf(partner_id) }) };
  return { slot, operation, payload, depends_on: [], evidence: {}, signs: [], assumptions: [], keys };
}

/** A receipt of any of our operations tells which document it is about, and how that stood. */
function on({ state, types }: Kind, { data }: Parameters<Offer["on"]>[0]): string | null {
  const { move_id, move_type } = data;
  return typeof move_id === "number" && typeof move_type === "string" && types.includes(move_type) && data["state"] === state ? String(move_id) : null;
}

/** By the name of the operation. */
export function odooOffers(connect: Connect): Record<string, Offer> {
  const offer = ([operation, kind]: [string, Kind]): [string, Offer] => [
    operation,
    {
      label: kind.label,
      on: (receipt) => (kind.pays === true && isSettled(receipt.data["payment_state"]) ? null : on(kind, receipt)),
      about: ({ invoice_id }) => (typeof invoice_id === "number" ? String(invoice_id) : null),
      begin: async (record: string, today: string, call: Call) => {
        const document = await documentOf(await connect(call), record, today);
        const ready = typeof document === "string" ? document : await kind.ready(document);
        if (typeof ready === "string") return ready;
        if (typeof document === "string") return document;
        const seed = (answers: JsonObject): Seed | AnswerProblem[] => {
          const payload = ready.payload(answers);
          return Array.isArray(payload) ? payload : seedOf(operation, kind.slot, payload, document.about);
        };
        return { record: String(document.move.id), rows: ready.rows, asks: ready.asks, seed };
      },
    },
  ];
  return Object.fromEntries(Object.entries(KINDS).map(offer));
}
