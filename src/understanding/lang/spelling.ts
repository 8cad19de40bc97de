/**
 * Owns: how people type the words of a language file when their keyboard lacks its letters.
 * Never: words, and never leaving out an accent: that is done for every language where texts are compared (`plain`).
 */

const DIGRAPHS: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };

/** A phrase as written, and with "ae", "oe", "ue" where it has umlauts: "für, fuer". */
export function typed(phrase: string): string[] {
  const spelled = phrase.replace(/[äöü]/g, (letter) => DIGRAPHS[letter] ?? letter);
  return spelled === phrase ? [phrase] : [phrase, spelled];
}
