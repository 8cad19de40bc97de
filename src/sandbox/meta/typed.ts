/**
 * Owns: whether a request's parameters are those that an edge takes, each of its type - typed as in JSON, or as text as in an address or a form.
 * Never: which ones it takes (described.ts).
 */
import { isObject, type Json, type JsonObject } from "../../core/json";
import { jsonOf } from "../wire";
import type { Described, Kind } from "./described";

/** Taken everywhere. */
const OWN = ["access_token", "appsecret_proof"];

const inText = (value: Json): unknown => (typeof value === "string" ? jsonOf(value) : value);

function is(kind: Kind, value: Json, isFile: boolean): boolean {
  if (kind === "file") return isFile;
  if (typeof kind !== "string") return typeof value === "string" && kind.some((one) => one.toLowerCase() === value.toLowerCase());
  if (kind === "string") return typeof value === "string";
  if (kind === "bool") return typeof value === "boolean" || value === "true" || value === "false";
  const written = typeof value === "number" ? String(value) : typeof value === "string" ? value : "";
  if (kind === "unsigned int") return /^\d{1,20}$/.test(written);
  // Seconds since 1970, or a time that can be read.
  if (kind === "datetime") return /^\d{9,11}$/.test(written) || (!/^\d*$/.test(written) && !Number.isNaN(Date.parse(written)));
  // A list is one in JSON, or names with commas between them.
  if (kind === "list") return Array.isArray(inText(value)) || (typeof value === "string" && value !== "" && !/^[[{"]/.test(value));
  return isObject(inText(value));
}

/** The first parameter that is not taken, not of its type, or missing; null when there is none. `file`: the name of the form's file. */
export function wrongParameter(params: JsonObject, file: string | null, { takes, needs = [] }: Described): string | null {
  const strange = Object.entries(params).find(([name, value]) => {
    const kind = takes[name];
    return !OWN.includes(name) && (kind === undefined || !is(kind, value, name === file));
  });
  return strange?.[0] ?? needs.find((name) => params[name] === undefined) ?? null;
}
