/**
 * Owns: which lines and sentences of a mail may hold items, each with its place and without the words that only lead in (PRODUCT M2).
 * Never: numbers.
 */
import { ADDRESSED, behindRequest, offsetOf } from "./behind";
import { withoutBuying } from "./bought";
import { tagged } from "./hits";
import { labelledLine } from "./labels";
import { said } from "./lang/all";
import type { Language } from "./lang/language";
import { rowsIn } from "./lists";
import { isForSale } from "./naming";
import { greetingLength } from "./split";
import { EMPTY } from "./vague";
import type { Spot } from "./sentences";
import { placedSentencesOf, sentencesOf, unwrap } from "./sentences";
import { compiled, sameLengthPlain } from "./words";

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

/** "Logo redesign: $650": a line with nothing but a thing and its price. */
const PRICED_LINE = /^[^:.!?=]{2,70}\s?[:=–-]\s*(?:[A-Z]{2,3}\s?)?[$€£¥₹]?\s?\d[\d.,']*(?:\s?(?:[$€£¥₹]|[A-Z]{3}|euros?|lei|zł))?(?:\/-)?[.,;]?$/;
/** "Visits ........... 21": its dots end no sentence. */
const LED = /^\s{0,8}\p{L}[^.:\t|]{1,40}?\s?\.{3,40}\s/u;
/** "2. Please invoice the servicing, 8 machines at £30": an entry that is a wish. */
const ENTRY_WISH = /^\W{0,3}(?:\d{1,2}[.)])?\s*(?:please|pls|kindly|could|can|bitte|merci|por favor|per favore|graag|prosze|va rog)\s/i;
const COUNTED_PRICE = /\d.*\d/;
const WITH_MONEY = /[$€£₹]\s?\d|\d\s?(?:[€£₹]|each|ea|(?:eur|usd|gbp|pounds?|quid|euros?|dollars?)(?!\p{L}))/iu;

/** "Inv pls 4 decks @ $55": without the words of the wish when a count follows them. */
function countedFirst(text: string, language: Language): string {
  const sentence = tagged(text, language);
  const at = sentence.concepts.findIndex((concept) => !EMPTY.includes(concept) || concept === "NUMBER" || concept === "MONEY");
  return at > 0 && ["NUMBER", "COUNT"].includes(sentence.concepts[at] ?? "OTHER") ? sentence.text.slice(offsetOf(sentence, at)).trim() : text;
}

/** "... to Wrona Design, ul. Długa 5, Kraków, for the printing". */
const UP_TO_WHAT_FOR = /^.*?(?=,\s(?:for|für|pour|za|por|per|voor|pentru|para)\s|$)/u;
/** "À l'ordre de", "Intestala a": at the head of a sentence, before a name and its address. In plain letters. */
const MADE_OUT = new RegExp(`^\\W{0,3}(?:(?:\\p{L}{1,12} ){0,3})(?:${said("made_out")})(?:\\s|:|$)`, "u");
/** A sentence that only says who is billed: "À l'ordre de SARL Les 3 Vents, 12 quai Vauban" counts nothing. */
const withoutHouse = (sentence: string): string => (/\d/.test(sentence) && !WITH_MONEY.test(sentence) && MADE_OUT.test(sameLengthPlain(sentence)) ? "" : sentence);
/** Without whom it is made out to, whose house number counts nothing; what is priced behind that stays. */
const withoutAddress = (sentence: string): string => withoutHouse(sentence).replace(ADDRESSED, (address) => (WITH_MONEY.test(address) ? address : address.replace(UP_TO_WHAT_FOR, " ")));

/** "It should cover 4 panels at $385 each": what a sentence after the wish says the invoice is for; null when it says none. */
function behindCover(sentence: string, { covers }: Language): string | null {
  const opening = covers === undefined ? null : compiled(`^\\W{0,3}${covers}:?\\s+(?=\\S)`, "u").exec(sameLengthPlain(sentence));
  return opening === null ? null : sentence.slice(opening[0].length);
}

/** "We agreed 6 chairs at 40", "Wir hatten 6 Stühle zu je 40 vereinbart": without the words that only say so. */
function withoutLead(sentence: string, { says, says_last }: Language): string {
  if (!/\d|hundred|thousand|\w(?:ty|teen) /.test(sentence)) return sentence;
  const opening = compiled(`^\\W{0,3}${says},?\\s{1,3}(?=\\S)`, "u").exec(sameLengthPlain(sentence));
  const rest = opening === null ? sentence : sentence.slice(opening[0].length);
  const end = says_last === undefined ? null : compiled(`\\s${says_last}(?:\\s(?:haben|hatten|hadden|hebben))?\\W*$`, "u").exec(sameLengthPlain(rest));
  return end === null ? rest : rest.slice(0, end.index);
}

/** The new text in pieces that may hold items. */
export function candidates(fresh: string, asking: string[], language: Language): Candidate[] {
  const result: Candidate[] = [];
  const lines = unwrap(fresh);
  const asks = (line: string): boolean => sentencesOf(line).some((sentence) => asking.includes(sentence));
  const rows = rowsIn(lines, asks);
  const isForm = lines.filter((line) => line.includes("...") && LED.test(line)).length > 2;
  for (const [index, line] of lines.entries()) {
    const whole: Spot = { line: index, column: 0, length: line.length };
    if (line === "") {
      result.push({ text: "", place: "said", spot: whole, row: false });
      continue;
    }
    const structured = (rows[index] === true && !(asks(line) && ENTRY_WISH.test(line))) || (PRICED_LINE.test(line) && !asks(line)) || labelledLine(line) !== null || (isForm && LED.test(line));
    // "Details: 6 chairs at 85 each. All collected on Monday.": a label before running text.
    const told = structured && rows[index] !== true && labelledLine(line)?.label === "description" ? placedSentencesOf(line) : [];
    if (told.length > 1) {
      result.push(...told.map(({ text, column, length }) => ({ text, place: "listed" as const, spot: { line: index, column, length }, row: false })));
      continue;
    }
    if (structured) {
      result.push({ text: line, place: "listed", spot: whole, row: rows[index] === true });
      continue;
    }
    for (const { text: sentence, column, length } of placedSentencesOf(line)) {
      const spot: Spot = { line: index, column, length };
      const isAsking = asking.includes(sentence);
      const words = withoutAddress(sentence).slice(greetingLength(sentence));
      const named = !isForSale(sentence) ? null : isAsking ? behindRequest(tagged(sentence, language)) : asking.length > 0 ? behindCover(sentence, language) : null;
      // "You worked 22 hours at $75, please invoice": nothing stands behind the wish.
      const behind = named === "" && /\d/.test(sentence) ? null : named;
      // "We had 12 boxes at 8 each, make the invoice for the shop": numbers stand before, none behind.
      if (behind !== null && !WITH_MONEY.test(behind) && COUNTED_PRICE.test(sentence) && WITH_MONEY.test(sentence.slice(0, sentence.indexOf(behind)))) result.push({ text: words, place: "said", spot, row: false });
      else if (behind !== null) result.push({ text: behind, place: "request", spot, row: false });
      else result.push({ text: isAsking ? countedFirst(words, language) : withoutLead(/\d/.test(words) ? withoutBuying(words, language) : words, language), place: isAsking ? "request" : "said", spot, row: false });
    }
  }
  return result;
}
