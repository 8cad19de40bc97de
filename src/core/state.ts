/**
 * Owns: the state of everything, as the fold of the ledger's lines.
 * Never: a clock, a file, or a fact that does not stand in a line.
 */
import type { SeenPost } from "./audience";
import type { Decision, DuplicateKeys, Money, Problem, Receipt, Status } from "./action";
import type { Realm } from "./record";
import type { EventName, Filing, Judged } from "./event";
import type { Contact } from "./known";
import type { JsonObject } from "./json";
import type { LaterChange } from "./later-change";
import { MOVES, next, overall, type Move } from "./lifecycle";
import type { Measured } from "./measure";
import type { ScheduleState } from "./recurring";

export interface DeliveryState {
  status: Status;
  attempts: number;
  started_at: string | null;
  remembered: JsonObject;
  receipt: Receipt | null;
  problem: Problem | null;
  /** Not before: when a busy delivery may run again, or an unknown one be looked up again. */
  again_at: string | null;
  lookups: number;
  /** What the dry run found. */
  findings: string[];
}

export interface ActionState extends Judged {
  created_at: string;
  deliveries: Record<string, DeliveryState>;
  decision: Decision | null;
  /** Why a person said no. */
  denied: string | null;
  /** What the last edit changed, and why it was last sent back: shown on the card. */
  changed: string[];
  /** Fields as persons wrote them: they outlive a draft that is planned again. */
  own_fields: JsonObject;
  /** What a later mail of its case wants otherwise, taken over or not; absent when none does. */
  later_change?: LaterChange;
  returned: string | null;
  /** Where the note was first written; null until it is on disk. */
  note: string | null;
  /** Not put anywhere yet, by this log: where a note of it lies decides nothing until it stands where the log wants it. Absent afterwards. */
  put_back?: true;
  missing_since: string | null;
  missing_with_many: boolean;
  archived: boolean;
  /** Seq of the last line about it: projections compare with it. */
  touched: number;
  /** Seq of the line that last set its content and time; absent in logs from before that was kept. */
  set?: number;
}

export interface ObservationState {
  at: string;
  source: string;
  hash: string;
  thread: string | null;
  /** Its own Message-ID, by which answers name it. */
  message_id?: string;
  /** Null until it is filed: an observation that was not filed is filed at the next start. */
  filed: Omit<Filing, "id" | "contact"> | null;
}

/** What was proposed lately, for duplicates (30 days) and for our own record of who was paid (90 days). */
export interface Recent {
  action: string;
  at: string;
  type: string;
  keys: DuplicateKeys;
  money: Money | null;
  /** The record's name at the service once it exists. */
  label: string | null;
}

/** Every outside effect that was started, for caps. */
export interface Started {
  at: string;
  action: string;
  channel: string;
  operation: string;
  money: Money | null;
  /** What the service charges for it. */
  price?: Money;
}

export interface State {
  ledger: string;
  since: string;
  realm: Realm;
  device: string;
  epoch: number;
  released: boolean;
  /** UTC ISO time from which the device has executed without another in between; null for an empty ledger. */
  since_turn: string | null;
  /** Who goes on after `released`; null when a person has to say it. */
  released_to: string | null;
  /** This epoch began by force: notes may be ahead of the log. */
  by_force: boolean;
  /** Seq of the last line, 0 for an empty ledger. */
  seq: number;
  /** UTC ISO time of the last line. */
  at: string;
  actions: Record<string, ActionState>;
  observations: Record<string, ObservationState>;
  /** Senders of mail that was filed, by address. */
  contacts: Record<string, Contact>;
  cursors: Record<string, { cursor: string; at: string; observed: number; skipped: number }>;
  started: Started[];
  recent: Recent[];
  requests: Record<string, string>;
  quarantined_notes: Record<string, { hash: string; why: string; at: string }>;
  /** Newest figures by service. */
  measured: Record<string, Measured & { at: string }>;
  /** Monday of the last week whose audience was asked for, by service. */
  audiences: Record<string, string>;
  /** Own posts of the last weeks, with how often each was seen. */
  seen: (SeenPost & { service: string })[];
  /** Notes that were prepared, by what they are about: `reminder:odoo:42`, `payment:odoo:43`. */
  prepared: Record<string, { level: number; note: string; at: string }>;
  /** Schedules by the id of the action that approved them. */
  schedules: Record<string, ScheduleState>;
  paused: { by: string; reason: string; at: string } | null;
  channels_paused: Record<string, { problem: Problem; at: string }>;
  /** `left`: of the service's own allowance of posts, as a sentence. */
  services: Record<string, { ok: boolean | null; text: string; left?: string; at: string }>;
  reported: { report: string; period: string; path: string; final: boolean; at: string }[];
}

export function emptyState(): State {
  return {
    ledger: "",
    since: "",
    realm: "real",
    device: "",
    epoch: 0,
    since_turn: null,
    released: false,
    released_to: null,
    by_force: false,
    seq: 0,
    at: "",
    actions: {},
    observations: {},
    contacts: {},
    cursors: {},
    started: [],
    recent: [],
    requests: {},
    quarantined_notes: {},
    measured: {},
    audiences: {},
    seen: [],
    prepared: {},
    schedules: {},
    paused: null,
    channels_paused: {},
    services: {},
    reported: [],
  };
}

/** An event that the lifecycle table does not allow: a bug, never bad input. */
export class ImpossibleMove extends Error {
  constructor(move: string, action: string, from: string) {
    super(`The ledger refuses "${move}" for ${action}: it is ${from}.`);
    this.name = "ImpossibleMove";
  }
}

export const isMove = (name: EventName): name is EventName & Move => (MOVES as readonly string[]).includes(name);

/** The open action of this id, whatever was typed or came in a link: "constructor" is none. */
export function actionOf({ actions }: Readonly<State>, id: string): ActionState | undefined {
  return Object.hasOwn(actions, id) ? actions[id] : undefined;
}

/** Status of an action: the one of its deliveries that most needs a person's eye. */
export function statusOf(action: ActionState): Status {
  return overall(Object.values(action.deliveries).map((delivery) => delivery.status));
}

const BEGUN: readonly Status[] = ["running", "unknown", "done"];

/** It reached the service, or may have: what it says cannot be changed any more, and its own traces there are no reason against it. */
export function hasBegun(action: Pick<ActionState, "deliveries"> | undefined, channel: string): boolean {
  const status = action?.deliveries[channel]?.status;
  return status !== undefined && BEGUN.includes(status);
}

/** The deliveries of an action that a move without a named delivery is about. */
export function movable(action: ActionState, move: Move): string[] {
  return Object.keys(action.deliveries).filter((key) => next(action.deliveries[key]?.status ?? "done", move) !== null);
}
