/**
 * Owns: bytes (or the fields of a row) in, a `Mail` out - with our limits on top of the MIME library (PRODUCT G3).
 * Never: throwing for what a stranger sent. What could not be read becomes a sentence in `problems`.
 */
import PostalMime, { addressParser, decodeWords } from "postal-mime";
import type { Address as ParsedAddress, Email } from "postal-mime";
import { HEADERS_ONLY, LEFT_OUT, MISREAD, NOTHING_READ } from "../core/mail";
import type { Address, Attachment, Mail } from "../core/mail";
import { settleCharsets, windows } from "./charsets";
import { htmlToText } from "./html";
import { misleadingLinks } from "./links";
import { isPlaceholder, strayText, unreadable, withoutPacked } from "./odd-parts";
import { standardBytes } from "./wire";
import { capSubject, capText, fileName, firstAddresses, headerBlock, judgeAttachment, judgeSize, MAX_ATTACHMENTS, MAX_FORWARD_DEPTH, MAX_HEADER_BYTES, MAX_NESTING, MAX_TEXT } from "./limits";

/** What the source knows about a message besides its bytes. */
export interface MailOrigin {
  id: string;
  thread: string | null;
  /** UTC ISO time the service took it in, null: the Date header counts. */
  date: string | null;
  labels: string[];
}

/** A message as separate fields, for sources that have no bytes. Addresses as in a header. */
export interface MailFields {
  id: string;
  from?: string | null;
  to?: string | null;
  cc?: string | null;
  subject?: string | null;
  date?: string | null;
  body?: string | null;
  html?: string | null;
}

/** Fields of `Mail` of their own; every other header goes into `headers`. */
const OWN_HEADERS = new Set(["from", "to", "cc", "bcc", "subject", "date", "message-id", "reply-to", "content-type", "content-transfer-encoding", "mime-version"]);
const MAX_HEADERS = 300;
const MAX_HEADER_VALUE = 8_000;
const ZONE = /(?:z|[+-]\d{2}:?\d{2}|[a-z]{3,4})\)?\s*$/i;

/** UTC ISO time of a date in any common writing; a time without a zone is taken as UTC. Null when it is no date. */
function isoTime(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.trim() === "") return null;
  const time = new Date(/\d:\d/.test(text) && !ZONE.test(text) ? `${text.trim()}Z` : text);
  return Number.isNaN(time.getTime()) || time.getTime() < 0 ? null : time.toISOString();
}

function addresses(list: ParsedAddress[] | undefined): Address[] {
  const flat = (list ?? []).flatMap((entry) => (entry.group === undefined ? [entry] : entry.group));
  return firstAddresses(flat.map((entry) => ({ name: clean(entry.name), email: entry.address.trim().toLowerCase() }))).filter((entry) => entry.email !== "" || entry.name !== "");
}

const parseAddresses = (text: string | null | undefined): Address[] => addresses(addressParser((text ?? "").slice(0, MAX_HEADER_VALUE)));

/** One line, without control characters. */
function clean(text: string): string {
  return windows(text).replace(/\p{Cc}+/gu, " ").trim();
}

function normal(text: string): string {
  return windows(text).replace(/\r\n?/g, "\n").replace(/\0/g, "").trim();
}

/** Plain text when there is any, else the HTML laid out; both when they stand side by side. */
function bodies(plain: string | undefined, html: string | undefined, problems: string[]): Pick<Mail, "text" | "html_text"> {
  const text = withoutPacked(normal(plain ?? ""), problems);
  const laidOut = html === undefined ? "" : htmlToText(windows(html), problems);
  if (text === "" || isPlaceholder(text, laidOut)) return { text: capText(laidOut, problems), html_text: null };
  return { text: capText(text, problems), html_text: laidOut === "" ? null : capText(laidOut, problems) };
}

function otherHeaders(email: Email): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const { key, value } of email.headers.slice(0, MAX_HEADERS)) {
    if (!OWN_HEADERS.has(key)) (headers[key] ??= []).push(clean(value).slice(0, MAX_HEADER_VALUE));
  }
  return { ...headers };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  return PostalMime.parse(bytes, { maxNestingDepth: MAX_NESTING, maxHeadersSize: MAX_HEADER_BYTES, forceRfc822Attachments: true });
}

/** The whole mail, or only its headers when the rest is hostile or broken; null when not even those can be read. */
async function parseWithin(bytes: Uint8Array, problems: string[]): Promise<Email | null> {
  const { refused, end } = judgeSize(bytes);
  if (refused === null) {
    if (end < bytes.length) problems.push(`The mail's text is longer than what is read; the rest of the mail ${LEFT_OUT}`);
    try {
      const settled = settleCharsets(bytes.subarray(0, end));
      const email = await parse(settled.bytes);
      problems.push(...settled.problems);
      return email;
    } catch (error) {
      problems.push(`The mail's structure could not be read (${error instanceof Error ? error.message : "unknown fault"}); ${HEADERS_ONLY}`);
    }
  } else problems.push(refused);
  try {
    return await parse(headerBlock(bytes));
  } catch {
    problems.push(NOTHING_READ);
    return null;
  }
}

/** Messages attached to a mail, as the forwarded text they are: never part of what the sender says anew. */
async function attachedMessages(email: Email, depth: number, problems: string[]): Promise<string> {
  const texts: string[] = [];
  for (const part of email.attachments) {
    if (part.mimeType !== "message/rfc822" || typeof part.content === "string") continue;
    if (depth >= MAX_FORWARD_DEPTH) {
      problems.push(`Messages lie more than three deep in one another; of the others ${HEADERS_ONLY}`);
      break;
    }
    const inner = await parseWithin(new Uint8Array(part.content), problems);
    if (inner === null) continue;
    const [from] = addresses(inner.from === undefined ? [] : [inner.from]);
    const body = bodies(inner.text, inner.html, problems).text;
    const head = [`From: ${from === undefined ? "" : `${from.name} <${from.email}>`}`, `Date: ${clean(inner.date ?? "").slice(0, 100)}`, `Subject: ${capSubject(clean(inner.subject ?? ""), problems)}`];
    texts.push(["---------- Forwarded message ----------", ...head, "", body].join("\n"), await attachedMessages(inner, depth + 1, problems));
    if (texts.reduce((length, text) => length + text.length, 0) > MAX_TEXT) break;
  }
  return texts.filter((text) => text !== "").join("\n\n");
}

/** What is said of letters that no decoder could make out. Between digits nobody knows what number it was. */
function lostLetters(text: string): string[] {
  if (!text.includes("\ufffd")) return [];
  return [/\d\ufffd+\d/.test(text) ? `Figures in the text could not be decoded; ${HEADERS_ONLY}` : `Parts of the text could not be decoded, and ${MISREAD}`];
}

function attachmentsOf(email: Email, problems: string[]): Attachment[] {
  if (email.attachments.length > MAX_ATTACHMENTS) problems.push(`The mail has ${String(email.attachments.length)} attachments; what follows after the first ${String(MAX_ATTACHMENTS)} ${LEFT_OUT}`);
  return email.attachments.slice(0, MAX_ATTACHMENTS).map((part) => {
    const size = typeof part.content === "string" ? part.content.length : part.content.byteLength;
    return judgeAttachment(fileName(clean(part.filename ?? ""), problems), part.mimeType.toLowerCase().slice(0, 200), size);
  });
}

/** Reads a message as it came over the wire (RFC 5322 bytes, mbox line allowed). Never throws. */
export async function readMail(bytes: Uint8Array, origin: MailOrigin): Promise<Mail> {
  const problems: string[] = [];
  const email = await parseWithin(standardBytes(bytes), problems);
  if (email === null) return { ...mailFromFields({ id: origin.id, date: origin.date }), thread: origin.thread, labels: origin.labels, problems };
  const plain = normal(email.text ?? "") === "" && (email.html ?? "") === "" ? strayText(email) : email.text;
  const body = bodies(plain, email.html, problems);
  const attached = await attachedMessages(email, 0, problems);
  const attachments = attachmentsOf(email, problems);
  for (const { name, accepted, type } of attachments) {
    if (!accepted && type !== "message/rfc822") problems.push(`${name === "" ? `An attachment without a name (${type === "" ? "of no type" : type})` : `Attachment "${name}"`} was not taken: its kind is not on the list, or it is above 10 MB.`);
  }
  problems.push(...lostLetters(body.text));
  const closed = unreadable(email, body.text);
  if (closed !== null) problems.push(closed);
  const links = misleadingLinks(email.html ?? "");
  const [from] = addresses(email.from === undefined ? [] : [email.from]);
  if (from === undefined || from.email === "") problems.push("The mail names no sender.");
  const senders = email.headers.filter(({ key }) => key === "from").length;
  if (senders > 1) problems.push(`The mail has ${String(senders)} "From" lines, and programs differ in which one they show; ${HEADERS_ONLY}`);
  if (from === undefined && body.text === "" && (email.subject ?? "") === "" && email.attachments.length === 0) problems.push(NOTHING_READ);
  return {
    id: origin.id,
    thread: origin.thread,
    message_id: email.messageId?.replace(/^\s*<|>\s*$/g, "").slice(0, MAX_HEADER_VALUE) ?? null,
    date: origin.date ?? isoTime(email.date),
    from: from ?? null,
    reply_to: addresses(email.replyTo),
    to: addresses(email.to),
    cc: addresses(email.cc),
    subject: capSubject(clean(email.subject ?? ""), problems),
    text: capText([body.text, attached].filter((text) => text !== "").join("\n\n"), problems),
    html_text: body.html_text,
    attachments,
    ...(links.length > 0 && { misleading_links: links }),
    headers: otherHeaders(email),
    labels: origin.labels,
    problems,
  };
}

/** A mail from separate fields (`understand --jsonl` without `raw`). Never throws. */
export function mailFromFields(fields: MailFields): Mail {
  const problems: string[] = [];
  const [from] = parseAddresses(fields.from);
  return {
    id: fields.id,
    thread: null,
    message_id: null,
    date: isoTime(fields.date),
    from: from ?? null,
    reply_to: [],
    to: parseAddresses(fields.to),
    cc: parseAddresses(fields.cc),
    subject: capSubject(clean(decodeWords((fields.subject ?? "").slice(0, MAX_HEADER_VALUE))), problems),
    ...bodies(fields.body ?? undefined, fields.html ?? undefined, problems),
    attachments: [],
    headers: {},
    labels: [],
    problems,
  };
}

/** Bytes of a text in which every character stands for one byte (`raw` of a `--jsonl` row). */
export function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
