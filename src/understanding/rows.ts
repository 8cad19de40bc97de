/**
 * Owns: one entry of a list - "Tunic, size 12 ..... 14 @ 16.95", "40 ft angle, cut to 5'", "Studio time 3hrs @ 15,000" - read as cells in which each number has one role (PRODUCT M2).
 * Never: running text, and never a choice between two numbers with the same claim to be the count.
 */
import { compare, plainDecimal, times } from "../core/money";
import { SIZE_BEHIND, unitAt, wordsFor, writtenCount } from "./counts";
import type { Reading, Words } from "./counts";
import { isForOne } from "./items";
import type { Item } from "./items";
import { measures } from "./labels";
import { CONTAINER, isLane, isLoad, isPlaceCode } from "./lanes";
import { description as wordsOf } from "./naming";
import { ABOUT_BEFORE, BLANK, figuresOf, near, sameLengthPlain } from "./numbers";
import type { Figure } from "./numbers";
import { plain } from "./words";

/** "2) ", "(c) ", "- ", "Item 3: ": the mark of an entry, nothing that is counted. */
const ENTRY = /^\s*(?:[-*•·–—▪◦‣>]\s*|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+|(?:plus|and|also|\+)\s+|(?:pos(?:ition|ten)?|items?|lines?|lot|art(?:ikel|icle|iculo|icolo)?)\.?\s*(?:no\.?\s*)?\d{1,3}(?:\s*[:.)–-]\s*|\t|\s{2}))*/iu;
/** What sets cells apart: columns, leaders of dots and dashes, a dash or colon between blanks. */
const APART = /\s*\t+\s*|\s*\|\s*|\s{2,}|\s*\.{3,}\s*|\s*…\s*|\s*[-–—_]{2,}>?\s*|\s+[-–—]\s+|:\s+|\s*;\s+/gu;
/** Words before the number of one: a size, a model, a place in a list. */
const SIZE_BEFORE = /(?:[ø#]|(?:^|[\s(,])(?:model|item|product|pos|position|type|art|no|nr|cod|code|ref|mod|dn|pn|class|level|phase|part|section|stage|week|wk|kw|room|flat|site|milestone|version|grade|gr|vol|ch|chapter|day|lot|module|tier|step|number|modell|typ|tipo|kl)\.?[\s-]?)$/u;
/** "6 x 4,5 m", "18x12x10": measures of one thing. */
const DIMENSIONS = /\d{1,5}(?:[.,]\d{1,5})?\s?(?:mm|cm|m|in|"|'|ft)?\s?[x×]\s?\d{1,5}(?:[.,]\d{1,5})?\s?(?:mm\b|cm\b|m\b|in\b|inch|"|'|ft\b)(?:\s?[x×]\s?\d{1,5}(?:[.,]\d{1,5})?\s?(?:mm\b|cm\b|m\b|in\b|inch|"|'|ft\b)?)?|\d{1,5}(?:[.,]\d{1,5})?[x×]\d{1,5}(?:[.,]\d{1,5})?(?:[x×]\d{1,5}(?:[.,]\d{1,5})?)?(?![\d.,]*\s?[$€£])|[\p{L}]\d{1,5}(?:[.,]\d{1,5})?\s?x\s?[\p{L}]?\d{1,5}(?:[.,]\d{1,5})?(?:\s?x\s?\d{1,5}(?:[.,]\d{1,5})?\p{L}?)?|\d{1,5}(?:-\d{1,5})?\/\d{1,5}\s?"|\d{1,5}\p{L}\s?[x×]\s?\d{1,5}\p{L}(?!\p{L})|\d{1,5}\s?[x×]\s?\d{1,5}(?:[.,]\d{1,5})?\s?(?:ml|cl|l|g|kg|gr)(?!\p{L})|\d{1,5}(?:[.,]\d{1,5})?\s?\/\s?\d{1,5}(?:[.,]\d{1,5})?/giu;
/** Single things, in which everything can be counted. */
const PIECES = /^(?:pcs?|pieces?|pce|units?|nos?|sets?|ea|each|stk|stuck|stueck|rolls?|pairs?|boxes|box|cartons?|ctns?|bottles?|bags?|pkts?|packets?|packs?|sacks?|cans?|pzas?|uds?|pz|pezzi|szt|buc|pieces|piezas|unidades|stuks|st)$/;
/** What says how much of a thing there is as well as how big it is. */
const MEASURES = new Set(["m", "ft", "kg", "lb", "m2", "ton", "litre", "person", "ldm"]);
const TIMES_BEHIND = /^\s?(?:x|×|\*|off)(?=\s|$)|^\s?[x×](?=\p{Lu})|^\s?@/u;
const TIMES_BEFORE = /(?:^|[\s(@])(?:x|×|\*|qty|quantity|quantities|no\. of|menge|anzahl|aantal|cant\.?|cantidad|qte|quantite|q\.?ta|quantita|ilosc|cantitate|quantidade|qtd)\s?[.:]?\s?$|^\s*n[.°º]\s?$/u;
const PRICE_BEFORE = /(?:@|=|\bat|\bà|\ba|\bzu|\bje|\bad|\btegen|\bpo|\bcada|\beach|\beach \p{L}+|\bper \p{L}+)\s*$/u;
const PER = /(?:per|pro|par|por|pe|na|za|\/)\s*$/;
const PER_MANY = /^\s*(?:\/|per|pro|an?|the|je|par|por|za|na)?\s?(?:doz(?:en)?|dz|hundred|thousand|dutzend|hundert|tausend|douzaine|cent|mille|docena|cien|mil|dozzina|tuzin|100|1000|k)(?![\p{L}\d])/u;
/** What a price stands behind without saying whether it is for one. */
const FOR_ALL_BEFORE = /(?:\bfor|=|\bpour|\bfur|\bpor|\bper|\bvoor|\bza|\bpentru)\s*$/u;
const DEDUCTS = /(?:^|[^\p{L}])(?:deduct(?:ed)?|knock(?:ed)? off|cancell?ed)(?!\p{L})|(?:^|[\s|])[-–−]\d{1,4}\s?x\s|^\W*(?:less|minus|deduct(?:ion)?|subtract|credit|refund|discount|rabatt|abzuglich|gutschrift|moins|remise|avoir|menos|descuento|meno|sconto|korting|desconto|reducere|rabat)(?!\p{L})|[\s|:][-–−][^\d\s]{0,4}\d[\d.,]{0,14}\W{0,3}$/u;

/** True for a row that takes something off. */
export const takesOff = (row: string): boolean => DEDUCTS.test(plain(row));

interface Cell {
  start: number;
  end: number;
}

function cellsOf(text: string): Cell[] {
  // What stands in brackets is no joint.
  const open = text.replace(/\([^()]*\)/g, (aside) => aside.replace(/[^()]/g, BLANK));
  const cells: Cell[] = [];
  let start = 0;
  for (const joint of open.matchAll(APART)) {
    if (joint.index > start) cells.push({ start, end: joint.index });
    start = joint.index + joint[0].length;
  }
  if (start < text.length) cells.push({ start, end: text.length });
  return cells;
}

interface Count {
  figure: { start: number; end: number; value: string };
  unit: { unit: string; kind: string; length: number } | null;
  /** How much speaks for it; 0: a part of the name. */
  claim: number;
}

interface Row {
  text: string;
  lower: string;
  cells: Cell[];
  reading: Reading;
  words: Words;
  asides: Cell[];
  figures: readonly Figure[];
  /** No amounts are to be expected. */
  bareCounts: boolean;
  /** It goes from one place to another. */
  lane: boolean;
}

const within = (spans: readonly Cell[], at: number): Cell | undefined => spans.find(({ start, end }) => at >= start && at < end);

/** How much speaks for a bare number being the count. */
function countOf(figure: Figure, row: Row, sizes: readonly Cell[]): Count | null {
  const { text, lower, words } = row;
  if (figure.value === null || figure.percent || compare(figure.value, "0") === 0) return null;
  const cell = within(row.cells, figure.start) ?? { start: 0, end: text.length };
  const before = lower.slice(cell.start, figure.start).replace(ABOUT_BEFORE, " ");
  const after = lower.slice(figure.end, cell.end);
  const unit = unitAt(after, words);
  const none = { figure: { start: figure.start, end: figure.end, value: figure.value }, unit, claim: 0 };
  if (within(sizes, figure.start) !== undefined || SIZE_BEFORE.test(before) || measures(before) || isPlaceCode(text, figure, words) || (/^\W*$/.test(before) && /:\s*$/.test(lower.slice(0, cell.start)) && SIZE_BEFORE.test(lower.slice(0, cell.start).replace(/[\s:]+$/, "")))) return none;
  // "25813 Husum", "Istanbul 34522": where it goes.
  if (unit === null && /^\d{5,}$/.test(figure.text) && (/^\s\p{Lu}/u.test(text.slice(figure.end)) || !figure.text.endsWith("00"))) return none;
  // "Ploiesti - Suceava 24 to", "13,6 ldm": how heavy or long the load is.
  if (unit?.kind === "ldm" || (row.lane && unit !== null && isLoad(figure.value, unit.kind))) return none;
  const behind = lower.slice(figure.end + (unit?.length ?? 0), cell.end);
  const multiplied = TIMES_BEHIND.test(after) || TIMES_BEFORE.test(before);
  if (within(row.asides, figure.start) !== undefined) return { ...none, claim: /^\s*\)/.test(behind) && /\(\s*(?:qty:?\s*|x\s?)?$/.test(before) && (unit === null || PIECES.test(plain(unit.unit))) ? 2 : 0 };
  if ((unit === null || MEASURES.has(unit.kind)) && SIZE_BEHIND.test(after)) return none;
  // "200 sheets x 10 rolls", "926 x 2040" tell of the thing, until a price follows.
  const factor = row.figures.find((other) => other !== figure && other.mark === null && other.end <= figure.start && /^\s?\p{L}*\s?[x×]\s?$/u.test(lower.slice(other.end, figure.start)) && !SIZE_BEHIND.test(lower.slice(other.end)) && !MEASURES.has(unitAt(lower.slice(other.end), words)?.kind ?? ""));
  if (factor !== undefined || (/^\d{3}/.test(figure.text) && /^\s?[x×]\s?\d{3}(?![\d.,]*\s?[$€£])/.test(after))) return none;
  // "2,40 x 3,10", and "60 x 60" beside pieces.
  const side = row.bareCounts && /^\s?[x×]\s?\d/.test(after) && !CONTAINER.test(after.replace(/^\s?[x×]\s?/, ""));
  // "4 per adult": of something else, nobody knows how many.
  if (row.bareCounts && unit === null && /^\s?(?:per|pro|par|por|pe|na)\s\p{L}/u.test(after)) return none;
  if (multiplied) return { ...none, claim: row.bareCounts && !figure.count && unit === null ? 0 : side ? 2 : 5 };
  if (unit !== null && words.each.test(behind) && !/^\s*(?:@|at\s)/.test(behind)) return none;
  // "6 x 4,5 m = 27 m2".
  if (/=\s*$/.test(before) && unit !== null) return { ...none, claim: 5 };
  // "2 rows of 8".
  if (/^\s\p{L}+\s(?:of|von|de|di|van|po|à)\s\d/u.test(after)) return none;
  const opens = /^\W*$/.test(before);
  const leads = opens && cell.start === row.cells[0]?.start;
  const alone = /^\W*$/.test(before) && /^\W*(?:(?:each|ea|off|only|nos?|in total|total)\W*)?$/.test(behind);
  const pieces = unit !== null && PIECES.test(plain(unit.unit));
  const measure = unit !== null && MEASURES.has(unit.kind);
  if (pieces) return { ...none, claim: 5 };
  if (alone && cell.start !== row.cells[0]?.start) return { ...none, claim: figure.count || unit !== null ? 3 : 1 };
  const things = (unit !== null || /^\s+\p{L}/u.test(after)) && (figure.count || unit !== null);
  // "14t excavator": a size that is written like one.
  if (leads && measure && /^\p{L}/u.test(after)) return { ...none, claim: 1 };
  if (leads && things) return { ...none, claim: 4 };
  // "Studio time 3hrs @ 15,000", "linen 24 m à 38": what is counted right before its price.
  if (unit !== null && /^\s*(?:@|at\s|à|a\s|zu\s|je\s|x\s|×)/u.test(behind)) return { ...none, claim: measure ? 3 : 4 };
  // "Amends 1.5hrs £30 per hour".
  if (unit !== null && !measure && row.figures.some((other) => other.mark !== null && other.start > figure.end && /^\s*$/.test(lower.slice(figure.end + unit.length, other.start)))) return { ...none, claim: 4 };
  if (unit === null && /^\s*(?:@|à)\s?\D{0,4}\d/u.test(after)) return { ...none, claim: 4 };
  // "Site B: 7 extinguishers", "Poster, 6 copies, 22.50 each".
  if (opens && things && !measure) return { ...none, claim: 2 };
  if (figure.count && row.figures.some(({ mark, end }) => mark !== null || words.each.test(lower.slice(end))) && /\p{L}.*,\s*$/u.test(before) && /^\s\p{Ll}{3,}\s*,.*\d/u.test(after)) return { ...none, claim: 2 };
  // "Calarasi - Bursa, aprox. 500 tone": more than a truck holds.
  if (row.lane && measure) return { ...none, claim: 2 };
  // "Hand wash stations 8" where nothing is priced.
  if (row.bareCounts && figure.count && unit === null && /\p{Ll}{3,}\s$/u.test(text.slice(cell.start, figure.start)) && /^\s*(?:$|\()/.test(after)) return { ...none, claim: 2 };
  return { ...none, claim: unit !== null && !measure ? 1 : 0 };
}

const sole = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** The count with the most to say for it; null when two have the same. */
function bestCount(counts: readonly Count[]): Count | null {
  const most = Math.max(0, ...counts.map(({ claim }) => claim));
  const best = counts.filter(({ claim }) => claim === most && claim > 0);
  if (best.length > 1 && best.every(({ figure }) => figure.value === best[0]?.figure.value)) return best[0] ?? null;
  return sole(best) ?? null;
}

/** True when a number of a row is what one costs: "@ 12", "12 each", "12/m", "pcs x 12". */
function pricesOne(figure: Figure, { text, lower, reading, words, asides }: Row, { firm, sized, counted, start }: { firm: boolean; sized: boolean; counted: boolean; start: number }): boolean {
  const before = lower.slice(0, figure.start);
  const after = lower.slice(figure.end);
  const multiplied = counted && /[\p{L}\d)]\s?(?:x|×|\*)\s*$/u.test(before);
  if (figure.mark !== null) return isForOne(text, figure, reading) || multiplied || /^\s?(?:x|×|\*)\s?\d/.test(after) || (PRICE_BEFORE.test(before.slice(start)) && !/=\s*$/.test(before)) || /\beach\b[^\d]{0,20}$/.test(before.slice(start));
  // A wish for a price names none.
  if (!firm || sized || TIMES_BEHIND.test(after)) return false;
  if (/@\s*$/.test(before) || (multiplied && reading.priced && /\d\s?\p{L}+\s?(?:x|×|\*)\s*$/u.test(before))) return true;
  if (unitAt(after, words) !== null) return false;
  const each = words.each.test(after) && !/^\s*\/\s*\d/.test(after) && within(asides, figure.start) === undefined;
  return (counted && /(?:^|\s)(?:à|at)\s*$/.test(before)) || (each && (words.at.test(before) || /^\s?\/\s?\p{L}/u.test(after) || (reading.priced && !/^\W*$/.test(before.slice(start)))));
}

/** "10 filters  23.00  230.00": three numbers in a row of which two multiply to the third, whatever else speaks for them. */
function provenByProduct(figures: readonly Figure[]): { count: Figure; one: Figure; all: Figure } | null {
  for (const [index, all] of figures.entries()) {
    const [count, one] = figures.slice(Math.max(0, index - 2), index);
    if (all.value === null || (all.mark === null && one?.mark === null && !/[.,]\d\d$/.test(all.text)) || count === undefined || one === undefined || count.value === null || one.value === null || count.mark !== null) continue;
    if (near(times(count.value, one.value), all.value) && compare(all.value, "0") > 0) return { count, one, all };
  }
  return null;
}

/** "500 pcs / 1000 pcs", "qty 5 / 25 / 100": the counts that one thing is to be priced at, in rising order. */
const TIERS = /(?:\s{2}|\t|:\s|(?:qty|quantity|menge|qte|cant\.?|ilosc|aantal)\s|(?=\s\d[\d.,]{0,8}\s?\p{L}{2,6}\.?\s?\/))\s{0,3}(\d[\d.,]{0,8}(?:\s?\p{L}{2,6}\.?)?(?:\s?\/\s?\d[\d.,]{0,8}(?:\s?\p{L}{2,6}\.?)?){1,4})\s*$/iu;

/** The entries of a list that one line stands for: one for each of its counts. */
export function rowsOf(shown: string, masked: string, reading: Reading, firm: boolean): Item[] {
  const tiers = firm ? undefined : TIERS.exec(masked)?.[1];
  const parts = tiers === undefined ? [] : tiers.split("/").map((part) => part.trim());
  const values = parts.map((part) => figuresOf(part, reading.comma)[0]).map((figure) => (figure?.count === true && figure.mark === null ? figure.value : null));
  const rise = values.every((value, index) => value !== null && (index === 0 || compare(value, values[index - 1] ?? "0") > 0));
  if (tiers === undefined || !rise) return [rowOf(shown, masked, reading, firm)].filter((item) => item !== null);
  const head = masked.trimEnd().length - tiers.length;
  const unit = parts.map((part) => part.replace(/^[\d.,\s]+/, "")).find((part) => part !== "") ?? "pcs";
  return parts.flatMap((part) => {
    const tail = /\p{L}/u.test(part) ? part : `${part} ${unit}`;
    const item = rowOf(`${shown.slice(0, head)}${tail}`, `${masked.slice(0, head)}${tail}`, reading, firm);
    return item === null ? [] : [{ ...item, source: shown.trim() }];
  });
}

/** One entry of a list, null when it neither counts nor prices anything. `shown` is the row as written, `masked` the same with dates blanked. `firm`: amounts in it were agreed. */
export function rowOf(shown: string, masked: string, reading: Reading, firm: boolean): Item | null {
  const entry = ENTRY.exec(masked)?.[0].length ?? 0;
  const text = `${" ".repeat(entry)}${masked.slice(entry)}`;
  const lower = sameLengthPlain(text);
  const words = wordsFor(reading.language, reading.english);
  const cells = cellsOf(text).filter(({ start, end }) => text.slice(start, end).replaceAll(BLANK, "").trim() !== "").map(({ start, end }) => ({ start: Math.max(start, entry), end }));
  const asides = [...text.matchAll(/\([^()]*\)/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const sizes = [...text.matchAll(DIMENSIONS)].filter((match) => !CONTAINER.test(match[0].replace(/^\d{1,3}\s?[x×]\s?/, ""))).map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const figures = figuresOf(text, reading.comma).filter(({ percent, value }) => !percent && value !== null);
  const row: Row = { text, lower, cells, reading, words, asides, figures, bareCounts: !firm, lane: isLane(masked) };
  const spans: Cell[] = [{ start: 0, end: entry }];
  const prices: Figure[] = [];
  const amounts: Figure[] = [];
  const bare: Figure[] = [];
  const sized = (figure: Figure): boolean => within(sizes, figure.start) !== undefined;
  const proof = firm ? provenByProduct(figures.filter((figure) => !sized(figure) && within(asides, figure.start) === undefined)) : null;
  for (const figure of figures) {
    const cell = within(cells, figure.start) ?? { start: 0, end: text.length };
    const before = lower.slice(0, figure.start);
    const after = lower.slice(figure.end);
    const each = words.each.exec(after);
    // "24 a dozen", "32 per hundred": neither for one nor for all.
    if (figure.mark !== null && (each !== null || /^\s*(?:the|an?)\s/.test(after)) && PER_MANY.test(after.slice(0, 24))) {
      spans.push({ start: figure.start, end: figure.end });
      continue;
    }
    const unit = unitAt(after, words);
    const isEach = figure === proof?.one || figure !== proof?.all && figure !== proof?.count && pricesOne(figure, row, { firm, sized: sized(figure), counted: bare.length > 0, start: cell.start });
    if (figure === proof?.all || /=\s*$/.test(before) && (figure.mark !== null || unit === null)) amounts.push(figure);
    else if (isEach) {
      prices.push(figure);
      const tail = each === null ? 0 : each[0].length + (unitAt(after.slice(each[0].length), words)?.length ?? (PER.test(each[0]) ? (/^\s?\p{L}+/u.exec(after.slice(each[0].length))?.[0].length ?? 0) : 0));
      spans.push({ start: figure.start - (/(?:@|=|\bat|\bà|\beach(?: \p{L}+)?)\s*$/u.exec(before)?.[0].length ?? 0), end: figure.end + tail });
      continue;
    } else if (figure.mark !== null) amounts.push(figure);
    else {
      bare.push(figure);
      continue;
    }
    spans.push({ start: figure.start - (/=\s*$/.exec(before)?.[0].length ?? 0), end: figure.end });
  }
  const counts = bare.map((figure) => countOf(figure, row, sizes)).filter((count) => count !== null);
  for (const { start: at, end: to } of cells) {
    const written = writtenCount(`${text.slice(at, to)} `, words);
    if (written === null) continue;
    const end = at + written.start + written.length - 1;
    counts.push({ figure: { start: at + written.start, end, value: written.value }, unit: unitAt(lower.slice(end), words), claim: 3 });
  }
  const best = counts.find(({ figure }) => figure.start === proof?.count.start) ?? bestCount(counts);
  let quantity = best?.figure.value ?? null;
  let [price] = prices;
  let amount = sole(amounts);
  if (new Set(prices.map(({ value }) => value)).size > 1) return null;
  const [one, all] = amounts;
  if (amounts.length === 2 && price === undefined && one !== undefined && all !== undefined) {
    // "15 boards  32.50  487.50": one and all of it.
    if (quantity === null || !near(times(quantity, one.value ?? "0"), all.value ?? "0")) return null;
    price = one;
    amount = all;
  } else if (amounts.length > 1) return null;
  // What remains: "Fuel 64.30", "Spotlights - 8" is a count where nothing is agreed, an amount that has to be proven where it is.
  const last = bare.at(-1);
  let unproven: string | null = null;
  if (firm && price === undefined && amount === undefined && last !== undefined && /^\W*$/.test(text.slice(last.end)) && within(sizes, last.start) === undefined && (best === null || best.figure.start !== last.start || best.claim <= 3)) {
    const isMoney = /[.,]\d\d$/.test(last.text);
    if (isMoney && (reading.priced || quantity !== null)) amount = last;
    else unproven = last.value;
    spans.push({ start: last.start, end: last.end });
    if (best?.figure.start === last.start) quantity = null;
  }
  if (best !== null && quantity !== null) {
    const { figure, unit } = best;
    const behind = lower.slice(figure.end);
    const sign = TIMES_BEFORE.exec(lower.slice(0, figure.start))?.[0].trimStart().length ?? 0;
    const tail = unit?.length ?? (/^\s?(?:x|×|\*|off)(?=\s|\p{Lu})/u.exec(behind)?.[0].length ?? 0);
    const of = words.of.exec(behind.slice(tail))?.[0].length ?? 0;
    spans.push({ start: figure.start - sign, end: figure.end + tail + of });
  }
  if (quantity === null && price === undefined && amount === undefined && unproven === null) return null;
  const named = nameOf(shown, row, spans);
  // "5 pallets 120 x 80 x 145": what is counted is all the name there is.
  const counted = best?.unit === null || best === null || quantity === null || MEASURES.has(best.unit.kind) || PLAIN_UNITS.test(best.unit.kind) ? "" : `${best.unit.unit} `;
  const description = named !== "" && !/^\p{L}/u.test(named) ? `${counted}${named}` : named;
  if (description === "" && price === undefined && amount === undefined) return null;
  let open: string | null = null;
  const marked = amount;
  // A count and an amount in columns of their own say nothing of each other.
  const columns = best !== null && amount !== undefined && /^\s{2,}|^\s*[|\t]/.test(text.slice(best.figure.end + (best.unit?.length ?? 0))) && best.claim === 3 && within(cells, best.figure.start)?.start === best.figure.start && best.figure.start !== cells[0]?.start;
  if (price === undefined && amount !== undefined && quantity !== null && compare(quantity, "1") !== 0 && !/=\s*$/.test(text.slice(0, amount.start)) && (columns || !FOR_ALL_BEFORE.test(lower.slice(0, amount.start)) && !/^\s*(?:total|altogether|in total|in all|for|all in)/.test(lower.slice(amount.end)))) {
    open = amount.value;
    amount = undefined;
  }
  if (price === undefined && amount !== undefined && quantity === "1") price = amount;
  const each = price?.value ?? null;
  return {
    description,
    quantity: quantity === null ? null : plainDecimal(quantity),
    unit: best?.unit?.unit ?? null,
    unit_price: each,
    amount: amount?.value ?? (quantity !== null && each !== null ? times(quantity, each) : null),
    source: shown.trim(),
    lines: [],
    mark: price?.mark ?? marked?.mark ?? null,
    open,
    stated: amount?.value ?? null,
    unproven,
  };
}

/** "Réf. A-2210": a point that ends nothing. */
const ABBREVIATED = /((?:^|[\s,(])\p{L}{1,5})\.\s(?=[\p{L}\d])/gu;
/** Units that name no thing: what is counted in pieces says itself what it is. */
const PLAIN_UNITS = /^(?:pcs|stuck|piece|unidade?|pezzo|stuk|sztuka|bucata|\p{Script=Han})$/u;

/** The words of a row outside its numbers, cell by cell. */
function nameOf(shown: string, { cells }: Row, spans: readonly Cell[]): string {
  let rest = shown;
  for (const { start, end } of spans) rest = rest.slice(0, start) + BLANK.repeat(Math.max(0, end - start)) + rest.slice(end);
  const parts = cells.map(({ start, end }) => wordsOf(rest.slice(start, end).replaceAll(BLANK, " ")).replace(ABBREVIATED, "$1 ")).filter((part) => /\p{L}{2}|\p{L}\d/u.test(part));
  return parts.join(", ").replace(/,(?:\s*,)+/g, ",").slice(0, 200);
}
