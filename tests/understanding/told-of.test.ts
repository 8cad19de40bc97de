/**
 * Owns: proof that in a wish for a price a number that only tells of a thing is never taken for how many are wanted (PRODUCT M2).
 * Never: what running text counts; that is proven in wished.test.ts.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

/** The counts that were read from a wish for a price. */
function countsIn(body: string): string[] {
  const { kind, lines } = read("Request", body);
  expect(kind).toBe("quote_request");
  return lines.flatMap(({ quantity }) => quantity ?? []);
}

describe("M2 a number that tells of one thing is withheld", () => {
  it.each([
    "Could you quote for painting a hall with 24 windows and a warehouse of 1,200 m2?",
    "We need a quote for a marquee for 150 people with a dance floor of 36 m2.",
    "Please quote for a new website, about 12 pages, with a blog.",
    "Please quote for a scaffold 8 m working height and a ladder lift.",
    "Guten Tag, wir bitten um ein Angebot für ein Zelt für 80 Personen.",
    "Bitte Angebot: Hebebühne 12 m Arbeitshöhe.",
    "Merci de nous faire un devis pour le nettoyage d'un immeuble de 14 logements.",
    "Bonjour, merci d'un devis pour la peinture d'un couloir de 35 m2.",
    "Bonjour, nous souhaitons un devis pour le balisage d'un parking de 75 places.",
    "Guten Tag, bitte um ein Angebot für die Reinigung einer Wohnung von 95 m2.",
    "Hola, quisiera presupuesto para limpiar un garaje de 45 plazas.",
    "Richiesta preventivo per un appartamento di 90 mq con 2 bagni.",
    "Goedendag, graag een offerte voor een kantoor van 240 m2 met 15 werkplekken.",
    "Olá, gostaria de um orçamento para um prédio de 18 apartamentos.",
    "Bună ziua, doresc o ofertă pentru o parcare de 80 de locuri.",
    "Dzień dobry, proszę o wycenę malowania parkingu na 90 miejsc.",
  ])("%s", (body) => { expect(countsIn(body)).toEqual([]); });
});

describe("M2 beside it what is wanted is counted", () => {
  it.each<[string, string[]]>([
    ["Buongiorno, preventivo per un depliant, 8 pagine, e 12 tavoli.", ["12"]],
    ["Olá, queria um orçamento para um site, cerca de 5 páginas, e 200 cartões.", ["200"]],
    ["Buongiorno, chiedo un preventivo per un tendone da 100 posti e 12 tavoli.", ["12"]],
    ["Hi, we already got 2 quotes of 1,800 EUR. Could you price 12 windows?", ["12"]],
    ["Hello, our budget is 4,000 EUR. Could you quote for 3 banners?", ["3"]],
    ["Bitte um Preis: 6 Paletten 80x120x160, Köln - Wien.", ["6"]],
    ["Bonjour, je souhaite un devis pour 120 chaises.", ["120"]],
    ["Graag een prijs voor 800 flyers A5, 135 grams, 4/4 kleuren.", ["800"]],
    ["Need a price for the summer party: 90 guests, 12 round tables.", ["12"]],
    ["Vorrei un preventivo per 60 posti auto coperti.", ["60"]],
  ])("%s", (body, counts) => { expect(countsIn(body)).toEqual(counts); });
});

describe("M2 lists of a wish for a price", () => {
  it.each<[string, string, string[]]>([
    ["volume and weight of a load", "Please quote for the following shipment:\n\n- Commodity: spare parts\n- Gross weight: 740 kg\n- Volume: 4.2 m3\n- Quantity: 6 crates", ["6"]],
    ["a load in another language", "Solicito cotización de flete:\n\n- Mercancía: café tostado\n- Peso total: 900 kg\n- Volumen: 3,5 CBM\n- Cantidad: 40 sacos", ["40"]],
    ["rooms", "Prezados, gostaria de um orçamento.\n\n- Área: 60 m²\n- Pé direito: 3,10m\n- Piso: porcelanato", []],
    ["an area for each floor", "Please quote for cleaning:\n\nFloors: 6\nArea per floor: 850 sqm\nFloor height: 3.2 m", []],
    ["what a carton holds", "Please quote:\n\nProduct: mugs\nQty per carton: 24 pcs\nCartons per pallet: 40", []],
    ["questions with steps of a price", "Please quote for two shirts:\n\n1. Polo, navy, size M. Quantity: 40\n2. Hoodie, black. Quantity: 60\n\nQuestions:\n- Price at 50 / 100 / 200 pcs?\n- How long for 3 samples?\n- Can you print in 4 colours?", ["40", "60"]],
    ["what belongs to each", "Hallo, ich suche einen Betrieb, der zwei Teile bestickt:\n\n1. Hoodie, schwarz\n2. Mütze: zwei bunte Streifen, je 10 mm breit\n\nMeine Fragen:\n1. Was kostet das Sticken bei euch?\n2. Preis pro Teil bei 5 / 25 Stück?", []],
    ["facts of one thing", "Could you please quote?\n\nKey facts:\n- Canvas bag, natural, 150 pcs in total\n- 10 oz cotton\n- 3 print positions on 2 panels", ["150"]],
    ["pages and print run", "Vă rugăm oferta pentru:\n\nTitlu            Format     Pagini   Tiraj\nCartea mare      13x20 cm      120     250\nCartea mica      A5             80     400", ["250", "400"]],
    ["pages and copies", "Please quote:\n\nTitle            Size     Pages   Copies\nThe Big Book      A5      120     250\nThe Small Book      A6      80     400", ["250", "400"]],
    ["pages alone are what is translated", "Could you quote for translating these?\n\nDocument            Pages\nContract      12\nManual      80", ["12", "80"]],
  ])("%s", (_, body, counts) => { expect(countsIn(body)).toEqual(counts); });

  it("a number that only tells of a thing stays in its name", () => {
    expect(read("Request", "Guten Tag, wir bitten um ein Angebot für ein Zelt für 80 Personen.").lines[0]?.description).toContain("80 Personen");
  });
});
