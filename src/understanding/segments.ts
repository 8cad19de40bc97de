/**
 * Owns: where one thing ends and the next begins in running text - "4 windows at 15 EUR, 2 carpets, 40 EUR each, and the kitchen for 120 EUR" (PRODUCT M2).
 * Never: which number is what.
 */
import { unitAt, wordsFor, writtenCount } from "./counts";
import type { Reading } from "./counts";
import { countBefore, isNoTime, isOfCounted } from "./for-one";
import { ORDINAL } from "./count-role";
import { EA, FOR_SOMETHING } from "./price-role";
import { said } from "./lang/all";
import { BLANK, figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { sieved } from "./sieve";
import { TOTAL_BEHIND, TOTAL_LINE } from "./totals";
import { plain } from "./words";

const PIECES = /;|\s\/\s|\n/g;
/** Between two things, as written. */
const JOINTS = new RegExp(`,\\s{1,3}(?:(?:${said("joint_and")}|plus)\\s{1,3})?(?:also\\s{1,3})?|\\s{1,3}(?:(?:${said("joint_and", "joint_bare")})\\s{1,3}(?:also\\s{1,3}|another\\s{1,3})?|(?:&|\\+|${said("joins_more")})\\s{1,3})`, "giu");
/** Between two things of which the second has its count in front. */
const AND = new RegExp(`(?:,\\s{1,3}|\\s{1,3})(?:${said("joint_and")}|oraz|i|si|plus|\\+|&)\\s{1,3}(?=(?:(?:${said("the_few")}) )?(?:\\d+|${said("few")})\\b)|,\\s{1,3}(?=\\d{1,9}(?:[.,]\\d{1,4})?\\s{0,3}(?:x\\b|\\p{L})|(?:${said("few_alone")})\\s(?!of\\s|von\\s|d'|de\\s|di\\s|van\\s|z\\s)(?:\\p{L}|\\d{1,2}\\p{L}))`, "giu");
export const TAX = sieved(new RegExp(`(?:^|[^\\p{L}])(?:${said("tax", "tax_too")}|moms)(?!\\p{L})`, "u"));
/** "3 days at 500, which makes 1,500": no thing of its own. */
const SUMS_UP = new RegExp(`^(?:=|${said("sums_up")})(?!\\p{L})`, "u");
/** "... and it's 85 each for the plaques": another thing. In plain letters. */
const IT_IS = new RegExp(`^(?:${said("it_is")})\\s`);
/** Words that go with a number and name nothing. */
const NO_NAME = new RegExp(`(?:^|[^\\p{L}])(?:${said("with_number")}|usd|eur|gbp|chf)(?!\\p{L})`, "gu");
/** "1,140 for the call-out, incl. VAT": a thing of its own, whatever is said of the tax. */
const FOR_A_THING = new RegExp(`\\s(?:${said("for")})\\s(?:(?:${said("article", "one_of")})\\s)?(?!(?:all|total|${said("both", "tax")})(?!\\p{L}))\\p{L}{3}`, "u");
/** A joint that adds another thing. */
const ADDS = new RegExp(said("adds_thing"), "iu");
const GROSS = /(?:^|[^\p{L}])(?:gross|brutto|ttc|lordo|lordi|bruto)(?!\p{L})/u;
/** All that stands before a price which several counts share. In plain letters. */
const SHARED_AT = new RegExp(`^\\W*(?:(?:at )?(?:the |our |your |my )?(?:(?:usual|agreed|normal|same|hourly|daily|day) ){0,2}rate(?: of| is| was|:)?(?: still)?\\s$|(?:(?:${said("shared")})\\s)?(?:@|at|a|zu(?: je)?|aan|ad|por|po|la|cu|za|tegen|per)\\s$)`, "u");
/** "Tables 8 pounds each chairs 2.50 each": where the next thing begins without a comma. */
const EACH_AND_NEXT = /(\d\s?(?:\p{L}{1,8}\s)?(?:each|apiece))\s(?=\p{L}{3}[^,;.\d]{0,30}\d[\d.,]{0,10}\s?(?:\p{L}{1,8}\s)?(?:each|apiece)(?!\p{L}))/giu;
/** "6 at £20". */
const COUNT_AT_PRICE = /^\d{1,5}\s?(?:x|×|@|at|zu|à|a|por|per|voor|za|po|la|cu|de)\s?\D{0,4}\d[\d.,]{0,10}\W{0,3}(?:[A-Z]{3})?$/u;
const MAY_JOIN = /[;/\n]/;

/** The parts between joints, with where they stand; what stands in brackets is no joint. */
function between(text: string, joints: RegExp): { start: number; end: number }[] {
  const hidden = text.replace(/\([^()]*\)/g, (aside) => aside.replace(/[^()]/g, BLANK));
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  for (const joint of hidden.matchAll(joints)) {
    // "One I cancelled": who, and no joint of other languages.
    if (joint[0].trim() === "I") continue;
    parts.push({ start, end: joint.index });
    start = joint.index + joint[0].length;
  }
  return [...parts, { start, end: text.length }].filter((part) => text.slice(part.start, part.end).trim() !== "");
}

const apart = (text: string, joints: RegExp): string[] => between(text, joints).map(({ start, end }) => text.slice(start, end).trim());

/** Pieces of a line that can be items of their own. */
export function piecesOf(line: string): string[] {
  return pieces(line).flatMap((piece) => apart(piece, AND));
}

const pieces = (line: string): string[] => (MAY_JOIN.test(line) ? apart(line, PIECES) : [line.trim()].filter((part) => part !== ""));

/** "SITE A: 18 extinguishers, 2 hose reels": entries beside each other, each with its count. */
export function isEnumeration(line: string, reading: Reading): boolean {
  const parts = apart(line.slice(line.indexOf(":") + 1), JOINTS);
  const words = wordsFor(reading.language, reading.english);
  const isThing = (part: string): boolean => {
    const unit = unitAt(part.replace(/^[\d.,]+/, ""), words);
    return !/(?:\s(?:each|apiece)|\sper \p{L}+)\W*$/u.test(part) && (unit === null || /\p{L}{3}/u.test(part.replace(/^[\d.,]+/, "").slice(unit.length)));
  };
  return parts.length > 1 && parts.every((part) => isThing(part) && (/^\d{1,6}(?:[.,]\d{1,2})?\s?(?:x\s)?\p{L}/u.test(part) || writtenCount(part, words) !== null));
}

interface Segment {
  start: number;
  end: number;
  priced: boolean;
  counted: boolean;
}

/**
 * A line or sentence in stretches of which each has its own price, where it can be told apart so: a price belongs to the words and counts before it, words
 * without one to the price behind them ("the certificate, $79"), and what only sums up or taxes to what stands before. Else as `;` and `/` part it.
 */
export function segmentsOf(line: string, reading: Reading): string[] {
  return pieces(line.replace(EACH_AND_NEXT, "$1, ")).flatMap((piece) => (/\d/.test(piece) ? (atOneRate(piece, reading) ?? priced(piece, reading)) : [piece]));
}

/** The first word behind a count, without its plural. In plain letters. */
const thingOf = (behind: string): string | undefined => /^\s(\p{L}{3,20}?)(?:e?s)?(?!\p{L})/u.exec(behind)?.[1];

/** "April 26 hours, May 24 hours, always at CHF 42/hour": counts of one unit, and behind them one price for each; null where it is not said so. */
function atOneRate(piece: string, reading: Reading): string[] | null {
  const words = wordsFor(reading.language, reading.english);
  const parts = between(piece, JOINTS).map(({ start, end }) => piece.slice(start, end)).filter((part) => !TAX.test(plain(part)) || figuresOf(part, reading.comma).some(({ mark }) => mark !== null));
  const price = parts.at(-1) ?? "";
  const head = /^[^\d]*?(?=\S{0,4}\s?\d)/.exec(price)?.[0] ?? "";
  const [cost, ...more] = figuresOf(price, reading.comma).filter(({ percent }) => !percent);
  const lead = cost === undefined ? "" : plain(price.slice(0, cost.start));
  if (parts.length < 3 || head === "" || cost === undefined || cost.mark === null || more.length > 0 || !SHARED_AT.test(lead)) return null;
  const kinds = parts.slice(0, -1).map((part) => {
    const [count, ...others] = figuresOf(part, reading.comma).filter(({ end }) => !ORDINAL.test(part.slice(end)));
    if (count === undefined || others.length > 0 || count.mark !== null) return undefined;
    const behind = plain(part.slice(count.end));
    return unitAt(behind, words)?.kind ?? thingOf(behind);
  });
  return kinds.every((kind) => kind !== undefined && kind === kinds[0]) ? parts.slice(0, -1).map((part) => `${part.trim()} at ${price.slice(cost.start).trim()}`) : null;
}

function priced(piece: string, reading: Reading): string[] {
  const words = wordsFor(reading.language, reading.english);
  const segments: Segment[] = [];
  for (const { start, end } of between(piece, JOINTS)) {
    const text = piece.slice(start, end);
    const figures = figuresOf(text, reading.comma).filter(({ percent }) => !percent);
    let rest = text;
    for (const { start: from, end: to } of figures) rest = rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to);
    const lower = plain(rest).replace(/(?:^|\s)p ?& ?p(?!\p{L})/u, " postage");
    const endsIn = (figure: Figure): boolean => /^\W*(?:\([^()\d]{0,40}\))?\W*$/.test(text.slice(figure.end));
    const isBarePrice = (figure: Figure): boolean => {
      const [before, after] = [plain(text.slice(0, figure.start)), plain(text.slice(figure.end))];
      const each = words.each.test(after);
      if (words.at.test(before) && (each || isOfCounted(before, after) || (endsIn(figure) && countBefore(figures, figure) && isNoTime(figure)))) return true;
      if (!reading.priced) return false;
      if (EA.test(after) || /^\s?apiece(?!\p{L})/u.test(after)) return true;
      return (words.at.test(before) && endsIn(figure)) || (/[.,]\d\d$/.test(figure.text) && (FOR_SOMETHING.test(after) || (/\p{L}\s+$/u.test(before) && endsIn(figure))));
    };
    const bare = figures.some((figure) => figure.mark === null && isBarePrice(figure));
    // "4 days @ 800 = 3200".
    const comesTo = figures.some((figure) => /=\s*$/.test(text.slice(0, figure.start)) && endsIn(figure));
    const has = figures.some(({ mark }) => mark !== null) || bare || comesTo;
    const adds = segments.length > 0 && !COUNT_AT_PRICE.test(text.trim()) && !(IT_IS.test(plain(text)) && FOR_A_THING.test(lower)) && (SUMS_UP.test(plain(text)) || (TAX.test(lower) && !FOR_A_THING.test(lower)) || !/\p{L}{3}/u.test(withoutUnits(lower.replace(NO_NAME, " "), words.units)));
    const counted = figures.some(({ mark, count }) => mark === null && count) || writtenCount(text, words) !== null;
    const last = segments.at(-1);
    // "total 378 EUR" behind priced things is the sum of all of them.
    const sums = last?.priced === true && has && (TOTAL_LINE.test(lower) || GROSS.test(lower) || (SUMS_UP.test(lower) && TOTAL_BEHIND.test(plain(text))));
    const before = segments.at(-2);
    // "1,150 for the day, irrespective of numbers, plus your rail fare of 64.30": said of what stands before.
    if (last !== undefined && before?.priced === true && has && !last.priced && !last.counted && ADDS.test(piece.slice(last.end, start))) {
      before.end = last.end;
      segments.splice(-1, 1, { start, end, priced: has, counted });
      continue;
    }
    const grows = last !== undefined && !sums && (adds || (!last.priced && !(last.counted && counted && has)));
    if (last !== undefined && grows) {
      last.end = end;
      last.priced ||= has;
      last.counted ||= counted;
    } else segments.push({ start, end, priced: has, counted });
  }
  const tail = segments.at(-1);
  const behind = segments.at(-2);
  // "... and the crockery": an afterthought to what was priced before.
  if (tail !== undefined && behind?.priced === true && !tail.priced && !tail.counted) {
    behind.end = tail.end;
    segments.pop();
  }
  const textOf = ({ start, end }: Segment): string => piece.slice(start, end).trim();
  const named = (segment: Segment): boolean => /\p{L}{3}/u.test(textOf(segment)) || COUNT_AT_PRICE.test(textOf(segment));
  // "Half day 350, 12 images at 15 each, 40 miles at 45p": what has a number of its own stands by itself between priced things.
  const isApart = segments.filter(({ priced: has }) => has).length > 1 ? segments.every((segment) => (segment.priced || segment.counted) && named(segment)) : segments.every((segment) => segment.priced && named(segment));
  return segments.length > 1 && isApart ? segments.map(textOf) : [piece];
}

/** Without words that are units. */
const withoutUnits = (text: string, units: ReadonlyMap<string, string>): string => text.replace(/[\p{L}-]+/gu, (word) => (units.has(word) ? " " : word));
