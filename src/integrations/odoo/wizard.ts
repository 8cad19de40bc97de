/**
 * Owns: Odoo's wizards: opening one on an invoice, which is harmless, and the id of what running it made.
 * Never: running one; that is the one irreversible request of an operation.
 */
import * as z from "zod/mini";
import type { JsonObject } from "../../core/json";
import { shaped } from "./records";
import type { Odoo } from "./session";

/** The context in which a wizard is about this invoice. */
export const activeOn = (move: number): JsonObject => ({ active_model: "account.move", active_ids: [move] });

const made = z.union([z.number(), z.tuple([z.number()])]);
const action = z.object({ res_id: z.number() });

/** Opens a wizard: its id. Odoo takes one set of values or a list; each wire gets what it was recorded with. */
export async function openWizard(odoo: Odoo, model: string, values: JsonObject, context: JsonObject): Promise<number> {
  const answer = shaped(made, await odoo.ask(model, "create", { vals_list: odoo.wire === "json2" ? [values] : values, context }), "the form it opened");
  return typeof answer === "number" ? answer : answer[0];
}

/** The record that an action points to; null when it points to none, e.g. to several. */
export function pointedTo(answer: unknown): number | null {
  const read = z.safeParse(action, answer);
  return read.success && read.data.res_id > 0 ? read.data.res_id : null;
}
