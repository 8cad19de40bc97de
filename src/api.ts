/**
 * Owns: what the employee offers to views, the command line and scripts.
 * Never: how it is done.
 */
import type { Check, FieldProblem, Publisher, SignedIn } from "./channel";
import type { Money, Status } from "./core/action";
import type { Card, Detail, Preview } from "./core/card";
import type { Sign } from "./core/draft";
import type { JsonObject } from "./core/json";
import type { Mail } from "./core/mail";
import type { AnswerProblem, Form, Offered, OfferRef } from "./core/offer";
import type { Post } from "./core/post";
import type { PostDraft, PostProblem } from "./core/post-note";
import type { Question, Reply } from "./core/question";
import type { Overdue } from "./core/reminder";
import type { Rehearsal } from "./core/rehearsal";
import type { Answer, Asker, Wish } from "./core/wish";
import type { Settings } from "./settings";

export type { Answer, Asker, Wish };

/** What one pass did: `once --json` (CLI contract). */
export interface PassSummary {
  observed: number;
  proposed: number;
  decided: number;
  executed: number;
  failed: number;
  unknown: number;
  waiting: number;
  services: Record<string, Check>;
}

/** Who executes, as far as this device's copy of the ledger says. */
export interface Turn {
  /** Id of this device: what another one's `release` names. */
  device: string;
  /** Id of the device that executes; null before the first line, and after it stepped down. */
  executing: string | null;
  /** UTC ISO time since which; null before the first line. */
  since: string | null;
  /** Grows with every hand-over. */
  epoch: number;
  /** Who goes on after the executing device stepped down; null when a person has to say it. */
  handed_to: string | null;
}

/** Everything a status bar, a dashboard header or an empty state needs. */
export interface Overview {
  realm: "real" | "sandbox";
  /** This device executes. */
  executor: boolean;
  /** Why nothing is executed here, as a sentence; null when all is well. */
  stopped: string | null;
  paused: { by: string; reason: string; at: string } | null;
  live: string[];
  /** Messages that were taken in and are remembered. */
  observed: number;
  waiting: number;
  failed: number;
  unknown: number;
  /** Questions about mails that wait for the owner's answer. */
  asked: number;
  services: Record<string, Check & { label: string; at: string | null }>;
  /** Whose turn it is to execute (PRODUCT E4). */
  turn: Turn;
  /** UTC ISO time of the newest ledger line: "last seen". */
  last_seen: string | null;
  settings_problems: string[];
  /** Settings that were loosened outside this device and do not hold until a person confirms them here. */
  to_confirm: string[];
  /** What stands in the way and needs a person, as sentences. */
  questions: string[];
}

/** Notes that were written. */
export interface Prepared {
  what: "reminders" | "payments";
  notes: string[];
  /** One sentence for the person. */
  text: string;
}

/** A rehearsed policy, in words. */
export interface Rehearsed extends Rehearsal {
  text: string[];
  /** What the changed rules allow beyond those now, as sentences. */
  loosened: string[];
}

/** Questions about mails, as views see them. */
export interface Questions {
  /** Every open one, oldest first. */
  open(): Promise<Question[]>;
  /** What was filled in goes into the question's note, on any device. */
  answer(id: string, fields: JsonObject): Promise<Reply>;
}

/** Stepping down: done, or asked of the executing process beside this one. `epoch`: the one that ends. */
export interface Released {
  how: "entered" | "requested";
  released_to: string | null;
  epoch: number;
}

/** What a person may ask for about records that services hold; asked for by the wish `propose`. */
export interface Offers {
  /** Everything that can be asked for; `record` is "". */
  all(): Offered[];
  /** The form with what the service says now, or why it cannot be asked for, as a sentence. Reads only. */
  form(of: OfferRef): Promise<Form | string>;
  /** What is wrong with the answers, by field; [] when they can be proposed. Reads only. */
  problems(of: OfferRef, answers: JsonObject): Promise<AnswerProblem[] | string>;
}

/** A channel that publishes posts. */
export interface PostChannel {
  id: string;
  label: string;
  live: boolean;
  publisher: Publisher;
}

/** One channel's part of a post. */
export interface PostFace {
  channel: string;
  label: string;
  /** Exactly what it would publish, in order (PRODUCT S3); what was written for it where that does not fit. */
  texts: string[];
  /** What does not fit; [] when it could be handed in. */
  problems: FieldProblem[];
  price: Money | null;
  /** What is left of the service's allowance and of the owner's monthly limit, as sentences. */
  allowance?: string[];
  /** What a person would approve; null where it does not fit. */
  preview: Preview | null;
}

/** What would come of handing a post in, without asking a service. */
export interface Foreseen {
  /** Id of the action that it becomes. */
  action: string;
  /** Of that action, when it was handed in before; null otherwise. */
  status: Status | null;
  faces: PostFace[];
  /** UTC ISO time that it gets, also by the queue; null: as soon as it is approved. */
  at: string | null;
  /** Why the queue has no place for it, as a sentence; null otherwise. */
  no_place: string | null;
  /** Warnings as its card will have them. */
  signs: Sign[];
  /** Why a person will be asked, as sentences; [] where policy lets it run. */
  asks: string[];
}

/** When the owner's own posts were seen most (PRODUCT S4). */
export interface BestTimes {
  /** The next free instants (UTC ISO), best first; [] while too little was measured. */
  times: { at: string; why: string }[];
  /** Where that is known from, or what is missing to know it. */
  text: string;
}

/** For whoever writes a post; handing in is the wish `post`. */
export interface Posts {
  channels(): PostChannel[];
  foresee(post: Post): Foreseen;
  /** What a draft becomes when it is handed in, or everything that stands against it besides what was `found` before; `action`: null where it is not even a post. */
  check(draft: PostDraft, found: readonly PostProblem[]): { post: Post; foreseen: Foreseen } | { action: string | null; problems: PostProblem[] };
  /** The next free ones of the owner's recurring times for a post on these channels, UTC ISO, soonest first. */
  freeTimes(channels: readonly string[], count: number): string[];
  bestTimes(channels: readonly string[]): BestTimes;
  /** Keeps bytes in `Logs/blobs` and returns their SHA-256. On a device that only reads they go with the request, by the sync. */
  keepBlob(bytes: Uint8Array): Promise<string>;
  /** Null when the owner erased it. */
  blob(hash: string): Promise<Uint8Array | null>;
}

export interface Employee {
  /** Opens the ledger; folders and first notes are made. Returns created paths. */
  open(): Promise<string[]>;
  /** One pass: watch, take decisions, execute what is due, project. */
  pass(): Promise<PassSummary>;
  /** Passes until `stop`, under the supervisor. `onPass` hears of every round of work. */
  start(onPass?: (summary: PassSummary) => void): void;
  /** Finishes the write in hand, releases lock and timers. */
  stop(): Promise<void>;
  /** `status`: one of the statuses, "any", or null for everything open. */
  list(status: Status | "any" | null): Promise<Card[]>;
  /** Everything open as it was last read: at once, for menus. */
  known(): Card[];
  show(id: string): Promise<Detail | null>;
  wish(wish: Wish, asker: Asker): Promise<Answer>;
  readonly questions: Questions;
  readonly posts: Posts;
  readonly offers: Offers;
  /** Becomes the executor by a person's word that no other device executes. Tell them `TAKE_OVER_RISK` (core/hand-over.ts) first. */
  takeOver(): Promise<{ executor: string; epoch: number }>;
  /**
   * Steps down after the write in hand; this device reads from then on. `to`: the device that goes on by itself as soon as it sees that; null:
   * none does until a person takes over there. Beside the executing process of this device it is left for that one. Rejects when this device
   * does not execute, or `to` is this device.
   */
  release(to: string | null, by: string): Promise<Released>;
  check(service: string | null): Promise<Record<string, Check>>;
  /** Writes a report for the period of a date in the owner's zone (null: the newest). */
  report(generator: string, date: string | null): Promise<{ path: string; partial: boolean; figures: JsonObject }>;
  /** Prepares notes from the books, where the owner opted in: texts of reminders for overdue invoices, or instructions for bills to pay. `record`: id or number of the one that is meant, null for all that are due. Sends nothing. */
  prepare(what: Prepared["what"], record: string | null): Promise<Prepared>;
  /** Overdue invoices as the books have them now, longest waiting first, each with the reminder that was written last; a sentence when they cannot be read. */
  overdue(): Promise<Overdue[] | string>;
  ingest(mails: Mail[]): Promise<{ observed: number; proposed: number }>;
  overview(): Overview;
  /** Called after every change; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** What changed rules would have decided over the last weeks, from the log (PRODUCT section 3). Nothing is changed. */
  rehearse(settings: Settings): Promise<Rehearsed>;
  /** Settings that a person changed on this device: they hold at once. */
  changeSettings(settings: Settings): Promise<void>;
  /** Settings that came from outside (a sync): what is looser than confirmed waits for `confirmSettings`. */
  settingsArrived(settings: Settings): void;
  /** A person at this device agrees to what `overview().to_confirm` names. */
  confirmSettings(): Promise<void>;
  /** Notes changed: look at them now rather than at the next round. */
  nudge(): void;
  /** The same, and done when it resolves: what was edited or moved has been judged. */
  takeIn(): Promise<void>;
}

/** How a service stands with regard to signing in. */
export interface SignInLook {
  /** False where no browser can come back to the program, e.g. on a phone. */
  possible: boolean;
  signed_in: boolean;
  /** Who signed in here; null when that is not known, e.g. for a token that was entered by hand. */
  account: string | null;
  /** How the sign-in that is going on will end; null when none is. */
  under_way: Promise<SignedIn> | null;
  /** How the last one ended since the program started. */
  last: SignedIn | null;
}

/** Signing in to services with the browser (PRODUCT G1). Needs neither the ledger nor the employee. */
export interface SignIns {
  look(service: string): Promise<SignInLook>;
  /** `open` shows the person the address. While one is under way, its address is shown again and its end is shared. */
  begin(service: string, open: (address: string) => void): Promise<SignedIn>;
  cancel(service: string): void;
  /** Forgets what the sign-in kept; also calls off one that is under way. */
  signOut(service: string): Promise<void>;
  /** Calls off all; when it resolves, nothing listens any more. */
  close(): Promise<void>;
}
