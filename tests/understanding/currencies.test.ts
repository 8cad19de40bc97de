/**
 * Owns: proof that a currency is known by the sign, the word or the country that people give it by, and that no room, measure or stamp is taken for one (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: OWNER, subject: "Invoice", date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });

describe("M2 currencies", () => {
  it.each(["Please invoice the works, 3,000 EUR, but in GBP at the bank's rate.", "The price is 3,000 EUR. Please invoice it in dollars.", "Bitte die 3.000 EUR für die Arbeiten in Dollar berechnen.", "Veuillez facturer les travaux, 300 EUR, en dollars."])(
    "another one than that of the amounts is asked about: %s",
    (body) => {
      expect(read(body)).toMatchObject({ currency: null, action: "clarify" });
    },
  );

  it.each(["Please invoice the works in euros: 3,000 EUR.", "Please invoice 3,000 EUR for the works in all.", "Please invoice the works at CAD 3,000, in dollars of course."])("the same one, and words that look like one, change nothing: %s", (body) => {
    expect(read(body).action).toBe("draft");
  });

  it.each<[string, string | null, number | null]>([
    ["Please invoice us for the printing, RM 1,200.00.", "MYR", 1200],
    ["Please invoice us for the printing, RM350.", "MYR", 350],
    ["Please invoice the training, 4,500 ringgit.", "MYR", 4500],
    ["Please invoice the training, Rp 4.500.000.", "IDR", 4500000],
    ["Please invoice the training, GH₵ 4,500.", "GHS", 4500],
    ["Please invoice the training, USh 450,000.", "UGX", 450000],
    ["Please invoice the training, 4500 Swedish crowns.", "SEK", 4500],
    ["Please invoice the training, 4500 kr. Everything in Danish crowns.", "DKK", 4500],
    ["Please invoice the training, 4500 kr. Berg AS, org. nr. 987 654 321 MVA, Oslo", "NOK", 4500],
    ["Please invoice the training, 4500 kr. Berg AB, org no 556812-3345, Lund", "SEK", 4500],
    ["Please invoice the training, 4500 kr.", null, 4500],
    ["Please invoice the room RM 12 for 300 EUR.", "EUR", 300],
    ["Please invoice the works, HKD 5,400. RM 1204, 12/F Tower 2, Kowloon", "HKD", 5400],
    ["Please invoice the works, HKD 5,400. Rm 1204, Harbour Tower, Kowloon", "HKD", 5400],
  ])("%s", (body, currency, total) => {
    const draft = read(body);
    expect([draft.currency, draft.total === null ? null : Number(draft.total)]).toEqual([currency, total]);
  });

  it("a measure of wood is no currency", () => {
    expect(read("Bitte Rechnung für 12 rm Brennholz zu 90 EUR.")).toMatchObject({ currency: "EUR", lines: [{ quantity: "12", unit_price: "90" }] });
  });

  it("prices are for one, unless the total says that they are for all", () => {
    const form = (total: number): string => `Item: soap\nQty: 3\nPrice: 30 EUR\n\nItem: towels\nQty: 2\nPrice: 50 EUR\n\nTotal: ${total} EUR\n\nPlease send the invoice.`;
    expect(read(form(190)).lines.map(({ unit_price, amount }) => [unit_price, amount])).toEqual([["30", "90"], ["50", "100"]]);
    expect(read(form(80)).lines.map(({ unit_price, amount }) => [unit_price, amount])).toEqual([[null, "30"], [null, "50"]]);
    expect(read(form(90)).action).toBe("clarify");
  });
});
