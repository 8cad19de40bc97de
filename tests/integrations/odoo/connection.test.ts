/** "Test connection" walks from the address to the currency, stops at the first trouble, and never writes. */
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { isWrite } from "../../../src/integrations/odoo/calls";
import { OdooProblem } from "../../../src/sandbox/odoo/problem";
import { odooSeed, startOdooTwin, type OdooTwin } from "../../../src/sandbox/odoo/twin";
import { SELF_SIGNED } from "./certificate";
import { startFront, type Front, type Given, type Passage } from "./front-server";
import { callTo, NOW, twinWithCustomers, VERSIONS, type Fields } from "./kit";

const DAY_MS = 86_400_000;
const denied = new OdooProblem("odoo.exceptions.AccessError", "You are not allowed to access this.");

describe.each(VERSIONS)("O1 Test connection step by step, Odoo %s", (version) => {
  let twin: OdooTwin;
  let front: Front;
  beforeEach(async () => {
    twin = await twinWithCustomers(version);
    front = await startFront(twin.url, version);
  });
  afterEach(async () => {
    await front.close();
    await twin.close();
  });
  const instead = (name: string, given: Given) => (front.answer = (passage: Passage) => (passage.name === name ? given : null));
  const check = (fields: Fields = {}, more: Parameters<typeof callTo>[1] = {}) => odooChannel().check(callTo(front.url, { pace: 0, ...more, fields }));

  test("every step that passed is named, in order", async () => {
    const { ok, text } = await check();
    expect(ok).toBe(true);
    const wire = version === "19" ? "JSON-2" : "XML-RPC";
    expect(text).toContain(`Passed: address ${front.url}; Odoo ${version} answers over ${wire}; database sandbox; user Billing User; company Sandbox Studio; Invoicing is installed; may create invoices; currency EUR.`);
  });

  const STOPS: [string, () => Promise<unknown>, Fields, string, number][] = [
    ["the address", () => Promise.resolve(), { url: "http://odoo.example" }, "address", 0],
    ["the server", () => front.close(), {}, "server", 1],
    ["the database", () => Promise.resolve(), { database: "nodb" }, "database", 2],
    ["the key", () => Promise.resolve(), { key: "wrong-secret" }, "user and API key", 3],
    ["the company", () => Promise.resolve(), { company: "99" }, "company", 4],
    ["the rights", () => Promise.resolve(), { user: "lowly", key: "sandbox-lowly-key" }, "rights", 6],
    ["the tax", () => Promise.resolve(), { tax: "99" }, "default tax", 8],
  ];
  test.each(STOPS)("stops at %s, and says what passed before", async (_name, prepare, fields, step, passed) => {
    await prepare();
    const { ok, text } = await check(fields);
    expect(ok).toBe(false);
    expect(text).toMatch(new RegExp(`^Stopped at ${step}\\. `));
    expect(/Passed: (.*)\.$/.exec(text)?.[1]?.split("; ") ?? []).toHaveLength(passed);
    expect(text).not.toContain("wrong-secret");
  });

  test("the Invoicing app, and a company without an active currency", async () => {
    const bare = await startOdooTwin({ version, seed: odooSeed({ invoicing: false }) });
    expect((await odooChannel().check(callTo(bare.url))).text).toMatch(/^Stopped at the Invoicing app\. .*install the app Invoicing/);
    await bare.close();
    instead("res.currency/search_read", { value: [] });
    expect((await check()).text).toMatch(/^Stopped at currency\. /);
  });

  test("a wrong database and a wrong key are told apart", async () => {
    expect((await check({ database: "nodb" })).text).toMatch(/The database "nodb" could not be opened/);
    const wrongKey = (await check({ key: "wrong" })).text;
    expect(wrongKey).toMatch(/API key/);
    expect(wrongKey).not.toMatch(/could not be opened/);
  });

  test("a page instead of the login says so, and nothing about the database", async () => {
    front.answer = ({ name }) => (/context_get$|authenticate$/.test(name) ? { page: { status: 200 } } : null);
    const { text } = await check();
    expect(text).toMatch(/^Stopped at database\. .*web page instead of data/);
    expect(text).not.toContain("could not be opened");
  });
  if (version === "16") {
    test.each([["14.0", true], ["saas~15.2", true], ["16.0", false], ["17.0", false]])("version %s: a warning when it is too old", async (serie, warned) => {
      front.answer = ({ name }) => (name === "common/version" ? { value: { server_serie: serie, protocol_version: 1 } } : null);
      expect((await check()).text.includes("is older than what this was made for (16 to 19)")).toBe(warned);
    });
  }

  test("several companies: all are listed with their numbers; after the choice the others are still named", async () => {
    const [first] = twin.store.rows("res.company");
    const second = twin.store.insert("res.company", { ...first, name: "Second Studio" }).id;
    Object.assign(twin.store.rows("res.users").find(({ login }) => login === "billing") ?? {}, { company_ids: [first?.id ?? 0, second] });
    const { ok, text } = await check();
    expect(ok).toBe(false);
    expect(text).toMatch(/^Stopped at company\. /);
    expect(text).toContain(`${first?.id} = Sandbox Studio, ${second} = Second Studio`);
    const chosen = await check({ company: String(second) });
    expect(chosen.text).toContain("company Second Studio");
    expect(chosen.text).toContain(`may also work for ${first?.id} = Sandbox Studio.`);
  });

  test("it reads only, whatever stops it", async () => {
    for (const fields of [{}, { tax: "99" }, { key: "wrong" }, { company: "7" }]) await check(fields, { may_write: true });
    const calls = front.passed.flatMap(({ name }) => /^([\w.]+)\/(\w+)$/.exec(name)?.slice(1, 3) ?? []);
    expect(calls.length).toBeGreaterThan(10);
    const named = front.passed.map(({ name }) => name).filter((name) => /^[a-z]+\.[\w.]+\/\w+$/.test(name));
    for (const name of named) expect([name, isWrite(name.split("/")[0] ?? "", name.split("/")[1] ?? "", false)]).toEqual([name, false]);
    expect(twin.calls.filter(({ write }) => write)).toEqual([]);
  });

  describe("when the API key ends", () => {
    const day = (days: number): string => new Date(NOW.getTime() + days * DAY_MS).toISOString().slice(0, 10);
    const keys = (...ends: (number | null)[]): Given => ({ value: ends.map((end, index) => ({ id: index + 1, name: "obsidian", expiration_date: end === null ? false : `${day(end)} 10:00:00` })) });

    if (version === "16") {
      test("keys of this version do not end: nothing is said or asked", async () => {
        expect((await check()).text).not.toMatch(/key ends|key lasts/);
        expect(front.passed.filter(({ name }) => name.startsWith("res.users.apikeys"))).toEqual([]);
      });
      return;
    }
    test("one key whose end can be read: said, and a warning from ten days before", async () => {
      instead("res.users.apikeys/search_read", keys(45));
      expect((await check()).text).toContain(`The API key ends on ${day(45)}.`);
      instead("res.users.apikeys/search_read", keys(10));
      expect((await check()).text).toContain(`Attention: The API key ends on ${day(10)}. Make a new one`);
      instead("res.users.apikeys/search_read", keys(null));
      expect((await check()).text).toContain("does not end by itself");
    });
    test("several keys: the next end is known, which key it is is not", async () => {
      instead("res.users.apikeys/search_read", keys(60, 8, -2));
      expect((await check()).text).toContain(`Attention: Of this user's 3 API keys the next one ends on ${day(8)}; which of them is used here cannot be read.`);
    });
    test("not readable: counted from the first use, a warning from day 80, and a new key counts anew", async () => {
      instead("res.users.apikeys/search_read", { problem: denied });
      let kept = "";
      const on = (days: number, key = "sandbox-odoo-key") => {
        const call = callTo(front.url, { pace: 0, now: new Date(NOW.getTime() + days * DAY_MS), fields: { key, key_seen: kept } });
        return odooChannel().check({ ...call, keep: (name, value) => void (kept = name === "key_seen" ? value : kept) });
      };
      expect((await on(0)).text).toContain(`cannot be read; it has been used here since ${day(0)}`);
      expect(kept).not.toContain("sandbox-odoo-key");
      expect((await on(79)).text).not.toContain("Attention");
      expect((await on(80)).text).toContain("Attention: When the API key ends cannot be read");
      const user = twin.store.users.find(({ login }) => login === "billing");
      Object.assign(user ?? {}, { key: "sandbox-next-key" });
      expect((await on(81, "sandbox-next-key")).text).toContain(`since ${day(81)}`);
    });
  });
});

test("K9 a self-signed certificate: a sentence with what to do, and no credentials", async () => {
  let asked = 0;
  const server = createServer(SELF_SIGNED, (_request, response) => {
    asked += 1;
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { ok, text } = await odooChannel().check(callTo(`https://127.0.0.1:${(server.address() as AddressInfo).port}`));
  server.close();
  expect(ok).toBe(false);
  expect(text).toMatch(/^Stopped at server\. .*self-signed.*certificates that this computer trusts/);
  expect(asked).toBe(0);
});
