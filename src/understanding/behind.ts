/**
 * Owns: the words of a request that say what it is for - behind "invoice us for ...", or ahead of the paper (PRODUCT M2).
 * Never: whether they name anything; that is said in vague.ts.
 */
import { LANGUAGES } from "./lang/all";
import type { Concept } from "./lang/language";
import type { Tagged } from "./tags";
import { nameOf, VAGUE } from "./vague";
import { plain } from "./words";

/** A month, a quarter, a year. In plain letters. */
const PERIOD = new RegExp(`^(?:the )?(?:month of )?(?:${LANGUAGES.flatMap(({ months }) => months).join("|")}|q[1-4]|20\\d\\d)(?![\\p{L}\\d])`, "u");

export const OBJECTS: Concept[] = ["INVOICE", "BILL", "BILLED", "QUOTE", "PRICE", "HOW_MUCH", "PLACE", "ORDER"];
/** Words that go with an amount and name nothing. */
const MONEY_WORDS = /(?:net(?:to)?|brutto|gross|zzgl|inkl|excl|incl|plus|mwst|ust|vat|gst|tva|iva|btw|ttc|total|euros?|dollars?|pounds?|and|und)(?![\p{L}])/giu;

/** Index in `sentence.text` where the words after the n-th token begin. */
export function offsetOf(sentence: Tagged, token: number): number {
  let at = 0;
  const words = sentence.words.slice(0, sentence.starts[token] ?? sentence.words.length);
  for (const word of words) at = sentence.text.indexOf(word.text, at) + word.text.length;
  return at;
}

/** "Payable on receipt": when, not what. */
const WHEN_PAID = /^(?:receipt|demand|delivery|completion|account|invoice)$/i;
/** "Attn: Public Works": no list begins there. */
const TO_SOMEBODY = /(?:^|[^\p{L}])(?:attn|attention|att|c\/o|e-?mail|tel|phone|address|z\.? ?hd|t\.a\.v)\.?\s*$/iu;
const BEGINS = new Set(["so", "because", "since", "and", "as", "that", "which"]);
const WHO = new Set(["i", "we", "you", "they", "he", "she", "it", "our", "my"]);

/** "... the invoice so I can load it for Friday's run", "..., we need it for our file": the word with which a clause of its own begins; -1 when none does. */
function clauseBehind({ words, starts }: Tagged, token: number): number {
  const from = starts[token] ?? 0;
  return words.findIndex((word, at) => at > from + 1 && WHO.has(word.plain) && (words[at - 1]?.pause === true || BEGINS.has(words[at - 1]?.plain ?? "")) && !(words[at - 1]?.pause === true && at < from + 3));
}

/** "... für das Logo schicken?": the verb at the end names nothing. */
const SEND_LAST = /\s(?:zu)?(?:schicken|senden|zusenden|ausstellen|erstellen|schreiben|stellen|sturen|toesturen|opmaken|maken|opstellen|bezorgen|mailen)\W{0,3}$/u;

/** "La factura de transporte", "la fattura del mio soggiorno": the article that also means "to". */
const isOfIt = ({ concepts, starts, words }: Tagged, index: number): boolean =>
  concepts[index] === "TO" && /^(?:de|del|do|da|dos|das|di|della?)$/.test(words[starts[index] ?? 0]?.plain ?? "") && ["OTHER", "THE", "OUR"].includes(concepts[index + 1] ?? "MONEY");

/** Words after "invoice ... for", null when the sentence names no object of a request. */
export function behindRequest(sentence: Tagged): string | null {
  const earliest = sentence.concepts.findIndex((concept) => OBJECTS.includes(concept));
  if (earliest === -1) return null;
  // "Rather than bills per van, we would like one invoice for ...": what the last clause names.
  const begins = clauseBehind(sentence, earliest);
  const anew = begins === -1 ? -1 : sentence.concepts.findIndex((concept, index) => (sentence.starts[index] ?? 0) > begins && ["INVOICE", "BILL", "QUOTE"].includes(concept));
  const first = anew === -1 ? earliest : anew;
  const clause = anew === -1 ? begins : clauseBehind(sentence, anew);
  const joint = sentence.concepts.findIndex((concept, index) => index > first && (clause === -1 || (sentence.starts[index] ?? 0) < clause) && ((index <= first + 16 && concept === "FOR") || (index === first + 1 && (concept === "OF" || isOfIt(sentence, index)) && sentence.concepts[index + 1] !== "MONEY")));
  const deed = sentence.concepts[first] === "ORDER" && ["TO", "NEED", "WE"].includes(sentence.concepts[first - 1] ?? "OTHER");
  const asksPrice = deed || ["PRICE", "HOW_MUCH", "PLACE"].includes(sentence.concepts[first] ?? "OTHER") || (sentence.concepts[first] === "BILL" && joint === -1);
  const found = sentence.text.indexOf(":", offsetOf(sentence, first));
  const colon = TO_SOMEBODY.test(sentence.text.slice(0, Math.max(0, found))) ? -1 : found;
  const named = colon === -1 ? null : nameOf(sentence.text.slice(offsetOf(sentence, first + (sentence.concepts[first + 1] === "US" ? 2 : 1)), colon));
  const listed = colon !== -1 && (joint === -1 || colon < offsetOf(sentence, joint) || /^[^:]{3,80}:\s*(?:\d|\p{Ll}[\p{L} -]{2,30}\s(?:[A-Z]{3}\s?)?[$€£]?\d)/u.test(sentence.text.slice(offsetOf(sentence, joint))));
  // "Labour: $3,800 and ...": the colon stands between a thing and its price.
  const isPrice = named !== null && !VAGUE.test(plain(named)) && /^:\s{0,2}(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}\s)\s?\d/.test(sentence.text.slice(Math.max(0, colon)));
  if (listed && !isPrice && colon < sentence.text.length - 2 && (named === null || VAGUE.test(plain(named)) || /\d.*\p{Ll}{3}/u.test(sentence.text.slice(colon).replace(MONEY_WORDS, " ")))) return sentence.text.slice(colon + 1).trim();
  // "Can we have the glass invoiced", "stellen Sie uns das Logo in Rechnung": the thing stands before.
  const wish = sentence.concepts.findLastIndex((concept: Concept, index: number) => index < first && ["NEED", "CAN_YOU", "YOU_MAY", "PLEASE", "SEND", "US"].includes(concept));
  // "Je mag de 3 filmpjes factureren à 250 euro": thing before, price behind.
  if (wish !== -1 && sentence.concepts[first] === "BILL" && ["NUMBER", "COUNT"].some((concept) => sentence.concepts.slice(wish + 1, first).some((own) => own === concept)) && !sentence.concepts.slice(0, first).includes("MONEY")) {
    return `${sentence.text.slice(offsetOf(sentence, wish + 1), offsetOf(sentence, first))}${sentence.text.slice(offsetOf(sentence, first + 1))}`.trim();
  }
  if (joint === -1 && ["BILL", "BILLED"].includes(sentence.concepts[first] ?? "OTHER")) {
    if (wish !== -1 && sentence.concepts.slice(wish + 1, first).some((concept) => !["AND", "TO", "PLEASE", "YOU", "WE", "US"].includes(concept))) return sentence.text.slice(offsetOf(sentence, wish + 1), offsetOf(sentence, first)).trim();
    if (sentence.concepts[first] === "BILLED") return null;
  }
  // "La factura de 142 € de transporte": what for stands behind the amount.
  const [, of, money, ...rest] = sentence.concepts.slice(first);
  const whole = sentence.text.replace(SEND_LAST, "").slice(offsetOf(sentence, first + 2)).trim();
  if (joint === -1 && (of === "OF" || of === "TO") && money === "MONEY" && rest.includes("OTHER") && /\d\W{0,3}(?:\p{L}{1,6}\s)?\p{L}/u.test(whole)) return whole;
  if (joint === -1 && !asksPrice) return null;
  // "Invoice us $600 for the logo": the amount belongs to it.
  const between = sentence.concepts.slice(first, joint);
  // "Bill hosting for 12 months": what stands before the count.
  const before = joint !== -1 && sentence.concepts[first] === "BILL" && between.length <= 5 && between.includes("OTHER") && (["NUMBER", "COUNT"].includes(sentence.concepts[joint + 1] ?? "OTHER") || /^(?:two|three|four|five|six|seven|eight|nine|ten|twelve)$/.test(sentence.words[sentence.starts[joint + 1] ?? -1]?.plain ?? ""));
  // "Invoice IT support for March: 6.5 h": when, behind what for.
  const period = joint !== -1 && sentence.concepts[first] === "BILL" && between.length <= 5 && between.includes("OTHER") && PERIOD.test(plain(sentence.text.slice(offsetOf(sentence, joint + 1)).trim())) && !/^\s?(?:us|me)?\s?(?:\p{Lu}\S*\s?)+$/u.test(sentence.text.slice(offsetOf(sentence, first + 1), offsetOf(sentence, joint)));
  // "Invoice travel for 143 EUR": behind the joint stands nothing but its price.
  const priced = joint !== -1 && sentence.concepts[joint + 1] === "MONEY" && between.slice(1).includes("OTHER") && !sentence.concepts.slice(joint + 2).includes("OTHER");
  const counted = before || period || priced || between.includes("MONEY") || (between.length <= 6 && (between.includes("NUMBER") || between.includes("COUNT")));
  const token = joint === -1 || counted ? first + (sentence.concepts[first + 1] === "US" ? 1 : 0) : joint;
  const next = token + 1;
  const start = next >= sentence.starts.length ? sentence.text.length : offsetOf(sentence, next);
  // "For the sum of 1,875.50 in respect of the survey".
  const respect = /\b(?:in respect of|in relation to|with (?:respect|regard) to)\s/.exec(sentence.text.slice(start));
  const behind = sentence.text.replace(SEND_LAST, "").slice(start + (respect === null ? 0 : respect.index + respect[0].length)).replace(ADDRESSED, "").replace(/^\s{0,3}(?:pls|plz|please|thanks|thx|ta)[\s:,–-]+/i, "").replace(/^[\s:,-]+/, "").replace(/[\s.!?]+$/, "");
  return WHEN_PAID.test(behind) ? null : behind;
}

/** "Für die Malerarbeiten eine Rechnung über ...": what for stands ahead of the paper; null when nothing does. */
export function aheadOfPaper(sentence: Tagged): string | null {
  const paper = sentence.concepts.indexOf("INVOICE");
  const joint = sentence.concepts.slice(0, Math.max(0, paper)).lastIndexOf("FOR");
  if (joint === -1 || paper - joint > 7 || sentence.concepts.slice(joint, paper).some((concept) => ["SEND", "PLEASE", "WE", "PAY", "ID"].includes(concept))) return null;
  const until = sentence.concepts[paper - 1] === "THE" ? paper - 1 : paper;
  return nameOf(sentence.text.slice(offsetOf(sentence, joint + 1), offsetOf(sentence, until)));
}

/** "An invoice for the translation: 12 pages at 45": the name that stands before the counts; null when there is none. */
export function announced(sentence: Tagged): string | null {
  const colon = /:\s+(?:\p{L}{3,10}\s)?\d/u.exec(sentence.text)?.index ?? -1;
  const first = colon === -1 ? -1 : sentence.concepts.findIndex((concept) => OBJECTS.includes(concept));
  const joint = first === -1 ? -1 : sentence.concepts.indexOf("FOR", first + 1);
  // "Je mag de huur van de 3 koeltogen factureren: 3 x 85": the verb stands last, right before the colon.
  const wish = first === -1 || joint !== -1 || sentence.concepts[first] !== "BILL" ? -1 : sentence.concepts.findLastIndex((concept: Concept, index: number) => index < first && ["CAN_YOU", "YOU_MAY", "PLEASE"].includes(concept));
  const last = wish === -1 ? "" : sentence.text.slice(offsetOf(sentence, wish + 1), offsetOf(sentence, first));
  if (wish !== -1 && sentence.text.slice(offsetOf(sentence, first + 1), colon).trim() === "" && last.length <= 80) return nameOf(last.replace(/\s\d{1,4}(?=\s\p{L}{3})/gu, ""));
  if (joint === -1 || joint > first + 3 || sentence.concepts.lastIndexOf("FOR") !== joint) return null;
  const words = sentence.text.slice(offsetOf(sentence, joint + 1), colon);
  return /\d/.test(words) || words.length > 60 ? null : nameOf(words);
}

/** Where the invoice goes, behind what it is for. */
export const ADDRESSED = /(?:^|[,\s]{1,4})(?:(?:please |kindly )?address (?:it|this|the (?:invoice|bill)) to|(?:(?:it )?(?:should|must|can|is to|needs to) (?:be )?)?(?:addressed|made out|billed|sent|mailed|e-?mailed|go|issued) to|in favou?r of|in the name of|a nombre de|au nom de|auf den namen|ausgestellt auf|a nome d[ie]|intestat[ao] a|op naam van|t\.?n\.?v\.?|em nome de|na firm[eę]|pe numele)(?!\p{L}).{0,200}$/iu;
