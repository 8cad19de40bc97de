/** Owns: where headless configuration comes from, YAML limits and the clock. Never: the real environment. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../../src/host/node/clock";
import { envSecrets, parseEnvFile, readEnvironment } from "../../../src/host/node/environment";
import { readYaml } from "../../../src/host/node/yaml";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ae-env-"));
  mkdirSync(join(folder, "vault"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("environment files", () => {
  it.each([
    ["A=1", "1"],
    ["export A = two words # note", "two words"],
    ["A=p#ss", "p#ss"],
    ["A='  # kept ' # gone", "  # kept "],
    ['A="line\\nnext \\"q\\" \\\\"', 'line\nnext "q" \\'],
    ["A=", ""],
    ["A=#only a note", ""],
    ["# A=1\r\nA=2\r\n", "2"],
    ["A=1\nA=2", "2"],
    ["\uFEFFA=x=y", "x=y"],
  ])("%j", (text, value) => expect(parseEnvFile(text).get("A")).toBe(value));

  it("the environment stands above the file; nothing set is empty text", () => {
    writeFileSync(join(folder, ".env"), "A=file\nB=file\n");
    const found = readEnvironment({ env: { A: "env" }, envFile: null, cwd: folder, vault: join(folder, "vault") });
    expect([found.get("A"), found.get("B"), found.get("C"), found.notice]).toEqual(["env", "file", "", null]);
  });

  it("K9: never a file from inside the vault, however it is named", () => {
    const vault = join(folder, "vault");
    mkdirSync(join(vault, "sub"));
    writeFileSync(join(vault, "sub/.env"), "A=evil\n");
    symlinkSync(join(vault, "sub"), join(folder, "link"));
    for (const cwd of [join(vault, "sub"), join(folder, "link")]) {
      const found = readEnvironment({ env: {}, envFile: null, cwd, vault });
      expect([found.get("A"), found.notice]).toEqual(["", expect.stringContaining("never used")]);
    }
    expect(() => readEnvironment({ env: {}, envFile: "link/.env", cwd: folder, vault })).toThrow(/inside the vault/);
  });

  it("a named file that is missing is an error, a default one is not", () => {
    expect(() => readEnvironment({ env: {}, envFile: "none.env", cwd: folder, vault: null })).toThrow(/none\.env could not be read/);
    expect(readEnvironment({ env: {}, envFile: null, cwd: folder, vault: null }).get("A")).toBe("");
  });
});

describe("K9 secrets when headless", () => {
  it("a renewed secret counts over restarts until the owner enters another one, in a private file", () => {
    const state = join(folder, "state");
    const secrets = (value: string) => envSecrets({ get: (name) => (name === "TOKEN" ? value : ""), notice: null }, state);
    expect(secrets("first").get("TOKEN")).toBe("first");
    secrets("first").set("TOKEN", "rotated");
    expect(secrets("first").get("TOKEN")).toBe("rotated");
    expect(secrets("entered again").get("TOKEN")).toBe("entered again");
    expect(statSync(join(state, "renewed-secrets.json")).mode & 0o077).toBe(0);
    expect(readFileSync(join(state, "renewed-secrets.json"), "utf8")).not.toContain("first");
    expect(readdirSync(state)).toHaveLength(1);
    writeFileSync(join(state, "renewed-secrets.json"), "{torn");
    expect(secrets("first").get("TOKEN")).toBe("first");
  });
});

describe("A5 YAML that a stranger may have written", () => {
  it("reads plain values, and leaves dates and words as text", () => {
    expect(readYaml('a: "120.50"\nb: 2026-03-03\nc: yes\nd: [1, true, null]\n')).toEqual({ a: "120.50", b: "2026-03-03", c: "yes", d: [1, true, null] });
    expect(readYaml("")).toBeNull();
  });
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi".split("").map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[at] ?? ""}`).join(",")}]`).join("\n")}`;
  it.each([
    ["a: [1", /line 1|line 2/],
    ["a: 1\na: 2", /unique.* |line/],
    ["a: !!js/function 'x'", /line 1/],
    ["a: !evil 1", /line 1/],
    [bomb, /aliases/],
    ["x".repeat(300_000), /longer/],
  ])("refuses %#", (text, words) => expect(() => readYaml(text)).toThrow(words));
  it("does not merge and does not reach a prototype", () => {
    const value = readYaml("__proto__: {polluted: true}\n<<: {a: 1}\n") as Record<string, unknown>;
    expect([value["a"], ({} as Record<string, unknown>)["polluted"], value["polluted"]]).toEqual([undefined, undefined, undefined]);
  });
});

describe("E2 the clock", () => {
  afterEach(() => vi.useRealTimers());
  it("sleeps, wakes soon after the machine slept, and stops on a signal", async () => {
    vi.useFakeTimers();
    let woke = false;
    void systemClock().sleep(60_000).then(() => (woke = true));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(woke).toBe(false);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(woke).toBe(true);
    const control = new AbortController();
    const sleeping = systemClock().sleep(60_000, control.signal);
    control.abort(new Error("stop"));
    await expect(sleeping).rejects.toThrow("stop");
    await expect(systemClock().sleep(1, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  });
});
