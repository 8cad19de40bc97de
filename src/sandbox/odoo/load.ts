/**
 * Owns: `load` of the twin - rows of text become records with external ids, all or nothing.
 * Never: creating through any other door; a refusal is a normal answer (recordings 087, 104, 224, 250, 251).
 */
import type { Json, JsonObject } from "../../core/json";
import { addLine, createMove, linesOf, recompute, settle } from "./moves";
import { createPartner, writePartner } from "./partners";
import { OdooProblem, userError, WORDS } from "./problem";
import { checked, modelOf, type Caller } from "./records";
import type { Row, Store } from "./store";

type Cells = Map<string, string>;
interface LoadRecord {
  cells: Cells;
  lines: Cells[];
  from: number;
  to: number;
}
const LINES = "invoice_line_ids/";

/** Rows -> records: a row whose own columns are all empty continues the record above it. */
function grouped(fields: string[], data: string[][]): LoadRecord[] {
  const records: LoadRecord[] = [];
  data.forEach((row, index) => {
    const own: Cells = new Map();
    const line: Cells = new Map();
    fields.forEach((field, column) => {
      const cell = row[column] ?? "";
      if (field.startsWith(LINES)) line.set(field.slice(LINES.length), cell);
      else own.set(field, cell);
    });
    const last = records.at(-1);
    const empty = [...own.values()].every((cell) => cell === "");
    const target = empty && last ? last : { cells: own, lines: [], from: index, to: index };
    if (target !== last) records.push(target);
    target.to = index;
    if ([...line.values()].some((cell) => cell !== "")) target.lines.push(line);
  });
  return records;
}

/** Reported with more detail than other refusals: which column, and where to look (recording 087). */
class NoMatch extends Error {
  constructor(
    readonly field: string,
    readonly relation: string,
    id: string,
  ) {
    super(`No matching record found for database id '${id}' in field '${field === "partner_id" ? "Partner" : field}'`);
  }
}

function values(store: Store, model: string, cells: Cells): JsonObject {
  const def = modelOf(store, model);
  const out: JsonObject = {};
  for (const [column, cell] of cells) {
    const [name = "", sub] = column.split("/");
    const field = def.fields[name];
    if (column === "id") continue;
    if (field?.type === "many2one" && sub === ".id") {
      if (cell === "") continue;
      if (!store.find(field.relation ?? "", Number(cell))) throw new NoMatch(name, field.relation ?? "", cell);
      out[name] = Number(cell);
    } else if (field?.type === "many2many") {
      const rows = cell === "" ? [] : cell.split(",").map((part) => store.rows(field.relation ?? "").find((row) => (sub === ".id" ? row.id === Number(part) : row["name"] === part)));
      if (rows.some((row) => row === undefined)) throw new NoMatch(name, field.relation ?? "", cell);
      out[name] = [[6, 0, rows.flatMap((row) => row?.id ?? [])]];
    } else if (field?.type === "boolean") out[name] = ["1", "true", "yes"].includes(cell.toLowerCase());
    else if (cell !== "") out[name] = cell;
  }
  return out;
}

function remember(store: Store, model: string, key: string | undefined, id: number): void {
  if (!key) return;
  const [module, name] = split(key);
  if (!store.external(module, name)) store.insert("ir.model.data", { module, name, model, res_id: id });
}
export function split(key: string): [string, string] {
  const dot = key.indexOf(".");
  return dot < 0 ? ["__import__", key] : [key.slice(0, dot), key.slice(dot + 1)];
}
function existing(store: Store, model: string, key: string | undefined): Row | undefined {
  if (!key) return undefined;
  return store.find(model, store.external(...split(key))?.["res_id"]);
}

function loadMove(store: Store, record: LoadRecord, caller: Caller): number {
  const key = record.cells.get("id");
  const found = existing(store, "account.move", key);
  if (found?.["state"] === "posted") throw userError(WORDS.load_posted[store.version]);
  const own = values(store, "account.move", record.cells);
  const move = found ?? createMove(store, own, caller);
  if (found) {
    Object.assign(found, checked(store, "account.move", own, caller));
    settle(store, found);
  }
  remember(store, "account.move", key, move.id);
  for (const cells of record.lines) {
    const lineKey = cells.get("id");
    const line = values(store, "account.move.line", cells);
    const old = existing(store, "account.move.line", lineKey);
    if (old && linesOf(store, move).includes(old)) {
      const { tax_ids: _taxes, ...plain } = checked(store, "account.move.line", line, caller);
      Object.assign(old, plain);
    } else remember(store, "account.move.line", lineKey, addLine(store, move, line, caller).id);
  }
  recompute(store, move);
  return move.id;
}

function loadPartner(store: Store, record: LoadRecord, caller: Caller): number {
  const key = record.cells.get("id");
  const found = existing(store, "res.partner", key);
  const own = values(store, "res.partner", record.cells);
  if (found) writePartner(store, found, own, caller);
  const row = found ?? createPartner(store, own, caller);
  remember(store, "res.partner", key, row.id);
  return row.id;
}

function refusal(store: Store, error: unknown, record: LoadRecord, index: number): JsonObject {
  const rows = { from: record.from, to: record.to };
  if (error instanceof NoMatch) {
    const moreinfo = {
      name: "Possible Values",
      type: "ir.actions.act_window",
      target: "new",
      view_mode: store.version === "19" ? "list,form" : "tree,form",
      views: [
        [false, "list"],
        [false, "form"],
      ],
      context: { create: false },
      help: "See all possible values",
      res_model: "ir.model.data",
      domain: [["model", "=", error.relation]],
    };
    return { rows, type: "error", record: index, field: error.field, message: error.message, moreinfo, field_name: error.field === "partner_id" ? "Partner" : error.field };
  }
  if (error instanceof OdooProblem) return { rows, record: index, type: "error", message: error.message };
  throw error;
}

/** External ids that a load names, for the two answers that depend on them: 250 and 252. */
export function keysOf(fields: string[], data: string[][]): string[] {
  const column = fields.indexOf("id");
  return data.flatMap((row) => (column >= 0 && row[column] ? [row[column]] : []));
}

export function load(store: Store, model: string, fields: string[], data: string[][], caller: Caller): JsonObject {
  if (model !== "account.move" && model !== "res.partner") throw new OdooProblem("odoo.exceptions.UserError", `The twin does not load ${model}.`);
  const messages: Json[] = [];
  const good: string[] = [];
  try {
    const ids = store.transaction(() => {
      const made = grouped(fields, data).map((record, index) => {
        try {
          const id = model === "account.move" ? loadMove(store, record, caller) : loadPartner(store, record, caller);
          good.push(record.cells.get("id") ?? "");
          return id;
        } catch (error) {
          messages.push(refusal(store, error, record, index));
          return 0;
        }
      });
      if (messages.length > 0) throw new RolledBack();
      return made;
    });
    return { ids, messages, nextrow: 0 };
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    for (const key of good) store.touched.set(key, model);
    return { ids: false, messages, nextrow: 0 };
  }
}
class RolledBack extends Error {}
