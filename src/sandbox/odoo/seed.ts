/**
 * Owns: what a twin starts with - company, users, keys, customers, taxes - as a parameter.
 * Never: behaviour. Ids may be given so that recorded stories keep theirs.
 */
export interface UserSeed {
  id?: number;
  login: string;
  name: string;
  /** API key; only ever a made-up one. */
  key: string;
  /** `billing`: invoices and contacts. `none`: an internal user without accounting rights. */
  rights: "billing" | "none";
}
export interface PartnerSeed {
  id?: number;
  name: string;
  email?: string;
  is_company?: boolean;
  /** Name of an earlier partner in the list. */
  parent?: string;
  vat?: string;
  active?: boolean;
}
export interface MoveSeed {
  partner: string;
  move_type: "out_invoice" | "out_refund" | "in_invoice";
  /** Number of a posted move. */
  name: string;
  date: string;
  ref?: string;
  /** ISO code; default: the company's. */
  currency?: string;
  /** Decimal text, without tax. */
  amount: string;
}
export interface TaxSeed {
  id?: number;
  name: string;
  /** Percent. */
  amount: number;
  use: "sale" | "purchase";
  /** It is in the price; default: on top of it. */
  included?: boolean;
}
export interface OdooSeed {
  database: string;
  company: { name: string; country: { id?: number; name: string }; currency: string };
  users: UserSeed[];
  currencies: { id?: number; name: string; symbol: string; active: boolean; decimal_places?: number }[];
  taxes: TaxSeed[];
  journals: { id?: number; name: string; code: string; type: "sale" | "purchase" | "bank" }[];
  /** Where sales are booked. */
  account: { id?: number; name: string };
  partners: PartnerSeed[];
  products: { id?: number; name: string; default_code: string; list_price: number }[];
  moves: MoveSeed[];
  /** How the company rounds taxes; Odoo comes with "line by line". */
  rounding: "line by line" | "once";
  /** ISO date of the server's clock. */
  today: string;
  /** False: a server without the Invoicing app. */
  invoicing: boolean;
}

/** A small company with the user `billing`; give what differs. */
export function odooSeed(given: Partial<OdooSeed> = {}): OdooSeed {
  return {
    database: "sandbox",
    company: { name: "Sandbox Studio", country: { name: "Germany" }, currency: "EUR" },
    users: [
      { login: "billing", name: "Billing User", key: "sandbox-odoo-key", rights: "billing" },
      { login: "lowly", name: "Internal User", key: "sandbox-lowly-key", rights: "none" },
    ],
    currencies: [
      { name: "EUR", symbol: "€", active: true },
      { name: "USD", symbol: "$", active: true },
      { name: "GBP", symbol: "£", active: false },
    ],
    taxes: [
      { name: "15%", amount: 15, use: "sale" },
      { name: "15% purchase", amount: 15, use: "purchase" },
    ],
    journals: [
      { name: "Customer Invoices", code: "INV", type: "sale" },
      { name: "Vendor Bills", code: "BILL", type: "purchase" },
      { name: "Bank", code: "BNK1", type: "bank" },
    ],
    account: { name: "Product Sales" },
    partners: [],
    products: [],
    moves: [],
    rounding: "line by line",
    today: "2026-11-22",
    invoicing: true,
    ...given,
  };
}
