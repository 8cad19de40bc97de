/**
 * Owns: what a `load` that Odoo refused says: a normal answer with `ids: false` and messages (recordings 087, 224, 251).
 * Never: a judgement by the words of those messages.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import type { Problem } from "../../core/action";
import { isObject } from "../../core/json";
import { failureOf, OdooFailure } from "./catalogue";
import { fieldName } from "./foreseen";
import type { Odoo } from "./session";

/** Milliseconds after a refused `load` before it is taken as refused. */
export const CONFLICT_MS = 1_000;

const answer = z.object({ ids: z.union([z.array(z.number()), z.literal(false)]), messages: z.array(z.object({ message: z.string(), field: z.optional(z.string()) })) });

/** The refusal in Odoo's words; which column it is about is data, not words. Everything was rolled back: one bad row rolls back all. */
export function refusedLoad(raw: Json): Problem {
  const parsed = z.safeParse(answer, raw);
  const messages = parsed.success ? parsed.data.messages : [];
  const words = messages.map(({ message }) => message.trim()).join(" ") || "no reason was given";
  const { problem } = failureOf({ kind: "body", status: 422, exception: "load", message: words }, true);
  return messages.some(({ field }) => field === "partner_id") ? { ...problem, code: "PARTNER_NOT_FOUND" } : problem;
}

/** The same, with the fields it is about by label and technical name: a field that somebody added to this Odoo is found by both. */
export async function refusal(odoo: Odoo, model: string, raw: Json): Promise<Problem> {
  const problem = refusedLoad(raw);
  const parsed = z.safeParse(answer, raw);
  const names = [...new Set((parsed.success ? parsed.data.messages : []).flatMap(({ field }) => field ?? []))];
  if (names.length === 0) return problem;
  const labels = await labelsOf(odoo, model, names);
  return { ...problem, cause: `${problem.cause} It is about ${names.map((name) => fieldName(labels[name], name)).join(", ")}.` };
}

async function labelsOf(odoo: Odoo, model: string, names: string[]): Promise<Record<string, string>> {
  try {
    const fields = await odoo.ask(model, "fields_get", { allfields: names, attributes: ["string"] });
    if (!isObject(fields)) return {};
    return Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (isObject(field) && typeof field["string"] === "string" ? [[name, field["string"]]] : [])));
  } catch (error) {
    if (error instanceof OdooFailure) return {};
    throw error;
  }
}
