/**
 * Owns: the total that a mail states, and whether its numbers fit each other (PRODUCT M2).
 * Never: repairing a mail whose numbers contradict each other; the odd number is named instead.
 */
import { compare, sum, times } from "../core/money";
import type { Reading } from "./counts";
import { isForOne } from "./for-one";
import { said } from "./lang/all";
import { figuresOf, near } from "./numbers";
import type { Figure } from "./numbers";
import { plain } from "./words";

/** "Total entries: 1,240", "Total duration: 150 minutes": a sum of something else than money. In plain letters. */
const TOTAL_OF_OTHER = new RegExp(`^\\s?(?:${said("of_other")})(?!\\p{L})`, "u");

/** What a mail states besides its lines, as decimal text. */
export interface Sums {
  total: Figure | null;
  subtotal: string | null;
  tax: string | null;
  /** Tax in percent. */
  tax_rate: string | null;
}

export const TOTAL_LINE = new RegExp(`(?:^|[^\\p{L}])(?:${said("total")})(?![\\p{L}])|^\\W{0,4}(?:left |amount |sum |balance )?to (?:be )?(?:pa(?:y|id)|settled?)(?=\\s{2,}|\\s?[-.:=]{2,}|\\s\\D{0,4}\\d)`, "u");
/** "450 EUR altogether". */
export const TOTAL_BEHIND = new RegExp(`\\s(?:${said("in_all")})(?:\\W*$|, | \\(| (?:for|ex|please|${said("round_tax")})\\W?)`);
/** "= 1,219.30" below a list, "that makes 2,069.00", "should come to 1200". */
export const COMES_TO = new RegExp(`^\\s*=\\s*(?=\\D{0,4}\\d[\\d.,' ]*\\D{0,5}$)|(?:^|[\\s(,-])(?:${said("makes")})\\s(?:(?:a total of|about|around|exactly|then)\\s)?(?=[^\\d.]{0,12}\\d)`, "u");
/** "1,150", "80.00": hardly a count. */
const WRITTEN_AS_MONEY = /\d[.,']\d{3}(?!\d)|[.,]\d\d$/;

/** "Total volume: 7,000 pcs": opens with a sum of something else than money. */
export function countsAll(line: string): boolean {
  const lower = plain(line);
  const word = TOTAL_LINE.exec(lower);
  return word !== null && /^[^\p{L}\d]*$/u.test(lower.slice(0, word.index)) && TOTAL_OF_OTHER.test(lower.slice(word.index + word[0].length));
}

/** A number of the line that is the total it speaks of; the last amount wins ("Total for 3 items: $40"). */
export function totalOf(line: string, reading: Reading): Figure | null {
  const lower = plain(line);
  const behind = TOTAL_BEHIND.exec(lower);
  const last = behind === null ? undefined : figuresOf(line, reading.comma).findLast((figure) => (figure.mark !== null || (reading.priced && WRITTEN_AS_MONEY.test(figure.text))) && figure.end <= behind.index + 1);
  // "12 hours at 45 EUR, it was 3 days in all": the words belong to the number before them, and a price for one is no sum.
  if (behind !== null && last !== undefined && !isForOne(line, last, reading) && !/\d/.test(line.slice(last.end, behind.index + 1))) return last;
  const made = COMES_TO.exec(lower);
  if (made !== null) {
    const [figure, ...more] = figuresOf(line, reading.comma).filter((candidate) => !candidate.percent && candidate.start >= made.index + made[0].trimEnd().length - 1);
    // "It comes to 40 each for 12 of us" is no sum.
    if (figure !== undefined && more.length === 0 && !isForOne(line, figure, reading) && (figure.mark !== null || reading.priced || made[0].includes("="))) return figure;
  }
  // "= AED 6,200 + 5% VAT", "So 832 USD.": the sum is all that the sentence says.
  const whole = /^\W{0,3}(?:so|=|that's|thats|that is|i\.?e\.?,?|in all|all in|makes|deci|czyli|also|macht|soit|total)?[\s=]{0,3}(?=[^\d]{0,6}\d)/u.exec(lower);
  const [sole, ...further] = whole === null || whole[0].trim() === "" ? [] : figuresOf(line, reading.comma).filter((figure) => !figure.percent);
  if (sole !== undefined && sole.mark !== null && further.length === 0 && /^\W*(?:(?:\+|plus|excl\.?|incl\.?|ex|net|without|with)?\W{0,3}(?:\d{1,2}\s?%\s?)?(?:vat|gst|tax|iva|tva|btw|mwst|moms|hst)?)\W*$/u.test(lower.slice(sole.end)) && whole !== null && sole.start <= whole[0].length + 1) return sole;
  // "So 420 total."
  const short = /^[^\p{L}\d]{0,6}(?:so|that's|thats|makes|making)?[^\p{L}\d]{0,6}\d[\d.,']{0,14}\s?\S{0,6}\s(?:total|all in|all told)\W{0,4}$/u.exec(lower);
  if (short !== null && reading.priced) return figuresOf(line, reading.comma).find((figure) => !figure.percent) ?? null;
  const word = TOTAL_LINE.exec(lower);
  // "Mobilisation, lump sum", "the second instalment of $2,500 (project total $10,000)".
  if (word === null || /(?:lump|project|contract|package|budget|programme|scheme)\s?$/.test(lower.slice(0, word.index + 1))) return null;
  if (TOTAL_OF_OTHER.test(lower.slice(word.index + word[0].length)) && figuresOf(line, reading.comma).every(({ mark }) => mark === null)) return null;
  const figures = figuresOf(line, reading.comma).filter((figure) => !figure.percent && figure.start >= word.index && !isForOne(line, figure, reading));
  return figures.findLast((figure) => figure.mark !== null) ?? (/:\s*[^\p{L}]*$/u.test(line) || figures.length === 1 ? (figures.at(-1) ?? null) : null);
}

const beside = (words: string): RegExp[] => [new RegExp(`(?:^|[^\\p{L}])(?:${words})\\W{0,4}$`, "u"), new RegExp(`^\\s?[/,(]?\\s?(?:${words})(?!\\p{L})`, "u")];
const NET = beside(said("net"));
const GROSS = beside(said("gross"));

/** "1,200 EUR net, 1,428 EUR gross": the one is what the lines come to, the other with its tax. */
export function netAndGross(lines: readonly string[], net: string, gross: string, comma: boolean): boolean {
  const says = (value: string, [before, behind]: RegExp[]): boolean => lines.some((line) => figuresOf(line, comma).some((figure) => figure.value !== null && compare(figure.value, value) === 0 && (before?.test(plain(line.slice(0, figure.start))) === true || behind?.test(plain(line.slice(figure.end))) === true)));
  return compare(net, gross) < 0 && compare(gross, times(net, "1.3")) <= 0 && says(net, NET) && says(gross, GROSS);
}

/** Where the numbers of a mail do not fit each other, as facts for `missing`. Amounts in `show` words. */
export function contradictions(amounts: Sums, lines: { description: string; quantity: string | null; unit_price: string | null; amount: string | null }[], stated: (string | null)[], show: (amount: string) => string): string[] {
  const odd: string[] = [];
  lines.forEach((line, index) => {
    const said = stated[index] ?? null;
    if (line.quantity === null || line.unit_price === null || said === null) return;
    const product = times(line.quantity, line.unit_price);
    if (!near(product, said)) odd.push(`total (${line.description === "" ? "line" : line.description}: ${line.quantity} x ${show(line.unit_price)} is ${show(product)}, the mail says ${show(said)})`);
  });
  const priced = lines.map((line) => line.amount).filter((amount): amount is string => amount !== null);
  const total = amounts.total?.value ?? null;
  if (total !== null && priced.length === lines.length && priced.length > 0 && odd.length === 0) {
    const net = sum(priced);
    const tax = amounts.tax ?? (amounts.tax_rate === null ? null : times(net, times(amounts.tax_rate, "0.01")));
    const fits = near(net, total) || (tax !== null && near(sum([net, tax]), total));
    if (!fits) odd.push(`total (lines add up to ${show(net)}, the mail says ${show(total)})`);
  }
  if (amounts.subtotal !== null && priced.length === lines.length && priced.length > 0 && odd.length === 0 && !near(sum(priced), amounts.subtotal)) {
    odd.push(`total (lines add up to ${show(sum(priced))}, the mail's subtotal is ${show(amounts.subtotal)})`);
  }
  return odd;
}
