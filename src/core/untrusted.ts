/**
 * Owns: showing text that a stranger wrote inside a note so that nothing in it can take effect (PRODUCT G4).
 * Never: changing what a person reads; only invisible characters are taken out or put in.
 *
 * Why the block is safe: Markdown defines the inside of a fenced code block as literal text up to a line of at least three backticks. Inside, no two
 * backticks stand side by side - they are parted - so no line can close the fence; it stands at the margin after an empty line. So links, embeds,
 * images, HTML, headings, tags, callouts, tasks, block ids, footnotes, comments, math, inline queries and inner code blocks are plain letters, and the
 * language of the block, `text`, belongs to no plugin. What is left are programs that rewrite a note's raw text without parsing Markdown (template
 * commands, inline fields, markers of our own): each pair of characters that any of them looks for is parted by a word joiner, which has no width.
 * A fence is not possible inside a heading or a table: there every character that Markdown could take for a mark is escaped instead, and the same pairs are parted.
 */
import { isObject, type Json } from "./json";

const JOINER = "\u2060";
/** Ends of lines that editors may honour. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** Controls, direction changes and other characters that hide or reorder what is read; emoji joiners stay. */
const DECEPTIVE = /[^\P{Cc}\n\t]|[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|\u17B4|\u17B5|[\u{E0000}-\u{E0FFF}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/** Joiners where nothing is joined: they stay inside emoji and in scripts that are written with them. */
const IDLE_JOINER = /[\u200C\u200D](?![\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}])/gu;
/** Marks on one letter beyond what any script needs: they would be drawn over the lines above and below. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;
/** Pairs that raw-text programs react to: template commands, links, embeds, inline fields, comments, inline queries, addresses that open something. */
const PAIRS = /<(?=[%!?/a-z])|%(?=[>%])|[-_*=](?=%>)|\{(?=[{%])|\}(?=\})|\[(?=\[)|\](?=[\](])|!(?=\[)|:(?=[:/])|`(?=[=$`])|~(?=~~)|\$(?=[$=])|=(?==)|\^(?=\[)/gi;
const SCHEMES = /(javascript|obsidian|data|vbscript|file|mailto|tel|app)(?=:)/gi;
const BARE_HOST = /\bwww(?=\.)/gi;
/** A line that would open or close front matter, or part a note in two. */
const RULE_LINE = /^([ \t]*[-+.])(?=[-+.]{2,}[ \t]*$)/gm;

/** Nothing above is in it: most lines of most mails. */
const UNSUSPICIOUS = /^[\n\t\x20-\x7e]*$/;

function sanitized(text: string): string {
  return UNSUSPICIOUS.test(text) ? text : text.replace(LINE_ENDS, "\n").replace(DECEPTIVE, "").replace(LONE_SURROGATE, "\uFFFD").replace(IDLE_JOINER, "").replace(PILED_MARKS, "$1");
}

function parted(text: string): string {
  return text
    .replace(PAIRS, (mark) => `${mark}${JOINER}`)
    .replace(SCHEMES, (scheme) => `${scheme}${JOINER}`)
    .replace(BARE_HOST, (host) => `${host}${JOINER}`)
    .replace(RULE_LINE, (mark) => `${mark}${JOINER}`);
}

/** The text without characters that hide or reorder what is read, for where text is set as text; its lines stay. */
export function visibleText(text: string): string {
  return sanitized(text);
}

/** The same for every text inside a value, however deep. */
export function visible<T>(value: T): T {
  if (typeof value === "string") return visibleText(value) as T & string;
  if (Array.isArray(value)) return value.map((one: unknown) => visible(one)) as T & unknown[];
  return isObject(value) ? (Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visible(inner)])) as T & object) : value;
}

const WEB_ADDRESS = /^https?:\/\/[^\s<>"'`\\^{|}]{1,2000}$/i;

/** The address when it is one of the web, and nothing that would open something else or end a link early; null otherwise. */
export function webAddress(url: string | null): string | null {
  return url !== null && WEB_ADDRESS.test(url) && visibleText(url) === url ? url : null;
}

/** Characters that a stranger's words may take in a title, a notice or a label. */
const MAX_LINE = 300;

/** The same on one line of at most `max` characters: titles, notices, labels, tooltips, the status bar. */
export function visibleLine(text: string, max = MAX_LINE): string {
  const line = sanitized(text.slice(0, 4 * max)).replace(/\s+/g, " ").trim();
  return line.length <= max ? line : `${Array.from(line.slice(0, max - 1)).slice(0, -1).join("")}…`;
}

/** The text as a block of a note, without a newline at its end. Put it after an empty line, at the margin. */
export function quoteUntrusted(text: string): string {
  return `\`\`\`text\n${parted(sanitized(text))}\n\`\`\``;
}

const MARKS = /[\\`*_{}[\]<>#!|~=$%^&]/g;
/** Marks that mean something only at the start of a line. */
const OPENING = /^(?:[-+:]|\d{1,9}[.)])/;

/** Words of letters, digits and marks without a meaning, with single blanks between them: nothing above finds anything in them, and most labels are that. */
const PLAIN = /^(?!\d{1,9}[.)]|.*\bwww\.)[A-Za-z0-9("'][A-Za-z0-9(),.;"'/?@+-]*(?: [A-Za-z0-9(),.;"'/?@+-]+)*$/i;

/** The text on one line, for headings, table cells and running text of a note; white space is collapsed. */
export function inlineUntrusted(text: string): string {
  if (PLAIN.test(text)) return text;
  const line = parted(sanitized(text).replace(/\s+/g, " ").trim()).replace(MARKS, (mark) => `\\${mark}`);
  return OPENING.test(line) ? `${JOINER}${line}` : line;
}

/** Text that no other plugin acts upon, for front matter, where Markdown escapes would be shown: Obsidian links `[[...]]`, Templater runs `<% %>`. */
export function inertField(value: Json): Json {
  if (typeof value === "string") return value.replace(/\[(?=\[)/g, "[ ").replace(/<(?=%)/g, "< ").replace(/\{(?=\{)/g, "{ ");
  if (Array.isArray(value)) return value.map(inertField);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inertField(inner)]));
  return value;
}
