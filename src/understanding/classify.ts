/**
 * Owns: what a mail is (PRODUCT M1): one order of precedence over what the rules say of its sentences.
 * Never: whether a rule matches (hits.ts), reading history, and never an invoice request out of a sentence that says "not".
 */
import type { Draft, MessageKind } from "../core/draft";
import { wantsPapers } from "./bookkeeper";
import { has, hitsOf, MENTION, tagged } from "./hits";
import type { Hit } from "./hits";
import type { Concept, Language } from "./lang/language";
import type { Rule } from "./rule";
import { characterOf, pattern } from "./tags";
import type { Tagged } from "./tags";
import { sentencesOf } from "./sentences";
import { compiled, oneLine, plain } from "./words";

export interface Reading {
  kind: MessageKind;
  /** Sentences, one for each rule that decided. */
  reasons: string[];
  /** The sentences in which the sender asks, for evidence and for what is asked. */
  asking: string[];
  /** The subject asks as well. */
  subject_asks: boolean;
  /** Conditions on a request: it must not be carried out without asking. */
  conditions: string[];
  /** The mail both asks for an invoice and asks to wait. */
  contradicted: string | null;
  held: boolean;
  /** The sender sells, speaks of its own offer, or has somebody else do it. */
  elsewhere: boolean;
  /** By how plain the words are and how far the next kind is behind; what each word means in practice is measured in the tests. */
  confidence: Draft["confidence"];
  copy: boolean;
}

/** What somebody else said in several sentences, as a service that tells of a payment passes on a note. */
function passagesOf(fresh: string): string[] {
  const passages = [...fresh.matchAll(MENTION)].map(([text]) => text.trim());
  return passages.filter((text) => /[.!?]\s/.test(text) && fresh.length - text.length > 20);
}

/** A subject without "Re:", "Fwd:" and the like, and whether it had one. */
export function bareSubject(subject: string): { text: string; reply: boolean } {
  const text = subject.replace(/^(?:\s*(?:re|fwd?|aw|wg|tr|sv|vs|rv|antw|doorst|res|enc|odp|pd|r|i)(?:\[\d+\])?\s*:\s*)+/i, "");
  return { text: text.trim(), reply: text.length < subject.length };
}

const PAPERS: Concept[] = ["INVOICE", "BILL", "BILLED", "QUOTE", "PRICE", "HOW_MUCH", "MUCH", "COST", "ORDER", "PLACE", "RFQ"];
const WISHES: Concept[] = ["PLEASE", "CAN_YOU", "YOU_MAY", "NEED", "ASK"];
const REQUESTS: Rule["says"][] = ["invoice_request", "quote_request"];
const PRECEDENCE: MessageKind[] = ["invoice_request", "overdue_reminder", "vendor_invoice_received", "purchase_order", "quote_request", "receipt_or_payment"];

function strength(hits: Hit[], says: Rule["says"]): number {
  const own = hits.filter((hit) => hit.rule.says === says);
  if (own.length === 0) return 0;
  return Math.max(...own.map((hit) => hit.rule.weight - (hit.in_subject ? 0.5 : 0))) + Math.min(1, (own.length - 1) * 0.25);
}

/** What somebody else is to do is no wish towards us. */
function withoutErrands(hits: Hit[]): Hit[] {
  const errands = new Set(hits.filter((hit) => hit.rule.says === "elsewhere").map((hit) => hit.sentence));
  return errands.size === 0 ? hits : hits.filter((hit) => !errands.has(hit.sentence) || hit.rule.says === "elsewhere");
}

/** Talk about an invoice that the mail does not bring takes back what its own sentence seems to say about bills to us, and weak hints elsewhere. */
function withoutAsides(hits: Hit[]): Hit[] {
  const asides = new Set(hits.filter((hit) => hit.rule.says === "aside").map((hit) => hit.sentence));
  if (asides.size === 0) return hits;
  const billsUs = (hit: Hit): boolean => ["vendor_invoice_received", "overdue_reminder", "receipt_or_payment"].includes(hit.rule.says);
  return hits.filter((hit) => !billsUs(hit) || (!asides.has(hit.sentence) && hit.rule.weight > 2));
}

const NAMED: Partial<Record<Concept, MessageKind | null>> = { INVOICE: "invoice_request", BILL: "invoice_request", BILLED: "invoice_request", ON_INVOICE: "invoice_request", AWAITED: "invoice_request", QUOTE: "quote_request", PRICE: "quote_request", ATTACHED: null };

/** "We cannot pay without an invoice. Please send one.": what "one" stands for, by the sentences before it and its own. */
function referred(hit: Hit, sentences: string[], language: Language): Hit {
  const before = [...sentences.flatMap((sentence) => tagged(sentence, language).concepts), ...tagged(hit.sentence, language).concepts.slice(0, hit.at)];
  const at = before.findLastIndex((concept) => NAMED[concept] !== undefined);
  const named = before[at];
  // "Our July invoice is still open. Could you get it over to us?": the sender's own paper is no wish.
  const isOwn = before.slice(Math.max(0, at - 2), at).includes("OUR");
  const says = named === undefined || isOwn ? null : (NAMED[named] ?? null);
  return says === null ? hit : { ...hit, rule: { ...hit.rule, says } };
}

const LEADS: Concept[] = ["PLEASE", "CAN_YOU", "NEED", "CONFIRM", "RATE"];
const LISTED = /^(?:[-*•·–—▪◦‣]|\d{1,2}[.)]|[a-z]\))\s*/i;
/** Entries of a list that are looked at; who asks for a price asks early. */
const MAX_ENTRIES = 8;

/** "Can you provide: - a cost breakdown - references": what a list asks for, each entry read behind the words above it. */
function listed(sentences: string[], index: number, language: Language): Hit[] {
  const lead = sentences[index] ?? "";
  const { concepts, starts, words: all } = tagged(lead, language);
  const last = concepts.findLastIndex((concept) => LEADS.includes(concept));
  if (!lead.endsWith(":") || last < 0) return [];
  const wish = all.slice(0, starts[last + 1]).map(({ text }) => text).join(" ");
  const hits: Hit[] = [];
  for (const entry of sentences.slice(index + 1, index + 1 + MAX_ENTRIES)) {
    if (entry.endsWith(":") || entry.length > 120) break;
    const words = entry.replace(LISTED, "");
    if (words !== "") hits.push(...[lead.slice(0, -1), wish].flatMap((opening) => hitsOf(`${opening} ${words}`, language)).filter((hit) => REQUESTS.includes(hit.rule.says)).map((hit) => ({ ...hit, sentence: lead })));
  }
  return hits;
}

const FIELD = /^\p{L}[\p{L} '()/-]{1,30}:\s*\S/u;

/** "Name: .. Phone: .. Message: ..": what a form on a website sends. */
function isForm(fresh: string): boolean {
  const lines = fresh.split("\n", 30).filter((line) => line.trim() !== "");
  const fields = lines.filter((line) => FIELD.test(line)).length;
  return fields >= 4 && fields * 2 > lines.length;
}

/** The last paper that a text of ours asks whether to write, null when it asks nothing like it: "Shall I send the invoice?" */
export function offered(text: string, language: Language): { sentence: string; kind: MessageKind } | null {
  const sentence = sentencesOf(text).findLast((one) => hitsOf(one, language).some((hit) => hit.rule.says === "offer"));
  const named = sentence === undefined ? undefined : tagged(sentence, language).concepts.findLast((concept) => typeof NAMED[concept] === "string");
  const kind = named === undefined ? null : (NAMED[named] ?? null);
  return sentence === undefined || kind === null ? null : { sentence, kind };
}

const FIGURE = pattern("MONEY|NUMBER|COUNT");
const NUMBERED = pattern("INVOICE INFO? ID|NUMBER");

/** What the new text of a mail is about. `own`: the sender's name and address, in plain letters. */
export function classify(subject: string, fresh: string, language: Language, own = ""): Reading {
  const head = bareSubject(subject);
  const sentences = sentencesOf(fresh);
  const passages = passagesOf(fresh);
  const bodyHits = sentences.flatMap((sentence, index) => passages.some((passage) => passage.includes(sentence)) ? [] : hitsOf(sentence, language, false, own).map((hit) => (hit.rule.says === "reference" ? referred(hit, [head.text, ...sentences.slice(Math.max(0, index - 2), index)], language) : hit)).concat(listed(sentences, index, language)));
  // The subject of a reply is history.
  const subjectHits = head.reply ? [] : hitsOf(head.text, language, true, own).map((hit): Hit => (hit.rule.says === "heading" && isForm(fresh) ? { ...hit, rule: { ...hit.rule, says: "quote_request" } } : hit));
  const whole = [head.text, ...sentences].map((sentence) => tagged(sentence, language).tags).join("\n");
  const saying = [head.text, ...sentences].some((sentence) => has(tagged(sentence, language), "SAYING"));
  let hits = withoutErrands(withoutAsides([...bodyHits, ...subjectHits]));
  const isBilled = (hit: Hit): boolean => hit.rule.says === "invoice_request" || hit.rule.says === "faint";
  if (hits.some(isBilled) && wantsPapers(subject, fresh)) hits = hits.filter((hit) => !isBilled(hit));
  if (saying) hits = hits.filter((hit) => hit.rule.says !== "quote_request");
  // Who sells to us asks neither for our price nor for our invoice.
  if (hits.some((hit) => hit.rule.says === "seller")) hits = hits.filter((hit) => !REQUESTS.includes(hit.rule.says));
  // Who brings a quote names it in the subject as well.
  if (hits.some((hit) => hit.rule.says === "answer")) hits = hits.filter((hit) => hit.rule.says !== "quote_request" || (!hit.in_subject && hit.rule.weight > 2));

  const of = (says: Rule["says"]): Hit[] => hits.filter((hit) => hit.rule.says === says);
  const score = (says: Rule["says"]): number => strength(hits, says);
  const held = of("hold").length > 0;
  const corrects = NUMBERED.test(whole) || of("dispute").length > 0;
  const isAnew = (sentence: string): boolean => corrects && compiled(language.anew, "u").test(oneLine(plain(sentence)));
  const copySentences = new Set([...of("copy"), ...of("invoice_request").filter((hit) => isAnew(hit.sentence))].map((hit) => hit.sentence));
  // "A credit of 60 against this month's invoice": the wish is for money back.
  const isPaidBack = ({ concepts }: Tagged): boolean => concepts.includes("REFUND") && concepts.indexOf("REFUND") < concepts.indexOf("INVOICE");
  const paidBack = new Set(of("dispute").map((hit) => hit.sentence).filter((sentence) => isPaidBack(tagged(sentence, language))));
  const asks = of("invoice_request").filter((hit) => !copySentences.has(hit.sentence) && !paidBack.has(hit.sentence));
  const request = strength(asks, "invoice_request");
  const heldSentences = new Set(of("hold").map((hit) => hit.sentence));
  const freeAsks = asks.filter((hit) => !heldSentences.has(hit.sentence) && !hit.in_subject);
  const copy = copySentences.size > 0 && freeAsks.length === 0;

  const scores = new Map<MessageKind, number>(PRECEDENCE.map((kind) => [kind, kind === "invoice_request" ? request : score(kind)]));
  // "Please quote; if we agree, you can invoice us": the price comes first.
  const unconditional = asks.some((hit) => !has(tagged(hit.sentence, language), "IF") && hit.condition === null);
  if (score("quote_request") >= 3 && !unconditional) scores.set("invoice_request", 0);
  if (copy || (held && freeAsks.length === 0)) scores.set("invoice_request", 0);
  if (score("dispute") >= 2) {
    for (const kind of ["invoice_request", "quote_request"] as const) scores.set(kind, (scores.get(kind) ?? 0) - 1.5);
    scores.set("receipt_or_payment", 0);
  }
  // A bill that is sent to us outweighs any wish to get one (never a customer invoice out of a vendor's bill).
  if (score("vendor_invoice_received") >= 3) for (const wish of ["invoice_request", "quote_request"] as const) scores.set(wish, Math.min(scores.get(wish) ?? 0, 2));
  // A plain wish decides over what the mail also reports.
  const wishes: MessageKind[] = ["invoice_request", "quote_request", "overdue_reminder"];
  for (const wish of wishes) {
    const value = scores.get(wish) ?? 0;
    if (value >= 3) scores.set(wish, value + 0.6);
  }
  let kind: MessageKind = "other";
  let most = 1.4;
  for (const candidate of PRECEDENCE) {
    const value = scores.get(candidate) ?? 0;
    if (value > most) {
      kind = candidate;
      most = value;
    }
  }
  // Nothing says anything: an invoice and a wish in one sentence are enough, where figures are given and no invoice is named by its number.
  const faint = of("faint");
  const isAlone = hits.every((hit) => ["faint", "reference", "offer"].includes(hit.rule.says));
  if (kind === "other" && faint.length > 0 && isAlone && FIGURE.test(whole) && !NUMBERED.test(whole)) kind = "invoice_request";
  const next = Math.max(1.4, ...PRECEDENCE.filter((candidate) => candidate !== kind).map((candidate) => scores.get(candidate) ?? 0));
  const ahead = most - next;
  // A mail that wants nothing is something else for sure; one that names the papers may ask for one in words that no rule knows.
  const said = [head.text, ...sentences].flatMap((sentence) => tagged(sentence, language).concepts);
  const doubts = hits.length > 0 || said.some((concept) => PAPERS.includes(concept)) ? 2 : said.some((concept) => WISHES.includes(concept)) ? 1 : 0;
  const confidence = kind === "other" ? (["sure", "likely", "unsure"] as const)[doubts] : most >= 3 && ahead >= 1.5 && !held ? "sure" : most >= 3 && ahead > 0.5 && !held ? "likely" : "unsure";
  const deciding = kind === "other" ? [...of("hold"), ...of("copy"), ...of("dispute")] : kind === "invoice_request" ? (asks.length > 0 ? asks : faint) : of(kind);
  const reasons = deciding.map((hit) => `${hit.rule.name}: "${hit.sentence.slice(0, 160)}"`);
  // "Please quote PO 7781 on your invoice" tells nothing of what is billed, where another sentence asks.
  const told = deciding.filter((hit) => !hit.in_subject);
  const uncited = told.filter((hit) => !hit.rule.needs.some((need) => need.includes(characterOf("CITE"))));
  const asking = [...new Set((uncited.length > 0 ? uncited : told).map((hit) => hit.sentence))];
  return {
    kind,
    reasons: [...new Set(reasons)],
    asking,
    subject_asks: deciding.some((hit) => hit.in_subject),
    conditions: [...new Set(deciding.flatMap((hit) => (hit.condition === null ? [] : [hit.condition])))],
    contradicted: kind === "invoice_request" && held ? (of("hold")[0]?.sentence ?? null) : null,
    held,
    elsewhere: (["elsewhere", "seller", "answer"] as const).some((says) => of(says).length > 0),
    confidence,
    copy,
  };
}
