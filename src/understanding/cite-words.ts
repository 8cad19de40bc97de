/**
 * Owns: the words, in plain letters, by which a customer of any language gives a number that is to stand on the invoice: orders, verbs, politeness, what links a noun to its number.
 * Never: a rule; those are in cited.ts and orders.ts. It loads without the language files, as whoever reads only numbers needs none of them.
 */

/** An order of the customer's, as a noun that says "number" itself. */
export const ORDER_NUMBERS = [
  "bestell-?(?:nummer|nr\\.?|zeichen)|best\\.? ?-?nr\\.?|bst\\.?(?: ?-? ?nr\\.?)?|bestellungs(?:nummer|nr\\.?)|einkaufs(?:bestell)?nummer|order-?(?:nummer|nr\\.?)",
  "bestel-?(?:nummer|nr\\.?|bonnummer)|inkoop(?:order)?-?(?:nummer|nr\\.?)|bestelbonnr\\.?",
].join("|");

/** An order of the customer's. Behind it stands its number, or something else. */
export const ORDERS = [
  "purchase order|order",
  "bestellung|bestellschein",
  "bestelling|bestelbon|inkooporder|inkoopopdracht",
  "(?:bon|lettre|ordre) de commande|commande",
  "orden de (?:compra|pedido)|pedido(?: de compra)?|orden",
  "ordine(?: d'acquisto| di acquisto)?|buono d'ordine",
  "(?:nota|ordem) de (?:encomenda|compra)|encomenda|pedido de compra",
  "comand(?:a|ei|a de achizitie|a ferma)|comenzi(?:i|lor)?|not(?:a|ei) de comanda",
  "zamowieni(?:e|a|u|em)",
].join("|");

/** "Our", before an order. */
export const OUR = "our|unsere[rnms]?|onze?|notre|nuestr[oa]|nostr[oa]|ns\\.?|noss[oa]|a noastra|nasz(?:e|ego|emu|ym)";

/** What stands between a noun and its number: "is", "bears", "to", with the article of the number. */
export const LINK = "(?:'s|'?is|was|will be|ist|war|ware|lautet|hat|tragt|luidt|draagt|heeft|est|etait|c'est|sera|porte|es|era|sera|lleva|tiene|e|ha|porta|reca|foi|tem|leva|este|are|poarta|to|jest|ma|brzmi|[:=,→-]|->)(?: (?:(?:la|el|le|die|de|der|den|das|het|il|lo|o|a|the)(?![\\p{L}])))?";

/** Words of courtesy that stand in between. */
export const POLITE = "(?:please|pls|kindly|bitte|aub|a\\.u\\.b\\.|graag|alsjeblieft|svp|s'il (?:vous|te) plait|merci|por favor|porfa|per favore|cortesemente|va rog|te rog|va rugam|prosze|also|auch|noch|mit|ook|bien|aussi|anche|tambien|tambem|si|tez|takze|(?:nehmen|verwenden|benutzen) sie|nimm|gebruik|utilis(?:er|ez)|usar|usen|usare|usi)";

/** Verbs that put something on an invoice. */
export const CITING = [
  "put|show|write|add|include|mention|cite|quote|state|use|print",
  "angeben|anzugeben|angibst|angebt|vermerk\\p{L}{0,3}|nenn(?:en|e|t)?|schreib(?:e|en|st|t)?|draufschreiben|auffuhren|anfuhren|notier\\p{L}{1,3}|verwende[nt]?|setz(?:e|en|t)?",
  "vermeld(?:en|t|ing)?|zet(?:ten|te|je)?|noteer|noteren|noem|schrijf|gebruik",
  "indiqu(?:er|ez|e)|mentionn(?:er|ez|e)|mettre|mettez|mets|not(?:er|ez)|rappel(?:er|ez|le)|report(?:er|ez)|precis(?:er|ez|e)|inscri(?:re|vez|s)|ajout(?:er|ez)|figurer",
  "indi(?:car|quen?|ca)|poner|pon(?:gan?|gas|edme|me|le)?|inclu(?:ir|yan?|ye)|mencion(?:ar|en?|a)|cit(?:ar|en)|anot(?:ar|en?)|constar|figurar",
  "indic(?:are|hi|ate|a)|mett(?:a|i|ete|ere|iamo)|citare|citi|riport(?:are|i|ate|a)|inseri(?:re|sca|sci|te)|scriv(?:a|i|ere|ete)|aggiung(?:a|i|ere|ete)",
  "indi(?:car|quem?)|coloc(?:ar|a)|coloquem?|ponham?|mencion(?:ar|em?)|inclu(?:ir|a|am)|referir|refiram?|constar|escrev(?:a|er|am)",
  "treceti|treci|mention(?:ati|eaza|are)|specific(?:ati|a)|puneti|pune|scrie(?:ti)?|indic(?:ati|a)|adaug(?:ati|a)|apara|inscrieti|includ(?:eti|e)",
  "poda(?:c|j|jcie|nie)|wpis(?:ac|z|zcie|anie)|dopis(?:ac|z|zcie|anie)|umiesc(?:ic|cie)?|zamiesc(?:ic|cie)?|doda(?:c|j|jcie)|napis(?:ac|z|zcie)|zawierac|zawiera",
  "(?:indiqu|mentionn|rappel|precis|report|not|ajout)ant|indicando|mencionando|citando|riportando|precisando|specificando|mentionand|specificand|podajac|wpisujac",
].join("|");

/** On the invoice, by any name. */
export const ON_INVOICE = [
  "on (?:it|there|the (?:invoice|bill)|your (?:invoice|bill)|top)",
  "(?:auf|in) (?:de[rmn]|die|ihre[rn]?|eure[rn]?|deine[rn]?) rechnung|drauf|darauf|rechnungstext|betreff",
  "op (?:de|uw|je|jullie) (?:factuur|rekening)|erop|daarop",
  "sur (?:la|votre|ta|cette) facture|dessus",
  "en (?:la|su|tu|vuestra) factura|en el concepto",
  "(?:in|sulla|nella|della) fattura|in causale|nella causale",
  "(?:na|da) (?:fatura|nota|nf)",
  "(?:pe|in) (?:ea|factura)|in descriere",
  "na (?:fakturze|fakture|niej)|w (?:opisie|tytule|tresci|uwagach)",
].join("|");

/** What a number does that is to stand there: "26-118 muss auf der Rechnung stehen". */
export const STANDS = "is|are|must|should|needs?|has|to|be|shown|appears?|goes|muss|soll(?:te)?|steht|gehort|bitte|moet|graag|komt|doit|devra|figurer?|apparaitre|debe|tiene|que|figurar|aparecer|constar|deve|va|comparire|tem|de|aparecer|trebuie|sa|apara|ma|musi|powinien|byc|please|pls|svp|aub|prosze";

/** References by their own name, where no noun says of what: "rif.", "naszą referencję". */
export const REFERENCES = "ref\\.?[aª]?|referenz|reference|referentie|referenci?j?(?:a|e|i|ii|ei)|referint(?:a|ei)|rif\\.?|riferimento|kenmerk";

/** "... als Referenz", "como referencia": as what a number is given, behind it. */
export const AS_REFERENCE = "(?:als|as|como|come|jako|ca|en|comme|in) (?:(?:the|our|unsere|nostro|notre|nuestra|onze) )?(?:ref\\p{L}{0,9}|rif\\p{L}{0,9}|kenmerk|zeichen|betreff)";
