/**
 * Owns: what a person is typing into the fields of an action, what of it is a change, and where the answer's problems belong. Pure.
 * Never: whether a value is right; the operation's own gate says so.
 */
import { canonical, type Json, type JsonObject } from "../core/json";

export interface FieldNote {
  /** Dotted path of the field, "" when it belongs to none. */
  path: string;
  text: string;
}

export interface Editing {
  /** The fields when editing began. */
  base: JsonObject;
  /** The same with what was typed. */
  typed: JsonObject;
  problems: FieldNote[];
  /** Counts what makes the form look different: rows and problems, not typed text. */
  drawn: number;
}

function isGroup(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function startEditing(fields: JsonObject): Editing {
  return { base: fields, typed: fields, problems: [], drawn: 0 };
}

/** The value with another one at a path; a row that `to` leaves undefined is taken out. */
function withAt(value: Json, [key = "", ...rest]: readonly string[], to: Json | undefined): Json {
  if (Array.isArray(value)) return value.flatMap((item, index) => (String(index) !== key ? [item] : rest.length > 0 ? [withAt(item, rest, to)] : to === undefined ? [] : [to]));
  if (!isGroup(value)) return value;
  return { ...value, [key]: rest.length > 0 ? withAt(value[key] ?? null, rest, to) : (to ?? null) };
}

function at(value: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (Array.isArray(inner) ? inner[Number(key)] : isGroup(inner) ? inner[key] : undefined), value);
}

function put(editing: Editing, path: string, to: Json | undefined): JsonObject {
  const typed = withAt(editing.typed, path.split("."), to);
  return isGroup(typed) ? typed : editing.typed;
}

/** With a field typed anew. A number stays a number where it can be read as one. */
export function type(editing: Editing, path: string, value: string | boolean): Editing {
  const was = at(editing.base, path.split("."));
  const number = typeof was === "number" && typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return { ...editing, typed: put(editing, path, Number.isFinite(number) ? number : value) };
}

/** What a further row of a list holds: the first row's fields, empty; undefined when there never was a row. */
export function emptyRow({ base, typed }: Editing, path: string): Json | undefined {
  const row = [base, typed].map((value) => at(value, [...path.split("."), "0"])).find((found) => found !== undefined);
  if (row === undefined) return undefined;
  return isGroup(row) ? Object.fromEntries(Object.keys(row).map((key) => [key, ""])) : "";
}

/** Problems at rows would be at others when rows are added or removed. */
function redrawn(editing: Editing, typed: JsonObject): Editing {
  return { ...editing, typed, problems: [], drawn: editing.drawn + 1 };
}

export function addRow(editing: Editing, path: string): Editing {
  const list = at(editing.typed, path.split("."));
  const row = emptyRow(editing, path);
  return Array.isArray(list) && row !== undefined ? redrawn(editing, put(editing, path, [...list, row])) : editing;
}

/** `path` of the row, e.g. `line_items.1`. */
export function removeRow(editing: Editing, path: string): Editing {
  return redrawn(editing, put(editing, path, undefined));
}

/** An empty field and one that is not there look the same to a person. */
function loose(value: Json): Json {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map(loose);
  return isGroup(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, loose(inner)])) : value;
}

/** The fields that differ from when editing began: what is sent. */
export function changes({ base, typed }: Editing): JsonObject {
  return Object.fromEntries(Object.entries(typed).filter(([key, value]) => canonical(loose(value)) !== canonical(loose(base[key] ?? null))));
}

/** With the problems of an answer such as "Not taken over: due_date must be a date; total_amount is 5." A sentence without a field's name goes on the one before. */
export function withProblems(editing: Editing, answer: string): Editing {
  const problems: FieldNote[] = [];
  for (const part of answer.replace(/^Not taken over: /, "").replace(/\.$/, "").split("; ")) {
    const [name = "", ...words] = part.split(" ");
    const before = problems.at(-1);
    if ((name.split(".")[0] ?? "") in editing.typed) problems.push({ path: name, text: words.join(" ") });
    else if (before) before.text += `; ${part}`;
    else problems.push({ path: "", text: part });
  }
  return { ...editing, problems, drawn: editing.drawn + 1 };
}
