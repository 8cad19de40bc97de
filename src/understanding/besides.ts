/**
 * Owns: what else a number beside a thing may be than its count or its price: how big it is, when it comes, where somebody can be called, an amount for something else (PRODUCT M2).
 * Never: the item itself; that is read in items.ts.
 */
import { compare, times } from "../core/money";
import { unitAt } from "./counts";
import type { Words } from "./counts";
import { said } from "./lang/all";
import { lettered } from "./models";
import { BLANK, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { sameLengthPlain } from "./words";

/** Units in which no single things are counted: nobody orders feet of a banner. */
const SIZES = new Set(["m", "ft", "kg", "lb", "litre", "mm", "cm", "g", "ml"]);

/** "One 8ft banner", "the 9 m stretch tent": how big the one thing is. */
export function isOneOfSize(before: string, after: string, found: { kind: string; length: number } | null, words: Words): boolean {
  const [, word = ""] = /(?:^|\s)(\p{L}{1,6})\s$/u.exec(before) ?? [];
  return found !== null && SIZES.has(found.kind) && (/^(?:the|an?|this|our|your|another)$/.test(word) || words.numbers.has(word)) && /^\s(?!(?:of|at|for|x|per|each|in|on|to|von|de|di|van)\s)\p{L}{3}/u.test(after.slice(found.length));
}

/** True when a text counts anything in the unit. */
export const countsIn = (text: string, kind: string, words: Words, comma: boolean): boolean => figuresOf(text, comma).some(({ mark, end }) => mark === null && unitAt(sameLengthPlain(text).slice(end), words)?.kind === kind);

/** "Delivery within 3 weeks". In plain letters. */
export const WITHIN = new RegExp(`(?:^|\\s)(?:${said("within_time")})\\s$`, "u");

/** "For 3 nights, 40 a night": the price of the unit that was counted before it. */
export function pricesCounted(figures: readonly Figure[], lower: string, figure: Figure, after: string, words: Words): boolean {
  const kind = unitAt(after.replace(/^\s?(?:\/|per\s|an?\s|each\s)\s?/, " "), words)?.kind;
  return kind !== undefined && figures.some(({ end }) => end <= figure.start && unitAt(lower.slice(end), words)?.kind === kind);
}

/** "Lucy x4417": where somebody can be called. */
export const isExtension = (before: string, { text }: Figure, found: { kind: string } | null): boolean => found === null && /^\d{4,6}$/.test(text) && /\p{L}\s?x$/u.test(before);

/** False when a count at its price is worth another amount, by more than a discount or a tax would explain. */
export function isWorth(quantity: string | null, price: Figure, amount: Figure | undefined): boolean {
  if (quantity === null || price.value === null || amount === undefined || amount.value === null) return true;
  const product = times(quantity, price.value);
  return compare(amount.value, times(product, "0.5")) > 0 && compare(amount.value, times(product, "1.5")) < 0;
}

/** "Boarding (8 nights) @ 28": how many, in brackets right before the price. */
const COUNTED_ASIDE = /^\(\s?\d{1,4}\s\p{L}{3,20}\s?\)$/u;
const AT_BEHIND = /^\s?(?:@|x|×|at|zu|à|a)\s?\D{0,4}\d/u;
/** "The second instalment of $2,500 (project total $10,000)": the sum of which it is a part. */
const OF_THE_WHOLE = /^\((?:the |our |of (?:a |the )?)?(?:project|contract|package|budget|programme|scheme|overall) (?:total|value|price|sum|cost)/i;
/** "A 9m x 15m marquee": how big it is. */
const SIDES = /\d{1,4}(?:[.,]\d{1,2})?\s?(?:mm|cm|m|ft|in|"|')\s?[x×]\s?\d{1,4}(?:[.,]\d{1,2})?\s?(?:mm|cm|m|ft|in|"|')(?![\p{L}\d])/giu;
/** "11 lessons of 90 minutes": how long one is. */
const OF_SIZE = /(\d{1,4}\s\p{L}{3,20}\sof\s)(\d{1,4})(?=[\s-]?(?:min(?:ute)?s?|hours?|hrs?|days?|kg|g|ml|l|litres?|m|cm|mm|pages?|words)(?!\p{L}))/giu;

/** "50 sacks of grey cement of 25 kg", "20 Säcke Zement zu 25 kg": how much is in one of what was counted. In plain letters. */
const IN_ONE = /(?:^|[^\p{L}\d.,])\d{1,5}(?:\s\p{L}[\p{L}'-]{1,20}){1,5}\s(?:of|de|di|da|a|zu|von|van|po|la|x)\s(\d{1,4}(?:[.,]\d{1,2})?)(?=\s?(?:kg|kilos?|kilogram\p{L}{0,3}|g|gr|l|lt|litr\p{L}{1,3}|liters?|ml|cl|cm|mm)(?![\p{L}\d]))/gu;
/** "At 0.80 per kg": then the weight is what is paid for. In plain letters. */
const PAID_BY_MEASURE = /(?:\/|(?:^|\s)(?:per|pro|je|par|le|la|al|el|il|por|o|za|a|an|de))\s?(?:kg|kilo|kilogram\p{L}{0,3}|l|litr\p{L}{1,3}|liter|g)(?![\p{L}\d])/u;

/** The piece without what tells how much is in one of what it counts. */
function withoutMeasure(piece: string): string {
  const lower = sameLengthPlain(piece);
  if (!/\d.*\d/.test(lower) || PAID_BY_MEASURE.test(lower)) return piece;
  return [...lower.matchAll(IN_ONE)].reduce((result, { index, 0: whole, 1: size = "" }) => `${result.slice(0, index + whole.length - size.length)}${BLANK.repeat(size.length)}${result.slice(index + whole.length)}`, piece);
}

/** A piece with the numbers blanked that only tell of the thing: "(A2, 300 dpi)", its sides, how long one of them is. */
export function withoutSizes(whole: string, words: Words, comma: boolean): string {
  const counts = (aside: string, behind: string): boolean =>
    (COUNTED_ASIDE.test(aside) && AT_BEHIND.test(behind)) || (!OF_THE_WHOLE.test(aside) && figuresOf(aside, comma).some(({ mark }) => mark !== null)) || /qty|x ?\d|\d ?x|^\(\s*\d{1,5}\s*\)$|^\(\s*[\d.,]+ each\s*\)$/i.test(aside);
  return withoutMeasure(lettered(whole, words, comma))
    .replace(/\([^()]*\)/g, (aside, at: number, all: string) => (counts(aside, all.slice(at + aside.length)) ? aside : aside.replace(/\d/g, BLANK)))
    .replace(SIDES, (size) => size.replace(/\d/g, BLANK))
    .replace(OF_SIZE, (_, counted: string, size: string) => counted + BLANK.repeat(size.length));
}
