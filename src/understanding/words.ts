/**
 * Owns: text into plain letters, words, sentences and lines - the ground that every reading stands on.
 * Never: meaning. Everything here is one pass over capped input, so that no mail can make it slow.
 */

/** Characters of a mail that are understood; what a person asks for stands within them. */
export const MAX_INPUT = 60_000;
const MAX_SENTENCES = 400;
const MAX_SENTENCE = 600;

const LETTERS: Record<string, string> = { ł: "l", Ł: "L", ß: "ss", ø: "o", Ø: "O", đ: "d", Đ: "D", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", ı: "i" };

/** Letters of western and central Europe and typographic marks: each is read by itself. */
const EUROPEAN = /^[\0-\u024f\u2010-\u2027\u20a0-\u20bf]*$/;
/** Letters that come apart into two or vanish: only these can move what follows. */
const MOVES = /[ßæÆœŒ]|\p{M}|[^\p{ASCII}\p{L}\p{P}\p{S}]/u;

const BEYOND_ASCII = /[^\0-\x7f]/;

/** True when every character is plain English: most mail is, and then much need not be looked for. */
export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text);

/** Letters beyond those of western Europe: dashes, quotation marks, the euro. */
const WIDE = /[^\0-\xff]/;

/**
 * The same text, written anew. An engine keeps a text that has one wide letter at two bytes each, with all that is cut out of it, and patterns take
 * several times as long on it; a line without such a letter need not pay for the mail around it.
 */
function narrow(text: string): string {
  if (WIDE.test(text)) return text;
  let written = "";
  for (let from = 0; from < text.length; from += AT_ONCE) {
    const codes: number[] = [];
    for (let at = from; at < Math.min(from + AT_ONCE, text.length); at += 1) codes.push(text.charCodeAt(at));
    written += String.fromCharCode(...codes);
  }
  return written;
}
/** Letters that are written at once. */
const AT_ONCE = 1_000;

/** Characters of keys that one memory holds before it starts anew: a mail, hardly two. */
const ROOM = 20_000;

/** `make` with a memory: a mail's lines and sentences are looked at from several sides, and the same words always read the same. What it returns is shared, so nobody may change it. */
export function remember<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let held = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    held += text.length;
    if (held > ROOM) {
      known.clear();
      held = text.length;
    }
    known.set(text, made);
    return made;
  };
}

/** Lower case without accents, typographic marks as plain ones; for comparing words, never for showing them. */
export function plain(text: string): string {
  // Most mail is plain already, and this is asked of every word.
  if (isAscii(text)) return (text.includes("`") ? text.replaceAll("`", "'") : text).toLowerCase();
  return folded(text).letters;
}

/** Plain letters with every position kept, so that places found in one hold in the other. */
export function sameLengthPlain(text: string): string {
  if (isAscii(text)) return plain(text);
  const { letters, inPlace } = folded(text);
  if (inPlace) return letters;
  return Array.from(text, (character) => {
    const simple = plain(character);
    return simple.length === character.length ? simple : character.length === 1 ? (simple[0] ?? character) : character;
  }).join("");
}

const plainLetter = remember(simplified);
const moves = remember((letter) => MOVES.test(letter));

/** A text in plain letters, and whether all of them stand in its letters' places. */
const folded = remember((text: string): { letters: string; inPlace: boolean } => {
  if (!EUROPEAN.test(text)) {
    const letters = narrow(simplified(text));
    return { letters, inPlace: letters.length === text.length && !Array.from(text).some((letter) => letter > "\x7f" && moves(letter)) };
  }
  let letters = "";
  let inPlace = true;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) < 128) continue;
    const letter = plainLetter(text[at] ?? "");
    inPlace &&= letter.length === 1;
    letters += text.slice(from, at) + letter;
    from = at + 1;
  }
  const lower = (letters + text.slice(from)).replaceAll("`", "'").toLowerCase();
  return { letters: WIDE.test(text) ? narrow(lower) : lower, inPlace };
});

function simplified(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[łŁßøØđĐæÆœŒı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[’‘`´]/g, "'")
    .replace(/[–—−]/g, "-")
    .toLowerCase()
    .normalize("NFC");
}

/** The text on one line, with single blanks; most blanks are single already and are not touched. */
export const oneLine = (text: string): string => text.replace(/[^\S ]+/g, " ").replace(/ {2,}/g, " ");

const patterns: Record<string, Map<string, RegExp>> = {};

/** A regular expression out of a language file, made once. For `exec` without the flag "g", and for `matchAll` and `replace`. */
export function compiled(source: string, flags: string): RegExp {
  const own = (patterns[flags] ??= new Map<string, RegExp>());
  const known = own.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, flags);
  own.set(source, made);
  return made;
}

export interface Word {
  /** As written. */
  text: string;
  /** In plain letters. */
  plain: string;
  /** A comma, colon or bracket follows. */
  pause: boolean;
}

const CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const MONEY = "(?:[A-Z]{1,3})?[$€£¥₹₩₪₺₽₴฿₱₦]\\s?\\d[\\d.,']*";
const MONEY_BEHIND = "\\d[\\d.,']*(?:[ \\u00A0\\u202F]\\d{3})*[ \\u00A0]?[€£¥₹₩₪₺₽₴฿₱₦]";
const WORD = new RegExp(`${MONEY}|${MONEY_BEHIND}|[nN][°º]|[${CJK}]|#?\\d(?:[\\d.,'/:_#-]|[^\\P{L}${CJK}])*|#[\\p{L}\\d_-]+|[^\\P{L}${CJK}](?:[^\\P{L}${CJK}]|[\\p{M}\\d.'’&_/-])*|@`, "gu");
/** The same for text in plain English, many times as fast. */
const ASCII_WORD = /[A-Z]{0,3}\$\s?\d[\d.,']*|#?\d[\da-zA-Z.,'/:_#-]*|#[a-zA-Z\d_-]+|[a-zA-Z][a-zA-Z\d.'&_/-]*|@/g;
const ENDING = /[.,':/-]+$/;
const ELISION = /^(?:l|d|m|n|s|t|j|c|qu|dell|all|nell|sull|dall|un|quest|lorsqu)['’](?=\p{L})/iu;
/** "Receipt/invoice": either word may be the one that matters. */
const EITHER = /^\p{L}{3,}(?:\/\p{L}{3,})+$/u;
const CLITIC = /^(\p{L}{2,})-(\p{L}[\p{L}-]*)$/u;

/** Words of a sentence. Elisions and hyphenated words come apart ("m'envoyer", "pro-forma"), document ids stay whole. */
export function wordsOf(sentence: string): Word[] {
  const words: Word[] = [];
  const ascii = isAscii(sentence);
  const add = (text: string, pause: boolean): void => {
    const letters = ascii ? text.toLowerCase() : plain(text);
    words.push({ text, plain: letters.startsWith("e-mail") ? `email${letters.slice(6)}` : letters, pause });
  };
  let end = 0;
  for (const whole of sentence.match(ascii ? ASCII_WORD : WORD) ?? []) {
    end = sentence.indexOf(whole, end) + whole.length;
    const last = whole.at(-1) ?? "";
    let text = ".,':/-".includes(last) ? whole.replace(ENDING, "") : whole;
    const pause = last === "," || last === ":" || ",:;()".includes(sentence[end] ?? " ") || (":(".includes(sentence[end + 1] ?? " ") && /\s/.test(sentence[end] ?? ""));
    const elision = /['’]/.test(text) ? ELISION.exec(text) : null;
    if (elision !== null) {
      add(elision[0].slice(0, -1), false);
      text = text.slice(elision[0].length);
    }
    const parts = text.includes("-") && CLITIC.test(text) ? text.split("-").filter((part) => part !== "") : text.includes("/") && EITHER.test(text) ? text.split("/") : [text];
    parts.forEach((part, index) => {
      add(part, pause && index === parts.length - 1);
    });
  }
  return words;
}

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
