/** Owns: the proof that `nodeHttp` tells "nothing was sent" from "maybe". Never: anything but loopback. */
import * as http from "node:http";
import * as net from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { nodeHttp } from "../../../src/host/node/http";
import { answered, type HttpFailure, type HttpRequest } from "../../../src/ports";

const open: (http.Server | net.Server)[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
  }
});

async function listen(server: http.Server | net.Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const get = (url: string, more: Partial<HttpRequest> = {}): Promise<unknown> =>
  nodeHttp().request({ method: "GET", url, headers: {}, timeout_ms: 5_000, ...more });
const failed = async (url: string, more: Partial<HttpRequest> = {}): Promise<HttpFailure> => {
  const result = await nodeHttp().request({ method: "POST", url, headers: {}, body: "amount=1", timeout_ms: 5_000, ...more });
  if (answered(result)) throw new Error(`expected a failure, got ${result.status}`);
  return result;
};
/** A server that does something to the raw socket once the request's head is in. */
const rawServer = (act: (socket: net.Socket) => void): net.Server =>
  net.createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => act(socket));
  });

describe("HTTP from Node: a complete answer", () => {
  it("carries method, headers and body, and gives lower-case headers and bytes", async () => {
    const port = await listen(
      http.createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => response.writeHead(207, { "X-Seen": `${request.method} ${String(request.headers["x-a"])}`, "Set-Cookie": ["a=1", "b=2"] }).end(Buffer.concat(chunks)));
      }),
    );
    const result = await nodeHttp().request({ method: "PUT", url: `http://127.0.0.1:${port}/x?y=1`, headers: { "X-A": "7" }, body: new Uint8Array([0, 255, 10]), timeout_ms: 5_000 });
    if (!answered(result)) throw new Error(result.text);
    expect([result.status, result.headers["x-seen"], result.headers["set-cookie"], [...result.body]]).toEqual([207, "PUT 7", "a=1, b=2", [0, 255, 10]]);
  });

  it("takes an answer without a length that ends with the connection", async () => {
    const port = await listen(rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwhole")));
    const result = await nodeHttp().request({ method: "GET", url: `http://127.0.0.1:${port}/`, headers: {}, timeout_ms: 5_000 });
    expect(answered(result) && new TextDecoder().decode(result.body)).toBe("whole");
  });

  it("K9: follows no redirect", async () => {
    let elsewhere = 0;
    const target = await listen(http.createServer((_, response) => response.end(String(++elsewhere))));
    const port = await listen(http.createServer((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${target}/` }).end()));
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 302 });
    expect(elsewhere).toBe(0);
  });

  it("keeps a connection for reads and never reuses one for a write", async () => {
    const ports: number[] = [];
    const port = await listen(http.createServer((request, response) => (ports.push(request.socket.remotePort ?? 0), request.resume(), response.end("ok"))));
    const client = nodeHttp();
    for (const method of ["GET", "GET", "POST", "POST"]) await client.request({ method, url: `http://127.0.0.1:${port}/`, headers: {}, timeout_ms: 5_000 });
    expect(ports[0]).toBe(ports[1]);
    expect(new Set(ports).size).toBe(3);
  });
});

describe("K3 HTTP from Node: nothing was sent", () => {
  it("refused: nobody listens", async () => {
    const port = await listen(net.createServer());
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await failed(`http://127.0.0.1:${port}/`)).toMatchObject({ failure: "not_sent", cause: "refused" });
  });
  it("dns: the name does not exist", async () => {
    expect(await failed("https://no-such-host.invalid/")).toMatchObject({ failure: "not_sent", cause: "dns" });
  });
  it("tls: the other side does not speak it, or hangs up in the handshake", async () => {
    const garbage = await listen(rawServer((socket) => socket.end("HTTP/1.1 400 no\r\n\r\n")));
    const hangup = await listen(rawServer((socket) => socket.resetAndDestroy()));
    expect(await failed(`https://127.0.0.1:${garbage}/`)).toMatchObject({ failure: "not_sent", cause: "tls" });
    expect(await failed(`https://127.0.0.1:${hangup}/`)).toMatchObject({ failure: "not_sent", cause: "tls" });
  });
  it("timeout in the handshake is before the request", async () => {
    const port = await listen(rawServer(() => undefined));
    expect(await failed(`https://127.0.0.1:${port}/`, { timeout_ms: 60 })).toMatchObject({ failure: "not_sent", cause: "timeout" });
  });
  it("aborted before it began", async () => {
    expect(await failed("http://127.0.0.1:1/", { signal: AbortSignal.abort() })).toMatchObject({ failure: "not_sent", cause: "aborted" });
  });
  it.each(["http://example.com/", "ftp://127.0.0.1/", "http://127.0.0.1.example.com/", "nonsense", ""])("K9: %s is not spoken to", async (url) => {
    expect(await failed(url)).toMatchObject({ failure: "not_sent", cause: "refused" });
  });
  it("a header that cannot be sent is refused without its value", async () => {
    const result = await failed("http://127.0.0.1:1/", { headers: { authorization: "Bearer se\ncret" } });
    expect(result).toMatchObject({ failure: "not_sent" });
    expect(result.text).not.toContain("cret");
  });
});

describe("K3 HTTP from Node: maybe it was sent", () => {
  const cases: [string, HttpFailure["cause"], (socket: net.Socket) => void, Partial<HttpRequest>][] = [
    ["no answer in time", "timeout", () => undefined, { timeout_ms: 60 }],
    ["reset after the request", "reset", (socket) => socket.resetAndDestroy(), {}],
    ["closed without an answer", "reset", (socket) => socket.end(), {}],
    ["cut in the middle of a body with a length", "cut", (socket) => socket.end("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":"), {}],
    ["cut in the middle of a chunked body", "cut", (socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nabc"), {}],
    ["not HTTP", "cut", (socket) => socket.end("hello there\r\n\r\n"), {}],
    ["drip slower than the deadline", "timeout", (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), { timeout_ms: 60 }],
    ["larger than allowed", "too_large", (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n${"x".repeat(50)}`), { max_bytes: 49 }],
  ];
  it.each(cases)("%s", async (_, cause, act, more) => {
    const port = await listen(rawServer(act));
    expect(await failed(`http://127.0.0.1:${port}/`, more)).toMatchObject({ failure: "maybe_sent", cause });
  });

  it("aborted while waiting", async () => {
    const control = new AbortController();
    const port = await listen(rawServer(() => control.abort()));
    expect(await failed(`http://127.0.0.1:${port}/`, { signal: control.signal })).toMatchObject({ failure: "maybe_sent", cause: "aborted" });
  });

  it("a reset on a kept connection", async () => {
    let seen = 0;
    const port = await listen(http.createServer((request, response) => (++seen === 1 ? response.end("ok") : request.socket.resetAndDestroy())));
    const url = `http://127.0.0.1:${port}/`;
    await get(url);
    expect(await get(url)).toMatchObject({ failure: "maybe_sent", cause: "reset" });
    expect(seen).toBe(2);
  });

  it("K9: the text names the address without user, query or body", async () => {
    const port = await listen(rawServer((socket) => socket.resetAndDestroy()));
    const { text } = await failed(`http://me:pass@127.0.0.1:${port}/path?token=secret`);
    expect(text).toContain(`http://127.0.0.1:${port}/path`);
    expect(text).not.toMatch(/secret|pass@|amount/);
  });
});
