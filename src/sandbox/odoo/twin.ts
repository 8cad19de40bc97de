/**
 * Owns: the Odoo twin - a server on loopback that speaks JSON-2 (19) and XML-RPC (16, 19) like the recorded ones, with state.
 * Never: the JSON-RPC wire, and never a method or field that no recording shows.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, listen, pause } from "../loopback";
import { Faults, type Fault } from "./faults";
import { html, type Reply } from "./json2";
import type { Version } from "./problem";
import type { Asked, OdooCall } from "./routes";
import type { OdooSeed } from "./seed";
import { OdooService } from "./service";
import type { Records, Store } from "./store";

export type { Fault } from "./faults";
export type { OdooCall } from "./routes";
export { odooSeed, type OdooSeed } from "./seed";
export type { Records } from "./store";

export interface OdooTwin {
  url: string;
  port: number;
  /** Everything that was asked, in order. */
  calls: OdooCall[];
  /** The records, for assertions and for preparing a situation: `store.rows("account.move")`. */
  store: Store;
  inject(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

/** Carries it out after a while, and goes on when the client is gone. */
async function carryOut(service: OdooService, asked: Asked, { commit_after_ms = 0, commit_when }: Fault): Promise<Reply> {
  if (commit_after_ms <= 0 && !commit_when) return asked.execute();
  const finish = service.begin(asked);
  await (commit_when ?? pause(commit_after_ms));
  return finish();
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { "content-type": reply.type, "content-length": Buffer.byteLength(reply.body) });
  response.end(reply.body);
}

async function answerWith(fault: Fault, service: OdooService, asked: Asked, response: ServerResponse): Promise<void> {
  const work = fault.execute === false ? null : carryOut(service, asked, fault);
  if (fault.answer === "normal" || fault.answer === "half") {
    const reply = (await work) ?? html(502, "<html><body>Bad Gateway</body></html>");
    await pause(fault.answer_after_ms ?? 0);
    if (fault.answer === "normal") {
      send(response, reply);
      return;
    }
    response.writeHead(reply.status, { "content-type": reply.type, "content-length": Buffer.byteLength(reply.body) });
    response.write(reply.body.slice(0, Math.floor(reply.body.length / 2)));
    await pause(20);
    response.destroy();
    return;
  }
  await pause(fault.answer_after_ms ?? 0);
  if (fault.answer === "cut") response.destroy();
  else if (fault.answer !== "never") send(response, html(fault.answer.status, fault.answer.html));
  await work;
}

export interface OdooTwinOptions {
  version: Version;
  port?: number;
  seed?: OdooSeed;
  /** A path that a proxy in front of it would strip, e.g. "/odoo". */
  base?: string;
  /** Records of an earlier run to go on from, instead of the seed's. */
  records?: Records | null;
  /** Called after every write; the answer waits until it is done, as it does for a real server's disk. */
  committed?: (store: Store) => Promise<void>;
}

/**
 * Starts a twin on 127.0.0.1 with the records of `seed`.
 * Version 16 has no JSON-2 and no `/web/version`: both are HTML 404 there.
 */
export async function startOdooTwin(options: OdooTwinOptions): Promise<OdooTwin> {
  const { version, port = 0, seed, base = "", records = null, committed } = options;
  const service = new OdooService(version, seed, base);
  if (records) service.store.restore(records);
  const faults = new Faults();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await bodyOf(request)).toString("utf8");
    const { pathname } = new URL(request.url ?? "/", "http://twin");
    const asked = service.asked(request.method ?? "GET", pathname, request.headers, body);
    const fault = "execute" in asked ? faults.take(asked.name) : null;
    if (!("execute" in asked)) send(response, asked);
    else if (fault) await answerWith(fault, service, asked, response);
    else {
      const reply = asked.execute();
      if (asked.writes) await committed?.(service.store);
      send(response, reply);
    }
  };
  const broken = (response: ServerResponse, why: string): void => send(response, html(500, `<html><body>${why}</body></html>`));
  const { url, port: bound, close } = await listen(port, handle, broken);
  return {
    url: `${url}${base}`,
    port: bound,
    calls: service.calls,
    store: service.store,
    inject: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close,
  };
}
