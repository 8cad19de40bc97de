/**
 * Owns: line items in forms - "Item: X", "Qty: 3", "Unit price: $5" one below the other or beside each other (PRODUCT M2).
 * Never: running text, and never a number whose label says nothing of goods.
 */
import { times } from "../core/money";
import { isTime, unitAt, wordsFor } from "./counts";
import type { Reading } from "./counts";
import { isForOne } from "./for-one";
import { itemOf } from "./items";
import type { Item } from "./items";
import { isCode, labelledLine, labelOf } from "./labels";
import { said } from "./lang/all";
import type { Label } from "./lang/language";
import { TOTAL_LINE } from "./totals";
import { figuresOf } from "./numbers";
import { greetingLength } from "./split";
import { plain, sameLengthPlain } from "./words";

const ITEM_LABELS: Label[] = ["quantity", "unit_price", "amount"];
const UNKNOWN_LABEL = /^\s*(?:[-*•]\s{1,3})?[\p{L}][\p{L}\p{N} ./#&'()-]{0,40}(?::|\t)\s*\S/u;
/** What is billed besides the goods, under a label that elsewhere says where they go. */
export const CARRIAGE = new RegExp(`^(?:${said("freight")})(?: (?:cost|costs|fee|charge|charges|& handling|and handling))?$`);

/** "Number of watches photographed: 32": how many, and of what. */
const NUMBER_OF = new RegExp(`^\\s*(?:[-*•]\\s*)?(?:${said("number_of")})\\s(?:of|der|de|di|van|von)?\\s?(\\p{L}[^:]{2,60}):\\s*(?=\\d)`, "u");
/** "Price per watch: 85.00". */
const PRICE_PER = new RegExp(`^\\s*(?:[-*•]\\s*)?(?:${said("price")})\\s(?:per|pro|par|por|al|je|za|pe|each)\\s\\p{L}[^:]{1,30}:\\s*(?=\\D{0,4}\\d)`, "u");

/** Counts of which one is to be chosen. In plain letters. */
const STEPS = /^\W{0,3}\d[\d.,]{0,8}(?:\s?\/\s?|\s(?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub|albo|si|sau)\s)\d/;

/** "Quantity and rate: 5 days at GBP 320.00 per day". */
const QUANTITY_AND_PRICE = new RegExp(`^\\s*(?:[-*•]\\s*)?(?:${said("how_many")})\\s?(?:and|&|x|×|@|\\/|\\+|und|et|y|e|en|i|si)\\s?(?:(?:unit|day|hourly|daily)\\s)?(?:${said("price")})s?\\s?:\\s*(?=\\S)`, "u");

/** A line whose head says more than a label: as the labels that it stands for. */
function spelled(line: string): string {
  const lower = sameLengthPlain(line);
  const thing = NUMBER_OF.exec(lower);
  if (thing !== null && labelledLine(line)?.label !== "quantity") return `Qty: ${line.slice(thing[0].length)}`;
  const price = PRICE_PER.exec(lower);
  return price !== null && labelledLine(line) === null ? `Unit price: ${line.slice(price[0].length)}` : line;
}

/** What "Number of watches photographed: 32" counts, as written. */
function countedBy(line: string): string | undefined {
  const match = NUMBER_OF.exec(sameLengthPlain(line));
  if (match?.[1] === undefined) return undefined;
  const end = match[0].lastIndexOf(":");
  return line.slice(end - match[1].length, end);
}

/** An item while its labels are read. `said`: its count stands among the words of `whole`, under no label of its own. `agreed`: its price is one that was agreed, which is for all where nothing is counted. */
type Draftable = Item & { said: boolean; whole: string; agreed: boolean };
const FOR_ONE = new RegExp(`(?:${said("for_one")})(?!\\p{L})`, "u");
const AGREED = new RegExp(`(?:${said("fixed")})(?!\\p{L})`, "u");

/** "Desert safari, 4 adults" and one amount: for how many, not how many. */
const FOR_PEOPLE = new RegExp(`\\d\\s(?:${said("people")})(?!\\p{L})`, "u");

/** "Item: X", "Qty: 3", "Unit price: $5" one below the other. */
export function labelledBlocks(lines: string[], reading: Reading): { items: Item[]; used: Set<number> } {
  const used = new Set<number>();
  const items: Item[] = [];
  let current: Draftable | null = null;
  let title = "";
  let titleAt = -1;
  const flush = (): void => {
    if (current !== null && (current.quantity !== null || current.unit_price !== null || current.stated !== null)) items.push(finishItem(current));
    // "Pump shaft, dia 45 x 820 mm" above its labels: the name of what they count.
    if (current !== null && current.quantity !== null && current.description === title && titleAt >= 0) used.add(titleAt);
    current = null;
  };
  lines.forEach((line, index) => {
    const thing = labelledLine(line)?.label === "quantity" ? undefined : countedBy(line);
    const found = labelledLine(spelled(line));
    if (thing !== undefined && found?.label === "quantity") {
      flush();
      title = thing;
    }
    const both = QUANTITY_AND_PRICE.exec(sameLengthPlain(line));
    const counted = both === null ? null : itemOf(line.slice(both[0].length), reading);
    if (counted !== null && counted.quantity !== null && counted.unit_price !== null) {
      current ??= emptyItem(title, line, index);
      Object.assign(current, { quantity: counted.quantity, unit: counted.unit, unit_price: counted.unit_price, mark: counted.mark, source: `${current.source}\n${line}`.slice(0, 400) });
      current.lines.push(index);
      used.add(index);
      return;
    }
    if (found === null) {
      // "💵 S/ 389.90 c/u" below a thing and its count.
      const price = current === null || current.unit_price !== null ? null : itemOf(line, reading);
      if (current !== null && price !== null && price.unit_price !== null && price.mark !== null && price.quantity === null && !/\p{L}{2}/u.test(price.description)) {
        Object.assign(current, { unit_price: price.unit_price, mark: price.mark, source: `${current.source}\n${line}`.slice(0, 400) });
        current.lines.push(index);
        used.add(index);
        return;
      }
      // "CAS number: 67-64-1" tells more of the same thing.
      if (current !== null && UNKNOWN_LABEL.test(line)) return;
      const heading = line.replace(/^[^\p{L}\p{N}]*(?:\d{1,2}[.)])?\s*|[*_:]+\s*$/gu, "").replace(/[*_]/g, "").trim();
      if (heading !== "") {
        flush();
        // A sentence is no heading.
        title = /[.!?]$/.test(heading) || greetingLength(line) > 0 || figuresOf(heading, reading.comma).some(({ mark }) => mark !== null) ? "" : heading;
        titleAt = title === "" ? -1 : index;
      }
      return;
    }
    const carried = CARRIAGE.test(plain(found.name)) ? figuresOf(found.value, reading.comma).filter(({ mark, percent, value }) => mark !== null && !percent && value !== null) : [];
    if (found.label === "other" && carried.length === 1 && carried[0] !== undefined) {
      items.push({ ...finishItem(emptyItem(found.name, line, index)), amount: carried[0].value, stated: carried[0].value, mark: carried[0].mark });
      used.add(index);
      return;
    }
    if (found.label === "other" || found.label === "measure" || found.value === "") return;
    if (found.label === "description") {
      const { each } = wordsFor(reading.language, reading.english);
      if (figuresOf(found.value, reading.comma).some((figure) => figure.mark !== null || each.test(sameLengthPlain(found.value).slice(figure.end)))) return;
      if (current !== null && current.description !== "" && isCode(found)) return;
      // "Qty: 5" may stand above its description.
      if (current !== null && (current.description === "" || current.description === title)) {
        current.description = found.value;
        title = "";
      }
      else {
        flush();
        const counted = itemOf(found.value, reading);
        current = emptyItem(found.value, line, index);
        // "Goods: dismantled furniture, 14 pallets": unless a label of its own says how many.
        if (counted !== null && counted.quantity !== null && countsOnce(found.value, reading) && !lines.some((other) => labelledLine(other)?.label === "quantity")) Object.assign(current, { said: true, quantity: counted.quantity, unit: counted.unit, description: /\p{L}{3}/u.test(counted.description) ? counted.description : found.value, whole: found.value });
      }
      used.add(index);
      return;
    }
    if (!ITEM_LABELS.includes(found.label)) return;
    // "Agreed fee: 14,500 per day".
    const label = found.label === "amount" && figuresOf(found.value, reading.comma).some((figure) => figure.mark !== null && isForOne(found.value, figure, reading)) ? "unit_price" : found.label;
    // "Quantity: 500 and 1,000 units": nobody knows yet which.
    if (label === "quantity" && STEPS.test(plain(found.value))) {
      used.add(index);
      return;
    }
    // "How many: four labels".
    const worded = label === "quantity" && !/\d/.test(found.value) ? (itemOf(found.value, reading)?.quantity ?? null) : null;
    const [written] = figuresOf(found.value, reading.comma).filter((candidate) => !candidate.percent);
    const figure = { value: worded ?? written?.value ?? null, mark: written?.mark ?? null };
    if (figure.value === null) return;
    // The same label again: the next thing.
    const taken = current === null ? null : label === "quantity" ? current.quantity : label === "unit_price" ? current.unit_price : current.stated;
    if (taken !== null) flush();
    // "Sum: 180" below a list is its total.
    if (current === null && label === "amount" && TOTAL_LINE.test(plain(line))) return;
    current ??= emptyItem(title, line, index);
    if (label === "quantity" && current.quantity === null) {
      const item = itemOf(`${found.value} x`, reading);
      current.quantity = figure.value;
      // "No. of trucks: 3 nos flat bed".
      // "The requirements are:" above "Quantity: 50 desk chairs": what stands behind the count is its name.
      if ((current.description === "" || (current.description === title && titleAt >= 0 && /:\W*$/.test(lines[titleAt] ?? ""))) && item !== null && /\p{L}{3}/u.test(item.description)) current.description = item.description;
      current.unit = item?.unit ?? (/hour|hrs/i.test(found.name) ? "hours" : /day/i.test(found.name) ? "days" : /^(?:words|sessions|lessons|visits)$/i.test(found.name) ? found.name.toLowerCase() : null);
    } else if (label === "unit_price" && current.said && current.stated === null && current.open === null && !FOR_ONE.test(plain(line))) {
      // "Service: grooming, 6 dogs" and "Price: £240": an agreed price is for all, any other for one or for all.
      if (AGREED.test(plain(found.name))) current.stated = figure.value;
      else current.open = figure.value;
      current.mark ??= figure.mark;
    } else if (label === "unit_price" && current.unit_price === null) {
      current.unit_price = figure.value;
      current.agreed = AGREED.test(plain(found.name)) && !FOR_ONE.test(plain(line));
      current.mark ??= figure.mark;
    } else if (label === "amount" && current.stated === null) {
      if (current.quantity === null && current.unit_price === null && title === "" && current.description === "") return;
      current.stated = figure.value;
      current.mark ??= figure.mark;
    } else return;
    current.source = `${current.source}\n${line}`.slice(0, 400);
    current.lines.push(index);
    used.add(index);
  });
  flush();
  return { items, used };
}

/** True where one thing is counted, however much it weighs: "12 crates of tiles, 9,800 kg". */
function countsOnce(text: string, reading: Reading): boolean {
  const words = wordsFor(reading.language, reading.english);
  return figuresOf(text, reading.comma).filter(({ end }) => !["kg", "ton", "lb", "ldm"].includes(unitAt(sameLengthPlain(text.slice(end)), words)?.kind ?? "")).length === 1;
}

/** "Film - Qty 3 / Price 12,50 / Amount 37,50": labels on one line with their numbers. */
export function labelledInline(line: string, index: number, reading: Reading): Item | null {
  if (!/\d/.test(line)) return null;
  const parts = line.split(/\s*[/|;,]\s+|\s+[-–—/|]\s*|:\s+(?=\p{L})/u).map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length < 2) return null;
  const item = emptyItem("", line, index);
  let labels = 0;
  for (const part of parts) {
    const [figure, ...more] = figuresOf(part, reading.comma).filter((candidate) => !candidate.percent);
    const label = figure === undefined ? null : labelOf(part.slice(0, figure.start).replace(/[\s:=#]+$/, ""));
    if (figure === undefined || figure.value === null || more.length > 0 || label === null) {
      if (labels === 0 && item.description === "") item.description = part;
      continue;
    }
    if (label === "quantity" && item.quantity === null) item.quantity = figure.value;
    else if (label === "unit_price" && item.unit_price === null) item.unit_price = figure.value;
    else if ((label === "amount" || label === "total") && item.stated === null) item.stated = figure.value;
    else continue;
    item.mark ??= figure.mark;
    labels += 1;
  }
  if (labels < 2 || !/\p{L}{2}/u.test(item.description)) return null;
  const counted = item.quantity === null ? itemOf(item.description, reading) : null;
  return finishItem(counted === null || counted.quantity === null ? item : { ...item, description: counted.description, quantity: counted.quantity, unit: counted.unit });
}

/** An item of which only the words are known yet. */
export function itemNamed(description: string, line: number): Item {
  return { description: description.replace(/[*_]/g, "").trim().slice(0, 200), quantity: null, unit: null, unit_price: null, amount: null, source: "", lines: [line], mark: null, open: null, stated: null };
}

function emptyItem(description: string, source: string, line: number): Draftable {
  return { ...itemNamed(description, line), source, said: false, whole: description, agreed: false };
}

function finishItem(found: Item | Draftable): Item {
  // "PA system rental, 3 days" and one amount for it: how long, not how many.
  const lasts = "said" in found && found.said && ((found.unit !== null && isTime(found.unit)) || FOR_PEOPLE.test(plain(found.whole))) && found.unit_price === null && found.stated !== null;
  const item: Item = lasts ? { ...found, description: found.whole, quantity: null, unit: null } : { ...found };
  if ("agreed" in found && found.agreed && item.quantity === null && item.stated === null) Object.assign(item, { stated: item.unit_price, unit_price: null });
  const product = item.quantity !== null && item.unit_price !== null ? times(item.quantity, item.unit_price) : null;
  const { description, quantity, unit, unit_price, source, lines, mark, open, stated } = item;
  return { description, quantity, unit, unit_price, amount: stated ?? product, source, lines, mark, open, stated };
}
