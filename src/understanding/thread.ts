/**
 * Owns: what a further mail in the thread of an open case is to it - the answer to what was asked, a changed request, taken back, asked after -
 * and the case's draft with that (PRODUCT M4: one case per thread).
 * Never: guessing. What cannot be laid over the draft for certain is shown to the person, and what it lacks stays missing.
 */
import type { Draft, DraftLine, FollowUp, Sign } from "../core/draft";
import { FREEMAIL } from "../core/freemail";
import { compare, isDecimal, times } from "../core/money";
import type { Mail } from "../core/mail";
import { settled } from "./answers";
import { impersonal } from "./bulk";
import { changed, content, doubtful } from "./change";
import { domainOf } from "./domains";
import { changing, hear, words, type Heard } from "./heard";
import { sharesWord } from "./joined";
import { missingFact } from "./reply";
import { poNumber, reference } from "./refs";
import { signsOf } from "./signs";
import { understand, type Context } from "./understand";
import { sentencesOf } from "./sentences";
import { plain } from "./words";

const ALTOGETHER = /\b(?:total|in all|altogether|all in|overall|insgesamt|zusammen|gesamt\w*|en tout|au total|en total|in totale|totaal|in totaal|no total|lacznie|razem|in total)\b/;
const COUNT = /^\D{0,12}(\d{1,6}(?:[.,]\d{1,3})?)\D{0,24}$/;
const decimal = (text: string): string | null => (isDecimal(text.replace(",", ".")) ? text.replace(",", ".") : null);

const lacksPrice = (line: DraftLine): boolean => line.amount === null && line.unit_price === null;

/** The line with a price of one, or with the amount for all of it. */
function priced(line: DraftLine, price: { unit_price: string | null; amount: string | null; quantity: string | null }): DraftLine {
  const quantity = line.quantity ?? price.quantity;
  const unit_price = price.unit_price;
  const amount = unit_price !== null && quantity !== null ? times(quantity, unit_price) : (price.amount ?? unit_price);
  return { ...line, quantity, unit_price, amount };
}

/** A line that was known, with what the mail says of it now: what corrects it counts, what only contradicts it is asked again (PRODUCT K6). */
function again(line: DraftLine, said: DraftLine, corrects: boolean): DraftLine {
  const either = (was: string | null, is: string | null): string | null => (was === null || is === null || compare(was, is) === 0 ? was : corrects ? is : null);
  const next = { ...line, quantity: either(line.quantity, said.quantity), unit_price: either(line.unit_price, said.unit_price) };
  if (line.unit_price === null) return { ...next, amount: either(line.amount, said.unit_price === null ? said.amount : null) };
  return { ...next, amount: next.unit_price === null || next.quantity === null ? null : times(next.quantity, next.unit_price) };
}

/** Lines of the draft with the prices and counts that the mail names for them; null where it is not certain which is meant. */
function answeredLines(draft: Draft, { facts, text, answers, gist }: Heard): { lines: DraftLine[]; evidence: Record<string, string> } | null {
  const evidence: Record<string, string> = {};
  if (draft.lines.length === 0) return facts.lines.length === 0 ? null : { lines: facts.lines, evidence: Object.fromEntries(facts.lines.map((_, index) => [`lines.${index}`, facts.evidence[`lines.${index}`] ?? text])) };
  const asks = (field: string): boolean => draft.missing.some((fact) => missingFact(fact).field === field);
  const open = draft.lines.filter((line) => lacksPrice(line) || line.quantity === null);
  const named = (said: DraftLine): DraftLine[] => draft.lines.filter((line) => sharesWord(said.description, line.description));
  // What is said of a thing by its name is not about another one.
  const unnamed = facts.lines.filter((said) => named(said).length === 0);
  const known = (line: DraftLine, own: DraftLine[]): DraftLine => {
    const [said] = own;
    return said === undefined || own.length > 1 || named(said).length > 1 ? line : again(line, said, gist.changes !== null || gist.replaces !== null || asks("total"));
  };
  const told = (line: DraftLine, own: DraftLine[]): DraftLine => {
    const [only] = own.length === 1 ? own : open.length === 1 && facts.lines.length === 1 ? unnamed : [];
    const said = only ?? null;
    let next = line;
    if (lacksPrice(line) && said !== null && said.unit_price !== null) next = priced(line, said);
    // One sum without a word for what it is: for one thing it is the price; for several nobody knows whether it is for each.
    else if (lacksPrice(line) && open.length === 1) {
      const sum = said?.amount ?? (said !== null || unnamed.length === facts.lines.length ? facts.total : null);
      const single = line.quantity === null || Number(line.quantity) === 1;
      if (sum !== null && (single || ALTOGETHER.test(plain(text)))) next = priced(line, { unit_price: single ? sum : null, amount: sum, quantity: null });
    }
    if (next.quantity === null && said !== null && said.quantity !== null) next = priced({ ...next, quantity: said.quantity }, { unit_price: next.unit_price, amount: next.amount, quantity: null });
    const counted = answers.get("quantity") ?? (draft.missing.length === 1 && open.length === 1 ? text : "");
    const count = next.quantity === null && asks("quantity") ? decimal(COUNT.exec(counted.trim())?.[1] ?? "") : null;
    return count === null ? next : priced({ ...next, quantity: count }, { unit_price: next.unit_price, amount: null, quantity: null });
  };
  const lines = draft.lines.map((line, index) => {
    const own = facts.lines.filter((said) => named(said).includes(line));
    const next = open.includes(line) ? told(line, own) : known(line, own);
    if (JSON.stringify(next) === JSON.stringify(line)) return line;
    evidence[`lines.${index}`] = facts.evidence[`lines.${facts.lines.indexOf(own[0] ?? unnamed[0] ?? line)}`] ?? facts.evidence["total"] ?? text;
    return next;
  });
  return Object.keys(evidence).length > 0 ? { lines, evidence } : null;
}

/** The open question with what the mail answers of it. */
function answered(draft: Draft, heard: Heard): Draft {
  const { facts, answers, gist, customer } = heard;
  const asks = new Set(draft.missing.map((fact) => missingFact(fact).field));
  const evidence: Record<string, string> = {};
  const note = (field: string, said: string | undefined): void => {
    evidence[field] = words(said ?? heard.text, heard);
  };
  const name = asks.has("customer_name") ? (answers.get("customer_name") ?? customer.company ?? customer.name) : null;
  const email = asks.has("customer_email") ? customer.email : null;
  const currency = asks.has("currency") ? facts.currency : null;
  const due = asks.has("due_date") && !facts.missing.some((fact) => fact.startsWith("due_date")) ? facts.due_date : null;
  const lines = ["line_items", "price", "quantity", "total", "optional_items"].some((field) => asks.has(field)) ? answeredLines(draft, heard) : null;
  const doubtful = facts.missing.some((fact) => fact.startsWith("total"));
  const total = !doubtful && facts.total !== null && (asks.has("total") || (lines !== null && draft.total === null && facts.lines.length !== 1)) ? facts.total : null;
  if (name !== null) note("customer_name", answers.get("customer_name") ?? heard.evidence["company"] ?? heard.evidence["customer_name"]);
  if (email !== null) note("customer_email", heard.evidence["customer_email"]);
  if (currency !== null) note("currency", facts.evidence["currency"]);
  if (due !== null) note("due_date", facts.evidence["due_date"]);
  if (total !== null) note("total", facts.evidence["total"]);
  for (const [field, said] of Object.entries(doubtful ? {} : (lines?.evidence ?? {}))) note(field, said);
  const condition = asks.has("condition") && gist.agrees;
  if (condition) note("condition", undefined);
  const po = draft.po_number === null ? poNumber([heard.text]) : null;
  const ref = draft.reference === null ? reference([heard.text], po?.value ?? draft.po_number) : null;
  if (po) note("po_number", po.text);
  if (ref) note("reference", ref.text);
  const said = settled(draft, {
    ...(name !== null && { customer: { ...draft.customer, name, company: null, email: email ?? draft.customer.email } }),
    ...(name === null && email !== null && { customer: { ...draft.customer, email } }),
    ...(currency !== null && { currency }),
    ...(due !== null && { due_date: due }),
    ...(lines !== null && !doubtful && { lines: lines.lines }),
    ...(total !== null && { total }),
    settles: (field) => {
      if (field === "condition") return condition;
      if (field === "due_date") return due !== null;
      if (field === "total") return total !== null;
      if (field === "optional_items") return lines !== null;
      return { customer_name: name, customer_email: email, currency }[field] !== null;
    },
    evidence,
  });
  return { ...said, po_number: po?.value ?? draft.po_number, reference: ref?.value ?? draft.reference };
}

/** Somebody else than the one who asked speaks for the case. */
function strangerSigns(first: Mail, mail: Mail): Sign[] {
  const [asked, came] = [first.from?.email ?? "", mail.from?.email ?? ""];
  if (asked === came) return [];
  const colleague = domainOf(asked) === domainOf(came) && !FREEMAIL.has(domainOf(asked));
  return [{ code: colleague ? "answer_from_colleague" : "answer_from_another", text: `The later mail came from ${came === "" ? "an unknown sender" : came}; the request was written by ${asked}.`, fraud: !colleague }];
}

/** What an answer came to. A price or count that was known and is not any more was contradicted. */
function answerReason(before: Draft, { action, lines, missing }: Draft): string {
  const lost = before.lines.filter((line, index) => (line.quantity !== null && lines[index]?.quantity === null) || (!lacksPrice(line) && lines[index] !== undefined && lacksPrice(lines[index])));
  if (lost.length > 0) return `contradicts what was said before of ${lost.map(({ description }) => `"${description}"`).join(", ")}, which is asked again; missing: ${missing.join("; ")}`;
  return action === "draft" ? "answers what was asked in this thread" : `answers a part of what was asked; still missing: ${missing.join("; ")}`;
}

/** A further mail in the thread of a case that is open. `first`: the mail with which it began, `draft`: as it stands, with what it still asks for. */
export function followUp(draft: Draft, first: Mail, mail: Mail, context: Context): FollowUp {
  const newer = understand(mail, context);
  const { kind } = newer;
  const about = { kind, draft };
  const failed = newer.signs.some((sign) => sign.fraud && /_failed$/.test(sign.code));
  const machine = impersonal(mail, newer.new_text, failed);
  const isOwner = mail.from !== null && context.owner_emails.some((address) => address.toLowerCase() === mail.from?.email);
  if (isOwner || machine.spam || machine.auto_reply || machine.bulk || kind === "vendor_invoice_received") return { ...about, is: "apart", signs: [], reason: "" };
  const heard = hear(draft, mail, context.owner_emails);
  const trust = [...strangerSigns(first, mail), ...signsOf(mail, newer.new_text, context.known).filter(({ code }) => code !== "first_contact")];
  const said = (code: string, sentence: string, what: string): Sign => ({ code, text: `${what}: "${sentence.slice(0, 160)}"`, fraud: false });
  const day = mail.date?.slice(0, 10) ?? "later";
  const { cancels, reminds } = heard.gist;
  if (cancels !== null) return { ...about, is: "cancellation", signs: [...trust, said("cancellation_asked", cancels, `Taken back on ${day}? The customer wrote`)], reason: `takes the open request back: "${cancels.slice(0, 160)}"` };
  const { holds } = heard.gist;
  if (holds !== null && (draft.action !== "clarify" || !heard.gist.agrees)) return { ...about, is: "more", signs: [...trust, said("wrote_again", holds, `Asked to wait on ${day}: the customer wrote`)], reason: `asks to wait: "${holds.slice(0, 160)}"` };
  if (draft.action === "clarify") {
    const next = answered(draft, heard);
    const took = content(next) !== content(draft) || next.missing.length < draft.missing.length || JSON.stringify(next.customer) !== JSON.stringify(draft.customer);
    if (took) return { ...about, is: "answer", draft: next, signs: trust, reason: answerReason(draft, next) };
    const { refers } = heard.gist;
    if (refers !== null) return { ...about, is: "more", signs: [...trust, said("as_before", refers, `Not answered with a figure on ${day}: look up what it was before, and fill it in. The customer wrote`)], reason: `answers with what was before: "${refers.slice(0, 160)}"` };
    return { ...about, is: reminds === null ? "more" : "reminder", signs: trust, reason: "belongs to an open question of this thread, and answers none of it" };
  }
  const next = changed(draft, newer, heard);
  if (next !== null && content(next) !== content(draft)) return { ...about, is: "change", draft: next, signs: [...trust, said("request_changed", changing(heard), `Changed on ${day}: the customer wrote`)], reason: "changes the open request of this thread" };
  if (next !== null || (reminds !== null && heard.gist.changes === null)) return { ...about, is: "reminder", signs: trust, reason: "asks after the open request of this thread" };
  const doubt = heard.gist.changes ?? heard.gist.elsewhere ?? doubtful(draft, heard) ?? (heard.facts.lines.length > 0 || heard.facts.total !== null || kind !== "other" ? (sentencesOf(heard.text)[0] ?? "") : null);
  if (doubt === null) return { ...about, is: "more", signs: trust, reason: "belongs to the open request of this thread" };
  return { ...about, is: "more", signs: [...trust, said("wrote_again", doubt, `Not in this request: on ${day} the customer also wrote`)], reason: "says more about the open request of this thread; read it before you decide" };
}
