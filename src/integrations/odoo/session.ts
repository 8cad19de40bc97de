/**
 * Owns: the session with Odoo - wire, version, login and company, each asked once - and the one door to it, with deadline, pace, list of
 * calls, explicit context and error table.
 * Never: a second try of a write, a second login in a session, a call that the lists do not know, or a key for what did not answer as Odoo.
 */
import type { Call } from "../../channel";
import { isObject, type Json, type JsonObject } from "../../core/json";
import { readWithRetry } from "../read";
import { isHosted, readAddress, type Address } from "./address";
import { isPreparation, isWrite } from "./calls";
import { failureOf, refusedBecause, OdooFailure, type Signal } from "./catalogue";
import { askJson2, type Login } from "./json2";
import { atOnce, HOSTED_GAP_MS, oneByOne, type Turn } from "./pace";
import { probe, type Server } from "./probe";
import { readWho, type Company, type Who } from "./who";
import { askXml, connectXml, type XmlSession } from "./xmlrpc";

/** Milliseconds until an answer is given up. A write gets longer: giving up early only makes it unknown. */
const READ_MS = 20_000;
const WRITE_MS = 60_000;
/**
 * The language of what Odoo says to us. Every server has it, and without it the answer would be in that of whoever owns the key. Texts that
 * a customer reads come from the partner's own language, whatever stands here.
 */
const LANG = "en_US";

export interface Odoo {
  wire: Server["wire"];
  /** Major version; 0 when the server does not say. */
  version: number;
  /** Address of Odoo without a slash at its end. */
  url: string;
  /** Asks Odoo; arguments by name. Throws OdooFailure, and an Error for a call that is on no list. */
  ask(model: string, method: string, args: JsonObject): Promise<Json>;
  /** Our user and its companies, read once per session; `fresh` reads them again. */
  who(fresh?: boolean): Promise<Who>;
  /** What this session found to be in order, so that it is not asked again: nothing but a warning hangs on it. */
  inOrder: Set<string>;
  /** The company that everything happens in. Throws OdooFailure when it is not clear which one is meant. */
  company(): Promise<Company>;
}
/**
 * Gives the door to Odoo for one call; `passed` hears of every step on the way to it. Throws OdooFailure when it is not set up or not
 * reachable.
 */
export type Connect = (call: Call, passed?: (step: string) => void) => Promise<Odoo>;

interface Link {
  server: Server;
  /** Null: JSON-2. */
  xml: XmlSession | null;
  inOrder: Set<string>;
}

/** True when the owner has filled in everything. */
export function isSetUp(call: Call): boolean {
  return ["url", "database", "user", "key"].every((key) => call.field(key).trim() !== "");
}

function loginOf(call: Call): { address: Address; login: Login } {
  if (!isSetUp(call)) throw refusedBecause("ODOO_CONNECTION_ERROR", "Odoo is not set up yet.", "Enter address, database, user and API key of Odoo in the settings.", "busy");
  const address = readAddress(call.field("url"));
  if ("why" in address) throw refusedBecause("ODOO_CONNECTION_ERROR", address.why, "Correct the Odoo address in the settings.", "busy");
  return { address, login: { url: `${address.origin}${address.path}`, database: call.field("database").trim(), user: call.field("user").trim(), key: call.field("key").trim() } };
}

/** Worth waiting for. A server that is not there, not trusted or no Odoo is asked again at the next pass. */
const mayPass = (signal: Signal): boolean => signal.kind === "lost" || signal.kind === "limited" || (signal.kind === "foreign" && (signal.status ?? 0) >= 500);

/** What the server speaks, and a login where the wire needs one. */
async function link(call: Call, turn: Turn, address: Address, login: Login, passed: (step: string) => void): Promise<Link> {
  const server = await readWithRetry(async () => {
    const seen = await turn(call, () => probe(call, login.url, READ_MS));
    if ("signal" in seen && mayPass(seen.signal)) throw failureOf(seen.signal, false);
    return seen;
  }, call);
  if ("signal" in server) throw failureOf(server.signal, false);
  passed(serverStep(server));
  if (server.wire === "json2") return { server, xml: null, inOrder: new Set() };
  const xml = await turn(call, () => connectXml(call, address, login, READ_MS));
  if ("signal" in xml) throw failureOf(xml.signal, false);
  return { server, xml, inOrder: new Set() };
}

function serverStep({ version, wire }: Server): string {
  return `Odoo${version === 0 ? "" : ` ${version}`} answers over ${wire === "json2" ? "JSON-2" : "XML-RPC"}`;
}

/** "Too many requests": what a hosted server behind a name of its owner's says, too. */
const isLimited = (result: unknown): boolean => isObject(result) && isObject(result["signal"]) && result["signal"]["kind"] === "limited";

/** After these the next call asks the server again: it may have been updated, moved, or got a new key. */
const worn = (error: unknown): boolean => !(error instanceof OdooFailure) || error.failure === "transient" || error.failure === "authentication";

/** Sessions of this process: one at a time, for one address, database, user, key and company. */
export function sessions(): Connect {
  let kept: { name: string; link: Promise<Link> | null; who: Promise<Who> | null } | null = null;
  const turns = new Map<string, Turn>();

  /** A broken connection says nothing about who we are; a refused key does. */
  const forget = (name: string, error: unknown): void => {
    if (kept?.name === name) kept = error instanceof OdooFailure && error.failure === "transient" ? { ...kept, link: null } : null;
  };
  const turnFor = (origin: string): Turn => {
    const turn = turns.get(origin) ?? (isHosted(origin) ? oneByOne(HOSTED_GAP_MS) : atOnce);
    turns.set(origin, turn);
    return turn;
  };

  return async (call, passed = () => undefined) => {
    const { address, login } = loginOf(call);
    passed(`address ${login.url}`);
    const name = JSON.stringify([login, call.field("company").trim()]);
    const turn: Turn = async (asked, request) => {
      const pace = turnFor(address.origin);
      const result = await pace(asked, request);
      // From then on as on Odoo's own hosting, until the program starts anew.
      if (isLimited(result) && pace === atOnce) turns.set(address.origin, oneByOne(HOSTED_GAP_MS));
      return result;
    };
    if (kept?.name !== name) kept = { name, link: null, who: null };
    const known = kept.link !== null;
    kept.link ??= link(call, turn, address, login, passed);
    const { server, xml, inOrder } = await kept.link.catch((error: unknown) => {
      forget(name, error);
      throw error;
    });
    if (known) passed(serverStep(server));

    const once = async (model: string, method: string, args: JsonObject, writing: boolean): Promise<Json> => {
      const timeout = writing ? WRITE_MS : READ_MS;
      const result = await turn(call, () => (xml ? askXml(call, xml, model, method, args, timeout) : askJson2(call, login, model, method, args, timeout)));
      if ("value" in result) return result.value;
      const failure = failureOf(result.signal, writing && !isPreparation(model, method));
      if (worn(failure)) forget(name, failure);
      throw failure;
    };
    const read = (model: string, method: string, args: JsonObject): Promise<Json> => {
      isWrite(model, method, false);
      return readWithRetry(() => once(model, method, args, false), call);
    };
    /** Before the company is known: only about ourselves. */
    const readOurselves = async (): Promise<Who> => {
      const asUser = (model: string, method: string, args: JsonObject): Promise<Json> => read(model, method, { ...args, context: { lang: LANG } });
      const mine = xml ? null : await asUser("res.users", "context_get", {});
      return readWho(asUser, xml?.uid ?? (isObject(mine) ? Number(mine["uid"]) : 0), call.field("company").trim());
    };
    const who = async (fresh = false): Promise<Who> => {
      const known = kept?.name === name && !fresh ? kept.who : null;
      if (known) return known;
      const asked = readOurselves();
      if (kept?.name === name) kept.who = asked;
      return asked.catch((error: unknown) => {
        if (kept?.who === asked) kept.who = null;
        throw error;
      });
    };
    const company = async (): Promise<Company> => {
      const { company: meant } = await who();
      if (meant instanceof OdooFailure) throw meant;
      return meant;
    };
    const ask: Odoo["ask"] = async (model, method, args) => {
      const writing = isWrite(model, method, call.may_write);
      const given = isObject(args["context"]) ? args["context"] : {};
      const told = { ...args, context: { lang: LANG, allowed_company_ids: [(await company()).id], ...given } };
      return writing ? once(model, method, told, true) : read(model, method, told);
    };
    return { wire: server.wire, version: server.version, url: login.url, inOrder, ask, who, company };
  };
}
