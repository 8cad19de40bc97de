/**
 * Owns: decimal money. Amounts are text such as "1250.00"; arithmetic is exact.
 * Never: floats, and never reading an amount out of a sentence (that is understanding's work).
 */
import Big from "big.js";
import type { Money } from "./action";

/** Currencies whose amounts do not have two decimals (ISO 4217). */
const DECIMALS: Record<string, number> = { JPY: 0, KRW: 0, CLP: 0, ISK: 0, VND: 0, HUF: 2, BHD: 3, KWD: 3, TND: 3, OMR: 3, JOD: 3 };
const DECIMAL_TEXT = /^-?\d{1,15}(\.\d{1,10})?$/;

/** Digits after the point that amounts in this currency are rounded to. */
export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** True for decimal text such as "12", "-0.50", "1250.00"; no exponent, no separators. */
export function isDecimal(text: string): boolean {
  return DECIMAL_TEXT.test(text);
}

function big(text: string): Big {
  if (!isDecimal(text)) throw new Error(`"${text}" is not a decimal amount.`);
  return new Big(text);
}

/** Amount rounded half up to the currency's decimals: ("1250", "EUR") -> "1250.00". */
export function roundTo(amount: string, currency: string): string {
  const rounded = big(amount).toFixed(decimalsOf(currency), Big.roundHalfUp);
  return /^-0(\.0*)?$/.test(rounded) ? rounded.slice(1) : rounded;
}

/** Exact sum, unrounded. [] is "0". */
export function sum(amounts: readonly string[]): string {
  return amounts.reduce((total, amount) => total.plus(big(amount)), new Big(0)).toFixed();
}

/** Exact product, unrounded. */
export function times(a: string, b: string): string {
  return big(a).times(big(b)).toFixed();
}

/** -1, 0 or 1. */
export function compare(a: string, b: string): -1 | 0 | 1 {
  return big(a).cmp(big(b));
}

export function absolute(amount: string): string {
  return big(amount).abs().toFixed();
}

/** Shortest text of a decimal: "10.50" -> "10.5", "3.00" -> "3". For quantities, never for money. */
export function plainDecimal(text: string): string {
  return big(text).toFixed();
}

/** For a person: "1,250.00 EUR". The currency stands as its code, since "$" is not one currency. */
export function showMoney({ amount, currency }: Money): string {
  const [whole = "0", fraction] = roundTo(amount, currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${grouped}${fraction === undefined ? "" : `.${fraction}`} ${currency}`;
}
