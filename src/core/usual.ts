/**
 * Owns: whether an amount is unusual for a partner, by what was done for them lately (PRODUCT M6).
 * Never: a refusal; it is a sign on the card.
 */
import type { Proposal } from "./action";
import type { Sign } from "./draft";
import { absolute, compare, showMoney, times } from "./money";
import type { Recent } from "./state";

/** Fewer say nothing about what is usual. */
const ENOUGH = 2;
/** Times the largest so far. */
const MUCH = "3";

/** A sign when the amount is more than three times the largest of at least two earlier ones with this partner in the same currency. */
export function unusualAmount({ id, money, keys }: Pick<Proposal, "id" | "money" | "keys">, recent: readonly Recent[]): Sign | null {
  if (money === null || keys.partner === null) return null;
  const partner = keys.partner.toLowerCase();
  const own = recent.findIndex((entry) => entry.action === id);
  const earlier = (own === -1 ? recent : recent.slice(0, own)).filter((entry) => entry.label !== null && entry.keys.partner?.toLowerCase() === partner && entry.money?.currency === money.currency);
  const amounts = earlier.flatMap((entry) => (entry.money === null ? [] : [absolute(entry.money.amount)]));
  const largest = amounts.reduce((most, amount) => (compare(amount, most) > 0 ? amount : most), "0");
  // What follows from one and the same invoice (posting it, sending it) is one amount.
  if (new Set(earlier.map((entry) => `${entry.money?.amount ?? ""} ${entry.keys.thread ?? entry.keys.po_number ?? entry.action}`)).size < ENOUGH || compare(absolute(money.amount), times(largest, MUCH)) <= 0) return null;
  return { code: "unusual_amount", text: `${showMoney(money)} is unusual for this partner: the largest so far was ${showMoney({ amount: largest, currency: money.currency })}.`, fraud: true };
}
