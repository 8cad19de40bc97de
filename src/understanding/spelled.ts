/**
 * Owns: forms without colons - "Visits ...... 21", "Rate AED 294.00 per no" - and labels that go by the name of the thing, rewritten as the labels that they stand for (PRODUCT M2).
 * Never: running text: what stands alone with a number is no form.
 */
import type { Label } from "./lang/language";
import { labelOf } from "./labels";
import { plain } from "./words";

const ITEM_LABELS: (Label | null)[] = ["quantity", "unit_price", "amount"];
/** "Visits ............ 21". */
const LEADERS = /^(\s{0,8}\p{L}[^.:\t|]{1,40}?)\s?(?:\.{3,}|…|_{3,})\s{0,4}(?=\S)/u;
/** "Quantity 25 nos", "Rate AED 294.00 per no": nothing but a label, a number and what it counts. */
const BARE = /^(\s{0,8}(?:[-*•]\s)?(\p{L}[\p{L} ]{1,20}?))\s{1,12}(?=(?:[A-Z]{3}\s?|Rs\.?\s?)?[$€£₹]?\s?\d[\d.,']{0,14}(?:\s?(?:[A-Z]{3}|[$€£]))?(?:\/-)?(?:(?:\s|\s?\/\s?)(?:(?:per|an?|each|the)\s)?\p{L}{1,14}\.?)?\s*$)/u;
/** "Price per visit: 74": what is counted where it says so. */
const PER = /^\s{0,8}(?:[-*•]\s)?(?:unit |agreed |our |your )?(?:price|rate|cost|fee|charge)s? (?:per|for one|for each|of one|a) (\p{L}{3,20})\s?:/u;
const COUNT = /^\s{0,8}(?:[-*•]\s)?(?:number of |no\. of )?(\p{L}{3,20})\s?:\s{0,4}(?=\d[\d.,]{0,6}\s*$)/u;
/** How many lines apart labels of one thing may stand. */
const NEAR = 3;

const stem = (word: string): string => plain(word).replace(/(?:es|s)$/, "");

/** "Visits: 21" beside "Price per visit: 74": how many. */
function withCounts(lines: string[]): string[] {
  const priced = new Set(lines.flatMap((line) => PER.exec(plain(line))?.[1] ?? []).map(stem));
  if (priced.size === 0) return lines;
  return lines.map((line) => {
    const [head, thing] = COUNT.exec(line) ?? [];
    return head === undefined || thing === undefined || !priced.has(stem(thing)) || labelOf(thing) === "quantity" ? line : `Quantity: ${line.slice(head.length).trim()} ${thing.toLowerCase()}`;
  });
}

/** The lines of a mail, as many as before, with a colon behind each label of a form. `used`: lines of the form that hold no item. */
export function spelledOut(lines: string[]): { lines: string[]; used: number[] } {
  const led = lines.map((line) => (line.includes("...") || /…|___/.test(line) ? LEADERS.exec(line) : null));
  const named = led.filter((match) => match !== null && (ITEM_LABELS.includes(labelOf(match[1] ?? "")) || PER.test(`${plain(match[1] ?? "").trim()}:`)));
  const isForm = named.length >= 2;
  const dotted = isForm ? lines.map((line, index) => (led[index] ? `${led[index][1] ?? ""}: ${line.slice(led[index][0].length)}` : line)) : lines;
  const labels = dotted.map((line) => {
    const match = /\d/.test(line) ? BARE.exec(line) : null;
    const label = match === null ? null : labelOf(match[2] ?? "");
    return label !== null && ITEM_LABELS.includes(label) ? { label, match } : null;
  });
  const paired = labels.map((own, index) => own !== null && labels.some((other, at) => other !== null && other.label !== own.label && Math.abs(at - index) <= NEAR));
  const spelled = dotted.map((line, index) => (paired[index] === true ? `${labels[index]?.match?.[1] ?? ""}: ${line.slice(labels[index]?.match?.[0].length ?? 0)}` : line));
  return { lines: withCounts(spelled), used: isForm ? led.flatMap((match, index) => (match === null ? [] : [index])) : [] };
}
