/**
 * Owns: the part of a sum that a mail wants invoiced now - a deposit, an instalment, what is left - where it says how much that is (PRODUCT M2).
 * Never: a part that is only named by its share; what that comes to is asked for.
 */
import { compare, sum, times } from "../core/money";
import type { Reading } from "./counts";
import type { Item } from "./items";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import type { Requested } from "./requested";
import { compiled, sameLengthPlain } from "./words";
import type { Sentence } from "./words";

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
const PART = [
  "deposit|down ?payment|advance(?: payment)?|pre-?payment|(?:first|second|third|fourth|1st|2nd|3rd|final|last|next) (?:instal?ment|half|part|stage|tranche|payment|third)|instal?ment|(?:remaining |outstanding )?balance|remainder",
  "anzahlung|abschlag(?:s?zahlung)?|(?:erste|zweite|dritte|letzte)n? (?:rate|halfte|teilzahlung)|teilbetrag|restbetrag|restsumme",
  "acompte|solde|(?:premiere?|deuxieme|seconde?|derniere?) (?:versement|tranche|echeance|moitie)",
  "anticipo|senal|saldo|(?:primer|segundo|tercer|ultimo) (?:pago|plazo)",
  "acconto|caparra|(?:prima|seconda|ultima) (?:rata|tranche|meta)",
  "aanbetaling|voorschot|(?:eerste|tweede|laatste) (?:termijn|helft|deel)|restbedrag",
  "sinal|adiantamento|(?:primeira|segunda|ultima) (?:prestacao|parcela|metade)",
  "avans(?:ul|ului)?|acont(?:ul|ului)?|(?:prima|a doua|ultima) (?:transa|rata)",
  "zaliczk[aeiou]|przedplat[aey]|zadat(?:ek|ku)|(?:pierwsz|drug|ostatni)\\p{L}{1,3} rat[aey]",
].join("|");
const PAPER = "invoice|bill|pro-?forma|pi|(?:schluss)?rechnung|facture|factura|fattura|factuur|fatura|fakture|faktura|faktury|proforme|proformy";
const JOINS = "(?:(?:proforma|pro-?forma|finale?|us|me|now|for|of|over|about|the|your|our|that|this|uber|fur|die|der|den|das|eine[nr]?|pour|de|du|la|le|por|del|el|il|lo|per|di|dello|della|voor|van|het|een|do|da|o|a|pentru|na|za)\\s|[dl]['’]|dell['’]){0,5}";
const SHARE = "(?:\\d{1,3} ?% ?(?:de |d'|of )?)?";
/** "The invoice for the 30% deposit", "facture d'acompte", "deposit invoice", "Abschlagsrechnung". */
const ASKED = new RegExp(`(?:^|[^\\p{L}])(?:(?:${PAPER})\\s${JOINS}(${SHARE}(?:${PART}))|(deposit|advance(?: payment)?|down ?payment|balance)(?= (?:invoice|bill|pro-?forma)(?!\\p{L}))|(abschlags?rechnung|anzahlungsrechnung|aanbetalingsfactuur|voorschotfactuur|fakture zaliczkowa|faktura zaliczkowa))(?!\\p{L})`, "u");
const NAMED_AS = "(?:invoice|bill|pro-?forma|rechnung|factuur)";
const LINKS = "of|for|over|uber|von|vom|del?|della|do|da|des|d'un montant de|por|per|di|van|o|a|in hohe von|na kwote|w kwocie|in valoare de|in the amount of|amounting to|i\\.?e\\.?|so|which is|that is|soit|es decir|cioe|ou seja|czyli|adica|dus|also|d\\.? ?h\\.?|now|w wysokosci";
/** Up to the amount that it comes to. */
const COMES_TO = new RegExp(`^(?: ${NAMED_AS})?(?:[\\s,:(=–-]{1,3}(?:(?:${LINKS})(?![\\p{L}])|\\d{1,3} ?%)){0,4}[\\s,:(=–-]{0,4}$`, "u");
const OF_ALL = /(?:total\p{L}*|whole|full|all|of|out of|von|insgesamt|gesamt\p{L}*|sur|del?|sul?|di|van|din|z|calosc|razem|em|no|na)[\s:]{1,2}(?:the |a |un |una )?$/u;
const CHANGES = /(?:^|[^\p{L}])(?:less|minus|discount|off|plus|and|und|et|y|ed?|en|oraz|i|si|rabatt|skonto|remise|descuento|sconto|korting|desconto)\s/u;

/** "The first half of 300 EUR": of what, not how much. */
const HALF = /(?:half|third|part|stage|halfte|moitie|mitad|meta|metade|helft|deel)$/;
const OF_IT = /^\s?(?:of|von|vom|del?|di|della|van|do|da|z)\s/;

const isMoney = ({ mark, percent, value }: Figure): boolean => mark !== null && !percent && value !== null;

/** "Balance: 1,440.00 EUR", "the deposit is 500 EUR": the only amount that lines which begin with the part state. */
function statedElsewhere(word: string, sentences: readonly Sentence[], reading: Reading): { figure: Figure; spot: Sentence } | null {
  const opens = compiled(`^\\W{0,4}(?:(?:the|our|your|der|die|le|la|il|el|lo|o|de|het|remaining|outstanding)\\s){0,2}${word}(?:\\s(?:due|payable|to pay|now|offen))?\\s{0,3}(?:[:=]|is|comes to|ist|betragt|es de|est de|e di)\\W{0,4}(?:[a-z]{2,3})?\\W{0,3}$`, "u");
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
    const word = match[1] ?? match[2] ?? match[3] ?? "";
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
