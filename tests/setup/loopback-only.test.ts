/**
 * Owns: the proof that the tests' network guard holds, in this process and in programs that tests start.
 * Never: a real outside address that could answer; 192.0.2.0/24 is reserved for documentation (RFC 5737).
 */
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup, promises, resolve4 } from "node:dns";
import { createServer, request } from "node:http";
import { connect, Socket, type AddressInfo } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { describe, expect, it } from "vitest";

const REFUSED = /only this machine's loopback/;

describe("tests reach only loopback", () => {
  it("lets loopback through", async () => {
    const server = createServer((_request, response) => response.end("here"));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    await expect(fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text())).resolves.toBe("here");
    await expect(fetch(`http://localhost:${port}/`).then((answer) => answer.text())).resolves.toBe("here");
    server.close();
  });

  it("refuses every kind of connection to another machine", async () => {
    expect(() => connect(443, "192.0.2.1")).toThrow(REFUSED);
    expect(() => connect({ host: "mail.example.com", port: 25 })).toThrow(REFUSED);
    expect(() => new Socket().connect(80, "example.com")).toThrow(REFUSED);
    expect(() => tlsConnect({ host: "example.com", port: 443 })).toThrow(REFUSED);
    expect(() => request("http://192.0.2.1/")).toThrow(REFUSED);
    await expect(fetch("https://example.com/")).rejects.toMatchObject({ cause: { message: expect.stringMatching(REFUSED) as string } });
  });

  it("refuses datagrams and names", async () => {
    const socket = createSocket("udp4");
    expect(() => {
      socket.send("x", 53, "192.0.2.1");
    }).toThrow(REFUSED);
    socket.close();
    await expect(promises.lookup("example.com")).rejects.toThrow(REFUSED);
    await expect(promises.resolve4("example.com")).rejects.toThrow(REFUSED);
    const later = (ask: (done: (error: Error | null) => void) => void): Promise<Error | null> => new Promise(ask);
    expect((await later((done) => { lookup("example.com", done); }))?.message).toMatch(REFUSED);
    expect((await later((done) => { resolve4("example.com", done); }))?.message).toMatch(REFUSED);
  });

  it("answers an invalid name as unknown, without asking anybody", async () => {
    await expect(fetch("http://nowhere.invalid/")).rejects.toMatchObject({ cause: { code: "ENOTFOUND" } });
  });

  it("holds in programs that a test starts", () => {
    const program = `require("node:net").connect(443, "192.0.2.1")`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(REFUSED);
  });
});
