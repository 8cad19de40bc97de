/**
 * Owns: what was had, done or delivered, with its counts, where nobody names a price - "We took 6 chairs and two tables" (PRODUCT M2).
 * Never: sums, nor counts of what is wanted, of other days or of the sender's own house.
 */
import { boughtIn } from "./bought";
import { tagged } from "./hits";
import { isTime, wordsFor, writtenCount } from "./counts";
import type { Reading } from "./counts";
import { itemOf } from "./items";
import type { Item } from "./items";
import { sharesWord } from "./joined";
import { aWord, said } from "./lang/all";
import { piecesOf } from "./segments";
import { placedSentencesOf } from "./sentences";
import { plain, sameLengthPlain } from "./words";

/** Right before a count: "we had", "you replaced", "thanks for the", "I have you down for". In plain letters. */
const HAVING = new RegExp(`(?:^|[^\\p{L}])(?:${said("had")})(?: (?:${said("had_up")}))?\\s|(?:^|[^\\p{L}])(?:${said("had_for")})\\s`, "gu");
/** Said of other days, of what is only wished for, or of the house of who writes. In plain letters. */
const NOT_THESE = new RegExp(aWord("other_days", "denied", "unhad"), "u");
/** Which of them: before a count it says nothing. */
const THESE = new RegExp(`^(?:${said("these")})\\s`, "i");

/** The words of a sentence from the first thing on that was had; null when it tells of none. */
function behindHaving(sentence: string, reading: Reading): string | null {
  const bought = boughtIn(sentence, reading.language);
  if (bought !== null) return bought;
  if (NOT_THESE.test(plain(sentence))) return null;
  const words = wordsFor(reading.language, reading.english);
  const counts = (text: string): boolean => /^\d/.test(text) || writtenCount(`${text} `, words)?.start === 0;
  const parts = piecesOf(sentence);
  // "4 full sets, 2 fronts and a trim."
  if (parts.length > 1 && parts.every(counts)) return sentence;
  for (const match of sameLengthPlain(sentence).matchAll(HAVING)) {
    const rest = sentence.slice(match.index + match[0].length).replace(THESE, "");
    if (counts(rest)) return rest;
  }
  return null;
}

const isThing = ({ quantity, unit_price, amount, open, description, unit, source }: Item): boolean =>
  quantity !== null && quantity !== "0" && unit_price === null && amount === null && open === null && description.split(" ").length <= 6 &&
  (/\p{L}{3}/u.test(description) || unit !== null) && (unit === null || !isTime(unit) || /\sfor\s(?:the|a|our)\s\p{L}{3}/u.test(source));

/** "The Premium plan ($49/month)": what one of it costs is said, and how many is asked for. */
const isRate = ({ quantity, unit_price, open, description, mark }: Item): boolean => quantity === null && unit_price !== null && mark !== null && open === null && /\p{L}{3}/u.test(description) && description.split(" ").length <= 8;

/** Things with their counts; `named`: what the wish itself is for, null when it names nothing - else only what goes by that name counts. */
export function thingsHad(text: string, named: string | null, reading: Reading): Item[] {
  return placedSentencesOf(text).flatMap(({ text: sentence }) => {
    if (/\?\W*$/.test(sentence)) return [];
    const { concepts } = tagged(sentence, reading.language);
    const rest = concepts.includes("INVOICE") || concepts.includes("BILL") ? null : behindHaving(sentence, reading);
    if (rest === null) return [];
    const things = piecesOf(rest).map((piece) => itemOf(piece, reading));
    return things.flatMap((item) => (item !== null && (isThing(item) || (isRate(item) && boughtIn(sentence, reading.language) !== null)) && (named === null || sharesWord(named, `${item.unit ?? ""} ${item.description}`)) ? [{ ...item, lines: [] }] : []));
  });
}
