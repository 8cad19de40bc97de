/**
 * Owns: laying what a later mail wants otherwise over a complete draft - counts, prices, further things, dates, references (PRODUCT M4).
 * Never: guessing. What may be meant in two ways changes nothing, and the person is shown it.
 */
import type { Draft, DraftLine } from "../core/draft";
import { times } from "../core/money";
import type { Facts } from "./facts";
import { sentenceWith, words, type Heard } from "./heard";
import { sharesWord } from "./joined";
import { said } from "./lang/all";
import { poNumber } from "./refs";
import { plain } from "./words";

const CONTENT = ["currency", "lines", "total", "due_date", "terms", "po_number"] as const;
/** What of a draft a later mail can change, to compare two of them. */
export const content = (draft: Draft): string => JSON.stringify(CONTENT.map((field) => draft[field]));

/** "Actually make it 12": said of the only line there is. */
const JUST_COUNT = /\b(?:make (?:it|that)|change (?:it|that|the quantity) to|it should be|quantity (?:is|should be))\s(\d{1,5})(?: please| instead)?\s*(?:[.!]|$)/;

/** The draft with other lines; what was said of its total holds no more. */
function relined(draft: Draft, lines: DraftLine[], evidence: Record<string, string>): Draft {
  const { total: _total, ...kept } = draft.evidence;
  return { ...draft, lines, total: null, evidence: { ...kept, ...evidence } };
}

/** "Make it 12 chairs": a bare count in front of the one thing that it can mean. */
function recounted(draft: Draft, heard: Heard): Draft | null {
  const { text, now, facts } = heard;
  if (facts.currency !== null || facts.total !== null) return null;
  const [single] = draft.lines;
  const bare = JUST_COUNT.exec(plain(text));
  if (bare?.[1] !== undefined && draft.lines.length === 1 && single !== undefined && single.unit_price !== null && single.quantity !== null) {
    return relined(draft, [{ ...single, quantity: bare[1], amount: times(bare[1], single.unit_price) }], { "lines.0": sentenceWith(bare[0], heard) });
  }
  const counts = [...now.matchAll(/(?:^|[^\p{L}\d.,/-])((\d{1,6})\s?(?:x\s)?(\p{L}[\p{L}-]+))/gu)].map(([, said = "", count = "", thing = ""]) => ({ said, count, thing }));
  const meant = counts.map(({ thing }) => draft.lines.filter((line) => sharesWord(thing, line.description)));
  if (counts.length === 0 || meant.some((found) => found.length !== 1) || new Set(meant.flat()).size !== counts.length) return null;
  const evidence: Record<string, string> = {};
  const lines = draft.lines.map((line, at) => {
    const found = counts.find((_, index) => meant[index]?.[0] === line);
    if (found === undefined || line.unit_price === null) return line;
    evidence[`lines.${at}`] = sentenceWith(found.said, heard);
    return { ...line, quantity: found.count, amount: times(found.count, line.unit_price) };
  });
  return relined(draft, lines, evidence);
}

/** "2 more": no name of a thing. */
const NAMELESS = new RegExp(`^(?:${said("more")})(?: (?:${said("of_it")}) .*)?$`);
const isWhole = ({ description, quantity, unit_price }: DraftLine): boolean => description !== "" && !NAMELESS.test(plain(description)) && quantity !== null && unit_price !== null;
/** "a lamp": one of it. */
const ONE = new RegExp(`^(?:${said("one_of")})\\s`, "i");
/** Words that ask for something stand before what is asked for; it is looked for behind so many. */
const MOST_ASKING = 14;

/** The things that a sentence wants besides, without the words that ask for them: "Could you also add a lamp at 30 EUR?". */
function things(sentence: string, { facts, read }: Heard): Facts | null {
  if (facts.lines.length > 0 && facts.lines.every(isWhole)) return facts;
  const starts = [...sentence.matchAll(/\s\S/gu)].slice(0, MOST_ASKING);
  for (const { index } of starts) {
    const part = sentence.slice(index + 1);
    const found = read(part);
    const lines = ONE.test(part) && found.lines.length === 1 ? found.lines.map((line) => (line.quantity === null && line.unit_price === null ? { ...line, quantity: "1", unit_price: line.amount } : line)) : found.lines;
    if (lines.length > 0 && lines.every(isWhole) && found.missing.length === 0) return { ...found, lines };
  }
  return null;
}

/** "Please also add two lamps at 30 EUR each": lines behind those of the draft. Null when a count or a price of one is not said, or one may be a line that is there. */
function added(draft: Draft, heard: Heard): Draft | null {
  const { adds, replaces } = heard.gist;
  const more = adds === null || replaces !== null || draft.lines.length === 0 ? null : things(adds, heard);
  if (more === null || more.missing.length > 0 || (more.currency !== null && more.currency !== draft.currency)) return null;
  if (more.lines.some((said) => draft.lines.some((line) => sharesWord(said.description, line.description)))) return null;
  const said = more.lines.map(({ description }, index): [string, string] => [`lines.${draft.lines.length + index}`, words(more.evidence[`lines.${index}`] ?? description, heard)]);
  return relined(draft, [...draft.lines, ...more.lines], Object.fromEntries(said));
}

/** "Please add 2 more chairs at 35 EUR each": besides those that are there, which is neither a new count of them nor a new thing. */
function onTop({ lines }: Draft, { gist, read }: Heard): boolean {
  if (gist.adds === null || gist.replaces !== null) return false;
  const { adds } = gist;
  const said = read(adds);
  return said.lines.length > 0 || said.total !== null || (/\d/.test(adds) && lines.some((line) => sharesWord(adds, line.description)));
}

/** A complete draft with what a further mail wants otherwise; null when that cannot be laid over it for certain. */
export function changed(draft: Draft, newer: Draft, heard: Heard): Draft | null {
  const { lines, total, missing } = heard.facts;
  // Which line and which sum is meant is settled below; the words are kept for those.
  const evidence = Object.fromEntries(Object.entries(heard.facts.evidence).flatMap(([field, said]) => (/^(?:lines|total)/.test(field) ? [] : [[field, words(said, heard)]])));
  const due_date = heard.facts.due_date ?? draft.due_date;
  const terms = heard.facts.terms ?? draft.terms;
  const po = poNumber([heard.text]);
  const whole = { ...draft, due_date, terms, po_number: po?.value ?? draft.po_number, evidence: { ...draft.evidence, ...evidence, ...(po && { po_number: words(po.text, heard) }) }, places: {} };
  const more = added(whole, heard);
  if (more !== null || onTop(draft, heard)) return more;
  if (newer.kind === "invoice_request" && newer.action === "draft") return wanted(whole, newer, heard);
  const counted = recounted(whole, heard);
  if (counted !== null || missing.length > 0) return counted;
  if (lines.length === 0 && total === null) return content(whole) === content(draft) ? null : whole;
  // "12 chairs instead of 10": the one line that is meant, with the count that is new.
  const meant = lines.map((said) => draft.lines.filter((line) => sharesWord(said.description, line.description) || (draft.lines.length === 1 && said.description === "")));
  if (lines.length === 0 || meant.some((found) => found.length !== 1)) return null;
  const next = draft.lines.map((line) => {
    const said = lines.find((_, index) => meant[index]?.[0] === line);
    if (said === undefined || (said.quantity === null && said.unit_price === null)) return line;
    const quantity = said.quantity ?? line.quantity;
    const unit_price = said.unit_price ?? line.unit_price;
    return unit_price === null || quantity === null ? null : { ...line, quantity, unit_price, amount: times(quantity, unit_price) };
  });
  const sure = next.flatMap((line) => line ?? []);
  const said = lines.flatMap((_, index): [string, string][] => meant[index]?.[0] === undefined ? [] : [[`lines.${draft.lines.indexOf(meant[index][0])}`, words(heard.facts.evidence[`lines.${index}`] ?? heard.text, heard)]]);
  return sure.length === next.length ? relined(whole, sure, Object.fromEntries(said)) : null;
}

/** The whole request said anew. Other things than before without a word that they come instead: nobody knows whether they come on top. */
function wanted(draft: Draft, newer: Draft, heard: Heard): Draft | null {
  const same = newer.lines.length === 0 || draft.lines.length === 0 || newer.lines.some((said) => draft.lines.some((line) => sharesWord(said.description, line.description)));
  if (!same && heard.gist.changes === null && heard.gist.replaces === null) return null;
  const evidence = Object.fromEntries(Object.entries(heard.facts.evidence).flatMap(([field, said]) => (/^(?:lines|total)/.test(field) ? [[field, words(said, heard)]] : [])));
  return { ...relined(draft, newer.lines, evidence), total: newer.total, currency: newer.currency ?? draft.currency };
}

/** "No tables please, only the chairs", "4 more chairs": a sentence that may take something of the draft away, or want more of it. */
export function doubtful(draft: Draft, heard: Heard): string | null {
  const { narrows, adds } = heard.gist;
  const less = narrows.find((sentence) => draft.lines.some((line) => sharesWord(sentence, line.description)));
  return less ?? (onTop(draft, heard) ? adds : null);
}
