import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absolute, compare, decimalsOf, isDecimal, plainDecimal, roundTo, showMoney, sum, times } from "../../src/core/money";

/** Decimal text with the value in ten-thousandths as an exact integer: an oracle without floats. */
const units = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
function text(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(5, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
const currency = fc.constantFrom("EUR", "USD", "JPY", "KWD", "HUF");

describe("section 1: money is decimal text, never a float", () => {
  it("knows decimal text from everything else", () => {
    expect(["0", "12", "-0.50", "1250.00", "000.1"].every(isDecimal)).toBe(true);
    expect(["", ".5", "1.", "1,5", "1e3", "+1", "Infinity", "NaN", " 1", "1 ", "0x1", "1.2.3", "٣"].some(isDecimal)).toBe(false);
  });
  it("refuses to calculate with anything else", () => {
    for (const bad of ["", "1e3", "abc", "1,250.00"]) {
      expect(() => sum([bad])).toThrow("is not a decimal amount");
      expect(() => times("1", bad)).toThrow();
      expect(() => compare(bad, "1")).toThrow();
    }
  });
  it("does not make the mistakes of floats", () => {
    expect(sum(["0.1", "0.2"])).toBe("0.3");
    expect(times("1.1", "3")).toBe("3.3");
    expect(sum(Array.from({ length: 1000 }, () => "0.01"))).toBe("10");
    expect(sum([])).toBe("0");
    expect(roundTo("1.005", "EUR")).toBe("1.01");
  });
  it("laws: sums are exact, in any order and grouping; products agree with sums", () => {
    fc.assert(fc.property(fc.array(units, { maxLength: 8 }), fc.array(units, { maxLength: 8 }), (a, b) => {
      const total = [...a, ...b].reduce((left, right) => left + right, 0n);
      expect(compare(sum([...a, ...b].map(text)), text(total))).toBe(0);
      expect(sum([...b, ...a].map(text))).toBe(sum([sum(a.map(text)), sum(b.map(text))]));
    }));
    fc.assert(fc.property(units, fc.integer({ min: 0, max: 50 }), (value, count) => {
      expect(compare(times(text(value), String(count)), sum(Array.from({ length: count }, () => text(value))))).toBe(0);
    }));
  });
  it("laws: comparing is an order that agrees with the numbers", () => {
    fc.assert(fc.property(units, units, (a, b) => {
      expect(compare(text(a), text(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      expect(compare(text(b), text(a)) + compare(text(a), text(b))).toBe(0);
      expect(compare(absolute(text(a)), "0")).toBe(a === 0n ? 0 : 1);
    }));
  });
  it("laws: rounding has the currency's decimals, is at most half a unit away, and rounding again changes nothing", () => {
    fc.assert(fc.property(units, currency, (value, code) => {
      const rounded = roundTo(text(value), code);
      const decimals = decimalsOf(code);
      expect(rounded).toMatch(decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`));
      expect(rounded).not.toMatch(/^-0*(\.0*)?$/);
      expect(roundTo(rounded, code)).toBe(rounded);
      const away = absolute(sum([rounded, times("-1", text(value))]));
      expect(compare(times(away, "2"), `0.${"0".repeat(decimals)}`.replace(/0$/, decimals === 0 ? "" : "1").replace(/^0\.$/, "1"))).not.toBe(1);
    }));
  });
  it("rounds half up", () => {
    expect([roundTo("0.125", "EUR"), roundTo("0.5", "JPY"), roundTo("1.0005", "KWD"), roundTo("-0.001", "EUR"), roundTo("1250", "EUR")]).toEqual(["0.13", "1", "1.001", "0.00", "1250.00"]);
  });
  it("is shown with groups and the currency's code", () => {
    expect([showMoney({ amount: "1250", currency: "EUR" }), showMoney({ amount: "-1234567.891", currency: "USD" }), showMoney({ amount: "999.4", currency: "JPY" }), showMoney({ amount: "0.1", currency: "KWD" })]).toEqual(["1,250.00 EUR", "-1,234,567.89 USD", "999 JPY", "0.100 KWD"]);
    fc.assert(fc.property(units, currency, (value, code) => {
      expect(showMoney({ amount: text(value), currency: code }).replaceAll(",", "")).toBe(`${roundTo(text(value), code)} ${code}`);
    }));
  });
  it("quantities are as short as they can be", () => {
    expect([plainDecimal("10.50"), plainDecimal("3.00"), plainDecimal("0.10")]).toEqual(["10.5", "3", "0.1"]);
  });
});
