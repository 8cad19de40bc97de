/**
 * Owns: the errors of the Odoo twin, in the classes and words that the recordings show for each version.
 * Never: how an error looks on a wire (json2.ts, xmlrpc.ts).
 */
export type Version = "16" | "19";

/** XML-RPC fault code and JSON-2 status of each Python class that a recording shows. */
const CLASSES = {
  "builtins.ValueError": { fault: 1, status: 500 },
  "builtins.AttributeError": { fault: 1, status: 500 },
  "builtins.TypeError": { fault: 1, status: 500 },
  "xml.parsers.expat.ExpatError": { fault: 1, status: 500 },
  "psycopg2.OperationalError": { fault: 1, status: 500 },
  "odoo.exceptions.UserError": { fault: 2, status: 422 },
  "odoo.exceptions.ValidationError": { fault: 2, status: 422 },
  "odoo.exceptions.MissingError": { fault: 2, status: 404 },
  "odoo.exceptions.AccessDenied": { fault: 3, status: 403 },
  "odoo.exceptions.AccessError": { fault: 4, status: 403 },
  "werkzeug.exceptions.BadRequest": { fault: 1, status: 400 },
  "werkzeug.exceptions.Unauthorized": { fault: 3, status: 401 },
  "werkzeug.exceptions.NotFound": { fault: 2, status: 404 },
  "werkzeug.exceptions.UnprocessableEntity": { fault: 1, status: 422 },
} as const;
export type ErrorClass = keyof typeof CLASSES;

/** Thrown inside the twin: the transaction is rolled back and the wire answers in its own shape. */
export class OdooProblem extends Error {
  constructor(
    readonly class_name: ErrorClass,
    message: string,
  ) {
    super(message);
    this.name = "OdooProblem";
  }
  get fault(): number {
    return CLASSES[this.class_name].fault;
  }
  get status(): number {
    return CLASSES[this.class_name].status;
  }
}

export const valueError = (message: string): OdooProblem => new OdooProblem("builtins.ValueError", message);
export const userError = (message: string): OdooProblem => new OdooProblem("odoo.exceptions.UserError", message);

export function missing(model: string, id: number, user: number): OdooProblem {
  return new OdooProblem("odoo.exceptions.MissingError", `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${user})`);
}

type Wording = Record<Version, string>;
const GROUPS: Record<string, { what: string; groups: Record<Version, string[]> }> = {
  "account.move access": {
    what: "'Journal Entry' (account.move)",
    groups: {
      "19": ["Accounting/Administrator", "Accounting/Invoicing", "Sales/User: Own Documents Only", "Role / Portal", "Show Accounting Features - Readonly"],
      "16": ["Invoicing/Billing", "Invoicing/Billing Administrator", "Sales/User: Own Documents Only", "Technical/Show Accounting Features - Readonly", "User types/Portal"],
    },
  },
  "account.move create": { what: "'Journal Entry' (account.move)", groups: { "19": ["Accounting/Invoicing"], "16": ["Invoicing/Billing"] } },
  "res.partner create": {
    what: "'Contact' (res.partner)",
    groups: {
      "19": ["Contact/Creation", "Sales/Administrator", "Sales/User: Own Documents Only"],
      "16": ["Extra Rights/Contact Creation", "Sales/Administrator", "Sales/User: Own Documents Only"],
    },
  },
  "ir.model.data access": { what: "'Model Data' (ir.model.data)", groups: { "19": ["Access Rights"], "16": ["Administration/Access Rights"] } },
};

/** "You are not allowed to ..." as the recordings 220-224 have it. */
export function notAllowed(version: Version, model: string, operation: "access" | "create"): OdooProblem {
  const known = GROUPS[`${model} ${operation}`];
  const groups = known === undefined ? "" : `This operation is allowed for the following groups:\n${known.groups[version].map((group) => `\t- ${group}`).join("\n")}\n\n`;
  return new OdooProblem("odoo.exceptions.AccessError", `You are not allowed to ${operation} ${known?.what ?? model} records.\n\n${groups}Contact your administrator to request access if necessary.`);
}

/** Business rules whose words differ by version: nobody may classify by them. */
export const WORDS: Record<"no_partner" | "no_lines" | "unlink_posted" | "load_posted" | "nothing_to_pay", Wording> = {
  no_partner: {
    "19": "The 'Customer' field is required to validate the invoice.\nYou probably don't want to explain to your auditor that you invoiced an invisible man :)",
    "16": "The field 'Customer' is required, please complete it to validate the Customer Invoice.",
  },
  no_lines: { "19": "Even magicians can't post nothing!", "16": "You need to add a line before posting." },
  nothing_to_pay: {
    "19": "There's nothing left to pay for the selected journal items, so no payment registration is necessary. You've got your finances under control like a boss!",
    "16": "You can't register a payment because there is nothing left to pay on the selected journal items.",
  },
  unlink_posted: {
    "19": "You can't delete a posted journal item. Don’t play games with your accounting records; reset the journal entry to draft before deleting it.",
    "16": "You cannot delete an item linked to a posted entry.",
  },
  load_posted: {
    "19": "You cannot modify the following readonly fields on a posted move: invoice_date, partner_id, invoice_line_ids",
    "16": "You cannot modify the taxes related to a posted journal item, you should reset the journal entry to draft to do so.",
  },
};

export const NO_BILL_DATE = "The Bill/Refund date is required to validate this document.";

/** What 16 says to a vendor's number that is posted already: a tuple as text, with an action that is cut short in the recording and here (143). */
export function duplicateReference(ids: number[]): string {
  return `('Duplicated vendor reference detected. You probably encoded twice the same vendor bill/credit note.', {'name': 'Entries', 'type': 'ir.actions.act_window', 'domain': [('id', 'in', [${ids.join(", ")}])], 'res_model': 'account.move'}, 'Open list', None)`;
}

export const NEGATIVE_TOTAL =
  "You cannot validate an invoice with a negative total amount. You should create a credit note instead. Use the action menu to transform it into a credit note or refund.";
