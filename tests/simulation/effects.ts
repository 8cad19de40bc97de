/**
 * Owns: what really happened, read from Odoo's own records.
 * Never: a word of the ledger but for which record an action was about.
 */
import { plain, type Row } from "../../src/sandbox/odoo/store";
import { dataOf, isEvent } from "../../src/core/record";
import type { Life } from "./life";
import { fold } from "./lines";

/** Records that carry an action's id. */
export function recordsOf({ partners: { odoo } }: Life, id: string): Row[] {
  return odoo.store.rows("ir.model.data").filter((row) => row["module"] === "autonomous_employee" && row["name"] === id).flatMap((row) => odoo.store.find(plain(row["model"]), row["res_id"]) ?? []);
}

/** The invoice that an action posts; null when it is no posting. */
function postedBy(life: Life, id: string): number | null {
  const proposed = fold(life.everyLine()).find((line) => line.action_id === id && isEvent(line, "proposed"));
  if (!proposed || !isEvent(proposed, "proposed")) return null;
  const invoice = dataOf(proposed).proposal.deliveries.find(({ operation }) => operation === "post_invoice")?.payload["invoice_id"];
  return typeof invoice === "number" ? invoice : null;
}

/** What came of an action in Odoo: its record, or null when there is no trace of it. */
export function effectOf(life: Life, id: string): Row | null {
  const invoice = postedBy(life, id);
  if (invoice === null) return recordsOf(life, id)[0] ?? null;
  const move = life.partners.odoo.store.find("account.move", invoice);
  return move?.["state"] === "posted" ? move : null;
}
