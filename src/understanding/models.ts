/**
 * Owns: digits that are letters of a name - "3D animation", "4K monitor", "7UP" (PRODUCT M2).
 * Never: a number with a currency or a unit.
 */
import { SIZE_BEHIND, unitAt } from "./counts";
import type { Words } from "./counts";
import { figuresOf } from "./numbers";
import { sameLengthPlain } from "./words";

const CAPITALS = /^\p{Lu}{1,4}(?![\p{L}\d])/u;
const ONLY_CAPITALS = /^[^\p{Ll}]*$/u;

/** The text as long as before, with a letter for each such digit; "10 3DS" counts ten, and nothing else. */
export function lettered(text: string, words: Words, comma: boolean): string {
  if (!/\d\p{Lu}/u.test(text) || ONLY_CAPITALS.test(text)) return text;
  const lower = sameLengthPlain(text);
  let result = text;
  for (const { start, end, mark, percent, text: written } of figuresOf(text, comma)) {
    const digits = /^\d{1,2}(?=K?$)/.exec(written)?.[0].length ?? 0;
    const behind = text.slice(start + digits);
    if (mark !== null || percent || digits === 0 || !CAPITALS.test(behind) || /^X(?:\s|$)/.test(behind)) continue;
    const isThousands = end > start + digits && !/^K(?:-|\s\p{L})/u.test(behind);
    if (!isThousands && unitAt(lower.slice(start + digits), words) === null && !SIZE_BEHIND.test(lower.slice(start + digits))) result = result.slice(0, start) + "n".repeat(digits) + behind;
  }
  return result;
}
