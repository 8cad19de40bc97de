/**
 * Owns: words as the name of a thing, and which words name none: what points elsewhere, what the paper is needed for, whom it goes to (PRODUCT M2).
 * Never: where the words come from.
 */
import { tagged } from "./hits";
import { LANGUAGES, said } from "./lang/all";
import { HOUSE_FORM } from "./naming";
import type { Concept, Language } from "./lang/language";
import { sieved } from "./sieve";
import { plain, sameLengthPlain } from "./words";

/** Words behind which nothing is named any more. */
const ENDS = sieved(new RegExp(`(?:^|,|\\s)(?:${said("name_ends")})\\b.*$`, "iu"));
const FRAME = new RegExp(`^(?:${said("further_to", "before_name")})\\s+`, "iu");
/** Words that name no thing, and amounts alone. In plain letters. */
const NO_NAMES = new RegExp(`^(?:${said("no_names")}|\\d[\\d.,']*\\s?(?:euros?|eur|chf|franken|pounds?|gbp|dollars?|usd|lei|zl|kr)(?: (?:${said("behind_money")}))*)$`, "u");

/** Words that point at something the mail does not name. In plain letters. */
export const VAGUE = new RegExp(`^(?:\\d{1,3}\\s?%|${said("names_nothing")})$`, "iu");
/** What somebody needs the paper for, and the way it comes: never what was done. */
export const PURPOSE = new RegExp(`^(?:(?:my|our|his|her|their|your|this|next|an?|the|la|el|mi|nuestr[ao]|le|ma|mon|notre|die|den|das|meinen?|unseren?|de|het|mijn|onze|mi[ao]|nostr[ao]|il|a|o|minha|noss[ao])\\s|l'|\\p{L}+'s\\s)?(?:(?:quality|company|horse|client|personal|petty|own|work|business|month|payment|pay|\\p{L}+day's|weekly|monthly)\\s){0,2}(?:${LANGUAGES.map(({ purposes }) => purposes).join("|")})(?:\\s(?:department|team|people|please|purposes?|before\\s.{1,40}|by\\s.{1,40}|so\\s.{1,60}))?$|^(?:whatsapp|e-?mail|correo|courriel|mailem|pec|paper|pdf|post|peppol|letterhead|chorus pro|invoicenow)(?!\\p{L}).*$|^(?:straight|directly|back|over|direct) to\\s.*$|^both (?:months?|of them|days|dates|weeks|visits|halves)(?:\\s.*)?$`, "u");
/** What may be the reason as well as the thing: what the mail names elsewhere goes before. */
export const AMBIGUOUS = /^(?:(?:my|our|his|her|their|your|this|the)\s)?(?:insurance|audit(?:ors?)?|tax(?:es)?|tax return|(?:tax and )?accounting(?: and tax(?:es)?)?|accounts|office|quarter|month|grant|department|reimbursement|finance|bank|club|school|church|company|council|parish|tenants?|trustees|committee|clients?|customers?|head office|charity|estate)(?: now)?(?:\s(?:please|purposes?|department|team|people|company))?$/iu;
/** Whom it goes to. */
export const ONLY_HOUSE = new RegExp(`^(?:\\p{Lu}[\\p{L}\\d&.'’-]*,?\\s){1,5}${HOUSE_FORM}\\.?(?:\\s(?:with|at|on|by|as)\\s.*|,.*)?$`, "u");
/** Nothing but an afterthought: "in accordance with Article 14". */
export const onlyAfterthought = (words: string): boolean => !/\p{L}{2}/u.test(ended(words));

/** ENDS in plain letters, cut from the words as written. */
export function ended(words: string): string {
  const end = ENDS.exec(sameLengthPlain(words));
  return end === null ? words : words.slice(0, end.index);
}

/** Whom something goes to, not what it is. */
const ADDRESSEE = /^to (?:the|our|my|his|her|their)\s|^(?:to|an|à|a|aan|per|via|by) (?:me|us|my|our|the (?:accounts?|office|address)|uns|mich|nous|moi|ons|mij|nosotros|mi|email|e-mail|mail|post)(?!\p{L})/iu;

/** A name for what is asked for, without article and afterthought; null when nothing is left. */
export function nameOf(words: string): string | null {
  let name = ended(words.replace(/\((?:i\.?e\.?|that is|which is|soit|das sind|d\.? ?h\.?|cioè|cioe|es decir|czyli|adică|adica|dus|ou seja|=)?,?\s*\)/gi, " ")).split(/[.;:!?]\s(?![^()]{0,60}\))|\s[-–—]\s(?![^()]{0,60}\))|, (?=(?:which|who|that|die|qui|que|che)\b)/u)[0] ?? "";
  for (let before = ""; before !== name; ) {
    before = name;
    name = name.replace(FRAME, "").replace(/\sx{1,3}$/u, "").replace(/^[\s"',:()–—-]+|[\s"',.:?!(–—-]+$/g, "").replace(/,?\s(?:due|or|oder|is|are|was|were|of|for|on|at|from|über|mit|aus|von|van|di|po|za|na|à|de|the|a|our|over|worth|schicken|senden|zusenden|zuschicken|ausstellen|erstellen|schreiben|sturen|opmaken|maken)$/u, "").replace(/(?:^|\s)(?:naar|to|an|à|a|al|ao|na|la|per) \S{1,60}@\S{1,60}/u, "");
  }
  // "DJ", "PA".
  if (/^\p{Lu}{2}$/u.test(name)) return name;
  return name.length < 3 || name.length > 160 || !/\p{L}{3}/u.test(name) || ADDRESSEE.test(name) ? null : name;
}

export const EMPTY: Concept[] = ["INVOICE", "REQUEST", "PLEASE", "SEND", "FOR", "THE", "BILL", "QUOTE", "PRICE", "ORDER", "ID", "NUMBER", "MONEY", "TO", "US", "YOUR", "OUR", "AND", "NEED", "CAN_YOU", "WE", "YOU", "ASK"];
const PAPER: Concept[] = ["INVOICE", "BILL", "BILLED"];
const DEEDS: Concept[] = ["SEND", "SEND_LAST", "PAY", "PLEASE", "CAN_YOU", "YOU_MAY", "NEED", "READY", "WE"];

/** True when the words name nothing but the request itself. */
export function onlyFrame(name: string, language: Language): boolean {
  const { concepts } = tagged(name, language);
  // "Order #3456" says what it is about, "the order" does not.
  const numbered = concepts.includes("ORDER") && (concepts.includes("ID") || concepts.includes("NUMBER"));
  // "Send me your invoice and I'll get it paid": the wish, not the thing.
  const wish = concepts.some((concept) => PAPER.includes(concept)) && concepts.some((concept) => DEEDS.includes(concept));
  if (NO_NAMES.test(plain(name))) return true;
  // "3D-Drucker" is no number.
  if (/(?:^|\s)\d{1,2}\p{Lu}{1,3}-\p{L}{3}/u.test(name)) return false;
  // "Licence fee" asks for a price elsewhere; here it is what is billed.
  if (/\p{L}{4,}\s(?:fees?|charges?|costs?)$/iu.test(name) && !VAGUE.test(plain(name))) return false;
  return VAGUE.test(plain(name)) || wish || (!numbered && concepts.every((concept) => EMPTY.includes(concept)));
}
