/**
 * Owns: reading Meta's `fields` - names, lists within them, their modifiers - and answering with just what was asked for.
 * Never: a field that the kind of node does not have: that fails the whole request, as with Meta.
 */
import { isObject, type Json, type JsonObject } from "../../core/json";
import { badParameter, GraphProblem, Undescribed } from "./errors";
import { FIELDS, MODIFIERS } from "./nodes";

interface Asked {
  name: string;
  within: Asked[];
}

/** Parts at the top of a list: commas within braces and brackets do not count. */
function parts(list: string): string[] {
  let depth = 0;
  let part = "";
  const found: string[] = [];
  for (const char of list) {
    if (char === "," && depth === 0) found.push(part);
    part = char === "," && depth === 0 ? "" : part + char;
    if (char === "{" || char === "(") depth += 1;
    if (char === "}" || char === ")") depth -= 1;
  }
  if (depth !== 0) throw new GraphProblem(2500, null, `Syntax error "Expected end of string instead of '${list.slice(-1)}'."`);
  return [...found, part].filter((one) => one !== "");
}

/** `a,b.limit(2){c}` for a kind of node. Throws GraphProblem for what the kind does not have. */
function read(list: string, kind: string): Asked[] {
  return parts(list).map((part) => {
    const [, name = "", modifiers = "", within] = /^([a-z_]+)((?:\.[a-z_]+\([^()]*\))*)(?:\{(.*)\})?$/.exec(part) ?? [];
    const below = FIELDS[kind]?.[name];
    if (below === undefined) throw new Undescribed(`(#100) Tried accessing nonexisting field (${name === "" ? part : name}) on node type (${kind})`);
    const strange = [...modifiers.matchAll(/\.([a-z_]+)\(/g)].map((match) => match[1] ?? "").find((one) => !MODIFIERS.includes(one));
    if (strange !== undefined) throw badParameter(strange);
    return { name, within: below === null || within === undefined ? [] : read(within, below) };
  });
}

function picked(node: JsonObject, asked: readonly Asked[]): JsonObject {
  const names = new Map(asked.map((one) => [one.name, one.within]));
  return Object.fromEntries(["id", ...names.keys()].flatMap((name): [string, Json][] => (node[name] === undefined ? [] : [[name, below(node[name], names.get(name) ?? [])]])));
}

function below(value: Json, asked: readonly Asked[]): Json {
  if (asked.length === 0) return value;
  if (isObject(value) && Array.isArray(value["data"])) return { ...value, data: value["data"].map((one) => (isObject(one) ? picked(one, asked) : one)) };
  return isObject(value) ? picked(value, asked) : value;
}

/** The asked fields of a node; `id` always comes. `list` "": only that. */
export const shown = (node: JsonObject, list: string, kind: string): JsonObject => picked(node, read(list, kind));

/** Fails for what the kind of node does not have, also where there is no node to show. */
export const checkFields = (list: string, kind: string): void => void read(list, kind);
