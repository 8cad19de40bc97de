/** Owns: the watcher against a Gmail that we did not write. Never: a route of it but the reads (K7). */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeHttp } from "../../src/host/node/http";
import { gmailReads } from "../../src/integrations/gmail/reads";
import type { Http } from "../../src/ports";
import { gmailWatcher } from "../../src/watchers/gmail";
import { gmailCall, NOW, rawMail, type TestCall } from "../integrations/gmail/call";
import { type EmulatedGmail, startEmulatedGmail } from "../integrations/gmail/emulate";
import { Intake } from "./intake";

const HOUR = 3_600_000;
let gmail: EmulatedGmail;
let call: TestCall;
let asked: string[];
beforeEach(async () => {
  gmail = await startEmulatedGmail();
  asked = [];
  const http: Http = {
    request: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return nodeHttp().request(request);
    },
  };
  call = gmailCall(gmail, http, { refresh_token: gmail.refreshToken });
  call.pass(Date.now() - NOW);
});
afterEach(async () => {
  const reads = /^GET \/gmail\/v1\/users\/me\/(profile|history|messages|messages\/[\w-]+)$|^POST \/oauth2\/token$/;
  expect(asked.filter((one) => !reads.test(one))).toEqual([]);
  await gmail.close();
});
const deliver = async (subject: string, ago: number, labels?: string[]): Promise<string> =>
  `gmail:${await gmail.deliver({ raw: rawMail("Ann <ann@customer.example>", subject, "Größe: 3 × 10 €\r\n"), at: Date.now() - ago, ...(labels && { labels }) })}`;

describe("G2 against the emulator of the package emulate", () => {
  it("signs in by refresh token, lists, reads, follows the changes: every mail once", async () => {
    const old = await deliver("Old", 9 * 24 * HOUR);
    const first = await deliver("First", 5 * HOUR);
    const second = await deliver("Second", 4 * HOUR);
    const intake = new Intake();
    await intake.look(gmailWatcher(gmailReads()), call);
    expect(intake.entered).toEqual([first, second]);
    const draft = await deliver("A draft", 0, ["DRAFT"]);
    const third = await deliver("Third", 0);
    const lost = await deliver("Lost", 0);
    await gmail.remove(lost.replace("gmail:", ""));
    const watcher = gmailWatcher(gmailReads());
    await intake.look(watcher, call);
    await intake.look(watcher, call);
    expect(intake.entered).toEqual([first, second, third]);
    expect(intake.entered).not.toContain(old);
    expect(intake.pages.flatMap((page) => page.skipped).map(({ id }) => id)).toEqual([draft, lost]);
    const mail = intake.pages.flatMap((page) => page.observations).at(-1)?.mail;
    expect(mail).toMatchObject({ from: { name: "Ann", email: "ann@customer.example" }, subject: "Third", text: "Größe: 3 × 10 €", problems: [] });
  });

  it("takes many mails in pages over a power cut", async () => {
    const all: string[] = [];
    for (let n = 0; n < 60; n += 1) all.push(await deliver(`Many ${n}`, (100 - n) * 60_000));
    const intake = new Intake();
    await intake.look(gmailWatcher(gmailReads()), call, { page: 1, entered: 9 });
    expect(intake.entered).toHaveLength(34);
    await intake.look(gmailWatcher(gmailReads()), call);
    const more: string[] = [];
    for (let n = 0; n < 60; n += 1) more.push(await deliver(`More ${n}`, 0));
    await intake.look(gmailWatcher(gmailReads()), call, { page: 0, entered: 20 });
    await intake.look(gmailWatcher(gmailReads()), call);
    expect([intake.entered, intake.repeated]).toEqual([[...all, ...more], []]);
  });

  it("G1: a wrong secret and a dead refresh token are told apart", async () => {
    const wrong = gmailCall(gmail, nodeHttp(), { refresh_token: gmail.refreshToken, client_secret: "GOCSPX-wrong" });
    await expect(gmailReads().list(wrong, "", null)).rejects.toMatchObject({ failure: "authentication", problem: { code: "invalid_client" } });
    const dead = gmailCall(gmail, nodeHttp(), { refresh_token: "1//dead" });
    await expect(gmailReads().list(dead, "", null)).rejects.toMatchObject({ failure: "authentication", problem: { code: "invalid_grant" } });
    expect(await gmailReads().check(call)).toMatchObject({ ok: true });
  });
});
