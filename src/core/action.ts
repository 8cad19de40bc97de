/**
 * Owns: the shape of an action - everything the employee wants to do to the outside world - and of what is said about it.
 * Never: behaviour of a service; an action is data, its channel knows what it means.
 */
import type { Sign } from "./draft";
import type { JsonObject } from "./json";

export const STATUSES = [
  "waiting",
  "approved",
  "running",
  "simulated",
  "done",
  "failed",
  "unknown",
  "rejected",
  "expired",
  "quarantined",
] as const;
export type Status = (typeof STATUSES)[number];

/** Dry run is the default; an approval is bound to the mode it was given in (PRODUCT K2). */
export type Mode = "dry_run" | "live";

/** Amount as decimal text, never a float, with its ISO 4217 currency. */
export interface Money {
  amount: string;
  currency: string;
}

/** One action on one channel; a post for three channels has three. */
export interface Delivery {
  channel: string;
  operation: string;
  /** What is sent. Checked by the operation's `parse`, the only gate. */
  payload: JsonObject;
}

/** Where the wish came from. `cross_domain` in the policy table is `mail` or `chat`. */
export interface Origin {
  kind: "mail" | "chat" | "note" | "agent" | "generator" | "schedule" | "person" | "action";
  /** Id of the observation, or of the action that this one follows. */
  id: string | null;
}

/** What makes two invoices "the same" (PRODUCT M7); null where it is not known. */
export interface DuplicateKeys {
  thread: string | null;
  po_number: string | null;
  partner: string | null;
  /** Of what is made public: a `textKey` for each text. */
  texts?: string[];
  /** Of what posts or pays: for whom, as `Facts.payee` names them. It is our own record of who was paid (PRODUCT section 3). */
  booked?: string;
}

export interface Proposal {
  /** Stable: the same observation always yields the same id, so a crash cannot propose twice. */
  id: string;
  /** The note's `type`, e.g. `odoo_invoice`. */
  type: string;
  deliveries: Delivery[];
  /** Ids of actions that must be done first; part of the fingerprint. */
  depends_on: string[];
  origin: Origin;
  summary: string;
  money: Money | null;
  /** Field -> the words of the source that say so. */
  evidence: Record<string, string>;
  signs: Sign[];
  keys: DuplicateKeys;
  /** What was assumed because nobody said otherwise, as sentences. */
  assumptions: string[];
}

export interface Reason {
  /** `amount_over_threshold`, `new_payee`, `cross_domain` ... */
  code: string;
  /** The sentence on the card, with the facts that decided. */
  text: string;
}

export interface Verdict {
  decision: "allow" | "ask" | "forbid";
  reasons: Reason[];
  /** Decided only in the panel or a terminal, never in bulk, never by moving a note (PRODUCT section 3). */
  high_risk: boolean;
}

/** A failure as a value: what happened, why, what to do next (PRODUCT O5, E3). */
export interface Problem {
  code: string;
  effect: string;
  cause: string;
  next: string;
}

/** What a service gave back for something that happened. */
export interface Receipt {
  /** The record's id at the service. */
  id: string;
  /** What a person calls it, e.g. `INV/2026/0042`. */
  label: string;
  url: string | null;
  data: JsonObject;
  /** Set when the service's result differs from what was approved. */
  difference: string | null;
}

export interface Decision {
  by: string;
  via: "panel" | "command" | "move" | "cli" | "policy" | "deleted" | "request";
  at: string;
  fingerprint: string;
  /** Undo time: nothing starts before this. */
  not_before: string;
  /** The decision counts until then (PRODUCT A4). */
  holds_until: string;
}
