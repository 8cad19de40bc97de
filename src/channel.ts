/**
 * Owns: what a channel is - the only thing that touches the outside - and what an operation of it must be able to answer.
 * Never: a concrete channel. The engine, settings, policy, docs and contract tests know channels only through this file.
 */
import type { DuplicateKeys, Money, Problem, Proposal, Receipt } from "./core/action";
import type { Preview } from "./core/card";
import type { Draft, MessageKind, Sign } from "./core/draft";
import { isObject, type Json, type JsonObject } from "./core/json";
import type { Audience } from "./core/audience";
import type { Asked, Days, Measured } from "./core/measure";
import type { AnswerProblem, Ask } from "./core/offer";
import type { PictureRule } from "./core/picture";
import type { Post, Publication } from "./core/post";
import type { SensitiveRule } from "./core/sensitive-rules";
import type { Rhythm } from "./core/recurring";
import type { Talk } from "./core/talk";
import type { Observation } from "./watcher";
import type { Http, SignInServer } from "./ports";

export type { PictureRule };

/** A setting of a service. Settings tab, environment and docs are drawn from these. */
export interface Field {
  key: string;
  label: string;
  help: string;
  kind: "text" | "url" | "secret" | "choice";
  /** Name of the environment variable that stands for it when headless. */
  env: string;
  /** Used when nothing is set; "" when the owner must say. */
  fallback: string;
  /** A loopback-only address for tests and self-hosted twins: never offered in settings. */
  loopback_only?: boolean;
  /** Kept by the channel itself with `Call.keep`: never offered in settings. */
  own?: boolean;
}

/** A field that the owner fills in. */
export const isOwners = (field: Field): boolean => field.loopback_only !== true && field.own !== true;

/** What every call to a service is given. */
export interface Call {
  http: Http;
  now(): Date;
  sleep(ms: number): Promise<void>;
  /** Value of one of the channel's own fields, "" when unset. */
  field(key: string): string;
  /** Keeps a renewed secret field. */
  keep(key: string, value: string): void;
  /** Stored bytes by their SHA-256, e.g. a picture; null when the owner erased them. */
  blob(hash: string): Promise<Uint8Array | null>;
  /** False for everything but `perform` in live mode: the wire must then refuse every call that is not on its list of reads (PRODUCT K2, K3). */
  may_write: boolean;
  signal?: AbortSignal;
  /** For a wire that does not go through `http`: announces a wait that ends within `limit_ms`, so that it is not taken for a standstill (PRODUCT E2). */
  during?<T>(limit_ms: number, work: () => Promise<T>): Promise<T>;
}

/** `ok: null` = not set up: neither good nor broken. */
export interface Check {
  ok: boolean | null;
  /** Plain words: what was found, or what is wrong and what to do. */
  text: string;
  /** It does not let us in with what is set: it is not asked again before that changes or a person tests the connection (PRODUCT E3). */
  refused?: Problem;
  /** What is left of the service's own allowance of posts, as a sentence: shown to whoever writes or decides one. */
  left?: string;
}

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

/** `refused`: nothing happened. `unauthorized`: nothing happened, the channel pauses. `busy`: never attempted, later. `unknown`: maybe. */
export type Outcome =
  | { kind: "done"; receipt: Receipt }
  | { kind: "refused"; problem: Problem }
  | { kind: "unauthorized"; problem: Problem }
  | { kind: "busy"; problem: Problem; retry_after_ms: number | null }
  | { kind: "unknown"; problem: Problem };

/** `absent` only if certain; `problem` says why, where the service told more than that there is nothing. */
export type Finding = { kind: "done"; receipt: Receipt } | { kind: "absent"; problem?: Problem } | { kind: "unclear"; problem: Problem };

export interface Attempt {
  /** The action's id: stored on the service's record where the service allows it. */
  key: string;
  /** UTC ISO time of `started`. */
  started_at: string;
  /** What `remember` kept during the attempt. */
  remembered: JsonObject;
  /** Receipts of the actions this one depends on, by action id. */
  receipts: Record<string, Receipt>;
}

/** Which row of the policy table speaks about the operation (PRODUCT section 3). */
export type PolicyRule = "amount" | "person" | "scheduled_post" | "reply";

/** What policy needs to know, read where it must be. `unreadable` names what could not be read: then a person decides. */
export interface Facts {
  money: Money | null;
  /** A posted transaction with this partner in the last 90 days; null when it does not apply. */
  known_payee: boolean | null;
  /** Whom it is for, as the service knows them, e.g. `odoo:96`: our own log is compared by it. */
  payee?: string;
  unreadable: string | null;
  /** Warnings found at the service, e.g. "looks like INV/2026/0042". */
  signs: Sign[];
}

export interface FieldProblem {
  field: string;
  text: string;
}
export type Parsed<P> = { ok: true; payload: P } | { ok: false; problems: FieldProblem[] };

/** A proposal before the engine gives it id, origin and judgement. */
export type Seed = Pick<Proposal, "depends_on" | "evidence" | "signs" | "assumptions"> & {
  /** Distinguishes several actions of one origin: `invoice`, `partner`, `post`. With the origin it makes the id. */
  slot: string;
  operation: string;
  payload: JsonObject;
  keys: DuplicateKeys;
};

/** Written once for a payload type; `operation` turns it into what the engine uses. */
export interface OperationSpec<P extends JsonObject> {
  label: string;
  /** The note's `type`, and the start of the note's file name. */
  note: { type: string; prefix: string };
  /** The plan's action name in the log, e.g. `odoo_create_invoice`. */
  log: string;
  rule: PolicyRule;
  /** `payment` expires after 2 hours, everything else after 48 (PRODUCT A4). */
  expiry: "standard" | "payment";
  /** The only gate: shapes and limits live here. */
  parse(raw: Json): Parsed<P>;
  summary(payload: P): string;
  money(payload: P): Money | null;
  /** Exactly what a person approves. Pure. */
  preview(payload: P): Preview;
  /** The payload as front matter fields of the note. Round trip: parse(fromFields(p, toFields(p))) equals p. */
  toFields(payload: P): JsonObject;
  /** The note's fields laid over the payload: what the owner edited. Goes through `parse` again. */
  fromFields(payload: P, fields: JsonObject): Json;
  /** Reads only; throws ServiceError where they fail: then a person decides. `action`: its id, since what the service holds of the same series is no duplicate. */
  facts(payload: P, call: Call, action?: string): Promise<Facts>;
  /** Read-only checks for dry run: sentences that say what would happen or what would be refused. */
  rehearse(payload: P, attempt: Attempt, call: Call): Promise<{ ok: boolean; findings: string[] }>;
  /** One irreversible request, one attempt, never retries. `remember` is on disk when it returns. */
  perform(payload: P, attempt: Attempt, call: Call, remember: (data: JsonObject) => Promise<void>): Promise<Outcome>;
  /** Read-only: did it happen? Waits and repeats where the service may still be finishing. */
  lookup(payload: P, attempt: Attempt, call: Call): Promise<Finding>;
  /** Of an operation that makes something public: its texts, its time and its price. Pure. */
  publishes?(payload: P): Publication;
  /** The same again by a schedule: the proposal of that schedule, or a sentence that says why it cannot be. `replaces`: the schedule it is changed from. */
  repeat?(payload: P, rhythm: Rhythm, receipt: Receipt | null, replaces: string | null): Seed | string;
  /**
   * Of an operation that is a schedule: once done it is in force, and `seed` is what is proposed at a due date - or a sentence that says why that is
   * not known yet; then it is asked again. Reads only.
   */
  recurs?(payload: P): { rhythm: Rhythm; replaces: string | null; seed(date: string, call: Call): Promise<Seed | string> };
  /** What naturally comes next once it is done, as further proposals: each its own decision. */
  followUps?(payload: P, attempt: Attempt, receipt: Receipt): Seed[];
  /** Used by contract tests and docs; at least one. */
  examples: P[];
}

/** What the engine sees: payloads are parsed again on every use, so an unparsed one can never be performed. */
export interface Operation extends Omit<OperationSpec<JsonObject>, "parse"> {
  parse(raw: Json): Parsed<JsonObject>;
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

/**
 * Erases the payload type behind `parse`: a payload that does not pass is a bug here and stops execution loudly. What is shown of a payload goes
 * through the gate once, for cards and notes ask many times; what is asked of the service with it, and what is performed, goes through it each time.
 */
export function operation<P extends JsonObject>(spec: OperationSpec<P>): Operation {
  const seen = new WeakMap<JsonObject, Parsed<P>>();
  const shown = (raw: JsonObject): P => passed(gate(raw));
  const gate = (raw: Json): Parsed<P> => {
    if (!isObject(raw)) return spec.parse(raw);
    const parsed = seen.get(raw) ?? spec.parse(raw);
    seen.set(raw, parsed);
    return parsed;
  };
  const typed = (raw: JsonObject): P => passed(spec.parse(raw));
  const passed = (parsed: Parsed<P>): P => {
    if (!parsed.ok) {
      throw new Error(`${spec.label}: payload did not pass its gate: ${parsed.problems.map((p) => `${p.field} ${p.text}`).join("; ")}`);
    }
    return parsed.payload;
  };
  const { followUps, publishes, repeat, recurs } = spec;
  return {
    label: spec.label,
    note: spec.note,
    log: spec.log,
    rule: spec.rule,
    expiry: spec.expiry,
    examples: spec.examples,
    parse: gate,
    summary: (payload) => spec.summary(shown(payload)),
    money: (payload) => spec.money(shown(payload)),
    preview: (payload) => spec.preview(shown(payload)),
    toFields: (payload) => spec.toFields(shown(payload)),
    fromFields: (payload, fields) => spec.fromFields(shown(payload), fields),
    facts: (payload, call, action) => spec.facts(typed(payload), call, action),
    rehearse: (payload, attempt, call) => spec.rehearse(typed(payload), attempt, call),
    perform: (payload, attempt, call, remember) => spec.perform(typed(payload), attempt, call, remember),
    lookup: (payload, attempt, call) => spec.lookup(typed(payload), attempt, call),
    ...(publishes && { publishes: (payload: JsonObject) => publishes(shown(payload)) }),
    ...(repeat && { repeat: (payload: JsonObject, ...how: [Rhythm, Receipt | null, string | null]) => repeat(typed(payload), ...how) }),
    ...(recurs && { recurs: (payload: JsonObject) => recurs(typed(payload)) }),
    ...(followUps && { followUps: (payload: JsonObject, attempt: Attempt, receipt: Receipt) => followUps(typed(payload), attempt, receipt) }),
  };
}
