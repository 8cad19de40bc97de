/**
 * Owns: in which currency the amounts of a mail are: by their marks, by a code, word or sign said apart, by the subject, by the mail below (PRODUCT M2).
 * Never: a choice between two that are named (PRODUCT K6).
 */
import { codeInPassing, codesIn, nameOfCurrency, settleCurrency, signAlone, otherWanted } from "./currency";
import { figuresOf, mask } from "./numbers";
import { unwrap } from "./sentences";
import type { Spot } from "./sentences";

export interface Denomination {
  /** ISO code; null when none is named, or several are. */
  currency: string | null;
  /** The mark it was read from. */
  mark: string | null;
  missing: string[];
  assumptions: string[];
}

/** The words around the amounts: what they stand in, and what tells whose dollar it is. */
export interface Around {
  subject: string;
  text: string;
  /** All that the mail says, with signature and history. */
  whole: string;
  senderDomain: string;
}

const known = (marks: readonly (string | null)[]): string[] => [...new Set(marks.filter((mark): mark is string => mark !== null))];

/** Currency marks of all amounts of a text, each once. */
const marksIn = (text: string, comma: boolean): string[] => known(unwrap(text).flatMap((line) => figuresOf(line, comma).map(({ mark }) => mark)));

/** One currency that a text names apart from any amount. */
function saidApart(text: string): string | null {
  const masked = mask(text);
  const [code, ...more] = codesIn(masked);
  if (code !== undefined) return more.length === 0 ? code : null;
  return codeInPassing(masked) ?? signAlone(text);
}

/** The currency of a mail. `own`: the marks of the amounts that were understood; without any, all amounts of the text count, then of the subject. */
export function denominationOf(own: readonly (string | null)[], { subject, text, whole, senderDomain }: Around, comma: boolean): Denomination {
  const here = known(own).length > 0 ? known(own) : marksIn(text, comma);
  const apart = here.length > 0 ? null : saidApart(text);
  const named = codesIn(mask(text));
  const marks = here.length > 0 ? here : apart === null && named.length === 0 ? [...marksIn(subject, comma), ...known([signAlone(subject)])] : [];
  const settled = [...new Set(marks)].map((mark) => settleCurrency(mark, `${subject}\n${text}\n${whole}`, senderDomain));
  const codes = known(settled.map(({ code }) => code));
  // "30,000 EUR; please invoice in USD".
  const other = [subject, ...unwrap(text)].flatMap((line) => (codes.length === 1 ? known([otherWanted(line, codes[0] ?? "")]) : []))[0];
  const several = other === undefined ? codes : [...codes, other];
  const missing = several.length > 1 ? [`currency (${several.join(" and ")} both stand in the mail)`] : [];
  const sure = several.length === 1 && settled.every(({ code }) => code !== null) ? several[0] : several.length > 1 ? null : undefined;
  const bySign = apart === null ? null : settleCurrency(apart, `${subject}\n${text}\n${whole}`, senderDomain).code;
  const currency = sure === undefined ? (named.length === 1 ? (named[0] ?? null) : (bySign ?? (marks.length === 0 && named.length === 0 ? saidApart(subject) : null))) : sure;
  return { currency, mark: marks[0] ?? null, missing, assumptions: currency === null ? [] : known(settled.map(({ assumed }) => assumed)) };
}

/** Where the currency is said: at the first amount of what was read, else at any amount with its mark, else where its code or name stands. */
export function currencySpot(lines: readonly string[], mark: string | null, code: string, comma: boolean, read: (Spot | undefined)[]): (Spot & { text: string }) | null {
  const marked = lines.flatMap((text, line) => (mark === null ? [] : figuresOf(text, comma).filter((figure) => figure.mark === mark).map((figure) => ({ text: figure.text, line, column: figure.start, length: figure.end - figure.start }))));
  const within = marked.find(({ line, column }) => read.some((spot) => spot !== undefined && spot.line === line && column >= spot.column && column < spot.column + spot.length));
  if (within !== undefined || marked[0] !== undefined) return within ?? marked[0] ?? null;
  const named = (byCode: boolean): (Spot & { text: string })[] => lines.flatMap((text, line) => {
    const found = nameOfCurrency(text, code, byCode);
    return found === null ? [] : [{ ...found, line }];
  });
  return named(true)[0] ?? named(false)[0] ?? null;
}

/** The currency of what is quoted or passed on below, for a mail that names none itself, with the words that name it. */
export function currencyBelow(around: Around, comma: boolean): { currency: string; text: string } | null {
  const { currency, mark } = denominationOf([], around, comma);
  return currency === null ? null : { currency, text: currencySpot(unwrap(around.text), mark, currency, comma, [])?.text ?? currency };
}
