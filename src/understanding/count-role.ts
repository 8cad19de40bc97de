/**
 * Owns: which number of a piece says how many there are (PRODUCT M2).
 * Never: what they cost.
 */
import { isExtension, isOneOfSize, WITHIN } from "./besides";
import { MANIFOLD, SIZE_BEHIND } from "./counts";
import { isOfCounted, YEAR } from "./for-one";
import { measures } from "./labels";
import { CONTAINER, isHouse, isPlaceCode } from "./lanes";
import { said } from "./lang/all";
import { description } from "./naming";
import type { Piece, Roles, View } from "./piece";
import { EQUALS_BEFORE, isMarkedPrice, isSumFor } from "./price-role";
import { saysWhich } from "./which";
import { plain } from "./words";

const TIMES_BEFORE = /(?:^|[\s(])(?:x|×|\*|n\.|n[°º]\.?|qty:?|quantity:?|cantidad:?|menge:?|anzahl:?|aantal:?|ilosc:?|cantitate:?|quantite:?|quantita:?|quantidade:?)\s?$/u;
export const TIMES_AFTER = new RegExp(`^\\s?(?:x|×|\\*|qty)(?![\\p{L}])|^\\s(?:${said("times")})\\s`, "u");
/** "We took 15 of them": counts what was named before. */
export const OF_THEM = new RegExp(`^\\s+(?:${said("of_them")})(?!\\p{L})`, "u");
/** "500, 1000 and 2500 pcs": counts to choose from. */
const JOINED_BEFORE = new RegExp(`\\d\\s?(?:,|${said("and", "or")})\\s{1,2}$`, "u");
const JOINED_BEHIND = new RegExp(`^\\s?(?:,\\s|(?:${said("and", "or")})\\s)\\d`, "u");
/** "2 runs (Mon and Thu) x 850": said of what is counted, before its price. */
const ASIDE_BEFORE_SIGN = /\s\([^()]{1,60}\)(?=\s[x×]\s)/u;
/** Words before a count in running text that make the next word the thing counted: "cleaning 6 windows", "for 40 guests". */
export const COUNTS_NEXT = /(?:^|\s)(?:for|of|(?:re)?place|supply|install|deliver|provide|(?:re)?print|(?:re)?paint|clean|repair|fit|build|make|design|translate|write|record|edit|mount|produce|create|service|inspect|test|wash|covers?|includes?|sew|bake|rent|hire|remove|fix|to [\p{L}-]+|be|is|are|was|were|waren|sind|foram|sao|eram|fueron|son|etaient|sont|erano|sono|zijn|bylo|byly|au fost|sunt|tivemos|tuvimos|hatten|had|did|took|bought|got|have|conferm(?:o|iamo)|confirm(?:o|amos|e|ons|am)?|bestatigen?|bevestigen?|potwierdzam(?:y)?|the|our|your|these|all|\p{L}{3,}(?:ing|ed)(?: (?:off|up|out|in|down|over))?|fur|von|van|om|pour|des|de|para|por|per|di|voor|za|pentru|las|los|les|die)\s+$/u;
/** A thing behind a count, no joint ("12 at", "2 on"). */
export const THING = /^\s+(?!(?:at|for|on|in|of|and|or|to|with|by|per|from|as|is|are|was|were|fur|und|oder|mit|bei|auf|zu|et|ou|avec|par|y|con|e|ed|com|en|met|i|z|si|cu)\s)(?:\p{L}{2}\s)?\p{Ll}{3,}/u;
export const ORDINAL = /^(?:st|nd|rd|th)(?!\p{L})/u;
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
/** Spans of time that say how long, not how many. */
const DURATION = new RegExp(`^\\s?-?(?:${said("years")})(?!\\p{L})`, "u");
/** "Order n. ". */
const ORDER_BEFORE = /(?:order|ordine|pedido|encomenda|commande|bestellung|bestelling|zamowieni\w*|comanda|contratto|contrat\w*|fattura|factura|invoice|po)\s?(?:n\.|nr\.?|no\.?|n[°º]\.?)\s?$/u;

const isOnlyCounts = ({ figures }: Piece): boolean => figures.every(({ mark }) => mark === null);

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

export function isCount(view: View, roles: Roles): boolean {
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
