/**
 * Owns: JSON-2 of Odoo 19 as the recordings show it: bearer key, named arguments, errors as JSON with a status.
 * Never: what a method means.
 */
import type { Json, JsonObject } from "../../core/json";
import { isObject } from "../../core/json";
import { methodOf, run } from "./methods";
import { OdooProblem } from "./problem";
import type { Account, Store } from "./store";

export interface Reply {
  status: number;
  type: "application/json; charset=utf-8" | "text/html; charset=utf-8" | "text/html;charset=utf-8" | "text/xml; charset=utf-8";
  body: string;
}
export const html = (status: number, body: string): Reply => ({ status, type: "text/html; charset=utf-8", body });
const json = (status: number, value: Json): Reply => ({ status, type: "application/json; charset=utf-8", body: JSON.stringify(value) });

export const NO_DATABASE = `<!DOCTYPE html>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
<p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

<!-- Alternatively, use the X-Odoo-Database header. -->
`;
const WRONG_TYPE = `<!doctype html>
<html lang=en>
<title>415 Unsupported Media Type</title>
<h1>Unsupported Media Type</h1>
<p>Request inferred type is compatible with [&#39;http&#39;] but &#39;/json/2/&lt;__model__&gt;/&lt;__method__&gt;&#39; is type=&#39;json2&#39;.<br><br>Please verify the Content-Type request header and try again.</p>
`;
const STATUS_NAMES: Record<number, string> = { 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 422: "Unprocessable Entity" };

export function refusal(problem: OdooProblem): Reply {
  const { class_name, message, status } = problem;
  const web = class_name.startsWith("werkzeug.");
  const shown = class_name.replace(/^builtins\./, "");
  const last = web ? `${shown}: ${status} ${STATUS_NAMES[status] ?? ""}: ${message}` : `${shown}: ${message}`;
  return json(status, { name: class_name, message, arguments: web ? [message, status] : [message], context: {}, debug: `Traceback (most recent call last):\n  [frames trimmed]\n${last}\n` });
}

export interface Json2Request {
  verb: string;
  model: string;
  method: string;
  headers: Record<string, string | undefined>;
  body: string;
}

function userOf(store: Store, headers: Json2Request["headers"]): Account {
  const denied = (message: string): OdooProblem => new OdooProblem("werkzeug.exceptions.Unauthorized", message);
  const given = /^bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1];
  if (given === undefined) throw denied("User not authenticated, use an API Key with a Bearer Authorization header.");
  const user = store.users.find(({ key }) => key === given);
  if (!user) throw denied("Invalid apikey");
  return user;
}

function argsOf(body: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new OdooProblem("werkzeug.exceptions.BadRequest", "could not parse the body as json: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)");
  }
  if (!isObject(parsed)) throw new OdooProblem("werkzeug.exceptions.BadRequest", "the body is not a json object");
  return parsed as JsonObject;
}

/** Answers a request below `/json/2/`. `seen` is told what was called before it runs. */
export function answerJson2(store: Store, request: Json2Request, seen: (args: JsonObject, user: string) => void): Reply {
  if (request.headers["x-odoo-database"] !== store.seed.database) return html(404, NO_DATABASE);
  try {
    if (request.verb !== "POST") throw new OdooProblem("werkzeug.exceptions.NotFound", "Did you mean POST /json/2/<model>/<method>?");
    if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return html(415, WRONG_TYPE);
    const user = userOf(store, request.headers);
    const args = argsOf(request.body);
    const method = methodOf(store, request.model, request.method, "json2");
    const wrong = (what: string): OdooProblem => new OdooProblem("werkzeug.exceptions.UnprocessableEntity", what);
    for (const key of Object.keys(args)) if (key !== "context" && key !== "ids" && !method.names.includes(key)) throw wrong(`got an unexpected keyword argument '${key}'`);
    for (const key of method.required) if (args[key] === undefined) throw wrong(`missing a required argument: '${key}'`);
    seen(args, user.login);
    return json(200, run(store, method, request.model, args, user));
  } catch (error) {
    if (error instanceof OdooProblem) return refusal(error);
    throw error;
  }
}
