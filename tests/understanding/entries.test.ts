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

describe("M2 forms without colons and labels that go by the name of the thing", () => {
  it.each<[string, Wanted[], number | null]>([
    ["Please issue your invoice on this basis:\n\nSupplier .......... Studio North\nService ........... Window cleaning, two floors\nVisits ............ 14\nPrice per visit ... GBP 52.00\nNet amount ........ GBP 728.00\nPurchase order .... KLM-20551", [[/Window cleaning/, 14, 52, 728]], 728],
    ["Kindly issue a proforma invoice:\n\nValve seat, bronze, dia 60 x 12 mm\nQuantity 30 nos\nRate AED 110.00 per no\nAmount AED 3,300.00", [[/Valve seat/, 30, 110, 3300]], 3300],
    ["Please invoice us for:\n\nGuided city walk\nHours 6\nRate 45.00 per hour\n\nAll in EUR.", [[/city walk/, 6, 45, 270]], null],
    ["Please submit an invoice showing:\n\n- description: subtitles for the training films\n- quantity and rate: 5 days at GBP 310.00 per day\n- net total: GBP 1,550.00", [[/subtitles/, 5, 310, 1550]], 1550],
    ["Please invoice as follows:\n\nService: Driver training\nLessons: 12\nPrice per lesson: EUR 55.00\nTotal: EUR 660.00", [[/Driver training/, 12, 55, 660]], 660],
    ["Please bill us.\n\nWhat: autumn label series\nHow many: five labels\nPrice: $210 a label\nIn total: $1,050", [[/autumn label series/, 5, 210, 1050]], 1050],
  ])("%s", (body, wanted, total) => {
    const draft = read(body);
    expectLines(draft, wanted);
    expect(numberOf(draft.total)).toBe(total);
  });
  it("M2 the order's number stands behind the dots", () => {
    expect(read("Please issue your invoice on this basis:\n\nService ........... Window cleaning\nVisits ............ 14\nPrice per visit ... GBP 52.00\nPurchase order .... KLM-20551").po_number).toBe("KLM-20551");
  });
});

describe("M2 terms in few words", () => {
  it.each<[string, RegExp | null, string | null]>([
    ["14 days is fine.", /^14 days/, "2026-03-24"],
    ["30 days as ever.", /^30 days/, "2026-04-09"],
    ["30 days please.", /^30 days/, "2026-04-09"],
    ["Payable in three weeks from receipt.", /three weeks from receipt/, null],
    ["We pay within two weeks of receipt.", /two weeks of receipt/, null],
    ["We pay within two weeks.", /two weeks/, "2026-03-24"],
    ["I need it within 7 days.", null, null],
  ])("%s", (said, terms, due) => {
    const draft = read(`Please send me your invoice for 5 panels at £40 each. ${said}`);
    if (terms === null) expect(draft.terms).toBeNull();
    else expect(draft.terms).toMatch(terms);
    expect(draft.due_date).toBe(due);
  });
});

describe("M2 counts that stand apart, in brackets or behind what adds a line", () => {
  it.each<[string, Wanted[], number | null]>([
    ["Please raise the invoice:\n\n1. Yearly care of the software - Rs. 2,40,000/-\n2. Training on site (3 days @ Rs. 12,000/- per day) - Rs. 36,000/-\n\nTotal Rs. 2,76,000/-", [[/care/, null, null, 240000], [/Training on site/, 3, 12000, 36000]], 276000],
    ["Please bill us for:\n\n- Window boxes (14 @ £22.00)\n- Compost (6 bags @ £8.50) £51.00", [[/Window boxes/, 14, 22, 308], [/Compost/, 6, 8.5, 51]], null],
    ["The six oak stools are in. You can invoice these now at £130 apiece, £780 altogether.", [[/stools/, 6, 130, 780]], 780],
    ["Send me an invoice for 4 mugs at £9 each, and add a line for the two rush days, £75 a day.", [[/mugs/, 4, 9, 36], [/rush days/, 2, 75, 150]], null],
    ["Please invoice 3 banners at AED 400 each and add the two extra panels at AED 1,200 each. That brings us to AED 3,600.", [[/banners/, 3, 400, 1200], [/panels/, 2, 1200, 2400]], 3600],
    ["Please send us the invoice.\n\n8 pcs garden chairs, ash, 3 450 SEK each = 27 600 SEK\nFreight to the harbour 1 900 SEK\nSum 29 500 SEK", [[/chairs/, 8, 3450, 27600], [/Freight/, null, null, 1900]], 29500],
  ])("%s", (body, wanted, total) => {
    const draft = read(body);
    expectLines(draft, wanted);
    expect(numberOf(draft.total)).toBe(total);
  });
});

describe("M2 the name behind an amount and its tax", () => {
  it.each<[string, Wanted[]]>([
    ["Shoot me an invoice for NZ$980.00 incl. GST for the roof wash.", [[/^ roof wash$/, null, null, 980]]],
    ["Send me a bill for £240 plus VAT for the window repair.", [[/^ window repair$/, null, null, 240]]],
    ["Would you please write me an invoice over 1.150,00 € for the coaching day, and separately on the same invoice your travel costs of 92,40 €?", [[/^ coaching day$/, null, null, 1150], [/^ travel costs$/, null, null, 92.4]]],
    ["Please send us an invoice over 640 EUR for the translation of the manual.", [[/^ translation of the manual$/, null, null, 640]]],
  ])("%s", (body, wanted) => { expectLines(read(body), wanted); });
});
