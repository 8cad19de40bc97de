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
export { startFront } from "./tests/integrations/odoo/front-server";
export { attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers } from "./tests/integrations/odoo/kit";
`;
/** The most requests each may cost; what it needs for "exactly once" and for reading back is in it. */
const LIMITS = { "a session begins": 5, "facts for a card, first time": 11, "facts for a card": 4, "draft an invoice": 7, "post it": 5, "look up what may have happened": 2, "create a partner": 5 };

async function load() {
  const folder = mkdtempSync(join(tmpdir(), "ae-bench-"));
  const outfile = join(folder, "odoo.cjs");
  await build({ stdin: { contents: ENTRY, resolveDir: ROOT, loader: "ts" }, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "error" });
  const parts = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true, force: true });
  return parts;
}

async function counted(version, { odooChannel, startFront, attemptOf, callTo, invoiceFor, nothingToRemember, twinWithCustomers }) {
  const twin = await twinWithCustomers(version);
  const front = await startFront(twin.url, version);
  const { draft_invoice: draft, post_invoice: post, create_partner: partner } = odooChannel().operations;
  const call = callTo(front.url, { may_write: true, pace: 0 });
  const invoice = invoiceFor(twin, "Northwind Studio", { po_number: "PO-NEW" });
  const rows = [];
  const count = async (what, work) => {
    const before = front.passed.length;
    const result = await work();
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
  await count("post it", () => post.perform(seed.payload, attemptOf("post-1"), call, nothingToRemember));
  await count("create a partner", () => partner.perform({ name: "Blue Door", email: "office@bluedoor.example", is_company: true }, attemptOf("partner-1"), call, nothingToRemember));
  const logins = front.passed.filter(({ name }) => name === (version === "19" ? "res.users/context_get" : "common/authenticate")).length;
  await front.close();
  await twin.close();
  return [...rows.map(([what, value]) => ({ what, value, limit: LIMITS[what] ?? null })), { what: "logins in all of it", value: logins, limit: 1 }];
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
