/**
 * Owns: words into concepts. A sentence becomes a string with one character for each word, so that a rule about word order is a
 * regular expression over concepts, the same for every language, and linear because a sentence is short.
 * Never: a decision about the mail.
 */
import { markAfter, markBefore } from "./currency";
import { CONCEPTS } from "./lang/language";
import type { Concept, Language } from "./lang/language";
import { typed } from "./lang/spelling";
import { isAscii, plain, remember, wordsOf } from "./words";
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

interface Entry {
  words: { text: string; prefix: boolean }[];
  concept: Concept;
}
/** Entries by their first word, phrases by their first two, and those that begin with a star by its first two letters; the longest first. */
export interface Lexicon {
  whole: Map<string, Entry[]>;
  phrases: Map<string, Map<string, Entry[]>>;
  begun: Map<string, Entry[]>;
}

/** Nouns that people use in English whatever the language of the mail. */
const BORROWED: Concept[] = ["INVOICE", "BILLING", "QUOTE", "QUOTING"];

/** "env(iar|ie)(|me|nos)" as the six words it stands for. */
function expanded(phrase: string): string[] {
  const group = /\(([^()]*)\)/.exec(phrase);
  if (group === null) return [phrase];
  return (group[1] ?? "").split("|").flatMap((option) => expanded(phrase.slice(0, group.index) + option + phrase.slice(group.index + group[0].length)));
}

/** Phrases apart, those with "you" and "what is" as people also type them. */
function spellings(phrases: string): string[] {
  return phrases.split(",").flatMap(expanded).flatMap(typed).flatMap((phrase) => {
    if (!/\b(?:your?|what is)\b/.test(phrase)) return [phrase];
    const short = phrase.replace(/\byou\b/g, "u").replace(/\byour\b/g, "ur");
    return [phrase, short, phrase.replace(/\bwhat is\b/, "what's"), phrase.replace(/\bwhat is\b/, "whats")].filter((spelling, index, all) => all.indexOf(spelling) === index);
  });
}

/** Needs no taking apart: most words of a language file. */
const SIMPLE = /^[a-z]+$/;

/** Phrases of a language, with the English nouns besides. */
export function lexiconOf(language: Language, english: Language): Lexicon {
  const lexicon: Lexicon = { whole: new Map(), phrases: new Map(), begun: new Map() };
  const put = (entries: Map<string, Entry[]>, key: string, entry: Entry): void => {
    const known = entries.get(key);
    if (known === undefined) entries.set(key, [entry]);
    else known.push(entry);
  };
  const add = (concept: Concept, phrases: string | undefined): void => {
    for (const phrase of spellings(phrases ?? "")) {
      // A star would be lost among the words: it is kept as a mark of its word.
      const words = phrase
        .trim()
        .split(/\s+/)
        .flatMap((word) => (SIMPLE.test(word) ? [{ text: word, prefix: false }] : wordsOf(word.replace(/\*$/, "")).map((part) => ({ text: part.plain, prefix: word.endsWith("*") }))));
      const [first, second] = words;
      if (first === undefined || first.text === "") continue;
      if (first.prefix) put(lexicon.begun, first.text.slice(0, 2), { words, concept });
      else if (second === undefined || second.prefix) put(lexicon.whole, first.text, { words, concept });
      else {
        const behind = lexicon.phrases.get(first.text) ?? new Map<string, Entry[]>();
        lexicon.phrases.set(first.text, behind);
        put(behind, second.text, { words, concept });
      }
    }
  };
  for (const concept of CONCEPTS) add(concept, language.words[concept]);
  if (language !== english) for (const concept of BORROWED) add(concept, english.words[concept]);
  for (const entries of [lexicon.whole, ...lexicon.phrases.values(), lexicon.begun].flatMap((map) => [...map.values()])) entries.sort((a, b) => b.words.length - a.words.length);
  return lexicon;
}

function fits(entry: Entry, words: Word[], at: number): boolean {
  const last = entry.words.length - 1;
  for (let offset = 0; offset <= last; offset += 1) {
    const wanted = entry.words[offset];
    const word = words[at + offset];
    if (wanted === undefined || word === undefined || (offset < last && word.pause)) return false;
    if (wanted.prefix ? !word.plain.startsWith(wanted.text) : word.plain !== wanted.text) return false;
  }
  return true;
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
    const phrase = lexicon.phrases.get(word.plain)?.get(words[at + 1]?.plain ?? "")?.find((candidate) => fits(candidate, words, at));
    const whole = phrase ?? lexicon.whole.get(word.plain)?.find((candidate) => fits(candidate, words, at));
    const begun = lexicon.begun.size === 0 || (whole !== undefined && whole.words.length > 1) ? undefined : lexicon.begun.get(word.plain.slice(0, 2))?.find((candidate) => fits(candidate, words, at));
    const entry = whole === undefined || (begun?.words.length ?? 0) > whole.words.length ? begun : whole;
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

/** Words of a text in plain letters, each once, and all in their order with one space around each. */
const spaced = remember((text: string): { each: Set<string>; line: string } => {
  const words = plain(text).match(isAscii(text) ? /[a-z\d']+/g : /[\p{L}\p{N}']+/gu) ?? [];
  return { each: new Set(words), line: ` ${words.join(" ")} ` };
});

interface Phrase {
  phrase: string;
  words: string;
  /** Which of the list it is. */
  place: number;
}
const lists = new Map<string, Map<string, Phrase[]>>();

/** Phrases by their first word. */
function listOf(phrases: string): Map<string, Phrase[]> {
  const known = lists.get(phrases);
  if (known !== undefined) return known;
  const made = new Map<string, Phrase[]>();
  for (const [place, phrase] of phrases.split(",").entries()) {
    const { each: [first], line: words } = spaced(phrase);
    if (first !== undefined) made.set(first, [...(made.get(first) ?? []), { phrase: phrase.trim(), words, place }]);
  }
  lists.set(phrases, made);
  return made;
}

/** Which of the phrases stand in the text as whole words, in their own order. `phrases` is a list separated by commas. */
export function mentioned(text: string, phrases: string): string[] {
  const { each, line } = spaced(text);
  const list = listOf(phrases);
  const found: Phrase[] = [];
  for (const word of each) {
    const begun = list.get(word);
    if (begun !== undefined) found.push(...begun.filter((entry) => line.includes(entry.words)));
  }
  return found.sort((a, b) => a.place - b.place).map(({ phrase }) => phrase);
}
