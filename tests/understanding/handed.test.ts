/**
 * Owns: proof that a count in words makes the price behind it one for each, and that money which changed hands before is neither a thing nor a sum, in nine languages (PRODUCT M2, M4).
 * Never: references; those are in given.test.ts.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

describe("M2 a count in words and its price", () => {
  it.each([
    ["de, behind the wish", "Rechnung bitte: es waren drei Tage zu 160 Euro."],
    ["de", "Bitte Rechnung. Es waren drei Tage zu 160 Euro."],
    ["es, behind the wish", "Me haces la factura: fueron tres días a 160 euros."],
    ["es", "Hazme la factura. Fueron tres días a 160 euros."],
    ["nl, behind the wish", "Stuur de factuur: het waren drie dagen aan 160 euro."],
    ["nl", "Maak de factuur maar. Het waren drie dagen à 160 euro."],
    ["pt, behind the wish", "Mande a fatura: foram três dias a 160 euros."],
    ["pt", "Mande-me a fatura. Foram três dias a 160 euros."],
    ["ro", "Fă-mi te rog factura: au fost trei zile la 160 lei."],
    ["pl", "Proszę o fakturę: były trzy dni po 160 zł."],
    ["it", "Mi mandi la fattura? Erano tre giornate a 160 euro."],
    ["it, behind the wish", "Mi mandi la fattura: erano tre giornate a 160 euro."],
    ["fr", "Fais-moi la facture. C'était trois jours à 160 euros."],
    ["en", "Please invoice: it was three days at 160 euros."],
  ])("%s", (_, body) => {
    const { lines, total } = read("hello", body);
    expect(lines.map(({ quantity, unit_price, amount }) => [quantity, unit_price, amount])).toEqual([["3", "160", "480"]]);
    expect(["480", null]).toContain(total);
    expect(lines[0]?.description).toMatch(/^(?:Tage|días|dagen|dias|zile|dni|giornate|jours|days)$/);
  });

  it.each([
    ["de", "Bitte Rechnung für zwei Stühle zu 90 Euro und einen Tisch zu 300 Euro."],
    ["fr", "Merci de facturer deux chaises à 90 € et une table à 300 €."],
    ["it", "Mi mandi la fattura per due sedie a 90 euro e un tavolo a 300 euro."],
    ["nl", "Graag factuur voor twee stoelen à 90 euro en een tafel van 300 euro."],
    ["pt", "Mande a fatura de duas cadeiras a 90 euros e uma mesa a 300 euros."],
    ["pl", "Proszę o fakturę za dwa krzesła po 90 zł i stół za 300 zł."],
  ])("beside one thing, %s", (_, body) => {
    expect(read("hello", body).lines.map(({ amount }) => amount)).toEqual(["180", "300"]);
  });

  it.each(["two", "2"])("in words as in digits: %s", (count) => {
    const { lines, action } = read("hello", `Please could we have the invoice for 2025/26 membership, £75, and the ${count} guest tickets at £12.50.`);
    expect([action, ...lines.map(({ quantity, unit_price, amount }) => [quantity, unit_price, amount])]).toEqual(["draft", [null, null, "75"], ["2", "12.50", "25"]]);
  });

  it("a price with its tax is no sum where it is for one", () => {
    const { total, lines } = read("Faktura", "poproszę fakturę za 4 wyjazdy po 150 zł brutto i 2 h czekania po 40 zł");
    expect(lines.map(({ amount }) => amount)).toEqual(["600", "80"]);
    expect(total).toBe(null);
  });

  it.each([
    ["pt", "Vimos solicitar o envio da fatura:\n\nServiço            Dias   Valor/dia    Valor\nMontagem             2     920,00 €    1.840,00 €\nTécnico              3     310,00 €      930,00 €"],
    ["es", "Rogamos emitan la factura:\n\nServicio           Días   Importe/día   Importe\nMontaje              2     920,00 €    1.840,00 €\nTécnico              3     310,00 €      930,00 €"],
    ["de", "Bitte Rechnung:\n\nLeistung           Tage   Betrag/Tag    Betrag\nMontage              2     920,00 €    1.840,00 €\nTechnik              3     310,00 €      930,00 €"],
  ])("a column of amounts for each day, %s", (_, body) => {
    expect(read("hello", body).lines.map(({ quantity, unit_price, amount }) => [quantity, unit_price, amount])).toEqual([["2", "920.00", "1840.00"], ["3", "310.00", "930.00"]]);
  });

  it("how many times stands in brackets", () => {
    const [line] = read("Nota", "Favor emitir a nota fiscal:\n• 12 visitas x R$ 100,00 = R$ 1.200,00\n• Pintura do muro (1x) = R$ 700,00\nTotal: R$ 1.900,00").lines.slice(1);
    expect(line).toMatchObject({ description: "Pintura do muro", quantity: "1", unit_price: "700.00", amount: "700.00" });
  });
});

describe("M4 money that changed hands before", () => {
  it.each([
    ["it", "Mi fai la fattura? Erano 3 ore a 40 euro. Ti avevo già dato 100 euro in mano."],
    ["de", "Bitte Rechnung für 3 Stunden à 40 Euro. 100 Euro hab ich dir schon bar gegeben."],
    ["fr", "Merci de facturer 3 heures à 40 €. Je t'avais déjà donné 100 euros en liquide."],
    ["fr, a part ahead", "Merci de facturer 3 heures à 40 €. On avait versé 100 € d'acompte."],
    ["es", "Hazme la factura: 3 horas a 40 euros. Ya te di 100 euros en mano."],
    ["nl", "Stuur de factuur: 3 uren à 40 euro. Ik had je al 100 euro contant gegeven."],
    ["pl", "Proszę o fakturę: 3 godziny po 40 zł. Dałem już panu 100 zł zaliczki."],
    ["pt", "Mande a fatura: 3 horas a 40 euros. Já te dei 100 euros em mão."],
    ["ro", "Fă-mi te rog factura: 3 ore la 40 lei. Ți-am dat deja 100 lei în mână."],
    ["en", "Send me the invoice: 3 hours at 40 euros each. I already gave you 100 euros cash."],
  ])("%s", (_, body) => {
    const draft = read("hello", body);
    expect(draft.action).toBe("clarify");
    expect(draft.lines.map(({ amount }) => amount)).toEqual(["120"]);
  });
});
