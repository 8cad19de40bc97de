/**
 * Owns: amounts from which on something is free - "postage was waived above £40" - which nobody is billed for (PRODUCT M2).
 * Never: what is free at no condition, nor any other amount.
 */
import { said } from "./lang/all";
import { BLANK, figuresOf } from "./numbers";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** "Postage waived", "die Lieferung ist gratis", "gratis verzending". In plain letters. */
const FREE = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${said("free_of")}|(?:${said("freight")})(?:\\s\\p{L}{1,8})?\\s(?:${said("for_nothing")})|(?:${said("for_nothing")})\\s(?:${said("freight")}))(?!\\p{L})`, "u"));
/** "Over ", "we passed the ": up to the amount. */
const FROM_ON = new RegExp(`(?:^|[^\\p{L}])(?:${said("from_on")})\\s(?:(?:${said("article")})\\s)?\\(?$`, "u");
/** "The invoice over 500": how much it is for. */
const PAPER_OVER = new RegExp(`(?:^|[^\\p{L}])(?:${said("paper")})s?\\s\\p{L}{2,6}\\s$`, "u");

/** How far a sentence is looked at on either side of an amount. */
const FAR = 160;

/** The text, as long as before, without amounts from which on something is free. */
export function withoutThresholds(text: string, comma: boolean): string {
  if (!/\d/.test(text) || !FREE.test(sameLengthPlain(text))) return text;
  let result = "";
  for (const line of text.split("\n")) {
    const from = result.length;
    let shown = line;
    for (const { mark, start, end } of figuresOf(line, comma)) {
      // Lines may be wrapped: a sentence goes on in the next one.
      const before = sameLengthPlain(text.slice(Math.max(0, from + start - FAR), from + start).replace(/\n/g, " ")).split(/[.!?;]\s/).at(-1) ?? "";
      const behind = sameLengthPlain(text.slice(from + end, from + end + FAR).replace(/\n/g, " ")).split(/[.!?;](?:\s|$)/)[0] ?? "";
      if (mark !== null && FROM_ON.test(before) && !PAPER_OVER.test(before) && FREE.test(`${before} ${behind}`)) shown = shown.slice(0, start) + BLANK.repeat(end - start) + shown.slice(end);
    }
    result += `${shown}\n`;
  }
  return result.slice(0, -1);
}
