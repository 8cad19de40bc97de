/**
 * Owns: which letters a pattern cannot do without, read off its source.
 * Never: whether a text has them (sieve.ts).
 */

/** Letters that stand side by side. */
export type Run = string;

/** Of these runs one must stand in the text; null when nothing is known to be needed. */
export type Need = Run[] | null;

/** More ways than this make a poor sieve. */
const MOST = 800;
/** More ways than this are not followed any further: each might go on in as many. */
const FOLLOWED = 80;
/** A single letter stands in every text. */
const SHORTEST = 2;

const either = (needs: Need[]): Need => {
  const all = new Set<Run>();
  for (const need of needs) {
    if (need === null) return null;
    for (const run of need) all.add(run);
  }
  return all.size > MOST ? null : [...all];
};
/** How likely a text is to have one of them, roughly: each letter more makes a run rarer by far. */
const chance = (need: Run[]): number => need.reduce((all, run) => all + 0.2 ** (run.length - SHORTEST + 1), 0);
const rarer = (a: Need, b: Need): Need => (a === null || (b !== null && chance(b) < chance(a)) ? b : a);

/** All that a part of a source can match, where that is a short list; else what it needs. */
interface Part {
  exact: Run[] | null;
  need: Need;
}

const isLetter = (character: string): boolean => character >= " " && character <= "~";
const each = (before: Run[], behind: Run[]): Run[] => [...new Set(before.flatMap((start) => behind.map((end) => start + end)))];

/** "[aeo]" as its letters; null for ranges, for what it leaves out and for letters that are no plain ones. */
const lettersOf = (inside: string): Run[] | null => (/^[ !"#%&',./:;<=>@_`~a-z0-9A-Z-]{1,6}$/.test(inside) && !/.-./.test(inside) ? Array.from(inside) : null);

/** Reads a source from `at` to the end of its group. */
function alternatives(source: string, from: number): Part & { end: number } {
  const ways: Part[] = [];
  let best: Need = null;
  /** How what was read since the last gap may read. */
  let open: Run[] = [""];
  let isExact = true;
  let at = from;
  const close = (): void => {
    if (open.every((run) => run.length >= SHORTEST)) best = rarer(best, open);
    open = [""];
    isExact = false;
  };
  /** What follows an element at `next`: how often it must stand at least and may at most, as far as it matters. */
  const times = (next: number): { least: 0 | 1; most: 1 | 2; end: number } => {
    const found = /^(?:([?])|[*]|(\+)|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(next, next + 12));
    if (found === null) return { least: 1, most: 1, end: next };
    const [whole, once, more, least] = found as (string | undefined)[];
    return { least: more !== undefined || Number(least ?? 0) > 0 ? 1 : 0, most: once !== undefined ? 1 : 2, end: next + (whole ?? "").length };
  };
  /** An element that reads as `exact`, or needs `need`. Answers where the next one begins. */
  const take = ({ exact, need }: Part, next: number): number => {
    const { least, most, end } = times(next);
    const runs = exact === null || most > 1 ? null : least === 0 ? [...exact, ""] : exact;
    if (runs !== null && open.length * runs.length <= FOLLOWED) open = each(open, runs);
    else {
      close();
      if (least > 0) best = rarer(best, need);
      if (runs !== null && runs.length <= FOLLOWED) open = runs;
    }
    return end;
  };
  const letter = (character: string, next: number): number => take({ exact: isLetter(character) ? [character] : null, need: null }, next);
  const end = (): void => {
    const exact = isExact ? open : null;
    close();
    ways.push({ exact, need: best });
    best = null;
    isExact = true;
  };
  while (at < source.length && source[at] !== ")") {
    const character = source[at] ?? "";
    if (character === "|") {
      end();
      at += 1;
    } else if (character === "(") {
      const opening = /^\((?:\?(?:[:=!]|<[=!]))?/.exec(source.slice(at, at + 4))?.[0] ?? "(";
      const group = alternatives(source, at + opening.length);
      // What is only looked at takes no place: letters before and behind it stand side by side.
      at = opening === "(" || opening === "(?:" ? take(group, group.end + 1) : group.end + 1;
    } else if (character === "[") {
      let last = at + 1;
      while (last < source.length && source[last] !== "]") last += source[last] === "\\" ? 2 : 1;
      at = take({ exact: lettersOf(source.slice(at + 1, last)), need: null }, last + 1);
    } else if (character === "\\") {
      const escaped = source[at + 1] ?? "";
      if (escaped === "b") at += 2;
      else if (/[^a-zA-Z0-9]/.test(escaped)) at = letter(escaped, at + 2);
      else {
        const named = /^\\(?:[pP]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/.exec(source.slice(at, at + 40))?.[0] ?? "\\";
        at = take({ exact: null, need: null }, at + named.length);
      }
    } else if (character === "^" || character === "$") at += 1;
    else if (character === ".") at = take({ exact: null, need: null }, at + 1);
    else at = letter(character, at + 1);
  }
  end();
  const exact = ways.every((way) => way.exact !== null) ? [...new Set(ways.flatMap((way) => way.exact ?? []))] : null;
  return { exact: exact !== null && exact.length <= MOST ? exact : null, need: either(ways.map(({ need }) => need)), end: at };
}

/** What a pattern needs: one of these runs of letters; null when any text may hold it. The flag "i" makes no difference, other flags than "i", "g" and "u" are not for this. */
export function needOf(source: string): Need {
  return alternatives(source, 0).need;
}
