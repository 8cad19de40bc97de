/**
 * Owns: proof that a number which nothing accounts for is asked about, in words that a person and every language of a reply can read (PRODUCT K6, M4).
 * Never: which numbers of whole mails have a role; those are in `everyday.test.ts` and `mails/`.
 */
import { describe, expect, it } from "vitest";
import { ENGLISH, LANGUAGES } from "../../src/understanding/lang/all";
import { BLANK } from "../../src/understanding/numbers";
import { clarificationReply } from "../../src/understanding/reply";
import { unexplainedIn } from "../../src/understanding/unexplained";
import { read } from "./reading";

const READING = { language: ENGLISH, english: ENGLISH, comma: false, priced: true };
const LINE = { description: "pallets", quantity: "14", unit: null, unit_price: "0.45", amount: "6.3" };
const left = (text: string, description = "pallets"): string | null => unexplainedIn([text], [{ ...LINE, description }], [], READING);

describe("K6 a number without a role", () => {
  it("is quoted with the words beside it, whole and without what was blanked", () => {
    expect(left("14 pallets in long rows of 30 behind the barn at 0.45")).toBe("rows of 30 behind the");
    expect(left(`14 pallets stacked ${BLANK.repeat(7)} 30 high at 0.45`)).toBe("stacked 30 high at");
  });

  it.each(["14 pallets at 0.45", "14 pallets at 0.45, so 6.30", "14 pallets at 0.45 for job 77", "14 M8 pallets at 0.45", "14 pallets at 0.45, not 0.50", "14 pallets (8 hours each) at 0.45"])("is none in '%s'", (text) => {
    expect(left(text)).toBeNull();
  });

  it("is none where the name of the line repeats it, whole", () => {
    expect(left("14 pallets over 30 nights at 0.45", "pallets over 30 nights")).toBeNull();
    expect(left("14 pallets over 3 nights at 0.45", "pallets over 30 nights")).not.toBeNull();
  });

  it("has none where some of them have a price of their own, however the line is named", () => {
    expect(left("14 pallets, the first row 30, then 0.45 each", "pallets, the first row 30, then")).toBe("first row 30, then 0.45");
    for (const text of ["Please invoice 6 lessons, the first one 20 EUR and then 35 each.", "Bitte 6 Stunden Beratung in Rechnung stellen, die erste Stunde 120, dann je 90 EUR.", "Merci de facturer 5 heures de cours à 40 EUR, la première 25."])
      expect(read("Invoice", text).action, text).toBe("clarify");
    expect(read("Invoice", "Please invoice the second phase, 12 hours at 80 EUR, and the last 3 licences at 20 EUR each.").action).not.toBe("clarify");
  });

  it("is not made of one number twice", () => {
    expect(left("14 pallets over 196 nights at 0.45")).toBe("pallets over 196 nights at");
  });

  it("stops the draft and is asked about in the language of the mail, whichever that is", () => {
    const draft = read("Invoice", "Please raise a proforma for 150 nos. lanterns @ Rs 640 per piece plus 18% GST, delivery Nagpur within 3 weeks.");
    expect(draft.action).toBe("clarify");
    expect(draft.missing).toEqual([expect.stringMatching(/^total \(the mail also names .*3 weeks, which belongs to no line\)$/u)]);
    for (const { code } of LANGUAGES) if (code !== "en") expect(clarificationReply({ ...draft, language: code })).not.toContain("belongs to no line");
  });

  it("a day takes no count behind it for its year", () => {
    expect(read("Invoice", "Please invoice the storage since 3 March, 14 pallets at £0.45 each.").lines[0]?.quantity).toBe("14");
    expect(read("Invoice", "Please invoice 14 pallets at £0.45 each. Due 3 April 26 please.").due_date).toBe("2026-04-03");
  });
});
