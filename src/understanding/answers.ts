/**
 * Owns: laying the owner's answers in a clarification note over the draft, and judging anew what is missing (PRODUCT M4).
 * Never: taking a field that was not asked for, or a number that is not one: then it stays missing.
 */
import type { Draft, DraftLine } from "../core/draft";
import type { Json, JsonObject } from "../core/json";
import { isDecimal, sum, times } from "../core/money";
import { isDate } from "../core/schedule";
import { gaps } from "./facts";
import { near } from "./numbers";
import { askedFields, missingFact } from "./reply";

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/;
const YES = /^(y|yes|true|ja|oui|si|sí|sim|da|tak|ok)$/i;

function text(value: Json | undefined): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value.trim() : "";
}

/** Decimal text of an answer; a comma as the only separator is a decimal comma. Null when it is no number. */
function number(value: Json | undefined): string | null {
  const plain = text(value).replace(/^(\d+),(\d{1,2})$/, "$1.$2");
  return isDecimal(plain) ? plain : null;
}

function lineOf(before: DraftLine | undefined, fields: JsonObject, at: number): DraftLine {
  const said = (name: string): Json | undefined => fields[`line_${at}_${name}`];
  const quantity = number(said("quantity")) ?? before?.quantity ?? null;
  const unit_price = number(said("unit_price")) ?? before?.unit_price ?? null;
  const description = text(said("description"));
  const amount = quantity !== null && unit_price !== null ? times(quantity, unit_price) : (unit_price ?? before?.amount ?? null);
  return { unit: before?.unit ?? null, description: description === "" ? (before?.description ?? "") : description, quantity, unit_price, amount };
}

function linesOf(draft: Draft, fields: JsonObject): DraftLine[] {
  if (fields["line_1_description"] === undefined) return draft.lines;
  const count = Math.max(1, draft.lines.length);
  return Array.from({ length: count }, (_, index) => lineOf(draft.lines[index], fields, index + 1)).filter((line) => line.description !== "" || line.unit_price !== null);
}

/** The odd number, when lines and total are both there and do not fit. */
function mismatch(lines: readonly DraftLine[], total: string | null): string[] {
  const amounts = lines.map((line) => line.amount).filter((amount): amount is string => amount !== null);
  if (total === null || amounts.length === 0 || amounts.length < lines.length || near(sum(amounts), total)) return [];
  return [`total (lines add up to ${sum(amounts)}, the total says ${total})`];
}

/** What an answer says of the facts that a draft asks for; absent: nothing. */
export interface Said extends Partial<Pick<Draft, "customer" | "currency" | "due_date" | "terms" | "lines" | "total">> {
  /** Was this fact, which no value can settle (a contradiction, a condition), answered? */
  settles(field: string): boolean;
  evidence: Record<string, string>;
}

/** The draft with what was said, and what is still missing: its action is "draft" when that is nothing. */
export function settled(draft: Draft, said: Said): Draft {
  const { settles, evidence, ...facts } = said;
  const now: Draft = { ...draft, ...facts };
  const { customer, lines, total, currency, due_date, terms } = now;
  // What lines and totals show by themselves is judged anew; the rest stays until it is answered.
  const kept = draft.missing.filter((fact) => {
    const { field } = missingFact(fact);
    return ["condition", "due_date", "customer_name", "customer_email", "currency", "total", "optional_items"].includes(field) && !settles(field);
  });
  const found = [...gaps({ lines, total, currency, due_date, terms, missing: [], assumptions: [], evidence: {}, where: {} }, customer), ...mismatch(lines, total), ...kept];
  const missing = found.filter((fact, index) => found.findIndex((other) => missingFact(other).field === missingFact(fact).field) === index);
  const places = Object.fromEntries(Object.entries(draft.places).filter(([field]) => evidence[field] === undefined));
  return { ...now, missing, places, evidence: { ...draft.evidence, ...evidence }, action: missing.length === 0 ? "draft" : "clarify" };
}

/** The draft with what the owner filled in; fields that are not there stand as they were asked. The same draft when nothing was filled in. */
export function answer(draft: Draft, front: JsonObject): Draft {
  if (draft.action !== "clarify") return draft;
  const asked = askedFields(draft);
  const touched = asked.filter(({ name, value }) => front[name] !== undefined && text(front[name]) !== value).map(({ name }) => name);
  if (touched.length === 0) return draft;
  const fields: JsonObject = Object.fromEntries(asked.map(({ name, value }): [string, Json] => [name, front[name] ?? value]));
  const given = (name: string): string => text(fields[name]);
  const email = EMAIL.test(given("customer_email")) ? given("customer_email").toLowerCase() : draft.customer.email;
  const name = given("customer_name") === "" ? draft.customer.name : given("customer_name");
  const answered = asked.filter(({ name }) => given(name) !== "").map(({ name }) => [name, `${given(name)} (answered by the owner)`]);
  return settled(draft, {
    // A customer that the owner names is meant exactly.
    customer: { name, email, company: touched.includes("customer_name") ? null : draft.customer.company },
    currency: /^[A-Za-z]{3}$/.test(given("currency")) ? given("currency").toUpperCase() : draft.currency,
    due_date: isDate(given("due_date")) ? given("due_date") : draft.due_date,
    lines: linesOf(draft, fields),
    total: fields["total"] === undefined ? draft.total : number(fields["total"]),
    settles: (field) => {
      if (field === "condition") return YES.test(given("may_invoice_now"));
      if (field === "due_date") return isDate(given("due_date"));
      // Two numbers that contradict each other, or things that may be wanted: settled only by a person who touched them.
      if (field === "total" || field === "optional_items") return touched.some((name) => name === "total" || name.startsWith("line_"));
      return touched.includes(field);
    },
    evidence: Object.fromEntries(answered) as Record<string, string>,
  });
}

/** What is wrong with an answer, by field; fields that are left empty are no mistake. */
export function answerProblems(draft: Draft, fields: JsonObject): { field: string; text: string }[] {
  return askedFields(draft).flatMap(({ name }) => {
    const said = text(fields[name]);
    const wrong = (sentence: string): { field: string; text: string }[] => [{ field: name, text: sentence }];
    if (said === "") return [];
    if (name === "customer_email" && !EMAIL.test(said)) return wrong("must be an address like ada@example.com");
    if (name === "currency" && !/^[A-Za-z]{3}$/.test(said)) return wrong("must be a code of three letters like EUR");
    if (name === "due_date" && !isDate(said)) return wrong("must be a date like 2026-12-31");
    if ((name === "total" || /_(?:quantity|unit_price)$/.test(name)) && number(said) === null) return wrong("must be a number like 120.50");
    if (name === "may_invoice_now" && !YES.test(said)) return wrong('must be "yes"; while it may not be written yet, leave it empty');
    return [];
  });
}
