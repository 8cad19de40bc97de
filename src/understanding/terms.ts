/**
 * Owns: when a customer says he pays - days, weeks and months from now, a day of a month, an event, a date - as written and as an ISO date (PRODUCT M2).
 * Never: a day of delivery, of an event or for sending the invoice, and never a day before the mail.
 */
import { datesOf, monthEnd, plusDays, shortDatesOf } from "./dates";
import type { DayOrder } from "./dates";
import { aWord, said } from "./lang/all";
import type { Language } from "./lang/language";
import { likely, sieved } from "./sieve";
import { compiled, plain, sameLengthPlain } from "./words";
import type { Spot } from "./sentences";

export interface Terms {
  /** As written. */
  text: string;
  /** Where it begins in the text that was read. */
  start: number;
  /** ISO due date computed from the terms, null when they depend on something the mail does not say. */
  due: string | null;
}

/** A text in plain letters with its languages, and the day the mail came. */
interface Said {
  text: string;
  lower: string;
  language: Language;
  english: Language;
  base: string | null;
}

/** Stated terms of payment. "Within 15 days of receipt" has no date: the receipt is still to come. */
export function termsOf(text: string, language: Language, english: Language, base: string | null): Terms | null {
  const said: Said = { text, lower: sameLengthPlain(text), language, english, base };
  return discounted(said) ?? phrasedTerms(said) ?? spokenTerms(said);
}

const NO_TERMS: string[] = [];
/** Days of one number behind a stroke: "28/42 dias". */
const UNIT = `(?:${said("days")})`;
const IN_PARTS = sieved(new RegExp(`(?:^|[^\\p{L}\\d.,/])(\\d{1,3}(?:/\\d{1,3}){1,3} ?${UNIT})(?!\\p{L})`, "gu"));

const DELIVERS = new RegExp(`(?:${said("delivers")})[^.;\\n]{0,30}$`, "u");
/** True when the line up to a place speaks of delivery or validity. */
const ofDelivery = (lower: string, at: number): boolean => DELIVERS.test(lower.slice(Math.max(0, at - 60), at));

/** What is to be sent, answered or done in so many days is not paid in them. */
const TO_SEND = new RegExp(aWord("to_send"), "u");

/** The clause before a place: to the last sentence end, semicolon or line break. */
const clauseBefore = (lower: string, at: number): string => lower.slice(Math.max(0, at - 160), at).replace(/\b(i\.e|e\.g|z\.b|d\.h|no|nr)\. /g, "$1  ").split(/[.!?]\s|[;\n]/).at(-1) ?? "";

/** The day `months` after an ISO date, at most the last of that month. */
function plusMonths(iso: string, months: number): string {
  const last = monthEnd(`${new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7)}-01`);
  return Number(iso.slice(8)) > Number(last.slice(8)) ? last : `${last.slice(0, 8)}${iso.slice(8)}`;
}

type Way = "weeks" | "months" | "end_of_next_month" | "day_of_next_month" | "on_receipt" | "on_event" | "end_of_month";

/** How each further way of saying it becomes a date: `number` is group 1. */
const WAYS: Record<Way, (base: string, number: number) => string | null> = {
  weeks: (base, number) => plusDays(base, 7 * number),
  months: plusMonths,
  end_of_next_month: (base) => monthEnd(plusDays(monthEnd(base), 1)),
  day_of_next_month: (base, number) => (number < 1 || number > 28 ? null : plusDays(monthEnd(base), number)),
  on_receipt: () => null,
  on_event: () => null,
  end_of_month: (base) => monthEnd(base),
};

/** "In two weeks from receipt": nobody knows yet from which day. */
const RECEIVED = new RegExp(`^ (?:(?:${said("since")}) (?:\\p{L}{1,8} ){0,3})?(?:${said("receipt")})`, "u");

function phrasedTerms(said: Said): Terms | null {
  const { text, lower, language, english, base } = said;
  for (const { terms } of language === english ? [language] : [language, english]) {
    for (const source of likely(terms.days, lower)) {
      const match = [...lower.matchAll(compiled(source, "gu"))].find((found) => !ofDelivery(lower, found.index) && !isToSend(said, found) && !isAmount(said, found));
      const days = match?.[1] === undefined ? null : counted(match[1], language, english);
      if (match === undefined || days === null) continue;
      return daysFrom(said, match.index, match.index + match[0].length, days);
    }
    for (const [way, due] of Object.entries(WAYS) as [Way, (typeof WAYS)[Way]][]) {
      for (const source of likely(terms[way] ?? NO_TERMS, lower)) {
        const match = [...lower.matchAll(compiled(source, "gu"))].find((found) => way === "on_receipt" || speaksOfPaying(said, found, way));
        if (match === undefined) continue;
        const number = match[1] === undefined ? 1 : counted(match[1], language, english);
        if (number === null) continue;
        // "15 days after month end".
        const ahead = way === "end_of_month" ? /(?:^|[^\d.,])((\d{1,3}) days? (?:after|from|following) (?:the )?)$/.exec(lower.slice(Math.max(0, match.index - 30), match.index)) : null;
        if (ahead?.[1] !== undefined) return { text: `${text.slice(match.index - ahead[1].length, match.index)}${match[0]}`, start: match.index - ahead[1].length, due: base === null ? null : plusDays(monthEnd(base), Number(ahead[2])) };
        const end = match.index + match[0].length;
        const receipt = RECEIVED.exec(lower.slice(end, end + 60));
        return { text: text.slice(match.index, end + (receipt?.[0].length ?? 0)), start: match.index, due: base === null || receipt !== null ? null : due(base, number) };
      }
    }
  }
  return null;
}

/** "Net 1,200.00", "net 90 EUR": an amount, no days. */
function isAmount({ lower }: Said, { index, 0: words, 1: number = "" }: RegExpExecArray): boolean {
  const end = index + words.lastIndexOf(number) + number.length;
  return number !== "" && /^(?:[.,']\d|\s?(?:[€$£%]|(?:eur|usd|gbp|chf|aed|inr|pln|ron|lei|zl|kr|euros?|pounds|dollars)(?!\p{L}|\s?\d)))/u.test(lower.slice(end, end + 12));
}

const WITHIN = new RegExp(`^(?:${said("within")}) `, "u");

/** "You should submit an invoice within 28 days". */
function isToSend({ lower, language, english }: Said, { index, 0: words }: RegExpExecArray): boolean {
  const before = clauseBefore(lower, index);
  return WITHIN.test(words) && TO_SEND.test(before) && !payPattern(language, english).test(before);
}

/** What is still to come of a sum of which a part is asked for now. */
const THE_REST = new RegExp(aWord("remainder"), "u");

/** What happens one day pays only where paying is said before it; of a period it may be said within. */
function speaksOfPaying({ lower, language, english }: Said, match: RegExpExecArray, way: Way): boolean {
  const end = match.index + (way === "day_of_next_month" || way === "end_of_next_month" ? 0 : match[0].length);
  const before = clauseBefore(lower, match.index);
  if (way === "on_event") return payPattern(language, english).test(before) && !THE_REST.test(before);
  return payable(lower.slice(Math.max(0, match.index - 60), end), language, english);
}

/** Terms of so many days from a place, with what stands behind them: the end of that month, a receipt, an invoice. */
function daysFrom({ text, lower, base, language, english }: Said, start: number, end: number, days: number): Terms {
  const around = lower.slice(start, end + 30);
  const endOfMonth = [language, english].some(({ terms }) => terms.end_of_month.some((month) => compiled(month, "u").test(around)));
  const receipt = /receipt|receiv|delivery|lieferung|erhalt|eingang|reception|recep|ricev|ontvangst|otrzyman|wplyw|primire|livraison|entrega|consegna/.test(around);
  // "14 Tage nach" may be all that was matched of "14 Tage nach Rechnungsdatum".
  const joint = SINCE.exec(lower.slice(start, end));
  const from = joint === null ? end : start + joint.index;
  const invoice = FROM_INVOICE.exec(lower.slice(from, from + 48)) ?? /^ (?:date|datum)(?!\p{L})/u.exec(lower.slice(from, from + 8));
  const shown = text.slice(start, endOfMonth || receipt ? end + Math.max(0, text.slice(end, end + 30).search(/\.(?!\p{L})|[,;\n)]|$/u)) : invoice !== null ? from + invoice[0].length : end + (/^ (?:bancare|lucratoare|habiles|uteis|ouvr\p{L}{2,4}|lavorativi|robocz\p{L}{2,3})/u.exec(lower.slice(end, end + 16))?.[0].length ?? 0)).trim();
  // Which days a bank or a firm works is not known here.
  const working = WORKING.exec(lower.slice(end, end + 16)) ?? WORKING.exec(lower.slice(start, end));
  const plus = base === null || receipt || working !== null ? null : plusDays(base, days);
  // "45 jours fin de mois le 15": a day of the month after.
  const day = / le (\d{1,2})$/.exec(shown)?.[1];
  return { text: shown, start, due: plus === null || !endOfMonth ? plus : day === undefined ? monthEnd(plus) : plusDays(monthEnd(plus), Number(day)) };
}

/** "From the date of invoice", behind a number of days. */
const FROM_INVOICE = new RegExp(`^ (?:(?:${said("since")}) (?:\\p{L}+ ){0,2}?|(?:fecha|data) (?:\\p{L}+ ){0,2}?)(?:${said("issued")})\\p{L}*(?: date| datum)?`, "u");
/** The word that days end in which are counted from something. */
const SINCE = new RegExp(` (?:${said("since")})$`, "u");

const WORKING = new RegExp(aWord("working"), "u");
const DISCOUNT = new RegExp(said("off"), "u");
const COUNTED_DAYS = sieved(new RegExp(`(\\d{1,3}) ?${UNIT}(?!\\p{L})(?: (?:netto|net|neto))?`, "gu"));

/** "2 % Skonto binnen 10 Tagen, sonst 30 Tage netto": the longer of the two is when it is due. */
function discounted(said: Said): Terms | null {
  const at = said.lower.search(DISCOUNT);
  if (at === -1) return null;
  const start = Math.max(said.lower.lastIndexOf("\n", at), said.lower.lastIndexOf(". ", at) + 1) + 1;
  const line = said.lower.slice(start, start + 240).split(/\n|\.\s/)[0] ?? "";
  const counts = COUNTED_DAYS.all(line);
  const last = counts.at(-1);
  if (counts.length < 2 || last === undefined || !/\d ?%/.test(line)) return null;
  const days = Math.max(...counts.map(([, number]) => Number(number)));
  return { text: said.text.slice(start, start + last.index + last[0].length), start, due: said.base === null ? null : plusDays(said.base, days) };
}

const DAYS = sieved(new RegExp(`(?:^|[^\\p{L}\\d.,/-])(\\d{1,3}|\\p{L}{3,12})[ -]?(?:calendar |working |business |clear |banking )?${UNIT}(?!\\p{L})`, "gu"));
/** What else is counted in days. */
const NOT_TO_PAY = new RegExp(`(?:^|[^\\p{L}])(?:${said("other_time")})`, "u");
/** The day from which they are counted is still to come. */
const TO_COME = new RegExp(said("to_come"), "u");
/** "Rechnung 30 Tage", "termin 7 dni". */
const INVOICED = new RegExp(`(?:^|[^\\p{L}])(?:${said("on_bill")}),? (?:a |at |auf |in )?$`, "u");
/** "14 days as per contract.": all that a sentence says. */
const AS_AGREED = new RegExp(`^,? (?:${said("as_agreed")})\\s*$`, "u");
/** What people write alone behind a comma. */
const USUAL = [7, 10, 14, 15, 20, 21, 28, 30, 45, 60, 75, 90, 120];

/** "Payment like always 30 days", "we will wire it at 10 days": days of a sentence that speaks of paying and of nothing else that takes time. */
function spokenTerms({ text, lower, language, english, base }: Said): Terms | null {
  for (const match of IN_PARTS.all(lower)) {
    const start = match.index + match[0].indexOf(match[1] ?? "");
    const before = clauseBefore(lower, start);
    if (!NOT_TO_PAY.test(before) && payPattern(language, english).test(before)) return { text: text.slice(start, start + (match[1] ?? "").length), start, due: null };
  }
  for (const match of DAYS.all(lower)) {
    const days = match[1] === undefined ? null : counted(match[1], language, english);
    if (days === null) continue;
    const at = match.index + match[0].indexOf(match[1] ?? "");
    const tail = /^[^.;,\n(]{0,50}/.exec(lower.slice(match.index + match[0].length))?.[0] ?? "";
    const before = clauseBefore(lower, at);
    const usual = USUAL.includes(days) && /^(?: net\p{L}{0,2})?\s*$/u.test(tail) && match.index > 0;
    const agreed = USUAL.includes(days) && AS_AGREED.test(tail) && /^\W*(?:net )?$/.test(before) && match.index > 0;
    const alone = agreed || usual && (INVOICED.test(before) || (!/^\s*(?:[-*•]|\d{1,2}[.)])/.test(before) && /^\W*(?:net )?$/.test(before.split(",").at(-1) ?? "")));
    // "Delivery to Rzeszow, payment by transfer 7 days": what stands nearer counts.
    const near = before.split(",").at(-1) ?? "";
    if (NOT_TO_PAY.test(payPattern(language, english).test(near) ? near : before) || !(alone || /t\/t|\btt\b/.test(before) || payPattern(language, english).test(before + tail))) continue;
    const end = match.index + match[0].length;
    return { text: text.slice(at, end + tail.trimEnd().length), start: at, due: base === null || TO_COME.test(lower.slice(at, end) + tail) ? null : plusDays(base, days) };
  }
  return null;
}

/** Digits or a small number word; null when it is neither. */
function counted(word: string, ...languages: Language[]): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  for (const { numbers, terms } of languages) {
    const index = numbers.findIndex((spellings) => spellings.split("|").includes(word));
    if (index !== -1) return index + 1;
    const usual = terms.words?.[word];
    if (usual !== undefined) return usual;
  }
  return null;
}

const phrasesOf = (list: string): string[] => list.split(",").map((words) => words.trim()).filter((words) => words !== "");

/** What dates are given for besides paying. */
const OTHER_DAY = /deliver|ship|etd|eta\b|load|rfq|liefer|livr|entrega|consegna|dostaw|levering|start|kick-?off|event|workshop|visit|meeting|order date|bestelldatum|refund|credit note|transfer of|terms (?:of|dated)\s?$/;

/** True when the words before a date make it the day of payment rather than of delivery or anything else. */
function payable(before: string, language: Language, english: Language): boolean {
  const sentence = clauseBefore(before, before.length);
  // "Payment 100% before the event i.e. 28/11": what the payment comes before.
  if (OTHER_DAY.test(sentence) && !/pay\p{L}*[^.\n]{0,24} before (?:the )?\p{L}{3,12},?(?: on| i\.e\.?| \()?\s*$/u.test(sentence)) return false;
  return payPattern(language, english).test(sentence);
}

const payPatterns = new Map<string, RegExp>();

/** Any of the words that speak of paying, in the two languages. */
function payPattern(language: Language, english: Language): RegExp {
  const known = payPatterns.get(language.code);
  if (known !== undefined) return known;
  const words = [...new Set([...phrasesOf(language.due), ...phrasesOf(english.due)])].map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|");
  const made = new RegExp(`(?:^|[^\\p{L}])(?:${words})(?!\\p{L})`, "u");
  payPatterns.set(language.code, made);
  return made;
}

/** "10 april als uiterste betaaldatum", "give us till 30 June to pay": what a date is, said behind it. */
const ROLE = new RegExp(`^,? ?(?:is |as |to |for |als |ist |as? |como |come |comme |jako |ca |(?:asi que )?ponl[oa] como |(?:we |they )?want it )?(?:an? |uiterste |last |(?:${said("article")}) ){0,4}(?:${said("pay_day")})(?!\\p{L})`, "u");

/** Words that are said of nothing but the day by which to pay. */
const DUE = new RegExp(`(?:^|[^\\p{L}])(?:${said("due_only")})[^.;\\n]{0,20}$`, "u");

/** Words that a day to pay by follows: "payment ref 12/04" has none. */
const BY = new RegExp(`(?:^|[^\\p{L}])(?:${said("by")})\\s$`, "u");

/** The date that is stated as due, with the words around it as evidence. A day before the mail was paid then, or is none. */
export function statedDue(lines: string[], language: Language, english: Language, order: DayOrder, base: string | null): ({ iso: string | null; text: string } & Spot) | null {
  for (const [index, line] of lines.entries()) {
    const dates = datesOf(line, language, order, base);
    for (const [at, date] of [...dates, ...shortDatesOf(line, order, base)].entries()) {
      const before = plain(line.slice(Math.max(0, date.start - 60), date.start));
      if (at >= dates.length && !DUE.test(before) && !BY.test(before)) continue;
      if (date.iso !== null && base !== null && date.iso < base && !DUE.test(before)) continue;
      const isDue = payable(before, language, english);
      const role = ROLE.exec(plain(line.slice(date.end, date.end + 60)));
      if (!isDue && (role === null || OTHER_DAY.test(clauseBefore(before, before.length)))) continue;
      const column = Math.max(0, date.start - 30);
      const end = isDue || role === null ? date.end : date.end + role[0].length;
      return { iso: date.iso, text: line.slice(column, end).trim(), line: index, column, length: end - column };
    }
  }
  return null;
}
