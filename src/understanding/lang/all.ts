/**
 * Owns: the list of languages, and telling which one a mail is in.
 * Never: rules; a further language is one file and one line here.
 */
import { plain, wordsOf } from "../words";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { it } from "./it";
import { ja } from "./ja";
import type { Language } from "./language";
import { nl } from "./nl";
import { pl } from "./pl";
import { pt } from "./pt";
import { ro } from "./ro";
import { zh } from "./zh";

export const LANGUAGES: Language[] = [en, de, fr, es, nl, it, pt, ro, pl, zh, ja];
export const ENGLISH = en;

const COMMON = LANGUAGES.map((language) => ({ language, words: new Set(wordsOf(language.common).map((word) => word.plain)) }));
/** Words that are looked at; a mail shows its language early. */
const MAX_WORDS = 400;

/** The language with the most of its small words in the text; English when nothing tells. */
export function detectLanguage(text: string): Language {
  const words = wordsOf(plain(text.slice(0, 6_000))).slice(0, MAX_WORDS);
  let best: Language = ENGLISH;
  let most = 0;
  for (const { language, words: common } of COMMON) {
    const hits = words.reduce((count, word) => count + (common.has(word.plain) ? 1 : 0), 0);
    if (hits > most) {
      most = hits;
      best = language;
    }
  }
  return best;
}
