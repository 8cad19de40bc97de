/**
 * Owns: the Node half of the bridge: what a page asks of Node's modules is done here, by Node, and told back.
 * Never: a decision; arguments and results pass as they are.
 */
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as fsPromises from "node:fs/promises";
import * as http from "node:http";
import * as https from "node:https";
import * as os from "node:os";
import * as path from "node:path";
import { TLSSocket } from "node:tls";
import * as url from "node:url";
import { pack, unpack } from "./codec.mjs";

const digested = (hash, parts, encoding) => {
  for (const [part, given] of parts) hash.update(part, given ?? undefined);
  return encoding === null ? hash.digest() : hash.digest(encoding);
};
const digest = { hmac: (made, parts, encoding) => digested(crypto.createHmac(...made), parts, encoding), hash: (made, parts, encoding) => digested(crypto.createHash(...made), parts, encoding) };
const MODULES = { digest, crypto, fs, "fs/promises": fsPromises, os, path, url, process: { kill: (pid, signal) => process.kill(pid, signal) } };
const PROTOCOLS = { "http:": http, "https:": https };

/** One page's share of Node. `emit(id, name, payload)` tells the page what happened to an object of its. */
export function nodeSide(emit) {
  const objects = new Map();
  const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };
  let last = 0;
  /** What is under way for the page, and when (`performance.now()`) it last asked for anything or was answered. */
  let open = 0;
  let active = performance.now();
  const begin = () => {
    open += 1;
    active = performance.now();
  };
  const end = () => {
    open -= 1;
    active = performance.now();
  };
  const keep = (value) => {
    if (typeof value.appendFile !== "function") return null;
    objects.set((last += 1), value);
    return last;
  };
  const given = (args) => unpack(args, { bytes: (plain) => Buffer.from(plain) });
  const tell = (id, name, payload = null) => emit(id, name, pack(payload));

  const reply = (work) => {
    try {
      return { value: pack(work(), keep) };
    } catch (error) {
      return { error: pack(error) };
    }
  };

  /** Bytes that come in, piece by piece. */
  function hear(id, incoming) {
    incoming.on("data", (chunk) => tell(id, "data", chunk));
    incoming.on("end", () => tell(id, "end", { complete: incoming.complete }));
    incoming.on("error", (error) => tell(id, "error", error));
    incoming.on("close", () => tell(id, "close"));
  }

  function request(id, { href, method, headers, kept }) {
    const { protocol } = new URL(href);
    const outgoing = PROTOCOLS[protocol].request(href, { method, headers, agent: kept ? agents[protocol] : false });
    objects.set(id, outgoing);
    begin();
    outgoing.once("close", end);
    outgoing.on("socket", (socket) => {
      tell(id, "socket", { reused: outgoing.reusedSocket, connecting: socket.connecting, encrypted: socket instanceof TLSSocket });
      // A kept connection stands already.
      for (const name of socket.connecting ? ["connect", "secureConnect"] : []) socket.once(name, () => tell(id, `socket:${name}`));
    });
    outgoing.on("finish", () => tell(id, "finish"));
    outgoing.on("error", (error) => tell(id, "error", error));
    outgoing.on("close", () => tell(id, "close"));
    outgoing.on("response", (incoming) => {
      const incomingId = `${id}:answer`;
      objects.set(incomingId, incoming);
      tell(id, "response", { id: incomingId, statusCode: incoming.statusCode, headers: incoming.headers });
      hear(incomingId, incoming);
    });
  }

  function serve(id) {
    let count = 0;
    const server = http.createServer((incoming, outgoing) => {
      const requestId = `${id}:${(count += 1)}`;
      objects.set(requestId, outgoing);
      tell(id, "request", { id: requestId, method: incoming.method, url: incoming.url, headers: incoming.headers });
      hear(requestId, incoming);
      outgoing.on("close", () => tell(`${requestId}:reply`, "close"));
    });
    objects.set(id, server);
    server.on("listening", () => tell(id, "listening", server.address()));
    server.on("close", () => tell(id, "close"));
    server.on("error", (error) => tell(id, "error", error));
  }

  const makers = { request, serve };
  return {
    /** At once; for what Node itself answers at once. */
    now: (module, name, args) => {
      active = performance.now();
      return reply(() => (name === null ? Object.keys(MODULES[module]) : MODULES[module][name](...given(args))));
    },
    /** Later; of a module, or of an object that is kept here. */
    async later(target, name, args) {
      begin();
      try {
        const owner = MODULES[target] ?? objects.get(target);
        return { value: pack(await owner[name](...given(args)), keep) };
      } catch (error) {
        return { error: pack(error) };
      } finally {
        end();
      }
    },
    /** Milliseconds for which the page has asked for nothing; 0 while anything is under way. */
    idle: () => (open === 0 ? performance.now() - active : 0),
    /** In the order of the calls, without an answer: making an object, or telling it something. */
    tell(id, name, args) {
      if (name in makers) return makers[name](id, ...given(args));
      if (name === "resetAndDestroy") return objects.get(id)?.socket?.resetAndDestroy();
      const object = objects.get(id);
      if (name !== "write") return object?.[name]?.(...given(args));
      return object?.write(...given(args), () => tell(id, "written"));
    },
    /** The page is gone: nothing of its stays open. */
    async close() {
      for (const object of objects.values()) {
        object.closeAllConnections?.();
        object.destroy?.();
        await Promise.resolve(object.close?.()).catch(() => undefined);
      }
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
