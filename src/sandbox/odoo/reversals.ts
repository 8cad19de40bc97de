/**
 * Owns: credit notes of the twin - the wizard, and what it makes in each version (recordings 150-157).
 * Never: posting rules; those are of every move.
 */
import type { Json, JsonObject } from "../../core/json";
import { createMove, linesOf, post, reconcile } from "./moves";
import { activeMoves } from "./payments";
import { userError } from "./problem";
import { checked, type Caller } from "./records";
import { plain, type Row, type Store } from "./store";

export function openReversal(store: Store, values: JsonObject, caller: Caller): Row {
  const moves = activeMoves(store, caller);
  if (moves.some((move) => move["state"] !== "posted")) throw userError("To reverse a journal entry, it has to be posted first.");
  const given = checked(store, "account.move.reversal", values, caller);
  return store.insert("account.move.reversal", { reason: false, journal_id: false, date: store.today, ...(store.version === "16" && { refund_method: "refund" }), ...given, move_ids: moves.map(({ id }) => id) });
}

const TURNED: Record<string, string> = { out_invoice: "out_refund", in_invoice: "in_refund" };

function reverse(store: Store, wizard: Row, original: Row, caller: Caller): Row {
  const reason = plain(wizard["reason"]);
  const lines = linesOf(store, original).map(({ name, quantity, price_unit, tax_ids }): Json => [0, 0, { name: name ?? false, quantity: quantity ?? 1, price_unit: price_unit ?? 0, tax_ids: [[6, 0, tax_ids ?? []]] }]);
  return createMove(
    store,
    {
      move_type: TURNED[plain(original["move_type"])] ?? "entry",
      partner_id: original["partner_id"] ?? false,
      currency_id: original["currency_id"] ?? false,
      ref: `Reversal of: ${plain(original["name"])}${reason === "" ? "" : `, ${reason}`}`,
      invoice_origin: original["invoice_origin"] ?? false,
      invoice_date: wizard["date"] ?? store.today,
      reversed_entry_id: original.id,
      invoice_line_ids: lines,
    },
    caller,
  );
}

/** `refund_moves` (19) and `reverse_moves` (16): a draft, or with 16's `cancel` a posted credit note that settles the invoice. */
export function reverseMoves(store: Store, ids: number[], caller: Caller): Json {
  const made = ids.flatMap((id) => {
    const wizard = store.find("account.move.reversal", id);
    if (!wizard || !Array.isArray(wizard["move_ids"])) return [];
    return wizard["move_ids"].flatMap((one) => store.find("account.move", one) ?? []).map((original) => {
      const refund = reverse(store, wizard, original, caller);
      if (wizard["refund_method"] === "cancel") {
        post(store, [refund.id], caller);
        reconcile(store, refund);
      }
      return refund;
    });
  });
  return { name: "Reverse Moves", type: "ir.actions.act_window", res_model: "account.move", view_mode: "form", res_id: made[0]?.id ?? false, context: { default_move_type: made[0]?.["move_type"] ?? false } };
}
