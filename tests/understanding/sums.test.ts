/**
 * Owns: proof that net and gross, old and new prices, and what is to be billed later are told apart (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: OWNER, subject: "Hello", date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });

describe("M2 sums", () => {
  it.each<[string, number, number]>([
    ["Please invoice the works. Net 1,200.00, VAT 240.00, gross 1,440.00 GBP.", 1200, 1440],
    ["Bitte Rechnung für die Montage: 1.200,00 € netto, 1.428,00 € brutto.", 1200, 1428],
    ["Prosimy o fakturę za montaż: 1200 zł netto, 1476 zł brutto.", 1200, 1476],
  ])("net and gross: %s", (body, net, gross) => {
    const { action, lines, total, due_date } = read(body);
    expect([action, lines.map(({ amount }) => Number(amount)), Number(total), due_date]).toEqual(["draft", [net], gross, null]);
  });

  it("a net amount above its tax is no number of days", () => {
    const { lines, total, terms, due_date } = read("Please invoice the works:\nLabour 800.00\nMaterials 400.00\nNet 1,200.00\nVAT 20% 240.00\nTotal 1,440.00 GBP");
    expect([lines.map(({ amount }) => Number(amount)), Number(total), terms, due_date]).toEqual([[800, 400], 1440, null, null]);
    expect(read("Please invoice the hosting. Net 90 EUR.").terms).toBeNull();
    expect(read("Please invoice the hosting, 90 EUR. Net 30.").due_date).toBe("2026-04-09");
  });

  it.each<[string, number]>([
    ["Please invoice the website, original price 2,000 EUR, now 1,800 EUR as agreed.", 1800],
    ["Please invoice the website at 1,800 EUR instead of 2,000 EUR.", 1800],
    ["Bitte Rechnung für die Website, 1.800 EUR statt 2.000 EUR.", 1800],
    ["Please invoice phase 1 (1,800 EUR). Phase 2 (3,000 EUR) follows in June.", 1800],
    ["Bitte Rechnung für Phase 1 (1.800 EUR). Phase 2 (3.000 EUR) folgt im Juni.", 1800],
    ["Please invoice phase 1 (1,800 EUR). Phase 2 (3,000 EUR) will be invoiced in June.", 1800],
  ])("what no longer holds, or not yet, is not billed, and somebody is asked: %s", (body, amount) => {
    const { action, lines } = read(body);
    expect([action, lines.map((line) => Number(line.amount))]).toEqual(["clarify", [amount]]);
  });

  it.each([
    "Please invoice the works, 1,200 EUR net, 2,428 EUR gross.",
    "Please invoice the works, 1,200 EUR. Total 1,428 EUR.",
    "Please invoice the website. It was 2,000 EUR, now 1,800 EUR.",
  ])("is asked for: %s", (body) => {
    expect(read(body).action).toBe("clarify");
  });

  it.each<[string, number[], number | null]>([
    ["Please invoice 3 tables at £420 and 2 chairs at £85, so £1,430 in total before VAT.", [1260, 170], 1430],
    ["Please invoice 3 tables at £420 and 2 chairs at £85, £1,430 altogether without VAT.", [1260, 170], 1430],
    ["Merci de facturer 3 tables à 420 € et 2 chaises à 85 €, soit 1 430 € au total hors TVA.", [1260, 170], 1430],
    ["Graag een factuur voor 3 tafels à 420 euro en 2 stoelen à 85 euro, 1.430 euro in totaal zonder btw.", [1260, 170], 1430],
    ["Please invoice: 14 lamps at $25 ($350) + shipping $20 + 8% tax = $399.60", [350, 20], 399.6],
    ["Please invoice 14 lamps at $25 = $350, plus $20 shipping, plus 8% sales tax = $399.60 total.", [350, 20], 399.6],
  ])("what all comes to is no thing of its own: %s", (body, amounts, all) => {
    const { action, lines, total } = read(body);
    expect([action, lines.map(({ amount }) => Number(amount)), Number(total)]).toEqual(["draft", amounts, all]);
  });

  it.each([
    "Please send the invoice: 3 oak tables at £420 and 12 chairs at £85, less the 10% trade discount, so £2,052 in total before VAT.",
    "Please bill 12 sessions at 60 EUR each. We agreed a 10% reduction for booking in bulk.",
    "Bitte 12 Stunden zu je 60 EUR in Rechnung stellen. Vereinbart waren 10 % Nachlass.",
    "Merci de facturer 12 séances à 60 EUR. Nous avions convenu d'un rabais de 10 %.",
    "Por favor, facture 12 sesiones a 60 EUR cada una. Quedamos en una rebaja del 10 %.",
    "Si prega di fatturare 12 lezioni a 60 EUR l'una, con un ribasso del 10 % come concordato.",
    "Graag 12 lessen à 60 euro factureren, met 10% korting zoals afgesproken.",
    "Please invoice us for 3 nights (£110 per night, breakfast included) for 2 rooms.",
  ])("what makes it less, or more, is asked: %s", (body) => {
    expect(read(body)).toMatchObject({ kind: "invoice_request", action: "clarify" });
  });

  it("what follows may be anything else", () => {
    expect(read("Please invoice 3 chairs at 40 EUR each. The address follows later.")).toMatchObject({ action: "draft", lines: [{ quantity: "3" }] });
    expect(read("Please invoice as follows: 3 chairs at 40 EUR each.")).toMatchObject({ action: "draft", lines: [{ quantity: "3" }] });
  });

  it.each<[string, number[]]>([
    ["Please send the invoice without VAT for 3 tables at 420 EUR.", [1260]],
    ["Bitte senden Sie uns die Rechnung ohne Mehrwertsteuer für 3 Tische zu je 420 €.", [1260]],
    ["Merci de nous facturer sans TVA (autoliquidation) : 3 tables à 420 €.", [1260]],
    ["Graag een factuur zonder btw voor 3 tafels à 420 euro.", [1260]],
    ["Proszę o fakturę bez VAT za 3 stoły po 420 zł.", [1260]],
  ])("what is to be billed without tax is to be billed: %s", (body, amounts) => {
    const { kind, action, lines } = read(body);
    expect([kind, action, lines.map(({ amount }) => Number(amount))]).toEqual(["invoice_request", "draft", amounts]);
  });

  it.each<[string, number]>([
    ["Please invoice the 4 delegate places (£295 + VAT each).", 1180],
    ["Please invoice 4 delegate places at £295 plus VAT each.", 1180],
    ["Please invoice 4 delegate places, £295 (ex VAT) per person.", 1180],
    ["Bitte 4 Seminarplätze (295 € zzgl. MwSt. pro Person) in Rechnung stellen.", 1180],
    ["Merci de facturer 4 places (295 € hors TVA chacune).", 1180],
    ["Por favor facture 4 plazas (295 € más IVA cada una).", 1180],
  ])("a price is for one, whatever is said of its tax: %s", (body, amount) => {
    const { action, lines } = read(body);
    expect([action, lines.map(({ quantity, unit_price, amount: all }) => [quantity, unit_price, Number(all)])]).toEqual(["draft", [["4", "295", amount]]]);
  });

  it("in brackets it may be for one or for all, with its tax as without", () => {
    for (const price of ["£295", "£295 + VAT"]) expect(read(`Please invoice 4 delegate places (${price}).`).action, price).toBe("clarify");
  });

  it("of a price that was agreed only the stage is billed that is asked for", () => {
    expect(read("We go ahead with option B at £3,450. Could you send the invoice for the first stage payment of £1,150?")).toMatchObject({ action: "draft", total: "1150", lines: [{ amount: "1150" }] });
    expect(read("The contract price is £12,000. Please invoice the interim payment of £4,000 now.")).toMatchObject({ action: "draft", total: "4000", lines: [{ amount: "4000" }] });
  });

  it("a rate is what one hour costs", () => {
    for (const said of ["37.5 hours, rate $80", "37.5 hours; my rate is $80", "37.5 hours (rate $80)"]) expect(read(`Please invoice ${said}.`), said).toMatchObject({ action: "draft", lines: [{ quantity: "37.5", unit_price: "80", amount: "3000" }] });
    expect(read("Please invoice the survey, flat rate $80.")).toMatchObject({ action: "draft", lines: [{ quantity: null, amount: "80" }] });
  });

  it.each<[string, number[]]>([
    ["Please invoice the repair (labour 3.5 h x 62 EUR, parts 148.90 EUR, travel 25 EUR).", [217, 148.9, 25]],
    ["Schickt uns bitte die Rechnung für die Reparatur (Arbeitszeit 3,5 h x 62 €, Ersatzteile 148,90 €, Anfahrt 25 €).", [217, 148.9, 25]],
    ["Merci de m'envoyer la facture pour la commande 10482 (2 lampes à 89 €, frais de port 7,90 €).", [178, 7.9]],
  ])("what stands in brackets is read thing by thing: %s", (body, amounts) => {
    const { action, lines } = read(body);
    expect([action, lines.map(({ amount }) => Number(amount))]).toEqual(["draft", amounts]);
  });

  it("but what an amount before them is made of is not billed again", () => {
    const { lines } = read("Please invoice the repair, 390.90 EUR (labour 217 EUR, parts 148.90 EUR, travel 25 EUR).");
    expect(lines.map(({ amount }) => Number(amount)).reduce((all, one) => all + one, 0)).toBeLessThan(391);
    expect(read("Please invoice the repair (200 EUR + 40 EUR VAT).").lines.map(({ amount }) => Number(amount))).not.toContain(40);
  });

  it("days from one to another are no amounts", () => {
    expect(read("Bitte die Rechnung für den Messestand, 3.900 €. Leistungszeitraum 10.-12.11.")).toMatchObject({ action: "draft", lines: [{ amount: "3900" }] });
  });

  it("counts in words behind a comma are counts", () => {
    for (const body of ["Please invoice the survey, two days at 400 EUR.", "Please invoice the survey - two days at €400.", "Bitte die Montage, zwei Tage zu 400 EUR, in Rechnung stellen."]) expect(read(body), body).toMatchObject({ action: "draft", lines: [{ quantity: "2", unit_price: "400", amount: "800" }] });
  });

  it("the day on which something began counts nothing", () => {
    for (const [body, lines] of [["Please invoice the hire of 3 vans from 4 to 8 May at £65 each.", [{ quantity: "3" }]], ["Necesito la factura de mi estadía del 28 al 30 de octubre, 180 EUR.", [{ quantity: null, amount: "180" }]]] as const) expect(read(body), body).toMatchObject({ action: "draft", lines });
  });

  it("millions are millions where they can be nothing else, and of a share of them somebody is asked", () => {
    expect(read("Please invoice $2M for the works.")).toMatchObject({ lines: [{ amount: "2000000" }] });
    expect(read("Please invoice £1.5m as agreed.")).toMatchObject({ action: "clarify", total: null });
    expect(read("Please invoice our share for the $2M tower. It is 4%.")).toMatchObject({ action: "clarify" });
  });

  it("what a total is made of is billed line by line where it comes to that", () => {
    expect(read("Please invoice the garden works. It came to a total of £975 - 15 hours at £65.")).toMatchObject({ action: "draft", total: "975", lines: [{ quantity: "15", unit_price: "65", amount: "975" }] });
    expect(read("Please invoice the garden works. It came to a total of £900 - 15 hours at £65.").action).toBe("clarify");
  });

  it.each(["Necesito la factura de mi estadía, 180 EUR.", "Per favore la fattura del mio soggiorno, 180 EUR.", "Preciso da fatura da minha estadia, 180 EUR."])("what is ours is named: %s", (body) => {
    const { action, lines } = read(body);
    expect([action, lines.map(({ amount }) => amount), lines[0]?.description]).toEqual(["draft", ["180"], expect.stringMatching(/estad|soggiorno/)]);
  });

  it("an order in running text is what its invoice bills", () => {
    const { action, lines } = read("We would like 24 soap dishes and 6 brass hooks. Can you invoice us for them?");
    expect([action, lines.map(({ quantity, description }) => [quantity, description])]).toEqual(["clarify", [["24", "soap dishes"], ["6", "brass hooks"]]]);
  });

  it.each(["Two visits never happened. Please credit us £64 on the next invoice.", "Could you please issue a credit of 40 EUR for the damaged box on the next invoice?", "Bitte erstellen Sie eine Gutschrift über 60 € zur Rechnung für die Leuchten.", "Merci de nous faire un avoir de 60 € sur la facture des lampes."])(
    "who wants money back wants no invoice: %s",
    (body) => {
      expect(read(body)).toMatchObject({ kind: "other", action: "note" });
    },
  );
});
