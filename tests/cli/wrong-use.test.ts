/** What silently goes wrong here: a script that is misused gets a stack trace, or exit 0 for something that never happened (CLI contract). */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { terminal, type Ran, type Terminal } from "./run";

let at: Terminal;
beforeEach(() => (at = terminal()));
afterEach(() => at.close());

/** One clear line on standard error, nothing else anywhere. */
function clear({ out, errors }: Ran): void {
  expect(out).toBe("");
  expect(errors.trim().split("\n")).toHaveLength(1);
  expect(errors).not.toMatch(/\n\s+at |node:internal|undefined/);
}

describe("wrong use ends with 2 and one sentence", () => {
  /** One vault for all of them: wrong use changes nothing, which is looked at after each. */
  let stands: Terminal;
  let before: string[] = [];
  const prints = (): string[] =>
    readdirSync(stands.folder, { recursive: true, encoding: "utf8" }).sort().map((path) => {
      const { mtimeMs, size } = statSync(join(stands.folder, path));
      return `${path} ${mtimeMs} ${size}`;
    });
  beforeAll(async () => {
    stands = terminal();
    expect((await stands.run(["init", "--vault", "."])).code).toBe(0);
    before = prints();
  });
  afterAll(() => stands.close());

  it.each([
    ["an unknown command", ["frobnicate"]],
    ["an unknown option", ["list", "--frobnicate"]],
    ["a missing argument", ["approve"]],
    ["an option without its value", ["calendar", "--from"]],
    ["an option where a value is missing", ["calendar", "--from", "--to", "2026-11-16"]],
    ["one argument too many", ["show", "a", "b"]],
    ["a status that does not exist", ["list", "--status", "great", "--vault", "."]],
    ["a rejection without a reason", ["reject", "x"]],
    ["a resolution both ways", ["resolve", "x", "--happened", "--not"]],
    ["a resolution no way", ["resolve", "x"]],
    ["something asked for without saying what", ["propose", "INV/1", "--vault", "."]],
    ["answers that are no JSON", ["propose", "INV/1", "--what", "register_payment", "--answers", "50", "--vault", "."]],
    ["rules that are no rules", ["rehearse", '{"live":["odoo"]}', "--vault", "."]],
    ["a limit that does not exist", ["rehearse", '{"limits":{"automattic":"1.00"}}', "--vault", "."]],
    ["a limit that is no amount", ["rehearse", '{"limits":{"automatic":"much"}}', "--vault", "."]],
    ["a vault that is not there", ["once", "--vault", "nowhere"]],
    ["a date that does not exist", ["audit", "--week", "2026-02-30", "--vault", "."]],
    ["a mail file that is not there", ["ingest", "nothing.eml", "--vault", "."]],
    ["no mail on standard input", ["understand"]],
    ["a row that is not JSON", ["understand", "--jsonl"], "{oops"],
  ])("%s", async (_, args, input = "") => {
    const ran = await stands.run(args, { input });
    expect(ran.code).toBe(2);
    clear(ran);
    expect(prints()).toEqual(before);
  });

  it.each([
    ["http://evil.example/", "another host"],
    ["http://127.0.0.1.evil.example/", "a host that begins like loopback"],
    ["http://user:pass@127.0.0.1/", "user info"],
    ["not a url", "no address at all"],
  ])("K9 a base URL that is not this machine: %s (%s)", async (url) => {
    const ran = await at.run(["once", "--vault", "."], { env: { AE_GMAIL_BASE_URL: url } });
    expect(ran.code).toBe(2);
    clear(ran);
    expect(ran.errors).not.toContain("pass@");
  });

  it("a live channel that does not exist", async () => {
    const ran = await at.run(["once", "--vault", "."], { env: { AE_LIVE: "odo" } });
    expect(ran.code).toBe(2);
    expect(ran.errors).toContain("odoo");
  });
});

describe("what a person must do first ends with 3", () => {
  it("a vault without the employee's folder", async () => {
    mkdirSync(join(at.folder, "v"));
    const ran = await at.run(["list", "--vault", "v"]);
    expect(ran.code).toBe(3);
    clear(ran);
    expect(readdirSync(join(at.folder, "v"))).toEqual([]);
  });

  it("a service that is not set up, asked for by name", async () => {
    expect((await at.run(["check", "odoo", "--vault", "."])).code).toBe(3);
  });

  it("E4 a ledger that is older than this device remembers executes nothing", async () => {
    await at.run(["init", "--vault", "v"]);
    const logs = join(at.folder, "v/AI_Employee/Logs");
    const [day = ""] = readdirSync(logs).filter((name) => name.endsWith(".json"));
    const old = readFileSync(join(logs, day));
    await at.run(["pause", "--vault", "v"]);
    writeFileSync(join(logs, day), old);
    const ran = await at.run(["once", "--vault", "v"]);
    expect(ran.code).toBe(3);
    expect(ran.errors).toContain("older copy");
    expect((await at.run(["takeover", "--vault", "v"])).code).toBe(0);
    expect((await at.run(["once", "--vault", "v"])).code).toBe(0);
  });
});

describe("bad surroundings get a sentence and lose nothing", () => {
  it("a settings file that is not JSON: defaults, and nothing is live", async () => {
    const folder = join(at.folder, "v/.obsidian/plugins/autonomous-employee");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "data.json"), '{"live": ["odoo"], ');
    const ran = await at.run(["once", "--vault", "v"]);
    expect(ran.code).toBe(0);
    expect(ran.errors).toContain("not JSON");
    expect(readFileSync(join(folder, "data.json"), "utf8")).toBe('{"live": ["odoo"], ');
  });

  it("L1 a log cut in half: the torn line is cut and noted, a damaged one is named", async () => {
    await at.run(["init", "--vault", "v"]);
    await at.run(["pause", "--vault", "v"]);
    const logs = join(at.folder, "v/AI_Employee/Logs");
    const [day = ""] = readdirSync(logs).filter((name) => name.endsWith(".json"));
    const whole = readFileSync(join(logs, day), "utf8");
    writeFileSync(join(logs, day), whole + '{"timestamp":"2026-');
    expect((await at.run(["resume", "--vault", "v"])).code).toBe(0);
    expect(JSON.parse((await at.run(["verify-log", "--vault", "v", "--json"])).out)).toMatchObject({ ok: true });
    const changed = readFileSync(join(logs, day), "utf8").replace('"reason":"paused', '"reason":"Paused');
    writeFileSync(join(logs, day), changed);
    const verified = await at.run(["verify-log", "--vault", "v", "--json"]);
    expect(verified.code).toBe(1);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: false, first_bad: { file: day.replace(".json", "") } });
    expect((await at.run(["once", "--vault", "v"])).code).toBe(3);
  });

  it.skipIf(process.getuid?.() === 0)("a folder without write permission", async () => {
    mkdirSync(join(at.folder, "v"));
    chmodSync(join(at.folder, "v"), 0o500);
    const ran = await at.run(["init", "--vault", "v"]);
    expect(ran.code).toBe(1);
    clear(ran);
  });

  it("K9 a settings file that points a service elsewhere does not get the key", async () => {
    const folder = join(at.folder, "v/.obsidian/plugins/autonomous-employee");
    mkdirSync(folder, { recursive: true });
    const point = (url: string): void => writeFileSync(join(folder, "data.json"), JSON.stringify({ services: { odoo: { url } } }));
    const env = { AE_ODOO_DB: "d", AE_ODOO_USER: "u", AE_ODOO_API_KEY: "very-secret-key" };
    point("http://127.0.0.1:9");
    expect((await at.run(["check", "odoo", "--vault", "v"], { env })).out).toContain("could not be reached");
    point("http://127.0.0.1:10");
    const moved = await at.run(["check", "odoo", "--vault", "v"], { env });
    expect(moved.errors).toContain("point to http://127.0.0.1:10");
    expect(moved.code).toBe(3);
    const confirmed = await at.run(["check", "odoo", "--vault", "v"], { env: { ...env, AE_ODOO_URL: "http://127.0.0.1:10" } });
    expect(confirmed.out).toContain("could not be reached");
  });

  it("a server that is not there, and a wrong address", async () => {
    const env = { AE_ODOO_URL: "http://127.0.0.1:9", AE_ODOO_DB: "d", AE_ODOO_USER: "u", AE_ODOO_API_KEY: "very-secret-key" };
    const ran = await at.run(["check", "odoo", "--vault", "."], { env });
    expect(ran.code).toBe(1);
    expect(ran.out).toContain("could not be reached");
    expect(ran.out + ran.errors).not.toContain("very-secret-key");
  });
});
