/**
 * Owns: what is too much or not allowed in a mail (PRODUCT G3), judged before anything expensive is done with it.
 * Never: the meaning of a mail.
 */
import { HEADERS_ONLY } from "../core/mail";
import type { Attachment } from "../core/mail";

/** Services stop near 25 MB, which base64 swells to about 35 MB. */
export const MAX_MAIL_BYTES = 50 * 1024 * 1024;
/** Characters of body text that are kept. */
export const MAX_TEXT = 500_000;
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;
export const MAX_HEADER_BYTES = 512 * 1024;
export const MAX_NESTING = 20;
/** Messages inside messages that are still read. */
export const MAX_FORWARD_DEPTH = 3;
const MAX_BOUNDARIES = 100;
const MAX_BOUNDARY_LINES = 20_000;
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

/** Why these bytes must not be parsed in full, as a sentence; null when they may. One pass, no allocation. */
export function tooMuch(bytes: Uint8Array): string | null {
  if (bytes.length > MAX_MAIL_BYTES) return `The mail is ${String(Math.round(bytes.length / 1048576))} MB large; ${HEADERS_ONLY}`;
  let boundaryLines = 0;
  let boundaries = 0;
  let atLineStart = true;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (atLineStart && byte === HYPHEN && bytes[i + 1] === HYPHEN) boundaryLines += 1;
    atLineStart = byte === NEWLINE;
    if ((byte === 0x62 || byte === 0x42) && isBoundaryWord(bytes, i)) boundaries += 1;
  }
  if (boundaries <= MAX_BOUNDARIES && boundaryLines <= MAX_BOUNDARY_LINES) return null;
  return `The mail has more parts than any honest mail; ${HEADERS_ONLY}`;
}

const BOUNDARY_WORD = [...new TextEncoder().encode("boundary=")];

function isBoundaryWord(bytes: Uint8Array, at: number): boolean {
  return BOUNDARY_WORD.every((code, offset) => {
    const byte = bytes[at + offset] ?? 0;
    return (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte) === code;
  });
}

/** The header block with its empty line, at most `MAX_HEADER_BYTES`. */
export function headerBlock(bytes: Uint8Array): Uint8Array {
  const end = Math.min(bytes.length, MAX_HEADER_BYTES);
  for (let i = 0; i < end; i += 1) {
    if (bytes[i] === NEWLINE && (bytes[i + 1] === NEWLINE || (bytes[i + 1] === 0x0d && bytes[i + 2] === NEWLINE))) return bytes.subarray(0, i + 1);
  }
  return bytes.subarray(0, end);
}

/** The first addresses of a list; a mail to thousands does not need them all. */
export function firstAddresses<T>(list: T[]): T[] {
  return list.slice(0, MAX_ADDRESSES);
}

/** Text within the cap, with a sentence in `problems` when something was cut. */
export function capText(text: string, problems: string[]): string {
  if (text.length <= MAX_TEXT) return text;
  problems.push(`The text is longer than ${MAX_TEXT.toLocaleString("en")} characters; the rest was left out.`);
  return text.slice(0, MAX_TEXT);
}
