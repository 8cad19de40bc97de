/**
 * Owns: which of Odoo's operations can be repeated by a schedule, and what of them changes from period to period (PRODUCT O6).
 * Never: how a schedule works; every channel shares that.
 */
import type { Operation } from "../../channel";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { compare } from "../../core/money";
import { seriesOf } from "../../core/recurring";
import { addDays, isDate, showDate } from "../../core/schedule";
import { payeeOf } from "./facts";
import { searchOpen, type OpenMove } from "./records";
import type { Connect } from "./session";
import { repeatSeed, repeating, type Repeats } from "../repeating";

const DAY_MS = 86_400_000;

/** Days from one date to another; 0 where one of them is none. */
function daysBetween(from: unknown, to: unknown): number {
  if (typeof from !== "string" || typeof to !== "string" || !isDate(from) || !isDate(to)) return 0;
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Odoo's fields of the open documents that a payment of this size can be for. */
function payableBy(payload: JsonObject): Json[] {
  return [["move_type", "=", payload["move_type"] ?? ""], ["commercial_partner_id", "=", payload["partner_id"] ?? 0], ["state", "=", "posted"], ["payment_state", "in", ["not_paid", "partial"]]];
}

/** The recording of a payment and its schedule: each time the one open document of the same partner over the same total is meant, never a guess (PRODUCT K6). */
export function repeatablePayment(base: Operation, connect: Connect): { register_payment: Operation; repeat_payment: Operation } {
  const repeats: Repeats = {
    base,
    name: "register_payment",
    own: "repeat_payment",
    label: "Repeat the recording of a payment",
    prefix: "SCHEDULE_payment",
    dates: ["payment_date", "invoice_id", "invoice_number"],
    on: (payload, date) => ({ ...payload, payment_date: date }),
    find: async (payload, date, call) => {
      const { total_amount, amount, currency, customer_name } = payload;
      const same = (move: OpenMove): boolean => move.currency === currency && move.amount_total === total_amount && typeof amount === "string" && compare(move.amount_residual, amount) >= 0;
      const open = (await searchOpen(await connect(call), payableBy(payload), 80, "invoice_date_due, id")).filter(same);
      const [move, ...others] = open;
      const what = [total_amount, currency, "of", customer_name].filter((part) => typeof part === "string").join(" ");
      if (!move) return `In Odoo nothing is open over ${what}: what is due on ${showDate(date)} is proposed once it is posted there.`;
      if (others.length > 0) return `In Odoo ${open.length} documents are open over ${what}: ${open.map(({ name, id }) => name ?? String(id)).join(", ")}. Record this payment there, or pay one first.`;
      return { ...payload, invoice_id: move.id, number: move.name, payment_date: date };
    },
    from: (payload) => payload,
    // The schedule itself pays nobody.
    keys: ({ partner_id }, name) => ({ thread: null, po_number: null, partner: null, ...(name === "register_payment" && typeof partner_id === "number" && { booked: payeeOf(partner_id) }) }),
  };
  return {
    register_payment: { ...base, repeat: (payload, rhythm, receipt, replaces) => repeatSeed(repeats, payload, rhythm, receipt, replaces) },
    repeat_payment: repeating(repeats),
  };
}

/** The draft of an invoice and its schedule. Every invoice has the terms of the first, and no reference of its own: a number of one order is not that of the next. */
export function repeatable(base: Operation): { draft_invoice: Operation; repeat_invoice: Operation } {
  const repeats: Repeats = {
    base,
    name: "draft_invoice",
    own: "repeat_invoice",
    label: "Repeat a customer invoice",
    prefix: "SCHEDULE_invoice",
    dates: ["invoice_date", "due_date"],
    on: (payload, date) => ({ ...payload, invoice_date: date, due_date: addDays(date, daysBetween(payload["invoice_date"], payload["due_date"])) }),
    from: (payload, receipt) => {
      const { partner } = payload;
      const made = receipt?.data["partner_id"];
      const known = isObject(partner) && partner["kind"] === "known" ? partner : isObject(partner) && typeof made === "number" ? { kind: "known", id: made, name: partner["name"] ?? "" } : null;
      return known === null ? "Its customer is not in Odoo yet: it can be repeated once the invoice is drafted." : { ...payload, partner: known, po_number: null };
    },
    keys: ({ customer_email, partner }) => {
      const name = isObject(partner) && typeof partner["name"] === "string" ? partner["name"] : "";
      return { thread: null, po_number: null, partner: (typeof customer_email === "string" ? customer_email : name).toLowerCase() };
    },
  };
  // That the last period looks like this one is what was approved. What somebody made by hand besides shows on the card that posts it.
  const facts: Operation["facts"] = async (payload, call, action) => {
    const found = await base.facts(payload, call, action);
    return seriesOf(action ?? "") === null ? found : { ...found, signs: found.signs.filter(({ code }) => code !== "possible_duplicate") };
  };
  return {
    draft_invoice: { ...base, facts, repeat: (payload, rhythm, receipt, replaces) => repeatSeed(repeats, payload, rhythm, receipt, replaces) },
    repeat_invoice: repeating(repeats),
  };
}
