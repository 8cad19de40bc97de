/**
 * Owns: wishes for prices of hauliers, traders and craftsmen - lanes, loads, sizes, carts and tables in which most numbers are no counts.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const quote = { kind: "quote_request", action: "note" } as const;

export const LOADS: Example[] = [
  { ...quote, about: "weights of loads on lanes", subject: "Anfrage Transport", body: "Guten Tag,\n\nbitte Preis für folgende Relationen (Plane, 13,6 m):\n\nHamburg - Lyon 22 t Papierrollen\nBremen - Mailand 24 t\nKiel – Genua 8 to, 5,2 ldm\n\nDanke", expect: { lines: [["Lyon 22 t Papierrollen", null, null, null], ["Mailand", null, null, null], ["Genua", null, null, null]] } },
  { ...quote, about: "more than a truck holds is to be moved", subject: "Cerere oferta", body: "Buna ziua,\n\nRugam oferta pentru transport grau vrac:\n\nSlobozia - Edirne (TR)   aprox. 600 tone , mai\nTurda - Sofia 24 to\n", expect: { lines: [["Slobozia", "600", null, null], ["Turda", null, null, null]] } },
  { ...quote, about: "postal codes of four digits, hours, loading metres and euro pallets", subject: "Prijsaanvraag", body: "Goedemorgen,\n\nGraag jullie tarief voor:\n\nLaden: Breda 4817, do 14/03\nLossen: Linz 4021, ma 18/03 na 14 uur\n9 euro pallets 80x120, 3,6 ldm, 4.150 kg\n\ngr. Jeroen", expect: { lines: [["pallets", "9", null, null]] } },
  { ...quote, about: "loads a week head a column of counts", subject: "Lanes 2026", body: "Dear all, please send your rates for:\n\nOrigin | Destination | Trailers per week | Equipment\nPL 60001 Poznan | IT 10121 Torino | 4 | mega\nPL 50001 Wroclaw | ES 08040 Barcelona | 2 | reefer\n\nPayment terms 60 days.", expect: { lines: [["Poznan, IT 10121 Torino", "4", null, null], ["Wroclaw", "2", null, null]] } },
  { ...quote, about: "containers are counted, their size is not", subject: "Enquiry", body: "Dear sir, kindly quote 3 x 20ft GP and 1 x 40' HC Chennai to Jebel Ali, 18 tons each, cargo ready 14 April.", expect: { lines: [["20ft GP", "3", null, null], ["40' HC", "1", null, null]] } },
  { ...quote, about: "a form of a haulier", subject: "Truck needed", body: "Kindly provide your best rate for:\n\nOrigin        : Sohar Free Zone\nDestination   : Dammam\nCommodity     : Cable drums\nNo. of trucks : 04 nos flat bed 12 mtr\nWeight        : abt 21 tons per truck\n", expect: { lines: [["Cable drums", "4", null, null]] } },
  { ...quote, about: "prices at rising counts, numbers of entries", subject: "Anfrage Drehteile", body: "Hallo,\n\nbitte Angebot für folgende Teile:\n\nPos. 10  Hülse Ø30/22x35  Messing     200 Stk\nPos. 20  Bolzen M16x1,5 L=70   400 Stk / 900 Stk\n\nGruß", expect: { lines: [["Hülse", "200", null, null], ["Bolzen", "400", null, null], ["Bolzen", "900", null, null]] } },
  { ...quote, about: "counts behind 'n.' and before 'st.', sizes that return as counts", subject: "Richiesta offerta", body: "Buongiorno,\n\nrichiediamo Vs. migliore offerta per:\n\nn. 400 viti TCEI M8x25 zincate\nn. 3 confezioni rondelle Ø 8 inox\nlama D350 x 3.5 x 30, Z72 : 30 pz\n", expect: { lines: [["viti TCEI", "400", null, null], ["rondelle", "3", null, null], ["lama", "30", null, null]] } },
  { ...quote, about: "pieces are no street", subject: "Offerte", body: "Hallo,\n\nKunnen jullie mij een prijs geven voor:\n\n50 st. knelkoppeling 15 mm\n20 st knelkoppeling 22 mm\n6 rollen alu-pex 16x2, 100 mtr\n", expect: { lines: [["knelkoppeling 15", "50", null, null], ["knelkoppeling 22", "20", null, null], ["alu-pex", "6", null, null]] } },
  { ...quote, about: "a cart with its prices on lines of their own", subject: "Pedido - cotizar", body: "¡Hola! Quiero cotizar estos productos:\n\n🔹 *Licuadora 1,5L*\n   ➡️ Cant.: 2\n   💵 S/ 189.90 c/u\n🔹 *Horno 45L*\n   ➡️ Cant.: 1\n   💵 S/ 429.00 c/u\n", expect: { lines: [["Licuadora", "2", "189.90", "379.80"], ["Horno", "1", "429.00", "429.00"]] } },
  { ...quote, about: "widths and sizes beside the count", subject: "inquiry", body: "Dear friend,\n\nPlease help to quote: wool felt 3mm thick, width 1.5m, color grey, about 2000 meters for the first order.\n\nB.rgds\nLily", expect: { lines: [["wool felt", "2000", null, null]] } },
];
