/**
 * Owns: where the Gmail watcher stands - its cursor as text, how far back a search goes - and which messages are not incoming mail. Pure.
 * Never: a request.
 */
import * as z from "zod/mini";

const DAY_MS = 86_400_000;
/** The first connection looks at the last 7 days (PRODUCT G2). */
const FIRST_LOOK_MS = 7 * DAY_MS;
/** A dated search overlaps what was seen: mails do not always arrive in the order of their dates. */
const MARGIN_MS = 2 * DAY_MS;

const place = z.object({
  version: z.literal(1),
  /** The mailbox it is about, null when the server does not say: another mailbox is another beginning. */
  address: z.nullable(z.string()),
  /** Mark in the mailbox's changes, null until it is known. During a search: the mark from before it. */
  history: z.nullable(z.string()),
  /** Milliseconds since 1970: date of the newest mail that was taken. */
  seen: z.number(),
  /** A search that is not finished, with the earliest moment it looks at (milliseconds since 1970). */
  searching: z.nullable(z.object({ floor: z.number() })),
});
export type Place = z.infer<typeof place>;

export function firstLook(address: string | null, now: Date): Place {
  const since = now.getTime() - FIRST_LOOK_MS;
  return { version: 1, address, history: null, seen: since, searching: { floor: since } };
}

/** The place a cursor speaks of; null when there is none, when it cannot be read, or when it is about another mailbox. */
export function readPlace(cursor: string | null, address: string | null): Place | null {
  try {
    const found = z.parse(place, JSON.parse(cursor ?? ""));
    return found.address !== null && address !== null && found.address !== address ? null : found;
  } catch {
    return null;
  }
}

export function writePlace(at: Place): string {
  return JSON.stringify(at);
}

/** Seconds since 1970 for Gmail's `after:`. A search that was interrupted goes on from what it took, oldest first. */
export function searchFrom(at: Place): number {
  return Math.max(0, Math.floor(Math.max(at.searching?.floor ?? 0, at.seen - MARGIN_MS) / 1_000));
}

/** `seen` after a page. It never goes back, and a mail dated in the future does not carry it along. */
export function seenUntil(before: number, newest: number, now: Date): number {
  return Math.max(before, Math.min(newest, now.getTime()));
}

const LABELS: [label: string, why: string][] = [
  ["DRAFT", "a draft"],
  ["SCHEDULED", "scheduled to be sent later"],
  ["CHAT", "a chat message"],
  ["SPAM", "in Gmail's spam folder"],
  ["TRASH", "in the trash"],
];

/**
 * Why a message is not incoming mail, null when it is. Mail to oneself lies in the inbox and counts. `from` null: not read yet.
 * The owner's own address catches outgoing mail whose label Google does not document, e.g. scheduled mail.
 */
export function notForUs(labels: string[], from: string | null, owner: string | null): string | null {
  const named = LABELS.find(([label]) => labels.includes(label));
  if (named) return named[1];
  if (labels.includes("INBOX")) return null;
  if (labels.includes("SENT")) return "sent from this mailbox";
  return from !== null && from === owner ? "written by the owner of this mailbox" : null;
}
