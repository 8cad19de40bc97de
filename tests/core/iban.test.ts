/** Owns: proof that a mistyped account number is found out, and that a right one is not called wrong (PRODUCT K8). Never: a bank. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { findBic, findIbans, ibanLength, isBic, readIban, showIban } from "../../src/core/iban";

/** Examples that the registry of IBAN formats publishes. */
const VALID = [
  "DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606", "NL91ABNA0417164300", "ES9121000418450200051332", "IT60X0542811101000000123456", "CH9300762011623852957",
  "AT611904300234573201", "BE68539007547034", "PL61109010140000071219812874", "PT50000201231234567890154", "RO49AAAA1B31007593840000", "NO9386011117947", "SE4550000000058398257466", "MT84MALT011000012345MTLCAST001S", "SC18SSCB11010000000000001497USD",
];
const valid = fc.constantFrom(...VALID);

/** Check digits by another way than the code: the whole number as one. */
function withCheck(country: string, account: string): string {
  const digits = Array.from(`${account}${country}00`).map((character) => Number.parseInt(character, 36)).join("");
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${account}`;
}

describe("K8 check digits", () => {
  it.each(VALID)("%s is right, with spaces and in small letters too", (iban) => {
    expect(readIban(iban)).toEqual({ iban });
    expect(readIban(` ${showIban(iban).toLowerCase()} `)).toEqual({ iban });
  });

  it("law: any number with computed check digits passes, and every single wrong digit or swap of two neighbours is found", () => {
    const account = fc.array(fc.constantFrom(...Array.from("0123456789")), { minLength: 18, maxLength: 18 }).map((digits) => digits.join(""));
    fc.assert(
      fc.property(account, fc.nat(21), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const iban = withCheck("DE", digits);
        expect(readIban(iban)).toEqual({ iban });
        const place = Math.max(2, at);
        const wrong = `${iban.slice(0, place)}${(Number(iban[place]) + by) % 10}${iban.slice(place + 1)}`;
        expect(readIban(wrong)).toHaveProperty("why");
        const next = Math.min(place, 20);
        const swapped = `${iban.slice(0, next)}${iban[next + 1] ?? ""}${iban[next] ?? ""}${iban.slice(next + 2)}`;
        if (swapped !== iban) expect(readIban(swapped)).toHaveProperty("why");
      }),
    );
  });

  it.each([
    ["DE8937040044053201300", "has 22 characters, this one has 21"],
    ["XX89370400440532013000", "no country with IBANs"],
    ["US64SVBKUS6S3300958879", "no country with IBANs"],
    ["DE89370400440532013001", "check digits do not fit"],
    ["89DE370400440532013000", "begins with two letters"],
    ["", "begins with two letters"],
    ["DE89 3704 0044 0532 0130 0é", "letters and digits only"],
  ])("%s: %s", (text, why) => {
    expect(readIban(text)).toEqual({ why: expect.stringContaining(why) as unknown });
  });

  it("a country's length is not read across the borders of the table", () => {
    expect(["DE", "GB", "NO", "MT", "YE", "AD"].map(ibanLength)).toEqual([22, 22, 15, 31, 30, 24]);
    expect(["4A", "ED", "", "de", "A"].map(ibanLength)).toEqual([null, null, null, null, null]);
  });
});

describe("K8 accounts in a message", () => {
  it("law: an account is found whatever stands around it, grouped or not, once", () => {
    fc.assert(
      fc.property(valid, fc.boolean(), fc.constantFrom("", "Please pay to ", "IBAN: ", "(", "Konto\n"), fc.constantFrom("", " BIC COBADEFFXXX", ", thanks", "\nRegards", " by Friday please and thank you"), (iban, grouped, before, after) => {
        const shown = grouped ? showIban(iban) : iban;
        expect(findIbans(`${before}${shown}${after} ... again ${shown}.`)).toEqual([iban]);
      }),
    );
  });

  it("one with a wrong digit is found as well, so that a person hears of it; a phone or order number is none", () => {
    expect(findIbans("IBAN DE89 3704 0044 0532 0130 01")).toEqual(["DE89370400440532013001"]);
    expect(findIbans("Call 0049 30 1234567890123456, order PO12345678901234567890, USt DE123456789")).toEqual([]);
  });

  it("a bank code only where it is named as one", () => {
    expect(findBic("BIC: COBADEFFXXX, thanks")).toBe("COBADEFFXXX");
    expect(findBic("BIC/SWIFT: NWBKGB2L")).toBe("NWBKGB2L");
    expect(findBic("IMPORTANT INVOICES")).toBeNull();
    expect([isBic("COBADEFF"), isBic("COBADEFFXXX"), isBic("COBADEFFX"), isBic("cobadeff")]).toEqual([true, true, false, false]);
  });
});
