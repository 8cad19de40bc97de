/**
 * Owns: what a `load` that Odoo refused says: a normal answer with `ids: false` and messages (recordings 087, 224, 251).
 * Never: a judgement by the words of those messages.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import type { Problem } from "../../core/action";
import { failureOf } from "./catalogue";

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
