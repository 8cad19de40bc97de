/**
 * Owns: numbers that a mail takes back in the same breath - "4 hours - sorry, make that 5 -", "it was 82 instead of 85" (PRODUCT M2).
 * Never: corrections in a later mail of a thread (change.ts).
 */
import { compare, times } from "../core/money";
import type { Item } from "./items";
import { sharesWord } from "./joined";
import { BLANK } from "./numbers";
import { sameLengthPlain } from "./words";

const SORRY = "sorry|oops|pardon|actually|scratch that|correction|i mean|i meant|perdon|scusa|scusate|desculpe?|przepraszam|scuze|entschuldigung|quatsch|no wait|no, wait";
const MAKE = "(?:make (?:that|it)|should be|it'?s|it was|that'?s|actually|eher|plutot|mejor|anzi|liever|alias)";
/** Only behind a word that takes it back: "12 hours at 45, that's 540" says what they come to. The number, its unit, and the one that stands in its place. */
const TAKEN_BACK = new RegExp(`(\\d{1,5})((?:\\s\\p{L}{1,15}){0,4})\\s?[-–,(]{0,2}\\s?(?:(?:${SORRY})[,:]?\\s(?:${MAKE}\\s)?|make that\\s)(\\d{1,5})(?![\\d.,]*\\d)\\s?[-–,)]?`, "gu");
const INSTEAD = /(?:^|[^\d.,])(\d{1,5})(?:\s\p{L}{1,15}){0,2},?\s(?:instead of|rather than|not|nicht|pas|no|non|niet|nao|nie|nu|(?:an)?statt|anstelle von|au lieu de|en lugar de|en vez de|invece di|in plaats van|em vez de|zamiast|in loc de)\s(?:the |die |les |los |i |de |os )?(\d{1,5})(?![\d.,]*\d)/gu;

/** "Make that 12 tables", "in the end it was 12 tables": said after the list, of the thing that it names. */
const IN_THE_END = /(?:make (?:that|it)|(?:in the end|actually|sorry|correction|after all|on the day),? (?:(?:it|there|that) (?:was|were)|we (?:had|took|used|needed|were)|i (?:had|took|used|needed))|(?:it|that) should (?:be|have been)|ended up (?:with|taking|having|being)|am ende (?:waren es|wurden es)|(?:finalement|au final),? (?:c'etait|il y avait|nous (?:en )?avons pris)|al final (?:fueron|eran|hubo)|alla fine (?:erano|sono stati)|uiteindelijk (?:waren het|werden het)|no fim foram|in final au fost|w koncu bylo)\s(\d{1,5})\s(\p{L}{3,20})/gu;

const MONEY = "(?:(?:[a-z]{3}|[€$£₹])\\s?)?\\d[\\d.,']{0,12}(?:\\s?(?:[€$£₹]|eur|usd|gbp|chf|pln|ron|zl|lei|kr|euros?|pounds|dollars)(?!\\p{L}))?";
const OLD_NAMES = "originally|original price|(?:old|list|regular|full|normal|usual) price|instead of|ursprunglich|(?:alter|ursprunglicher) preis|listenpreis|statt|prix (?:initial|d'origine)|au lieu de|precio (?:original|inicial)|en (?:lugar|vez) de|prezzo (?:originale|iniziale|di listino)|invece di|oorspronkelijke prijs|in plaats van|preco (?:original|inicial)|em vez de|pret (?:initial|ul initial)|in loc de|zamiast|cena pierwotna";
const NOW = "now|jetzt|nun|maintenant|ahora|ora|adesso|nu|agora|acum|teraz";
/** "Original price 2,000 EUR, now 1,800 EUR": what something cost before it got another price. */
const OLD_PRICE = new RegExp(`(?:^|[^\\p{L}])(?:(?:${OLD_NAMES})[:,]?\\s(?:(?:of|was|at|von|de|di|van)\\s)?(${MONEY})|(?:was|war|etait|era|byl[oa]?)\\s(${MONEY})(?=[,;]?\\s(?:but |aber |mais |pero |ma |maar |mas |ale |dar )?(?:${NOW})(?!\\p{L})))`, "gu");
const PRICED = /[€$£₹]\s?\d|\d\s?(?:[€$£₹]|(?:eur|usd|gbp|chf|pln|ron|zl|lei|kr|euros?|pounds|dollars)(?!\p{L}))|(?:eur|usd|gbp|chf|pln|ron)\s?\d/u;

/** A text without prices that no longer hold, where another one is named. */
function withoutOld(text: string): string {
  const lower = sameLengthPlain(text);
  const old = [...lower.matchAll(OLD_PRICE)].map((match) => ({ start: match.index + match[0].length - (match[1] ?? match[2] ?? "").length, end: match.index + match[0].length }));
  const blank = (from: string): string => old.reduce((masked, { start, end }) => `${masked.slice(0, start)}${BLANK.repeat(end - start)}${masked.slice(end)}`, from);
  return old.length > 0 && old.every(({ start, end }) => PRICED.test(lower.slice(start, end))) && PRICED.test(blank(lower)) ? blank(text) : text;
}

/** What is taken back stands beside what holds: most lines need no pattern at all. */
const TWO_NUMBERS = /\d\D+\d/;

/** The text, as long as before, with the number that holds in place of the one that was taken back. */
export function corrected(text: string): string {
  if (!TWO_NUMBERS.test(text)) return text;
  const lower = sameLengthPlain(text);
  let result = withoutOld(text);
  for (const match of lower.matchAll(TAKEN_BACK)) {
    const [whole, before = "", unit = "", now = ""] = match;
    const kept = `${now}${text.slice(match.index + before.length, match.index + before.length + unit.length)} `;
    if (kept.length <= whole.length) result = `${result.slice(0, match.index)}${kept}${BLANK.repeat(whole.length - kept.length)}${result.slice(match.index + whole.length)}`;
  }
  return result;
}

/** The items, with another count for the only one that is meant; where several or none are, or its amount is written, as they are. */
function recounted(items: Item[], now: string | undefined, isMeant: (item: Item) => boolean): Item[] {
  const [meant, ...more] = items.filter((item) => item.quantity !== null && isMeant(item));
  if (meant === undefined || more.length > 0 || now === undefined || meant.stated !== null) return items;
  return items.map((item) => (item === meant ? { ...item, quantity: now, amount: item.unit_price === null ? null : times(now, item.unit_price) } : item));
}

/** The items with the counts that a sentence of the mail puts in place of theirs: "82 instead of 85", where one thing was counted as 85; "in the end it was 12 tables". */
export function revised(items: Item[], text: string): Item[] {
  if (items.every(({ quantity, stated }) => quantity === null || stated !== null)) return items;
  const lower = sameLengthPlain(text);
  const swapped = [...lower.matchAll(INSTEAD)].reduce((all, [, now, before]) => recounted(all, now, ({ quantity }) => quantity !== null && before !== undefined && compare(quantity, before) === 0), items);
  return [...lower.matchAll(IN_THE_END)].reduce((all, [, now, thing]) => recounted(all, now, ({ description, unit }) => sharesWord(thing ?? "", `${unit ?? ""} ${description}`)), swapped);
}
