/**
 * Owns: which role each number of a piece of text has: how many, the price of one, the sum, or none (PRODUCT M2).
 * Never: what it is that is counted and priced; the item is put together in items.ts.
 */
import { countsIn, isExtension, isOneOfSize, pricesCounted, WITHIN, withoutSizes } from "./besides";
import { MANIFOLD, SIZE_BEHIND, unitAt, wordsFor, writtenCount } from "./counts";
import type { Reading, Words } from "./counts";
import { A_ACCENT, A_THING, countBefore, FOR_ONE, isNoTime, isOfCounted, PRICE_OF_ONE, saysEach, YEAR } from "./for-one";
import { measures } from "./labels";
import { said } from "./lang/all";
import { CONTAINER, isHouse, isPlaceCode } from "./lanes";
import { isOtherMeasure } from "./measure";
import { description } from "./naming";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { countOfUnit, paired } from "./paired";
import { saysWhich } from "./which";
import { plain, sameLengthPlain } from "./words";

const TIMES_BEFORE = /(?:^|[\s(])(?:x|×|\*|n\.|n[°º]\.?|qty:?|quantity:?|cantidad:?|menge:?|anzahl:?|aantal:?|ilosc:?|cantitate:?|quantite:?|quantita:?|quantidade:?)\s?$/u;
export const TIMES_AFTER = new RegExp(`^\\s?(?:x|×|\\*|qty)(?![\\p{L}])|^\\s(?:${said("times")})\\s`, "u");
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
/** An amount without a currency, as it stands at the end of what it prices ("expenses 143,20"). */
const CENTS = /[.,]\d\d$/;
const ENDS_HERE = /^\s*(?:\.?\s*$|[,;)]|each\b|per\s|=)/u;
/** "Ironmongery 185 the lot": for all of it. */
export const THE_LOT = /^\s(?:the lot|all in|flat|lump ?sum|pauschal|forfait|altogether|in total|complete)(?!\p{L})/u;
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
/** "8% on EUR 42,500", "25% of the contract sum of 48,000". In plain letters, up to the amount. */
const SHARE_OF = /%\s?(?:on|of|von|auf|de|di|sur|van|su|z|din)\s(?:\p{L}{1,20}\s){0,6}$/u;
const PER = /(?:per|pro|par|por|pe|na|za|\/)\s*$/;
const JOINT = /(?:@|(?:^|\s)(?:at|à|zu|je|a))\s*$/u;
/** Spans of time that say how long, not how many. */
const DURATION = new RegExp(`^\\s?-?(?:${said("years")})(?!\\p{L})`, "u");
/** "Per 100", "a dozen": behind a price. */
const MANY = /^\s*(?:(?:[2-9]|\d{2,})(?![\d.,]*\s?[$€£])|(?:doz(?:en)?|dz|hundred|thousand)(?!\p{L}))/u;
/** "1 kg each": behind the unit. */
const EACH_SO_BIG = /^\s*(?:each|apiece|jeweils|chac\w+|cada un\w|ciascun\w|per stuk)(?!\p{L})/u;
/** "25 for the pallet". */
const SUM_FOR = /^\s(?:for|fur|pour|per|voor)\s(?:(?:the|a|our|das|den|die|le|la|il|de|het)\s)?\p{L}{3}/u;
/** "12.50 for the pallet", "12.50 of parking". */
const CENTS_FOR = /^\s(?:for|of|fur|pour|per|voor|de|da|do|di|del|della|za|pentru|por|pela|pelo|des|du)\s\p{L}{3}/u;
/** "Order n. ". */
const ORDER_BEFORE = /(?:order|ordine|pedido|encomenda|commande|bestellung|bestelling|zamowieni\w*|comanda|contratto|contrat\w*|fattura|factura|invoice|po)\s?(?:n\.|nr\.?|no\.?|n[°º]\.?)\s?$/u;

/** A piece of text with what stands in it. */
export interface Piece {
  whole: string;
  /** Without numbers that only tell of the thing; as long as the whole. */
  text: string;
  lower: string;
  figures: Figure[];
  written: ReturnType<typeof writtenCount>;
  words: Words;
  reading: Reading;
}

/** What the numbers of a piece turned out to be. */
export interface Roles {
  quantity: string | null;
  unit: string | null;
  price: Figure | null;
  amount: Figure | null;
  /** Amounts that may be for one or for all. */
  moneys: Figure[];
  /** Where numbers stand, with the words that belong to them and to no name. */
  spans: [number, number][];
  /** The count is of what was named before. */
  pointing: boolean;
}

export function pieceOf(whole: string, reading: Reading): Piece {
  const words = wordsFor(reading.language, reading.english);
  const text = withoutSizes(whole, words, reading.comma);
  return { whole, text, lower: sameLengthPlain(text), figures: figuresOf(text, reading.comma).filter(({ percent }) => !percent), written: writtenCount(text, words), words, reading };
}

/** One number, and what stands around it. */
interface View {
  piece: Piece;
  figure: Figure;
  index: number;
  before: string;
  after: string;
  /** The unit behind it. */
  found: ReturnType<typeof unitAt>;
  /** Words that make it the price of one; null when they do not. */
  each: RegExpExecArray | null;
  /** The same words where they speak of several, or of two things at once. */
  perMany: RegExpExecArray | null;
  /** A word like "at" stands before it. */
  at: boolean;
  /** Without a currency. */
  bare: boolean;
}

function viewOf(piece: Piece, figure: Figure, index: number): View {
  const { text, lower, words, reading: { language, english } } = piece;
  const before = lower.slice(0, figure.start);
  const after = lower.slice(figure.end);
  const bare = figure.mark === null;
  const joint = words.each.exec(after) ?? (bare ? (isOfCounted(before, after) ? /^\s+an?/.exec(after) : null) : (FOR_ONE.exec(after) !== null ? /^/.exec(after) : language === english ? A_THING.exec(after) : null));
  const behind = joint === null ? "" : after.slice(joint[0].length);
  // "45 EUR per 100": neither for one nor for all. "150 pounds per boat and day": for one of two things at once.
  const isMany = joint !== null && (JOINT_UNIT.test(/^\s*\p{L}+(\s.{0,40})/u.exec(behind)?.[1] ?? "") || MANY.test(behind));
  return { piece, figure, index, before, after, found: unitAt(after, words), each: isMany ? null : joint, perMany: isMany ? joint : null, at: (words.at.test(before) || A_ACCENT.test(text.slice(0, figure.start))) && !AGREED_AT.test(before), bare };
}

const isOnlyCounts = ({ figures }: Piece): boolean => figures.every(({ mark }) => mark === null);

/** "PO 2026/LL/0088". */
const namesPaper = ({ figure, before, after }: View): boolean => figure.mark === null && PAPER_BEFORE.test(before) && /^[/-]\p{L}/u.test(after);

/** "8% on EUR 42,500 = EUR 3,400": what a share is taken of. */
function isWhole({ figure, before, bare }: View, { spans }: Roles): boolean {
  if (bare || !SHARE_OF.test(before)) return false;
  spans.push([figure.start, figure.end]);
  return true;
}

function isForMany({ figure, after, perMany, bare }: View, { spans }: Roles): boolean {
  if (bare || perMany === null) return false;
  spans.push([figure.start, figure.end + perMany[0].length + (/^\s*[\d.,]+(?:\s\p{L}+)?/u.exec(after.slice(perMany[0].length))?.[0].length ?? 0)]);
  return true;
}

/** "10-15 units": nobody knows how many. */
function isOfRange({ piece: { lower }, figure, found, bare }: View, { spans }: Roles): boolean {
  const range = bare ? RANGE.exec(lower) : null;
  if (range === null || figure.start < range.index || figure.end > range.index + range[0].length) return false;
  spans.push([figure.start, figure.end + (found?.length ?? 0)]);
  return true;
}

/** "4 times 2.5 hours": neither of the two. */
function isRepeated({ piece: { figures }, figure, index, before, after, found, bare }: View, { spans }: Roles): boolean {
  const next = figures[index + 1];
  const repeats = bare && TIMES_WORD.test(after) && next?.mark === null;
  if (!repeats && !(bare && index > 0 && TIMES_WORD_BEFORE.test(before) && spans.length > 0)) return false;
  spans.push([figure.start, figure.end + (repeats ? (/^\s?\p{L}+/u.exec(after)?.[0].length ?? 0) : (found?.length ?? 0))]);
  return true;
}

/** "LED strip 5 m - 20 pcs", "coffee, 1 kg each": how big one is, not how many. */
function sizesOne({ piece: { figures, lower, words }, index, after, found, bare }: View): boolean {
  if (!bare || found === null) return false;
  return (MEASURES.has(words.units.get(plain(found.unit)) ?? "") && figures.slice(index + 1).some((other) => other.mark === null && PIECES.test(unitAt(lower.slice(other.end), words)?.unit ?? ""))) || EACH_SO_BIG.test(after.slice(found.length));
}

/** "Plus 25 for the pallet": a number for a thing is its price. */
const isSumFor = ({ piece: { figures, reading }, figure, before, after, found, bare }: View): boolean => (reading.priced || /^\d{2,}$/.test(figure.text)) && bare && found === null && figures.length === 1 && /^\W*$/.test(before) && SUM_FOR.test(after);

/** How big one is, where it stands, or which counts there are to choose from. */
function tellsOfThing({ piece, figure, index, before, after, found }: View): boolean {
  const { text, words, reading: { language, english } } = piece;
  // "A 5 page website".
  if (language === english && /(?:^|\s)an?\s$/.test(before) && /^\s\p{L}{3}/u.test(after)) return true;
  if (found?.kind === "ldm" || isOneOfSize(before, after, found, words) || measures(before) || isPlaceCode(text, figure, words) || isHouse(text, figure)) return true;
  if (!isOnlyCounts(piece)) return false;
  if (figure.count && (JOINED_BEFORE.test(before) || JOINED_BEHIND.test(after))) return true;
  return found === null && (figure.count ? index > 0 && /^\s?[x×]\s?\d/.test(after) && !CONTAINER.test(after.replace(/^\s?[x×]\s?/, "")) : TIMES_BEFORE.test(before));
}

/** False for a number that counts nothing, whatever else it may be. */
function mayBeCount(view: View, { quantity, price }: Roles): boolean {
  const { piece, figure, before, after, found, bare } = view;
  if (!bare || quantity !== null || figure.value === null || figure.value === "0") return false;
  if (found === null ? price !== null || SIZE_BEHIND.test(after) : WITHIN.test(before)) return false;
  // "Order n. 77: n. 25 reams".
  if ((/^\d{4,}$/.test(figure.text) && PAPER_BEFORE.test(before)) || ORDER_BEFORE.test(before)) return false;
  if (isExtension(before, figure, found) || isFactorAt(before) || ADJECTIVE.test(after) || MANIFOLD.test(after.trimStart())) return false;
  if (EQUALS_BEFORE.test(before) && !(isOnlyCounts(piece) && found !== null)) return false;
  return !isSumFor(view) && !tellsOfThing(view);
}

/** True when the words around a number make it a count: a sign, a unit, its place at the head, a verb before and a thing behind it. */
function saysCount({ piece: { figures, lower, words }, figure, index, before, after, found }: View): boolean {
  if (found !== null || TIMES_AFTER.test(after) || TIMES_BEFORE.test(before) || OF_THEM.test(after)) return true;
  // "45 suits x 2,800": what is counted stands before the sign, its price behind it.
  if (figure.count && /^\s\p{L}{2,20}\s?[x×*]\s?\d/u.test(after) && !SIZE_BEHIND.test(after)) return true;
  // "Chair covers 120 at 18.50".
  if (figure.count && figures.length === 2 && index === 0 && /\p{L}{3}\s$/u.test(before) && /^\s?(?:at|@|à|x|×)\s?\D{0,4}\d/u.test(after) && !saysWhich(before)) return true;
  // "T-shirts (20) at $12 each".
  if (/\(\s*$/.test(before) && /^\s*\)/.test(after) && figures.some((other) => other !== figure && words.each.test(lower.slice(other.end)))) return true;
  if (!figure.count || !/^\s+\p{L}/u.test(after) || NO_THING.test(after) || YEAR.test(figure.text)) return false;
  const isHead = index === 0 && description(`${before.slice(before.lastIndexOf(":") + 1)} `).replace(LAST_OF_THEM, "").replace(/^(?:the|our|your|all|die|les|los|las|de|le|i)$/i, "") === "";
  if (isHead) return true;
  // "Poster printing, 6 copies, 22.50 each".
  const isSegment = /,\s*$/.test(before) && /^\s\p{Ll}{3,}\s*(?:,|$|(?:at|@|for|zu|x|×|po|à)\s)/u.test(after.replace(ASIDE_BEFORE_SIGN, "")) && /\p{L}/u.test(before);
  const isSole = (): boolean => figures.filter((other) => other.mark === null && other.count && !words.each.test(lower.slice(other.end)) && !isOfCounted(lower.slice(0, other.start), lower.slice(other.end)) && !ORDINAL.test(lower.slice(other.end)) && !KIND_OF.test(lower.slice(0, other.start))).length === 1;
  return (COUNTS_NEXT.test(before) || isSegment) && THING.test(after) && isSole();
}

/** "85/hr", "@ 10": a bare number that is marked as a price is one. */
function isMarkedPrice({ piece: { figures, lower, words, reading }, figure, index, before, after, found, each, at, bare }: View, { quantity }: Roles): boolean {
  if (!bare) return false;
  if (/@\s*$/.test(before) || (quantity !== null && EA.test(after)) || (at && each !== null) || /^\s?(?:\/(?!\s?\d)|per |each|pro |par |por |p\/)/.test(after)) return true;
  // "4 x dog grooming at 38": nothing else can follow a multiplied thing.
  if (at && (MULTIPLIED.test(before) || (quantity !== null && isNoTime(figure))) && /^\W*(?:\(\D{0,4}\d[\d.,]{0,12}\D{0,4}\)\W*)?$/.test(after)) return true;
  if (each !== null && found === null && (CENTS.test(figure.text) || (index > 0 && pricesCounted(figures, lower, figure, after, words)))) return true;
  // "2 x 400 for both": what is multiplied is the price, if there are prices at all.
  if (reading.priced && quantity !== null && found === null && /\s(?:x|×|\*)\s?$/.test(before) && /^\s*(?:$|[,;.)=]|for\b|fur\b|pour\b)/u.test(after)) return true;
  return PRICE_OF_ONE.test(before) && /^\d{2}/.test(figure.text) && /^\W*$/.test(after);
}

function isCount(view: View, roles: Roles): boolean {
  const { piece: { lower, words }, figure, before, after, found } = view;
  if (!mayBeCount(view, roles) || isMarkedPrice(view, roles) || DURATION.test(plain(after.slice(0, 14))) || !saysCount(view)) return false;
  const end = figure.end + (found?.length ?? 0);
  roles.quantity = figure.value;
  if (found !== null) roles.unit = found.unit;
  roles.pointing ||= OF_THEM.test(lower.slice(end));
  const sign = TIMES_BEFORE.exec(before)?.[0].trimStart().length ?? 0;
  roles.spans.push([figure.start - sign, end + (words.of.exec(lower.slice(end))?.[0].length ?? 0)]);
  return true;
}

/** A bare number that nothing makes an amount. */
function isNoMoney(view: View, roles: Roles): boolean {
  const { piece: { reading }, figure, before, after, found, bare } = view;
  if (!bare || isMarkedPrice(view, roles) || isSumFor(view)) return false;
  if (found === null && (THE_LOT.test(after) || (reading.priced && CENTS.test(figure.text) && (ENDS_HERE.test(after) || CENTS_FOR.test(after))))) return false;
  return !(EQUALS_BEFORE.test(before) && (roles.price !== null || roles.moneys.length > 0));
}

/** True when the words around an amount make it the price of one. */
function pricesOne(view: View, roles: Roles): boolean {
  const { piece: { figures, written, reading }, figure, before, each, at, bare } = view;
  if (each !== null || isMarkedPrice(view, roles)) return true;
  if (!bare && (saysEach(before, reading.language) || PRICE_OF_ONE.test(before) || (roles.quantity !== null ? SIGN_BEFORE : /[\p{L})]\s[x×*]\s?$/u).test(before))) return true;
  return at && (roles.quantity !== null || (!bare && written !== null && written.value !== "1" && written.start + written.length <= figure.start) || countBefore(figures, figure));
}

function isPrice(view: View, roles: Roles): boolean {
  if (roles.price !== null || !pricesOne(view, roles)) return false;
  const { piece: { whole, lower, words, reading }, figure, before, after, each, bare } = view;
  roles.price = figure;
  const label = bare ? null : PRICE_OF_ONE.exec(before);
  if (label !== null) roles.spans.push([label.index, figure.start]);
  const behind = after.slice(each?.[0].length ?? 0);
  const tail = each === null ? null : unitAt(behind, words);
  const thing = each !== null && tail === null && (PER.test(each[0]) || /^\s+an?$/.test(each[0])) ? (/^\s?\p{L}+/u.exec(behind)?.[0].length ?? 0) : 0;
  // "40 an hour": the unit is in the words that price it.
  const paidIn = tail?.kind ?? words.units.get(/(\p{L}{1,14})\s*$/u.exec(each?.[0] ?? "")?.[1] ?? "");
  const { quantity, unit } = roles;
  // "10 x Tuesday evening (2.5 hours each) at 14/hour": what is paid is no count of evenings.
  if (quantity !== null && ((tail !== null && unit === null && countsIn(whole, tail.kind, words, reading.comma)) || (paidIn !== undefined && isOtherMeasure(lower, unit, quantity, paidIn, words)))) roles.quantity = null;
  else if (quantity !== null && tail !== null && unit === null) roles.unit = tail.unit;
  roles.spans.push([figure.start - (JOINT.exec(before)?.[0].length ?? 0), figure.end + (each?.[0].length ?? 0) + (tail?.length ?? thing)]);
  return true;
}

function isSum({ figure, before }: View, roles: Roles): boolean {
  const mark = EQUALS_BEFORE.exec(before);
  if (mark === null) return false;
  roles.amount = figure;
  roles.spans.push([figure.start - mark[0].length, figure.end]);
  return true;
}

function isMoney({ figure }: View, { moneys, spans }: Roles): boolean {
  // "USD 500 (500.00)": the same amount twice is one.
  if (!moneys.some(({ value }) => value !== null && value === figure.value)) moneys.push(figure);
  spans.push([figure.start, figure.end]);
  return true;
}

/** The first that knows what a number is settles it. */
const STEPS: readonly ((view: View, roles: Roles) => boolean)[] = [namesPaper, isWhole, isForMany, isOfRange, isRepeated, sizesOne, isCount, isNoMoney, isPrice, isSum, isMoney];

/** The roles of all numbers of a piece, and of a count in words. */
export function rolesIn(piece: Piece): Roles {
  const { text, lower, figures, written, words } = piece;
  const roles: Roles = { quantity: null, unit: null, price: null, amount: null, moneys: [], spans: [], pointing: false };
  figures.forEach((figure, index) => {
    const view = viewOf(piece, figure, index);
    STEPS.some((step) => step(view, roles));
  });
  if (roles.quantity === null && written !== null && (roles.moneys.length > 0 || roles.price !== null || figures.length === 0)) {
    const end = written.start + written.length;
    const found = unitAt(text.slice(end), words);
    roles.quantity = written.value;
    roles.pointing ||= OF_THEM.test(lower.slice(end - 1));
    if (found !== null) roles.unit = found.unit;
    roles.spans.push([written.start, end + (found?.length ?? 0)]);
  }
  if (roles.quantity === null && roles.price !== null) roles.quantity = countOfUnit(lower, roles.price, words);
  return roles;
}

/** The same where amounts and counts prove each other. */
export function proven({ figures }: Piece, roles: Roles): Roles {
  const bare = figures.filter((figure) => figure.mark === null && figure.value !== null && !roles.spans.some(([start, end]) => figure.start >= start && figure.start < end));
  const { price, amount, moneys, bare: priced } = paired(roles, roles.quantity, bare);
  return { ...roles, price, amount, moneys: [...moneys], spans: [...roles.spans, ...priced.map(({ start, end }): [number, number] => [start, end])] };
}
