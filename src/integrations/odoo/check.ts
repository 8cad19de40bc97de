/**
 * Owns: "Test connection" for Odoo: plain words for what is found or wrong (PRODUCT O1).
 * Never: a write.
 */
import type { Call, Check } from "../../channel";
import { OdooFailure } from "./catalogue";
import { mayCreate, readCompany, saleTaxes } from "./records";
import { isSetUp, type Connect } from "./session";

const NO_INVOICING = "Odoo answers, but it has no invoices: install the app Invoicing in Odoo (Apps > Invoicing).";
const HOSTED = " Odoo Online answers programs only on the Custom plan.";

/** Odoo's own hosting, where cheaper plans have no access for programs. */
function isHosted(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.endsWith(".odoo.com");
}

function inWords(error: OdooFailure, call: Call): string {
  const { effect, cause, next } = error.problem;
  return `${effect} ${cause} ${next}${isHosted(call.field("url")) && error.failure !== "validation" ? HOSTED : ""}`;
}

/** May the user create invoices; null when the server has no invoices at all. */
async function mayInvoice(odoo: Awaited<ReturnType<Connect>>): Promise<boolean | null> {
  try {
    return await mayCreate(odoo, "account.move");
  } catch (error) {
    // The question itself is never refused for a model that exists.
    if (error instanceof OdooFailure && error.failure === "validation") return null;
    throw error;
  }
}

export async function checkOdoo(connect: Connect, call: Call): Promise<Check> {
  if (!isSetUp(call)) return { ok: null, text: "Odoo is not set up: address, database, user and API key are needed." };
  try {
    const odoo = await connect(call);
    const { user, login, company } = await readCompany(odoo);
    const invoices = await mayInvoice(odoo);
    if (invoices === null) return { ok: false, text: NO_INVOICING };
    if (!invoices) return { ok: false, text: `Odoo answers, but ${user} may not create invoices: give this user the group Invoicing (Billing).` };
    const taxes = await saleTaxes(odoo, company.id);
    const chosen = call.field("tax").trim();
    const tax = taxes.find(({ id }) => String(id) === chosen);
    if (chosen !== "" && chosen !== "none" && !tax) {
      return { ok: false, text: `Odoo answers, but the default tax "${chosen}" is not among its sale taxes: ${taxes.map(({ id, name }) => `${id} = ${name}`).join(", ") || "there are none"}.` };
    }
    const notes = [
      ...((await mayCreate(odoo, "res.partner")) ? [] : [`${user} may not create partners (group Contact Creation); new customers will be refused.`]),
      ...(login === call.field("user").trim() ? [] : [`The key belongs to the user ${login}.`]),
      `Default tax: ${tax?.name ?? "none"}${tax ? "" : `; Odoo has ${taxes.map(({ id, name }) => `${id} = ${name}`).join(", ") || "no sale taxes"}`}.`,
    ];
    return { ok: true, text: `Connected to Odoo (${odoo.wire === "json2" ? "JSON-2" : "XML-RPC"}) as ${user}, company ${company.name}, currency ${company.currency}. ${notes.join(" ")}` };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { ok: false, text: inWords(error, call) };
  }
}
