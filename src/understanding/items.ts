/**
 * Owns: one line item out of a piece of text: how many, of what, at which price (PRODUCT M2).
 * Never: filling in what is not said. A price that may be for one or for all is `open`, and somebody is asked.
 */
import type { DraftLine } from "../core/draft";
import { compare, plainDecimal, times } from "../core/money";
import { countsIn, isExtension, isOneOfSize, pricesCounted, WITHIN, withoutSizes } from "./besides";
import { MANIFOLD, SIZE_BEHIND, unitAt, wordsFor, writtenCount } from "./counts";
import type { Reading } from "./counts";
import { A_ACCENT, A_THING, countBefore, FOR_ONE, isNoTime, isOfCounted, PRICE_OF_ONE, saysEach, YEAR } from "./for-one";
import { measures } from "./labels";
import { said } from "./lang/all";
import { CONTAINER, isHouse, isPlaceCode } from "./lanes";
import { countsLess } from "./lowered";
import { isOtherMeasure } from "./measure";
import { description, named, outside } from "./naming";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { countOfUnit, paired } from "./paired";
import { saysWhich } from "./which";
import { plain, sameLengthPlain } from "./words";

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
  /** Nothing but a name, in a list of things that are counted or priced. */
  mere?: boolean;
  /** The head of its column says that it is the count. */
  headed?: boolean;
  /** A wish in running text counts it. */
  wished?: boolean;
  /** The name with its count, where that may be how big it is: "14t excavator". */
  sized?: string;
  /** The count that the mail takes back elsewhere. */
  replaced?: string | null;
  /** A bare number behind the name, which is the amount if the stated sum proves it. */
  unproven?: string | null;
}

const TIMES_BEFORE = /(?:^|[\s(])(?:x|×|\*|n\.|n[°º]\.?|qty:?|quantity:?|cantidad:?|menge:?|anzahl:?|aantal:?|ilosc:?|cantitate:?|quantite:?|quantita:?|quantidade:?)\s?$/u;
const TIMES_AFTER = new RegExp(`^\\s?(?:x|×|\\*|qty)(?![\\p{L}])|^\\s(?:${said("times")})\\s`, "u");
const RANGE = /(?:^|[\s(])\d{1,5}\s?(?:-|to|bis)\s?\d{1,5}(?=[\s,;)]|$)/u;
const MULTIPLIED = /(?:^|\s)\d{1,6}\s?(?:x|×|\*)\s/;
const JOINT_UNIT = /^\s(?:and|und|et|y|e|en|i|si)\s(?:per )?(?:hour|day|night|week|month|year|person|people|piece|boat|room|head|stunde|tag|nacht|woche|person|heure|jour|nuit|personne|hora|dia|noche|persona|ora|giorno|notte|uur|dag|nacht|persoon|godzin\w*|dzien|osob\w*|zi|noapte|persoana)(?!\p{L})/u;
/** "We took 15 of them": counts what was named before. */
const OF_THEM = new RegExp(`^\\s+(?:${said("of_them")})(?!\\p{L})`, "u");
const EQUALS_BEFORE = /(?:=|->|→|total(?: of)?:?|(?:^|\s)gesamt:?|totaal:?|totale:?|razem:?|in all:?|altogether:?|comes to|makes|amounts to)\s*(?:is\s)?$/u;
/** "500, 1000 and 2500 pcs": counts to choose from. */
const JOINED_BEFORE = new RegExp(`\\d\\s?(?:,|${said("and", "or")})\\s{1,2}$`, "u");
const JOINED_BEHIND = new RegExp(`^\\s?(?:,\\s|(?:${said("and", "or")})\\s)\\d`, "u");
/** "4 times 2.5 hours": two counts, of which neither is the number of what is paid for. */
const TIMES_WORD = new RegExp(`^\\s?(?:${said("times")})\\s+\\d`, "u");
const TIMES_WORD_BEFORE = new RegExp(`\\s(?:${said("times")})\\s+$`, "u");
/** "12 x 40", "20 times 35": what stands behind the sign is for one, where something is counted. */
const SIGN_BEFORE = new RegExp(`\\s(?:x|×|\\*|${said("times")})\\s?$`, "u");
/** "2 runs (Mon and Thu) x 850": said of what is counted, before its price. */
const ASIDE_BEFORE_SIGN = /\s\([^()]{1,60}\)(?=\s[x×]\s)/u;
/** "LED strip 5 m - 20 pcs": with pieces counted too, the measure is how big one is. */
const MEASURES = new Set(["m", "ft", "kg", "lb", "litre", "m2", "mm", "cm", "g", "ml", "ldm"]);
const PIECES = /^(?:pcs?|pieces?|pce|units?|nos?|sets?|ea|stk|stuck|rolls?|pairs?|boxes|box|cartons?|bottles?|bags?)$/;
/** "600 EUR for 3 logos": what stands before "for" is for all of them. */
const FOR_ALL = new RegExp(`^\\s*(?:towards|${said("for")})\\s`, "u");
/** An amount without a currency, as it stands at the end of what it prices ("expenses 143,20"). */
const CENTS = /[.,]\d\d$/;
const ENDS_HERE = /^\s*(?:\.?\s*$|[,;)]|each\b|per\s|=)/u;
/** "Ironmongery 185 the lot": for all of it. */
export const THE_LOT = /^\s(?:the lot|all in|flat|lump ?sum|pauschal|forfait|altogether|in total|complete)(?!\p{L})/u;
/** "14 pallets x 30 days x 0.45": how often that price is paid takes reckoning. */
const CHAIN = /\d\s?\p{L}{0,15}\s?[x×*]\s?\d{1,4}\s?\p{L}{1,15}\s?(?:[x×*@]|at)\s?\D{0,4}\d/u;
/** Words before a count in running text that make the next word the thing counted: "cleaning 6 windows", "for 40 guests". */
export const COUNTS_NEXT = /(?:^|\s)(?:for|of|(?:re)?place|supply|install|deliver|provide|(?:re)?print|(?:re)?paint|clean|repair|fit|build|make|design|translate|write|record|edit|mount|produce|create|service|inspect|test|wash|covers?|includes?|sew|bake|rent|hire|remove|fix|to [\p{L}-]+|be|is|are|was|were|waren|sind|foram|sao|eram|fueron|son|etaient|sont|erano|sono|zijn|bylo|byly|au fost|sunt|tivemos|tuvimos|hatten|had|did|took|bought|got|have|conferm(?:o|iamo)|confirm(?:o|amos|e|ons|am)?|bestatigen?|bevestigen?|potwierdzam(?:y)?|the|our|your|these|all|\p{L}{3,}(?:ing|ed)(?: (?:off|up|out|in|down|over))?|fur|von|van|om|pour|des|de|para|por|per|di|voor|za|pentru|las|los|les|die)\s+$/u;
/** A thing behind a count, no joint ("12 at", "2 on"). */
export const THING = /^\s+(?!(?:at|for|on|in|of|and|or|to|with|by|per|from|as|is|are|was|were|fur|und|oder|mit|bei|auf|zu|et|ou|avec|par|y|con|e|ed|com|en|met|i|z|si|cu)\s)(?:\p{L}{2}\s)?\p{Ll}{3,}/u;
/** "4 panels 385 ea": behind a count, the price of one. */
export const EA = /^\s?ea(?:ch)?(?!\p{L})/u;
export const ORDINAL = /^(?:st|nd|rd|th)(?!\p{L})/u;
/** "..., agreed at $385": for all of it. */
export const AGREED_AT = /(?:^|[^\p{L}])(?:agreed|priced|fixed|quoted|set|capped|charged|billed|invoiced|valued|vereinbart|convenu|acordado|concordato|overeengekomen)\s(?:at|mit|a|op|per|en|em|por)\s*$/u;
/** "The 180 so I can get it off the landlord": what goes on names no thing. */
const NO_THING = /^\s+(?:so|i|we|you|that|which|because|but|if|when|then|as|please|pls|plz|now|by|before|is|was|und|dass|weil|damit|pour que|que|porque|che|perche|zodat|want|wiec|ca)(?!\p{L})/u;
/** "A 3-page site", "a 2-day workshop", "toothbrush 4-pack", "sofa 3-seater": what kind it is. */
export const ADJECTIVE = /^-\p{Ll}{2,12}\s(?!(?:at|for|@|x|and|plus)\s)\p{L}{3}|^(?:-|er[- ])(?:packs?|pk|pc|piece|seater|ply|way|tier|drawer|count|ct|port|core|pin|panel|burner|set|packung|pack|sitzer|teilig|stuck)(?=\s|$|[,;:)])/iu;
/** "45 suits x ...": behind this sign stands a price. */
const isFactorAt = (before: string): boolean => /\d\s\p{L}{2,20}\s?[x×*]\s?$/u.test(before);
/** "PO 45001 attached for the flowers": which order it is on. */
export const PAPER_BEFORE = /(?:^|[^\p{L}])(?:l?p\.?o\.?|oc|order|pedido|comanda|bestellung|bestelling|auftrag|commande|ordine|encomenda|zamowienie|ref(?:erence)?|job|quote|invoice|contract|ticket|claim)\s?(?:no\.?|nr\.?|number|#)?[\s:#]{0,3}$/u;
/** "The last 8 lessons", "meine 10 Stunden": what stands before the count and says which of them. In plain letters. */
const LAST_OF_THEM = /(?:^|\s)(?:(?:last|first|letzten?|ersten?|derni[eè]re?s|premi[eè]re?s|ultim[aeio]s?|primer[oa]s|prim[eio]|laatste|eerste|ostatni(?:e|ch)|pierwsz(?:e|ych)|ultimele|primele)|(?:my|meine|mes|mis|mijn|mie[ie]?|meus|minhas|moje|mele))$/iu;
/** "2 display cases for 7 flavours": how big one is. In plain letters, before the number. */
const KIND_OF = /\d\s\p{L}{3,20}\s(?:da|de|for|of|fur|mit|von|pour|avec|para|con|voor|met|van|com|na|z|de|cu)\s$/u;
const WHO = /^\s*\p{Lu}[\p{L}&.'-]*\s+(?:(?:\p{Lu}[\p{L}&.'-]*|&|and|of)\s+){0,5}$/u;
/** "+ VAT ", between an amount and what it is for. */
const TAX_BETWEEN = /^\s{0,3}\(?(?:incl\w{0,6}\.?|excl\w{0,6}\.?|inc\.?|ex\.?|plus|\+|net of)\s?(?:\d{1,2}\s?%\s?)?(?:vat|gst|hst|tax|mwst|iva|tva|btw)\)?/iu;
/** "1,380.00 incl. GST for the carpet clean": behind the tax, what it is for. */
const TAXED_FOR = /^\s{0,3}\(?(?:incl\w{0,6}\.?|excl\w{0,6}\.?|inc\.?|ex\.?|plus|\+|zzgl\.?|inkl\.?|net of)\s?(?:\d{1,2}\s?%\s?)?(?:of )?(?:vat|gst|hst|tax|mwst|ust|tva|iva|btw)\)?\s(?:for|für|pour|per|voor|za|pentru)\s(\p{L}.*)$/iu;
/** "8% on EUR 42,500", "25% of the contract sum of 48,000". In plain letters, up to the amount. */
const SHARE_OF = /%\s?(?:on|of|von|auf|de|di|sur|van|su|z|din)\s(?:\p{L}{1,20}\s){0,6}$/u;
const PER = /(?:per|pro|par|por|pe|na|za|\/)\s*$/;
const JOINT = /(?:@|(?:^|\s)(?:at|à|zu|je|a))\s*$/u;
/** Spans of time that say how long, not how many. */
const DURATION = new RegExp(`^\\s?-?(?:${said("years")})(?!\\p{L})`, "u");

/** "Editing (4 episodes at 120 EUR each)": the aside is the item, the words before it its name; null where it is not so. */
function itemAside(whole: string, reading: Reading): Item | null {
  const { comma } = reading;
  const [, name, inside] = /^([^()]{3,120})\(([^()]{3,120})\)/.exec(whole) ?? [];
  if (name === undefined || inside === undefined) return null;
  const inner = itemOf(inside.replace(/^\s*(\d[\d.,]{0,8})\s?(?=@)/, "$1 x "), reading);
  if (inner === null || inner.quantity === null || inner.unit_price === null) return null;
  // "2 doors (2 at 315, so 630 euro)": the same count twice is one.
  const counts = figuresOf(name, comma);
  if (!counts.every(({ mark, value }) => mark === null && value === inner.quantity)) return null;
  const words = description(outside(name, counts.map(({ start, end }): [number, number] => [start, end])));
  return { ...inner, description: [words, inner.description].filter((part) => part !== "").join(", "), source: whole.trim() };
}

/** "Bill Lakeview Clinic CAD 2,350 for the signage": who, and then what; undefined where the words of the thing stand elsewhere. */
function namedBehind(whole: string, lower: string, { start, end }: Figure): string | undefined {
  if (WHO.test(whole.slice(0, start))) return /^\s*(?:for|für|pour|per|voor|za|pentru)\s(\p{L}.*)$/u.exec(whole.slice(end).replace(TAX_BETWEEN, ""))?.[1];
  return !/\p{L}{3}/u.test(lower.slice(0, start).replace(/^\W*(?:over|for)\W*$/, "")) ? TAXED_FOR.exec(whole.slice(end))?.[1] : undefined;
}

/** One item out of a piece of text (dates masked), or null when it names neither a count nor a price. */
export function itemOf(whole: string, reading: Reading): Item | null {
  const { language, english, comma, priced } = reading;
  const words = wordsFor(language, english);
  const aside = itemAside(whole, reading);
  if (aside !== null) return aside;
  const piece = withoutSizes(whole, words, comma);
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
  const range = RANGE.exec(lower);
  const isOnlyCounts = figures.every((figure) => figure.mark === null);

  for (const [index, figure] of figures.entries()) {
    const before = lower.slice(0, figure.start);
    const after = lower.slice(figure.end);
    const found = unitAt(after, words);
    const joint = words.each.exec(after) ?? (figure.mark === null ? (isOfCounted(before, after) ? /^\s+an?/.exec(after) : null) : (FOR_ONE.exec(after) !== null ? /^/.exec(after) : language === english ? A_THING.exec(after) : null));
    // "PO 2026/LL/0088".
    if (figure.mark === null && PAPER_BEFORE.test(before) && /^[/-]\p{L}/u.test(after)) continue;
    // "8% on EUR 42,500 = EUR 3,400": what a share is taken of.
    if (figure.mark !== null && SHARE_OF.test(before)) {
      spans.push([figure.start, figure.end]);
      continue;
    }
    // "45 EUR per 100": neither for one nor for all.
    // "150 pounds per boat and day": for one of two things at once.
    const perBoth = joint !== null && JOINT_UNIT.test(/^\s*\p{L}+(\s.{0,40})/u.exec(after.slice(joint[0].length))?.[1] ?? "");
    const perMany = perBoth || joint !== null && /^\s*(?:(?:[2-9]|\d{2,})(?![\d.,]*\s?[$€£])|(?:doz(?:en)?|dz|hundred|thousand)(?!\p{L}))/u.test(after.slice(joint[0].length));
    if (perMany && figure.mark !== null) {
      spans.push([figure.start, figure.end + joint[0].length + (/^\s*[\d.,]+(?:\s\p{L}+)?/u.exec(after.slice(joint[0].length))?.[0].length ?? 0)]);
      continue;
    }
    const each = perMany ? null : joint;
    const at = (words.at.test(before) || A_ACCENT.test(piece.slice(0, figure.start))) && !AGREED_AT.test(before);
    const bare = figure.mark === null;
    // "Plus 25 for the pallet": a number for a thing is its price.
    const sumFor = (priced || /^\d{2,}$/.test(figure.text)) && bare && found === null && figures.length === 1 && /^\W*$/.test(before) && /^\s(?:for|fur|pour|per|voor)\s(?:(?:the|a|our|das|den|die|le|la|il|de|het)\s)?\p{L}{3}/u.test(after);
    const isCents = priced && bare && found === null && CENTS.test(figure.text) && /^\s(?:for|of|fur|pour|per|voor|de|da|do|di|del|della|za|pentru|por|pela|pelo|des|du)\s\p{L}{3}/u.test(after);
    // "Order n. 77: n. 25 reams".
    const isNumber = (/^\d{4,}$/.test(figure.text) && PAPER_BEFORE.test(before)) || /(?:order|ordine|pedido|encomenda|commande|bestellung|bestelling|zamowieni\w*|comanda|contratto|contrat\w*|fattura|factura|invoice|po)\s?(?:n\.|nr\.?|no\.?|n[°º]\.?)\s?$/u.test(before);
    // "A 5 page website".
    const isOfOne = language === english && /(?:^|\s)an?\s$/.test(before) && /^\s\p{L}{3}/u.test(after);
    const isSize = found?.kind === "ldm" || isOfOne || isOneOfSize(before, after, found, words) || measures(before) || isPlaceCode(piece, figure, words) || isHouse(piece, figure) || (isOnlyCounts && figure.count && (JOINED_BEFORE.test(before) || JOINED_BEHIND.test(after))) || (isOnlyCounts && found === null && (figure.count ? index > 0 && /^\s?[x×]\s?\d/.test(after) && !CONTAINER.test(after.replace(/^\s?[x×]\s?/, "")) : TIMES_BEFORE.test(before)));
    const isCount = bare && !(found !== null && WITHIN.test(before)) && !isExtension(before, figure, found) && !isFactorAt(before) && !isNumber && !ADJECTIVE.test(after) && !isSize && figure.value !== "0" && !(found === null && SIZE_BEHIND.test(after)) && !sumFor && quantity === null && !MANIFOLD.test(after.trimStart()) && figure.value !== null && (!EQUALS_BEFORE.test(before) || isOnlyCounts && found !== null) && (price === null || found !== null);
    const head = description(`${before.slice(before.lastIndexOf(":") + 1)} `).replace(LAST_OF_THEM, "").replace(/^(?:the|our|your|all|die|les|los|las|de|le|i)$/i, "") === "" && figures.slice(0, index).length === 0;
    // "10-15 units": nobody knows how many.
    if (bare && range !== null && figure.start >= range.index && figure.end <= range.index + range[0].length) {
      spans.push([figure.start, figure.end + (found?.length ?? 0)]);
      continue;
    }
    const next = figures[index + 1];
    const repeated = bare && TIMES_WORD.test(after) && next?.mark === null;
    if (repeated || (bare && index > 0 && TIMES_WORD_BEFORE.test(before) && spans.length > 0)) {
      spans.push([figure.start, figure.end + (repeated ? (/^\s?\p{L}+/u.exec(after)?.[0].length ?? 0) : (found?.length ?? 0))]);
      continue;
    }
    const size = bare && found !== null && MEASURES.has(words.units.get(plain(found.unit)) ?? "") && figures.slice(index + 1).some((other) => other.mark === null && PIECES.test(unitAt(lower.slice(other.end), words)?.unit ?? ""));
    if (size) continue;
    // "Coffee, 1 kg each": how big one is, not how many.
    if (bare && found !== null && /^\s*(?:each|apiece|jeweils|chac\w+|cada un\w|ciascun\w|per stuk)(?!\p{L})/u.test(after.slice(found.length))) continue;
    // "85/hr", "@ 10": a bare number that is marked as a price is one.
    // "T-shirts (20) at $12 each".
    const bracketed = /\(\s*$/.test(before) && /^\s*\)/.test(after) && figures.some((other) => other !== figure && words.each.test(lower.slice(other.end)));
    // "Poster printing, 6 copies, 22.50 each".
    const isSegment = figure.count && /,\s*$/.test(before) && /^\s\p{Ll}{3,}\s*(?:,|$|(?:at|@|for|zu|x|×|po|à)\s)/u.test(after.replace(ASIDE_BEFORE_SIGN, "")) && /\p{L}/u.test(before);
    const inText = figure.count && (COUNTS_NEXT.test(before) || isSegment) && THING.test(after) && figures.filter((other) => other.mark === null && other.count && !words.each.test(lower.slice(other.end)) && !isOfCounted(lower.slice(0, other.start), lower.slice(other.end)) && !ORDINAL.test(lower.slice(other.end)) && !KIND_OF.test(lower.slice(0, other.start))).length === 1;
    // "4 x dog grooming at 38": nothing else can follow a multiplied thing.
    const endsAt = at && (MULTIPLIED.test(before) || (quantity !== null && isNoTime(figure))) && /^\W*(?:\(\D{0,4}\d[\d.,]{0,12}\D{0,4}\)\W*)?$/.test(after);
    // "Chair covers 120 at 18.50".
    const isBehindName = figure.count && figures.length === 2 && index === 0 && /\p{L}{3}\s$/u.test(before) && /^\s?(?:at|@|à|x|×)\s?\D{0,4}\d/u.test(after) && !saysWhich(before);
    // "45 suits x 2,800": what is counted stands before the sign, its price behind it.
    const isNamedCount = bare && figure.count && /^\s\p{L}{2,20}\s?[x×*]\s?\d/u.test(after) && !SIZE_BEHIND.test(after);
    // "2 x 400 for both": what is multiplied is the price, if there are prices at all.
    const isMultiplied = priced && quantity !== null && found === null && /\s(?:x|×|\*)\s?$/.test(before) && /^\s*(?:$|[,;.)=]|for\b|fur\b|pour\b)/u.test(after);
    const markedPrice = bare && (/@\s*$/.test(before) || endsAt || (quantity !== null && EA.test(after)) || (at && each !== null) || (each !== null && found === null && (CENTS.test(figure.text) || (index > 0 && pricesCounted(figures, lower, figure, after, words)))) || isMultiplied || (PRICE_OF_ONE.test(before) && /^\d{2}/.test(figure.text) && /^\W*$/.test(after)) || /^\s?(?:\/(?!\s?\d)|per |each|pro |par |por |p\/)/.test(after));
    if (isCount && !markedPrice && !DURATION.test(plain(after.slice(0, 14))) && (isNamedCount || isBehindName || TIMES_AFTER.test(after) || TIMES_BEFORE.test(before) || OF_THEM.test(after) || bracketed || found !== null || ((head || inText) && figure.count && /^\s+\p{L}/u.test(after) && !NO_THING.test(after) && !YEAR.test(figure.text)))) {
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
    const cents = sumFor || isCents || (found === null && (THE_LOT.test(after) || (priced && CENTS.test(figure.text) && ENDS_HERE.test(after))));
    if (bare && !markedPrice && !cents && !(EQUALS_BEFORE.test(before) && (price !== null || moneys.length > 0))) continue;
    const ofOne = bare ? null : PRICE_OF_ONE.exec(before);
    if (price === null && (each !== null || markedPrice || (!bare && saysEach(before, language)) || ofOne !== null || (!bare && (quantity !== null ? SIGN_BEFORE : /[\p{L})]\s[x×*]\s?$/u).test(before)) || (at && (quantity !== null || (!bare && written !== null && written.value !== "1" && written.start + written.length <= figure.start) || countBefore(figures, figure))))) {
      price = figure;
      if (ofOne !== null) spans.push([ofOne.index, figure.start]);
      const tail = each === null ? null : unitAt(after.slice(each[0].length), words);
      const perThing = each !== null && tail === null && (PER.test(each[0]) || /^\s+an?$/.test(each[0])) ? (/^\s?\p{L}+/u.exec(after.slice(each[0].length))?.[0].length ?? 0) : 0;
      // "40 an hour": the unit is in the words that price it.
      const paidIn = tail?.kind ?? words.units.get(/(\p{L}{1,14})\s*$/u.exec(each?.[0] ?? "")?.[1] ?? "");
      // "10 x Tuesday evening (2.5 hours each) at 14/hour": what is paid is no count of evenings.
      if (tail !== null && unit === null && quantity !== null && countsIn(whole, tail.kind, words, comma)) quantity = null;
      else if (paidIn !== undefined && quantity !== null && isOtherMeasure(lower, unit, quantity, paidIn, words)) quantity = null;
      else if (tail !== null && unit === null && quantity !== null) unit = tail.unit;
      spans.push([figure.start - (JOINT.exec(before)?.[0].length ?? 0), figure.end + (each?.[0].length ?? 0) + (tail?.length ?? perThing)]);
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
    const found = unitAt(piece.slice(written.start + written.length), words);
    pointing ||= OF_THEM.test(lower.slice(written.start + written.length - 1));
    if (found !== null) unit = found.unit;
    spans.push([written.start, written.start + written.length + (found?.length ?? 0)]);
  }
  if (quantity === null && price !== null) quantity = countOfUnit(lower, price, words);
  const bare = figures.filter((figure) => figure.mark === null && figure.value !== null && !spans.some(([start, end]) => figure.start >= start && figure.start < end));
  const pairs = paired({ price, amount, moneys }, quantity, bare);
  ({ price, amount } = pairs);
  const { moneys: others } = pairs;
  spans.push(...pairs.bare.map(({ start, end }): [number, number] => [start, end]));
  let open: string | null = null;
  const [single] = others;
  if (single !== undefined && price === null && amount === null && others.length === 1) {
    if (quantity === null || compare(quantity, "1") === 0) amount = single;
    else if (/(?:\bfor|:|=|-|–|\bpour|\bfur|\bpor|\bper|\bvoor|\bza|\bpentru)\s*$/u.test(plain(lower.slice(0, single.start))) && !TIMES_AFTER.test(lower.slice(single.end))) amount = single;
    else if (FOR_ALL.test(lower.slice(single.end)) && spans.every(([start]) => start >= single.start)) {
      amount = single;
      // "1,00,000 for the care of 4 lifts": they tell of the thing.
      if (/\p{L}{3}.*\s(?:of|von|de|di|van|der)\s*$/u.test(lower.slice(single.end, Math.max(...spans.map(([start]) => start))))) {
        quantity = null;
        spans.splice(0, spans.length, ...spans.filter(([start]) => start <= single.start));
      }
    }
    else open = single.value;
  } else if (others.length > 1) return null;
  const what = single !== undefined && quantity === null && price === null ? namedBehind(whole, lower, single) : undefined;
  const name = pointing ? "" : what !== undefined ? description(what) : description(named(whole, spans).replace(/\([\s\d-]*\)/g, " "));
  if (quantity === null && price === null && amount === null && open === null) return null;
  // One of it: the price for all is the price for one.
  if (price === null && amount !== null && quantity === "1") price = amount;
  if (quantity !== null && price !== null && CHAIN.test(lower)) quantity = null;
  if (quantity !== null && price !== null && countsLess(whole)) quantity = null;
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
