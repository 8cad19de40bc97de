/**
 * Owns: proof that what a mail takes back, leaves out or was paid ahead is billed as it holds after all, or asked about - in the mail itself and of the offer that it takes up (PRODUCT M2, K6).
 * Never: corrections in a later mail of a thread; those are in thread.test.ts.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

type Case = [body: string, lines: string[], action: "draft" | "clarify"];

const OFFER = "\n\nOn Mon, 9 Mar 2026 at 10:00, Owner <owner@studio.example> wrote:\n> 8 patio heaters at £22 each\n> 3 parasols at £14 each\n> Delivery £30";

const CASES: Record<string, Case[]> = {
  "an offer with changes": [
    [`Agreed. Please invoice as quoted, except 6 heaters instead of 8.${OFFER}`, ["6 x 22: patio heaters", "3 x 14: parasols", "? x ?: Delivery"], "draft"],
    [`Happy with that, one small change: we need 10 parasols. Please send the invoice.${OFFER}`, ["8 x 22: patio heaters", "10 x 14: parasols", "? x ?: Delivery"], "draft"],
    [`Looks good. 5 parasols not 3 please, and invoice us for the lot.${OFFER}`, ["8 x 22: patio heaters", "5 x 14: parasols", "? x ?: Delivery"], "draft"],
    [`All good, but we no longer need the parasols. Please send the invoice.${OFFER}`, ["8 x 22: patio heaters", "? x ?: Delivery"], "draft"],
    [`All fine. Only change is 9 heaters rather than 8. Forget the parasols. Please invoice us for the lot.${OFFER}`, ["9 x 22: patio heaters", "? x ?: Delivery"], "draft"],
    [`Approved. Scrap the gazebo. Please send the invoice.${OFFER}`, ["8 x 22: patio heaters", "3 x 14: parasols", "? x ?: Delivery"], "clarify"],
    [`Approved with one change, we'd prefer the bigger model. Please send the invoice.${OFFER}`, ["8 x 22: patio heaters", "3 x 14: parasols", "? x ?: Delivery"], "clarify"],
    [`Agreed, as quoted. Only change is 10 heaters at £21. Please send the invoice.${OFFER}`, ["10 x 21: Only change is heaters"], "clarify"],
  ],
  "a count that holds after all": [
    ["Please invoice 40 mugs at £3 each and 20 plates at £5 each. Sorry, on the plates, make it 25.", ["40 x 3: mugs", "25 x 5: plates"], "draft"],
    ["Please invoice 40 mugs at £3 each and 20 plates at £5 each. You ended up delivering 22 plates.", ["40 x 3: mugs", "22 x 5: plates"], "draft"],
    ["Please invoice 40 mugs at £3 each. It should have been 45 though.", ["45 x 3: mugs"], "draft"],
    ["Please send the bill for 12 chairs at £4 each. 2 of them were returned, so only charge us for 10.", ["10 x 4: chairs"], "draft"],
    ["Please invoice 14 lessons at £20. One was cancelled so bill 13.", ["13 x 20: lessons"], "draft"],
    ["Please invoice 40 mugs at £3 each and 20 plates at £5 each. Actually make that 25.", ["40 x 3: mugs", "20 x 5: plates"], "clarify"],
    ["Please send the bill for 12 chairs at £4 each. Three never arrived.", ["? x 4: chairs"], "clarify"],
  ],
  "a price for one of two things at once": [
    ["Please invoice 4 hours at £30 per hour per cleaner.", ["? x 30: cleaner"], "clarify"],
    ["Please invoice 5 hours of raking at £25 an hour for each gardener.", ["? x 25: raking"], "clarify"],
  ],
  "what nobody is billed for": [
    ["Please invoice us for 40 mugs at £3 each. Free delivery as the order is above £100.", ["40 x 3: mugs"], "draft"],
    ["Please invoice us for 40 mugs at £3 each. As it comes to more than £75 there's no postage.", ["40 x 3: mugs"], "draft"],
    ["Please send the invoice over £500 for the roof.", ["? x ?: roof"], "draft"],
    ["Invoice please:\n3 banners at 90 euro each\n1 site visit (included)\nfitting 60 euro", ["3 x 90: banners", "? x ?: fitting"], "draft"],
    ["My sister wants an invoice for her files, shes paid the 200 deposit in May. I make it 9 table centres @ £38 and 2 arches @ £90.", ["9 x 38: table centres", "2 x 90: arches"], "draft"],
  ],
  "hundredths": [
    ["Please invoice us for 600 labels at 14 cents ($84.00) and 40 rolls @ $3 each.", ["600 x 0.14: labels", "40 x 3: rolls"], "draft"],
    ["Please invoice: scans, 63 pages at 35¢; set-up fee $40.", ["63 x 0.35: scans", "? x ?: set-up fee"], "draft"],
    ["Please invoice 12 trays at 60c each and delivery $5.", ["12 x 0.6: trays", "? x ?: delivery"], "draft"],
  ],
};

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  it.each(cases)("%s", (body, lines, action) => {
    const draft = read("Re: quote", body);
    expect(draft.lines.map((line) => `${line.quantity ?? "?"} x ${line.quantity === null && line.unit_price === null ? "?" : (line.unit_price ?? "?")}: ${line.description}`)).toEqual(lines);
    expect(draft.action).toBe(action);
  });
});
