/**
 * Owns: the facts of a request - lines, total, currency, due date - each with the words it came from, and what is missing or contradicts.
 * Never: guesses. What two readings allow is asked for (PRODUCT K6).
 */
import type { DraftLine } from "../core/draft";
import { compare, sum } from "../core/money";
import { visibleLine } from "../core/untrusted";
import { currencyNamed } from "./currency";
import { dayOrder } from "./dates";
import { currencySpot, denominationOf } from "./denomination";
import { CARRIAGE } from "./forms";
import { isTime, tellsCount, unitAt, wordsFor } from "./counts";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { ENGLISH } from "./lang/all";
import type { Language } from "./lang/language";
import { instalmentsIn } from "./labels";
import { description as wordsOf } from "./naming";
import { figuresOf, usesComma } from "./numbers";
import { onlyPart, partAsked } from "./part";
import { tagged } from "./hits";
import { countOf, readItems } from "./requested";
import type { Source } from "./requested";
import { agreedTo, settleOpen, settlePrices, settleUnproven } from "./settled";
import { droppedEntry, provenShare, shareIn, soleAmount, strayAmount, strayNumber, unpricedIn, vagueAmount } from "./stray";
import { mentioned } from "./tags";
import { statedDue, termsOf } from "./terms";
import { contradictions, netAndGross } from "./totals";
import { withoutTalk } from "./talk";
import { unexplainedIn } from "./unexplained";
import { topicOf } from "./topic";
import { inDigits } from "./worded";
import { named, withoutBase } from "./beneath";
import { nameOf, onlyAfterthought, onlyFrame } from "./vague";
import { withoutTold } from "./told-of";
import { isWeakCount } from "./weak";
import { placedSentencesOf, placeOf, unwrap } from "./sentences";
import { plain } from "./words";
import type { Place, Spot } from "./sentences";

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

/** "We want to renew our seats": a sentence, not the name of a thing. */
function isSentence(words: string, language: Language): boolean {
  const { concepts } = tagged(words, language);
  return concepts[0] === "WE" || concepts.includes("WE") && ["NEED", "WANT_TO", "WILL", "HAVE"].some((own) => concepts.some((concept) => concept === own));
}

/** "Die Rechnung über 300 Euro schicken": the verb of the wish, behind the amount. */
function onlySends(words: string, language: Language): boolean {
  const { concepts } = tagged(words, language);
  return concepts.length > 0 && concepts.every((concept) => concept === "SEND" || concept === "SEND_LAST" || concept === "BILL" || concept === "PLEASE");
}

/** "[500] zł netto za logo": what is left of a price ahead of the thing. */
const PRICE_AHEAD = /^(?:lei|euros?|eur|ron|pln|zł|zl|dollars?|pounds?|reais)(?:\s(?:netto|brutto|net|gross))?\s(?:(?:za|for|für|pour|por|para|per|voor|pentru)\s)?/iu;

/** "Relecture, HT": which side of the tax a price is on. */
const TAX_SIDE = /[,\s]{1,3}(?:HT|TTC|netto|brutto|net)$/;
const COUNTED_ASIDE = /^(.{3,120}?)\s?\((\d{1,4})\s?((?!h|m|y|std|stunden|uur|ore|godz)\p{L}{1,20})\)$/u;
/** "Insurance 250k per truck": what a thing is worth, in a wish for a price. In plain letters. */
const INSURED = /insur|declared value|cargo value|goods value|versicher|assur|asegur|assicur|verzeker|segur[oa]|asigur|ubezpiecz/u;
/** "18 dollars per user per month": for one of two things at once, of which one is counted. In plain letters. */
const PER_TWO = /(?:(?:(?:^|\s)(?:per|pro|par|por|je|cada)\s|\/\s?)\p{L}{1,15}|\s(?:each|apiece|pp|a head))\s?(?:(?:per|each|a|an|and|pro|par|por|al|na|pe)\s|\/\s?)(?:month|week|day|year|hour|night|mo|yr|monat|woche|tag|jahr|mois|semaine|jour|an|mes|semana|dia|ano|mese|settimana|giorno|anno|maand|week|dag|jaar|miesiac|luna|saptamana|zi)(?!\p{L})/u;
const ONLY_TAX_SIDE = /^(?:ht|ttc|netto|brutto|net|gross)$/i;

const lettersOf = (text: string): string => plain(text).replace(/[^a-z]/g, "");

/** "We would like to order", "you delivered": what was done with the thing, before its name. */
const DID = /^.{0,60}?\s(?:order(?:ed)?|take|took|had|bought|buy|need|used|received|got|hired|rented|delivered|supplied|sent)\s(?:last \p{L}{3,9}\s)?(?:(?:of|us|me)\s)?(?:the\s)?(\p{L}.{2,80})$/u;

/** Without a bracket that lost its other half: "deck repair (labour". */
const balanced = (name: string): string => (name.split("(").length === name.split(")").length ? name : wordsOf(name.replace(/[()]/g, " ")));

/** "Quote D-214: wallpaper, fitted": the words behind the name of a paper. */
function behindPaper(words: string, language: Language): string {
  const at = words.search(/\s?:\s/);
  return at > 2 && onlyFrame(words.slice(0, at), language) && /\p{L}{3}/u.test(words.slice(at)) ? wordsOf(words.slice(at).replace(/^\s?:\s(?:(?:of|de|d'|von|di|van)\s)?/u, "")) : words;
}

function lineOf(found: Item, topic: string | null, language: Language): DraftLine {
  const untaxed = TAX_SIDE.test(found.description) ? wordsOf(found.description.replace(TAX_SIDE, "")) : found.description;
  const item = { ...found, description: withoutTalk(behindPaper(untaxed, language)) };
  const spoken = isSentence(item.description, language) ? (/^.{0,60}?\s(?:the|our|your|my)\s(\p{L}.{2,60})$/u.exec(item.description) ?? DID.exec(item.description))?.[1] : undefined;
  const weak = isSentence(item.description, language) || onlySends(item.description, language) || ONLY_TAX_SIDE.test(item.description) || item.description === "" || /^\W*$/.test(item.description) || item.description.length > 140 || /\S@\S/.test(item.description) || onlyAfterthought(item.description) || onlyFrame(nameOf(item.description) ?? item.description, language);
  // "06A115561B qty 10": a number of a part is a name.
  const code = item.description === "" || onlyFrame(item.description, language) ? /(?:^|\s)((?=\S*\d)(?=\S*[A-Z])[A-Z\d][A-Z\d./-]{4,})(?=\s|$)/.exec(item.source)?.[1] : undefined;
  // "14 visits" of a wish for February: the month is when, the visits are what.
  const isWhen = topic !== null && item.quantity !== null && item.unit !== null && !isTime(item.unit) && language.months.some((spellings) => spellings.split("|").includes(plain(topic)));
  const description = code ?? spoken ?? (weak ? ((isWhen ? item.unit : topic) ?? (CARRIAGE.test(plain(item.description)) ? item.description : item.quantity === null ? "" : (item.unit ?? ""))) : (nameOf(item.description) ?? topic ?? item.description));
  // "Sound engineer (2 days) 1,100": how many stands in brackets, and the amount is for all of them.
  const aside = item.quantity === null && item.unit_price === null && item.amount !== null ? COUNTED_ASIDE.exec(description) : null;
  const unit = aside === null ? null : unitAt(` ${aside[3] ?? ""}`, wordsFor(language, ENGLISH));
  const times = aside?.[3] !== undefined && /^x$/i.test(aside[3]);
  const [name, quantity] = (unit === null && !times) || aside === null ? [description, item.quantity] : [aside[1] ?? description, aside[2] ?? null];
  // "April 26 hours, May 24 hours": of what, the mail says elsewhere.
  const ofMonth = topic !== null && topic !== name && /^\p{L}{3,12}$/u.test(name) && language.months.some((spellings) => spellings.split("|").includes(plain(name))) ? `${topic}, ${name}` : name;
  // Marks that turn the reading around would be shown otherwise than they are sent.
  return { description: visibleLine(balanced(ofMonth)), quantity, unit: unit?.unit ?? item.unit, unit_price: times && quantity === "1" ? item.amount : item.unit_price, amount: item.amount };
}

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

/** Everything countable that a request says. `base`: the ISO day the mail came, null when unknown. */
export function readFacts(source: Source, language: Language, base: string | null): Facts {
  const evidence: Record<string, string> = {};
  const missing: string[] = [];
  const assumptions: string[] = [];
  const comma = usesComma(source.text) || !["en", "zh", "ja"].includes(language.code);
  const reading: Reading = { language, english: ENGLISH, comma, priced: currencyNamed(source.text) };
  const written = instalments(source.text);
  const counted = termsOf(source.text, language, ENGLISH, base);
  const whole = readItems(source, language, reading, base, counted?.text ?? "");
  const asked = source.firm && source.offered !== true ? partAsked(placedSentencesOf(source.text), source.asking, reading) : null;
  const ofPart = asked === null ? null : onlyPart(asked, whole);
  const { items: found, amounts, pieces, besides, undated } = ofPart ?? whole;
  const spoken = topicOf(source.subject, inDigits(source.text, language), source.asking.map((sentence) => inDigits(sentence, language)), language);
  const priceless = spoken === null ? "" : wordsOf(spoken.replace(PRICE_AHEAD, ""));
  const about = spoken === null || (priceless !== spoken && wordsFor(language, ENGLISH).units.has(plain(priceless))) ? null : PRICE_AHEAD.test(spoken) ? priceless : spoken;
  const topic = about !== null && (wordsOf(about) === "" || onlySends(about, language) || tellsCount(about, wordsFor(language, ENGLISH))) ? null : about;
  // What may be left out is quoted like the rest; on an invoice somebody has to decide.
  const optional = !source.firm ? [] : found.filter((item) => mentioned(item.source, `${language.optional}, ${ENGLISH.optional}`).length > 0);
  let items = settlePrices(settleUnproven(settleOpen(found.filter((item) => !optional.includes(item)), amounts.total?.value ?? null), amounts), amounts);
  items = agreedTo(withoutBase(named(items)));
  // "Design of the office - Phase 2" above "Amount: 3,40,000": the amount of the one thing that is named.
  const unvalued = items.filter((item) => item.quantity === null && item.unit_price === null && item.amount === null && item.open === null);
  const bare = items.filter((item) => (item.description === "" || unvalued.some(({ description }) => description !== "" && lettersOf(item.description).startsWith(lettersOf(description)))) && item.quantity === null && item.unit_price === null && item.stated !== null);
  const [thing, worth] = [unvalued[0], bare[0]];
  if (source.firm && items.length === 2 && thing !== undefined && worth !== undefined) items = [{ ...thing, amount: worth.amount, stated: worth.stated, mark: worth.mark, lines: [...thing.lines, ...worth.lines] }];
  // What is ordered at a price may be proven by its sum; elsewhere a weak count is asked for.
  if (!source.firm || items.length > 1) {
    const weak = items.filter((item) => isWeakCount(item, reading));
    items = items.map((item) => (weak.includes(item) ? { ...item, quantity: null, unit: null } : item));
    if (weak.length > 0) missing.push(`quantity (${weak.map((item) => item.description).join(", ")})`);
  }
  if (!source.firm) {
    const { items: things, told } = withoutTold(items, pieces, unwrap(source.text), reading);
    items = things;
    if (told.length > 0) missing.push(`quantity (${told.map((item) => item.description).join(", ")})`);
  }
  const share = source.firm && ofPart === null ? shareIn(unwrap(source.text), reading) : null;
  const unpricedYet = source.firm && share === null && items.every((item) => item.unit_price === null && item.amount === null && item.open === null);
  const sole = unpricedYet ? (provenShare(placedSentencesOf(source.text), reading) ?? soleAmount(placedSentencesOf(source.text), reading)) : null;
  // "50% deposit on the quote (total £2,400)": the sum of which only a part is asked for.
  const ofMore = share?.part === true;
  let total = ofMore ? null : (amounts.total?.value ?? null);
  let mark = amounts.total?.mark ?? null;
  const where: Record<string, Place> = {};
  const readAt = (field: string, spots: (Spot | undefined)[]): void => {
    const places = spots.map((spot) => (spot === undefined ? null : placeOf(source.text, spot))).filter((place) => place !== null);
    if (places.length > 0) where[field] ??= { start: Math.min(...places.map(({ start }) => start)), end: Math.max(...places.map(({ end }) => end)) };
  };
  // "Total HT 1 230,00" and no sum with the tax: that is the total that is stated.
  if (total === null && !ofMore && amounts.tax === null && amounts.taken_off === null && amounts.subtotal !== null) {
    const stated = pieces.findLast(({ text }) => figuresOf(text, comma).some(({ value }) => value !== null && compare(value, amounts.subtotal ?? "") === 0));
    total = amounts.subtotal;
    evidence["total"] = stated?.text.trim() ?? amounts.subtotal;
    readAt("total", [stated?.spot]);
  }
  const spotsOf = (item: Item): (Spot | undefined)[] => item.lines.map((line) => pieces[line]?.spot);
  if (amounts.total !== null && !ofMore) {
    evidence["total"] = amounts.total_text ?? "";
    readAt("total", [pieces[amounts.total_line ?? -1]?.spot]);
  }

  if (items.length === 0 && topic !== null) {
    items = [{ description: topic, quantity: source.firm ? countOf(topic, undated(source.text), reading) : null, unit: null, unit_price: null, amount: null, source: source.asking[0] ?? source.subject, lines: [], mark: null, open: null, stated: null }];
  }
  const [only] = items;
  // With tax besides, the line is worth what stands before the tax.
  const price = ofMore ? null : (amounts.subtotal ?? total ?? sole?.value ?? null);
  if (source.firm && items.length === 1 && only !== undefined && only.amount === null && only.open === null && price !== null) {
    const perPiece = only.quantity !== null && only.unit_price === null ? null : only.unit_price;
    items = [{ ...only, unit_price: perPiece, amount: price, stated: price, mark: sole?.mark ?? mark }];
    if (sole !== null) {
      evidence["total"] ??= sole.spot.text;
      readAt("total", [sole.spot]);
    }
  }
  // Of a share nobody knows yet what it is a share of.
  if (share !== null && (ofMore || amounts.total === null) && items.length === 1) items = items.map((item) => (item.unit_price === null ? { ...item, amount: null, stated: null } : item));
  const vague = source.firm && ofPart === null ? vagueAmount(unwrap(source.text), reading) : null;
  if (vague !== null) {
    missing.push(`total (${vague.text} is no exact amount)`);
    const firm = (amount: string | null): string | null => (amount === vague.value ? null : amount);
    items = items.map((item) => ({ ...item, unit_price: firm(item.unit_price), amount: firm(item.amount), stated: firm(item.stated) }));
    total = firm(total);
  }
  // A bare number in a wish for a price is none, and a marked one only where it is said to be for one.
  if (!source.firm) items = items.map((item) => (item.unit_price === null || item.mark === null || INSURED.test(plain(item.source)) ? { ...item, unit_price: null, amount: null, stated: null } : item));
  // "Our budget is 12,000", "the neighbours paid 9,400": a sum in a wish for a price is a target, or was paid elsewhere.
  if (!source.firm) {
    total = null;
    delete evidence["total"];
    delete where["total"];
  }
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
  // What another line is for names no second one.
  const lines = items.map((item) => lineOf(item, topic !== null && items.some((other) => other !== item && plain(other.description) === plain(topic)) ? null : topic, language));
  items.forEach((item, index) => {
    const field = `lines.${String(index)}`;
    evidence[field] = item.source.replace(/[ \t]+/g, " ").slice(0, 300);
    readAt(field, spotsOf(item));
  });

  // "£45 a head, there were 14 of us": no line, but a currency all the same.
  const own = [...items.map((item) => item.mark), mark, total === null ? (sole?.mark ?? null) : null];
  const around = { subject: source.subject, text: source.text, whole: source.mail.text, senderDomain: source.mail.from?.email.split("@")[1] ?? "" };
  const denomination = denominationOf(own, around, comma);
  const { currency } = denomination;
  missing.push(...denomination.missing);
  assumptions.push(...denomination.assumptions);
  const told = currency === null ? null : currencySpot(unwrap(source.text), denomination.mark, currency, comma, [...items.flatMap(spotsOf), pieces[amounts.total_line ?? -1]?.spot]);
  if (currency !== null) {
    evidence["currency"] = told?.text ?? currency;
    if (told !== null) readAt("currency", [told]);
  }

  const order = dayOrder(language.code, currency, source.text);
  const due = !source.firm ? null : statedDue(unwrap(source.text), language, ENGLISH, order, base);
  // "30% deposit, balance before shipment" says more than the one event in it.
  const terms = written !== null && (counted === null || counted.due === null) ? { ...written, due: null } : counted;
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
  const net = sum(items.map((item) => item.amount ?? "0"));
  const taxed = amounts.tax === null && amounts.total !== null && amounts.total.value !== null && netAndGross(unwrap(source.text), net, amounts.total.value, comma);
  missing.push(...contradictions(taxed ? { ...amounts, total: null } : amounts, lines, items.map((item) => item.stated), show));
  const known = [net, total, amounts.total?.value, amounts.subtotal, amounts.tax, ...[...items, ...besides].flatMap((item) => [item.unit_price, item.amount, item.stated, item.open])].filter((amount): amount is string => typeof amount === "string");
  const priced = source.firm && items.some((item) => item.amount !== null || item.unit_price !== null);
  // What adds up to the stated sum leaves nothing out.
  const complete = amounts.total !== null && [amounts.total.value, amounts.subtotal].some((stated) => stated !== null && compare(stated, net) === 0) && items.length > 1;
  const knows = (value: string, line: number): boolean => [...known, ...items.filter((item) => spotsOf(item).some((spot) => spot?.line === line)).map(({ quantity }) => quantity)].some((one) => one !== null && compare(one, value) === 0);
  const stray = !priced || ofPart !== null ? null : (strayAmount(unwrap(source.text), reading, known) ?? (complete ? null : droppedEntry(unwrap(source.text), reading, undated, known) ?? strayNumber(placedSentencesOf(source.text), reading, undated, knows)));
  // A line of running text whose sentence holds a number without a role may be read in two ways.
  const running = new Set(items.filter((item) => item.amount !== null || item.unit_price !== null).flatMap((item) => item.lines).filter((line) => pieces[line]?.row === false));
  const loose = stray !== null || !priced || ofPart !== null || complete ? null : unexplainedIn([...running].map((line) => inDigits(undated(pieces[line]?.text ?? ""), language)), lines, known, reading);
  if (loose !== null) missing.push(`total (the mail also names ${loose}, which belongs to no line)`);
  if (stray !== null && optional.length === 0) missing.push(`total (the mail also names ${stray}, which belongs to no line)`);
  if (amounts.taken_off !== null) missing.push(`total (the mail takes off: ${amounts.taken_off.slice(0, 120)})`);
  const double = items.find(({ source: words, quantity, unit_price }) => quantity !== null && unit_price !== null && PER_TWO.test(plain(words)));
  if (source.firm && double !== undefined) missing.push(`quantity (${double.description})`);
  if (share !== null) missing.push(`total (what does ${share.text} apply to)`);
  const unpriced = priced ? unpricedIn(source.asking, reading) : null;
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
    const uncounted = facts.lines.filter((line) => line.unit_price !== null && line.quantity === null && line.amount !== line.unit_price);
    if (uncounted.length > 0) gapsFound.push(`quantity (${uncounted.map((line) => line.description).join(", ")})`);
  }
  if (facts.lines.some((line) => line.description === "")) gapsFound.push("line_items (what it is for)");
  if (facts.currency === null && !facts.missing.some((fact) => fact.startsWith("currency"))) gapsFound.push("currency");
  return gapsFound;
}
