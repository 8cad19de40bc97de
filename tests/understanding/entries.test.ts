/**
 * Owns: proof that no entry of a list is lost without a word, that a sum named behind its parts is their sum and no thing of its own, and that what is taken off is asked about (PRODUCT M2, M4).
 * Never: tables with heads (forms.test.ts).
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

function read(body: string, subject = "Invoice"): Draft {
  return understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject, date: "2026-03-10T09:00:00Z", body: `Hello,\n\n${body}\n\nRegards,\nAnna Berg` }), { owner_emails: ["owner@studio.example"] });
}

type Wanted = [name: RegExp, quantity: number | null, unit_price: number | null, amount: number | null];
const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
const numbers = ({ lines }: Draft): (number | null)[][] => lines.map((line) => [numberOf(line.quantity), numberOf(line.unit_price), numberOf(line.amount)]);

function expectLines(draft: Draft, wanted: Wanted[]): void {
  expect(numbers(draft)).toEqual(wanted.map(([, ...rest]) => rest));
  draft.lines.forEach(({ description, unit }, index) => { expect(`${unit ?? ""} ${description}`).toMatch(wanted[index]?.[0] ?? /./); });
}

describe("M2 entries that name a street and a price without a currency", () => {
  it.each<[string, Wanted[]]>([
    ["Please send one invoice for these:\n\n * 12 Hill Road - repoint chimney, fixed price 410.00\n * Beech Court - clear gutters, fixed price 95.00\n * 3 Ferry Lane - new gate, fixed price 320.00\n\nAll GBP.", [[/12 Hill Road.*chimney/, null, null, 410], [/Beech Court.*gutters/, null, null, 95], [/3 Ferry Lane.*gate/, null, null, 320]]],
    ["Please invoice the following jobs in EUR:\n\n- 7 Park Avenue: rewire kitchen 780.00\n- 19 Park Avenue: move the sockets 140.00", [[/7 Park Avenue.*kitchen/, null, null, 780], [/19 Park Avenue.*sockets/, null, null, 140]]],
    ["Bill us for these sites, prices in USD:\n\n1. 200 Lake Drive - paint the porch, agreed 650.00\n2. Depot building - paint the doors, agreed 240.00", [[/200 Lake Drive.*porch/, null, null, 650], [/Depot.*doors/, null, null, 240]]],
  ])("%s", (body, wanted) => { expectLines(read(body), wanted); });
});

describe("M2 a sum behind its parts", () => {
  it.each<[string, Wanted[], number]>([
    ["Can I have the invoice? It's the lemon cake at £410 as agreed, plus delivery, £30, so £440 in all.", [[/lemon cake/, null, null, 410], [/delivery/, null, null, 30]], 440],
    ["Could I get your invoice? 6 boxes of candles at £9 each, plus postage £12, so £66 total.", [[/candles/, 6, 9, 54], [/postage/, null, null, 12]], 66],
    ["Can you send an invoice? It was the bench at 1,900 EUR, and the delivery at 80 EUR, which makes 1,980 EUR altogether.", [[/bench/, null, null, 1900], [/delivery/, null, null, 80]], 1980],
  ])("%s", (body, wanted, total) => {
    const draft = read(body);
    expectLines(draft, wanted);
    expect(Number(draft.total)).toBe(total);
    expect(draft.missing).toEqual([]);
  });
  it.each([
    "Please send the invoice: 12 licences of Planly at S$18 per month each, paid for the full year, so S$2,592 for the year.",
    "Please invoice us for 40 seats of Planly at $6 a month each, billed annually, so $2,880.",
    "Kindly invoice 5 desks at 200 EUR a month each, paid for 6 months, so 6,000 EUR.",
  ])("M4 a price of a month and the sum of a year are never both billed: %s", (body) => {
    const { action, lines, missing } = read(body);
    expect(action).toBe("clarify");
    expect(lines).toHaveLength(1);
    expect(missing.join()).toMatch(/^total/);
  });
});

describe("M4 what is taken off is no line and is asked about", () => {
  it.each([
    "    Preparation of accounts     EUR 980.00\n    Committee meeting           EUR 210.00\n    Charity discount           -EUR 119.00\n    To pay                      EUR 1,071.00",
    "    Venue hire        GBP 400.00\n    Catering          GBP 600.00\n    Member discount   GBP 50.00\n    To pay            GBP 950.00",
    "- Spring pruning: 300 USD\n- Hedge work: 200 USD\n- Loyalty rebate 10%: 50 USD\n- Left to pay: 450 USD",
  ])("%s", (list) => {
    const { action, lines, missing } = read(`Could we have your invoice? The figures we agreed:\n\n${list}`);
    expect(action).toBe("clarify");
    expect(lines).toHaveLength(2);
    expect(missing.join()).toMatch(/takes off/);
  });
});
