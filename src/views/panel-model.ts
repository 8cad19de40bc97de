/**
 * Owns: what the panel says around its cards - banners, groups, empty state, the status bar - as plain data.
 * Never: a document, or the name of a service.
 */
import type { Card } from "../core/card";
import type { Status } from "../core/action";
import type { Overview } from "../api";
import { showSeen, undoUntil, type Tone } from "./card-model";

export interface Banner {
  tone: Tone;
  icon: string;
  text: string;
  /** What its button does, null when it has none. */
  offer: "resume" | "confirm" | "leave_sandbox" | null;
}

export interface Group {
  title: string;
  /** How many of the cards are still to be looked at. */
  count: number;
  cards: Card[];
}

/** Title of the group of cards that were put aside. */
export const SNOOZED = "Snoozed";

/** What the person should look at first comes first. */
const NEEDS_PERSON: readonly Status[] = ["unknown", "quarantined", "waiting", "failed", "expired"];

/**
 * Cards in the order of their need: those that need a person, soonest expiry first, then those under way, then those put aside. While an
 * approval can be undone its card stays where it was decided.
 */
export function groups(cards: readonly Card[], isAside: (card: Card) => boolean, now: Date): Group[] {
  const rank = (card: Card): number => (card.away?.asked ? -1 : NEEDS_PERSON.indexOf(undoUntil(card, now) === null ? card.status : "waiting"));
  const aside = cards.filter(isAside);
  const rest = cards.filter((card) => !isAside(card));
  const mine = rest.filter((card) => rank(card) >= 0).sort((a, b) => rank(a) - rank(b) || a.expires_at.localeCompare(b.expires_at) || a.id.localeCompare(b.id));
  const others = rest.filter((card) => rank(card) < 0).sort((a, b) => b.created_at.localeCompare(a.created_at) || a.id.localeCompare(b.id));
  return [
    { title: "Needs you", cards: mine, count: mine.filter(({ status }) => status !== "approved").length },
    { title: "Under way", cards: others, count: others.length },
    { title: SNOOZED, cards: aside, count: aside.length },
  ].filter((group) => group.cards.length > 0);
}

/** How many things wait for a person: the badge. A question about a mail does as well (PRODUCT A3, M4). */
export function needsPerson({ waiting, failed, unknown, asked }: Overview): number {
  return waiting + failed + unknown + asked;
}

/** When the executing device last wrote. */
export interface Seen {
  /** "09:12", or with the date. */
  text: string;
  /** Longer ago than it stays silent while it runs. */
  late: boolean;
}

/** A running executor writes at least every ten minutes; a sync takes its time. */
const LATE_MS = 30 * 60_000;

export function seenOf({ last_seen }: Overview, zone: string, now: Date): Seen | null {
  return last_seen === null ? null : { text: showSeen(last_seen, zone, now), late: now.getTime() - Date.parse(last_seen) > LATE_MS };
}

/** Everything that holds for the whole queue, most important first. */
export function banners(overview: Overview, seen: Seen | null = null): Banner[] {
  const found: Banner[] = [];
  const say = (tone: Tone, icon: string, text: string, offer: Banner["offer"] = null): void => {
    found.push({ tone, icon, text, offer });
  };
  // A device that only shows has no say in settings, and its cards tell what they were judged for.
  const isHere = overview.executor || overview.stopped !== null;
  if (overview.realm === "sandbox") say("calm", "flask-conical", "Sandbox: the customers, mails and services here are invented. Your own business waits until you leave.", "leave_sandbox");
  if (overview.stopped !== null) say("danger", "octagon-alert", overview.stopped);
  if (overview.paused) {
    say("attention", "pause", `Paused${overview.paused.reason === "" ? "" : `: ${overview.paused.reason}`}. Nothing is sent until you resume.`, "resume");
  }
  if (!overview.executor && overview.stopped === null) {
    const late = seen?.late === true;
    const when = seen === null ? "" : ` It was last seen ${seen.text}.`;
    say(late ? "attention" : "calm", "monitor-smartphone", `Your desktop executes; what you decide here is passed on to it.${when}${late ? " Nothing happens until it runs and your sync has carried this there." : ""}`);
  }
  if (overview.to_confirm.length > 0 && isHere) {
    say("attention", "shield-question-mark", `The settings were changed outside this device. Until you confirm, this does not hold: ${overview.to_confirm.join("; ")}.`, "confirm");
  }
  for (const text of overview.questions) say("attention", "circle-help", text);
  for (const text of overview.settings_problems) say("attention", "settings", text);
  for (const { label, ok, text } of Object.values(overview.services)) if (ok === false) say("danger", "unplug", `${label}: ${text}`);
  if (overview.live.length === 0 && isHere) say("calm", "eye", "Dry run: approving shows what would be sent, and sends nothing.");
  return found;
}

/** Shown instead of cards: what the state is and what to do. */
export function emptyText(overview: Overview, hidden: { filtered: boolean; snoozed: number }): { title: string; text: string } {
  if (hidden.filtered) return { title: "Nothing fits this filter", text: "There are cards, but none with these words and choices." };
  if (hidden.snoozed > 0) return { title: "Nothing else waits for you", text: `${hidden.snoozed} put aside; they come back by themselves.` };
  if (!overview.executor && overview.stopped === null && overview.last_seen === null) {
    return { title: "Nothing has come from your desktop yet", text: "It works there and writes the log. The queue appears here as soon as your sync has brought the folder Logs; set it to carry files of every type." };
  }
  const connected = Object.values(overview.services).filter(({ ok }) => ok !== null);
  if (connected.length === 0) {
    return { title: "Not connected yet", text: "Open this plugin's settings and set up a service. What needs your decision then appears here." };
  }
  return { title: "Nothing waits for you", text: "New mail is looked at every few minutes. What needs your decision appears here." };
}

/** Status bar and ribbon: one short text, one for screen readers. `trouble`: the employee could not start. */
export function statusText(overview: Overview | null, trouble: string | null): { text: string; label: string; tone: Tone } {
  if (trouble !== null) return { text: "Stopped", label: trouble, tone: "danger" };
  if (overview === null) return { text: "Starting", label: "The employee is starting.", tone: "calm" };
  const count = needsPerson(overview);
  const queue = count === 0 ? "Nothing waits" : `${count} to decide`;
  const sandbox = overview.realm === "sandbox" ? "Sandbox, " : "";
  if (overview.stopped !== null) return { text: `Stopped, ${queue.toLowerCase()}`, label: overview.stopped, tone: "danger" };
  if (overview.paused) return { text: `Paused, ${queue.toLowerCase()}`, label: "Everything is paused; nothing is sent.", tone: "attention" };
  return { text: `${sandbox}${queue}`, label: count === 0 ? "Nothing waits for your decision." : `${count} waiting for your decision. Open the approval panel.`, tone: count === 0 ? "calm" : "attention" };
}
