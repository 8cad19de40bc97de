/**
 * Owns: the rules that tell what a mail is (PRODUCT M1), as data: a name, an order of concepts, an example that must match and one that must not.
 * Never: words of a language (they are in `lang/`), nor a rule made for one mail.
 */
import type { MessageKind } from "../core/draft";
import { needsOf, pattern } from "./tags";

export interface Rule {
  name: string;
  /** What a match speaks for. `hold`: not now. `copy`: an invoice that exists already. `dispute`: something to sort out, no new invoice. `aside`: talk about an invoice that this mail does not bring. `elsewhere`: somebody else is to do it, or a program. `reference`: the wish for the paper that the sentence before names ("Please send one"). `offer`: what we asked whether to do, a wish when the answer is yes. `answer`: the price that somebody else was asked for. `seller`: the sender has the thing and wants it bought. `heading`: a paper named and nothing else, a wish above a form that was filled in. */
  says: MessageKind | "hold" | "copy" | "dispute" | "aside" | "elsewhere" | "reference" | "offer" | "answer" | "seller" | "heading";
  /** 1 a hint, 2 likely, 3 plain words. */
  weight: 1 | 2 | 3;
  matches: RegExp;
  /** Characters of concepts of which a sentence must hold one each, so that most sentences need no pattern at all. */
  needs: string[];
  /** True when a negation in or before the match takes it back. */
  negatable: boolean;
  /** True when it tells nothing as a subject: "Quote for a new carpet" may announce one as well as ask for one. */
  body_only: boolean;
  /** True when the words that mean nothing here must be written like names; of somebody else, where it says `elsewhere`. */
  named: boolean;
  /** True when what matches must stand in one clause: a negation behind a comma is about something else. */
  within: boolean;
  example: string;
  counter: string;
}

type Row = [name: string, weight: Rule["weight"], pattern: string, example: string, counter: string, only?: "body" | "named" | "clause"];

const NOT_OURS = "!FROM !INFO !ID";

/** Rows by what they speak for; they stand no deeper than their kind, so that the build finds their examples. */
const ROWS: [Rule["says"], Row[]][] = [
  // Direction: the sender asks us to write an invoice.
  ["invoice_request", [
  ["asks us to send an invoice", 3, `PLEASE|CAN_YOU|YOU_MAY ~5-COPY-WE-ATTACHED SEND ~6-COPY-IF-UNTIL-QUOTE-FROM-CORRECT-OF-WHO-WHY-HOW-FOR-WILL INVOICE ${NOT_OURS}`, "Could you please send me an invoice for the workshop?", "Please find attached our invoice."],
  ["orders an invoice outright", 3, `^ ~3-COPY-WE-YOU-WILL-NOT-WANT_TO-DID_YOU-HOW-WHY-TO SEND ~5-COPY-QUOTE-FROM-CORRECT-OF-IF-WHO-WHY-HOW-FOR-WILL INVOICE ${NOT_OURS}`, "Send the invoice to our accounts team.", "We will send the invoice tomorrow."],
  ["says what for and orders an invoice", 3, `^ ~2-WE-NOT TO OTHER|PAY|PAYMENT ~8-WE-NOT-COPY SEND US ~4-COPY-QUOTE-CORRECT INVOICE ${NOT_OURS}`, "To pay you, send us an invoice.", "To send us an invoice, use the portal."],
  ["asks again in a second clause", 3, `^ ~60-WHO-WHY AND SEND ~4-COPY-QUOTE-FROM-CORRECT-OF-WHO-WHY-HOW-FOR INVOICE ${NOT_OURS}`, "All done, so send us the invoice.", "And we got the invoice."],
  ["asks us to invoice", 3, "PLEASE|CAN_YOU|YOU_MAY ~3-WE-COPY-ATTACHED-HAVE BILL !INFO", "Please invoice Northwind Ltd for the design work.", "Can you put this in so I can bill?"],
  ["asks to put it on the bill", 3, "PLEASE|CAN_YOU|YOU_MAY ~2 SEND ~20-INVOICE-COPY-QUOTE-ATTACHED BILL", "Bitte stellen Sie uns 600 Euro in Rechnung.", "Bitte senden Sie die Ware."],
  ["says whom to invoice", 3, "^ ~2-WE-WILL-NOT BILL US|OUR|FOR|THE", "Invoice us for the two days.", "They bill us every month."],
  ["says whom to bill it to", 3, "^ ~2-WE-WILL-NOT-YOU-IF BILL OTHER", "Bill it to Lind AB.", "Bill it to whoever you like.", "named"],
  ["needs to be billed", 3, "^ WANT_TO BILLED", "Need to be invoiced for May", "They want to be invoiced."],
  ["wants it all on one bill", 2, "NEED ~3-NOT-YOU-SEND BILL", "We would like everything on one invoice.", "We need to send it back."],
  ["says what to put on our invoice", 2, "^ ~1 FOR YOUR INVOICE !ID !NUMBER ~5-NOT-PAY-ATTACHED PLEASE", "For your invoice please use PO 12.", "For your records please keep this."],
  ["tells us to go ahead and invoice", 3, "AND BILL US|OUR|FOR|THE", "Looks good, just invoice us.", "They come and check."],
  ["asks us to send an invoice, the verb last", 3, "PLEASE|CAN_YOU|YOU_MAY ~12-COPY-ATTACHED-QUOTE-SEND INVOICE !ID ~14-COPY-ATTACHED-PAY SEND_LAST", "Könnten Sie uns bitte eine Rechnung für das Seminar ausstellen?", "Im Anhang die Rechnung, bitte zahlen."],
  ["asks for it to be billed, the verb last", 3, "^ ~3 PLEASE ~16-INVOICE-COPY-QUOTE-NOT-PAY-WE-ATTACHED BILL $", "Hallo, bitte 7 Stunden Montage zu je 58 Euro in Rechnung stellen.", "Bitte die Ware schicken."],
  ["asks for it to be billed, and says by when to pay", 3, "^ ~3 PLEASE ~16-INVOICE-COPY-QUOTE-NOT-PAY-WE-ATTACHED BILL DUE", "Bitte 5 Kisten Wein in Rechnung stellen, zahlbar bis Ende März.", "Bitte den Wein schicken, zahlbar bis Ende März."],
  ["lets us bill, the verb last", 3, "YOU_MAY ~9-INVOICE-COPY-QUOTE-NOT-PAY-WE-ATTACHED-SEND-IF-HOW-WHO-WHY BILL", "Je kunt de uren van februari factureren.", "You can see how they bill us."],
  ["asks politely at the end for an invoice", 3, "INVOICE ~8-COPY-ATTACHED-PAY-NOT SEND_LAST ~8-NOT PLEASE", "請求書を送付していただけますでしょうか。お願いいたします", "請求書を添付いたします"],
  ["ends with please to an invoice", 3, "^ ~8-PAID-RECEIVED-ATTACHED-PAY-OUR-COPY INVOICE ~1-ATTACHED-COPY-PAY-NOT PLEASE ~6-PAY-COPY $", "請求書をお願いします", "We got the invoice."],
  ["opens with an invoice and says please", 3, "^ ~2-OUR-YOUR-ATTACHED-THANKS-NOT-PAID INVOICE !ID ~10-PAY-PAID-OVERDUE-ATTACHED-NOT-COPY-CORRECT PLEASE $", "Invoice for the ramp pls", "Invoice overdue, please."],
  ["says please to an invoice and what for", 3, "^ ~2-OUR-YOUR-ATTACHED-THANKS-NOT-PAID INVOICE !ID ~10-PAY-PAID-OVERDUE-ATTACHED-NOT-COPY-CORRECT PLEASE NUMBER|MONEY|COUNT", "Invoice for the tiling please, 12 hours at 40 EUR.", "Invoice 12 for the tiling is overdue, please pay."],
  ["asks for the writing of an invoice", 3, "NEED|PLEASE THE? SEND ~5-COPY-QUOTE-CORRECT-IF-OF-WHO-WHY-HOW-FOR-WILL INVOICE !ID !INFO !FROM", "Proszę o wystawienie faktury za usługę.", "I need to send an invoice."],
  ["needs an invoice", 3, `@YOU NEED FOR? ~5-SEND-COPY-BILL-QUOTE-CORRECT-FROM-OF-PAY-PAYMENT-FOR-WHO-WHY-HOW-UNTIL-REVIEW INVOICE ${NOT_OURS}`, "We need an invoice for the catering.", "We need the invoice from El Paso."],
  ["wants to be invoiced", 3, "NEED|CAN_YOU|PLEASE ~7-COPY-WE-YOU-PAID-OUR BILLED !FROM", "Could we get invoiced for the survey?", "We need to know what you invoiced."],
  ["says that it is to be invoiced", 3, "WE WANT_TO BILLED !FROM", "We need to be invoiced for both visits.", "They want to be invoiced."],
  ["says that something can be billed", 3, "READY ~8-NOT-COPY-PAID BILLED", "The works are accepted and can be invoiced.", "We were billed twice."],
  ["says to whom the invoice goes, and please", 3, "^ ~1-OUR-YOUR-COPY INVOICE TO ~5-ATTACHED-PAY-PAID-INFO-ID-NOT PLEASE", "Invoice to Lind AB please, 2 days at 400 EUR.", "Invoice to be paid by Friday, please."],
  ["says to whom an invoice with its amount goes", 3, "^ ~4-OUR-YOUR-ATTACHED INVOICE ~8-PAID-OVERDUE-ATTACHED MONEY ~4 MADE_OUT", "The invoice for the desk (300 EUR) should be made out to Lind AB.", "Invoices should be sent to our accounts team."],
  ["would be glad of an invoice", 3, "^ ~3-PAY-PAYMENT-OUR-YOUR-OVERDUE-COPY-NOT INVOICE !INFO ~9-PAY-ATTACHED-PAID-NOT-COPY-DUE WISHED", "An invoice for the voice-over would be great.", "Payment of the invoice would be appreciated."],
  ["needs us to send an invoice", 3, `NEED|WANT_TO THE? YOU ~3 SEND|BILL ~5-COPY INVOICE|FOR|US`, "I need you to send an invoice for May.", "We need to send a revised invoice."],
  ["needs that we send an invoice", 3, `NEED OTHER? ~2-TO-WE-NOT SEND ~5-COPY-QUOTE-CORRECT INVOICE ${NOT_OURS}`, "Necesitamos que nos remita la factura de febrero.", "We need to send an invoice."],
  ["asks how to get an invoice", 2, "HOW ~8 GET ~3-COPY INVOICE !INFO", "How do I get an invoice for my order?", "How do I pay the invoice?"],
  ["asks when the invoice will come", 2, "HOW ~2 WOULD_BE ~3-COPY-PAY-PAID-PAYMENT-REFUND INVOICE !INFO !TO !PAID", "When can we expect the invoice for the roof?", "When can we expect the invoice to be paid?"],
  ["would get an invoice from us", 3, "CAN_YOU|PLEASE ~4-NOT GET ~4-COPY-AND INVOICE !INFO !ACCEPT !PAID !CORRECT", "Would it be possible to get an invoice for this?", "We got the invoice."],
  ["asks for an invoice without a verb", 3, "^ ~6-PAY-PAID-ATTACHED-COPY-NOT-OUR PLEASE ONE? INVOICE !ID !INFO", "Bitte Rechnung für die Montage im März.", "Bitte die offene Rechnung zahlen."],
  ["asks for an invoice of an amount without a verb", 3, "^ ~2 PLEASE THE INVOICE ~1-PAY-ID MONEY ~24-PAY-COPY-CORRECT-PAID $", "Graag een factuur van 400 euro voor de lezing.", "Graag de factuur van 400 euro betalen."],
  ["asks for the invoice without a verb", 3, "^ ~2 PLEASE THE INVOICE ~1-PAY-ID FOR|OUR ~14-PAY-COPY-CORRECT-PAID $", "Bitte die Rechnung über 550 € an unsere Buchhaltung.", "Bitte die Rechnung über 550 € zahlen."],
  ["says please to an invoice", 3, "^ ~1-COPY-OUR-THANKS INVOICE PLEASE", "Invoice please: 5 hours of consulting.", "Invoices are due, please pay."],
  ["names an invoice as the wish", 3, "^ ~3-OUR-YOUR-RECEIVED-WHY INVOICE REQUEST", "Invoice request for March", "Our invoice was requested."],
  ["names the wish for an invoice", 3, "^ ~3-WE-HAVE-YOUR-WHY REQUEST ~2-COPY-QUOTE INVOICE !INFO !FROM", "Request for invoice", "Your request was received."],
  ["says that it can be invoiced", 3, "READY ~2-NOT BILL|INVOICE", "The second milestone is ready to invoice.", "The room is ready."],
  ["has not got our invoice", 2, "NOT|WAIT ~2 RECEIVED|GET ~3-PAYMENT-PAY-PAID-COPY-READY INVOICE !FROM", "We have not received your invoice yet.", "We received your invoice."],
  ["says that no invoice has come", 2, "AWAITED !FROM", "So far no invoice has arrived.", "No invoice is needed."],
  ["has not been billed yet", 2, "YOU ~1 NOT ~1 BILLED US|FOR|THE", "You have not billed us for April yet.", "You billed us for April."],
  ["asks when our invoice comes", 2, "HOW ~5 YOUR INVOICE", "When can we expect your invoice?", "How are you?"],
  ["waits for our invoice to pay", 2, "SEND ~4-COPY YOUR INVOICE ~6 PAY|PAYMENT", "Once you send your invoice we will arrange payment.", "Here is your invoice."],

  ["asks what is owed", 3, "OWE", "The fence looks great, what do we owe you?", "They owe us a favour."],
  ["asks what is owed for work that was done", 3, "DONE ~12-NOT I_OWE", "The gutters look great, how much do I owe you?", "How much do I owe you for Saturday?"],
  ["says that we forgot to bill", 3, "YOU ~2-NOT FORGOT BILL|INVOICE", "You forgot to charge us for the two extra days.", "I forgot to charge my phone."],
  ["says that we forgot the invoice", 3, "YOU ~2-NOT FORGOT SEND ~5-COPY INVOICE !ID", "You have forgotten to send us an invoice for May.", "I forgot to send you the invoice."],
  ["says that something is not billed yet", 2, "@WE NOT ~4-WE-COPY-YOU_MAY BILLED $", "The brochure job is still not billed.", "We were not billed twice."],
  ["cannot go on until there is an invoice", 2, "NOT ~6-SEND-BILL-INVOICE-QUOTE-YOU UNTIL ~4-NOT-COPY-PAID-YOU_MAY-SENT INVOICE|PAPER !ID !INFO", "We cannot release the fee until there is an invoice.", "Do not send anything until the invoice is paid."],
  ["says what happens when our invoice is there", 2, "IF YOUR INVOICE ~10-CORRECT-PAID-ID US", "If your invoice is with us by noon, you will be in this week's run.", "If your invoice is wrong, call me."],
  ["would be glad if there were an invoice", 3, "WISHED ~1 IF ~3 WE|YOU|US|SEND|GET|CAN_YOU|CAN_WE ~6-COPY-NOT-PAY-CORRECT-QUOTE-OUR INVOICE !ID !INFO ~10-PAY-PAID-CORRECT-OVERDUE-NOT-COPY $", "Es wäre schön, wenn wir die Rechnung bis Freitag hätten.", "It would be great if the invoice could show our address."],
  ["says that our invoice is missing", 2, "^ ~8-PAY-PAYMENT-PAID-OVERDUE-OUR-YOU_MAY MISSING ~4-PAY-PAYMENT-PAID-COPY-OUR-ORDER-CORRECT INVOICE !FROM !ID !INFO", "Il nous manque encore votre facture de février.", "Il nous manque encore les clés."],
  ["says of our invoice that it is missing", 2, "^ ~6-PAY-PAYMENT-PAID-OVERDUE-OUR-COPY INVOICE !ID !INFO ~8-PAY-PAYMENT-PAID-OVERDUE-CORRECT MISSING", "Leider liegt uns Ihre Rechnung noch nicht vor.", "Zu unserer Rechnung ist die Zahlung noch nicht eingegangen."],
  ["has got no invoice from us, the verb last", 2, "^ ~6-PAY-PAYMENT-PAID-PLEASE NOT ~2-COPY-OUR-PAY-PAYMENT INVOICE !ID !INFO ~8-PAY-PAYMENT-PAID-COPY-SEND_LAST RECEIVED|GET $", "Wir haben keine Rechnung für die Wartung erhalten.", "Bitte keine Rechnung schicken."],
  ["cannot pay without an invoice", 3, "^ ~6-PAY-PAYMENT-YOU NOT THE? INVOICE ~6-YOU-PLEASE NOT ~4-PLEASE PAY|PAYMENT|PAID", "Ohne Rechnung können wir leider nicht zahlen.", "Die Rechnung können wir leider nicht zahlen."],
  ["says that we left something out", 3, "LEFT_OUT ~6-COPY-PAY-PAID BILL|BILLED|INVOICE !ID", "Vous avez oublié de nous facturer le déplacement.", "Vous avez oublié votre parapluie."],
  ["asks us to send the invoice, named before the verb", 3, "PLEASE|CAN_YOU|YOU_MAY ~4-COPY-ATTACHED-QUOTE-SEND-PAY-OUR INVOICE !ID !INFO THE|US SEND", "Les pido que la factura la envíen a mi correo.", "Les pido que la factura la paguen."],
  ["asks us to send the invoice to it, named before the verb", 3, "PLEASE|CAN_YOU ~6-COPY-ATTACHED-QUOTE-SEND-PAY-OUR-NOT INVOICE SEND US", "麻烦把三月的发票发给我们。", "麻烦把合同发给我们。"],
  ["would be glad to get an invoice", 3, "WISHED ~2-NOT-PAY GET|SEND ~4-COPY-PAY-QUOTE-OUR INVOICE !INFO !ID", "Estaría bien tener la factura antes del viernes.", "Estaría bien pagar la factura."],
  ["needs it to be billed", 2, "@YOU NEED BILL US|OUR|THE|FOR|NUMBER", "Necesito facturar mi consumo del sábado.", "Necesito facturar a mis clientes."],
  ["brings what is to be billed", 2, "ATTACHED ~3-INVOICE-QUOTE-OUR-PAID FOR|TO BILL !INFO", "Adjunto ticket para facturar.", "Adjunto ticket para aparcar."],
  ["says whose name goes on the invoice", 2, "^ THE INVOICE MADE_OUT", "La factura debe ir a nombre de Lumen SL.", "Las facturas salen los lunes."],
  ["asks for leave to get an invoice", 3, "CAN_WE ~4-NOT-SEND-PAY GET ~5-COPY-OUR-QUOTE-PAYMENT INVOICE !INFO !ID", "Puis-je svp avoir une facture ?", "Puis-je payer la facture demain ?"],
  ["asks for leave to get an invoice, the verb last", 3, "CAN_WE|CAN_YOU ~8-NOT-SEND-PAY-OUR-COPY-QUOTE INVOICE !INFO !ID ~10-NOT-PAY-COPY GET", "Können wir dafür eine Rechnung bekommen?", "Können wir die Rechnung morgen zahlen?"],
  ["says please to getting an invoice, the verb last", 3, "PLEASE ~8-NOT-SEND-PAY-OUR-COPY-QUOTE-WE INVOICE !INFO !ID ~6-NOT-PAY-COPY-FROM GET $", "Graag de factuur per mail ontvangen.", "Graag de factuur per mail betalen."],
  ["says last that an invoice is needed", 3, "^ ~10-PAY-PAYMENT-OUR-YOUR-OVERDUE-COPY-NOT-YOU-SEND-IF-CORRECT INVOICE !ID !INFO ~3-PAY-ATTACHED-PAID-NOT-COPY-DUE NEED|WISHED $", "Für die Buchhaltung wird noch eine Rechnung benötigt.", "Für die Buchhaltung wird noch ein Beleg benötigt."],
  ["wants to pay on invoice", 2, "WE|CAN_YOU|NEED|OFFERS|PLEASE ~6-NOT ON_INVOICE", "Is it possible to pay by invoice?", "They do not pay by invoice."],
  ["asks that our invoice arrives", 3, "PLEASE|NEED ~2-NOT YOUR|THE INVOICE ~1 ARRIVE", "Please make sure your invoice reaches us by the 28th.", "Please make sure the goods reach us."],
  ["lets the invoice go out", 2, "^ ~2 THE INVOICE ~7-NOT-PAID-OVERDUE-UNTIL-FROM CAN_GO", "The invoice for the second half can go out now.", "The invoice for the second half went out."],
  ["says that the invoice comes to us", 2, "THE INVOICE ~1 MADE_OUT US", "I am the landlord, so the bill should come to me.", "The invoice should be wrong."],
  ["asks whether we sent it the invoice", 2, "DID_YOU ~2-PAID-NOT SEND|SENT US ~3-COPY INVOICE", "Have you sent us the invoice for March?", "Have you sent them the invoice for March?"],
  ["asks for something and then to be billed", 3, "^ ~2 PLEASE ~9-NOT-WE-INVOICE-QUOTE AND BILL", "Please book it to our account and invoice at month end.", "Please book it before we bill."],
  ["wants one made out to somebody", 2, "NEED|CAN_YOU|PLEASE ~5-NOT ONE|PAPER ~3-NOT MADE_OUT", "Would it be possible to have a proper one made out to Lind AB?", "Would it be possible to have one?"],
  ["asks us for an invoice", 3, "^ ~14-WILL-NOT-YOU-AND ASK_FOR ~4-QUOTE-OUR-COPY INVOICE !FROM !INFO !ID", "I am writing to ask for an invoice for the workshop.", "We will check it and ask for a new invoice."],
  ["says in short where the invoice goes", 2, "^ INVOICE TO THE|OUR|US", "Invoice to the usual address.", "Invoice to follow."],
  ["promises what follows when it is billed", 2, "IF|UNTIL ~1 YOU ~2-NOT SEND|BILL ~5-COPY-CORRECT-NOT INVOICE|FOR ~12-NOT-INVOICE WE|WILL", "If you send an invoice for the deposit I'll get it paid tomorrow.", "If you send invoices without a number, they are returned."],
  ["pays when it is billed", 2, "WE ~3-NOT PAY|PAYMENT ~2-NOT IF|UNTIL YOU ~1-NOT-OUR SEND|BILL ~2-NOT-COPY US|INVOICE", "We can process payment once you bill us.", "We can process payment once you ship."],
  ["asks where its invoice is", 2, "HOW OUR INVOICE ~2-PAY-PAYMENT-PAID ASK|FOR", "Where's my bill for the oven?", "Where should our invoice go?"],
  ["asks how it can be billed", 2, "HOW|WHO ~8-OUR-PAID-NOT-SENT-YOU BILLED ~6-FROM ASK", "Who do we talk to about getting invoiced?", "What did they get billed for?"],
  ["needs a paper for its books", 2, "NEED|CAN_YOU|PLEASE ~5-NOT PAPER ~12-NOT BOOKS", "I need something official for my accountant.", "I need something for my garden."],
  ["was not billed for something", 2, "^ ~2 WE ~1 NOT ~1 BILLED FOR", "We have not been billed for the second run.", "We were not billed twice for it."],
  ["has books that need an invoice", 2, "BOOKS ~3-NOT NEED ~8-NOT-COPY-SEND-QUOTE-REVIEW INVOICE !INFO !ID !FROM !ACCEPT !COPY !PAID", "Our auditors require that each payment be supported by an invoice.", "Our auditors need the invoices from Lind AB."],
  ["has books that need a paper", 2, "BOOKS ~6-NOT NEED ~3-NOT PAPER", "Our treasurer needs something on paper.", "Our treasurer needs some rest."],
  ["pays only against an invoice", 2, "^ ~14-NOT-YOU-PLEASE-IF PAY|PAYMENT|PAID AGAINST|UNTIL ~2 INVOICE !ID !INFO", "Our university only pays against an invoice.", "They paid us against an invoice last year, did you?"],
  ["wants it raised against an order", 3, "PLEASE|CAN_YOU|YOU_MAY ~2-NOT SEND|BILL ~3-QUOTE AGAINST ~1 ORDER|ID", "Can you raise this against PO 88?", "Can you send this back to PO 88?"],
  ]],

  // Direction: neither of us two.
  ["elsewhere", [
  ["asks to hand it on to somebody", 3, "DELEGATE THE? OTHER|BOOKS ~2-YOUR-YOU-US TO SEND|BILL ~6-US-OUR INVOICE|QUOTE|OTHER !US", "Please ask accounting to send Reliant a revised invoice.", "Please ask accounting to send us the invoice."],
  ["asks to have somebody else bill", 3, "PLEASE|CAN_YOU|NEED ~1 GET OTHER|BOOKS ~1-US-YOUR-YOU-FOR TO BILL|SEND ~6-US-OUR INVOICE|QUOTE|OTHER !US", "Can you get Karen to invoice Sempra for October?", "Could you get somebody to invoice us for October?"],
  ["asks to have somebody bill a third", 3, "PLEASE|CAN_YOU|NEED ~1 GET OTHER|BOOKS BILL|INVOICE OTHER", "Please have Karen invoice Sempra.", "Please have an invoice ready for me."],
  ["asks to have somebody send it", 3, "PLEASE|CAN_YOU|NEED ~1 GET OTHER|BOOKS SEND ~6-US-OUR INVOICE|QUOTE", "Please have Karen send the invoice to Sempra.", "Please have Karen send us the invoice."],
  ["asks to send a third its paper", 3, "SEND OTHER ~1-FOR-TO-AND THE|YOUR|OUR INVOICE|QUOTE", "Please send Reliant the invoice.", "Please send the office the invoice.", "named"],
  ["asks to send a third its paper, the verb last", 3, "CAN_YOU PLEASE? OTHER ~1-FOR-TO-AND THE INVOICE|QUOTE ~2 SEND_LAST", "Kannst du Brückner die Rechnung schicken?", "Kannst du diese Woche die Rechnung schicken?", "named"],
  ["speaks of the other's own customers", 3, "INVOICE|BILL|QUOTE|PRICE ~2-US-FOR TO_OTHERS", "Could you send the proposal to the client before lunch?", "Could you send us a proposal?"],
  ["asks to tell somebody else to do it", 3, "PLEASE|CAN_YOU SEND OTHER|BOOKS ~1-US-YOUR-YOU-FOR TO SEND|BILL|PRICE ~6-US-OUR INVOICE|QUOTE|OTHER !US", "Please tell Stacey to send Reliant the invoice.", "Please tell me when to send the invoice."],
  ["speaks of its own offer", 3, "OUR QUOTE ID|NUMBER", "I need your answer on our quote 2281.", "We need a quote for our 40 chairs."],
  ["asks to chase others for a paper", 3, "CHASE ~4-US FOR ~3 INVOICE|QUOTE", "Please chase your suppliers for missing invoices.", "Please chase your suppliers for parts."],
  ["says where invoices go from now on", 3, "FROM_NOW ~9-US INVOICE", "As of July please send invoices to our new address.", "Please send the invoice as soon as you can."],
  ["says where invoices go in future", 3, "INVOICE ~9 FROM_NOW", "Send your invoices to this address in future.", "Send your invoice to this address."],
  ["asks whether somebody else billed", 3, "IF ~2-WE-YOU-NOT BILLED !US", "Could you check with Tim whether he invoiced Baxter?", "Let me know if we can be invoiced."],
  ["asks what a program can do", 3, "PROGRAM ~3 SEND ~3-US INVOICE|QUOTE", "Can your app send invoices every month?", "Please send us an invoice for your app."],
  ["tells what to do in a program", 3, "SEND ~3 INVOICE|QUOTE ~6-FOR PROGRAM", "Create an invoice or request money in the app.", "Create an invoice for the app."],
  ["asks how a program does it", 3, "HOW|CAN_YOU|WE|NOT ~5 USE ~4 INVOICE|QUOTE|BILL", "How do I download my invoices from the portal?", "How do I get an invoice from you?"],
  ]],

  ["reference", [
  ["asks for one of what was named", 3, "PLEASE|CAN_YOU|YOU_MAY|NEED ~3-NOT-WE SEND|GET ~2 ONE !COPY", "Please send one to accounts.", "Please send the boxes."],
  ["needs one of what was named", 3, "NEED ~1-NOT ONE !OTHER", "Could we get one for five seats?", "We need one more chair."],
  ["asks to do what was not done yet", 3, "IF NOT ~1 ONE", "If not, please do.", "If not, we will do it."],
  ["says to whom it is to be written", 3, "^ MADE_OUT", "Please issue to Lind AB.", "Invoices should be sent to our accounts team."],
  ]],

  ["offer", [
  ["asks whether to write a paper", 3, "^ ~6-HOW-WHO-WHY WILL|OFFERING WE ~2-NOT SEND|BILL|PRICE ~6-PAID INVOICE|BILL|QUOTE|PRICE|FOR|YOU|ASK", "Shall I send you the invoice now?", "I will send you the invoice now."],
  ["asks whether a paper is wanted", 3, "NEED|CAN_YOU|YOU ~2-WE-NOT-SEND US|THE ~1 SEND|BILL|INVOICE|QUOTE|PRICE ~9-PAID-PAY ASK", "Would you like a quote for that?", "You sent us the invoice."],
  ]],

  // Direction: the sender asks us for a price.
  ["quote_request", [
  ["asks for a quote without a verb", 3, "^ ~6-ATTACHED-OUR-THANKS-INVOICE-NOT-CORRECT PLEASE ONE? YOUR|YOU|THE? QUOTE !INFO !YOU", "Bitte ein Angebot für 20 Stühle.", "Bitte das offene Angebot prüfen."],
  ["asks the price in a word", 3, "^ ~1-OUR-NOT QUOTE PLEASE? ASK", "Price?", "Quote of the day"],
  ["ends with please to a quote", 3, "^ ~10-RECEIVED-ATTACHED-OUR-COPY-THANKS-NEED-IF QUOTE ~1-ATTACHED-COPY-PAY-NOT PLEASE ~6 $", "お見積りをお願いします", "Please find our quote."],
  ["opens with a quote and says please", 3, "^ ~2-OUR-ATTACHED-THANKS-NOT QUOTE ~10-ATTACHED-NOT-CORRECT-INVOICE PLEASE $", "Quote for new fence 20m pls", "Quote attached, please sign."],
  ["says please to a quote, and more", 3, "^ ~1-OUR-YOUR-ATTACHED-THANKS-NOT-FOR QUOTE PLEASE AND", "Price list please, and a table for two.", "Quote attached, please, and the plan."],
  ["asks politely at the end for a quote", 3, "QUOTE ~8-ATTACHED-NOT SEND_LAST ~8-NOT PLEASE", "お見積りを送付していただけますでしょうか", "見積書を添付いたします"],
  ["asks us to send a quote", 3, "PLEASE|CAN_YOU ~6-ATTACHED-CORRECT-WE SEND ~8-INVOICE-FROM QUOTE !INFO !YOU !ACCEPT", "Could you send us a quote for 20 chairs?", "Please find attached our quote."],
  ["lets us send a quote", 3, "YOU_MAY ~6-ATTACHED-CORRECT SEND ~2 US ~6-INVOICE QUOTE", "You can send us a quote any time.", "You can now create quotes from your phone."],
  ["asks us to send a quote, the verb last", 3, "PLEASE|CAN_YOU|YOU_MAY ~12-ATTACHED-CORRECT-INVOICE-SEND QUOTE ~14-INVOICE-ATTACHED SEND_LAST", "Könnten Sie uns ein Angebot für 20 Stühle schicken?", "Anbei unser Angebot."],
  ["asks for a price", 3, "PLEASE|CAN_YOU ~4-ATTACHED-WE-INVOICE PRICE", "Can you please price the list below?", "The price went up."],
  ["tells us to quote", 3, "^ ~2-WE-WILL-NOT-YOU PRICE US|FOR|THE|NUMBER|QUOTE|YOUR", "Quote us for 20 tables.", "We quote for schools."],
  ["opens a list of what to quote", 3, "^ ~3-WE-WILL-NOT-YOU-OUR-TO-NEED PRICE $", "Please offer:", "We need this to price.", "body"],
  ["would be glad of a quote", 3, "^ ~3-OUR-YOUR-COPY-NOT-INVOICE-CORRECT QUOTE ~9-ATTACHED-NOT-CORRECT-INVOICE WISHED", "A quote for the fence would be great.", "Our quote is required reading."],
  ["orders a quote outright", 3, "^ ~3-WE-WILL-NOT-ATTACHED-YOU_MAY-YOU-DID_YOU-HOW-TO SEND ~6-INVOICE-CORRECT-NEED QUOTE !FROM !YOU !ACCEPT", "Send me your best price for 40 units.", "We send quotes on Mondays."],
  ["needs a quote", 3, "@YOU NEED ~10-INVOICE-BILL-CORRECT-ATTACHED-REVIEW-WHO-USE QUOTE !FROM !INFO", "We are looking for a quote on packaging.", "We will not be able to get firm quotes."],
  ["asks to be given a price", 3, "CAN_YOU|PLEASE ~5-NOT GET ~5-INVOICE QUOTE !INFO !FROM", "Would it be possible to get a quote?", "We have a quote."],
  ["asks what it costs", 3, "@TOLD HOW_MUCH !WE", "How much would 500 flyers cost?", "They asked us what it would cost."],
  ["asks what a thing costs", 3, "^ ~3-WE-NOT-DID_YOU MUCH|WHO ~7-INVOICE-PAID-OUR-PAY COST", "What do your packages start at?", "What did the tickets cost?"],
  ["asks besides what it costs", 3, "AND WHO ~4-NOT-PAID-OUR-DID_YOU-PAST-INVOICE COST|RATE", "How long will it take and what's it going to cost us.", "They came and what they did was cheap."],
  ["wants to know what a thing costs", 3, "NEED|PLEASE|CAN_YOU|SEND ~4-NOT MUCH|WHO ~7-INVOICE-PAID-OUR-PAY-WE COST", "I was wondering how much a licence for ten people costs.", "We know what it costs."],
  ["asks what the price would be", 3, "WHO ~4-NOT-WE-INVOICE QUOTE|COST ~1 WOULD_BE|COST", "Let me know what the licence fee would be.", "The price would be too high."],
  ["asks what would be the price", 3, "WHO ~1 WOULD_BE ~3-NOT-INVOICE-OUR QUOTE|COST", "And what would be your best price?", "It would be a fair price."],
  ["asks for price and time in a word", 3, "^ ~1-OUR-NOT QUOTE AND ~16-NOT-INVOICE-PAID-PAY-PAST-OUR ASK", "Your price and lead time?", "Quote and invoice attached."],
  ["asks what the price is", 2, "^ ~4-NOT-IF WHO ~7-OUR-INVOICE-NOT-WE QUOTE|PRICE ASK", "What's your turnaround and price?", "What did they pay?"],
  ["asks to hear the cost", 2, "PLEASE|CAN_YOU ~2-NOT SEND ~3-NOT-INVOICE-OF-PAID COST", "Please let me know the cost and the delivery date.", "Please send me the cost centre."],
  ["asks outright to hear the cost", 2, "^ ~1-WE-NOT-YOU-WILL SEND ~2-NOT-INVOICE-OF-PAID-WHO COST !INFO !WE", "Let me know the cost for six lamps.", "Send me the cost centre."],
  ["asks besides to hear the cost", 2, "AND SEND ~2-NOT-INVOICE-OF-PAID-WHO COST !INFO !WE", "Please come on Monday and tell me the cost of a new lock.", "They came and did it at no cost."],
  ["needs the cost", 2, "^ ~4-NOT-YOU-IF NEED THE? COST !INFO !WE", "We'd like costs for two bathrooms.", "We like the cost centre."],
  ["asks how much in the end", 2, "^ ~12-INVOICE-PAY-PAID-OUR-WE-OVERDUE-NOT MUCH PLEASE? $", "2 pallets to Brno, how much?", "I know how much we paid."],
  ["names a quote as the wish", 3, "^ ~4-RECEIVED-GET-THANKS-OUR-SENT-NUMBER-YOU-YOUR QUOTE REQUEST", "Quote request", "We received your quote request."],
  ["names the wish for a quote", 3, "^ ~5-OUR-YOUR-ATTACHED-THANKS-RECEIVED-WHY REQUEST ~2-INVOICE-ATTACHED-OUR FOR? ~1-INVOICE-OUR QUOTE !RECEIVED", "Request for a quotation", "Request for a meeting"],
  ["is a request for prices", 2, "^ ~3-OUR-YOUR-ATTACHED-THANKS-RECEIVED-WE-SENT RFQ !RECEIVED", "RFQ 2026-17 steel brackets", "Thanks for your RFQ."],
  ["wants an answer to its request for prices", 3, "PLEASE|CAN_YOU|NEED ~7-ATTACHED-INVOICE RFQ", "Please respond to our RFQ.", "We lost the RFQ."],
  ["wants us to bid", 2, "YOU_MAY|IF ~6 PRICE", "Let me know if you can quote for both sites.", "You paid the price of fame."],
  ["asks about a price", 2, "^ ~8-NOT-INVOICE-DID_YOU-PAST WHO ~4-OUR-YOUR-INVOICE-NOT-WE-PAST-PAID-ACCEPT RATE|QUOTE|COST ~4-INVOICE-PAID-PAST-SENT-WE-DID_YOU-OUR ~12-INVOICE-PAID-DID_YOU-PAST-SENT ASK", "What would pricing look like for 80 hoodies?", "What was the rate we used?"],
  ["asks whether there is a price", 2, "OFFERS ~4-OUR-INVOICE-NOT-FROM RATE|QUOTE|PRICE !INFO ~14-INVOICE-PAID-FROM ASK", "Is there a group rate for 12 people?", "Is there an invoice for 12 people?"],
  ["asks how we charge", 3, "HOW ~2-WE-NOT YOU ~1-NOT COST|PRICE !OUR", "How do you charge, by the word or by the page?", "How do we charge it in the system?"],
  ["asks for an estimate once there is one", 3, "UNTIL|IF ~1 YOU ~1-NOT GET ~3-OUR QUOTE ~3 PLEASE ~1 SEND", "Once you have an estimate, please send it to both of us.", "Once you have the goods, please send a photo."],
  ["asks to confirm or state a price", 2, "PLEASE|CAN_YOU ~1-NOT CONFIRM ~3-OUR-YOUR-INVOICE-NOT-FOR QUOTE|RATE|COST FOR|AND|NUMBER|COUNT ~8-WE-PAST-ACCEPT-MONEY-INVOICE $", "Please confirm price and lead time for 40 pieces.", "Please confirm the price we agreed."],
  ["asks to confirm this and the price", 3, "PLEASE|CAN_YOU ~1-NOT CONFIRM ~2-OUR-YOUR-INVOICE-NOT-FOR-THE AND ~1-OUR-YOUR-INVOICE QUOTE $", "Please confirm availability and pricing.", "Please confirm availability and date."],
  ["asks us for a quote", 3, "^ ~14-WILL-NOT-YOU-AND ASK_FOR ~6-INVOICE-OUR QUOTE !FROM !INFO", "I am writing to ask for a quote for a new fence.", "We will think about it and ask for a new quote."],
  ["needs to know the cost", 2, "NEED ~5-NOT-INVOICE-PAID-OUR-WE-SEND COST|RATE !OTHER !INFO", "We need to know the likely cost and the timing.", "We need the cost report."],
  ["needs us to name a price", 3, "NEED ~4-ATTACHED-WE-INVOICE-TO PRICE", "We are interested in quoting for both sites.", "We need the drawings to price it."],
  ["needs that we name a price", 3, "NEED ~1 YOU ~1 TO PRICE", "I need you to price the list below.", "I need this to price it."],
  ["asks the price of a thing without a verb", 2, "^ ~1-OUR-YOUR-ATTACHED-NOT-WE-THE QUOTE FOR|OF ~16-PAID-PAST-OUR-WILL-WE-NOT-INVOICE-SENT-YOUR-YOU-ATTACHED-IF-OFFERING-CONTRAST-ACCEPT $", "Price on a shed 30 x 40, two doors.", "Price on the shed was too high.", "body"],
  ["asks for a price in a second clause", 3, "^ ~60-WHO-WHY-WE-WILL-NOT-SELLING AND PRICE", "Have a look and price it up for us.", "We looked and will price it up."],
  ["asks for a quote in a second clause", 3, "^ ~60-WHO-WHY-WE-WILL-NOT AND SEND ~4-INVOICE-FROM-OUR-CORRECT-ATTACHED-NEED QUOTE !INFO !YOU", "Please come to look at the wall and give us a quote.", "We looked at the wall and will give you a quote."],
  ["asks where to get a price", 2, "HOW|WHO ~7-NOT-DID_YOU-INVOICE-PAST-YOUR GET|FOR ~2-YOUR-OUR QUOTE ~8-SENT-PAST-WE ASK", "Who should I speak to about pricing?", "Who is it about?"],
  ["opens with a quote", 1, "^ ~3-ATTACHED-OUR-YOUR-WE QUOTE FOR", "Quote for new carpet", "Quote of the day"],
  ["would be glad if there were a quote", 3, "WISHED ~1 IF ~10-NOT-INVOICE-OUR-CORRECT QUOTE|PRICE !INFO", "Es wäre toll, wenn Sie mir ein Angebot machen könnten.", "It would be great if you came."],
  ["would be glad to get a quote", 3, "WISHED ~2-NOT-PAY GET|SEND ~4-INVOICE-OUR QUOTE !INFO", "Sería ideal recibir un presupuesto.", "Sería ideal recibir visita."],
  ["asks for leave to get a quote", 3, "CAN_WE ~4-NOT-SEND-PAY GET ~5-OUR-INVOICE QUOTE !INFO", "Puis-je svp avoir un devis ?", "Puis-je svp avoir une chaise ?"],
  ["asks for leave to get a quote, the verb last", 3, "CAN_WE|CAN_YOU ~8-NOT-SEND-PAY-OUR-INVOICE QUOTE !INFO ~10-NOT-PAY GET", "Können wir dafür ein Angebot bekommen?", "Können wir das Angebot ablehnen?"],
  ["asks the price for something in a word", 3, "^ ~1-OUR-NOT ONE? QUOTE|COST FOR|TO|OF ~12-NOT-INVOICE-PAID-PAST ASK", "Prix pour 20 cartons ?", "Prix pour toujours."],
  ["says please to getting a quote, the verb last", 3, "PLEASE ~8-NOT-SEND-PAY-OUR-INVOICE-WE QUOTE !INFO ~6-NOT-PAY-FROM GET $", "Graag een offerte per mail ontvangen.", "Graag de offerte per mail afwijzen."],
  ["says last that a quote is needed", 3, "^ ~10-OUR-YOUR-NOT-YOU-SEND-IF-INVOICE-CORRECT-ATTACHED QUOTE !INFO ~3-ATTACHED-NOT-INVOICE NEED|WISHED $", "Für den Umbau wird noch ein Angebot benötigt.", "Für den Umbau wird noch Sand benötigt."],
  ["asks for a new price", 3, "PLEASE|CAN_YOU|NEED ~2-NOT-WE REDO YOU? ~2-INVOICE-NOT-OUR QUOTE !INFO", "Please revise your offer for 40 pieces.", "Please revise the plan for 40 pieces."],
  ["asks for a new price, the verb last", 3, "PLEASE|CAN_YOU ~4-INVOICE-NOT-OUR QUOTE !INFO ~4-INVOICE-NOT REDO", "Könnten Sie das Angebot auf 18 Paletten anpassen?", "Könnten Sie den Termin anpassen?"],
  ["asks whether a firm would quote", 3, "^ ~4-WE-OUR-IF-NOT WILLING SEND? ~2-INVOICE QUOTE|PRICE !INFO ~14 ASK", "Would Lind AB be willing to offer a fixed price for a year?", "Would Lind AB be willing to come?"],
  ]],

  ["seller", [
  ["thanks for an order", 3, "SOLD", "Thank you for your order!", "Thank you for your quote."],
  ["offers what it has", 3, "^ ~9-NEED-CAN_YOU-OFFERS-SEND SELLING", "Two empty trucks in Milan, looking for a reload to Lyon.", "Do you have two empty trucks in Milan?"],
  ]],

  ["heading", [
  ["names a quote and nothing else", 3, "^ THE? QUOTE $", "Quote", "Quote of the day"],
  ]],

  ["answer", [
  ["brings a quote", 3, "ATTACHED ~5-PLEASE-SEND-CAN_YOU-NEED-FOR-INVOICE QUOTE !REQUEST", "Please find attached our quote for the fence.", "Please quote for the attached list."],
  ["says that its quote is attached", 3, "QUOTE ~5-PLEASE-SEND-CAN_YOU-NEED-FOR ATTACHED", "The quote is attached.", "Please quote as per attached."],
  ]],

  // An order.
  ["purchase_order", [
  ["sends a purchase order", 3, "ATTACHED ~8-INVOICE-QUOTE-YOUR-OF-FOR ORDER", "Please find attached our purchase order.", "Please find attached the brochure."],
  ["places an order", 3, "WE ~5-NOT PLACE ~6 ORDER", "We would like to place an order for 40 chairs.", "We are in a good place."],
  ["orders", 2, "@YOU WE|NEED|WANT_TO ~1-NOT-YOUR-OTHER TO? ORDER|PLACE", "We would like to order 40 chairs.", "Thanks for ordering."],
  ["asks to accept an order", 3, "PLEASE ~4-HOW ACCEPT|SEND|PAY ~5-INVOICE-HOW OUR|THE ~3-INVOICE ORDER", "Please accept our order for 12 lamps.", "Please send the invoice."],
  ["names an order with its number", 2, "^ ~2-FOR-OUR-NOT-REFUND-CORRECT-PAID ORDER ~2 ID|NUMBER", "Purchase order PO-7781", "The order of things"],
  ["confirms an order", 2, "WE ~4-NOT ACCEPT ~4-INVOICE ORDER|PLACE", "We hereby accept and confirm order 88.", "We accept cards."],
  ]],

  // Direction: the sender bills us.
  ["vendor_invoice_received", [
  ["attaches an invoice", 3, "ATTACHED ~8-PLEASE-SEND-CAN_YOU-ORDER-QUOTE-NEED-BILL-YOU-UNTIL-FOR-INFO INVOICE", "Please find attached our invoice for May.", "Attached are the hours, please send an invoice."],
  ["says an invoice is attached", 3, "INVOICE ~8-PLEASE-SEND-CAN_YOU-ORDER-FOR-NEED ATTACHED", "Invoice 2291 is attached.", "Please invoice us for the attached hours."],
  ["says an invoice for something is attached", 3, "^ ~3-PLEASE-SEND-NEED-NOT-CAN_YOU-YOUR INVOICE FOR ~5-PLEASE-SEND-CAN_YOU-NEED-YOU ATTACHED !OTHER !PLEASE", "Hi, invoice for the two drawings attached, $420.", "Invoice for the attached hours please."],
  ["says an invoice for us is there", 3, "YOUR THE? INVOICE ~14-NOT-PLEASE-SEND READY|FROM", "Your invoice for August is available.", "Where is your invoice?"],
  ["brings a statement", 2, "ATTACHED ~6-PLEASE-SEND-NEED-BILL STATEMENT", "Enclosed please find our statement for legal services.", "Please send us a statement."],
  ["bills us by number", 2, "^ ~6-PLEASE-SEND-NEED-CAN_YOU-PAID-YOU INVOICE ID|NUMBER ~8-PLEASE-COPY-PAID MONEY|DUE|PAYMENT", "Invoice INV-442 amount $3,500", "Please invoice 3 items."],
  ["speaks of its own invoice", 2, "^ ~40-HOW-NEED-SEND-GET-WHO OUR INVOICE ~3 ID|NUMBER|DUE|FOR", "Our invoice 4471 covers the March delivery.", "Our invoice address changed."],
  ["wrote an invoice", 2, "WE ~3-NOT SENT ~5-FOR-PLEASE-NUMBER INVOICE", "We have issued your invoice.", "You sent an invoice."],
  ["got an invoice from elsewhere", 3, "RECEIVED ~2 INVOICE ~2 FROM", "We just received an invoice from the printer.", "We received the goods."],
  ["asks us to pay", 3, "PLEASE ~3-NOT-SEND-YOUR PAY !INFO", "Please arrange the balance payment by Friday.", "Please send the invoice, we will pay.", "clause"],
  ["says when payment is due to it", 1, "^ ~4-NOT DUE ~2 NUMBER|ID|FROM", "Payment is due by 04 May.", "Payment terms: 30 days."],
  ]],

  ["overdue_reminder", [
  ["says an invoice is overdue", 3, "INVOICE|PAYMENT|BILL|ID ~10-SEND-PLEASE-CHASE OVERDUE", "Our invoice 55 is still unpaid.", "The invoice is attached."],
  ["reminds of what is overdue", 3, "OVERDUE ~6-SEND INVOICE|PAYMENT|MONEY|BILL", "Past due amount of $12,000", "The train is overdue."],
  ["asks when it will be paid", 3, "HOW ~5-NOT-PAY-SEND-YOU-UNTIL WOULD_BE|GET ~2-OUR PAYMENT !INFO", "When can we expect payment for invoice 301?", "When can we expect the samples?"],
  ["is a payment reminder", 2, "^ ~4-NOT-SEND-CAN_YOU OVERDUE", "Payment reminder", "We are never late."],
  ]],

  ["receipt_or_payment", [
  ["tells of a payment", 2, "PAYMENT ~6-WILL-PLEASE-CAN_YOU-NOT PAID", "The payment of $300 was made today.", "Payment will be made."],
  ["has paid", 2, "WE|YOU ~4-WILL-NOT-NEED PAID ~5 INVOICE|MONEY|PAYMENT|YOUR|YOU", "We have paid invoice 7.", "We will pay soon."],
  ["says what was paid", 2, "PAID ~9-NOT MONEY|INVOICE|PAYMENT", "Has received $150.", "We paid attention."],
  ["says an invoice was paid", 3, "INVOICE ~8-NOT-PLEASE-OVERDUE-WILL PAID", "Invoice INV-20 for $149 was paid automatically.", "The invoice has not been paid."],
  ["says that money was sent", 3, "SENT YOU MONEY !INVOICE", "Carla Lind sent you $260.00.", "Carla Lind sent you 3 photos."],
  ["says that a payment came", 2, "YOUR PAYMENT ~6-NOT-WILL-PLEASE RECEIVED", "Your payment of 300 EUR just came in.", "Your order of 300 EUR came in."],
  ["is a receipt for an order", 3, "SOLD", "Thanks for your purchase.", "Thanks for your quote."],
  ["is a receipt", 3, "RECEIPT", "Order confirmation", "The reception is open."],
  ]],

  ["hold", [
  ["asks us to wait with the invoice", 3, "NOT ~4-HOW-CAN_YOU-PLEASE-PAY SEND|BILL ~6 INVOICE|US|UNTIL|WAIT|FOR", "Please do not send the invoice yet.", "Please send the invoice."],
  ["puts the invoice on hold", 3, "WAIT ~8-RECEIVED-MISSING INVOICE|BILL|SEND", "Please hold off on the invoice for now.", "Wait for me."],
  ["says the invoice must wait", 3, "^ ~20-NOT INVOICE|BILL ~5-PLEASE WAIT|NOT !RECEIVED !OVERDUE", "Keep the invoice on hold.", "The invoice is here."],
  ]],

  ["copy", [
  ["asks for a copy", 3, "COPY ~5-CAN_YOU INVOICE", "Could you send a copy of the invoice?", "Copy that."],
  ["cannot find an invoice", 3, "INVOICE ~8-NUMBER-COUNT COPY", "Please send that invoice again.", "The invoice is fine."],
  ["asks for an invoice by its number", 3, "SEND|NEED|GET ~3 INVOICE INFO? ID|NUMBER", "Please send me invoice 4411.", "Please send the invoice for order 4411."],
  ["speaks of an invoice that we sent", 2, "INVOICE YOU ~2-NOT SENT", "We need the invoices you sent us last year.", "You sent the invoice."],
  ["has lost what came", 3, "^ ~5-IF-NOT LOST", "I lost the email it came in.", "I lost the thread."],
  ]],
  ["dispute", [
  ["disputes an invoice", 3, "CORRECT ~5-BILL INVOICE|QUOTE", "There is a mistake in the invoice.", "All correct, thanks."],
  ["disputes what an invoice says", 2, "INVOICE|QUOTE ~8-PLEASE CORRECT", "The invoice is wrong.", "The invoice is fine."],
  ["complains", 2, "UNHAPPY", "I am very unhappy with the painting.", "We are happy with the painting."],
  ["wants money back", 3, "PLEASE|CAN_YOU|NEED|WANT_TO ~3-WILL REFUND", "Please refund the 80 EUR.", "We refunded 80 EUR."],
  ["has not got its money back", 2, "NOT|MISSING|WAIT ~4 REFUND", "The boxes went back and there is still no sign of a refund, I have not had any refund.", "We refunded 80 EUR."],
  ]],

  ["aside", [
  ["asks whether an invoice came", 3, "DID_YOU ~3-PAID GET|RECEIVED", "Did you get the invoice that I sent?", "Did you pay the invoice?"],
  ["asks whether an invoice was paid", 3, "DID_YOU ~10 INVOICE ~8 PAID", "Do you know if the invoice for the hotel was ever paid?", "We paid the invoice for the hotel."],
  ["asks to approve somebody's invoice", 3, "PLEASE|CAN_YOU|NEED ~3-NOT REVIEW ~7-OUR INVOICE", "Please approve the attached invoice from Miller.", "Please approve our budget."],
  ["asks where its own invoice goes", 3, "HOW|WHO ~5-YOU SEND ~3 OUR INVOICE", "Where should I send my invoice?", "Where is my invoice?"],
  ["asks to remind somebody else", 3, "PLEASE|CAN_YOU|NEED ~2 CHASE !US", "Could you send a payment reminder to Miller?", "This is a payment reminder."],
  ]],
];

/** Rules in which the negation is the point. */
const NEGATION_IS_MEANT = /\bNOT\b(?!-)|WAIT/;

export const RULES: Rule[] = ROWS.flatMap(([says, rows]) => rows.map(([name, weight, source, example, counter, only]) => ({
  name,
  says,
  weight,
  matches: pattern(source),
  needs: needsOf(source),
  negatable: !NEGATION_IS_MEANT.test(source.replace(/~\d+[^\s]*/g, "")),
  body_only: only === "body",
  named: only === "named",
  within: only === "clause" || says === "hold" && /(?:NOT|WAIT)(?: !\w+)*$/.test(source),
  example,
  counter,
})));
