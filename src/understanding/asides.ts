/**
 * Owns: brackets that hold several priced things - "the repair (labour 3 h x 62 EUR, parts 148 EUR)" - opened, so that each is read by itself (PRODUCT M2).
 * Never: what an amount beside the brackets is made of, nor tax, sums and terms.
 */
import { said } from "./lang/all";
import { figuresOf } from "./numbers";
import { sameLengthPlain } from "./words";

const BRACKETS = /\(([^()\n]{8,300})\)/g;
const PARTS = new RegExp(`,\\s|;\\s|\\s\\+\\s|\\s(?:${said("joint_and")}|plus)\\s`, "giu");
/** Says what something else comes to. In plain letters. */
const OF_A_SUM = new RegExp(`=|(?:^|[^\\p{L}])(?:${said("total", "in_all", "makes", "net", "gross", "tax", "tax_too", "instead")})(?!\\p{L})`, "u");

/** The text, as long as before, with semicolons in place of brackets that list things with a price each, where nothing is priced before them in their sentence. */
export function opened(text: string, comma: boolean): string {
  if (!text.includes("(")) return text;
  let result = text;
  for (const { 0: whole, 1: inner = "", index } of text.matchAll(BRACKETS)) {
    const isPriced = (words: string): boolean => figuresOf(words, comma).some(({ mark, percent }) => mark !== null && !percent);
    const parts = inner.split(PARTS);
    const ahead = /[^.!?\n]*$/.exec(text.slice(Math.max(0, index - 200), index))?.[0] ?? "";
    if (parts.length < 2 || !parts.every(isPriced) || parts.filter((part) => /\p{L}{3}/u.test(part)).length < 2 || OF_A_SUM.test(sameLengthPlain(inner)) || isPriced(ahead)) continue;
    result = `${result.slice(0, index)};${inner};${result.slice(index + whole.length)}`;
  }
  return result;
}
