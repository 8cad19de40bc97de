/**
 * Owns: what a mail is (PRODUCT M1): rules applied to every sentence of the new text, and one order of precedence over what they say.
 * Never: reading history, and never an invoice request out of a sentence that says "not".
 */
import type { Draft, MessageKind } from "../core/draft";
import { wantsPapers } from "./bookkeeper";
import { ENGLISH, LANGUAGES } from "./lang/all";
import type { Concept, Language } from "./lang/language";
import { RULES } from "./rules";
import type { Rule } from "./rule";
import { characterOf, lexiconOf, overlap, pattern, setOf, tag } from "./tags";
import type { Lexicon, Tagged } from "./tags";
import { compiled, oneLine, plain, remember, sentencesOf } from "./words";

export interface Hit {
  rule: Rule;
  sentence: string;
  in_subject: boolean;
  /** "once", "as soon as": asked for, but not now. The sentence stands in for the condition. */
  condition: string | null;
  /** Which of the sentence's concepts the match begins with. */
  at: number;
}

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

const lexicons = new Map<string, Lexicon>();

function lexiconFor(language: Language): Lexicon {
  const known = lexicons.get(language.code);
  if (known !== undefined) return known;
  const made = lexiconOf(language, ENGLISH);
  lexicons.set(language.code, made);
  return made;
}

const taggers = new Map(LANGUAGES.map((language) => [language, remember((sentence) => tag(sentence, lexiconFor(language)))]));

/** A sentence in concepts. */
export const tagged = (sentence: string, language: Language): Tagged => taggers.get(language)?.(sentence) ?? tag(sentence, lexiconFor(language));

/** Words before a match within which a negation still reaches it. */
const REACH = 3;

const ASKING = new Set<string | undefined>((["PLEASE", "CAN_YOU", "YOU_MAY"] as const).map(characterOf));

/** Where the paper stands that a match speaks of, -1 when it names none. */
const lastThing = (tags: string): number => Math.max(...(["INVOICE", "BILL", "QUOTE"] as const).map((concept) => tags.lastIndexOf(characterOf(concept))));

function takenBack(match: RegExpExecArray, { tags, starts, words }: Tagged): boolean {
  let from = match.index;
  const asks = ASKING.has(match[0][0]) && tags[from - 1] === characterOf("AND");
  // A negation reaches no further than its clause: "instead of 100 bags, what would ...", "I cannot come, so please send ...".
  while (!asks && from > 0 && from > match.index - REACH && words[(starts[from] ?? 0) - 1]?.pause !== true) from -= 1;
  const around = tags.slice(from, match.index + match[0].length);
  // "An invoice rather than a quote" takes nothing back; "rather than an invoice" does.
  if (around.includes(characterOf("NOT")) || around.includes(characterOf("WAIT")) || tags.slice(from, match.index).includes(characterOf("CONTRAST"))) return true;
  // "A receipt rather than an invoice".
  const thing = lastThing(match[0]);
  return thing > 0 && match[0].slice(Math.max(0, thing - 2), thing).includes(characterOf("CONTRAST"));
}

const FREQUENT = new Set((["PLEASE", "CAN_YOU", "WE", "YOU", "YOUR", "OUR", "THE", "FOR", "AND", "NOT", "SEND", "NEED"] as const).map(characterOf));

/** Each need of a rule as a set of concepts, the rarest first: most sentences fail there. */
const NEEDS = RULES.map((rule) => {
  const common = (characters: string): number => Array.from(characters).filter((character) => FREQUENT.has(character)).length;
  const [first = null, ...more] = [...rule.needs].sort((a, b) => common(a) - common(b) || a.length - b.length).map(setOf);
  return { rule, first, more };
});

/** "We need an invoice, they won't take cards": the negation is of the next clause. */
function acrossClauses(match: RegExpExecArray, { starts, words }: Tagged): boolean {
  const thing = Math.max(...(["INVOICE", "BILL"] as const).map((concept) => match[0].lastIndexOf(characterOf(concept))));
  const from = starts[match.index + Math.max(0, thing)] ?? 0;
  const to = starts[match.index + match[0].length - 1] ?? words.length;
  return words.slice(from, to).some((word) => word.pause);
}

/** The words of a match that no concept covers are written like names, and stand not in `own`. */
function areNames(match: RegExpExecArray, { concepts, starts, words }: Tagged, own: string): boolean {
  const unknown = concepts.flatMap((concept, at) => (concept === "OTHER" && at >= match.index && at < match.index + match[0].length ? [words[starts[at] ?? 0]] : []));
  return unknown.every((word) => word !== undefined && /^\p{Lu}/u.test(word.text) && !own.includes(word.plain));
}

/** Words between quotation marks are spoken of, not said: "why 'please send a quote' mails go cold". */
const MENTION = /(^|[\s(])(?:"[^"]{1,200}"|[“„«][^“”„«»]{1,200}[”“»]|['‘][^'‘’]{8,200}['’])(?=[\s).,;:!?]|$)/g;

function withoutMentions(sentence: string): string {
  const bare = sentence.replace(MENTION, "$1");
  return bare.length > 20 ? bare : sentence;
}

/** What somebody else said in several sentences, as a service that tells of a payment passes on a note. */
function passagesOf(fresh: string): string[] {
  const passages = [...fresh.matchAll(MENTION)].map(([text]) => text.trim());
  return passages.filter((text) => /[.!?]\s/.test(text) && fresh.length - text.length > 20);
}

/** Rules that match a sentence, negations heeded. `own`: the sender's name and address in plain letters. */
export function hitsOf(sentence: string, language: Language, inSubject = false, own = ""): Hit[] {
  const read = tagged(withoutMentions(sentence), language);
  const { tags } = read;
  const present = setOf(tags);
  const hits: Hit[] = [];
  for (const { rule, first, more } of NEEDS) {
    if ((first !== null && !overlap(first, present)) || (inSubject && rule.body_only) || !more.every((need) => overlap(need, present))) continue;
    const match = rule.matches.exec(tags);
    if (match === null || (rule.negatable && takenBack(match, read)) || (rule.within && acrossClauses(match, read)) || (rule.named && !areNames(match, read, rule.says === "elsewhere" ? own : ""))) continue;
    const conditional = tags.includes(characterOf("UNTIL"));
    hits.push({ rule, sentence, in_subject: inSubject, condition: conditional ? sentence : null, at: match.index });
  }
  return hits;
}

/** A sentence names a concept. */
export const has = (sentence: Tagged, concept: Concept): boolean => sentence.concepts.includes(concept);

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
  const asks = of("invoice_request").filter((hit) => !copySentences.has(hit.sentence));
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
