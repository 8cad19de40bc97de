/**
 * Owns: parts of a mail that are no plain text and no HTML and yet stand where the text should: encrypted, sealed, packed, a calendar entry, a piece of a message - and texts that only stand in for one.
 * Never: opening what is packed or encrypted, or fetching what lies elsewhere: a person must look.
 */
import type { Email } from "postal-mime";
import { HEADERS_ONLY } from "../core/mail";

/** A text part of a kind that the library does not know as one, e.g. "Content-Type: text" as old programs write it. */
export function strayText({ attachments }: Email): string {
  const part = attachments.find(({ mimeType, filename }) => /^text(?:\/(?!html|calendar|rtf|richtext|css|javascript|xml|(?:x-)?vcard|directory|x-amp-html)|$)/i.test(mimeType) && (filename ?? "") === "");
  if (part === undefined) return "";
  return typeof part.content === "string" ? part.content : new TextDecoder().decode(part.content);
}

/** What stands in place of a text, by type or, where a program says only that it is a file, by name. */
const INSTEAD: readonly (readonly [type: RegExp, name: RegExp | null, words: string])[] = [
  [/^application\/(?:x-)?pkcs7-mime$/, /\.p7m$/i, "Its text is encrypted or sealed"],
  [/^application\/pgp-encrypted$/, /\.(?:pgp|gpg)$/i, "Its text is encrypted or sealed"],
  [/^application\/(?:vnd\.)?ms-tnef$/, /^winmail\.dat$/i, "Its text is packed as winmail.dat, which only Outlook reads"],
  [/^text\/(?:rtf|richtext)$|^application\/rtf$/, null, "Its text is in RTF, which is not read"],
  [/^text\/calendar$|^application\/ics$/, /\.ics$/i, "It is a calendar entry, which is not read"],
  [/^message\/partial$/, null, "It is only one piece of a message that was cut up"],
  [/^message\/external-body$/, null, "Its text lies elsewhere and is not fetched"],
];
const ARMOURED = /^-----BEGIN PGP MESSAGE-----/m;

/** Why a person must look at a mail whose text is not there; null when it is. */
export function unreadable({ attachments }: Email, text: string): string | null {
  if (ARMOURED.test(text)) return `Its text is encrypted; ${HEADERS_ONLY}`;
  if (text !== "") return null;
  const found = INSTEAD.find(([type, name]) => attachments.some(({ mimeType, filename }) => type.test(mimeType.toLowerCase()) || name?.test((filename ?? "").trim()) === true));
  return found === undefined ? null : `${found[2]}; ${HEADERS_ONLY}`;
}

/** A file inside a text, as programs packed it before there were attachments: letters that mean nothing to a reader. */
const UUENCODED = /^begin [0-7]{3,4} ([^\n]{1,200})\n(?:[\x20-\x60]{1,90}\n){0,20000}?end[ \t]*$/gm;

export function withoutPacked(text: string, problems: string[]): string {
  return text.replace(UUENCODED, (_whole, name: string) => {
    problems.push(`The file "${name.replace(/\p{Cc}+/gu, " ").trim().slice(0, 100)}" inside the text was not taken: it is packed by uuencode.`);
    return "";
  }).trim();
}

/** Characters of a text that only says that the mail is one of HTML. */
const MOST_PLACEHOLDER = 400;
const NO_HTML = /\bHTML\b|\b(?:view|open|read|see) (?:this|the|it)\b.{0,40}\b(?:browser|online)\b/i;

/** "Your mail program cannot show HTML": no text of the mail. What it really says is laid out from the HTML. */
export function isPlaceholder(text: string, laidOut: string): boolean {
  return text.length <= MOST_PLACEHOLDER && laidOut !== "" && NO_HTML.test(text) && !laidOut.includes(text) && !/\d[.,]\d\d\b/.test(text);
}
