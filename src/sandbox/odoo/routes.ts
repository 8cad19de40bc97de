/**
 * Owns: which request asks Odoo for what - paths, verbs and both wires - and the log of what was asked.
 * Never: sockets or faults (twin.ts).
 */
import type { Json, JsonObject } from "../../core/json";
import { answerJson2, html, type Reply } from "./json2";
import { keysOf } from "./load";
import { byName, methodOf, run, writes } from "./methods";
import { OdooProblem, type Version } from "./problem";
import { plain, type Store } from "./store";
import { answer, fault as xmlFault, parseCall } from "./xmlrpc";

/** One request that reached Odoo, for assertions by model and method. */
export interface OdooCall {
  transport: "json2" | "xmlrpc" | "http";
  model: string;
  method: string;
  args: JsonObject;
  user: string;
  /** True for everything that could change a record. */
  write: boolean;
}

const NOT_FOUND_16 = `<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Odoo</title>\n</head>\n<body><h1>404: Page not found!</h1></body>\n</html>\n`;
const xml = (body: string): Reply => ({ status: 200, type: "text/xml; charset=utf-8", body });
/** Lower-case names. */
export type Headers = Record<string, string | string[] | undefined>;

/** What a request asks for, known before anything is carried out. */
export interface Asked {
  /** Name for faults: `model/method`, a path, or `common/...`. */
  name: string;
  /** External ids that a `load` names. */
  keys: string[];
  /** It could change a record. */
  writes: boolean;
  execute(): Reply;
}

function asXml(store: Store, work: () => Json): Reply {
  try {
    return xml(answer(store.version, work()));
  } catch (error) {
    if (error instanceof OdooProblem) return xml(xmlFault(store.version, error));
    throw error;
  }
}

function common(store: Store, method: string, params: Json[]): Json {
  if (method === "version") {
    const number = Number(store.version);
    return { server_version: `${number}.0`, server_version_info: [number, 0, 0, "final", 0, ""], server_serie: `${number}.0`, protocol_version: 1 };
  }
  if (method !== "authenticate") throw new OdooProblem("builtins.AttributeError", `common has no method '${method}'`);
  checkDatabase(store, params[0]);
  return store.users.find(({ login, key }) => login === params[1] && key === params[2])?.id ?? false;
}

function checkDatabase(store: Store, name: Json | undefined): void {
  if (name !== store.seed.database) throw new OdooProblem("psycopg2.OperationalError", `connection to server at "odoo.example", port 5432 failed: FATAL:  database "${plain(name)}" does not exist\n`);
}

const object = (value: Json | undefined): JsonObject => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});
const cells = (value: Json | undefined): string[][] => (Array.isArray(value) ? value.map((row) => (Array.isArray(row) ? row.map(String) : [])) : []);
const loaded = (args: JsonObject): string[] => keysOf(cells([args["fields"] ?? []])[0] ?? [], cells(args["data"]));

export class Wires {
  readonly calls: OdooCall[] = [];
  constructor(readonly store: Store) {}

  private note(transport: OdooCall["transport"], model: string, method: string, args: JsonObject, user: string, write: boolean): void {
    this.calls.push({ transport, model, method, args: structuredClone(args), user, write });
  }

  object(params: Json[]): Asked {
    const [database, uid, key, model, method, positional, keywords] = params;
    const [on, what] = [plain(model), plain(method)];
    const list = Array.isArray(positional) ? positional : [];
    return {
      name: `${on}/${what}`,
      writes: writes(what),
      keys: what === "load" ? loaded({ fields: list[0] ?? [], data: list[1] ?? [] }) : [],
      execute: () =>
        asXml(this.store, () => {
          checkDatabase(this.store, database);
          const user = this.store.users.find((one) => one.id === uid && one.key === key);
          if (!user) throw new OdooProblem("odoo.exceptions.AccessDenied", "Access Denied");
          const found = methodOf(this.store, on, what, "xmlrpc");
          const args = byName(found, `${on}.${what}`, list, object(keywords));
          this.note("xmlrpc", on, what, args, user.login, writes(what));
          const result = run(this.store, found, on, args, user);
          // A single dict in, a single id out; JSON-2 always answers a list.
          return what === "create" && !Array.isArray(args["vals_list"]) && Array.isArray(result) ? (result[0] ?? false) : result;
        }),
    };
  }

  /** What a request asks for; null for a route that Odoo does not have. */
  asked(verb: string, path: string, headers: Headers, body: string): Asked | null {
    const { store } = this;
    if (path === "/xmlrpc/2/common" || path === "/xmlrpc/2/object") {
      try {
        const { method, params } = parseCall(body);
        if (path.endsWith("/object")) return this.object(params);
        return {
          name: `common/${method}`,
          keys: [],
          writes: false,
          execute: () => {
            this.note("xmlrpc", "common", method, {}, plain(params[1]), false);
            return asXml(store, () => common(store, method, params));
          },
        };
      } catch (error) {
        if (error instanceof OdooProblem) return { name: path, keys: [], writes: false, execute: () => xml(xmlFault(store.version, error)) };
        throw error;
      }
    }
    if (store.version === "16") return null;
    if (path === "/web/version" && verb === "GET") {
      return {
        name: path,
        keys: [],
        writes: false,
        execute: () => {
          this.note("http", "web", "version", {}, "", false);
          return { status: 200, type: "application/json; charset=utf-8", body: JSON.stringify({ version_info: [19, 0, 0, "final", 0, ""], version: "19.0" }) };
        },
      };
    }
    const route = /^\/json\/2\/([\w.]+)\/(\w+)$/.exec(path);
    if (!route) return null;
    const [, model = "", method = ""] = route;
    const header = (name: string): string | undefined => (typeof headers[name] === "string" ? headers[name] : undefined);
    const request = { verb, model, method, headers: { authorization: header("authorization"), "content-type": header("content-type"), "x-odoo-database": header("x-odoo-database") }, body };
    return {
      name: `${model}/${method}`,
      writes: writes(method),
      keys: method === "load" ? loadedFrom(body) : [],
      execute: () => answerJson2(store, request, (args, user) => this.note("json2", model, method, args, user, writes(method))),
    };
  }
}

function loadedFrom(body: string): string[] {
  try {
    return loaded(object(JSON.parse(body) as Json));
  } catch {
    return [];
  }
}

/** 16 has a 404 page, 19 sends unknown routes to the login page (recordings 011, 246). */
export function unknownRoute(version: Version, path: string): Reply {
  if (version === "16") return { ...html(404, NOT_FOUND_16), type: "text/html;charset=utf-8" };
  return html(303, `<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: /web/login?redirect=${encodeURIComponent(path)}</p>\n`);
}
