/**
 * Owns: the way through the sandbox business as plain data: what has happened in it and what to do next (PRODUCT F1).
 * Never: a step that counts as done because we say so: it is read from the log's cards and from the sandbox's own Odoo.
 */
import type { Card } from "../core/card";
import type { Overview } from "../api";

/** One invoice in the sandbox's Odoo, as its API tells it. */
export interface Booked {
  /** "draft" until it has a number. */
  name: string;
  partner: string;
  /** With two decimals. */
  total: string;
  state: string;
  /** It came from the employee; the others were there before. */
  made: boolean;
}

export interface TourStep {
  text: string;
  /** What has come of it so far; "" for nothing. */
  found: string;
  done: boolean;
  /** What its button does; null when it has none. */
  offer: "check_mail" | "approvals" | "audit" | "briefing" | null;
}

export interface TourFacts {
  overview: Overview;
  /** All actions, whatever became of them. */
  cards: readonly Card[];
  /** Null while the sandbox's Odoo has not answered. */
  books: readonly Booked[] | null;
  /** Reports that lie in the folder. */
  audits: number;
  briefings: number;
}

const count = (number: number, one: string, several = `${one}s`): string => `${number} ${number === 1 ? one : several}`;

export function tour({ overview, cards, books, audits, briefings }: TourFacts): TourStep[] {
  const of = (...statuses: Card["status"][]): number => cards.filter(({ status }) => statuses.includes(status)).length;
  const made = books?.filter((entry) => entry.made) ?? [];
  const posted = made.filter(({ state }) => state === "posted");
  const waiting = of("waiting");
  const tried = of("simulated", "done") + made.length;
  return [
    {
      text: "Mail and comments arrive and are read",
      found: cards.length === 0 ? "" : `${count(overview.observed, "message was", "messages were")} read; ${count(cards.length, "draft")} made of them; ${waiting} waiting for you.`,
      done: cards.length > 0,
      offer: "check_mail",
    },
    { text: "Approve a draft. It is dry run: you see what would be sent, and nothing is", found: of("simulated") > 0 ? `${of("simulated")} simulated.` : "", done: tried > 0, offer: "approvals" },
    { text: "Switch the sandbox's service live below. What was simulated comes back for a new decision", found: "", done: overview.live.length > 0, offer: null },
    { text: "Approve again: now the invoice is drafted in the sandbox's Odoo", found: made.length > 0 ? `${count(made.length, "invoice")} in Odoo.` : "", done: made.length > 0, offer: "approvals" },
    { text: "Approve the posting, on the totals that Odoo read back", found: posted.map(({ name, partner, total }) => `${name}: ${partner}, ${total}.`).join(" "), done: posted.length > 0, offer: "approvals" },
    { text: "Write the weekly audit from the log", found: "", done: audits > 0, offer: "audit" },
    { text: "Write the Monday briefing", found: "", done: briefings > 0, offer: "briefing" },
  ];
}

/** What to do now, as one sentence. */
export function nextInTour(steps: readonly TourStep[], waiting: number): string {
  const next = steps.find(({ done }) => !done);
  if (!next) return "You have seen the whole loop. Look at the notes in the folder, or leave the sandbox.";
  if (next.offer === "approvals" && waiting > 0) return `${count(waiting, "draft waits", "drafts wait")} for you: open approvals.`;
  return `Next: ${next.text.charAt(0).toLowerCase()}${next.text.slice(1)}.`;
}
