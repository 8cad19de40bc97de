/**
 * Owns: how many of what was counted are to be billed after all - "make it 45", "no, 7 melons", "5 instead of 8", "2 of them were returned" (PRODUCT M2, K6).
 * Never: reckoning what is left of a count, and never choosing between two things. What fits none is asked for. Corrections in a later mail of a thread are in change.ts.
 */
import { compare, times } from "../core/money";
import { TAKES_BACK } from "./corrected";
import { wordsFor } from "./counts";
import type { Reading, Words } from "./counts";
import type { Item } from "./items";
import { sharesWord } from "./joined";
import { said } from "./lang/all";
import { sentencesOf } from "./sentences";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** No price, no day, no time, no part of another number. */
const ALONE = "(?![\\d.,:/-]*\\d)(?!\\s?(?:[%€$£]|[ap]m(?!\\p{L})|st(?!\\p{L})|nd(?!\\p{L})|rd(?!\\p{L})|th(?!\\p{L})|o'?clock|euros?|eur|dollars|pounds|quid|usd|gbp|chf|lei|ron|zl|uhr|uur))";
/** "Charge us for", "facturez-nous". All in plain letters. */
const US = `(?:[\\s-](?:${said("us")})){0,3}`;
const CHARGE = `(?:${said("charges")})${US}`;
const COUNT = `(\\d{1,5})${ALONE}`;
const ANEW = [
  // "Make it 45".
  `(?:${said("now_so_many")})\\s${COUNT}(?:\\s(\\p{L}{3,20}))?`,
  // "Bill us for only 10", "only charge us for 10", "nur 10 berechnen".
  `${CHARGE}\\s(?:${said("only")})\\s${COUNT}`,
  `(?:${said("only")})${US}\\s${CHARGE}\\s${COUNT}`,
  `(?:${said("only")})\\s${COUNT}(?:\\s\\p{L}{2,20}){0,2}\\s(?:${said("charge_last")})(?!\\p{L})`,
  // "It is 14 you are to bill".
  `${COUNT}(?:\\s\\p{L}{2,15}){0,2}\\s(?:${said("to_charge")})${US}\\s(?:${said("charges")})(?!\\p{L})`,
].map((words) => sieved(new RegExp(`(?:^|[^\\p{L}\\d.,])(?:${words})`, "gu")));
/** "In the end it was 12 tables": of the thing that it names, for a tale may end in any number. */
const IN_THE_END = sieved(new RegExp(`(?:${said("in_the_end")})\\s(\\d{1,5})${ALONE}\\s(\\p{L}{3,20})`, "gu"));
/** "82 instead of 85". */
const INSTEAD = sieved(new RegExp(`(?:^|[^\\d.,])(\\d{1,5})(?:\\s\\p{L}{1,15}){0,2},?\\s(?:${said("instead", "not")})\\s(?:(?:${said("article")})\\s)?(\\d{1,5})(?![\\d.,]*\\d)`, "gu"));

const OPENS = "(?:^|[.!?;,(–-]\\s{0,2}|\\n)";
const NUMBER = "(\\d{1,5}|\\p{L}{2,12})(?![\\d.,:/]{0,9}\\d)";
/** "Non, 5 poulets", "sorry, 7 of the melons". What goes on behind it may tell something else. */
const BACK_BEFORE = sieved(new RegExp(`${OPENS}${TAKES_BACK}${NUMBER}(?:\\s(\\p{L}{3,20}))?(?=(\\s?(?:[.,;!)@]|$|(?:at|a|zu|je|por|per|po|la|cu|voor|fur)\\s))?)`, "gu"));
/** "7 melons, sorry". */
const BACK_BEHIND = sieved(new RegExp(`${OPENS}(?:(?:${said("no_it")}),?\\s)?${NUMBER}(?:\\s(?:(?:de|d'|of|von)\\s?)?(\\p{L}{3,20}))?,?\\s(?:${said("sorry")})(?=(\\s?(?:[.,;!)]|$)))`, "gu"));

/** "2 of them were returned", "three never arrived". */
const GONE = sieved(new RegExp(`(?:^|[^\\d.,\\p{L}])(?:\\d{1,4}|${said("few", "few_alone")})(?:\\s(?:of\\s)?\\p{L}{2,12}){0,2}(?:\\s(?:${said("are")}))?\\s(?:${said("gone")})(?!\\p{L})`, "u"));

/** A count that a sentence puts in place of another one. */
interface Anew {
  count: string;
  /** The one thing that it is said of; null when there is none or nobody can say which. */
  meant: (items: readonly Item[]) => Item | null;
  /** Whether it has to be that of something. */
  holds: (items: readonly Item[]) => boolean;
  sentence: string;
  /** Says what is to be billed, whatever became of the rest. */
  bills: boolean;
}

const is = (value: string | null, count: string): boolean => value !== null && compare(value, count) === 0;
const has = (items: readonly Item[], count: string): boolean => items.some(({ quantity, unit_price, amount }) => [quantity, unit_price, amount].some((value) => is(value, count)));
const countedIn = (items: readonly Item[]): Item[] => items.filter(({ quantity }) => quantity !== null);
const namedBy = (words: string, items: readonly Item[]): Item[] => (words === "" ? [] : countedIn(items).filter(({ description, unit }) => sharesWord(words, `${unit ?? ""} ${description}`)));
/** The only one; null when its amount is written. */
const only = ([meant, ...others]: readonly Item[]): Item | null => (meant === undefined || others.length > 0 || meant.stated !== null ? null : meant);

/** The counted thing that a sentence speaks of: the one that it names or counts, else the only one there is. */
function meantBy(sentence: string, items: readonly Item[]): Item | null {
  const names = namedBy(sentence, items);
  const named = countedIn(items).filter((item) => names.includes(item) || sentence.includes(item.source));
  return only(named.length > 0 ? named : countedIn(items));
}

/** The counts that a sentence puts in place of others. */
function anewIn(sentence: string, numbers: Words["numbers"]): Anew[] {
  const lower = sameLengthPlain(sentence);
  const always = (): boolean => true;
  const swapped = INSTEAD.all(lower).map(([, count = "", before = ""]): Anew => ({ count, sentence, bills: false, meant: (items) => only(countedIn(items).filter(({ quantity }) => is(quantity, before))), holds: always }));
  const ended = IN_THE_END.all(lower).map(([, count = "", thing = ""]): Anew => ({ count, sentence, bills: false, meant: (items) => only(namedBy(thing, items)), holds: always }));
  const back = [...BACK_BEFORE.all(lower), ...BACK_BEHIND.all(lower)].flatMap(([, written = "", thing = "", end]): Anew[] => {
    const count = /^\d/.test(written) ? written : numbers.get(written);
    // "No, 7 melons." says it plainly; behind "7 melons ..." anything may follow.
    const meant = (items: readonly Item[]): Item | null => (end === undefined ? null : only(namedBy(thing, items)));
    const holds = (items: readonly Item[]): boolean => {
      const own = namedBy(thing, items);
      return own.length < 2 && has(own.length > 0 ? own : items, count ?? "");
    };
    return count === undefined ? [] : [{ count, sentence, bills: false, meant, holds }];
  });
  const bills = ANEW.flatMap((pattern) => pattern.all(lower));
  const isOne = new Set(bills.map(([, count]) => count)).size === 1;
  const billed = bills.map(([, count = "", thing = ""]): Anew => {
    const own = (items: readonly Item[]): Item | null => only(namedBy(thing, items)) ?? meantBy(sentence, items);
    return { count, sentence, bills: true, meant: (items) => (isOne && !has(items, count) ? own(items) : null), holds: (items) => has(items, count) };
  });
  return [...swapped, ...ended, ...back, ...billed];
}

/** The sentences in which some of what was counted are gone; how many are left is said in none of them, and no count for all is said elsewhere. */
const goneIn = (sentences: readonly string[], anew: readonly Anew[]): string[] =>
  anew.some(({ bills }) => bills) ? [] : sentences.filter((sentence) => GONE.test(sameLengthPlain(sentence)) && INSTEAD.all(sameLengthPlain(sentence)).length === 0);

/** The items with the counts that are to be billed; a count of which some are gone, without a word on how many are left, is none. */
export function afterAll(items: Item[], text: string, { language, english }: Reading, firm: boolean): Item[] {
  if (countedIn(items).length === 0) return items;
  const sentences = sentencesOf(text);
  const anew = sentences.flatMap((sentence) => anewIn(sentence, wordsFor(language, english).numbers)).filter(({ bills }) => firm || !bills);
  const counted = anew.reduce((all, { count, meant }) => {
    const one = meant(all);
    return one === null ? all : all.map((item) => (item === one ? { ...item, quantity: count, replaced: item.quantity, amount: item.unit_price === null ? null : times(count, item.unit_price) } : item));
  }, items);
  return (firm ? goneIn(sentences, anew) : []).reduce((all, sentence) => {
    const one = meantBy(sentence, all);
    return one === null ? all : all.map((item) => (item === one ? { ...item, quantity: null, amount: null, replaced: item.quantity } : item));
  }, counted);
}

/** The first sentence with a count that holds and that nothing has, or of which some are gone of nobody knows what; null when there is none. */
export function unsettledIn(items: readonly Item[], text: string, { language, english }: Reading): string | null {
  if (countedIn(items).length === 0) return null;
  const sentences = sentencesOf(text);
  const anew = sentences.flatMap((sentence) => anewIn(sentence, wordsFor(language, english).numbers));
  // A thing without its count is asked for as it is.
  const [gone] = items.some(({ quantity, unit_price }) => quantity === null && unit_price !== null) ? [] : goneIn(sentences, anew);
  return anew.find(({ holds }) => !holds(items))?.sentence ?? gone ?? null;
}
