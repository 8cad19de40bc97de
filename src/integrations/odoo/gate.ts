/**
 * Owns: the gates of what may be sent to Odoo - shapes, lengths, characters, decimal text - and reading a note's fields for them.
 * Never: a rule that needs Odoo.
 */
import * as z from "zod/mini";
import type { FieldProblem, Parsed } from "../../channel";
import type { Json, JsonObject } from "../../core/json";
import { decimalsOf, isDecimal, plainDecimal, roundTo } from "../../core/money";

/** Control characters and broken surrogates cannot be written in XML, and `]]>` could end the place where text stands in it. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}|\]\]>/u;

/** True when every text in a value can be sent over every wire. */
export function isWritable(value: Json): boolean {
  if (typeof value === "string") return !UNWRITABLE.test(value);
  return value === null || typeof value !== "object" || Object.entries(value).every(([key, item]) => isWritable(key) && isWritable(item));
}

/** One or more lines of text for a person, trimmed. */
export function words(most: number) {
  return z.string().check(
    z.trim(),
    z.minLength(1, "must not be empty"),
    z.maxLength(most, `must not be longer than ${most} characters`),
    z.refine((value) => isWritable(value), "has characters that cannot be sent to Odoo (control characters or ]]>)"),
  );
}
export const email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254, "is too long"), z.regex(/^[^\s@,;<>"']+@[^\s@,;<>"']+\.[^\s@,;<>"']+$/, "must be one e-mail address"));
/** A day that exists: not 2026-02-30. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
export const isoDate = z.string().check(z.refine(isDay, "must be a date like 2026-12-31"));
export const currencyCode = z.string().check(z.regex(/^[A-Z]{3}$/, "must be a currency code like EUR"));
export const recordId = z.int("must be the number of an Odoo record").check(z.positive("must be the number of an Odoo record"));
export const decimal = z.string().check(z.refine((value) => /^-?\d{1,12}(\.\d{1,6})?$/.test(value), "must be a number like 1250.00"));

/** Result of a gate; problems name the field with a dotted path. */
export function parsed<P>(schema: z.ZodMiniType<P>, raw: Json): Parsed<P> {
  const result = z.safeParse(schema, raw);
  if (result.success) return { ok: true, payload: result.data };
  const problems: FieldProblem[] = result.error.issues.map((issue) => ({ field: issue.path.join(".") || "payload", text: issue.message }));
  return { ok: false, problems };
}

/** A price keeps what was said: two decimals at least, more only when they are there ("50" -> "50.00", "0.125" -> "0.125"). */
export function price(value: string, currency: string): string {
  const plain = plainDecimal(value);
  return (plain.split(".")[1]?.length ?? 0) > decimalsOf(currency) ? plain : roundTo(plain, currency);
}

/** A number in a note may be written as a number; here it is text. Anything else is left for the gate to judge. */
export function asDecimal(value: Json | undefined): Json {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : value;
  return typeof text === "string" && isDecimal(text) ? plainDecimal(text) : (text ?? null);
}

/** The number of a record may be written as text in a note; anything else is left for the gate to judge. */
export function asId(value: Json): Json {
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
}

/** A field that may be empty in a note. */
export function orNull(value: Json | undefined): Json {
  return value === undefined || value === "" ? null : value;
}

/** The note's value when the note has the field, else what was there. */
export function laid(fields: JsonObject, name: string, before: Json): Json {
  return name in fields ? orNull(fields[name]) : before;
}
