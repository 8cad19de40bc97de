/**
 * Owns: the part of a sum that a mail wants invoiced now - a deposit, an instalment, what is left - where it says how much that is (PRODUCT M2).
 * Never: a part that is only named by its share; what that comes to is asked for.
 */
import { compare, sum, times } from "../core/money";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { said } from "./lang/all";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import type { Requested } from "./requested";
import { sieved } from "./sieve";
import { compiled, sameLengthPlain } from "./words";
import type { Sentence } from "./sentences";

export interface Part {
  value: string;
  mark: string;
  /** What the mail calls it, with its share: "acompte de 30 %". */
  name: string;
  /** Where the amount stands. */
  spot: Sentence;
  /** Where it is asked for. */
  asked: Sentence;
}

/** What is invoiced before the rest, or as the rest. In plain letters. */
const PART = said("deposit", "part");
const PAPER = said("paper");
const JOINS = `(?:(?:${said("joint")})\\s|${said("elided")}){0,5}`;
const SHARE = "(?:\\d{1,3} ?% ?(?:de |d'|of )?)?";
/** "The invoice for the 30% deposit", "facture d'acompte", "deposit invoice", "Abschlagsrechnung". */
const ASKED = sieved(new RegExp(`(?:^|[^\\p{L}])(?:(?:${PAPER})\\s${JOINS}(${SHARE}(?:${PART}))|(${said("deposit_bill")}))(?!\\p{L})`, "u"));
/** Up to the amount that it comes to. */
const COMES_TO = new RegExp(`^(?: (?:${PAPER}))?(?:[\\s,:(=–-]{1,3}(?:(?:${said("amounts_to")})(?![\\p{L}])|\\d{1,3} ?%)){0,4}[\\s,:(=–-]{0,4}$`, "u");
const OF_ALL = new RegExp(`(?:${said("of_all")})[\\s:]{1,2}(?:the |a |un |una )?$`, "u");
const CHANGES = new RegExp(`(?:^|[^\\p{L}])(?:${said("changes")})\\s`, "u");

/** "The first half of 300 EUR": of what, not how much. */
const HALF = new RegExp(`(?:${said("half")})$`, "u");
const OF_IT = new RegExp(`^\\s?(?:${said("of_it")})\\s`, "u");

const isMoney = ({ mark, percent, value }: Figure): boolean => mark !== null && !percent && value !== null;

const ARTICLE = said("article");
const AMOUNT_IS = said("amount_is");

/** "Balance: 1,440.00 EUR", "the deposit is 500 EUR": the only amount that lines which begin with the part state. */
function statedElsewhere(word: string, sentences: readonly Sentence[], reading: Reading): { figure: Figure; spot: Sentence } | null {
  const opens = compiled(`^\\W{0,4}(?:(?:remaining|outstanding|${ARTICLE})\\s){0,2}${word}(?:\\s(?:due|payable|to pay|now|offen))?\\s{0,3}(?:[:=]|${AMOUNT_IS})\\W{0,4}(?:[a-z]{2,3})?\\W{0,3}$`, "u");
  const found = sentences.flatMap((spot) => {
    const [figure, ...more] = figuresOf(spot.text, reading.comma).filter(isMoney);
    return figure !== undefined && more.length === 0 && opens.test(sameLengthPlain(spot.text.slice(0, figure.start))) ? [{ figure, spot }] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The part that is asked for with its amount; null when none is, or when the sentence names more that is to be billed. */
export function partAsked(sentences: readonly Sentence[], asking: readonly string[], reading: Reading): Part | null {
  for (const spot of sentences.filter(({ text }) => asking.includes(text))) {
    const { text } = spot;
    const lower = sameLengthPlain(text);
    const match = ASKED.exec(lower);
    if (match === null) continue;
    const word = match[1] ?? match[2] ?? "";
    const from = match.index + match[0].lastIndexOf(word);
    const end = match.index + match[0].length;
    const figures = figuresOf(text, reading.comma);
    const [first, ...others] = figures.filter(isMoney);
    if (first === undefined) {
      const stated = /\d/.test(word) ? null : statedElsewhere(word, sentences, reading);
      if (stated !== null && stated.figure.value !== null && stated.figure.mark !== null) return { value: stated.figure.value, mark: stated.figure.mark, name: text.slice(from, from + word.length), spot: stated.spot, asked: spot };
      continue;
    }
    const between = lower.slice(end, first.start);
    if (first.start < end || first.value === null || first.mark === null || !COMES_TO.test(between) || (HALF.test(word) && OF_IT.test(between)) || /% ?(?:of|von|de|di|van|z|din)\s/.test(`${between} `)) continue;
    // "(of 2,000 EUR in total)": the sum that it is a part of; anything else is more to bill.
    const [whole, ...more] = others;
    const tail = lower.slice(first.end);
    if (more.length > 0 || (whole !== undefined && (whole.value === null || compare(whole.value, first.value) <= 0 || !OF_ALL.test(lower.slice(first.end, whole.start)))) || (whole === undefined && CHANGES.test(tail) && figures.some((figure) => figure.start >= first.end))) continue;
    const share = figures.find((figure) => figure.percent && figure.start >= from && figure.end <= first.start);
    // "30 % of 2,000 EUR": not what it comes to.
    if (share !== undefined && whole !== undefined && share.value !== null && compare(times(whole.value ?? "0", times(share.value, "0.01")), first.value) !== 0) continue;
    const percent = share === undefined ? "" : ` ${/^[^%]{0,12}%/.exec(text.slice(share.start))?.[0] ?? ""}`;
    const name = share === undefined || share.end <= end ? text.slice(from, from + word.length) : match[1] === undefined ? `${text.slice(from, from + word.length)}${percent}` : `${text.slice(from, share.start).trimEnd()}${percent}`;
    return { value: first.value, mark: first.mark, name, spot, asked: spot };
  }
  return null;
}

/** What is read when only the part is billed: it alone; null when more is asked for, or when what is listed adds up to it. */
export function onlyPart(part: Part, whole: Requested): Requested | null {
  const { items, amounts, pieces } = whole;
  const isAt = (item: Item, { line, column }: Sentence): boolean => item.lines.some((at) => pieces[at]?.spot.line === line && pieces[at].spot.column === column);
  const others = items.filter((item) => !isAt(item, part.asked) && !isAt(item, part.spot));
  const more = others.some((item) => {
    const piece = pieces[item.lines[0] ?? -1];
    return piece !== undefined && (piece.place === "request" || (piece.place === "listed" && piece.spot.line > part.asked.line));
  });
  const worth = others.every(({ amount }) => amount !== null) ? sum(others.map(({ amount }) => amount ?? "0")) : null;
  if (more || (worth !== null && compare(worth, part.value) === 0)) return null;
  const at = pieces.findIndex(({ spot }) => spot.line === part.spot.line && spot.column === part.spot.column);
  const item: Item = { description: part.name, quantity: null, unit: null, unit_price: null, amount: part.value, source: part.spot.text, lines: at === -1 ? [] : [at], mark: part.mark, open: null, stated: part.value };
  return { ...whole, items: [item], amounts: { ...amounts, items: [item], total: null, total_text: null, total_line: null, taken_off: null, subtotal: null, tax: null, tax_rate: null } };
}
