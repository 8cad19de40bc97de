import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { odooChannel } from "../../../src/integrations/odoo/channel";
import { readAddress } from "../../../src/integrations/odoo/address";
import { startOdooTwin, odooSeed, type OdooTwin } from "../../../src/sandbox/odoo/twin";
import { attemptOf, callTo, invoiceFor, twinWithCustomers, VERSIONS, type Fields } from "./kit";

describe.each(VERSIONS)("O1 Test connection, Odoo %s", (version) => {
  let twin: OdooTwin;
  beforeAll(async () => {
    twin = await twinWithCustomers(version);
  });
  afterAll(() => twin.close());
  const check = (fields: Fields = {}) => odooChannel().check(callTo(twin.url, { fields }));

  test("all is well: who, company, currency, taxes to choose from", async () => {
    const { ok, text } = await check();
    expect(ok).toBe(true);
    for (const part of [version === "19" ? "JSON-2" : "XML-RPC", "Billing User", "Sandbox Studio", "EUR", "1 = 15%", "Default tax: none"]) expect(text).toContain(part);
    expect((await check({ tax: "1" })).text).toContain("Default tax: 15%");
  });
  test("not set up is neither good nor bad", async () => {
    for (const key of ["url", "database", "user", "key"] as const) expect((await check({ [key]: " " })).ok).toBeNull();
  });
  test.each([
    ["a wrong key", { key: "wrong-secret" }, "API key"],
    ["a wrong database", { database: "nodb" }, "database name"],
    ["nobody there", { url: "http://127.0.0.1:9" }, "address is right"],
    ["no address", { url: "odoo" }, "not a web address"],
    ["no encryption", { url: "http://odoo.example" }, "https://"],
    ["a password in the address", { url: "https://me:secret@odoo.example" }, "fields of their own"],
    ["an unknown tax", { tax: "99" }, "1 = 15%"],
    ["a user without rights", { user: "lowly", key: "sandbox-lowly-key" }, "Invoicing"],
  ])("%s in plain words", async (_name, fields, words) => {
    const { ok, text } = await check(fields);
    expect(ok).toBe(false);
    expect(text).toContain(words);
    for (const secret of ["wrong-secret", "me:secret", "sandbox-odoo-key", "Traceback"]) expect(text).not.toContain(secret);
  });
  test("the Invoicing app is missing", async () => {
    const bare = await startOdooTwin({ version, seed: odooSeed({ invoicing: false }) });
    expect(await odooChannel().check(callTo(bare.url))).toMatchObject({ ok: false, text: expect.stringContaining("install the app Invoicing") as string });
    await bare.close();
  });
  test("a web page instead of Odoo", async () => {
    twin.inject({ on: version === "19" ? "/web/version" : "common/authenticate", times: 9, execute: false, answer: { status: 502, html: "<html><body>down</body></html>" } });
    const { ok, text } = await check();
    twin.clearFaults();
    expect(ok).toBe(false);
    expect(text).toContain("502");
  });
});

test("O1 a hosted plan without access for programs is named", async () => {
  const call = callTo("https://mycompany.odoo.com");
  const body = new TextEncoder().encode("<html><body>no</body></html>");
  const asked: string[] = [];
  const http = {
    request: (request: { url: string }) => {
      asked.push(request.url);
      return Promise.resolve({ status: 503, headers: {}, body });
    },
  };
  expect(await odooChannel().check({ ...call, http })).toMatchObject({ ok: false, text: expect.stringContaining("Custom plan") as string });
  expect(new Set(asked)).toEqual(new Set(["https://mycompany.odoo.com/web/version"]));
});

test("O1 addresses as people copy them", () => {
  expect(readAddress(" https://x.odoo.com/odoo/accounting ")).toEqual({ origin: "https://x.odoo.com", path: "" });
  expect(readAddress("https://x.odoo.com/web#id=3")).toEqual({ origin: "https://x.odoo.com", path: "" });
  expect(readAddress("https://x.example/erp/")).toEqual({ origin: "https://x.example", path: "/erp" });
  expect(readAddress("http://localhost:8069")).toEqual({ origin: "http://localhost:8069", path: "" });
  expect(readAddress("ftp://x.example")).toHaveProperty("why");
});

describe.each(VERSIONS)("M7 policy facts from Odoo %s", (version) => {
  let twin: OdooTwin;
  beforeAll(async () => {
    twin = await twinWithCustomers(version);
  });
  afterAll(() => twin.close());
  const facts = (name: string, more: Parameters<typeof invoiceFor>[2] = {}) => odooChannel().operations["draft_invoice"]?.facts(invoiceFor(twin, name, more), callTo(twin.url));

  test("known payee: a posted transaction of the company in 90 days, contacts included", async () => {
    expect(await facts("Northwind Studio")).toEqual({ money: { amount: "225.50", currency: "EUR" }, payee: expect.stringMatching(/^odoo:\d+$/) as string, known_payee: true, unreadable: null, signs: [] });
    expect(await facts("Anna North")).toMatchObject({ known_payee: true });
    expect(await facts("Quiet Garden")).toMatchObject({ known_payee: false });
  });
  test("an older transaction does not count", async () => {
    const old = await twinWithCustomers(version, { moves: [{ partner: "Northwind Studio", move_type: "out_invoice", name: "INV/2026/00001", date: "2026-08-20", amount: "60" }] });
    expect(await odooChannel().operations["draft_invoice"]?.facts(invoiceFor(old, "Northwind Studio"), callTo(old.url))).toMatchObject({ known_payee: false });
    await old.close();
  });
  test("looks like an earlier invoice: same reference, or same customer and amount", async () => {
    expect(await facts("Northwind Studio", { po_number: "PO-77" })).toMatchObject({ signs: [{ text: expect.stringContaining("INV/2026/00041") as string, fraud: false }] });
    const same = { lines: [{ description: "x", quantity: "1", unit_price: "60.00" }], total_amount: "60.00" };
    expect(await facts("Anna North", same)).toMatchObject({ signs: [{ text: expect.stringContaining("same customer and amount") as string }] });
    expect(await facts("Quiet Garden", same)).toMatchObject({ signs: [] });
    expect(await facts("Northwind Studio", { ...same, currency: "USD" })).toMatchObject({ signs: [] });
  });
  test("a new payee is not known; what cannot be read is said", async () => {
    expect(await facts("Northwind Studio", { partner: { kind: "new", action: "partner-1", name: "New" } })).toMatchObject({ known_payee: false, unreadable: null });
    expect(await facts("Northwind Studio", { partner: { kind: "unresolved", name: "Who" } })).toMatchObject({ known_payee: null, unreadable: expect.stringContaining("Who") as string });
    expect(await facts("Northwind Studio", { partner: { kind: "known", id: 9999, name: "Gone" } })).toMatchObject({ known_payee: null, unreadable: expect.stringContaining("9999") as string });
    expect(await odooChannel().operations["draft_invoice"]?.facts(invoiceFor(twin, "Northwind Studio"), callTo("http://127.0.0.1:9"))).toMatchObject({ known_payee: null, unreadable: expect.any(String) as string });
  });
  test("K2 a rehearsal says what would happen, or why Odoo would refuse", async () => {
    const draft = odooChannel().operations["draft_invoice"];
    const rehearse = (more: Parameters<typeof invoiceFor>[2]) => draft?.rehearse(invoiceFor(twin, "Northwind Studio", more), attemptOf("invoice-1"), callTo(twin.url));
    expect(await rehearse({})).toEqual({ ok: true, findings: ["Would create one draft invoice over 225.50 EUR with 2 line(s), tax: none."] });
    expect(await rehearse({ currency: "GBP" })).toMatchObject({ ok: false, findings: [expect.stringContaining("GBP is not active")] });
    expect(await rehearse({ partner: { kind: "new", action: "partner-1", name: "New" } })).toMatchObject({ ok: true, findings: [expect.stringContaining("created first"), expect.any(String)] });
    expect(twin.calls.filter((call) => call.write)).toEqual([]);
  });
});
