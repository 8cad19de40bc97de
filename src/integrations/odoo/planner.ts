/**
 * Owns: turning an understood invoice request into proposals: the invoice, and before it the partner when Odoo has none (PRODUCT M2, M5).
 * Never: a guess or a write. What is unclear is a question; what Odoo cannot be asked now is planned again later.
 */
import type { Call, Plan, Planner, Seed } from "../../channel";
import type { Draft, DraftLine } from "../../core/draft";
import { compare, roundTo, sum } from "../../core/money";
import { addDays } from "../../core/schedule";
import { isTaxId } from "../../core/tax-id";
import { mailLink } from "../../core/mail-link";
import type { Observation } from "../../watcher";
import { OdooFailure } from "./catalogue";
import { disguised } from "./disguise";
import { price } from "./gate";
import { expected, lineAmount, parseInvoice, type InvoicePayload, type InvoiceTax } from "./invoice";
import { findPartner, type Match } from "./match";
import { planBill } from "./plan-bill";
import { withProducts } from "./products";
import { taxesOf } from "./records";
import type { Connect, Odoo } from "./session";

/** Without terms in the message (PRODUCT M2). */
const DEFAULT_DAYS = 30;

/** Fields of the payload as the clarification note asks for them. */
const ASKED: Record<string, string> = { total_amount: "total", due_date: "due_date", customer_email: "customer_email", currency: "currency", partner: "customer_name" };

const FIELD_WORDS: Record<string, string> = { total_amount: "the total", due_date: "the due date", customer_email: "the customer's e-mail address", po_number: "the reference" };

interface Lines {
  lines: InvoicePayload["lines"];
  assumptions: string[];
  missing: string[];
}

function oneLine(line: DraftLine, currency: string): InvoicePayload["lines"][number] | null {
  const { description, unit, quantity, unit_price, amount } = line;
  if (unit_price !== null) return { description, quantity: quantity ?? "1", unit_price: price(unit_price, currency) };
  if (amount === null) return null;
  // Only the amount of the line is known: it is billed once, and what was counted stays in the words.
  return { description: quantity === null ? description : `${description} (${quantity}${unit === null ? "" : ` ${unit}`})`, quantity: "1", unit_price: price(amount, currency) };
}

/** The number that the customer wants to see again. Their tax number is the same on every invoice and would make each look like the one before. */
const orderOf = ({ po_number, reference }: Draft): string | null => po_number ?? (reference === null || isTaxId(reference) ? null : reference);

/** Lines as they are billed. A total without lines is one line, named after the reference or the subject. */
function linesOf(draft: Draft, subject: string, currency: string): Lines {
  if (draft.lines.length === 0 && draft.total !== null) {
    const description = (orderOf(draft) ?? subject).trim() || "Services";
    return { lines: [{ description, quantity: "1", unit_price: price(draft.total, currency) }], assumptions: [`The message names no lines: the whole amount is one line, "${description}".`], missing: [] };
  }
  const read = draft.lines.map((line) => ({ line, billed: oneLine(line, currency) }));
  const missing = read.flatMap(({ line, billed }) => (billed === null ? [`the price of "${line.description}"`] : []));
  return { lines: read.flatMap(({ billed }) => billed ?? []), assumptions: [], missing };
}

/** The stated total must be what the lines add up to, with tax or before it. */
function totalProblem(draft: Draft, invoice: Pick<InvoicePayload, "lines" | "currency" | "tax">): { question: string | null; assumption: string | null } {
  const { untaxed, total } = expected({ ...invoice, total_amount: draft.total });
  const none = { question: null, assumption: null };
  if (draft.total === null || compare(draft.total, total) === 0) return none;
  if (compare(draft.total, untaxed) === 0) return { question: null, assumption: `The message says ${untaxed}; with the tax ${invoice.tax?.name ?? ""} the invoice is ${total}.` };
  const parts = invoice.lines.map((line) => lineAmount(line, invoice.currency));
  return { question: `The message says a total of ${draft.total}, but its lines (${parts.join(" + ")}) add up to ${roundTo(sum(parts), invoice.currency)}.`, assumption: null };
}

/** The owner's default tax as Odoo has it; null for "none". */
async function defaultTax(odoo: Odoo, call: Call): Promise<InvoiceTax | null | "gone"> {
  const chosen = call.field("tax").trim();
  if (chosen === "" || chosen === "none") return null;
  const tax = (await taxesOf(odoo, (await odoo.company()).id, "sale")).find(({ id }) => String(id) === chosen);
  if (!tax) return "gone";
  return { id: tax.id, name: tax.name, rate: tax.amount_type === "percent" ? String(tax.amount) : null, included: tax.price_include };
}

interface Found {
  match: Match | null;
  tax: InvoiceTax | null;
  company: InvoicePayload["company"] | null;
  /** The lines, with the products that they name. */
  lines: InvoicePayload["lines"];
  assumptions: string[];
  later: string | null;
}

/** What Odoo knows; when it cannot be asked the draft is kept without it, and planned again. */
async function ask(connect: Connect, call: Call, draft: Draft, lines: InvoicePayload["lines"]): Promise<Found> {
  const unread = { match: null, tax: null, company: null, lines, assumptions: [] };
  try {
    const odoo = await connect(call);
    const tax = await defaultTax(odoo, call);
    if (tax === "gone") return { ...unread, later: "The default tax chosen in the settings is not among Odoo's sale taxes; choose it again." };
    const { id, name } = await odoo.company();
    return { match: await findPartner(odoo, draft.customer), tax, company: { id, name }, ...(await withProducts(odoo, lines)), later: null };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ...unread, later: error.message };
  }
}

function partnerOf(match: Match | null, name: string, action: string): InvoicePayload["partner"] {
  if (match?.kind === "one") return { kind: "known", id: match.id, name: match.name };
  return match?.kind === "none" ? { kind: "new", action, name } : { kind: "unresolved", name };
}

function question(missing: string[], text: string): Plan {
  return { kind: "questions", missing, text };
}

async function plan(connect: Connect, draft: Draft, observation: Observation, call: Call, actionId: (slot: string) => string): Promise<Plan> {
  const { customer, currency } = draft;
  const name = (customer.company ?? customer.name ?? customer.email ?? "").trim();
  if (name === "") return question(["customer_name"], "The message does not say who the invoice is for.");
  if (currency === null) return question(["currency"], "The message does not say in which currency.");
  const { lines: read, assumptions: assumed, missing } = linesOf(draft, observation.mail.subject, currency);
  if (missing.length > 0) return question(missing, "Without these there is nothing to add up.");

  const { match, tax, company, lines, assumptions, later } = await ask(connect, call, draft, read);
  if (match?.kind === "several") {
    const choices = match.partners.map((partner) => `${partner.name} (${partner.id})`).join(", ");
    return question([`customer_name (several fit: ${choices})`], `Several partners in Odoo may be meant: ${choices}. Write the right one as customer_name, with its number as it stands here.`);
  }
  const taxUnread = later !== null && !["", "none"].includes(call.field("tax").trim());
  // With a tax that could not be read nobody can say what the total must be: judged when it is planned again.
  const total = taxUnread ? { question: null, assumption: "The default tax could not be read from Odoo yet." } : totalProblem(draft, { lines, currency, tax });
  if (total.question !== null) return question([`total (${total.question})`], total.question);

  const invoice_date = observation.at.slice(0, 10);
  const mail_link = mailLink(observation.source, observation.mail);
  const due_date = draft.due_date ?? addDays(invoice_date, DEFAULT_DAYS);
  const payload: InvoicePayload = {
    partner: partnerOf(match, name, actionId("partner")),
    customer_email: customer.email,
    currency,
    invoice_date,
    due_date,
    po_number: orderOf(draft),
    lines,
    tax,
    total_amount: expected({ lines, currency, tax, total_amount: draft.total }).total,
    ...(company && { company }),
    ...(mail_link !== null && { mail_link }),
  };
  const checked = parseInvoice(payload);
  if (!checked.ok) return question(checked.problems.map(({ field, text }) => `${ASKED[field] ?? "line_items"} (${text})`), checked.problems.map(({ field, text }) => `${FIELD_WORDS[field] ?? field} ${text}`).join("; "));

  const keys = { thread: observation.thread, po_number: draft.po_number, partner: (customer.email ?? name).toLowerCase() };
  const invoice: Seed = {
    slot: "invoice",
    operation: "draft_invoice",
    payload: checked.payload,
    depends_on: match?.kind === "none" ? [actionId("partner")] : [],
    evidence: draft.evidence,
    signs: draft.signs,
    assumptions: [
      ...(match?.kind === "one" ? [`The customer is ${match.name} (${match.id}) in Odoo, found by ${match.by}.`] : []),
      `Invoice date ${invoice_date}, the day the message arrived.`,
      ...(draft.due_date === null ? [`Due ${due_date}: no terms were stated, so ${DEFAULT_DAYS} days.`] : []),
      ...(tax === null && !taxUnread ? ["No tax: none is chosen in the settings."] : []),
      ...(total.assumption === null ? [] : [total.assumption]),
      ...assumed,
      ...assumptions,
    ],
    keys,
  };
  if (match?.kind !== "none") return { kind: "proposals", seeds: [invoice], later };
  const partner: Seed = {
    slot: "partner",
    operation: "create_partner",
    payload: { name, email: customer.email, is_company: customer.company !== null },
    depends_on: [],
    evidence: Object.fromEntries(Object.entries(draft.evidence).filter(([field]) => field.startsWith("customer"))),
    signs: draft.signs,
    assumptions: ["Nobody in Odoo has this address, company domain or name: a new payee."],
    keys: { thread: null, po_number: null, partner: keys.partner },
  };
  return { kind: "proposals", seeds: [partner, invoice], later };
}

export function odooPlanner(connect: Connect): Planner {
  return {
    kinds: ["invoice_request", "vendor_invoice_received"],
    plan: async (draft, observation, call, actionId) => {
      const made = await (draft.kind === "vendor_invoice_received" ? planBill : plan)(connect, draft, observation, call, actionId);
      if (made.kind === "questions" || made.later !== null || made.seeds.length === 0) return made;
      try {
        const signs = await disguised(connect, call, draft, observation);
        return { ...made, seeds: made.seeds.map((seed) => ({ ...seed, signs: [...seed.signs, ...signs] })) };
      } catch (error) {
        if (!(error instanceof OdooFailure)) throw error;
        return { ...made, later: error.message };
      }
    },
  };
}
