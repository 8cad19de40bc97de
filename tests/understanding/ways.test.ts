/**
 * Owns: proof that one thing is read the same however it is said: each way of naming count and price in each place of a mail (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";

function read(said: string, subject = "Invoice"): Draft {
  const body = `Hello,\n\n${said}\n\nRegards,\nAnna Berg`;
  return understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: OWNER, subject, date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });
}

/** A thing, how many, and what one costs. */
const THINGS: [string, number, number][] = [["glass panels", 4, 385], ["hours of consulting", 12, 85], ["training sessions", 3, 450], ["printed banners", 25, 18.5]];

type Said = [text: string, quantity: number | null, price: number | null, amount: number | null];
const WAYS: Record<string, (thing: string, count: number, price: number) => Said> = {
  "at ... each": (thing, count, price) => [`${count} ${thing} at $${price} each`, count, price, null],
  "each, and the total": (thing, count, price) => [`${count} ${thing} at $${price} each, $${count * price} total`, count, price, count * price],
  "behind what is done": (thing, count, price) => [`supply of ${count} ${thing} at $${price} each`, count, price, null],
  "ordered before": (thing, count, price) => [`the ${count} ${thing} we ordered at $${price} each`, count, price, null],
  "price in brackets": (thing, count, price) => [`the ${count} ${thing} you delivered last week ($${price} each)`, count, price, null],
  "count x thing @ price": (thing, count, price) => [`${count} x ${thing} @ $${price}`, count, price, null],
  "thing x count @ price": (thing, count, price) => [`${thing} x ${count} @ $${price}`, count, price, null],
  "all for": (thing, count, price) => [`${count} ${thing} for $${count * price}`, count, null, count * price],
  "product": (thing, count, price) => [`${count} ${thing} x $${price} = $${count * price}`, count, price, count * price],
  "per piece": (thing, count, price) => [`${count} ${thing}, $${price} per piece`, count, price, null],
  "code before": (thing, count, price) => [`${count} ${thing} at USD ${price} each`, count, price, null],
  "code behind": (thing, count, price) => [`${count} ${thing} at ${price} USD apiece`, count, price, null],
  "plus tax": (thing, count, price) => [`${count} ${thing} at $${price} each plus VAT`, count, price, null],
  "count in brackets": (thing, count, price) => [`${thing} (${count}) at $${price} each`, count, price, null],
  "one amount": (thing, _, price) => [`${thing} $${price}`, null, null, price],
  "one amount behind a dash": (thing, _, price) => [`${thing} - $${price}`, null, null, price],
  "a flat fee": (thing, _, price) => [`${thing}, flat fee of $${price}`, null, null, price],
};
const PLACES: Record<string, (said: string) => string> = {
  "for ...": (said) => `Please send us an invoice for ${said}.`,
  "a question": (said) => `Could you please bill us for ${said}? Thanks a lot for the good work.`,
  "a line": (said) => `Please invoice the following:\n\n${said}\n\nMany thanks`,
  "a bullet beside another": (said) => `Please invoice the following:\n\n- ${said}\n- one site visit, $75\n\nMany thanks`,
  "said behind the wish": (said) => `Please send us your invoice. It should cover ${said}.`,
  "semicolons": (said) => `Please invoice: ${said}; site visit, $75.`,
  "agreed before the wish": (said) => `We agreed ${said}. Please send us the bill so I can pass it to our treasurer.`,
  "by my notes": (said) => `Please send the bill when you get a minute. By my notes it was ${said}.`,
  "told us": (said) => `You told us ${said}. Can you send your invoice to my attention?`,
  "I make it": (said) => `I make it ${said}. Could we have your invoice before year end?`,
  "it should reflect": (said) => `Kindly forward your invoice to my attention. It should reflect ${said}.`,
  "and a second thing for its price": (said) => `Please send your bill. We said ${said} and $75 for the site visit.`,
  "and a second thing behind its price": (said) => `Please send your bill. It was ${said}, plus $75 site visit.`,
};

const same = (found: string | null | undefined, wanted: number | null): boolean => (found === null || found === undefined ? wanted === null : Number(found) === wanted);

describe.each(Object.entries(WAYS))("M2 %s", (_, say) => {
  it.each(Object.entries(PLACES))("in %s", (_place, put) => {
    for (const [thing, count, price] of THINGS) {
      const [said, quantity, each, amount] = say(thing, count, price);
      const { lines, kind } = read(put(said));
      const [line] = lines;
      const fits = line !== undefined && same(line.quantity, quantity) && same(line.unit_price, each) && (amount === null || same(line.amount, amount)) && `${line.unit ?? ""} ${line.description}`.includes(thing.split(" ").at(-1) ?? thing);
      expect({ said, kind, lines: fits ? "right" : lines }).toEqual({ said, kind: "invoice_request", lines: "right" });
      expect(lines).toHaveLength(put("").includes("75") ? 2 : 1);
    }
  });
});

describe("M2 which part of an offer is taken", () => {
  const OFFER = "1. Product photos, 20 images x €35 = €700\n2. Retouching = €180\n3. Short video = €1,200";
  const OPTIONS = "Two ways to do it:\nA) one issue, €450\nB) pack of 4 issues, €1,520";
  const answer = (fresh: string, offer: string): string[] => read(`${fresh}\n\nOn 3 Jun 2026, Nora <${OWNER}> wrote:\n> ${offer.replaceAll("\n", "\n> ")}`, "Re: Offer").lines.map(({ amount }) => String(Number(amount)));
  it.each([
    ["Approved, please send the invoice.", OFFER, ["700", "180", "1200"]],
    ["Approved. You can invoice the first two, we'll hold the video for later.", OFFER, ["700", "180"]],
    ["Approved, please invoice the last one.", OFFER, ["1200"]],
    ["Approved, please send the invoice, but without the retouching.", OFFER, ["700", "1200"]],
    ["Looks good. Please invoice only the photos for now.", OFFER, ["700"]],
    ["Option B please! You can bill us now.", OPTIONS, ["1520"]],
    ["Yes, that's all correct, please send the invoice.", OFFER, ["700", "180", "1200"]],
  ])("%s", (fresh, offer, amounts) => {
    expect(answer(fresh, offer)).toEqual(amounts);
  });

  it("a part that nobody can tell is asked for, never drafted", () => {
    const draft = read(`Option D please, you can bill us now.\n\nOn 3 Jun 2026, Nora <${OWNER}> wrote:\n> ${OPTIONS.replaceAll("\n", "\n> ")}`, "Re: Offer");
    expect(draft.action).toBe("clarify");
  });
});

describe("M2 numbers that are taken back in the same breath", () => {
  it.each([
    ["Please invoice 9 hours of maths at £32 per hour, and 4 hours - sorry, make that 5 - of chemistry at £35 per hour.", [["9", "32"], ["5", "35"]]],
    ["Please invoice the catering for 85 guests at £27.50 each. It was 82 instead of 85, by the way.", [["82", "27.5"]]],
    ["Please invoice 14 benches at £9 each and 60 stools at £2. In the end it was 16 benches, not 14.", [["16", "9"], ["60", "2"]]],
    ["For the invoice: 40 lunch boxes at €14.50 each and 3 urns at €12. Sorry, 45 boxes, not 40, I forgot the trainees.", [["45", "14.5"], ["3", "12"]]],
    ["Please invoice 6 lamps at £20 each and 2 stands at £35. We took one more on the day, so make that 7 lamps.", [["7", "20"], ["2", "35"]]],
    ["Bitte stellen Sie uns 14 Bänke zu je 9 Euro in Rechnung. Am Ende waren es 16 Bänke.", [["16", "9"]]],
    ["Please invoice 6 lamps at £20 each and 6 stands at £35. It was 7, not 6.", [["6", "20"], ["6", "35"]]],
    ["Bitte stellen Sie uns 12 Stunden zu 45 EUR in Rechnung. Es waren übrigens 10 statt 12.", [["10", "45"]]],
    ["Please invoice 12 hours of gardening at 45 EUR per hour, it was 3 days in all.", [["12", "45"]]],
    ["Please invoice 12 hours of gardening at 45 EUR per hour, that's 540 EUR in all.", [["12", "45"]]],
  ])("%s", (said, numbers) => {
    expect(read(said).lines.map(({ quantity, unit_price }) => [quantity, String(Number(unit_price))])).toEqual(numbers);
  });
});

describe("M2 what is said before the wish, or beside a second thing", () => {
  it.each([
    ["We took 12 boxes of tomatoes at £8 each and 5 bags of onions at £6.50 each, please make the invoice for the shop.", [["12", "8"], ["5", "6.5"]]],
    ["For the van: 2 weeks at £185 a week, 1 extra day £40, fuel £63.20. Please send me the invoice.", [["2", "185"], ["1", "40"], [null, null]]],
    ["Please invoice:\n\nMF-7731 - Felixstowe to Daventry, agreed rate £385.00\nMF-7740 - Daventry to Avonmouth, agreed rate £310.00 + waiting time 3 hrs x £35", [[null, null], [null, null], ["3", "35"]]],
    ["Podes emitir a fatura? Foram 12 participantes a 35 € cada + 60 € de materiais (IVA incluído).", [["12", "35"], [null, null]]],
    ["Proszę o wystawienie faktury za wydruk: 1000 ulotek A5 po 0,32 zł/szt. oraz 2 banery po 145 zł netto.", [["1000", "0.32"], ["2", "145"]]],
  ])("%s", (said, numbers) => {
    expect(read(said).lines.map(({ quantity, unit_price }) => [quantity, quantity === null ? null : String(Number(unit_price))])).toEqual(numbers);
  });
});

describe("M2 an approval of the customer's own house, passed on", () => {
  const passedOn = (said: string): Draft => read(`See below, it's approved. Please submit your invoice quoting PO 6100-442 to me.\n\nMegan\n\n-----Original Message-----\nFrom: Steve Loxton\nSent: 11 March 2026 09:40\nTo: Megan Frost\nSubject: RE: Budget\n\n${said}`, "FW: Budget");
  it.each([["Approved, £2,315 for the new signage.\n\nSteve", "2315"], ["OK to proceed, £4,850. Use cost code 6120.\n\n> Server migration, fixed price £4,850", "4850"]])("%s", (said, amount) => {
    expect(passedOn(said).lines.map((line) => String(Number(line.amount)))).toEqual([amount]);
  });

  it("one that approves nothing gives no amount", () => {
    const draft = read("Please send your invoice for the signage.\n\nMegan\n\n-----Original Message-----\nFrom: Steve Loxton\nSent: 11 March 2026 09:40\nTo: Megan Frost\nSubject: RE: Budget\n\nThe other one wanted £2,315 for it.", "FW: Budget");
    expect(draft.lines.map(({ amount }) => amount)).toEqual([null]);
  });
});

describe("M2 how many, said apart from what is asked for", () => {
  it.each([
    ["Could you please write me a bill for the piano lessons? It was 11 lessons.", "11"],
    ["Could you please write me a bill for the piano lessons? The last 3 lessons were great.", null],
    ["Merci de nous adresser la facture pour votre prestation du 14 juillet.", null],
    ["Please invoice the lessons. There were 4 lessons, or were there 5 lessons?", null],
  ])("%s", (said, count) => {
    expect(read(said).lines.map(({ quantity }) => quantity)).toEqual([count]);
  });
});

describe("M2 forms", () => {
  it.each([
    ["Service: dog grooming, 6 dogs\nAgreed price: £240", [["6", null, "240"]]],
    ["Description: PA system rental, 3 days\nAmount: $1,350.00", [[null, null, "1350"]]],
  ])("%s", (form, numbers) => {
    const decimal = (text: string | null): string | null => (text === null ? null : String(Number(text)));
    expect(read(`Please issue an invoice:\n\nName: Hannah Voss\n${form}`).lines.map(({ quantity, unit_price, amount }) => [decimal(quantity), decimal(unit_price), decimal(amount)])).toEqual(numbers);
  });

  it("a price that may be for one or for all is asked for", () => {
    expect(read("Please issue an invoice:\n\nName: Hannah Voss\nService: dog grooming, 6 dogs\nPrice: £240").action).toBe("clarify");
  });
});

describe("M2 what it is called", () => {
  it.each([
    ["Please bill Lakeview Clinic CAD 2,350.00 for the exterior signage.", "exterior signage"],
    ["Please invoice the forklift training: 8 delegates at £145 per delegate.", "delegates"],
    ["Please invoice:\n\n- Hall hire, 2 evenings - £310 per evening\n- Cleaning - £60", "Hall hire, evenings"],
    ["Please invoice:\n\nOption B: 6-page site with booking form, $1,750", "6-page site"],
  ])("%s", (said, name) => {
    expect(read(said).lines[0]?.description).toContain(name);
  });
});

describe("M2 numbers that are none of what is sold", () => {
  it.each([
    ["Please invoice:\n- 14 Albert Rd – 4 cleans @ £38\n- Flat 6 Marine Court – 2 cleans @ £45", [["4", "38"], ["2", "45"]]],
    ["Please invoice the work on site, agreed price: EUR 1,450 per day.", [[null, "1450"]]],
    ["Please invoice 50% deposit on quote Q-118 (total £2,400).", []],
    ["Please invoice the hay at the $62.50 a bale we shook on.", [[null, "62.5"]]],
    ["Please send me a bill for the 180 so I can claim it.", []],
    ["I need an invoice for the workshop, made out to Meridian School, 8 Jalan Hang Jebat, Singapore 139532.", []],
  ])("%s", (said, numbers) => {
    const draft = read(said);
    expect(draft.lines.filter(({ quantity, unit_price }) => quantity !== null || unit_price !== null).map(({ quantity, unit_price }) => [quantity, unit_price === null ? null : String(Number(unit_price))])).toEqual(numbers);
    if (numbers.every(([count]) => typeof count !== "string")) expect(draft.action).toBe("clarify");
  });
});

/** One thing, how it is said, and what is to be read of it. */
const FIRST: [string, number | null, number | null, number | null, RegExp][] = [
  ["24 hours of the helpers at $28.50 the hour", 24, 28.5, null, /helpers/],
  ["the handling fee of $275", null, null, 275, /handling fee/],
  ["the 9m x 15m marquee for the weekend ($890)", null, null, 890, /marquee/],
  ["18 tops embroidered, $22 each", 18, 22, null, /tops/],
  ["three and a half days of illustration at $325 a day", 3.5, 325, null, /illustration/],
  ["11 lessons of 90 minutes at $135 a lesson", 11, 135, null, /lessons/],
  ["sixty (60) double desks at $47.50 each", 60, 47.5, null, /desks/],
  ["the boiler repair, $240", null, null, 240, /boiler repair/],
];
const SECOND: typeof FIRST = [
  ["transport cost, $34.60", null, null, 34.6, /transport cost/],
  ["one day of amends at the reduced $200", 1, 200, null, /amends/],
  ["$75 for the trailer", null, null, 75, /trailer/],
  ["15 trestle tables at $6", 15, 6, null, /tables/],
  ["2 site visits ($80 each)", 2, 80, null, /visits/],
  ["the $75 scanning fee", null, null, 75, /scanning fee/],
];
const FRAMES: ((said: string) => string)[] = [(said) => `Please send us the invoice for ${said}.`, (said) => `Could we have your bill? We had ${said}.`, (said) => `I make it ${said}. Please send the invoice.`];

describe.each(FIRST)("M2 two things in one breath: %s", (said, ...wanted) => {
  it.each([" and ", " plus ", ", and "])("joined by '%s'", (joint) => {
    for (const frame of FRAMES) {
      for (const [more, ...next] of SECOND) {
        const text = frame(`${said}${joint}${more}`);
        const { lines } = read(text);
        const fits = [wanted, next].map(([quantity, price, amount, word], index) => {
          const line = lines[index];
          return line !== undefined && same(line.quantity, quantity) && (price === null ? same(line.amount, amount) : same(line.unit_price, price)) && word.test(`${line.unit ?? ""} ${line.description}`);
        });
        expect({ text, fits, lines: lines.length }).toEqual({ text, fits: [true, true], lines: 2 });
      }
    }
  });
});

describe("M2 numbers that only look like counts", () => {
  it.each<[string, (number | null)[][]]>([
    ["Send me the invoice when you get a minute, 1500 for labour and 320 for the extra timber.", [[null, null, 1500], [null, null, 320]]],
    ["We would like to renew for a further 12 months at 14 EUR a month. Could you raise a single invoice for the year (168 EUR)?", [[12, 14, 168]]],
    ["Please invoice:\n\n- Licences, 25 seats, 84 EUR per seat\n- Premium support, 12 months, 390 EUR\n\nTotal 2490 EUR", [[25, 84, 2100], [null, null, 390]]],
  ])("%s", (text, wanted) => {
    expect(read(text).lines.map(({ quantity, unit_price, amount }) => [quantity, unit_price, amount].map((value) => (value === null ? null : Number(value))))).toEqual(wanted);
  });
});
