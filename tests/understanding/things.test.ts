/**
 * Owns: proof that a line has the name, the count and the price of the thing that is meant, and that what is not known is asked for (PRODUCT M2, M4).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

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
  "digits of a name hide no count": {
    "an inch behind a sign": { body: "Please invoice:\n- 3x 24-inch Monitor\n- 2x High-Speed Scanner\n- 4x Paper Rolls (Pack of 50)", lines: [["24-inch Monitor", "3", null, null], ["High-Speed Scanner", "2", null, null], ["Paper Rolls (Pack of 50)", "4", null, null]] },
    "capitals behind a digit": { body: "Please bill us:\n5 4K monitors\n12 M365 licences\n2 7UP crates", lines: [["4K monitors", "5", null, null], ["M365 licences", "12", null, null], ["7UP crates", "2", null, null]] },
    "in German": { body: "Bitte stellen Sie uns in Rechnung:\n- 4x 24-Zoll Monitor\n- 2x 3D-Drucker", lines: [["24-Zoll Monitor", "4", null, null], ["3D-Drucker", "2", null, null]] },
    "in a sentence": { body: "Please invoice us for two posters, one 2D plan and three 3D views.", lines: [["posters", "2", null, null], ["2D plan", "1", null, null], ["3D views", "3", null, null]] },
  },
  "what somebody buys is what the bill is for": {
    "ordered in the sentence before": { subject: "Order", body: "We'd like to place an order for 30 more boxes of printer paper. Kindly send the invoice.", lines: [["printer paper", "30", null, null]] },
    "a single thing": { subject: "Purchase Request", body: "I'd like to buy the Garden Starter Kit. Please invoice me so I can pay.", lines: [["Garden Starter Kit", null, null, null]] },
    "bought on a site": { subject: "Missing invoice", body: "On 24 March I bought 2 family tickets on your site and gave our VAT number. So far we have no invoice for this purchase. Could you please issue it?", lines: [["family tickets", "2", null, null]] },
    "for the price of a month": { subject: "Invoice for our accounts", body: "As discussed we would like to upgrade to the Premium plan ($49/month). Could we get an invoice for our finance department?", lines: [["Premium plan", null, "49", null]], missing: /quantity/ },
    "in German": { subject: "Bestellung", body: "Wir möchten 20 Gartenstühle bestellen. Bitte schicken Sie uns die Rechnung.", lines: [["Gartenstühle", "20", null, null]] },
    "in French": { subject: "Commande", body: "Nous souhaitons commander 12 bouteilles d'huile d'olive. Merci d'envoyer la facture.", lines: [["huile d'olive", "12", null, null]] },
    "in Spanish": { subject: "Factura", body: "Quisiera comprar el curso de fotografía. ¿Me pueden enviar la factura, por favor?", lines: [["curso de fotografía", null, null, null]] },
    "in Italian": { subject: "Ordine", body: "Vorremmo ordinare 15 sedie pieghevoli. Potete inviarci la fattura?", lines: [["sedie pieghevoli", "15", null, null]] },
    "in Dutch": { subject: "Bestelling", body: "Wij willen graag 10 bloembakken bestellen. Stuurt u ons de factuur?", lines: [["bloembakken", "10", null, null]] },
    "in Polish": { subject: "Zamówienie", body: "Chcielibyśmy zamówić 25 kubków z logo. Proszę o wystawienie faktury.", lines: [["kubków z logo", "25", null, null]] },
    "in Portuguese": { subject: "Encomenda", body: "Gostaríamos de encomendar 40 cadernos. Podem enviar a fatura?", lines: [["cadernos", "40", null, null]] },
    "in Romanian, with its price": { subject: "Proforma", body: "Comandăm 60 căni cu logo la prețul de 18,50 lei/buc. Vă rugăm să ne emiteți o factură proformă.", lines: [["căni cu logo", "60", "18.50", "1110"]] },
    "unless the bill is for something else": { subject: "Desks", body: "We ordered 3 desks last week. Please invoice the assembly.", lines: [["assembly", null, null, null]] },
    "and papers are no goods": { subject: "Locksmith", body: "I'd like a copy of the report. We want the bank details as well. Please send your invoice.", lines: [["Locksmith", null, null, null]] },
  },
  "the thing is named elsewhere than beside the amount": {
    "a bill over an amount": { subject: "Survey", body: "Thank you for the certified survey of the north wall, which the bank accepted.\n\nMay I ask you for your invoice over 1,250.00 EUR, as agreed on the phone?", lines: [["certified survey of the north wall", null, null, "1250.00"]], action: "draft" },
    "a bill over an amount for a thing": { body: "Please send me your invoice over 900 EUR for the website.", lines: [["website", null, null, "900"]], action: "draft" },
    "as a file": { subject: "Hedge trimming", body: "Please send your invoice for 300 EUR as a PDF to accounts@berg.example.", lines: [["Hedge trimming", null, null, "300"]], action: "draft" },
    "by a pronoun": { subject: "shop signs", body: "signs are up and look great. can i get an invoice for them pls, my boss keeps asking", lines: [["signs", null, null, null]] },
    "in the second part of the subject": { subject: "Invoice not yet received - roof survey", body: "Please send your invoice for GBP 470.00 for this order.", lines: [["roof survey", null, null, "470.00"]], action: "draft" },
    "behind the number of a paper": { subject: "Engagement n° 2026-0412 – élagage des platanes", body: "Vous pouvez déposer votre facture, montant : 970,00 € HT.", lines: [["élagage des platanes", null, null, "970.00"]] },
    "behind whose numbers they are": { body: "Please send us the bill. As I counted: 62 bowls of soup at 14 EUR and 60 desserts at 4 EUR.", lines: [["bowls of soup", "62", "14", "868"], ["desserts", "60", "4", "240"]], action: "draft" },
    "in the words before the colon, in Polish": { subject: "Faktura", body: "Proszę o wystawienie faktury za mycie okien w biurze: 8 wizyt po 120,00 zł netto.", lines: [["mycie okien w biurze", "8", "120.00", "960"]], action: "draft" },
    "before the verb, in Dutch": { subject: "Factuur", body: "Je mag de huur van de 3 tenten voor mei factureren: 3 x 85 euro, zoals in het contract.", lines: [["huur van de tenten voor mei", "3", "85", "255"]], action: "draft" },
    "in the subject, beside an amount that is asked back": { subject: "Re: portretten", body: "Stuur je me even een factuurtje? € 375 was het toch, incl. btw.", lines: [["portretten", null, null, "375"]], action: "draft" },
    "as what came, in Spanish": { subject: "OC 7712 lista", body: "Recibimos conforme los 1.200 estuches. Favor emitir factura:\n\n1.200 estuches madera 2 botellas x CLP 3.450 = CLP 4.140.000 + IVA", lines: [["estuches", "1200", "3450", "4140000"]], action: "draft" },
    "without how it is paid": { subject: "Bank transfer or invoice", body: "Please send an invoice for $500 by bank transfer.", lines: [["", null, null, "500"]], action: "clarify", missing: /line_items/ },
  },
  "where no thing is named, none is made up": {
    "a new message": { subject: "New message", body: "Hi, I need an invoice.", lines: [], missing: /line_items/ },
    "a message of a shop, in Polish": { subject: "Wiadomość od kupującego", body: "Proszę o fakturę na firmę do zamówienia.", lines: [], missing: /line_items/ },
    "a message in Romanian": { subject: "Mesaj nou", body: "Bună! Am nevoie de factură.", lines: [], missing: /line_items/ },
    "whose paper it is, in Italian": { subject: "Richiesta fattura", body: "Buongiorno, potete inviarmi la fattura intestata a Rossi Consulting?", lines: [], missing: /line_items/ },
    "whose paper it is, in Spanish": { subject: "Solicitud de factura", body: "Necesito la factura a nombre de mi empresa (RFC ABC123456XY1) por favor.", lines: [], missing: /line_items/ },
    "a new order": { subject: "New PO raised, ref 4471", body: "All approved — go ahead and invoice.", lines: [], missing: /line_items/ },
  },
  "counts that no line has are asked for": {
    "of several people": { body: "Here are the approved hours - please bill: Anna 32h, Ben 40h. Rate as per contract 78 EUR/h.", lines: [["Anna", null, "78", null]], action: "clarify", missing: /quantity/ },
    "of two days": { body: "You worked 2 hours on Monday and 3 hours on Tuesday at 48 EUR an hour. Please send the bill.", lines: [["on Tuesday", null, "48", null]], action: "clarify", missing: /quantity/ },
    "in German": { subject: "Stunden", body: "Bitte berechnen: Montag 4 Stunden, Dienstag 6 Stunden, Stundensatz 50 EUR.", lines: [["Montag, Dienstag 6 Stunden", null, "50", null]], action: "clarify", missing: /quantity/ },
    "but not how long a day is": { body: "Please invoice 3 days (8 hours each) at 400 EUR per day.", lines: [["days", "3", "400", "1200"]], action: "draft" },
    "nor what makes up the count": { body: "Please invoice 8 hours of gardening (5 hours Anna, 3 hours Ben) at 60 EUR per hour.", lines: [["gardening (5 hours Anna, 3 hours Ben)", "8", "60", "480"]], action: "draft" },
  },
  "names as they stand": {
    "without the verb before": { body: "We took 12 fence panels at 38 EUR each and got 3 gates at 90 EUR each. Please send us your invoice.", lines: [["fence panels", "12", "38", "456"], ["gates", "3", "90", "270"]], action: "draft" },
    "without the word of the price": { body: "Please send the bill for the five swimming lessons (£22 a lesson).", lines: [["swimming lessons", "5", "22", "110"]], action: "draft" },
    "with the month it was for": { body: "Please invoice IT support for March: 6.5 h at 70 EUR.", lines: [["IT support for March", "6.5", "70", "455"]], action: "draft" },
    "before how many days it was": { body: "Please invoice seminar room B for two days (2 x 350 CHF), and projector CHF 40.", lines: [["seminar room B for two days", "2", "350", "700"], ["projector", null, null, "40"]], action: "draft" },
    "with the digit of a quarter": { body: "Please bill: website maintenance Q1 (3 months, EUR 150 per month); domain renewal EUR 18.", lines: [["website maintenance Q1", "3", "150", "450"], ["domain renewal", null, null, "18"]], action: "draft" },
    "without half a bracket": { body: "Please invoice: deck repair (labour 5 hrs x $65 = $325; materials $148.20). Total $473.20", lines: [["deck repair labour", "5", "65", "325"], ["materials", null, null, "148.20"]], action: "draft" },
    "without the verb at the end, in German": { body: "Wir haben 3 Schilder erhalten, das Stück zu 120 Euro. Bitte die Rechnung schicken.", lines: [["Schilder", "3", "120", "360"]], action: "draft" },
    "beside a dash for no cents, in German": { body: "Bitte Rechnung: 12 Std. Malerarbeiten à 52,- €, Grundierung 180,-- EUR.", lines: [["Malerarbeiten", "12", "52", "624"], ["Grundierung", null, null, "180"]], action: "draft" },
    "the price of a session, in French": { body: "Pourriez-vous m'envoyer la facture pour les deux séances de yoga (90 € la séance) ?", lines: [["yoga", "2", "90", "180"]], action: "draft" },
  },
  "prices that the total proves to be for all": {
    "under the label of a price": { subject: "Order", body: "Product 1: Soap\nQty: 6\nPrice: 72.00 EUR\n\nProduct 2: Towel\nQty: 2\nPrice: 50.00 EUR\n\nTotal: 122.00 EUR\nPlease invoice.", lines: [["Soap", "6", null, "72.00"], ["Towel", "2", null, "50.00"]], action: "draft" },
    "not under the label of a unit price": { subject: "Order", body: "Product 1: Soap\nQty: 6\nUnit price: 72.00 EUR\n\nProduct 2: Towel\nQty: 2\nUnit price: 50.00 EUR\n\nTotal: 122.00 EUR\nPlease invoice.", lines: [["Soap", "6", "72.00", "432"], ["Towel", "2", "50.00", "100"]], action: "clarify", missing: /total/ },
  },
  "a deposit that is asked for is not the whole": {
    "the whole told before": { subject: "Deposit", body: "We are happy with menu B for the 85 guests at € 32.50 per person. Please send the invoice for the deposit of € 1,100.00. The rest we settle after the event.", lines: [["deposit", null, null, "1100.00"]], action: "draft" },
    "in German": { subject: "Anzahlung", body: "Wir nehmen die 20 Stühle zu je 45 EUR. Bitte stellen Sie uns die Anzahlung von 300 EUR in Rechnung.", lines: [["Anzahlung", null, null, "300"]], action: "draft" },
    "both asked for": { subject: "Deposit", body: "Please invoice the deposit of 300 EUR and 2 lamps at 40 EUR each.", lines: [["deposit", null, null, "300"], ["lamps", "2", "40", "80"]] },
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
      const draft = read(subject, `${body}\n\nAnna Berg`);
      expect(draft.kind).toBe("invoice_request");
      expect(draft.lines.map(({ description, quantity, unit_price, amount }) => [description, quantity, unit_price, amount])).toEqual(lines);
      if (action !== undefined) expect(draft.action).toBe(action);
      if (missing !== undefined) expect(draft.missing.join("\n")).toMatch(missing);
    });
  });
}
