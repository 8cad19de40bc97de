/**
 * Owns: the models and fields that the Odoo twin knows, in the order in which a real server lists them.
 * Never: values. A field that is not here does not exist, as on a real server.
 */
import type { Version } from "./problem";

export interface FieldDef {
  type: "char" | "text" | "integer" | "float" | "monetary" | "boolean" | "date" | "selection" | "many2one" | "many2many" | "one2many";
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
    payment_state: choice(false, ...payment),
    invoice_origin: char,
    is_move_sent: flag,
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
    "res.currency": { label: "name", order: "active desc, name", fields: { name: char, symbol: char, active: flag, decimal_places: { type: "integer" } } },
    "res.partner": {
      label: "complete_name",
      order: "complete_name, id desc",
      fields: {
        name: char,
        complete_name: char,
        email: char,
        is_company: flag,
        parent_id: one("res.partner"),
        commercial_partner_id: one("res.partner"),
        active: flag,
        vat: char,
        customer_rank: { type: "integer" },
      },
    },
    "ir.model.data": { label: "name", order: "module, name", fields: { module: char, name: char, model: char, res_id: { type: "integer" } } },
    "mail.message": { label: "body", order: "id desc", fields: { body: char, model: char, res_id: { type: "integer" } } },
  };
  if (!invoicing) return base;
  return {
    ...base,
    "account.move": { label: "name", order: "date desc, name desc, invoice_date desc, id desc", fields: moveFields(version) },
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
    "account.journal": { label: "name", order: "id", fields: { name: char, code: char, type: char, currency_id: one("res.currency"), company_id: one("res.company") } },
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
