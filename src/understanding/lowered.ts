/**
 * Owns: words in running text that make less of what lines and prices come to - some of it free, a row or a number to take off (PRODUCT K6).
 * Never: reckoning what is left. What is billed is asked for.
 */
import { aWord, said } from "./lang/all";
import { sieved } from "./sieve";
import { plain, sameLengthPlain } from "./words";

/** "The first hour was free", "one of them is on the house"; in "o envio é grátis" the first word counts nothing. In plain letters. */
const FREE = sieved(new RegExp(`(?:^|[^\\p{L}\\d.,])(?!o\\s(?:${said("freight")}))(?:\\d{1,3}|${said("few", "some_of")})(?:\\s\\p{L}{1,12}){0,4}\\s(?:${said("for_nothing")})(?!\\p{L})`, "u"));
/** "Deduct the 100 I paid". In plain letters. */
const DEDUCTS = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${said("deducts")})\\s(?:\\p{L}{1,7}\\s){0,3}[^\\p{L}\\d]{0,3}\\d(?![\\d.,]*\\s?%)`, "u"));
/** A row that takes something off, by its words or by its sign. */
const ROW = new RegExp(
  [
    aWord("let_off", "called_off"),
    "(?:^|[\\s|])[-–−]\\d{1,4}\\s?x\\s",
    `^\\W*(?:${said("less", "discount")})(?!\\p{L})`,
    "[\\s|:][-–−][^\\d\\s]{0,4}\\d[\\d.,]{0,14}\\W{0,3}$",
    "[\\s|:][-–−][a-z]{1,4}[$€£]?\\s\\d[\\d.,]{0,14}\\W{0,3}$",
    `^[^\\d,;.]{0,40}\\s(?:${said("discount")})(?!\\p{L})[^\\p{L}]{0,60}(?:[a-z]{1,4}[$€£]?\\s?)?\\d[\\d.,' ]{0,14}[^\\p{L}\\d]{0,3}(?:[a-z]{2,4})?\\W{0,3}$`,
  ].join("|"),
  "u",
);
/** "You let me off 80 euros", "... haben Sie mir 80 Euro nachgelassen": a part of the sum that is not to be paid. */
const FORGIVEN = sieved(new RegExp(aWord("let_off"), "u"));
/** "14 walks at 12, minus one that was cancelled". */
const LESS = new RegExp(`^\\W*(?:${said("less")})\\s(?:(?:${said("article", "one_of")})\\s)?(?:${said("few")}|\\d)`, "u");
/** "18 days, minus the 2 you were sick", "12 chairs (2 broken)": how many is not said. */
const LESS_SOME = new RegExp(`\\(\\d{1,3} (?:\\p{L}{1,10} ){0,2}(?:free|${said("gone", "for_nothing")})|(?:^|[\\s,])(?:${said("less", "without")})\\s(?:(?:${said("article")})\\s)?\\d{1,4}(?![\\d.,]*\\s?[%$€£])`, "u");

/** True for a row that takes something off. */
export const takesOff = (row: string): boolean => ROW.test(plain(row));
/** True for words of a sentence that say less of what stands before them. */
export const isLess = (piece: string): boolean => LESS.test(plain(piece));
/** True for words that let somebody off an amount. */
export const isForgiven = (piece: string): boolean => FORGIVEN.test(plain(piece));
/** True where some of what is counted do not count. */
export const countsLess = (piece: string): boolean => LESS_SOME.test(sameLengthPlain(piece));

/** The first sentence that says that something is free or to be taken off; null when none does. */
export function loweredIn(sentences: readonly string[]): string | null {
  return sentences.find((sentence) => FREE.test(sameLengthPlain(sentence)) || DEDUCTS.test(sameLengthPlain(sentence))) ?? null;
}
