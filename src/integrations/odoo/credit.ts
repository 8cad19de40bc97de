/**
 * Owns: a credit note over a whole posted invoice or bill, through Odoo's own wizard, and its right settlement in each version (PRODUCT O2).
 * Never: a part of it, or one for an invoice on which something was paid: what becomes of that money is decided in Odoo.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import { compare, showMoney } from "../../core/money";
import { ABOUT, aboutFacts, aboutFields, aboutFromFields, aboutRows, called, moneyOf, receiptData, rehearsed, rounded, stillPosted } from "./about";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { isoDate, laid, parsed, words } from "./gate";
import { readOpen, recordUrl, searchOpen, type OpenMove } from "./records";
import { postSeed } from "./post";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, inMove, LOGGED_ROW } from "./trace";
import { lookRepeatedly, lost } from "./waiting";
import { activeOn, openWizard } from "./wizard";

const shape = z.object({ ...ABOUT, reason: words(200), date: isoDate });
export type CreditPayload = z.infer<typeof shape>;

/** Before 17 posting a draft credit note leaves the invoice open (recording 154); `cancel` posts and settles at once (157). */
const settlesAtOnce = (odoo: Odoo): boolean => odoo.version < 17;

/** Odoo writes the reason into the credit note's reference: our id in it is how it is found again. */
const reasonOf = ({ reason }: CreditPayload, key: string): string => `${reason} (${key})`;

function creditNotesOf(odoo: Odoo, { invoice_id }: CreditPayload): Promise<OpenMove[]> {
  return searchOpen(odoo, [["reversed_entry_id", "=", invoice_id], ["state", "!=", "cancel"]], 10, "id");
}

async function findOurs(odoo: Odoo, approved: CreditPayload, key: string): Promise<Receipt | null> {
  const note = (await creditNotesOf(odoo, approved)).find(({ ref }) => ref?.includes(key) === true);
  if (!note) return null;
  const found: string[] = [];
  if (compare(note.amount_total, approved.total_amount) !== 0) found.push(`the credit note is over ${showMoney({ amount: note.amount_total, currency: note.currency })}, approved was ${showMoney(moneyOf(approved))}`);
  if (note.state === "posted" && compare(note.amount_residual, "0") !== 0) found.push(`the credit note is posted, but ${called(approved)} is not settled by it`);
  const original = note.state === "posted" ? await readOpen(odoo, approved.invoice_id) : null;
  return {
    id: String(note.id),
    label: note.name ?? `draft credit note ${note.id}`,
    url: recordUrl(odoo, "account.move", note.id),
    data: { ...receiptData(note), amount_untaxed: note.amount_untaxed, amount_tax: note.amount_tax, due_date: note.due_date, credited_id: approved.invoice_id, credited_payment_state: original?.payment_state ?? null },
    difference: found.length === 0 ? null : `In Odoo ${found.join("; ")}.`,
  };
}

/** Posted, nothing paid on it, and without a credit note. */
async function creditable(odoo: Odoo, approved: CreditPayload): Promise<OpenMove> {
  const move = await stillPosted(odoo, approved);
  const [other] = await creditNotesOf(odoo, approved);
  if (other) throw refusedBecause("VALIDATION_ERROR", `${called(approved)} has a credit note already: ${other.name ?? `draft ${other.id}`}.`, "Reject this, or remove that one in Odoo.");
  if (compare(move.amount_residual, move.amount_total) !== 0) throw refusedBecause("INVOICE_ALREADY_PAID", `On ${called(approved)} something was paid or credited: ${showMoney({ amount: move.amount_residual, currency: move.currency })} of ${showMoney(moneyOf(approved))} are open.`, "Make the credit note in Odoo, where you decide about the payment, and reject this.");
  return move;
}

async function perform(connect: Connect, approved: CreditPayload, { key }: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const there = await findOurs(odoo, approved, key);
  if (there) return doneAndTraced(odoo, there, inMove(Number(there.id)), key, false);
  const { journal_id } = await creditable(odoo, approved);
  const values = { reason: reasonOf(approved, key), date: approved.date, ...(journal_id !== null && { journal_id }), ...(settlesAtOnce(odoo) && { refund_method: "cancel" }) };
  const wizard = await openWizard(odoo, "account.move.reversal", values, activeOn(approved.invoice_id));
  await odoo.ask("account.move.reversal", settlesAtOnce(odoo) ? "reverse_moves" : "refund_moves", { ids: [wizard] });
  try {
    const made = await findOurs(odoo, approved, key);
    return made ? await doneAndTraced(odoo, made, inMove(Number(made.id)), key, true) : { kind: "unknown", problem: lost("Odoo took the credit note", "It was not found right after.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost("Odoo took the credit note", error.problem.cause) };
  }
}

export function creditNote(connect: Connect): Operation {
  return operation<CreditPayload>({
    label: "Make a credit note",
    note: { type: "odoo_credit_note", prefix: "CREDIT_NOTE" },
    log: "odoo_credit_note",
    rule: "person",
    expiry: "standard",
    parse: (raw) => {
      const result = parsed(shape, raw);
      if (!result.ok) return result;
      if (!["out_invoice", "in_invoice"].includes(result.payload.move_type)) return { ok: false, problems: [{ field: "move_type", text: "must be an invoice or a bill" }] };
      return { ok: true, payload: rounded(result.payload) };
    },
    summary: (approved) => `Credit note for ${called(approved)} (${approved.customer_name}): ${showMoney(moneyOf(approved))}`,
    money: moneyOf,
    preview: (approved) => ({
      title: "Make a credit note in Odoo",
      rows: [
        ...aboutRows(approved),
        ["Reason", approved.reason],
        ["Date", approved.date],
        ["What happens", "The whole amount is taken back. From Odoo 17 on it is a draft, and posting it - your next decision - settles the invoice. On Odoo 16 it is posted and settled at once, since a draft posted there would leave the invoice open."],
        LOGGED_ROW,
      ],
      table: [],
    }),
    toFields: (approved) => ({ ...aboutFields(approved), reason: approved.reason, date: approved.date }),
    fromFields: (approved, fields) => ({ ...aboutFromFields(approved, fields), reason: laid(fields, "reason", approved.reason), date: laid(fields, "date", approved.date) }),
    facts: (approved, call) => aboutFacts(connect, call, approved, moneyOf(approved)),
    rehearse: (approved, attempt, call) =>
      rehearsed(connect, call, async (odoo) => {
        const there = await findOurs(odoo, approved, attempt.key);
        if (there) return [`It is there already: ${there.label}.`];
        await creditable(odoo, approved);
        return [settlesAtOnce(odoo) ? `Would make and post a credit note over ${showMoney(moneyOf(approved))}, which settles ${called(approved)} at once.` : `Would make a draft credit note over ${showMoney(moneyOf(approved))} for ${called(approved)}.`];
      }),
    perform: (approved, attempt, call) => asOutcome(() => perform(connect, approved, attempt, call)),
    lookup: (approved, attempt, call) => lookRepeatedly(attempt, call, async () => findOurs(await connect(call), approved, attempt.key)),
    followUps: (_approved, attempt, receipt) => (receipt.data["state"] === "draft" ? postSeed(attempt, receipt) : []),
    examples: [{ invoice_id: 285, move_type: "out_invoice", number: "INV/2026/00100", partner_id: 96, customer_name: "Northwind Studio", currency: "EUR", total_amount: "351.49", reason: "Wrong quantity", date: "2026-11-22" }],
  });
}
