/**
 * Owns: what keeps the facts of a request from being sure: sums that do not fit, amounts without a role, parts that may be left out - each a question for a person (PRODUCT K6).
 * Never: an answer to any of them.
 */
import type { DraftLine } from "../core/draft";
import { compare, sum } from "../core/money";
import { unsettledIn } from "./after-all";
import type { Reading } from "./counts";
import type { Item } from "./items";
import type { Requested, Source } from "./requested";
import { BLANK } from "./numbers";
import { placedSentencesOf, sentencesOf, unwrap } from "./sentences";
import { droppedEntry, strayAmount, strayNumber, unpricedIn } from "./stray";
import { loweredIn } from "./lowered";
import { isForTwo, pricedBySeveral } from "./measure";
import { spotsOf } from "./summed";
import type { Hints } from "./summed";
import { contradictions, netAndGross } from "./totals";
import { unexplainedIn } from "./unexplained";
import { inDigits } from "./worded";
import { plain } from "./words";

const shown = (amount: string): string => (amount.includes(".") ? amount.replace(/(\.\d)$/, "$10") : `${amount}.00`);

/** What was understood of a request. */
export interface Understood {
  items: Item[];
  lines: DraftLine[];
  /** Its total, as it goes into the draft. */
  total: string | null;
  /** Entries that may be left out. */
  optional: Item[];
  /** Only a part of what was agreed is asked for. */
  isPart: boolean;
}

/** The first amount of the mail that belongs to no line; null when there is none. `text`: in running text. */
function withoutRole(source: Source, { amounts, pieces, besides, undated }: Requested, { items, lines, total, isPart }: Understood, net: string, reading: Reading): { entry: string | null; text: string | null } {
  const priced = items.filter((item) => item.amount !== null || item.unit_price !== null);
  if (isPart || priced.length === 0) return { entry: null, text: null };
  const known = [net, total, amounts.total?.value, amounts.subtotal, amounts.tax, ...[...items, ...besides].flatMap((item) => [item.unit_price, item.amount, item.stated, item.open, item.replaced])].filter((amount): amount is string => typeof amount === "string");
  // What adds up to the stated sum leaves nothing out.
  const complete = amounts.total !== null && [amounts.total.value, amounts.subtotal].some((stated) => stated !== null && compare(stated, net) === 0) && items.length > 1;
  const knows = (value: string, line: number): boolean => [...known, ...items.filter((item) => spotsOf(item, pieces).some((spot) => spot?.line === line)).map(({ quantity }) => quantity)].some((one) => one !== null && compare(one, value) === 0);
  const entry = strayAmount(unwrap(source.text), reading, known) ?? (complete ? null : droppedEntry(unwrap(source.text), reading, undated, known) ?? strayNumber(placedSentencesOf(source.text), reading, undated, knows));
  if (entry !== null || complete) return { entry, text: null };
  // A line of running text whose sentence holds a number without a role may be read in two ways.
  const running = new Set(priced.flatMap((item) => item.lines).filter((line) => pieces[line]?.row === false));
  return { entry, text: unexplainedIn([...running].map((line) => inDigits(undated(pieces[line]?.text ?? ""), reading.language)), lines, known, reading) };
}

/** What has to be asked before the facts can be relied on, as field names with the words for a person behind them. */
export function doubtsOf(source: Source, requested: Requested, understood: Understood, share: Hints["share"], reading: Reading): string[] {
  const { amounts } = requested;
  const { items, lines, optional } = understood;
  const missing: string[] = [];
  const net = sum(items.map((item) => item.amount ?? "0"));
  const taxed = amounts.tax === null && amounts.total !== null && amounts.total.value !== null && netAndGross(unwrap(source.text), net, amounts.total.value, reading.comma);
  missing.push(...contradictions(taxed ? { ...amounts, total: null } : amounts, lines, items.map((item) => item.stated), shown));
  const stray = source.firm ? withoutRole(source, requested, understood, net, reading) : { entry: null, text: null };
  if (stray.text !== null) missing.push(`total (the mail also names ${stray.text}, which belongs to no line)`);
  if (stray.entry !== null && optional.length === 0) missing.push(`total (the mail also names ${stray.entry}, which belongs to no line)`);
  if (amounts.taken_off !== null) missing.push(`total (the mail takes off: ${amounts.taken_off.slice(0, 120)})`);
  const double = source.firm ? items.find((item) => isForTwo(item, false)) : undefined;
  if (double !== undefined) missing.push(`quantity (${lines[items.indexOf(double)]?.description ?? double.description})`);
  const unsettled = source.firm ? unsettledIn(items, requested.undated(source.text), reading) : null;
  if (unsettled !== null) missing.push(`quantity (${unsettled.replaceAll(BLANK, "").slice(0, 120)})`);
  if (share !== null) missing.push(`total (what does ${share.text} apply to)`);
  const priced = source.firm && items.some((item) => item.amount !== null || item.unit_price !== null);
  const unpriced = priced ? unpricedIn(source.asking, reading) : null;
  if (unpriced !== null) missing.push(`price (${unpriced})`);
  // What adds up to the sum that the mail states is what is to be billed, whatever was free.
  const lowered = priced && (amounts.total === null || amounts.total.value === null || compare(amounts.total.value, net) !== 0) ? loweredIn(sentencesOf(requested.undated(source.text))) : null;
  if (lowered !== null && amounts.taken_off === null) missing.push(`total (the mail takes off: ${lowered.replaceAll(BLANK, "").slice(0, 120)})`);
  const several = priced ? pricedBySeveral(items, ({ lines: [line = -1] }) => (requested.pieces[line]?.row === false ? requested.pieces[line].text : null), reading.comma) : null;
  if (several !== null) missing.push(`quantity (${lines[items.indexOf(several)]?.description ?? several.description})`);
  if (optional.length > 0) missing.push(`optional_items (${optional.map((item) => item.description).join(", ")})`);
  return missing;
}

/** What questions say besides the words of the mail. */
const FRAME = /the mail (?:also names|takes off)|, which belongs to no line|is no exact amount/g;

/** The questions without those about words that another one of the same field is about as well. */
export function askedOnce(missing: readonly string[]): string[] {
  const tokens = missing.map((fact) => plain(fact).replace(FRAME, "").match(/\d(?:[\d.,]*\d)?|[\p{L}_]{2,}/gu) ?? []);
  const says = (other: string[], own: string[]): boolean => other[0] === own[0] && own.length > 1 && own.every((token) => other.includes(token));
  return missing.filter((_, at) => !tokens.some((other, place) => place !== at && says(other, tokens[at] ?? []) && (place < at || !says(tokens[at] ?? [], other))));
}
