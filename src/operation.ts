/**
 * Owns: what an operation is - one thing that a channel can do - and what it must be able to answer: what it would do, whether it may, what came of
 * it, whether it happened.
 * Never: a concrete operation. A payload is parsed again on every use, so that an unparsed one can never be performed.
 */
import type { DuplicateKeys, Money, Problem, Proposal, Receipt } from "./core/action";
import type { Preview } from "./core/card";
import type { Sign } from "./core/draft";
import { isObject, type Json, type JsonObject } from "./core/json";
import type { Publication } from "./core/post";
import type { Rhythm } from "./core/recurring";
import type { Call } from "./call";

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
