/**
 * Owns: numbers of a text that it takes back in the same breath - "4 hours - sorry, make that 5 -", "original price 2,000, now 1,800" (PRODUCT M2).
 * Never: what a sentence of its own says of things that were counted before (after-all.ts), nor corrections in a later mail of a thread (change.ts).
 */
import { said } from "./lang/all";
import { BLANK } from "./numbers";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** "Sorry, ", "no, make it ", "nein ". What means "not" without a comma in one language or another needs it: "6 sillas, no 7" are six. */
export const TAKES_BACK = `(?:(?:(?:${said("no_it")}),?\\s)?(?:${said("sorry")})[,:]?\\s(?:(?:${said("make_it")})\\s)?|(?:(?:${said("no_it")}),|nein|nee)\\s(?:(?:${said("make_it")})\\s)?|make that\\s)`;
/** Only behind a word that takes it back: "12 hours at 45, that's 540" says what they come to. The number, its unit, and the one that stands in its place. */
const TAKEN_BACK = sieved(new RegExp(`(\\d{1,5})((?:\\s\\p{L}{1,15}){0,4})[\\s,–(-]{1,4}${TAKES_BACK}(\\d{1,5})(?![\\d.,]*\\d)\\s?[-–,)]?`, "gu"));

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
