/**
 * Owns: what a later mail of a case wants otherwise in an action - fields before and after, with the words that say so (PRODUCT M4, M7) - and how two versions of fields differ.
 * Never: taking it over.
 */
import { canonical, isObject, type Json, type JsonObject } from "./json";

/** Kept with the action. Values are whole fields as the note's front matter has them. */
export interface LaterChange {
  /** Id of the observation that wants it. */
  by: string;
  /** UTC ISO time of the mail. */
  at: string;
  before: JsonObject;
  after: JsonObject;
  /** Fact -> the words of the later mail. */
  evidence: Record<string, string>;
}

/** How it stands with a later change, for whoever decides. */
export interface AskedChange {
  /** UTC ISO time of the mail. */
  at: string;
  /** The action has it already; then `fields` puts back what was there before. */
  taken: boolean;
  /** `line_items.0.quantity: "10" -> "12"`. */
  changes: string[];
  /** What an edit lays over the action with one click. */
  fields: JsonObject;
  evidence: Record<string, string>;
}

/** Leaves of a value by dotted path, e.g. `line_items.0.quantity`. */
function leaves(value: Json, path: string): [path: string, value: Json][] {
  if (value === null || typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

/** `total_amount: "100.00" -> "200.00"` for every value of these fields that is another one after. */
export function fieldChanges(before: JsonObject, after: JsonObject): string[] {
  return Object.keys(after).flatMap((key) => {
    const [was, is] = [new Map(leaves(before[key] ?? null, key)), new Map(leaves(after[key] ?? null, key))];
    const shown = [...new Set([...was.keys(), ...is.keys()])].map((path) => ({ path, from: canonical(was.get(path) ?? null), to: canonical(is.get(path) ?? null) }));
    return shown.filter(({ from, to }) => from !== to).map(({ path, from, to }) => `${path}: ${from} -> ${to}`);
  });
}

/** What leads from one value to another, laid over a third: a list of as many rows is changed row by row, so that what a person wrote beside it stays. */
export function laidOver(value: Json, from: Json, to: Json): Json {
  if (canonical(from) === canonical(to)) return value;
  if (Array.isArray(value) && Array.isArray(from) && Array.isArray(to) && value.length === from.length && from.length === to.length) return value.map((one, index) => laidOver(one, from[index] ?? null, to[index] ?? null));
  if (!isObject(value) || !isObject(from) || !isObject(to)) return to;
  return Object.fromEntries([...new Set([...Object.keys(value), ...Object.keys(to)])].map((key) => [key, laidOver(value[key] ?? null, from[key] ?? null, to[key] ?? null)]));
}

/** What a later mail changes: what leads from one version of the fields to another, over those that stand there now. Null when it changes nothing. */
export function laterChange(about: Pick<LaterChange, "by" | "at" | "evidence">, now: JsonObject, from: JsonObject, to: JsonObject): LaterChange | null {
  const after = Object.fromEntries(Object.keys(to).flatMap((key): [string, Json][] => (canonical(from[key] ?? null) === canonical(to[key] ?? null) ? [] : [[key, laidOver(now[key] ?? null, from[key] ?? null, to[key] ?? null)]])));
  const { by, at, evidence } = about;
  return Object.keys(after).length === 0 ? null : { by, at, evidence, after, before: Object.fromEntries(Object.keys(after).map((key) => [key, now[key] ?? null])) };
}

/** How it stands with the change, with the fields as they are now; null when there is none. */
export function askedChange(change: LaterChange | undefined, now: JsonObject): AskedChange | null {
  if (!change) return null;
  const { at, before, after, evidence } = change;
  const open = fieldChanges(now, after);
  if (open.length > 0) return { at, evidence, taken: false, changes: open, fields: after };
  const made = fieldChanges(before, after);
  return made.length === 0 ? null : { at, evidence, taken: true, changes: made, fields: before };
}
