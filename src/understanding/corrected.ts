/**
 * Owns: numbers that a mail takes back in the same breath - "4 hours - sorry, make that 5 -", "it was 82 instead of 85" (PRODUCT M2).
 * Never: corrections in a later mail of a thread (change.ts).
 */
import { compare, times } from "../core/money";
import type { Words } from "./counts";
import type { Item } from "./items";
import { sharesWord } from "./joined";
import { said } from "./lang/all";
import { BLANK } from "./numbers";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** "Sorry, ", "no, make it ", "nein ". What means "not" without a comma in one language or another needs it: "6 sillas, no 7" are six. */
const TAKES_BACK = `(?:(?:(?:${said("no_it")}),?\\s)?(?:${said("sorry")})[,:]?\\s(?:(?:${said("make_it")})\\s)?|(?:(?:${said("no_it")}),|nein|nee)\\s(?:(?:${said("make_it")})\\s)?|make that\\s)`;
/** Only behind a word that takes it back: "12 hours at 45, that's 540" says what they come to. The number, its unit, and the one that stands in its place. */
const TAKEN_BACK = sieved(new RegExp(`(\\d{1,5})((?:\\s\\p{L}{1,15}){0,4})[\\s,–(-]{1,4}${TAKES_BACK}(\\d{1,5})(?![\\d.,]*\\d)\\s?[-–,)]?`, "gu"));
const INSTEAD = sieved(new RegExp(`(?:^|[^\\d.,])(\\d{1,5})(?:\\s\\p{L}{1,15}){0,2},?\\s(?:${said("instead", "not")})\\s(?:(?:${said("article")})\\s)?(\\d{1,5})(?![\\d.,]*\\d)`, "gu"));

const NUMBER = "(\\d{1,5}|\\p{L}{2,12})(?![\\d.,:/]{0,9}\\d)";
/** "Non, 5 poulets", "sorry, 7 of the melons": said in a sentence of its own. What goes on behind it may tell something else. */
const BACK_BEFORE = sieved(new RegExp(`(?:^|[.!?;,(–-]\\s{0,2}|\\n)${TAKES_BACK}${NUMBER}(?:\\s(\\p{L}{3,20}))?(?=(\\s?(?:[.,;!)@]|$|(?:at|a|zu|je|por|per|po|la|cu|voor|fur)\\s))?)`, "gu"));
/** "7 melons, sorry". */
const BACK_BEHIND = sieved(new RegExp(`(?:^|[.!?;,(–-]\\s{0,2}|\\n)(?:(?:${said("no_it")}),?\\s)?${NUMBER}(?:\\s(?:(?:de|d'|of|von)\\s?)?(\\p{L}{3,20}))?,?\\s(?:${said("sorry")})(?=(\\s?(?:[.,;!)]|$)))`, "gu"));

/** "Make that 12 tables", "in the end it was 12 tables": said after the list, of the thing that it names. */
const IN_THE_END = sieved(new RegExp(`(?:${said("in_the_end")})\\s(\\d{1,5})\\s(\\p{L}{3,20})`, "gu"));

const MONEY = "(?:(?:[a-z]{3}|[€$£₹])\\s?)?\\d[\\d.,']{0,12}(?:\\s?(?:[€$£₹]|eur|usd|gbp|chf|pln|ron|zl|lei|kr|euros?|pounds|dollars)(?!\\p{L}))?";
/** "Original price 2,000 EUR, now 1,800 EUR": what something cost before it got another price. */
const OLD_PRICE = sieved(new RegExp(`(?:^|[^\\p{L}])(?:(?:${said("old_price", "instead")})[:,]?\\s(?:(?:of|was|at|von|de|di|van)\\s)?(${MONEY})|(?:${said("was")})\\s(${MONEY})(?=[,;]?\\s(?:${said("now")})(?!\\p{L})))`, "gu"));
const PRICED = /[€$£₹]\s?\d|\d\s?(?:[€$£₹]|(?:eur|usd|gbp|chf|pln|ron|zl|lei|kr|euros?|pounds|dollars)(?!\p{L}))|(?:eur|usd|gbp|chf|pln|ron)\s?\d/u;

/** A text without prices that no longer hold, where another one is named. */
function withoutOld(text: string): string {
  const lower = sameLengthPlain(text);
  const old = OLD_PRICE.all(lower).map((match) => ({ start: match.index + match[0].length - (match[1] ?? match[2] ?? "").length, end: match.index + match[0].length }));
  const blank = (from: string): string => old.reduce((masked, { start, end }) => `${masked.slice(0, start)}${BLANK.repeat(end - start)}${masked.slice(end)}`, from);
  return old.length > 0 && old.every(({ start, end }) => PRICED.test(lower.slice(start, end))) && PRICED.test(blank(lower)) ? blank(text) : text;
}

/**
 * "2.500 labels, 100 pcs at 4.80": behind a greater count, a round one and its price say what so many cost. Nobody counts that out unasked: the count and
 * the price of so many are blanked, and the price is asked for.
 */
const PER_SO_MANY = sieved(new RegExp(`(?:^|[^\\d.,])(\\d{1,3}(?:[.,' ]?\\d{3}){0,2})\\s(\\p{L}[^\\d,;:()]{2,60}?(?:\\s\\d{1,4})?)[,;:–-]{0,1}\\s[-–(]{0,1}\\s?((?:10{1,4}|1[.,' ]000|10[.,' ]000)\\s?(?:${said("pieces")}|pcs?|pieces?|units?|stk\\.?|stuck|st\\.?|pz|pezzi|uds?\\.?|unidades|stuks|szt\\.?|sztuk|buc\\.?|bucati|pieces|ex\\.?|exemplaires)\\.?\\s(?:@|at|for|zu|a|fur|pour|por|para|per|voor|za|po|la|cu|pentru|=|:)\\s?[^\\d,;]{0,5}\\d[\\d.,]{0,9}(?:\\s?[€$£]|\\s?(?:eur|euros?|usd|gbp|chf|zl|lei|ron)(?!\\p{L}))?)`, "gu"));
const valueOf = (count: string): number => Number(count.replace(/\D/g, ""));

function withoutHundreds(text: string, lower: string): string {
  return PER_SO_MANY.all(lower).reduce((result, match) => {
    const [whole, all = "", , many = ""] = match;
    const end = match.index + whole.length;
    const size = valueOf(/^[\d.,' ]+/.exec(many)?.[0] ?? "");
    return valueOf(all) > size && size >= 10 ? `${result.slice(0, end - many.length)}${BLANK.repeat(many.length)}${result.slice(end)}` : result;
  }, text);
}

/** What is taken back stands beside what holds: most lines need no pattern at all. */
const TWO_NUMBERS = /\d\D+\d/;

/** The text, as long as before, with the number that holds in place of the one that was taken back. */
export function corrected(text: string): string {
  if (!TWO_NUMBERS.test(text)) return text;
  const lower = sameLengthPlain(text);
  let result = withoutHundreds(withoutOld(text), lower);
  for (const match of TAKEN_BACK.all(lower)) {
    const [whole, before = "", unit = "", now = ""] = match;
    const kept = `${now}${text.slice(match.index + before.length, match.index + before.length + unit.length)} `;
    if (kept.length <= whole.length) result = `${result.slice(0, match.index)}${kept}${BLANK.repeat(whole.length - kept.length)}${result.slice(match.index + whole.length)}`;
  }
  return result;
}

/** The items, with another count for the only one that is meant; where several or none are, or its amount is written, as they are. */
function recounted(items: Item[], now: string | undefined, isMeant: (item: Item) => boolean): Item[] {
  const [meant, ...more] = items.filter((item) => item.quantity !== null && isMeant(item));
  if (meant === undefined || more.length > 0 || now === undefined || meant.stated !== null) return items;
  return items.map((item) => (item === meant ? { ...item, quantity: now, replaced: item.quantity, amount: item.unit_price === null ? null : times(now, item.unit_price) } : item));
}

interface TakenBack {
  now: string;
  thing: string;
  /** Nothing more is said of it. */
  plainly: boolean;
}

/** The counts that a mail puts in place of others, with the things that it names. */
function takenBackIn(lower: string, numbers: Words["numbers"]): TakenBack[] {
  return [...BACK_BEFORE.all(lower), ...BACK_BEHIND.all(lower)].flatMap(([, written = "", thing = "", end]) => {
    const now = /^\d/.test(written) ? written : numbers.get(written);
    return now === undefined ? [] : [{ now, thing, plainly: end !== undefined }];
  });
}

const isOf = (thing: string, { description, unit }: Item): boolean => thing !== "" && sharesWord(thing, `${unit ?? ""} ${description}`);

/** The items with the counts that a sentence of the mail puts in place of theirs: "82 instead of 85", where one thing was counted as 85; "in the end it was 12 tables"; "no, 7 melons". */
export function revised(items: Item[], text: string, numbers: Words["numbers"]): Item[] {
  if (items.every(({ quantity, stated }) => quantity === null || stated !== null)) return items;
  const lower = sameLengthPlain(text);
  const swapped = INSTEAD.all(lower).reduce((all, [, now, before]) => recounted(all, now, ({ quantity }) => quantity !== null && before !== undefined && compare(quantity, before) === 0), items);
  const ended = IN_THE_END.all(lower).reduce((all, [, now, thing]) => recounted(all, now, (item) => isOf(thing ?? "", item)), swapped);
  return takenBackIn(lower, numbers).reduce((all, { now, thing, plainly }) => (plainly ? recounted(all, now, (item) => isOf(thing, item)) : all), ended);
}

/** A count that is put in place of another one, and is not that of one thing in the end: the words to ask with. Null when all is settled. */
export function unplacedIn(items: readonly Item[], text: string, numbers: Words["numbers"]): string | null {
  const counted = items.filter(({ quantity }) => quantity !== null);
  const open = takenBackIn(sameLengthPlain(text), numbers).find(({ now, thing }) => {
    const own = counted.filter((item) => isOf(thing, item));
    return counted.length > 0 && (own.length > 1 || (own.length > 0 ? own : items).every(({ quantity, unit_price, amount }) => [quantity, unit_price, amount].every((one) => one === null || compare(one, now) !== 0)));
  });
  return open === undefined ? null : (counted.find((item) => isOf(open.thing, item)) ?? (counted.length === 1 ? counted[0] : undefined))?.description ?? `${open.now} ${open.thing}`.trim();
}
