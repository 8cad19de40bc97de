/**
 * Owns: JSON-2, the wire of Odoo 19 and later: one request, one transaction, bearer key.
 * Never: retries, and never the key in a text.
 */
import type { Call } from "../../channel";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { answered, type HttpResponse } from "../../ports";
import type { Signal } from "./catalogue";
import { foreign, noAnswer } from "./front";

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

/** Python's own classes and those that Odoo is made of. */
const PYTHON = /^(odoo|builtins|werkzeug|psycopg2)(\.\w+)+$/;

/**
 * An error that Odoo itself wrote: its class as Python names it, and what it was raised with (all recorded ones have `arguments`). A gateway's
 * `{"name":"InternalServerError","message":...}` is none: whether Odoo was still at work behind it nobody knows.
 */
function ownError(body: unknown): { name: string; message: string } | null {
  if (!isObject(body) || typeof body["name"] !== "string" || typeof body["message"] !== "string") return null;
  const { name, message } = body;
  return PYTHON.test(name) || (/^\w+(\.\w+)+$/.test(name) && Array.isArray(body["arguments"])) ? { name, message } : null;
}

/** `POST /json/2/<model>/<method>`: 200 is the result, anything else Odoo's error as JSON, or nobody's. */
export async function askJson2(call: Call, login: Login, model: string, method: string, args: JsonObject, timeout_ms: number): Promise<Result> {
  const url = `${login.url}/json/2/${model}/${method}`;
  const response = await call.http.request({
    method: "POST",
    url,
    headers: { "content-type": "application/json", accept: "application/json", authorization: `bearer ${login.key}`, "x-odoo-database": login.database },
    body: JSON.stringify(args),
    timeout_ms,
    ...(call.signal && { signal: call.signal }),
  });
  if (!answered(response)) return { signal: noAnswer(response) };
  const body = jsonOf(response);
  if (response.status === 200) return body === undefined ? { signal: foreign(response, url, call.now()) } : { value: body as Json };
  // Whoever answers 429 has not passed it on.
  const own = response.status === 429 ? null : ownError(body);
  if (!own) return { signal: foreign(response, url, call.now()) };
  return { signal: { kind: "body", status: response.status, exception: own.name, message: own.message } };
}
