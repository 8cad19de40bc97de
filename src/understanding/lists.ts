/**
 * Owns: which lines of a mail are a list - bullets, columns, and short lines below each other that count or price things.
 * Never: what stands in them.
 */
import { labelledLine } from "./labels";
import { isLane } from "./lanes";
import type { Label } from "./lang/language";
import { greetingLength } from "./split";
import { plain, remember } from "./words";

export const BULLET = /^\s*(?:[-*•·–▪◦‣]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])\s+|\t|\|/i;
/** Columns laid out with blanks, and leaders between a name and its number. */
const COLUMNS = /\S\s{2,}\S|\.{3,}\s*\S|\S\s*[-–—_]{2,}>?\s*\S|\s[–—]\s/;
/** Labels of lines that are about the whole mail, not about a thing. */
const ABOUT_ALL: Label[] = ["terms", "due", "po", "reference", "bill_to", "company", "name", "email", "currency", "place", "measure", "other"];
/** Where somebody lives or can be reached. */
const ADDRESS = /\bc\/\s|\b(?:street|st|road|rd|avenue|ave|lane|ln|blvd|boulevard|hwy|highway|drive|floor|suite|postcode|p\.?o\.? ?box|route|building|tower|sector|strasse|str|platz|rue|via|viale|piazza|calle|avenida|plaza|rua|laan|straat|weg|ul|ulica|strada|zone|industriestr\w*|\p{L}+(?:strasse|straat|gasse|laan|weg))(?:\.|,|\s|$)|\b(?:phone|tel|mob|mobile|cell|fax)\b[.:]*\s*[+(\d]|\b(?:iban|bic|swift|gstin|vat (?:id|no|nr|number|reg|[a-z]{2}(?=\s?\d))|reg\.? no|ust-?id\w*|nip|p\.?iva|siret)\b|\S@\S/u;
/** "14 Albert Rd - 4 cleans @ £38": where it was done, and what it costs. */
const PRICED = /[$€£₹]\s?\d|\d\s?[€£]|\s@\s?\d|\t[^\t]*\t\D{0,4}\d[\d., ]*$|[\s:=]\d[\d.,]{0,10}[.,]\d\d\W{0,4}$|(?:price|fee|fixed|agreed|cost|charge)(?: of| at|:)?\s\d[\d.,]{1,10}\W{0,4}$/;
/** "50 st. koppeling": pieces, no street. */
const PIECES_FIRST = /^\W{0,4}\d[\d.,]{0,8}\s?st(?:\.|\s)/u;
/** "3011 Rotterdam", "EC2V 5DE". */
const POSTCODE = /^\s*\d{4,5}\s\p{Lu}\p{L}+(?: \p{Lu}\p{L}*)*$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b/u;
/** What opens an address, not a list. */
const TO_WHOM = /(?:\b(?:to|address|(?:company|billing|invoice|our|contact|bank|vat) details(?: for \w+(?: \w+)?)?|insurer|an|adresse|anschrift|adres|direccion|indirizzo|morada|adresa)|\bbill to\b.*)\s*[:：]$/;
/** About the whole mail, or where somebody is. */
const isAbout = remember((line: string): boolean => ABOUT_ALL.includes(labelledLine(line)?.label ?? "description") || (ADDRESS.test(plain(line).replace(PIECES_FIRST, "")) && !PRICED.test(line)) || POSTCODE.test(line));
const opensAddress = (line: string): boolean => /[:：]\s*$/.test(line) && (TO_WHOM.test(plain(line).trim()) || (/:\s*$/.test(line) && labelledLine(line)?.label === "place"));
/** A sentence of its own, however short. */
const SENTENCE = /[\p{L})][.!?]+["')]*$/u;
const ABBREVIATED = /\b(?:each|ea|pcs|nos|no|hrs|hr|incl|excl|approx|etc|rs|pc|stk|kg|pp|cad|stck)\.$/i;
const MAX_ROW = 140;

function mayBeRow(line: string): boolean {
  const short = line.length <= MAX_ROW && line.trim() !== "" && (!SENTENCE.test(line) || ABBREVIATED.test(line));
  return short && greetingLength(line) === 0 && !/[:：]$/.test(line);
}

const counts = (line: string): boolean => /\d/.test(line) || isLane(line);

/** For each line whether it is an entry of a list. Linear. */
export function rowsIn(lines: readonly string[], asks: (line: string) => boolean): boolean[] {
  const rows = lines.map(() => false);
  for (let start = 0; start < lines.length; start += 1) {
    if ((lines[start] ?? "").trim() === "") continue;
    let end = start;
    while (end < lines.length && (lines[end] ?? "").trim() !== "") end += 1;
    markRun(lines, start, end, asks, rows);
    start = end;
  }
  return rows;
}

/** A stretch between blank lines: bullets and columns are rows; of the rest, lines in a row of at least two that mostly carry numbers, or one behind a colon. */
function markRun(lines: readonly string[], from: number, to: number, asks: (line: string) => boolean, rows: boolean[]): void {
  const line = (at: number): string => lines[at] ?? "";
  const about = (at: number): boolean => isAbout(line(at));
  const lead = (line(from - 1).trim() === "" ? line(from - 2) : line(from - 1)).trim();
  if (opensAddress(lead)) return;
  for (let at = from; at < to; at += 1) rows[at] = BULLET.test(line(at)) && !about(at);
  for (let start = from; start < to; start += 1) {
    let end = start;
    while (end < to && mayBeRow(line(end)) && !(asks(line(end)) && !rows[end]) && !(about(end) && end === start)) end += 1;
    if (opensAddress(line(start - 1))) {
      start = Math.max(start, end - 1);
      continue;
    }
    const run = Array.from({ length: end - start }, (_, index) => start + index);
    const numbered = run.filter((at) => counts(line(at)) && !about(at));
    const led = /[:：]$/.test(start === from ? lead : line(start - 1).trim());
    const shaped = numbered.some((at) => COLUMNS.test(line(at)));
    const addressed = run.filter(about).length * 2 >= run.length;
    if (run.length > 0 && !addressed && numbered.length * 2 >= run.length && (numbered.length >= 2 || led || shaped)) for (const at of run) if (!about(at)) rows[at] = true;
    if (end > start) start = end - 1;
  }
}
