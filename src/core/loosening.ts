/**
 * Owns: which changed settings give the employee more freedom, and the tighter of two (PRODUCT section 3).
 * Never: whether a change is wanted: the person at the executing device says so.
 */
import { isObject, type Json, type JsonObject } from "./json";
import { compare, isDecimal } from "./money";

/** The part of the settings that decides what may run without asking. */
export interface Freedom {
  currency: string;
  limits: { automatic: string; high_risk: string; posts_per_hour: number; payments_per_hour: number; actions_per_day: number; priced_per_month: string };
  live: string[];
  expiry: { standard_hours: number; payment_hours: number; decision_hours: number };
  undo_seconds: number;
  /** How late a post still goes out unasked, and words that always ask. */
  posts: { late_minutes: number; own_words: string[] };
}

const AMOUNTS = { automatic: "the automatic limit", high_risk: "the high-risk limit", priced_per_month: "what priced services may cost a month" } as const;
const CAPS = { posts_per_hour: "posts per hour", payments_per_hour: "payments per hour", actions_per_day: "actions per day" } as const;
const HOURS = { standard_hours: "hours to decide", payment_hours: "hours to decide a payment", decision_hours: "hours that a decision holds" } as const;

function keysOf<K extends string>(of: Record<K, string>): K[] {
  return Object.keys(of) as K[];
}

const without = (all: readonly string[], some: readonly string[]): string[] => all.filter((one) => !some.includes(one));

/** What `wanted` would allow beyond `confirmed`, as sentences; [] when nothing. */
export function loosenings(confirmed: Freedom, wanted: Freedom): string[] {
  const changed = (what: string, from: string | number, to: string | number): string => `${what}: ${from} -> ${to}`;
  return [
    ...(wanted.currency === confirmed.currency ? [] : [changed("currency of the limits", confirmed.currency, wanted.currency)]),
    ...keysOf(AMOUNTS).flatMap((key) => (compare(wanted.limits[key], confirmed.limits[key]) > 0 ? [changed(AMOUNTS[key], confirmed.limits[key], wanted.limits[key])] : [])),
    ...keysOf(CAPS).flatMap((key) => (wanted.limits[key] > confirmed.limits[key] ? [changed(CAPS[key], confirmed.limits[key], wanted.limits[key])] : [])),
    ...keysOf(HOURS).flatMap((key) => (wanted.expiry[key] > confirmed.expiry[key] ? [changed(HOURS[key], confirmed.expiry[key], wanted.expiry[key])] : [])),
    ...(wanted.undo_seconds < confirmed.undo_seconds ? [changed("seconds to undo", confirmed.undo_seconds, wanted.undo_seconds)] : []),
    ...(wanted.posts.late_minutes > confirmed.posts.late_minutes ? [changed("minutes that a post may be late", confirmed.posts.late_minutes, wanted.posts.late_minutes)] : []),
    ...without(confirmed.posts.own_words, wanted.posts.own_words).map((word) => `“${word}” in a post no longer needs you`),
    ...without(wanted.live, confirmed.live).map((channel) => `${channel} goes live`),
  ];
}

/** The wanted settings as far as they are no looser than the confirmed ones. */
export function tightest<S extends Freedom>(confirmed: Freedom, wanted: S): S {
  const lower = (a: string, b: string): string => (compare(a, b) <= 0 ? a : b);
  const { limits, expiry } = confirmed;
  return {
    ...wanted,
    currency: confirmed.currency,
    limits: {
      automatic: lower(limits.automatic, wanted.limits.automatic),
      high_risk: lower(limits.high_risk, wanted.limits.high_risk),
      posts_per_hour: Math.min(limits.posts_per_hour, wanted.limits.posts_per_hour),
      payments_per_hour: Math.min(limits.payments_per_hour, wanted.limits.payments_per_hour),
      actions_per_day: Math.min(limits.actions_per_day, wanted.limits.actions_per_day),
      priced_per_month: lower(limits.priced_per_month, wanted.limits.priced_per_month),
    },
    live: wanted.live.filter((channel) => confirmed.live.includes(channel)),
    expiry: {
      standard_hours: Math.min(expiry.standard_hours, wanted.expiry.standard_hours),
      payment_hours: Math.min(expiry.payment_hours, wanted.expiry.payment_hours),
      decision_hours: Math.min(expiry.decision_hours, wanted.expiry.decision_hours),
    },
    undo_seconds: Math.max(confirmed.undo_seconds, wanted.undo_seconds),
    posts: {
      ...wanted.posts,
      late_minutes: Math.min(confirmed.posts.late_minutes, wanted.posts.late_minutes),
      own_words: [...wanted.posts.own_words, ...without(confirmed.posts.own_words, wanted.posts.own_words)],
    },
  };
}

/** What counts as confirmed after a person changed `before` into `after` on this device: only what they changed, not what had arrived from outside. */
export function confirmChanged(confirmed: Freedom, before: Freedom, after: Freedom): Freedom {
  const one = <V>(kept: V, old: V, now: V): V => (now === old ? kept : now);
  const all = <T extends object>(kept: T, old: T, now: T): T =>
    Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, one(value, old[key as keyof T], now[key as keyof T])])) as T;
  /** Without what the person took out, with what they put in. */
  const list = (kept: string[], old: string[], now: string[]): string[] => {
    const left = without(kept, without(old, now));
    return [...left, ...without(without(now, old), left)];
  };
  return {
    currency: one(confirmed.currency, before.currency, after.currency),
    undo_seconds: one(confirmed.undo_seconds, before.undo_seconds, after.undo_seconds),
    limits: all(confirmed.limits, before.limits, after.limits),
    expiry: all(confirmed.expiry, before.expiry, after.expiry),
    live: list(confirmed.live.filter((channel) => after.live.includes(channel)), before.live, after.live),
    posts: {
      late_minutes: one(confirmed.posts.late_minutes, before.posts.late_minutes, after.posts.late_minutes),
      own_words: list(confirmed.posts.own_words, before.posts.own_words, after.posts.own_words),
    },
  };
}

/** What a device keeps of the settings that a person confirmed on it. */
export function freedomOf({ currency, limits, live, expiry, undo_seconds, posts: { late_minutes, own_words } }: Freedom): JsonObject {
  return { currency, limits: { ...limits }, live: [...live], expiry: { ...expiry }, undo_seconds, posts: { late_minutes, own_words: [...own_words] } };
}

/** What was kept, or `fallback` where it is not there or does not fit. */
export function readFreedom(kept: Json, fallback: Freedom): Freedom {
  if (!isObject(kept)) return fallback;
  const group = (name: string): Record<string, unknown> => (isObject(kept[name]) ? kept[name] : {});
  const number = (value: unknown, otherwise: number): number => (typeof value === "number" && Number.isFinite(value) ? value : otherwise);
  const amount = (value: unknown, otherwise: string): string => (typeof value === "string" && isDecimal(value) ? value : otherwise);
  const texts = (value: unknown, otherwise: string[]): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : otherwise);
  const [limits, expiry, posts] = [group("limits"), group("expiry"), group("posts")];
  const { limits: l, expiry: e } = fallback;
  return {
    currency: typeof kept["currency"] === "string" ? kept["currency"] : fallback.currency,
    limits: {
      automatic: amount(limits["automatic"], l.automatic),
      high_risk: amount(limits["high_risk"], l.high_risk),
      posts_per_hour: number(limits["posts_per_hour"], l.posts_per_hour),
      payments_per_hour: number(limits["payments_per_hour"], l.payments_per_hour),
      actions_per_day: number(limits["actions_per_day"], l.actions_per_day),
      priced_per_month: amount(limits["priced_per_month"], l.priced_per_month),
    },
    live: texts(kept["live"], fallback.live),
    expiry: {
      standard_hours: number(expiry["standard_hours"], e.standard_hours),
      payment_hours: number(expiry["payment_hours"], e.payment_hours),
      decision_hours: number(expiry["decision_hours"], e.decision_hours),
    },
    undo_seconds: number(kept["undo_seconds"], fallback.undo_seconds),
    posts: { late_minutes: number(posts["late_minutes"], fallback.posts.late_minutes), own_words: texts(posts["own_words"], fallback.posts.own_words) },
  };
}
