/**
 * Owns: the models and fields that the Odoo twin knows, in the order in which a real server lists them.
 * Never: values. A field that is not here does not exist, as on a real server.
 */
import type { Version } from "./problem";

export interface FieldDef {
  type: "char" | "text" | "json" | "integer" | "float" | "monetary" | "boolean" | "date" | "selection" | "many2one" | "many2many" | "one2many";
  required?: boolean;
  selection?: [string, string][];
  relation?: string;
}
export interface ModelDef {
  /** What a many2one to this model shows. */
  label: string;
  /** Default order of a search. */
  order: string;
  fields: Record<string, FieldDef>;
}

const char: FieldDef = { type: "char" };
const date: FieldDef = { type: "date" };
const text: FieldDef = { type: "text" };
const whole: FieldDef = { type: "integer" };
const flag: FieldDef = { type: "boolean" };
const money: FieldDef = { type: "monetary" };
const number: FieldDef = { type: "float" };
const one = (relation: string, required = false): FieldDef => ({ type: "many2one", relation, required });
const many = (relation: string): FieldDef => ({ type: "many2many", relation });
const choice = (required: boolean, ...selection: [string, string][]): FieldDef => ({ type: "selection", required, selection });

const PAYMENT_STATES: [string, string][] = [
  ["not_paid", "Not Paid"],
  ["in_payment", "In Payment"],
  ["paid", "Paid"],
  ["partial", "Partially Paid"],
  ["reversed", "Reversed"],
];
const LINE_TYPES: Record<Version, [string, string][]> = {
  "16": [
    ["product", "Product"],
    ["cogs", "Cost of Goods Sold"],
    ["tax", "Tax"],
    ["rounding", "Rounding"],
    ["payment_term", "Payment Term"],
    ["line_section", "Section"],
    ["line_note", "Note"],
    ["epd", "Early Payment Discount"],
  ],
  "19": [
    ["product", "Product"],
    ["cogs", "Cost of Goods Sold"],
    ["tax", "Tax"],
    ["discount", "Discount"],
    ["rounding", "Rounding"],
    ["payment_term", "Payment Term"],
    ["line_section", "Section"],
    ["line_subsection", "Subsection"],
    ["line_note", "Note"],
    ["epd", "Early Payment Discount"],
    ["non_deductible_product_total", "Non Deductible Products Total"],
    ["non_deductible_product", "Non Deductible Products"],
    ["non_deductible_tax", "Non Deductible Tax"],
  ],
};

const MOVE_TYPES: [string, string][] = [
  ["entry", "Journal Entry"],
  ["out_invoice", "Customer Invoice"],
  ["out_refund", "Customer Credit Note"],
  ["in_invoice", "Vendor Bill"],
  ["in_refund", "Vendor Credit Note"],
  ["out_receipt", "Sales Receipt"],
  ["in_receipt", "Purchase Receipt"],
];

function moveFields(version: Version): Record<string, FieldDef> {
  const payment: [string, string][] = [...PAYMENT_STATES, ...(version === "19" ? ([["blocked", "Blocked"]] as [string, string][]) : []), ["invoicing_legacy", "Invoicing App Legacy"]];
  return {
    name: char,
    ref: char,
    state: choice(true, ["draft", "Draft"], ["posted", "Posted"], ["cancel", "Cancelled"]),
    move_type: choice(true, ...MOVE_TYPES),
    journal_id: one("account.journal", true),
    company_id: one("res.company"),
    access_url: char,
    invoice_line_ids: { type: "one2many", relation: "account.move.line" },
    date: { type: "date", required: true },
    invoice_date: date,
    invoice_date_due: date,
    partner_id: one("res.partner"),
    commercial_partner_id: one("res.partner"),
    currency_id: one("res.currency", true),
    payment_reference: char,
    amount_untaxed: money,
    amount_tax: money,
    amount_total: money,
    amount_residual: money,
    amount_total_signed: money,
    amount_untaxed_signed: money,
    amount_residual_signed: money,
    payment_state: choice(false, ...payment),
    invoice_origin: char,
    is_move_sent: flag,
    reversed_entry_id: one("account.move"),
    message_ids: { type: "one2many", relation: "mail.message" },
    message_has_error: flag,
    ...(version === "19" && { sending_data: { type: "json" }, is_being_sent: flag }),
  };
}

/** Payments, the wizards that make them, credit notes and mails, and what a mail leaves behind (recordings 042, 043, 120-157, 300-325). */
function wizards(version: Version): Record<string, ModelDef> {
  const is19 = version === "19";
  const states: [string, string][] = is19
    ? [["draft", "Draft"], ["in_process", "In Process"], ["paid", "Paid"], ["canceled", "Canceled"], ["rejected", "Rejected"]]
    : [["draft", "Draft"], ["posted", "Posted"], ["cancel", "Cancelled"]];
  const direction = { payment_type: choice(true, ["outbound", "Send"], ["inbound", "Receive"]) };
  const booked = { date: { ...date, required: true }, state: choice(true, ...states), journal_id: one("account.journal", true) };
  const links = { partner_id: one("res.partner"), reconciled_invoice_ids: many("account.move") };
  const sending: Record<string, ModelDef> = is19
    ? { "account.move.send.wizard": { label: "id", order: "id", fields: { move_id: one("account.move", true), sending_methods: { type: "json" }, mail_partner_ids: many("res.partner"), alerts: { type: "json" }, mail_attachments_widget: { type: "json" }, template_id: one("mail.template") } } }
    : {
        "account.invoice.send": {
          label: "id",
          order: "id",
          fields: { is_email: flag, is_print: flag, template_id: one("mail.template"), partner_ids: many("res.partner"), subject: char, body: text, composition_mode: char, attachment_ids: many("ir.attachment"), invoice_without_email: text },
        },
      };
  return {
    "account.payment": {
      label: "name",
      order: "date desc, name desc, id desc",
      fields: is19
        ? { name: char, date: booked.date, journal_id: booked.journal_id, state: booked.state, amount: money, ...direction, memo: char, ...links }
        : { name: char, amount: money, ...direction, ...links, ref: char, ...booked },
    },
    "account.payment.method.line": { label: "name", order: "id", fields: { name: char } },
    "account.payment.register": {
      label: "id",
      order: "id",
      fields: {
        payment_date: { ...date, required: true },
        amount: money,
        communication: char,
        group_payment: flag,
        currency_id: one("res.currency"),
        journal_id: one("account.journal"),
        payment_method_line_id: one("account.payment.method.line"),
        payment_difference_handling: choice(false, ["open", "Keep open"], ["reconcile", "Mark as fully paid"]),
      },
    },
    "account.move.reversal": {
      label: "id",
      order: "id",
      fields: { reason: char, journal_id: one("account.journal"), date, ...(!is19 && { refund_method: choice(true, ["refund", "Partial Refund"], ["cancel", "Full Refund"], ["modify", "Full refund and new draft invoice"]) }) },
    },
    ...sending,
  };
}

/** The models of a server of this version; without Invoicing there are no `account.*` models. */
export function schema(version: Version, invoicing: boolean): Record<string, ModelDef> {
  const base: Record<string, ModelDef> = {
    "res.users": {
      label: "name",
      order: "name, login",
      fields: { login: char, name: char, company_id: one("res.company", true), company_ids: many("res.company"), lang: char, tz: char, active: flag },
    },
    "res.company": {
      label: "name",
      order: "name",
      fields: {
        name: char,
        currency_id: one("res.currency", true),
        country_id: one("res.country"),
        ...(invoicing && { account_sale_tax_id: one("account.tax"), account_purchase_tax_id: one("account.tax") }),
      },
    },
    "res.country": { label: "name", order: "name", fields: { name: char } },
    "res.currency": { label: "name", order: "active desc, name", fields: { name: char, symbol: char, active: flag, decimal_places: whole } },
    "res.partner": {
      label: "complete_name",
      order: "complete_name, id desc",
      fields: {
        name: char,
        complete_name: char,
        email: char,
        lang: char,
        is_company: flag,
        parent_id: one("res.partner"),
        commercial_partner_id: one("res.partner"),
        active: flag,
        vat: char,
        customer_rank: whole,
      },
    },
    "ir.model.data": { label: "name", order: "module, name", fields: { module: char, name: char, model: char, res_id: whole } },
    "mail.message": { label: "display", order: "id desc", fields: { body: text, subject: char, model: char, res_id: whole, attachment_ids: many("ir.attachment"), date } },
    "mail.template": { label: "name", order: "id", fields: { name: char } },
    "mail.notification": {
      label: "id",
      order: "id",
      fields: { notification_type: char, notification_status: char, failure_type: char, failure_reason: text, res_partner_id: one("res.partner"), mail_message_id: one("mail.message") },
    },
  };
  if (!invoicing) return base;
  return {
    ...base,
    ...wizards(version),
    "account.move": { label: "display", order: "date desc, name desc, invoice_date desc, id desc", fields: moveFields(version) },
    "account.move.line": {
      label: "name",
      order: "id",
      fields: {
        account_id: one("account.account"),
        name: char,
        tax_ids: many("account.tax"),
        display_type: choice(true, ...LINE_TYPES[version]),
        product_id: one("product.product"),
        quantity: number,
        price_unit: number,
        price_subtotal: money,
        price_total: money,
        discount: number,
        move_id: one("account.move", true),
      },
    },
    "account.account": { label: "name", order: "id", fields: { name: char } },
    "account.journal": { label: "name", order: "id", fields: { name: char, code: char, type: char, active: flag, currency_id: one("res.currency"), company_id: one("res.company") } },
    "account.tax": {
      label: "name",
      order: "id",
      fields: { name: char, amount: number, amount_type: char, price_include: flag, type_tax_use: char, active: flag, company_id: one("res.company") },
    },
    "product.product": {
      label: "name",
      order: "default_code, name, id",
      fields: { name: char, default_code: char, list_price: number, taxes_id: many("account.tax"), sale_ok: flag, active: flag },
    },
  };
}
