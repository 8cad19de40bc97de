/**
 * Owns: the owner's settings - schema, defaults, reading with problems, migration. Pure.
 * Never: secrets (they are in the host's secret store) and never the state of anything.
 */
import * as z from "zod/mini";
import { isZone } from "./core/schedule";

const amount = z.string().check(z.regex(/^\d{1,12}(\.\d{1,2})?$/, "must be an amount like 100.00"));
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 22:00"));
const hours = z.number().check(z.minimum(1), z.maximum(24 * 90));
const days = z.int().check(z.minimum(1), z.maximum(365));
const count = z.int().check(z.minimum(0), z.maximum(10_000));

const SLOT = "must be a day and a time like Tue 10:00, and behind the word on the channels where it is not for all";

const fields = {
  version: z.literal(1),
  /** Folder of the employee in the vault (PRODUCT section 1). No part of it may be hidden or lead out of the vault (PRODUCT K9). */
  root: z.string().check(z.regex(/^(?![./])(?!.*\/(?:[./]|$))[^\p{Cc}\\:*?"<>|#^[\]]+$/u, "must be a plain folder name")),
  /** Owner's IANA zone: what a person reads. */
  zone: z.string().check(z.refine(isZone, "must be an IANA time zone like Europe/Berlin")),
  /** Owner's currency: the limits are in it. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, "must be an ISO code like EUR")),
  owner_emails: z.array(z.string()),
  limits: z.object({
    /** Exactly this much is still automatic. */
    automatic: amount,
    high_risk: amount,
    posts_per_hour: count,
    payments_per_hour: count,
    actions_per_day: count,
    /** What a service that charges may cost in 30 days, in the currency in which it charges. */
    priced_per_month: amount,
  }),
  /** Channels that are live; every other one is in dry run (PRODUCT K2). */
  live: z.array(z.string()),
  expiry: z.object({ standard_hours: hours, payment_hours: hours, decision_hours: hours }),
  undo_seconds: z.number().check(z.minimum(0), z.maximum(600)),
  /** Keys like `a` for approve work in the panel without Ctrl or Cmd (WCAG 2.1.4: they can be switched off). */
  single_keys: z.boolean(),
  /** Field values per service, never secrets. */
  services: z.record(z.string(), z.record(z.string(), z.string())),
  /** ISO weekday (1 = Monday) and time in the owner's zone. */
  schedule: z.object({
    audit: z.object({ weekday: z.int().check(z.minimum(1), z.maximum(7)), time: clockTime }),
    briefing: z.object({ weekday: z.int().check(z.minimum(1), z.maximum(7)), time: clockTime }),
  }),
  /** Days overdue from which each reminder of an invoice is due, in rising order. */
  reminders: z.object({ friendly: days, firm: days, final: days }).check(z.refine(({ friendly, firm, final }) => friendly < firm && firm < final, "must rise from friendly to firm to final")),
  /**
   * Posts: minutes after their time until which they are still posted without asking; words of the owner's own that need a person; recurring times
   * that the queue fills, each for some channels or (none named) for all.
   */
  posts: z.object({
    late_minutes: z.int().check(z.minimum(0), z.maximum(10_080)),
    own_words: z.array(z.string()),
    slots: z.array(z.object({ weekday: z.int().check(z.minimum(1), z.maximum(7)), time: clockTime, channels: z._default(z.array(z.string()), []) }, SLOT)),
  }),
  /** Money in reports is opt-in. */
  reports: z.object({ money: z.boolean() }),
};
const schema = z.object(fields);
export type Settings = z.infer<typeof schema>;

export const DEFAULTS: Settings = {
  version: 1,
  root: "AI_Employee",
  zone: "UTC",
  currency: "USD",
  owner_emails: [],
  limits: { automatic: "100.00", high_risk: "1000.00", posts_per_hour: 10, payments_per_hour: 3, actions_per_day: 50, priced_per_month: "10.00" },
  live: [],
  expiry: { standard_hours: 48, payment_hours: 2, decision_hours: 48 },
  undo_seconds: 30,
  single_keys: true,
  services: {},
  schedule: { audit: { weekday: 7, time: "22:00" }, briefing: { weekday: 1, time: "07:00" } },
  reminders: { friendly: 7, firm: 21, final: 35 },
  posts: { late_minutes: 60, own_words: [], slots: [2, 3, 4].map((weekday) => ({ weekday, time: "10:00", channels: [] })) },
  reports: { money: false },
};

type Loose = Record<string, unknown>;
const isGroup = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);

/** Steps from an older version to the next; none yet, since version 1 is the first. */
const MIGRATIONS: Record<number, (old: Loose) => Loose> = {};

/** The value where it fits; otherwise its default, member by member, so that one bad number takes no other limit with it. */
function fit(shape: z.core.$ZodType, value: unknown, fallback: unknown, path: string, problems: string[]): unknown {
  if (value === undefined) return fallback;
  if (shape instanceof z.ZodMiniObject && isGroup(value) && isGroup(fallback)) {
    const members = Object.entries(shape.shape as Record<string, z.core.$ZodType>);
    return Object.fromEntries(members.map(([key, member]) => [key, fit(member, Object.hasOwn(value, key) ? value[key] : undefined, fallback[key], path === "" ? key : `${path}.${key}`, problems)]));
  }
  const parsed = z.safeParse(shape, value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  problems.push(`Setting ${[path, ...(issue?.path ?? [])].join(".")} ${issue?.message ?? "is not valid"}; the default is used.`);
  return fallback;
}

/**
 * Settings from what was stored (null: nothing yet). A value that does not fit is replaced by its default and named in
 * `problems`; the others stay. Values from a newer version are read as far as they fit. Never throws.
 */
export function readSettings(stored: unknown, hostZone = "UTC", hostCurrency = DEFAULTS.currency): { settings: Settings; problems: string[] } {
  const defaults: Settings = { ...DEFAULTS, zone: isZone(hostZone) ? hostZone : "UTC", currency: hostCurrency };
  const problems: string[] = [];
  if (stored === null || stored === undefined) return { settings: defaults, problems };
  if (!isGroup(stored)) return { settings: defaults, problems: ["The settings are not an object; defaults are used and nothing is live."] };
  let raw = stored;
  // Only a number is a version: anything else cannot even be turned into one without risk.
  const stepFrom = ({ version }: typeof raw): (typeof MIGRATIONS)[number] | undefined => (typeof version === "number" ? MIGRATIONS[version] : undefined);
  for (let step = stepFrom(raw); step !== undefined; step = stepFrom(raw)) raw = step(raw);
  const settings = fit(schema, { ...raw, version: DEFAULTS.version }, defaults, "", problems) as Settings;
  return { settings, problems };
}
