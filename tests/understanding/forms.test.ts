/**
 * Owns: proof that a form's one thing gets the price that was agreed or paid for it, and that the number of a house or of guests multiplies nothing (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: OWNER, subject: "Job done", date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });

describe("M2 forms of one thing", () => {
  it.each<[string, string, number]>([
    ["a house and an agreed price", "Property: 12 Heol Las, Aberdare\nJob: Replace kitchen tap\nAgreed price: GBP 95.00 + VAT\n\nYou may now submit your invoice for this job.", 95],
    ["a site", "Site: 27 Station Road, Leeds\nJob: fit new lock\nAgreed price: GBP 85.00\n\nPlease send the invoice.", 85],
    ["a venue", "Venue: 3 Mill Lane, York\nService: string trio\nFixed price: GBP 850.00\n\nPlease send the invoice.", 850],
    ["German", "Leistung: Dachrinne erneuern\nVereinbarter Preis: 480 EUR zzgl. MwSt.\n\nBitte Rechnung senden.", 480],
    ["French", "Prestation : remplacement du chauffe-eau\nPrix convenu : 480 EUR HT\n\nMerci d'envoyer la facture.", 480],
    ["Italian", "Servizio: riparazione della caldaia\nPrezzo concordato: 480 EUR\n\nVi preghiamo di inviarci la fattura.", 480],
    ["guests", "Please invoice:\n\n- Service: Dune dinner, 6 adults\n- Day: 21 July 2026\n- Net cost: AED 1,320", 1320],
    ["a label that is not ours in between", "Please invoice:\n\n* Service: string trio\n* Rehearsal time: 18:00\n* Fixed price: 850 GBP", 850],
  ])("%s", (_, body, amount) => {
    const { action, lines } = read(body);
    expect([action, lines.map((line) => [line.quantity, line.unit_price, Number(line.amount)])]).toEqual(["draft", [[null, null, amount]]]);
  });

  it("an agreed price is for one where something is counted", () => {
    expect(read("Product: post anchor\nAgreed price: 3.10 EUR\nQty: 500\n\nPlease invoice.").lines).toMatchObject([{ quantity: "500", unit_price: "3.10" }]);
  });

  it("how something was paid makes its price none for one", () => {
    expect(read("Pourriez-vous m'établir une facture pour la formation ? J'ai payé 295 euros par Bancontact sur place.").total).toBe("295");
    expect(read("¿Me puede hacer la factura de la clase? Pagué 45 euros por transferencia.").total).toBe("45");
    expect(read("Merci de facturer la formation, 295 euros par personne.").total).toBeNull();
  });
});
