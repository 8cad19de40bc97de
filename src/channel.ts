/**
 * Owns: what a channel is - the only thing that touches the outside: its settings, its operations, how it publishes, what it can be asked.
 * Never: a concrete channel. The engine, settings, policy, docs and contract tests know channels only through this file, call.ts and operation.ts.
 */
import type { Problem, Receipt } from "./core/action";
import type { Audience } from "./core/audience";
import type { Draft, MessageKind } from "./core/draft";
import type { JsonObject } from "./core/json";
import type { Asked, Days, Measured } from "./core/measure";
import type { AnswerProblem, Ask } from "./core/offer";
import type { PictureRule } from "./core/picture";
import type { Post } from "./core/post";
import type { SensitiveRule } from "./core/sensitive-rules";
import type { Talk } from "./core/talk";
import type { Call, Check, Field } from "./call";
import type { Operation, Seed } from "./operation";
import type { SignInServer } from "./ports";
import type { Observation } from "./watcher";

export * from "./call";
export * from "./operation";
export type { PictureRule };

/** What a sign-in is given besides its call. Ends early when the call's signal is aborted. */
export interface SignInHands {
  server: SignInServer;
  /** Shows the person an address: in the browser, or to be opened there. */
  open(address: string): void;
  random(bytes: number): Uint8Array;
}

/** `account`: who signed in, null when the service did not say. `warning`: what the person should know although it worked. */
export type SignedIn = { ok: true; account: string | null; warning: string | null } | { ok: false; problem: Problem };

/** A secret field that is filled by signing in with the browser (PRODUCT G1). */
export interface SignIn {
  /** Who asks the person for consent, e.g. "Google". */
  with: string;
  /** Key of the secret field that it keeps. */
  field: string;
  /** Nothing is kept unless it answers `ok`. Throws ServiceError for a wrong setting. */
  run(call: Call, hands: SignInHands): Promise<SignedIn>;
}

/** What a channel makes of a draft. `later`: a read failed; the draft is planned again at the next pass. */
export type Plan =
  | { kind: "proposals"; seeds: Seed[]; later: string | null }
  | { kind: "questions"; missing: string[]; text: string };

/** A channel that can turn drafts into actions, e.g. an invoice request into an Odoo invoice. */
export interface Planner {
  kinds: MessageKind[];
  /** Reads only; the same draft and the same answers give the same seeds. `actionId(slot)` is the id a seed will get, for `depends_on`. */
  plan(draft: Draft, observation: Observation, call: Call, actionId: (slot: string) => string): Promise<Plan>;
}

/** How a channel publishes posts: everything that composer, command line and docs need to know of it. */
export interface Publisher {
  /** Other names that people give the channel in notes, in small letters. */
  also?: readonly string[];
  /** Rules for words that need a person on this channel, besides those of all. */
  sensitive?: readonly SensitiveRule[];
  /** The operation that publishes. */
  operation: string;
  /** Length of a text as the service counts it, and the most it takes. Pure. */
  length(text: string): number;
  limit: number;
  /** How it counts, for a person, e.g. "a link counts 23, an emoji 2"; "" for plain characters. */
  counting: string;
  pictures: PictureRule | null;
  /** It cannot be text alone. */
  needs_picture: boolean;
  takes: { link: boolean; poll: boolean; thread: boolean };
  /** How a post looks there, for previews: where pictures stand, after how many characters a text is folded, what readers can do with it. */
  looks?: { pictures: "above" | "below"; folds_at: number | null; actions: readonly string[] };
  /** This channel's payload of a post; what does not fit is found by the operation's `parse`, never cut. Pure. */
  payload(post: Post): JsonObject;
  /** A longer text in parts that each fit, at sentences and words; only where it takes threads. Joined by blanks they are the text. Pure. */
  split?(text: string): string[];
}

/** What a person may ask for about one record of the service, with what the service says of it now. */
export interface Begun {
  /** The record's id: the same however it was named. */
  record: string;
  /** Label and value, for the person who fills in the form. */
  rows: [string, string][];
  asks: Ask[];
  /** The proposal that the answers make - every question has one - or what is wrong with them, by field. Its payload goes through the operation's gate. */
  seed(answers: JsonObject): Seed | AnswerProblem[];
}

/** An operation that a person can ask for about a record that the service holds. */
export interface Offer {
  label: string;
  /** The record that a receipt makes it possible on, by its id; null where it is not offered. Pure: menus ask. */
  on(receipt: Receipt): string | null;
  /** The record that a payload of the operation is about, by its id. Pure. */
  about(payload: JsonObject): string | null;
  /** Reads only: the form, or a sentence that says why it cannot be asked for now. `record`: its id, or what a person calls it; `today`: ISO date in the owner's zone. */
  begin(record: string, today: string, call: Call): Promise<Begun | string>;
}

/** What is said to the owner on a channel - comments, mentions, direct messages: read for a watcher, never answered by it. */
export interface Talks {
  /** How often it may be looked at: reads may cost. */
  every_minutes: number;
  ready(call: Call): boolean;
  /** What is new since `cursor` (null: the first look, nothing older than a week), oldest first; own messages are left out. Throws ServiceError for what the service or the network does. */
  since(cursor: string | null, call: Call): Promise<{
    talks: { id: string; thread: string | null; at: string; from: string; text: string; talk: Talk }[];
    cursor: string;
    skipped: { id: string; why: string }[];
    /** There is a further page behind the cursor. */
    more: boolean;
  }>;
}

export interface Channel {
  id: string;
  label: string;
  fields: Field[];
  /** What the owner has to do at the service before, a sentence a step: shown in the setup guide. */
  setup?: readonly string[];
  signIn?: SignIn;
  /** "Test connection": read-only, plain words. */
  check(call: Call): Promise<Check>;
  operations: Record<string, Operation>;
  /** The owner's figures on a day, asked for once a day where the owner opted in; null when it is not set up. Reads only. */
  measure?(call: Call, asked: Asked): Promise<Measured | null>;
  /** What the service says of its audience in a week that is over, asked for once; null when it is not set up. Reads only. */
  audience?(call: Call, week: Days): Promise<Audience | null>;
  planner?: Planner;
  /** By the name of the operation. */
  offers?: Record<string, Offer>;
  /** Of a service that keeps customers: the proposal of a new one of whom only the name is known (PRODUCT S7). Pure. */
  lead?(name: string): Seed;
  publisher?: Publisher;
  talks?: Talks;
}
