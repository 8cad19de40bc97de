/**
 * Owns: an open question about a mail - what is missing, the fields that answer it, and a ready text that asks the customer (PRODUCT M4).
 * Never: an answer.
 */
import type { Sign } from "./draft";
import type { JsonObject } from "./json";

export interface Question {
  /** Id of the observation. */
  id: string;
  /** Path of its note. */
  note: string;
  /** Subject of the mail. */
  title: string;
  from: string;
  /** UTC ISO time of the mail. */
  at: string;
  missing: string[];
  /** Fields to fill in, with what is known so far. */
  fields: JsonObject;
  reply: string;
  /** Which rules decided. */
  reasons: string[];
  signs: Sign[];
  /** What the customer wrote, oldest first: the mail that began it, then the later ones of its thread. */
  messages: { at: string; text: string }[];
}

/** What became of an answer. `problems`: what cannot be read, by field. */
export interface Reply {
  ok: boolean;
  problems: { field: string; text: string }[];
  text: string;
}
