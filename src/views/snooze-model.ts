/**
 * Owns: which waiting cards a person put aside on this device, and until when (PRODUCT A3). Pure.
 * Never: an expiry; that goes on, and a card that changes or expires is back at once.
 */
import * as z from "zod/mini";
import type { Card } from "../core/card";
import { addDays, dateIn, instantOf, showInstant } from "../core/schedule";

const schema = z.record(z.string(), z.object({ until: z.iso.datetime(), fingerprint: z.string() }));

/** By action id. A snooze is for the content that was seen. */
export type Snoozes = z.infer<typeof schema>;

export interface SnoozeChoice {
  label: string;
  /** UTC ISO. */
  until: string;
}

const HOUR_MS = 3_600_000;
/** A card is back this long before it expires. */
const LAST_HOURS = 2;
const MORNING = "08:00";

/** What was stored on this device; nothing when it cannot be read. */
export function readSnoozes(stored: unknown): Snoozes {
  const read = z.safeParse(schema, stored);
  return read.success ? read.data : {};
}

/** How long a card may be put aside, shortest first; none that would let it expire unseen, [] when it is too late for any. */
export function snoozeChoices({ status, expires_at }: Card, now: Date, zone: string): SnoozeChoice[] {
  if (status !== "waiting") return [];
  const expires = Date.parse(expires_at);
  const last = new Date(expires - LAST_HOURS * HOUR_MS);
  const offered: [string, Date][] = [
    ["For 1 hour", new Date(now.getTime() + HOUR_MS)],
    [`Until tomorrow, ${MORNING}`, instantOf(addDays(dateIn(now, zone), 1), MORNING, zone)],
    [`Until it has ${LAST_HOURS} hours left (${showInstant(last, zone)})`, last],
  ];
  return offered.filter(([, until]) => until > now && until.getTime() < expires).map(([label, until]) => ({ label, until: until.toISOString() }));
}

/** Until when a card is put aside (UTC ISO), null when it is not. */
export function snoozedUntil(snoozes: Snoozes, { id, status, fingerprint }: Card, now: Date): string | null {
  const held = snoozes[id];
  const holds = held?.fingerprint === fingerprint && status === "waiting" && Date.parse(held.until) > now.getTime();
  return holds ? held.until : null;
}

/** With one more or (`until` null) one less, and without those that no longer hold. */
export function withSnooze(snoozes: Snoozes, cards: readonly Card[], { id, fingerprint }: Card, until: string | null, now: Date): Snoozes {
  const holding = cards.filter((card) => card.id !== id && snoozedUntil(snoozes, card, now) !== null).map((card) => card.id);
  const kept = Object.entries(snoozes).filter(([other]) => holding.includes(other));
  return Object.fromEntries(until === null ? kept : [...kept, [id, { until, fingerprint }]]);
}
