/**
 * Owns: the changes with which an answer takes up an offer - "140 chairs rather than 120", "everything as quoted but 6 tents" - laid over the offer's lines (PRODUCT M2).
 * Never: a guess. A change that fits none of the lines, or more than one, is handed back for a question; what is left out is told in chosen.ts.
 */
import type { DraftLine } from "../core/draft";
import { compare, times } from "../core/money";
import { sharesWord } from "./joined";
import { aWord, said } from "./lang/all";
import { figuresOf } from "./numbers";
import { sentencesOf } from "./sentences";
import { sieved } from "./sieve";
import { plain, sameLengthPlain } from "./words";

/** Says that something is other than it was offered. In plain letters. */
const VARIES = sieved(new RegExp(aWord("varies", "instead"), "u"));
const NOTHING_VARIES = new RegExp(aWord("nothing_varies"), "gu");
/** "Rather than 120", "was 120": the count that no longer holds, up to its number. */
const BEFORE_OLD = new RegExp(`(?:^|[^\\p{L}])(?:${said("instead", "not", "was")})\\s(?:(?:${said("article")})\\s)?$`, "u");

/** True when a sentence says that something is other than it was. */
export const varies = (sentence: string): boolean => VARIES.test(plain(sentence).replace(NOTHING_VARIES, " "));

/** The one line that a sentence counts anew, and how many of it; undefined when it counts nothing, null when nobody can say which or how many. */
function recount(sentence: string, lines: readonly DraftLine[]): { line: DraftLine; count: string } | null | undefined {
  const lower = sameLengthPlain(sentence);
  const counts = figuresOf(sentence, false).flatMap(({ mark, percent, count, value, start }) => (mark === null && !percent && count && value !== null ? [{ value, isOld: BEFORE_OLD.test(lower.slice(0, start)) }] : []));
  const counted = lines.filter(({ quantity }) => quantity !== null);
  const isOf = (value: string): DraftLine[] => counted.filter(({ quantity }) => quantity !== null && compare(quantity, value) === 0);
  const old = counts.filter(({ isOld }) => isOld).flatMap(({ value }) => isOf(value));
  const named = counted.filter(({ description }) => sharesWord(sentence, description));
  const [line, ...others] = named.length > 0 ? (old.some((one) => named.includes(one)) ? old.filter((one) => named.includes(one)) : named) : old;
  if (line === undefined) return undefined;
  const news = new Set(counts.flatMap(({ value, isOld }) => (isOld || isOf(value).includes(line) ? [] : [value])));
  const [count] = news;
  if (count === undefined) return undefined;
  return others.length > 0 || news.size > 1 || line.unit_price === null ? null : { line, count };
}

/** The lines with the counts that the answer gives some of them anew; `unclear`: the first sentence with a change that could not be laid over them. */
export function varied(fresh: string, lines: readonly DraftLine[]): { lines: DraftLine[]; unclear: string | null } {
  let result = [...lines];
  let unclear: string | null = null;
  for (const sentence of sentencesOf(fresh)) {
    const found = recount(sentence, lines);
    if (found === null || (found === undefined && varies(sentence))) unclear ??= sentence;
    else if (found !== undefined) result = result.map((line) => (line.description === found.line.description && line.quantity === found.line.quantity && line.unit_price !== null ? { ...line, quantity: found.count, amount: times(found.count, line.unit_price) } : line));
  }
  return { lines: result, unclear };
}
