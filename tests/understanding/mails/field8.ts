/**
 * Owns: an eighth batch of mail, mixed as a mailbox is: two thirds of it asks us for nothing.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const ask = { kind: "invoice_request", action: ["draft", "clarify"] as ("draft" | "clarify")[] } as const;
const quote = { kind: "quote_request", action: "note" } as const;
const other = { kind: "other" } as const;
const bill = { kind: "vendor_invoice_received", action: "note" } as const;
const overdue = { kind: "overdue_reminder", action: "note" } as const;
const paid = { kind: "receipt_or_payment" } as const;
const spam = { kind: "spam_or_phish", action: ["note", "none"] as ("note" | "none")[] } as const;

export const FIELD_EIGHT: Example[] = [
  { ...ask, about: "retainer", from: "Mark Dunn <mark@globexcorp.example>", subject: "Invoice request - April retainer", body: "Hi,\n\nPlease send the invoice for the April retainer:\n- 25 hours @ $140/hour = $3,500\n\nDue: May 10, 2026\n\nThanks,\nMark Dunn\nGlobex Corporation\n+1-555-010-2222", expect: { currency: "USD", total: "3500", due_date: "2026-05-10", company: "Globex Corporation", lines: [["retainer", "25", "140", "3500"]] } },
  { ...ask, about: "things in prose", from: "lea@initech.example", subject: "invoice", body: "Hi, this is Lea from Initech. Please invoice us for 4 training videos and 1 handbook. Send it to lea@initech.example. It is for our onboarding.", expect: { company: "Initech", email: "lea@initech.example", lines: [["training videos", "4", null, null], ["handbook", "1", null, null]] } },
  { ...ask, about: "a single service", from: "Omar Haddad <omar@mailbox.example>", subject: "Invoice", body: "Please send over an invoice for Friday's piano tuning." },
  { ...ask, about: "PI for an order", from: "purchasing@sunlitled.example", subject: "Order confirmation - FL-50 x 600pcs", body: "Dear Lily,\n\nWe are pleased to confirm this order, please send us the Proforma Invoice for the deposit:\n\n- Model: FL-50 (50W Flood Light)\n- Qty: 600 pcs\n- Unit Price: USD 11.20 FOB Ningbo\n- Total: USD 6,720\n- Payment: 30% T/T in advance, 70% before shipment\n- ETD: before June 12, 2026\n\nBest regards,\nKhalid Noor\nSunlit LED Trading LLC", expect: { currency: "USD", total: "6720", due_date: null, terms: /30% T\/T/, lines: [["FL-50", "600", "11.20", "6720"]] } },
  { ...ask, about: "software buyer", subject: "Purchase", from: "kvn <kvn@githost.example>", body: "How can I get an invoice after buying a site licence of GraphKit?" },
  { ...ask, about: "Indian office", from: "Lakshmi <lakshmi@pearltex.example>", subject: "Request for invoice", body: "Dear Sir,\nKindly raise the invoice for CCTV maintenance for Jan-Mar quarter, Rs. 85,000 + GST 18%. Payment within 15 days of receipt.\nRegards,\nLakshmi\nPearl Textiles Pvt Ltd", expect: { currency: "INR", total: "85000", terms: /15 days/ } },
  { ...ask, about: "French order", from: "Anne Petit <anne@petit.example>", subject: "Demande de facture", body: "Bonjour,\n\nPourriez-vous m'envoyer une facture pour la commande #7710 ? C'est pour mon employeur.\n\nCordialement,\nAnne Petit", expect: { reference: "7710" } },
  { ...ask, about: "sparse", from: "Jo <jo99@mailbox.example>", subject: "hey", body: "can you send me an invoice for last week? thx", action: "clarify" },
  { ...quote, about: "ro palete", subject: "Cerere oferta transport", body: "Buna ziua,\n\nVa rog sa ne trimiteti cea mai buna oferta pentru urmatorul transport:\n\nIncarcare: Oradea, 12.03\nDescarcare: Linz\nMarfa: mobila, 30 paleti, 9 to\n\nMultumesc" },
  { ...quote, about: "en freight", subject: "Quote request", body: "Hi team,\n\nCan you quote me for:\n\n3 pll 120x80x160\n640 kg\n\nPick up: Eindhoven NL\nDelivery: Gothenburg SE\n\nThanks" },
  { ...quote, about: "en freight with targets", subject: "Price request for Thursday", body: "Morning,\nCan you please price these for loading Thursday:\nLeeds - Ghent BE 480e\nDerby - Essen DE 620e\nReading - Breda NL 500e" },
  { ...quote, about: "gas index", body: "Mike - As discussed, please provide an index quote for the attached volumes.\nThey are on Consumers, 2 years starting April.\nThanks so much." },
  { ...quote, about: "gas basis for a customer", subject: "Quote for a prospective customer behind NIMO", body: "Apex has a prospective customer behind National Grid who is looking for a fixed basis quote, firm to the gate, Nov through Oct.\nThey will decide early next week.\nI am hoping to get quotes back by tomorrow.\nSincerely," },
  { ...quote, about: "power refresh", subject: "Updated pricing", body: "Macy's wants refreshed prices for their TXU sites.\nI need to know the all-in price with 100% green and without.\nThanks" },
  { ...quote, about: "fr vis", from: "Achats <achats@soudure-morel.example>", subject: "Demande de prix", body: "Bonjour,\nMerci de nous chiffrer :\n- 20 boîtes de vis M8x40 inox A2\n- 6 tubes 60x60x3 longueur 6 m\nCordialement" },
  { ...quote, about: "de Umzug", from: "Peter Lang <peter@lang.example>", subject: "Anfrage Büroumzug", body: "Guten Tag,\n\nwir planen für Juni den Umzug unseres Büros mit 12 Arbeitsplätzen innerhalb von Mainz. Bitte senden Sie uns ein unverbindliches Angebot.\n\nMit freundlichen Grüßen\nPeter Lang" },
  { ...quote, about: "es tubos", from: "Luis <luis@mailbox.example>", subject: "Consulta", body: "Buenas, cuánto sale la válvula de 1 pulgada de bronce? Necesito 3. Gracias" },
  { ...quote, about: "ja", subject: "お見積りのお願い", body: "いつもお世話になっております。\n下記のお見積りをお願いいたします。\n・ステンレスボルト M10 500個\nよろしくお願いいたします。" },
  { ...quote, about: "nl drukwerk", subject: "Offerteaanvraag", body: "Beste,\n\nGraag ontvangen wij een offerte voor 2.000 brochures, 16 pagina's, full colour.\n\nMet vriendelijke groet,\nMarieke" },
  { ...bill, about: "supplier: lot", from: "Eva Lind <e.lind@steelworks.example>", subject: "Invoice for copper coil (lot #2210)", body: "Dear customer,\n\nAttached you will find the invoice for copper coil, lot #2210.\nInvoice no: F-2026-11873\nAmount: 18.402,15 EUR\nPayment: 30 days net\n\nBest regards,\nEva Lind" },
  { ...bill, about: "supplier: new invoice", from: "Omid Rad <o.rad@unifast.example>", subject: "New invoice from Unifast", body: "Hello,\na new invoice BILL-77120 over 3.912,00 GBP has been issued for your order. You'll find it attached." },
  { ...bill, about: "internal: got a bill", body: "I received an invoice from Cole Services for the March legal work, $12,400.\nWho should I send it to for approval?" },
  { ...bill, about: "balance before shipping", from: "sales@brightpanel.example", subject: "Balance payment - PI-BP2231", body: "Dear Hannah,\n\nThe goods are ready. Please arrange the balance of USD 5,210 so that we can release the documents.\n\nBest regards,\nCici" },
  { ...bill, about: "short", from: "accounts@vendorltd.example", subject: "Invoice INV-771", body: "Invoice INV-771 amount KES 14,200 due 30 March." },
  { ...bill, about: "revised", body: "Please find attached a revised invoice for EES reflecting the change in the demand charge.\nLet me know if you have any questions." },
  { ...overdue, about: "past due amount", body: "Kim, PJM called again about the past due amount of roughly $9,000.\nThe invoice has been outstanding since May.\nCan we get this paid?" },
  { ...overdue, about: "vendor reminds", subject: "Overdue: INV-2031", body: "Hi, just a reminder that INV-2031 for £640 was due on 1 March and is now overdue. Please pay at your earliest convenience." },
  { ...overdue, about: "status of open invoices", body: "Can you give me an update on the outstanding invoices from ERCOT? They are threatening to suspend us." },
  { ...paid, about: "order confirmation", subject: "Your order 55-1020", body: "Dear Sam, thank you for ordering from gardenworld. Your card has been charged $84.20. INVOICE NUMBER: 8841022. We will ship within 3 days." },
  { ...paid, about: "payment notice", body: "Please be advised that we made a payment of $41,200.00 on 3/12/2026 against the February statement (fed ref # 9921)." },
  { ...paid, about: "bank alert", from: "alerts@mybank.example", subject: "Transaction alert", body: "Your account was credited with KES 20,000." },
  { ...spam, about: "term life", from: "win99@lowratelife.example", subject: "ADV: Life insurance - free quotes", body: "Compare the lowest rates from 200 carriers. Free quote in 30 seconds. Smokers welcome. To be removed reply with REMOVE." },
  { ...spam, about: "cash for invoices", from: "funds4u@quickcash.example", subject: "Need working capital?", body: "We buy your unpaid invoices! Get cash flow within 24 hours, no credit check, no obligation. Reply with your name and phone. To opt out type remove in the subject." },
  { ...spam, about: "verify the mailbox", from: "IT Desk <it@mail-upgrade.example>", subject: "Mailbox full", body: "Your mailbox is full. Verify your account within 24 hours or it will be suspended. Click here to log in." },
  { ...spam, about: "supplier list", from: "tina@plasticscn.example", subject: "Business opportunity", body: "Dear Sir/Madam, we are a professional manufacturer of plastic bags. We got your information from the internet. Best prices guaranteed! Please tell us your requirements and we quote at once." },
  // What asks us for nothing.
  { ...other, about: "vendor invoice expected", body: "Equistar will be sending an invoice for the compressor lease.\nI would like to look at it before it is paid.\nPlease call me when it comes in." },
  { ...other, about: "looking for an invoice", body: "I'm trying to find an invoice from Lone Star Pipeline for May 2000.\nThe amount should be around $8,000.\nDoes this ring a bell?" },
  { ...other, about: "instructions", body: "Westinghouse is asking where to send the invoices for the turbines.\nIs there any objection to having them come to me for now?" },
  { ...other, about: "cannot invoice yet", body: "The utilities have stopped sending the usage files, so we have not been able to invoice these customers since August.\nThe attached spreadsheet has the detail." },
  { ...other, about: "tokenised demand fee", subject: "meter 1601 - nov 2000", body: "aimee ,\ncan you put a demand fee of $ 4 , 210 . 55 on deal 214301 for november ? once it is there i will bill it with the others .\nthanks" },
  { ...other, about: "tokenised invoices list", subject: "unpaid invoices - utilities", body: "attached is the updated list of invoices that the utilities group has not finaled . please review the comments column and send me your changes by noon .", kind: ["other", "overdue_reminder"] },
  { ...other, about: "saying", subject: "Quotation", body: "Remember grandpa's favourite quotation? \"Measure twice, cut once.\"\nI had it framed for Dad." },
  { ...other, about: "quote for a press piece", body: "Dear Ms Weiss, I write for the business weekly. Could I have a quote from you about the new tax by Tuesday noon?" },
  { ...other, about: "screens show quotes", body: "Starting Monday all west power quotes will be shown on the new platform.\nCall the help desk if you need a login." },
  { ...other, about: "we asked others", body: "We sent the RFP to six suppliers and asked them to quote by the 9th.\nI'll summarize the offers when they are in." },
  { ...other, about: "our response", body: "I am attaching our response to your RFP of March 4.\nThis proposal is indicative and subject to contract." },
  { ...other, about: "a man called Bill", body: "Can you send Bill the access codes?\nHe starts on Monday." },
  { ...other, about: "contractor at home", body: "The painters are coming by tomorrow to give me an estimate for the hall.\nIf you want the bedroom done as well let me know." },
  { ...other, about: "true or false", body: "Do the basis quotes need to be refreshed every day, or only before we execute?\nI thought daily." },
  { ...other, about: "hotel bill among friends", body: "Great weekend! Please let me know what I owe you for the rooms and the boat, and send me a copy of the dinner bill." },
  { ...other, about: "copy of an invoice", subject: "copy of invoice 0052", body: "Hi, could you send me a copy of invoice 0052? I seem to have lost it." },
  { ...other, about: "newsletter", from: "Weekly <hello@freelanceletter.example>", subject: "\"Can you send me a quote?\" - what to answer", body: "This week: three answers to the question every client asks, an invoice template, and a podcast. Read more. Unsubscribe" },
  { ...other, about: "auto reply", from: "Nils <nils@nilsbau.example>", subject: "Automatic reply: Invoice request", body: "I am out of office until 2 April. For invoices please contact billing@nilsbau.example." },
  { ...other, about: "quote received, Spanish", body: "Estimada Hannah, le adjunto el presupuesto solicitado para la reparación. Quedo a la espera de su respuesta.", subject: "Su presupuesto" },
  { ...other, about: "charged twice", body: "You charged my card twice for the March plan. Please refund one of the payments today." },
  { ...other, about: "billing alert", from: "alerts@dinero.example", subject: "Payment failed: Cafe Nord - 19.00 EUR", body: "The card of Cafe Nord was declined. We will try again in 3 days.", kind: ["other", "receipt_or_payment", "overdue_reminder"] },
  { ...other, about: "subscription forward", body: "I'd like to keep this subscription, can you take care of it?\n\n----- Forwarded by Kay Mann/HOU/ECT on 10/09/2000 -----\nTo: Kay Mann\nSubject: Renewal\n\nYour subscription is up for renewal. Please send a check for $95 with the invoice below." },
  { ...other, about: "mailing list", subject: "Re: [ILUG] shell question", body: "On Tue, Pat wrote:\n> how do I join two files?\n\nUse join(1), but sort them first." },
  { ...other, about: "credit on an invoice", body: "There was a credit of $2,118.40 on the Transco invoice for January.\nHow do you want to pass it on to the customer?" },
  { ...other, about: "budget", body: "Has this invoice been covered by somebody's budget already? If not let me know and I will code it to ours.", kind: ["other", "vendor_invoice_received"] },
];
