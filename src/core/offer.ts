/**
 * Owns: what a person may ask for about a record that a service holds - e.g. a payment on an invoice - as a form, and reading its answers.
 * Never: a proposal; what was asked for is judged and decided like everything else.
 */
import type { JsonObject } from "./json";
import { isDecimal } from "./money";
import { isDate } from "./schedule";

/** One question of a form. `field`: name of the payload's field. */
export interface Ask {
  field: string;
  label: string;
  kind: "text" | "date" | "amount" | "choice" | "switch";
  /** Taken where nothing is answered; null: a person must answer. */
  value: string | boolean | null;
  /** Value and label, of a choice. */
  choices: [value: string, label: string][];
  /** "" when the label says it all. */
  hint: string;
}

/** Names something that can be asked for. `record`: its id at the service, or what a person calls it, e.g. `INV/2026/0042`. */
export interface OfferRef {
  channel: string;
  operation: string;
  record: string;
}

export interface Offered extends OfferRef {
  label: string;
}

/** What it is about, as the service says it now, and what is asked. */
export interface Form extends Offered {
  rows: [string, string][];
  asks: Ask[];
}

/** What is wrong with an answer. */
export interface AnswerProblem {
  field: string;
  text: string;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (typeof value === "string" && value.trim() === "");

function wrongWith({ kind, choices }: Ask, value: unknown): string | null {
  if (kind === "switch") return typeof value === "boolean" ? null : "must be true or false";
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : null;
  if (text === null) return "must be a text";
  if (kind === "date") return isDate(text) ? null : "must be a date like 2026-12-31";
  if (kind === "amount") return isDecimal(text) ? null : "must be a number like 1250.00";
  if (kind === "choice" && !choices.some(([one]) => one === text)) return `must be one of ${choices.map(([one, label]) => `${one} (${label})`).join(", ")}`;
  return null;
}

/** Every question answered, texts trimmed, with the defaults where a person said nothing; or what is wrong, by field. */
export function answersTo(asks: readonly Ask[], given: JsonObject): { answers: JsonObject } | { problems: AnswerProblem[] } {
  const names = asks.map(({ field }) => field);
  const strange = Object.keys(given).filter((field) => !names.includes(field));
  const problems: AnswerProblem[] = strange.map((field) => ({ field, text: names.length === 0 ? "is not asked for: nothing is" : `is not asked for; there are ${names.join(", ")}` }));
  const answers: JsonObject = {};
  for (const ask of asks) {
    const value = isEmpty(given[ask.field]) ? ask.value : given[ask.field];
    const wrong = value === null || value === undefined ? `must be answered${ask.choices.length > 0 ? `: ${ask.choices.map(([one, label]) => `${one} (${label})`).join(", ")}` : ""}` : wrongWith(ask, value);
    if (wrong !== null) problems.push({ field: ask.field, text: wrong });
    else answers[ask.field] = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : (value ?? null);
  }
  return problems.length > 0 ? { problems } : { answers };
}
