/**
 * Owns: the action's id on Odoo's records - external ids - and looking them up (PRODUCT O4).
 * Never: a write, and never taking `false` for an id: 19 answers `[model, false]` for "not there (yet)".
 */
import { sha256Hex } from "../../core/hash";
import { OdooFailure } from "./catalogue";
import type { Odoo } from "./session";

/** Module part of every external id that we give. */
export const MODULE = "autonomous_employee";

/** The name part for an action: letters, digits, underscore, dash. What had to be replaced is made unique by a hash. */
export function externalName(action: string): string {
  const plain = action.replace(/[^A-Za-z0-9_-]/g, "_");
  return plain === action ? plain : `${plain}-${sha256Hex(action).slice(0, 12)}`;
}

/** Name for one line of an invoice; without it a second `load` would double the lines. */
export function lineName(action: string, index: number): string {
  return `${externalName(action)}-line-${index + 1}`;
}

/** Id of the record that carries the action's id; null when there is none; `pending` when 19 knows the name and has no record (yet). */
export async function findByAction(odoo: Odoo, action: string, model: string): Promise<number | "pending" | null> {
  let answer;
  try {
    answer = await odoo.ask("ir.model.data", "check_object_reference", { module: MODULE, xml_id: externalName(action) });
  } catch (error) {
    // "External ID not found" is a ValueError on both wires; other failures are failures.
    if (error instanceof OdooFailure && /(^|\.)ValueError$/.test(error.exception)) return null;
    throw error;
  }
  const [found, id] = Array.isArray(answer) ? answer : [];
  if (found === model && typeof id === "number") return id;
  return id === false ? "pending" : null;
}
