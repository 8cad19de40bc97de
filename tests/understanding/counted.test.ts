/**
 * Owns: proof that what was had, done or delivered is listed with its counts although nobody names a price, and the price is asked for (PRODUCT M2, M4).
 * Never: prices (ways.test.ts).
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

function read(body: string): Draft {
  return understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject: "Invoice", date: "2026-03-10T09:00:00Z", body: `Hello,\n\n${body}\n\nRegards,\nAnna Berg` }), { owner_emails: ["owner@studio.example"] });
}

type Wanted = [quantity: number, word: RegExp];
const TOLD: [string, Wanted[]][] = [
  ["We had 6 chairs and 2 tables.", [[6, /chairs/], [2, /tables/]]],
  ["We ordered 30 sandwiches and 12 salads for the meeting.", [[30, /sandwiches/], [12, /salads/]]],
  ["You serviced the two boilers on Monday.", [[2, /boilers/]]],
  ["Your man replaced 4 windows and 3 locks yesterday.", [[4, /windows/], [3, /locks/]]],
  ["Took delivery of 6 x pale ale, 2 x stout and 1 x lager this morning.", [[6, /pale ale/], [2, /stout/], [1, /lager/]]],
  ["We took delivery of 40 paving slabs and 12 kerbstones.", [[40, /slabs/], [12, /kerbstones/]]],
  ["Thank you for the 3 wreaths and the 20 candles.", [[3, /wreaths/], [20, /candles/]]],
  ["We have your time as eleven hours for the report and two hours for the statement.", [[11, /report/], [2, /statement/]]],
  ["I have you down for 9 visits in January and 6 visits in February.", [[9, /visits|January/], [6, /visits|February/]]],
  ["It was 11 lessons this term.", [[11, /lessons/]]],
  ["There were 14 guests and 2 children.", [[14, /guests/], [2, /children/]]],
  ["We got 22 kg of the house blend and 3 kg of decaf.", [[22, /house blend/], [3, /decaf/]]],
  ["I collected 40 bales on Saturday.", [[40, /bales/]]],
  ["By our count you made 18 deliveries in May.", [[18, /deliveries/]]],
  ["4 full sets, 2 fronts and 3 trims.", [[4, /sets/], [2, /fronts/], [3, /trims/]]],
  ["Driver brought 25 bags of cement and 3 pallets of blocks.", [[25, /cement/], [3, /blocks/]]],
];
const WISHES: ((told: string) => string)[] = [
  (told) => `${told} Could you send us the invoice?`,
  (told) => `Please send your bill. ${told} Prices as always.`,
  (told) => `${told}\n\nPlease send us the invoice, same prices as last time.`,
];

describe.each(TOLD)("M2 %s", (told, wanted) => {
  it.each(WISHES.map((wish, index): [number, (told: string) => string] => [index + 1, wish]))("wish %i", (_, wish) => {
    const { kind, lines, action } = read(wish(told));
    expect([kind, action]).toEqual(["invoice_request", "clarify"]);
    expect(lines.map(({ quantity, unit_price, amount }) => [Number(quantity), unit_price, amount])).toEqual(wanted.map(([count]) => [count, null, null]));
    lines.forEach(({ description, unit }, index) => { expect(`${unit ?? ""} ${description}`).toMatch(wanted[index]?.[1] ?? /./); });
  });
});

it("M2 counts of other days, other people and what is not wanted are none", () => {
  for (const told of ["We have 3 sites.", "Our office has 40 people.", "Last year we ordered 300 chairs.", "We may need 12 more tables next month.", "You did not deliver the 6 chairs.", "We are open 5 days a week.", "Our team of 12 is very happy."]) {
    const { lines } = read(`The garden looks great. ${told} Please send us the invoice.`);
    expect(lines.map(({ quantity }) => quantity), told).toEqual([null]);
  }
});
