/**
 * Owns: proof that counts keep the price of one where it is said so, and that what only looks like a count or a price is asked about - the price of so many, an address, half a table (PRODUCT M2, K6).
 * Never: which wishes there are.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

const numbersOf = (body: string): (string | null)[][] => read("hello", body).lines.map(({ quantity, unit_price, amount }) => [quantity, unit_price, amount]);

describe("M2 the price of one", () => {
  it.each([
    ["pl, net, in a list", "Proszę o fakturę za:\n- 4 seanse po 1 200 zł netto\n- kubki: 6 kompletów po 30 zł netto", [["4", "1200", "4800"], ["6", "30", "180"]]],
    ["pt, in a list", "Pode emitir a nota fiscal:\n- 4 shows a R$ 1.200,00\n- 6 kits a R$ 30,00", [["4", "1200.00", "4800"], ["6", "30.00", "180"]]],
    ["es, the sign and the code", "Favor de facturar:\n4 visitas de $1,200.00 MXN c/u\n6 juegos de $30.00 MXN c/u", [["4", "1200.00", "4800"], ["6", "30.00", "180"]]],
    ["en, the sign and the code", "Please invoice 4 visits at $1,200.00 CAD each and 6 kits at $30.00 CAD each.", [["4", "1200.00", "4800"], ["6", "30.00", "180"]]],
    ["ro, joined with de", "Vă rog factura: 4 ședințe la 1.200 de lei fiecare, plus 6 ore de montaj a câte 30 de lei ora.", [["4", "1200", "4800"], ["6", "30", "180"]]],
    ["fr, counted", "Peux-tu m'envoyer la facture ? J'ai compté 4 visites à 120 € et 6 tontes à 30 €.", [["4", "120", "480"], ["6", "30", "180"]]],
    ["es, counted", "¿Me mandas la factura? He contado 4 visitas a 120 € y 6 podas a 30 €.", [["4", "120", "480"], ["6", "30", "180"]]],
    ["it, counted", "Mi mandi la fattura? Ho contato 4 visite a 120 € e 6 tagli a 30 €.", [["4", "120", "480"], ["6", "30", "180"]]],
  ])("%s", (_, body, wanted) => {
    expect(numbersOf(body)).toEqual(wanted);
  });

  it.each([
    ["en", "Please invoice transport Hull-Leeds, 2 runs (Mon and Wed) x 700 GBP and packing 90 GBP."],
    ["ro", "va rog emiteti factura pt transport Arad-Deva, 2 curse (luni si joi) x 700 lei si ambalare 90 lei."],
    ["de", "Bitte Rechnung für Transport Kiel-Lübeck, 2 Fahrten (Mo und Do) x 700 EUR und Verpackung 90 EUR."],
    ["es", "Hazme la factura por transporte Lugo-Vigo, 2 viajes (lunes y jueves) x 700 EUR y embalaje 90 EUR."],
    ["pl", "Proszę o fakturę za transport Radom-Kielce, 2 kursy (pon i czw) x 700 zł i pakowanie 90 zł."],
  ])("what stands behind a sign of times is never the price of all, %s", (_, body) => {
    const [first] = read("hello", body).lines;
    expect(first).toMatchObject({ unit_price: "700" });
    expect([["2", "1400"], [null, null]]).toContainEqual([first?.quantity, first?.amount]);
  });

  it.each([
    ["pt", "Peço que emitam a fatura:\nCorte de relva, 3 vezes, 45 € de cada vez\nRega 70 €"],
    ["es", "Pido que me hagan la factura:\nCorte de césped, 3 veces, 45 € cada vez\nRiego 70 €"],
    ["de", "Bitte Rechnung:\nRasen mähen, 3 mal, 45 € pro Mal\nBewässerung 70 €"],
    ["nl", "Graag een factuur voor:\nGras maaien, 3 keer, 45 € per keer\nSproeien 70 €"],
    ["fr", "Merci de facturer :\nTonte, 3 fois, 45 € la fois\nArrosage 70 €"],
    ["en", "Please invoice:\nMowing, 3 times, 45 EUR each time\nWatering 70 EUR"],
  ])("each time, %s", (_, body) => {
    const [first, second] = read("hello", body).lines;
    expect(first).toMatchObject({ quantity: "3", unit_price: "45", amount: "135" });
    expect(first?.description).not.toMatch(/,/);
    expect(second).toMatchObject({ amount: "70" });
  });
});

describe("K6 the price of so many is no price of one", () => {
  it.each([
    ["de", "Bitte Rechnung:\n2.500 Karten, 100 Stück zu 4,80 €\n1 Satz Platten 85,- €"],
    ["de, in a sentence", "Bitte Rechnung für 3.000 Flyer, 1.000 Stück zu 45 €."],
    ["en", "Please invoice 3000 leaflets, 1000 pcs at 45 EUR, and 1 proof at 20 EUR."],
    ["nl", "Graag een factuur voor 2500 stickers, 100 stuks voor 4,80 euro."],
    ["pl", "Proszę o fakturę za 2500 naklejek, 100 sztuk po 4,80 zł."],
    ["ro", "Vă rog factura pentru 2500 etichete, 100 buc la 4,80 lei."],
    ["it", "Vi prego di fatturare 2500 etichette, 100 pezzi a 4,80 €."],
    ["es", "Hazme la factura de 2500 etiquetas, 100 unidades a 4,80 €."],
  ])("%s", (_, body) => {
    const { action, lines } = read("hello", body);
    expect(action).toBe("clarify");
    expect(lines.some(({ quantity, amount }) => amount !== null && ["100", "1000"].includes(quantity ?? ""))).toBe(false);
  });
});

describe("M2 a table that came apart into lines", () => {
  it.each([
    ["es", "Os paso el resumen para la factura:\n\nConcepto\nCant.\nPrecio\nImporte\nColcha\n12\n4,50 €\n54,00 €\nFunda\n30\n2,00 €\n60,00 €\nBase imponible\n114,00 €\n\n+ 21 % IVA."],
    ["de", "Bitte stellen Sie uns die Rechnung:\n\nBeschreibung\n\nMenge\n\nEinzelpreis\n\nBetrag\n\nTischdecke\n\n12\n\n4,50 €\n\n54,00 €\n\nLäufer\n\n30\n\n2,00 €\n\n60,00 €\n\nGesamt\n\n114,00 €\n\nDanke"],
    ["en, bare", "Please invoice:\nDescription\nQty\nUnit price\nAmount\nTablecloth\n12\n4.50\n54.00\nRunner\n30\n2.00\n60.00\nTotal\n114.00 EUR"],
    ["fr", "Merci d'émettre la facture :\nDésignation\nQuantité\nPrix unitaire\nMontant\nNappe\n12\n4,50 €\n54,00 €\nChemin\n30\n2,00 €\n60,00 €"],
    ["pl", "Proszę o fakturę:\nNazwa\nIlość\nCena\nWartość\nObrus\n12\n4,50 zł\n54,00 zł\nBieżnik\n30\n2,00 zł\n60,00 zł"],
    ["nl", "Graag een factuur:\nOmschrijving\nAantal\nPrijs\nBedrag\nTafelkleed\n12\n4,50 €\n54,00 €\nLoper\n30\n2,00 €\n60,00 €\nTotaal\n114,00 €"],
    ["it", "Vi chiedo la fattura:\nDescrizione\nQuantità\nPrezzo\nImporto\nTovaglia\n12\n4,50 €\n54,00 €\nRunner\n30\n2,00 €\n60,00 €"],
    ["ro", "Vă rog emiteți factura:\nDenumire\nCantitate\nPreț unitar\nValoare\nFață de masă\n12\n4,50 lei\n54,00 lei\nNapron\n30\n2,00 lei\n60,00 lei"],
    ["pt", "Peço a fatura:\nDescrição\nQuantidade\nPreço\nValor\nToalha\n12\n4,50 €\n54,00 €\nCaminho\n30\n2,00 €\n60,00 €\nTotal\n114,00 €"],
  ])("%s", (_, body) => {
    expect(numbersOf(body)).toEqual([["12", "4.50", "54.00"], ["30", "2.00", "60.00"]]);
  });

  it("is not read where a row has a cell less", () => {
    expect(read("hello", "Please invoice:\nDescription\nQty\nUnit price\nTablecloth\n12\n4.50\nRunner\n2.00").action).toBe("clarify");
  });
});

describe("M2 who is billed counts nothing", () => {
  it.each([
    ["fr", "Merci d'envoyer la facture :\n\n- cachet : 120 €\n\nLes repas étaient pour nous. À l'ordre de SARL Les 4 Vents, 12 quai Alsace, 29200 Brest."],
    ["it", "Mandami la fattura per 3 ore a 40 euro. Intestala a Bar 5 Lune snc, via Po 12, 10100 Torino."],
    ["nl", "Stuur de factuur voor 3 uur à 40 euro. Op naam van Studio 7, Kade 12, 3512 PG Utrecht."],
    ["pt", "Mande a fatura: 3 horas a 40 euros. Em nome de Loja 9 Lda, Rua do Poço 33, 7570 Grândola."],
    ["de", "Bitte Rechnung für 3 Stunden zu 40 Euro. Auf die Firma Haus 24 GmbH, Ring 12, 80331 München."],
    ["pl", "Proszę o fakturę za 3 godziny po 40 zł. Na firmę Dom 24 sp. z o.o., ul. Długa 12, 00-238 Warszawa."],
    ["ro", "Vă rog factura pentru 3 ore la 40 lei. Pe firma Casa 9 SRL, str. Lungă 12, Cluj."],
    ["es", "Hazme la factura de 3 horas a 40 euros. A nombre de Bar 5 Lunas SL, calle Mayor 12, 28013 Madrid."],
  ])("%s", (_, body) => {
    expect(read("hello", body).lines.map(({ amount }) => amount)).toEqual(["120"]);
  });
});

describe("M2 names without what is only told", () => {
  it("a tale in brackets, and when it was", () => {
    const [first] = read("hola", "¿Me haces la factura? En mayo fueron ocho clases (la del martes no vino porque estaba de viaje) a 20 euros.").lines;
    expect(first).toMatchObject({ description: "clases", quantity: "8", amount: "160" });
  });

  it("what is said of another one", () => {
    const [first] = read("ciao", "Mi mandi la fattura per i loghi? Erano 5 a 80 euro l'uno, il sesto non ci serve e lo lasciamo lì.").lines;
    expect(first?.description).toMatch(/loghi$/);
    expect(first?.amount).toBe("400");
  });

  it("the verb of the wish is no name", () => {
    const { lines } = read("Hallo", "Sie können jetzt die Abschlagsrechnung über 3.800 Euro schicken, die Fliesen sind drin.");
    expect(lines.map(({ description }) => description)).not.toContain("schicken");
  });
});

describe("M1 what stands below", () => {
  it("is what is asked for, or the bill itself", () => {
    expect(read("Fw: poster", "Graag een factuur voor de poster, zie hieronder.").kind).toBe("invoice_request");
    expect(read("mei", "Hieronder vindt u de factuur van mei.").kind).toBe("vendor_invoice_received");
  });
});
