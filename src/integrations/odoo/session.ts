/**
 * Owns: which wire is spoken to this Odoo, asked once per session, and the one door to it with deadline, list of calls and error table.
 * Never: a second try of a write, a second login in a session, or a call that the lists do not know.
 */
import type { Call } from "../../channel";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { answered } from "../../ports";
import { readWithRetry } from "../read";
import { readAddress, type Address } from "./address";
import { isWrite } from "./calls";
import { failureOf, refusedBecause, OdooFailure, type Signal } from "./catalogue";
import { askJson2, foreign, jsonOf, noAnswer, type Login } from "./json2";
import { askXml, connectXml, type XmlSession } from "./xmlrpc";

/** Milliseconds until an answer is given up. A write gets longer: giving up early only makes it unknown. */
const READ_MS = 20_000;
const WRITE_MS = 60_000;

export interface Odoo {
  wire: "json2" | "xmlrpc";
  /** Address of Odoo without a slash at its end. */
  url: string;
  /** Asks Odoo; arguments by name. Throws OdooFailure, and an Error for a call that is on no list. */
  ask(model: string, method: string, args: JsonObject): Promise<Json>;
  /** Id of our user in Odoo. */
  userId(): Promise<number>;
}
/** Gives the door to Odoo for one call. Throws OdooFailure when it is not set up or not reachable. */
export type Connect = (call: Call) => Promise<Odoo>;

interface Link {
  address: Address;
  login: Login;
  /** Null: JSON-2. */
  xml: XmlSession | null;
}

/** True when the owner has filled in everything. */
export function isSetUp(call: Call): boolean {
  return ["url", "database", "user", "key"].every((key) => call.field(key).trim() !== "");
}

function loginOf(call: Call): { address: Address; login: Login } {
  if (!isSetUp(call)) throw refusedBecause("ODOO_CONNECTION_ERROR", "Odoo is not set up yet.", "Enter address, database, user and API key of Odoo in the settings.", "busy");
  const address = readAddress(call.field("url"));
  if ("why" in address) throw refusedBecause("ODOO_CONNECTION_ERROR", address.why, "Correct the Odoo address in the settings.", "busy");
  const login = { url: `${address.origin}${address.path}`, database: call.field("database").trim(), user: call.field("user").trim(), key: call.field("key").trim() };
  return { address, login };
}

function major(version: unknown): number {
  const first: unknown = isObject(version) && Array.isArray(version["version_info"]) ? version["version_info"][0] : null;
  return Number(/\d+/.exec(String(first))?.[0] ?? 0);
}

/** `GET /web/version` exists from 19 on; before that it is an HTML 404 (recordings 010, 011). */
async function speaksJson2(call: Call, login: Login): Promise<boolean | { signal: Signal }> {
  const response = await call.http.request({ method: "GET", url: `${login.url}/web/version`, headers: { accept: "application/json" }, timeout_ms: READ_MS, ...(call.signal && { signal: call.signal }) });
  if (!answered(response)) return { signal: noAnswer(response) };
  if (response.status >= 500 || response.status === 429) return { signal: foreign(response, call.now()) };
  return response.status === 200 && major(jsonOf(response)) >= 19;
}

async function link(call: Call, address: Address, login: Login): Promise<Link> {
  const json2 = await readWithRetry(async () => {
    const spoken = await speaksJson2(call, login);
    // A server that is not there is not waited for: the next pass asks again.
    if (typeof spoken === "object" && spoken.signal.kind !== "not_sent") throw failureOf(spoken.signal, false);
    return spoken;
  }, call);
  if (typeof json2 === "object") throw failureOf(json2.signal, false);
  if (json2) return { address, login, xml: null };
  const xml = await connectXml(call, address, login, READ_MS);
  if ("signal" in xml) throw failureOf(xml.signal, false);
  return { address, login, xml };
}

/** After these the next call asks the server again: it may have been updated, moved, or got a new key. */
const worn = (error: unknown): boolean => !(error instanceof OdooFailure) || error.failure === "transient" || error.failure === "authentication";

/** Sessions of this process: one per address, database, user and key. */
export function sessions(): Connect {
  let kept: { name: string; link: Promise<Link> } | null = null;

  const forget = (name: string): void => {
    if (kept?.name === name) kept = null;
  };
  return async (call) => {
    const { address, login } = loginOf(call);
    const name = JSON.stringify(login);
    if (kept?.name !== name) kept = { name, link: link(call, address, login) };
    const { xml } = await kept.link.catch((error: unknown) => {
      forget(name);
      throw error;
    });
    const once = async (model: string, method: string, args: JsonObject, writing: boolean): Promise<Json> => {
      const timeout = writing ? WRITE_MS : READ_MS;
      const result = xml ? await askXml(call, xml, model, method, args, timeout) : await askJson2(call, login, model, method, args, timeout);
      if ("value" in result) return result.value;
      const failure = failureOf(result.signal, writing);
      if (worn(failure)) forget(name);
      throw failure;
    };
    const ask: Odoo["ask"] = async (model, method, args) => {
      const writing = isWrite(model, method, call.may_write);
      return writing ? once(model, method, args, true) : readWithRetry(() => once(model, method, args, false), call);
    };
    const userId = async (): Promise<number> => {
      if (xml) return xml.uid;
      const context = await ask("res.users", "context_get", {});
      return isObject(context) ? Number(context["uid"]) : 0;
    };
    return { wire: xml ? "xmlrpc" : "json2", url: login.url, ask, userId };
  };
}
