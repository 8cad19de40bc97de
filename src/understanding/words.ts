/**
 * Owns: text as letters and words - plain letters, the words of a sentence, what is remembered of a text - the ground that every reading stands on.
 * Never: meaning, nor where a sentence ends (sentences.ts). Everything here is one pass over capped input, so that no mail can make it slow.
 */

/** Characters of a mail that are understood; what a person asks for stands within them. */
export const MAX_INPUT = 60_000;

const LETTERS: Record<string, string> = { ł: "l", Ł: "L", ß: "ss", ø: "o", Ø: "O", đ: "d", Đ: "D", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", ı: "i" };

/** Letters of western and central Europe and typographic marks: each is read by itself. */
const EUROPEAN = /^[\0-\u024f\u2010-\u2027\u20a0-\u20bf]*$/;
/** Letters that come apart into two or vanish: only these can move what follows. */
const MOVES = /[ßæÆœŒ]|\p{M}|[^\p{ASCII}\p{L}\p{P}\p{S}]/u;

const BEYOND_ASCII = /[^\0-\x7f]/;

/** True when every character is plain English: most mail is, and then much need not be looked for. */
export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text);

/** Letters beyond those of western Europe: dashes, quotation marks, the euro. */
export const WIDE = /[^\0-\xff]/;

/**
 * The same text, written anew. An engine keeps a text that has one wide letter at two bytes each, with all that is cut out of it, and patterns take
 * several times as long on it; a line without such a letter need not pay for the mail around it.
 */
export function narrow(text: string): string {
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
