/**
 * Owns: lines of the form "Label: value" and the meaning of table heads, in every language at once - people mix them in forms.
 * Never: running text.
 */
import { LANGUAGES, said } from "./lang/all";
import type { Label } from "./lang/language";
import { typed } from "./lang/spelling";
import { sieved } from "./sieve";
import { oneLine, plain, remember, sameLengthPlain } from "./words";

const LABELS = new Map<string, Label>();
const normal = (text: string): string => oneLine(plain(text).replace(/[*_.#()]/g, " ")).trim();
for (const language of LANGUAGES) {
  for (const [label, phrases] of Object.entries(language.labels) as [Label, string][]) {
    for (const phrase of phrases.split(",").flatMap(typed)) {
      const key = normal(phrase);
      if (key !== "" && !LABELS.has(key)) LABELS.set(key, label);
    }
  }
}

/** "Dia" is a day behind a stroke, whatever it is at the head of a line. */
const PERIODS = new Set(LANGUAGES.flatMap(({ labels }) => (labels.period ?? "").split(",").flatMap(typed)).map(normal).filter((key) => key !== ""));

export interface Labelled {
  label: Label;
  /** The label as written. */
  name: string;
  value: string;
}

const HOLDERS = new RegExp(`^(?:${said("holders")})$`, "u");
/** "Volume: 8 cbm": how much room it takes; "volume: 500 pieces" is a count. In plain letters. */
const ROOM_TAKEN = /^volum[a-z]{0,2}$/;
const IN_CUBES = /^\W{0,3}(?:(?:approx|ca|circa|env|about|aprox)\.?\s)?\d[\d.,\s]{0,10}(?:cbm|m3|m³|cu\.?\s?(?:m|ft)|cubic|kubik|dm3|l(?:it(?:er|re|ri|ros)?s?)?|ldm)(?![a-z\d])/;

/** What a label or table head means; null when it is none of ours. "Unit price (EUR)" counts as "unit price". */
export function labelOf(text: string): Label | null {
  const key = normal(text.replace(/\([^)]*\)/g, " ").replace(/[:：]\s*$/, ""));
  const exact = LABELS.get(key);
  // "Monthly: 450 EUR": a period alone heads nothing.
  if (exact !== undefined) return exact === "period" ? null : exact;
  // "Price (net)", "Total EUR": the last word may be a qualifier.
  const shorter = key.replace(/ (?:net|netto|eur|usd|gbp|chf|ht|ttc|excl vat|ex vat|excluding vat|excl tax|incl vat|pcs|each|€)$|^(?:approx|ca|est|estimated) /, "");
  if (shorter !== key) return LABELS.get(shorter) ?? null;
  // "Loads/month", "trailers per week"; "no of trucks", "quantity pallets".
  const joint = /^(.{2,30}?) ?(?:\/|(?: per| pe| pro| par| por| na| al| je| a)(?= )) ?(\p{L}+)$/u.exec(key);
  if (joint?.[2] !== undefined) {
    // "Valor/dia": an amount for each of them is the price of one.
    const whole = LABELS.get(joint[1] ?? "");
    // "Area per floor", "qty per box": how big one is, how much it holds.
    if (whole === "measure" || (whole === "quantity" && HOLDERS.test(joint[2]))) return "measure";
    const head = PERIODS.has(joint[2]) ? (LABELS.get(joint[1] ?? "") ?? null) : null;
    return head === "amount" ? "unit_price" : head;
  }
  // "Typical floor height", "area per floor".
  const words = key.split(" ");
  if (words.length > 1 && words.length < 6 && [words[0], words.at(-1)].some((word = "") => word.length > 3 && LABELS.get(word) === "measure")) return "measure";
  const [, head = "", last = ""] = /^(.{2,30}) (\p{L}{3,})$/u.exec(key) ?? [];
  return LABELS.get(head) === "quantity" && ["quantity", "description", undefined].includes(LABELS.get(last)) ? "quantity" : null;
}

/** True where the words that a text ends in say what the number behind them measures: "width 1.5 m", "dupa ora 16". In plain letters. */
export function measures(before: string): boolean {
  const [, two, one = ""] = /((?:\p{L}+ )?(\p{L}+))[\s.:=~]{0,3}$/u.exec(before.slice(-40)) ?? [];
  return two !== undefined && [two, one].some((words) => LABELS.get(words) === "measure");
}

const LINE = /^\s*(?:[-*•·–▪◦]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])?\s*[*_]{0,2}([\p{L}][\p{L}\p{M}\p{N} ./#&'’()°º-]{0,40}?)[*_]{0,2}\s*(?::|：|\t|\s[-–=]\s|\s?\.{4,40}(?=\s))\s*[*_]{0,2}\s*(.*)$/u;

const LED = /^[^:：\t]{1,44}?\.{4}/;
const ABOUT_ALL: Label[] = ["po", "reference", "terms", "due", "bill_to", "company", "name", "email", "currency", "other"];

/** A line as label and value; null when its head is no label we know. A label alone on its line has the value "". */
export const labelledLine = remember((line: string): Labelled | null => {
  if (!/[:：\t]|\s[-–=]\s|\.{4}/.test(line)) return null;
  const match = LINE.exec(line.replace(/^[^\p{L}\p{N}\-*•]+/u, ""));
  const name = match?.[1]?.trim();
  if (match === null || name === undefined) return null;
  // "Product 2: pasta bowl", "Quantity 2: 240".
  const counted = /^\p{L}{4,12}\s\d{1,2}$/u.test(name) ? labelOf(name.replace(/\s\d{1,2}$/, "")) : null;
  const meant = labelOf(name) ?? counted;
  const label = meant === "quantity" && ROOM_TAKEN.test(plain(name)) && IN_CUBES.test(plain(match[2] ?? "")) ? "measure" : meant;
  // "Work ..... 300" is an entry of a list; "Purchase order .... LDG-10447" tells of all of it.
  if (label !== null && LED.test(line) && !ABOUT_ALL.includes(label)) return null;
  return label === null ? null : { label, name, value: (match[2] ?? "").replace(/[*_]{1,2}$/, "").trim() };
});

/** "Product: toothbrush" and below it "SKU: BTB-04": which one, no other thing. */
export const isCode = ({ name }: Labelled): boolean => /^(?:sku|model|part|part no|material|commodity|code)$/.test(plain(name));

const INSTALMENT = new RegExp(`\\d ?%|cash|t\\/t|l\\/c|b\\/l|${said("deposit", "ahead")}`, "u");
/** "Payment 70% advance, 30% before shipment." without a colon. */
const PAYMENT = sieved(new RegExp(`(?:^\\s{0,4}|[.;]\\s)(?:${said("payment")})(?: terms)?(?: \\p{L}[\\p{L}/]{1,11}){0,2}(?:\\s?:)?\\s(?=\\d{1,3} ?%|(?:in )?advance|cash)`, "u"));

/** "So we may arrange 50% advance, balance against documents": how somebody is going to pay. */
const PAYS = new RegExp(`(?:^|[^\\p{L}])(?:${said("pays")})\\s(?:(?:you|an?|de|of|in|um|una?|${said("article")})\\s){0,2}(?=\\d{1,3} ?%)`, "u");
const REST_OR_WHEN = new RegExp(`(?:^|[^\\p{L}])(?:${said("rest_when")})(?!\\p{L})|\\d ?%.{2,60}\\d ?%`, "u");
const BILLED = new RegExp(said("bill"), "u");

function spokenInstalments(line: string): string {
  const lower = sameLengthPlain(line);
  const pays = /%/.test(line) ? PAYS.exec(lower) : null;
  const from = pays === null ? 0 : pays.index + pays[0].length;
  const value = pays === null ? "" : (line.slice(from, from + 121).split(/[.;](?:\s|$)/)[0] ?? "").trimEnd();
  return REST_OR_WHEN.test(plain(value)) && !BILLED.test(plain(value)) ? value : "";
}

/** Terms of payment that are no number of days, as a line states them: "Payment: 30% deposit, balance before shipment"; null otherwise. */
export function instalmentsIn(line: string): string | null {
  const found = labelledLine(line);
  const head = PAYMENT.exec(sameLengthPlain(line));
  const value = found?.label === "terms" ? found.value : head === null ? "" : (line.slice(head.index + head[0].length).split(/[.;](?:\s|$)/)[0] ?? "");
  if (value === "") {
    const spoken = spokenInstalments(line);
    if (spoken !== "" && spoken.length <= 120) return spoken;
  }
  return value !== "" && value.length <= 120 && INSTALMENT.test(plain(value)) ? value : null;
}
