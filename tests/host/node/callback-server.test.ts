/** Owns: the proof that the server for a sign-in's answer takes one answer, tells nothing, and is gone afterwards (G1, K9). Never: another interface than loopback. */
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { nodeSignInServer } from "../../../src/host/node/callback-server";
import type { Listening } from "../../../src/ports";

const RIGHT = "code=secret-code&state=right";
let abort = new AbortController();
let open: Listening | null = null;
afterEach(async () => {
  open?.close();
  await open?.answer;
  open = null;
  abort = new AbortController();
});

async function listen(over: { port?: number; limit_ms?: number } = {}): Promise<Listening> {
  const listening = await nodeSignInServer().listen({ port: 0, limit_ms: 60_000, ...over, signal: abort.signal, accepts: (query) => new URLSearchParams(query).get("state") === "right" });
  if ("failure" in listening) throw new Error(listening.failure);
  open = listening;
  return listening;
}

function reached(address: string, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(address).port), host);
    socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
  });
}

describe("G1 one answer on 127.0.0.1", () => {
  it("the right answer gets a page that says nothing of it, and ends the listening", async () => {
    const { address, answer } = await listen();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    const page = await fetch(`${address}?${RIGHT}`);
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain("You can close this window");
    expect(text + JSON.stringify([...page.headers])).not.toMatch(/secret-code|right"|<script|src=|href=/);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await answer).toEqual({ query: RIGHT });
    expect(await reached(address)).toBe(false);
  });

  it("everything else is 404 and waited past: no stranger's page can end a sign-in", async () => {
    const { address, answer } = await listen();
    const status = async (path: string, init?: RequestInit): Promise<number> => (await fetch(new URL(path, address), init)).status;
    expect(await status("/")).toBe(404);
    expect(await status("/favicon.ico")).toBe(404);
    expect(await status(`/callback/x?${RIGHT}`)).toBe(404);
    expect(await status("/callback?code=c&state=wrong")).toBe(404);
    expect(await status("/callback?error=access_denied")).toBe(404);
    expect(await status(`/callback?${RIGHT}`, { method: "POST" })).toBe(404);
    expect(await status(`/callback?${RIGHT}`)).toBe(200);
    expect(await answer).toEqual({ query: RIGHT });
  });

  it("the right answer several times at once ends it once, and every connection is closed", async () => {
    const { address, answer } = await listen();
    const sockets = [1, 2, 3].map(() => connect(Number(new URL(address).port), "127.0.0.1"));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    const heard = sockets.map((socket) => new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (chunk: Buffer) => (text += chunk.toString())).on("error", () => undefined).once("close", () => resolve(text));
    }));
    for (const socket of sockets) socket.write(`GET /callback?${RIGHT} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect((await Promise.all(heard)).filter((text) => text.startsWith("HTTP/1.1 200"))).not.toEqual([]);
    expect(await answer).toEqual({ query: RIGHT });
  });

  it("a browser that hangs up before the page is there has answered nevertheless", async () => {
    const { address, answer } = await listen();
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    socket.write(`GET /callback?${RIGHT} HTTP/1.1\r\nhost: x\r\n\r\n`, () => socket.destroy());
    expect(await answer).toEqual({ query: RIGHT });
  });

  it("another address of this machine does not reach it", async () => {
    const { address } = await listen();
    expect(await reached(address, "127.0.0.2")).toBe(false);
    expect(await reached(address)).toBe(true);
  });
});

describe("G1 nothing listens any more", () => {
  it("after the limit", async () => {
    const { address, answer } = await listen({ limit_ms: 30 });
    expect(await answer).toEqual({ failure: "timed_out" });
    expect(await reached(address)).toBe(false);
  });

  it("after the limit with nothing but foreign answers, which it says", async () => {
    const { address, answer } = await listen({ limit_ms: 300 });
    await (await fetch(`${address}?code=c&state=wrong`)).text();
    expect(await answer).toEqual({ failure: "foreign_answer" });
    expect(await reached(address)).toBe(false);
  });

  it("after it was called off, also with a connection that says nothing", async () => {
    const { address, answer } = await listen();
    const idle = connect(Number(new URL(address).port), "127.0.0.1");
    idle.on("error", () => undefined);
    await new Promise((resolve) => idle.once("connect", resolve));
    abort.abort();
    expect(await answer).toEqual({ failure: "cancelled" });
    expect(await reached(address)).toBe(false);
    expect(process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap")).toEqual([]);
  });

  it("when it was called off before it began, or is closed", async () => {
    abort.abort();
    expect(await (await listen()).answer).toEqual({ failure: "cancelled" });
    abort = new AbortController();
    const second = await listen();
    second.close();
    second.close();
    expect(await second.answer).toEqual({ failure: "cancelled" });
    expect(await reached(second.address)).toBe(false);
  });
});

it("a port that is taken is said, and the one who has it keeps it", async () => {
  const other: Server = createServer((_request, response) => response.end("mine"));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  expect(await nodeSignInServer().listen({ port, limit_ms: 1000, signal: abort.signal, accepts: () => true })).toEqual({ failure: "port_taken" });
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("mine");
  await new Promise((resolve) => other.close(resolve));
});
