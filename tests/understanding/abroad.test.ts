/**
 * Owns: proof that the things, sums and terms of requests in Spanish, French, German, Dutch, Italian, Portuguese, Romanian and Polish are read as they are said (PRODUCT M2, M4).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import { read } from "./reading";

type Line = [name: string, quantity: string | null, price: string | null, amount: string | null];
interface Case {
  subject?: string;
  body: string;
  lines?: Line[];
  total?: string | null;
  due?: string | null;
  terms?: string;
  refs?: string[];
  missing?: RegExp | "none";
}

const CASES: Record<string, Record<string, Case>> = {
  "counts of one unit share the price behind them": {
    "Italian": { body: "Vi chiediamo di inviarci la fattura per la manutenzione impianti: maggio 6 ore, giugno 9 ore, luglio 4 ore, sempre a 35 €/ora.", lines: [["manutenzione impianti, maggio", "6", "35", "210"], ["manutenzione impianti, giugno", "9", "35", "315"], ["manutenzione impianti, luglio", "4", "35", "140"]], missing: "none" },
    "German": { body: "Bitte senden Sie uns die Rechnung für die Wartung: Mai 6 Stunden, Juni 4 Stunden, jeweils zu 80 Euro pro Stunde.", lines: [["Wartung, Mai", "6", "80", "480"], ["Wartung, Juni", "4", "80", "320"]], missing: "none" },
    "French": { body: "Merci de m'envoyer la facture pour le ménage : mars 10 heures, avril 8 heures, toujours à 40 € de l'heure.", lines: [["ménage, mars", "10", "40", "400"], ["ménage, avril", "8", "40", "320"]], missing: "none" },
    "English": { body: "Please invoice the cleaning: March 12 hours, April 9 hours, all at 30 EUR per hour.", lines: [["March", "12", "30", "360"], ["April", "9", "30", "270"]], missing: "none" },
  },
  "which of them they are does not hide how many": {
    "Dutch": { body: "Zou u mij de rekening willen sturen voor de laatste 6 ritten à 45 euro?", lines: [["ritten", "6", "45", "270"]] },
    "Spanish": { subject: "Factura fisioterapia", body: "¿Me puede mandar la factura de las últimas 4 sesiones a 55 € cada una?", lines: [["fisioterapia", "4", "55", "220"]] },
    "German": { subject: "Rechnung Nachhilfe", body: "Könnten Sie mir eine Rechnung schicken für die letzten 5 Stunden zu je 40 Euro?", lines: [["Nachhilfe", "5", "40", "200"]] },
    "Polish": { body: "Proszę o rachunek za moje 8 masaży leczniczych, płaciłem po 120 zł za masaż.", lines: [["masaży leczniczych", "8", "120", "960"]] },
  },
  "a number that says what kind it is beside the one that counts": {
    "Italian": { body: "Va bene, mandatemi la fattura proforma. Confermo 3 tavoli da 6 posti a 410 € l'uno e il trasporto 90 €.", lines: [["tavoli da 6 posti", "3", "410", "1230"], ["trasporto", null, null, "90"]], missing: "none" },
    "Spanish": { body: "De acuerdo, mándeme la factura proforma. Confirmo 2 mesas de 8 plazas a 300 € cada una y el transporte 60 €.", lines: [["mesas de 8 plazas", "2", "300", "600"], ["transporte", null, null, "60"]], missing: "none" },
  },
  "what was let off is no thing, and the sum is asked about": {
    "German": { body: "Schicken Sie mir bitte die Rechnung? Wegen der Verspätung haben Sie mir 50 Euro nachgelassen, also 900 Euro für alles zusammen.", total: "900", missing: /takes off/ },
    "French": { body: "Pouvez-vous m'envoyer la facture pour les 3 portes à 400 € pièce ? Vous m'avez fait une remise de 100 €.", missing: /total/ },
    "Italian": { body: "Mi manda la fattura per 4 sedie a 120 € l'una? Per il graffio mi ha scontato 40 €.", missing: /total/ },
    "Dutch": { body: "Kunt u de factuur sturen voor 4 stoelen à 120 euro? Voor de kras had u 40 euro korting gegeven.", missing: /total/ },
  },
  "what all comes to is no thing": {
    "Dutch": { body: "Wil je ons de factuur sturen voor de website (€ 1.200,00) en 300 folders (€ 75,00)? Samen is dat € 1.275,00 exclusief 21% btw.", lines: [["website", null, null, "1200.00"], ["folders", "300", null, "75.00"]], total: "1275.00", missing: "none" },
    "German": { body: "Bitte schicken Sie uns die Rechnung für das Logo (1.200 €) und die Visitenkarten (75 €). Zusammen sind das 1.275 € zzgl. MwSt.", lines: [["Logo", null, null, "1200"], ["Visitenkarten", null, null, "75"]], total: "1275", missing: "none" },
    "Italian": { body: "Ci mandi la fattura per il logo (1.200 €) e i biglietti (75 €)? Insieme fanno 1.275 € più IVA.", total: "1275", missing: "none" },
  },
  "words of talk name nothing": {
    "French, what was agreed": { subject: "Rangement de la cave", body: "Merci de nous envoyer votre facture.\n\nSauf erreur de ma part, nous étions convenus de vingt-deux heures au tarif de 38 EUR l'heure, TVA 21 % en sus, ainsi que d'un forfait de nettoyage de 60 EUR.", lines: [["Rangement de la cave", "22", "38", "836"], ["forfait de nettoyage", null, null, "60"]] },
    "German, how it is meant": { subject: "Netzwerk", body: "Schicken Sie mir bitte die Rechnung. Also offiziell: 9 Stunden à 90 € plus den neuen Router für 250 €.", lines: [["Netzwerk", "9", "90", "810"], ["neuen Router", null, null, "250"]] },
    "Romanian, whom it is for and why": { body: "Va rog sa imi faceti si mie factura pe persoana fizica, 300 lei montajul si 120 lei manopera, imi trebuie pt garantie.", lines: [["montajul", null, null, "300"], ["manopera", null, null, "120"]] },
    "Italian, the tax": { body: "La prego di emettere fattura per la consulenza di aprile: 7 ore a 90 euro l'ora, oltre IVA 22%.", lines: [["consulenza di aprile", "7", "90", "630"]] },
  },
  "hundredths of a currency": {
    "French": { body: "Fais-moi ta facture, Fr. 900.- pour la maquette et 5000 cartes à 14 ct pièce.", lines: [["maquette", null, null, "900"], ["cartes", "5000", "0.14", "700"]] },
    "German": { body: "Bitte schicken Sie uns die Rechnung: 300 Euro für den Entwurf und 2000 Etiketten zu 12 Cent je Stück.", lines: [["Entwurf", null, null, "300"], ["Etiketten", "2000", "0.12", "240"]] },
    "Dutch": { body: "Stuur ons de factuur voor het ontwerp (300 euro) en 2000 etiketten aan 12 cent per stuk.", lines: [["ontwerp", null, null, "300"], ["etiketten", "2000", "0.12", "240"]] },
  },
  "when it is paid": {
    "French, at the latest": { body: "Merci de nous envoyer la facture pour 3 heures à 40 €. Elle sera acquittée pour le 30 avril 2026 au plus tard.", due: "2026-04-30" },
    "Flemish days": { body: "Maakt ge een factuur voor 3 uren aan 40 euro? Ik betaal binnen de 14 dagen.", terms: "binnen de 14 dagen", due: "2026-03-24" },
    "Dutch, a day in words": { body: "Stuur de factuur voor 3 uren aan 40 euro. Zet er als vervaldatum maar de tiende april op.", due: "2026-04-10" },
    "Romanian days": { body: "Vă rugăm să emiteți factura pentru 3 ore la 40 lei. Termenul de plată este de 15 zile.", terms: "Termenul de plată este de 15 zile", due: "2026-03-25" },
    "Portuguese, in three parts": { body: "Favor emitir a nota fiscal de 3 horas a R$ 40.\n\nCondição de pagamento: 30/60/90 dias", terms: "30/60/90 dias", due: null, missing: "none" },
  },
  "heads of Portuguese tables are cut short": {
    "with bars": { body: "Prezados, bom dia!\n\nFavor emitir a nota fiscal conforme abaixo:\n\nITEM | DESCRIÇÃO | QTDE | UN | VLR UNIT | VLR TOTAL\n1 | Caneta azul | 1.500 | CX | R$ 2,40 | R$ 3.600,00\n2 | Régua plástica | 80 | UN | R$ 5,10 | R$ 408,00\n\nTotal do pedido: R$ 4.008,00", lines: [["Caneta azul", "1500", "2.40", "3600.00"], ["Régua plástica", "80", "5.10", "408.00"]], total: "4008.00", missing: "none" },
    "by other names": { body: "Prezados, bom dia!\n\nFavor emitir a nota fiscal conforme abaixo:\n\nDESCRIÇÃO | QTDE | VL UNITÁRIO | VL TOTAL\nCaneta azul | 1.500 | R$ 2,40 | R$ 3.600,00\nRégua plástica | 80 | R$ 5,10 | R$ 408,00", lines: [["Caneta azul", "1500", "2.40", "3600.00"], ["Régua plástica", "80", "5.10", "408.00"]], missing: "none" },
  },
  "numbers that the customer names": {
    "a French order": { body: "Peux-tu nous facturer 3 jours de montage à 380 € HT ? Notre numéro de commande est le KD-25-018.", refs: ["KD-25-018"] },
    "a Polish quotation": { body: "Wycenę KOS/47 przyjmujemy, proszę wystawić nam fakturę za 25 tui po 38 zł.", refs: ["KOS/47"] },
    "an Italian protocol": { body: "Prot. 3381/2026\n\nSi autorizza l'emissione della fattura per n. 20 ore di docenza a € 40,00 l'ora.", refs: ["3381/2026"] },
    "an Italian order": { body: "La prego di emettere fattura per 7 ore a 90 euro l'ora. Il nostro ordine è il n. 412/26.", refs: ["412/26"] },
  },
};

for (const [subject, cases] of Object.entries(CASES)) {
  describe(subject, () => {
    for (const [name, { subject: about = "hello", body, lines, total, due, terms, refs, missing }] of Object.entries(cases)) {
      it(name, () => {
        const draft = read(about, body);
        if (lines !== undefined) expect(draft.lines.map(({ description, quantity, unit_price, amount }) => [description, quantity, unit_price, amount])).toEqual(lines);
        if (total !== undefined) expect(draft.total).toBe(total);
        if (due !== undefined) expect(draft.due_date).toBe(due);
        if (terms !== undefined) expect(draft.terms).toBe(terms);
        if (refs !== undefined) expect([draft.po_number, draft.reference].filter((ref) => ref !== null)).toEqual(refs);
        if (missing === "none") expect(draft.missing).toEqual([]);
        else if (missing !== undefined) expect(draft.missing.join("; ")).toMatch(missing);
      });
    }
  });
}
