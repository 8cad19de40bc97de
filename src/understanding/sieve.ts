/**
 * Owns: which letters a pattern cannot do without, read off its source, so that a text that lacks them is not searched for it.
 * Never: a decision of its own. A text that might hold the pattern passes; what lets it pass is the pattern alone.
 */
import { remember } from "./words";

/** Three letters in a row as a number below 8,192, of five bits of each, so that upper and lower case are the same. */
const gram = (text: string, at: number): number => ((text.charCodeAt(at) & 31) << 8) ^ ((text.charCodeAt(at + 1) & 31) << 4) ^ (text.charCodeAt(at + 2) & 31);

/** Longer texts have so many of them that they need a bit for each; for a line, fewer bits are made faster. */
const SHORT = 200;

/** All that stands in a text, one bit each. */
const gramsOf = remember((text: string): Uint32Array => {
  const bits = new Uint32Array(text.length < SHORT ? 64 : 256);
  const last = bits.length - 1;
  for (let at = 0; at + 2 < text.length; at += 1) {
    const found = gram(text, at);
    const place = (found >>> 5) & last;
    bits[place] = (bits[place] ?? 0) | (1 << (found & 31));
  }
  return bits;
});

/** Letters that stand side by side, as all their numbers. */
type Run = number[];

/** Of these runs one must stand in the text; null when nothing is known to be needed. */
type Need = Run[] | null;

function hasRun(grams: Uint32Array, run: Run): boolean {
  for (const one of run) if (((grams[(one >>> 5) & (grams.length - 1)] ?? 0) & (1 << (one & 31))) === 0) return false;
  return true;
}

function mayHold(grams: Uint32Array, need: Need): boolean {
  if (need === null) return true;
  for (const run of need) if (hasRun(grams, run)) return true;
  return false;
}

/** More ways than this make a poor sieve. */
const MOST = 250;

const either = (needs: Need[]): Need => {
  const all: Run[] = [];
  for (const need of needs) {
    if (need === null) return null;
    all.push(...need);
  }
  return all.length > MOST ? null : all;
};
/** How likely a text is to have one of them, roughly: each number more makes a run rarer by far. */
const chance = (need: Run[]): number => need.reduce((all, run) => all + 0.2 ** run.length, 0);
const rarer = (a: Need, b: Need): Need => (a === null || (b !== null && chance(b) < chance(a)) ? b : a);

/** Reads a source from `at` to the end of its group. */
function alternatives(source: string, from: number): { need: Need; end: number } {
  const ways: Need[] = [];
  let best: Need = null;
  let run = "";
  let at = from;
  const close = (): void => {
    if (run.length > 2) best = rarer(best, [Array.from({ length: run.length - 2 }, (_, start) => gram(run, start))]);
    run = "";
  };
  /** What follows an element at `next`: 0 it may be absent, 1 it may stand again, 2 it stands once. */
  const times = (next: number): { least: 0 | 1 | 2; end: number } => {
    const found = /^(?:[*?]|\{0,?\d*\}|(\+|\{\d+(?:,\d*)?\}))\??/.exec(source.slice(next, next + 12));
    return found === null ? { least: 2, end: next } : { least: found[1] === undefined ? 0 : 1, end: next + found[0].length };
  };
  const letter = (character: string, next: number): number => {
    const { least, end } = times(next);
    if (least !== 0 && character >= " " && character <= "~") run += character;
    else close();
    if (least !== 2) close();
    return end;
  };
  while (at < source.length && source[at] !== ")") {
    const character = source[at] ?? "";
    if (character === "|") {
      close();
      ways.push(best);
      best = null;
      at += 1;
    } else if (character === "(") {
      const open = /^\((?:\?(?:[:=!]|<[=!]))?/.exec(source.slice(at, at + 4))?.[0] ?? "(";
      const group = alternatives(source, at + open.length);
      const { least, end } = times(group.end + 1);
      close();
      if (least !== 0 && (open === "(" || open === "(?:")) best = rarer(best, group.need);
      at = end;
    } else if (character === "[") {
      close();
      let end = at + 1;
      while (end < source.length && source[end] !== "]") end += source[end] === "\\" ? 2 : 1;
      at = times(end + 1).end;
    } else if (character === "\\") {
      const escaped = source[at + 1] ?? "";
      if (escaped === "b") at += 2;
      else if (/[^a-zA-Z0-9]/.test(escaped)) at = letter(escaped, at + 2);
      else {
        close();
        const named = /^\\(?:[pP]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/.exec(source.slice(at, at + 40))?.[0] ?? "\\";
        at = times(at + named.length).end;
      }
    } else if (character === "." || character === "^" || character === "$") {
      close();
      at = times(at + 1).end;
    } else at = letter(character, at + 1);
  }
  close();
  return { need: either([...ways, best]), end: at };
}

/** What a pattern needs: one of these runs of letters; null when any text may hold it. The flag "i" makes no difference, other flags than "i", "g" and "u" are not for this. */
export function needOf(source: string): Need {
  return alternatives(source, 0).need;
}

/** The patterns of a list that a text may hold: all that match it are among them. Linear in the text, once for all lists. */
export function sieve<T>(patterns: readonly T[], sourceOf: (pattern: T) => string): (text: string) => T[] {
  const needs = patterns.map((pattern) => needOf(sourceOf(pattern)));
  return (text) => {
    const grams = gramsOf(text);
    return patterns.filter((_, index) => mayHold(grams, needs[index] ?? null));
  };
}

const sieves = new WeakMap<readonly string[], (text: string) => string[]>();

/** Of a language file's patterns those that the text may hold. */
export function likely(sources: readonly string[], text: string): string[] {
  let own = sieves.get(sources);
  if (own === undefined) {
    own = sieve(sources, (source) => source);
    sieves.set(sources, own);
  }
  return own(text);
}

/** Which of the regular expressions match. */
export function matching(patterns: readonly RegExp[]): (text: string) => RegExp[] {
  const possible = sieve(patterns, ({ source }) => source);
  return (text) => possible(text).filter((pattern) => pattern.test(text));
}
