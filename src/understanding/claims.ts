/**
 * Owns: how much speaks for a number of a list's entry being the count: every way to see it is a row of one table, with an example (PRODUCT M2).
 * Never: prices, and never a choice between two numbers with the same claim.
 */
import { compare } from "../core/money";
import { within, type Row } from "./cells";
import { SIZE_BEHIND, unitAt, writtenCount } from "./counts";
import { isForOne } from "./for-one";
import { ADJECTIVE, COUNTS_NEXT, PAPER_BEFORE, THING } from "./count-role";
import { measures } from "./labels";
import { CONTAINER, isHouse, isLoad, isPlaceCode } from "./lanes";
import { ABOUT_BEFORE } from "./numbers";
import type { Figure } from "./numbers";
import { plain } from "./words";

/** Words before the number of one: a size, a model, a place in a list. */
const SIZE_BEFORE = /(?:[ø#]|(?:^|[\s(,])(?:model|item|product|pos|position|type|art|no|nr|cod|code|ref|mod|dn|pn|class|level|phase|part|section|stage|week|wk|kw|room|flat|site|milestone|version|grade|gr|vol|ch|chapter|day|lot|module|tier|step|number|modell|typ|tipo|kl)\.?[\s-]?)$/u;
/** Single things, in which everything can be counted. */
const PIECES = /^(?:pcs?|pieces?|pce|units?|nos?|sets?|ea|each|stk|stuck|stueck|rolls?|pairs?|boxes|box|cartons?|ctns?|bottles?|bags?|pkts?|packets?|packs?|sacks?|cans?|pzas?|uds?|pz|pezzi|szt|buc|pieces|piezas|unidades|stuks|st)$/;
/** What says how much of a thing there is as well as how big it is. */
export const MEASURES = new Set(["m", "ft", "yard", "kg", "lb", "m2", "ton", "litre", "person", "ldm"]);
export const TIMES_BEHIND = /^\s?(?:x|×|\*|off|qty)(?=\s|$)|^\s?[x×](?=\p{Lu})|^\s?@|^\s(?:at|à)\s[^\d\s]{0,4}\s?\d/u;
export const TIMES_BEFORE = /(?:^|[\s(@])(?:x|×|\*|qty|quantity|quantities|no\. of|menge|anzahl|aantal|cant\.?|cantidad|qte|quantite|q\.?ta|quantita|ilosc|cantitate|quantidade|qtd)\s?[.:]?\s?$|^\s*n[.°º]\s?$/u;

export interface Count {
  figure: { start: number; end: number; value: string };
  unit: { unit: string; kind: string; length: number } | null;
  /** How much speaks for it; 0: a part of the name. */
  claim: number;
}

/** A number and what stands around it in its cell, in plain letters. */
interface Sight {
  row: Row;
  figure: Figure;
  value: string;
  /** Where its cell begins. */
  start: number;
  before: string;
  after: string;
  unit: Count["unit"];
  /** What follows the unit. */
  behind: string;
}

const opens = ({ before }: Sight): boolean => /^\W*$/.test(before);
const isInFirst = ({ row, start }: Sight): boolean => start === row.cells[0]?.start;
const leads = (sight: Sight): boolean => opens(sight) && isInFirst(sight);
const isMeasure = ({ unit }: Sight): boolean => unit !== null && MEASURES.has(unit.kind);
const isPieces = ({ unit }: Sight): boolean => unit !== null && PIECES.test(plain(unit.unit));
const counts = ({ figure, unit }: Sight): boolean => figure.count || unit !== null;
const isThings = (sight: Sight): boolean => counts(sight) && (sight.unit !== null || /^\s+\p{L}/u.test(sight.after));
const isAside = ({ row, figure }: Sight): boolean => within(row.asides, figure.start) !== undefined;
const isAlone = ({ before, behind }: Sight): boolean => /^\W*$/.test(before) && /^\W*(?:(?:each|ea|off|only|nos?|in total|total)\W*)?$/.test(behind);
const isMultiplied = ({ before, after }: Sight): boolean => TIMES_BEHIND.test(after) || TIMES_BEFORE.test(before);
const isPriced = ({ row, figure }: Sight): boolean => row.figures.some((other) => other.mark !== null && other.start > figure.end && isForOne(row.text, other, row.reading));
const isSizeOf = ({ row, start, before }: Sight): boolean => SIZE_BEFORE.test(before) || (/^\W*$/.test(before) && /:\s*$/.test(row.lower.slice(0, start)) && SIZE_BEFORE.test(row.lower.slice(0, start).replace(/[\s:]+$/, "")));

/** What multiplies a number: "200 sheets x 10 rolls". */
const factorOf = ({ row: { figures, lower, words }, figure }: Sight): Figure | undefined =>
  figures.find((other) => other !== figure && other.mark === null && other.end <= figure.start && /^\s?\p{L}*\s?[x×]\s?$/u.test(lower.slice(other.end, figure.start)) && !SIZE_BEHIND.test(lower.slice(other.end)) && !MEASURES.has(unitAt(lower.slice(other.end), words)?.kind ?? ""));

interface Way {
  /** An example, or what it is. */
  says: string;
  claim: number;
  when: (sight: Sight) => boolean;
}

/** The first that applies decides. */
const WAYS: readonly Way[] = [
  { says: "a measure, a model, a place: '6 x 4,5 m', 'size 12', 'width 1.5 m', '1097 Budapest', '14 Albert Rd'", claim: 0, when: (sight) => within(sight.row.sizes, sight.figure.start) !== undefined || isSizeOf(sight) || measures(sight.before) || (/^\d{4,}$/.test(sight.figure.text) && PAPER_BEFORE.test(sight.before)) || isPlaceCode(sight.row.text, sight.figure, sight.row.words) || isHouse(sight.row.text, sight.figure) },
  { says: "'a 3-page site'", claim: 0, when: ({ after }) => ADJECTIVE.test(after) },
  { says: "where it goes: '25813 Husum', 'Istanbul 34522'", claim: 0, when: ({ unit, figure, row }) => unit === null && /^\d{5,}$/.test(figure.text) && (/^\s\p{Lu}/u.test(row.text.slice(figure.end)) || !figure.text.endsWith("00")) },
  { says: "how heavy or long the load is: 'Ploiesti - Suceava 24 to', '13,6 ldm'", claim: 0, when: ({ unit, row, value }) => unit?.kind === "ldm" || (row.lane && unit !== null && isLoad(value, unit.kind)) },
  { says: "'chairs (qty 12)', 'chairs (12 pcs)'", claim: 2, when: (sight) => isAside(sight) && /^\s*\)/.test(sight.behind) && /\(\s*(?:qty:?\s*|x\s?)?$/.test(sight.before) && (sight.unit === null || isPieces(sight)) },
  { says: "'(A2, 300 dpi)' tells of the thing", claim: 0, when: isAside },
  { says: "how big one is: '24 inch', '2 kg'", claim: 0, when: (sight) => (sight.unit === null || isMeasure(sight)) && SIZE_BEHIND.test(sight.after) },
  { says: "'926 x 2040', until a price follows", claim: 0, when: (sight) => factorOf(sight) !== undefined || (/^\d{3}/.test(sight.figure.text) && /^\s?[x×]\s?\d{3}(?![\d.,]*\s?[$€£])/.test(sight.after)) },
  { says: "'4 per adult': of something else, nobody knows how many", claim: 0, when: ({ row, unit, after }) => row.bareCounts && unit === null && /^\s?(?:per|pro|par|por|pe|na)\s\p{L}/u.test(after) },
  { says: "'x 2.5' where nothing is priced", claim: 0, when: (sight) => isMultiplied(sight) && sight.row.bareCounts && !counts(sight) },
  { says: "'2,40 x 3,10', and '60 x 60' beside pieces", claim: 2, when: (sight) => isMultiplied(sight) && sight.row.bareCounts && /^\s?[x×]\s?\d/.test(sight.after) && !CONTAINER.test(sight.after.replace(/^\s?[x×]\s?/, "")) },
  { says: "'3 x', 'qty 3', '3 off'", claim: 5, when: isMultiplied },
  { says: "'2 boxes each'", claim: 0, when: ({ unit, row, behind }) => unit !== null && row.words.each.test(behind) && !/^\s*(?:@|at\s)/.test(behind) },
  { says: "'6 x 4,5 m = 27 m2'", claim: 5, when: ({ unit, before }) => unit !== null && /=\s*$/.test(before) },
  { says: "'2 rows of 8'", claim: 0, when: ({ row, figure, after }) => {
    const sized = /^\s\p{L}+\s(?:of|von|de|di|van|po|à)\s(?=\d)/u.exec(after);
    // "3 kursy po 280 zł", "2 diárias de 900 reais": what follows is the price of one.
    return sized !== null && !row.figures.some(({ start, mark }) => mark !== null && start === figure.end + sized[0].length);
  } },
  { says: "'20 pcs'", claim: 5, when: isPieces },
  { says: "a cell of its own: '| 12 h |'", claim: 3, when: (sight) => isAlone(sight) && !isInFirst(sight) && counts(sight) },
  { says: "a cell of its own: '| 1.5 |'", claim: 1, when: (sight) => isAlone(sight) && !isInFirst(sight) },
  { says: "'14t excavator': a size that is written like a count", claim: 1, when: (sight) => leads(sight) && isMeasure(sight) && /^\p{L}/u.test(sight.after) },
  { says: "'12 tunics'", claim: 4, when: (sight) => leads(sight) && isThings(sight) },
  { says: "'linen 24 m à 38'", claim: 3, when: (sight) => isMeasure(sight) && isAtPrice(sight) },
  { says: "'Studio time 3hrs @ 15,000'", claim: 4, when: (sight) => sight.unit !== null && isAtPrice(sight) },
  { says: "'Amends 1.5hrs £30 per hour'", claim: 4, when: (sight) => sight.unit !== null && !isMeasure(sight) && isBeforePrice(sight) },
  { says: "'Tunics 14 @ 16.95'", claim: 4, when: ({ unit, after }) => unit === null && /^\s*(?:@|à)\s?\D{0,4}\d/u.test(after) },
  { says: "'Sandpit, oak, 2, 349.00'", claim: 3, when: ({ row, figure, unit }) => !row.bareCounts && unit === null && figure.count && /\p{L}{3}[^,]{0,40},\s*$/u.test(row.lower.slice(0, figure.start)) && /^\s*,\s*\D{0,4}\d/.test(row.lower.slice(figure.end)) },
  { says: "'onions 4 nets 1,850 per net', 'baling 410 bales at 6.50'", claim: 3, when: ({ row, figure, unit }) => unit === null && figure.count && row.figures.some((other) => other !== figure && other.start > figure.end && (isForOne(row.text, other, row.reading) || row.words.each.test(row.lower.slice(other.end)) || row.words.at.test(row.lower.slice(0, other.start))) && /^\s\p{L}{3,20}(?:\s\p{L}{3,20})?\s{1,3}(?:at|@|for|x)?\s?$/u.test(row.lower.slice(figure.end, other.start))) },
  { says: "'mowing 64 acres 28 euro': for one or for all of them", claim: 2, when: ({ row, figure, unit }) => !row.bareCounts && unit === null && figure.count && figure.value !== "1" && row.figures.some((other) => other.mark !== null && other.start > figure.end && /^\s\p{Ll}{3,20}\s{1,3}$/u.test(row.text.slice(figure.end, other.start))) },
  { says: "'Site B: 7 extinguishers'", claim: 2, when: (sight) => opens(sight) && isThings(sight) && !isMeasure(sight) },
  { says: "'Poster, 6 copies, 22.50 each'", claim: 2, when: isSegment },
  { says: "'Supply of 4 panels at $385 each'", claim: 2, when: (sight) => sight.figure.count && !isMeasure(sight) && COUNTS_NEXT.test(sight.before) && THING.test(sight.after) && sight.row.figures.some((other) => other.mark !== null && isForOne(sight.row.text, other, sight.row.reading)) },
  { says: "'Words: 6,340 (EN>DE) at EUR 0.14 per word'", claim: 2, when: (sight) => opens(sight) && !leads(sight) && sight.figure.count && /^\s?\(/.test(sight.after) && isPriced(sight) },
  { says: "'Calarasi - Bursa, aprox. 500 tone': more than a truck holds", claim: 2, when: (sight) => sight.row.lane && isMeasure(sight) },
  { says: "'Hand wash stations 8' where nothing is priced", claim: 2, when: ({ row, figure, unit, start, after }) => row.bareCounts && figure.count && unit === null && /\p{Ll}{3,}\s$/u.test(row.text.slice(start, figure.start)) && /^\s*(?:$|\()/.test(after) },
  { says: "'Carpet shampoo, 820 sq m' where nothing is priced: more than a room is big", claim: 2, when: (sight) => sight.row.bareCounts && isArea(sight) },
  { says: "a count somewhere in the words: 'cutting 3 hours'", claim: 1, when: (sight) => sight.unit !== null && !isMeasure(sight) },
];

function isArea({ value, unit, before, behind }: Sight): boolean {
  return unit?.kind === "m2" && compare(value, "100") >= 0 && /\p{L}{3}[^,:–-]{0,40}\s?[,:–-]\s{1,3}$/u.test(before) && /^\W*$/.test(behind);
}

function isAtPrice({ behind }: Sight): boolean {
  return /^\s*(?:@|at\s|à|a\s|zu\s|je\s|x\s|×)/u.test(behind);
}

function isBeforePrice({ row, figure, unit }: Sight): boolean {
  return row.figures.some((other) => other.mark !== null && other.start > figure.end && /^\s*$/.test(row.lower.slice(figure.end + (unit?.length ?? 0), other.start)));
}

function isSegment({ row: { figures, lower, words }, figure, before }: Sight): boolean {
  const isPriced = figures.some(({ mark, end }) => mark !== null || words.each.test(lower.slice(end)));
  return figure.count && isPriced && /,\s*$/.test(before) && /\p{L}/u.test(before) && /^\s\p{Ll}{3,}\s*(?:,|@|[-–—:]\s|x\s|(?:at|for|zu)\s).*\d/u.test(lower.slice(figure.end));
}

function countOf(figure: Figure, row: Row): Count | null {
  const { text, lower, words } = row;
  const { value } = figure;
  if (value === null || figure.percent || compare(value, "0") === 0) return null;
  const cell = within(row.cells, figure.start) ?? { start: 0, end: text.length };
  const after = lower.slice(figure.end, cell.end);
  const unit = unitAt(after, words);
  const sight: Sight = { row, figure, value, start: cell.start, before: lower.slice(cell.start, figure.start).replace(ABOUT_BEFORE, " "), after, unit, behind: lower.slice(figure.end + (unit?.length ?? 0), cell.end) };
  return { figure: { start: figure.start, end: figure.end, value }, unit, claim: WAYS.find(({ when }) => when(sight))?.claim ?? 0 };
}

/** Every number of a row that may be the count; the bare ones, and those written as words. */
export function countsIn(row: Row, bare: readonly Figure[]): Count[] {
  const { text, lower, words } = row;
  const counts = bare.map((figure) => countOf(figure, row)).filter((count) => count !== null);
  for (const { start, end: to } of row.cells) {
    const written = writtenCount(`${text.slice(start, to)} `, words);
    if (written === null) continue;
    const end = start + written.start + written.length - 1;
    counts.push({ figure: { start: start + written.start, end, value: written.value }, unit: unitAt(lower.slice(end), words), claim: 3 });
  }
  return counts;
}

/** The count with the most to say for it; null when two have the same. */
export function bestCount(counts: readonly Count[]): Count | null {
  const most = Math.max(0, ...counts.map(({ claim }) => claim));
  const [best, ...others] = counts.filter(({ claim }) => claim === most && claim > 0);
  return best !== undefined && others.every(({ figure }) => figure.value === best.figure.value) ? best : null;
}
