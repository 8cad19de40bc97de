/**
 * Owns: a service on loopback as far as every one is alike - HTTP, the list of what was asked, and what can go wrong on the way.
 * Never: an answer of a certain service, or an address other than 127.0.0.1.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Json } from "../core/json";
import { bodyOf, listen, pause } from "./loopback";

/** One request. `name`: what faults go by, e.g. `POST /2/tweets`. */
export interface Asked {
  name: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** `body`: JSON, or a page as text with a content type of its own; null: none. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: Json;
}

export const page = (status: number, text: string): Reply => ({ status, headers: { "content-type": "text/html" }, body: text });

/** The value of JSON, undefined when it is none. */
export function jsonOf(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}

export interface Fault {
  /** Part of a request's name, e.g. `POST /2/tweets` or `/tweets`. */
  on: string;
  /** How many matching requests it takes; default 1. */
  times?: number;
  /** Lets this many matching requests through first; default 0. */
  skip?: number;
  /** False: the service never sees it. Default true, but for an answer of its own, which stands for the service's refusal. */
  execute?: boolean;
  /** Carried out when this settles, with the client already gone or still waiting. */
  commit_when?: Promise<void>;
  /** `normal`; `cut`: the connection ends without an answer; `half`: in the middle of it; `never`: no answer; or this one instead. */
  answer: "normal" | "cut" | "half" | "never" | Reply;
  answer_after_ms?: number;
}

export interface Wire {
  /** Stands for the service's address. */
  url: string;
  port: number;
  /** Everything that was asked, in order. */
  calls: Asked[];
  inject(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

function written({ headers, body }: Reply): { headers: Record<string, string>; bytes: Buffer } {
  const bytes = Buffer.from(body === null ? "" : typeof body === "string" ? body : JSON.stringify(body));
  return { bytes, headers: { ...(body !== null && { "content-type": "application/json; charset=utf-8" }), "content-length": String(bytes.length), ...headers } };
}

function send(response: ServerResponse, reply: Reply): void {
  const { headers, bytes } = written(reply);
  response.writeHead(reply.status, headers).end(bytes);
}

async function sendHalf(response: ServerResponse, reply: Reply): Promise<void> {
  const { headers, bytes } = written(reply);
  response.writeHead(reply.status, headers);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
  await pause(20);
  response.destroy();
}

class Faults {
  private list: { fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.list.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }
  clear(): void {
    this.list = [];
  }
  /** The first fault for this request, used up by one. */
  take(name: string): Fault | null {
    for (const one of this.list) {
      if (one.left === 0 || !name.includes(one.fault.on)) continue;
      if (one.skip === 0) {
        one.left -= 1;
        return one.fault;
      }
      one.skip -= 1;
    }
    return null;
  }
}

async function misbehave(fault: Fault, response: ServerResponse, execute: () => Reply | Promise<Reply>): Promise<void> {
  const { answer, commit_when, answer_after_ms = 0 } = fault;
  const carriedOut = fault.execute ?? typeof answer === "string";
  const work = carriedOut ? (commit_when ?? Promise.resolve()).then(execute) : null;
  await pause(answer_after_ms);
  if (answer === "cut") response.destroy();
  else if (answer === "normal" || answer === "half") {
    const reply = (await work) ?? page(502, "<html><body>Bad Gateway</body></html>");
    if (answer === "half") await sendHalf(response, reply);
    else send(response, reply);
  } else if (answer !== "never") send(response, answer);
  await work;
}

/** Starts a service on 127.0.0.1. `answer` carries a request out and says what comes of it. */
export async function startWire(answer: (asked: Asked) => Reply | Promise<Reply>, port = 0): Promise<Wire> {
  const faults = new Faults();
  const calls: Asked[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const method = request.method ?? "GET";
    const asked: Asked = { name: `${method} ${pathname}`, method, path: pathname, query: searchParams, headers: request.headers, body: await bodyOf(request) };
    calls.push(asked);
    const fault = faults.take(asked.name);
    if (fault) await misbehave(fault, response, () => answer(asked));
    else send(response, await answer(asked));
  };
  const broken = (response: ServerResponse, why: string): void => send(response, page(500, `<html><body>${why}</body></html>`));
  return {
    ...(await listen(port, handle, broken)),
    calls,
    inject: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
  };
}
