/** The session with Odoo: one login, the company and language of every call, and what stands between us and Odoo on a real network. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Call } from "../../../src/channel";
import { nodeHttp } from "../../../src/host/node/http";
import { HOSTED_GAP_MS, oneByOne } from "../../../src/integrations/odoo/pace";
import { mayCreate } from "../../../src/integrations/odoo/records";
import { sessions } from "../../../src/integrations/odoo/session";
import { readAddress } from "../../../src/integrations/odoo/address";
import { untrusted } from "../../../src/integrations/odoo/front";
import { failureOf } from "../../../src/integrations/odoo/catalogue";
import type { OdooTwin } from "../../../src/sandbox/odoo/twin";
import { startFront, type Front } from "./front-server";
import { callTo, NOW, twinWithCustomers, VERSIONS, type Fields } from "./kit";

const PARTNERS = { domain: [], fields: ["name"], limit: 1 };

describe.each(VERSIONS)("O1 the session with Odoo %s", (version) => {
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
  const names = (): string[] => front.passed.map(({ name }) => name);
  const logins = (): number => names().filter((name) => name === (version === "19" ? "res.users/context_get" : "common/authenticate")).length;
  const to = (fields: Fields = {}, more: Parameters<typeof callTo>[1] = {}): Call => callTo(front.url, { ...more, fields });

  test("many at the same time log in once", async () => {
    const connect = sessions();
    const call = to();
    await Promise.all([1, 2, 3, 4, 5].map(async () => (await connect(call)).ask("res.partner", "search_read", PARTNERS)));
    await (await connect(call)).ask("res.partner", "search_read", PARTNERS);
    expect(names().filter((name) => name === "/web/version")).toHaveLength(1);
    expect(logins()).toBe(1);
    expect(names().filter((name) => name === "res.partner/search_read")).toHaveLength(6);
  });

  test("another key is another login; the same key is not", async () => {
    const connect = sessions();
    for (const key of ["sandbox-odoo-key", "sandbox-odoo-key", "sandbox-lowly-key"]) {
      const user = key === "sandbox-odoo-key" ? "billing" : "lowly";
      expect((await (await connect(to({ key, user }))).who()).login).toBe(user);
    }
    expect(logins()).toBe(2);
  });

  test("a refused key ends the session: the next call logs in anew", async () => {
    const connect = sessions();
    await (await connect(to())).ask("res.partner", "search_read", PARTNERS);
    const user = twin.store.users.find(({ login }) => login === "billing");
    Object.assign(user ?? {}, { key: "renewed" });
    await expect((await connect(to())).ask("res.partner", "search_read", PARTNERS)).rejects.toMatchObject({ failure: "authentication" });
    expect(await (await connect(to({ key: "renewed" }))).ask("res.partner", "search_read", PARTNERS)).toHaveLength(1);
  });

  test("language and company go with every call, whatever the user's own are", async () => {
    const odoo = await sessions()(to());
    await odoo.ask("res.partner", "search_read", PARTNERS);
    await odoo.ask("res.currency", "search_read", { domain: [], fields: ["name"], context: { active_test: false } });
    const company = (await odoo.company()).id;
    const asked = front.passed.filter(({ name }) => /^res\.(partner|currency)\//.test(name));
    expect(asked.map(({ context }) => context)).toEqual([
      { lang: "en_US", allowed_company_ids: [company] },
      { lang: "en_US", allowed_company_ids: [company], active_test: false },
    ]);
    for (const { name, context } of front.passed.filter(({ name }) => name.startsWith("res.users") || name.startsWith("res.company"))) expect([name, context]).toEqual([name, { lang: "en_US" }]);
  });

  describe("a user of several companies", () => {
    let second = 0;
    beforeEach(() => {
      const [first] = twin.store.rows("res.company");
      second = twin.store.insert("res.company", { ...first, name: "Second Studio" }).id;
      const user = twin.store.rows("res.users").find(({ login }) => login === "billing");
      Object.assign(user ?? {}, { company_ids: [first?.id ?? 0, second] });
    });

    test("K6 without a choice nothing is asked or sent, and the choices are named", async () => {
      const odoo = await sessions()(to({}, { may_write: true }));
      const before = names().length;
      await expect(odoo.ask("account.move", "load", { fields: [], data: [] })).rejects.toMatchObject({ consequence: "refused", problem: { cause: expect.stringMatching(/several companies.*\d+ = Sandbox Studio, \d+ = Second Studio/s) as string } });
      expect(names().slice(before).filter((name) => name.startsWith("account."))).toEqual([]);
    });
    test("the chosen one goes with every call", async () => {
      const odoo = await sessions()(to({ company: String(second) }));
      expect((await odoo.company()).name).toBe("Second Studio");
      await odoo.ask("res.partner", "search_read", PARTNERS);
      expect(front.passed.at(-1)?.context["allowed_company_ids"]).toEqual([second]);
    });
    test("one that is not allowed is refused with those that are", async () => {
      const odoo = await sessions()(to({ company: "99" }));
      await expect(odoo.ask("res.partner", "search_read", PARTNERS)).rejects.toMatchObject({ failure: "validation", problem: { cause: expect.stringContaining('"99"') as string, next: expect.stringContaining("settings") as string } });
    });
    test("the owner's choice counts at once", async () => {
      const connect = sessions();
      const [first] = twin.store.rows("res.company");
      expect((await (await connect(to({ company: String(first?.id) }))).company()).name).toBe("Sandbox Studio");
      expect((await (await connect(to({ company: String(second) }))).company()).name).toBe("Second Studio");
    });
  });

  test("behind a base path, however the address was copied", async () => {
    const proxy = await startFront(twin.url, version, "/erp-base");
    for (const copied of ["", "/", "/web", "/web#id=3&model=res.partner", "/web/login?db=x", "/odoo", "/odoo/action-12/3"]) {
      const odoo = await sessions()(callTo(`${proxy.url}${copied}`));
      expect(await odoo.ask("res.partner", "search_read", PARTNERS)).toHaveLength(1);
      expect(odoo.url).toBe(proxy.url);
    }
    expect(proxy.passed.every(({ path }) => path.startsWith("/erp-base/"))).toBe(true);
    await proxy.close();
  });

  const NO_ODOO: [string, () => ReturnType<Front["answer"]>, RegExp][] = [
    ["a login page with 200", () => ({ page: { status: 200 } }), /web page instead of data/],
    ["a captive portal", () => ({ page: { status: 302, headers: { location: "https://portal.example/login?to=x" } } }), /leads on to https:\/\/portal\.example, which is not followed/],
    ["a redirect to https", () => ({ page: { status: 301, headers: { location: "https://127.0.0.1/web/version" } } }), /enter https:\/\/127\.0\.0\.1 as its address/],
    ["a proxy with a login of its own", () => ({ page: { status: 401 } }), /a login of its own/],
    ["a firewall", () => ({ page: { status: 403 } }), /firewall/],
    ["a proxy whose Odoo is down", () => ({ page: { status: 502 } }), /502.*gives no answer/],
    ["JSON of something else", () => ({ page: { status: 200, headers: { "content-type": "application/json" }, body: '{"hello":"world"}' } }), /data that Odoo did not write/],
  ];
  test.each(NO_ODOO)("K9 %s: said as what it is, and the key is never sent there", async (_name, answer, words) => {
    front.answer = answer;
    await expect(sessions()(to({}, { pace: 0 }))).rejects.toMatchObject({ failure: "transient", consequence: "busy", message: expect.stringMatching(words) as string });
    expect(JSON.stringify(front.passed.map(({ headers, args }) => [headers, args]))).not.toContain("sandbox-odoo-key");
  });

  if (version === "16") {
    test.each([400, 405, 410, 501])("O1 a server that answers %i to the question for its version is asked over XML-RPC", async (status) => {
      front.answer = ({ name }) => (name === "/web/version" ? { page: { status } } : null);
      const odoo = await sessions()(to());
      expect([odoo.wire, odoo.version]).toEqual(["xmlrpc", 16]);
      await mayCreate(odoo, "account.move");
      expect(names().filter((name) => /access/.test(name))).toEqual(["account.move/check_access_rights"]);
    });
  }

  test("429 is `not now`: nothing happened, later, and not before it was allowed", async () => {
    const odoo = await sessions()(to({}, { may_write: true, pace: 0 }));
    await odoo.company();
    front.answer = () => ({ page: { status: 429, headers: { "retry-after": "7" } } });
    await expect(odoo.ask("account.move", "load", { fields: [], data: [] })).rejects.toMatchObject({ consequence: "busy", retry_after_ms: 7_000 });
    expect(names().filter((name) => name === "account.move/load")).toHaveLength(1);
    const slept: number[] = [];
    const patient = await sessions()(to({}, { slept, pace: 0 })).catch((error: unknown) => error);
    expect(patient).toMatchObject({ retry_after_ms: 7_000 });
    // The clock of this call stands still: the gap between two requests is slept besides.
    expect(Math.min(...slept.filter((ms) => ms !== HOSTED_GAP_MS))).toBeGreaterThanOrEqual(7_000);
  });

  test("a server that has said 429 once is asked one by one, a second apart, whatever its name is", async () => {
    const connect = sessions();
    const slept: number[] = [];
    const call = to({}, { slept, pace: 0 });
    const odoo = await connect(call);
    await odoo.company();
    const together = async (): Promise<number> => {
      front.together = 0;
      await Promise.all([1, 2, 3, 4].map(() => odoo.ask("res.partner", "search_read", PARTNERS)));
      return front.together;
    };
    expect(await together()).toBeGreaterThan(1);
    expect(slept).toEqual([]);
    let said = false;
    front.answer = () => (said ? null : ((said = true), { page: { status: 429 } }));
    await (await connect(call)).ask("res.partner", "search_read", PARTNERS);
    slept.length = 0;
    expect(await together()).toBe(1);
    expect(slept.filter((ms) => ms === HOSTED_GAP_MS)).toHaveLength(4);
  });

});

describe("O1 hosted by Odoo: one request a second, never two at once", () => {
  /** A network in which time passes only by sleeping. */
  function slow() {
    let now = NOW.getTime();
    let open = 0;
    const seen = { together: 0, starts: [] as number[] };
    const http = nodeHttp();
    const call = (given: Partial<Call> = {}): Call => ({
      ...callTo("https://mycompany.odoo.com"),
      now: () => new Date(now),
      sleep: async (ms) => {
        await Promise.resolve();
        now += ms;
      },
      http: {
        request: async (request) => {
          if (!request.url.includes("odoo.com")) return http.request(request);
          open += 1;
          seen.together = Math.max(seen.together, open);
          seen.starts.push(now);
          await new Promise((resolve) => setTimeout(resolve, 1));
          now += 300;
          open -= 1;
          const body = request.url.endsWith("/web/version") ? { version_info: [19, 0] } : answers(request.url);
          return { status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) };
        },
      },
      ...given,
    });
    return { call, seen, pass: (ms: number) => (now += ms) };
  }
  function answers(url: string): unknown {
    if (url.endsWith("context_get")) return { uid: 2 };
    if (url.endsWith("res.users/read")) return [{ id: 2, name: "B", login: "billing", company_ids: [1] }];
    if (url.endsWith("res.company/read")) return [{ id: 1, name: "C", currency_id: [1, "EUR"] }];
    return [];
  }

  test("many asks at the same time go one after the other, a second apart", async () => {
    const { call, seen } = slow();
    const odoo = await sessions()(call());
    await Promise.all([1, 2, 3, 4].map(() => odoo.ask("res.partner", "search_read", { domain: [] })));
    expect(seen.together).toBe(1);
    expect(seen.starts.length).toBeGreaterThanOrEqual(8);
    const gaps = seen.starts.slice(1).map((at, index) => at - (seen.starts[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(HOSTED_GAP_MS);
  });
  test("who waits long enough does not wait again", async () => {
    const { call, seen, pass } = slow();
    const odoo = await sessions()(call());
    await odoo.company();
    pass(60_000);
    const before = seen.starts.at(-1) ?? 0;
    await odoo.ask("res.partner", "search_read", { domain: [] });
    expect((seen.starts.at(-1) ?? 0) - before).toBeLessThan(62_000);
  });
  test("called off while it waits in the line: nothing was sent, and the next one goes on", async () => {
    const { call } = slow();
    const turn = oneByOne(HOSTED_GAP_MS);
    const stop = new AbortController();
    let began = 0;
    const first = turn(call(), async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    const second = turn(call({ signal: stop.signal }), () => Promise.resolve((began += 1)));
    const third = turn(call(), () => Promise.resolve("went on"));
    stop.abort();
    await first;
    await expect(second).rejects.toMatchObject({ consequence: "busy" });
    expect(await third).toBe("went on");
    expect(began).toBe(0);
  });
});

describe("K9 no trusted connection is said with what puts it right", () => {
  test.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /self-signed/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /self-signed/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /authority/],
    ["CERT_HAS_EXPIRED", /not valid at this time/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /another name/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /port/],
    ["EPROTO", /port/],
    ["SOMETHING_NEW", /encrypted/],
  ])("%s", (code, words) => {
    const failure = failureOf(untrusted(code), true);
    expect(failure).toMatchObject({ consequence: "busy", problem: { code: "ODOO_CONNECTION_ERROR" } });
    expect(failure.problem.cause).toMatch(words);
    expect(failure.message).not.toMatch(/ignore|disable|rejectUnauthorized/i);
  });
});

describe("O1 addresses", () => {
  test.each([
    ["https://x.odoo.com/odoo/accounting", "https://x.odoo.com", ""],
    ["https://x.odoo.com/web#id=3", "https://x.odoo.com", ""],
    ["https://X.example:8443//erp//", "https://x.example:8443", "/erp"],
    ["https://x.example/erp/odoo-live", "https://x.example", "/erp/odoo-live"],
    ["https://x.example/erp/odoo/action-3/12", "https://x.example", "/erp"],
    ["https://x.example/odoo/web", "https://x.example", "/odoo"],
    ["https://x.example/odoo/odoo/contacts", "https://x.example", "/odoo"],
    ["https://x.example/erp/xmlrpc/2/common", "https://x.example", "/erp"],
    ["https://x.example/jsonrpc", "https://x.example", ""],
    ["http://[::1]:8069/", "http://[::1]:8069", ""],
  ])("%s", (text, origin, path) => {
    expect(readAddress(text)).toEqual({ origin, path });
  });
  test.each(["odoo.example.com:8069", "odoo.example.com", "http://odoo.example.com", "http://127.0.0.1.example.com", "https://me:pw@odoo.example", "javascript:alert(1)", ""])("%s is refused with a sentence", (text) => {
    const read = readAddress(text);
    expect("why" in read && read.why).toMatch(/^The Odoo address .*\.$/);
    expect(JSON.stringify(read)).not.toContain("pw");
  });
});
