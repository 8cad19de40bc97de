/**
 * Owns: Odoo as a channel: its fields, its operations, its planner.
 * Never: the engine, another channel, or a secret in a text.
 */
import type { Channel, Field } from "../../channel";
import { checkOdoo } from "./check";
import { draftBill } from "./bill";
import { cancelDraft } from "./cancel";
import { creditNote } from "./credit";
import { draftInvoice } from "./draft";
import { odooOffers } from "./offers";
import { createPartner, newCustomer } from "./partner";
import { registerPayment } from "./pay";
import { odooPlanner } from "./planner";
import { postInvoice } from "./post";
import { sendInvoice } from "./send";
import { measureOdoo } from "./measure";
import { repeatable, repeatablePayment } from "./repeat";
import { sessions } from "./session";

const FIELDS: Field[] = [
  { key: "url", label: "Address", help: "Where you open Odoo in the browser, e.g. https://mycompany.odoo.com", kind: "url", env: "AE_ODOO_URL", fallback: "" },
  { key: "database", label: "Database", help: "Name of the Odoo database; on Odoo Online the first part of the address.", kind: "text", env: "AE_ODOO_DB", fallback: "" },
  { key: "user", label: "User", help: "Login of the Odoo user, with the groups Invoicing and Contact Creation.", kind: "text", env: "AE_ODOO_USER", fallback: "" },
  { key: "key", label: "API key", help: "Odoo > Preferences > Account Security > New API Key. It lasts at most three months.", kind: "secret", env: "AE_ODOO_API_KEY", fallback: "" },
  { key: "key_seen", label: "First use of the API key", help: "Kept by the program itself: since when the key is used here, because it ends after three months at most.", kind: "secret", env: "AE_ODOO_KEY_SEEN", fallback: "", own: true },
  { key: "company", label: "Company", help: "Only for a user who works for several companies in Odoo: the number of the one that is meant (Test connection lists them).", kind: "text", env: "AE_ODOO_COMPANY", fallback: "" },
  { key: "tax", label: "Default tax", help: 'Number of one of Odoo\'s sale taxes (Test connection lists them), or "none". It is put on every drafted line.', kind: "text", env: "AE_ODOO_TAX", fallback: "none" },
];

const SETUP = [
  "Have the app Invoicing installed, and a user with the groups Invoicing and Contact Creation.",
  "On Odoo's own hosting programs are answered on the Custom plan only; on a server of your own every edition answers.",
  "As that user make an API key: Preferences, Account Security, New API Key. Keep it in Obsidian's secret storage.",
];

/** Odoo 16 to 19 and later. Every channel has sessions of its own: one login per server. */
export function odooChannel(): Channel {
  const connect = sessions();
  return {
    id: "odoo",
    label: "Odoo",
    fields: FIELDS,
    setup: SETUP,
    check: (call) => checkOdoo(connect, call),
    operations: {
      create_partner: createPartner(connect),
      ...repeatable(draftInvoice(connect)),
      draft_bill: draftBill(connect),
      post_invoice: postInvoice(connect),
      send_invoice: sendInvoice(connect),
      ...repeatablePayment(registerPayment(connect), connect),
      credit_note: creditNote(connect),
      cancel_draft: cancelDraft(connect),
    },
    measure: (call, asked) => measureOdoo(connect, call, asked),
    planner: odooPlanner(connect),
    offers: odooOffers(connect),
    lead: newCustomer,
  };
}
