/**
 * Owns: asking for what is missing (PRODUCT M4): a ready reply to the customer, and the fields that the owner can fill in the note.
 * Never: sending anything, and never asking for what the mail already says.
 */
import type { Draft } from "../core/draft";
import { ENGLISH, LANGUAGES } from "./lang/all";
import type { Detail, Language } from "./lang/language";

/** A missing fact as its field name and the words in brackets behind it. */
export function missingFact(fact: string): { field: string; detail: string } {
  const match = /^([a-z_]+)(?: \((.*)\))?$/su.exec(fact);
  return { field: match?.[1] ?? fact, detail: match?.[2] ?? "" };
}

/** The English words of each detail as a pattern: its own words first, figures and codes (no spaces) in the other places. */
const DETAILS = (Object.entries(ENGLISH.reply.details) as [Detail, string][]).map(([detail, words]) => {
  const pattern = words.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\d)\}/g, (_place, at: string) => (at === "1" ? "(.+)" : "(\\S{1,40})"));
  return { detail, pattern: new RegExp(`^${pattern}$`, "su") };
});

/** The words in brackets behind a missing fact, which are English for the owner, in the language of a reply; the mail's own words stay as they are. */
export function detailIn(reply: Language["reply"], words: string): string {
  for (const { detail, pattern } of DETAILS) {
    const match = pattern.exec(words);
    if (match !== null) return reply.details[detail].replace(/\{(\d)\}/g, (_place, at: string) => match[Number(at)] ?? "");
  }
  return words;
}

/** Text that asks the customer for exactly what is missing, in the language of the mail where we have it, else in English; "" when nothing is missing. */
export function clarificationReply(draft: Draft): string {
  if (draft.missing.length === 0) return "";
  const { reply } = LANGUAGES.find((language) => language.code === draft.language) ?? ENGLISH;
  const questions = draft.missing.map(missingFact).map(({ field, detail }) => {
    const words = reply.fields[field] ?? ENGLISH.reply.fields[field] ?? field.replace(/_/g, " ");
    const why = detailIn(reply, detail);
    return `- ${words.replace(/ ?: *\{items\}/, (items) => (why === "" ? "" : items.replace("{items}", () => why))).trim()}`;
  });
  const { name } = draft.customer;
  const greeting = name === null ? reply.unnamed : reply.greeting.replace("{name}", () => name);
  return [greeting, "", reply.opening, "", ...new Set(questions), "", reply.closing].join("\n");
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
