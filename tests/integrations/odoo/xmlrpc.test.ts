/** One test per trap of the package odoo-await that concerns us. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { askXml, connectXml, understood } from "../../../src/integrations/odoo/xmlrpc";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { odooSeed, startOdooTwin } from "../../../src/sandbox/odoo/twin";
import { attemptOf, callTo, CUSTOMERS, invoiceFor, NOW, nothingToRemember, twinWithCustomers } from "./kit";

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}
const login = (url: string, key = "k") => ({ url, database: "sandbox", user: "billing", key });

describe("O1 traps of odoo-await", () => {
  test("it has no timeout: ours ends the wait, and the outcome is unknown", async () => {
    let ended = 0;
    const url = await serve((request) => request.socket.on("close", () => (ended += 1)));
    const began = Date.now();
    const session = await connectXml(callTo(url), { origin: url, path: "" }, login(url), 60);
    expect(session).toMatchObject({ signal: { kind: "lost" } });
    expect(Date.now() - began).toBeLessThan(10_000);
    // The connection does not stay behind either.
    await expect.poll(() => ended).toBe(1);
  });

  test("a call that was called off is not waited for, and none is begun after", async () => {
    const twin = await twinWithCustomers("16");
    const stop = new AbortController();
    const call = callTo(twin.url, { signal: stop.signal });
    const session = await connectXml(call, { origin: twin.url, path: "" }, login(twin.url, "sandbox-odoo-key"), 5_000);
    if ("signal" in session) throw new Error("the login failed");
    twin.inject({ on: "res.partner/search_read", answer: "never" });
    const waiting = askXml(call, session, "res.partner", "search_read", { domain: [] }, 60_000);
    stop.abort();
    expect(await waiting).toMatchObject({ signal: { kind: "lost" } });
    const before = twin.calls.length;
    expect(await askXml(call, session, "res.partner", "search_read", { domain: [] }, 60_000)).toMatchObject({ signal: { kind: "not_sent" } });
    expect(twin.calls).toHaveLength(before);
    await twin.close();
  });

  test("it drops the path of its address: we put it back", async () => {
    for (const version of ["16", "19"] as const) {
      const twin = await startOdooTwin({ version, base: "/erp/odoo-live", seed: odooSeed(CUSTOMERS) });
      const draft = odooChannel().operations["draft_invoice"];
      const outcome = await draft?.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(`${twin.url}/`, { may_write: true }), nothingToRemember);
      expect(outcome).toMatchObject({ kind: "done" });
      await twin.close();
    }
  });

  test("it keeps connections: a write never begins on one that the server may just be closing", async () => {
    const twin = await twinWithCustomers("16");
    const session = await connectXml(callTo(twin.url), { origin: twin.url, path: "" }, login(twin.url, "sandbox-odoo-key"), 2_000);
    if ("signal" in session) throw new Error("the login failed");
    for (let round = 0; round < 3; round += 1) {
      expect(await askXml(callTo(twin.url), session, "res.partner", "search_read", { domain: [] }, 2_000)).toHaveProperty("value");
      const { port, store } = twin;
      await twin.close();
      const again = await startOdooTwin({ version: "16", port, seed: store.seed });
      expect(await askXml(callTo(twin.url), session, "res.partner", "load", { fields: ["id", "name"], data: [["x.y", "Z"]] }, 2_000)).toMatchObject({ value: { ids: [4] } });
      await again.close();
      Object.assign(twin, await startOdooTwin({ version: "16", port, seed: store.seed }));
    }
    await twin.close();
  });

  test("it hides the HTTP status: a page is something in front of Odoo, with its status", async () => {
    for (const status of [404, 500, 502, 303]) {
      const url = await serve((request, response) => {
        request.resume();
        response.writeHead(status, { "content-type": "text/html" }).end("<html><body>no Odoo <br> here</body></html>");
      });
      const session = await connectXml(callTo(url), { origin: url, path: "" }, login(url), 2_000);
      expect(session).toMatchObject({ signal: { kind: "foreign", status } });
      server?.close();
    }
  });

  test("it rejects with a plain string for a wrong login", async () => {
    const twin = await twinWithCustomers("16");
    expect(await connectXml(callTo(twin.url), { origin: twin.url, path: "" }, login(twin.url, "wrong"), 2_000)).toMatchObject({ signal: { kind: "login" } });
    await twin.close();
  });

  test("a refused connection is never sent, a cut one may be", async () => {
    const twin = await twinWithCustomers("16");
    const session = await connectXml(callTo(twin.url), { origin: twin.url, path: "" }, login(twin.url, "sandbox-odoo-key"), 2_000);
    if ("signal" in session) throw new Error("the login failed");
    twin.inject({ on: "account.move/load", answer: "cut" });
    expect(await askXml(callTo(twin.url), session, "account.move", "load", { fields: ["id"], data: [] }, 2_000)).toMatchObject({ signal: { kind: "lost" } });
    await twin.close();
    expect(await askXml(callTo(twin.url), session, "account.move", "load", { fields: ["id"], data: [] }, 2_000)).toMatchObject({ signal: { kind: "not_sent" } });
  });

  test("half an answer neither hangs nor counts", async () => {
    const twin = await twinWithCustomers("16");
    const session = await connectXml(callTo(twin.url), { origin: twin.url, path: "" }, login(twin.url, "sandbox-odoo-key"), 2_000);
    if ("signal" in session) throw new Error("the login failed");
    twin.inject({ on: "res.partner/search_read", answer: "half" });
    const result = await askXml(callTo(twin.url), session, "res.partner", "search_read", { domain: [] }, 400);
    expect(result).toHaveProperty("signal");
    expect(result).not.toMatchObject({ signal: { kind: "not_sent" } });
    await twin.close();
  });

  test("its errors hold the request with the key: nothing of them is passed on", async () => {
    const twin = await twinWithCustomers("16");
    const session = await connectXml(callTo(twin.url), { origin: twin.url, path: "" }, login(twin.url, "sandbox-odoo-key"), 2_000);
    if ("signal" in session) throw new Error("the login failed");
    const result = await askXml(callTo(twin.url), session, "no.model", "search_read", { domain: [] }, 2_000);
    expect(JSON.stringify(result)).not.toContain("sandbox-odoo-key");
    expect(Object.keys(result)).toEqual(["signal"]);
    await twin.close();
  });

  test("the exception is the line after the last frame, not the last line", () => {
    const text = 'Traceback (most recent call last):\n  File "x.py", line 1, in y\n    z()\npsycopg2.errors.UniqueViolation: duplicate key\nDETAIL:  Key (a)=(b) already exists.\n';
    const error = Object.assign(new Error("XML-RPC fault"), { faultCode: 1, faultString: text });
    expect(understood(error, "https://odoo.example", NOW)).toMatchObject({ signal: { kind: "fault", exception: "psycopg2.errors.UniqueViolation" } });
  });

  test("text with markup and line breaks arrives as it is", async () => {
    const twin = await twinWithCustomers("16");
    const description = 'a < b && "c" <![CDATA[x]] > é 漢 😀\nsecond line';
    const draft = odooChannel().operations["draft_invoice"];
    const invoice = invoiceFor(twin, "Northwind Studio", { lines: [{ description, quantity: "1", unit_price: "10.00" }], total_amount: "10.00" });
    expect(await draft?.perform(invoice, attemptOf("invoice-1"), callTo(twin.url, { may_write: true }), nothingToRemember)).toMatchObject({ kind: "done" });
    expect(twin.store.rows("account.move.line").map((line) => line["name"])).toContain(description);
    await twin.close();
  });

  test("text cannot end its CDATA and become markup: it is stopped at the gate and on the wire", async () => {
    const twin = await twinWithCustomers("16");
    const evil = "x ]]> ]]></string></value></data></array></value></param><param><value><string>";
    const draft = odooChannel().operations["draft_invoice"];
    const invoice = invoiceFor(twin, "Northwind Studio", { lines: [{ description: evil, quantity: "1", unit_price: "10.00" }], total_amount: "10.00" });
    expect(draft?.parse(invoice)).toMatchObject({ ok: false, problems: [{ field: "line_items.0.description" }] });
    const session = await connectXml(callTo(twin.url), { origin: twin.url, path: "" }, login(twin.url, "sandbox-odoo-key"), 2_000);
    if ("signal" in session) throw new Error("the login failed");
    const before = twin.calls.length;
    for (const text of [evil, "\u0001", "\ud800"]) {
      await expect(askXml(callTo(twin.url), session, "res.partner", "search_read", { domain: [["name", "ilike", text]] }, 2_000)).rejects.toMatchObject({ consequence: "refused", problem: { code: "VALIDATION_ERROR" } });
    }
    expect(twin.calls).toHaveLength(before);
    await twin.close();
  });
});
