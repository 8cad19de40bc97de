/** Owns: device memory and the lock between real processes. Never: a state folder other than a temporary one. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeDevice, stateFolder, stateHome } from "../../../src/host/node/device";
import { takeLock } from "../../../src/host/node/lock";
import { HostError } from "../../../src/ports";

let folder = "";
let env: NodeJS.ProcessEnv = {};
let program = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ae-device-"));
  env = { XDG_STATE_HOME: join(folder, "state") };
  mkdirSync(join(folder, "vault"));
  program = join(folder, "lock.cjs");
  await build({
    stdin: {
      contents: `import { takeLock } from "./src/host/node/lock";
        process.stdin.resume();
        process.stdout.write("ready\\n");
        process.stdin.once("data", async () => {
          const lock = await takeLock(process.argv[2] ?? "");
          process.stdout.write(("held_by" in lock ? "lost" : "won") + "\\n");
        });
        process.stdin.on("end", () => process.exit(0));`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    outfile: program,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that takes the lock when told. */
class Contender {
  readonly child: ChildProcess;
  private said = "";
  constructor(lockFolder: string) {
    this.child = spawn(process.execPath, [program, lockFolder], { stdio: ["pipe", "pipe", "inherit"] });
    this.child.stdout?.on("data", (data: Buffer) => (this.said += data.toString()));
  }
  async until(word: RegExp): Promise<string> {
    while (!word.test(this.said)) await new Promise((resolve) => setTimeout(resolve, 5));
    return word.exec(this.said)?.[0] ?? "";
  }
  go(): void {
    this.child.stdin?.write("go\n");
  }
  async end(signal?: "SIGKILL"): Promise<void> {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    if (signal) this.child.kill(signal);
    else this.child.stdin?.end();
    await gone;
  }
}

async function race(lockFolder: string, count: number): Promise<{ won: Contender[]; all: Contender[] }> {
  const all = Array.from({ length: count }, () => new Contender(lockFolder));
  await Promise.all(all.map((one) => one.until(/ready/)));
  for (const one of all) one.go();
  const results = await Promise.all(all.map((one) => one.until(/won|lost/)));
  return { won: all.filter((_, at) => results[at] === "won"), all };
}

describe("E4 one process per vault", () => {
  it("exactly one of several wins: on a new vault, after a kill -9, and after a clean end", async () => {
    const lockFolder = join(folder, "locks");
    const first = await race(lockFolder, 4);
    expect(first.won).toHaveLength(1);
    await Promise.all(first.all.map((one) => one.end("SIGKILL")));
    const second = await race(lockFolder, 5);
    expect(second.won).toHaveLength(1);
    await Promise.all(second.all.map((one) => one.end()));
    const third = await race(lockFolder, 2);
    expect(third.won).toHaveLength(1);
    await Promise.all(third.all.map((one) => one.end()));
    expect(readdirSync(lockFolder).filter((name) => !name.startsWith("."))).toHaveLength(1);
  }, 20_000);

  it("exactly one wins in any order of steps, each time from a stale lock", async () => {
    for (let round = 0; round < 25; round += 1) {
      const lockFolder = join(folder, `round-${round}`);
      mkdirSync(lockFolder);
      writeFileSync(join(lockFolder, "lock-3"), "released\n");
      const late = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
      const taken = await Promise.all(Array.from({ length: 8 }, (_, n) => late(((n * round) % 7) / 2).then(() => takeLock(lockFolder))));
      const winners = taken.filter((one) => "release" in one);
      expect(winners).toHaveLength(1);
      for (const one of winners) await one.release();
    }
  });

  it("says who holds it, gives it up on release, and does not take it twice in one process", async () => {
    const device = await nodeDevice(join(folder, "vault"), "real", env);
    const held = await device.lock();
    if (!("release" in held)) throw new Error(held.held_by);
    const second = await device.lock();
    expect("held_by" in second && second.held_by).toContain(`process ${process.pid} on this computer`);
    await held.release();
    const again = await device.lock();
    if (!("release" in again)) throw new Error(again.held_by);
    await again.release();
  });

  it.each([
    ["a dead process", { pid: 2 ** 22 + 1, started: null, host: "HERE", at: Date.now() }, true],
    ["another process with a dead one's number", { pid: process.pid, started: "boot:1", host: "HERE", at: Date.now() }, process.platform === "linux"],
    ["torn by a power cut", "{\"pid\":", true],
    ["empty", "", true],
    ["damaged: a number that is no process", { pid: 0, started: null, host: "HERE", at: Date.now() }, true],
    ["damaged: a time that is none", { pid: process.pid, started: null, host: "HERE", at: 1e300 }, true],
    ["another computer, which cannot be asked", { pid: 1, started: null, host: "elsewhere", at: Date.now() }, false],
  ])("stale or not: %s", async (name, content, free) => {
    const lockFolder = join(folder, `stale-${name}`);
    mkdirSync(lockFolder);
    const text = typeof content === "string" ? content : JSON.stringify({ ...content, host: content.host === "HERE" ? hostname() : content.host });
    writeFileSync(join(lockFolder, "lock-7"), text);
    const result = await takeLock(lockFolder);
    expect("release" in result).toBe(free);
    if ("release" in result) await result.release();
    else expect(result.held_by).toContain("delete");
  });
});

describe("E4 device memory", () => {
  it("remembers JSON per vault and realm, one device id per user, private files", async () => {
    const vault = join(folder, "vault");
    const device = await nodeDevice(vault, "real", env);
    await device.remember("ledger/head", { seq: 7, hash: "ab" });
    await device.remember("ledger/head", { seq: 8, hash: "cd" });
    symlinkSync(vault, join(folder, "alias"));
    const again = await nodeDevice(join(folder, "alias"), "real", env);
    expect([await again.recall("ledger/head"), await again.recall("other"), again.id]).toEqual([{ seq: 8, hash: "cd" }, null, device.id]);
    const sandbox = await nodeDevice(vault, "sandbox", env);
    expect([await sandbox.recall("ledger/head"), sandbox.id]).toEqual([null, device.id]);
    const own = await stateFolder(vault, "real", env);
    expect(statSync(join(own, "ledger%2Fhead.json")).mode & 0o077).toBe(0);
  });

  it("a damaged memory is an error, not a blank one", async () => {
    const device = await nodeDevice(join(folder, "vault"), "real", env);
    writeFileSync(join(await stateFolder(join(folder, "vault"), "real", env), "head.json"), "{\"seq\":");
    await expect(device.recall("head")).rejects.toThrow(/damaged/);
  });

  it("two starts at once agree on one device id", async () => {
    const fresh = { XDG_STATE_HOME: join(folder, "fresh") };
    const devices = await Promise.all(Array.from({ length: 6 }, () => nodeDevice(join(folder, "vault"), "real", fresh)));
    expect(new Set(devices.map((device) => device.id)).size).toBe(1);
  });

  it("says so when the vault is not there", async () => {
    await expect(nodeDevice(join(folder, "no-vault"), "real", env)).rejects.toBeInstanceOf(HostError);
  });

  it.each([
    [{}, "linux", "/home/o/.local/state/autonomous-employee"],
    [{ XDG_STATE_HOME: "/s" }, "linux", "/s/autonomous-employee"],
    [{ XDG_STATE_HOME: "relative" }, "linux", "/home/o/.local/state/autonomous-employee"],
    [{}, "darwin", "/home/o/Library/Application Support/autonomous-employee"],
  ] as const)("keeps state where the system does: %j on %s", (variables, platform, expected) => {
    expect(stateHome(variables, platform, "/home/o")).toBe(expected);
  });
});
