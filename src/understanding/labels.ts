/**
 * Owns: lines of the form "Label: value" and the meaning of table heads, in every language at once - people mix them in forms.
 * Never: running text.
 */
import { LANGUAGES } from "./lang/all";
import type { Label } from "./lang/language";
import { typed } from "./lang/spelling";
import { plain } from "./words";

const LABELS = new Map<string, Label>();
const normal = (text: string): string => plain(text).replace(/[*_.#()]/g, " ").replace(/\s+/g, " ").trim();
for (const language of LANGUAGES) {
  for (const [label, phrases] of Object.entries(language.labels) as [Label, string][]) {
    for (const phrase of phrases.split(",").flatMap(typed)) {
      const key = normal(phrase);
      if (key !== "" && !LABELS.has(key)) LABELS.set(key, label);
    }
  }
}

export interface Labelled {
  label: Label;
  /** The label as written. */
  name: string;
  value: string;
}

/** What a label or table head means; null when it is none of ours. "Unit price (EUR)" counts as "unit price". */
export function labelOf(text: string): Label | null {
  const key = normal(text.replace(/\([^)]*\)/g, " ").replace(/[:：]\s*$/, ""));
  const exact = LABELS.get(key);
  if (exact !== undefined) return exact;
  // "Price (net)", "Total EUR": the last word may be a qualifier.
  const shorter = key.replace(/ (?:net|netto|eur|usd|gbp|chf|ht|ttc|excl vat|ex vat|excluding vat|excl tax|incl vat|pcs|each|€)$/, "");
  return shorter === key ? null : (LABELS.get(shorter) ?? null);
}

const LINE = /^\s*(?:[-*•·–▪◦]|\d{1,2}[.)])?\s*[*_]{0,2}([\p{L}][\p{L}\p{M}\p{N} ./#&'’()°º-]{0,40}?)[*_]{0,2}\s*(?::|：|\t|\s[-–=]\s)\s*[*_]{0,2}\s*(.*)$/u;

/** A line as label and value; null when its head is no label we know. A label alone on its line has the value "". */
export function labelledLine(line: string): Labelled | null {
  if (!/[:：\t]|\s[-–=]\s/.test(line)) return null;
  const match = LINE.exec(line.replace(/^[^\p{L}\p{N}\-*•]+/u, ""));
  const name = match?.[1]?.trim();
  if (match === null || name === undefined) return null;
  // "Product 2: pasta bowl", "Quantity 2: 240".
  const counted = /^\p{L}{5,12}\s\d{1,2}$/u.test(name) ? labelOf(name.replace(/\s\d{1,2}$/, "")) : null;
  const label = labelOf(name) ?? counted;
  return label === null ? null : { label, name, value: (match[2] ?? "").replace(/[*_]{1,2}$/, "").trim() };
}
