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

/** The words as they stand in the text; null when they do not. */
function placeOf(text: string, words: string): Place | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(words)) return null;
  const at = words.includes(BLANK) || words.includes(APART) ? -1 : text.indexOf(words);
  if (at !== -1) return { start: at, end: at + words.length };
  const found = patternOf(words).exec(text);
  return found === null || found[0] === "" ? null : { start: found.index, end: found.index + found[0].length };
}

/** Evidence in the words of the text, each with its place; what is not found there is kept as it is, without one. */
export function placed(mailText: string, evidence: Record<string, string>): { evidence: Record<string, string>; places: Record<string, Place> } {
  const text = mailText.slice(0, MAX_INPUT);
  const words: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const [field, said] of Object.entries(evidence)) {
    const place = /^From: /.test(said) ? null : placeOf(text, said.replace(/^signature: /, ""));
    words[field] = place === null ? said.replaceAll(BLANK, " ").replace(/\s+/g, " ").trim() : text.slice(place.start, place.end);
    if (place !== null) places[field] = place;
  }
  return { evidence: words, places };
}
