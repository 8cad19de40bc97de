/**
 * Owns: what a mail says that its sender buys or bought - "we would like to order 500 kg of granules", "I bought a licence" (PRODUCT M2).
 * Never: how many, at which price, and never what is not wanted, of other days or a paper.
 */
import { tagged } from "./classify";
import type { Language } from "./lang/language";
import { isForSale } from "./naming";
import { nameOf, onlyFrame } from "./vague";
import { compiled, placedSentencesOf, plain, sameLengthPlain } from "./words";

/** Said of other days and sellers, or of what is not wanted after all. In plain letters. */
const NOT_THESE = /(?:^|[^\p{L}])(?:last (?:time|year|month|quarter|season|week)|previous(?:ly)?|used to|not|never|n't|cancel\p{L}*|return\p{L}*|refund\p{L}*|instead|elsewhere|competitor\p{L}*|if|unless|maybe|perhaps|might|letztes (?:jahr|mal)|l'an dernier|el ano pasado|vorig jaar|anul trecut|l'anno scorso|ano passado|nie|nicht|kein\p{L}*|storn\p{L}*|pas|non|niet|nao|annul\p{L}*|anul\p{L}*)(?!\p{L})/u;
/** Where the thing ends: when, from whom, what else is asked, and the verb that some languages put last. */
const ENDS = /(?:,|\s)\s?(?:at (?:your|the) earliest|as soon as|on your (?:site|website|web ?shop|shop|store|page|platform)|(?:from|with|through|via) (?:you|your)(?!\p{L})|online(?!\s\p{L}{4})|(?:and|so|but|because|which|that|und|et|y|e|en|i|si) (?:i|we|you|it|please|gave|share|send|would|could|asked|entered|paid|the (?:whole|full)|your|our|wir|ich|bitten?|nous|je|merci|por favor|vi prego|graag|prosimy|va rugam)(?!\p{L})|please|kindly|could you|can you|bestellen|kaufen|buchen|erwerben|bestellt|gekauft|gebucht|erworben|kopen|boeken|afnemen|besteld|gekocht|geboekt|yesterday|today|last night|gestern|heute|hier|aujourd'hui|ayer|hoy|ieri|oggi|gisteren|vandaag|ontem|hoje|wczoraj|dzisiaj|azi)(?!\p{L}).*$/u;
/** What a mail wants besides goods. In plain letters. */
const NO_GOODS = /^(?:\p{L}+['\s-]+){0,2}(?:(?:bank|billing|company|account|vat|tax|contact) (?:details|numbers?|ids?|data)|iban|copy|copies|receipts?|confirmations?|statements?|answers?|repl(?:y|ies)|calls?|meetings?|information|discounts?|refunds?|invitation|opportunity|quot\p{L}+|prices?|deposit|time|help|place|move)(?!\p{L})/u;
/** "24 additional units". */
const MORE = /^(\d[\d.,]*|\p{L}{3,9})\s(?:additional|more|further|extra|other|weitere[nr]?|zusatzliche|autres?|mas|altr[ie]|extra|meer|dodatkowych|kolejnych|mais|suplimentare)\s(?=\p{L})/u;
const ANOTHER = /^(?:another|weitere|noch|otr[oa]s|encore|altr[ie]|nog|jeszcze|inca)\s(?=\d|\p{L}{3,9}\s)/iu;

/** Where the words of the thing stand in a sentence that tells of buying; null when it tells of none. */
function spanOf(sentence: string, language: Language): [start: number, end: number] | null {
  if (language.buys === undefined || /\?\W*$/.test(sentence)) return null;
  const lower = sameLengthPlain(sentence);
  const verb = compiled(`(?:^|[^\\p{L}])${language.buys}\\s{1,2}`, "u").exec(lower);
  // Few sentences tell of buying at all.
  if (verb === null || NOT_THESE.test(plain(sentence))) return null;
  const from = verb.index + verb[0].length;
  const behind = lower.slice(from);
  // "The 4 panels we ordered at 385 each", "the desks we ordered last week": the thing stands before.
  if (/\d/.test(lower.slice(0, verb.index).replace(/^on \S{1,12} \S{1,12}/, "")) || /^(?:at|for|last|on|in|from|by|this|that|it|them|these|those|yesterday|today|already|zu|fur|letzte\p{L}*|am|pour|por|per)\s/u.test(behind)) return null;
  return [from, from + (ENDS.exec(behind)?.index ?? behind.length)];
}

/** What a sentence that tells of buying says behind that; the sentence itself when it tells of none. */
export function withoutBuying(sentence: string, language: Language): string {
  const span = isForSale(sentence) && !/(?:^|\s)paid(?:\s|$)/.test(plain(sentence)) ? spanOf(sentence, language) : null;
  return span === null ? sentence : sentence.slice(span[0]);
}

/** The words of the thing in a sentence that tells of buying; null when it tells of none. */
export function boughtIn(sentence: string, language: Language): string | null {
  const span = spanOf(sentence, language);
  if (span === null) return null;
  const whole = sentence.slice(...span).replace(/[\s.!,;:]+$/, "");
  const thing = whole.replace(ANOTHER, "").replace(MORE, "$1 ");
  const { concepts } = tagged(thing, language);
  const paper = concepts.slice(0, 4).some((concept) => ["INVOICE", "BILL", "BILLED"].includes(concept)) || concepts.slice(0, 2).some((concept) => ["QUOTE", "COPY", "RECEIPT", "REFUND", "PARTICULARS"].includes(concept));
  return paper || NO_GOODS.test(plain(thing)) || !/\p{L}{3}/u.test(thing) || thing.length > 120 ? null : thing;
}

/** The one thing that a text tells of buying, by its name; null when it names none or several. */
export function boughtName(text: string, language: Language): string | null {
  const names = placedSentencesOf(text).map(({ text: sentence }) => boughtIn(sentence, language)).filter((thing) => thing !== null).map((thing) => nameOf(thing));
  const [only] = names;
  return names.length === 1 && only !== null && only !== undefined && only.length <= 80 && !onlyFrame(only, language) ? only : null;
}
