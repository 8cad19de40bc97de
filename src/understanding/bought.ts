/**
 * Owns: what a mail says that its sender buys or bought - "we would like to order 500 kg of granules", "I bought a licence" (PRODUCT M2).
 * Never: how many, at which price, and never what is not wanted, of other days or a paper.
 */
import { tagged } from "./hits";
import { aWord, said } from "./lang/all";
import type { Language } from "./lang/language";
import { isForSale } from "./naming";
import { nameOf, onlyFrame } from "./vague";
import { placedSentencesOf } from "./sentences";
import { compiled, plain, sameLengthPlain } from "./words";

/** Said of other days and sellers, or of what is not wanted after all. In plain letters. */
const NOT_THESE = new RegExp(aWord("other_days", "denied", "unbought"), "u");
/** Where the thing ends: when, from whom, what else is asked, and the verb that some languages put last. */
const ENDS = new RegExp(`(?:,|\\s)\\s?(?:${said("bought_ends")})(?!\\p{L}).*$`, "u");
/** What a mail wants besides goods. In plain letters. */
const NO_GOODS = new RegExp(`^(?:\\p{L}+['\\s-]+){0,2}(?:${said("no_goods")})(?!\\p{L})`, "u");
/** "24 additional units". */
const MORE = new RegExp(`^(\\d[\\d.,]*|\\p{L}{3,9})\\s(?:${said("more_behind")})\\s(?=\\p{L})`, "u");
const ANOTHER = new RegExp(`^(?:${said("more_before")})\\s(?=\\d|\\p{L}{3,9}\\s)`, "iu");
/** "We ordered at 385 each", "we ordered last week": the thing stands before. In plain letters. */
const NO_THING = new RegExp(`^(?:${said("no_thing_behind")})\\s`, "u");

/** Where the words of the thing stand in a sentence that tells of buying; null when it tells of none. */
function spanOf(sentence: string, language: Language): [start: number, end: number] | null {
  if (language.buys === undefined || /\?\W*$/.test(sentence)) return null;
  const lower = sameLengthPlain(sentence);
  const verb = compiled(`(?:^|[^\\p{L}])${language.buys}\\s{1,2}`, "u").exec(lower);
  // Few sentences tell of buying at all.
  if (verb === null || NOT_THESE.test(plain(sentence))) return null;
  const from = verb.index + verb[0].length;
  const behind = lower.slice(from);
  // "The 4 panels we ordered at 385 each", "the desks we ordered last week": the thing stands before.
  if (/\d/.test(lower.slice(0, verb.index).replace(/^on \S{1,12} \S{1,12}/, "")) || NO_THING.test(behind)) return null;
  return [from, from + (ENDS.exec(behind)?.index ?? behind.length)];
}

/** What a sentence that tells of buying says behind that; the sentence itself when it tells of none. */
export function withoutBuying(sentence: string, language: Language): string {
  const span = isForSale(sentence) && !/(?:^|\s)paid(?:\s|$)/.test(plain(sentence)) ? spanOf(sentence, language) : null;
  return span === null ? sentence : sentence.slice(span[0]);
}

/** The words of the thing in a sentence that tells of buying; null when it tells of none. */
export function boughtIn(sentence: string, language: Language): string | null {
  const span = spanOf(sentence, language);
  if (span === null) return null;
  const whole = sentence.slice(...span).replace(/[\s.!,;:]+$/, "");
  const thing = whole.replace(ANOTHER, "").replace(MORE, "$1 ");
  const { concepts } = tagged(thing, language);
  const paper = concepts.slice(0, 4).some((concept) => ["INVOICE", "BILL", "BILLED"].includes(concept)) || concepts.slice(0, 2).some((concept) => ["QUOTE", "COPY", "RECEIPT", "REFUND", "PARTICULARS"].includes(concept));
  return paper || NO_GOODS.test(plain(thing)) || !/\p{L}{3}/u.test(thing) || thing.length > 120 ? null : thing;
}

/** The one thing that a text tells of buying, by its name; null when it names none or several. */
export function boughtName(text: string, language: Language): string | null {
  const names = placedSentencesOf(text).map(({ text: sentence }) => boughtIn(sentence, language)).filter((thing) => thing !== null).map((thing) => nameOf(thing));
  const [only] = names;
  return names.length === 1 && only !== null && only !== undefined && only.length <= 80 && !onlyFrame(only, language) ? only : null;
}
