/**
 * Owns: finding in a text what makes a post a matter for a person (PRODUCT S6), and saying why.
 * Never: the rules (sensitive-rules.ts), or a refusal: what is sensitive waits for a person.
 */
import type { Sign } from "./draft";
import { SENSITIVE, type SensitiveRule } from "./sensitive-rules";
import { plainText } from "./secret-text";

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Signs for a text, one a category. `own_words`: the owner's own list, each a word or phrase; `further`: rules of the channel that it goes to. */
export function sensitiveSigns(text: string, own_words: readonly string[], further: readonly SensitiveRule[] = []): Sign[] {
  const plain = plainText(text);
  const found = new Map<string, string>();
  for (const { category, why, pattern } of [...SENSITIVE, ...further]) {
    const words = pattern.exec(plain)?.[0];
    if (words && !found.has(category)) found.set(category, `“${words.trim()}” is sensitive (${category}): ${why}.`);
  }
  const own = own_words.map((word) => plainText(word).trim()).filter((word) => word !== "" && new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, "iu").test(plain));
  if (own.length > 0) found.set("your list", `“${own[0] ?? ""}” is on your own list of words that need a person.`);
  return [...found].map(([category, sentence]) => ({ code: `sensitive_${category.replace(/ /g, "_")}`, text: sentence, fraud: false }));
}
