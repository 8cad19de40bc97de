/**
 * Owns: that a text is not searched for a pattern whose letters it lacks. A text is looked at once for all patterns together, letter by letter, and
 * then known to them all.
 * Never: a decision of its own. A text that might hold the pattern passes; what lets it pass is the pattern alone.
 */
import { needOf } from "./needs";
import type { Run } from "./needs";

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

/**
 * All runs that any pattern needs. What is asked for every letter of every text lies side by side, in lists of numbers: objects would be scattered, and
 * the engine would wait for each. A run has a place in all of these lists.
 */
const runs: { patternOf: number[]; /** Letters before those that it is found by. */ before: number[]; /** Where its letters begin and end. */ from: number[]; to: number[]; /** The next run with the same number, -1 for none. */ next: number[]; letters: number[] } = { patternOf: [], before: [], from: [], to: [], next: [], letters: [] };
/** The first run of each number of letters. A number's slot is the first free one from where its bits lead. */
let slots = { bits: 15, numberAt: new Int32Array(1 << 15).fill(-1), firstAt: new Int32Array(1 << 15).fill(-1), used: 0 };
/** For each such number a bit, as most letters of a text begin nothing that is needed. */
const begun = new Uint32Array(Math.ceil(NUMBERS / 32));
let patterns = 0;

/** The slot of a number, its own or a free one. */
function slotOf(key: number, { bits, numberAt } = slots): number {
  let slot = Math.imul(key, 0x9e3779b1) >>> (32 - bits);
  while (numberAt[slot] !== key && numberAt[slot] !== -1) slot = (slot + 1) & (numberAt.length - 1);
  return slot;
}

/** Twice as many slots, when half of them are taken: in a fuller table looking takes longer. */
function makeRoom(): void {
  if (slots.used * 2 < slots.numberAt.length) return;
  const bits = slots.bits + 1;
  const more = { bits, numberAt: new Int32Array(1 << bits).fill(-1), firstAt: new Int32Array(1 << bits).fill(-1), used: slots.used };
  slots.numberAt.forEach((key, slot) => {
    if (key === -1) return;
    const other = slotOf(key, more);
    more.numberAt[other] = key;
    more.firstAt[other] = slots.firstAt[slot] ?? -1;
  });
  slots = more;
}

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
  let others = 0;
  for (let one = slots.firstAt[slotOf(numberOf(run, at, length))] ?? -1; one !== -1; one = runs.next[one] ?? -1) others += 1;
  return often * (1 + others);
}

/** A number for a pattern with this need. */
function register(need: Run[]): number {
  for (const run of need) {
    const length = Math.min(run.length, LONGEST);
    let at = 0;
    // Where texts seldom read so, and few others are looked for.
    for (let other = 1; other + length <= run.length; other += 1) if (costAt(run, other, length) < costAt(run, at, length)) at = other;
    const key = numberOf(run, at, length);
    makeRoom();
    const slot = slotOf(key);
    runs.patternOf.push(patterns);
    runs.before.push(at);
    runs.from.push(runs.letters.length);
    for (let letter = 0; letter < run.length; letter += 1) runs.letters.push(run.charCodeAt(letter) & LETTER);
    runs.to.push(runs.letters.length);
    runs.next.push(slots.firstAt[slot] ?? -1);
    if (slots.numberAt[slot] === -1) slots.used += 1;
    slots.numberAt[slot] = key;
    slots.firstAt[slot] = runs.next.length - 1;
    begun[key >>> 5] = (begun[key >>> 5] ?? 0) | (1 << (key & 31));
  }
  patterns += 1;
  forget();
  return patterns - 1;
}

/** True when all letters of a run stand in the text, those that it is found by at `place`. */
function stands(run: number, text: string, place: number): boolean {
  const from = runs.from[run] ?? 0;
  const length = (runs.to[run] ?? 0) - from;
  const start = place - (runs.before[run] ?? 0);
  if (start < 0 || start + length > text.length) return false;
  for (let offset = 0; offset < length; offset += 1) if ((text.charCodeAt(start + offset) & LETTER) !== runs.letters[from + offset]) return false;
  return true;
}

/** Marks the patterns of which a run stands at a place, where the letters with this number are. */
function mark(key: number, text: string, at: number, found: Uint32Array): void {
  if (((begun[key >>> 5] ?? 0) & (1 << (key & 31))) === 0) return;
  for (let run = slots.firstAt[slotOf(key)] ?? -1; run !== -1; run = runs.next[run] ?? -1) {
    const pattern = runs.patternOf[run] ?? 0;
    const bit = 1 << (pattern & 31);
    if (((found[pattern >>> 5] ?? 0) & bit) === 0 && stands(run, text, at)) found[pattern >>> 5] = (found[pattern >>> 5] ?? 0) | bit;
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
