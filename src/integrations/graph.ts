/**
 * Owns: one exchange with Meta's Graph API, for Facebook and Instagram: address, version, token, usage headers, reads that are tried again.
 * Never: a write that is repeated, a write without leave (PRODUCT K2), or a token in a sentence.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as z from "zod/mini";
import type { Call } from "../channel";
import { retryAfterMs } from "../core/backoff";
import { isObject, type JsonObject } from "../core/json";
import { loopbackUrl } from "../core/origin";
import { answered, type HttpResponse } from "../ports";
import { failureOf, graphError, refusedBecause, type ServiceName } from "./graph-errors";
import { readWithRetry } from "./read";
import { jsonOf } from "./body";

/** Lives until two years after its successor came (developers.facebook.com/docs/graph-api/changelog). */
export const GRAPH_VERSION = "v26.0";
export const FACEBOOK_HOST = "https://graph.facebook.com";

const READ_TIMEOUT_MS = 30_000;
const WRITE_TIMEOUT_MS = 60_000;
const MAX_BYTES = 8 * 1024 * 1024;
const MINUTE_MS = 60_000;

/** Whose API is spoken to, with what. */
export interface Account {
  service: ServiceName;
  /** Without a slash at its end. */
  address: string;
  token: string;
  /** "" where the owner gave none: then no proof is sent. */
  app_secret: string;
}

/** One file of a form, as Meta's `source`. */
export interface Upload {
  name: string;
  type: string;
  bytes: Uint8Array;
}
export type Sent = { json: JsonObject } | { form: Record<string, string>; source: Upload };

/** A JSON object that nobody has looked at yet: `shaped` does. */
export type Answer = Record<string, unknown>;

export interface Graph {
  readonly account: Account;
  /** The answer of a read below the version, tried again as reads are; throws CallFailure. */
  read(path: string, query?: Record<string, string>): Promise<Answer>;
  /** The same, asked only once: for what is nice to know. */
  readOnce(path: string, query?: Record<string, string>): Promise<Answer>;
  /** One attempt; throws CallFailure, whose consequence says whether it may have happened. */
  write(method: "POST" | "DELETE", path: string, sent?: Sent): Promise<Answer>;
}

/** `https://...` of Meta, or the loopback address that stands for it. Credentials go nowhere else, whoever wrote the setting (PRODUCT K9). */
export function addressOf(service: ServiceName, given: string, real: string): string {
  if (given === "" || given === real) return real;
  const checked = loopbackUrl(given);
  if ("url" in checked) return checked.url;
  throw refusedBecause(service, "BAD_ADDRESS", checked.why, "Remove the address that stands for Meta's.", "busy");
}

/** Proof that the token is used by its app: hex HMAC-SHA256 of the token (.../securing-requests). */
export function proofOf({ token, app_secret }: Account): Record<string, string> {
  return app_secret === "" ? {} : { appsecret_proof: bytesToHex(hmac(sha256, utf8ToBytes(app_secret), utf8ToBytes(token))) };
}

const usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.optional(z.number()) })));

/** What the answer asks to wait, milliseconds: the longest of the usage header's minutes, or Retry-After; null when it says nothing. */
export function waitOf({ headers }: Pick<HttpResponse, "headers">, now: Date): number | null {
  const read = z.safeParse(usage, jsonOf(new TextEncoder().encode(headers["x-business-use-case-usage"] ?? "")));
  const minutes = read.success ? Math.max(0, ...Object.values(read.data).flat().map((one) => one.estimated_time_to_regain_access ?? 0)) : 0;
  return minutes > 0 ? minutes * MINUTE_MS : retryAfterMs(headers["retry-after"], now);
}

function multipart(form: Record<string, string>, { name, type, bytes }: Upload, boundary: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts = Object.entries(form).map(([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`);
  const file = name.replace(/[^\w.-]+/g, "_");
  const head = encoder.encode(`${parts.join("")}--${boundary}\r\nContent-Disposition: form-data; name="source"; filename="${file}"\r\nContent-Type: ${type}\r\n\r\n`);
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  const whole = new Uint8Array(head.length + bytes.length + tail.length);
  whole.set(head);
  whole.set(bytes, head.length);
  whole.set(tail, head.length + bytes.length);
  return whole;
}

/** A boundary that occurs in nothing that it bounds: it is made of their hash. */
function bodyOf(sent: Sent): { type: string; body: string | Uint8Array } {
  if ("json" in sent) return { type: "application/json", body: JSON.stringify(sent.json) };
  const seed = utf8ToBytes(JSON.stringify(sent.form));
  const boundary = `part-${bytesToHex(sha256(seed)).slice(0, 24)}${bytesToHex(sha256(sent.source.bytes)).slice(0, 24)}`;
  return { type: `multipart/form-data; boundary=${boundary}`, body: multipart(sent.form, sent.source, boundary) };
}

async function exchange(account: Account, call: Call, method: string, path: string, query: Record<string, string>, sent: Sent | null): Promise<Answer> {
  const { service, address, token, app_secret } = account;
  const writing = method !== "GET";
  const search = new URLSearchParams({ ...query, ...(sent === null || !("json" in sent) ? proofOf(account) : {}) }).toString();
  const packed = sent && bodyOf("json" in sent ? { json: { ...sent.json, ...proofOf(account) } } : sent);
  const result = await call.http.request({
    method,
    url: `${address}/${path}${search === "" ? "" : `?${search}`}`,
    headers: { authorization: `Bearer ${token}`, accept: "application/json", ...(packed && { "content-type": packed.type }) },
    timeout_ms: writing ? WRITE_TIMEOUT_MS : READ_TIMEOUT_MS,
    max_bytes: MAX_BYTES,
    ...(packed && { body: packed.body }),
    ...(call.signal && { signal: call.signal }),
  });
  if (!answered(result)) throw failureOf(service, { kind: result.failure === "not_sent" ? "not_sent" : "lost", message: result.text.replace(/\.$/, "") }, writing);
  const body = jsonOf(result.body);
  const failed = z.safeParse(graphError, body);
  if (failed.success) {
    const { message = "", code = 0, error_subcode: subcode = null, error_user_msg: told } = failed.data.error;
    const shown = [token, app_secret].reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "...")), told ?? message);
    throw failureOf(service, { kind: "graph", code, subcode, message: shown.replace(/\s+/g, " ").trim().slice(0, 200) }, writing, waitOf(result, call.now()));
  }
  if (result.status === 200 && isObject(body)) return body;
  throw failureOf(service, { kind: "foreign", message: `status ${result.status}` }, writing, waitOf(result, call.now()));
}

/** Reads are GETs, writes are the rest: a GET of this API changes nothing. */
export function graph(account: Account, call: Call): Graph {
  const versioned = (path: string): string => `${GRAPH_VERSION}/${path}`;
  const once = (path: string, query: Record<string, string>): Promise<Answer> => exchange(account, call, "GET", versioned(path), query, null);
  return {
    account,
    read: (path, query = {}) => readWithRetry(() => once(path, query), call),
    readOnce: (path, query = {}) => once(path, query),
    write(method, path, sent) {
      if (!call.may_write) throw new Error(`${account.service}: ${method} ${path} was stopped before anything was sent: only an approved action may write.`);
      return exchange(account, call, method, versioned(path), {}, sent ?? null);
    },
  };
}

/**
 * Renews a long-lived Instagram token; the one address below no version (.../instagram-platform/reference/refresh_access_token). Meta's page shows the
 * token in the address; it stands in the header, as in every request here (PRODUCT K9), where Meta takes it as well.
 */
export function renewInstagramToken(account: Account, call: Call): Promise<Answer> {
  return exchange(account, call, "GET", "refresh_access_token", { grant_type: "ig_refresh_token" }, null);
}

/** What the answer of a read must look like; a read that does not is an odd answer. `about`: "the comments". */
export function shaped<T>(service: ServiceName, schema: z.ZodMiniType<T>, value: unknown, about: string): T {
  const read = z.safeParse(schema, value);
  if (read.success) return read.data;
  throw failureOf(service, { kind: "foreign", message: `unexpected answer about ${about}` }, false);
}
