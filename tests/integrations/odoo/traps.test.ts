/**
 * The traps of odoo-await that concern what is said and what is kept: one test each. Those of the wire itself - no deadline, a dropped base
 * path, a hidden HTTP status, rejects that are plain strings - are in xmlrpc.test.ts, parallel logins in session.test.ts.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { findByAction } from "../../../src/integrations/odoo/external-id";
import { sessions } from "../../../src/integrations/odoo/session";
import { askXml, connectXml, understood } from "../../../src/integrations/odoo/xmlrpc";
import { attemptOf, callTo, invoiceFor, nothingToRemember, NOW, twinWithCustomers, VERSIONS } from "./kit";

describe.each(VERSIONS)("O4 external ids, Odoo %s", (version) => {
  test("its create makes the record, then its id, in two calls: ours is one, and none is ever made without an id", async () => {
    const twin = await twinWithCustomers(version);
    const { draft_invoice, create_partner } = odooChannel().operations;
    const call = callTo(twin.url, { may_write: true, pace: 0 });
    await draft_invoice?.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), call, nothingToRemember);
    await create_partner?.perform({ name: "Blue Door", email: null, is_company: true }, attemptOf("partner-1"), call, nothingToRemember);
    const created = twin.calls.filter(({ write, method }) => write && method !== "message_post");
    expect(created.map(({ model, method }) => `${model}/${method}`)).toEqual(["account.move/load", "res.partner/load"]);
    const named = new Set(twin.store.rows("ir.model.data").map((row) => `${String(row["model"] === "account.move")}${Number(row["res_id"])}`));
    for (const { args } of created) expect(args["fields"]).toContain("id");
    expect(named.size).toBeGreaterThan(1);
    await twin.close();
  });

  test("its searchByExternalId ignores the module: somebody else's record of the same name is not ours", async () => {
    const twin = await twinWithCustomers(version);
    const [move] = twin.store.rows("account.move");
    twin.store.insert("ir.model.data", { module: "another_program", name: "invoice-1", model: "account.move", res_id: move?.id ?? 0 });
    const odoo = await sessions()(callTo(twin.url));
    expect(await findByAction(odoo, "invoice-1", "account.move")).toBeNull();
    const outcome = await odooChannel().operations["draft_invoice"]?.perform(invoiceFor(twin, "Northwind Studio"), attemptOf("invoice-1"), callTo(twin.url, { may_write: true }), nothingToRemember);
    expect(outcome).toMatchObject({ kind: "done" });
    if (outcome?.kind === "done") expect(outcome.receipt.id).not.toBe(String(move?.id));
    await twin.close();
  });

  test("an id of ours that stands on a record of another model is none", async () => {
    const twin = await twinWithCustomers(version);
    twin.store.insert("ir.model.data", { module: "autonomous_employee", name: "invoice-1", model: "res.partner", res_id: 1 });
    expect(await findByAction(await sessions()(callTo(twin.url)), "invoice-1", "account.move")).toBeNull();
    await twin.close();
  });
});

describe("K3 a fault for a method that returns nothing, after it was committed", () => {
  const fault = (text: string) => understood(Object.assign(new Error("XML-RPC fault"), { faultCode: 1, faultString: text }), "https://odoo.example", NOW);
  const NONE = "Traceback (most recent call last):\n  [frames trimmed]\nTypeError: cannot marshal None unless allow_none is enabled\n";
  test("counts as done", () => {
    expect(fault(NONE)).toEqual({ value: null });
  });
  test("only that very exception does: the words inside another one do not", () => {
    expect(fault(NONE.replace("TypeError", "odoo.exceptions.UserError"))).toMatchObject({ signal: { kind: "fault" } });
    expect(fault(`Traceback (most recent call last):\n  x\nValueError: about "TypeError: cannot marshal None"\n`)).toMatchObject({ signal: { kind: "fault", exception: "ValueError" } });
    expect(fault("TypeError: cannot marshal None unless allow_none is enabled")).toMatchObject({ signal: { kind: "fault" } });
  });
});

describe("O1 what the package makes of an answer", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });
  /** A server that answers every call with this value, written by hand. */
  async function decoded(value: string): Promise<unknown> {
    const made = createServer((request, response) => {
      request.resume();
      const login = request.url?.endsWith("/common");
      const answer = login ? "<value><int>8</int></value>" : value;
      response.writeHead(200, { "content-type": "text/xml" }).end(`<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n${answer}\n</param>\n</params>\n</methodResponse>\n`);
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
    const session = await connectXml(callTo(url), { origin: url, path: "" }, { url, database: "d", user: "u", key: "k" }, 2_000);
    if ("signal" in session) throw new Error("the login failed");
    const result = await askXml(callTo(url), session, "res.partner", "search_read", { domain: [] }, 2_000);
    return "value" in result ? result.value : result.signal;
  }
  const VALUES: [string, string, unknown][] = [
    ["no, which is not zero", "<value><boolean>0</boolean></value>", false],
    ["yes, which is not one", "<value><boolean>1</boolean></value>", true],
    ["nothing", "<value><nil/></value>", null],
    ["a whole number", "<value><int>-42</int></value>", -42],
    ["a number with decimals", "<value><double>225.5</double></value>", 225.5],
    ["a number in exponents, as Python writes small ones", "<value><double>1e-05</double></value>", 0.00001],
    ["an empty text, which is not nothing", "<value><string></string></value>", ""],
    ["blanks at both ends", "<value><string>  a  </string></value>", "  a  "],
    ["a text that looks like a number", "<value><string>007</string></value>", "007"],
    ["a text without a type", "<value>plain</value>", "plain"],
    ["entities, once and not twice", "<value><string>a &amp;amp; b &lt;c&gt; &quot;d&quot; &#233;</string></value>", 'a &amp; b <c> "d" é'],
    ["CDATA", "<value><string><![CDATA[<b>&amp;</b>]]></string></value>", "<b>&amp;</b>"],
    ["an empty list", "<value><array><data>\n</data></array></value>", []],
    ["lists in lists", "<value><array><data><value><array><data><value><int>7</int></value><value><string>EUR</string></value></data></array></value><value><boolean>0</boolean></value></data></array></value>", [[7, "EUR"], false]],
    ["a record with an empty link", "<value><struct><member><name>partner_id</name><value><boolean>0</boolean></value></member></struct></value>", { partner_id: false }],
  ];
  test.each(VALUES)("%s", async (_name, xml, value) => {
    expect(await decoded(xml)).toEqual(value);
  });
  test.each([
    ["a half number", "<value><int>x</int></value>"],
    ["a boolean that is neither", "<value><boolean>2</boolean></value>"],
    ["an unknown type", "<value><money>5</money></value>"],
    ["two values", "<value><int>1</int></value></param><param><value><int>2</int></value>"],
  ])("%s is no answer, never a guess", async (_name, xml) => {
    expect(await decoded(xml)).toMatchObject({ kind: "foreign" });
  });
});
