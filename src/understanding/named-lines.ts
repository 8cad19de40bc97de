/**
 * Owns: an item as a line of a draft: which of its words name the thing, and what names it where they do not (PRODUCT M2).
 * Never: its numbers, but for a count that stands in brackets behind the name.
 */
import type { DraftLine } from "../core/draft";
import { visibleLine } from "../core/untrusted";
import { isTime, unitAt, wordsFor } from "./counts";
import { CARRIAGE } from "./forms";
import { tagged } from "./hits";
import type { Item } from "./items";
import { ENGLISH } from "./lang/all";
import type { Language } from "./lang/language";
import { description as wordsOf } from "./naming";
import { withoutTalk } from "./talk";
import { nameOf, onlyAfterthought, onlyFrame } from "./vague";
import { plain } from "./words";

/** "We want to renew our seats": a sentence, not the name of a thing. */
function isSentence(words: string, language: Language): boolean {
  const { concepts } = tagged(words, language);
  return concepts[0] === "WE" || concepts.includes("WE") && ["NEED", "WANT_TO", "WILL", "HAVE"].some((own) => concepts.some((concept) => concept === own));
}

/** "Die Rechnung über 300 Euro schicken": the verb of the wish, behind the amount. */
export function onlySends(words: string, language: Language): boolean {
  const { concepts } = tagged(words, language);
  return concepts.length > 0 && concepts.every((concept) => concept === "SEND" || concept === "SEND_LAST" || concept === "BILL" || concept === "PLEASE");
}

/** "Relecture, HT": which side of the tax a price is on. */
const TAX_SIDE = /[,\s]{1,3}(?:HT|TTC|netto|brutto|net)$/;
const COUNTED_ASIDE = /^(.{3,120}?)\s?\((\d{1,4})\s?((?!h|m|y|std|stunden|uur|ore|godz)\p{L}{1,20})\)$/u;
const ONLY_TAX_SIDE = /^(?:ht|ttc|netto|brutto|net|gross)$/i;


/** "We would like to order", "you delivered": what was done with the thing, before its name. */
const DID = /^.{0,60}?\s(?:order(?:ed)?|take|took|had|bought|buy|need|used|received|got|hired|rented|delivered|supplied|sent)\s(?:last \p{L}{3,9}\s)?(?:(?:of|us|me)\s)?(?:the\s)?(\p{L}.{2,80})$/u;

/** Without a bracket that lost its other half: "deck repair (labour". */
const balanced = (name: string): string => (name.split("(").length === name.split(")").length ? name : wordsOf(name.replace(/[()]/g, " ")));

/** "Quote D-214: wallpaper, fitted": the words behind the name of a paper. */
function behindPaper(words: string, language: Language): string {
  const at = words.search(/\s?:\s/);
  return at > 2 && onlyFrame(words.slice(0, at), language) && /\p{L}{3}/u.test(words.slice(at)) ? wordsOf(words.slice(at).replace(/^\s?:\s(?:(?:of|de|d'|von|di|van)\s)?/u, "")) : words;
}

const isMonth = (name: string, { months }: Language): boolean => /^\p{L}{3,12}$/u.test(name) && months.some((spellings) => spellings.split("|").includes(plain(name)));

/** `topic`: what the mail as a whole is about, for a line that has no name of its own; most have one, and it is not looked for. */
export function lineOf(found: Item, topic: () => string | null, language: Language): DraftLine {
  const untaxed = TAX_SIDE.test(found.description) ? wordsOf(found.description.replace(TAX_SIDE, "")) : found.description;
  const item = { ...found, description: withoutTalk(behindPaper(untaxed, language)) };
  const spoken = isSentence(item.description, language) ? (/^.{0,60}?\s(?:the|our|your|my)\s(\p{L}.{2,60})$/u.exec(item.description) ?? DID.exec(item.description))?.[1] : undefined;
  const weak = isSentence(item.description, language) || onlySends(item.description, language) || ONLY_TAX_SIDE.test(item.description) || item.description === "" || /^\W*$/.test(item.description) || item.description.length > 140 || /\S@\S/.test(item.description) || onlyAfterthought(item.description) || onlyFrame(nameOf(item.description) ?? item.description, language);
  // "06A115561B qty 10": a number of a part is a name.
  const code = item.description === "" || onlyFrame(item.description, language) ? /(?:^|\s)((?=\S*\d)(?=\S*[A-Z])[A-Z\d][A-Z\d./-]{4,})(?=\s|$)/.exec(item.source)?.[1] : undefined;
  // "14 visits" of a wish for February: the month is when, the visits are what.
  const counted = item.quantity !== null && item.unit !== null && !isTime(item.unit) ? item.unit : null;
  const about = (): string | null => (counted !== null && isMonth(topic() ?? "", language) ? counted : topic());
  const description = code ?? spoken ?? (weak ? (about() ?? (CARRIAGE.test(plain(item.description)) ? item.description : (item.quantity ?? item.replaced ?? null) === null ? "" : (item.unit ?? ""))) : (nameOf(item.description) ?? topic() ?? item.description));
  // "Sound engineer (2 days) 1,100": how many stands in brackets, and the amount is for all of them.
  const aside = item.quantity === null && item.unit_price === null && item.amount !== null ? COUNTED_ASIDE.exec(description) : null;
  const unit = aside === null ? null : unitAt(` ${aside[3] ?? ""}`, wordsFor(language, ENGLISH));
  const times = aside?.[3] !== undefined && /^x$/i.test(aside[3]);
  const [name, quantity] = (unit === null && !times) || aside === null ? [description, item.quantity] : [aside[1] ?? description, aside[2] ?? null];
  // "April 26 hours, May 24 hours": of what, the mail says elsewhere.
  const whole = isMonth(name, language) ? topic() : null;
  const ofMonth = whole !== null && whole !== name ? `${whole}, ${name}` : name;
  // Marks that turn the reading around would be shown otherwise than they are sent.
  return { description: visibleLine(balanced(ofMonth)), quantity, unit: unit?.unit ?? item.unit, unit_price: times && quantity === "1" ? item.amount : item.unit_price, amount: item.amount };
}
