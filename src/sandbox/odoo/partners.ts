/**
 * Owns: contacts of the twin - names, companies and the commercial partner that is billed.
 * Never: anything of invoices.
 */
import type { JsonObject } from "../../core/json";
import { OdooProblem } from "./problem";
import { allow, checked, type Caller } from "./records";
import { plain, type Row, type Store } from "./store";

function complete(store: Store, row: Row): void {
  const parent = store.find("res.partner", row["parent_id"]);
  row["complete_name"] = parent && typeof parent["complete_name"] === "string" ? `${parent["complete_name"]}, ${plain(row["name"])}` : (row["name"] ?? false);
  row["commercial_partner_id"] = row["is_company"] === true || !parent ? row.id : (parent["commercial_partner_id"] ?? parent.id);
}

function named(row: Row): void {
  if (typeof row["name"] !== "string" || row["name"] === "") throw new OdooProblem("odoo.exceptions.ValidationError", "The operation cannot be completed: Contacts require a name");
}

export function createPartner(store: Store, values: JsonObject, caller: Caller, id?: number): Row {
  allow(store, "res.partner", "create", caller);
  const row = store.insert("res.partner", { name: false, email: false, is_company: false, parent_id: false, active: true, vat: false, customer_rank: 0, ...checked(store, "res.partner", values, caller) }, id);
  named(row);
  complete(store, row);
  return row;
}

export function writePartner(store: Store, row: Row, values: JsonObject, caller: Caller): void {
  allow(store, "res.partner", "create", caller);
  Object.assign(row, checked(store, "res.partner", values, caller));
  named(row);
  complete(store, row);
}
