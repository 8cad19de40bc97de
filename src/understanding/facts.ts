/**
 * Owns: the facts of a request - lines, total, currency, due date - each with the words it came from, and what is missing or contradicts.
 * Never: guesses. What two readings allow is asked for (PRODUCT K6).
 */
import type { DraftLine } from "../core/draft";
import type { Mail } from "../core/mail";
import { compare, sum, times } from "../core/money";
import { codeInPassing, codesIn, currencyNamed, settleCurrency } from "./currency";
import { datesOf, dayOrder, maskDates, statedDue, termsOf } from "./dates";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { ENGLISH } from "./lang/all";
import type { Language } from "./lang/language";
import { labelledLine } from "./labels";
import { readAmounts } from "./lines";
import { BLANK, figuresOf, mask, usesComma } from "./numbers";
import { tagged } from "./classify";
import { APART } from "./places";
import { NOT_FOR_SALE, shareIn, soleAmount, strayAmount, unpricedIn, vagueAmount } from "./stray";
import { mentioned } from "./tags";
import { contradictions } from "./totals";
import { candidates, nameOf, onlyAfterthought, onlyFrame, topicOf } from "./topic";
import type { Candidate } from "./topic";
import { placedSentencesOf, placeOf, plain, unwrap } from "./words";
import type { Place, Spot } from "./words";

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

export interface Source {
  subject: string;
  /** The text that holds the facts. */
  text: string;
  /** Sentences in which the sender asks. */
  asking: string[];
  mail: Mail;
  /** False for a wish for a price: amounts in it are targets or hints, nothing that was agreed. */
  firm: boolean;
}

const MULTIPLIES = /\d\s?(?:x|×|\*)\s|(?:x|×|\*)\s?\d/i;

const TIME = /^(?:h|hrs?|hours?|min|minutes?|days?|weeks?|months?|std|stunden?|tage?n?|heures?|jours?|horas?|dias?|ore|giorni|uur|uren|dagen|zile|godzin\w*|dni)$/i;

/** Items that the place they stand in makes believable. A bare count in running text ("12 Main Street") is none. */
function believable(item: Item, place: "request" | "listed" | "said"): boolean {
  if (NOT_FOR_SALE.test(plain(item.source))) return false;
  const priced = item.unit_price !== null || item.amount !== null || item.open !== null;
  if (place === "request") return item.description !== "" || priced;
  // "Notice 24 h before collection" is a condition, nothing to buy; "24 h of consulting" is.
  if (place === "listed") return priced || item.unit === null || !TIME.test(item.unit) || /^[^\p{L}]*\d/u.test(item.source);
  if (item.quantity !== null && (item.unit_price !== null || item.open !== null)) return true;
  if (item.quantity !== null && item.amount !== null) return item.description.split(" ").length <= 12;
  return MULTIPLIES.test(item.source) && item.quantity !== null && item.description.split(" ").length <= 10;
}

/** A count here and a price for one there belong together when there is one of each. */
function joined(items: Item[]): Item[] {
  const unpriced = items.filter((item) => item.quantity !== null && item.unit_price === null && item.amount === null && item.open === null);
  const loose = items.filter((item) => item.quantity === null && item.unit_price !== null);
  const [count] = unpriced;
  const [price] = loose;
  if (count === undefined || count.quantity === null || price?.unit_price === undefined || price.unit_price === null || unpriced.length !== 1 || loose.length !== 1) return items;
  const whole: Item = { ...count, unit_price: price.unit_price, amount: price.stated ?? times(count.quantity, price.unit_price), stated: price.stated, mark: price.mark, source: `${count.source}${APART}${price.source}`, lines: [...count.lines, ...price.lines] };
  return items.filter((item) => item !== price).map((item) => (item === count ? whole : item));
}

function readItems(source: Source, language: Language, reading: Reading, base: string | null, terms: string): { items: Item[]; amounts: ReturnType<typeof readAmounts>; pieces: Candidate[] } {
  const order = dayOrder(language.code, null, source.text);
  const pieces = candidates(source.text, source.asking, language);
  // "Due in 15 days" counts days, nothing to buy.
  const withoutTerms = (text: string): string => (/\d/.test(terms) ? text.replace(terms, (words) => BLANK.repeat(words.length)) : text);
  const masked = pieces.map((piece) => withoutTerms(maskDates(piece.text, datesOf(piece.text, language, order, base))));
  const amounts = readAmounts(masked, reading);
  const placeOf = (item: Item): "request" | "listed" | "said" => {
    return pieces[item.lines[0] ?? -1]?.place ?? "listed";
  };
  const items = amounts.items.filter((item) => believable(item, placeOf(item)));
  // "14 hours of gardening. The rate is 32 EUR per hour.": a price for one in running text finds the one count without a price.
  const loose = amounts.items.filter((item) => !items.includes(item) && !NOT_FOR_SALE.test(plain(item.source)) && (item.quantity === null ? item.unit_price !== null : item.description === ""));
  const together = joined([...items, ...loose]);
  return { items: together.length === Math.max(1, items.length) && loose.length + items.length === together.length + 1 ? together : joined(items), amounts, pieces };
}

/** "We want to renew our seats": a sentence, not the name of a thing. */
function isSentence(words: string, language: Language): boolean {
  const { concepts } = tagged(words, language);
  return concepts.includes("WE") && ["NEED", "WANT_TO", "WILL", "HAVE"].some((own) => concepts.some((concept) => concept === own));
}

function lineOf(item: Item, topic: string | null, language: Language): DraftLine {
  const weak = isSentence(item.description, language) || item.description === "" || /^\W*$/.test(item.description) || item.description.length > 140 || /\S@\S/.test(item.description) || onlyAfterthought(item.description) || onlyFrame(nameOf(item.description) ?? item.description, language);
  const description = weak ? (topic ?? (item.quantity === null ? "" : (item.unit ?? ""))) : (nameOf(item.description) ?? topic ?? item.description);
  return { description, quantity: item.quantity, unit: item.unit, unit_price: item.unit_price, amount: item.amount };
}

/** Settles prices that may be for one or for all by the stated total; null when the total does not tell. */
function settleOpen(items: Item[], total: string | null): Item[] {
  const open = items.filter((item) => item.open !== null);
  if (open.length === 0 || total === null) return items;
  const readings = [true, false].map((each) =>
    items.map((item) => (item.open === null || item.quantity === null ? item : each ? { ...item, unit_price: item.open, amount: times(item.quantity, item.open), open: null } : { ...item, amount: item.open, stated: item.open, open: null })),
  );
  const fitting = readings.filter((candidate) => candidate.every((item) => item.amount !== null) && compare(sum(candidate.map((item) => item.amount ?? "0")), total) === 0);
  return fitting.length === 1 ? (fitting[0] ?? items) : items;
}


const INSTALMENT = /\d ?%|deposit|advance|prepay|up ?front|cash|t\/t|l\/c|b\/l|anzahlung|vorkasse|acompte|anticip|voorschot|vooruit|zalicz|przedplat|avans/;

/** "Payment: 30% deposit, balance before shipment": terms that are no number of days. */
function instalments(text: string): { text: string; start: number } | null {
  let offset = 0;
  for (const line of text.split("\n")) {
    const found = labelledLine(line);
    if (found?.label === "terms" && found.value.length <= 120 && INSTALMENT.test(plain(found.value))) return { text: found.value, start: offset + Math.max(0, line.lastIndexOf(found.value)) };
    offset += line.length + 1;
  }
  return null;
}

/** Everything countable that a request says. `base`: the ISO day the mail came, null when unknown. */
export function readFacts(source: Source, language: Language, base: string | null): Facts {
  const evidence: Record<string, string> = {};
  const missing: string[] = [];
  const assumptions: string[] = [];
  const comma = usesComma(source.text) || !["en", "zh", "ja"].includes(language.code);
  const reading: Reading = { language, english: ENGLISH, comma, priced: currencyNamed(source.text) };
  const written = instalments(source.text);
  const counted = termsOf(source.text, language, ENGLISH, base);
  const { items: found, amounts, pieces } = readItems(source, language, reading, base, counted?.text ?? "");
  const topic = topicOf(source.subject, source.text, source.asking, language);
  const optional = found.filter((item) => mentioned(item.source, `${language.optional}, ${ENGLISH.optional}`).length > 0);
  let items = settleOpen(found.filter((item) => !optional.includes(item)), amounts.total?.value ?? null);
  const sole = source.firm && items.every((item) => item.unit_price === null && item.amount === null && item.open === null) ? soleAmount(placedSentencesOf(source.text), reading) : null;
  let total = amounts.total?.value ?? null;
  let mark = amounts.total?.mark ?? null;
  const where: Record<string, Place> = {};
  const readAt = (field: string, spots: (Spot | undefined)[]): void => {
    const places = spots.map((spot) => (spot === undefined ? null : placeOf(source.text, spot))).filter((place) => place !== null);
    if (places.length > 0) where[field] ??= { start: Math.min(...places.map(({ start }) => start)), end: Math.max(...places.map(({ end }) => end)) };
  };
  const spotsOf = (item: Item): (Spot | undefined)[] => item.lines.map((line) => pieces[line]?.spot);
  if (total !== null) {
    evidence["total"] = amounts.total_text ?? "";
    readAt("total", [pieces[amounts.total_line ?? -1]?.spot]);
  }

  if (items.length === 0 && topic !== null) {
    items = [{ description: topic, quantity: null, unit: null, unit_price: null, amount: null, source: source.asking[0] ?? source.subject, lines: [], mark: null, open: null, stated: null }];
  }
  const [only] = items;
  // With tax besides, the line is worth what stands before the tax.
  const price = amounts.subtotal ?? total ?? sole?.value ?? null;
  if (source.firm && items.length === 1 && only !== undefined && only.amount === null && only.open === null && price !== null) {
    const perPiece = only.quantity !== null && only.unit_price === null ? null : only.unit_price;
    items = [{ ...only, unit_price: perPiece, amount: price, stated: price, mark: sole?.mark ?? mark }];
    if (sole !== null) {
      evidence["total"] ??= sole.spot.text;
      readAt("total", [sole.spot]);
    }
  }
  const vague = source.firm ? vagueAmount(unwrap(source.text), reading) : null;
  if (vague !== null) {
    missing.push(`total (${vague.text} is no exact amount)`);
    const firm = (amount: string | null): string | null => (amount === vague.value ? null : amount);
    items = items.map((item) => ({ ...item, unit_price: firm(item.unit_price), amount: firm(item.amount), stated: firm(item.stated) }));
    total = firm(total);
  }
  if (!source.firm) items = items.map((item) => (item.unit_price === null ? { ...item, amount: null, stated: null } : item));
  // "Your quote of 980 EUR is fine, please invoice": the sum is known though its things are not.
  if (items.length === 0 && total === null && sole !== null && vague === null) {
    total = sole.value;
    mark = sole.mark;
    evidence["total"] = sole.spot.text;
    readAt("total", [sole.spot]);
  }
  const [single] = items;
  if (items.length === 1 && total === null && single !== undefined && single.stated !== null) {
    total = single.stated;
    evidence["total"] ??= single.source.split("\n")[0] ?? "";
    readAt("total", spotsOf(single));
  }
  const lines = items.map((item) => lineOf(item, topic, language));
  items.forEach((item, index) => {
    const field = `lines.${String(index)}`;
    evidence[field] = item.source.replace(/[ \t]+/g, " ").slice(0, 300);
    readAt(field, spotsOf(item));
  });

  const own = [...items.map((item) => item.mark), mark, total === null ? (sole?.mark ?? null) : null];
  // "£45 a head, there were 14 of us": no line, but a currency all the same.
  const marks = [...new Set(own.every((one) => one === null) ? unwrap(source.text).flatMap((line) => figuresOf(line, comma).map((figure) => figure.mark)) : own)].filter((known): known is string => known !== null);
  mark = marks[0] ?? null;
  const senderDomain = source.mail.from?.email.split("@")[1] ?? "";
  const settled = marks.map((one) => settleCurrency(one, `${source.subject}\n${source.text}`, senderDomain));
  const named = codesIn(mask(source.text));
  const codes = [...new Set(settled.map(({ code }) => code).filter((code): code is string => code !== null))];
  let currency: string | null = null;
  if (codes.length > 1) missing.push(`currency (${codes.join(" and ")} both stand in the mail)`);
  else if (codes.length === 1 && settled.every(({ code }) => code !== null)) currency = codes[0] ?? null;
  else if (named.length === 1) currency = named[0] ?? null;
  else if (named.length === 0 && marks.length === 0) currency = codeInPassing(mask(source.text));
  for (const { assumed } of settled) if (assumed !== null && currency !== null) assumptions.push(assumed);
  const priced = unwrap(source.text).flatMap((line) => figuresOf(line, comma)).find((figure) => figure.mark === mark);
  if (currency !== null) evidence["currency"] = priced?.text ?? currency;

  const order = dayOrder(language.code, currency, source.text);
  const due = !source.firm ? null : statedDue(unwrap(source.text), language, ENGLISH, order, base);
  const terms = counted ?? (written === null ? null : { ...written, due: null });
  const termsAt = terms === null ? null : { start: terms.start, end: terms.start + terms.text.length };
  if (due !== null) {
    evidence["due_date"] = due.text;
    readAt("due_date", [due]);
  } else if (source.firm && terms !== null && terms.due !== null) {
    evidence["due_date"] = terms.text;
    if (termsAt !== null) where["due_date"] = termsAt;
  }
  if (terms !== null) evidence["terms"] = terms.text;
  if (termsAt !== null) where["terms"] = termsAt;
  if (due !== null && due.iso === null) missing.push(`due_date (${due.text} can be read in two ways)`);

  const show = (amount: string): string => (amount.includes(".") ? amount.replace(/(\.\d)$/, "$10") : `${amount}.00`);
  missing.push(...contradictions(amounts, lines, items.map((item) => item.stated), show));
  const net = sum(items.map((item) => item.amount ?? "0"));
  const known = [net, total, amounts.total?.value, amounts.subtotal, amounts.tax, ...items.flatMap((item) => [item.unit_price, item.amount, item.stated, item.open])].filter((amount): amount is string => typeof amount === "string");
  const stray = source.firm && items.some((item) => item.amount !== null || item.unit_price !== null) ? strayAmount(unwrap(source.text), reading, known) : null;
  if (stray !== null && optional.length === 0) missing.push(`total (the mail also names ${stray}, which belongs to no line)`);
  const share = source.firm ? shareIn(unwrap(source.text), reading) : null;
  if (share !== null) missing.push(`total (what does ${share} apply to)`);
  const unpriced = source.firm && items.some((item) => item.unit_price !== null || item.amount !== null) ? unpricedIn(source.asking, reading) : null;
  if (unpriced !== null) missing.push(`price (${unpriced})`);
  if (optional.length > 0) missing.push(`optional_items (${optional.map((item) => item.description).join(", ")})`);
  return { lines, total, currency, due_date: due !== null ? due.iso : source.firm ? (terms?.due ?? null) : null, terms: terms?.text ?? null, missing, assumptions, evidence, where };
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
    const uncounted = facts.lines.filter((line) => line.unit_price !== null && line.quantity === null && line.amount === null);
    if (uncounted.length > 0) gapsFound.push(`quantity (${uncounted.map((line) => line.description).join(", ")})`);
  }
  if (facts.lines.some((line) => line.description === "")) gapsFound.push("line_items (what it is for)");
  if (facts.currency === null && !facts.missing.some((fact) => fact.startsWith("currency"))) gapsFound.push("currency");
  return gapsFound;
}
