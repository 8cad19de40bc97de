/**
 * Owns: proof that a mail is asked the same thing once, however many readings found it wanting (PRODUCT K6).
 * Never: what is asked; that is in the tests of what makes it doubtful.
 */
import { describe, expect, it } from "vitest";
import { askedOnce } from "../../src/understanding/doubts";
import { read } from "./reading";

describe("K6 the same is asked once", () => {
  it.each([
    ["Please invoice 12 chairs at £4 each. Three chairs never arrived.", ["quantity"]],
    ["Please invoice 40 mugs at £3 each and 20 plates at £5 each. Sorry, make it 25.", ["quantity"]],
    ["Please invoice 4 hours at £30 per hour per cleaner. Only bill us for 3.", ["quantity"]],
    ["Please invoice 15 seats at $96 per seat per year.", ["quantity"]],
    ["Please invoice 12 columns at 1,250.00 EUR a pair, 2 of them were returned.", ["quantity"]],
    ["Please invoice:\n- 10 crates at 30 EUR each\n- Discount: -50 EUR", ["total"]],
    ["Please invoice the wreath, around 27.50 EUR.", ["total"]],
  ])("%s", (body, fields) => {
    const { missing } = read("Invoice", body);
    expect(missing.map((fact) => fact.split(" ")[0]), missing.join()).toEqual(expect.arrayContaining(fields));
    for (const field of fields) expect(missing.filter((fact) => fact.startsWith(field)), missing.join()).toHaveLength(1);
  });

  it("keeps questions about different things, of different fields and different amounts", () => {
    const asked = ["quantity (red chairs)", "quantity (blue chairs)", "price (red chairs)", "total (the mail also names 40 EUR, which belongs to no line)", "total (the mail also names 45 EUR, which belongs to no line)", "currency"];
    expect(askedOnce(asked)).toEqual(asked);
    expect(askedOnce(["quantity (chairs)", "quantity (3 chairs never came.)", "quantity (chairs)"])).toEqual(["quantity (3 chairs never came.)"]);
  });
});
