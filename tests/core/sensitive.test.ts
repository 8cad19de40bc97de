/** What silently goes wrong here: a post about a lawsuit runs by itself, or every second ordinary post waits for a person (PRODUCT S6). */
import { describe, expect, it } from "vitest";
import { SENSITIVE, sensitiveSigns } from "../../src/core/sensitive";
import { registry } from "../../src/registry";
import { secretsIn } from "../../src/core/secret-text";
import { processorMs } from "../setup/processor-time";

describe("S6 sensitive words", () => {
  const rules = [...SENSITIVE, ...registry().channels.flatMap(({ publisher }) => publisher?.sensitive ?? [])];
  it.each(rules.map((rule) => [rule.example, rule] as const))("“%s” asks, and its counter-example does not", (example, rule) => {
    const { category, counter, why } = rule;
    const [sign] = sensitiveSigns(example, [], [rule]);
    expect(sign).toMatchObject({ code: `sensitive_${category.replace(/ /g, "_")}`, fraud: false });
    expect(sign?.text).toContain(why);
    expect(sensitiveSigns(counter, [], [rule])).toEqual([]);
  });

  it.each([
    "Now open: our new shop! Fine bread, a great partner for every soup.",
    "We lead the way in fresh coffee. Come by now.",
    "Fired up for the weekend: the grill is on from noon.",
    "Our team is growing: join us as a baker, full time, Mill Lane 4.",
    "Thank you for 10 years! 20% off everything until Sunday.",
    "Doctor, teacher, neighbour: everyone gets a free cup on Friday.",
    "We share our recipe for lentil soup. Stock up on tins.",
  ])("an ordinary post says nothing: %s", (text) => {
    expect(sensitiveSigns(text, [], rules)).toEqual([]);
  });

  it("the owner's own words count as whole words, in any letter case, also with signs in them", () => {
    const own = ["Ana", "C++", " ", "neue Öffnungszeiten"];
    expect(sensitiveSigns("ANA is back.", own)).toHaveLength(1);
    expect(sensitiveSigns("We learn c++ together.", own)).toHaveLength(1);
    expect(sensitiveSigns("Neue öffnungszeiten ab Montag", own)).toHaveLength(1);
    expect(sensitiveSigns("Bananas and analysis.", own)).toEqual([]);
  });

  it("runs in linear time on text made to be slow", () => {
    for (const text of ["our ".repeat(50_000), "a1-".repeat(60_000), "DE89 ".repeat(40_000), "4".repeat(200_000), "password ".repeat(25_000)]) {
      const before = process.cpuUsage();
      sensitiveSigns(text, ["our our"]);
      secretsIn(text);
      expect(processorMs(before)).toBeLessThan(2_000);
    }
  });
});

describe("S6 what is never published", () => {
  it.each([
    ["4111 1111 1111 1111", "a card number"],
    ["card 5500-0000-0000-0004.", "a card number"],
    ["378282246310005", "a card number"],
    ["DE89 3704 0044 0532 0130 00", "a bank account number (IBAN)"],
    ["pay gb82west12345698765432 now", "a bank account number (IBAN)"],
    ["-----BEGIN RSA PRIVATE KEY-----", "a private key"],
    ["Passwort: geheim123", "a password"],
    ["AKIAIOSFODNN7EXAMPLE", "a key of a service"],
  ])("%s is %s", (text, kind) => expect(secretsIn(`Look: ${text} so it is`)).toEqual([kind]));

  it.each([
    "Call us: +49 30 1234567890, open 8-18.",
    "Call +49 3012345678903 or +1 4111 1111 1111 1111.",
    "Order 4111 1111 1111 1112 of 2026.",
    "ISBN 978-3-16-148410-0, price 1,250.00 EUR.",
    "Forgot your password? We help.",
    "Born 2026-11-22 14:02:33, tracking 00340434161094021501.",
  ])("ordinary numbers and words are none: %s", (text) => expect(secretsIn(text)).toEqual([]));
});
