/**
 * Owns: which phrases of a list stand in a text as whole words.
 * Never: what that means.
 */
import { isAscii, plain, remember } from "./words";

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
