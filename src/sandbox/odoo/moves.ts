/**
 * Owns: journal entries of the twin - creating drafts, totals and taxes, posting, deleting.
 * Never: payments (payments.ts), how a credit note comes to be (reversals.ts), mail (sending.ts).
 */
import { isObject, type Json, type JsonObject } from "../../core/json";
import { roundTo, sum, times } from "../../core/money";
import { addMessage } from "./messages";
import { duplicateReference, missing, NEGATIVE_TOTAL, NO_BILL_DATE, userError, WORDS } from "./problem";
import { allow, checked, type Caller } from "./records";
import { plain, type Row, type Store } from "./store";

const decimal = (value: Json | undefined): string => {
  const text = Number(value ?? 0).toFixed(10);
  return text.replace(/\.?0+$/, "");
};
const currencyOf = (store: Store, move: Row): string => plain(store.find("res.currency", move["currency_id"])?.["name"]);

export function linesOf(store: Store, move: Row): Row[] {
  return store.rows("account.move.line").filter((line) => line["move_id"] === move.id);
}

/** A percentage of a line's amount: on top of it, or in it. */
function taxOf(amount: string, tax: Row): string {
  const rate = Number(tax["amount"]) / 100;
  return tax["price_include"] === true ? decimal(Number(amount) - Number(amount) / (1 + rate)) : times(amount, decimal(rate));
}

/** Totals as Odoo has them: lines rounded to the currency, percentage taxes rounded for each line or once for the document. */
export function recompute(store: Store, move: Row): void {
  const currency = currencyOf(store, move);
  const once = store.rows("res.company")[0]?.["rounding"] === "once";
  const taxed = new Map<Row, string[]>();
  const untaxed: string[] = [];
  for (const line of linesOf(store, move)) {
    // 16 keeps prices with two decimals, 19 as they are given.
    if (store.version === "16") line["price_unit"] = Number(roundTo(decimal(line["price_unit"]), "EUR"));
    const amount = roundTo(times(decimal(line["quantity"]), decimal(line["price_unit"])), currency);
    const taxes = (Array.isArray(line["tax_ids"]) ? line["tax_ids"] : []).flatMap((id) => store.find("account.tax", id) ?? []);
    const parts = taxes.map((tax) => ({ tax, part: taxOf(amount, tax) }));
    for (const { tax, part } of parts) taxed.set(tax, [...(taxed.get(tax) ?? []), once ? part : roundTo(part, currency)]);
    const included = sum(parts.filter(({ tax }) => tax["price_include"] === true).map(({ part }) => roundTo(part, currency)));
    const subtotal = sum([amount, times(included, "-1")]);
    line["price_subtotal"] = Number(subtotal);
    line["price_total"] = Number(sum([subtotal, ...parts.map(({ part }) => roundTo(part, currency))]));
    untaxed.push(subtotal);
  }
  const tax = sum([...taxed.values()].map((parts) => roundTo(sum(parts), currency)));
  const total = sum([...untaxed, tax]);
  Object.assign(move, {
    amount_untaxed: Number(sum(untaxed)),
    amount_tax: Number(tax),
    amount_total: Number(total),
    amount_total_signed: signOf(move) * Number(total),
    amount_untaxed_signed: signOf(move) * Number(sum(untaxed)),
    invoice_line_ids: linesOf(store, move).map((line) => line.id),
  });
  owe(move, Number(total));
}

/** What is still to be paid of a move. */
export function owe(move: Row, residual: number): void {
  Object.assign(move, { amount_residual: residual, amount_residual_signed: signOf(move) * residual });
}

/** Money that comes in counts up, money that goes out counts down. */
function signOf(move: Row): 1 | -1 {
  return move["move_type"] === "in_invoice" || move["move_type"] === "out_refund" ? -1 : 1;
}

/** A credit note and what it takes back settle each other. */
export function reconcile(store: Store, refund: Row): void {
  const original = store.find("account.move", refund["reversed_entry_id"]);
  if (!original) return;
  owe(original, 0);
  owe(refund, 0);
  original["payment_state"] = "reversed";
  refund["payment_state"] = "paid";
}

/** Tax ids of a line whose creator did not say: 16 takes the company's default, 19 none for a line without product (recordings 073, 074). */
function defaultTaxes(store: Store): number[] {
  const tax = store.version === "16" ? store.rows("res.company")[0]?.["account_sale_tax_id"] : false;
  return typeof tax === "number" ? [tax] : [];
}

/** Applies `[[6, 0, ids]]`; anything else than "replace" is not needed by anyone here. */
function taxIds(commands: Json | undefined): number[] {
  const replace = Array.isArray(commands) ? commands.find((command) => Array.isArray(command) && command[0] === 6) : undefined;
  const ids = Array.isArray(replace) ? replace[2] : [];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "number") : [];
}

export function addLine(store: Store, move: Row, values: JsonObject, caller: Caller): Row {
  const { tax_ids, ...own } = checked(store, "account.move.line", values, caller);
  const product = store.find("product.product", own["product_id"] ?? false);
  const byDefault = product ? { name: product["name"] ?? false, price_unit: product["list_price"] ?? 0 } : { name: false, price_unit: 0 };
  return store.insert("account.move.line", {
    account_id: store.rows("account.account")[0]?.id ?? false,
    ...byDefault,
    quantity: 1,
    discount: 0,
    product_id: false,
    display_type: "product",
    ...own,
    tax_ids: tax_ids === undefined ? defaultTaxes(store) : taxIds(tax_ids),
    move_id: move.id,
  });
}

/** Commands on the lines of a draft: `[0, 0, values]` adds, `[1, id, values]` changes, `[2, id]` and `[5]` remove. */
function changeLines(store: Store, move: Row, commands: Json | undefined, caller: Caller): void {
  for (const command of Array.isArray(commands) ? commands : []) {
    const [kind, id = 0, values] = Array.isArray(command) ? command : [];
    const given = isObject(values) ? values : {};
    const line = linesOf(store, move).find((one) => one.id === id);
    if (kind === 0) addLine(store, move, given, caller);
    else if (kind === 1 && line) {
      const { tax_ids, ...own } = checked(store, "account.move.line", given, caller);
      Object.assign(line, own, tax_ids !== undefined && { tax_ids: taxIds(tax_ids) });
    } else if (kind === 2 || kind === 5) store.remove("account.move.line", linesOf(store, move).flatMap((one) => (kind === 5 || one.id === id ? [one.id] : [])));
  }
}

export function createMove(store: Store, values: JsonObject, caller: Caller): Row {
  allow(store, "account.move", "create", caller);
  const { invoice_line_ids, ...own } = checked(store, "account.move", values, caller);
  const company = store.rows("res.company")[0];
  const move = store.insert("account.move", {
    name: store.version === "19" ? false : "/",
    ref: false,
    state: "draft",
    move_type: "entry",
    journal_id: journalOf(store, plain(own["move_type"])),
    company_id: company?.id ?? false,
    currency_id: company?.["currency_id"] ?? false,
    partner_id: false,
    invoice_date: false,
    invoice_date_due: false,
    payment_reference: false,
    payment_state: "not_paid",
    invoice_origin: false,
    is_move_sent: false,
    reversed_entry_id: false,
    message_ids: [],
    message_has_error: false,
    sending_data: false,
    is_being_sent: false,
    ...own,
  });
  move["access_url"] = `/my/invoices/${move.id}`;
  settle(store, move);
  changeLines(store, move, invoice_line_ids, caller);
  recompute(store, move);
  addMessage(store, move, { body: "Created" });
  return move;
}

function journalOf(store: Store, move_type: string): number | false {
  const type = move_type.startsWith("in_") ? "purchase" : "sale";
  const journals = store.rows("account.journal");
  return (journals.find((journal) => journal["type"] === type) ?? journals[0])?.id ?? false;
}

/** What follows from a move's own fields. A bill is booked on the day it comes in, whatever its own date says (recording 141). */
export function settle(store: Store, move: Row): void {
  move["commercial_partner_id"] = store.find("res.partner", move["partner_id"])?.["commercial_partner_id"] ?? false;
  move["date"] = plain(move["move_type"]).startsWith("in_") ? store.today : move["invoice_date"] || store.today;
  const name = typeof move["name"] === "string" && move["name"] !== "/" ? move["name"] : "Draft Invoice";
  move["display"] = move["ref"] ? `${name} (${plain(move["ref"])})` : name;
}

const JOURNAL_CODES: Record<string, string> = { out_refund: "RINV", in_invoice: "BILL", in_refund: "RBILL" };

/** Sales are numbered by year, purchases by month of their booking. */
function nextNumber(store: Store, move: Row): string {
  const bought = plain(move["move_type"]).startsWith("in_");
  const period = bought ? plain(move["date"]).slice(0, 7).replace("-", "/") : plain(move["invoice_date"]).slice(0, 4);
  const prefix = `${JOURNAL_CODES[plain(move["move_type"])] ?? "INV"}/${period}/`;
  const used = store.rows("account.move").map((row) => (typeof row["name"] === "string" && row["name"].startsWith(prefix) ? Number(row["name"].slice(prefix.length)) : 0));
  return `${prefix}${String(Math.max(0, ...used) + 1).padStart(bought ? 4 : 5, "0")}`;
}

/** 16 refuses a vendor's number that it has posted before, 19 says nothing (recordings 143, 144). */
function checkVendorReference(store: Store, move: Row): void {
  if (store.version === "19" || move["move_type"] !== "in_invoice" || !move["ref"]) return;
  const twin = store.rows("account.move").find((row) => row.id !== move.id && row["move_type"] === "in_invoice" && row["state"] === "posted" && row["ref"] === move["ref"] && row["commercial_partner_id"] === move["commercial_partner_id"]);
  if (twin) throw userError(duplicateReference([twin.id, move.id]));
}

/** `action_post`: the rules in the order and words of recordings 102 and 211-215. */
export function post(store: Store, ids: number[], caller: Caller): void {
  allow(store, "account.move", "create", caller);
  for (const id of ids) {
    const move = store.find("account.move", id);
    if (!move) throw missing("account.move", id, caller.user.id);
    if (move["state"] !== "draft") throw userError(`The entry ${plain(move["name"])} (id ${id}) ${store.version === "19" ? "must be in draft." : "is already posted."}`);
    if (move["partner_id"] === false) throw userError(WORDS.no_partner[store.version]);
    const currency = store.find("res.currency", move["currency_id"]);
    if (currency?.["active"] === false) throw userError(`You cannot validate a document with an inactive currency: ${plain(currency["name"])}`);
    if (linesOf(store, move).length === 0) throw userError(WORDS.no_lines[store.version]);
    if (Number(move["amount_total"]) < 0) throw userError(NEGATIVE_TOTAL);
    if (move["invoice_date"] === false && plain(move["move_type"]).startsWith("in_")) throw userError(NO_BILL_DATE);
    checkVendorReference(store, move);
    move["invoice_date"] ||= store.today;
    move["invoice_date_due"] ||= move["invoice_date"] ?? store.today;
    settle(store, move);
    // A number once given stays: after `button_draft` the move keeps it.
    if (move["name"] === false || move["name"] === "/") move["name"] = nextNumber(store, move);
    Object.assign(move, { state: "posted", payment_reference: move["name"] });
    settle(store, move);
    addMessage(store, move, { body: "Posted" });
    // 16 leaves the invoice open (recording 154).
    if (store.version === "19") reconcile(store, move);
  }
}

export function setState(store: Store, ids: number[], state: "draft" | "cancel", caller: Caller): void {
  allow(store, "account.move", "create", caller);
  for (const id of ids) {
    const move = store.find("account.move", id);
    if (!move) throw missing("account.move", id, caller.user.id);
    move["state"] = state;
  }
}

export function unlinkMoves(store: Store, ids: number[], caller: Caller): void {
  allow(store, "account.move", "create", caller);
  if (ids.some((id) => store.find("account.move", id)?.["state"] === "posted")) throw userError(WORDS.unlink_posted[store.version]);
  store.remove("account.move.line", ids.flatMap((id) => linesOf(store, { id }).map((line) => line.id)));
  store.remove("account.move", ids);
}

/** `write`: on a posted move only what is not on paper yet (README "Idempotency"). */
export function writeMove(store: Store, move: Row, values: JsonObject, caller: Caller): void {
  allow(store, "account.move", "create", caller);
  const { invoice_line_ids, ...own } = checked(store, "account.move", values, caller);
  const fixed = Object.keys(values).filter((name) => name !== "ref" && name !== "invoice_origin");
  if (move["state"] === "posted" && fixed.length > 0) throw userError(`You cannot modify the following readonly fields on a posted move: ${fixed.join(", ")}`);
  Object.assign(move, own);
  changeLines(store, move, invoice_line_ids, caller);
  settle(store, move);
  if (move["state"] === "draft") recompute(store, move);
}
