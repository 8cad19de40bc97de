/**
 * Owns: the charset of each text part put right before the MIME library decodes it: names that are missing, unknown or plainly wrong, and the charsets that the platform does not decode: UTF-7 nowhere, ISO-8859-16 not in every Node.
 * Never: throwing for what a stranger sent, and never a guess without a sentence for the reader. A part that says what it is stays byte for byte.
 */
import { decodeWords } from "postal-mime";
import { MISREAD } from "../core/mail";

/** Text stands at the beginning of a mail; what lies further back is attachments. */
const MAX_LOOK = 1_000_000;
const MAX_PARTS = 50;
const FALLBACK = "windows-1252";
/** Bytes that the library reads differently in every charset but the one it falls back to. */
const PROBE = "0JPkgaSmtLzd/g==";

/** Characters of windows-1252 at 0x80-0x9F. */
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
/** Some decoders read windows-1252 as latin-1, which leaves controls where a sender wrote "€" or quotation marks. */
export const windows = (text: string): string => text.replace(/[\u0080-\u009F]/g, (control) => HIGH_CONTROLS[control.charCodeAt(0) - 0x80] ?? control);

/** One letter for each byte: what the platform's own decoder, many times faster than a loop, has above them put back. */
const letters = (bytes: Uint8Array): string => new TextDecoder(FALLBACK).decode(bytes).replace(/[^\0-\xff]/g, (letter) => String.fromCharCode(0x80 + HIGH_CONTROLS.indexOf(letter)));
function bytesOf(latin1: string): Uint8Array {
  const bytes = new Uint8Array(latin1.length);
  for (let at = 0; at < latin1.length; at += 1) bytes[at] = latin1.charCodeAt(at);
  return bytes;
}
const binary = (text: string): string => letters(new TextEncoder().encode(text));

/** Text of UTF-7 (RFC 2152): `+` opens UTF-16 in base64, `-` or any other letter ends it. A shift that is none stays as it is. */
export function utf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)(-?)/g, (whole, packed: string, end: string) => {
    if (packed === "") return end === "" ? whole : "+";
    const raw = bytesOf(atobOr(packed));
    if (raw.length < 2) return whole;
    return Array.from({ length: Math.floor(raw.length / 2) }, (_unit, at) => String.fromCharCode(((raw[2 * at] ?? 0) << 8) | (raw[2 * at + 1] ?? 0))).join("");
  });
}

/** The upper half of ISO-8859-16 (Romanian and its neighbours) from 0xA0. */
const LATIN10 = "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";
const latin10 = (text: string): string => text.replace(/[\xa0-\xff]/g, (letter) => LATIN10[letter.charCodeAt(0) - 0xa0] ?? letter);

/** UTF-16 that does not say in which order its bytes stand, and has no mark at its start: letters of most mails have a zero in front, or behind. */
function utf16(text: string): string {
  const bytes = bytesOf(text);
  const zeros = (from: number): number => bytes.reduce((count, byte, at) => (at % 2 === from && byte === 0 ? count + 1 : count), 0);
  const isBig = text.startsWith("\xfe\xff") || (!text.startsWith("\xff\xfe") && zeros(0) > zeros(1));
  return new TextDecoder(isBig ? "utf-16be" : "utf-16le").decode(bytes);
}

/** Charsets that we decode ourselves, from one letter for each byte. */
const OWN: [RegExp, (text: string) => string][] = [
  [/^(?:x-)?(?:unicode-1-1-)?utf-?7$/, utf7],
  [/^(?:utf-?16|ucs-?2|iso-10646-ucs-2|unicode)$/, utf16],
  [/^(?:iso[-_]?8859-?16(?::2001)?|latin-?10|l10)$/, latin10],
];
const ownDecoder = (name: string): ((text: string) => string) | undefined => OWN.find(([names]) => names.test(name.toLowerCase()))?.[1];

/** Base64 decoded to one letter for each byte, "" when it is none. */
function atobOr(packed: string): string {
  const clean = packed.replace(/[^A-Za-z0-9+/]/g, "");
  try {
    return atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
  } catch {
    return "";
  }
}

/** Whether the library has a decoder for the name or would take its fallback without a word. */
function isKnown(name: string): boolean {
  if (decodeWords(`=?${name}?B?${PROBE}?=`) !== decodeWords(`=?${FALLBACK}?B?${PROBE}?=`)) return true;
  try {
    return new TextDecoder(name).encoding === FALLBACK;
  } catch {
    return false;
  }
}

const transfers: Record<string, (body: string) => string> = {
  "quoted-printable": (body) => body.replace(/=[ \t]*\r?\n/g, "").replace(/=([0-9a-f]{2})/gi, (_byte, code: string) => String.fromCharCode(parseInt(code, 16))),
  base64: atobOr,
};

/** How the bytes of a part are to be read: null as the part says, else a charset, with a sentence when it is a guess. */
function settle(named: string, body: string): { charset: string; problem: string | null } | null {
  if (!/[\x80-\xff]/.test(body)) return null;
  const isLatin = /^(?:us-ascii|ascii|ansi_x3\.4-1968|iso-8859-1|latin1|windows-1252|cp1252)$/.test(named);
  const isUtf8 = named === "" || /^utf-?8$/.test(named);
  if (!isLatin && !isUtf8 && isKnown(named)) return null;
  const read = new TextDecoder("utf-8").decode(bytesOf(body));
  const lost = read.match(/\ufffd/g)?.length ?? 0;
  const kept = read.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  if (lost === 0) return isUtf8 ? null : { charset: "utf-8", problem: null };
  // A letter cut in two does not make the rest another charset.
  if (isUtf8 && kept > lost) return null;
  if (isLatin && !named.includes("ascii")) return null;
  const says = named === "" ? "names no charset" : `names the charset "${named.slice(0, 40)}", which ${isUtf8 || isLatin ? "its text does not keep to" : "is not known"}`;
  return { charset: FALLBACK, problem: `The mail ${says}; it was read as Western European, and ${MISREAD}` };
}

const CHARSET = /\bcharset[ \t]*=[ \t]*"?([^\s";]{1,60})"?/i;
const TYPE = /^content-type[ \t]*:.*(?:\r?\n[ \t].*)*/im;
const TRANSFER = /^content-transfer-encoding[ \t]*:[ \t]*(\S*).*\r?\n?/im;

/** A header block that names another charset than before. */
function renamed(block: string, charset: string): string {
  if (!TYPE.test(block)) return `Content-Type: text/plain; charset=${charset}\r\n${block}`;
  return block.replace(TYPE, (type) => (CHARSET.test(type) ? type.replace(CHARSET, `charset=${charset}`) : `${type.replace(/;[ \t]*\r?$/, "")}; charset=${charset}`));
}

/** Encoded words in a charset of our own as such in UTF-8. */
const words = (block: string): string =>
  block.replace(/=\?([^?*\s]{1,40})(?:\*[^?\s]{0,40})?\?([qb])\?([^?\s]*)\?=/gi, (word, name: string, encoding: string, packed: string) => {
    const decode = ownDecoder(name);
    if (decode === undefined) return word;
    const raw = /q/i.test(encoding) ? (transfers["quoted-printable"]?.(packed.replace(/_/g, " ")) ?? "") : atobOr(packed);
    return `=?utf-8?B?${btoa(binary(decode(raw)))}?=`;
  });

const UTF8_WORDS = /=\?utf-?8\?([bq])\?[^?\s]*\?=(?:[ \t\r\n]+=\?utf-?8\?\1\?[^?\s]*\?=)+/gi;

/** Encoded words between which a letter was cut in two, as one. */
const rejoined = (block: string): string =>
  block.replace(UTF8_WORDS, (all) => {
    const parts = [...all.matchAll(/\?([bq])\?([^?\s]*)\?=/gi)].map(([, encoding = "", packed = ""]) => (/q/i.test(encoding) ? (transfers["quoted-printable"]?.(packed.replace(/_/g, " ")) ?? "") : atobOr(packed)));
    const isCut = parts.some((part) => new TextDecoder().decode(bytesOf(part)).includes("\ufffd"));
    return isCut ? `=?utf-8?B?${btoa(parts.join(""))}?=` : all;
  });

/** Headers whose letters stand there without a charset: UTF-8 when they can be, else Western European. */
function lettered(block: string, problems: string[]): string {
  if (!/[\x80-\xff]/.test(block) || !new TextDecoder().decode(bytesOf(block)).includes("\ufffd")) return block;
  problems.push(`The mail's headers name no charset; they were read as Western European, and ${MISREAD}`);
  return block.replace(/[\x80-\xff]+/g, (letters) => binary(new TextDecoder(FALLBACK).decode(bytesOf(letters))));
}

/** What a list server or a scanner wrote below a text in base64, which is no base64. */
const BELOW_BASE64 = /^(?=.*[A-Za-z,.!?:] +[A-Za-z]|[-_]{2,}[ \t]*$|--)[^]*/m;

/** A body as its transfer encoding should have been written. */
function repaired(transfer: string, body: string): string {
  if (transfer === "quoted-printable") return body.replace(/=[ \t]+(\r?\n)/g, "=$1");
  return transfer === "base64" ? body.replace(BELOW_BASE64, "") : body;
}

interface Part {
  /** Its headers with the line end behind the last, without the empty line. */
  block: string;
  body: string;
}

/** The mail cut at its boundaries, each piece with the text before its headers. In one pass. */
function partsOf(source: string): { before: string; part: Part | null }[] {
  const boundaries = new Set([...source.matchAll(/\bboundary[ \t]*=[ \t]*(?:"([^"\r\n]+)"|([^\s;"]+))/gi)].map((match) => `--${match[1] ?? match[2] ?? ""}`));
  const starts = [...source.matchAll(/^--[^\r\n]*\r?\n/gm)].filter((match) => boundaries.has(match[0].trimEnd())).slice(0, MAX_PARTS).map((match) => ({ line: match.index, next: match.index + match[0].length }));
  return [{ line: 0, next: 0 }, ...starts].map(({ line, next }, index) => {
    const end = starts[index]?.line ?? source.length;
    const piece = source.slice(next, end);
    const before = source.slice(line, next);
    if (/^\r?\n/.test(piece)) return { before, part: { block: "", body: piece } };
    const empty = /\n\r?\n/.exec(piece);
    return empty === null ? { before: before + piece, part: null } : { before, part: { block: piece.slice(0, empty.index + 1), body: piece.slice(empty.index + 1) } };
  });
}

/** A part as the library is to read it. */
function mended({ block, body: sent }: Part, isTop: boolean, problems: string[]): Part {
  const head = isTop ? rejoined(words(lettered(block, problems))) : block;
  const type = TYPE.exec(block)?.[0] ?? "";
  if (type !== "" && !/:\s*text(?:\/(?:plain|html)\b|\s*;|\s*$)/i.test(type)) return { block: head, body: sent };
  const body = repaired(TRANSFER.exec(block)?.[1]?.toLowerCase() ?? "", sent);
  const named = CHARSET.exec(type)?.[1]?.toLowerCase() ?? "";
  const plain = (transfers[TRANSFER.exec(block)?.[1]?.toLowerCase() ?? ""] ?? ((text: string) => text))(body);
  const decode = ownDecoder(named);
  if (decode !== undefined) return { block: `${renamed(head, "utf-8").replace(TRANSFER, "")}Content-Transfer-Encoding: 8bit\r\n`, body: `\r\n${binary(decode(plain.replace(/^\r?\n/, "")))}` };
  const fits = settle(named, plain);
  if (fits === null) return { block: head, body };
  if (fits.problem !== null && !problems.includes(fits.problem)) problems.push(fits.problem);
  return { block: renamed(head, fits.charset), body };
}

/** A mail's bytes with every text part under a charset that fits it, and sentences about what had to be guessed. The same bytes when nothing is wrong. */
export function settleCharsets(bytes: Uint8Array): { bytes: Uint8Array; problems: string[] } {
  const source = letters(bytes.subarray(0, MAX_LOOK));
  const problems: string[] = [];
  const settled = partsOf(source)
    .map(({ before, part }, index) => {
      if (part === null) return before;
      const { block, body } = mended(part, index === 0, problems);
      return before + block + body;
    })
    .join("");
  if (settled === source) return { bytes, problems };
  const rest = bytes.subarray(Math.min(bytes.length, MAX_LOOK));
  const whole = new Uint8Array(settled.length + rest.length);
  whole.set(bytesOf(settled));
  whole.set(rest, settled.length);
  return { bytes: whole, problems };
}
