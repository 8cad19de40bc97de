/**
 * Owns: which letters a pattern cannot do without, read off its source, so that a text that lacks them is not searched for it. A text is looked at
 * once for all patterns together, letter by letter, and then known to them all.
 * Never: a decision of its own. A text that might hold the pattern passes; what lets it pass is the pattern alone.
 */

/** Letters that stand side by side. */
type Run = string;

/** Of these runs one must stand in the text; null when nothing is known to be needed. */
type Need = Run[] | null;

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

/** Letters are told apart by five bits each, so that upper and lower case are the same. */
const BITS = 5;
const LETTER = 31;
/** This many letters in a row are looked at together, or as many as a shorter run has. */
const LONGEST = 4;
/** Where the numbers of stretches of so many letters begin: each length has numbers of its own. */
const FIRST = [0, 0, (1 << (BITS * 4)) + (1 << (BITS * 3)), 1 << (BITS * 4), 0];
const NUMBERS = (1 << (BITS * 4)) + (1 << (BITS * 3)) + (1 << (BITS * 2));
const ALL = (1 << (BITS * LONGEST)) - 1;
const THREE = (1 << (BITS * 3)) - 1;
const TWO = (1 << (BITS * 2)) - 1;

/** A run that some pattern needs, from the place of some of its letters on. */
interface Wanted {
  run: Run;
  at: number;
  /** Whose it is. */
  pattern: number;
}

/** All that is needed by any pattern, by the number of some of its letters. */
const wanted = new Map<number, Wanted[]>();
/** For each such number a bit, as most letters of a text begin nothing that is needed. */
const begun = new Uint32Array(Math.ceil(NUMBERS / 32));
let patterns = 0;

/** What is known of texts: a bit for each pattern. */
const looked = new Map<string, Uint32Array>();
/** Characters of texts that are known before it starts anew: a mail, hardly two. */
const ROOM = 20_000;
let held = 0;
let last = "";
let lastFound: Uint32Array = new Uint32Array(0);

function forget(): void {
  looked.clear();
  held = 0;
  last = "";
  lastFound = new Uint32Array(0);
}

/** The number of `length` letters from `at` on. */
function numberOf(text: string, at: number, length: number): number {
  let number = 0;
  for (let offset = 0; offset < length; offset += 1) number = (number << BITS) | (text.charCodeAt(at + offset) & LETTER);
  return number + (FIRST[length] ?? 0);
}

/** How often a text of any European language has a letter, roughly: the most frequent first. */
const FREQUENT = " etaionsrlduchmpgfvbykwzxjq";
const rank = (letter: string): number => FREQUENT.length - ((FREQUENT.indexOf(letter.toLowerCase()) + FREQUENT.length) % FREQUENT.length);

/** How much is looked at in vain when a run is found by so many of its letters from `at` on, roughly. */
function costAt(run: Run, at: number, length: number): number {
  let often = 1;
  for (let offset = 0; offset < length; offset += 1) often *= rank(run[at + offset] ?? "");
  return often * (1 + (wanted.get(numberOf(run, at, length))?.length ?? 0));
}

/** A number for a pattern with this need. */
function register(need: Run[]): number {
  for (const run of need) {
    const length = Math.min(run.length, LONGEST);
    let at = 0;
    // Where texts seldom read so, and few others are looked for.
    for (let other = 1; other + length <= run.length; other += 1) if (costAt(run, other, length) < costAt(run, at, length)) at = other;
    const key = numberOf(run, at, length);
    const others = wanted.get(key);
    if (others === undefined) wanted.set(key, [{ run, at, pattern: patterns }]);
    else others.push({ run, at, pattern: patterns });
    begun[key >>> 5] = (begun[key >>> 5] ?? 0) | (1 << (key & 31));
  }
  patterns += 1;
  forget();
  return patterns - 1;
}

function stands({ run, at }: Wanted, text: string, place: number): boolean {
  const start = place - at;
  if (start < 0 || start + run.length > text.length) return false;
  for (let offset = 0; offset < run.length; offset += 1) if (((text.charCodeAt(start + offset) ^ run.charCodeAt(offset)) & LETTER) !== 0) return false;
  return true;
}

/** Marks the patterns of which a run stands at a place, where the letters with this number are. */
function mark(key: number, text: string, at: number, found: Uint32Array): void {
  if (((begun[key >>> 5] ?? 0) & (1 << (key & 31))) === 0) return;
  for (const one of wanted.get(key) ?? []) {
    const word = one.pattern >>> 5;
    const bit = 1 << (one.pattern & 31);
    if (((found[word] ?? 0) & bit) === 0 && stands(one, text, at)) found[word] = (found[word] ?? 0) | bit;
  }
}

/** Which patterns a text may hold, one bit each. */
function foundIn(text: string): Uint32Array {
  if (text === last) return lastFound;
  let found = looked.get(text);
  if (found === undefined) {
    found = new Uint32Array((patterns + 31) >>> 5);
    let number = 0;
    for (let at = 0; at < text.length; at += 1) {
      number = ((number << BITS) | (text.charCodeAt(at) & LETTER)) & ALL;
      if (at >= 1) mark((number & TWO) + (FIRST[2] ?? 0), text, at - 1, found);
      if (at >= 2) mark((number & THREE) + (FIRST[3] ?? 0), text, at - 2, found);
      if (at >= 3) mark(number, text, at - 3, found);
    }
    held += text.length;
    if (held > ROOM) {
      looked.clear();
      held = text.length;
    }
    looked.set(text, found);
  }
  last = text;
  lastFound = found;
  return found;
}

/** The patterns of a list that a text may hold: all that match it are among them. Linear in the text, once for all lists. */
export function sieve<T>(list: readonly T[], sourceOf: (pattern: T) => string): (text: string) => T[] {
  let places: (number | null)[] | null = null;
  return (text) => {
    places ??= list.map((pattern) => {
      const need = needOf(sourceOf(pattern));
      return need === null ? null : register(need);
    });
    const found = foundIn(text);
    const passed: T[] = [];
    for (let index = 0; index < list.length; index += 1) {
      const place = places[index] ?? null;
      const pattern = list[index];
      if (pattern !== undefined && (place === null || ((found[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0)) passed.push(pattern);
    }
    return passed;
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
export function matching(list: readonly RegExp[]): (text: string) => RegExp[] {
  const possible = sieve(list, ({ source }) => source);
  return (text) => possible(text).filter((pattern) => pattern.test(text));
}

/** A pattern that is run only on a text that may hold it. */
export interface Sieved {
  test: (text: string) => boolean;
  exec: (text: string) => RegExpExecArray | null;
  /** All matches, for a pattern with the flag "g". */
  all: (text: string) => RegExpExecArray[];
}

const NONE: RegExpExecArray[] = [];

/** The same pattern, asked for by its letters first. */
export function sieved(pattern: RegExp): Sieved {
  let place: number | null | undefined;
  const may = (text: string): boolean => {
    if (place === undefined) {
      const need = needOf(pattern.source);
      place = need === null ? null : register(need);
    }
    return place === null || ((foundIn(text)[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  };
  return {
    test: (text) => may(text) && pattern.test(text),
    exec: (text) => (may(text) ? pattern.exec(text) : null),
    all: (text) => (may(text) ? [...text.matchAll(pattern)] : NONE),
  };
}
