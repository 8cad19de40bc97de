/**
 * Owns: the facts of a request - lines, total, currency, due date - each with the words it came from, and what is missing or contradicts.
 * Never: guesses. What two readings allow is asked for (PRODUCT K6).
 */
import type { DraftLine } from "../core/draft";
import { afterAll } from "./after-all";
import { opened } from "./asides";
import { named, withoutBase } from "./beneath";
import { tellsCount, wordsFor } from "./counts";
import type { Reading } from "./counts";
import { currencyNamed } from "./currency";
import { dayOrder } from "./dates";
import { currencySpot, denominationOf } from "./denomination";
import { doubtsOf } from "./doubts";
import type { Item } from "./items";
import { instalmentsIn } from "./labels";
import { ENGLISH } from "./lang/all";
import type { Language } from "./lang/language";
import { lineOf, onlySends } from "./named-lines";
import { description as wordsOf } from "./naming";
import { usesComma } from "./numbers";
import { onlyPart, partAsked } from "./part";
import { countOf, readItems } from "./requested";
import type { Requested, Source } from "./requested";
import { placedSentencesOf, unwrap } from "./sentences";
import type { Place } from "./sentences";
import { agreedTo, settleOpen, settlePrices, settleUnproven } from "./settled";
import { hintsIn, spotsOf, stretchOf, summed } from "./summed";
import type { Told } from "./summed";
import { mentioned } from "./mentioned";
import { statedDue, termsOf } from "./terms";
import type { Terms } from "./terms";
import { withoutTold } from "./told-of";
import { withoutThresholds } from "./thresholds";
import { topicOf } from "./topic";
import { isWeakCount } from "./weak";
import { inDigits } from "./worded";
import { plain } from "./words";

export interface Facts {
  lines: DraftLine[];
  total: string | null;
  currency: string | null;
  due_date: string | null;
  terms: string | null;
  missing: string[];
  assumptions: string[];
  evidence: Record<string, string>;
  /** Where that was read: offsets into the text of the source. */
  where: Record<string, Place>;
}

/** "[500] zł netto za logo": what is left of a price ahead of the thing. */
const PRICE_AHEAD = /^(?:lei|euros?|eur|ron|pln|zł|zl|dollars?|pounds?|reais)(?:\s(?:netto|brutto|net|gross))?\s(?:(?:za|for|für|pour|por|para|per|voor|pentru)\s)?/iu;

const lettersOf = (text: string): string => plain(text).replace(/[^a-z]/g, "");

/** "Payment: 30% deposit, balance before shipment": terms that are no number of days. */
function instalments(text: string): { text: string; start: number } | null {
  let offset = 0;
  for (const line of text.split("\n")) {
    const found = instalmentsIn(line);
    if (found !== null) return { text: found, start: offset + Math.max(0, line.lastIndexOf(found)) };
    offset += line.length + 1;
  }
  return null;
}

/** What the mail as a whole is about; null when it names nothing but amounts, counts or the wish itself. */
function topicIn(source: Source, language: Language): string | null {
  const words = wordsFor(language, ENGLISH);
  const spoken = topicOf(source.subject, inDigits(source.text, language), source.asking.map((sentence) => inDigits(sentence, language)), language);
  if (spoken === null) return null;
  const priceless = wordsOf(spoken.replace(PRICE_AHEAD, ""));
  if (priceless !== spoken && words.units.has(plain(priceless))) return null;
  const about = PRICE_AHEAD.test(spoken) ? priceless : spoken;
  return wordsOf(about) === "" || onlySends(about, language) || tellsCount(about, words) ? null : about;
}

/** "Design of the office - Phase 2" above "Amount: 3,40,000": the amount of the one thing that is named. */
function pairedWithAmount(items: Item[]): Item[] {
  const unvalued = items.filter((item) => item.quantity === null && item.unit_price === null && item.amount === null && item.open === null);
  const bare = items.filter((item) => (item.description === "" || unvalued.some(({ description }) => description !== "" && lettersOf(item.description).startsWith(lettersOf(description)))) && item.quantity === null && item.unit_price === null && item.stated !== null);
  const [thing, worth] = [unvalued[0], bare[0]];
  return items.length === 2 && thing !== undefined && worth !== undefined ? [{ ...thing, amount: worth.amount, stated: worth.stated, mark: worth.mark, lines: [...thing.lines, ...worth.lines] }] : items;
}

/** The things that are asked for, with prices that the sum settles and without counts that tell of something else; `uncounted` lost theirs. */
function thingsOf(found: Item[], source: Source, { amounts, pieces }: Requested, reading: Reading): { items: Item[]; uncounted: string[] } {
  const settled = settlePrices(settleUnproven(settleOpen(found, amounts.total?.value ?? null), amounts), amounts);
  const agreed = agreedTo(withoutBase(named(settled)));
  let items = source.firm ? pairedWithAmount(agreed) : agreed;
  const uncounted: string[] = [];
  const ask = (about: Item[]): void => {
    if (about.length > 0) uncounted.push(`quantity (${about.map((item) => item.description).join(", ")})`);
  };
  // What is ordered at a price may be proven by its sum; elsewhere a weak count is asked for.
  if (!source.firm || items.length > 1) {
    const weak = items.filter((item) => isWeakCount(item, reading));
    items = items.map((item) => (weak.includes(item) ? { ...item, quantity: null, unit: null } : item));
    ask(weak);
  }
  if (source.firm) return { items, uncounted };
  const { items: things, told } = withoutTold(items, pieces, unwrap(source.text), reading);
  ask(told);
  return { items: things, uncounted };
}

/** The topic as the one thing that is asked for. */
const topicAlone = (topic: string, source: Source, { undated }: Requested, reading: Reading): Item => ({
  description: topic,
  quantity: source.firm ? countOf(topic, undated(source.text), reading) : null,
  unit: null, unit_price: null, amount: null, source: source.asking[0] ?? source.subject, lines: [], mark: null, open: null, stated: null,
});

/** When to pay: the day that an invoice is due, and the terms as written. `doubt`: a day that can be either of two. */
function payableIn(source: Source, language: Language, currency: string | null, counted: Terms | null, base: string | null): { day: string | null; due: Told | null; terms: Told | null; doubt: string | null } {
  const order = dayOrder(language.code, currency, source.text);
  const due = !source.firm ? null : statedDue(unwrap(source.text), language, ENGLISH, order, base);
  const written = instalments(source.text);
  // "30% deposit, balance before shipment" says more than the one event in it.
  const found = written !== null && (counted === null || counted.due === null) ? { ...written, due: null } : counted;
  const terms = found === null ? null : { text: found.text, place: { start: found.start, end: found.start + found.text.length } };
  if (due !== null) return { day: due.iso, due: { text: due.text, place: stretchOf(source.text, [due]) }, terms, doubt: due.iso === null ? due.text : null };
  const counts = source.firm && found !== null && found.due !== null;
  return { day: source.firm ? (found?.due ?? null) : null, due: counts ? terms : null, terms, doubt: null };
}

/** What a bill, a receipt or a reminder of somebody else says: sums and days, without lines and what would be asked about them. `base` as below. */
export const readSums = (written: Source, language: Language, base: string | null): Facts => readAll(written, language, base, false);

/** Everything countable that a request says. `base`: the ISO day the mail came, null when unknown. */
export const readFacts = (written: Source, language: Language, base: string | null): Facts => readAll(written, language, base, true);

function readAll(written: Source, language: Language, base: string | null, hasLines: boolean): Facts {
  const comma = usesComma(written.text) || !["en", "zh", "ja"].includes(language.code);
  const source: Source = { ...written, text: opened(withoutThresholds(written.text, comma), comma) };
  const reading: Reading = { language, english: ENGLISH, comma, priced: currencyNamed(source.text) };
  const counted = termsOf(source.text, language, ENGLISH, base);
  const whole = readItems(source, language, reading, base, counted?.text ?? "");
  const asked = source.firm && source.offered !== true ? partAsked(placedSentencesOf(source.text), source.asking, reading) : null;
  const ofPart = asked === null ? null : onlyPart(asked, whole);
  const requested = ofPart ?? whole;
  const { pieces } = requested;
  let found: string | null | undefined;
  const topic = (): string | null => (found === undefined ? (found = topicIn(source, language)) : found);
  // What may be left out is quoted like the rest; on an invoice somebody has to decide.
  const optional = !source.firm ? [] : requested.items.filter((item) => mentioned(item.source, `${language.optional}, ${ENGLISH.optional}`).length > 0);
  const things = thingsOf(requested.items.filter((item) => !optional.includes(item)), source, requested, reading);
  const alone = (about: string): Item[] => afterAll([topicAlone(about, source, requested, reading)], requested.undated(source.text), reading, source.firm);
  const hints = hintsIn(source, things.items, ofPart !== null, reading);
  const sole = things.items.length === 0 ? topic() : null;
  const { items, total } = summed(sole === null ? things.items : alone(sole), source, requested, hints, comma);
  // What another line is for names no second one.
  const beside = (item: Item) => (): string | null => {
    const about = topic();
    return about !== null && items.some((other) => other !== item && plain(other.description) === plain(about)) ? null : about;
  };
  const lines = !hasLines ? [] : items.map((item) => lineOf(item, beside(item), language));

  // "£45 a head, there were 14 of us": no line, but a currency all the same.
  const marks = [...items.map((item) => item.mark), total.mark, total.value === null ? (hints.sole?.mark ?? null) : null];
  const around = { subject: source.subject, text: source.text, whole: source.mail.text, senderDomain: source.mail.from?.email.split("@")[1] ?? "" };
  const denomination = denominationOf(marks, around, comma);
  const { currency } = denomination;
  const spoken = currency === null ? null : currencySpot(unwrap(source.text), denomination.mark, currency, comma, [...items.flatMap((item) => spotsOf(item, pieces)), pieces[requested.amounts.total_line ?? -1]?.spot]);
  const payable = payableIn(source, language, currency, counted, base);

  const told: [field: string, words: Told | null][] = [
    ["total", total.told],
    ...items.map((item, index): [string, Told] => [`lines.${String(index)}`, { text: item.source.replace(/[ \t]+/g, " ").slice(0, 300), place: stretchOf(source.text, spotsOf(item, pieces)) }]),
    ["currency", currency === null ? null : { text: spoken?.text ?? currency, place: spoken === null ? null : stretchOf(source.text, [spoken]) }],
    ["due_date", payable.due],
    ["terms", payable.terms],
  ];
  const missing = !hasLines ? [] : [
    ...things.uncounted,
    ...(hints.vague === null ? [] : [`total (${hints.vague.text} is no exact amount)`]),
    ...denomination.missing,
    ...(payable.doubt === null ? [] : [`due_date (${payable.doubt} can be read in two ways)`]),
    ...doubtsOf(source, requested, { items, lines, total: total.value, optional, isPart: ofPart !== null }, hints.share, reading),
  ];
  return {
    lines, total: total.value, currency, due_date: payable.day, terms: payable.terms?.text ?? null, missing, assumptions: [...denomination.assumptions],
    evidence: Object.fromEntries(told.flatMap(([field, words]) => (words === null ? [] : [[field, words.text]]))),
    where: Object.fromEntries(told.flatMap(([field, words]): [string, Place][] => (words === null || words.place === null ? [] : [[field, words.place]]))),
  };
}

/** What an invoice still lacks, as field names with the words for a person behind them. */
export function gaps(facts: Facts, customer: { name: string | null; email: string | null; company: string | null }): string[] {
  const gapsFound: string[] = [];
  if (customer.name === null && customer.company === null) gapsFound.push("customer_name");
  if (customer.email === null) gapsFound.push("customer_email");
  const priced = facts.lines.some((line) => line.amount !== null || line.unit_price !== null) || facts.total !== null;
  if (facts.lines.length === 0) gapsFound.push("line_items");
  if (!priced) gapsFound.push(facts.lines.length === 0 ? "price" : `price (${facts.lines.map((line) => line.description).join(", ")})`);
  else {
    const without = facts.lines.filter((line) => line.amount === null && line.unit_price === null);
    if (without.length > 0 && !(facts.lines.length === 1 && facts.total !== null)) gapsFound.push(`price (${without.map((line) => line.description).join(", ")})`);
    const uncounted = facts.lines.filter((line) => line.unit_price !== null && line.quantity === null && line.amount !== line.unit_price);
    if (uncounted.length > 0) gapsFound.push(`quantity (${uncounted.map((line) => line.description).join(", ")})`);
  }
  if (facts.lines.some((line) => line.description === "")) gapsFound.push("line_items (what it is for)");
  if (facts.currency === null && !facts.missing.some((fact) => fact.startsWith("currency"))) gapsFound.push("currency");
  return gapsFound;
}
