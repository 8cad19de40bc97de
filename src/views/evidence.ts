/**
 * Owns: where in a message the words stand that a fact was read from (PRODUCT M3). Pure.
 * Never: markup; a message stays text, in pieces.
 */
import { fieldName } from "./names";

/** A piece of the message; `facts` names what was read from it, [] for the rest. */
export interface Piece {
  text: string;
  facts: string[];
}

interface Range {
  from: number;
  to: number;
  facts: string[];
}

/** The words with any blanks between them, as understanding may have joined lines. */
function find(text: string, words: string): { from: number; to: number } | null {
  const parts = words.split(/\s+/).filter((part) => part !== "");
  if (parts.length === 0) return null;
  const found = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+")).exec(text);
  return found && { from: found.index, to: found.index + found[0].length };
}

/** The message in pieces that give it again when joined. What lies inside longer words that were found is marked there. */
export function pieces(text: string, evidence: readonly (readonly [field: string, words: string])[]): Piece[] {
  const ranges: Range[] = [];
  for (const [field, words] of [...evidence].sort(([, a], [, b]) => b.length - a.length)) {
    const around = ranges.find(({ from, to }) => find(text.slice(from, to), words) !== null);
    const found = around ? null : find(text, words);
    if (around) around.facts.push(fieldName(field));
    else if (found) ranges.push({ ...found, facts: [fieldName(field)] });
  }
  const apart: Range[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const before = apart.at(-1);
    if (before && range.from < before.to) Object.assign(before, { to: Math.max(before.to, range.to), facts: [...before.facts, ...range.facts] });
    else apart.push(range);
  }
  let at = 0;
  const all = apart.flatMap(({ from, to, facts }) => {
    const made = [{ text: text.slice(at, from), facts: [] }, { text: text.slice(from, to), facts }];
    at = to;
    return made;
  });
  return [...all, { text: text.slice(at), facts: [] }].filter((piece) => piece.text !== "");
}
