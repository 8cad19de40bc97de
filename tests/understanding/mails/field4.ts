/**
 * Owns: a fourth batch of untidy mail, half of it talk that must not become a request.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const ask = { kind: "invoice_request", action: ["draft", "clarify"] as ("draft" | "clarify")[] } as const;
const quote = { kind: "quote_request", action: "note" } as const;
const other = { kind: "other" } as const;

export const FIELD_FOUR: Example[] = [
  { ...ask, about: "works done, bill it", from: "Ruth <ruth@ruthvet.example>", body: "Good morning Karl,\nthe new fence looks fantastic. Please let me have your invoice, I make it 24 metres at 58 euros a metre.\nRuth", expect: { currency: "EUR", lines: [["", "24", "58", "1392"]] } },
  { ...ask, about: "subscription to be invoiced", from: "Team <team@parcelco.example>", body: "Hello, we would prefer to be invoiced annually. Please send an invoice for 15 seats at $96 per seat per year to billing@parcelco.example.", expect: { currency: "USD", lines: [["seats", "15", "96", "1440"]] } },
  { ...ask, about: "invoice for a deposit in GBP", from: "Al <al@alsboats.example>", body: "Thanks Jim, we'd like to go ahead. Can you raise a pro forma for the £750 deposit? Balance on completion.", expect: { currency: "GBP" } },
  { ...ask, about: "bookkeeper's chase", from: "Accounts <ap@northquay.example>", subject: "Missing invoice - PO NQ-3391", body: "Hi,\n\nWe don't seem to have received an invoice from you for PO NQ-3391 (banner stands, $1,120.00). Please forward it at your earliest convenience.\n\nAccounts Payable\nNorth Quay Inc.", expect: { currency: "USD", po_number: "NQ-3391" } },
  { ...ask, about: "numbers after the thing", from: "Sue <sue@suesoap.example>", body: "Pls bill us:\nLavender soap 120 pcs x 2.40 EUR\nRose soap 80 pcs x 2.60 EUR\nThanks Sue", expect: { currency: "EUR", lines: [["Lavender", "120", "2.40", "288"], ["Rose", "80", "2.60", "208"]] } },
  { ...ask, about: "German du", from: "Ben <ben@benbrot.example>", body: "Hi Jo, kannst du mir für den Flyer (180 Euro) noch eine Rechnung schicken? Danke, Ben", expect: { currency: "EUR", total: "180" } },
  { ...ask, about: "French tu", from: "Zoé <zoe@zoefleurs.example>", body: "Coucou, tu peux m'envoyer la facture du shooting ? C'était 320 € je crois. Bises, Zoé", expect: { currency: "EUR" } },
  { ...ask, about: "Spanish usted", from: "Rosa <rosa@rosapan.example>", body: "Buenas, ¿sería tan amable de enviarme la factura de los 40 manteles a 6,50 € cada uno? Gracias, Rosa", expect: { currency: "EUR", lines: [["manteles", "40", "6.50", "260"]] } },
  { ...ask, about: "Indian with TDS", from: "Kavita <kavita@zenpharma.example>", body: "Dear Sir,\nKindly raise the invoice towards AMC of 12 nos. air conditioners @ Rs. 2,500 per unit plus GST. TDS will be deducted as applicable.\nRegards\nKavita", expect: { currency: "INR", lines: [["", "12", "2500", "30000"]] } },
  { ...ask, about: "PI in trade", from: "Marco <marco@marcoshoes.example>", body: "Dear Vicky, ok we accept. Please issue PI for 600 pairs at USD 11.20 FOB Ningbo, payment 30/70. Regards Marco", expect: { currency: "USD", lines: [["", "600", "11.20", "6720"]] } },
  { ...quote, about: "trader wants a bid", body: "Hi Janet,\nCan you give me an offer on 10,000 a day at PG&E Citygate for next summer?\nI need it before lunch.\nThanks" },
  { ...quote, about: "wants to see prices", body: "Jim, my client would like to see some prices for a three year deal out of Zone 6. Please send me what you can by Thursday." },
  { ...quote, about: "freight, terse", body: "Hello, pls quote Hamburg - Oslo, 14 pal, 7.2 to, ready Thu" },
  { ...quote, about: "Romanian freight", body: "Salut, cat ne-ar costa un camion Sibiu - Munchen, 20 tone, incarcare luni?" },
  { ...quote, about: "machine part", body: "Dear Sirs, we require spare part no. 44-1120 for our Krone press. Please inform price and availability. Mfg Albrecht" },
  { ...quote, about: "event", body: "We are holding a charity ball on 6 June for 180 guests and would be interested in your rates for a six-piece band." },
  { ...quote, about: "translation", body: "What would be the cost of translating a 12 page contract from Dutch into English, certified?" },
  { ...quote, about: "Portuguese", body: "Boa tarde, podem indicar-me o preço para 20 cadeiras de escritório e prazo de entrega? Cumprimentos" },
  { ...quote, about: "Italian", body: "Buongiorno, quanto costerebbe la stampa di 1000 volantini A6? Grazie" },
  { ...other, about: "asks a colleague for support of a bill", body: "Ann,\nWould you mind sending me the support for the January bill from Southern? The auditors want to see it." },
  { ...other, about: "asks who bills", body: "Do you know who is going to bill Reliant for the imbalance, you or Gary?" },
  { ...other, about: "tells to hold an invoice to a customer", body: "Please hold the invoice to Entergy until I have talked to their trader." },
  { ...other, about: "we need to invoice them", body: "We need to invoice Duke for the October make-up volumes. Can you book the deal so it shows up?" },
  { ...other, about: "price for the book", body: "Guys, please make sure you mark your books to the settlement price tonight and send me your curves." },
  { ...other, about: "quotation marks", body: "Please take the quotation marks out of the spreadsheet and send it to me again." },
  { ...other, about: "got the estimate", body: "The adjuster sent over the estimate, $2,300 for the bumper. I'll forward it to the insurance." },
  { ...other, about: "asks for an invoice to be approved", body: "Pls approve the attached Kinetic invoice in iPay. Let me know if you need the contract." },
  { ...other, about: "fee question", body: "Is the demand fee on this deal 4 cents or 4.5? I want to get it right before they invoice us." },
  { ...other, about: "golf", body: "How much do I owe you for Saturday? I had a great time." },
  { ...other, about: "offer by us declined", body: "We have received your offer, but the price is too high for us. Maybe next time." },
  { ...other, about: "tender portal notice", body: "A new tender matching your profile has been published. Log in to view the documents. You can unsubscribe at any time." },
  { ...other, about: "news of rates", body: "Mortgage rates fell again this week. Read more in our weekly digest. Unsubscribe | Privacy" },
  { about: "hosting bill", kind: ["vendor_invoice_received", "other"], body: "Hi, your invoice #HN-20931 for $24.00 has been generated and is due on 03/20/2026. Log in to your client area to pay." },
  { about: "phish with an invoice", kind: ["spam_or_phish", "vendor_invoice_received", "other"], action: ["note", "none"], body: "Good day,\n\nKindly review the attached revised invoice and send us the payment slip urgently to avoid demurrage.\n\nRegards\nShipping Dept" },
  { about: "malspam order", kind: ["spam_or_phish", "quote_request", "other"], action: ["note", "none"], body: "Dear Sir/Madam,\n\nPlease find attached our purchase order and urgently send your proforma invoice. We look forward to a long term business relationship.\n\nBest regards" },
];
