/**
 * Every recorded answer of five wires is judged as the recordings' rules say, and the page of errors is written from what the program says
 * (PRODUCT O5, K3): `npx vitest run tests/integrations/odoo/errors-page.test.ts -u` writes it anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CATALOGUE, failureOf, fits, UNNAMED, type Row, type Signal } from "../../../src/integrations/odoo/catalogue";
import { foreign, untrusted } from "../../../src/integrations/odoo/front";
import { askJson2, type Result } from "../../../src/integrations/odoo/json2";
import { refusedLoad } from "../../../src/integrations/odoo/load";
import { askXml, connectXml, type XmlSession } from "../../../src/integrations/odoo/xmlrpc";
import { isObject } from "../../../src/core/json";
import { recordings, sent, type AnyFolder, type Recording } from "../../recordings/odoo/recording";
import { callTo, NOW } from "./kit";

type Happened = "before effect" | "after effect" | "unknown";
const WIRES: AnyFolder[] = ["19-json2", "19-xmlrpc", "16-xmlrpc", "19-jsonrpc", "16-jsonrpc"];

/** HTTP status that JSON-2 gives to each class (recordings 200-244): JSON-RPC and XML-RPC hide it. */
const STATUS: Record<string, number> = {
  "builtins.ValueError": 500,
  "odoo.exceptions.AccessDenied": 403,
  "odoo.exceptions.AccessError": 403,
  "odoo.exceptions.UserError": 422,
  "odoo.exceptions.ValidationError": 422,
  "odoo.exceptions.MissingError": 404,
  "psycopg2.OperationalError": 500,
};

const isRefusedLoad = (value: unknown): boolean => isObject(value) && value["ids"] === false;
const bodyOf = (one: Recording): string => sent(one.response.body) ?? "";

/** The rules of the recordings' own page, read from the raw answer alone: nothing of the program is asked. */
function told(folder: AnyFolder, one: Recording): Happened {
  const { status, body } = one.response;
  const text = bodyOf(one);
  if (folder.endsWith("jsonrpc")) {
    const error = isObject(body) && isObject(body["error"]) && isObject(body["error"]["data"]) ? String(body["error"]["data"]["name"]) : null;
    if (error === null) return isObject(body) && (isRefusedLoad(body["result"]) || (one.name.startsWith("021") && body["result"] === false)) ? "before effect" : "after effect";
    return error.startsWith("psycopg2") ? "unknown" : "before effect";
  }
  if (folder === "19-json2") {
    if (status === 200) return isRefusedLoad(body) ? "before effect" : "after effect";
    return isObject(body) && [400, 401, 403, 404, 415, 422, 500].includes(status) ? "before effect" : "unknown";
  }
  if (status !== 200) return "unknown";
  if (!text.includes("<fault>")) return /<name>ids<\/name>\s*<value><boolean>0</.test(text) || (one.name.startsWith("021") && text.includes("<boolean>0")) ? "before effect" : "after effect";
  if (text.includes("cannot marshal None")) return "after effect";
  return text.includes("psycopg2.OperationalError") ? "unknown" : "before effect";
}

let server: Server;
let url = "";
let answer: Recording["response"] | null = null;
let session: XmlSession;
const LOGIN = "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><int>8</int></value>\n</param>\n</params>\n</methodResponse>\n";
const login = () => ({ url, database: "x", user: "billing", key: "k" });
const logIn = () => connectXml(callTo(url), { origin: url, path: "" }, login(), 5_000);

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const given = answer ?? { status: 200, headers: { "content-type": "text/xml" }, body: LOGIN };
      response.writeHead(given.status, given.headers).end(sent(given.body) ?? "null");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = await logIn();
  if ("signal" in made) throw new Error("the login failed");
  session = made;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** What our own wire sees in a recorded answer. */
async function seen(folder: AnyFolder, one: Recording): Promise<Result> {
  if (folder.endsWith("jsonrpc")) {
    const body = one.response.body;
    const data = isObject(body) && isObject(body["error"]) && isObject(body["error"]["data"]) ? body["error"]["data"] : null;
    if (data) return { signal: { kind: "body", status: STATUS[String(data["name"])] ?? 0, exception: String(data["name"]), message: String(data["message"]) } };
    const result = (isObject(body) ? body["result"] : null) ?? null;
    return one.name.startsWith("021") && result === false ? { signal: { kind: "login", message: "" } } : { value: result as never };
  }
  answer = one.response;
  try {
    if (folder === "19-json2") return await askJson2(callTo(url), login(), "account.move", "load", {}, 5_000);
    if (!/authenticate/.test(one.name)) return await askXml(callTo(url), session, "account.move", "load", {}, 5_000);
    const made = await logIn();
    return "signal" in made ? made : { value: made.uid };
  } finally {
    answer = null;
  }
}

function judged(result: Result): Happened {
  if ("value" in result) return isRefusedLoad(result.value) ? "before effect" : "after effect";
  const { consequence } = failureOf(result.signal, true);
  return consequence === "unknown" ? "unknown" : "before effect";
}

const rowOf = (signal: Signal): Row => CATALOGUE.find((row) => fits(row, signal)) ?? UNNAMED;

describe.each(WIRES)("O5 K3 did it happen, as a write: %s", (folder) => {
  // The pages that tell a version have no meaning for a write.
  const all = recordings(folder).filter(({ name }) => !/^01\d-/.test(name));
  test.each(all.map((one) => [one.name, one] as const))("%s", async (_name, one) => {
    expect(judged(await seen(folder, one))).toBe(told(folder, one));
  });
  test("there is something to judge", () => {
    const kinds = new Set(all.map((one) => told(folder, one)));
    expect(kinds).toEqual(new Set(["before effect", "after effect", "unknown"]));
  });
});

describe("O5 the same error is the same row on every wire", () => {
  const NUMBERS = ["102", "202", "220"];
  test.each(NUMBERS)("%s", async (number) => {
    const rows = new Set<string>();
    for (const folder of WIRES) {
      const one = recordings(folder).find(({ name }) => name.startsWith(`${number}-`));
      if (!one) throw new Error(`${number} is not recorded in ${folder}`);
      const result = await seen(folder, one);
      if (!("signal" in result)) throw new Error("it was taken for a success");
      rows.add(rowOf(result.signal).case);
    }
    expect(rows.size).toBe(1);
  });
});

const cell = (text: string): string => text.replace(/\|/g, "\\|").replace(/\s+/g, " ").trim();
const table = (head: string[], rows: string[][]): string[] => [`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`, ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`)];
const HAPPENED: Record<string, string> = { refused: "no", unauthorized: "no; the channel pauses", busy: "no; tried again by itself", unknown: "not known; looked up" };

/** Something that can be seen for each row, where no recording shows it. */
const EXAMPLES: Record<string, Signal> = {
  "no connection was made": { kind: "not_sent", message: "https://odoo.example/web/version: the server could not be reached (ECONNREFUSED)" },
  "no trusted connection was made": untrusted("DEPTH_ZERO_SELF_SIGNED_CERT"),
  "too many requests": foreign({ status: 429, headers: {} }, "https://odoo.example", NOW),
  "the connection broke or took too long": { kind: "lost", message: "https://odoo.example/json/2/account.move/load: there was no complete answer in time (60000 ms)" },
  "access denied": { kind: "body", status: 403, exception: "odoo.exceptions.AccessDenied", message: "Access Denied" },
  "an answer that is not in the table": { kind: "body", status: 409, exception: "odoo.exceptions.LockError", message: "The record is locked" },
};

/** What may stand between us and Odoo, and what is then said. */
function between(): string[][] {
  const from = "https://odoo.example/json/2/account.move/load";
  const pages: [string, number, Record<string, string>][] = [
    ["a redirect to another address", 301, { location: "https://www.odoo.example/" }],
    ["a redirect to a login page", 303, { location: "/web/login" }],
    ["a proxy with a login of its own", 401, {}],
    ["a firewall", 403, {}],
    ["no such page or database", 404, {}],
    ["a proxy with a limit on size", 413, {}],
    ["a proxy whose Odoo is down", 502, {}],
    ["a login page, maintenance, a captive portal", 200, {}],
    ["a gateway with an error of its own, another program", 500, { "content-type": "application/json" }],
  ];
  const codes: [string, string][] = [
    ["a self-signed certificate", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["an expired certificate", "CERT_HAS_EXPIRED"],
    ["a certificate for another name", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["a revoked certificate", "CERT_REVOKED"],
    ["no encryption on this port", "ERR_SSL_WRONG_VERSION_NUMBER"],
  ];
  const said = (signal: Signal): string => failureOf(signal, false).message;
  return [...pages.map(([what, status, headers]) => [what, said(foreign({ status, headers }, from, NOW))]), ...codes.map(([what, code]) => [what, said(untrusted(code))])];
}

/** Text of a string in the source, with an ellipsis for what is filled in. */
function literal(node: ts.Expression | undefined): string {
  if (node === undefined) return "";
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join("");
  if (ts.isConditionalExpression(node)) return `${literal(node.whenTrue)} / ${literal(node.whenFalse)}`;
  return "…";
}

/** Every refusal that is said before anything is sent, as the source has it. */
function ownRefusals(): string[][] {
  const folder = join(import.meta.dirname, "../../../src/integrations/odoo");
  const rows: string[][] = [];
  for (const file of readdirSync(folder).sort()) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === "refusedBecause") {
        const [code, cause, next] = node.arguments;
        rows.push([`\`${literal(code)}\``, `Nothing was sent to Odoo. ${literal(cause)} ${literal(next)}`]);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return rows.sort((a, b) => a.join().localeCompare(b.join(), "en"));
}

async function recordedErrors(): Promise<{ rows: string[][]; shown: Map<string, Signal> }> {
  const shown = new Map<string, Signal>();
  const found = new Map<string, string[]>();
  for (const folder of WIRES) {
    for (const one of recordings(folder)) {
      if (/^01\d-/.test(one.name)) continue;
      const result = await seen(folder, one);
      const isLoad = "value" in result && isRefusedLoad(result.value);
      if (!("signal" in result) && !isLoad) continue;
      const name = "signal" in result ? rowOf(result.signal).case : "refused inside a normal answer of `load`";
      if ("signal" in result && !shown.has(name)) shown.set(name, result.signal);
      const code = "signal" in result ? rowOf(result.signal).code : refusedLoad(result.value).code;
      const line = [one.name.replace(/-/g, " "), name, `\`${code}\``, judged(result)].join(" | ");
      found.set(line, [...(found.get(line) ?? []), folder]);
    }
  }
  const rows = [...found].map(([line, wires]) => {
    const [recorded = "", ...rest] = line.split(" | ");
    return [recorded, wires.join(", "), ...rest];
  });
  rows.sort((one, other) => one.join().localeCompare(other.join(), "en"));
  return { rows, shown };
}

test("O5 docs/odoo-errors.md is what the program says", async () => {
  const { rows, shown } = await recordedErrors();
  const cases = [...CATALOGUE, UNNAMED].map((row) => {
    const signal = shown.get(row.case) ?? EXAMPLES[row.case];
    if (!signal) throw new Error(`Nothing shows the row "${row.case}".`);
    expect(rowOf(signal).case).toBe(row.case);
    const { consequence, message } = failureOf(signal, true);
    return [`\`${row.code}\``, row.case, HAPPENED[consequence] ?? "", message.replace(url, "https://odoo.example")];
  });
  expect(rows.length).toBeGreaterThan(30);
  const own = ownRefusals();
  for (const code of ["PARTNER_NOT_FOUND", "VALIDATION_ERROR", "INVOICE_NOT_FOUND", "INVALID_AMOUNT", "ODOO_CONNECTION_ERROR"]) expect(own.map(([of]) => of)).toContain(`\`${code}\``);
  const page = [
    "# What can go wrong with Odoo, and what you read then",
    "",
    "Every sentence says what happened, why, and what to do next. Whether something happened is decided by the table below, never by the words of a message: they differ by version and language.",
    "",
    "## What Odoo or the network answers",
    "",
    ...table(["code", "when", "did a write happen", "what you read, for example"], cases),
    "",
    "A read that failed changed nothing; then it says that Odoo could not be read. A method that returns nothing answers with an error over XML-RPC *after* its work was done: that counts as done, and is read back.",
    "",
    "## What may stand in front of Odoo",
    "",
    "No redirect is followed, the key is not sent before something has answered as Odoo, and the check of a certificate is never left out.",
    "",
    ...table(["what answers", "what you read"], between()),
    "",
    "## What is found before anything is sent",
    "",
    ...table(["code", "what you read"], own),
    "",
    "## The recorded errors of real servers",
    "",
    "What Odoo 16 and 19 answered over JSON-2, XML-RPC and JSON-RPC, and what it means for a write. Each recorded answer is a test.",
    "",
    ...table(["recorded", "wires", "row", "code", "a write happened"], rows),
    "",
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../../docs/odoo-errors.md");
});
