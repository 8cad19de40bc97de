/**
 * Owns: purchase order numbers and references of a mail (PRODUCT M2).
 * Never: a number that no word introduces.
 */
import { TAX_ID } from "../core/tax-id";
import { askedAt, citedIn, COUNTED, counts, outdated } from "./cited";
import { ordersIn } from "./orders";
import { sieve } from "./sieve";
import { sameLengthPlain } from "./words";

const NUMBER = "([A-Z]{0,6}[-/ ]?\\d[\\w/.-]{0,30}|[A-Z]{1,6}(?:[-/][A-Z]{1,8}){1,3}[-/]\\d[\\w/-]{0,30}|[A-Z]{1,6}-[A-Z0-9][\\w/-]{0,30})";
const MARK = "(?:\\s(?:for|on) (?:this|that|it)(?: [a-z]{2,8})?)?\\s*(?:number,?|no\\.?|num\\.?|nr\\.?|nummer|n\\.?[°ºo]\\.?|n\\.|numero|número|numer|numéro|num[aă]r(?:ul)?|ref(?:erence)?\\.?)?\\s*(?:\\.{3,40}\\s)?(?:is|ist|lautet|est|es|jest|este|:|#|-|=|→)*\\s*#?\\s*";
/** The same where something must say that a number follows. */
const MARKED = "\\s*(?:(?:number|no\\.?|num\\.?|nr\\.?|nummer|n[°ºo]\\.?|ref(?:erence)?\\.?)\\s*(?:is|:|#|-|=|→)*|(?:is|:|#|=|→)+)\\s*#?\\s*";
const PO = [
  new RegExp(`\\bP/O(?:${MARK})${NUMBER}`, "i"),
  new RegExp(`\\bPO-?nummer\\s*:?\\s*#?${NUMBER}`, "i"),
  new RegExp(`\\bnota de encomenda(?: é (?:a|o))?${MARK}${NUMBER}`, "i"),
  new RegExp(`\\bLPO\\s(?:(?:[Nn]o|[Nn]r|[Nn]umber|[Rr]ef)\\.?\\s?)?[:#]?\\s?${NUMBER}`),
  new RegExp(`\\b(?:purchase order|our po|order) P\\.?O\\.?\\s+#?(\\d[\\w/-]{1,30})`, "i"),
  new RegExp(`\\b(?:purchase order|customer po|our po|order)${MARK}((?:PO|P\\.O\\.)[-# ]?\\d[\\w/-]{0,30})`, "i"),
  new RegExp(`\\bpurchase[ -]order(?:\\s*\\(PO\\))?${MARK}${NUMBER}`, "i"),
  new RegExp(`(?:^|[^\\w/-])((?:[A-Z]{1,6}[-/]){0,2}P\\.?O\\.?[-_]\\s?[A-Z0-9]*\\d[\\w/-]{0,30})`, "i"),
  new RegExp(`(?:^|[^\\w])(PO\\d{2,}[\\w/-]{0,30})`),
  new RegExp(`(?:^|[^\\w])P\\.?O\\.?(?! ?[Bb][Oo][Xx])${MARK}(?![Bb][Oo][Xx])${NUMBER}`),
  new RegExp(`(?:^|[^\\w])p\\.?o\\.?(?! ?box)${MARKED}(?!box)${NUMBER}`, "i"),
  // "po 45 zł" is Polish for a price.
  new RegExp("(?:^|[^\\w])[Pp]o\\s+(\\d{4,}[\\w/-]{0,30})(?!\\w|[.,]\\d|\\s?(?:[€$£]|zł|EUR|PLN|USD))"),
  new RegExp(`\\bour (?:purchase )?order${MARK}${NUMBER}`, "i"),
  new RegExp(`\\b(?:(?:nuestr[oa]|nostr[oa]|noss[oa]|onze|notre|nasz[ea]?) (?:n[uú]mero de )?(?:pedido|orden|ordine|encomenda|bestelling|order|commande|zam[oó]wienie)|comanda noastr[aă])${MARK}${NUMBER}`, "i"),
  // "The PO, which has to be on the invoice: BP-0619", "PO stays the same: 30117", "PO's BC-20771".
  new RegExp("(?:^|[^\\w])P\\.?O\\.?(?:(?:'s|,)?(?: [a-z']{2,10}){1,9} ?:|'s) ?#?((?:[A-Z]{1,6}[-/]?)?\\d[\\w/-]{2,30})(?![.,]\\d)"),
  // "New PO raised, ref 88421", "purchase order issued - number 77120".
  new RegExp(`(?:^|[^\\w])(?:P\\.?O\\.?|[Pp]urchase [Oo]rder)(?:\\s[a-z]{2,12}){1,4}(?:\\s?[,:;(–-])?\\s(?:ref|reference|no|nr|number)\\.?\\s?[:#]?\\s?((?:[A-Z]{1,6}[-/]?)?\\d[\\w/-]{2,30})(?![.,]\\d)`),
  // "A purchase order for the day (BSC-00734, budget code VOL/22)".
  new RegExp(`\\bpurchase[ -]order(?:\\s[a-z]{2,12}){0,4}\\s\\(#?([A-Z]{1,6}[-/]?\\d[\\w/-]{1,30}|\\d{4,}[\\w/-]{0,30})`, "i"),
  new RegExp(`(?:^|\\n)\\s{0,8}(?:[-*•]\\s)?(?:order|ordine|pedido|comanda|bestelling|zamówienie|encomenda|commande)\\s?:[ \\t]{0,24}#?([A-Z]{1,6}[-/]\\d[\\w/-]{1,30}|\\d{4,}[\\w/-]{0,30})(?![.,]\\d)`, "i"),
  new RegExp(`\\b(?:ordine|comanda|zam[oó]wieni[aeu]|encomenda|pedido|bestelling)(?:\\s(?:è|é|es|este|to|is)(?:\\s(?:il|lo|el|o|a|het))?)?\\s(?:n\\.|nr\\.?|n\\.?[°º])\\s?#?${NUMBER}`, "i"),
  new RegExp(`\\bO\\.?C\\.?\\s(?:[Nn][°ºo]\\.?\\s?)?[:#]?\\s?(\\d{3,}[\\w/-]{0,30}|[A-Z]{1,6}-\\d[\\w/-]{0,30})`),
  // "Notre numéro de commande est le FD-26-047".
  new RegExp(`\\b(?:num[eé]ro de commande (?:est|sera) le|n[uú]mero de (?:pedido|encomenda) (?:es el|é o)|numero d['’]ordine è il)\\s${NUMBER}`, "i"),
  new RegExp(`\\border (?:number|no\\.?|nr\\.?)\\s*(?:is|:|#|-)*\\s*#?${NUMBER}`, "i"),
  new RegExp(`\\b(?:Bestellnummer|Bestell-?Nr\\.?|unsere Bestellung|Bestellung|Auftragsnummer|bon de commande(?: [a-zà-ÿ]{1,10}){0,2}(?=\\s?:)|bon de commande|num[eé]ro de commande|orden de compra|pedido de compra|ordine d['’]acquisto|ordem de compra|order-?nummer|order-?nr\\.?|inkoopnummer|inkooporder|inkoopordernummer|bestelbon(?:nummer)?|buono d['’]ordine|oda|zam[oó]wieni[ea]|comenzii(?: noastre)?|comand[aă] de achizi[tț]ie)${MARK}${NUMBER}`, "i"),
];
/** Digits with letters, strokes and dashes around them. */
const ID = "((?=[A-Z0-9/-]{0,24}\\d)[A-Z0-9]{1,12}(?:[-/][A-Z0-9]{1,12}){0,5}(?:\\.\\d\\d\\.\\d{4})?)(?![\\w]|[.,]\\d)";
const REFERENCE = [
  new RegExp(`\\b((?:RFQ|RFP|RFI|ITT|ENQ|INQ)[-/ ]?${ID.slice(1)}`),
  // "quoting ref. LU-2231": capitals and digits need no sign between.
  new RegExp(`\\b(?:[Rr]ef(?:erence|erenz|erencia|erentie|erência|\\.)?|[Rr]éférence|[Rr]iferimento|[Kk]enmerk)\\s+([A-Z]{1,6}(?:[-/][A-Z]{1,8}){0,3}[-/ ]?\\d[\\w/-]{0,30})`),
  new RegExp(`\\b(?:your|our|their|my|customer|payment|project|job) (?:reference|ref\\.?)\\s+([A-Z]{1,6}(?:[-/][A-Z]{1,8}){0,3}[-/]\\d[\\w/-]{0,30}|\\d{3,}[\\w/-]{0,30})`, "i"),
  new RegExp(`\\b(?:your |our |customer |payment |project |job |cost cent(?:er|re) |internal )?(?:reference|ref\\.?|referenz|r[eé]f[eé]rence|referencia|riferimento|referentie|kenmerk|Zeichen|refer[eê]ncia|numer referencyjny|referin[tț][aă])(?:\\s*(?:number|no\\.?|code))?(?: (?:on|for) (?:the |this |your )?(?:invoice|bill))?\\s*(?:is|ist|:|#|-)+\\s*#?${NUMBER}`, "i"),
  new RegExp(`\\b(?:quot(?:e|ation)|estimate|proposal|offer|angebot|offre|offerta|offerte|devis|cotizaci[oó]n|presupuesto|preventivo|or[cç]amento|oferta|ofert[aăe])${MARK}([A-Z]{1,6}[-/ ]?\\d[\\w/-]{0,30}|\\d[\\w/-]{2,30})`, "i"),
  // "My order #ORD-7836", "ma commande CMD-20931", "order 45-2207".
  new RegExp(`(?:^|[^\\p{L}])(?:[Oo]rder|ORDER|[Pp]urchase|[Cc]ommande|[Bb]estellung|[Pp]edido|[Oo]rden|[Oo]rdine|[Bb]estelling|[Ee]ncomenda|[Cc]omand[aă]|[Zz]amówieni[ae])\\s(?:(?:number|no|nr|n°|nº|n)\\.?\\s?)?[:#]?\\s?#?([A-Z]{1,6}-\\d[\\w/-]{1,30}|\\d{2,6}-(?!20\\d\\d(?!\\d))\\d{3,8})(?![\\w/-]|[.,]\\d|\\s(?!(?:please|pls|thanks|thank|from|of|dated|placed|and|as|that|which|was|has|is|du|de|del|della|vom|van|din|z|svp|bitte|merci|gracias|grazie|por|s'il|para|per|pour)(?!\\p{L}))\\p{L})`, "u"),
  // "Comanda de transport 2261", "zlecenie transportowe 1180".
  new RegExp("(?:^|[^\\p{L}])(?:[Cc]omand[aăei]{1,2}|[Oo]rdine|[Cc]ommande|[Pp]edido|[Oo]rden|[Zz]lecen(?:ie|ia)|[Oo]rdre|[Ee]ncomenda)\\s(?:(?:de|di|do)\\s)?(?:transport\\p{L}{0,5}|trasporto|transporte|carg[ao]|incarcare|livrare)\\s(?:(?:nr|n|no)[.°º]{0,2}\\s?)?(\\d{3,}[\\w-]{0,20})(?![\\w]|[.,]\\d)", "u"),
  // "Please raise the invoice for PID1615592".
  new RegExp("\\b(?:invoice|bill|facture|factura|fattura|factuur|fatura|Rechnung)\\s(?:for|against|re|regarding|pour|para|per|voor|für|zu)\\s([A-Z]{2,5}\\d{5,12})(?=\\s?(?:[,;!?)\\n]|\\.(?!\\d)|$)|\\s(?:please|pls|thanks|thank|asap|svp|bitte|merci|gracias|grazie)(?!\\w))"),
  // "Please mark it \"Title 8841\"".
  new RegExp("\\b(?:mark|label|head|tag|title)\\s(?:it|them|this|(?:the|your)\\s(?:invoice|bill))\\s(?:as\\s|with\\s)?[\"“”„'‘]([A-Z][^\"“”'’\\n]{0,30}\\d[^\"“”'’\\n]{0,12})[\"”“'’]"),
  // "Preventivo 33 - fiori": two digits may be a count elsewhere.
  new RegExp("\\b(?:quotation|quote|estimate|angebot|offerte|devis|cotizaci[oó]n|presupuesto|preventivo|or[cç]amento|ofert[aăe])\\s(?:n[r°º.]{1,2}\\s?)?(\\d{2})(?=\\s[-–—]\\s\\p{L}|\\s?:?\\s?$)", "iu"),
  new RegExp(`\\b(?:order|commande|bestellung|pedido|ordine|bestelling|encomenda|comand[aă])\\s*(?:number|no\\.?|nr\\.?|n[°ºo]\\.?)?\\s*[:#]?\\s*(?:#|n[°º]\\s?)(\\d[\\w/-]{1,30})`, "i"),
  new RegExp(`\\b(?:[Oo]rder|[Pp]edido|[Oo]rdine|[Bb]estelling|[Cc]omand[aă]|[Cc]ommande|[Bb]estellung|[Zz]amówieni[ae])\\s+(\\d{4,}[\\w/-]{0,30})(?!\\w|[.,]\\d|\\s?(?:[€$£]|EUR|USD|GBP|\\p{L}))`, "u"),
];

/** Where a number is said to be one, it may look like a year or a date. */
const SAID_TO_BE = [
  // "Supplier invoice request #2093".
  new RegExp("\\b(?:[Rr]equest|[Tt]icket|[Cc]ase|[Tt]ask|[Ii]ssue|[Ff]orm|[Ss]ubmission)\\s(?:no\\.?|number)?\\s?#(\\d{3,12})(?![\\w/-]|[.,]\\d)"),
  // "Oferta nr 15/03/2026": the fifteenth of that month.
  /(?:^|[^\p{L}])(?:ofert[ayeă]|zamówieni[ae]|zleceni[ae]|umow[ay]|angebot|offerte|offerta|devis|quote|quotation|estimate|presupuesto|preventivo|or[cç]amento|contract|contrat|auftrag|commessa)\s(?:nr|no|number|n°|nº|n)\.?\s?:?\s?(\d{1,4}\/\d{1,2}\/(?:\d{4}|\d{2}))(?![\w/]|\.\d)/iu,
];

export interface Reference {
  value: string;
  /** The words it came from. */
  text: string;
  /** Which of the texts they stand in, and where they begin there. */
  of: number;
  start: number;
}

const sourceOf = ({ source }: RegExp): string => source;
const orders = sieve(PO, sourceOf);
const references = sieve(REFERENCE, sourceOf);
const numbered = sieve(SAID_TO_BE, sourceOf);

/** An amount, a date or a year stands after these words as well. */
const NO_NUMBER = /^\d+[.,]\d{2}$|^\d{4}-\d\d-\d\d$|^(?:19|20)\d\d$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/;

const AMOUNT = /^\d+[.,]\d{2}$/;

/** "Order number 4471 delivered": said to be a number, whatever follows. */
const MARK_BEFORE = /(?:n[or]?\.?|num\.?|numbers?|nummer|num[eé]ro|número|numer|ref\.?|P\.?O\.?|is|ist|est)\s\S{1,40}$/iu;

/** What the patterns find in one text, in their order. */
function matchesOf(patterns: RegExp[], whole: string, of: number, never: RegExp): Reference[] {
  const text = whole.slice(0, 20_000);
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(text);
    const bare = match?.[1]?.trim().replace(/^[#\s]+|[.,/;-]+$/g, "");
    // "ODA-2291": initials of the order that are part of its number.
    const value = match === null || bare === undefined ? bare : `${/(?:^|[^\p{L}\d-])(?!(?:PO|LPO)-)(\p{Lu}{2,4}-)$/u.exec(match[0].slice(0, match[0].lastIndexOf(bare)))?.[1] ?? ""}${bare}`;
    // "Zamówienie 12000 ulotek".
    if (match !== null && /^\d+$/.test(value ?? "") && /\p{L} $/u.test(match[0].slice(0, match[0].lastIndexOf(value ?? ""))) && COUNTED.test(text.slice(match.index + match[0].length, match.index + match[0].length + 20)) && !MARK_BEFORE.test(match[0])) return [];
    if (match === null || value === undefined || !/\d/.test(value) || never.test(value) || /^\p{Ll}/u.test(value) || outdated(text, match.index) || counts(value, match[0], text.slice(match.index + match[0].length, match.index + match[0].length + 5))) return [];
    return [{ value, text: match[0].trim(), of, start: match.index + match[0].length - match[0].trimStart().length }];
  });
}

/** The customer's purchase order number. */
export function poNumber(texts: string[]): Reference | null {
  for (const [of, text] of texts.entries()) {
    const [found] = /\d/.test(text) ? matchesOf(orders(sameLengthPlain(text)), text, of, AMOUNT) : [];
    if (found !== undefined) return found;
    const [said] = /\d/.test(text) ? ordersIn(text.slice(0, 20_000)) : [];
    if (said !== undefined) return { ...said, of };
  }
  return null;
}

/** "NVL-TT-01 – next steps", where the text speaks of working "on NVL-TT-01". */
function headingOf(subject: string, text: string): Reference[] {
  const code = /^([A-Z]{2,6}(?:-[A-Z]{1,6}){0,2}-\d{2,8}[A-Z]?)\s?[–—:|/-]\s/.exec(subject)?.[1];
  const at = code === undefined ? -1 : ["on", "under", "regarding", "about", "concerning", "project"].findIndex((word) => text.includes(` ${word} ${code}`));
  return code === undefined || at === -1 ? [] : [{ value: code, text: code, of: 1, start: 0 }];
}

/** Any other number the customer wants to see again: a quote, project or order number; of several the one that is to stand on the invoice. `po` is not repeated. */
export function reference(texts: string[], po: string | null): Reference | null {
  for (const [of, text] of texts.entries()) {
    if (!/\d/.test(text)) continue;
    const lower = sameLengthPlain(text);
    const found = [...matchesOf(references(lower), text, of, NO_NUMBER), ...matchesOf(numbered(lower), text, of, AMOUNT), ...citedIn(text.slice(0, 20_000), of === 1).map((cited) => ({ ...cited, of }))].filter(({ value }) => value !== po && !(po?.includes(value) ?? false));
    if (of === 1) found.push(...headingOf(text, texts[0] ?? ""));
    const chosen = found.find(({ start }) => askedAt(text, start)) ?? found[0];
    if (chosen !== undefined) return chosen;
  }
  return null;
}

/** The customer's own tax number, which the invoice is to name. */
export function taxId(text: string): Reference | null {
  const match = TAX_ID.exec(text.slice(0, 20_000));
  const value = match?.[1];
  return match === null || value === undefined ? null : { value: value.replace(/[ -]?(?:no|nr|number|nummer)\.?(?=[\s:#])/i, "").replace(/\s(?:is|lautet|es|est|e)\s| on it,?(?=\s)/i, " ").replace(/\s*[:#]\s*|\s+/g, " ").replace(/[\s./-]+$/, "").trim(), text: value, of: 0, start: match.index + match[0].length - value.length };
}

const BILL = new RegExp(`\\b(?:invoice|bill|rechnung(?:s-?nummer|s-?nr\\.?)?|facture|factura|fattura|factuur|fatura|faktura)${MARK}${NUMBER}(?![\\w.]|\\s*(?:[€$£]|EUR|USD|GBP|CHF))`, "gi");
/** The number that a vendor gave to its own bill. Texts in the order in which they are believed. */
export function billNumber(texts: string[]): Reference | null {
  for (const [of, text] of texts.entries()) {
    for (const match of text.slice(0, 20_000).matchAll(BILL)) {
      const value = (match[1] ?? "").trim().replace(/^[#\s]+|[.,/;-]+$/g, "");
      if (/\d/.test(value) && !NO_NUMBER.test(value) && !/^\p{Ll}/u.test(value)) return { value, text: match[0].trim(), of, start: match.index };
    }
  }
  return null;
}
