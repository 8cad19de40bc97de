/**
 * Owns: proof that a number which a noun names or somebody asks for is kept, in eight languages, and that no date, sum, telephone or part number is (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string, subject = "Invoice"): [string | null, string | null] => {
  const { po_number, reference } = understand(mailFromFields({ id: "m", from: "A B <a@b.example>", to: OWNER, subject, date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });
  return [po_number, reference];
};

describe("M2 references", () => {
  it.each<[string, string | null, string | null]>([
    ["Please invoice the signage, 400 EUR. Requisition RQ-55012 if your system wants one.", null, "RQ-55012"],
    ["Please send us an invoice for the fencing. Our insurer's claim no. is HX/77231/B.", null, "HX/77231/B"],
    ["Please invoice us for the two lectures. Cost code 30-4471-09 must appear on the invoice.", null, "30-4471-09"],
    ["Kindly invoice the survey against WO-5512.", null, "WO-5512"],
    ["Please bill us for the video. Write campaign ref SPRING-26 on it.", null, "SPRING-26"],
    ["Please invoice the repair, £90. The asset tag is 00912 and our site number is S-114.", null, "S-114"],
    ["Invoice please. Put LKP-221 on it or accounts will bounce it.", null, "LKP-221"],
    ["Please send the invoice, and cite our file KL/2231/RB.", null, "KL/2231/RB"],
    ["Please invoice the hire. Booking reference 8H2KQ1, Ford Transit.", null, "8H2KQ1"],
    ["Please invoice us for the course. We have a purchase order now (WSC-1190) so you can go ahead.", "WSC-1190", null],
    ["Please invoice the lift, $220 + GST.\nJob HX-3391.", null, "HX-3391"],
    ["Please invoice £780 net of VAT. Our cost centre is HT-220.", null, "HT-220"],
    ["Please invoice the stage hire. Production number: TNT-26-3. PO 55120.", "55120", "TNT-26-3"],
    ["Please send the invoice for April. Grant code EP/X0221/1 to be shown.", null, "EP/X0221/1"],
    ["Please invoice 300 USD. The number to put on the invoice is 7741-AA.", null, "7741-AA"],
    ["Please send us an invoice for 4 chairs. Department code: HR-02", null, "HR-02"],
    ["Please raise the invoice under framework agreement RM6187/22.", null, "RM6187/22"],
    ["Please invoice the below. Delivery note 88123 is signed.", null, "88123"],
    ["Please invoice. Matter no: 10442.3 (Hughes).", null, "10442.3"],
    ["Please invoice for the day, and mark it for event code GALA-9.", null, "GALA-9"],
    ["Please send us the bill. Our account number with you is C-20771.", null, "C-20771"],
    ["Please invoice the boat lift. Vessel file: MB-202/7.", null, "MB-202/7"],
    ["Por favor, envíenos la factura de los carteles. Nº de expediente: 2026/EX-114.", null, "2026/EX-114"],
    ["Por favor, emita la factura del montaje. Nuestro número de obra es OB-2211.", null, "OB-2211"],
    ["Por favor, envíenos la factura e indique el centro de coste CC-4410.", null, "CC-4410"],
    ["Ruego me envíe la factura del siniestro nº 88-2231/A.", null, "88-2231/A"],
    ["Por favor facturar la OC N° 44512.", "44512", null],
    ["Por favor, envíenos la factura. Contrato de mantenimiento CM-77/26.", null, "CM-77/26"],
    ["Merci de nous envoyer la facture. Numéro de marché : 25-AO-118.", null, "25-AO-118"],
    ["Merci d'établir la facture en rappelant notre dossier D2231.", null, "D2231"],
    ["Merci de facturer la prestation, n° d'engagement 4500991122.", null, "4500991122"],
    ["Merci de nous envoyer la facture, bon de commande n° BC-2291.", "BC-2291", null],
    ["Bitte senden Sie uns die Rechnung. Kostenstelle: 88120. Danke!", null, "88120"],
    ["Bitte stellen Sie uns die Rechnung mit Angabe der Vertragsnummer V-2231-9.", null, "V-2231-9"],
    ["Bitte um Rechnung für die Montage, Bauvorhaben BV-2026-17.", null, "BV-2026-17"],
    ["Bitte Rechnung zu Auftrag A-99812 senden.", null, "A-99812"],
    ["Graag ontvangen wij een factuur. Projectcode: P26-114.", null, "P26-114"],
    ["Graag een factuur voor de reparatie met vermelding van werkbon W-3391.", null, "W-3391"],
    ["Graag een factuur. Ons inkoopnummer is 4500-221.", "4500-221", null],
    ["Graag factureren op verplichtingennummer 100224.", null, "100224"],
    ["Vi preghiamo di inviarci la fattura, commessa C26-118.", null, "C26-118"],
    ["Vi preghiamo di inviarci la fattura indicando il CUP J41B22000120006.", null, "J41B22000120006"],
    ["Vi preghiamo di emettere fattura. Rif. contratto n. 77/2026.", null, "77/2026"],
    ["Vi preghiamo di inviarci la fattura, ns. ordine n. 882 del 3/3/2026.", "882", null],
    ["Por favor enviem-nos a fatura. N.º de requisição: 2231/26.", null, "2231/26"],
    ["Por favor emitam a fatura com indicação do processo P-3391.", null, "P-3391"],
    ["Por favor enviem a nota fiscal, ordem de serviço OS-7781.", null, "OS-7781"],
    ["Va rugam sa ne trimiteti factura. Nr. contract: 114/03.02.2026.", null, "114/03.02.2026"],
    ["Va rugam sa ne trimiteti factura pentru comanda nr. CMD-2231.", "CMD-2231", null],
    ["Prosimy o wystawienie faktury do umowy nr 22/ZP/2026.", null, "22/ZP/2026"],
    ["Prosimy o fakturę, zlecenie ZL-3391.", null, "ZL-3391"],
    ["Prosimy o fakturę do zamówienia nr 7781/2026.", "7781/2026", null],
    ["Please note the PO, which must be on the invoice for the desk: BX-0619.", "BX-0619", null],
    ["Please invoice the second half. PO stays the same: 30118.", "30118", null],
    ["Please invoice jobs MX-7731 & MX-7740.", null, "MX-7731 & MX-7740"],
    ["Graag ontvangen wij een factuur. Projectnr 31-118 erop graag.", null, "31-118"],
    ["Va rugam sa ne trimiteti factura pentru reparatie (deviz 332, 1.240 lei).", null, "332"],
    ["Prosimy o fakturę do paragonu 4472.", null, "4472"],
    ["Please send the invoice. Account: KX-017.", null, "KX-017"],
    ["Hi, can you send the invoice for my order WEB-7836 please?", null, "WEB-7836"],
    ["Please send an invoice for my purchase #SHP-55120.", null, "SHP-55120"],
    ["Bonjour, pourriez-vous m'envoyer la facture de ma commande CMD-20931 ?", null, "CMD-20931"],
    ["Hola, necesito la factura de mi pedido PED-4410. Gracias", null, "PED-4410"],
    ["Please send the invoice, CHF 95.00.\nReference: order 45-2207.", null, "45-2207"],
    ["Va rog factura pentru comanda de transport nr. 4410, 780 EUR.", null, "4410"],
    ["Please raise the invoice for PRJ1615592, thanks", null, "PRJ1615592"],
    ["Please invoice the panels, 500 GBP. It is request #2093 in our system.", null, "2093"],
    ["Please send the invoice for the book, 500 EUR, and mark it \"Title 8841\".", null, "Title 8841"],
    ["Please bill us for the retainer against PO PCM-88012. Vendor ID 30417, net 45.", "PCM-88012", "30417"],
    ["Kindly arrange your tax invoice, AED 900. LPO number: OE-LPO-0561.", "OE-LPO-0561", null],
    ["Bitte Rechnung zum Auftrag Nr. 12/04/2026, 300 EUR.", null, "12/04/2026"],
    ["Please invoice us for the design work.\nReference: Project Beta, Phase 2\nThanks", null, "Project Beta, Phase 2"],
    ["Por favor facturen las fotos, 400 EUR.\nReferencia: Obra Calle Mayor\nGracias", null, "Obra Calle Mayor"],
    ["Bitte Rechnung für die Fotos, 400 EUR.\nReferenz: Messe Hannover\nDanke", null, "Messe Hannover"],
    ["Please invoice the design, 400 EUR.\nClient ref: J. Smith / 2231", null, "J. Smith / 2231"],
    ["Please invoice the design, 400 EUR. Mention \"Spring fair\" in the reference please.", null, "Spring fair"],
    ["Merci d'envoyer la facture du projet, 400 EUR, référence « Salon d'hiver ».", null, "Salon d'hiver"],
    ["Please invoice the design, 400 EUR. Use reference ANNA-SPRING.", null, "ANNA-SPRING"],
    ["Graag factureren: ontwerp, 400 EUR, o.v.v. 771204-B.", null, "771204-B"],
  ])("%s", (body, po, reference) => {
    expect(read(body)).toEqual([po, reference]);
  });

  it.each([
    "Please invoice the roof. We're at 12 File Street, Unit 4-112, LS1 4AB.",
    "Please send the invoice. Call me on 020 7946 0991 about the job.",
    "Please invoice 12 x bracket AB-2231 at 4.50 EUR.",
    "Please invoice the project, 4500 EUR.",
    "Please invoice us for the job on 12-14 May 2026.",
    "Please invoice the event of 03/04/2026, £900.",
    "Please invoice. Sort code 20-00-00, account no. 12345678 is where we pay from.",
    "Please invoice the contract for 2026, 12 x 450 EUR.",
    "Please send an invoice. Part number TX-2210, qty 3, $40 each.",
    "Please invoice the claim form printing, 2000 forms at 0.04 EUR.",
    "Please invoice booking of 2 rooms for 12 nights, case 3 of 4.",
    "Please invoice the quote: 25000 flyers, 300 EUR.",
    "Graag een factuur. KvK 12345678, postbus 2210, 7400 AE Deventer.",
    "Vi preghiamo di inviarci la fattura. Codice SDI A4707H7, offerta valida 30 giorni.",
    "Prosimy o fakturę. Umowa z 12.03.2026, tel. 600-700-800.",
    "Please invoice the store fit-out: 2 shelves, model KX-20, unit 4.",
    "Please send the invoice for job number two.",
    "Please invoice 2 poles. Our old quote 12/2025 is replaced by this.",
    "Bitte senden Sie uns die Rechnung. Aktenzeichen: 12 C 331/26",
    "Please invoice 300 EUR. We will order A-4 paper next week.",
    "Please invoice our purchase 10-120 mm tubes, 300 EUR.",
    "Please invoice 300 EUR.\nReference: see attached",
    "Please invoice 300 EUR.\nReference: Your mail of Monday",
    "Please invoice the video, 300 EUR. Please mark it \"urgent\".",
    "Please invoice the rental of box 4021. The PO is still to come, ref to follow.",
    "Please invoice the design, 400 EUR. Please put \"Thanks\" on the invoice.",
    "Please invoice per your quote of 12/04/2026, 300 EUR.",
    "Please send the invoice for BRK4410012 (3 pcs), 300 EUR.",
    "Please send the invoice.\nBilling address: Plot No. 1234, Industrial Area, Pune 411001",
    "Please invoice 500 GBP to:\nShop No. 4021, Market Road, Pune 411001",
  ])("none in: %s", (body) => {
    expect(read(body)).toEqual([null, null]);
  });

  it("the number of the offer that is taken up may stand in the subject, of two numbers the one that is asked for is taken", () => {
    expect(read("Va bene, potete inviare la fattura.", "Re: Preventivo 41 - tende")).toEqual([null, "41"]);
    expect(read("Proszę o ofertę na 120 krzeseł.", "Zapytanie ofertowe 45/2026")).toEqual([null, "45/2026"]);
    expect(read("Please invoice job 24-118. Please quote file AB/991 on the invoice.")).toEqual([null, "AB/991"]);
    expect(read("Please send your invoice.\n\nOn Mon, 9 Mar 2026, Owner wrote:\n> The work order is WO-7712.")).toEqual([null, "WO-7712"]);
  });

  it("a subject may name the order, or what is worked on", () => {
    expect(read("All approved, please invoice.", "New PO raised, ref 77120")).toEqual(["77120", null]);
    expect(read("Please send your invoice.", "Purchase order issued - number 77120")).toEqual(["77120", null]);
    expect(read("Necesito la factura a nombre de mi empresa (RFC: EMP123456ABC).", "Factura para la orden ORD-001")).toEqual([null, "ORD-001"]);
    expect(read("Please invoice the work on BRW-2201 that we agreed.", "BRW-2201: signage")).toEqual([null, "BRW-2201"]);
    expect(read("Please invoice 5 KX-40 at 30 EUR each.", "KX-40 - price")).toEqual([null, null]);
    expect(read("Akceptujemy ofertę, prosimy o fakturę.", "Re: Oferta nr 15/03/2026 – okna")).toEqual([null, "15/03/2026"]);
  });

  it("an amount beside the name of a tax is no tax number", () => {
    expect(read("Va rugam sa ne trimiteti factura. Valoare fara TVA 125.000,00 lei, comanda nr. 2231.")).toEqual(["2231", null]);
    expect(read("Please invoice us R2 850 plus VAT, R18 802,50 in all. Our VAT no is 4820199371.")[1]).toMatch(/4820199371$/);
  });
});
