/**
 * Owns: which part of a mail is new - apart from quoted history, forwarded mail, signature and the small print below (PRODUCT G3).
 * Never: changing a word of it.
 */
import { LANGUAGES } from "./lang/all";
import { plain, MAX_INPUT } from "./words";

export interface Parts {
  /** What the sender wrote anew, without signature. */
  fresh: string;
  /** For each line of it, the offset in the mail's text where it begins. */
  starts: number[];
  /** Lines of the signature, closing words left out. */
  signature: Line[];
  /** History that the sender replied to, without its ">" marks. */
  quoted: string;
  /** Mail that the sender passed on. */
  forwarded: string;
}

const CLOSINGS = new Set(LANGUAGES.flatMap((language) => language.closings.split(",").map((words) => words.trim())));
/** By their first letter, the longest first. */
const GREETINGS = new Map<string, string[]>();
for (const words of LANGUAGES.flatMap((language) => language.greetings.split(",").map((words) => words.trim())).sort((a, b) => b.length - a.length)) {
  GREETINGS.set(words[0] ?? "", [...(GREETINGS.get(words[0] ?? "") ?? []), words]);
}
const WROTE = new RegExp(LANGUAGES.flatMap((language) => language.wrote).map((source) => `(?:${source})`).join("|"));
const FORWARD = /forwarded|weitergeleitet|transfere|transmis|reenviado|doorgestuurd|inoltrato|encaminhada|redirectionat|przekazan/;
const HEADER_LINE = /^\W{0,3}(?:from|sent|to|date|subject|cc|von|gesendet|an|datum|betreff|de|envoye|a|objet|para|enviado|asunto|fecha|van|verzonden|aan|onderwerp|da|inviato|oggetto|data|assunto|od|wyslano|do|temat|trimis|subiect|catre)\s?: ?\S/;
/** Small print: what follows is nobody's request. */
const SMALL_PRINT = /^(?:\W*(?:this (?:e-?mail|message|communication)(?:,)? (?:and|is|may|contains|including)\b.*(?:confidential|intended|privileged)|confidentiality notice|disclaimer\b|unsubscribe\b|to unsubscribe|if you (?:no longer|do not) wish to receive|diese e-?mail (?:enthalt|ist).*vertraulich|ce (?:message|courriel).*confidentiel|este (?:mensaje|correo).*confidencial|dit bericht.*vertrouwelijk|please consider the environment|think before you print|view (?:this|in) .*browser|you (?:are|were) receiving this|you have received this (?:e-?mail|message)|sent from my |get outlook for |von meinem iphone|envoye de mon|enviado desde mi))/;
const NAME = /^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}.'-]*){0,3}$/u;
/** In words. */
const LONGEST_NAME = 4;
const RULE = /^[-_=*]{2,}\s*$/;

function isClosing(line: string): boolean {
  if (line.length > 60) return false;
  const words = plain(line).replace(/[\s,.!;:–-]+$/, "").trim();
  if (words.length > 40) return false;
  return CLOSINGS.has(words) || (/[,.]/.test(words) && CLOSINGS.has(words.replace(/\s*[,.]\s*/g, " ")));
}

/** A greeting at the head of a line, as many characters as it takes with the name and comma behind it; 0 when there is none. */
export function greetingLength(line: string): number {
  const text = plain(line);
  const greeting = GREETINGS.get(text[0] ?? "")?.find((words) => text.startsWith(words) && !/^[\p{L}\p{N}]/u.test(text.slice(words.length)));
  if (greeting === undefined) return 0;
  const rest = line.slice(greeting.length);
  const name = /^(?:\s+(?!(?:please|can|could|I|we|it|this|my|here)\b)[\p{L}.'&-]+){0,5}\s*[,!:.–-]+\s*/u.exec(rest) ?? /^(?:\s+\p{Lu}[\p{L}.'-]*){0,3}\s*$/u.exec(rest);
  return name === null ? 0 : line.length === greeting.length + name[0].length ? line.length : greeting.length + name[0].length;
}

/** Index of the line where history or a forwarded mail begins, and which of the two it is. */
function findHistory(lines: string[]): { at: number; forwarded: boolean } | null {
  for (const [at, line] of lines.entries()) {
    const text = plain(line.replace(/^[>\s]+/, "")).trim().slice(0, 200);
    if (text === "") continue;
    const wrapped = /^(?:on|am|le|el|op|il|em|pe|w dniu|dnia)\b/.test(text) ? `${text} ${plain(lines[at + 1] ?? "").trim()}`.trim() : text;
    const opens = WROTE.test(text) || (wrapped !== text && WROTE.test(wrapped.slice(0, 200)));
    if (opens) return { at, forwarded: FORWARD.test(text) };
    if (HEADER_LINE.test(text)) {
      const block = lines.slice(at, at + 6).filter((next) => HEADER_LINE.test(plain(next).trim()));
      const subject = block.some((next) => /^\W{0,3}(?:subject|betreff|objet|asunto|onderwerp|oggetto|assunto|temat|subiect)/.test(plain(next).trim()));
      if (block.length >= 3 && subject) return { at, forwarded: false };
    }
  }
  return null;
}

/** A forwarded mail without the header lines above its text. */
export function withoutHead(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "" && !HEADER_LINE.test(plain(line).trim()));
  return lines.slice(Math.max(0, first)).join("\n");
}

export interface Line {
  text: string;
  /** Offset in the mail's text where it begins. */
  start: number;
}

/** The lines of a text, without blanks at their end. */
function linesOf(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((whole) => {
    const line = { text: whole.trimEnd().slice(0, 5_000), start };
    start += whole.length + 1;
    return line;
  });
}

/** Takes the quoted lines out; what a sender writes between or below them stays new. */
function withoutQuotes(lines: Line[]): { own: Line[]; quoted: string[] } {
  const own: Line[] = [];
  const quoted: string[] = [];
  for (const line of lines) {
    if (/^\s*>/.test(line.text)) quoted.push(line.text.replace(/^[\s>]+/, ""));
    else own.push(line);
  }
  return { own, quoted };
}

/** New text after an inline reply: lines below a block of ">" quotes belong to the sender again. */
function answersBelow(history: Line[]): Line[] {
  const marked = history.findIndex(({ text }) => /^\s*>/.test(text));
  if (marked === -1) return [];
  let last = marked;
  for (const [index, { text }] of history.entries()) if (/^\s*>/.test(text)) last = index;
  return history.slice(last + 1);
}

/** Without blanks at its edges. */
const trimmed = ({ text, start }: Line): Line => ({ text: text.trim(), start: start + text.length - text.trimStart().length });

function splitSignature(own: Line[]): { body: string[]; signature: Line[] } {
  const lines = own.map((line) => line.text);
  const dashes = lines.findIndex((line, at) => at > 0 && /^--\s?$/.test(line));
  const print = lines.findIndex((line, at) => at > 0 && SMALL_PRINT.test(plain(line).trim()));
  const ends = [dashes, print].filter((at) => at !== -1);
  let body = ends.length === 0 ? lines : lines.slice(0, Math.min(...ends));
  let signature = dashes === -1 ? [] : own.slice(dashes + 1, print > dashes ? print : undefined);
  const closing = body.findLastIndex((line: string, at: number) => at > 0 && isClosing(line));
  const after = body.slice(closing + 1).filter((line) => line.trim() !== "");
  if (closing !== -1 && after.length <= 12 && !after.some((line) => line.length > 160)) {
    signature = [...own.slice(closing + 1, body.length), ...signature];
    body = body.slice(0, closing);
  } else {
    // "Thanks, Tom" and "Viele Grüße Tom" on one line.
    const last = body.findLastIndex((line) => line.trim() !== "");
    const words = (body[last] ?? "").trim().slice(0, 80).split(/\s+/);
    const name = words.findIndex((_, at) => at > 0 && at >= words.length - LONGEST_NAME && NAME.test(words.slice(at).join(" ")) && isClosing(words.slice(0, at).join(" ")));
    if (name !== -1 && last > 0) {
      const signed = words.slice(name).join(" ");
      const line = body[last] ?? "";
      signature = [{ text: signed, start: (own[last]?.start ?? 0) + Math.max(0, line.lastIndexOf(words[name] ?? "")) }, ...signature];
      body = body.slice(0, last);
    }
  }
  return { body, signature: signature.map(trimmed).filter(({ text }) => text !== "" && !RULE.test(text) && !isClosing(text)).slice(0, 15) };
}

/** A mail's text in its parts. Linear; reads at most `MAX_INPUT` characters. */
export function split(text: string): Parts {
  const lines = linesOf(text.slice(0, MAX_INPUT));
  const history = findHistory(lines.map((line) => line.text));
  const before = history === null ? lines : lines.slice(0, history.at);
  const after = history === null ? [] : lines.slice(history.at + 1);
  const below = history === null || history.forwarded ? [] : answersBelow(after);
  const { own, quoted } = withoutQuotes([...before, ...below]);
  const { body, signature } = splitSignature(own);
  // The new text is the first lines of what is the sender's own, without the blank ones above.
  const opening = body.join("\n");
  const first = Math.max(0, body.findIndex((line) => line.trim() !== ""));
  const starts = own.slice(first, body.length).map((line) => line.start);
  if (starts[0] !== undefined) starts[0] += (body[first] ?? "").length - (body[first] ?? "").trimStart().length;
  const past = after.slice(0, after.length - below.length).map((line) => line.text.replace(/^[\s>]+/, ""));
  const rest = [...quoted, ...past].join("\n").trim();
  return {
    fresh: opening.trim(),
    starts,
    signature,
    quoted: history?.forwarded === true ? quoted.join("\n").trim() : rest,
    forwarded: history?.forwarded === true ? past.join("\n").trim() : "",
  };
}
