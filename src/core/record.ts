/**
 * Owns: one line of the ledger - its fields, its text, its hash. The plan's log fields stand first (PRODUCT L1, DETAILS "Log line").
 * Never: reading files, or deciding what a line means.
 */
import * as z from "zod/mini";
import type { EventName, Events, NewEvent } from "./event";
import { sha256Hex } from "./hash";
import type { JsonObject } from "./json";

export type Realm = "real" | "sandbox";
export type ApprovalStatus = "auto_approved" | "human_approved" | "not_required" | "pending" | "rejected" | "expired";
export type ResultStatus = "success" | "error" | "partial" | "dry_run" | "unknown";

const shape = z.object({
  timestamp: z.string(),
  action: z.string(),
  actor: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  result: z.object({ status: z.enum(["success", "error", "partial", "dry_run", "unknown"]), data: z.record(z.string(), z.unknown()) }),
  approval_status: z.enum(["auto_approved", "human_approved", "not_required", "pending", "rejected", "expired"]),
  duration_ms: z.number(),
  error: z.nullable(z.string()),
  seq: z.number(),
  event: z.string(),
  action_id: z.nullable(z.string()),
  delivery: z.nullable(z.string()),
  device: z.string(),
  epoch: z.number(),
  realm: z.enum(["real", "sandbox"]),
  prev: z.string(),
});

export interface Line {
  /** UTC ISO with milliseconds. */
  timestamp: string;
  /** The plan's action name, e.g. `odoo_create_invoice`. */
  action: string;
  actor: string;
  /** What was intended: the event's data, without its result. */
  parameters: JsonObject;
  result: { status: ResultStatus; data: JsonObject };
  approval_status: ApprovalStatus;
  duration_ms: number;
  error: string | null;
  seq: number;
  event: EventName;
  action_id: string | null;
  delivery: string | null;
  device: string;
  epoch: number;
  realm: Realm;
  /** SHA-256 of the text of the line before; 64 zeros for the first line ever. */
  prev: string;
}

export const GENESIS = "0".repeat(64);

/** Everything about a line that the ledger, not the event, knows. */
export interface Stamp {
  timestamp: string;
  seq: number;
  device: string;
  epoch: number;
  realm: Realm;
  prev: string;
  action: string;
  approval_status: ApprovalStatus;
}

/** Events whose data is a result rather than an intent: it stands in `result.data`. */
const RESULTS: Partial<Record<EventName, ResultStatus>> = {
  simulated: "dry_run",
  settled_done: "success",
  settled_failed: "error",
  settled_unknown: "unknown",
  settled_not_attempted: "partial",
  found_done: "success",
  found_absent: "error",
  found_unclear: "unknown",
  resolved_happened: "success",
  resolved_not: "error",
  quarantined: "error",
  strayed: "unknown",
  note_quarantined: "error",
  channel_paused: "error",
};

function problemText(data: object): string | null {
  if (!("problem" in data)) return null;
  const { code, effect, cause } = data.problem as { code: string; effect: string; cause: string };
  return `${code}: ${effect} ${cause}`;
}

/** The line of an event. `parameters` carries the intent, `result.data` the result; `dataOf` joins them again. */
export function toLine(event: NewEvent, stamp: Stamp): Line {
  const status = RESULTS[event.event];
  const data = event.data as unknown as JsonObject;
  return {
    timestamp: stamp.timestamp,
    action: stamp.action,
    actor: event.actor ?? "employee",
    parameters: status === undefined ? data : {},
    result: { status: status ?? "success", data: status === undefined ? {} : data },
    approval_status: stamp.approval_status,
    duration_ms: event.duration_ms ?? 0,
    error: problemText(event.data),
    seq: stamp.seq,
    event: event.event,
    action_id: event.action_id ?? null,
    delivery: event.delivery ?? null,
    device: stamp.device,
    epoch: stamp.epoch,
    realm: stamp.realm,
    prev: stamp.prev,
  };
}

/** Data of the event that a line stands for. */
export function dataOf<N extends EventName>(line: Line & { event: N }): Events[N] {
  return { ...line.parameters, ...line.result.data } as unknown as Events[N];
}

/** Narrows a line to one event. */
export function isEvent<N extends EventName>(line: Line, name: N): line is Line & { event: N } {
  return line.event === name;
}

/** Text of a line without its newline; what `hashOf` covers. */
export function encode(line: Line): string {
  return JSON.stringify(line);
}

/** What the next line carries as `prev`. */
export function hashOf(text: string): string {
  return sha256Hex(text);
}

/** A line from its text, or a sentence that says what is wrong with it. */
export function decode(text: string): Line | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is not JSON";
  }
  const parsed = z.safeParse(shape, value);
  if (!parsed.success) return `lacks or garbles ${parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")}`;
  return parsed.data as unknown as Line;
}
