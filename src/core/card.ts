/**
 * Owns: what is shown of an action to a person or a script - a row of the queue, and one action in full.
 * Never: anything that could be changed through it.
 */
import type { Origin, Problem, Reason, Receipt, Status } from "./action";
import type { Sign } from "./draft";
import type { JsonObject } from "./json";
import type { AskedChange } from "./later-change";
import type { Offered } from "./offer";
import type { Line } from "./record";

/** Exactly what a person approves, for one delivery. */
export interface Preview {
  title: string;
  /** Label and value, in reading order. */
  rows: [string, string][];
  /** Table of lines, first row is the head; [] when there is none. */
  table: string[][];
}

/** How a delivery looks to a person; made by its operation. */
export interface Face {
  channel: string;
  label: string;
  preview: Preview;
  /** Front matter fields that the owner may edit. */
  fields: JsonObject;
  /** It went out, or may have: where it shares a field with one that has not, the other's value is the one to edit. */
  begun?: boolean;
}

/** What a device that does not execute has left for the one that does. */
export interface Away {
  /** Not entered yet: what was wished (e.g. "approve") and when (UTC ISO). */
  asked: { kind: string; at: string } | null;
  /** Why the last wish was not taken; null when there was none, or it was. */
  refused: string | null;
}

/** One row of `list --json` (CLI contract) and of the panel's queue. */
export interface Card {
  id: string;
  type: string;
  /** Channel ids, joined with "," when there are several. */
  channel: string;
  status: Status;
  summary: string;
  amount: string | null;
  currency: string | null;
  /** Reason codes of the verdict. */
  reasons: string[];
  high_risk: boolean;
  fingerprint: string;
  created_at: string;
  expires_at: string;
  /** End of the undo time (UTC ISO) while it can still be taken back, else null. */
  undo_until: string | null;
  /** Path of the note in the vault, null until it is written. */
  note: string | null;
  /** Only of what publishes: UTC ISO time that was set for it, null when none was. */
  planned_at?: string | null;
  /** Only of what publishes, once it started: UTC ISO. */
  started_at?: string;
  /** Only where it is unknown on several channels: each is answered for itself, the first of these next. */
  unknown_on?: { channel: string; label: string }[];
  /** Only on a device that does not execute. */
  away?: Away;
}

export interface DeliveryCard {
  channel: string;
  label: string;
  status: Status;
  mode: "dry_run" | "live";
  preview: Preview;
  receipt: Receipt | null;
  problem: Problem | null;
  findings: string[];
  /** Only of what publishes and has not begun: what is left of the service's allowance and of the owner's monthly limit, as sentences. */
  allowance?: string[];
}

/** `show ID`. */
export interface Detail extends Card {
  payload: JsonObject;
  preview: Preview[];
  evidence: Record<string, string>;
  events: Line[];
  /** Why a person, as sentences. */
  verdict: Reason[];
  signs: Sign[];
  assumptions: string[];
  deliveries: DeliveryCard[];
  depends_on: string[];
  origin: Origin;
  /** Which rules read the mail it came from, and what later mails of its thread were taken for; as sentences. */
  understood: string[];
  /** The new text of the mail it came from, null when erased or not from a mail. */
  source_text: string | null;
  /** What a person may edit, under the names of the note's front matter. */
  fields: JsonObject;
  /** What the last edit changed, as `name: before -> after`. */
  changed: string[];
  /** What a later mail of its case wants otherwise, while it can still be changed; null when none does. */
  asked_change: AskedChange | null;
  /** Why it came back to the person, null when it did not. */
  returned: string | null;
  /** What can be asked for next about what it made at its services. */
  offers: Offered[];
}
