/**
 * Owns: how much may be started per hour and day (PRODUCT section 3). What was started counts, people's approvals too.
 * Never: a clock or a channel's name.
 */
import type { Money } from "./action";
import { compare, plainDecimal, sum } from "./money";
import type { Started } from "./state";

export interface Caps {
  posts_per_hour: number;
  payments_per_hour: number;
  actions_per_day: number;
}

/** What kind of thing an operation starts, as the caps count it. */
export type CapKind = "post" | "payment" | "other";

const HOUR_MS = 3_600_000;
const MONTH_DAYS = 30;

const spentOn = (currency: string, channel: string, started: readonly Started[], now: Date): string => {
  const paid = started.filter((entry) => entry.channel === channel && entry.price?.currency === currency && now.getTime() - Date.parse(entry.at) < MONTH_DAYS * 24 * HOUR_MS);
  return sum(paid.map((entry) => entry.price?.amount ?? "0"));
};

/** What of the owner's monthly limit is used up before something at this price, as a sentence. */
export function spentText({ currency }: Money, channel: string, started: readonly Started[], most: string, now: Date): string {
  return `${plainDecimal(spentOn(currency, channel, started, now))} of the ${most} ${currency} that you allow in ${MONTH_DAYS} days is used up.`;
}

/** A sentence when a further start at this price would cost more in 30 days than the owner allows (`most`: decimal text, in the currency in which the service charges), else null. */
export function priceReached(price: Money, channel: string, started: readonly Started[], most: string, now: Date): string | null {
  const spent = spentOn(price.currency, channel, started, now);
  if (compare(sum([spent, price.amount]), most) <= 0) return null;
  return `It costs ${price.amount} ${price.currency}, and ${plainDecimal(spent)} of the ${most} that you allow in ${MONTH_DAYS} days is used up.`;
}

/**
 * A sentence when one more start of this kind would go over a cap, else null.
 * `kindOf` says what kind a started operation was.
 */
export function capReached(kind: CapKind, started: readonly Started[], kindOf: (entry: Started) => CapKind, caps: Caps, now: Date): string | null {
  const since = (ms: number): Started[] => started.filter((entry) => now.getTime() - Date.parse(entry.at) < ms);
  const today = since(24 * HOUR_MS).length;
  if (today >= caps.actions_per_day) return `${today} actions were started in the last 24 hours; the limit is ${caps.actions_per_day}.`;
  if (kind === "other") return null;
  const limit = kind === "post" ? caps.posts_per_hour : caps.payments_per_hour;
  const thisHour = since(HOUR_MS).filter((entry) => kindOf(entry) === kind).length;
  return thisHour >= limit ? `${thisHour} ${kind}s were started in the last hour; the limit is ${limit}.` : null;
}
