/**
 * Who is asked, and whether words are said or only spoken of (PRODUCT M1): what no single sentence tells.
 */
import { describe, expect, it } from "vitest";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const kind = (fields: { from?: string; to?: string; cc?: string; subject?: string; body: string }): string => understand(mailFromFields({ id: "m", from: "Ines Roth <ines@rothkeramik.example>", to: OWNER, date: "2026-03-10", ...fields }), { owner_emails: [OWNER] }).kind;
const WISH = "Please send us your invoice for the glaze, 240 EUR.";

describe("M1 who is asked", () => {
  it.each([
    ["the owner", {}, "invoice_request"],
    ["somebody else, the owner gets a copy", { to: "Kai <kai@brennofen.example>", cc: OWNER }, "other"],
    ["a colleague of the owner, who gets a copy", { to: "Books <books@studio.example>", cc: OWNER }, "invoice_request"],
    ["the owner and somebody else", { to: `Kai <kai@brennofen.example>, ${OWNER}`, cc: "pia@brennofen.example" }, "invoice_request"],
    ["a list that the owner reads under another address", { to: "office@studio-roth.example" }, "invoice_request"],
  ])("%s", (_, fields, wanted) => {
    expect(kind({ body: WISH, ...fields })).toBe(wanted);
  });

  it("a third is sent its invoice, unless the third is the sender", () => {
    expect(kind({ body: "Please send Brennofen the invoice." })).toBe("other");
    expect(kind({ body: "Please send Rothkeramik the invoice." })).toBe("invoice_request");
  });

  it("who is handed somebody's wish for the invoice, and only where something is to be done about it", () => {
    const below = "\n\n---------- Forwarded message ---------\nFrom: Tom Hart <tom@rothkeramik.example>\nDate: Thu, 5 Mar 2026 at 10:00\nSubject: wreaths\nTo: Ines Roth <ines@rothkeramik.example>\n\nI need a proper invoice from the florist for 14 wreaths at £12 before I can pay.";
    expect(kind({ body: `Hi Jo, can you see below and sort please?${below}` })).toBe("invoice_request");
    expect(kind({ body: `Please see below, could somebody deal with this for us?${below}` })).toBe("invoice_request");
    expect(kind({ body: `FYI see below.${below}` })).toBe("other");
  });

  it.each([
    "Please convert quotation QTN-2026-00127 to an invoice.",
    "Can you turn the quote into an invoice please?",
    "Bitte wandeln Sie das Angebot A-118 in eine Rechnung um.",
    "Merci de transformer le devis D-118 en facture.",
    "¿Podéis convertir el presupuesto 118 en factura?",
    "Potete trasformare il preventivo 118 in fattura?",
    "Kunnen jullie offerte 118 omzetten in een factuur?",
    "Podem converter o orçamento 118 em fatura?",
    "Puteți transforma oferta 118 în factură?",
    "Proszę zamienić ofertę 118 na fakturę.",
  ])("who is to make an invoice of a quote: %s", (body) => {
    expect(kind({ body })).toBe("invoice_request");
  });

  it("but not who only hears of it, or is to make a quote of it", () => {
    expect(kind({ body: "Can I get a quote before you convert it to an invoice?" })).toBe("quote_request");
    expect(kind({ body: "We converted the quote into an invoice in our system, please check." })).toBe("other");
    expect(kind({ body: "Please convert the invoice to a quote." })).not.toBe("invoice_request");
  });

  it("who is told to bill it, the question behind", () => {
    expect(kind({ body: "Van runs well. Invoice it up will you. Order no TR5512." })).toBe("invoice_request");
    expect(kind({ body: "Bill the lot up could you, thanks." })).toBe("invoice_request");
    expect(kind({ body: "The museum will not pay out the fee without an invoice." })).toBe("invoice_request");
    expect(kind({ body: "We'll invoice it up if you could wait." })).toBe("other");
  });

  it("who has something to sell to us asks for nothing", () => {
    expect(kind({ body: "We have two empty trucks in Graz on Friday. Please send us your prices for a load to Udine." })).toBe("other");
    expect(kind({ body: "We need two empty trucks in Graz on Friday. Please send us your prices." })).toBe("quote_request");
    expect(kind({ body: "Thank you for your order! 2 x plate, 30 EUR. Need an invoice? Ask us for it." })).toBe("receipt_or_payment");
  });

  it("a filled-in form asks for what its subject names", () => {
    const form = "Name: Ines Roth\nPhone: 0316 555 010\nWork: two rooms\nMessage: in May if you can";
    expect(kind({ subject: "Quote", body: form })).toBe("quote_request");
    expect(kind({ subject: "Quote", body: "Thanks for yesterday, it was fun." })).toBe("other");
  });
});

describe("M1 words that are spoken of", () => {
  it("between quotation marks nobody asks", () => {
    expect(kind({ body: "My pupils wrote the sentence 'please send us your best price for it' forty times." })).toBe("other");
    expect(kind({ body: 'Please send us a quote for forty "Aurora" plates.' })).toBe("quote_request");
  });
});

describe("G4 bait", () => {
  it("an order behind a link that hides where it leads, from nobody to anybody", () => {
    const bait = "Dear supplier, please see our order and send us your proforma invoice. https://bit.ly/3order Regards, Procurement";
    expect(kind({ body: bait })).toBe("spam_or_phish");
    expect(kind({ body: "Dear Ms Weiss, please see our drawing at https://bit.ly/3plan and send us a quote for 40 plates." })).toBe("quote_request");
  });

  it("an order with a fee that is to be handed on, and a form for the login of a bank", () => {
    const bait = "Good day, we wish to order 800 of your product for a ministry, paid upfront. Please issue a proforma invoice of $92,000 and add the processing fee which you will refund to our agent before we release it. Log in to the form with your bank login.";
    expect(kind({ body: bait })).toBe("spam_or_phish");
    expect(kind({ body: "Please issue a proforma invoice of $920 for 8 lamps and add the customs handling." })).toBe("invoice_request");
  });
});
