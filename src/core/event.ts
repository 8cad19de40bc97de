/**
 * Owns: every kind of event the ledger knows, with its data.
 * Never: how an event is stored (record.ts) or what it does to the state (state.ts).
 */
import type { Decision, Mode, Money, Problem, Proposal, Receipt, Verdict } from "./action";
import type { Audience } from "./audience";
import type { Sign } from "./draft";
import type { JsonObject } from "./json";
import type { LaterChange } from "./later-change";
import type { Measured } from "./measure";
import type { PolicyFacts } from "./policy";
import type { ScheduleState, ScheduleStatus } from "./recurring";

/** A proposal with its judgement: enough to decide on and to run. */
export interface Judged {
  proposal: Proposal;
  fingerprint: string;
  /** Mode per channel at the time of judging. */
  modes: Record<string, Mode>;
  verdict: Verdict;
  /** What the verdict was reached with, one for each delivery; lines of before these were kept have none. */
  facts?: PolicyFacts[];
  /** The proposal's own signs and those found at the service when it was judged. */
  signs: Sign[];
  expires_at: string;
}

/** `case`: it belongs to the open case of another mail, `of`. */
export type FiledAs = "note" | "action" | "clarification" | "case" | "nothing";

export interface Filing {
  id: string;
  as: FiledAs;
  kind: string;
  note: string | null;
  actions: string[];
  reason: string;
  later: string | null;
  /** What a clarification asked for, also once it was answered. */
  asked?: string[];
  of?: string;
  /** What a mail of a case says, for the case's card. */
  signs?: Sign[];
  /** The change that it asks for is not laid over the case by itself: a person takes it over. */
  suggested?: boolean;
  /** It could not be dealt with: how often it was tried, and when last (UTC ISO). */
  failed?: { times: number; at: string };
  /** Who wrote it, with hashes of the bank accounts that the mail names. */
  contact?: { email: string; name: string; accounts: string[] };
}

export interface Events {
  /** First line of every day's file: everything a start needs, so that a start reads at most two files. */
  checkpoint: { state: JsonObject };
  /** An executor began; `epoch` grows with every hand-over. */
  opened: { ledger: string; version: string; zone: string };
  /** The executor stepped down. `to`: the device that goes on by itself; absent: whichever a person says (`takeover`). */
  released: { to?: string; by?: string };
  /** A person said that the former executor is off, or that the older log is the one to go on from. */
  taken_over: { from: string };
  /** The clock says an earlier time than the line before: from here on lines are dated by it. */
  clock_set_back: { from: string; to: string };
  /** The running program is alive: uptime is measured from these. */
  alive: { jobs: string[] };
  torn_tail_cut: { bytes: number };

  observed: { id: string; source: string; at: string; hash: string; thread: string | null; subject: string; from: string; message_id?: string };
  /** A page is in: the next look starts here. */
  cursor_moved: { watcher: string; cursor: string; observed: number; skipped: number };
  /** Where an observation went. A clarification stays open until what was asked is answered. */
  filed: Filing;

  proposed: Judged;
  /** `by` person: the content changed. `by` employee: a draft was planned again with better facts. `fields`: what the person wrote. `later_change`: what a later mail wants otherwise, part of it or waiting for a person's word. */
  edited: Judged & { by: "person" | "employee"; changed: string[]; fields: JsonObject; later_change?: LaterChange };
  granted: Decision;
  denied: { by: string; via: Decision["via"]; reason: string };
  returned: Judged & { why: string };
  undone: { by: string };
  expired: Record<string, never>;
  renewed: Judged & { by: string };
  resent: Judged & { by: string };
  simulated: { findings: string[] };
  /** `price`: what the service charges for it. */
  started: { fingerprint: string; attempt: number; price?: Money };
  /** What `perform` wanted kept before its irreversible request. */
  remembered: { data: JsonObject };
  settled_done: { receipt: Receipt };
  settled_failed: { problem: Problem };
  settled_unknown: { problem: Problem };
  settled_not_attempted: { problem: Problem; again_at: string };
  found_done: { receipt: Receipt };
  found_absent: { problem: Problem };
  found_unclear: { problem: Problem; again_at: string | null };
  resolved_happened: { by: string; receipt: Receipt };
  resolved_not: { by: string; problem: Problem };
  quarantined: { problem: Problem };
  /** Another device started it in lines that are not part of this ledger (a fork): it may have happened. `at`: when, UTC ISO. */
  strayed: { device: string; at: string; problem: Problem };

  /** The action's note is on disk for the first time: from now on a missing note means a person deleted it. */
  noted: { path: string };
  /** `many`: more notes were gone at once than anybody deletes; then only a word of the person rejects (PRODUCT A4). */
  missing: { many: boolean };
  found_again: Record<string, never>;
  /** Follow-ups proposed, note in its last folder: nothing is left to do. */
  archived: { path: string };

  /** A note of an unknown shape was set aside, with an explanation (PRODUCT A5). */
  note_quarantined: { path: string; hash: string; why: string };
  /** A request file of another device or process was entered (once). `same`: names its content, whatever its file is called. */
  requested: { name: string; same?: string; kind: string; ok: boolean; answer: string };

  /** The owner's figures, as a service's books gave them. */
  measured: Measured & { service: string };
  /** What a social channel said of its audience in a week. */
  audience: Audience & { service: string };
  /** A note was prepared about something in the books: a reminder (with its level), or payment instructions. */
  prepared: { what: "reminder" | "payment"; about: string; level: number; note: string };
  /** A schedule that a person approved is in force (the action is its approval). `replaces`: the schedule that it was changed from. */
  schedule_begun: Omit<ScheduleState, "status" | "why"> & { replaces: string | null };
  /** Paused, going on, or stopped for good. `through`: what lies before is not made up for. */
  schedule_set: { by: string; status: ScheduleStatus; why: string; through: string | null };

  paused: { by: string; reason: string };
  resumed: { by: string };
  channel_paused: { service: string; problem: Problem };
  channel_resumed: { service: string };
  /** Written when what is known about a service changes. */
  service_checked: { service: string; ok: boolean | null; text: string; left?: string };
  restarted: { job: string; generation: number; why: string };
  alerted: { job: string; note: string; why: string };
  /** A job that was down ended a run well. */
  recovered: { job: string; note: string };
  reported: { report: string; period: string; path: string; partial: boolean; late: boolean; final: boolean };
}
export type EventName = keyof Events;

/** What the engine hands to the ledger. */
export interface NewEvent<N extends EventName = EventName> {
  event: N;
  data: Events[N];
  /** Null when the event is not about an action. */
  action_id?: string;
  /** Channel id; absent: every delivery of the action for which the move exists. */
  delivery?: string;
  /** Seq of the action's last line that the writer knew of: refused when another came in between (facts take time to read). */
  after?: number;
  /** Who: `employee`, `policy`, `person:<via>`, a device. */
  actor?: string;
  duration_ms?: number;
}
