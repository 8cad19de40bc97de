/**
 * Owns: what is too much or not allowed in a mail (PRODUCT G3), judged before anything expensive is done with it.
 * Never: the meaning of a mail.
 */
import { HEADERS_ONLY, LEFT_OUT } from "../core/mail";
import type { Address, Attachment } from "../core/mail";

/** Services stop near 25 MB, which base64 swells to about 35 MB. */
export const MAX_MAIL_BYTES = 50 * 1024 * 1024;
/** Characters of body text that are kept. */
export const MAX_TEXT = 500_000;
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;
/** More than anybody looks through. */
export const MAX_ATTACHMENTS = 100;
export const MAX_HEADER_BYTES = 512 * 1024;
export const MAX_NESTING = 20;
/** Messages inside messages that are still read. */
export const MAX_FORWARD_DEPTH = 3;
const MAX_BOUNDARIES = 100;
/** Rules of hyphens in a text look the same. */
const MAX_BOUNDARY_LINES = 5_000;
/** Lines and bytes outside of base64: several times what `MAX_TEXT` characters take in any encoding, as text and as HTML. */
const MAX_TEXT_LINES = 60_000;
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
/** As RFC 5321 has it, with room. A longer address is none, and cut it would be somebody else's. */
const MAX_ADDRESS = 320;
const MAX_NAME = 300;
const MAX_SUBJECT = 1_000;
const MAX_FILE_NAME = 200;
const MAX_ADDRESSES = 500;

const ALLOWED_TYPES = new Set([
  "application/pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "text/plain", "text/csv", "image/png", "image/jpeg", "image/gif", "image/webp", "image/heic", "image/tiff", "image/bmp",
]);
const ALLOWED_ENDINGS = new Set(["pdf", "docx", "xlsx", "pptx", "txt", "csv", "png", "jpg", "jpeg", "gif", "webp", "heic", "tif", "tiff", "bmp"]);
/** Types that say nothing: the file's ending decides. */
const VAGUE_TYPES = new Set(["application/octet-stream", "application/x-download", "binary/octet-stream", ""]);

/** An attachment with our verdict. A type on the list does not save a name like "invoice.exe": both must fit. */
export function judgeAttachment(name: string, type: string, size: number): Attachment {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase();
  const fitsType = ALLOWED_TYPES.has(type) || VAGUE_TYPES.has(type);
  const fitsName = ending === undefined ? ALLOWED_TYPES.has(type) : ALLOWED_ENDINGS.has(ending);
  return { name, type, size, accepted: fitsType && fitsName && size <= MAX_ATTACHMENT_BYTES };
}

const HYPHEN = 0x2d;
const NEWLINE = 0x0a;
const EQUALS = 0x3d;

/** What may be parsed of a mail. `refused`: why only its headers may, as a sentence. `end`: the bytes up to here, all of them as a rule. */
export interface Judged {
  refused: string | null;
  end: number;
}

/** Line by line, no allocation. Only text is counted: what is encoded as base64 costs little and is limited by the size of the whole. */
export function judgeSize(bytes: Uint8Array): Judged {
  if (bytes.length > MAX_MAIL_BYTES) return { refused: `The mail is ${String(Math.round(bytes.length / 1048576))} MB large; ${HEADERS_ONLY}`, end: 0 };
  let [boundaryLines, textLines, textBytes, end] = [0, 0, 0, bytes.length];
  let encoded = false;
  for (let start = 0, next = 0; start < bytes.length; start = next) {
    const newline = bytes.indexOf(NEWLINE, start);
    next = newline === -1 ? bytes.length : newline + 1;
    const first = bytes[start] ?? 0;
    if (first === HYPHEN && bytes[start + 1] === HYPHEN) {
      boundaryLines += 1;
      encoded = false;
    } else if ((first | 32) === 0x63 && startsWith(bytes, start, ENCODING_WORD)) encoded = startsWith(bytes, skipBlanks(bytes, start + ENCODING_WORD.length), BASE64_WORD);
    if (encoded) continue;
    textLines += 1;
    if (end === bytes.length && textLines > MAX_TEXT_LINES) end = start;
    if (end === bytes.length && textBytes + next - start > MAX_TEXT_BYTES) end = start + MAX_TEXT_BYTES - textBytes;
    textBytes += next - start;
  }
  if (boundaryLines <= MAX_BOUNDARY_LINES && namedBoundaries(bytes) <= MAX_BOUNDARIES) return { refused: null, end };
  return { refused: `The mail has more parts than any honest mail; ${HEADERS_ONLY}`, end: 0 };
}

/** How many boundaries are named, wherever that stands. */
function namedBoundaries(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(EQUALS); at !== -1; at = bytes.indexOf(EQUALS, at + 1)) if (startsWith(bytes, at + 1 - BOUNDARY_WORD.length, BOUNDARY_WORD)) count += 1;
  return count;
}

const lowerCase = (word: string): number[] => [...new TextEncoder().encode(word)];
const BOUNDARY_WORD = lowerCase("boundary=");
const ENCODING_WORD = lowerCase("content-transfer-encoding:");
const BASE64_WORD = lowerCase("base64");

function startsWith(bytes: Uint8Array, at: number, word: readonly number[]): boolean {
  return word.every((code, offset) => {
    const byte = bytes[at + offset] ?? 0;
    return (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte) === code;
  });
}

function skipBlanks(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end += 1;
  return end;
}

/** The header block with its empty line, at most `MAX_HEADER_BYTES`. */
export function headerBlock(bytes: Uint8Array): Uint8Array {
  const end = Math.min(bytes.length, MAX_HEADER_BYTES);
  for (let i = 0; i < end; i += 1) {
    if (bytes[i] === NEWLINE && (bytes[i + 1] === NEWLINE || (bytes[i + 1] === 0x0d && bytes[i + 2] === NEWLINE))) return bytes.subarray(0, i + 1);
  }
  return bytes.subarray(0, end);
}

/** The first addresses of a list; a mail to thousands does not need them all. One that is longer than an address can be is shown as a name. */
export function firstAddresses(list: readonly Address[]): Address[] {
  return list.slice(0, MAX_ADDRESSES).map(({ name, email }) => (email.length <= MAX_ADDRESS ? { name: name.slice(0, MAX_NAME), email } : { name: (name === "" ? email : name).slice(0, MAX_NAME), email: "" }));
}

export function capSubject(subject: string, problems: string[]): string {
  if (subject.length <= MAX_SUBJECT) return subject;
  problems.push(`The subject is longer than ${MAX_SUBJECT.toLocaleString("en")} characters; the rest ${LEFT_OUT}`);
  return subject.slice(0, MAX_SUBJECT);
}

/** The name of an attachment without a path, at most 200 characters with its ending kept. Other characters stay: what they hide is a sign. */
export function fileName(name: string, problems: string[]): string {
  const last = name.split(/[/\\]|^[a-z]:/i).at(-1) ?? "";
  if (last !== name) problems.push(`An attachment came with a path in its name; only its end, "${last.slice(0, MAX_FILE_NAME)}", was taken.`);
  if (last.length <= MAX_FILE_NAME) return last;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(last)?.[0] ?? "";
  return `${last.slice(0, MAX_FILE_NAME - ending.length)}${ending}`;
}

/** Text within the cap, with a sentence in `problems` when something was cut. */
export function capText(text: string, problems: string[]): string {
  if (text.length <= MAX_TEXT) return text;
  const sentence = `The text is longer than ${MAX_TEXT.toLocaleString("en")} characters; the rest ${LEFT_OUT}`;
  if (!problems.includes(sentence)) problems.push(sentence);
  return text.slice(0, MAX_TEXT);
}
