/**
 * Every recorded failure of a real server is answered to our own wire, over HTTP, and must mean what the recordings' catalogue says.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf, type Consequence, type OdooCode } from "../../../src/integrations/odoo/catalogue";
import { askJson2, type Result } from "../../../src/integrations/odoo/json2";
import { refusedLoad } from "../../../src/integrations/odoo/load";
import { askXml, connectXml } from "../../../src/integrations/odoo/xmlrpc";
import type { Call } from "../../../src/channel";
import { recording, sent, type Folder, type Recording } from "../../recordings/odoo/recording";
import { callTo } from "./kit";

/** Answers everything with one recorded answer; the login always works. */
let answer: Recording["response"];
let server: Server;
let call: Call;
let url: string;
const LOGIN = "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><int>8</int></value>\n</param>\n</params>\n</methodResponse>\n";

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const login = request.url?.endsWith("/common");
      response.writeHead(login ? 200 : answer.status, login ? { "content-type": "text/xml" } : answer.headers);
      response.end(login ? LOGIN : (sent(answer.body) ?? "null"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  call = callTo(url);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const login = () => ({ url, database: "x", user: "billing", key: "k" });

async function meant(folder: Folder, number: string): Promise<Result> {
  answer = recording(folder, number).response;
  if (folder === "19-json2") return askJson2(call, login(), "account.move", "load", {}, 5_000);
  const session = await connectXml(call, { origin: url, path: "" }, login(), 5_000);
  if ("signal" in session) throw new Error("the login failed");
  return askXml(call, session, "account.move", "load", {}, 5_000);
}

const NOTHING_DONE: [string, string][] = [
  ["083", "unknown external id"],
  ["102", "posted twice"],
  ["103", "deleting a posted invoice"],
  ["200", "unknown model"],
  ["201", "unknown method"],
  ["202", "unknown field, read"],
  ["203", "unknown field, domain"],
  ["204", "unknown field, create"],
  ["205", "bad date"],
  ["206", "bad price"],
  ["207", "bad selection"],
  ["209", "missing record"],
  ["210", "missing partner"],
  ["211", "no partner"],
  ["213", "inactive currency"],
  ["214", "no lines"],
  ["215", "negative total"],
  ["216", "partner without name"],
  ["220", "no rights to read"],
  ["221", "no rights to create"],
  ["222", "no rights to create partners"],
  ["223", "no rights on ir.model.data"],
  ["244", "private method"],
];

describe.each(["19-json2", "19-xmlrpc", "16-xmlrpc"] as const)("O5 K3 the error catalogue, %s", (folder) => {
  test.each(NOTHING_DONE)("%s %s: nothing happened", async (number) => {
    const result = await meant(folder, number);
    if (!("signal" in result)) throw new Error("it was taken for a success");
    const failure = failureOf(result.signal, true);
    expect(failure.consequence).toBe<Consequence>("refused");
    const rights = /^22|^244/.test(number);
    expect(failure.problem.code).toBe<OdooCode>(rights ? "AUTHENTICATION_ERROR" : "VALIDATION_ERROR");
    expect(failure.problem.cause).not.toContain("Traceback");
    expect([failure.problem.effect, failure.problem.next].every((text) => text.length > 10)).toBe(true);
  });

  test("230 232 a method that returns None is done", async () => {
    for (const number of ["230", "232"]) expect(await meant(folder, number)).toEqual({ value: null });
  });
  test("100 post answers false, and that is success", async () => {
    expect(await meant(folder, "100")).toEqual({ value: false });
  });
  test.each(["087", "104", "224", "250", "251"])("%s load refused inside a normal answer stays a value", async (number) => {
    const result = await meant(folder, number);
    expect(result).toMatchObject({ value: { ids: false } });
    if ("value" in result) expect(refusedLoad(result.value)).toMatchObject({ code: number === "087" || number === "251" ? "PARTNER_NOT_FOUND" : "VALIDATION_ERROR", effect: "Odoo refused it; nothing was changed." });
  });
  test("a wrong key pauses the channel", async () => {
    const result = await meant(folder, folder === "19-json2" ? "021" : "023");
    if (!("signal" in result)) throw new Error("it was taken for a success");
    expect(failureOf(result.signal, true)).toMatchObject({ consequence: "unauthorized", failure: "authentication", problem: { code: "AUTHENTICATION_ERROR" } });
  });
  test("a wrong database, or its server down, is no judgement about a write", async () => {
    const result = await meant(folder, folder === "19-json2" ? "022" : "024");
    if (!("signal" in result)) throw new Error("it was taken for a success");
    expect(failureOf(result.signal, true)).toMatchObject({ consequence: "unknown", problem: { code: "ODOO_CONNECTION_ERROR" } });
    expect(failureOf(result.signal, false)).toMatchObject({ consequence: "busy", failure: "transient" });
  });
});

describe("K3 what the table does not name is unknown", () => {
  test.each([500, 502, 503, 504, 409, 418, 404, 200, 303])("%i with a page instead of Odoo's JSON", async (status) => {
    answer = { status, headers: { "content-type": "text/html" }, body: "<!DOCTYPE html><html><body>something in front</body></html>" };
    const json = await askJson2(call, login(), "account.move", "load", {}, 5_000);
    const session = await connectXml(call, { origin: url, path: "" }, login(), 5_000);
    if ("signal" in session) throw new Error("the login failed");
    const xml = await askXml(call, session, "account.move", "load", {}, 5_000);
    for (const result of [json, xml]) expect("signal" in result && failureOf(result.signal, true).consequence).toBe("unknown");
  });
  test.each([409, 418, 503])("%i with JSON of a class nobody recorded", async (status) => {
    answer = { status, headers: { "content-type": "application/json" }, body: { name: "odoo.exceptions.Something", message: "?" } };
    const result = await askJson2(call, login(), "account.move", "load", {}, 5_000);
    expect("signal" in result && failureOf(result.signal, true).consequence).toBe("unknown");
  });
  test.each([
    [500, { name: "InternalServerError", message: "upstream" }],
    [500, { name: "System.NullReferenceException", message: "at Gateway.Invoke" }],
    [404, { name: "NotFound", message: "no route" }],
    [422, { name: "ValidationError", message: "body too large" }],
    [500, { error: { code: 500 } }],
    [500, [1]],
    [400, null],
  ])("%i with JSON of a gateway: %j", async (status, body) => {
    answer = { status, headers: { "content-type": "application/json" }, body };
    const result = await askJson2(call, login(), "account.move", "load", {}, 5_000);
    expect("signal" in result && failureOf(result.signal, true).consequence).toBe("unknown");
  });
  test.each(["odoo.exceptions.UserError", "builtins.KeyError", "odoo.addons.l10n_xx.models.SomeError"])("an error that Odoo wrote is one however short: %s", async (name) => {
    answer = { status: 500, headers: { "content-type": "application/json" }, body: { name, message: "Nein." } };
    const result = await askJson2(call, login(), "account.move", "load", {}, 5_000);
    expect("signal" in result && failureOf(result.signal, true)).toMatchObject({ consequence: "refused", problem: { cause: expect.stringContaining("Nein") as string } });
  });
  test("a fault code or exception that was never recorded", () => {
    expect(failureOf({ kind: "fault", fault: 7, exception: "", message: "?" }, true).consequence).toBe("unknown");
    expect(failureOf({ kind: "fault", fault: 1, exception: "", message: "?" }, true).consequence).toBe("unknown");
    expect(failureOf({ kind: "fault", fault: 1, exception: "psycopg2.OperationalError", message: "server closed the connection" }, true).consequence).toBe("unknown");
    expect(failureOf({ kind: "body", status: 500, exception: "psycopg2.errors.SerializationFailure", message: "" }, true).consequence).toBe("unknown");
  });
});
