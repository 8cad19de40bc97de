/**
 * Owns: what a request is about - the words behind "invoice us for ..." - and which lines may hold items at all.
 * Never: numbers.
 */
import type { Concept, Language } from "./lang/language";
import { characterOf } from "./tags";
import type { Tagged } from "./tags";
import { tagged, bareSubject } from "./classify";
import { labelledLine } from "./labels";
import { rowsIn } from "./lists";
import { datesOf, maskDates } from "./dates";
import { BLANKED, isForSale } from "./naming";
import { sameLengthPlain } from "./numbers";
import { likely } from "./sieve";
import { greetingLength } from "./split";
import { compiled, placedSentencesOf, plain, sentencesOf, unwrap } from "./words";
import type { Spot } from "./words";

/** A line or sentence that may hold items. */
export interface Candidate {
  text: string;
  /** `request`: the words after "invoice us for". `listed`: a bullet, label or table row. `said`: running text. */
  place: "request" | "listed" | "said";
  /** The line or sentence it stands in. */
  spot: Spot;
  /** An entry of a list, one line long. */
  row: boolean;
}

const OBJECTS: Concept[] = ["INVOICE", "BILL", "BILLED", "QUOTE", "PRICE", "HOW_MUCH", "PLACE", "ORDER"];
/** "Logo redesign: $650": a line with nothing but a thing and its price. */
const PRICED_LINE = /^[^:.!?=]{2,70}\s?[:=–-]\s*(?:[A-Z]{2,3}\s?)?[$€£¥₹]?\s?\d[\d.,']*(?:\s?(?:[$€£¥₹]|[A-Z]{3}|euros?|lei|zł))?(?:\/-)?[.,;]?$/;
/** Where the invoice goes, behind what it is for. */
const ADDRESSED = /[,\s]{1,4}(?:(?:it )?(?:should|must|can|is to|needs to) (?:be )?)?(?:addressed|made out|billed|sent|mailed|e-?mailed|go|issued) to\b.{0,200}$/iu;
/** Words behind which nothing is named any more. */
const ENDS = /(?:^|,|;|\s)(?:as (?:per|agreed|discussed|we|usual)|per (?:the|our|your)|in accordance|according to|thanks|thank you|thx|cheers|please|(?:the )?same (?:amount|price|as)|and send|send it|so (?:that|we|i|you|it|they)|wie (?:besprochen|vereinbart)|gemass|comme convenu|selon|segun|como acordado|conforme|come (?:da|concordato)|zoals (?:afgesproken|besproken)|conform|zgodnie|net \d+|yet|(?:to be |be )?(?:invoiced|billed)|would be (?:great|good|nice|lovely|appreciated|helpful|perfect|ideal)|and (?:quote|mention|state|put|include|note|reference|show|add)|(?:quoting|mentioning|stating) (?:our|the|po)|en (?:rappelant|mentionnant|indiquant|precisant)|unter angabe|indicando|con indicazione|onder vermelding|met vermelding|(?:the )?(?:amount|importo|importe|montant|betrag|bedrag|kwota)|i (?:think|believe|guess|suppose)|if i remember|(?:somewhere |something )?(?:between|around|about|roughly|approximately) \d+|(?:for|in|to) (?:a |the )?(?:total|amount|sum) of|amounting to|totall?ing|payable|to be paid|due (?:on|by|in|within)|before (?:they|we|you|the)|(?:under|on|against) (?:our |the )?(?:po|order|purchase order)\b|(?:we|i)(?: will|'ll) pay|d'un montant|pour un (?:montant|total)|por un (?:importe|total|valor)|por importe|per un (?:importo|totale)|voor een (?:bedrag|totaal)|zum (?:preis|gesamtpreis)|in hohe von|na kwote|w kwocie|no valor|pelo valor|in valoare de|zahlbar|fallig|payables?|pagader[oa]|con vencimiento|con scadenza|com vencimento|te betalen|platn[eya])\b.*$/iu;
const FRAME = /^(?:and|und|et|for|(?:sum|amount) of|the|a|an|our|your|my|this|these|that|following|work (?:on|done on)|die|der|das|den|dem|le|la|les|l'|los|las|el|il|lo|gli|het|de|os|as|o)\s+/iu;

/** Words that go with an amount and name nothing. */
const MONEY_WORDS = /(?:net(?:to)?|brutto|gross|zzgl|inkl|excl|incl|plus|mwst|ust|vat|gst|tva|iva|btw|ttc|total|euros?|dollars?|pounds?|and|und)(?![\p{L}])/giu;

/** Index in `sentence.text` where the words after the n-th token begin. */
function offsetOf(sentence: Tagged, token: number): number {
  let at = 0;
  const words = sentence.words.slice(0, sentence.starts[token] ?? sentence.words.length);
  for (const word of words) at = sentence.text.indexOf(word.text, at) + word.text.length;
  return at;
}

/** "Payable on receipt": when, not what. */
const WHEN_PAID = /^(?:receipt|demand|delivery|completion|account|invoice)$/i;

/** Words after "invoice ... for", null when the sentence names no object of a request. */
function behindRequest(sentence: Tagged): string | null {
  const first = sentence.concepts.findIndex((concept) => OBJECTS.includes(concept));
  if (first === -1) return null;
  const joint = sentence.concepts.findIndex((concept, index) => index > first && ((index <= first + 16 && concept === "FOR") || (index === first + 1 && concept === "OF" && sentence.concepts[index + 1] !== "MONEY")));
  const deed = sentence.concepts[first] === "ORDER" && ["TO", "NEED", "WE"].includes(sentence.concepts[first - 1] ?? "OTHER");
  const asksPrice = deed || ["PRICE", "HOW_MUCH", "PLACE"].includes(sentence.concepts[first] ?? "OTHER") || (sentence.concepts[first] === "BILL" && joint === -1);
  const colon = sentence.text.indexOf(":", offsetOf(sentence, first));
  const named = colon === -1 ? null : nameOf(sentence.text.slice(offsetOf(sentence, first + (sentence.concepts[first + 1] === "US" ? 2 : 1)), colon));
  const listed = colon !== -1 && (joint === -1 || colon < offsetOf(sentence, joint) || /^[^:]{3,80}:\s*(?:\d|\p{Ll}[\p{L} -]{2,30}\s(?:[A-Z]{3}\s?)?[$€£]?\d)/u.test(sentence.text.slice(offsetOf(sentence, joint))));
  if (listed && colon < sentence.text.length - 2 && (named === null || VAGUE.test(named) || /\d.*\p{Ll}{3}/u.test(sentence.text.slice(colon).replace(MONEY_WORDS, " ")))) return sentence.text.slice(colon + 1).trim();
  // "Can we have the glass invoiced", "stellen Sie uns das Logo in Rechnung": the thing stands before.
  const wish = sentence.concepts.findLastIndex((concept: Concept, index: number) => index < first && ["NEED", "CAN_YOU", "YOU_MAY", "PLEASE", "SEND", "US"].includes(concept));
  // "Je mag de 3 filmpjes factureren à 250 euro": thing before, price behind.
  if (wish !== -1 && sentence.concepts[first] === "BILL" && ["NUMBER", "COUNT"].some((concept) => sentence.concepts.slice(wish + 1, first).some((own) => own === concept)) && !sentence.concepts.slice(0, first).includes("MONEY")) {
    return `${sentence.text.slice(offsetOf(sentence, wish + 1), offsetOf(sentence, first))}${sentence.text.slice(offsetOf(sentence, first + 1))}`.trim();
  }
  if (joint === -1 && ["BILL", "BILLED"].includes(sentence.concepts[first] ?? "OTHER")) {
    if (wish !== -1 && first - wish > 1) return sentence.text.slice(offsetOf(sentence, wish + 1), offsetOf(sentence, first)).trim();
    if (sentence.concepts[first] === "BILLED") return null;
  }
  if (joint === -1 && !asksPrice) return null;
  // "Invoice us $600 for the logo": the amount belongs to it.
  const between = sentence.concepts.slice(first, joint);
  // "Bill hosting for 12 months": what stands before the count.
  const before = joint !== -1 && sentence.concepts[first] === "BILL" && between.length <= 5 && between.includes("OTHER") && ["NUMBER", "COUNT"].includes(sentence.concepts[joint + 1] ?? "OTHER");
  const counted = before || between.includes("MONEY") || (between.length <= 6 && (between.includes("NUMBER") || between.includes("COUNT")));
  const token = joint === -1 || counted ? first + (sentence.concepts[first + 1] === "US" ? 1 : 0) : joint;
  const next = token + 1;
  const start = next >= sentence.starts.length ? sentence.text.length : offsetOf(sentence, next);
  // "For the sum of 1,875.50 in respect of the survey".
  const respect = /\b(?:in respect of|in relation to|with (?:respect|regard) to)\s/.exec(sentence.text.slice(start));
  const behind = sentence.text.slice(start + (respect === null ? 0 : respect.index + respect[0].length)).replace(ADDRESSED, "").replace(/^[\s:,-]+/, "").replace(/[\s.!?]+$/, "");
  return WHEN_PAID.test(behind) ? null : behind;
}

/** "An invoice for the translation: 12 pages at 45": the name that stands before the counts; null when there is none. */
function announced(sentence: Tagged): string | null {
  const colon = /:\s+\d/.exec(sentence.text)?.index ?? -1;
  const first = colon === -1 ? -1 : sentence.concepts.findIndex((concept) => OBJECTS.includes(concept));
  const joint = first === -1 ? -1 : sentence.concepts.indexOf("FOR", first + 1);
  if (joint === -1 || joint > first + 3 || sentence.concepts.lastIndexOf("FOR") !== joint) return null;
  const words = sentence.text.slice(offsetOf(sentence, joint + 1), colon);
  return /\d/.test(words) || words.length > 60 ? null : nameOf(words);
}

/** "Inv pls 4 decks @ $55": without the words of the wish when a count follows them. */
function countedFirst(text: string, language: Language): string {
  const sentence = tagged(text, language);
  const at = sentence.concepts.findIndex((concept) => !EMPTY.includes(concept) || concept === "NUMBER" || concept === "MONEY");
  return at > 0 && ["NUMBER", "COUNT"].includes(sentence.concepts[at] ?? "OTHER") ? sentence.text.slice(offsetOf(sentence, at)).trim() : text;
}

/** The new text in pieces that may hold items. */
export function candidates(fresh: string, asking: string[], language: Language): Candidate[] {
  const result: Candidate[] = [];
  const lines = unwrap(fresh);
  const asks = (line: string): boolean => sentencesOf(line).some((sentence) => asking.includes(sentence));
  const rows = rowsIn(lines, asks);
  for (const [index, line] of lines.entries()) {
    const whole: Spot = { line: index, column: 0, length: line.length };
    if (line === "") {
      result.push({ text: "", place: "said", spot: whole, row: false });
      continue;
    }
    const structured = rows[index] === true || (PRICED_LINE.test(line) && !asks(line)) || labelledLine(line) !== null;
    if (structured) {
      result.push({ text: line, place: "listed", spot: whole, row: rows[index] === true });
      continue;
    }
    for (const { text: sentence, column, length } of placedSentencesOf(line)) {
      const spot: Spot = { line: index, column, length };
      const isAsking = asking.includes(sentence);
      const said = sentence.slice(greetingLength(sentence));
      const behind = isAsking && isForSale(sentence) ? behindRequest(tagged(sentence, language)) : null;
      if (behind !== null) result.push({ text: behind, place: "request", spot, row: false });
      else result.push({ text: isAsking ? countedFirst(said, language) : said, place: isAsking ? "request" : "said", spot, row: false });
    }
  }
  return result;
}

/** Words that point at something the mail does not name. */
const VAGUE = /^(?:one (?:for|to)\b.*|as follows|the following|wie folgt|folgendes|comme suit|como sigue|lo siguiente|come segue|als volgt|nastepujac\w+|urmatoarele|accordingly|(?:it|this|that|them|those) (?:now|today|please|all|this week)|(?:we|i|you)(?:'ll| will|'d)? (?:pay|settle|transfer|get|sort|arrange)\b.*|net|gross|(?:the |that |this |all )?(?:things?|stuff|it|that|everything|job|work|services?|above|below|same|following|rest|amount|details)(?: (?:we|you|i|that we|below|above|as|provided|rendered|done|attached)\b.*)?|what we .*|ce que nous .*|was wir .*)$/i;

/** Nothing but an afterthought: "in accordance with Article 14". */
export const onlyAfterthought = (words: string): boolean => !/\p{L}{2}/u.test(ended(words));

/** ENDS in plain letters, cut from the words as written. */
function ended(words: string): string {
  const end = ENDS.exec(sameLengthPlain(words));
  return end === null ? words : words.slice(0, end.index);
}

/** Whom something goes to, not what it is. */
const ADDRESSEE = /^(?:to|an|à|a|aan|per|via|by) (?:me|us|my|our|the (?:accounts?|office|address)|uns|mich|nous|moi|ons|mij|nosotros|mi|email|e-mail|mail|post)(?!\p{L})/iu;

/** A name for what is asked for, without article and afterthought; null when nothing is left. */
export function nameOf(words: string): string | null {
  let name = ended(words.replace(/\(\s*\)/g, " ")).split(/[.;:!?]\s|\s[-–]\s|, (?=(?:which|who|that|die|qui|que|che)\b)/u)[0] ?? "";
  for (let before = ""; before !== name; ) {
    before = name;
    name = name.replace(FRAME, "").replace(/^[\s"',:()-]+|[\s"',.:?!(-]+$/g, "").replace(/,?\s(?:due|of|for|on|at|from|über|mit|aus|von|van|di|po|za|na|à|de|the|a|our)$/u, "");
  }
  return name.length < 3 || name.length > 160 || !/\p{L}{3}/u.test(name) || ADDRESSEE.test(name) ? null : name;
}

/** Marked amounts taken out. */
const withoutMoney = (words: string): string =>
  words
    .replace(/\([^()]*\b(?:pounds|dollars|euros?|rupees|francs|only|vat|gst|tax|mwst|ust|tva|iva|btw)\b[^()]*\)/gi, " ")
    .replace(/(^|[^\p{L}\p{N}#/.,'-])(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}(?=[\s\d]))\s?\d[\d.,']*(?:k\b)?(?![\p{L}\d])/gu, "$1 ")
    .replace(/(^|[^\p{L}\p{N}#/.,'-])\d[\d.,']*\s?(?:[$€£₹]|[A-Z]{3}\b|euros?\b|dollars?\b|pounds?\b|k\b)/gu, "$1 "); 

/** Amounts and joints taken out of "invoice us for $500 for the banners". */
function withoutAmounts(words: string): string {
  return withoutMoney(words)
    .replace(/^\s*\d[\d.,']*(?![\p{L}\d])/u, " ")
    .replace(/(?:\+|\bplus\b|\bexcl\.?|\bzzgl\.?)?\s{0,3}\b(?:VAT|GST|HST|MwSt\.?|USt\.?|TVA|IVA|BTW|HT|TTC)\b/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^(?:\s*(?:for|für|pour|por|per|voor|za|pentru|of|über|de|von)\s+)+/iu, "")
    .replace(/\s(?:for|für|pour|por|per|voor|za|pentru|of|at|à|zu|je)\s?$/iu, "");
}

/** Without the day something was done: "the clean on 20 February" is the clean. */
function undated(words: string, language: Language): string {
  return maskDates(words, datesOf(words, language, null, null)).replace(BLANKED, " ").replace(/\s+/g, " ").trim();
}

/** No numbers but a year. */
const figuresFree = (words: string): boolean => !/\d/.test(words.replace(/\b20\d\d\b/g, ""));

/** What the mail asks for, in its own words: from the request, else what is finished or wanted, else the subject. */
export function topicOf(subject: string, fresh: string, asking: string[], language: Language): string | null {
  for (const sentence of asking) {
    const title = announced(tagged(sentence, language));
    if (title !== null && !onlyFrame(title, language)) return title;
    const behind = behindRequest(tagged(sentence, language));
    const words = behind === null ? null : undated(behind, language);
    const numbered = words === null ? null : nameOf(words);
    if (numbered !== null && !onlyFrame(numbered, language) && /^\p{L}+ \S{0,4}#/u.test(numbered)) return numbered;
    // With a count and a price the words are an item, not a name.
    const head = words === null ? "" : (ended(words).split(/:\s/)[0] ?? "");
    const name = words === null || ((head.match(/\d[\d.,]*/g) ?? []).length > 1 && /\d/.test(withoutMoney(head))) ? null : nameOf(withoutAmounts(head));
    if (name !== null && !onlyFrame(name, language)) return name;
    // "238.00 EUR incl. 19% VAT (200.00 net) for the domain package": what the amounts are for stands last.
    const read = tagged(sentence, language);
    const last = read.concepts.lastIndexOf("FOR");
    const tail = last === -1 || last + 1 >= read.starts.length || !read.concepts.slice(0, last).includes("MONEY") ? null : nameOf(undated(read.text.slice(offsetOf(read, last + 1)), language));
    if (tail !== null && figuresFree(tail) && !onlyFrame(tail, language)) return tail;
  }
  for (const sentence of sentencesOf(fresh)) {
    for (const source of likely(language.done, sentence)) {
      const done = compiled(source, "iu").exec(sentence)?.[1];
      const name = done === undefined ? null : nameOf(withoutAmounts(done));
      if (name !== null && name.length <= 80 && !onlyFrame(name, language)) return name;
    }
  }
  return subjectTopic(subject, language) ?? wanted(fresh, language) ?? accepted(fresh, language);
}

/** "I am interested in X": the thing wanted, when it is not the paper itself. */
function wanted(fresh: string, language: Language): string | null {
  for (const line of sentencesOf(fresh)) {
    const sentence = tagged(line, language);
    const need = sentence.concepts.indexOf("NEED");
    if (need === -1 || sentence.concepts.some((concept) => OBJECTS.includes(concept))) continue;
    const name = nameOf(sentence.text.slice(offsetOf(sentence, need + 1)));
    if (name !== null && !onlyFrame(name, language)) return name;
  }
  return null;
}

/** "We accept your quote Q-2031": the paper stands for what it offers. */
function accepted(fresh: string, language: Language): string | null {
  for (const line of sentencesOf(fresh)) {
    const sentence = tagged(line, language);
    const at = sentence.concepts.indexOf("QUOTE");
    const numbered = at !== -1 && ["ID", "NUMBER"].includes(sentence.concepts[at + 1] ?? "OTHER");
    if (numbered && sentence.concepts.includes("ACCEPT")) return sentence.text.slice(offsetOf(sentence, at), offsetOf(sentence, at + 2)).trim();
  }
  return null;
}

const EMPTY: Concept[] = ["INVOICE", "REQUEST", "PLEASE", "SEND", "FOR", "THE", "BILL", "QUOTE", "PRICE", "ORDER", "ID", "NUMBER", "MONEY", "TO", "US", "YOUR", "OUR", "AND", "NEED", "CAN_YOU", "WE", "YOU", "ASK"];

const PAPER: Concept[] = ["INVOICE", "BILL", "BILLED"];
const DEEDS: Concept[] = ["SEND", "SEND_LAST", "PAY", "PLEASE", "CAN_YOU", "YOU_MAY", "NEED", "READY", "WE"];

/** True when the words name nothing but the request itself. */
export function onlyFrame(name: string, language: Language): boolean {
  const { concepts } = tagged(name, language);
  // "Order #3456" says what it is about, "the order" does not.
  const numbered = concepts.includes("ORDER") && (concepts.includes("ID") || concepts.includes("NUMBER"));
  // "Send me your invoice and I'll get it paid": the wish, not the thing.
  const wish = concepts.some((concept) => PAPER.includes(concept)) && concepts.some((concept) => DEEDS.includes(concept));
  return VAGUE.test(name) || wish || (!numbered && concepts.every((concept) => EMPTY.includes(concept)));
}

function subjectTopic(subject: string, language: Language): string | null {
  const { text } = bareSubject(subject);
  const sentence = tagged(text, language);
  const wordsLeft = sentence.words.filter((_, index) => {
    const token = sentence.starts.findLastIndex((start) => start <= index);
    return !["INVOICE", "REQUEST", "PLEASE", "SEND", "FOR", "BILL", "QUOTE", "PRICE", "NEED"].includes(sentence.concepts[token] ?? "OTHER");
  });
  if (wordsLeft.length === 0 || !sentence.tags.includes(characterOf("OTHER"))) return null;
  const first = wordsLeft[0]?.text ?? "";
  const last = wordsLeft.at(-1)?.text ?? "";
  const cut = text.slice(text.indexOf(first), text.lastIndexOf(last) + last.length);
  const name = nameOf(cut.replace(/^[\s:–-]+/, ""));
  return name === null || onlyFrame(name, language) || /^(?:hi|hello|hallo|bonjour|hola|ciao|question|consulta|anfrage|frage|urgent|vraag|domanda|re)$/.test(plain(name)) ? null : name;
}
