/**
 * Owns: a piece of text with its numbers, each with what stands around it, and the roles that they are given one after the other (PRODUCT M2).
 * Never: which role a number has.
 */
import { withoutSizes } from "./besides";
import { unitAt, wordsFor, writtenCount } from "./counts";
import type { Reading, Words } from "./counts";
import { A_ACCENT, A_THING, FOR_ONE, isOfCounted } from "./for-one";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { sameLengthPlain } from "./words";

const JOINT_UNIT = /^\s(?:and|und|et|y|e|en|i|si)\s(?:per )?(?:hour|day|night|week|month|year|person|people|piece|boat|room|head|stunde|tag|nacht|woche|person|heure|jour|nuit|personne|hora|dia|noche|persona|ora|giorno|notte|uur|dag|nacht|persoon|godzin\w*|dzien|osob\w*|zi|noapte|persoana)(?!\p{L})/u;
/** "..., agreed at $385": for all of it. */
export const AGREED_AT = /(?:^|[^\p{L}])(?:agreed|priced|fixed|quoted|set|capped|charged|billed|invoiced|valued|vereinbart|convenu|acordado|concordato|overeengekomen)\s(?:at|mit|a|op|per|en|em|por)\s*$/u;
/** "Per 100", "a dozen": behind a price. */
const MANY = /^\s*(?:(?:[2-9]|\d{2,})(?![\d.,]*\s?[$€£])|(?:doz(?:en)?|dz|hundred|thousand)(?!\p{L}))/u;

/** A piece of text with what stands in it. */
export interface Piece {
  whole: string;
  /** Without numbers that only tell of the thing; as long as the whole. */
  text: string;
  lower: string;
  figures: Figure[];
  written: ReturnType<typeof writtenCount>;
  words: Words;
  reading: Reading;
}

/** What the numbers of a piece turned out to be. */
export interface Roles {
  quantity: string | null;
  unit: string | null;
  price: Figure | null;
  amount: Figure | null;
  /** Amounts that may be for one or for all. */
  moneys: Figure[];
  /** Where numbers stand, with the words that belong to them and to no name. */
  spans: [number, number][];
  /** The count is of what was named before. */
  pointing: boolean;
}

export function pieceOf(whole: string, reading: Reading): Piece {
  const words = wordsFor(reading.language, reading.english);
  const text = withoutSizes(whole, words, reading.comma);
  return { whole, text, lower: sameLengthPlain(text), figures: figuresOf(text, reading.comma).filter(({ percent }) => !percent), written: writtenCount(text, words), words, reading };
}

/** One number, and what stands around it. */
export interface View {
  piece: Piece;
  figure: Figure;
  index: number;
  before: string;
  after: string;
  /** The unit behind it. */
  found: ReturnType<typeof unitAt>;
  /** Words that make it the price of one; null when they do not. */
  each: RegExpExecArray | null;
  /** The same words where they speak of several, or of two things at once. */
  perMany: RegExpExecArray | null;
  /** A word like "at" stands before it. */
  at: boolean;
  /** Without a currency. */
  bare: boolean;
}

export function viewOf(piece: Piece, figure: Figure, index: number): View {
  const { text, lower, words, reading: { language, english } } = piece;
  const before = lower.slice(0, figure.start);
  const after = lower.slice(figure.end);
  const bare = figure.mark === null;
  const joint = words.each.exec(after) ?? (bare ? (isOfCounted(before, after) ? /^\s+an?/.exec(after) : null) : (FOR_ONE.exec(after) !== null ? /^/.exec(after) : language === english ? A_THING.exec(after) : null));
  const behind = joint === null ? "" : after.slice(joint[0].length);
  // "45 EUR per 100": neither for one nor for all. "150 pounds per boat and day": for one of two things at once.
  const isMany = joint !== null && (JOINT_UNIT.test(/^\s*\p{L}+(\s.{0,40})/u.exec(behind)?.[1] ?? "") || MANY.test(behind));
  return { piece, figure, index, before, after, found: unitAt(after, words), each: isMany ? null : joint, perMany: isMany ? joint : null, at: (words.at.test(before) || A_ACCENT.test(text.slice(0, figure.start))) && !AGREED_AT.test(before), bare };
}
