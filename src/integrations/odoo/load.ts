/**
 * Owns: what a `load` that Odoo refused says: a normal answer with `ids: false` and messages (recordings 087, 224, 251).
 * Never: a judgement by the words of those messages.
 */
import * as z from "zod/mini";
import type { Json } from "../../core/json";
import { failureOf, type OdooFailure } from "./catalogue";

const answer = z.object({ ids: z.union([z.array(z.number()), z.literal(false)]), messages: z.array(z.object({ message: z.string() })) });

/** The refusal in Odoo's words. Everything was rolled back: one bad row rolls back all. */
export function refusedLoad(raw: Json): OdooFailure {
  const parsed = z.safeParse(answer, raw);
  const words = parsed.success ? parsed.data.messages.map(({ message }) => message.trim()).join(" ") : "no reason was given";
  return failureOf({ kind: "body", status: 422, exception: "load", message: words }, true);
}
