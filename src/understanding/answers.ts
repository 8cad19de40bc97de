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

/** The draft with what the owner filled in. Complete when nothing is missing any more: its action is then "draft". */
export function answer(draft: Draft, front: JsonObject): Draft {
  if (draft.action !== "clarify") return draft;
  const asked = askedFields(draft);
  const touched = asked.filter(({ name, value }) => front[name] !== undefined && text(front[name]) !== value).map(({ name }) => name);
  if (touched.length === 0) return draft;
  const fields: JsonObject = Object.fromEntries(asked.flatMap(({ name }): [string, Json][] => (front[name] === undefined ? [] : [[name, front[name]]])));
  const given = (name: string): string => text(fields[name]);
  const email = EMAIL.test(given("customer_email")) ? given("customer_email").toLowerCase() : draft.customer.email;
  const name = given("customer_name") === "" ? draft.customer.name : given("customer_name");
  // A customer that the owner names is meant exactly.
  const customer = { name, email, company: touched.includes("customer_name") ? null : draft.customer.company };
  const currency = /^[A-Za-z]{3}$/.test(given("currency")) ? given("currency").toUpperCase() : draft.currency;
  const due_date = isDate(given("due_date")) ? given("due_date") : draft.due_date;
  const lines = linesOf(draft, fields);
  const asksTotal = fields["total"] !== undefined;
  const total = asksTotal ? number(fields["total"]) : draft.total;
  // What no field can settle stays: what was asked in words, or stands in the mail in two ways and was not answered.
  const kept = draft.missing.filter((fact) => {
    const { field } = missingFact(fact);
    if (field === "condition") return !YES.test(given("may_invoice_now"));
    if (field === "due_date") return !isDate(given("due_date"));
    // Two numbers that contradict each other, or things that may be wanted: settled only by a person who touched them.
    if (field === "customer_name" || field === "customer_email" || field === "currency") return !touched.includes(field);
    if (field === "total" || field === "optional_items") return !touched.some((name) => name === "total" || name.startsWith("line_"));
    return false;
  });
  const missing = [...gaps({ lines, total, currency, due_date, terms: draft.terms, missing: [], assumptions: [], evidence: {} }, customer), ...mismatch(lines, total), ...kept];
  const answered = Object.fromEntries(Object.entries(fields).filter(([, value]) => text(value) !== "").map(([field, value]) => [field, `${text(value)} (answered by the owner)`]));
  return { ...draft, customer, currency, due_date, lines, total, missing, evidence: { ...draft.evidence, ...answered }, action: missing.length === 0 ? "draft" : "clarify" };
}
