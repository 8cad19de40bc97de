/**
 * Owns: asking for what is missing (PRODUCT M4): a ready reply to the customer, and the fields that the owner can fill in the note.
 * Never: sending anything, and never asking for what the mail already says.
 */
import type { Draft } from "../core/draft";
import { ENGLISH, LANGUAGES } from "./lang/all";

/** A missing fact as its field name and the words in brackets behind it. */
export function missingFact(fact: string): { field: string; detail: string } {
  const match = /^([a-z_]+)(?: \((.*)\))?$/su.exec(fact);
  return { field: match?.[1] ?? fact, detail: match?.[2] ?? "" };
}

/** Text that asks the customer for exactly what is missing, in the language of the mail where we have it, else in English; "" when nothing is missing. */
export function clarificationReply(draft: Draft): string {
  if (draft.missing.length === 0) return "";
  const { reply } = LANGUAGES.find((language) => language.code === draft.language) ?? ENGLISH;
  const questions = draft.missing.map(missingFact).map(({ field, detail }) => {
    const words = reply.fields[field] ?? ENGLISH.reply.fields[field] ?? field.replace(/_/g, " ");
    return `- ${words.replace(/:? *\{items\}/, detail === "" ? "" : `: ${detail}`).trim()}`;
  });
  const name = draft.customer.name === null ? "" : ` ${draft.customer.name}`;
  return [reply.greeting.replace("{name}", name), "", reply.opening, "", ...new Set(questions), "", reply.closing].join("\n");
}

export interface AskedField {
  /** Front matter name. */
  name: string;
  label: string;
  /** What is understood so far, "" when nothing. */
  value: string;
}

/** Fields of the note that turn the clarification into a draft when they are filled. One for each missing fact, lines numbered from 1. */
export function askedFields(draft: Draft): AskedField[] {
  const asked = new Set(draft.missing.map((fact) => missingFact(fact).field));
  const fields: AskedField[] = [];
  const add = (name: string, label: string, value: string | null): void => {
    if (!fields.some((field) => field.name === name)) fields.push({ name, label, value: value ?? "" });
  };
  if (asked.has("customer_name")) add("customer_name", "Customer (person or company)", draft.customer.name ?? draft.customer.company);
  if (asked.has("customer_email")) add("customer_email", "Customer's e-mail", draft.customer.email);
  if (asked.has("currency")) add("currency", "Currency (ISO code such as EUR)", draft.currency);
  const lines = draft.lines.length === 0 ? [null] : draft.lines;
  if (asked.has("line_items") || asked.has("price") || asked.has("quantity") || asked.has("total") || asked.has("optional_items")) {
    lines.forEach((line, index) => {
      const at = String(index + 1);
      add(`line_${at}_description`, `Line ${at}: what`, line?.description ?? null);
      add(`line_${at}_quantity`, `Line ${at}: quantity`, line?.quantity ?? null);
      add(`line_${at}_unit_price`, `Line ${at}: price of one`, line?.unit_price ?? (line?.quantity === null ? line.amount : null));
    });
    add("total", "Total", draft.total);
  }
  if (asked.has("due_date")) add("due_date", "Due date (YYYY-MM-DD)", draft.due_date);
  if (asked.has("condition")) add("may_invoice_now", "May the invoice be written now? (yes or no)", null);
  return fields;
}
