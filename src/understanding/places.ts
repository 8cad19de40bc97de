/**
 * Owns: where in a mail's text the words stand that a fact was read from, so that a card can show them in their place (PRODUCT M3).
 * Never: words that are not in the text. What comes from a header has no place.
 */
import { BLANK } from "./numbers";
import type { Parts } from "./split";
import { MAX_INPUT } from "./words";
import type { Place } from "./sentences";

/** Between two parts of one fact that stand apart ("14 hours ... 32 EUR per hour"). */
export const APART = " ... ";
const GAP = "[^]{0,400}?";
const SIGNED = "signature: ";
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

const PARTED = new RegExp(`${escape(APART)}|\\n`);
const BLANKED = new RegExp(`(${BLANK}+)`);

/** Words as a pattern: blanks and quotation marks of any length between them, what was blanked as it was, parts that stand apart with a gap. */
function patternOf(words: string): RegExp {
  const parts = words.split(PARTED).map((part) =>
    part
      .split(/[\s>]+/)
      .filter((word) => word !== "")
      .map((word) => word.split(BLANKED).map((piece) => (piece.startsWith(BLANK) ? `[^]{${String(piece.length)}}` : escape(piece))).join(""))
      .join("[\\s>]+"),
  );
  return new RegExp(parts.filter((part) => part !== "").join(GAP), "u");
}

/** The words as they stand in a part of the text; null when they do not. */
function within(text: string, words: string, { start, end }: Place): Place | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(words)) return null;
  const part = text.slice(start, end);
  const at = words.includes(BLANK) || words.includes(APART) ? -1 : part.indexOf(words);
  if (at !== -1) return { start: start + at, end: start + at + words.length };
  const found = patternOf(words).exec(part);
  return found === null || found[0] === "" ? null : { start: start + found.index, end: start + found.index + found[0].length };
}

/** An offset into the new text as one into the mail's text. */
function offsetIn({ fresh, starts }: Parts, offset: number): number {
  const before = fresh.slice(0, offset);
  const line = before.split("\n").length - 1;
  return (starts[line] ?? 0) + offset - (before.lastIndexOf("\n") + 1);
}

/** Where an offer that was taken up begins in the history: the first line like its first that is not new itself. */
function beginning(text: string, offer: string, { starts }: Parts): number {
  const [first = ""] = offer.split("\n");
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    const line = text.lastIndexOf("\n", at) + 1;
    if (!starts.includes(line) && /^[>\s]*$/.test(text.slice(line, at))) return at;
  }
  return 0;
}

/**
 * Evidence in the words of the text, each with its place; what is not found there is kept as it is, without one. `where` are the offsets into the new text
 * between which a field was read, `signed` those into the mail's text of what the signature says. What has none is looked for: a line behind the line
 * before it, the rest in the part that was read - the new text, or the offer from below that it takes up - and then in the whole.
 */
export function placed(mailText: string, parts: Parts, evidence: Record<string, string>, where: Record<string, Place>, signed: Record<string, Place>, takenUp: string): { evidence: Record<string, string>; places: Record<string, Place> } {
  const text = mailText.slice(0, MAX_INPUT);
  const from = takenUp === "" ? (parts.starts[0] ?? 0) : beginning(text, takenUp, parts);
  const spans = (field: string, said: string): Place[] => {
    const whole = [{ start: from, end: text.length }, { start: 0, end: text.length }];
    const read = where[field] === undefined ? [] : [{ start: offsetIn(parts, where[field].start), end: offsetIn(parts, where[field].end) }];
    const own = signed[field];
    if (said.startsWith(SIGNED) && own !== undefined) return [own];
    const line = /^lines\.(\d+)$/.exec(field)?.[1];
    const before = line === undefined ? undefined : places[`lines.${String(Number(line) - 1)}`];
    // Two lines out of one sentence: the second stands behind the first.
    const behind = before === undefined ? [] : [...read.map(({ start, end }) => ({ start: Math.max(start, before.end), end })), { start: before.end, end: text.length }];
    return [...(read.length > 0 && before !== undefined ? behind.slice(0, 1) : []), ...read, ...behind.slice(read.length), ...whole];
  };
  const words: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const [field, said] of Object.entries(evidence)) {
    let place: Place | null = null;
    const shown = said.startsWith(SIGNED) ? said.slice(SIGNED.length) : said;
    if (!said.startsWith("From: ")) for (const span of spans(field, said)) place ??= within(text, shown, span);
    words[field] = place === null ? said.replaceAll(BLANK, " ").replace(/\s+/g, " ").trim() : text.slice(place.start, place.end);
    if (place !== null) places[field] = place;
  }
  return { evidence: words, places };
}
