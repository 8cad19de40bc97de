/**
 * Owns: proof that when and in which money a customer pays is read however it is said, in eight languages, and that no other day or number of days is taken for it (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string, subject = "Invoice"): Draft => understand(mailFromFields({ id: "m", from: "A B <a@b.example>", to: OWNER, subject, date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });

const ASKING = {
  en: "Please send us an invoice for the service, 400 EUR.",
  es: "Por favor, envíenos la factura del servicio, 400 EUR.",
  fr: "Merci de nous envoyer la facture de l'entretien, 400 EUR.",
  de: "Bitte senden Sie uns die Rechnung für die Wartung, 400 EUR.",
  nl: "Graag ontvangen wij een factuur voor het onderhoud, 400 EUR.",
  it: "Vi preghiamo di inviarci la fattura per il servizio, 400 EUR.",
  pt: "Por favor enviem-nos a fatura do serviço, 400 EUR.",
  ro: "Va rugam sa ne trimiteti factura pentru service, 400 EUR.",
  pl: "Prosimy o wystawienie faktury za serwis, 400 EUR.",
};

describe("M2 when it is paid", () => {
  it.each<[keyof typeof ASKING, string, string | null, string | null]>([
    ["en", "We settle our suppliers on the 28th of the following month.", "2026-04-28", "28th of the following month"],
    ["en", "Settlement will be made on or before 15 July 2026.", "2026-07-15", null],
    ["en", "You will get the money by 17 April.", "2026-04-17", null],
    ["en", "Please give us until 30 June to pay.", "2026-06-30", null],
    ["en", "I'll transfer it by 2 April.", "2026-04-02", null],
    ["en", "Due date please: 22. 5. 2026", "2026-05-22", null],
    ["en", "We pay 45 days end of month.", "2026-04-30", "45 days end of month"],
    ["en", "Payment follows within two months.", "2026-05-10", "within two months"],
    ["en", "Payment is within 10 working days.", null, "10 working days"],
    ["en", "The cheque will follow within 14 days of delivery.", null, "14 days of delivery"],
    ["en", "We pay on completion.", null, "on completion"],
    ["en", "Terms are pay when paid.", null, "pay when paid"],
    ["en", "We will pay as soon as the insurer has released the money.", null, "as soon as the insurer"],
    ["en", "We'll settle it inside the fortnight.", "2026-03-24", "inside the fortnight"],
    ["en", "Our terms: 2% discount in 10 days, otherwise 30 days net.", "2026-04-09", "30 days net"],
    ["en", "You should submit the invoice within 28 days.", null, null],
    ["en", "Please send it in 10 days.", null, null],
    ["en", "Delivery is within 14 days.", null, null],
    ["en", "The event is on 5 May 2026.", null, null],
    ["en", "We need the chairs by 3 April 2026.", null, null],
    ["en", "The books close on 31 March 2026.", null, null],
    ["en", "Please send the invoice by 20 March 2026.", null, null],
    ["en", "We paid the deposit on 3 February 2026.", null, null],
    ["en", "The remaining half we pay after the show.", null, null],
    ["en", "12 hours over 3 days.", null, null],
    ["en", "Course fee, 5 days.", null, null],
    ["es", "Le pagaremos antes del 30 de abril.", "2026-04-30", null],
    ["es", "Vencimiento: 15/04/2026.", "2026-04-15", null],
    ["es", "Pagamos a los 15 días de la factura.", "2026-03-25", "15 días"],
    ["es", "Pagaremos el día 10 del mes siguiente.", "2026-04-10", "10 del mes siguiente"],
    ["es", "Forma de pago: 30/60 días.", null, "30/60 días"],
    ["es", "Le pagaré en cuanto me llegue.", null, "en cuanto me llegue"],
    ["es", "Fecha límite de pago: 12 de mayo.", "2026-05-12", null],
    ["es", "La entrega fue el 2 de abril de 2026.", null, null],
    ["fr", "Nous réglons le 10 du mois suivant.", "2026-04-10", "10 du mois suivant"],
    ["fr", "Payable sur réception.", null, "sur réception"],
    ["fr", "Règlement à 45 jours fin de mois.", "2026-04-30", "45 jours fin de mois"],
    ["fr", "Nous payons dès que le client nous a réglés.", null, "dès que le client"],
    ["fr", "À régler avant le 5 avril.", "2026-04-05", null],
    ["fr", "La livraison a lieu le 5 avril 2026.", null, null],
    ["de", "Zahlung zum 15. des Folgemonats.", "2026-04-15", "15. des Folgemonats"],
    ["de", "Wir überweisen bis 3. April.", "2026-04-03", null],
    ["de", "Fällig am 15.4.", "2026-04-15", null],
    ["de", "Zahlbar binnen 10 Tagen 3 % Skonto, 30 Tage netto.", "2026-04-09", "Skonto, 30 Tage netto"],
    ["de", "Zahlung nach Abnahme.", null, "nach Abnahme"],
    ["de", "Rechnung 30 Tage.", "2026-04-09", "30 Tage"],
    ["de", "Die Veranstaltung ist am 5. Mai 2026.", null, null],
    ["nl", "Betaling binnen 14 dgn.", "2026-03-24", "binnen 14 dgn"],
    ["nl", "Graag met 10 april als uiterste betaaldatum.", "2026-04-10", null],
    ["nl", "Wij betalen na oplevering.", null, "na oplevering"],
    ["nl", "Betaling 30 dagen einde maand.", "2026-04-30", "30 dagen einde maand"],
    ["nl", "De levering is op 5 april 2026.", null, null],
    ["it", "Pagamento 60 gg d.f.f.m.", "2026-05-31", "60 gg d.f.f.m"],
    ["it", "Rimessa diretta.", null, "Rimessa diretta"],
    ["it", "Pagheremo entro il 15 aprile.", "2026-04-15", null],
    ["it", "Pagamento il 10 del mese successivo.", "2026-04-10", "10 del mese successivo"],
    ["it", "La consegna è il 5 aprile 2026.", null, null],
    ["pt", "Vencimento 15/04.", "2026-04-15", null],
    ["pt", "Pagamento: 28/42 dias.", null, "28/42 dias"],
    ["pt", "Pagamos assim que recebermos a verba.", null, "assim que recebermos"],
    ["pt", "Pagamento antecipado.", null, "antecipado"],
    ["pt", "Pagamos até 20 de abril.", "2026-04-20", null],
    ["pt", "A entrega foi a 5 de abril de 2026.", null, null],
    ["ro", "Scadența să fie 15.09.2026.", "2026-09-15", null],
    ["ro", "Achităm în 5 zile bancare.", null, "5 zile bancare"],
    ["ro", "Plătim până la 20 aprilie.", "2026-04-20", null],
    ["ro", "Plata la 30 de zile.", "2026-04-09", "30 de zile"],
    ["ro", "Livrarea este pe 5 aprilie 2026.", null, null],
    ["pl", "Termin płatności: 21 dni.", "2026-03-31", "21 dni"],
    ["pl", "Zapłacimy do 15 kwietnia.", "2026-04-15", null],
    ["pl", "Przelew zrobimy do 20 kwietnia.", "2026-04-20", null],
    ["pl", "Płatność po odbiorze.", null, "po odbiorze"],
    ["pl", "Dostawa jest 5 kwietnia 2026.", null, null],
    ["en", "We like to clear everything by the twenty-first of January.", "2027-01-21", null],
    ["en", "Use payment ref 12/04 please.", null, null],
    ["en", "Could we pay by 12/04?", "2026-04-12", null],
    ["en", "Payment details are below. The fair is on 5 May 2026.", null, null],
    ["en", "Please refund the rest by 3 April 2026 if it breaks.", null, null],
    ["en", "See our terms of 1 June 2026.", null, null],
    ["en", "The tenth of April suits us for the delivery.", null, null],
    ["es", "Fecha límite para pagarle: el treinta de abril.", "2026-04-30", null],
    ["it", "Pagheremo entro il quindici aprile.", "2026-04-15", null],
    ["it", "Sono due set di coltelli.", null, null],
    ["pt", "Pagamos até dez de abril.", "2026-04-10", null],
    ["de", "Wir überweisen bis zum zehnten April.", "2026-04-10", null],
    ["pl", "Przelew zrobimy do dwudziestego szóstego marca.", "2026-03-26", null],
    ["en", "30 days as agreed.", "2026-04-09", "30 days as agreed"],
    ["en", "14 days as per contract. Send it to this address.", "2026-03-24", "14 days as per contract"],
    ["en", "It was 14 days as agreed.", null, null],
    ["en", "It is payable 15 days after month end.", "2026-04-15", "15 days after month end"],
    ["de", "Zahlungsziel: 14 Tage nach Rechnungseingang.", null, "14 Tage nach Rechnungseingang"],
    ["de", "Zahlungsziel: 14 Tage nach Rechnungsdatum.", "2026-03-24", "14 Tage nach Rechnungsdatum"],
    ["de", "Zahlbar sofort ohne Abzug.", null, "sofort ohne Abzug"],
    ["fr", "Règlement 45 jours fin de mois le 15.", "2026-05-15", "45 jours fin de mois le 15"],
    ["es", "Pago a 60 días fecha factura.", "2026-05-09", "60 días fecha factura"],
    ["it", "Pagamento RIBA 60 gg fm.", "2026-05-31", "60 gg fm"],
    ["nl", "Betalingstermijn 21 dagen na factuurdatum.", "2026-03-31", "21 dagen na factuurdatum"],
    ["ro", "Scadenta la 15 zile de la emitere.", "2026-03-25", "15 zile de la emitere"],
    ["pl", "Płatność przelewem 14 dni od daty wystawienia.", "2026-03-24", "14 dni od daty wystawienia"],
    ["en", "Due 30 days from invoice date.", "2026-04-09", "30 days from invoice date"],
    ["de", "30 Tage wie vereinbart.", "2026-04-09", "30 Tage wie vereinbart"],
    ["fr", "30 jours comme convenu.", "2026-04-09", "30 jours comme convenu"],
    ["it", "30 giorni come sempre.", "2026-04-09", "30 giorni come sempre"],
    ["en", "VAT 5% extra. Payment: 100% advance against proforma.", null, "100% advance against proforma"],
    ["en", "We need it to arrange 50% advance, balance against dispatch documents.", null, "50% advance, balance against dispatch documents"],
    ["de", "Wir zahlen 50 % Anzahlung, Rest bei Lieferung.", null, "50 % Anzahlung, Rest bei Lieferung"],
    ["it", "Paghiamo il 30% all'ordine, saldo alla consegna.", null, "30% all'ordine, saldo alla consegna"],
    ["pt", "É para efetuarmos a transferência de 50% com a adjudicação.", null, "50% com a adjudicação"],
    ["fr", "Nous payons 40 % à la commande et le solde à la livraison.", null, "40 % à la commande et le solde à la livraison"],
  ])("%s: %s", (language, said, due, terms) => {
    const draft = read(`${ASKING[language]} ${said}\n\nA B`);
    expect(draft.due_date).toBe(due);
    if (terms === null) expect(draft.terms).toBeNull();
    else expect(draft.terms).toContain(terms);
  });
});

describe("M2 what the offer says of it", () => {
  it("a day that the offer names stands where the acceptance names none", () => {
    const { due_date, lines } = read("Approved, please send the invoice.\n\nOn Mon, 9 Mar 2026, Owner <owner@studio.example> wrote:\n> Hi, here is the offer:\n> - Oak arch, £520\n> - 14 table flowers at £65 each\n> Payment by 29 May 2026.", "Re: Offer");
    expect([due_date, lines.length]).toEqual(["2026-05-29", 2]);
  });
});

describe("M2 in which money", () => {
  it.each<[string, string | null]>([
    ["Please invoice 3 visits at 90 each. All amounts in EUR.", "EUR"],
    ["Please invoice 3 visits at 90 each, in euros.", "EUR"],
    ["Please invoice the catering, BD 122.750.", "BHD"],
    ["Please invoice 2 desks at KD 35.250 each.", "KWD"],
    ["Please invoice the event, QR 4,500.", "QAR"],
    ["Please invoice us OMR 12.500 for the parts.", "OMR"],
    ["Please invoice the roof, $2,400 plus HST.", "CAD"],
    ["Please invoice the fence, $900 + GST.", null],
    ["Please invoice the fence, $900 + GST. 12 Hill Rd, Geelong VIC 3220", "AUD"],
    ["Please invoice the training, $900. Send to 400 Main St, Halifax NS B3J 1B6.", "CAD"],
    ["Please invoice the training, $900. Send to 400 Main St, Dayton OH 45402.", "USD"],
    ["Please invoice the gate, 40 quid.", "GBP"],
    ["Please invoice the gate for four hundred and fifty pounds.", "GBP"],
    ["Please invoice 20 pounds of coffee.", null],
    ["Please invoice us 4 bags at 12.50. Bill in US dollars please.", "USD"],
    ["Merci de nous envoyer la facture, 850 $ plus TPS et TVQ.", "CAD"],
    ["Por favor, envíenos la factura: $120.000 pesos chilenos.", "CLP"],
    ["Por favor, envíenos la factura por $12.000 MXN más IVA.", "MXN"],
    ["Por favor, envíenos la factura, $2.500.000. NIT 900.123.456, Bogotá.", "COP"],
    ["Va rugam sa ne trimiteti factura, 900 lei. Republica Moldova, Chisinau.", "MDL"],
    ["Va rugam sa ne trimiteti factura, 900 lei.", "RON"],
    ["Va rugam sa ne trimiteti factura. Preturi in lei, 3 usi x 450.", "RON"],
    ["Graag ontvangen wij een factuur: 12 uur à 65 excl btw.", null],
    ["Graag ontvangen wij een factuur: 12 uur à 38 €/h.", "EUR"],
    ["Bitte senden Sie uns die Rechnung über 400 Franken.", "CHF"],
    ["Prosimy o wystawienie faktury, 6 godzin po 120 zł.", "PLN"],
    ["Please invoice the day, rate: 90 EUR/h, 6 hours.", "EUR"],
    ["Please invoice:\nItem | Qty | Price (£)\nChair | 4 | 25.00\nTable | 1 | 90.00", "GBP"],
    ["Please invoice:\nItem\tDays\tNet €\nPaint\t2\t300.00", "EUR"],
    ["Please invoice Chloe £40 for the class, EC1V 9BD.", "GBP"],
    ["Please invoice the QR code labels, 500 at £0.10.", "GBP"],
    ["Please invoice the JD Sports banner, £90.", "GBP"],
    ["Please invoice the shelf, $80 NZ.", "NZD"],
    ["Por favor, envíenos la factura de 300 dólares americanos.", "USD"],
    ["Please invoice the boat, NOK 3 950, and the paint.", "NOK"],
  ])("%j", (body, currency) => {
    expect(read(body).currency).toBe(currency);
  });

  it("a dinar has a thousand parts", () => {
    expect(read("Please invoice 2 desks at KD 35.250 each.").lines[0]?.unit_price).toBe("35.250");
  });

  it("the subject and the mail below are read where the text names none, and that is said", () => {
    expect(read("Please send the invoice for the amount above.", "Translation: 412,80 EUR").currency).toBe("EUR");
    const { currency, reasons } = read("Please invoice just the curtains.\n\nOn Mon, 9 Mar 2026, Owner wrote:\n> Curtains £420, blinds £260.", "Re: Curtains");
    expect([currency, reasons.some((reason) => reason.includes("mail below"))]).toEqual(["GBP", true]);
  });
});
