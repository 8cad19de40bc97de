/**
 * Owns: one entry of a list - "Tunic, size 12 ..... 14 @ 16.95" - taken apart into cells, what stands in brackets, measures and numbers (PRODUCT M2).
 * Never: what a number means.
 */
import { wordsFor } from "./counts";
import type { Reading, Words } from "./counts";
import { CONTAINER, isLane } from "./lanes";
import { lettered } from "./models";
import { BLANK, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { sameLengthPlain } from "./words";

/** "2) ", "(c) ", "- ", "Item 3: ": the mark of an entry, nothing that is counted. */
const ENTRY = /^\s*(?:[-*•·–—▪◦‣>]\s*|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+|(?:plus|and|also|\+)\s+|(?:pos(?:ition|ten)?|items?|lines?|lot|art(?:ikel|icle|iculo|icolo)?)\.?\s*(?:no\.?\s*)?\d{1,3}(?:\s*[:.)–-]\s*|\t|\s{2}))*/iu;
/** What sets cells apart: columns, leaders of dots and dashes, a dash or colon between blanks. */
const APART = /\s*\t+\s*|\s*\|\s*|\s{2,}|\s*\.{3,}\s*|\s*…\s*|\s*[-–—_]{2,}>?\s*|\s+[-–—]\s+|:\s+|\s*;\s+/gu;
/** "6 x 4,5 m", "18x12x10": measures of one thing. */
const DIMENSIONS = /\d{1,5}(?:[.,]\d{1,5})?\s?(?:mm|cm|m|in|"|'|ft)?\s?[x×]\s?\d{1,5}(?:[.,]\d{1,5})?\s?(?:mm\b|cm\b|m\b|in\b|inch|"|'|ft\b)(?:\s?[x×]\s?\d{1,5}(?:[.,]\d{1,5})?\s?(?:mm\b|cm\b|m\b|in\b|inch|"|'|ft\b)?)?|\d{1,5}(?:[.,]\d{1,5})?[x×]\d{1,5}(?:[.,]\d{1,5})?(?:[x×]\d{1,5}(?:[.,]\d{1,5})?)?(?![\d.,]*\s?[$€£])|[\p{L}]\d{1,5}(?:[.,]\d{1,5})?\s?x\s?[\p{L}]?\d{1,5}(?:[.,]\d{1,5})?(?:\s?x\s?\d{1,5}(?:[.,]\d{1,5})?\p{L}?)?|\d{1,5}(?:-\d{1,5})?\/\d{1,5}\s?"|\d{1,5}\p{L}\s?[x×]\s?\d{1,5}\p{L}(?!\p{L})|\d{1,5}\s?[x×]\s?\d{1,5}(?:[.,]\d{1,5})?\s?(?:ml|cl|l|g|kg|gr)(?!\p{L})|\d{1,5}(?:[.,]\d{1,5})?\s?\/\s?\d{1,5}(?:[.,]\d{1,5})?/giu;

export interface Cell {
  start: number;
  end: number;
}

export interface Row {
  /** The mark of the entry is blanked, and dates. */
  text: string;
  /** In plain letters, as long as `text`. */
  lower: string;
  /** Where the mark of the entry ends. */
  entry: number;
  cells: Cell[];
  /** What stands in brackets. */
  asides: Cell[];
  /** "6 x 4,5 m": how big one is. */
  sizes: Cell[];
  figures: readonly Figure[];
  reading: Reading;
  words: Words;
  /** No amounts are to be expected. */
  bareCounts: boolean;
  /** It goes from one place to another. */
  lane: boolean;
}

export const within = (spans: readonly Cell[], at: number): Cell | undefined => spans.find(({ start, end }) => at >= start && at < end);
const spanOf = (match: RegExpExecArray): Cell => ({ start: match.index, end: match.index + match[0].length });

function cellsOf(text: string): Cell[] {
  // What stands in brackets is no joint.
  const open = text.replace(/\([^()]*\)/g, (aside) => aside.replace(/[^()]/g, BLANK));
  const cells: Cell[] = [];
  let start = 0;
  for (const joint of open.matchAll(APART)) {
    if (joint.index > start) cells.push({ start, end: joint.index });
    start = joint.index + joint[0].length;
  }
  if (start < text.length) cells.push({ start, end: text.length });
  return cells;
}

/** An entry taken apart. `whole`: as written, dates blanked. `firm`: amounts in it were agreed. */
export function takeApart(whole: string, reading: Reading, firm: boolean): Row {
  const words = wordsFor(reading.language, reading.english);
  const masked = lettered(whole, words, reading.comma);
  const entry = ENTRY.exec(masked)?.[0].length ?? 0;
  const text = `${" ".repeat(entry)}${masked.slice(entry)}`;
  return {
    text,
    lower: sameLengthPlain(text),
    entry,
    cells: cellsOf(text).filter(({ start, end }) => text.slice(start, end).replaceAll(BLANK, "").trim() !== "").map(({ start, end }) => ({ start: Math.max(start, entry), end })),
    asides: [...text.matchAll(/\([^()]*\)/g)].map(spanOf),
    sizes: [...text.matchAll(DIMENSIONS)].filter((match) => !CONTAINER.test(match[0].replace(/^\d{1,3}\s?[x×]\s?/, ""))).map(spanOf),
    figures: figuresOf(text, reading.comma).filter(({ percent, value }) => !percent && value !== null),
    reading,
    words,
    bareCounts: !firm,
    lane: isLane(masked),
  };
}
