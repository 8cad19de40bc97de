/**
 * Owns: what every model of the twin can do - reading, searching, checking values - and who may.
 * Never: rules of invoices (moves.ts) or of imports (load.ts).
 */
import type { Json, JsonObject } from "../../core/json";
import { matcher, sorter } from "./domain";
import { missing, notAllowed, OdooProblem, valueError } from "./problem";
import type { FieldDef, ModelDef } from "./schema";
import { plain, type Account, type Row, type Store } from "./store";

export interface Caller {
  user: Account;
  context: JsonObject;
}

export function modelOf(store: Store, model: string): ModelDef {
  const def = store.models[model];
  if (!def) throw new OdooProblem("odoo.exceptions.UserError", `Object ${model} doesn't exist`);
  return def;
}

/** Billing users may everything but `ir.model.data`; internal users nothing of accounting (recordings 220-224). */
export function allow(store: Store, model: string, operation: "access" | "create", { user }: Caller): void {
  const closed = model === "ir.model.data" || (user.rights === "none" && (model.startsWith("account.") || (model === "res.partner" && operation === "create")));
  if (closed) throw notAllowed(store.version, model, operation);
}

/** Label of a record as a many2one shows it, `false` when there is none. */
function reference(store: Store, relation: string, id: Json | undefined): Json {
  const row = store.find(relation, id);
  if (!row) return false;
  return [row.id, row[store.models[relation]?.label ?? "name"] ?? false];
}

function known(store: Store, model: string, fields: string[]): string[] {
  const def = modelOf(store, model);
  const names = fields.length === 0 ? Object.keys(def.fields) : fields.filter((name) => name !== "id");
  for (const name of names) {
    if (!def.fields[name]) throw valueError(`Invalid field '${name}' on ${store.version === "19" ? "" : "model "}'${model}'`);
  }
  return names;
}

export function present(store: Store, model: string, row: Row, fields: string[]): JsonObject {
  const def = modelOf(store, model);
  const out: JsonObject = { id: row.id };
  for (const name of known(store, model, fields)) {
    const field = def.fields[name];
    out[name] = field?.type === "many2one" ? reference(store, field.relation ?? "", row[name]) : (row[name] ?? false);
  }
  return out;
}

/** `read`: unknown ids are left out, no error (recording 208). */
export function read(store: Store, model: string, ids: number[], fields: string[], caller: Caller): JsonObject[] {
  allow(store, model, "access", caller);
  known(store, model, fields);
  return ids.flatMap((id) => {
    const row = store.find(model, id);
    return row ? [present(store, model, row, fields)] : [];
  });
}

export interface Search {
  domain: Json[];
  offset?: number;
  limit?: number;
  order?: string;
}

/** Inactive records are hidden unless the domain or the context asks for them (recordings 060, 061). */
export function search(store: Store, model: string, { domain, offset = 0, limit = 0, order }: Search, caller: Caller): Row[] {
  allow(store, model, "access", caller);
  const def = modelOf(store, model);
  const matches = matcher(domain, model, store);
  const hide = def.fields["active"] !== undefined && caller.context["active_test"] !== false && !domain.some((term) => Array.isArray(term) && term[0] === "active");
  const found = store
    .rows(model)
    .filter((row) => (!hide || row["active"] !== false) && matches(row))
    .sort(sorter(order ? order : def.order));
  return found.slice(offset, limit > 0 ? offset + limit : undefined);
}

export function fieldsGet(store: Store, model: string, names: string[], attributes: string[]): JsonObject {
  const out: JsonObject = {};
  for (const [name, field] of Object.entries(modelOf(store, model).fields)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const all: JsonObject = {
      ...(field.relation !== undefined && { relation: field.relation }),
      required: field.required ?? false,
      ...(field.selection && { selection: field.selection }),
      type: field.type,
    };
    out[name] = attributes.length === 0 ? all : Object.fromEntries(Object.entries(all).filter(([key]) => attributes.includes(key)));
  }
  return out;
}

/** A value as the server would store it, or the error that the server answers with (recordings 205-207, 210). */
export function stored(store: Store, model: string, name: string, field: FieldDef, value: Json, caller: Caller): Json {
  if (field.type === "date" && typeof value === "string" && value !== "") {
    const day = value.slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw valueError(`time data '${value}' does not match format '%Y-%m-%d'`);
    return day;
  }
  if (field.type === "float" || field.type === "monetary" || field.type === "integer") {
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) throw valueError(`could not convert string to float: '${plain(value)}'`);
    return number;
  }
  if (field.type === "json") return value;
  if (field.type === "selection" && !field.selection?.some(([key]) => key === value)) throw valueError(`Wrong value for ${model}.${name}: '${plain(value)}'`);
  if (field.type === "many2one" && value !== false) {
    if (!store.find(field.relation ?? "", value)) throw missing(field.relation ?? "", Number(value), caller.user.id);
  }
  return value === "" || value === null ? false : value;
}

/** Checks every value of a create or write; one2many and many2many commands are left to the caller. */
export function checked(store: Store, model: string, values: JsonObject, caller: Caller): JsonObject {
  const def = modelOf(store, model);
  const out: JsonObject = {};
  for (const [name, value] of Object.entries(values)) {
    const field = def.fields[name];
    if (!field) throw valueError(`Invalid field '${name}' ${store.version === "19" ? "in" : "on model"} '${model}'`);
    out[name] = field.type === "one2many" || field.type === "many2many" ? value : stored(store, model, name, field, value, caller);
  }
  return out;
}
