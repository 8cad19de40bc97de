/**
 * Owns: payments of the twin - the wizard that proposes one and what running it does to the invoice (recordings 120-130).
 * Never: protection against paying twice: a real server has none either.
 */
import type { Json, JsonObject } from "../../core/json";
import { owe } from "./moves";
import { missing, userError, WORDS } from "./problem";
import { checked, type Caller } from "./records";
import { plain, type Row, type Store } from "./store";

/** The invoices that a wizard was opened on. */
export function activeMoves(store: Store, { context, user }: Caller): Row[] {
  const ids = Array.isArray(context["active_ids"]) ? context["active_ids"] : [];
  return ids.map((id) => {
    const move = store.find("account.move", id);
    if (!move) throw missing("account.move", Number(id), user.id);
    return move;
  });
}

/** 16 refuses drafts here; 19 makes the wizard (recording 130). */
export function openPayment(store: Store, values: JsonObject, caller: Caller): Row {
  const moves = activeMoves(store, caller);
  if (store.version === "16" && moves.some((move) => move["state"] !== "posted")) throw userError("You can only register payment for posted journal entries.");
  if (moves.every((move) => move["state"] === "posted" && move["amount_residual"] === 0)) throw userError(WORDS.nothing_to_pay[store.version]);
  const [first] = moves;
  const given = checked(store, "account.payment.register", values, caller);
  const journal = store.rows("account.journal").find(({ id, type, active }) => (given["journal_id"] === undefined ? type === "bank" && active !== false : id === given["journal_id"]));
  return store.insert("account.payment.register", {
    amount: moves.reduce((total, move) => total + Number(move["amount_residual"]), 0),
    communication: first?.["payment_reference"] || first?.["name"] || false,
    group_payment: false,
    currency_id: journal?.["currency_id"] || (first?.["currency_id"] ?? false),
    journal_id: journal?.id ?? false,
    payment_method_line_id: store.rows("account.payment.method.line")[0]?.id ?? false,
    payment_difference_handling: "open",
    ...given,
    move_ids: moves.map(({ id }) => id),
  });
}

const INBOUND = ["out_invoice", "in_refund", "out_receipt"];

function pay(store: Store, wizard: Row, move: Row): Row {
  const amount = Number(wizard["amount"]);
  const is19 = store.version === "19";
  const payment = store.insert("account.payment", {
    amount,
    date: wizard["payment_date"] ?? store.today,
    state: is19 ? "in_process" : "posted",
    [is19 ? "memo" : "ref"]: wizard["communication"] ?? false,
    payment_type: INBOUND.includes(plain(move["move_type"])) ? "inbound" : "outbound",
    partner_id: move["partner_id"] ?? false,
    journal_id: wizard["journal_id"] ?? false,
    reconciled_invoice_ids: [move.id],
  });
  payment["name"] = `PBNK1/${plain(payment["date"]).slice(0, 4)}/${String(payment.id).padStart(5, "0")}`;
  // More than is open is taken; the rest stays on the partner's account.
  const rest = Math.max(0, Number((Number(move["amount_residual"]) - amount).toFixed(6)));
  owe(move, rest);
  move["payment_state"] = rest === 0 ? "paid" : "partial";
  return payment;
}

/** `action_create_payments`. The same wizard run twice makes two payments. */
export function createPayments(store: Store, ids: number[]): Json {
  const made = ids.flatMap((id) => {
    const wizard = store.find("account.payment.register", id);
    const moves = wizard && Array.isArray(wizard["move_ids"]) ? wizard["move_ids"].flatMap((one) => store.find("account.move", one) ?? []) : [];
    if (moves.some((move) => move["state"] !== "posted")) throw userError("You can only register payment for posted journal entries.");
    return wizard ? moves.map((move) => pay(store, wizard, move).id) : [];
  });
  return { name: "Payments", type: "ir.actions.act_window", res_model: "account.payment", context: { create: false }, view_mode: "form", res_id: made[0] ?? false };
}
