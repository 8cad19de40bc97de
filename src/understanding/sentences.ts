/**
 * Owns: where lines and sentences of a text begin and end, and where in the text they stand: lines that a mail program broke are one again, entries of a list stay apart.
 * Never: meaning. Everything here is one pass over capped input, so that no mail can make it slow.
 */
import { narrow, remember, WIDE } from "./words";

const MAX_SENTENCES = 400;
const MAX_SENTENCE = 600;

const BULLET = /^\s*(?:[-*•·–—▪◦‣>]|\(?(?:\d{1,2}|[a-zA-H]|[ivx]{1,4})[.)]|\p{Extended_Pictographic}\uFE0F?)\s+/u;
const LABEL = /^\s*[\p{L}][\p{L}\p{M} ./#&'()-]{0,40}[:\t]|^\s*[\p{L}][\p{L}\p{M}\p{N} ./#&'()-]{0,40}:\s/u;

/** "Film - Qty 3 / Price 12,50": a list entry ends with its number, prose seldom does. */
const FIGURES_AT_END = /\s[-–/|]\s[^\n]{0,200}\d\W{0,3}(?:(?:each|ea|nos|pcs|lump ?sum|flat|net|only|(?:per|por|par|pro|je|al|a|à|p\/) ?\p{L}{1,12})\W{0,3})?$/u;
/** "Delivery - R$ 480,00": an entry of its own, below whatever line. */
const ENTRY = /^\p{Lu}[^.!?:;\n]{2,60}\s[-–]\s{1,3}(?:\p{Lu}{0,3}[$€£₹]?|Rs\.?)\s?\d[\d.,]*[^\p{L}\n]{0,6}(?:\p{L}{2,10}\W{0,2})?$/u;

/** A row of a table that was laid out with spaces or strokes. */
const COLUMNS = /\S {3,}\S|\.{4,}|\s\|\s[^|\n]{0,200}\|/;

/** A line that ends in a number goes on with small letters, if at all. */
const ENDS_IN_NUMBER = /\d\W{0,3}$|\d\s?(?:[A-Z]{3}|kr|zł|lei|Kč)$/;
const NO_SMALL_LETTER = /^[^\p{Ll}]/u;

const isLabelled = (line: string): boolean => (line.includes(":") || line.includes("\t")) && LABEL.test(line);

/** A line as it reads, and the offset in the text where it begins. */
interface Line {
  text: string;
  start: number;
}

/** Lines that were broken by a mail program only to fit a width are one line again; lists, labels and table rows stay apart. */
function linesIn(text: string): Line[] {
  const result: Line[] = [];
  const wide = WIDE.test(text);
  let joinable = false;
  let led = false;
  let offset = 0;
  for (const cut of text.split("\n")) {
    const line = wide ? narrow(cut) : cut;
    const trimmed = line.trim();
    const last = result.at(-1);
    const columns = line.includes("\t") || COLUMNS.test(line);
    const starts = trimmed === "" || columns || (last !== undefined && ENDS_IN_NUMBER.test(last.text) && NO_SMALL_LETTER.test(trimmed)) || BULLET.test(line) || isLabelled(line) || (last !== undefined && isLabelled(last.text) && /^\d/.test(trimmed)) || ENTRY.test(trimmed);
    if (joinable && !starts && last !== undefined) last.text = `${last.text} ${trimmed}`;
    else result.push({ text: trimmed, start: offset + line.length - line.trimStart().length });
    offset += line.length + 1;
    // Below "please quote:" even longer lines are entries.
    // An empty line may stand between them.
    led = trimmed === "" ? /[:：]$/.test(last?.text ?? "") : led || /[:：]$/.test(trimmed);
    joinable = trimmed !== "" && line.length >= (led ? 70 : 50) && !columns && !/[.!?:;]$/.test(trimmed) && !FIGURES_AT_END.test(trimmed);
  }
  return result;
}

/** Where something was read: which line of `unwrap`, from which column, how many characters. */
export interface Spot {
  line: number;
  column: number;
  length: number;
}

/** Offsets in UTF-16 units; the end is behind the last character. */
export interface Place {
  start: number;
  end: number;
}

const isBlank = (character: string): boolean => character.trim() === "";

/** A spot as offsets into the text that was unwrapped: blanks may have become one, everything else stands there in its order. */
export function placeOf(text: string, { line, column, length }: Spot): Place | null {
  const found = read(text).lines[line];
  if (found === undefined) return null;
  let at = found.start;
  const pass = (words: string): void => {
    for (const character of words) {
      if (isBlank(character)) continue;
      while (at < text.length && isBlank(text[at] ?? "")) at += 1;
      at += character.length;
    }
  };
  pass(found.text.slice(0, column));
  while (at < text.length && isBlank(text[at] ?? "")) at += 1;
  const start = at;
  pass(found.text.slice(column, column + length));
  return { start, end: at };
}

const ABBREVIATION = /(?:^|[\s(/])(?:no|nr|mr|mrs|ms|dr|st|approx|ca|inc|ltd|co|corp|e\.g|i\.e|vs|ref|attn|art|sig|sr|sra|dott|tel|bzw|z\.b|inkl|zzgl|abs|mwst|ust|str|nos|pcs|hrs|kgs|mtrs|ltrs|qtys|p\.o|ph|est|mt|qty|acc|pos|ul|sp|z o|d\.o|s\.a|s\.r|n|num|pt|ptr|dvs|tgl|rs|fr|max|min|excl|incl|art|bzgl|betr|avg|sp|dept|exkl|evtl|ggf|bspw|hrn?|z\.hd|evt|mevr|dhr|r[ée]f|t[ée]l|mme|spett|egr|gent|rif|cf|wg|godz|zam|jud|ing|arch|prof|(?:\p{L}\.){1,4}\p{L}|std|stk|stck|uds|ud|pzas|pz|szt|cad|p\.p|p\/p|c\/u|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)$/iu;

/** "3. April": the point of an ordinal ends no sentence. */
const DAY = /(?:^|\s)\d{1,2}$/;
const MONTH = /^\s(?:jan|feb|m[aä]r|apr|mai|maj|may|jun|jul|aug|sep|o[kc]t|nov|de[zc])/i;

/** Ends in day and month ("24.02"), and is no amount ("USD 0.62", "$12.10"). */
const isShortDate = (text: string): boolean => /(?:^|[^\d.,])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])$/.test(text) && !/(?:[$€£]|[A-Z]{3})\s?\d{1,2}\.\d{1,2}$/.test(text);

/** What closes a quotation, behind the point. */
const CLOSED = /^\s?[»”]/;

/** A sentence, and where it stands. */
export interface Sentence extends Spot {
  text: string;
}

function sentencesIn(lines: Line[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const [index, { text: line }] of lines.entries()) {
    if (sentences.length >= MAX_SENTENCES) break;
    let start = 0;
    const take = (end: number): void => {
      const part = line.slice(start, end);
      const sentence = part.trim().slice(0, MAX_SENTENCE);
      if (sentence !== "") sentences.push({ text: sentence, line: index, column: start + part.length - part.trimStart().length, length: sentence.length });
      start = end;
    };
    for (const match of line.matchAll(/[.!?;…]+(?=\s|$|["')\]])|[。！？；，]/gu)) {
      const end = match.index + match[0].length;
      // "24.02. (Auftrag 7)": the point of a date.
      if (match[0] === "." && isShortDate(line.slice(Math.max(0, match.index - 10), match.index)) && /^\s\S/.test(line.slice(end, end + 2))) continue;
      if (match[0] === "." && DAY.test(line.slice(Math.max(0, match.index - 3), match.index)) && MONTH.test(line.slice(end, end + 5))) continue;
      const closed = CLOSED.exec(line.slice(end, end + 4));
      if (closed !== null) {
        // "« Un devis ? » : what to answer": the point ends what is quoted, not the sentence.
        if (!/^\s?[:,;–—-]|^\s\p{Ll}/u.test(line.slice(end + closed[0].length))) take(end + closed[0].length);
        continue;
      }
      if (match[0] === "." && ABBREVIATION.test(line.slice(Math.max(0, match.index - 12), match.index))) continue;
      take(end);
    }
    take(line.length);
  }
  return sentences;
}

/** Lines and sentences of a text, each with its place and as it reads. */
const read = remember((text: string) => {
  const lines = linesIn(text);
  const sentences = sentencesIn(lines);
  return { lines, unwrapped: lines.map((line) => line.text), sentences, said: sentences.map((sentence) => sentence.text) };
});

/** The lines of a text as they read: without the breaks that only fit a width. */
export const unwrap = (text: string): string[] => read(text).unwrapped;

/** Sentences of running text, at most `MAX_SENTENCES` and those of one line more, each at most `MAX_SENTENCE` characters. */
export const placedSentencesOf = (text: string): Sentence[] => read(text).sentences;

/** The same, as they read. */
export const sentencesOf = (text: string): string[] => read(text).said;
