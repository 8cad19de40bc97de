/**
 * Owns: how a mail looks as a note in Needs_Action - one that only informs, and one that asks for missing facts (PRODUCT G4, M3, M4).
 * Never: anything of the mail outside `quoteUntrusted`, `inlineUntrusted` or a quoted property.
 */
import { inertField } from "./action-note";
import type { Draft, Sign } from "./draft";
import { sha256Hex } from "./hash";
import type { Json, JsonObject } from "./json";
import type { Mail } from "./mail";
import { writeLines } from "./note";
import { isDecimal, showMoney } from "./money";
import { showInstant } from "./schedule";
import { inlineUntrusted, quoteUntrusted } from "./untrusted";

/** What a draft lacks, and how the owner can supply it. */
export interface Asked {
  /** Front matter fields with their present values: the owner fills them. */
  fields: JsonObject;
  /** Ready text that asks the customer exactly what is missing, in the mail's language. */
  reply: string;
}

const KIND_WORDS: Record<Draft["kind"], string> = {
  invoice_request: "asks for an invoice",
  quote_request: "asks for a quote",
  purchase_order: "is a purchase order",
  vendor_invoice_received: "is a bill to you",
  receipt_or_payment: "is about a payment",
  overdue_reminder: "reminds of an unpaid bill",
  spam_or_phish: "looks dangerous: do not click, do not pay",
  other: "may need you",
};

/** Safe part of a file name: letters and digits of the subject, at most 40 characters. */
function slug(subject: string): string {
  const words = Array.from(subject.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "")).slice(0, 40).join("");
  return words === "" ? "mail" : words;
}

/** Name of the note of an observation: stable, so that a power cut cannot make a second one. */
export function mailNoteName(prefix: string, observation: string, at: string, subject: string): string {
  return `${prefix}_${at.slice(0, 10)}_${slug(subject)}_${sha256Hex(observation).slice(0, 8)}.md`;
}

/** Front matter about the message that an action came from (DETAILS "invoice from mail"). */
export function sourceFields(mail: Mail): JsonObject {
  if (mail.talk) return inertField({ source_channel: mail.talk.channel, source_message_id: mail.id, source_message_from: mail.from?.name ?? "" }) as JsonObject;
  return inertField({
    domain_link: "gmail_to_odoo",
    source_email_id: mail.id,
    source_email_subject: mail.subject,
    source_email_from: mail.from?.email ?? "",
  }) as JsonObject;
}

function understoodLines(draft: Draft): string[] {
  if (draft.lines.length === 0) return [];
  const money = (amount: string | null): string => (amount === null ? "?" : draft.currency === null || !isDecimal(amount) ? amount : showMoney({ amount, currency: draft.currency }));
  return [
    "## What was understood",
    "",
    ...draft.lines.map((line) => `- ${inlineUntrusted(line.description)}: ${inlineUntrusted(line.quantity ?? "?")} x ${inlineUntrusted(money(line.unit_price))} = ${inlineUntrusted(money(line.amount))}`),
    ...(draft.total === null ? [] : [`- Total: ${inlineUntrusted(money(draft.total))}`]),
    "",
  ];
}

function signLines(signs: readonly Sign[]): string[] {
  if (signs.length === 0) return [];
  return ["## Look out", "", ...signs.map((sign) => `- ${sign.fraud ? "**Fraud sign:** " : ""}${inlineUntrusted(sign.text)}`), ""];
}

function head(mail: Mail, zone: string, at: string): string[] {
  return [
    `# ${inlineUntrusted(mail.subject === "" ? "(no subject)" : mail.subject)}`,
    "",
    `From ${inlineUntrusted(mail.from ? `${mail.from.name} (${mail.from.email})`.trim() : "an unknown sender")}, ${showInstant(at, zone)}`,
    "",
  ];
}

function messageLines(mail: Mail): string[] {
  return ["## The mail", "", ...(mail.problems.length === 0 ? [] : [...mail.problems.map((problem) => `- ${inlineUntrusted(problem)}`), ""]), quoteUntrusted(mail.text), ""];
}

/** A note that only informs. */
export function mailNote(mail: Mail, draft: Draft, context: { at: string; zone: string; why: string }): string {
  const front: Json = {
    type: "gmail_message",
    email_id: mail.id,
    thread_id: mail.thread ?? "",
    subject: mail.subject,
    from: mail.from?.email ?? "",
    to: mail.to.map((address) => address.email).join(", "),
    date: mail.date ?? context.at,
    has_attachments: mail.attachments.length > 0,
    labels: mail.labels,
    status: "open",
    kind: draft.kind,
    priority: draft.priority,
    priority_reason: draft.priority_reason,
  };
  const body = [
    ...head(mail, context.zone, context.at),
    `This mail ${KIND_WORDS[draft.kind]}. Priority ${draft.priority}: ${inlineUntrusted(draft.priority_reason)}`,
    "",
    ...(context.why === "" ? [] : [context.why, ""]),
    ...signLines(draft.signs),
    ...understoodLines(draft),
    ...messageLines(mail),
  ];
  return writeLines(inertField(front) as JsonObject, body);
}

/** A mail that this version could not deal with: its text lies in `Logs/blobs`, a person must look at it in the mailbox. `tries`: how often it is tried by itself. */
export function unreadNote(why: string, at: string, zone: string, tries: number): string {
  const body = [
    "# A mail could not be understood",
    "",
    `It arrived ${showInstant(at, zone)}. The program failed on it: ${inlineUntrusted(why)}`,
    "",
    "What to do: look at it in your mailbox. Nothing was drafted from it, and nothing of it is lost.",
    "",
    `It is tried again once a day, ${tries} times in all. To have it tried at once, tick \`read_again\` in the properties at the top of this note; to be done with it, delete this note.`,
  ];
  return writeLines({ type: "gmail_message", status: "open", priority: "high", priority_reason: "it could not be understood", tried: 1, read_again: false }, body);
}

/** A later mail of the thread of a question. */
export interface Said {
  /** UTC ISO time. */
  at: string;
  /** Its new text. */
  text: string;
}

function laterLines(later: readonly Said[], zone: string): string[] {
  return later.flatMap(({ at, text }) => [`## Written later, ${showInstant(at, zone)}`, "", quoteUntrusted(text), ""]);
}

/** A note that asks for what is missing. Filling its properties turns it into a draft (PRODUCT M4). */
export function clarificationNote(mail: Mail, draft: Draft, asked: Asked, context: { at: string; zone: string; missing: string[]; text: string; later: readonly Said[]; signs: readonly Sign[] }): string {
  const front: JsonObject = {
    type: "invoice_clarification_needed",
    source_email_id: mail.id,
    source_email_from: mail.from?.email ?? "",
    source_email_subject: mail.subject,
    parse_error: `missing: ${context.missing.join("; ")}`,
    status: "open",
    ...asked.fields,
  };
  const body = [
    ...head(mail, context.zone, context.at),
    `This mail ${KIND_WORDS[draft.kind]}, but facts are missing, and nothing is guessed.`,
    "",
    ...(context.text === "" ? [] : [inlineUntrusted(context.text), ""]),
    "## What is missing",
    "",
    ...context.missing.map((fact) => `- [ ] ${inlineUntrusted(fact)}`),
    "",
    "## How to go on",
    "",
    "- You know the answer: fill in what is empty, or correct what is odd, in the properties at the top of this note. It then becomes a draft that waits for your approval.",
    "- You do not: send the customer the reply below, and fill the properties in when the answer is there.",
    "- Not needed: delete this note.",
    "",
    "## Reply to send",
    "",
    quoteUntrusted(asked.reply),
    "",
    ...signLines(context.signs),
    ...understoodLines(draft),
    ...messageLines(mail),
    ...laterLines(context.later, context.zone),
  ];
  return writeLines(inertField(front) as JsonObject, body);
}
