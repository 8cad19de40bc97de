/**
 * Owns: amounts that read like a thing of their own and only say what the others come to - "so 1,430 before VAT", "8% tax = 399.60" (PRODUCT M2).
 * Never: whether that fits; a sum that does not is asked about (totals.ts).
 */
import { compare, sum } from "../core/money";
import type { Item } from "./items";
import { said } from "./lang/all";
import { plain } from "./words";

const SUM_WORDS = said("total", "in_all", "makes", "sums_up", "net", "gross");
const TAX_WORDS = said("tax", "tax_too");
const SAYS_SUM = new RegExp(`(?:^|[^\\p{L}])(?:${SUM_WORDS})(?!\\p{L})`, "u");
const SAYS_TAX = new RegExp(`(?:^|[^\\p{L}])(?:${TAX_WORDS})(?!\\p{L})`, "u");
const NO_THING = new RegExp(`(?:^|[^\\p{L}])(?:${SUM_WORDS}|${TAX_WORDS}|${said("round_tax", "joint")}|sales)(?!\\p{L})`, "gu");

/** Words of sums and taxes, and no name. */
function namesNothing(description: string): boolean {
  const words = plain(description);
  return (SAYS_SUM.test(words) || SAYS_TAX.test(words)) && !/\p{L}{3}/u.test(words.replace(NO_THING, " ").replace(NO_THING, " "));
}

/** What of these items is the sum of the others, by its words, with the tax or without; null when none is. */
export function saidSum(items: readonly Item[]): Item | null {
  return (
    items.find((item) => {
      const { description, quantity, unit_price, amount } = item;
      if (quantity !== null || unit_price !== null || amount === null || !namesNothing(description)) return false;
      const others = items.filter((other) => other !== item && other.amount !== null).map((other) => other.amount ?? "0");
      return others.length > 0 && (SAYS_SUM.test(plain(description)) || compare(amount, sum(others)) >= 0);
    }) ?? null
  );
}
