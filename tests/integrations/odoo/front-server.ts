/**
 * Owns: something in front of an Odoo, as there is on a real network: a proxy with a base path, a page instead of data, a redirect, a
 * limit, or an Odoo that differs from the twin in one answer. It counts what passes.
 * Never: state of Odoo; that is the twin's.
 */
import { createServer, request as ask, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json, JsonObject } from "../../../src/core/json";
import type { OdooProblem } from "../../../src/sandbox/odoo/problem";
import { answer as xmlAnswer, fault as xmlFault, parseCall } from "../../../src/sandbox/odoo/xmlrpc";

/** One request as it arrived. `name`: `model/method`, `common/...`, or the path. */
export interface Passage {
  name: string;
  args: Json;
  context: JsonObject;
  path: string;
  headers: IncomingHttpHeaders;
  at: number;
}
export interface Page {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}
/** A page, an answer of Odoo, one of its errors, no answer at all, or null: let it through. */
export type Given = { page: Page } | { value: Json } | { problem: OdooProblem } | "silence" | null;

export interface Front {
  url: string;
  passed: Passage[];
  /** Most requests that were under way at the same time. */
  together: number;
  answer: (passage: Passage) => Given;
  close(): Promise<void>;
}

const plain = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const object = (value: Json | undefined): JsonObject => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});

function read(path: string, headers: IncomingHttpHeaders, body: string, at: number): Passage {
  const passage: Passage = { name: path, args: {}, context: {}, path, headers, at };
  const route = /\/json\/2\/([\w.]+)\/(\w+)$/.exec(path);
  if (route) {
    const args = JSON.parse(body) as Json;
    return { ...passage, name: `${route[1]}/${route[2]}`, args, context: object(object(args)["context"]) };
  }
  if (!path.includes("/xmlrpc/")) return passage;
  const { method, params } = parseCall(body);
  if (!path.endsWith("/object")) return { ...passage, name: `common/${method}`, args: params };
  return { ...passage, name: `${plain(params[3])}/${plain(params[4])}`, args: params[5] ?? [], context: object(object(params[6])["context"]) };
}

function give(given: Exclude<Given, null | "silence">, version: "16" | "19", xml: boolean, response: ServerResponse): void {
  if ("page" in given) {
    const { status, headers = {}, body = "<!DOCTYPE html><html><body>Sign in <br> here</body></html>" } = given.page;
    response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
  } else if (xml) {
    response.writeHead(200, { "content-type": "text/xml" }).end("value" in given ? xmlAnswer(version, given.value) : xmlFault(version, given.problem));
  } else {
    const [status, body] = "value" in given ? [200, given.value] : [given.problem.status, { name: given.problem.class_name, message: given.problem.message }];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }
}

/** In front of `target`; `base`: the path that it takes away. */
export async function startFront(target: string, version: "16" | "19", base = ""): Promise<Front> {
  const front: Front = { url: "", passed: [], together: 0, answer: () => null, close: () => Promise.resolve() };
  let open = 0;
  const server = createServer((request, response) => {
    const at = performance.now();
    open += 1;
    front.together = Math.max(front.together, open);
    response.on("close", () => (open -= 1));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const path = request.url ?? "/";
      const passage = read(path, request.headers, body.toString("utf8"), at);
      front.passed.push(passage);
      const given = front.answer(passage);
      if (given === "silence") return;
      if (given !== null) return give(given, version, path.includes("/xmlrpc/"), response);
      if (!path.startsWith(`${base}/`)) return give({ page: { status: 404 } }, version, false, response);
      const onward = ask(`${target}${path.slice(base.length)}`, { method: request.method ?? "GET", headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  front.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  front.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return front;
}
