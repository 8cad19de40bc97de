/**
 * Owns: what a request is about, in the mail's own words (PRODUCT M2).
 * Never: numbers.
 */
import { aheadOfPaper, announced, behindRequest, OBJECTS, offsetOf } from "./behind";
import { boughtName } from "./bought";
import { tagged } from "./hits";
import { bareSubject } from "./classify";
import { datesOf, maskDates } from "./dates";
import { said } from "./lang/all";
import type { Language } from "./lang/language";
import { isCode, labelledLine } from "./labels";
import { BLANKED, isForSale } from "./naming";
import { likely, sieved } from "./sieve";
import { characterOf } from "./tags";
import { AMBIGUOUS, ended, nameOf, ONLY_HOUSE, onlyFrame, PURPOSE } from "./vague";
import { sentencesOf, unwrap } from "./sentences";
import { compiled, oneLine, plain } from "./words";

/** "A deposit invoice", "the retainer invoice": what the invoice is for stands before it. */
const KIND_OF_INVOICE = sieved(new RegExp(said("bill_of"), "u"));

/** "La fattura intestata a Marino": whom the paper goes to stands behind it. In plain letters. */
const MADE_OUT_TO = new RegExp(`(?:${said("made_out")})(?: (?:(?:${said("article")}|de) )?)?$`, "u");

/** Marked amounts taken out. */
const withoutMoney = (words: string): string =>
  words
    .replace(/\([^()]*\b(?:pounds|dollars|euros?|rupees|francs|only|vat|gst|tax|mwst|ust|tva|iva|btw)\b[^()]*\)/gi, " ")
    .replace(/(^|[^\p{L}\p{N}#/.,'-])(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}(?=[\s\d]))\s?\d[\d.,']*(?:k\b)?(?![\p{L}\d])/gu, "$1 ")
    .replace(/(^|[^\p{L}\p{N}#/.,'-])\d[\d.,']*\s?(?:[$€£₹]|[A-Z]{3}\b|[Ee]uros?\b|dollars?\b|pounds?\b|k\b)/gu, "$1 "); 

/** Amounts and joints taken out of "invoice us for $500 for the banners". */
function withoutAmounts(words: string): string {
  return withoutMoney(words)
    .replace(/^\s*\d[\d.,']*(?![\p{L}\d])/u, " ")
    .replace(/(?:\+|\bplus\b|\bexcl\.?|\bzzgl\.?)?\s{0,3}\b(?:VAT|GST|HST|MwSt\.?|USt\.?|TVA|IVA|BTW|HT|TTC)\b/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^(?:\s*(?:for|für|pour|por|per|voor|za|pentru|of|over|über|de|von)(?:\s+|\s*$))+/iu, "")
    .replace(/\s(?:for|für|pour|por|per|voor|za|pentru|of|at|à|zu|je)\s?$/iu, "");
}

/** Without the day something was done: "the clean on 20 February" is the clean. */
function undated(words: string, language: Language): string {
  return oneLine(maskDates(words, datesOf(words, language, null, null)).replace(BLANKED, " ")).trim();
}

/** No numbers but a year. */
const figuresFree = (words: string): boolean => !/\d/.test(words.replace(/\b20\d\d\b/g, ""));

/** What the mail asks for, in its own words: from the request, else what is finished or wanted, else the subject. */
export function topicOf(subject: string, fresh: string, asking: string[], language: Language): string | null {
  let perhaps: string | null = null;
  // "The kitchen - we have already paid 600": what the clause of the wish names.
  for (const sentence of asking.map((whole) => (isForSale(whole) ? whole : (whole.split(/\s[-–—]\s|[,;]\s/u)[0] ?? ""))).filter(isForSale)) {
    const title = announced(tagged(sentence, language));
    if (title !== null && !onlyFrame(title, language)) return title;
    const behind = behindRequest(tagged(sentence, language));
    if (behind !== null && MADE_OUT_TO.test(plain(sentence.slice(0, Math.max(0, sentence.indexOf(behind)))))) continue;
    if (behind !== null && (PURPOSE.test(plain(behind)) || ONLY_HOUSE.test(behind))) continue;
    const words = behind === null ? null : undated(behind, language);
    if (words !== null && AMBIGUOUS.test(words)) {
      const thing = nameOf(words);
      if (thing !== null && !onlyFrame(thing, language)) perhaps ??= thing;
      continue;
    }
    const numbered = words === null ? null : nameOf(words);
    if (numbered !== null && !onlyFrame(numbered, language) && /^\p{L}+ \S{0,4}#/u.test(numbered)) return numbered;
    // With a count and a price the words are an item, not a name.
    const head = words === null ? "" : (ended(words).split(/:\s/)[0] ?? "");
    const name = words === null || ((head.match(/(?:^|[^\p{L}\d])\d[\d.,]*/gu) ?? []).length > 1 && /\d/.test(withoutMoney(head))) ? null : nameOf(withoutAmounts(head));
    if (name !== null && !onlyFrame(name, language)) return name;
    // "238.00 EUR incl. 19% VAT (200.00 net) for the domain package": what the amounts are for stands last.
    const read = tagged(sentence, language);
    const last = read.concepts.lastIndexOf("FOR");
    const tail = last === -1 || last + 1 >= read.starts.length || !read.concepts.slice(0, last).includes("MONEY") ? null : nameOf(undated(read.text.slice(offsetOf(read, last + 1)), language));
    if (tail !== null && figuresFree(tail) && !onlyFrame(tail, language)) return tail;
    const ahead = aheadOfPaper(read);
    if (ahead !== null && !PURPOSE.test(plain(ahead)) && !onlyFrame(ahead, language)) return ahead;
  }
  const labelled = labelledThing(fresh, language);
  if (labelled !== null) return labelled;
  for (const sentence of sentencesOf(fresh)) {
    for (const source of likely(language.done, sentence)) {
      const done = compiled(source, "iu").exec(sentence)?.[1];
      const name = done === undefined ? null : nameOf(withoutAmounts(done));
      if (name !== null && name.length <= 80 && !onlyFrame(name, language) && !/\s(?:have|has|had|so this|so that)\s/.test(name)) return name;
    }
  }
  const kind = asking.flatMap((sentence) => KIND_OF_INVOICE.exec(plain(sentence))?.slice(1) ?? []).find(Boolean);
  if (kind !== undefined) return kind;
  return boughtName(fresh, language) ?? subjectTopic(subject, language) ?? wanted(fresh, language) ?? accepted(fresh, language) ?? perhaps;
}

/** "Product: Bamboo toothbrush": the one thing that a form names; null when it names none or several. */
function labelledThing(fresh: string, language: Language): string | null {
  const names = unwrap(fresh).map(labelledLine).filter((found) => found !== null).filter((found) => found.label === "description" && !isCode(found) && /\p{L}{3}/u.test(found.value) && found.value.length <= 100).map(({ value }) => nameOf(value));
  const [only] = names;
  return names.length === 1 && only !== null && only !== undefined && !onlyFrame(only, language) ? only : null;
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

/** "Approved: server migration". */
const APPROVED = new RegExp(`^(?:approval|accepted|confirmed|${said("approved")})\\s?[:–-]\\s`, "i");
/** A subject that greets or says what it is and names nothing. */
const NO_TOPIC = new RegExp(`^(?:${said("no_topic")}|(?:(?:new|neue|nuevo|nouveau|nuovo|nieuw|nova|nowa) )?(?:${said("message")})(?: nou)?(?: (?:from|via|von|de|da|van|od|din|para)(?!\\p{L}).*)?)$`, "u");

/** "Engagement n° 2026-00412 – tree work": which paper, before what it is for. */
const NUMBERED_PAPER = /^\p{L}+(?:\s\p{L}{1,12}){0,2}\s(?:n[°º]\s?|no\.?\s?|nr\.?\s?|#)?[\p{L}\d/._-]{0,24}\d[\p{L}\d/._-]{0,24}\s[-–—:|]\s(?=\p{L}{4})/u;

/** "Invoice not yet received - Wi-Fi survey": the first part that names a thing; one in capitals alone may be a house. */
function subjectTopic(subject: string, language: Language): string | null {
  const text = bareSubject(subject).text.replace(APPROVED, "");
  const [first = "", ...more] = text.split(/\s[-–—:|]\s/u);
  return namedIn(text, language) ?? (onlyFrame(first, language) || nameOf(first) === null || namedIn(first, language) === null ? (more.filter((part) => /(?:^|\s)\p{Ll}{4}/u.test(part) && part.length <= 60).map((part) => namedIn(part, language)).find((name) => name !== null) ?? null) : null);
}

function namedIn(text: string, language: Language): string | null {
  const sentence = tagged(text, language);
  const wordsLeft = sentence.words.filter((_, index) => {
    const token = sentence.starts.findLastIndex((start) => start <= index);
    return !["INVOICE", "REQUEST", "PLEASE", "SEND", "FOR", "BILL", "QUOTE", "PRICE", "NEED"].includes(sentence.concepts[token] ?? "OTHER");
  });
  if (wordsLeft.length === 0 || !sentence.tags.includes(characterOf("OTHER"))) return null;
  const first = wordsLeft[0]?.text ?? "";
  const last = wordsLeft.at(-1)?.text ?? "";
  const cut = text.slice(text.indexOf(first), text.lastIndexOf(last) + last.length);
  const name = nameOf(cut.replace(/^[\s:–-]+/, "").replace(NUMBERED_PAPER, ""));
  return name === null || onlyFrame(name, language) || NO_TOPIC.test(plain(name)) ? null : name;
}
