/**
 * Owns: an eleventh batch of mail: wishes in a roundabout way, and mail about papers, people and programs that asks us for none; below it sentences whose verbs only sound like sending.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const ask = { kind: "invoice_request", action: ["draft", "clarify"] as ("draft" | "clarify")[] } as const;
const quote = { kind: "quote_request", action: "note" } as const;
const other = { kind: ["other", "receipt_or_payment"] as ("other" | "receipt_or_payment")[] };

export const FIELD_ELEVEN: Example[] = [
  { ...ask, about: "re: patio", subject: "Re: patio", body: "Patio is perfect, neighbours are jealous. What do we owe you? Put it on paper and I'll transfer it tonight.\n\nJill" },
  { ...ask, about: "workshop 12 may", subject: "Workshop 12 May", body: "Hello, accounts here won't release the fee for your workshop until there is an invoice in the system. £650 as agreed.\n\nRegards, Tom Hale" },
  { ...ask, about: "closing the books", subject: "closing the books", body: "Hi, I'm closing our books on Friday and the brochure job is still not billed. 2 designs at 240 EUR. Could that reach me before then?\n\nInes" },
  { ...ask, about: "payment run", subject: "Payment run", body: "Our next payment run is on Thursday; if your invoice for the 14 chairs (55 USD each) is with us by Wednesday noon you'll be on it.\n\nBest, Carla" },
  { ...ask, about: "coaching", weak: "the wish is a question about a bill that the sentence before names", subject: "Coaching", body: "Dear Hannah, my HR reimburses the coaching only against an official bill in the company's name (Brix AG). Would that be possible? 3 sessions, 120 CHF each.\n\nUrs" },
  { ...quote, about: "roof", subject: "Roof", body: "Hi there, we had a storm and about 20 m2 of tiles are gone. What would we be looking at to get this fixed?\n\nPete" },
  { ...quote, about: "team offsite", subject: "Team offsite", body: "Hello, we're 25 people looking for catering on 6 June. What sort of budget should we plan for with you?\n\nAnna" },
  { ...quote, about: "bearings 6204", subject: "Bearings 6204", body: "Do you carry 6204-2RS? Need 400. Let me know your best and how soon.\n\nRavi" },
  { ...quote, about: "website", subject: "Website", body: "We are considering a redesign of our site (12 pages). Before we go to the board we need a rough figure from you.\n\nMartha" },
  { ...quote, about: "lieferung kies", subject: "Lieferung Kies", body: "Guten Tag, wir brauchen 15 t Kies nach Ulm. Was nehmen Sie dafür?\n\nGruß, Maier" },
  { ...ask, about: "rechnung fehlt", subject: "Rechnung fehlt", body: "Hallo Hannah, in der Buchhaltung fehlt uns noch dein Beleg für den Vortrag im Februar (400 EUR). Kannst du ihn nachreichen?\n\nLena" },
  { ...ask, about: "traduction", subject: "Traduction", body: "Bonjour, la traduction est parfaite. Il ne manque plus que votre facture (310 €) pour que je lance le virement.\n\nClaire" },
  { ...quote, about: "pintura", subject: "Pintura", body: "Hola, queremos pintar un piso de 80 m2. ¿Por cuánto nos saldría?\n\nLuis" },
  { ...ask, about: "re: hosting renewal", subject: "Re: Hosting renewal", body: "Yes, please renew for another year. 12 months at $15. Bill it to the Leeds office this time.\n\nDan" },
  { ...ask, about: "last month", subject: "last month", body: "Hey, you forgot to charge us for the two extra days in February (380 EUR a day). Add them up and let me have the paperwork.\n\nKim" },
  { ...other, about: "sempra", subject: "Sempra", body: "Sherry, can you get Karen to invoice Sempra for the October volumes? They keep asking me.\n\nMark" },
  { ...other, about: "reliant", subject: "Reliant", body: "Please ask accounting to send Reliant a revised invoice for deal 88213.\n\nKay" },
  { ...other, about: "proposal", subject: "proposal", body: "Could you send the proposal to the client before lunch? Thanks, Bea" },
  { ...other, about: "curve", subject: "curve", body: "Please get me the price curve for Henry Hub as of Friday's close.\n\nJeff" },
  { ...other, about: "download", subject: "download", body: "How do I download my invoices from the portal? I only see the last three months.\n\nOskar" },
  { ...other, about: "job: accounts clerk", subject: "Job: accounts clerk", body: "We are hiring an accounts clerk. You will prepare invoices, chase payments and send quotes to customers. Apply by 30 May.\n\nNorthway Recruiting" },
  { ...other, about: "invoice approval", subject: "Invoice approval", body: "I approved the invoice from Dunn Supply, please book it and have Ellen pay it on Friday.\n\nRuth" },
  { ...other, about: "invoicing tool", subject: "invoicing tool", body: "Do you know a good tool to send invoices and quotes? Ours is awful.\n\nSven" },
  { ...other, about: "quote of the day", subject: "Quote of the day", body: "Here is a quote I liked: 'Price is what you pay, value is what you get.' See you at lunch!\n\nMo" },
  { ...other, about: "address change", subject: "Address change", body: "Please address the parcels to our new warehouse from Monday on. The old one is closed.\n\nTeo" },
  { ...other, about: "timesheets", subject: "Timesheets", body: "Please put the hours for last week into the system by noon, payroll closes today.\n\nAdmin" },
  { ...other, about: "bestelling", subject: "Bestelling", body: "Wat kunnen we doen voor het feest van vrijdag? Ik heb nog geen prijs voor de loterij gevonden :)\n\nAnouk" },
  { ...other, about: "sedinta", subject: "Sedinta", body: "Imi poti da te rog numarul lui Radu? Vreau sa il intreb daca vine la sedinta.\n\nIlinca" },
  { ...other, about: "stripe question", subject: "Stripe question", body: "My customers say the invoices your app sends for me end up in spam. Where can I change the sender address?\n\nFelix" },
  { ...other, about: "re: budget", subject: "Re: budget", body: "Legal will bill the client directly, we only send them the hours. Nothing to do on your side.\n\nGwen" },
  { ...other, about: "can you make it to the pricing workshop?", body: "Can you make it to the pricing workshop?" },
  { ...other, about: "could you make time on friday to talk ab", body: "Could you make time on Friday to talk about prices?" },
  { ...other, about: "please make changes to the proposal by t", body: "Please make changes to the proposal by tonight." },
  { ...other, about: "please address the concerns in the propo", body: "Please address the concerns in the proposal." },
  { ...other, about: "please address the price increase at the", body: "Please address the price increase at the meeting." },
  { ...other, about: "da, oferta este buna, multumesc.", body: "Da, oferta este buna, multumesc." },
  { ...other, about: "da, am primit factura.", body: "Da, am primit factura." },
  { ...other, about: "te rog spune lui ion ca oferta a plecat.", body: "Te rog spune lui Ion ca oferta a plecat." },
  { ...other, about: "wat kunnen we doen met de prijs van de l", body: "Wat kunnen we doen met de prijs van de loterij?" },
  { ...other, about: "please have karen invoice sempra.", body: "Please have Karen invoice Sempra." },
  { ...other, about: "where can i export the quotes as a sprea", body: "Where can I export the quotes as a spreadsheet?" },
];
