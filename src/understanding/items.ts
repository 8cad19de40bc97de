/**
 * Owns: one line item out of a piece of text: how many, of what, at which price (PRODUCT M2).
 * Never: filling in what is not said. A price that may be for one or for all is `open`, and somebody is asked.
 */
import type { DraftLine } from "../core/draft";
import { compare, plainDecimal, times } from "../core/money";
import type { Reading } from "./counts";
import { said } from "./lang/all";
import { countsLess } from "./lowered";
import { description, named, outside } from "./naming";
import { figuresOf } from "./numbers";
import type { Figure } from "./numbers";
import { TIMES_AFTER } from "./count-role";
import { pieceOf } from "./piece";
import { proven, rolesIn } from "./roles";
import type { Piece, Roles } from "./piece";
import { plain } from "./words";

export interface Item extends DraftLine {
  /** The words of the mail it came from. */
  source: string;
  /** Which of the lines that were read they stand in. */
  lines: number[];
  /** Currency mark of its amounts, null when bare. */
  mark: string | null;
  /** A price that the mail does not say to be for one or for all. */
  open: string | null;
  /** Stated amount that is not quantity x price: the stated one. */
  stated: string | null;
  /** Nothing but a name, in a list of things that are counted or priced. */
  mere?: boolean;
  /** The head of its column says that it is the count. */
  headed?: boolean;
  /** A wish in running text counts it. */
  wished?: boolean;
  /** The name with its count, where that may be how big it is: "14t excavator". */
  sized?: string;
  /** The count that the mail takes back elsewhere. */
  replaced?: string | null;
  /** A bare number behind the name, which is the amount if the stated sum proves it. */
  unproven?: string | null;
}

/** "600 EUR for 3 logos": what stands before "for" is for all of them. */
const FOR_ALL = new RegExp(`^\\s*(?:towards|${said("for")})\\s`, "u");
/** "14 pallets: 450": what stands before the amount and makes it that for all. */
const JOINED_TO_SUM = /(?:\bfor|:|=|-|–|\bpour|\bfur|\bpor|\bper|\bvoor|\bza|\bpentru)\s*$/u;
/** "14 pallets x 30 days x 0.45": how often that price is paid takes reckoning. */
const CHAIN = /\d\s?\p{L}{0,15}\s?[x×*]\s?\d{1,4}\s?\p{L}{1,15}\s?(?:[x×*@]|at)\s?\D{0,4}\d/u;
const WHO = /^\s*\p{Lu}[\p{L}&.'-]*\s+(?:(?:\p{Lu}[\p{L}&.'-]*|&|and|of)\s+){0,5}$/u;
/** "+ VAT ", between an amount and what it is for. */
const TAX_BETWEEN = /^\s{0,3}\(?(?:incl\w{0,6}\.?|excl\w{0,6}\.?|inc\.?|ex\.?|plus|\+|net of)\s?(?:\d{1,2}\s?%\s?)?(?:vat|gst|hst|tax|mwst|iva|tva|btw)\)?/iu;
/** "1,380.00 incl. GST for the carpet clean": behind the tax, what it is for. */
const TAXED_FOR = /^\s{0,3}\(?(?:incl\w{0,6}\.?|excl\w{0,6}\.?|inc\.?|ex\.?|plus|\+|zzgl\.?|inkl\.?|net of)\s?(?:\d{1,2}\s?%\s?)?(?:of )?(?:vat|gst|hst|tax|mwst|ust|tva|iva|btw)\)?\s(?:for|für|pour|per|voor|za|pentru)\s(\p{L}.*)$/iu;

/** "Editing (4 episodes at 120 EUR each)": the aside is the item, the words before it its name; null where it is not so. */
function itemAside(whole: string, reading: Reading): Item | null {
  const { comma } = reading;
  const [, name, inside] = /^([^()]{3,120})\(([^()]{3,120})\)/.exec(whole) ?? [];
  if (name === undefined || inside === undefined) return null;
  const inner = itemOf(inside.replace(/^\s*(\d[\d.,]{0,8})\s?(?=@)/, "$1 x "), reading);
  if (inner === null || inner.quantity === null || inner.unit_price === null) return null;
  // "2 doors (2 at 315, so 630 euro)": the same count twice is one.
  const counts = figuresOf(name, comma);
  if (!counts.every(({ mark, value }) => mark === null && value === inner.quantity)) return null;
  const words = description(outside(name, counts.map(({ start, end }): [number, number] => [start, end])));
  return { ...inner, description: [words, inner.description].filter((part) => part !== "").join(", "), source: whole.trim() };
}

/** "Bill Lakeview Clinic CAD 2,350 for the signage": who, and then what; undefined where the words of the thing stand elsewhere. */
function namedBehind(whole: string, lower: string, { start, end }: Figure): string | undefined {
  if (WHO.test(whole.slice(0, start))) return /^\s*(?:for|für|pour|per|voor|za|pentru)\s(\p{L}.*)$/u.exec(whole.slice(end).replace(TAX_BETWEEN, ""))?.[1];
  return !/\p{L}{3}/u.test(lower.slice(0, start).replace(/^\W*(?:over|for)\W*$/, "")) ? TAXED_FOR.exec(whole.slice(end))?.[1] : undefined;
}

/** What a single amount is for, where nothing else prices the piece: for all that is counted, or nobody can say. */
function settled({ lower }: Piece, roles: Roles, single: Figure): { roles: Roles; open: string | null } {
  const { quantity, spans } = roles;
  const sum = { roles: { ...roles, amount: single }, open: null };
  if (quantity === null || compare(quantity, "1") === 0) return sum;
  const behind = lower.slice(single.end);
  if (JOINED_TO_SUM.test(plain(lower.slice(0, single.start))) && !TIMES_AFTER.test(behind)) return sum;
  if (!FOR_ALL.test(behind) || !spans.every(([start]) => start >= single.start)) return { roles, open: single.value };
  // "1,00,000 for the care of 4 lifts": they tell of the thing.
  const tells = /\p{L}{3}.*\s(?:of|von|de|di|van|der)\s*$/u.test(lower.slice(single.end, Math.max(...spans.map(([start]) => start))));
  return tells ? { roles: { ...sum.roles, quantity: null, spans: spans.filter(([start]) => start <= single.start) }, open: null } : sum;
}

/** How many there are, where the words do not leave that open: not so many times so many, nor some less. */
function sureCount({ quantity, price }: Roles, whole: string, lower: string): string | null {
  return quantity !== null && price !== null && (CHAIN.test(lower) || countsLess(whole)) ? null : quantity;
}

/** What the words of a piece call the thing. */
function nameIn(whole: string, lower: string, { pointing, quantity, price, spans }: Roles, single: Figure | undefined): string {
  if (pointing) return "";
  const behind = single !== undefined && quantity === null && price === null ? namedBehind(whole, lower, single) : undefined;
  return description(behind ?? named(whole, spans).replace(/\([\s\d-]*\)/g, " "));
}

/** One item out of a piece of text (dates masked), or null when it names neither a count nor a price. */
export function itemOf(whole: string, reading: Reading): Item | null {
  const aside = itemAside(whole, reading);
  if (aside !== null) return aside;
  const piece = pieceOf(whole, reading);
  if (piece.figures.length === 0 && piece.written === null) return null;
  const found = proven(piece, rolesIn(piece));
  const [single, ...more] = found.moneys;
  if (more.length > 0) return null;
  const { roles, open } = single !== undefined && found.price === null && found.amount === null ? settled(piece, found, single) : { roles: found, open: null };
  const { amount, unit } = roles;
  const name = nameIn(whole, piece.lower, roles, single);
  if (roles.quantity === null && roles.price === null && amount === null && open === null) return null;
  // One of it: the price for all is the price for one.
  const price = roles.price ?? (amount !== null && roles.quantity === "1" ? amount : null);
  const quantity = sureCount({ ...roles, price }, whole, piece.lower);
  const product = quantity !== null && price !== null && price.value !== null ? times(quantity, price.value) : null;
  return {
    description: name,
    quantity: quantity === null ? null : plainDecimal(quantity),
    unit,
    unit_price: price?.value ?? null,
    amount: amount?.value ?? product,
    source: whole.trim(),
    lines: [],
    mark: price?.mark ?? amount?.mark ?? single?.mark ?? null,
    open,
    stated: amount?.value ?? null,
  };
}
