/**
 * Owns: bringing a drafted document - a customer's invoice or a vendor's bill - into Odoo exactly once: looked up by the action's id, then
 * one `load` with external ids on header and lines, then read back (PRODUCT O2-O4).
 * Never: posting, a second `load`, or a tax or product that was not approved.
 */
import type { Attempt, Call, Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { compare, decimalsOf, showMoney } from "../../core/money";
import { OdooFailure, refusedBecause } from "./catalogue";
import { externalName, findByAction, lineName, MODULE } from "./external-id";
import { expected, type InvoicePayload } from "./invoice";
import { foreseen, type Intended } from "./foreseen";
import { CONFLICT_MS, refusal } from "./load";
import { findCurrency, findProducts, mayCreate, readMove, readPartner, recordUrl, sameBills, taxesOf, type Move } from "./records";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, inMove } from "./trace";
import { lost, type Look } from "./waiting";

export type MoveType = "out_invoice" | "in_invoice" | "out_refund" | "in_refund";

/** What both kinds of document have. */
export interface Document extends Pick<InvoicePayload, "partner" | "currency" | "invoice_date" | "due_date" | "lines" | "tax" | "total_amount" | "company" | "mail_link"> {
  move_type: Extract<MoveType, "out_invoice" | "in_invoice">;
  /** The customer's order number, or the vendor's own number of the bill. */
  ref: string | null;
}

/** 16 keeps prices with two decimals (recorded: 3 x 33.333 = 99.99); it is said which lines that touches. */
export function roundedPrices(document: Document): string | null {
  const fine = document.lines.filter(({ unit_price }) => (unit_price.split(".")[1]?.length ?? 0) > decimalsOf(document.currency));
  if (fine.length === 0) return null;
  return `Odoo before version 19 keeps unit prices with ${decimalsOf(document.currency)} decimals, so ${fine.map(({ description, unit_price }) => `"${description}" at ${unit_price}`).join(", ")} is rounded there.`;
}

/** Why Odoo computed another total than was approved, as far as that is known. */
function reasonFor(odoo: Odoo, { amount_total }: Move, document: Document): string | null {
  const { tax, currency } = document;
  const { untaxed, otherwise } = expected(document);
  if (tax?.rate === null) return `The tax "${tax.name}" is computed by Odoo alone: it comes on top of the ${showMoney({ amount: untaxed, currency })} that the lines add up to.`;
  const rounded = odoo.version < 19 ? roundedPrices(document) : null;
  if (rounded !== null) return rounded;
  if (otherwise === null || compare(amount_total, otherwise) !== 0) return null;
  const usual = expected({ ...document, total_amount: null }).total;
  return compare(usual, amount_total) === 0 ? "Odoo rounds the tax line by line; what was approved is rounded once for all of them." : "Odoo rounds the tax once for the whole document; what was approved is rounded line by line.";
}

/** The receipt of a draft that is in Odoo, with what Odoo computed; `difference` when that is not what was approved, and why when it is known. */
function receiptOf(odoo: Odoo, move: Move, document: Document): Receipt {
  const wanted = expected(document);
  const show = (amount: string, currency: string): string => showMoney({ amount, currency });
  const differs = move.currency !== document.currency || compare(move.amount_total, wanted.total) !== 0;
  const why = differs ? reasonFor(odoo, move, document) : null;
  const words = `Odoo computed ${show(move.amount_total, move.currency)} (tax ${show(move.amount_tax, move.currency)}); approved was ${show(wanted.total, document.currency)}.`;
  return {
    id: String(move.id),
    label: move.name ?? `draft ${document.move_type === "in_invoice" ? "bill" : "invoice"} ${move.id}`,
    url: recordUrl(odoo, "account.move", move.id),
    data: {
      move_id: move.id,
      move_type: move.move_type,
      name: move.name,
      state: move.state,
      partner_id: move.partner?.id ?? null,
      customer_name: move.partner?.name ?? document.partner.name,
      currency: move.currency,
      amount_untaxed: move.amount_untaxed,
      amount_tax: move.amount_tax,
      amount_total: move.amount_total,
      due_date: move.due_date,
    },
    difference: differs ? (why === null ? words : `${words} ${why}`) : null,
  };
}

/** The partner of the document, from Odoo or from the action that created it. */
function partnerId(document: Document, attempt: Attempt): number {
  const { partner } = document;
  if (partner.kind === "known") return partner.id;
  const made = partner.kind === "new" ? Number(attempt.receipts[partner.action]?.data["partner_id"]) : Number.NaN;
  if (Number.isInteger(made)) return made;
  const next = "Enter the partner's number in Odoo as partner_id in the note, or wait until Odoo can be asked again.";
  throw refusedBecause("PARTNER_NOT_FOUND", `It is not known which partner in Odoo "${partner.name}" is.`, next);
}

interface Ready {
  partner: number;
  currency: number;
  /** Ids of products by their code. */
  products: Map<string, number>;
}

async function currencyId(odoo: Odoo, code: string): Promise<number> {
  const currency = await findCurrency(odoo, code);
  if (!currency?.active) throw refusedBecause("VALIDATION_ERROR", `The currency ${code} is not active in Odoo.`, "Activate it in Odoo (Accounting > Currencies), then send it again.");
  return currency.id;
}

/** A code names exactly one product, or nothing is sent. */
async function productIds(odoo: Odoo, document: Document): Promise<Map<string, number>> {
  const codes = [...new Set(document.lines.flatMap(({ product }) => product ?? []))];
  if (codes.length === 0) return new Map();
  const found = await findProducts(odoo, codes);
  return new Map(
    codes.map((code) => {
      const [one, ...others] = found.filter(({ default_code }) => default_code === code);
      if (one && others.length === 0) return [code, one.id];
      throw refusedBecause("PRODUCT_NOT_FOUND", `${one ? "Several products" : "No product"} in Odoo ${one ? "have" : "has"} the code ${code}.`, "Correct the product of the line in the note, or leave it empty.");
    }),
  );
}

/** The vendor's number must not be in Odoo yet: 19 posts the same bill twice without a word (recordings 143, 144). */
async function refuseDuplicate(odoo: Odoo, document: Document, commercial: number): Promise<void> {
  if (document.move_type !== "in_invoice" || document.ref === null) return;
  const [same] = await sameBills(odoo, commercial, document.ref);
  if (same) throw refusedBecause("VALIDATION_ERROR", `The bill ${document.ref} of this vendor is in Odoo already: ${same.name ?? `draft bill ${same.id}`}.`, "Reject this, or correct the vendor's number in the note.");
}

/** The checks that need Odoo, all of them reads: partner, currency, tax, products, the vendor's number. Throws with the code of what is wrong. */
async function readyFor(odoo: Odoo, document: Document, partner: number): Promise<Ready> {
  const found = await readPartner(odoo, partner);
  if (!found || !found.active) {
    throw refusedBecause("PARTNER_NOT_FOUND", `Partner ${partner} (${document.partner.name}) is ${found ? "archived" : "not"} in Odoo.`, "Choose another partner_id in the note, or restore the partner in Odoo.");
  }
  const currency = await currencyId(odoo, document.currency);
  const { tax } = document;
  if (tax) {
    const known = (await taxesOf(odoo, (await odoo.company()).id, document.move_type === "in_invoice" ? "purchase" : "sale")).find((one) => one.id === tax.id);
    if (!known || (tax.rate !== null && (compare(String(known.amount), tax.rate) !== 0 || known.price_include !== tax.included))) {
      throw refusedBecause("VALIDATION_ERROR", `The tax "${tax.name}" is not, or no longer, what it was in Odoo.`, "Write the number of another tax, or none, as tax in the note; the default is in the settings.");
    }
  }
  const products = await productIds(odoo, document);
  await refuseDuplicate(odoo, document, found.commercial_partner_id?.id ?? found.id);
  return { partner, currency, products };
}

/** An approval counts for the company that stood on the card, whatever the settings say by now. */
async function refuseOtherCompany(odoo: Odoo, { company }: Document): Promise<void> {
  const now = await odoo.company();
  if (company && company.id !== now.id) throw refusedBecause("VALIDATION_ERROR", `This is for the company ${company.name}, and the settings now mean ${now.name}.`, `Choose ${company.name} in the settings again, or reject this.`);
}

const HEADER = ["id", "move_type", "partner_id/.id", "currency_id/.id", "invoice_date", "invoice_date_due", "ref", "invoice_origin"];
const LINE = ["id", "name", "quantity", "price_unit"];

/** What will be created, for what can be foreseen about it. */
export function intended({ currency }: Document): Intended {
  const field = (column: string): string => column.replace(/\/.*$/, "");
  return { model: "account.move", sent: [...HEADER.map(field), "invoice_line_ids"], lines: { model: "account.move.line", sent: [...LINE, "tax_ids", "product_id", "move_id"] }, currency };
}

/** Columns and rows of the one `load`. Every line has an id of its own, and the tax column is always there: empty means no tax. */
function loadArguments(document: Document, action: string, ready: Ready): JsonObject {
  const withProduct = ready.products.size > 0;
  const line = [...LINE, document.tax ? "tax_ids/.id" : "tax_ids", ...(withProduct ? ["product_id/.id"] : [])].map((name) => `invoice_line_ids/${name}`);
  const own = [`${MODULE}.${externalName(action)}`, document.move_type, String(ready.partner), String(ready.currency), document.invoice_date, document.due_date, document.ref ?? "", action];
  const data = document.lines.map(({ description, quantity, unit_price, product }, index) => [
    ...(index === 0 ? own : own.map(() => "")),
    `${MODULE}.${lineName(action, index)}`,
    description,
    quantity,
    unit_price,
    document.tax ? String(document.tax.id) : "",
    ...(withProduct ? [product === undefined ? "" : String(ready.products.get(product) ?? "")] : []),
  ]);
  return { fields: [...HEADER, ...line], data };
}

/** The draft that carries this action's id, with what Odoo computed; null when there is none (yet). */
export async function findDraft(odoo: Odoo, document: Document, action: string): Promise<Look> {
  const id = await findByAction(odoo, action, "account.move");
  if (typeof id !== "number") return id;
  const move = await readMove(odoo, id);
  return move && receiptOf(odoo, move, document);
}

/** Looks for it, checks, loads once, reads back, and leaves the way back in its log. */
export async function bringIn(connect: Connect, document: Document, attempt: Attempt, call: Call): Promise<Outcome> {
  const odoo = await connect(call);
  const there = await findDraft(odoo, document, attempt.key);
  if (there && there !== "pending") return doneAndTraced(odoo, there, inMove(Number(there.id)), attempt.key, false, document.mail_link);
  await refuseOtherCompany(odoo, document);
  const ready = await readyFor(odoo, document, partnerId(document, attempt));
  const answer: Json = await odoo.ask("account.move", "load", loadArguments(document, attempt.key, ready));
  try {
    const refused = isObject(answer) && answer["ids"] === false;
    // Of two loads at once one is refused (recording 250): the other's record may be committed a moment later.
    if (refused) await call.sleep(CONFLICT_MS);
    const made = await findDraft(odoo, document, attempt.key);
    if (made && made !== "pending") return await doneAndTraced(odoo, made, inMove(Number(made.id)), attempt.key, !refused, document.mail_link);
    if (refused) return { kind: "refused", problem: await refusal(odoo, "account.move", answer) };
    return { kind: "unknown", problem: lost("Odoo took the draft", "It was not found right after.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost("Odoo took the draft", error.problem.cause) };
  }
}

/** What would happen, or what would be refused; reads only. */
export async function rehearse(connect: Connect, document: Document, attempt: Attempt, call: Call): Promise<{ ok: boolean; findings: string[] }> {
  const what = document.move_type === "in_invoice" ? "vendor bill" : "invoice";
  const findings: string[] = [];
  try {
    const odoo = await connect(call);
    await refuseOtherCompany(odoo, document);
    if (!(await mayCreate(odoo, "account.move"))) return { ok: false, findings: ["This Odoo user may not create invoices; Odoo would refuse."] };
    if (document.partner.kind === "new" && attempt.receipts[document.partner.action] === undefined) {
      findings.push(`The partner "${document.partner.name}" would be created first, by its own approval.`);
      await currencyId(odoo, document.currency);
      await productIds(odoo, document);
    } else await readyFor(odoo, document, partnerId(document, attempt));
    const total = showMoney({ amount: document.total_amount, currency: document.currency });
    findings.push(`Would create one draft ${what} over ${total} with ${document.lines.length} line(s), tax: ${document.tax?.name ?? "none"}.`);
    const rounded = odoo.version < 19 ? roundedPrices(document) : null;
    if (rounded !== null) findings.push(rounded);
    findings.push(...(await foreseen(odoo, intended(document))).map(({ text }) => text));
    return { ok: true, findings };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ok: false, findings: [...findings, error.message] };
  }
}
