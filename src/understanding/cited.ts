/**
 * Owns: numbers that a noun names ("file", "commessa", "umowa", "Leitweg-ID") or that a customer asks to see on the invoice, in every language at once - people mix them (PRODUCT M2).
 * Never: a date, an amount, a telephone, tax or bank number, the number of a part or a house.
 */
import { AS_REFERENCE, CITING, LINK, ON_INVOICE, OUR, POLITE, REFERENCES, STANDS } from "./cite-words";
import { sieved } from "./sieve";
import { sameLengthPlain } from "./words";

/** Nouns that what stands behind them is a reference of, whether or not "number" is said. Plain letters. */
const NOUNS = [
  "requisition|req|claim|file|job|agreement|booking|reservation|matter|budget|project|subcontract|contract|framework|case|ticket|tender|enquiry|inquiry|(?:work|works|service|change|internal|job) order|job sheet|docket|(?:delivery|despatch|dispatch|goods received|grn) note|grn|cost (?:cent(?:er|re)|code)|grant|award|proposal|quot(?:e|ation)|estimate|offer|statement of work|sow|wo|call-?off|incident|rfq|rfp|itt|commission|policy",
  "expediente|contrato|proyecto|solicitud(?: de compra)?|cotizacion|presupuesto|albaran|siniestro|reserva|orden de (?:trabajo|servicio)|parte de trabajo|centro de cost[eo]s?|licitacion|obra|remision|folio|oferta|peticion",
  "dossier|contrat|marche|projet|devis|demande|chantier|affaire|appel d'offres|imputation|bon d(?:e livraison|'intervention)|centre de couts?|sinistre|engagement(?: juridique)?|code service|ordre de (?:service|mission)|offre",
  "vertrag|rahmenvertrag|projekt|auftrag|vorgang|angebot|offerte|kostenstelle|kostentrager|lieferschein|aktenzeichen|az[.:]|kst|leitweg|buchung|bauvorhaben|kommission|innenauftrag|psp-element|anfrage|abruf|(?:vertrags|auftrags|projekt|vorgangs|schaden|angebots|objekt|kunden|akten|buchungs)-?(?:nummer|nr\\.?|zeichen)",
  "opdracht|offerteaanvraag|kostenplaats|werkbon|pakbon|leverbon|zaak|raamovereenkomst|boeking|reservering|aanvraag|(?:project|dossier|zaak|klant|opdracht|verplichtingen|schade|contract|kosten|referentie|order|werk)-?(?:nummer|nr\\.?|code)",
  "cig|cup|commessa|pratica|progetto|contratto|preventivo|offerta|ddt|cantiere|sinistro|prenotazione|incarico|centro di costo|determina|impegno|prot\\.|protocollo|ordine di lavoro|richiesta",
  "compromisso|cabimento|requisicao|projeto|processo|orcamento|proposta|guia(?: de remessa)?|centro de custos?|ordem de servico|empenho|cotacao",
  "contract(?:ul|ului)|proiect(?:ul|ului)?|dosar(?:ul|ului)?|ofert[ae]i?|cerer(?:e|ea|ii)|aviz(?:ul(?:ui)?)?|centru(?:l)? de cost|deviz(?:ul(?:ui)?)?|rezervar(?:e|ea)|referat(?:ul(?:ui)?)?",
  "umow(?:a|y|e|ie)|zleceni(?:e|a|u)|projekt(?:u)?|ofert[ay]|spraw(?:a|y)|znak sprawy|zapytani(?:e|a)(?: ofertowe)?|paragonu?|rezerwacj(?:a|i)|mpk|wycen(?:a|y|e|ie)|protok(?:o|ó)l(?:u)?|kosztorys(?:u)?|wnios(?:ek|ku)|szkod(?:a|y)",
  "budget (?:line|code)|budgetlinie|ligne budgetaire|linea de presupuesto|adjudica(?:cao|cion)|buchungskreis|bestek",
  "commande|bestellung|bestelling|pedido|orden|ordine|encomenda|comand[ae]i?|zamowieni[eau]|zamowieniem",
  REFERENCES,
].join("|");
/** Nouns that name a reference only with "number", "code" or the like. */
const WITH_NUMBER = "vendor|supplier|asset(?: register)?|site|show|event|production|property|store|branch|department|dept|batch|account|course|activity|member(?:ship)?|customer|client|study|location|season|order|ledger|nominal|gl|release|campaign|fund|object|programme|program|screening|location|venue|room booking|vehicle|fleet|incident|tenancy|lease|shipment|consignment|unit|plot|lot";
export const NUMBER = "(?:numbers?|num\\.?|nos?\\.?|nr\\.?|nro\\.?|n\\.? ?[°ºo]\\.?|n\\.|numero|numer|numar(?:ul)?|nummer|codes?|codigo|codice|kod|cod|ref\\.?|reference|referenz|-?id|#)";
const IS = "(?:(?:is|was|ist|lautet|es|fue|est|jest|este)(?: (?:la|el|le|die|de))?|[:=,→-]|->)";
export const OPEN = "[\"'„“”«(\\[]? ?#?";
/** Letters and digits, joined by strokes and dashes. */
export const ID = "(?=[a-z/_-]{0,16}\\.?\\d)[a-z0-9]{1,16}(?:[-/_][a-z0-9]{1,12}|\\.\\d{1,12}){0,6}(?![\\p{L}\\d]|[.,]\\d|[-/][\\p{L}\\d])";
const ASIDE = "(?: [\\p{L}' ]{2,40}(?= ?:| (?:is|ist|es|fue|est) ))?";

/** "Claim number they want on it is 88-204417", "number of agreement: VD-19/25". */
const NAMED = sieved(new RegExp(`(?:^|[^\\p{L}\\d])((?:${NUMBER}\\s(?:d\\p{L}{0,4}\\s|d'|van\\s|of\\s)?)?)((?:${NOUNS})s?|(?:${WITH_NUMBER})(?=\\s?-?${NUMBER}(?![\\p{L}]))|(?:account|acct|site|store|department|dept|show|event|production)(?=:))((?:[ -]?${NUMBER}(?!\\p{L})){0,2})${ASIDE}(?: ${POLITE}(?!\\p{L}))?[ \\t]?(${IS}?)(?:[ \\t]{1,8}(?=[a-z]{2,3} \\d{3})|[ \\t]{0,8}(?![a-z]{2,3} \\d{3}))${OPEN}((?:[a-z]{2,3} (?=\\d{3}))?${ID}(?: ?(?:,|&|\\+|and|und|et|y|en|oraz) ?[a-z]{1,6}-\\d{1,12}(?![\\p{L}\\d]|[-/.,]\\d)){0,4})`, "gu"));
/** "Release 3 against blanket PO B-20077". */
const STAGE = sieved(/(?:^|[^\p{L}])((?:release|call-?off|drawdown|abruf)(?:\s(?:no\.?|number|nr\.?))?\s\d{1,4})(?![\p{L}\d]|[.,]\d)/gu);
/** "The project 'EduArt 3'" in quotation marks: a name that ends in a number. */
const TITLED = sieved(new RegExp(`["„“«]((?:${NOUNS})\\s[^"”“»\\n]{2,25}\\d)["”“»]`, "gu"));
/** "Le contrat de déneigement D-518". */
const OF_A_THING = sieved(new RegExp(`(?:^|[^\\p{L}])(?:contra(?:ct|ctul|t|to|tto)|proje[tc]t?o?|proiect(?:ul)?|proyecto|progetto|dossier|expediente|pratica|processo|chantier|marche|commessa|umow[ay]|vertrag|auftrag)(?:\\s(?:d[eiu]l?|des|d'|da|do|della|van|voor|pour|para|per|fur|na|pentru|for)\\s?(?:\\p{L}{1,3}\\s)?\\p{L}{3,15}){1,2}\\s${OPEN}([a-z]{1,6}[-/]\\d[a-z0-9]{0,11}${ID.slice(ID.indexOf("(?:[-/_]"))})`, "gu"));
const PUT = "(?:put|show|write|add|include|mention|cite|quote|state|pop|print|needs?|wants?|use|have)";
/** "Finance wants GH-482 somewhere on it". */
const ON_IT = sieved(new RegExp(`(?:^|[^\\p{L}])${PUT}\\s(?:[\\p{L}']{1,12}\\s){0,4}?${OPEN}(${ID})["'”“»)]?\\s(?:[\\p{L}']{1,14}\\s){0,3}?(?:on|in)\\s(?:it|there|them|top|(?:the|your|all|any|every)\\s(?:\\p{L}{1,12}\\s)?(?:bills?|invoices?|subject|document|paperwork))(?!\\p{L})`, "gu"));
/** "The number to put on the invoice is 7741-AA". */
const ANNOUNCED = sieved(new RegExp(`(?:^|[^\\p{L}])(?:number|code|reference|ref\\.?)\\s(?:[\\p{L}']{1,12}\\s){1,8}?(?:is|:)\\s${OPEN}(${ID})`, "gu"));
/** "Bitte mit angeben: 77-118", "dopisz proszę ZAM/26/118": right behind the wish. */
const WISHED = sieved(new RegExp(`(?:^|[^\\p{L}\\d])(?:${CITING})(?:[ \\t](?:${POLITE}|${ON_INVOICE})(?![\\p{L}])){0,3}(?:[ \\t]?:)?[ \\t]${OPEN}(${ID})`, "gu"));
/** "Zet nummer 55-4471 op de factuur", "o número a constar na fatura é 4500771": what is said to be a number, in a sentence that wants it written. */
const NUMBERED = sieved(new RegExp(`(?:^|[^\\p{L}\\d])(?:numbers?|no\\.|nr\\.?|n\\.?[°ºo]|numero|numer|numarul|numar|nummer|code|codigo|codice|kod|codul)(?:\\s(?:[\\p{L}']{1,12}\\s){0,7}?(?:${LINK})|:)?\\s${OPEN}(${ID})`, "gu"));
/** "Make sure 26-118 is on the invoice". */
const STANDING = sieved(new RegExp(`(?:^|[^\\p{L}\\d./-])(${ID})["'”“»)]?\\s(?:(?:${STANDS}|erbij|zetten|verwenden|angeben)\\s){0,5}(?:${ON_INVOICE}|${AS_REFERENCE})(?!\\p{L})`, "gu"));
/** "Im Betreff 77-2210 angeben". */
const THERE = sieved(new RegExp(`(?:^|[^\\p{L}\\d])(?:${ON_INVOICE})(?:\\s(?:${POLITE}|nur|nog|sowie))?:?\\s${OPEN}(${ID})["'”“»)]?\\s(?:\\p{L}{1,6}\\s){0,2}(?:${CITING})(?!\\p{L})`, "gu"));
/** "Unsere interne Nummer dazu: SO-2291": a number of the customer's own, which a telephone's would not have letters in. */
const OWN = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${OUR})\\s(?:\\p{L}{3,12}\\s)?(?:numbers?|nummer|numero|numer|numar|nr\\.?|code|codigo|codice|kod|cod)(?:\\s\\p{L}{2,10}){0,3}\\s?(?:${LINK})\\s?${OPEN}((?=[\\d/-]{0,10}[a-z])${ID})`, "gu"));
const NUMBER_WORD = /(?:^|[^a-z])(?:n[uro°º.]|[ck]od)/;
/** Letters with digits, or digits with a stroke: without one there is nothing to look for around it. */
const CODE = /[a-z][-/]?\d|\d[-/]?[a-z]|\d[-/]\d/;
const WANTS_ON = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${CITING}|${ON_INVOICE})(?!\\p{L})`, "u"));
/** "Invoice number", "telephone number", "the number of pages": numbers of something else. In plain letters, before them. */
const OTHER_NUMBER = /(?:^|[^\p{L}])(?:invoice|bill|rechnungs?|facture|factura|fattura|fatura|factuur|faktury?|szkol\p{L}{1,5}|scoala\p{L}{0,3}|schule|school|ecole|casa|haus|dom(?:u)?|street|ul|str)\p{L}{0,3}[\s.-]{1,2}(?:de |d'|di )?$/u;
/** "100-150": from one count to another. */
const isRange = (value: string): boolean => {
  const [, from = "", to = ""] = /^(\d{1,4})-(\d{1,4})$/.exec(value) ?? [];
  return from !== "" && from.length === to.length && Number(from) < Number(to);
};

/** "Quoting HAR/0031", "z dopiskiem ZO/22": how the number to give is announced. */
const SAYING = sieved(new RegExp(`(?:^|[^\\p{L}])(?:quoting|citing|against|mentioning|stating|cite|(?:onder|met) vermelding van|o\\.?v\\.?v\\.?|unter (?:der )?angabe (?:von|der|des)|mit (?:dem )?(?:vermerk|hinweis|zusatz|betreff)|en rappelant|en mentionnant|en indiquant|(?:avec|portant) la mention|sous la reference|citando|indicando|mencionando|con la (?:mencion|referencia|dicitura)|con (?:dicitura|riferimento a)|mettere in riferimento|com a (?:mencao|referencia)|z dopiskiem|z adnotacja|powolujac sie na|cu (?:mentiunea|specificatia|referire la)|mentionand)\\s(?:[\\p{L}'.°º-]{1,14}\\s){0,4}?${OPEN}(${ID})`, "gu"));

/** Words that ask for something to stand on the invoice. */
const ASKED = /(?:^|[^\p{L}])(?:quot(?:e|es|ing)|cit(?:e|es|ing)|mention\p{L}*|(?:put|show|write|add|include|pop|print|need|needs|want|wants|use|mark|list|carry|bear|state)(?!\p{L})[^\n]{0,80}(?:on|in) (?:it|there|them|top|the (?:bill|invoice)|your (?:bill|invoice)|all)|please (?:use|show|state|write|add|put|include)|mencion\p{L}*|indic[aeh]\p{L}*|const[ae]r?|figur[ae]r?|relacion[ae]\p{L}*|rappel\p{L}*|report(?:er|are|ato|ez)|precis(?:er|ez)|angeben|angabe|anzugeben|vermerk\p{L}*|auffuhren|draufschreiben|anfuhren|vermeld\p{L}*|noem|noteer|riport\p{L}*|citare|informar|colocar|ponga\p{L}*|poner|anotar|mention\p{L}*|trecut|treceti|scri(?:e|eti|si)|specific\p{L}*|dopisk\p{L}*|podac|prosze podac|wpisac|umiescic|znalezc|powol\p{L}*|muss (?:drauf|auf))(?!\p{L})/u;
/** Nouns that say "number" themselves. */
const SURE = /(?:nummer|nr\.?|code|zeichen|cost cent(?:er|re)|kostenstelle|kst|mpk|kostenplaats|cent\p{L}{2,4} d\p{L}{1,2} cost\p{L}*|centre de couts?)$/u;
/** What stands before a number that is no reference. */
const NEVER = /(?:^|[^\p{L}])(?:vat|tax|gst|tva|iva|btw|mwst|nip|nif|nipc|cif|cui|rut|iban|bic|swift|sort code|bank|phone|tel|mobile|fax|whatsapp|peppol|sdi|siret|siren|kvk|part|serial|model|article|item|artikel|company|registration|charity|postbus|po box)(?: \p{L}{1,8}\.?|\.)?[ :#]{0,3}$/u;
const BANK = /\bbank|iban|\bbic\b|swift|sort code|routing|konto|rekening\b|cuenta|conto corrente/;
const DATE = /^\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d{2}))?$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/;
/** "26/88" is no day of any month. */
const isDate = (value: string): boolean => DATE.test(value) && !/^(?:1[3-9]|[2-9]\d)[-/.](?:1[3-9]|[2-9]\d)$/.test(value);
const YEAR = /^(?:19|20)\d\d(?:\/(?:\d\d|20\d\d))?$/;
const MONEY_BEHIND = /^\s?(?:[€$£%]|(?:eur|usd|gbp|chf|lei|zl|pln|ron|kr|inr|aed)(?!\p{L}))/u;

/** "Our old quote 10/2025": what is no longer so. In plain letters, before the noun. */
const OUTDATED = /(?:^|[^\p{L}])(?:old|previous|former|earlier|cancelled|alte[ns]?|fruheren?|ancien(?:ne)?|anterior|vecchi[oa]|oude|stare?j?|veche?a?)\s$/u;

/** True where the words before a place say that what follows is no longer so. */
export const outdated = (text: string, at: number): boolean => OUTDATED.test(sameLengthPlain(text.slice(Math.max(0, at - 14), at)));

/** "Billing address: Plot No. 123, Industrial Area, Pune 411001": the number of a place, where a line is an address. In plain letters. */
const OF_A_PLACE = /(?:^|[^\p{L}])(?:plot|lot|unit|shop|store|property|building|location|flat|suite|warehouse)s?$/u;
const ADDRESS = /^\W*(?:[\p{L}]{1,12} ){0,3}(?:address|adresse|direccion|indirizzo|adres|endereco|adresa|bill to|ship to|deliver to|invoice to)(?!\p{L})[^\n]{0,4}[:=\n]|,[^\n]{2,80}(?:[^\d]\d{5,6}(?!\d)|[^\p{L}][a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?!\p{L}))|,[^\n,]{0,40}(?:street|road|estate|area|avenue|lane|industrial)(?!\p{L})/u;

/** The line around a place. */
function lineAt(lower: string, at: number): string {
  const end = lower.indexOf("\n", at);
  return lower.slice(lower.lastIndexOf("\n", at - 1) + 1, end === -1 ? undefined : end).slice(0, 400);
}

export interface Cited {
  /** As written. */
  value: string;
  /** With the words before it. */
  text: string;
  /** Where that begins. */
  start: number;
}

/** The sentence around a place, in plain letters; lines that were broken to fit a width are one. */
function sentenceAt(lower: string, at: number): string {
  const before = lower.slice(Math.max(0, at - 200), at);
  const after = lower.slice(at, at + 200);
  const opened = [...before.matchAll(/[.!?]\s|\n\s*\n/g)].at(-1);
  const closed = after.search(/[.!?](?:\s|$)|\n\s*\n/);
  return (before.slice(opened === undefined ? 0 : opened.index + opened[0].length) + (closed === -1 ? after : after.slice(0, closed))).replace(/\n/g, " ");
}

/** True when the sentence around a place asks to write something on the invoice. */
export const askedAt = (text: string, at: number): boolean => ASKED.test(sentenceAt(sameLengthPlain(text), at));

/** "Quote: 25000 flyers": a number that counts what stands behind it. */
export const counts = (value: string, said: string, behind: string): boolean => /^\d+$/.test(value) && said.includes(":") && /^\s\p{Ll}{3}/u.test(behind);

/** "Commande 12000 flyers": the number counts them. What may stand behind a number that does not. */
export const COUNTED = /^\s(?!(?:please|bitte|graag|merci|gracias|grazie|dated|datata|attached|oraz|pour|para|voor|from|with|over|under|which|that|into)(?!\p{L}))\p{Ll}{4}/u;

/** A date, a year, a sum or a measure in the shape of a number. `sure`: "number" or the like is said, so that few digits will do. */
export function isId(value: string, behind: string, sure: boolean): boolean {
  if (!/\d/.test(value) || isDate(value) || YEAR.test(value) || /\p{Ll}/u.test(value) && !/^\p{Lu}/u.test(value)) return false;
  if (/^\d{1,3}$/.test(value) && /^ [a-z]{1,3} \d/.test(behind)) return false;
  if (/^[\d.]+$/.test(value) && (sure ? /\.(?:\d\d|\d{3})$/ : /\./).test(value) || (/^\d+$/.test(value) && MONEY_BEHIND.test(behind))) return false;
  const digits = value.replace(/\D/g, "").length;
  return sure ? value.length > 1 : digits > 4 || (/^\d{3,}$/.test(value) && /^(?:[,;)]|\.?(?:\s|$))(?!\s?\p{L})/u.test(behind)) || (/\p{L}/u.test(value) && value.length > 3 && !/^\d+\p{L}$/u.test(value));
}

/** Every number of a text that is named or asked for, in the order of trust. `heading`: in a subject few digits will do. */
export function citedIn(text: string, heading = false): Cited[] {
  let at = 0;
  // A number stands in the paragraph that names it: paragraphs without one are not searched.
  return text.split(/(\n\s*\n)/).flatMap((part) => {
    const from = at;
    at += part.length;
    return /\d/.test(part) ? inParagraph(part, heading).map((cited) => ({ ...cited, start: cited.start + from })) : [];
  });
}

/** True when the words before or within say that the number is that of something else. */
export const isNever = (lower: string, start: number, from: number): boolean => NEVER.test(lower.slice(Math.max(0, start - 20), start)) || NEVER.test(lower.slice(start, from));

function inParagraph(text: string, heading: boolean): Cited[] {
  const lower = sameLengthPlain(text);
  const found: Cited[] = [];
  const take = (match: RegExpExecArray, id: string, sure: boolean): void => {
    const end = match.index + match[0].length;
    const start = match.index + (/^[^\p{L}\d]/u.test(match[0]) ? 1 : 0);
    const from = match.index + match[0].lastIndexOf(id);
    const value = text.slice(from, from + id.length);
    if (!sure && /^\d+$/.test(value) && COUNTED.test(text.slice(end, end + 20))) return;
    if (outdated(text, start) || !isId(value, lower.slice(end), sure) || counts(value, lower.slice(start, from), text.slice(end, end + 5)) || isNever(lower, start, from)) return;
    if (/^account/.test(lower.slice(start)) && BANK.test(sentenceAt(lower, start))) return;
    found.push({ value, text: text.slice(start, end), start });
  };
  for (const match of NAMED.all(lower)) {
    const [, before = "", noun = "", number = "", joint, id = ""] = match;
    // "WO-5512": the noun is part of it.
    const whole = `${noun}-${id}`;
    if (OF_A_PLACE.test(noun) && ADDRESS.test(lineAt(lower, match.index + 1))) continue;
    take(match, joint === "-" && match[0].endsWith(whole) && /^\p{Lu}/u.test(text.slice(match.index + match[0].length - whole.length)) ? whole : id, heading || before !== "" || number !== "" || SURE.test(noun));
  }
  for (const pattern of [OF_A_THING, ON_IT, SAYING]) for (const match of pattern.all(lower)) take(match, match[1] ?? "", false);
  for (const match of ANNOUNCED.all(lower)) if (ASKED.test(sentenceAt(lower, match.index + 1))) take(match, match[1] ?? "", false);
  for (const match of !CODE.test(lower) ? [] : [WISHED, STANDING, THERE, OWN].flatMap((pattern) => pattern.all(lower))) if (/\p{L}|[-/]/u.test(match[1] ?? "") && !isRange(match[1] ?? "") && !COUNTED.test(text.slice(match.index + match[0].length, match.index + match[0].length + 20))) take(match, match[1] ?? "", false);
  for (const match of NUMBER_WORD.test(lower) && WANTS_ON.test(lower) ? NUMBERED.all(lower) : []) {
    const id = match[1] ?? "";
    // "Szkoła Podstawowa nr 1171": which one of that name.
    if (/^\d+$/.test(id) && /\p{Lu}\p{Ll}{2,20} $/u.test(text.slice(Math.max(0, match.index - 24), match.index + 1)) && !/\s(?:[Nn]umber|[Nn]ummer|[Nn]um[eé]ro|[Nn]úmero)/u.test(match[0])) continue;
    if (id.length > 3 && WANTS_ON.test(sentenceAt(lower, match.index + 1)) && !OTHER_NUMBER.test(lower.slice(Math.max(0, match.index - 20), match.index + 1))) take(match, id, true);
  }
  for (const match of [...TITLED.all(lower), ...STAGE.all(lower)]) {
    const start = match.index + match[0].indexOf(match[1] ?? "");
    found.push({ value: text.slice(start, start + (match[1] ?? "").length), text: text.slice(start, start + (match[1] ?? "").length), start });
  }
  return found;
}
