/**
 * Owns: what counts as a person's change in an action's note, and what in it is the owner's own (PRODUCT A2).
 * Never: believing what a note says of itself - that it is approved, live, or another action's.
 */
import type { Face } from "./card";
import { isObject, type Json, type JsonObject } from "./json";
import { inertField } from "./untrusted";

/** Words by which a note could claim what only the ledger knows; an owner's own property has another name. */
const CLAIMS = new Set([
  "approved", "approved_at", "approved_by", "approval", "approval_required", "requires_approval", "confirmed", "confirmed_by", "decided_by", "decision", "edit_problem", "executed", "executed_at", "live", "paid",
  "odoo_record_id", "published_at", "publication_status", "realm", "receipt", "rejected_by", "result", "signed_by", "sync_status", "synced_at", "_proto_", "constructor", "prototype", "<<",
]);

/** `totalAmount`, `Total-Amount` and "Total amount" are `total_amount` to whoever typed them. */
function spelled(key: string): string {
  return key.normalize("NFKC").trim().replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2").toLowerCase().replace(/[\s_-]+/g, "_");
}

/** Value of a property by its name, or by another spelling of the name; undefined when it is erased. */
export function property(front: JsonObject, key: string): Json | undefined {
  if (Object.hasOwn(front, key)) return front[key];
  const other = Object.keys(front).find((name) => spelled(name) === key);
  return other === undefined ? undefined : front[other];
}

/** The fields of all faces as they stand in one note. What several have in common is that of those which can still be changed. */
export function fieldsOf(faces: readonly Pick<Face, "fields" | "begun">[]): JsonObject {
  const order = [...faces].sort((a, b) => Number(b.begun ?? false) - Number(a.begun ?? false));
  return Object.assign({}, ...order.map(({ fields }) => fields)) as JsonObject;
}

/**
 * The fields that a person changed in a note, by comparing with what the program wrote there. Formatting, order and
 * fields that are not the operation's own do not count; an erased field is not a change to it.
 */
export function changedFields(front: JsonObject, faces: readonly (Face | Pick<Face, "fields" | "begun">)[]): JsonObject {
  const changed: JsonObject = {};
  for (const [key, value] of Object.entries(fieldsOf(faces))) {
    const found = property(front, key);
    if (found === undefined) continue;
    const wanted = inertField(value);
    // YAML writes a list of one as a single value, too.
    const read = Array.isArray(wanted) && !Array.isArray(found) && found !== null && found !== "" ? [found] : found;
    if (!sameValue(read, wanted)) changed[key] = read;
  }
  return changed;
}

const NUMERIC = /^-?\d+(\.\d+)?$/;

/** YAML tools rewrite "3" as 3, "120.50" as 120.5, a day as a time, and "" as null: the same to a person. */
function sameValue(found: Json, wanted: Json): boolean {
  if (Array.isArray(found) || Array.isArray(wanted)) {
    return Array.isArray(found) && Array.isArray(wanted) && found.length === wanted.length && found.every((one, index) => sameValue(one, wanted[index] ?? null));
  }
  if (isObject(found) || isObject(wanted)) {
    if (!isObject(found) || !isObject(wanted)) return false;
    return [...new Set([...Object.keys(found), ...Object.keys(wanted)])].every((key) => sameValue(member(found, key), member(wanted, key)));
  }
  // A number that YAML read has lost its zeros, in front and behind.
  if (typeof found === "number" && typeof wanted === "string" && NUMERIC.test(wanted)) return Number(wanted) === found;
  return loosened(found) === loosened(wanted);
}

const member = (of: JsonObject, key: string): Json => (Object.hasOwn(of, key) ? (of[key] ?? null) : null);

function loosened(value: string | number | boolean | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  if (NUMERIC.test(value)) return value.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return value.trim().normalize("NFC").replace(/\r\n?/g, "\n").replace(/^(\d{4}-\d\d-\d\d)[T ]00:00(:00(\.0+)?)?(Z|\+00:00)?$/, "$1");
}

const instant = (value: Json): Json => (typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : value);

/** Does the note say of itself - status, mode, risk, id, date - what the program did not write? Then it is written again. */
export function claimsOtherwise(front: JsonObject, own: JsonObject, faces: readonly Face[]): boolean {
  const forged = Object.entries(own).some(([key, value]) => {
    const found = property(front, key);
    return found !== undefined && !sameValue(instant(found), instant(value));
  });
  const ours = new Set(faces.flatMap(({ fields }) => Object.keys(fields)));
  return forged || Object.keys(front).some((key) => key !== "edit_problem" && CLAIMS.has(spelled(key)) && !ours.has(key));
}

/** The owner's own properties of a note - tags, aliases, whatever they added - which are kept when it is written again. */
export function ownersFields(front: JsonObject, written: JsonObject): JsonObject {
  const names = new Set(Object.keys(written).map(spelled));
  return Object.fromEntries(Object.entries(front).filter(([key]) => !names.has(spelled(key)) && !CLAIMS.has(spelled(key))));
}
