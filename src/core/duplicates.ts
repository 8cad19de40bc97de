/**
 * Owns: whether something was asked for before (PRODUCT M7), from what was proposed lately.
 * Never: a refusal. A duplicate is a warning on the card; the person decides.
 */
import type { DuplicateKeys, Money } from "./action";
import type { Sign } from "./draft";
import { compare } from "./money";
import { seriesOf } from "./recurring";
import type { Recent } from "./state";

const WINDOW_DAYS = 30;
const DAY_MS = 86_400_000;

/** A person approved that the same comes again: of a schedule's period only what was made for the very same days is a duplicate. */
const SERIES_WINDOW_DAYS = 3;

/** How far back something alike is a duplicate of this action, days. */
export function windowDays(action: string): number {
  return seriesOf(action) === null ? WINDOW_DAYS : SERIES_WINDOW_DAYS;
}

const sameMoney = (a: Money | null, b: Money | null): boolean =>
  a !== null && b !== null && a.currency === b.currency && compare(a.amount, b.amount) === 0;
const sameText = (a: string | null, b: string | null): boolean => a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

interface Candidate {
  id: string;
  type: string;
  keys: DuplicateKeys;
  money: Money | null;
}

/** Why two things look the same, in order of strength; null when they do not. */
function likeness(candidate: Candidate, earlier: Recent): string | null {
  if (sameText(candidate.keys.po_number, earlier.keys.po_number)) return `the same reference ${candidate.keys.po_number ?? ""}`;
  if (!sameMoney(candidate.money, earlier.money)) return null;
  if (sameText(candidate.keys.thread, earlier.keys.thread)) return "the same mail thread and amount";
  if (sameText(candidate.keys.partner, earlier.keys.partner)) return `the same partner and amount within ${WINDOW_DAYS} days`;
  return null;
}

/**
 * A sign "looks like INV/2026/0042" when something alike was proposed within 30 days, else null. `recent` in order of time: of two
 * that are alike the later one carries the sign; the earlier one only once the later exists at the service.
 */
export function findDuplicate(candidate: Candidate, recent: readonly Recent[], now: Date): Sign | null {
  const series = seriesOf(candidate.id);
  const own = recent.findIndex((entry) => entry.action === candidate.id);
  const alike = recent
    .filter((earlier, index) => own === -1 || index < own || (index > own && earlier.label !== null))
    .filter((earlier) => earlier.type === candidate.type && (series === null || !earlier.action.startsWith(series)))
    .filter((earlier) => now.getTime() - Date.parse(earlier.at) < windowDays(candidate.id) * DAY_MS)
    .map((earlier) => ({ earlier, why: likeness(candidate, earlier) }))
    .findLast(({ why }) => why !== null);
  if (!alike) return null;
  const name = alike.earlier.label ?? alike.earlier.action;
  return { code: "possible_duplicate", text: `Looks like ${name}: ${alike.why ?? ""}.`, fraud: false };
}
