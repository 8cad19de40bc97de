/**
 * Owns: the way back from an Odoo record to what it came from: one note in the record's log with the action's id, its card and the mail
 * (PRODUCT O6). Why it is a second request of the same approved action: docs/adr/0013.
 * Never: a reason for the action to fail, and never twice: what may have been left is looked up first.
 */
import type { Outcome } from "../../channel";
import type { Receipt } from "../../core/action";
import { cardLink } from "../../core/card-link";
import { OdooFailure } from "./catalogue";
import { externalName } from "./external-id";
import type { Odoo } from "./session";

/** Plain words that mean the same as text and as HTML: 16 takes the body for HTML, later versions for text. */
export function traceText(action: string, mail_link: string | null): string {
  return `Autonomous Employee, action ${externalName(action)}. Card: ${cardLink(action)}${mail_link === null ? "" : ` - Mail: ${mail_link}`}`;
}

/** What stands on a card about the note in the log. */
export const LOGGED_ROW: [string, string] = ["In Odoo's log", "this action's number and a link to its card"];

/** The record in whose log a note is left. `message_post` was recorded on invoices (090); a partner has the same log. */
export interface Logged {
  model: "account.move" | "res.partner";
  id: number;
}
export const inMove = (id: number): Logged => ({ model: "account.move", id });

/** What was done, with the note in the log of the record it is about. Whether it could be left changes nothing about what is done (docs/adr/0013). */
export async function doneAndTraced(odoo: Odoo, receipt: Receipt, record: Logged, action: string, fresh: boolean, mail_link: string | null = null): Promise<Outcome> {
  const logged = await leaveTrace(odoo, record, action, mail_link, fresh);
  return { kind: "done", receipt: { ...receipt, data: { ...receipt.data, logged } } };
}

/**
 * Leaves the note; false when it could not be left or is not known to be. `fresh`: this very attempt did it, so nothing can be there yet.
 * Never throws for what Odoo or the network does.
 */
async function leaveTrace(odoo: Odoo, { model, id }: Logged, action: string, mail_link: string | null, fresh: boolean): Promise<boolean> {
  try {
    const domain = [["model", "=", model], ["res_id", "=", id], ["body", "ilike", `action ${externalName(action)}.`]];
    const there = fresh ? [] : await odoo.ask("mail.message", "search_read", { domain, fields: ["id"], limit: 1 });
    if (Array.isArray(there) && there.length > 0) return true;
    await odoo.ask(model, "message_post", { ids: [id], body: traceText(action, mail_link) });
    return true;
  } catch (error) {
    if (error instanceof OdooFailure) return false;
    throw error;
  }
}
