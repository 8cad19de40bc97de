/**
 * Owns: XML-RPC through the package odoo-await, for servers without JSON-2, and everything that package does not do itself:
 * a deadline, the path of the address, text that stays text, telling faults from broken connections.
 * Never: a call when the login failed, and never an error object of the package in a text: it holds the request.
 */
import type { Call } from "../../channel";
import type { Json, JsonObject } from "../../core/json";
import type { Address } from "./address";
import { positional } from "./calls";
import { refusedBecause, type Signal } from "./catalogue";
import { foreign, untrusted } from "./front";
import { isWritable } from "./gate";
import type { Login, Result } from "./json2";

/** The few parts of odoo-await that are used. */
type ClientClass = new (options: { baseUrl: string; db: string; username: string; password: string }) => Client;
interface Client {
  /** What Node's `http.request` is given; asked for anew for every call, before it begins. */
  createClientOptions(path: string): object;
  connect(): Promise<number>;
  execute_kw(model: string, method: string, params: unknown[]): Promise<unknown>;
}
/** A client, tamed: every piece of work ends within its time. */
type Bounded = <T>(work: (client: Client) => Promise<T>, timeout_ms: number, signal?: AbortSignal) => Promise<T>;
export interface XmlSession {
  bounded: Bounded;
  /** Where it stands, for redirects. */
  url: string;
  uid: number;
}

/** Errors of a socket that never stood: nothing was sent. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL"]);
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;
/** Python writes this when a method returned nothing - after its work was committed. Not translated, the same in every version. */
const RETURNED_NOTHING = /^TypeError: cannot marshal None/;

/** The exception behind a fault 1: the first line after the last frame of the last traceback; frames are indented. */
function lastException(text: string): { exception: string; message: string } {
  const trace = text.slice(text.lastIndexOf("Traceback (most recent call last):")).split("\n");
  const line = trace.slice(1).find((part) => /^\S/.test(part)) ?? "";
  const [, exception = "", message = ""] = /^([A-Za-z_][\w.]*):?\s*(.*)$/.exec(line) ?? [];
  return { exception, message };
}

function fromFault(code: number, text: string): Result {
  if (code !== 1) return { signal: { kind: "fault", fault: code, exception: "", message: text } };
  const { exception, message } = lastException(text);
  if (RETURNED_NOTHING.test(`${exception}: ${message}`)) return { value: null };
  return { signal: { kind: "fault", fault: 1, exception, message } };
}

/** The answer that hangs on an error of the package; null when there was none. */
function answerOf(error: Error): { status: number; headers: Record<string, string | undefined> } | null {
  if (!("res" in error) || typeof error.res !== "object" || error.res === null || !("statusCode" in error.res)) return null;
  const { res } = error;
  const headers = "headers" in res && typeof res.headers === "object" && res.headers !== null ? Object.entries(res.headers).map(([name, value]) => [name, String(value)]) : [];
  return { status: Number(res.statusCode), headers: Object.fromEntries(headers) as Record<string, string> };
}

/** What a rejection of odoo-await means. A plain string is its way of saying that the login was refused. `url`: what was asked. */
export function understood(error: unknown, url: string, now: Date): Result {
  if (typeof error === "string") return { signal: { kind: "login", message: "Odoo knows no such user with this key in this database" } };
  if (!(error instanceof Error)) return { signal: { kind: "lost", message: "The connection to Odoo failed" } };
  if ("faultCode" in error && typeof error.faultCode === "number") return fromFault(error.faultCode, "faultString" in error ? String(error.faultString) : "");
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (TLS.test(code)) return { signal: untrusted(code) };
  if (NEVER_CONNECTED.has(code)) return { signal: { kind: "not_sent", message: `The Odoo server could not be reached (${code})` } };
  const answer = answerOf(error);
  if (answer) return { signal: foreign(answer, url, now) };
  return { signal: { kind: "lost", message: `The connection to Odoo broke${code === "" ? "" : ` (${code})`}` } };
}

/**
 * The package waits for ever, drops the path of its address, and reuses connections; the options that it makes for each call are the
 * place to mend that. A kept connection may be closed by the server at the moment a write begins: the write would be unknown for nothing.
 */
function tamed(client: Client, path: string): Bounded {
  const options = client.createClientOptions.bind(client);
  let limit: AbortSignal | null = null;
  client.createClientOptions = (route) => ({ ...options(`${path}${route}`), agent: false, ...(limit && { signal: limit }) });
  return async (work, timeout_ms, signal) => {
    const ends = AbortSignal.any([AbortSignal.timeout(timeout_ms), ...(signal ? [signal] : [])]);
    limit = ends;
    let stop = (): void => undefined;
    // The connection is ended by the same signal; the package does not always tell.
    const stopped = new Promise<never>((_resolve, reject) => {
      stop = () => reject(new Error("no answer in time"));
      ends.addEventListener("abort", stop, { once: true });
    });
    try {
      return await Promise.race([work(client), stopped]);
    } finally {
      ends.removeEventListener("abort", stop);
    }
  };
}

/** Loads odoo-await, only now: it is heavy, and needs Node's sockets. */
async function load(): Promise<ClientClass> {
  try {
    return (await import("odoo-await")).default;
  } catch {
    throw refusedBecause("ODOO_CONNECTION_ERROR", "Odoo before version 19 cannot be reached from this device.", "Let a computer be the executing device, or use Odoo 19 or later.", "busy");
  }
}

const waiting = <T>(call: Call, limit_ms: number, work: () => Promise<T>): Promise<T> => (call.during ? call.during(limit_ms, work) : work());

/** Logs in, once per session. */
export async function connectXml(call: Call, address: Address, login: Login, timeout_ms: number): Promise<XmlSession | { signal: Signal }> {
  const OdooAwait = await load();
  const bounded = tamed(new OdooAwait({ baseUrl: address.origin, db: login.database, username: login.user, password: login.key }), address.path);
  try {
    return { bounded, url: login.url, uid: await waiting(call, timeout_ms, () => bounded((client) => client.connect(), timeout_ms, call.signal)) };
  } catch (error) {
    const result = understood(error, login.url, call.now());
    return "signal" in result ? result : { signal: { kind: "lost", message: "The login to Odoo gave no answer" } };
  }
}

/** One `execute_kw`. Throws OdooFailure for text that the package would write wrongly: with `]]>` twice in it, mail text would become markup. */
export async function askXml(call: Call, session: XmlSession, model: string, method: string, args: JsonObject, timeout_ms: number): Promise<Result> {
  if (call.signal?.aborted === true) return { signal: { kind: "not_sent", message: "The call was called off" } };
  if (!isWritable(args)) throw refusedBecause("VALIDATION_ERROR", "A text has control characters or ]]> in it, which cannot be sent to this version of Odoo.", "Remove them, then send it again.");
  try {
    return { value: (await waiting(call, timeout_ms, () => session.bounded((client) => client.execute_kw(model, method, positional(method, args)), timeout_ms, call.signal))) as Json };
  } catch (error) {
    return understood(error, session.url, call.now());
  }
}
