/**
 * Owns: what a further mail in the thread of an open case is to it - the answer to what was asked, a changed request, taken back, asked after -
 * and the case's draft with that (PRODUCT M4: one case per thread).
 * Never: guessing. What cannot be laid over the draft for certain is shown to the person, and what it lacks stays missing.
 */
import type { Draft, DraftLine, FollowUp, Sign } from "../core/draft";
import { FREEMAIL } from "../core/freemail";
import { isDecimal, times } from "../core/money";
import type { Mail } from "../core/mail";
import { settled } from "./answers";
import { impersonal } from "./bulk";
import { domainOf } from "./domains";
import { readFacts, type Facts } from "./facts";
import { gistOf, type Gist } from "./gist";
import { inlineAnswers } from "./inline";
import { sharesWord } from "./joined";
import { ENGLISH, LANGUAGES } from "./lang/all";
import { customerOf } from "./parties";
import { missingFact } from "./reply";
import { poNumber, reference } from "./refs";
import { signsOf } from "./signs";
import { split } from "./split";
import { understand, type Context } from "./understand";
import { plain, sentencesOf } from "./words";

/** Everything of the newer mail that can be laid over the draft. */
interface Heard {
  mail: Mail;
  text: string;
  facts: Facts;
  answers: Map<string, string>;
  gist: Gist;
  customer: Draft["customer"];
  evidence: Record<string, string>;
}

/** "... instead of 10": what no longer holds. */
const NO_MORE = /\s(?:instead of|rather than|(?:an)?statt|anstelle von|au lieu de|en lugar de|en vez de|invece d[ie]|in plaats van|em vez de|zamiast|in loc de)\s(?:the |die |les |los |i |de |os )?[\d.,]{1,12}(?:\s?[€$£]|\s(?:EUR|USD|GBP))?/giu;

function hear(draft: Draft, mail: Mail, owners: string[]): Heard {
  const language = LANGUAGES.find(({ code }) => code === draft.language) ?? ENGLISH;
  const parts = split(mail.text);
  const { answers, lines } = inlineAnswers(mail.text, draft);
  const text = [parts.fresh, ...lines].join("\n").trim();
  const { customer, evidence } = customerOf(mail, parts, language === ENGLISH ? [ENGLISH] : [language, ENGLISH], owners);
  const now = text.replace(NO_MORE, " ");
  const facts = readFacts({ subject: "", text: now, asking: sentencesOf(now), mail, firm: true }, language, mail.date?.slice(0, 10) ?? null);
  return { mail, text, facts, answers, gist: gistOf(text), customer, evidence };
}

/** The words of an answer, with the day they came. */
function words(said: string, { mail }: Heard): string {
  return `${said.replace(/\s+/g, " ").trim().slice(0, 200)} (answer of ${mail.date?.slice(0, 10) ?? "a later mail"})`;
}

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

/** Lines of the draft with the prices and counts that the mail names for them; null where it is not certain which is meant. */
function answeredLines(draft: Draft, { facts, text, answers }: Heard): { lines: DraftLine[]; evidence: Record<string, string> } | null {
  const evidence: Record<string, string> = {};
  if (draft.lines.length === 0) return facts.lines.length === 0 ? null : { lines: facts.lines, evidence: Object.fromEntries(facts.lines.map((_, index) => [`lines.${index}`, facts.evidence[`lines.${index}`] ?? text])) };
  const open = draft.lines.filter((line) => lacksPrice(line) || line.quantity === null);
  const lines = draft.lines.map((line, index) => {
    if (!open.includes(line)) return line;
    const own = facts.lines.filter((said) => sharesWord(said.description, line.description));
    const [only] = own.length === 1 ? own : open.length === 1 && facts.lines.length === 1 ? facts.lines : [];
    const said = only ?? null;
    let next = line;
    if (lacksPrice(line) && said !== null && said.unit_price !== null) next = priced(line, said);
    // One sum without a word for what it is: for one thing it is the price; for several nobody knows whether it is for each.
    else if (lacksPrice(line) && open.length === 1) {
      const sum = said?.amount ?? facts.total;
      const single = line.quantity === null || Number(line.quantity) === 1;
      if (sum !== null && (single || ALTOGETHER.test(plain(text)))) next = priced(line, { unit_price: single ? sum : null, amount: sum, quantity: null });
    }
    if (next.quantity === null && said !== null && said.quantity !== null) next = priced({ ...next, quantity: said.quantity }, { unit_price: next.unit_price, amount: next.amount, quantity: null });
    const counted = answers.get("quantity") ?? (draft.missing.length === 1 && open.length === 1 ? text : "");
    const count = next.quantity === null && draft.missing.some((fact) => missingFact(fact).field === "quantity") ? decimal(COUNT.exec(counted.trim())?.[1] ?? "") : null;
    if (count !== null) next = priced({ ...next, quantity: count }, { unit_price: next.unit_price, amount: null, quantity: null });
    if (next === line) return line;
    evidence[`lines.${index}`] = facts.evidence[`lines.${facts.lines.indexOf(said ?? line)}`] ?? facts.evidence["total"] ?? text;
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

const CONTENT = ["currency", "lines", "total", "due_date", "terms", "po_number"] as const;
const content = (draft: Draft): string => JSON.stringify(CONTENT.map((field) => draft[field]));

/** "Actually make it 12": said of the only line there is. */
const JUST_COUNT = /\b(?:make (?:it|that)|change (?:it|that|the quantity) to|it should be|quantity (?:is|should be))\s(\d{1,5})(?: please| instead)?\s*(?:[.!]|$)/;

/** "Make it 12 chairs": a bare count in front of the one thing that it can mean. */
function recounted(draft: Draft, { text, facts }: Heard): Draft | null {
  if (facts.currency !== null || facts.total !== null) return null;
  const [single] = draft.lines;
  const bare = JUST_COUNT.exec(plain(text))?.[1];
  if (bare !== undefined && draft.lines.length === 1 && single !== undefined && single.unit_price !== null && single.quantity !== null) {
    return { ...draft, lines: [{ ...single, quantity: bare, amount: times(bare, single.unit_price) }], total: null, evidence: { ...draft.evidence, "lines.0": text.slice(0, 200) } };
  }
  const counts = [...text.replace(NO_MORE, " ").matchAll(/(?:^|[^\p{L}\d.,/-])(\d{1,6})\s?(?:x\s)?(\p{L}[\p{L}-]+)/gu)].map(([, count = "", thing = ""]) => ({ count, thing }));
  const meant = counts.map(({ thing }) => draft.lines.filter((line) => sharesWord(thing, line.description)));
  if (counts.length === 0 || meant.some((found) => found.length !== 1) || new Set(meant.flat()).size !== counts.length) return null;
  const lines = draft.lines.map((line) => {
    const quantity = counts.find((_, index) => meant[index]?.[0] === line)?.count;
    return quantity === undefined || line.unit_price === null ? line : { ...line, quantity, amount: times(quantity, line.unit_price) };
  });
  return { ...draft, lines, total: null, evidence: { ...draft.evidence, ...Object.fromEntries(draft.lines.flatMap((line, index) => (lines[index] === line ? [] : [[`lines.${index}`, text.slice(0, 200)]]))) } };
}

/** A complete draft with what a further mail wants otherwise; null when that cannot be laid over it for certain. */
function changed(draft: Draft, newer: Draft, heard: Heard): Draft | null {
  const evidence = Object.fromEntries(Object.entries({ ...heard.facts.evidence }).map(([field, said]) => [field, words(said, heard)]));
  const due_date = heard.facts.due_date ?? draft.due_date;
  const terms = heard.facts.terms ?? draft.terms;
  const po = poNumber([heard.text]);
  const whole = { ...draft, due_date, terms, po_number: po?.value ?? draft.po_number, evidence: { ...draft.evidence, ...evidence, ...(po && { po_number: words(po.text, heard) }) }, places: {} };
  if (newer.kind === "invoice_request" && newer.action === "draft") return { ...whole, lines: newer.lines, total: newer.total, currency: newer.currency ?? draft.currency };
  const { lines, total, missing } = heard.facts;
  const counted = recounted(whole, heard);
  if (counted !== null || missing.length > 0) return counted;
  if (lines.length === 0 && total === null) return content(whole) === content(draft) ? null : whole;
  // "12 chairs instead of 10": the one line that is meant, with the count that is new.
  const meant = lines.map((said) => draft.lines.filter((line) => sharesWord(said.description, line.description) || (draft.lines.length === 1 && said.description === "")));
  if (lines.length === 0 || meant.some((found) => found.length !== 1)) return null;
  const next = draft.lines.map((line) => {
    const said = lines.find((_, index) => meant[index]?.[0] === line);
    if (said === undefined || (said.quantity === null && said.unit_price === null)) return line;
    const quantity = said.quantity ?? line.quantity;
    const unit_price = said.unit_price ?? line.unit_price;
    return unit_price === null || quantity === null ? null : { ...line, quantity, unit_price, amount: times(quantity, unit_price) };
  });
  const sure = next.flatMap((line) => line ?? []);
  return sure.length === next.length ? { ...whole, lines: sure, total: null } : null;
}

/** Somebody else than the one who asked speaks for the case. */
function strangerSigns(first: Mail, mail: Mail): Sign[] {
  const [asked, came] = [first.from?.email ?? "", mail.from?.email ?? ""];
  if (asked === came) return [];
  const colleague = domainOf(asked) === domainOf(came) && !FREEMAIL.has(domainOf(asked));
  return [{ code: colleague ? "answer_from_colleague" : "answer_from_another", text: `The later mail came from ${came === "" ? "an unknown sender" : came}; the request was written by ${asked}.`, fraud: !colleague }];
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
    if (took) return { ...about, is: "answer", draft: next, signs: trust, reason: next.action === "draft" ? "answers what was asked in this thread" : `answers a part of what was asked; still missing: ${next.missing.join("; ")}` };
    return { ...about, is: reminds === null ? "more" : "reminder", signs: trust, reason: "belongs to an open question of this thread, and answers none of it" };
  }
  const next = changed(draft, newer, heard);
  if (next !== null && content(next) !== content(draft)) return { ...about, is: "change", draft: next, signs: [...trust, said("request_changed", heard.gist.changes ?? sentencesOf(heard.text)[0] ?? "", `Changed on ${day}: the customer wrote`)], reason: "changes the open request of this thread" };
  if (next !== null || (reminds !== null && heard.gist.changes === null)) return { ...about, is: "reminder", signs: trust, reason: "asks after the open request of this thread" };
  const doubt = heard.gist.changes ?? heard.gist.elsewhere ?? (heard.facts.lines.length > 0 || heard.facts.total !== null || kind !== "other" ? (sentencesOf(heard.text)[0] ?? "") : null);
  if (doubt === null) return { ...about, is: "more", signs: trust, reason: "belongs to the open request of this thread" };
  return { ...about, is: "more", signs: [...trust, said("wrote_again", doubt, `Not in this request: on ${day} the customer also wrote`)], reason: "says more about the open request of this thread; read it before you decide" };
}
