/**
 * Owns: turning a vendor's bill to us, as it was understood, into proposals: the bill as a draft in Odoo, and before it the vendor when Odoo
 * has none (PRODUCT M1, M5).
 * Never: a customer's invoice, bank data of the vendor, or a guess. A bill that does not say enough stays a note for a person.
 */
import type { Call, Plan, Seed } from "../../channel";
import type { Draft } from "../../core/draft";
import { mailLink } from "../../core/mail-link";
import { addDays } from "../../core/schedule";
import { billNumber } from "../../understanding/refs";
import type { Observation } from "../../watcher";
import { parseBill } from "./bill";
import { OdooFailure } from "./catalogue";
import { price } from "./gate";
import type { InvoicePayload } from "./invoice";
import { findPartner, type Match } from "./match";
import type { Connect } from "./session";

/** Without terms in the message. */
const DEFAULT_DAYS = 30;
const NOTHING: Plan = { kind: "proposals", seeds: [], later: null };

interface Found {
  match: Match | null;
  company: NonNullable<InvoicePayload["company"]> | null;
  later: string | null;
}

async function ask(connect: Connect, call: Call, draft: Draft): Promise<Found> {
  try {
    const odoo = await connect(call);
    const { id, name } = await odoo.company();
    return { match: await findPartner(odoo, draft.customer), company: { id, name }, later: null };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { match: null, company: null, later: error.message };
  }
}

/** What a person should know about the vendor that was found. */
function aboutVendor(match: Match | null): string[] {
  if (match?.kind === "one") return [`The vendor is ${match.name} (${match.id}) in Odoo, found by ${match.by}.`];
  if (match?.kind === "several") return [`Several partners in Odoo may be meant: ${match.partners.map(({ id, name }) => `${name} (${id})`).join(", ")}. Write the number of the right one as partner_id.`];
  return [];
}

/** Proposals for a bill. Nothing is proposed without the vendor's number, the total and the currency. */
export async function planBill(connect: Connect, draft: Draft, observation: Observation, call: Call, actionId: (slot: string) => string): Promise<Plan> {
  const { customer: vendor, currency, total } = draft;
  const name = (vendor.company ?? vendor.name ?? vendor.email ?? "").trim();
  const number = billNumber([observation.mail.subject, draft.new_text]);
  if (name === "" || number === null || currency === null || total === null) return NOTHING;
  const { match, company, later } = await ask(connect, call, draft);
  const partner: InvoicePayload["partner"] = match?.kind === "one" ? { kind: "known", id: match.id, name: match.name } : match?.kind === "none" ? { kind: "new", action: actionId("partner"), name } : { kind: "unresolved", name };
  const invoice_date = observation.at.slice(0, 10);
  const due_date = draft.due_date ?? addDays(invoice_date, DEFAULT_DAYS);
  const mail_link = mailLink(observation.source, observation.mail);
  const checked = parseBill({
    partner,
    vendor_email: vendor.email,
    currency,
    invoice_date,
    due_date: due_date < invoice_date ? invoice_date : due_date,
    reference: number.value,
    lines: [{ description: `Bill ${number.value}`, quantity: "1", unit_price: price(total, currency) }],
    tax: null,
    total_amount: total,
    ...(company && { company }),
    ...(mail_link !== null && { mail_link }),
  });
  if (!checked.ok) return NOTHING;
  const keys = { thread: observation.thread, po_number: null, partner: (vendor.email ?? name).toLowerCase() };
  const bill: Seed = {
    slot: "bill",
    operation: "draft_bill",
    payload: checked.payload,
    depends_on: match?.kind === "none" ? [actionId("partner")] : [],
    evidence: { ...draft.evidence, vendor_reference: number.text },
    signs: draft.signs,
    assumptions: [
      ...aboutVendor(match),
      `Bill date ${invoice_date}, the day the message arrived.`,
      ...(draft.due_date === null ? [`Due ${due_date}: no terms were stated, so ${DEFAULT_DAYS} days.`] : []),
      ...(draft.due_date !== null && draft.due_date < invoice_date ? [`It says that it was due on ${draft.due_date}; the draft has the day the message arrived.`] : []),
      "The whole amount is one line without tax: write the number of a purchase tax as tax in the note, or complete the draft in Odoo.",
    ],
    keys,
  };
  if (match?.kind !== "none") return { kind: "proposals", seeds: [bill], later };
  const create: Seed = {
    slot: "partner",
    operation: "create_partner",
    payload: { name, email: vendor.email, is_company: vendor.company !== null },
    depends_on: [],
    evidence: Object.fromEntries(Object.entries(draft.evidence).filter(([field]) => field.startsWith("customer"))),
    signs: draft.signs,
    assumptions: ["Nobody in Odoo has this address, company domain or name: a new vendor. Its bank data is not taken from the message."],
    keys: { thread: null, po_number: null, partner: keys.partner },
  };
  return { kind: "proposals", seeds: [create, bill], later };
}
