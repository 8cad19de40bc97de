/**
 * Owns: words into concepts. A sentence becomes a string with one character for each word, so that a rule about word order is a
 * regular expression over concepts, the same for every language, and linear because a sentence is short.
 * Never: a decision about the mail.
 */
import { markAfter, markBefore } from "./currency";
import { CONCEPTS } from "./lang/language";
import type { Concept } from "./lang/language";
import { entryAt } from "./lexicon";
import type { Lexicon } from "./lexicon";
import { wordsOf } from "./words";
import type { Word } from "./words";

const FIRST_CHARACTER = 0xe000;
const CODES = new Map(CONCEPTS.map((concept, index) => [concept, String.fromCharCode(FIRST_CHARACTER + index)]));
const code = (concept: Concept): string => CODES.get(concept) ?? "";

/** As many as an engine keeps in a small number. */
const BITS = 30;

/** The concepts of a string of tags, one bit each. */
export function setOf(tags: string): number[] {
  const set = new Array<number>(Math.ceil(CONCEPTS.length / BITS)).fill(0);
  for (let at = 0; at < tags.length; at += 1) {
    const place = tags.charCodeAt(at) - FIRST_CHARACTER;
    const word = Math.floor(place / BITS);
    set[word] = (set[word] ?? 0) | (1 << (place % BITS));
  }
  return set;
}

/** True when two sets have a concept in common. */
export function overlap(a: readonly number[], b: readonly number[]): boolean {
  for (let word = 0; word < a.length; word += 1) if (((a[word] ?? 0) & (b[word] ?? 0)) !== 0) return true;
  return false;
}

const MONEY = /^(?:(?:[A-Z]{1,3})?[$€£¥₹₩₪₺₽₴฿₱₦]|R\d{1,3}(?:[,.]?\d{3})*(?:[.,]\d\d)?$)/;
const NUMBER = /^\d[\d.,']*$/;
/** "1x", "1/3 of ...". */
const TIMES = /^\d{1,4}[x×]$/;
const SHARE = /^[1-3]\/[2-8]$/;
/** "12/03" behind a colon: the day of an entry, no number of a paper. */
const DAY = /^\d{1,2}\/\d{1,2}$/;
/** "20k", "5pcs": a number with its unit, not the name of a document. */
const COUNTED = /^\d[\d.,']*\p{L}{1,4}$/u;
const HAS_DIGIT = /\d/;
const ASKS = /[?？]["')\]\s]*$/;
const NAME_BEFORE = new Set(["hi", "hello", "dear", "hey", "is", "im", "i'm", "uncle", "mr", "for", "from", "with", "and", "that", "told", "ask", "asked", "see", "to", "cc"]);

/** "Send Bill the deck": what is handed to a person. */
const HANDED = new Set(["the", "a", "an", "his", "your", "my", "this", "that", "these", "and", "know", "about", "knows", "said", "says", "wants", "will", "is", "was", "has"]);

export interface Tagged {
  text: string;
  words: Word[];
  /** One character for each word or phrase. */
  tags: string;
  /** For each character of `tags`, the index of its first word. */
  starts: number[];
  concepts: Concept[];
}

/** What people do, behind a name: "Bill wanted", "Bill Massey says". */
const DOES = /^(?:is|was|has|had|will|would|can|could|and|did|says|said|thinks|thought|knows|wants|needs|asks|told|went|got|\p{L}{3,}ed)$/u;

/** "Bill" with a capital inside a sentence, before a comma, or who does something is a person. */
function isName(word: Word, before: Word | undefined, after: Word | undefined, next: Word | undefined): boolean {
  if (!/^B[a-z]+$/.test(word.text)) return false;
  const surname = after !== undefined && /^\p{Lu}\p{Ll}/u.test(after.text) && !after.pause;
  if (before === undefined) return word.pause || DOES.test((surname ? next : after)?.plain ?? "");
  if (after !== undefined && HANDED.has(after.plain)) return true;
  return NAME_BEFORE.has(before.plain) || /^\p{Lu}\p{Ll}/u.test(before.text);
}

/** A number with its currency before or behind it, as a word or code: "500 EUR". */
function isMoney(words: Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !HAS_DIGIT.test(word.text[0] ?? "")) return false;
  if (/[€£¥₹₩₪₺₽₴฿₱₦]$/.test(word.text)) return true;
  const next = words[at + 1];
  const before = words[at - 1];
  return (next !== undefined && next.plain.length > 1 && markAfter(` ${next.plain}`) !== null) || (before !== undefined && before.plain.length > 1 && markBefore(`${before.plain} `) !== null);
}

/** Thing or deed? By what stands before and after. */
function settle(concept: Concept, at: number, concepts: Concept[]): Concept {
  const [before, after] = [concepts[at - 1], concepts[at + 1]];
  const [thing, deed]: Concept[] = concept === "BILLING" ? ["INVOICE", "BILL"] : ["QUOTE", "PRICE"];
  if (thing === undefined || deed === undefined) return concept;
  // "An inspection and quote": the article holds for both.
  if (before === "AND" && (concepts[at - 3] === "THE" || concepts[at - 4] === "THE") && (after === undefined || after === "FOR" || after === "ASK" || after === "PLEASE")) return thing;
  // "Attached are my timesheet and invoice for last week": both came.
  if (before === "AND" && (after === undefined || after === "FOR" || after === "ID") && concepts.slice(0, at).includes("ATTACHED")) return thing;
  if (before === "PLEASE" || before === "CAN_YOU" || before === "YOU_MAY" || before === "TO" || before === "AND") return after === "ID" ? thing : deed;
  if (before === undefined && (after === "US" || after === "OUR")) return deed;
  if (before === "NOT" || before === "WE" || before === "YOU" || before === "WAIT" || before === "READY" || before === "WILL" || before === "WANT_TO") return deed;
  return thing;
}

const COUNTS = new Set<Concept | undefined>(["NUMBER", "COUNT", "MONEY"]);
const WHOM = new Set<Concept | undefined>(["THE", "OUR", "YOUR", "US", "TO"]);

const WISHING = new Set<Concept>(["PLEASE", "CAN_YOU", "CAN_WE", "US", "WE", "OUR", "SEND", "SEND_LAST", "NUMBER", "COUNT", "MONEY", "ID"]);
/** Concepts of a question as short as a shop asks it. */
const SHORT = 12;

/** "Need an invoice?" asks the reader, and wishes for none. */
const asksReader = (concepts: Concept[], starts: number[], words: Word[]): boolean =>
  concepts[0] === "NEED" && concepts.at(-1) === "ASK" && concepts.length <= SHORT && starts[1] === 1 && !concepts.some((concept) => WISHING.has(concept)) && !words.slice(0, -1).some(({ pause }) => pause);

/** The word opens a bracket. */
const inBrackets = (words: Word[], at: number, sentence: string): boolean => words[at - 1]?.pause === true && sentence.includes(`(${words[at]?.text ?? ""}`);

/** Concepts of a sentence, word by word; a word that means nothing here is `OTHER`. */
export function tag(sentence: string, lexicon: Lexicon): Tagged {
  const words = wordsOf(sentence);
  const concepts: Concept[] = [];
  const starts: number[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    if (word === undefined) break;
    const entry = entryAt(words, at, lexicon);
    starts.push(at);
    if (entry !== undefined && !isName(word, words[at - 1], words[at + 1], words[at + 2])) {
      concepts.push(entry.concept);
      at += entry.words.length;
      continue;
    }
    if (!HAS_DIGIT.test(word.text)) concepts.push("OTHER");
    else if (MONEY.test(word.text) || isMoney(words, at)) concepts.push("MONEY");
    else if (TIMES.test(word.text) || (SHARE.test(word.text) && words[at + 1]?.plain === "of") || (DAY.test(word.text) && words[at - 1]?.pause === true)) concepts.push("COUNT");
    else if (NUMBER.test(word.text) || COUNTED.test(word.text)) concepts.push(words[at - 1]?.pause === true && /^\p{L}/u.test(words[at + 1]?.text ?? "") ? "COUNT" : "NUMBER");
    else concepts.push("ID");
    at += 1;
  }
  if (ASKS.test(sentence)) {
    concepts.push("ASK");
    starts.push(words.length);
  }
  const asked = asksReader(concepts, starts, words);
  const settled = concepts.map((concept, index) => {
    if (asked && index === 0) return "OFFERING";
    // "Thanks for sending the quote" speaks of what is done.
    if (concepts[index - 1] === "THANKS" && (concept === "SEND" || concept === "NEED" || concept === "GET")) return "SENT";
    // "9 lessons, not 7": what is denied is a number.
    if (concept === "NOT" && COUNTS.has(concepts[index + 1])) return "CONTRAST";
    // "Invoice me (not the tenant)": what is denied is who; "(not before May)" denies the deed.
    if (concept === "NOT" && inBrackets(words, starts[index] ?? 0, sentence) && (WHOM.has(concepts[index + 1]) || /^\p{Lu}/u.test(words[(starts[index] ?? 0) + 1]?.text ?? ""))) return "CONTRAST";
    return concept === "BILLING" || concept === "QUOTING" ? settle(concept, index, concepts) : concept;
  });
  return { text: sentence, words, tags: settled.map(code).join(""), starts, concepts: settled };
}

/**
 * A pattern over concepts as a regular expression. Elements stand apart by spaces: `SEND|GET` one of these; `~5` at most five words of any kind;
 * `~5-PAY-NOT` at most five words, none of these; `THE?` at most once; `^` and `$` the ends of the sentence; `!FROM` not followed by;
 * `@YOU` at the start or behind another word than this.
 */
export function pattern(source: string): RegExp {
  const classOf = (names: string): string =>
    names
      .split("|")
      .map((name) => {
        const concept = CONCEPTS.find((known) => known === name);
        if (concept === undefined) throw new Error(`"${name}" in the pattern "${source}" is not a concept.`);
        return code(concept);
      })
      .join("");
  const parts = source.split(/\s+/).map((element) => {
    if (element === "^") return element;
    if (element === "$") return `[${code("ASK")}]?$`;
    if (element.startsWith("@")) return `(?:^|[^${classOf(element.slice(1))}])`;
    if (element.startsWith("!")) return `(?![${classOf(element.slice(1))}])`;
    if (element.startsWith("~")) {
      const [count = "0", ...excluded] = element.slice(1).split("-");
      return `${excluded.length === 0 ? "[^]" : `[^${classOf(excluded.join("|"))}]`}{0,${count}}?`;
    }
    return element.endsWith("?") ? `[${classOf(element.slice(0, -1))}]?` : `[${classOf(element)}]`;
  });
  return new RegExp(parts.join(""));
}

/** For each element of a pattern that must match something, the characters that would do. A sentence that lacks one of them cannot match. */
export function needsOf(source: string): string[] {
  return source.split(/\s+/).filter((element) => /^[A-Z]/.test(element) && !element.endsWith("?")).map((element) => element.split("|").map((name) => code(CONCEPTS.find((known) => known === name) ?? "OTHER")).join(""));
}

/** Where a concept's characters are, for looking around a match. */
export const characterOf = code;
