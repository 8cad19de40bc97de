/**
 * Owns: the dictionary of a language - which concept a word or phrase stands for - and the one look at it that a word of a mail takes.
 * Never: what stands around a word; tags.ts settles that.
 */
import { CONCEPTS } from "./lang/language";
import type { Concept, Language } from "./lang/language";
import { typed } from "./lang/spelling";
import { wordsOf } from "./words";
import type { Word } from "./words";

interface Entry {
  words: { text: string; prefix: boolean }[];
  concept: Concept;
}
/** What may begin at a word, the longest first: phrases by their second word, whole words, and entries that end in a star within their first word. */
interface Begun {
  phrases: Map<string, Entry[]> | null;
  whole: Entry[];
  starred: Entry[];
}
/** Entries by their first word, phrases by their first two, and those that begin with a star by its first two letters; the longest first. */
export interface Lexicon {
  whole: Map<string, Entry[]>;
  phrases: Map<string, Map<string, Entry[]>>;
  begun: Map<string, Entry[]>;
  /** What was found for a word: people use few words, and those again and again. Null for a word that begins nothing. */
  known: Map<string, Begun | null>;
}
/** Words that are known before it starts anew. */
const MOST_KNOWN = 4_000;

const NO_ENTRIES: Entry[] = [];

/** What may begin at a word; null when nothing does. */
function beginning(word: string, lexicon: Lexicon): Begun | null {
  const known = lexicon.known.get(word);
  if (known !== undefined) return known;
  const phrases = lexicon.phrases.get(word) ?? null;
  const whole = lexicon.whole.get(word) ?? NO_ENTRIES;
  const starred = (lexicon.begun.get(word.slice(0, 2)) ?? NO_ENTRIES).filter(({ words: [first] }) => first !== undefined && word.startsWith(first.text));
  const made = phrases === null && whole.length === 0 && starred.length === 0 ? null : { phrases, whole, starred };
  if (lexicon.known.size >= MOST_KNOWN) lexicon.known.clear();
  lexicon.known.set(word, made);
  return made;
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
  const lexicon: Lexicon = { whole: new Map(), phrases: new Map(), begun: new Map(), known: new Map() };
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

/** The entry that stands at a word: the longest, and a whole word before one with a star. */
export function entryAt(words: Word[], at: number, lexicon: Lexicon): Entry | undefined {
  const begun = beginning(words[at]?.plain ?? "", lexicon);
  if (begun === null) return undefined;
  const stands = (entry: Entry): boolean => fits(entry, words, at);
  const whole = begun.phrases?.get(words[at + 1]?.plain ?? "")?.find(stands) ?? begun.whole.find(stands);
  if (begun.starred.length === 0 || (whole !== undefined && whole.words.length > 1)) return whole;
  const starred = begun.starred.find(stands);
  return whole === undefined || (starred?.words.length ?? 0) > whole.words.length ? starred : whole;
}
