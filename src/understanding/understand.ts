/**
 * Owns: a mail -> what it is, what it says, with evidence, and what should happen with it (PRODUCT M1-M4, M6).
 * Never: acting, a clock or randomness. The same mail always gives the same draft; every text in it is data.
 */
import type { Draft, DraftAction, MessageKind } from "../core/draft";
import { FREEMAIL } from "../core/freemail";
import type { Known } from "../core/known";
import { isUnreadable } from "../core/mail";
import { compare } from "../core/money";
import type { Mail } from "../core/mail";
import { impersonal } from "./bulk";
import type { Impersonal } from "./bulk";
import { changesOffer, forwardedIn, handedOn, takenUp } from "./accepted";
import { has } from "./hits";
import { bareSubject, classify, offered } from "./classify";
import type { Reading } from "./classify";
import { currencyBelow } from "./denomination";
import { domainOf } from "./domains";
import { askedOnce } from "./doubts";
import { gistOf } from "./gist";
import { gaps, readFacts, readSums } from "./facts";
import type { Facts } from "./facts";
import { detectLanguage, ENGLISH } from "./lang/all";
import type { Language } from "./lang/language";
import { customerOf, senderOf } from "./parties";
import { placed } from "./places";
import { figuresOf } from "./numbers";
import { priorityOf } from "./priority";
import { poNumber, reference, taxId } from "./refs";
import { wordedReference } from "./ref-label";
import { signsOf } from "./signs";
import { split, withoutHead } from "./split";
import type { Parts } from "./split";
import { tagged } from "./hits";
import { sentencesOf } from "./sentences";
import { plain } from "./words";

export interface Context {
  /** The owner's own addresses: mail from them is not a customer's. */
  owner_emails: string[];
  /** Absent: nobody is remembered. */
  known?: Known;
}

/** Kinds whose lines and amounts are the sender's wish towards us. */
const FROM_CUSTOMER: MessageKind[] = ["invoice_request", "quote_request", "purchase_order"];
const NOTED: MessageKind[] = ["quote_request", "purchase_order", "vendor_invoice_received", "receipt_or_payment", "overdue_reminder"];
/** What an order or a quote is for, it says itself: it stands for its things. */
const STANDS_FOR_THINGS = /^(?:order|commande|bestellung|pedido|ordine|bestelling|encomenda|comand|zam[oó]wieni|quot|estimate|proposal|angebot|offert|devis|presupuesto|preventivo|or[cç]amento|ofert)/i;
const NO_FACTS: Facts = { lines: [], total: null, currency: null, due_date: null, terms: null, missing: [], assumptions: [], evidence: {}, where: {} };

/** "Yes please", when what is answered asked whether to write an invoice or a quote; null otherwise. */
function saidYes(parts: Parts, language: Language): Pick<Reading, "kind" | "asking" | "confidence" | "reasons"> | null {
  const sentences = sentencesOf(parts.fresh);
  const [first] = sentences;
  const denied = sentences.some((sentence) => (["NOT", "WAIT", "UNTIL"] as const).some((concept) => has(tagged(sentence, language), concept)));
  if (first === undefined || denied || parts.quoted === "" || !gistOf(first).agrees) return null;
  const offer = offered(split(withoutHead(parts.quoted)).fresh, language);
  return offer === null ? null : { kind: offer.kind, asking: [first], confidence: "likely", reasons: [`says yes to what was asked: "${offer.sentence.slice(0, 160)}"`] };
}

/** Who is asked, when the owner only got a copy: the first of those it is written to. Null when the owner, or somebody of the same house, is among them. */
function askedInstead(mail: Mail, owners: string[]): string | null {
  const own = owners.filter((owner) => mail.cc.some(({ email }) => email === owner));
  const houses = own.map(domainOf).filter((domain) => !FREEMAIL.has(domain));
  const ours = mail.to.some(({ email }) => owners.includes(email) || houses.includes(domainOf(email)));
  return own.length === 0 || ours ? null : (mail.to[0]?.email ?? null);
}

/** What the mail is: impersonal mail first, then the sender's own words, then what he only passes on. */
function kindOf(mail: Mail, parts: Parts, language: Language, machine: Impersonal, owners: string[], isOwner: boolean): Reading {
  const reading = classify(mail.subject, parts.fresh, language, plain(`${mail.from?.name ?? ""} ${mail.from?.email ?? ""}`));
  const other: Reading = { ...reading, kind: "other", asking: [], conditions: [], contradicted: null, confidence: machine.spam || machine.auto_reply || machine.bulk ? "likely" : reading.confidence };
  if (machine.spam) return { ...other, kind: "spam_or_phish", reasons: machine.reasons };
  if (machine.auto_reply) return { ...other, reasons: machine.reasons };
  if (machine.bulk && (FROM_CUSTOMER.includes(reading.kind) || reading.kind === "other")) return { ...other, reasons: machine.reasons };
  if (isOwner && FROM_CUSTOMER.includes(reading.kind)) return { ...other, reasons: ["written by the owner, so it asks somebody else"] };
  const asked = FROM_CUSTOMER.includes(reading.kind) ? askedInstead(mail, owners) : null;
  if (asked !== null) return { ...other, reasons: [`written to ${asked}, and to you only as a copy`] };
  const taken = reading.kind === "other" && !reading.held && !reading.copy ? saidYes(parts, language) : null;
  if (taken !== null) return { ...reading, ...taken };
  const forwarded = forwardedIn(mail, parts);
  if (reading.kind !== "other" || forwarded === "" || reading.held || reading.copy || reading.elsewhere) return reading;
  const handed = handedOn(mail, parts, language);
  const wish = handed === null ? null : classify("", handed, language);
  // "See below, could you sort this for us?", above somebody's wish for our invoice.
  if (wish?.kind === "invoice_request" && wish.conditions.length === 0) return { ...wish, asking: [], confidence: "likely", reasons: wish.reasons.map((reason) => `in the forwarded mail, which we are asked to see to, ${reason}`) };
  const passedOn = classify("", split(withoutHead(forwarded)).fresh, language);
  if (passedOn.kind === "other" || passedOn.kind === "invoice_request") return reading;
  if (FROM_CUSTOMER.includes(passedOn.kind) && sentencesOf(parts.fresh).some((sentence) => has(tagged(sentence, language), "FYI"))) return reading;
  return { ...passedOn, asking: [], reasons: passedOn.reasons.map((reason) => `in the forwarded mail, ${reason}`) };
}

function actionOf(kind: MessageKind, missing: string[], machine: Impersonal, priority: Draft["priority"], spoken: boolean, isOwner: boolean): DraftAction {
  if (kind === "invoice_request") return missing.length === 0 ? "draft" : "clarify";
  if (NOTED.includes(kind)) return "note";
  if (kind === "spam_or_phish") return machine.dangerous ? "note" : "none";
  if (machine.bulk || machine.auto_reply || isOwner) return "none";
  // Something about an invoice that a person must sort out: wait, copy, correct, pay back.
  return spoken || priority !== "low" ? "note" : "none";
}

/** What was understood of a mail. Pure, linear in the length of the mail, reads at most the first 60,000 characters. Never throws for what a mail contains. */
export function understand(mail: Mail, context: Context): Draft {
  const parts = split(mail.text);
  const language = detectLanguage(`${bareSubject(mail.subject).text}\n${parts.fresh === "" ? parts.forwarded : parts.fresh}`);
  const owners = context.owner_emails.map((address) => address.toLowerCase());
  const isOwner = mail.from !== null && owners.includes(mail.from.email);
  const signs = signsOf(mail, parts.fresh, context.known);
  const machine = impersonal(mail, parts.fresh, signs.some((sign) => sign.fraud && /_failed$/.test(sign.code)));
  const reading = kindOf(mail, parts, language, machine, owners, isOwner);
  const { kind } = reading;
  const base = mail.date?.slice(0, 10) ?? null;
  const { text: subject } = bareSubject(mail.subject);

  const concerns = kind !== "other" && kind !== "spam_or_phish";
  const { customer, evidence, where, signed } = concerns ? customerOf(mail, parts, language === ENGLISH ? [ENGLISH] : [language, ENGLISH], owners) : senderOf(mail, owners);
  // "Please invoice the mats, 300 EUR" as the subject, and a text that names no number: the subject is the text..
  const isUnpriced = !/\d/.test(parts.fresh) || figuresOf(parts.fresh.replace(/\n/g, " "), false).every(({ mark }) => mark === null);
  const headline = isUnpriced && ((reading.subject_asks && !/\d/.test(parts.fresh)) || (kind === "invoice_request" && figuresOf(subject, false).some(({ mark }) => mark !== null)));
  const text = headline ? `${subject}\n\n${parts.fresh}` : parts.fresh;
  const asking = headline ? [...sentencesOf(subject), ...reading.asking] : reading.asking;
  const read = FROM_CUSTOMER.includes(kind) ? readFacts : readSums;
  let facts = !concerns ? NO_FACTS : read({ subject, text, asking, mail, firm: kind !== "quote_request" }, language, base);
  const reasons = [...reading.reasons];
  const readOffer = (text: string): Facts => readFacts({ subject, text, asking: [], mail, firm: true, offered: true }, language, base);
  let takenFrom = "";
  let unclear: string | null = null;
  if (kind === "invoice_request" && facts.lines.every((line) => line.amount === null && line.unit_price === null) && facts.total === null) {
    const accepted = takenUp(mail, parts, language, owners, facts, readOffer);
    if (accepted !== null) {
      ({ facts, offer: takenFrom, unclear } = accepted);
      reasons.push("the sender takes up the offer quoted below, so lines and prices are read from it");
    }
  }
  else if (kind === "invoice_request") unclear = changesOffer(mail, parts, language, owners, facts, readOffer);
  // "Could you quote for what Bill needs, below?", "see Jonas below, can we get this billed?": the things stand in the mail that is passed on.
  if ((kind === "quote_request" || kind === "invoice_request") && parts.forwarded !== "" && facts.lines.every(({ quantity, unit_price, amount }) => quantity === null && unit_price === null && amount === null)) {
    const passedOn = split(withoutHead(parts.forwarded)).fresh;
    const firm = kind === "invoice_request";
    const wished = readFacts({ subject, text: passedOn, asking: classify("", passedOn, language).asking, mail, firm }, language, base);
    if (wished.lines.some(({ quantity, amount }) => quantity !== null || (firm && amount !== null))) {
      facts = { ...wished, where: {} };
      takenFrom = passedOn;
    }
  }
  // "Send the invoice over 1,260 EUR": what for stands in the offer below.
  const [sole, ...more] = facts.lines;
  if (kind === "invoice_request" && sole?.description === "" && more.length === 0) {
    const below = takenUp(mail, parts, language, owners, facts, readOffer);
    const [named, ...others] = below?.facts.lines ?? [];
    if (named !== undefined && others.length === 0 && named.amount !== null && sole.amount !== null && compare(named.amount, sole.amount) === 0) facts = { ...facts, lines: [{ ...sole, description: named.description }] };
  }
  if (FROM_CUSTOMER.includes(kind) && facts.currency === null && !facts.missing.some((fact) => fact.startsWith("currency"))) {
    const below = currencyBelow({ subject: "", text: `${parts.quoted}\n${parts.forwarded}`, whole: mail.text, senderDomain: domainOf(mail.from?.email ?? "") }, language !== ENGLISH);
    if (below !== null) facts = { ...facts, currency: below.currency, evidence: { ...facts.evidence, currency: below.text }, assumptions: [...facts.assumptions, `the currency is taken from the mail below: "${below.text}"`] };
  }
  const texts = [parts.fresh, subject];
  const po = concerns ? poNumber([...texts, takenFrom]) : null;
  const named = concerns ? reference([...texts, takenFrom, FROM_CUSTOMER.includes(kind) ? parts.quoted : ""], po?.value ?? null) : null;
  const ref = named ?? (FROM_CUSTOMER.includes(kind) ? (wordedReference(parts.fresh) ?? taxId(parts.fresh)) : null);
  // "I paid for order 10588, please make out an invoice": the order is what it is for.
  if (kind === "invoice_request" && facts.lines.length === 0 && ref !== null && STANDS_FOR_THINGS.test(ref.text)) {
    facts = { ...facts, lines: [{ description: ref.text, quantity: null, unit: null, unit_price: null, amount: facts.total }], evidence: { ...facts.evidence, "lines.0": ref.text } };
  }
  for (const [field, found] of [["po_number", po], ["reference", ref]] as const) {
    if (found === null) continue;
    evidence[field] = found.text;
    if (found.of === 0) where[field] = { start: found.start, end: found.start + found.text.length };
  }
  const above = headline ? text.length - parts.fresh.length : 0;
  for (const [field, place] of Object.entries(facts.where)) if (place.start >= above) where[field] = { start: place.start - above, end: place.end - above };

  const missing = kind === "invoice_request" ? [...gaps(facts, customer), ...facts.missing] : facts.missing;
  if (kind === "invoice_request") {
    for (const condition of reading.conditions.slice(0, 1)) missing.push(`condition (${condition.slice(0, 160)})`);
    if (unclear !== null) missing.push(`condition (${unclear.slice(0, 160)})`);
    if (reading.contradicted !== null) missing.push(`condition (${reading.contradicted.slice(0, 160)})`);
  }
  // Nothing to read, and not for want of words: a person must look.
  const unread = isUnreadable(mail);
  const { priority, priority_reason } = priorityOf(bareSubject(mail.subject).reply ? parts.fresh : `${subject}\n${parts.fresh}`, kind, machine.bulk || machine.auto_reply || (machine.spam && !machine.dangerous));
  return {
    kind,
    action: unread ? "note" : actionOf(kind, missing, machine, priority, reading.held || reading.reasons.length > 0, isOwner),
    customer,
    currency: facts.currency,
    lines: facts.lines,
    total: facts.total,
    due_date: facts.due_date,
    terms: facts.terms,
    po_number: po?.value ?? null,
    reference: ref?.value ?? null,
    missing: askedOnce(missing),
    ...placed(mail.text, parts, { ...evidence, ...facts.evidence }, where, signed, takenFrom),
    confidence: missing.some((fact) => fact.startsWith("condition")) ? "unsure" : reading.confidence,
    reasons: [...(unread ? mail.problems : []), ...(reasons.length === 0 ? ["no rule found a wish that concerns invoices, quotes, orders or payments"] : reasons), ...facts.assumptions],
    signs,
    language: language.code,
    priority,
    priority_reason,
    new_text: parts.fresh,
  };
}
