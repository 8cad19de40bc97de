/**
 * Owns: how many requests each operation costs an Odoo, per transport - counted on the wire in front of the twin, not timed.
 * Never: a live server, or a count of what a session needs only once: that has a line of its own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ENTRY = `
export { odooChannel } from "./src/integrations/odoo/channel";
export { billFor } from "./tests/integrations/odoo/cases";
export { startFront } from "./tests/integrations/odoo/front-server";
export { attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers } from "./tests/integrations/odoo/kit";
`;
/** The most requests each may cost; what it needs for "exactly once" and for reading back is in it. */
const LIMITS = {
  "a session begins": 5,
  "facts for a card, first time": 11,
  "facts for a card": 4,
  "draft an invoice": 7,
  "look up what may have happened": 2,
  "post it": 6,
  "the form: send it by mail": 3,
  "send it by mail": 10,
  "the form: record a part of a payment": 2,
  "record a part of a payment": 8,
  "the form: record the rest": 2,
  "record the rest": 8,
  "the form: make a credit note": 1,
  "make a credit note": 8,
  "the form: cancel a draft": 1,
  "cancel a draft": 4,
  "draft a vendor bill": 8,
  "create a partner": 6,
};

/** The day on which the forms are asked for. */
const DAY = "2026-11-22";

async function load() {
  const folder = mkdtempSync(join(tmpdir(), "ae-bench-"));
  const outfile = join(folder, "odoo.cjs");
  await build({ stdin: { contents: ENTRY, resolveDir: ROOT, loader: "ts" }, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "error" });
  const parts = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true, force: true });
  return parts;
}

async function counted(version, { odooChannel, startFront, attemptOf, billFor, callTo, invoiceFor, nothingToRemember, twinWithCustomers }) {
  const twin = await twinWithCustomers(version);
  const front = await startFront(twin.url, version);
  const { operations, offers } = odooChannel();
  const { draft_invoice: draft, draft_bill: bill, post_invoice: post, create_partner: partner } = operations;
  const call = callTo(front.url, { may_write: true, pace: 0 });
  const invoice = invoiceFor(twin, "Northwind Studio", { po_number: "PO-NEW" });
  const rows = [];
  const count = async (what, work) => {
    const before = front.passed.length;
    const result = await work();
    // A refusal is cheap: it must not pass for a figure.
    if (typeof result === "string" || ["busy", "refused", "unknown", "unclear"].includes(result.kind)) throw new Error(`${what}: ${JSON.stringify(result)}`);
    const names = front.passed.slice(before).map(({ name }) => name);
    const session = names.filter((name) => /version$|authenticate$|context_get$|^res\.users\/read$|^res\.company\/read$/.test(name)).length;
    if (session > 0) rows.push(["a session begins", session]);
    rows.push([what, names.length - session]);
    return result;
  };
  await count("facts for a card, first time", () => draft.facts(invoice, call));
  await count("facts for a card", () => draft.facts(invoice, call));
  const drafted = await count("draft an invoice", () => draft.perform(invoice, attemptOf("invoice-1"), call, nothingToRemember));
  const [seed] = draft.followUps(invoice, attemptOf("invoice-1"), drafted.receipt);
  await count("look up what may have happened", () => draft.lookup(invoice, attemptOf("invoice-1"), call));
  const posted = await count("post it", () => post.perform(seed.payload, attemptOf("post-1"), call, nothingToRemember));
  // What a person asks for: the form is reads, then the operation that comes of it.
  const asked = async (operation, record, what, answers) => {
    const form = await count(`the form: ${what}`, () => offers[operation].begin(record, DAY, call));
    const given = { ...Object.fromEntries(form.asks.map(({ field, value }) => [field, value])), ...answers };
    const { payload } = form.seed(given);
    return count(what, () => operations[operation].perform(operations[operation].parse(payload).payload, attemptOf(what.replaceAll(" ", "-")), call, nothingToRemember));
  };
  await asked("send_invoice", posted.receipt.label, "send it by mail", {});
  await asked("register_payment", posted.receipt.label, "record a part of a payment", { amount: "100.00" });
  await asked("register_payment", posted.receipt.label, "record the rest", {});
  await asked("credit_note", "INV/2026/00041", "make a credit note", { reason: "Wrong price" });
  const other = await draft.perform(invoiceFor(twin, "Northwind Studio", { po_number: "PO-OTHER" }), attemptOf("invoice-2"), call, nothingToRemember);
  await asked("cancel_draft", other.receipt.id, "cancel a draft", {});
  await count("draft a vendor bill", () => bill.perform(bill.parse(billFor(twin)).payload, attemptOf("bill-1"), call, nothingToRemember));
  await count("create a partner", () => partner.perform({ name: "Blue Door", email: "office@bluedoor.example", is_company: true }, attemptOf("partner-1"), call, nothingToRemember));
  const logins = front.passed.filter(({ name }) => name === (version === "19" ? "res.users/context_get" : "common/authenticate")).length;
  await front.close();
  await twin.close();
  return [...rows.map(([what, value]) => ({ what, value, limit: LIMITS[what] })), { what: "logins in all of it", value: logins, limit: 1 }];
}

export const title = "Requests to Odoo for each operation, counted on the wire";

export async function measure() {
  const parts = await load();
  const results = [];
  for (const [version, wire] of [["19", "JSON-2"], ["16", "XML-RPC"]]) {
    for (const { what, value, limit } of await counted(version, parts)) results.push({ what: `${wire}: ${what}`, value, unit: "", limit });
  }
  return results;
}
