/**
 * Owns: the text of a note - front matter and body - written the same way every time and read tolerantly.
 * Never: what a field means, and never a YAML parser: hosts bring their own (`ReadYaml`).
 */
import { isObject, type Json, type JsonObject } from "./json";

export interface Note {
  front: JsonObject;
  body: string;
}

/** Words that some YAML reader takes for a boolean, null or a number. */
const RESERVED = /^(y|yes|n|no|true|false|on|off|null|nan|inf|infinity)$/i;
/** Text that every YAML reader takes for this very text, without quotes. A digit, sign or dot in front might be a number or a date. */
const PLAIN = /^[\p{L}_](?:[\p{L}\p{N}_@.,/()+ -]*[\p{L}\p{N}_.)])?$/u;
/** Invisible or direction-changing characters, and what YAML takes for a line break: escaped, so that what is seen is what is there. */
const HIDDEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e0fff}]/gu;

function escapeHidden(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

function scalar(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text).replace(HIDDEN, escapeHidden);
}

/** Lines of a value that stand below their key or dash, unindented; a value of one line is returned as text. */
function emit(value: Json): string | string[] {
  if (typeof value === "string") return scalar(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : value.flatMap(item);
  const members = Object.entries(value);
  return members.length === 0 ? "{}" : members.flatMap(([key, member]) => keyed(key, member));
}

function keyed(key: string, value: Json): string[] {
  const emitted = emit(value);
  if (typeof emitted === "string") return [`${scalar(key)}: ${emitted}`];
  return [`${scalar(key)}:`, ...emitted.map((line) => `  ${line}`)];
}

function item(value: Json): string[] {
  const emitted = emit(value);
  if (typeof emitted === "string") return [`- ${emitted}`];
  return emitted.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

/**
 * Text of a note. Deterministic; fields keep their order, lists of objects stand in block style. A string comes back as the same
 * string, whatever it looks like: "120.50", "yes", "2026-01-01" (OBSIDIAN: YAML rewrites 120.50 as 120.5).
 */
export function writeNote(front: JsonObject, body: string): string {
  const lines = Object.entries(front).flatMap(([key, value]) => keyed(key, value));
  return ["---", ...lines, "---", body].join("\n");
}

/** Text of a note that we write as a whole: its last line ends, too. */
export const writeLines = (front: JsonObject, lines: readonly string[]): string => writeNote(front, `${lines.join("\n")}\n`);

/** Front matter and body as they stand, `front: null` when there is none; null when an opened front matter is never closed. */
function split(text: string): { front: string | null; body: string } | null {
  const bare = text.replace(/^\uFEFF/, "");
  const opening = /^---[ \t]*(?:\r?\n|$)/.exec(bare);
  if (!opening) return { front: null, body: bare };
  const rest = bare.slice(opening[0].length);
  const closing = /^---[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (!closing) return null;
  return { front: rest.slice(0, closing.index).replace(/\r\n?/g, "\n"), body: rest.slice(closing.index + closing[0].length) };
}

/** No note of ours comes near these; YAML aliases can make a value endless, or billions of values from ten lines. */
const LIMITS = { depth: 40, values: 20_000 } as const;

class TooLarge extends Error {}

/** What a YAML reader returns, as JSON: dates become text, keys become text, what JSON cannot say becomes text. */
function toJson(value: unknown, budget: { left: number }, depth = 0): Json {
  budget.left -= 1;
  if (budget.left < 0 || depth > LIMITS.depth) throw new TooLarge();
  const inner = (member: unknown): Json => toJson(member, budget, depth + 1);
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return dateText(value);
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Set) return [...value].map(inner);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, member]) => [String(key), inner(member)]));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inner(member)]));
  return null;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  return date.toISOString().replace(/T00:00:00\.000Z$/, "");
}

/** YAML knows no tabs in front of a line, people do. */
function readTabbed(front: string, readYaml: (text: string) => unknown): unknown {
  try {
    return readYaml(front);
  } catch (error) {
    if (!/^\t/m.test(front)) throw error;
    return readYaml(front.replace(/^\t+/gm, (tabs) => "  ".repeat(tabs.length)));
  }
}

const CLOSE = "Close the properties at the top of the note with a line of three dashes, or remove the first line.";

/**
 * Fields and body of a note, or a sentence that says why it cannot be read and what to do. Tolerates CRLF, a byte order mark, missing
 * front matter and values that JSON has no word for. The first closing `---` ends the front matter; later ones are text. Never throws.
 */
export function readNote(text: string, readYaml: (text: string) => unknown): Note | { problem: string } {
  const parts = split(text);
  if (parts === null) return { problem: `The properties of this note are opened but never closed. ${CLOSE}` };
  if (parts.front === null) return { front: {}, body: parts.body };
  try {
    const front = toJson(readTabbed(parts.front, readYaml) ?? {}, { left: LIMITS.values });
    if (front === null || typeof front !== "object" || Array.isArray(front)) return { problem: "The properties of this note are not a list of names and values. Write each as `name: value` on a line of its own." };
    return { front, body: parts.body };
  } catch (error) {
    if (error instanceof TooLarge) return { problem: "The properties of this note are too large or refer to themselves. Remove what does not belong there." };
    const why = error instanceof Error ? error.message.split("\n")[0] : "it is not YAML";
    return { problem: `The properties of this note cannot be read: ${why}. Correct them, or restore the note from before the edit.` };
  }
}

/**
 * A report's new text with the owner's part of the existing note below the marker line (PRODUCT L2). Without a marker in the existing
 * note nobody can tell whose words are whose: then its whole body is kept below, because nothing an owner wrote may be lost.
 * `marker` is one line; the result always contains it once above the owner's part. Writing twice changes nothing.
 */
export function withOwnersPart(newText: string, existing: string | null, marker: string): string {
  return `${newText.trimEnd()}\n\n${marker}\n${existing === null ? "" : ownersPart(existing, marker)}`;
}

function ownersPart(existing: string, marker: string): string {
  for (let at = existing.indexOf(marker); at !== -1; at = existing.indexOf(marker, at + 1)) {
    const after = /^[ \t]*(?:\r?\n|$)/.exec(existing.slice(at + marker.length));
    if (after && (at === 0 || existing[at - 1] === "\n")) return existing.slice(at + marker.length + after[0].length);
  }
  return split(existing)?.body ?? existing;
}
