/**
 * Owns: HTTP from Node, one exchange at a time, with the exact difference between "nothing was sent" and "maybe" (PRODUCT K3).
 * Never: retries, followed redirects, plain HTTP beyond loopback, or a query, header or body in the text of a failure (PRODUCT K9).
 */
import * as http from "node:http";
import * as https from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { isLoopbackHost } from "../../core/origin";
import type { Http, HttpFailure, HttpRequest, HttpResponse } from "../../ports";

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
/** `setTimeout` fires at once beyond this. */
const LONGEST_TIMER_MS = 2_147_483_647;

type Cause = HttpFailure["cause"];

const DNS_CODES = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const UNREACHABLE_CODES = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EHOSTDOWN", "EACCES", "EPERM"]);

const SENTENCES: Record<Cause, string> = {
  dns: "the name of the server could not be resolved",
  refused: "the server could not be reached",
  tls: "no trusted encrypted connection could be made",
  timeout: "there was no complete answer in time",
  reset: "the connection was broken off",
  cut: "the answer was cut off or unreadable",
  too_large: "the answer was larger than allowed",
  aborted: "the request was called off",
};

/**
 * One connection is kept per server for reads. Everything else gets a fresh one: a server may close a kept connection at the
 * moment we write to it, and such a reset would leave a write unknown that a fresh connection would have carried.
 */
const kept = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };

/** What an error before the connection stood means. */
function connectCause(error: NodeJS.ErrnoException): Cause {
  const code = error.code ?? "";
  if (DNS_CODES.has(code)) return "dns";
  if (UNREACHABLE_CODES.has(code)) return "refused";
  if (code === "ETIMEDOUT") return "timeout";
  return "tls";
}

/** What an error after the connection stood means. */
function exchangeCause(error: NodeJS.ErrnoException): Cause {
  return (error.code ?? "").startsWith("HPE_") ? "cut" : "reset";
}

function lowerHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function failure(kind: HttpFailure["failure"], cause: Cause, where: string, detail = ""): HttpFailure {
  return { failure: kind, cause, text: `${where}: ${SENTENCES[cause]}${detail === "" ? "" : ` (${detail})`}.` };
}

/** Null when the address may be spoken to, else the sentence why not. */
function refusal(url: URL): string | null {
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname))) return null;
  return "only https:// addresses are spoken to, except on this machine; correct the address in the settings";
}

function exchange(request: HttpRequest, url: URL, where: string): Promise<HttpResponse | HttpFailure> {
  return new Promise((resolve) => {
    let connected = false;
    let answering = false;
    let settled = false;
    const limit = request.max_bytes ?? DEFAULT_MAX_BYTES;
    const reads = request.method === "GET" || request.method === "HEAD";
    const protocol = url.protocol === "https:" ? "https:" : "http:";
    const body = request.body === undefined ? null : Buffer.from(request.body);
    const outgoing = (protocol === "https:" ? https : http).request(url, {
      method: request.method,
      headers: { "accept-encoding": "identity", ...request.headers, ...(body !== null && { "content-length": String(body.length) }) },
      agent: reads ? kept[protocol] : false,
    });

    const settle = (result: HttpResponse | HttpFailure): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      request.signal?.removeEventListener("abort", abort);
      resolve(result);
      if ("failure" in result || !outgoing.writableFinished) outgoing.destroy();
    };
    const fail = (cause: Cause, detail = ""): void => settle(failure(connected ? "maybe_sent" : "not_sent", cause, where, detail));
    const abort = (): void => fail("aborted");
    const deadline = setTimeout(() => fail("timeout", `${request.timeout_ms} ms`), Math.min(request.timeout_ms, LONGEST_TIMER_MS));
    request.signal?.addEventListener("abort", abort, { once: true });

    outgoing.on("socket", (socket: Socket) => {
      // Bytes of the request leave when the connection stands, over TLS only after the handshake.
      if (outgoing.reusedSocket || !socket.connecting) connected = true;
      else socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => (connected = true));
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => fail(connected ? exchangeCause(error) : connectCause(error), error.code));
    outgoing.on("close", () => {
      // An answer without a length ends with the connection: then the answer's own end decides.
      if (!answering) fail("reset");
    });
    outgoing.on("response", (incoming) => {
      answering = true;
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) fail("too_large", `${limit} bytes`);
        else chunks.push(chunk);
      });
      incoming.on("error", () => fail("cut"));
      incoming.on("close", () => fail("cut"));
      incoming.on("end", () => {
        if (!incoming.complete) return fail("cut");
        settle({ status: incoming.statusCode ?? 0, headers: lowerHeaders(incoming.headers), body: new Uint8Array(Buffer.concat(chunks, size)) });
      });
    });
    outgoing.end(body);
  });
}

/** Port `Http` on `node:http` and `node:https`: see the contract in ports.ts. */
export function nodeHttp(): Http {
  return {
    async request(request) {
      if (!URL.canParse(request.url)) return failure("not_sent", "refused", "The address", "it is not a valid URL; correct it in the settings");
      const url = new URL(request.url);
      const where = `${url.origin}${url.pathname}`;
      const refused = refusal(url);
      if (refused !== null) return failure("not_sent", "refused", where, refused);
      if (request.signal?.aborted === true) return failure("not_sent", "aborted", where);
      try {
        return await exchange(request, url, where);
      } catch (error) {
        // Node refuses to build the request, e.g. a line break in a header; its message names the header, never the value.
        return failure("not_sent", "refused", where, error instanceof Error ? error.message : "the request could not be built");
      }
    },
  };
}
