/**
 * Owns: where in a mail's text the words stand that a fact was read from, so that a card can show them in their place (PRODUCT M3).
 * Never: words that are not in the text. What comes from a header has no place.
 */
import { BLANK } from "./numbers";
import { MAX_INPUT } from "./words";

/** Offsets into the text of the mail, in UTF-16 units; the end is behind the last character. */
export interface Place {
  start: number;
  end: number;
}

/** Between two parts of one fact that stand apart ("14 hours ... 32 EUR per hour"). */
export const APART = " ... ";
const GAP = "[^]{0,400}?";
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Words as a pattern: blanks and quotation marks of any length between them, what was blanked as it was, parts that stand apart with a gap. */
function patternOf(words: string): RegExp {
  const parts = words.split(new RegExp(`${escape(APART)}|\\n`)).map((part) =>
    part
      .split(/[\s>]+/)
      .filter((word) => word !== "")
      .map((word) => word.split(new RegExp(`(${BLANK}+)`)).map((piece) => (piece.startsWith(BLANK) ? `[^]{${String(piece.length)}}` : escape(piece))).join(""))
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

/** Where the text that was read begins: above it may stand a history that names the same numbers. */
function beginning(text: string, read: string): number {
  const [first = ""] = read.split("\n");
  return Math.max(0, text.startsWith(first) ? 0 : text.indexOf(`\n${first}`) + 1);
}

/**
 * Evidence in the words of the text, each with its place; what is not found there is kept as it is, without one. `read` is the part that was read for it.
 * Words that stand there more than once: a line is looked for behind the line before it, the currency where the first priced line or the total is.
 */
export function placed(mailText: string, read: string, evidence: Record<string, string>): { evidence: Record<string, string>; places: Record<string, Place> } {
  const text = mailText.slice(0, MAX_INPUT);
  const from = beginning(text, read);
  const spans = (field: string): Place[] => {
    const whole = [{ start: from, end: text.length }, { start: 0, end: text.length }];
    const line = /^lines\.(\d+)$/.exec(field)?.[1];
    const before = line === undefined ? undefined : places[`lines.${String(Number(line) - 1)}`];
    if (before !== undefined) return [{ start: before.end, end: text.length }, ...whole];
    const priced = field === "currency" ? Object.keys(places).filter((key) => key === "total" || key.startsWith("lines.")).flatMap((key) => places[key] ?? []) : [];
    return [...priced, ...whole];
  };
  const words: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const [field, said] of Object.entries(evidence)) {
    let place: Place | null = null;
    if (!said.startsWith("From: ")) for (const span of spans(field)) place ??= within(text, said.replace(/^signature: /, ""), span);
    words[field] = place === null ? said.replaceAll(BLANK, " ").replace(/\s+/g, " ").trim() : text.slice(place.start, place.end);
    if (place !== null) places[field] = place;
  }
  return { evidence: words, places };
}
