/**
 * Owns: which rules a sentence matches, negations heeded: its words as concepts, what takes a match back, what is only spoken of.
 * Never: what that makes of the mail; classify.ts weighs it.
 */
import { ENGLISH, LANGUAGES } from "./lang/all";
import type { Concept, Language } from "./lang/language";
import { RULES } from "./rules";
import type { Rule } from "./rule";
import { lexiconOf } from "./lexicon";
import type { Lexicon } from "./lexicon";
import { characterOf, overlap, setOf, tag } from "./tags";
import type { Tagged } from "./tags";
import { remember } from "./words";

export interface Hit {
  rule: Rule;
  sentence: string;
  in_subject: boolean;
  /** "once", "as soon as": asked for, but not now. The sentence stands in for the condition. */
  condition: string | null;
  /** Which of the sentence's concepts the match begins with. */
  at: number;
}

const lexicons = new Map<string, Lexicon>();

function lexiconFor(language: Language): Lexicon {
  const known = lexicons.get(language.code);
  if (known !== undefined) return known;
  const made = lexiconOf(language, ENGLISH);
  lexicons.set(language.code, made);
  return made;
}

const taggers = new Map(LANGUAGES.map((language) => [language, remember((sentence) => tag(sentence, lexiconFor(language)))]));

/** A sentence in concepts. */
export const tagged = (sentence: string, language: Language): Tagged => taggers.get(language)?.(sentence) ?? tag(sentence, lexiconFor(language));

/** Words before a match within which a negation still reaches it. */
const REACH = 3;

const ASKING = new Set<string | undefined>((["PLEASE", "CAN_YOU", "YOU_MAY"] as const).map(characterOf));

/** Where the paper stands that a match speaks of, -1 when it names none. */
const lastThing = (tags: string): number => Math.max(...(["INVOICE", "BILL", "QUOTE"] as const).map((concept) => tags.lastIndexOf(characterOf(concept))));

function takenBack(match: RegExpExecArray, { tags, starts, words }: Tagged): boolean {
  let from = match.index;
  const asks = ASKING.has(match[0][0]) && tags[from - 1] === characterOf("AND");
  // A negation reaches no further than its clause: "instead of 100 bags, what would ...", "I cannot come, so please send ...".
  while (!asks && from > 0 && from > match.index - REACH && words[(starts[from] ?? 0) - 1]?.pause !== true) from -= 1;
  const around = tags.slice(from, match.index + match[0].length);
  // "An invoice rather than a quote" takes nothing back; "rather than an invoice" does.
  if (around.includes(characterOf("NOT")) || around.includes(characterOf("WAIT")) || tags.slice(from, match.index).includes(characterOf("CONTRAST"))) return true;
  // "A receipt rather than an invoice".
  const thing = lastThing(match[0]);
  return thing > 0 && match[0].slice(Math.max(0, thing - 2), thing).includes(characterOf("CONTRAST"));
}

const FREQUENT = new Set((["PLEASE", "CAN_YOU", "WE", "YOU", "YOUR", "OUR", "THE", "FOR", "AND", "NOT", "SEND", "NEED"] as const).map(characterOf));

/** Each need of a rule as a set of concepts, the rarest first: most sentences fail there. */
const NEEDS = RULES.map((rule) => {
  const common = (characters: string): number => Array.from(characters).filter((character) => FREQUENT.has(character)).length;
  const [first = null, ...more] = [...rule.needs].sort((a, b) => common(a) - common(b) || a.length - b.length).map(setOf);
  return { rule, first, more };
});

/** "We need an invoice, they won't take cards": the negation is of the next clause. */
function acrossClauses(match: RegExpExecArray, { starts, words }: Tagged): boolean {
  const thing = Math.max(...(["INVOICE", "BILL"] as const).map((concept) => match[0].lastIndexOf(characterOf(concept))));
  const from = starts[match.index + Math.max(0, thing)] ?? 0;
  const to = starts[match.index + match[0].length - 1] ?? words.length;
  return words.slice(from, to).some((word) => word.pause);
}

/** The words of a match that no concept covers are written like names, and stand not in `own`. */
function areNames(match: RegExpExecArray, { concepts, starts, words }: Tagged, own: string): boolean {
  const unknown = concepts.flatMap((concept, at) => (concept === "OTHER" && at >= match.index && at < match.index + match[0].length ? [words[starts[at] ?? 0]] : []));
  return unknown.every((word) => word !== undefined && /^\p{Lu}/u.test(word.text) && !own.includes(word.plain));
}

/** Words between quotation marks are spoken of, not said: "why 'please send a quote' mails go cold". */
export const MENTION = /(^|[\s(])(?:"[^"]{1,200}"|[“„«][^“”„«»]{1,200}[”“»]|['‘][^'‘’]{8,200}['’])(?=[\s).,;:!?]|$)/g;

function withoutMentions(sentence: string): string {
  const bare = sentence.replace(MENTION, "$1");
  return bare.length > 20 ? bare : sentence;
}

/** Rules that match a sentence, negations heeded. `own`: the sender's name and address in plain letters. */
export function hitsOf(sentence: string, language: Language, inSubject = false, own = ""): Hit[] {
  const read = tagged(withoutMentions(sentence), language);
  const { tags } = read;
  const present = setOf(tags);
  const hits: Hit[] = [];
  for (const { rule, first, more } of NEEDS) {
    if ((first !== null && !overlap(first, present)) || (inSubject && rule.body_only) || !more.every((need) => overlap(need, present))) continue;
    const match = rule.matches.exec(tags);
    if (match === null || (rule.negatable && takenBack(match, read)) || (rule.within && acrossClauses(match, read)) || (rule.named && !areNames(match, read, rule.says === "elsewhere" ? own : ""))) continue;
    const conditional = tags.includes(characterOf("UNTIL"));
    hits.push({ rule, sentence, in_subject: inSubject, condition: conditional ? sentence : null, at: match.index });
  }
  return hits;
}

/** A sentence names a concept. */
export const has = (sentence: Tagged, concept: Concept): boolean => sentence.concepts.includes(concept);
