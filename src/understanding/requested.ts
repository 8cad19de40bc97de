/**
 * Owns: which of the things that a mail counts and prices it asks to be billed or quoted for - by the place they stand in, and by what running text says of them.
 * Never: their numbers, and never a price of other days, other sellers or of what is only imagined.
 */
import type { Mail } from "../core/mail";
import { compare, sum, times } from "../core/money";
import { afterAll } from "./after-all";
import { tagged } from "./hits";
import { corrected } from "./corrected";
import type { Reading } from "./counts";
import { isTime, wordsFor } from "./counts";
import { datesOf, dayOrder, maskDates } from "./dates";
import type { Item } from "./items";
import { thingsHad } from "./had";
import { divided, joined, provenBySum, withoutParts } from "./joined";
import { said } from "./lang/all";
import type { Language } from "./lang/language";
import { readAmounts } from "./lines";
import type { Amounts } from "./lines";
import { isForTwo } from "./measure";
import { isForSale } from "./naming";
import { BLANK, figuresOf } from "./numbers";
import { candidates, type Candidate } from "./candidates";
import { topicOf } from "./topic";
import { countsMore } from "./uncounted";
import { nameOf, onlyFrame } from "./vague";
import { withWished } from "./wished";
import { inDigits } from "./worded";
import { sentencesOf, unwrap } from "./sentences";
import { plain, remember, sameLengthPlain } from "./words";

const MULTIPLIES = /\d\s?(?:x|×|\*)\s|(?:x|×|\*)\s?\d/i;


/** Words that open a condition of an offer or a delivery. */
const CONDITION = new RegExp(`^[^\\p{L}\\d]*(?:\\p{L}+ )?(?:${said("condition")})(?!\\p{L})`, "u");

const PAPERS = new RegExp(`^(?:${said("papers")})(?!\\p{L})`, "u");

const PIECES = new RegExp(`^(?:${said("pieces")})$`);
const PART_OF_NAME = /\d-\p{L}/u;

/** Items that the place they stand in makes believable. A bare count in running text ("12 Main Street") is none. */
function believable(item: Item, place: "request" | "listed" | "said"): boolean {
  if (!isForSale(item.source)) return false;
  // "Three quotes are required by our board": papers are asked for, not sold.
  if (item.unit_price === null && item.amount === null && PAPERS.test(plain(item.description))) return false;
  const priced = item.unit_price !== null || item.amount !== null || item.open !== null;
  if (item.headed === true) return true;
  // "An invoice for 120 units": of what, a label or the subject says.
  if (place === "request") return item.description !== "" || priced || (item.unit !== null && PIECES.test(plain(item.unit)) && !PART_OF_NAME.test(item.source));
  // "Notice 24 h before collection", "Validity: 90 days" are conditions, nothing to buy; "24 h of consulting" is.
  if (place === "listed" && !priced && item.quantity === null) return !CONDITION.test(plain(item.source)) && item.description.split(" ").length <= 12;
  if (place === "listed") return priced || item.unit === null || !isTime(item.unit) || !CONDITION.test(plain(item.source));
  if (item.quantity !== null && (item.unit_price !== null || item.open !== null)) return true;
  if (item.quantity !== null && item.amount !== null) return item.description.split(" ").length <= 12;
  return MULTIPLIES.test(item.source) && item.quantity !== null && item.description.split(" ").length <= 10;
}

const isThing = (item: Item): boolean => item.quantity !== null && (item.unit !== null || /\p{L}{3}/u.test(item.description)) && !onlyWeighs(item);

/** "22,340 kgs gross", "2.140 kg": how much everything weighs, without a thing. */
const onlyWeighs = ({ unit, description }: Item): boolean => unit !== null && WEIGHT.test(unit) && !/\p{L}{3}/u.test(plain(description).replace(ALL_OF_IT, ""));
const WEIGHT = /^(?:kgs?|kilos?|kilograme?|t|to|tns?|tons?|tonn?es?|tonnen|mt|lbs?)$/i;
const ALL_OF_IT = new RegExp(`(?:${said("weighs")})(?!\\p{L})`, "gu");

/** "An invoice for both": names nothing itself. */
const POINTS_BACK = new RegExp(`(?:^|[^\\p{L}])(?:of|${said("for")}) (?:${said("both", "this")})(?!\\p{L})`, "u");

export interface Source {
  subject: string;
  /** The text that holds the facts. */
  text: string;
  /** Sentences in which the sender asks. */
  asking: string[];
  mail: Mail;
  /** False for a wish for a price: amounts in it are targets or hints, nothing that was agreed. */
  firm: boolean;
  /** An offer that is taken up: what it would cost is what it costs. */
  offered?: boolean;
}

export interface Requested {
  items: Item[];
  amounts: Amounts;
  /** The pieces of the text, to which the items' lines point. */
  pieces: Candidate[];
  /** What is told of the whole of which only a part is asked for now. */
  besides: Item[];
  /** A sentence with its dates and terms blanked. */
  undated: (text: string) => string;
}

/** Said of other days and other sellers, or of what is only imagined. In plain letters. */
const ELSEWHERE = new RegExp(`(?:^|[^\\p{L}])(?:${said("elsewhere")})(?!\\p{L})`, "u");

/** A price that was offered; whether it holds is said by whoever takes it up. */
const OF_AN_OFFER = new RegExp(`(?:^|[^\\p{L}])(?:${said("offer")})(?!\\p{L})`, "u");
const NO_THING = /^(?:in|from|on|per|as per) (?:your|the|our|my) |(?:in|from) your (?:e-?mail|mail|message|quote|offer|note|letter|last)(?!\p{L})|^(?:so|that|this|which|it|total|balance|remainder|rest|to go)(?!\p{L})|(?:^|\s)(?:hourly|daily|rate|price|amount|sum|total|per|invoice|bill|quote)(?!\p{L})/u;

/** "There were 12 of us, it is 45 per person": of what, the wish says. */
const isWhole = ({ description, quantity, unit_price }: Item): boolean => description === "" && quantity !== null && unit_price !== null;

/** "The agreed fee was 1,150 for the day": of what, the wish says. */
const FEE_IS = /(?:^|[^\p{L}])(?:fee|price|cost|charge) (?:(?:that )?(?:we|you) \p{L}{4,10} )?(?:was|is|came to)\s(?:\p{L}{3}\s?)?\D?\d/u;

/** A priced thing that running text tells of, without a word that puts it elsewhere: "there was also a charge of 75 euros for the registration". */
function told(item: Item, pieces: readonly Candidate[], language: Language, offered: boolean): boolean {
  const sentence = pieces[item.lines[0] ?? -1]?.text ?? item.source;
  const words = item.description.split(" ").length;
  if (item.amount === null || (!/\p{L}{3}/u.test(item.description) && !isWhole(item) && !FEE_IS.test(plain(sentence))) || words > 9 || !isForSale(item.source) || !isForSale(sentence) || ELSEWHERE.test(offered ? plain(sentence).replace(/would (?:be|cost|come to)|could (?:be|do)/g, "is") : plain(sentence)) || /\?\s*$/.test(sentence)) return false;
  // "Amount: 57,500", "so 1,975 to go", "hourly it is 95", "@ 30".
  if (item.description !== "" && onlyFrame(nameOf(item.description) ?? item.description, language) || NO_THING.test(plain(item.description)) || (item.quantity === null && /@/.test(item.source))) return false;
  const { concepts } = tagged(sentence, language);
  return !OF_AN_OFFER.test(plain(sentence)) && !(["IF", "UNTIL", "NOT", "WAIT", "PAID", "REFUND", "UNHAPPY", "CONTRAST", "OFFERS"] as const).some((concept) => concepts.includes(concept));
}

/** "For the 3 sessions? 400 the session": an amount behind which what was counted is named again is for one of it. */
function namesCounted(item: Item, text: string, { comma }: Reading): boolean {
  const stems = (plain(item.description).match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, Math.max(4, word.length - 2)));
  const counted = figuresOf(text, comma).flatMap(({ mark, end }) => (mark === null ? (/^ (\p{L}{4,30})/u.exec(sameLengthPlain(text).slice(end))?.[1] ?? []) : []));
  return item.quantity === null && counted.some((thing) => stems.some((stem) => thing.startsWith(stem)));
}

/** The items with what running text adds: all of it, unless the stated sum speaks for what was asked alone. */
function withTold(items: Item[], more: Item[], { items: inOrder, total, subtotal, tax }: Amounts): Item[] {
  const both = inOrder.filter((item) => items.includes(item) || more.includes(item));
  const worth = (list: Item[]): string | null => (list.length > 0 && list.every(({ amount }) => amount !== null) ? sum(list.map(({ amount }) => amount ?? "0")) : null);
  const stated = [subtotal, total?.value ?? null].filter((amount) => amount !== null);
  const fits = (list: Item[]): boolean => {
    const net = worth(list);
    return net !== null && stated.some((amount) => compare(net, amount) === 0 || (tax !== null && compare(sum([net, tax]), amount) === 0));
  };
  return more.length === 0 || (stated.length > 0 && !fits(both)) || (stated.length > 0 && fits(items)) ? items : both;
}

const SAME_RATE = new RegExp(`(?:^|[^\\p{L}])(?:${said("same_rate")})(?!\\p{L})`, "u");
/** "All at 72.50", at the head of a line and anywhere. */
const ALL_FIRST = new RegExp(`^\\W*(?:${said("all")})(?!\\p{L})`, "u");
const ALL_AT = new RegExp(`(?:^|[^\\p{L}])(?:${said("all")})(?: of (?:them|these))? (?:at|@|for|zu|a)\\s`, "u");

/** Counts whose price stands elsewhere: "at the same rate" as the one before, "all at 150 an hour", "my hourly rate is 95" for all that is counted in hours. */
function rated(items: Item[], said: readonly Item[], reading: Reading): Item[] {
  const { units } = wordsFor(reading.language, reading.english);
  const unitOf = (word: string): string | undefined => units.get(plain(word));
  const at = (item: Item, price: Item): Item => ({ ...item, unit_price: price.unit_price, amount: item.quantity === null || price.unit_price === null ? null : times(item.quantity, price.unit_price), mark: price.mark });
  const lacks = (item: Item): boolean => item.quantity !== null && item.unit_price === null && item.amount === null && item.open === null;
  const same = items.map((item, index) => {
    const before = items.slice(0, index).findLast(({ unit_price }) => unit_price !== null);
    return lacks(item) && before !== undefined && SAME_RATE.test(plain(item.source)) ? at(item, before) : item;
  });
  const open = same.filter(lacks);
  const kinds = new Set(open.map((item) => (item.unit === null ? undefined : unitOf(item.unit))));
  const [kind] = kinds;
  const prices = [...same, ...said].filter((item) => item.quantity === null && item.unit_price !== null && item.stated === null);
  const [price] = prices;
  const ofKind = (text: string): boolean => (plain(text).match(/\p{L}+/gu) ?? []).some((word) => unitOf(word) === kind || unitOf(word.replace(/ly$/, "")) === kind || (kind === "day" && word === "daily"));
  // "All at 72.50" below what it is for.
  const below = prices.find((item) => ALL_FIRST.test(plain(item.source)));
  if (below !== undefined && open.length > 0 && open.every((item) => (item.lines[0] ?? 0) < (below.lines[0] ?? 0))) return same.filter((item) => item !== below).map((item) => (lacks(item) ? at(item, below) : item));
  // "3 hours on Tuesday and 2 on Thursday at 95 an hour": one price for all hours that were counted in the same breath.
  const last = same.at(-1);
  const isOneBreath = last !== undefined && open.length > 0 && same.length === open.length + 1 && open.every((item) => item.lines[0] === last.lines[0]);
  if (isOneBreath && last.quantity !== null && last.unit !== null && last.unit_price !== null && last.stated === null && kinds.size === 1 && unitOf(last.unit) === kind && namesUnit(last, unitOf)) return same.map((item) => (lacks(item) ? at(item, last) : item));
  const shared = same.find((item) => item.quantity !== null && item.unit_price !== null && ALL_AT.test(plain(item.source)));
  if (open.length > 0 && shared !== undefined && same.at(-1) === shared && unitOf(shared.unit ?? "") === kind && kinds.size === 1) return same.map((item) => (lacks(item) ? at(item, shared) : item));
  if (open.length < 2 || kinds.size !== 1 || kind === undefined || price === undefined || prices.length > 1 || !ofKind(price.source)) return same;
  return same.filter((item) => item !== price).map((item) => (lacks(item) ? at(item, price) : item));
}

/** "2 hours on Thursday at 95 an hour": the price of the unit in which it is counted. */
function namesUnit({ unit, source, unit_price }: Item, unitOf: (word: string) => string | undefined): boolean {
  const behind = /\d\W{0,6}(?:per|an?|each|the|je|pro|die|la|le|el|il|par|por|al|de|het|na|za|pe)?[\s/]{1,2}(\p{L}{1,12})\W*$/u.exec(plain(source))?.[1];
  return unit !== null && unit_price !== null && behind !== undefined && unitOf(behind) === unitOf(unit);
}

/** "The piano lessons. It was 11 lessons.": how many of what is asked for the mail says elsewhere; null when it does not, or in two ways. */
export function countOf(topic: string, text: string, reading: Reading): string | null {
  const stems = (plain(topic).match(/\p{L}{5,}/gu) ?? []).map((word) => word.slice(0, Math.max(4, word.length - 2)));
  const { numbers } = wordsFor(reading.language, reading.english);
  const counts = sentencesOf(text).filter((sentence) => !/(?:^|\s)(?:last|previous|next|other|each|every|per)\s/.test(plain(sentence))).flatMap((sentence) =>
    [...plain(sentence).matchAll(/(?:^|[\s(])(\d{1,3}(?:,\d{3})?|\p{L}{3,12})\s(?:\p{L}{2,15}\s)?(\p{L}{5,})/gu)].flatMap(([, count = "", thing = ""]) => {
      const value = /^\d/.test(count) ? count.replace(",", "") : numbers.get(count);
      return value !== undefined && value !== "1" && stems.some((stem) => thing.startsWith(stem)) ? [value] : [];
    }),
  );
  return new Set(counts).size === 1 ? (counts[0] ?? null) : null;
}

/** A part of a price that is billed by itself. In plain letters. */
const DEPOSIT = new RegExp(`(?:^|[^\\p{L}])(?:${said("deposit")})(?!\\p{L})`, "u");

/** "Please invoice them and the deposit". In plain letters. */
const BOTH = new RegExp(`(?:^|[^\\p{L}])(?:${said("both")})(?!\\p{L})`, "u");

/** "Phase 2 (3,000 EUR) follows in June": not yet to bill. In plain letters. */
const LATER = new RegExp(`\\s(?:${said("later")})(?!\\p{L})`, "u");

/** All of it, by another name. */
const PERIOD = new RegExp(`^(?:the )?(?:(?:whole|full|entire) )?(?:${said("span")})$`);

/** "2 rounds of corrections, this is included", "1 visit (no charge)": in the price of something else. In plain letters. */
const INCLUDED = new RegExp(`^[^,(]*\\s(?:${said("are")})\\s(?:${said("in_price")})(?!\\p{L})|[,(:–-]\\s?(?:(?:this|that|which|it|these|they|all)\\s)?(?:${said("in_price")})(?!\\p{L})`, "u");

/** The items without those that have no price because another holds it. */
function withoutIncluded(items: Item[]): Item[] {
  const isPriced = ({ unit_price, amount, open }: Item): boolean => unit_price !== null || amount !== null || open !== null;
  return items.some(isPriced) ? items.filter((item) => isPriced(item) || !INCLUDED.test(plain(item.source))) : items;
}

type PlaceOf = (item: Item) => Candidate["place"];

/** The pieces of a text with dates and terms blanked and numbers in digits; empty where they tell of what is billed later. */
function maskedOf(pieces: readonly Candidate[], source: Source, undated: (text: string) => string, language: Language): string[] {
  const lines = unwrap(source.text);
  const isLater = ({ spot }: Candidate): boolean => {
    const words = (lines[spot.line] ?? "").slice(spot.column, spot.column + spot.length);
    return !source.asking.includes(words) && !words.trimEnd().endsWith(":") && LATER.test(plain(words));
  };
  return pieces.map((piece) => (source.firm && isLater(piece) ? "" : corrected(inDigits(undated(piece.text), language))));
}

/** The items that their places make believable, and what was said in one breath with them. */
function inTheirPlaces(found: readonly Item[], pieces: readonly Candidate[], placeOf: PlaceOf): Item[] {
  const trusted = found.filter((item) => believable(item, placeOf(item)));
  // "9.450 kg" beside what is counted says how heavy that is.
  const own = trusted.some(isThing) ? trusted.filter((item) => isThing(item) || item.unit_price !== null || item.amount !== null || item.open !== null || item.quantity === null || !onlyWeighs(item)) : trusted;
  const endsOpen = (item: Item): boolean => item.lines.some((line) => pieces[line]?.text.trimEnd().endsWith(";") === true);
  const items: Item[] = [];
  // "2 desks at 90 EUR each, and the delivery, 40 EUR; assembly 30 EUR": said in one breath.
  const besides = (item: Item): boolean => item.amount !== null && item.description !== "" && isForSale(item.source) && items.some((other) => other.amount !== null && (other.lines[0] === item.lines[0] || (other.lines.some((line) => item.lines.includes(line + 1)) && endsOpen(other))));
  for (const item of found) if (own.includes(item) || besides(item)) items.push(item);
  return items;
}

/** "The fee of 900 EUR and the ticket, 84.60 EUR. Please invoice both.": what is asked for was said before; null where it was not. */
function pointedAt(items: readonly Item[], found: readonly Item[], source: Source): Item[] | null {
  const pointed = source.firm && items.every((item) => item.amount === null && item.unit_price === null) && source.asking.some((sentence) => POINTS_BACK.test(plain(sentence)));
  const priced = pointed ? found.filter((item) => item.amount !== null && /\p{L}{3}/u.test(item.description) && item.description.split(" ").length <= 8 && isForSale(item.source)) : [];
  return priced.length > 1 && new Set(priced.map((item) => item.lines[0])).size === 1 ? priced : null;
}

/** "Menu B for the 85 guests at 32.50. Please invoice the deposit of 1,100": the rest, which is billed later. */
function behindDeposit(items: readonly Item[], source: Source, placeOf: PlaceOf): Item[] {
  const hasDeposit = source.firm && items.some((item) => placeOf(item) === "request" && item.quantity === null && item.amount !== null && DEPOSIT.test(plain(item.description)));
  return hasDeposit && !source.asking.some((sentence) => BOTH.test(plain(sentence))) ? items.filter((item) => placeOf(item) === "said") : [];
}

/** "14 hours of gardening. The rate is 32 EUR per hour.": running text may hold the other half of what is asked for. */
function otherHalves(found: readonly Item[], taken: readonly Item[], pieces: readonly Candidate[], firm: boolean): Item[] {
  const isHere = (item: Item): boolean => firm && !ELSEWHERE.test(plain(pieces[item.lines[0] ?? -1]?.text ?? ""));
  return found.filter((item) => !taken.includes(item) && isForSale(item.source) && (item.unit_price === null || isHere(item)) && item.open === null && (item.amount === null || item.unit_price !== null));
}

/** What running text adds to a firm request with prices of its own. */
function talesOf(found: readonly Item[], items: readonly Item[], pieces: readonly Candidate[], source: Source, reading: Reading): Item[] {
  const isNew = (item: Item): boolean => items.every(({ amount, quantity }) => amount === null || item.amount === null || compare(amount, item.amount) !== 0 || (items.length === 1 && quantity === null && item.quantity !== null && item.unit_price !== null));
  return found.filter((item) => !items.includes(item) && isNew(item) && told(item, pieces, reading.language, source.offered === true) && !namesCounted(item, source.text, reading));
}

/** Halves and parts of things put together: each thing once, with its count and its price. */
function together(items: Item[], tales: Item[], halves: Item[], amounts: Amounts, reading: Reading): Item[] {
  // "12 months at 14 EUR. One invoice for the year (168 EUR), please": the same amount once more.
  const isAgain = (item: Item): boolean => item.quantity === null && item.amount !== null && PERIOD.test(plain(item.description)) && [...items, ...tales].some((other) => other.quantity !== null && other.unit_price !== null && other.amount !== null && compare(other.amount, item.amount ?? "") === 0);
  const { units } = wordsFor(reading.language, reading.english);
  const kindOf = ({ unit }: Item): string | undefined => (unit === null ? undefined : units.get(plain(unit)));
  const priced = rated(withTold(items.filter((item) => !isAgain(item)), tales, amounts), halves, reading);
  const whole = divided(joined(priced, halves.filter((item) => !tales.includes(item))), halves);
  return withoutParts(whole, (one, other) => kindOf(one) !== undefined && kindOf(one) === kindOf(other));
}

/** What a request is for, with all amounts that the mail states. `base`: the ISO day the mail came; `terms`: the words that tell when to pay. */
export function readItems(source: Source, language: Language, reading: Reading, base: string | null, terms: string): Requested {
  const order = dayOrder(language.code, null, source.text);
  const pieces = candidates(source.text, source.asking, language);
  // "Due in 15 days" counts days, nothing to buy.
  const withoutTerms = (text: string): string => (terms !== "" ? text.replace(terms, (words) => BLANK.repeat(words.length)) : text);
  const undated = remember((text) => withoutTerms(maskDates(text, datesOf(text, language, order, base))));
  const masked = maskedOf(pieces, source, undated, language);
  const amounts = readAmounts(pieces.map(({ text, row }, index) => ({ shown: text, masked: masked[index] ?? text, row })), reading, source.firm);
  const placeOf: PlaceOf = (item) => pieces[item.lines[0] ?? -1]?.place ?? "listed";

  const placed = inTheirPlaces(amounts.items, pieces, placeOf);
  const wanted = pointedAt(placed, amounts.items, source) ?? placed;
  const later = behindDeposit(wanted, source, placeOf);
  const items = wanted.filter((item) => !later.includes(item));
  const halves = otherHalves(amounts.items, [...items, ...later], pieces, source.firm);
  const tales = source.firm && later.length === 0 ? talesOf(amounts.items, items, pieces, source, reading) : [];
  const whole = together(items, tales, halves, amounts, reading);

  // "The six cases are in. £730 apiece, £4,380 altogether": the sum proves how many.
  const uncounted = source.firm && whole.length === 1 && whole.every(({ quantity, unit_price, open }) => quantity === null && unit_price !== null && open === null);
  const proven = uncounted || whole.every((item) => item.amount === null && item.open === null) ? provenBySum(masked, [...items, ...halves], reading) : null;
  const had = source.firm && whole.length === 0 && proven === null ? thingsHad(undated(source.text), topicOf("", "", source.asking, language), reading) : [];
  const all = proven === null ? [...whole, ...had] : [proven];
  const uncounts = (item: Item): boolean => source.firm && (isForTwo(item, true) || countsMore(item, item.lines.map((line) => masked[line] ?? ""), all, reading));
  const sure = all.map((item) => (uncounts(item) ? { ...item, quantity: null, amount: null, replaced: item.quantity } : item));
  // "We would like 10 candles and 5 lamps. Can you invoice us?": an order, and the invoice for it.
  const wished = source.firm && (sure.length > 0 || reading.priced) ? withoutIncluded(sure) : withWished(sure, pieces, unwrap(source.text), reading, (text) => inDigits(undated(text), language));
  return { items: afterAll(wished, undated(source.text), reading, source.firm), amounts, pieces, besides: later, undated };
}
