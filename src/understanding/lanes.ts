/**
 * Owns: what is particular to transport - lines that go from one place to another, loads of a truck, containers, pallets, postal codes beside places (PRODUCT M2).
 * Never: prices, and never a count by itself.
 */
import { compare } from "../core/money";
import { unitAt } from "./counts";
import type { Words } from "./counts";
import { said } from "./lang/all";
import { sameLengthPlain } from "./words";

const COUNTRY = "(?:[A-Z]{1,2}[- ]?\\d{2,6}\\s|[A-Z]{2}[- ])?";
const PLACE = `${COUNTRY}(?:\\d{3,6}\\s)?\\p{Lu}[\\p{L}.'’]{1,20}(?:[ -]\\p{Lu}[\\p{L}'’]{1,20}){0,3}(?:\\s?\\([^()]{2,30}\\)|\\s[A-Z]{2}[- ]?\\d{2,6}|\\s[A-Z]{2}(?!\\p{L})|,\\s[A-Z]{2}(?!\\p{L}))?`;
/** "Corby - Rotterdam Maasvlakte", "DE 38440 Wolfsburg -> ES 08040 Barcelona". */
const LANE = new RegExp(`^[^\\p{L}\\d]{0,6}(?:\\d{1,2}[.)]\\s{1,3})?${PLACE}\\s{0,3}(?:\\s[-–—>]\\s|-{1,2}>|–>|→|\\s(?:to|nach|naar|do)\\s)\\s{0,3}${PLACE}`, "u");

/** True for a line that opens with a way from one place to another. */
export const isLane = (line: string): boolean => LANE.test(line.slice(0, 200));

/** What a truck can hold: up to there a weight tells how heavy a load is, above it how much is to be moved. */
const TRUCK: Record<string, string> = { ton: "30", kg: "30000" };

/** True when a number on a lane says how heavy or long its load is. `unit`: by its first spelling. */
export const isLoad = (value: string, kind: string): boolean => TRUCK[kind] !== undefined && compare(value, TRUCK[kind]) <= 0;

/** "2 x 40ft HC": the size of a container, no second side of anything. */
export const CONTAINER = /^(?:20|40|45)\s?(?:ft|'|’|foot|feet|hc|hq|dv|dc|gp|rf|ot|fr)(?!\p{L})/iu;

const HOUSE_BEFORE = new RegExp(`^[a-z]?\\s(?:\\p{L}[\\p{L}'.-]{1,20}\\s){1,3}(?:${said("street_last")})(?![\\p{L}\\d])`, "u");
const HOUSE_BEHIND = new RegExp(`(?:^|[\\s(,])(?:(?:${said("street")})\\.?\\s(?:\\p{L}[\\p{L}'.-]{0,20}\\s?){1,4}|\\p{L}{3,20}(?:strasse|gasse|straat|laan|str\\.)),?\\s?$`, "u");
/** "22 rue des Dunes": in French the kind of street stands behind the number. In plain letters. */
const HOUSE_FIRST = new RegExp(`^(?:\\s?(?:bis|ter))?,?\\s(?:${said("street_first")})\\s(?:d[eu]s?\\s|d'|de la\\s|de l'|\\p{L})`, "u");
/** "29750 Plouhinec": the code of a town, behind a comma. */
const TOWN = /^\s\p{Lu}[\p{L}'’-]{2,}/u;

/** "4 cleans at 14 Albert Rd", "C/ Colón 15": the number of a house. */
export function isHouse(text: string, { start, end }: { start: number; end: number }): boolean {
  if (HOUSE_FIRST.test(sameLengthPlain(text.slice(end, end + 40)))) return true;
  // Five digits behind a street, before a name.
  if (/^\d{5}$/.test(text.slice(start, end)) && TOWN.test(text.slice(end, end + 24)) && /\p{L},\s$/u.test(text.slice(0, start))) return true;
  const isNamed = /^[a-z]?\s(?:an?\s|the\s)?\p{Lu}/u.test(text.slice(end));
  return (isNamed && HOUSE_BEFORE.test(sameLengthPlain(text.slice(end, end + 80)))) || HOUSE_BEHIND.test(sameLengthPlain(text.slice(Math.max(0, start - 60), start)));
}

/** "Budapesta 1097", "1097 Budapest": four digits beside a place that nobody would count in, for things are counted in round numbers. */
export function isPlaceCode(text: string, { start, end }: { start: number; end: number }, words: Words): boolean {
  return /^\d{3}[1-46-9]$/.test(text.slice(start, end)) && unitAt(sameLengthPlain(text.slice(end, end + 24)), words) === null && (/\p{Lu}\p{L}{2,20},?\s$/u.test(text.slice(Math.max(0, start - 24), start)) || /^\s\p{Lu}\p{Ll}{2}/u.test(text.slice(end)));
}
