/**
 * Owns: which numbers of a wish for a price tell of a thing - how big one is, how many fit in it, what a question or a heading says - so that none of them is taken for how many are wanted (PRODUCT M2).
 * Never: prices, and never another number in its place.
 */
import type { Candidate } from "./candidates";
import { unitAt, wordsFor } from "./counts";
import type { Reading, Words } from "./counts";
import type { Item } from "./items";
import { labelledLine } from "./labels";
import { said } from "./lang/all";
import { ABOUT_BEFORE, figuresOf } from "./numbers";
import { plain, sameLengthPlain } from "./words";

/** What is weighed in freight is no count; "20 m3 of concrete" is one. */
const OF_FREIGHT = /^(?:cbm|ldm|ldms|mpl|lademeter|laadmeter)$/;
/** "12 oz denim", "18.000 BTU": how strong or thick one is. In plain letters. */
const STRENGTH = /^[\s-]?(?:oz|gsm|g\/m2|gr|gram(?:s|m|men|mes|mos|mi|ow|e)?|type|typ|tipo|denier|watts?|k?wp?|kva|btus?|hp|ps|cv|volts?|amps?|m?ah|[gt]b|dpi|rpm|[mg]bps|micron|psi)(?![\p{L}\d])(?!\s(?:of|de|di|von|van)\s)/u;
/** "8 m working height": which side of it is so long. */
const SIDE_BEHIND = new RegExp(`^\\s(?:\\p{L}{3,10}\\s)?(?:${said("side")})(?!\\p{L})`, "u");
const TIMES = new Set(["minute", "hour", "day"]);
const LENGTHS = new Set(["m", "ft", "mm", "cm"]);
/** "At 20 / 50 / 100 pieces": at which counts somebody would like to know the price. */
const STEP_BEFORE = /\d\s?\p{L}{0,6}\.?\s?\/\s?$/u;
const STEP_BEHIND = /^\s?\p{L}{0,6}\.?\s?\/\s?\d/u;
/** "A car park with ", "un parking de ": one thing, up to the number that tells of it. */
const ONE = `(?:^|[\\s('’])(?:${said("a_single")})\\s((?:[\\p{L}\\d'-]+\\s){1,3})`;
const ONE_WITH = new RegExp(`${ONE}(?:${said("having")})\\s(?:\\p{L}{1,9}\\.?\\s)?$`, "u");
const ONE_OF = new RegExp(`${ONE}(?:${said("having", "for", "of_size")})\\s(?:\\p{L}{1,9}\\.?\\s)?$`, "u");
/** "A supply of", "a quote for": what these words say of comes behind them. */
const DEEDS = new RegExp(`(?:^|\\s)(?:${said("deed")})(?:\\s|$)`, "u");
/** "120 places", "14 flats": what a thing has room for. */
const ROOM_FOR = new RegExp(`^\\s(?:\\p{L}{3,12}\\s)?(?:${said("room_for")})(?!\\p{L})`, "u");
const HOLDER = `(?:per|\\/|pro|par|por|je|a|al|na|w|pe|in|in elke)\\s?(?:an?|one|un|una|une|einem?|einer|een)?\\s?(?:${said("holders")})(?!\\p{L})`;
const ROUGHLY = new RegExp(`\\s(?:${said("around")})\\s$`, "u");
/** "2 m of loading space": how much room it takes on a truck. */
const LOADING = new RegExp(`^\\s?(?:ml|m|metres?|meters?|metros?|metri|metrow|metri)\\.?\\s(?:${said("loading_metres")})(?!\\p{L})`, "u");
/** "3 hours twice a week": how long each time. */
const OFTEN = new RegExp(`^\\s(?:\\p{L}{1,4}\\s)?(?:${said("how_often")})(?!\\p{L}|\\s?\\d)`, "u");
/** "Cartons per pallet: 40", "24 pieces per carton". */
const HOLDS_BEFORE = new RegExp(`\\p{L}\\s?${HOLDER}\\s?:\\s*$`, "u");
const HOLDS_BEHIND = new RegExp(`^\\s?(?:\\p{L}{1,14}\\.?\\s?)?(?:per|\\/|pro|par|por|je)\\s?(?:${said("holders")})(?!\\p{L})`, "u");
/** "Parking na 120 miejsc": the same where things have no article. */
const ROOM_AT = new RegExp(`(\\p{L}{4,20})\\s(?:${said("room_at")})\\s$`, "u");
const OF_THING = /^\s(?:of|de|di|von|van|d')\s?\p{L}{3}/u;
const PAGE_WORK = new RegExp(said("page_work"), "u");
const PAPERS = new RegExp(`(?:^|\\s)(?:${said("papers")})$`, "u");
const PEOPLE = new RegExp(`^(?:${said("people")})$`, "u");
/** "34 pupils", "4 jeunes accompagnateurs". */
const HEADS = new RegExp(`^\\s(?:\\p{L}{3,12}\\s)?(?:${said("people")})(?!\\p{L})`, "u");
/** "A house, built in 1985", "Baujahr 1985". */
const MADE_IN = new RegExp(`(?:^|[^\\p{L}])(?:${said("made_in")})[.:]?\\s$`, "u");
const YEAR = /^(?:1[6-9]|20)\d\d$/;
/** "Polo: 2 ribbons, each 20 mm": what belongs to one. */
const EACH_SO_BIG = new RegExp(`^\\s[\\p{L}-]{3,20}(?:\\s[\\p{L}-]{3,20})?,\\s(?:${said("each_of")})\\s\\d`, "u");
/** "Key facts:", "Technische Daten:": all below tells of one thing. */
const FACTS = new RegExp(`(?:^|[^\\p{L}])(?:${said("facts_head")})\\s?[:：]\\s*$`, "u");
const PIECES = /^(?:pcs?|pieces?|pce|units?|nos?|sets?|stk|stuck|pzas?|uds?|pezzi|pz|szt|sztuk|buc|bucati|stuks?|pecas|piezas|unidades|unites)$/;

const isPriced = ({ unit_price, amount, open }: Item): boolean => unit_price !== null || amount !== null || open !== null;
const isQuestion = (piece: Candidate | undefined): boolean => piece?.row === true && /\?\W{0,3}$/.test(piece.text);

/** The mark of an entry. */
const MARK = /^\s*(?:[-*•·–—▪◦]|\(?(?:\d{1,2}|[a-hA-H])[.)])\s/;

/** The entries of the list that stands right below a line, blank lines aside. */
function entriesBelow(lines: readonly string[], at: number): number {
  const below = lines.slice(at + 1).filter((line) => line !== "");
  const end = below.findIndex((line) => !MARK.test(line));
  return end === -1 ? below.length : end;
}

/** "Two shirts:" above a list of two: what is counted stands below. */
function headsList(item: Item, piece: Candidate | undefined, lines: readonly string[]): boolean {
  return piece !== undefined && !piece.row && item.quantity !== null && item.quantity !== "1" && /:\s*$/.test(lines[piece.spot.line] ?? "") && String(entriesBelow(lines, piece.spot.line)) === item.quantity;
}

/** True where all that stands around a number says that it tells of one thing. */
function tellsOfOne(figure: { start: number; end: number; value: string | null }, text: string, counts: number, words: Words): boolean {
  const lower = sameLengthPlain(text);
  const before = lower.slice(0, figure.start).replace(ABOUT_BEFORE, " ").replace(ROUGHLY, " ");
  const after = lower.slice(figure.end);
  const unit = unitAt(after, words);
  const behind = after.slice(unit?.length ?? 0);
  if (YEAR.test(figure.value ?? "") && MADE_IN.test(before)) return true;
  if (STRENGTH.test(after) || STEP_BEFORE.test(before) || STEP_BEHIND.test(after) || EACH_SO_BIG.test(after) && /:\s$/.test(before)) return true;
  if (LOADING.test(after) || (unit !== null && TIMES.has(unit.kind) && OFTEN.test(behind))) return true;
  if (HOLDS_BEFORE.test(before) || HOLDS_BEHIND.test(after)) return true;
  if (unit !== null && OF_FREIGHT.test(plain(unit.unit)) && !OF_THING.test(behind)) return true;
  if (unit !== null && LENGTHS.has(unit.kind) && SIDE_BEHIND.test(behind)) return true;
  // "A website, about 12 pages", "brochure, 24 pages, 500 copies"; what is translated is counted so.
  if (unit?.kind === "page" && /\p{L}{3}[^,]{0,60}[,(]\s{0,2}$/u.test(before) && (counts > 1 || !PAGE_WORK.test(lower))) return true;
  const hasRoom = ROOM_FOR.test(after);
  const isSized = hasRoom || ((unit?.kind === "m2" || unit?.kind === "person") && !OF_THING.test(behind));
  const named = [ONE_WITH.exec(before), isSized ? ONE_OF.exec(before) : null, hasRoom && unit?.kind !== "person" ? ROOM_AT.exec(before) : null];
  return named.some((one) => one !== null && !DEEDS.test(one[1] ?? ""));
}

/** True when the count of an item only tells of a thing. */
function isTold(item: Item, items: readonly Item[], pieces: readonly Candidate[], lines: readonly string[], reading: Reading): boolean {
  if (item.quantity === null || item.headed === true || isPriced(item)) return false;
  // Steps of a price that were read as such are each asked for.
  if (items.filter(({ lines, description }) => lines[0] === item.lines[0] && description === item.description).length > 1) return false;
  const words = wordsFor(reading.language, reading.english);
  // What a wish leads in with may tell of it as well, so its whole sentence is looked at.
  const texts = item.lines.flatMap((line) => {
    const spot = pieces[line]?.spot;
    return spot === undefined ? [] : [(lines[spot.line] ?? "").slice(spot.column, spot.column + spot.length).replace(MARK, (mark) => " ".repeat(mark.length))];
  });
  const own = texts.flatMap((text) => {
    const figures = figuresOf(text, reading.comma).filter(({ mark, percent, value }) => mark === null && !percent && value !== null);
    const written = [...sameLengthPlain(text).matchAll(/[\p{L}]{2,12}/gu)].flatMap(({ 0: word, index }) => (words.numbers.get(word) === item.quantity && item.quantity !== "1" ? [{ start: index, end: index + word.length, value: item.quantity }] : []));
    const digits = figures.filter(({ value }) => value === item.quantity);
    return (digits.length > 0 ? digits : written).map((figure) => ({ figure, text, counts: figures.length }));
  });
  return own.length > 0 && own.every(({ figure, text, counts }) => tellsOfOne(figure, text, counts, words));
}

/** "A coach for 34 pupils and 3 teachers": who comes is counted twice, so neither is how many of a thing; the first names it. */
function headsOf(items: readonly Item[], { comma }: Reading): Item[][] {
  const isHead = (item: Item): boolean => item.quantity !== null && !isPriced(item) && item.headed !== true && figuresOf(item.source, comma).some(({ value, end }) => value === item.quantity && HEADS.test(sameLengthPlain(item.source).slice(end)));
  const heads = items.filter(isHead);
  return [...new Set(heads.map(({ lines }) => lines[0]))].map((line) => heads.filter(({ lines }) => lines[0] === line)).filter(({ length }) => length > 1);
}

/** A garage of 45 places is named with its number, where that stands within its name. */
function whole({ description, source }: Item): string {
  const words = description.split(" ");
  const start = source.indexOf(words[0] ?? "");
  const last = words.at(-1) ?? "";
  const named = start === -1 || !source.includes(last) ? "" : source.slice(start, source.lastIndexOf(last) + last.length);
  return named.length > description.length && named.length <= description.length + 20 && !named.includes("\n") ? named : description;
}

/** The things of a wish for a price, and those whose number only tells of them: they are asked for. */
export function withoutTold(items: Item[], pieces: readonly Candidate[], lines: readonly string[], reading: Reading): { items: Item[]; told: Item[] } {
  const pieceOf = ({ lines }: Item): Candidate | undefined => pieces[lines[0] ?? -1];
  // "Price at 50 pieces?" below the things themselves asks, and counts nothing.
  const isAnswerable = items.some((item) => !isQuestion(pieceOf(item)));
  const isNone = (item: Item): boolean => (isAnswerable && isQuestion(pieceOf(item))) || (items.length > 1 && headsList(item, pieceOf(item), lines)) || labelledLine(pieceOf(item)?.text ?? "")?.label === "measure";
  // "Hall hire, 90 guests, 12 tables": who comes is nothing to buy.
  const isPeople = (item: Item): boolean => PEOPLE.test(plain(item.description)) && items.some((other) => other !== item && other.quantity !== null && !PEOPLE.test(plain(other.description)));
  // "We already have 2 quotes of 1,800 EUR" tells of other sellers.
  const kept = items.filter((item) => !(item.quantity !== null && isPriced(item) && PAPERS.test(plain(item.description))) && (isPriced(item) || item.headed === true || !(isNone(item) || isPeople(item))));
  const isFact = (item: Item): boolean => {
    let at = item.lines[0] ?? -1;
    if (pieces[at]?.row !== true) return false;
    while (at >= 0 && pieces[at]?.row === true) at -= 1;
    return FACTS.test(plain(pieces[at]?.text ?? ""));
  };
  const facts = kept.filter((item) => item.quantity !== null && !isPriced(item) && isFact(item));
  const inPieces = facts.filter(({ unit }) => unit !== null && PIECES.test(plain(unit)));
  const heads = headsOf(kept, reading);
  const who = heads.flatMap(([, ...others]) => others);
  const told = kept.filter((item) => heads.some(([first]) => first === item) || isTold(item, kept, pieces, lines, reading) || (inPieces.length > 0 && facts.includes(item) && !inPieces.includes(item)));
  return { items: kept.filter((item) => !who.includes(item)).map((item) => (told.includes(item) ? { ...item, description: whole(item), quantity: null, unit: null } : item)), told };
}
