/**
 * Owns: proof that a line has the name, the count and the price of the thing that is meant, and that what is not known is asked for (PRODUCT M2, M4).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

function read(subject: string, body: string): Draft {
  return understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject, date: "2026-03-10T09:00:00Z", body }), { owner_emails: ["owner@studio.example"] });
}

type Line = [name: string, quantity: string | null, price: string | null, amount: string | null];
interface Case {
  subject?: string;
  body: string;
  lines: Line[];
  action?: string;
  missing?: RegExp;
}

const CASES: Record<string, Record<string, Case>> = {
  "a number that says how big or which one is no count": {
    "a distance beside what it is worth": { body: "Please issue an invoice for:\n- Start fee: CHF 1,500\n- 800m (place: 3): CHF 600\nTotal: CHF 2,100", lines: [["Start fee", null, null, "1500"], ["800m (place: 3)", null, null, "600"]] },
    "the size of a machine, where the sum proves that its price is for all": { body: "Please invoice:\n- 14t excavator: 450 EUR\n- Travel: 20 EUR\nTotal: 470 EUR", lines: [["14t excavator", null, null, "450"], ["Travel", null, null, "20"]] },
    "how many are in a pack": { body: "Item: Paper cups 6-pack\nOrder quantity: 200\nPlease invoice us.", lines: [["Paper cups 6-pack", "200", null, null]] },
    "for how many a thing is": { body: "Please confirm the booking:\n\n- Service: Harbour cruise, 6 adults\n- Guest: Mr. Noah Lind\n- Net cost: AED 1,320\n\nPlease send your invoice.", lines: [["Harbour cruise, 6 adults", null, null, "1320"]] },
  },
  "a form tells of the thing, and of much else": {
    "what is left in stock": { body: "We need to restock:\n\n- Product: Oak spoon 3-pack\n- SKU: OS-03\n- Current stock: 9 units\n- Burn rate: 3.2/day\n\nPlease prepare an invoice for 150 units.", lines: [["Oak spoon 3-pack", "150", null, null]] },
    "in columns": { body: "We would like to restock:\n\nProduct\tRice flour 400g\nCode\tRF-400\nCurrent Stock\t6 tins\nRequested Quantity\t36 tins\n\nPlease send us an invoice.", lines: [["Rice flour 400g", "36", null, null]] },
    "in German": { body: "Artikel: Kaffeebohnen 1kg\nLagerbestand: 4\nMindestbestand: 20\nBestellmenge: 60\n\nBitte schicken Sie uns die Rechnung.", lines: [["Kaffeebohnen 1kg", "60", null, null]] },
    "where the work was": { subject: "Work order 7712", body: "HARBOUR HOMES - WORK ORDER 7712\nStatus: COMPLETED\n\nProperty: 14 Ferry Lane, Leith\nJob: Rehang front door\nAgreed price: GBP 95.00 + VAT\n\nYou may now submit your invoice for this job.", lines: [["Rehang front door", null, null, "95.00"]], action: "draft" },
  },
  "a price that accounts for no line is asked for": {
    "in words behind what else was done": { subject: "radiators", body: "You fitted three of them at eighty pounds each and bled the old one in the hall for ten. Please send me the bill.", lines: [["radiators", "3", "80", "240"]], action: "clarify", missing: /total/ },
    "in digits": { subject: "windows", body: "You cleaned 6 of them at 12 euros each and washed the garage door for 15. Please send me the bill.", lines: [["windows", "6", "12", "72"]], action: "clarify", missing: /total/ },
  },
  "what was agreed to is the price of something that stands elsewhere": {
    "with what it includes": { subject: "Re: Laptop quotation", body: "$540 with 3-year warranty works for us. Can you share the proforma invoice?", lines: [["Laptop", null, "540", null]], action: "clarify", missing: /quantity/ },
    "in German": { subject: "Re: Angebot Gartenbank", body: "650 EUR mit Lieferung passt uns. Bitte senden Sie die Rechnung.", lines: [["Gartenbank", null, "650", null]], action: "clarify", missing: /quantity/ },
    "in French": { subject: "Re: prix table", body: "450 € avec la livraison nous convient. Merci de nous envoyer la facture.", lines: [["table", null, "450", null]], action: "clarify", missing: /quantity/ },
    "but with its thing it is a line": { body: "£300 for the hedge works for us. Please send the invoice.", lines: [["hedge", null, null, "300"]], action: "draft" },
  },
  "what the sender bills in turn is no line": {
    "in English": { body: "My invoice for printing your 1,000 flyers will come separately.\n\nPlease send your invoice for our new logo, 600 EUR as agreed.", lines: [["new logo", null, null, "600"]] },
    "in German": { body: "Unsere Rechnung über die 500 Karten folgt getrennt. Bitte senden Sie uns Ihre Rechnung für das neue Logo, 600 EUR.", lines: [["neue Logo", null, null, "600"]] },
  },
  "a count that is taken back": {
    "by a comma and not": { body: "For the invoice: 40 lunch boxes at $14.50 each and coffee for $90.\n\nSorry, 45 boxes, not 40.", lines: [["lunch boxes", "45", "14.50", "652.5"], ["coffee", null, null, "90"]] },
    "in German": { body: "Bitte eine Rechnung über 40 Menüs zu je 12 EUR.\n\nEs waren 45 Menüs, nicht 40.", lines: [["Menüs", "45", "12", "540"]] },
  },
  "a share of which the amount is said": {
    "in French": { subject: "Re: Devis étiquettes", body: "Pouvez-vous nous envoyer la facture d'acompte de 30 % (soit 414 €) ?", lines: [["acompte de 30 %", null, null, "414"]], action: "draft" },
    "in English": { subject: "deposit", body: "Please send the deposit invoice of 30 % (that is 414 EUR).", lines: [["deposit 30 %", null, null, "414"]], action: "draft" },
  },
};

for (const [about, cases] of Object.entries(CASES)) {
  describe(`M2 ${about}`, () => {
    it.each(Object.entries(cases))("%s", (_, { subject = "Invoice", body, lines, action, missing }) => {
      const draft = read(subject, `Hello,\n\n${body}\n\nRegards,\nAnna Berg`);
      expect(draft.kind).toBe("invoice_request");
      expect(draft.lines.map(({ description, quantity, unit_price, amount }) => [description, quantity, unit_price, amount])).toEqual(lines);
      if (action !== undefined) expect(draft.action).toBe(action);
      if (missing !== undefined) expect(draft.missing.join("\n")).toMatch(missing);
    });
  });
}
