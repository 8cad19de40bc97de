/**
 * Owns: whether an amount is the price of one - "each", "per hour", "@ 30", "12 lessons at 30" (PRODUCT M2).
 * Never: how many there are.
 */
import { compare } from "../core/money";
import { wordsFor } from "./counts";
import type { Reading } from "./counts";
import { said } from "./lang/all";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { sameLengthPlain } from "./words";

/** "The unit price was $210". */
export const PRICE_OF_ONE = /(?:(?:^|\s)(?:hourly|daily) (?:is|was)|(?:usual|normal|standard|regular) rate|(?:^|[,;(]\s?)(?:(?:my|our|your|the) )?rate|(?:unit|hourly|daily|day|weekly|monthly|piece|single|per[- ]\p{L}+) (?:price|rate|cost|fee|charge)|price per \p{L}+|price each|einzelpreis|stuckpreis|stundensatz|tagessatz|prix unitaire|taux horaire|tarif horaire|precio unitario|precio por \p{L}+|tarifa horaria|prezzo unitario|tariffa oraria|stuksprijs|prijs per \p{L}+|uurtarief|preco unitario|pret unitar|cena jednostkowa|stawka godzinowa)(?: \p{L}{2,8}){0,2}\s*[:=(]?\s*(?:usd|eur|gbp|inr)?\s*$/u;
/** "the 2026 accounts": a year, no count. */
export const YEAR = /^20[1-4]\d$/;
/** "18 days á 620 EUR": in any language, for in plain letters it is an article. */
export const A_ACCENT = /\s[áàâ]\s?$/;
/** "$62.50 a bale", with a currency before: for one. */
export const A_THING = /^\s+an?(?=\s(?!(?:bit|little|lot|few|total|deposit|while|couple|good|big|small|great|discount)\s)\p{Ll}{3,})/u;

/** "12 lessons at 30": a count before "at" makes what follows a price for one. */
export const countBefore = (figures: readonly Figure[], figure: Figure): boolean => figures.some((other) => other.end <= figure.start && other.mark === null && other.count && !other.percent && !YEAR.test(other.text));

/** "6 tracks at 40 a track": behind the number, the thing that was counted before it. In plain letters. */
export function isOfCounted(before: string, after: string): boolean {
  const thing = /^\s+an?\s(\p{L}{3,20})/u.exec(after)?.[1];
  return thing !== undefined && [...before.matchAll(/\d\s(?:\p{L}{2,15}\s)?(\p{L}{3,20})/gu)].some(([, counted = ""]) => counted.startsWith(thing));
}

/** "2 sessions at 4" may name an hour; "at 45" and "at 0.14" do not. */
export const isNoTime = ({ text, value }: Figure): boolean => /[.,]\d/.test(text) || (value !== null && compare(value, "24") > 0);

/** "Each 30", "20 times 35". */
const EACH_BEFORE = new RegExp(`(?:@|\\beach|\\bje|\\brate of|\\d\\s(?:${said("times")}))\\s*$`);
/** "48.50 for one chair". */
export const FOR_ONE = /^\s(?:for|fur|pour|por|per|voor|za|pentru)\s(?:(?:just|only)\s)?(?:one|1|a single|eine?n?|une?|una|uno|uma|een|jed\w{1,3}|o)\s\p{L}{3}/u;

/** "Po 90 zł", "câte 35 lei": each. In plain letters, before the amount. */
export const saysEach = (before: string, { code }: Reading["language"]): boolean => (code === "pl" && /(?:^|\s)po\s*$/.test(before)) || (code === "ro" && /(?:^|\s)cate\s*$/.test(before));

/** "Drei Tage zu ": more than one, in words. */
const countedInWords = (before: string, numbers: ReadonlyMap<string, string>): boolean => [...before.matchAll(/(?:^|[^\p{L}])(\p{L}{2,12})(?=\s\p{L}{3})/gu)].some(([, word = ""]) => (numbers.get(word) ?? "1") !== "1");

/** True when the words around an amount make it a price for one: "each", "per hour", "@ 30", "12 lessons at 30". Such an amount is never the sum. */
export function isForOne(line: string, figure: Figure, { language, english, comma }: Reading): boolean {
  const words = wordsFor(language, english);
  const lower = sameLengthPlain(line);
  const before = lower.slice(0, figure.start);
  const of = /^\s*(?:(?:an?|the|per|je|pro|par|por|al|la|le|el|il)\s)?(\p{L}{3,20})(?!\p{L})/u.exec(lower.slice(figure.end))?.[1];
  // "15 flats of sedum, 31.50 a flat": for one of what was counted.
  const stem = of?.slice(0, Math.max(4, of.length - 1));
  // "Deux séances (90 € la séance)".
  if (stem !== undefined && figure.mark !== null && stem.length >= 4 && [...before.matchAll(/(?:^|[^\p{L}])(\p{L}{2,12})(?=\s(\p{L}{4,20}))/gu)].some(([, count = "", thing = ""]) => words.numbers.has(count) && thing.startsWith(stem))) return true;
  if (of !== undefined && figure.mark !== null && (before.match(/\d\s(\p{L}+)/gu) ?? []).some((counted) => counted.replace(/^\d\s/, "").startsWith(of.slice(0, Math.max(3, of.length - 1))))) return true;
  if (words.each.test(lower.slice(figure.end)) || (figure.mark !== null && FOR_ONE.test(lower.slice(figure.end))) || (figure.mark !== null && language === english && A_THING.test(lower.slice(figure.end))) || EACH_BEFORE.test(before) || PRICE_OF_ONE.test(before)) return true;
  if (figure.mark !== null && saysEach(before, language)) return true;
  return figure.mark !== null && (words.at.test(before) || A_ACCENT.test(line.slice(0, figure.start))) && (countBefore(figuresOf(line, comma), figure) || countedInWords(before, words.numbers));
}
