/**
 * Owns: one line item out of a piece of text: how many, of what, at which price (PRODUCT M2).
 * Never: filling in what is not said. A price that may be for one or for all is `open`, and somebody is asked.
 */
import type { DraftLine } from "../core/draft";
import { compare, plainDecimal, times } from "../core/money";
import type { Language } from "./lang/language";
import { BLANK, figuresOf, sameLengthPlain } from "./numbers";
import type { Figure } from "./numbers";
import { plain, remember } from "./words";

export interface Item extends DraftLine {
  /** The words of the mail it came from. */
  source: string;
  /** Which of the lines that were read they stand in. */
  lines: number[];
  /** Currency mark of its amounts, null when bare. */
  mark: string | null;
  /** A price that the mail does not say to be for one or for all. */
  open: string | null;
  /** Stated amount that is not quantity x price: the stated one. */
  stated: string | null;
}

interface Words {
  units: Map<string, string>;
  each: RegExp;
  at: RegExp;
  of: RegExp;
  /** Any number in digits or as a word. */
  counts: RegExp;
  numbers: Map<string, string>;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const alternatives = (list: string): string =>
  list.split(",").map((words) => words.trim()).filter((words) => words !== "").sort((a, b) => b.length - a.length)
    .map((words) => (/[\p{L}\p{N}]$/u.test(words) ? `${escape(words)}(?![\\p{L}\\p{N}])` : escape(words))).join("|");
const cache = new Map<string, Words>();

function wordsFor(language: Language, english: Language): Words {
  const known = cache.get(language.code);
  if (known !== undefined) return known;
  const units = new Map<string, string>();
  const numbers = new Map<string, string>();
  for (const { units: list, numbers: small } of [english, language]) {
    for (const spellings of list) for (const unit of spellings.split("|")) units.set(unit, spellings.split("|")[0] ?? unit);
    small.forEach((spellings, index) => {
      for (const word of spellings.split("|")) numbers.set(word, String(index + 1));
    });
  }
  const joined = (key: "each" | "at" | "of"): string => alternatives(language === english ? language[key] : `${language[key]}, ${english[key]}`);
  const words: Words = {
    units,
    numbers,
    each: new RegExp(`^\\s*\\(?(?:${joined("each")})`, "u"),
    at: new RegExp(`(?:^|\\s|\\()(?:${joined("at")})\\s*$`, "u"),
    of: new RegExp(`^\\s*(?:${joined("of")})`, "u"),
    counts: new RegExp(`\\d|(?:^|[^\\p{L}])(?:${[...numbers.keys()].map(escape).join("|")})(?!\\p{L})`, "u"),
  };
  cache.set(language.code, words);
  return words;
}

const unitAt = (text: string, words: Words): { unit: string; length: number } | null => {
  const match = /^\s?-?(?:full |person-?|working |man-?)?([\p{L}][\p{L}²0-9'/]{0,14})\.?/u.exec(text);
  const word = match?.[1] === undefined ? undefined : plain(match[1]).replace(/²/g, "2");
  return match === null || word === undefined || !words.units.has(word) ? null : { unit: match[1] ?? word, length: match[0].length };
};

/** False when a text names no number at all, not even as a word: most of a mail. */
export const mayCount = (text: string, { language, english }: Reading): boolean => /\d/.test(text) || wordsFor(language, english).counts.test(plain(text));

/** "Two dozen": the count is another one than the word says. */
const MANIFOLD = /^(?:dozen|score|hundred|thousand|gross|couple|dutzend|hundert|tausend|douzaines?|cent|mille|docenas?|cientos?|mil|dozzin[ae]|dozijn|honderd|duizend|duzias?|tuzin\w*)(?!\p{L})/iu;

/** A count written as a word at the head of a piece: "two banners". "One" and articles count only before a unit. */
function writtenCount(text: string, words: Words): { value: string; length: number } | null {
  const match = /^\s*(?:(?:about|around|another|the|our|these|all|die|les|los|las|os|as|le|gli|de|i) )?(\p{L}+)\s/iu.exec(text);
  const value = match?.[1] === undefined ? undefined : words.numbers.get(plain(match[1]));
  if (match === null || value === undefined || MANIFOLD.test(text.slice(match[0].length)) || (value === "1" && unitAt(` ${text.slice(match[0].length)}`, words) === null && !/^one\s/iu.test(text.trimStart()))) return null;
  return { value, length: match[0].length };
}

const TIMES_BEFORE = /(?:^|[\s(])(?:x|×|\*|n\.|n[°º]\.?|qty:?|quantity:?|cantidad:?|menge:?|anzahl:?|aantal:?|ilosc:?|cantitate:?|quantite:?|quantita:?|quantidade:?)\s?$/u;
const TIMES_AFTER = /^\s?(?:x|×|\*)(?![\p{L}])/u;
const MULTIPLIED = /(?:^|\s)\d{1,6}\s?(?:x|×|\*)\s/;
const JOINT_UNIT = /^\s(?:and|und|et|y|e|en|i|si)\s(?:per )?(?:hour|day|night|week|month|year|person|people|piece|boat|room|head|stunde|tag|nacht|woche|person|heure|jour|nuit|personne|hora|dia|noche|persona|ora|giorno|notte|uur|dag|nacht|persoon|godzin\w*|dzien|osob\w*|zi|noapte|persoana)(?!\p{L})/u;
/** "We took 15 of them": counts what was named before. */
export const OF_THEM = /^\s+(?:of (?:them|those|these)|davon|d'entre (?:eux|elles)|de (?:ellos|ellas)|di (?:loro|essi|esse)|daarvan|z nich|deles|delas|dintre ele)(?!\p{L})/u;
const EQUALS_BEFORE = /(?:=|->|→|total(?: of)?:?|gesamt:?|totaal:?|totale:?|razem:?|in all:?|altogether:?|comes to|makes|amounts to)\s*(?:is\s)?$/u;
/** "The unit price was $210". */
const PRICE_OF_ONE = /(?:(?:unit|hourly|daily|day|weekly|monthly|piece|single|per[- ]\p{L}+) (?:price|rate|cost|fee|charge)|price per \p{L}+|price each|einzelpreis|stuckpreis|stundensatz|tagessatz|prix unitaire|taux horaire|tarif horaire|precio unitario|precio por \p{L}+|tarifa horaria|prezzo unitario|tariffa oraria|stuksprijs|prijs per \p{L}+|uurtarief|preco unitario|pret unitar|cena jednostkowa|stawka godzinowa)(?: \p{L}{2,8}){0,2}\s*[:=]?\s*(?:usd|eur|gbp|inr)?\s*$/u;
/** "the 2026 accounts": a year, no count. */
const YEAR = /^20[1-4]\d$/;
/** Words before a count in running text that make the next word the thing counted: "cleaning 6 windows", "for 40 guests". */
const COUNTS_NEXT = /(?:^|\s)(?:for|of|to [\p{L}-]+|be|is|are|was|were|had|did|have|the|our|your|these|all|\p{L}{3,}ing|fur|von|pour|des|de|para|por|per|di|voor|za|pentru|las|los|les|die)\s+$/u;
/** A thing behind a count, no joint ("12 at", "2 on"). */
const THING = /^\s+(?!(?:at|for|on|in|of|and|or|to|with|by|per|from|as|is|are|was|were|fur|und|oder|mit|bei|auf|zu|et|ou|avec|par|y|con|e|ed|com|en|met|i|z|si|cu)\s)\p{Ll}{3,}/u;
/** Spans of time that say how long, not how many. */
const DURATION = /^\s?-?(?:years?|yrs?|jahre?n?|ans?|annees?|anos?|anni|anno|jaar|jaren|ani|lat|rok)(?!\p{L})/u;
const ABOUT = /^(?:ca\.?|circa|approx\.?|approximately|about|around|roughly|etwa|ungefahr|environ|env\.|unos|unas|aproximadamente|ongeveer|ok\.?|okolo|aprox\.?|~|cirka)\s+/iu;
/** Tax and thanks behind the thing. */
const TAIL = /[\s,;(+-]{0,6}(?:(?:plus|excl\.?|excluding|incl\.?|including|zzgl\.?|inkl\.?|exkl\.?|hors|piu|mas|mais|plus de|fara|cu|bez|\+)\s{0,3}(?:\d[\d.,]{0,12}\s?%\s{0,3})?(?:vat|gst|hst|tax|taxes|mwst\.?|ust\.?|tva|iva|btw|ht)\b.*|,?\s{0,3}(?:thx|thanks|thank you|pls|please|danke|merci|gracias|grazie|bedankt|obrigado|multumesc|dziekuje)\b.*)$/iu;
const RATE = /\b(?:at )?(?:a |an |the |our |your |my )?(?:(?:hourly|daily|day|hour|unit|weekly|monthly|agreed|usual|standard|flat|fixed) )?(?:(?:rate|fee|price) of)(?![\p{L}])|\bat (?:a |an |the |our )?(?:hourly|daily|day|hour|unit|weekly|agreed|usual|standard|flat) rate(?![\p{L}])/giu;
/** A date that was blanked, with the word before it. */
export const BLANKED = new RegExp(`(?:\\s(?:on|from|of|by|vom|am|du|le|el|del|de|il|van|op|z|din|em|dated))?\\s*${BLANK}{4,}`, "giu");
const EDGE = /^[\s\-–—*•·:;,.=/|()@x×&+]+(?=\s|$)|^[\s\-–—*•·:;,.=/|)@×+]+|[\s\-–—*•·:;,.=/|(@+]+$|\s(?:a raz[oó]n|al precio|au prix|zum preis|al prezzo|po cenie|ao preço|voor de prijs|at the price)(?: de| of| di| van)?$|\s(?:each|jeweils|@|at|à|a|for|of|je|zu|von|über|mit|aus|per|por|voor|van|za|po|la|di|da|de|cu|x)$|[\s,(]+(?:in )?(?:EUR|USD|GBP|CHF|CAD|AUD|NZD|INR|SEK|NOK|DKK|PLN|RON|CZK)\)?$/giu;
const LEAD = /^(?:(?:(?:es|das) (?:waren|sind|war|ist)|ce sont|c.(?:est|étaient|était)|han sido|fueron|sono stat[ei]|erano|het (?:waren|zijn|was)|eram|foram|au fost|it (?:should be|was|is)|that (?:is|was)|this is|there (?:are|were)|(?:in )?the (?:amount|sum)(?: of)?|(?:amount|sum) of|for the amount(?: of)?|in respect of|with respect to|regarding|covering|concerning|at|à|@|je|zu|(?:in )?(?:eur|usd|gbp|chf)|of|for|für|pour|por|para|per|voor|za|pentru|x|de|d'|d’|von|van|di|szt\.?|the|der|die|das|le|la|les|los|las|el|il|het|und|and|et|y|en|e|oraz|i|plus|also)(?:\s+|,\s*))+/iu;

/** The last letter of "Work A" or "Model X" is no joining word; in a text all in capitals nobody can tell. */
const isLetterOfName = (cut: string, text: string): boolean => /^\s\p{Lu}$/u.test(cut) && /\p{Ll}/u.test(text);

/** Nothing but a joining word is left. */
const JOINT_ONLY = /^(?:at|for|of|per|each|zu|je|für|pro|à|a|au|de|por|cada|par|pour|voor|van|di|la|da|po|za|x|and|the)$/i;

/** What is left of a piece when numbers and joining words are taken out. */
const description = remember((text: string): string => {
  let rest = text.replace(/\([^()]*\b(?:pounds|dollars|euros?|rupees|francs|only)\b[^()]*\)/gi, " ").replace(BLANKED, " ").replaceAll(BLANK, " ").replace(/\s+(?=,)/g, "").replace(/\s+/g, " ").trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(TAIL, "").replace(RATE, " ").replace(EDGE, (cut) => (isLetterOfName(cut, before) ? cut : " ")).replace(ABOUT, "").replace(LEAD, "").replace(/\(\s*\)|\[\s*\]/g, " ").replace(/\s+/g, " ").trim();
  }
  return JOINT_ONLY.test(rest) ? "" : rest.slice(0, 200);
});

/** "12 lessons at 30": a count before "at" makes what follows a price for one. */
const countBefore = (figures: readonly Figure[], figure: Figure): boolean => figures.some((other) => other.end <= figure.start && other.mark === null && other.count && !other.percent && !YEAR.test(other.text));

/** True when the words around an amount make it a price for one: "each", "per hour", "@ 30", "12 lessons at 30". Such an amount is never the sum. */
export function isForOne(line: string, figure: Figure, { language, english, comma }: Reading): boolean {
  const words = wordsFor(language, english);
  const lower = sameLengthPlain(line);
  const before = lower.slice(0, figure.start);
  if (words.each.test(lower.slice(figure.end)) || /(?:@|\beach|\bje|\brate of)\s*$/.test(before) || PRICE_OF_ONE.test(before)) return true;
  return figure.mark !== null && words.at.test(before) && countBefore(figuresOf(line, comma), figure);
}

export interface Reading {
  language: Language;
  english: Language;
  comma: boolean;
}

/** Text outside the given spans. */
function outside(text: string, spans: [number, number][]): string {
  let result = text;
  for (const [start, end] of spans) result = result.slice(0, start) + BLANK.repeat(Math.max(0, end - start)) + result.slice(end);
  return result.replace(BLANKED, " ").replaceAll(BLANK, " ");
}

/** The words of the thing: outside the numbers; with the thing named before its price, what is joined on behind the price is afterthought. */
function named(text: string, spans: [number, number][]): string {
  const end = Math.max(...spans.map(([, to]) => to), 0);
  const head = outside(text.slice(0, end), spans.map(([from, to]): [number, number] => [from, Math.min(to, end)]));
  const tail = text.slice(end);
  const afterthought = /^[^\p{L}\d]*,|^\s*(?:for|to|before|so|because|since|until|when|para|por|pour|fur|für|um|om|voor|per|pentru|ca|za|aby|żeby)\s/u.test(tail);
  return /\p{L}{3}/u.test(description(head)) && afterthought ? head : head + tail;
}

/** One item out of a piece of text (dates masked), or null when it names neither a count nor a price. */
export function itemOf(whole: string, { language, english, comma }: Reading): Item | null {
  const words = wordsFor(language, english);
  const aside = /^([^()]{3,120})\(([^()]{3,120})\)/.exec(whole);
  const inner = aside?.[2] === undefined ? null : itemOf(aside[2], { language, english, comma });
  // "Editing (4 episodes at 120 EUR each)": the aside is the item, the words before it its name.
  if (aside?.[1] !== undefined && inner !== null && inner.quantity !== null && inner.unit_price !== null && figuresOf(aside[1], comma).length === 0) {
    return { ...inner, description: [description(aside[1]), inner.description].filter((part) => part !== "").join(", "), source: whole.trim() };
  }
  // "(A2, 300 dpi)" tells of the thing, not how many.
  const piece = whole.replace(/\([^()]*\)/g, (aside) => (figuresOf(aside, comma).some((figure) => figure.mark !== null) || /qty|x ?\d|\d ?x|^\(\s*\d{1,5}\s*\)$/i.test(aside) ? aside : aside.replace(/\d/g, BLANK)));
  const lower = sameLengthPlain(piece);
  const figures = figuresOf(piece, comma).filter((figure) => !figure.percent);
  const written = writtenCount(piece, words);
  if (figures.length === 0 && written === null) return null;
  const spans: [number, number][] = [];
  let quantity: string | null = null;
  let unit: string | null = null;
  let price: Figure | null = null;
  let amount: Figure | null = null;
  const moneys: Figure[] = [];
  let pointing = false;

  for (const [index, figure] of figures.entries()) {
    const before = lower.slice(0, figure.start);
    const after = lower.slice(figure.end);
    const found = unitAt(after, words);
    const joint = words.each.exec(after);
    // "45 EUR per 100": neither for one nor for all.
    // "150 pounds per boat and day": for one of two things at once.
    const perBoth = joint !== null && JOINT_UNIT.test(/^\s*\p{L}+(\s.{0,40})/u.exec(after.slice(joint[0].length))?.[1] ?? "");
    const perMany = perBoth || joint !== null && /^\s*(?:[2-9]|\d{2,})(?![\d.,]*\s?[$€£])/.test(after.slice(joint[0].length));
    if (perMany && figure.mark !== null) {
      spans.push([figure.start, figure.end + joint[0].length + (/^\s*[\d.,]+(?:\s\p{L}+)?/u.exec(after.slice(joint[0].length))?.[0].length ?? 0)]);
      continue;
    }
    const each = perMany ? null : joint;
    const at = words.at.test(before);
    const bare = figure.mark === null;
    const isCount = bare && quantity === null && !MANIFOLD.test(after.trimStart()) && figure.value !== null && !EQUALS_BEFORE.test(before) && (price === null || found !== null);
    const head = description(`${before.slice(before.lastIndexOf(":") + 1)} `).replace(/^(?:the|our|your|all|die|les|los|las|de|le|i)$/i, "") === "" && figures.slice(0, index).length === 0;
    // "Coffee, 1 kg each": how big one is, not how many.
    if (bare && found !== null && /^\s*(?:each|apiece|jeweils|chac\w+|cada un\w|ciascun\w|per stuk)(?!\p{L})/u.test(after.slice(found.length))) continue;
    // "85/hr", "@ 10": a bare number that is marked as a price is one.
    // "T-shirts (20) at $12 each".
    const bracketed = /\(\s*$/.test(before) && /^\s*\)/.test(after) && figures.some((other) => other !== figure && words.each.test(lower.slice(other.end)));
    const inText = figure.count && COUNTS_NEXT.test(before) && THING.test(after) && figures.filter((other) => other.mark === null && other.count).length === 1;
    // "4 x dog grooming at 38": nothing else can follow a multiplied thing.
    const endsAt = at && MULTIPLIED.test(before) && /^\W*$/.test(after);
    const markedPrice = bare && (/@\s*$/.test(before) || endsAt || (at && each !== null) || /^\s?(?:\/(?!\s?\d)|per |each|pro |par |por |p\/)/.test(after));
    if (isCount && !markedPrice && !DURATION.test(plain(after.slice(0, 14))) && (TIMES_AFTER.test(after) || TIMES_BEFORE.test(before) || OF_THEM.test(after) || bracketed || found !== null || ((head || inText) && figure.count && /^\s+\p{L}/u.test(after) && !YEAR.test(figure.text)))) {
      quantity = figure.value;
      let end = figure.end;
      if (found !== null) {
        unit = found.unit;
        end += found.length;
      }
      pointing ||= OF_THEM.test(lower.slice(end));
      const joined = words.of.exec(lower.slice(end));
      const multiplied = TIMES_BEFORE.exec(before);
      spans.push([figure.start - (multiplied?.[0].trimStart().length ?? 0), end + (joined?.[0].length ?? 0)]);
      continue;
    }
    if (bare && !markedPrice && !(EQUALS_BEFORE.test(before) && (price !== null || moneys.length > 0))) continue;
    const ofOne = bare ? null : PRICE_OF_ONE.exec(before);
    if (price === null && (each !== null || markedPrice || ofOne !== null || (!bare && quantity !== null && /\s(?:x|×|\*)\s?$/.test(before)) || (at && (quantity !== null || countBefore(figures, figure))))) {
      price = figure;
      if (ofOne !== null) spans.push([ofOne.index, figure.start]);
      const tail = each === null ? null : unitAt(after.slice(each[0].length), words);
      if (tail !== null && unit === null && quantity !== null) unit = tail.unit;
      spans.push([figure.start, figure.end + (each?.[0].length ?? 0) + (tail?.length ?? 0)]);
      continue;
    }
    if (EQUALS_BEFORE.test(before)) {
      amount = figure;
      const mark = EQUALS_BEFORE.exec(before);
      spans.push([figure.start - (mark?.[0].length ?? 0), figure.end]);
      continue;
    }
    // "USD 500 (500.00)": the same amount twice is one.
    if (!moneys.some((known) => known.value !== null && known.value === figure.value)) moneys.push(figure);
    spans.push([figure.start, figure.end]);
  }
  if (quantity === null && written !== null && (moneys.length > 0 || price !== null || figures.length === 0)) {
    quantity = written.value;
    const found = unitAt(piece.slice(written.length), words);
    if (found !== null) unit = found.unit;
    spans.push([0, written.length + (found?.length ?? 0)]);
  }
  // "3 x Widget $10 $30": the one that multiplies is the price.
  if (price === null && amount === null && moneys.length === 2 && quantity !== null) {
    const [first, second] = moneys;
    if (first !== undefined && second !== undefined && first.value !== null && second.value !== null && compare(times(quantity, first.value), second.value) === 0) {
      price = first;
      amount = second;
      moneys.length = 0;
    }
  }
  if (price === null && amount !== null && moneys.length === 1) price = moneys.pop() ?? null;
  else if (price !== null && amount === null && moneys.length === 1) amount = moneys.pop() ?? null;
  // "3 Widget 10.00 30.00": bare numbers that multiply.
  const bare = figures.filter((figure) => figure.mark === null && figure.value !== null && !spans.some(([start, end]) => figure.start >= start && figure.start < end));
  const [one, all] = bare;
  if (price === null && amount === null && moneys.length === 0 && quantity !== null && bare.length === 2 && one !== undefined && all !== undefined && one.value !== null && all.value !== null && compare(times(quantity, one.value), all.value) === 0) {
    price = one;
    amount = all;
    spans.push([one.start, one.end], [all.start, all.end]);
  }
  let open: string | null = null;
  const single = moneys[0];
  if (single !== undefined && price === null && amount === null && moneys.length === 1) {
    if (quantity === null || compare(quantity, "1") === 0) amount = single;
    else if (/(?:\bfor|:|=|-|–|\bpour|\bfur|\bpor|\bper|\bvoor|\bza|\bpentru)\s*$/u.test(plain(lower.slice(0, single.start))) && !TIMES_AFTER.test(lower.slice(single.end))) amount = single;
    else open = single.value;
  } else if (moneys.length > 1) return null;
  const name = pointing ? "" : description(named(whole, spans).replace(/\([\s\d-]*\)/g, " "));
  if (quantity === null && price === null && amount === null && open === null) return null;
  // One of it: the price for all is the price for one.
  if (price === null && amount !== null && quantity === "1") price = amount;
  const product = quantity !== null && price !== null && price.value !== null ? times(quantity, price.value) : null;
  return {
    description: name,
    quantity: quantity === null ? null : plainDecimal(quantity),
    unit,
    unit_price: price?.value ?? null,
    amount: amount?.value ?? product,
    source: whole.trim(),
    lines: [],
    mark: price?.mark ?? amount?.mark ?? single?.mark ?? null,
    open,
    stated: amount?.value ?? null,
  };
}
