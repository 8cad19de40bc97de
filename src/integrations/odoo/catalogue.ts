/**
 * Owns: what every failure of Odoo means - did it happen, what it is called (PRODUCT O5), what a person does next - as one table.
 * Never: a judgement by the words of a message; they differ by version and language. What the table does not name is unknown.
 */
import type { Outcome } from "../../channel";
import { ServiceError, type FailureClass } from "../../core/failure";
import type { Problem } from "../../core/action";

/** `busy` here: nothing was sent, or only a read failed. */
export type Consequence = "refused" | "unauthorized" | "busy" | "unknown";
export type OdooCode =
  | "PARTNER_NOT_FOUND"
  | "PRODUCT_NOT_FOUND"
  | "VALIDATION_ERROR"
  | "INVOICE_NOT_FOUND"
  | "INVALID_AMOUNT"
  | "INVOICE_ALREADY_PAID"
  | "ODOO_CONNECTION_ERROR"
  | "AUTHENTICATION_ERROR";

/** What was seen on the wire. `exception` is the Python class, `message` Odoo's words for a person. */
export type Signal =
  | { kind: "not_sent"; message: string }
  | { kind: "lost"; message: string }
  | { kind: "tls"; message: string; next: string }
  | { kind: "limited"; message: string; retry_after_ms: number | null }
  | { kind: "foreign"; status: number | null; message: string; retry_after_ms: number | null; next?: string }
  | { kind: "login"; message: string }
  | { kind: "body"; status: number; exception: string; message: string }
  | { kind: "fault"; fault: number; exception: string; message: string };

export interface Row {
  case: string;
  /** JSON-2: status, and the class where the status alone does not tell. */
  body?: { status: number[]; exception?: RegExp };
  /** XML-RPC: fault code, and the class for code 1. */
  fault?: { code: number; exception?: RegExp };
  kind?: "not_sent" | "tls" | "limited" | "lost" | "foreign" | "login";
  /** For a write. A failed read never changed anything. */
  write: Consequence;
  read: FailureClass;
  code: OdooCode;
  next: string;
}

const KEY_NEXT = "Make a new API key in Odoo (Preferences > Account Security), enter it in the settings and press Test connection. Keys last at most three months. A password is no key: with two-factor login Odoo takes nothing but a key.";
const REACH_NEXT = "Check that the Odoo address is right and that this device is online; it is tried again by itself.";
const DATA_NEXT = "Correct what Odoo names, then send it again.";

/** First row that fits. Source: the recorded answers of Odoo 16 and 19 and their error catalogue. */
export const CATALOGUE: readonly Row[] = [
  { case: "no connection was made", kind: "not_sent", write: "busy", read: "transient", code: "ODOO_CONNECTION_ERROR", next: REACH_NEXT },
  { case: "no trusted connection was made", kind: "tls", write: "busy", read: "transient", code: "ODOO_CONNECTION_ERROR", next: "See what is wrong with the certificate." },
  { case: "too many requests", kind: "limited", write: "busy", read: "transient", code: "ODOO_CONNECTION_ERROR", next: "It is tried again by itself, later." },
  { case: "the connection broke or took too long", kind: "lost", write: "unknown", read: "transient", code: "ODOO_CONNECTION_ERROR", next: REACH_NEXT },
  { case: "something in front of Odoo answered", kind: "foreign", write: "unknown", read: "transient", code: "ODOO_CONNECTION_ERROR", next: "Open the Odoo address in a browser; check address and database name in the settings." },
  { case: "login refused", kind: "login", write: "unauthorized", read: "authentication", code: "AUTHENTICATION_ERROR", next: KEY_NEXT },
  { case: "wrong or revoked key", body: { status: [401] }, fault: { code: 3 }, write: "unauthorized", read: "authentication", code: "AUTHENTICATION_ERROR", next: KEY_NEXT },
  { case: "access denied", body: { status: [403], exception: /\.AccessDenied$/ }, write: "unauthorized", read: "authentication", code: "AUTHENTICATION_ERROR", next: `${KEY_NEXT} On Odoo's own hosting programs are let in on the Custom plan only.` },
  { case: "no rights", body: { status: [403] }, fault: { code: 4 }, write: "refused", read: "validation", code: "AUTHENTICATION_ERROR", next: "Give this Odoo user the groups Invoicing and Contact Creation, then send it again." },
  { case: "the database behind Odoo failed", body: { status: [500], exception: /^psycopg2\./ }, fault: { code: 1, exception: /^psycopg2\./ }, write: "unknown", read: "transient", code: "ODOO_CONNECTION_ERROR", next: "Check the database name in the settings, and whether Odoo's own database runs." },
  { case: "unknown record, model or method", body: { status: [404] }, write: "refused", read: "validation", code: "VALIDATION_ERROR", next: "Check that the record still exists and that the Invoicing app is installed in Odoo." },
  { case: "business rule", body: { status: [422] }, fault: { code: 2 }, write: "refused", read: "validation", code: "VALIDATION_ERROR", next: DATA_NEXT },
  { case: "bad request", body: { status: [400, 415] }, write: "refused", read: "validation", code: "VALIDATION_ERROR", next: DATA_NEXT },
  // Odoo's own JSON body or a Python class says that the transaction was rolled back, whatever the status.
  { case: "bad value", body: { status: [500], exception: /^\w+(\.\w+)*$/ }, fault: { code: 1, exception: /^\w+(\.\w+)*$/ }, write: "refused", read: "validation", code: "VALIDATION_ERROR", next: DATA_NEXT },
];

export const UNNAMED: Row = { case: "an answer that is not in the table", write: "unknown", read: "transient", code: "ODOO_CONNECTION_ERROR", next: "Look at the record in Odoo; it is looked up again by itself." };

export function fits(row: Row, signal: Signal): boolean {
  if (signal.kind === "body") return row.body !== undefined && row.body.status.includes(signal.status) && (row.body.exception?.test(signal.exception) ?? true);
  if (signal.kind === "fault") return row.fault !== undefined && row.fault.code === signal.fault && (row.fault.exception?.test(signal.exception) ?? true);
  return row.kind === signal.kind;
}

const EFFECTS: Record<Consequence, string> = {
  refused: "Odoo refused it; nothing was changed.",
  unauthorized: "Odoo did not let us in; nothing was changed.",
  busy: "Odoo was not reached; nothing was sent.",
  unknown: "It is not known whether Odoo carried it out.",
};
/** Enough for a sentence of Odoo, without a traceback. */
const SHOWN = 400;

/** A call that did not succeed. For a read the consequence is never `unknown`. */
export class OdooFailure extends ServiceError {
  constructor(
    failure: FailureClass,
    problem: Problem,
    readonly consequence: Consequence,
    /** Python class, "" when there is none. */
    readonly exception: string,
    retry_after_ms: number | null = null,
    /** HTTP status of what something else than Odoo answered. */
    readonly status: number | null = null,
  ) {
    super(failure, problem, retry_after_ms);
    this.name = "OdooFailure";
  }
}

/** The table's answer to what was seen. `writing`: the call could have changed something. */
export function failureOf(signal: Signal, writing: boolean): OdooFailure {
  const row = CATALOGUE.find((one) => fits(one, signal)) ?? UNNAMED;
  const asRead: Consequence = row.write === "unknown" ? "busy" : row.write;
  const consequence = writing ? row.write : asRead;
  const sent = signal.kind === "limited" ? "Odoo takes no more for now; nothing was changed." : EFFECTS[consequence];
  const effect = writing || consequence !== "busy" ? sent : "Odoo could not be read.";
  const said = signal.message.trim().slice(0, SHOWN).replace(/\.$/, "");
  const cause = signal.kind === "body" || signal.kind === "fault" ? `Odoo says: "${said}" (${row.case}).` : `${said} (${row.case}).`;
  return new OdooFailure(row.read, { code: row.code, effect, cause, next: ("next" in signal ? signal.next : undefined) ?? row.next }, consequence, "exception" in signal ? signal.exception : "", "retry_after_ms" in signal ? signal.retry_after_ms : null, signal.kind === "foreign" ? signal.status : null);
}

/** A failure that we see before anything is sent: the request itself cannot be right. */
export function refusedBecause(code: OdooCode, cause: string, next: string, consequence: Consequence = "refused"): OdooFailure {
  return new OdooFailure(consequence === "busy" ? "transient" : "validation", { code, effect: "Nothing was sent to Odoo.", cause, next }, consequence, "");
}

/** Runs the way to a write: whatever the table names becomes an outcome; anything else stays an exception, which the engine takes as unknown. */
export async function asOutcome(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    const { consequence, problem, retry_after_ms } = error;
    return consequence === "busy" ? { kind: "busy", problem, retry_after_ms } : { kind: consequence, problem };
  }
}
