/**
 * Owns: "Test connection" for Odoo: step by step from the address to the currency, stopping at the first trouble with the sentence that
 * helps (PRODUCT O1).
 * Never: a write.
 */
import type { Call, Check } from "../../channel";
import { isHosted } from "./address";
import { keyEnds } from "./api-key";
import { OdooFailure } from "./catalogue";
import { findCurrency, mayCreate, taxesOf } from "./records";
import { isSetUp, type Connect, type Odoo } from "./session";
import { choices } from "./who";

/** The oldest version whose answers are known. */
const OLDEST = 16;
const HOSTED = "Odoo Online answers programs only on the Custom plan; on the other plans no key gets in.";

/** A step that did not pass, with what to do. */
class Stopped extends Error {}

/** May the user create invoices; null when the server has no invoices at all. */
async function mayInvoice(odoo: Odoo): Promise<boolean | null> {
  try {
    return await mayCreate(odoo, "account.move");
  } catch (error) {
    // The question itself is never refused for a model that exists.
    if (error instanceof OdooFailure && error.failure === "validation") return null;
    throw error;
  }
}

/** The steps of one check, in their order: those that passed, and the one that is being tried. */
class Walk {
  readonly passed: string[] = [];
  trying = "address";

  pass(step: string, next: string): void {
    this.passed.push(step);
    this.trying = next;
  }
  end(ok: boolean, text: string): Check {
    const steps = this.passed.length === 0 ? "" : ` Passed: ${this.passed.join("; ")}.`;
    return { ok, text: `${ok ? "" : `Stopped at ${this.trying}. `}${text}${steps}` };
  }
}

/** What was thrown on the way, in words for the step that it stopped. */
function inWords(error: OdooFailure, walk: Walk, call: Call): string {
  const { effect, cause, next } = error.problem;
  const database = call.field("database").trim();
  // Odoo opens the database before it looks at a key.
  if (error.failure === "authentication" && walk.trying === "database") walk.pass(`database ${database}`, "user and API key");
  const closed = error.status === 404 || error.exception.startsWith("psycopg2.");
  const which = walk.trying === "database" && closed ? `The database "${database}" could not be opened: either it is called otherwise, or it does not run. ` : "";
  const hosted = isHosted(call.field("url").trim()) && error.failure !== "validation" ? ` ${HOSTED}` : "";
  return `${which}${effect} ${cause} ${next}${hosted}`;
}

/** The owner's default tax, and what there is to choose from. */
async function defaultTax(odoo: Odoo, company_id: number, chosen: string): Promise<string> {
  const taxes = await taxesOf(odoo, company_id, "sale");
  const tax = taxes.find(({ id }) => String(id) === chosen);
  if (tax) return `Default tax: ${tax.name}.`;
  if (chosen !== "" && chosen !== "none") throw new Stopped(`The default tax "${chosen}" is not among this company's sale taxes: ${choices(taxes) || "there are none"}. Choose one of them in the settings, or "none".`);
  return `Default tax: none; Odoo has ${choices(taxes) || "no sale taxes"}.`;
}

async function walkThrough(connect: Connect, call: Call, walk: Walk): Promise<Check> {
  const odoo = await connect(call, (step) => walk.pass(step, walk.trying === "address" ? "server" : "database"));
  const { user_id, user, login, companies, company } = await odoo.who(true);
  walk.pass(`database ${call.field("database").trim()}`, "user");
  walk.pass(`user ${user}`, "company");
  if (company instanceof OdooFailure) throw new Stopped(`${company.problem.cause} ${company.problem.next}`);
  walk.pass(`company ${company.name}`, "the Invoicing app");
  const invoices = await mayInvoice(odoo);
  if (invoices === null) throw new Stopped("Odoo answers, but it has no invoices: install the app Invoicing in Odoo (Apps > Invoicing).");
  walk.pass("Invoicing is installed", "rights");
  if (!invoices) throw new Stopped(`${user} may not create invoices: give this user the group Invoicing (Billing) in Odoo.`);
  walk.pass("may create invoices", "currency");
  if (!(await findCurrency(odoo, company.currency))?.active) throw new Stopped(`${company.name} has no active currency: choose one in Odoo (Settings > Companies).`);
  walk.pass(`currency ${company.currency}`, "default tax");
  const tax = await defaultTax(odoo, company.id, call.field("tax").trim());
  const notes = [
    ...(odoo.version > 0 && odoo.version < OLDEST ? [`Attention: Odoo ${odoo.version} is older than what this was made for (${OLDEST} to 19): try it in dry run first.`] : []),
    ...(companies.length > 1 ? [`${user} may also work for ${choices(companies.filter(({ id }) => id !== company.id))}.`] : []),
    ...((await mayCreate(odoo, "res.partner")) ? [] : [`${user} may not create partners (group Contact Creation); new customers will be refused.`]),
    ...(login === call.field("user").trim() ? [] : [`The key belongs to the user ${login}.`]),
    tax,
    await keyEnds(odoo, call, user_id),
  ];
  const wire = odoo.wire === "json2" ? "JSON-2" : "XML-RPC";
  return walk.end(true, `Connected to Odoo (${wire}) as ${user}, company ${company.name}, currency ${company.currency}. ${notes.filter((note) => note !== "").join(" ")}`);
}

export async function checkOdoo(connect: Connect, call: Call): Promise<Check> {
  if (!isSetUp(call)) return { ok: null, text: "Odoo is not set up: address, database, user and API key are needed." };
  const walk = new Walk();
  try {
    return await walkThrough(connect, call, walk);
  } catch (error) {
    if (error instanceof Stopped) return walk.end(false, error.message);
    if (!(error instanceof OdooFailure)) throw error;
    return { ...walk.end(false, inWords(error, walk, call)), ...(error.failure === "authentication" && { refused: error.problem }) };
  }
}
