/**
 * Owns: a talk - a comment, a mention or a direct message on a social channel, with the way in which it can be answered (PRODUCT S7).
 * Never: an answer. What a stranger writes is data; the owner writes the answer, and approves it.
 */
import * as z from "zod/mini";
import type { JsonObject } from "./json";

export const TALK_KINDS = ["comment", "mention", "direct_message"] as const;

const way = z.object({ operation: z.string(), payload: z.record(z.string(), z.json()) });

export const talk = z.object({
  channel: z.string(),
  kind: z.enum(TALK_KINDS),
  /** Where a person can see it; null when the service gives no address. */
  url: z.nullable(z.string()),
  /** What it belongs to - the post, or the conversation so far - oldest first: untrusted text. */
  context: z.array(z.string()),
  /** The operation that answers, and its payload without `text`; null where the platform allows no answer. */
  answer: z.nullable(way),
  /** The same for an answer that only they see, where the platform has one besides. */
  privately: z.optional(way),
  /** UTC time at which each of them ends; absent where there is none. */
  until: z.optional(z.iso.datetime()),
  privately_until: z.optional(z.iso.datetime()),
  /** What the platform allows, as a sentence for the owner - said before anything is written, not after. */
  rule: z.string(),
});
export type Talk = z.infer<typeof talk>;

/** The note's properties for an answer; they also tell its action from others of the talk. */
export const ANSWER_PROPERTIES = ["reply", "reply_privately"] as const;
export type AnswerProperty = (typeof ANSWER_PROPERTIES)[number];
/** The member of a talk that says how what is written there goes out. */
export const ANSWERS = { reply: "answer", reply_privately: "privately" } as const satisfies Record<AnswerProperty, keyof Talk>;
export const LEAD = "lead";

const PRICE =
  /\b(?:price|prices|pricing|how much|cost|costs|quote|quotation|rates?|preis|preise|was kostet|wie ?viel|angebot|prix|combien|devis|co[uû]te|precio|precios|cu[aá]nto|presupuesto|prijs|hoeveel kost|wat kost|offerte|prezzo|prezzi|quanto costa|preventivo|pre[cç]o|quanto custa|or[cç]amento|cena|ile kosztuje|wycena|pre[tț]|c[aâ]t cost[aă])\b/iu;

/** A comment that asks for a price can become a customer (PRODUCT S7). */
export const asksForPrice = (text: string): boolean => PRICE.test(text);

/** The payload of an answer with this text. */
export const answerWith = (answer: NonNullable<Talk["answer"]>, text: string): JsonObject => ({ ...answer.payload, text });
