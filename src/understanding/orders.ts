/**
 * Owns: numbers of orders as people say them - "notre bon de commande porte le n° TB-2026-19", "nasz numer zamówienia to 4500123" - in every language at once (PRODUCT M2).
 * Never: an order whose number nothing announces ("mi pedido PED-4410"): that may be the shop's own, and is a reference like others (cited.ts).
 */
import { COUNTED, ID, isId, isNever, NUMBER, OPEN, outdated } from "./cited";
import type { Cited } from "./cited";
import { LINK, ORDER_NUMBERS, ORDERS, OUR, POLITE } from "./cite-words";
import { sameLengthPlain } from "./words";

const ANNOUNCED = `(?:[ \\t]{0,3}(?:${LINK}|${POLITE}|${NUMBER})(?![\\p{L}])){0,4}`;
/** "Il numero d'ordine è ODA-2291", "la commande, c'est la CMD26-114", "Bst. 4500/26-118". */
const ORDERED = new RegExp(`(?:^|[^\\p{L}\\d-])((?:${NUMBER}\\s(?:d\\p{L}{0,4}\\s|d'|van\\s|of\\s)?)?)((?:(?:${OUR})\\s)?)(?:(${ORDER_NUMBERS})|(?:${ORDERS}))((?: (?:${OUR}))?),?(${ANNOUNCED})[ \\t]{0,3}${OPEN}(${ID})`, "gu");
/** "OC 45-2210", "BC n° 26-00331": initials, which small letters would not be. */
const INITIALS = new RegExp(`(?:^|[^\\p{L}\\d,.-][ \\t]?|[,.-][ \\t])(?:OC|O\\.C\\.|BC|BdC|BDC|OdA|ODA|NE|CF)(?:[ \\t](?:[Nn]°|[Nn]\\.?º|[Nn]r\\.?|[Nn]\\.))?[ \\t]?:?[ \\t]?#?((?=[A-Z/-]{0,8}\\d)[A-Z0-9]{1,12}(?:[-/][A-Z0-9]{1,12}){0,4})(?![\\p{L}\\d]|[.,]\\d|[-/][\\p{L}\\d])`, "gu");
const SAYS_NUMBER = new RegExp(NUMBER, "u");
/** What all their names have in them. */
const AN_ORDER = /order|ordre|orden|ordin|bst|best|inkoop|einkauf|command|comand|comenz|pedido|encomenda|zamow/;
const NUMBER_WORDS = new RegExp(`(?:^|\\s)${NUMBER}(?![\\p{L}])`, "gu");
const IS = new RegExp(`^[ \\t]{0,3}(?:${LINK})`, "u");
const TELEPHONE = /^\d{3}-\d{3}-\d{4}$/;
/** "Vancouver, BC 26-00331": a province. */
const IN_A_PROVINCE = /\p{Lu}\p{Ll}+,\sBC/u;

/** The numbers of orders that a text announces as such. */
export function ordersIn(text: string): Cited[] {
  const lower = sameLengthPlain(text);
  const found: Cited[] = [];
  for (const match of AN_ORDER.test(lower) ? lower.matchAll(ORDERED) : []) {
    const [whole, number = "", our = "", sure, after = "", announced = "", id = ""] = match;
    const end = match.index + whole.length;
    const from = match.index + whole.lastIndexOf(id);
    const start = match.index + (/^[^\p{L}\d]/u.test(whole) ? 1 : 0);
    const value = text.slice(from, from + id.length);
    const said = sure !== undefined || number !== "" || SAYS_NUMBER.test(announced);
    // "Votre commande n° 7710" may be the shop's: it is ours where it says so, or where the number is told of it.
    if (sure === undefined && number === "" && our === "" && after === "" && !IS.test(announced.replace(NUMBER_WORDS, " "))) continue;
    // "Bestellung: 12000 Flyer", "comanda este 12000 pliante" count.
    if (!said && /^\d+$/.test(id) && COUNTED.test(text.slice(end, end + 20))) continue;
    if (outdated(text, start) || isNever(lower, start, from) || !isId(value, lower.slice(end), said)) continue;
    found.push({ value, text: text.slice(start, end), start });
  }
  for (const match of text.matchAll(INITIALS)) {
    const value = match[1] ?? "";
    if (value.replace(/\D/g, "").length < 3 || TELEPHONE.test(value) || IN_A_PROVINCE.test(text.slice(Math.max(0, match.index - 20), match.index + 4)) || !isId(value, lower.slice(match.index + match[0].length), false)) continue;
    const start = match.index + match[0].search(/[A-Z]/);
    found.push({ value, text: text.slice(start, match.index + match[0].length), start });
  }
  return found;
}
