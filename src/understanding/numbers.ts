/**
 * Owns: the numbers of a line - amounts in US, European, Swiss and Indian writing, counts, percentages (PRODUCT M2).
 * Never: floats, and never choosing between two readings: a number that can be read both ways has no value.
 */
import { markAfter, markBefore } from "./currency";
import { absolute, compare, sum, times } from "../core/money";
import { remember, sameLengthPlain } from "./words";

/** Stands where something was blanked, so that every position is kept: "delete", which is no letter, sign or space and not found in mail. It takes one byte like plain English: text with a wider one is kept and searched at two bytes a letter, several times as slowly. */
export const BLANK = "\x7f";

export interface Figure {
  start: number;
  end: number;
  /** As written, with the currency mark. */
  text: string;
  /** Decimal text; null when it can be read in two ways. */
  value: string | null;
  /** Currency mark (ISO code or shared sign), null for a bare number. */
  mark: string | null;
  percent: boolean;
  /** Whole number without separators: may be a count. */
  count: boolean;
}

const DIGITS = /\d{1,3}(?:[\u00A0\u202F ]\d{3})+(?:[.,]\d{1,4})?(?![\d])|\d[\d.,'’]*\d|\d/gu;
const MULTIPLIER: [RegExp, string][] = [[/^\s?(?:k|thousand|mil)(?![\p{L}\p{N}])/u, "1000"], [/^\s?(?:lakhs?|lacs?)(?!\p{L})/u, "100000"], [/^\s?(?:crores?|cr)(?!\p{L})/u, "10000000"], [/^\s?(?:million|millionen|mio|mn)(?!\p{L})/u, "1000000"]];
/** "$2M", "€1.5MM": millions, behind a currency. A small "m" may be metres as well, and then nobody knows what it is. */
const MILLIONS = /^MM?(?![\p{L}\p{N}])/u;
const SMALL_M = /^m(?![\p{L}\p{N}])/u;
const GROUPS = /^\d{1,3}(?:,\d{3})+$/;
const LAKH_GROUPS = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const DOT_GROUPS = /^\d{1,3}(?:\.\d{3})+$/;

/**
 * Decimal text of a written number. `comma` says that the mail writes decimals with a comma ("12,50"); it decides "1.250" and nothing else.
 * Null when both readings remain possible, or when it is no number ("1.2.3").
 */
export function readNumber(written: string, comma: boolean): string | null {
  const digits = written.replace(/[\s\u00A0\u202F'’]/g, "");
  const trimmed = (text: string): string | null => (/^\d{1,12}(?:\.\d{1,6})?$/.test(text) ? text.replace(/^0+(?=\d)/, "") : null);
  if (/^\d+$/.test(digits)) return trimmed(digits);
  const lastDot = digits.lastIndexOf(".");
  const lastComma = digits.lastIndexOf(",");
  if (lastDot !== -1 && lastComma !== -1) {
    const [decimal, group] = lastDot > lastComma ? [".", ","] : [",", "."];
    const [whole = "", fraction = "", ...more] = digits.split(decimal);
    if (more.length > 0 || fraction === "") return null;
    const grouped = whole.split(group).join(",");
    return GROUPS.test(grouped) || LAKH_GROUPS.test(grouped) ? trimmed(`${whole.split(group).join("")}.${fraction}`) : null;
  }
  if (lastComma !== -1) {
    if (LAKH_GROUPS.test(digits) && digits.split(",").length > 2) return trimmed(digits.replace(/,/g, ""));
    if (/^\d+,\d{1,2}$/.test(digits)) return trimmed(digits.replace(",", "."));
    if (GROUPS.test(digits) && !digits.startsWith("0")) return comma && digits.split(",").length === 2 ? null : trimmed(digits.replace(/,/g, ""));
    return /^0,\d+$/.test(digits) ? trimmed(digits.replace(",", ".")) : null;
  }
  if (DOT_GROUPS.test(digits) && !digits.startsWith("0")) {
    if (digits.split(".").length > 2 || comma) return trimmed(digits.replace(/\./g, ""));
    return null;
  }
  return /^\d+\.\d+$/.test(digits) ? trimmed(digits) : null;
}

/** True when the text writes decimals with a comma somewhere beyond doubt. */
export function usesComma(text: string): boolean {
  return /\d\.\d{3},\d{1,2}(?!\d)|(?:^|[^\d.,])\d{1,3},\d{2}(?![\d,.]*\d)/.test(text) && !/\d,\d{3}\.\d{1,2}(?!\d)/.test(text);
}

/** Spans that hold digits but no quantity or amount: addresses of the net, times, phones, ids such as "M10x30" or "PO-2026-001". Before each the characters one of which it needs. */
const MASKED: [string[], RegExp][] = [
  [["@"], /[\w.+-]{1,64}@[\w.-]{1,200}/g],
  [["://", "www."], /https?:\/\/\S{1,2000}|www\.\S{1,500}/g],
  [[":"], /\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b/gi],
  [["+", "00"], /(?:\+|\b00)\d[\d ()/.-]{7,20}\d/g],
  [["("], /\(\d{2,5}\)\s?\d[\d -]{4,12}\d/g],
  [["-", "."], /\b\d{3}[-.]\d{3}[-.]\d{4}\b/g],
  [["n", "N", "#"], /(?:\b[nN][oOrR]\.?|\b[nN][°º]\.?|#)(?!\s?\d{1,3}\s\p{Ll}{4})\s?[\p{L}]{0,4}[-/]?\d[\w/-]{0,30}/gu],
  [["-", "/", "_"], /\b(?=[\w/-]{0,40}\d)[\p{L}][\p{L}\p{N}]{0,20}[-/_]\d[\p{L}\p{N}/_-]{0,40}/gu],
  [["-", "/"], /\b\d{1,6}[-/]\d{1,6}(?:[-/]\d{1,6})+\b|\b20[1-4]\d[-/](?:20)?[1-4]\d\b/g],
  // "40x40", "200x300x5 mm": a size, unless a currency follows.
  [["x", "×"], /\b\d{1,5}(?:[.,]\d{1,2})?[x×]\d{1,5}(?:[.,]\d{1,2})?(?:[x×]\d{1,5}(?:[.,]\d{1,2})?)?(?![\d.,]*\s?(?:[$€£¥₹]|[A-Z]{3}\b|euros?\b|zł|lei\b|kr\b))(?=\s?(?:mm|cm|m|in)\b|[\s,;)/]|$)/gu],
];

/** "R1 450,00", "N85,000": a letter is a currency where the number behind it can only be an amount. */
const LETTER_MARK = /(?:^|[\s(@=:])([RN])\s?$/;
/** "@ R145", "R145 each", "Delivery   R350": a whole number of rand needs such words, since parts are called so as well. */
const RAND_BEFORE = /(?:@|=|\bat|\s\s)\s{0,3}R$/;
const RAND_BEHIND = /^\s{0,3}(?:each|ea|per|excl|incl|only|in total|total|p\/)(?![\p{L}])/u;
const LETTERS_MEAN: Record<string, string> = { R: "ZAR", N: "NGN" };
const SHAPED = /^\d{1,3}(?:[ \u00A0\u202F,]\d{3})+(?:[.,]\d\d)?$|^\d+[.,]\d\d$/;

/** Currencies that are written with three decimals. */
const THOUSANDTHS = new Set(["KWD", "BHD", "OMR", "JOD", "TND"]);

/** Currencies of countries that write thousands with a point: "IDR 850.000", "DKK 14.500". */
const POINTED = new Set(["EUR", "DKK", "SEK", "NOK", "PLN", "RON", "lei", "MDL", "CZK", "HUF", "BGN", "RSD", "TRY", "ISK", "IDR", "VND", "CLP", "COP", "ARS", "PYG", "UYU", "BRL", "AOA", "XOF", "XAF", "CFA", "UAH"]);
/** "About" before a number, in plain letters. */
export const ABOUT_BEFORE = /(?:^|\s)(?:ca\.?|cca\.?|circa|approx\.?|aprox\.?|about|abt\.?|around|etwa|environ|env\.|unos|unas|ongeveer|ok\.?|okolo|~)\s*$/;
/** "Rm 1204, 12/F" of an address; ringgit are written in capitals. */
const ROOM_BEFORE = /(?:^|[^\p{L}\p{N}])(?:Rm|rm)\.?\s?$/u;
const ROOM_BEHIND = /^[A-Za-z]?,?\s?(?:\d{1,2}\/F|F\b|Floor|Block|Tower|Building|Bldg)/i;
/** What euro pallets are called in plain letters. */
const PALLETS_BEFORE = /\bpal(?:l?et\p{L}{0,3})?\.? eur(?:o)? ?$/u;
const PALLET = /^[\s-]?pal(?:l?et|\.|\s|$)/;
const ORDINAL_E = /^e\s(?!(?:each|per|for|plus|and|pro|pour|por|voor|all|total)(?!\p{L}))\p{L}{3}/u;
/** "48 no. 420 W panels": behind a count it means pieces. */
const COUNTED_NO = /^no\.?\s/i;

/** Signs that several currencies share. */
const SHARED_SIGN = /^[$¥£]$|^kr$|^Rs$/;
/** A code right behind an amount, which belongs to no number behind it. */
const SIGN_CODE = /^\s?\(?[A-Z]{3}(?![\p{L}\p{N}])(?!\s?\d)/u;

/** The text with such spans blanked, every position kept. */
export function mask(text: string): string {
  return MASKED.reduce((masked, [needed, span]) => (needed.some((character) => masked.includes(character)) ? masked.replace(span, (match, at: number) => (COUNTED_NO.test(match) && /\d\s?$/.test(masked.slice(Math.max(0, at - 2), at)) ? match : BLANK.repeat(match.length))) : masked), text);
}

const NONE: readonly Figure[] = [];
const withComma = remember((line) => readFigures(line, true));
const withPoint = remember((line) => readFigures(line, false));

/** Numbers of a line from left to right. `line` should have its dates masked already. */
export function figuresOf(line: string, comma: boolean): readonly Figure[] {
  if (!/\d/.test(line)) return NONE;
  return comma ? withComma(line) : withPoint(line);
}

function readFigures(line: string, comma: boolean): Figure[] {
  const visible = mask(line);
  const lower = sameLengthPlain(visible);
  const figures: Figure[] = [];
  // "Door FD30 926 x 2040": digits that belong to letters are no thousands.
  const apart = visible.replace(/(?:^|[\s(@=:])[RN](?=\d)|\p{L}\d{1,3}[ \u00A0\u202F](?=\d{3})/gu, (group) => (/\d/.test(group) ? `${group.slice(0, -1)}\t` : group));
  for (const match of apart.matchAll(DIGITS)) {
    let written = match[0];
    let start = match.index;
    let end = start + written.length;
    const rand = visible[start - 1] === "R" && /^\d{2,6}$/.test(written) && (RAND_BEFORE.test(visible.slice(Math.max(0, start - 8), start)) || RAND_BEHIND.test(lower.slice(end, end + 14)));
    const letter = rand || SHAPED.test(written) ? LETTER_MARK.exec(visible.slice(Math.max(0, start - 3), start)) : null;
    const room = ROOM_BEFORE.test(visible.slice(Math.max(0, start - 6), start)) || (/RM\s?$/.test(visible.slice(Math.max(0, start - 4), start)) && ROOM_BEHIND.test(visible.slice(end, end + 16)));
    const before = letter === null ? room || PALLETS_BEFORE.test(lower.slice(Math.max(0, start - 22), start)) ? null : markBefore(lower.slice(Math.max(0, start - 22), start)) : { mark: LETTERS_MEAN[letter[1] ?? ""] ?? "", length: letter[0].trimStart().replace(/^[(@=:]/, "").length };
    let after = markAfter(lower.slice(end, end + 24));
    // "52,- €", "1.200,-- EUR".
    const dash = after !== null ? null : /^[,.]-{1,2}(?=\s?[^\d\s])/.exec(lower.slice(end, end + 6));
    const behindDash = dash === null ? null : markAfter(lower.slice(end + dash[0].length, end + 24));
    if (dash !== null && behindDash !== null) after = { ...behindDash, length: behindDash.length + dash[0].length };
    if (written.includes(" ") && before === null && after === null && !comma) {
      // Without a currency "2 100" is two numbers.
      written = written.slice(0, written.indexOf(" "));
      end = start + written.length;
      after = null;
    }
    const previous = lower[start - 1] ?? "";
    const next = lower[end] ?? "";
    if (before === null && /[\p{L}#\x7f_]/u.test(previous) && previous !== "x") continue;
    const tail = visible.slice(end, end + 4);
    const isMillions = before !== null && MILLIONS.test(tail);
    const factor: [RegExp, string] | undefined = isMillions ? [/^mm?/, "1000000"] : MULTIPLIER.find(([word]) => word.test(lower.slice(end, end + 12)));
    const factorLength = factor === undefined ? 0 : (factor[0].exec(lower.slice(end, end + 12))?.[0].length ?? 0);
    if (factorLength > 0) after = markAfter(lower.slice(end + factorLength, end + factorLength + 24));
    // "Mileage at 45p".
    const pence = before === null && after === null && /^\d{1,2}$/.test(written) && /^p(?![\p{L}\d])/u.test(lower.slice(end, end + 2)) && /(?:^|\s)(?:at|@|of|x)\s?$/.test(lower.slice(Math.max(0, start - 4), start));
    if (pence) after = { mark: "GBP", length: 1 };
    // "35¢", "20 @ 12c": hundredths, of the dollar where the sign says so.
    const sign = before === null && after === null && /^\d{1,2}$/.test(written) && /^\s?¢/.test(lower.slice(end, end + 2));
    if (sign) after = { mark: "$", length: lower[end] === "¢" ? 1 : 2 };
    const cents = !sign && before === null && after === null && /^\d{1,2}$/.test(written) && /^c(?![\p{L}\d°])/u.test(lower.slice(end, end + 2)) && /(?:^|\s)(?:at|@|x)\s?$/.test(lower.slice(Math.max(0, start - 4), start));
    // "De 2e termijn", "la 3e facture": which one.
    if (after?.mark === "EUR" && ORDINAL_E.test(lower.slice(end, end + 12)) && /^\d{1,2}$/.test(written)) after = null;
    // "6 euro pallets", "14 paleti EUR 120x80": a kind of pallet.
    if (after !== null && PALLET.test(lower.slice(end + after.length, end + after.length + 8))) after = null;
    // "$8,500.00 MXN": the code says which dollars or pesos the sign means.
    const sharp = before !== null && after !== null && SHARED_SIGN.test(before.mark) && after.mark !== before.mark && SIGN_CODE.test(visible.slice(end, end + 10)) ? { mark: after.mark, length: after.length } : null;
    const mark = sharp ?? (after !== null && before === null ? after : before);
    // "KD 48.500": a thousand parts to the dinar.
    const thousandths = THOUSANDTHS.has(mark?.mark ?? "") && /^\d{1,3}\.\d{3}$/.test(written);
    let value = thousandths ? written : readNumber(written, comma || (mark !== null && POINTED.has(mark.mark) && /^\d{1,3}(?:\.\d{3})+$/.test(written)));
    if (value !== null && factor !== undefined) value = times(value, factor[1]);
    if (before !== null && SMALL_M.test(tail)) value = null;
    if (value !== null && (pence || sign || cents)) value = times(value, "0.01");
    if (before !== null) start -= before.length;
    if (cents) end += 1;
    end += factorLength + (sharp !== null ? sharp.length : mark === after && after !== null ? after.length : before !== null && after?.mark === before.mark ? after.length : 0);
    end += /^(?:\/-|,-{1,2}|\.-{1,2})(?!\d)/.exec(lower.slice(end, end + 4))?.[0].length ?? 0;
    const percent = /^\s?(?:%|percent|prozent)/.test(lower.slice(end, end + 9));
    if (mark === null && /[\x7f_]/.test(next)) continue;
    figures.push({ start, end, text: line.slice(start, end).trim(), value, mark: mark?.mark ?? null, percent, count: /^\d{1,6}$|^\d{1,3}(?:[,.' ]\d{3})+$/.test(written) && value !== null && factor === undefined && !cents && !/^0\d/.test(written) });
  }
  return figures;
}

/** Equal but for a rounding of one hundredth. */
export function near(a: string, b: string): boolean {
  return compare(absolute(sum([a, b.startsWith("-") ? b.slice(1) : `-${b}`])), "0.01") <= 0;
}
