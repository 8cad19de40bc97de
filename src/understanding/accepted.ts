/**
 * Owns: the offer below a mail that the mail takes up - the owner's own, or one that somebody of the customer's house approved - and which part of it (PRODUCT M2).
 * Never: an amount of the mail's own text; where it names one, nothing is taken from below.
 */
import type { DraftLine } from "../core/draft";
import type { Mail } from "../core/mail";
import { chosen, drops, namesOption } from "./chosen";
import { tagged } from "./hits";
import type { Facts } from "./facts";
import { aWord, said } from "./lang/all";
import type { Language } from "./lang/language";
import { usesComma } from "./numbers";
import { split, withoutHead } from "./split";
import type { Parts } from "./split";
import { strayAmount } from "./stray";
import { characterOf } from "./tags";
import { sentencesOf, unwrap } from "./sentences";
import { varied, varies } from "./varied";
import { plain, sameLengthPlain } from "./words";

const FORWARDED = /^\s*(?:re:\s*)?(?:fwd?|wg|tr|rv|doorst|enc|pd)\s*:/i;

/** Some programs pass a mail on as if they answered it; only the subject tells. */
export const forwardedIn = (mail: Mail, parts: Parts): string => (parts.forwarded === "" && FORWARDED.test(mail.subject) ? parts.quoted : parts.forwarded);

/** Of what was read for each field, what says when to pay. */
function dated<T>({ due_date, terms }: { due_date?: T; terms?: T }): Record<string, T> {
  return { ...(due_date === undefined ? {} : { due_date }), ...(terms === undefined ? {} : { terms }) };
}

/** "Approved, £2,315 for the signage". */
const YES_FIRST = new RegExp(`^\\W{0,4}(?:agreed|yes|fine|ok(?:ay)?(?: to (?:proceed|go|pay))?|go ahead(?: with)?|${said("approved")})[,.:;-]{1,2}\\s{0,2}`, "i");

const SEE_BELOW = new RegExp(aWord("below"), "u");

/** "An invoice from the caterers", in what is handed on to them. In plain letters. */
const PAPER_BY = new RegExp(`((?:^|[^\\p{L}])(?:${said("paper")}))\\s(?:${said("paper_by")})\\s\\p{L}{3,20}(?!\\p{L})`, "gu");

/** "See below from accounts, could you sort this?": what is passed on, as said to whoever gets it; null where nobody is asked to do anything about it. */
export function handedOn(mail: Mail, parts: Parts, language: Language): string | null {
  const passedOn = forwardedIn(mail, parts);
  const asks = sentencesOf(parts.fresh).some((sentence) => SEE_BELOW.test(plain(sentence)) && (["CAN_YOU", "PLEASE"] as const).some((concept) => tagged(sentence, language).concepts.includes(concept)));
  return passedOn === "" || !asks ? null : split(withoutHead(passedOn)).fresh.replace(/[^\n]+/g, (line) => sameLengthPlain(line).replace(PAPER_BY, "$1"));
}

/** "See the approval below": somebody of the customer's own house has agreed to it, and what he agreed to may be quoted there in turn. */
function approvedBelow(mail: Mail, parts: Parts, language: Language): string[] {
  const accepts = (text: string): boolean => sentencesOf(text).some((sentence) => tagged(sentence, language).tags.includes(characterOf("ACCEPT")));
  const passedOn = forwardedIn(mail, parts);
  if (passedOn === "") return [];
  const below = withoutHead(passedOn);
  const inTurn = below.split("\n").filter((line) => line.startsWith(">")).map((line) => line.replace(/^>\s?/, "")).join("\n");
  const own = split(below.replace(/^>.*$/gm, "")).fresh.replace(YES_FIRST, "");
  return accepts(parts.fresh) || accepts(below) || SEE_BELOW.test(plain(parts.fresh)) ? [split(withoutHead(inTurn)).fresh, own].filter((text) => /\d/.test(text)) : [];
}

/** "Go ahead as quoted": the facts stand in the owner's own offer below, and the new text takes it up. */
function acceptedOffer(mail: Mail, parts: Parts, language: Language, owners: string[]): string {
  const accepts = sentencesOf(parts.fresh).some((sentence) => tagged(sentence, language).tags.includes(characterOf("ACCEPT"))) || namesOption(parts.fresh);
  if (!accepts || parts.quoted === "") return "";
  const ours = [...owners, ...mail.to.map((address) => address.email)].filter((address) => address !== "" && address !== mail.from?.email);
  const newest = split(withoutHead(parts.quoted)).fresh;
  const history = mail.text.toLowerCase();
  return ours.some((address) => history.includes(address.toLowerCase())) || /^re:/i.test(mail.subject) ? newest : "";
}

/** "Send the invoice for the deposit": the one sentence of the offer that speaks of it; null when it names something else, or several do. */
function partOf(offer: string, fresh: string, lines: readonly DraftLine[]): string | null {
  const [only, ...more] = lines;
  const words = plain(only?.description ?? "").split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
  const speaks = (text: string): boolean => words.every((word) => plain(text).includes(word));
  const told = sentencesOf(offer).filter(speaks);
  return more.length === 0 && words.length > 0 && speaks(fresh) && told.length === 1 ? (told[0] ?? null) : null;
}

export interface TakenUp {
  facts: Facts;
  /** The text of the offer. */
  offer: string;
  /** A sentence that takes a part of it, when nobody can tell which; else null. */
  unclear: string | null;
}

/** `own`: what the mail itself says, without any amount. `read` reads the facts of another text. Null when nothing below is taken up. */
export function takenUp(mail: Mail, parts: Parts, language: Language, owners: string[], own: Facts, read: (text: string) => Facts): TakenUp | null {
  const isPriced = (text: string): boolean => read(text).lines.some(({ amount }) => amount !== null);
  const ours = acceptedOffer(mail, parts, language, owners);
  const offer = [ours, ...approvedBelow(mail, parts, language)].find((text) => text !== "" && isPriced(text));
  if (offer === undefined) return null;
  // "10 parasols instead", "no parasols after all": what is named is changed, not taken alone.
  const part = sentencesOf(parts.fresh).some((sentence) => varies(sentence) || drops(sentence)) ? null : partOf(offer, parts.fresh, own.lines);
  const whole = read(part ?? offer);
  const taken = chosen(parts.fresh, whole.lines, whole.lines.map((_, index) => whole.evidence[`lines.${String(index)}`] ?? ""), language);
  // "140 chairs rather than 120": the lines as they are taken, with the counts that are new.
  const other = varied(parts.fresh, taken ?? whole.lines);
  const isOther = other.lines.some((line, index) => line !== (taken ?? whole.lines)[index]);
  const isPart = isOther || (taken !== null && taken.length < whole.lines.length);
  const [wished, ...others] = own.lines;
  const [priced, ...more] = other.lines;
  if (priced === undefined) return null;
  // "Please invoice the deposit", "... the translation": its name is said above, its price below.
  const isNamed = more.length === 0 && wished !== undefined && others.length === 0 && (part !== null || (offer !== ours && plain(parts.fresh).includes(plain(wished.description))));
  const lines = isNamed ? [{ ...wished, amount: part === null ? priced.amount : whole.total }] : [priced, ...more];
  const total = isPart ? (more.length === 0 ? priced.amount : null) : whole.total;
  // "Balance by 29 May": a day that the offer names stands; days that it counts are counted from elsewhere.
  const day = whole.evidence["due_date"] === whole.evidence["terms"] ? null : whole.due_date;
  // "The invoice for the first part (414 EUR)": an amount of the mail itself that the offer does not know.
  const known = [whole.total, ...whole.lines.flatMap(({ unit_price, amount }) => [unit_price, amount])].filter((amount) => amount !== null);
  const besides = strayAmount(unwrap(parts.fresh), { comma: usesComma(parts.fresh) || !["en", "zh", "ja"].includes(language.code) }, known);
  const odd = besides === null ? [] : [`total (the mail also names ${besides}, which belongs to no line)`];
  // "The invoice for the 30% deposit": a share of the offer is not the offer.
  if (part === null) odd.push(...own.missing.filter((fact) => fact.startsWith("total (what does")));
  const facts: Facts = { ...whole, lines, total, missing: [...(isPart ? [] : whole.missing), ...odd], due_date: own.due_date ?? day, terms: own.terms ?? whole.terms, evidence: { ...whole.evidence, ...dated(own.evidence) }, where: dated(own.where) };
  return { facts, offer, unclear: taken === null ? (sentencesOf(parts.fresh)[0] ?? parts.fresh) : other.unclear };
}

/** The sentence that changes an offer of several lines, where the answer names a price itself: whether the rest of the offer is to be billed nobody can say. Null when there is none. */
export function changesOffer(mail: Mail, parts: Parts, language: Language, owners: string[], own: Facts, read: (text: string) => Facts): string | null {
  const changing = sentencesOf(parts.fresh).find(varies);
  if (changing === undefined) return null;
  const offered = read(acceptedOffer(mail, parts, language, owners)).lines.filter(({ amount, unit_price }) => amount !== null || unit_price !== null);
  return offered.length > 1 && own.lines.length < offered.length ? changing : null;
}
