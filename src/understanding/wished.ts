/**
 * Owns: what a wish for a price counts in running text - "we would need 40 chairs and twelve tables. Also 3 tents." (PRODUCT M2).
 * Never: prices; nor counts of people, of time, of sizes, of what the sender has, or of which nobody knows how many.
 */
import { compare, times } from "../core/money";
import { offsetOf } from "./behind";
import { boughtIn } from "./bought";
import type { Candidate } from "./candidates";
import { tagged } from "./hits";
import { MANIFOLD, SIZE_BEHIND, unitAt, wordsFor } from "./counts";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { ADJECTIVE } from "./count-role";
import { isHouse, isPlaceCode } from "./lanes";
import type { Concept, Language } from "./lang/language";
import { itemNamed } from "./forms";
import { isForSale } from "./naming";
import { BLANK, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { nameOf, onlyFrame } from "./vague";
import { compiled, plain, sameLengthPlain } from "./words";

/** What opens a wish; what is wished stands behind it. */
const WISHES: Concept[] = ["NEED", "HOW_MUCH", "MUCH", "QUOTE", "QUOTING", "PRICE", "RFQ", "COST", "CAN_YOU", "PLACE", "WOULD_BE", "WISHED", "OFFERS", "RATE"];
/** What is told of other times, or was paid. */
const TOLD: Concept[] = ["PAID", "TOLD", "SOLD", "REFUND", "UNHAPPY", "RECEIVED", "OVERDUE"];
const DEED: Concept[] = ["OTHER", "FOR", "OF", "THE", "AND", "TO"];
/** Spans of time and other units in which no thing is counted, unless it is named behind them. */
const NO_UNITS = new Set(["week", "month", "year", "person", "page", "word", "minute", "ldm", "mm", "cm", "g"]);
const TIMES = new Set(["hour", "day"]);
/** "6 ft tables", "3 m ladder": how big one is, unless "of" stands behind. */
const SIZES = new Set(["m", "ft", "litre", "ton"]);
/** Between counts of the same thing: "10-15", "500 or 1,000", "60 to 70". */
const STEP = /^\s{0,2}(?:[-–/,]|(?:,\s?)?(?:to|or|and|bis|oder|und|respektive|ou|et|o|y|e|of|en|lub|albo|i|sau|si|respectiv|fino a|tot|do|pana la|hasta|jusqu'a)\s)\s{0,2}$/u;
const RANGE_BEFORE = /\d\s?(?:[-–/]|(?:to|or|bis|oder|ou|o|of|lub|sau|fino a|tot|do|hasta)\s)\s?$/u;
const CALENDAR = /^(?:19[4-9]\d|20[1-4]\d)$/;
/** "4 canapés per adult": for one of something else. */
const PER_OTHER = /^\s?(?!\p{L}+\s(?:mit|a|con|met|com|cu)\s)(?:\p{L}+\s){1,2}(?:per|each|pro|je|par|por|cada)(?!\p{L})/u;
const MEASURED = new Set(["m", "ft", "litre", "ton", "kg", "lb", "m2"]);
const PIECES = /^(?:pcs?|pieces?|pce|units?|nos?|sets?|stk|stuck|pzas?|uds?|ud|unidades?|pezzi|pz|szt|sztuk[ia]?|buc|bucati|stuks?|st|pecas|piezas|unites?)$/;
const CLEARLY = /^\s?(?:x|×|\*|off|nos?\.?|qty)(?=\s)/u;
/** "60 of those arrows", "4 von den Fahnen". */
const OF_THOSE = /^\s(?:of\s|von\s|de\s|di\s|van\s|z\s|din\s|d')(?:(?:those|these|the|your|our|diesen|den|euren|ihren|ces|vos|esos|esas|estos|estas|quei|quelle|questi|queste|die|deze|jullie|desses|dessas|tych|acele|aceste)\s)?(?=\p{L})/u;
/** At most so many in one sentence: more is a list that something else reads. */
const MOST = 12;

interface Counted {
  start: number;
  end: number;
  value: string;
}

interface Found {
  start: number;
  /** Where its name begins. */
  name: number;
  /** How many, or as how many it is to be priced; null when the mail leaves it open. */
  values: (string | null)[];
  unit: string | null;
  /** "the supply of": what is done with it. */
  deed: string;
  /** Something stands before it that is wished as well. */
  joined: boolean;
}

/** Numbers of a text, in digits and as words; "one" and articles are none. */
function numbersIn(lower: string, figures: readonly Figure[], reading: Reading): Counted[] {
  const { numbers } = wordsFor(reading.language, reading.english);
  const digits = figures.flatMap(({ start, end, value, mark, percent, count }) => (mark === null && !percent && count && value !== null && value !== "0" ? [{ start, end, value }] : []));
  const written = [...lower.matchAll(/[\p{L}]{2,12}/gu)].flatMap(({ 0: word, index }) => {
    const value = numbers.get(word);
    return value === undefined || value === "1" || /[\p{L}\d'-]$/u.test(lower.slice(0, index)) || !/^\s/.test(lower.slice(index + word.length)) ? [] : [{ start: index, end: index + word.length, value }];
  });
  return [...digits, ...written].sort((a, b) => a.start - b.start);
}

type Wishes = NonNullable<Language["wishes"]>;
const behindWord = (words: string): RegExp => compiled(`(?:^|[^\\p{L}])(?:${words}):?\\s{1,2}$`, "u");
const atWord = (words: string): RegExp => compiled(`^\\s{1,2}(?:${words})(?!\\p{L})`, "u");

/** Where the name of what is counted begins, and its unit; null when no thing stands behind the number. */
function thingBehind(lower: string, end: number, value: string, reading: Reading, { no_goods, small }: Wishes): { name: number; unit: string | null } | null {
  const words = wordsFor(reading.language, reading.english);
  const from = end + (CLEARLY.exec(lower.slice(end))?.[0].length ?? 0);
  const after = lower.slice(from);
  if (ADJECTIVE.test(after) || SIZE_BEHIND.test(after) || MANIFOLD.test(after.trimStart()) || /^\s?[x×]\s?\d/.test(after) || /^[\p{L}\d/:.'-]/u.test(after.replace(/^[.,](?=\s|$)/, ""))) return null;
  const isThing = (rest: string): boolean => /^\s{1,2}\p{L}(?:\p{L}|-\p{L}{2})/u.test(rest) && !atWord(`(?:\\p{L}{2,15}\\s)?(?:${no_goods})|${small}`).test(rest);
  const unit = unitAt(after, words);
  if (unit === null) {
    const those = OF_THOSE.exec(after)?.[0].length ?? 0;
    return isThing(those === 0 ? after : ` ${after.slice(those)}`) && !PER_OTHER.test(after) ? { name: from + those, unit: null } : null;
  }
  const rest = after.slice(unit.length);
  const of = (words.of.exec(rest) ?? OF_THOSE.exec(rest))?.[0].length ?? 0;
  if (of > 0) return NO_UNITS.has(unit.kind) || !isThing(` ${rest.slice(of).trimStart()}`) ? null : { name: from + unit.length + of, unit: unit.unit };
  const isSize = TIMES.has(unit.kind) || NO_UNITS.has(unit.kind) || (SIZES.has(unit.kind) && unit.unit.length < 4) || (unit.kind === "kg" && value.length < 2);
  if (isSize || !isThing(rest)) return null;
  // "150 bottles with a cork": what is counted is the thing itself, unless it is any piece.
  return MEASURED.has(unit.kind) || PIECES.test(plain(unit.unit)) ? { name: from + unit.length, unit: unit.unit } : { name: from, unit: null };
}

/** "500, 1,000 or 2,500 leaflets": counts of which one is to be chosen; null where they are no steps. */
function stepsAt(numbers: readonly Counted[], at: number, lower: string): Counted[] | null {
  const chain: Counted[] = [];
  for (const next of numbers.slice(at)) {
    const last = chain.at(-1);
    if (last !== undefined && !STEP.test(lower.slice(last.end, next.start))) break;
    chain.push(next);
  }
  return chain.length < 2 ? null : chain;
}

const areSteps = (chain: readonly Counted[]): boolean => chain.every(({ value }, at) => at === 0 || compare(value, times(chain[at - 1]?.value ?? "", "1.5")) >= 0) && compare(chain[0]?.value ?? "0", "20") >= 0;

/** "For the supply and installation of": the deed; what only asks is none. */
function deedIn(lead: string, language: Language): string {
  const { concepts } = tagged(lead, language);
  const name = lead.split(" ").length > 8 || !concepts.includes("OTHER") || concepts.some((concept) => !DEED.includes(concept)) ? null : nameOf(lead);
  return name === null || onlyFrame(name, language) ? "" : `${name} `;
}

/** What a sentence wishes from `from` on. */
function countedIn(text: string, from: number, reading: Reading, wishes: Wishes): { found: Found[]; refused: string[] } {
  const { before, joins, holds, about } = wishes;
  // What stands in brackets tells of the thing.
  const open = text.replace(/\([^()]{0,200}\)/g, (aside) => BLANK.repeat(aside.length));
  const lower = sameLengthPlain(open);
  const figures = figuresOf(open, reading.comma);
  const numbers = numbersIn(lower, figures, reading);
  const found: Found[] = [];
  const refused: string[] = [];
  let missed = false;
  let done = from;
  numbers.forEach((number, at) => {
    if (number.start < done) return;
    const last = found.at(-1);
    const lead = lower.slice(last?.name ?? from, number.start).replace(compiled(`(?:^|\\s)(?:${about})\\s{0,2}$`, "u"), " ");
    const wanting = behindWord(before).exec(lead);
    const tail = wanting === null ? lead : `${lead.slice(0, wanting.index)} `;
    const joint = behindWord(joins).exec(tail) ?? (last === undefined ? null : /[,;]\s{1,2}$/.exec(tail));
    const isFirst = last === undefined && !missed && (wanting !== null || /^[\s:–-]*$/.test(lead));
    // "20 desks with 2 drawers and 3 shelves": what belongs to one of them.
    const isHeld = last !== undefined && compiled(`(?:^|[^\\p{L}])(?:${holds})\\s(?:\\d|\\p{L}{2,8}\\s\\d)`, "u").test(lower.slice(last.name, last.name + (joint?.index ?? 0)));
    const chain = stepsAt(numbers, at, lower) ?? [number];
    const end = chain.at(-1)?.end ?? number.end;
    if (chain.length > 1) done = end;
    if (isHeld) refused.push(number.value);
    if (!(isFirst || joint !== null) || isHeld || RANGE_BEFORE.test(lower.slice(0, number.start)) || CALENDAR.test(open.slice(number.start, number.end))) return;
    const figure = figures.find((own) => own.start === number.start);
    const isAddress = figure !== undefined && (isHouse(open, figure) || isPlaceCode(open, figure, wordsFor(reading.language, reading.english)));
    const thing = isAddress ? null : thingBehind(lower, end, number.value, reading, wishes);
    missed ||= thing === null;
    if (thing === null) refused.push(number.value);
    if (thing !== null) found.push({ start: number.start, values: chain.length === 1 ? [number.value] : areSteps(chain) ? chain.map(({ value }) => value) : [null], joined: !isFirst, deed: isFirst ? deedIn(open.slice(from, from + lead.trimEnd().length), reading.language) : "", ...thing });
  });
  return { found: found.length > MOST ? [] : found, refused };
}

/** Names of the things in a stretch of words, of which the first is counted and the others stand behind articles: "windows and the gutters". */
function namesIn(stretch: string, { ends, joins, articles }: Wishes): string[] {
  const end = compiled(`[\\s,;]{1,2}(?:${ends})(?!\\p{L})|\\?`, "u").exec(sameLengthPlain(stretch));
  const whole = stretch.slice(0, end?.index);
  const joints = [...sameLengthPlain(whole).matchAll(compiled(`(?:,\\s{1,2}(?:(?:${joins})\\s{1,2})?|\\s{1,2}(?:${joins})\\s{1,2})(?=(?:${articles})\\s\\p{L}{3})`, "gu"))];
  return [0, ...joints.map(({ index, 0: joint }) => index + joint.length)].map((start, at) => nameOf(whole.slice(start, joints[at]?.index))?.replaceAll(BLANK, "").trim() ?? "");
}

function itemsOf(text: string, from: number, found: readonly Found[], index: number, reading: Reading, wishes: Wishes): Item[] {
  const { joins, before, articles } = wishes;
  const isNamed = (name: string): boolean => name !== "" && name.split(" ").length <= 6 && !onlyFrame(name, reading.language);
  const mere = (names: string[]): Item[] => names.filter(isNamed).map((name) => ({ ...itemNamed(name, index), source: name, wished: true }));
  // "A cake and 24 cupcakes": what stands before the first count.
  const ahead = found[0]?.joined === true ? text.slice(from, found[0].start) : "";
  const opening = ahead === "" ? null : compiled(`^(?:[^,;]{0,40}\\s)?(?=(?:${articles})\\s\\p{L}{3})`, "u").exec(sameLengthPlain(ahead));
  const earlier = opening === null ? [] : namesIn(ahead.slice(opening[0].length).replace(/[\s,]{1,3}$/, ""), wishes);
  return [...mere(earlier), ...found.flatMap(({ start, name, values, unit, deed }, at) => {
    const stretch = text.slice(start, found[at + 1]?.start ?? text.length);
    const whole = stretch.slice(name - start);
    const joint = at + 1 < found.length ? compiled(`[\\s,;]{1,3}(?:(?:${joins})\\s{1,2})?(?:(?:${before})\\s{1,2})?(?:\\p{L}{2,8}\\s)?$`, "u").exec(sameLengthPlain(whole)) : null;
    const [description = "", ...others] = namesIn(whole.slice(0, joint?.index), wishes);
    return description === "" ? [] : [...values.map((quantity) => ({ ...itemNamed(`${deed}${description}`, index), quantity, unit: quantity === null ? null : unit, source: stretch.trim(), wished: true })), ...mere(others)];
  })];
}

/** Where in a sentence what is wished may begin; null when it wishes nothing. */
function wishIn(sentence: string, language: Language): number | null {
  const read = tagged(sentence, language);
  const not = read.concepts.indexOf("NOT");
  // "We do not need 3 more" wishes nothing, "4 tanks, not rusty" does.
  if (read.concepts.some((concept) => TOLD.includes(concept)) || (not !== -1 && !/\d/.test(sentence.slice(0, offsetOf(read, not))))) return null;
  const at = read.concepts.findIndex((concept) => WISHES.includes(concept));
  const thing = boughtIn(sentence, language);
  const said = compiled(`(?:^|[^\\p{L}])(?:${language.wishes?.wishing ?? ""})(?!\\p{L})`, "u").exec(sameLengthPlain(sentence));
  const starts = [at === -1 ? -1 : offsetOf(read, at + 1), thing === null ? -1 : sentence.indexOf(thing), said === null ? -1 : said.index + said[0].length].filter((start) => start >= 0);
  return starts.length === 0 ? null : Math.min(...starts);
}

interface Wished {
  items: Item[];
  /** Counts that belong to one of the things. */
  refused: string[];
}

/** The things of a wish for a price with their counts, for each candidate; `readable`: a sentence with its dates blanked. */
function thingsWished(pieces: readonly Candidate[], lines: readonly string[], listed: boolean, reading: Reading, wishes: Wishes, readable: (text: string) => string): (Wished | null)[] {
  const more = compiled(`^\\W{0,3}(?:${wishes.more})[\\s,:]{1,3}`, "u");
  const elsewhere = compiled(`(?:^|[^\\p{L}])(?:${wishes.elsewhere})(?!\\p{L})`, "u");
  let goesOn = false;
  let wishedBefore = false;
  return pieces.map(({ place, spot }, index) => {
    if (place === "listed" || spot.length === 0) return null;
    const text = readable((lines[spot.line] ?? "").slice(spot.column, spot.column + spot.length));
    const lower = sameLengthPlain(text);
    if (!isForSale(text) || elsewhere.test(lower)) return null;
    const opening = more.exec(lower)?.[0].length ?? 0;
    const from = wishIn(text, reading.language);
    // "And 60 arrows": more of what was wished; right behind it a bare count as well.
    const adds = opening > 0 ? wishedBefore : goesOn;
    goesOn = from !== null || (adds && opening > 0);
    wishedBefore ||= from !== null;
    if ((listed && opening === 0) || (from === null && !adds)) return null;
    const start = opening > 0 && adds ? opening : (from ?? 0);
    const { found, refused } = countedIn(text, start, reading, wishes);
    return { items: itemsOf(text, start, found, index, reading, wishes), refused };
  });
}

const isPriced = ({ unit_price, amount, open }: Item): boolean => unit_price !== null || amount !== null || open !== null;
const countsOf = (items: readonly Item[]): string => items.map(({ quantity }) => quantity).filter((quantity) => quantity !== null).join();

const fuller = (known: string, name: string): string => known.slice(0, Math.max(0, known.indexOf(name))) + name;

/** The items with what running text wishes besides; where it counts as many things as were found there, or more, its reading is the better one. */
export function withWished(items: Item[], pieces: readonly Candidate[], lines: readonly string[], reading: Reading, readable: (text: string) => string): Item[] {
  const { wishes } = reading.language;
  if (wishes === undefined) return items;
  const isAt = (index: number) => (item: Item): boolean => item.lines[0] === index;
  const listed = items.some(({ quantity, lines: [line = -1] }) => quantity !== null && pieces[line]?.place === "listed");
  const taken = thingsWished(pieces, lines, listed, reading, wishes, readable).flatMap((wished, index) => {
    const known = items.filter(isAt(index));
    const { items: more, refused } = wished ?? { items: [], refused: [] };
    const counted = known.filter(({ quantity }) => quantity !== null && !refused.includes(quantity)).length;
    const isBetter = more.length > 0 && !known.some(isPriced) && more.filter(({ quantity }) => quantity !== null).length >= counted;
    if (!isBetter || (countsOf(known) === countsOf(more) && more.length < known.length)) return [];
    // "The supply of LED panels": what was read before knows what is done with them.
    const isSame = known.length === more.length && countsOf(known) === countsOf(more);
    return [{ index, more: isSame ? more.map((item, at) => ({ ...item, description: fuller(known[at]?.description ?? "", item.description) })) : more }];
  });
  if (taken.length === 0) return items;
  return [...items.filter(({ lines: [line = -1] }) => taken.every(({ index }) => index !== line)), ...taken.flatMap(({ more }) => more)].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}
