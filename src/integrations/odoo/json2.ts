/**
 * Owns: JSON-2, the wire of Odoo 19 and later: one request, one transaction, bearer key.
 * Never: retries, and never the key in a text.
 */
import type { Call } from "../../channel";
import { retryAfterMs } from "../../core/backoff";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { answered, type HttpFailure, type HttpResponse } from "../../ports";
import type { Signal } from "./catalogue";

export interface Login {
  url: string;
  database: string;
  user: string;
  key: string;
}

/** A value, or what was seen instead. */
export type Result = { value: Json } | { signal: Signal };

/** JSON of an answer, undefined when it is something else. */
export function jsonOf(response: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response.body));
  } catch {
    return undefined;
  }
}

export function noAnswer(failure: HttpFailure): Signal {
  return { kind: failure.failure === "not_sent" ? "not_sent" : "lost", message: failure.text };
}

/** An answer that Odoo did not write. */
export function foreign(response: HttpResponse, now: Date): Signal {
  const what = response.status === 404 ? "no such page, or no such database" : "a web page instead of data";
  return { kind: "foreign", status: response.status, message: `The answer was ${response.status}, ${what}`, retry_after_ms: retryAfterMs(response.headers["retry-after"], now) };
}

/** `POST /json/2/<model>/<method>`: 200 is the result, anything else Odoo's error as JSON, or nobody's. */
export async function askJson2(call: Call, login: Login, model: string, method: string, args: JsonObject, timeout_ms: number): Promise<Result> {
  const response = await call.http.request({
    method: "POST",
    url: `${login.url}/json/2/${model}/${method}`,
    headers: { "content-type": "application/json", accept: "application/json", authorization: `bearer ${login.key}`, "x-odoo-database": login.database },
    body: JSON.stringify(args),
    timeout_ms,
    ...(call.signal && { signal: call.signal }),
  });
  if (!answered(response)) return { signal: noAnswer(response) };
  const body = jsonOf(response);
  if (response.status === 200) return body === undefined ? { signal: foreign(response, call.now()) } : { value: body as Json };
  if (!isObject(body) || typeof body["name"] !== "string" || typeof body["message"] !== "string") return { signal: foreign(response, call.now()) };
  return { signal: { kind: "body", status: response.status, exception: body["name"], message: body["message"] } };
}
