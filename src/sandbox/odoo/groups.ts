/**
 * Owns: sums over the twin's records by group, in the two shapes that servers have (recordings 170-173).
 * Never: a group by week or month; those depend on the language of the user.
 */
import type { Json, JsonObject } from "../../core/json";
import { present, search, type Caller } from "./records";
import type { Row, Store } from "./store";

interface Grouped {
  /** Field and its value as a domain has it: the id of a link. */
  by: [string, Json][];
  rows: Row[];
}

function grouped(store: Store, model: string, domain: Json[], groupby: string[], caller: Caller): Grouped[] {
  const found = search(store, model, { domain, order: "id" }, caller);
  if (groupby.length === 0) return [{ by: [], rows: found }];
  const groups = new Map<string, Grouped>();
  for (const row of found) {
    const by = groupby.map((field): [string, Json] => [field, row[field] ?? false]);
    const key = JSON.stringify(by);
    groups.set(key, { by, rows: [...(groups.get(key)?.rows ?? []), row] });
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Of no record there is no sum: `none` is what the version says then. */
function total(rows: Row[], field: string, none: Json): Json {
  if (rows.length === 0) return none;
  return Number(rows.reduce((sum, row) => sum + Number(row[field] ?? 0), 0).toFixed(2));
}

const terms = (by: Grouped["by"]): Json[] => by.map(([field, value]): Json => [field, "=", value]);
const joined = (list: Json[]): Json[] => [...list.slice(1).map(() => "&"), ...list];
const shown = (store: Store, model: string, { by, rows }: Grouped): JsonObject => {
  const [first] = rows;
  return first ? Object.fromEntries(by.map(([field]) => [field, present(store, model, first, [field])[field] ?? false])) : {};
};

/** `read_group`: without groups and records 16 has a None in it, which XML-RPC cannot write (recording 172). */
export function readGroup(store: Store, model: string, args: { domain: Json[]; fields: string[]; groupby: string[] }, caller: Caller): Json {
  const { domain, fields, groupby } = args;
  return grouped(store, model, domain, groupby, caller).map((group): Json => {
    const names = fields.map((field) => field.split(":")[0] ?? "");
    const sums = Object.fromEntries(names.map((name) => [name, total(group.rows, name, store.version === "16" ? null : false)]));
    const count = { __count: group.rows.length };
    const own = shown(store, model, group);
    const by = terms(group.by);
    if (store.version === "19") return { ...own, ...count, ...sums, __domain: joined([...domain, ...by]) };
    return { ...count, ...sums, ...own, __domain: by.length === 0 ? joined(domain) : [...by.map(() => "&"), ...by, ...joined(domain)] };
  });
}

/** `formatted_read_group`, 19 only. */
export function formattedReadGroup(store: Store, model: string, args: { domain: Json[]; groupby: string[]; aggregates: string[] }, caller: Caller): Json {
  return grouped(store, model, args.domain, args.groupby, caller).map((group): Json => {
    const extra = group.by.length === 0 ? [[1, "=", 1]] : joined(terms(group.by));
    const sums = args.aggregates.map((name): [string, Json] => [name, name === "__count" ? group.rows.length : total(group.rows, name.split(":")[0] ?? "", false)]);
    return { ...shown(store, model, group), __extra_domain: extra, ...Object.fromEntries(sums) };
  });
}
