/**
 * Owns: cancelling a draft in Odoo - an invoice, a bill or a credit note that was never posted (PRODUCT O2).
 * Never: a posted one; that is taken back by a credit note.
 */
import { operation, type Attempt, type Call, type Operation, type Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import { showMoney } from "../../core/money";
import { about, aboutFields, aboutFromFields, aboutRows, called, moneyOf, receiptData, rehearsed, rounded, stillAs, type About } from "./about";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { parsed } from "./gate";
import { readOpen, recordUrl, type OpenMove } from "./records";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, inMove, LOGGED_ROW } from "./trace";
import { lookRepeatedly, lost } from "./waiting";

function receiptOf(odoo: Odoo, move: OpenMove, approved: About): Receipt {
  return { id: String(move.id), label: `${called(approved)}, cancelled`, url: recordUrl(odoo, "account.move", move.id), data: receiptData(move), difference: null };
}

/** A draft, or cancelled already. */
async function cancellable(odoo: Odoo, approved: About): Promise<OpenMove> {
  const move = await stillAs(odoo, approved);
  if (move.state !== "draft" && move.state !== "cancel") throw refusedBecause("VALIDATION_ERROR", `${called(approved)} is posted in Odoo; only a draft can be cancelled.`, "Reject this. A posted invoice is taken back by a credit note.");
  return move;
}

async function perform(connect: Connect, approved: About, { key }: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const move = await cancellable(odoo, approved);
  if (move.state === "cancel") return doneAndTraced(odoo, receiptOf(odoo, move, approved), inMove(move.id), key, false);
  // It answers nothing, which XML-RPC reports as a fault after the commit (recordings 232, 233): the state is what tells.
  await odoo.ask("account.move", "button_cancel", { ids: [approved.invoice_id] });
  try {
    const after = await readOpen(odoo, approved.invoice_id);
    return after?.state === "cancel" ? await doneAndTraced(odoo, receiptOf(odoo, after, approved), inMove(after.id), key, true) : { kind: "unknown", problem: lost("Odoo took the order to cancel", "It does not stand as cancelled in Odoo.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost("Odoo took the order to cancel", error.problem.cause) };
  }
}

export function cancelDraft(connect: Connect): Operation {
  return operation<About>({
    label: "Cancel a draft",
    note: { type: "odoo_draft_cancel", prefix: "DRAFT_cancel" },
    log: "odoo_cancel_draft",
    rule: "person",
    expiry: "standard",
    parse: (raw) => {
      const result = parsed(about, raw);
      return result.ok ? { ok: true, payload: rounded(result.payload) } : result;
    },
    summary: (approved) => `Cancel ${called(approved)} (${approved.customer_name}): ${showMoney(moneyOf(approved))}`,
    money: moneyOf,
    preview: (approved) => ({ title: "Cancel a draft in Odoo", rows: [...aboutRows(approved), ["What happens", "The draft stays in Odoo as cancelled; it was never posted and is not sent."], LOGGED_ROW], table: [] }),
    toFields: aboutFields,
    fromFields: aboutFromFields,
    facts: (approved) => Promise.resolve({ money: moneyOf(approved), known_payee: null, unreadable: null, signs: [] }),
    rehearse: (approved, _attempt, call) =>
      rehearsed(connect, call, async (odoo) => {
        const move = await cancellable(odoo, approved);
        return [move.state === "cancel" ? "It is cancelled already." : `Would cancel ${called(approved)}.`];
      }),
    perform: (approved, attempt, call) => asOutcome(() => perform(connect, approved, attempt, call)),
    lookup: (approved, attempt, call) =>
      lookRepeatedly(attempt, call, async () => {
        const odoo = await connect(call);
        const move = await readOpen(odoo, approved.invoice_id);
        return move?.state === "cancel" ? receiptOf(odoo, move, approved) : null;
      }),
    examples: [{ invoice_id: 276, move_type: "out_invoice", number: null, partner_id: 96, customer_name: "Northwind Studio", currency: "EUR", total_amount: "225.50" }],
  });
}
