/**
 * Owns: requests, prices, bills and refusals in eight languages other than English.
 * Never: a mail that a rule was written for.
 */
import type { Example } from "./mail";

const invoice = { kind: "invoice_request", action: "draft" } as const;
const quote = { kind: "quote_request", action: "note" } as const;

export const TONGUES: Example[] = [
  { ...invoice, about: "German, we need", from: "Tim Vogel <tim@vogelrad.example>", body: "Moin,\n\nfür die Buchhaltung brauchen wir noch eine Rechnung für die Werbetafel (420 EUR).\n\nGruß\nTim Vogel", expect: { total: "420", currency: "EUR" } },
  { ...invoice, about: "German, imperative you", from: "Tim Vogel <tim@vogelrad.example>", body: "Hallo Anna,\nschick mir doch bitte die Rechnung für die 3 Schilder à 85,00 €.\nViele Grüße\nTim", expect: { lines: [["Schilder", "3", "85.00", "255"]], currency: "EUR" } },
  { ...invoice, about: "German, passive", from: "Tim Vogel <tim@vogelrad.example>", body: "Guten Tag,\n\ndie Arbeiten sind abgenommen und können mit 2.450,00 EUR in Rechnung gestellt werden. Zahlbar innerhalb von 30 Tagen.\n\nMit freundlichen Grüßen\nTim Vogel", expect: { total: "2450.00", due_date: "2026-04-09" } },
  { ...quote, about: "German, what does it cost", from: "Tim Vogel <tim@vogelrad.example>", body: "Guten Tag, was kosten bei Ihnen 500 Aufkleber, 10 cm rund?\n\nTim Vogel" },
  { ...quote, about: "German, offer wanted", from: "Tim Vogel <tim@vogelrad.example>", body: "Sehr geehrte Damen und Herren,\n\nbitte unterbreiten Sie uns ein Angebot für 12 Fahrradständer.\n\nMit freundlichen Grüßen\nTim Vogel", expect: { lines: [["Fahrradständer", "12", null, null]] } },
  { about: "German, refusal", from: "Tim Vogel <tim@vogelrad.example>", body: "Hallo,\nbitte noch keine Rechnung über die 900 € stellen, wir prüfen erst.\nGruß Tim", kind: "other" },
  { about: "German, paid", from: "Tim Vogel <tim@vogelrad.example>", body: "Guten Tag,\nIhre Rechnung 2026-17 über 255,00 € haben wir gestern überwiesen.\nMfG Tim Vogel", kind: "receipt_or_payment", action: "note" },
  { about: "German, vendor", from: "Elektro Beck <rechnung@beck.example>", body: "Sehr geehrte Kundin,\n\nim Anhang finden Sie die Rechnung Nr. 4711 für die Reparatur in Höhe von 318,50 €.\n\nElektro Beck", kind: "vendor_invoice_received", action: "note" },
  { ...invoice, about: "French, could you", from: "Anne Duval <anne@duvalfleurs.example>", body: "Bonjour,\n\nPourriez-vous m'envoyer la facture pour l'installation du store ? Le montant convenu est de 780 €.\n\nBien à vous,\nAnne Duval", expect: { total: "780", currency: "EUR" } },
  { ...invoice, about: "French, invoice to establish", from: "Anne Duval <anne@duvalfleurs.example>", body: "Bonjour,\n\nNous vous prions de bien vouloir établir une facture au nom de Duval Fleurs SARL :\n- 10 vases à 14,50 € pièce\n- 2 tables à 90,00 € pièce\nTotal : 325,00 €\n\nCordialement,\nAnne Duval", expect: { lines: [["vases", "10", "14.50", "145"], ["tables", "2", "90.00", "180"]], total: "325.00", company: "Duval Fleurs SARL" } },
  { ...quote, about: "French, price", from: "Anne Duval <anne@duvalfleurs.example>", body: "Bonjour, combien coûterait l'impression de 1000 cartes de visite ?\n\nMerci, Anne Duval" },
  { about: "French, refusal", from: "Anne Duval <anne@duvalfleurs.example>", body: "Bonjour, merci de ne pas envoyer la facture de 780 € pour l'instant.\n\nAnne", kind: "other" },
  { about: "French, reminder to us", from: "Compta <compta@bois.example>", body: "Bonjour,\n\nsauf erreur de notre part, la facture n° 2281 d'un montant de 640 € reste impayée à ce jour. Merci de procéder au règlement.\n\nBois et Cie", kind: "overdue_reminder", action: "note" },
  { ...invoice, about: "Spanish, need", from: "Inés Soto <ines@sotobar.example>", body: "Hola:\n\nNecesitamos la factura de las 4 mesas a 150 € cada una para cerrar el mes.\n\nSaludos,\nInés Soto", expect: { lines: [["mesas", "4", "150", "600"]], currency: "EUR" } },
  { ...invoice, about: "Spanish, issue", from: "Inés Soto <ines@sotobar.example>", body: "Estimados señores:\n\nles rogamos emitan factura por el catering del 5 de marzo por un importe total de 1.320,00 €, con vencimiento a 30 días.\n\nAtentamente,\nInés Soto", expect: { total: "1320.00", due_date: "2026-04-09" } },
  { ...quote, about: "Spanish, budget", from: "Inés Soto <ines@sotobar.example>", body: "Buenos días, ¿me pueden pasar presupuesto para 20 taburetes de madera?\n\nGracias, Inés", expect: { lines: [["taburetes", "20", null, null]] } },
  { about: "Spanish, paid", from: "Inés Soto <ines@sotobar.example>", body: "Hola, ya hemos pagado la factura 204 por transferencia (600 €). Adjunto el justificante.\n\nInés", kind: "receipt_or_payment", action: "note" },
  { ...invoice, about: "Dutch, would you", from: "Joris Mol <joris@molfiets.example>", body: "Beste,\n\nwillen jullie ons factureren voor 5 uur advies à € 90 per uur?\n\nGroeten,\nJoris Mol", expect: { lines: [["advies", "5", "90", "450"]], currency: "EUR" } },
  { ...invoice, about: "Dutch, could I receive", from: "Joris Mol <joris@molfiets.example>", body: "Goedemiddag,\n\nmag ik de factuur ontvangen voor de lichtreclame van € 1.275,50? Betaling binnen 14 dagen.\n\nMet vriendelijke groet,\nJoris Mol", expect: { total: "1275.50", due_date: "2026-03-24" } },
  { ...quote, about: "Dutch, offerte", from: "Joris Mol <joris@molfiets.example>", body: "Hallo, kunnen jullie een offerte maken voor 30 fietsbellen met logo?\n\nJoris Mol", expect: { lines: [["fietsbellen", "30", null, null]] } },
  { about: "Dutch, refusal", from: "Joris Mol <joris@molfiets.example>", body: "Hoi, stuur de factuur van 900 euro nog niet, we wachten op de subsidie.\n\nJoris", kind: "other" },
  { ...invoice, about: "Italian, could you send", from: "Ugo Neri <ugo@nerivini.example>", body: "Buonasera,\n\npotete mandarci la fattura per le 60 bottiglie a 8,50 € cadauna?\n\nGrazie\nUgo Neri", expect: { lines: [["bottiglie", "60", "8.50", "510"]], currency: "EUR" } },
  { ...invoice, about: "Italian, we await", from: "Ugo Neri <ugo@nerivini.example>", body: "Buongiorno,\n\nrestiamo in attesa della vostra fattura per il restauro dell'insegna, importo concordato 1.100,00 euro.\n\nCordiali saluti,\nUgo Neri", expect: { total: "1100.00", currency: "EUR" } },
  { ...quote, about: "Italian, how much", from: "Ugo Neri <ugo@nerivini.example>", body: "Salve, quanto costerebbe stampare 2000 etichette adesive?\n\nUgo Neri" },
  { about: "Italian, vendor", from: "Legno Srl <ufficio@legno.example>", body: "Gentile cliente,\n\nin allegato la nostra fattura n. 88 del 02/03/2026 per euro 430,00.\n\nLegno Srl", kind: "vendor_invoice_received", action: "note" },
  { ...invoice, about: "Portuguese, I need", from: "Nuno Reis <nuno@reiscafe.example>", body: "Boa tarde,\n\npreciso da fatura referente a 3 máquinas a 250 € cada.\n\nCumprimentos,\nNuno Reis", expect: { lines: [["máquinas", "3", "250", "750"]], currency: "EUR" } },
  { ...invoice, about: "Brazilian Portuguese", from: "Nuno Reis <nuno@reiscafe.example>", body: "Olá,\n\nvocês podem emitir a nota fiscal do projeto de fachada? O valor total é R$ 3.450,00.\n\nAbraço,\nNuno", expect: { total: "3450.00", currency: "BRL" } },
  { ...quote, about: "Portuguese, orçamento", from: "Nuno Reis <nuno@reiscafe.example>", body: "Bom dia, gostaria de um orçamento para 15 mesas dobráveis.\n\nNuno Reis", expect: { lines: [["mesas dobráveis", "15", null, null]] } },
  { ...invoice, about: "Romanian, please invoice", from: "Dan Munteanu <dan@munteanu.example>", body: "Bună ziua,\n\nVă rugăm să ne facturați 12 scaune la 180 lei bucata.\n\nCu stimă,\nDan Munteanu", expect: { lines: [["scaune", "12", "180", "2160"]], currency: "RON" } },
  { ...quote, about: "Romanian, offer", from: "Dan Munteanu <dan@munteanu.example>", body: "Bună ziua, îmi puteți trimite o ofertă de preț pentru 8 ferestre?\n\nDan Munteanu", expect: { lines: [["ferestre", "8", null, null]] } },
  { about: "Romanian, paid", from: "Dan Munteanu <dan@munteanu.example>", body: "Bună ziua, am achitat factura 115 în valoare de 2160 lei. Atașez dovada plății.\n\nDan", kind: "receipt_or_payment", action: "note" },
  { ...invoice, about: "Polish, please send", from: "Jan Kot <jan@kotmeble.example>", body: "Dzień dobry,\n\nczy mogę prosić o fakturę za 6 krzeseł po 250 zł za sztukę?\n\nPozdrawiam\nJan Kot", expect: { lines: [["krzeseł", "6", "250", "1500"]], currency: "PLN" } },
  { ...quote, about: "Polish, how much", from: "Jan Kot <jan@kotmeble.example>", body: "Dzień dobry, ile kosztuje wydruk 100 plakatów A2?\n\nJan Kot" },
  { about: "Polish, reminder to us", from: "Księgowość <ksiegowosc@hurt.example>", body: "Szanowni Państwo,\n\nprzypominamy, że termin płatności faktury FV/12/2026 na kwotę 640,00 zł minął 1 marca. Prosimy o pilną wpłatę.", kind: "overdue_reminder", action: "note" },
];
