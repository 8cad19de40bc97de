/**
 * Owns: proof that of a deposit, an instalment or a balance only what it comes to is invoiced, and that nothing is worked out or left out for it (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string, subject = "Re: Quote 2231"): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: OWNER, subject, date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });
const below = (offer: string): string => `\n\nAnna\n\nOn Mon, 9 Mar 2026 at 10:00, Tom <${OWNER}> wrote:\n> ${offer}\n> Tom`;

describe("M2 a part of the sum", () => {
  it.each<[string, string, number]>([
    ["deposit invoice with its share", `We accept your quote. Could you send us the deposit invoice of 25% (i.e. £600)?${below("Hi Anna, our quote: 12 shelves x £200 = £2,400.")}`, 600],
    ["German", `Wir nehmen das Angebot an. Bitte schicken Sie uns die Abschlagsrechnung über 30 % (= 1.200 €).${below("Hier das Angebot: 40 Paneele x 100 € = 4.000 €.")}`, 1200],
    ["Spanish", `Aceptamos el presupuesto. Envíenos por favor la factura del anticipo del 40 % (es decir, 520 €).${below("Presupuesto: 2 toldos x 650 € = 1.300 €.")}`, 520],
    ["French", `On valide le devis. Merci d'envoyer la facture d'acompte de 20 %, soit 310 €.${below("Le devis : 5 volets x 310 € = 1 550 €.")}`, 310],
    ["Italian", "Va bene il preventivo per le 20 sedie a 90 € l'una. Ci mandi la fattura d'acconto di 500 €. Il saldo alla consegna.", 500],
    ["Dutch", "Akkoord met de 8 ramen à € 350. Graag de factuur voor de aanbetaling van € 900, de rest na plaatsing.", 900],
    ["Portuguese", "Aceitamos o orçamento. Agradecemos a fatura do sinal de 40 %, ou seja 800 €.", 800],
    ["Romanian", "Acceptăm oferta. Vă rugăm să emiteți factura de avans de 50% (adică 1.500 lei) pentru montaj.", 1500],
    ["Polish", "Akceptujemy ofertę. Proszę o proformę na zaliczkę 2 000 zł brutto, resztę po montażu.", 2000],
    ["an instalment of a schedule", "As agreed 20% on signing, 50% on the first draft and 30% at the end, of 6,000 EUR altogether. Please invoice the second instalment, 3,000 EUR.", 3000],
    ["the whole told beside it", "We booked you at 1,500 EUR for the day. Please send me the invoice for the second half, 750 EUR.", 750],
    ["the whole in brackets", "Va bene. Ci serve la fattura per il saldo di 740 euro (totale 1.480 euro).", 740],
    ["what is left, stated above", "The kitchen looks great.\n\nTotal as per your quote: 8,400.00 EUR\nPaid in advance: 3,000.00 EUR\nBalance: 5,400.00 EUR\n\nPlease send us the final invoice for the balance.", 5400],
    ["what is left, of what was counted", "Die Montage ist fertig. Bitte die Schlussrechnung über den Restbetrag von 2.300 €. Insgesamt waren es 20 Türen zu je 165 €, die Anzahlung von 1.000 € ist bezahlt.", 2300],
  ])("is billed alone: %s", (_, body, amount) => {
    const { action, lines, total } = read(body);
    expect([action, lines.length, Number(lines[0]?.amount), Number(total)]).toEqual(["draft", 1, amount, amount]);
  });

  it.each<[string, string, (number | null)[]]>([
    ["two things in one sentence", "Please invoice the deposit of 500 EUR and the first month, 900 EUR.", [500, 900]],
    ["a second wish", "Please invoice the deposit of 500 EUR. And please bill us for the 4 chairs at 90 EUR each.", [500, 360]],
    ["a deposit beside what is hired", "Please send an invoice for the hall hire, 900 EUR, and the security deposit of 300 EUR.", [900, 300]],
    ["a list that adds up to the balance", "Please send the invoice for the balance:\n- 4 chairs, 400 EUR\n- 2 tables, 500 EUR\nBalance: 900 EUR", [400, 500]],
  ])("leaves nothing out: %s", (_, body, amounts) => {
    expect(read(body).lines.map(({ amount }) => (amount === null ? null : Number(amount)))).toEqual(amounts);
  });

  it.each([
    ["only a share", `Quote accepted. Please send the invoice for the 30% deposit.${below("Our quote: 12 shelves x £200 = £2,400.")}`],
    ["only a share, in French", `Nous acceptons le devis. Merci de nous envoyer la facture d'acompte de 30 %.${below("Devis : 4 portes x 500 € = 2 000 €.")}`],
    ["a share of a sum", "Please send the deposit invoice, 40% of 12,500 USD."],
    ["a share of a total", "Please invoice 50% deposit on quote Q-118 (total £2,400)."],
    ["a deposit that was paid", "We have paid the deposit of 500 EUR. Please send the invoice for the 12 chairs at 100 EUR each."],
    ["half of a sum", "We pay 50% now and 50% on delivery, please invoice the first half of 300 EUR."],
    ["a half of what is named", "Please invoice the first half of 300 EUR."],
    ["no exact amount", "Please send the deposit invoice, around 500 EUR."],
    ["an amount that the offer does not know", `We accept. Invoice please, with 414 € to be paid now.${below("Our quote: 4 labels x 345 € = 1,380 €.")}`],
  ])("is asked for: %s", (_, body) => {
    const { action, missing } = read(body);
    expect([action, missing.length > 0]).toEqual(["clarify", true]);
  });

  it.each([
    "My invoice for printing your 500 posters (€310) will come separately. Please send an invoice for the €450 we agreed for the logo.",
    "Unsere Rechnung über 310 EUR für die 500 Plakate kommt getrennt. Bitte schicken Sie uns die Rechnung über die vereinbarten 450 EUR für das Logo.",
    "La nostra fattura per i manifesti (310 EUR) seguirà. Mandateci la fattura per il logo, 450 EUR.",
  ])("what the sender bills himself is not ours to bill: %s", (body) => {
    const { action, lines, total } = read(body, "Logo");
    expect([action, lines.map(({ amount }) => Number(amount)), Number(total)]).toEqual(["clarify", [450], 450]);
  });
});
