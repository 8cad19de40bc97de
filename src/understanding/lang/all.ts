/**
 * Owns: the list of languages, and telling which one a mail is in.
 * Never: rules; a further language is its own file, with one for its phrases, and one line here.
 */
import { isAscii, plain, wordsOf } from "../words";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { it } from "./it";
import { ja } from "./ja";
import type { Language } from "./language";
import { nl } from "./nl";
import type { Phrases } from "./phrases";
import { pl } from "./pl";
import { pt } from "./pt";
import { ro } from "./ro";
import { zh } from "./zh";

export const LANGUAGES: Language[] = [en, de, fr, es, nl, it, pt, ro, pl, zh, ja];
export const ENGLISH = en;

const named = (languages: readonly Language[], names: readonly (keyof Phrases)[]): string => names.flatMap((name) => languages.flatMap(({ phrases }) => phrases[name] ?? [])).join("|") || "(?!)";

/** What all languages name phrases by, as alternatives of one pattern: people mix languages, and what is quoted or passed on may be in any. */
export const said = (...names: (keyof Phrases)[]): string => named(LANGUAGES, names);

/** The same standing alone, in a pattern with the flag "u" over plain letters: what is before it is part of the match. */
export const aWord = (...names: (keyof Phrases)[]): string => `(?:^|[^\\p{L}])(?:${said(...names)})(?!\\p{L})`;

/** The same as whole words. */
export const saidWhole = (...names: (keyof Phrases)[]): string => `\\b(?:${named(LANGUAGES.filter(({ unspaced }) => unspaced !== true), names)})\\b|${named(LANGUAGES.filter(({ unspaced }) => unspaced === true), names)}`;

/** For each small word the languages that use it, as places in `LANGUAGES`. */
const COMMON = new Map<string, number[]>();
LANGUAGES.forEach((language, place) => {
  for (const word of new Set(wordsOf(language.common).map(({ plain: letters }) => letters))) COMMON.set(word, [...(COMMON.get(word) ?? []), place]);
});
/** Words that are looked at; a mail shows its language early. */
const MAX_WORDS = 400;
/** "600e" is one word, and no Italian "e". */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\d)(?:[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\d-])*/gu;

/** Letters that English does without. */
const FOREIGN = /[^\P{L}\p{ASCII}]/u;

/** A mail with so few small words is told by all words that a language knows. */
const FEW = 4;
/** What a word of a language tells beside a small word. */
const HALF = 0.5;

const vocabularies = new Map<Language, Set<string>>();

/** Words of three letters and more that stand in a language's lists. */
function vocabularyOf(language: Language): Set<string> {
  const known = vocabularies.get(language);
  if (known !== undefined) return known;
  const made = new Set(plain(Object.values(language.words).join(" ")).match(/[\p{L}]{3,}/gu) ?? []);
  vocabularies.set(language, made);
  return made;
}

/**
 * The language with the most of its small words in the text, each counted once: "1 no. service, 2 no. valves" is no Spanish. English when nothing tells, another with as many
 * when a letter speaks against English.
 */
export function detectLanguage(text: string): Language {
  const opening = text.slice(0, 6_000);
  const letters = plain(opening);
  const hits = LANGUAGES.map(() => 0);
  const words = new Set((letters.match(isAscii(letters) ? /[a-z\d][a-z\d-]*/g : WORD) ?? []).slice(0, MAX_WORDS));
  for (const word of words) for (const place of COMMON.get(word) ?? []) hits[place] = (hits[place] ?? 0) + 1;
  if (Math.max(...hits) <= FEW) LANGUAGES.forEach((language, place) => {
    if (Array.from(language.letters ?? "").some((letter) => opening.includes(letter))) hits[place] = (hits[place] ?? 0) + 1;
    for (const word of words) if (vocabularyOf(language).has(word)) hits[place] = (hits[place] ?? 0) + HALF;
  });
  const most = Math.max(...hits);
  if (most === 0) return ENGLISH;
  const [first = ENGLISH, ...more] = LANGUAGES.filter((_, place) => hits[place] === most);
  return first === ENGLISH && FOREIGN.test(text) ? (more[0] ?? first) : first;
}
