/**
 * Owns: proof of the ledger on a real folder - torn tails, order of fsyncs, files swapped under an open handle, a disk that takes half a line.
 * Never: a path outside a temporary folder.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewEvent } from "../../../src/core/event";
import { sha256Hex } from "../../../src/core/hash";
import { Ledger, type LedgerParts } from "../../../src/engine/ledger";
import { verifyLog } from "../../../src/engine/verify";
import { nodeDevice } from "../../../src/host/node/device";
import { nodeLedgerFiles } from "../../../src/host/node/ledger-files";
import type { LedgerFiles } from "../../../src/ports";
import { TestClock } from "../../engine/world";

const DAY = 24 * 60 * 60_000;
const OPEN = { takeOver: false };
const alive: NewEvent = { event: "alive", data: { jobs: ["läuft", "日報"] } };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ae-ledger-"));
  mkdirSync(join(folder, "vault"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const logs = (): string => join(folder, "vault/AI/Logs");
const file = (day = "2026-11-16"): string => join(logs(), `${day}.json`);

async function parts(clock = new TestClock(), files: LedgerFiles = nodeLedgerFiles(logs()), vault = "vault"): Promise<LedgerParts> {
  const device = await nodeDevice(join(folder, vault), "real", { XDG_STATE_HOME: join(folder, "state") });
  return { files, device, clock, realm: "real", version: "1.0.0", zone: "UTC", randomId: () => "ledger", names: { operation: (channel, operation) => `${channel}_${operation}`, report: (generator) => `${generator}_generate` }, workedHere: () => Promise.resolve(false) };
}

async function opened(clock = new TestClock(), files?: LedgerFiles): Promise<Ledger> {
  const ledger = new Ledger(await parts(clock, files));
  await ledger.open(OPEN);
  return ledger;
}

const why = async (work: Promise<unknown>): Promise<string> => work.then(() => "it worked", (error: unknown) => (error instanceof Error ? error.message : String(error)));

describe("E5 torn tails on a disk", () => {
  it("the last line cut anywhere, also within a letter of several: it is cut off, the chain goes on, nothing before it is touched", async () => {
    const ledger = await opened();
    await ledger.append([alive], true);
    const promised = readFileSync(file());
    // The program wrote another line, and the power went before it was synced.
    await ledger.append([alive]);
    const whole = readFileSync(file());
    expect(whole.length - promised.length).toBeGreaterThan(100);
    for (let size = promised.length; size <= whole.length; size += size < whole.length - 12 ? 17 : 1) {
      writeFileSync(file(), whole.subarray(0, size));
      const next = await opened();
      await next.append([alive], true);
      await next.close();
      const now = readFileSync(file());
      expect(now.subarray(0, promised.length).equals(promised), `cut at ${size}`).toBe(true);
      const torn = size !== promised.length && size !== whole.length;
      expect(now.toString("utf8").includes('"torn_tail_cut"'), `cut at ${size}`).toBe(torn);
      expect(await verifyLog(nodeLedgerFiles(logs())), `cut at ${size}`).toMatchObject({ ok: true });
      // Back to where the power went; the device remembers no more than what was promised then.
      writeFileSync(file(), promised);
      const { device } = await parts();
      const text = promised.toString("utf8").trimEnd().split("\n");
      await device.remember("head", { seq: text.length, head: sha256Hex(text.at(-1) ?? ""), day: "2026-11-16", epoch: 1 });
    }
  }, 60_000);

  it.each([
    ["zeros that the disk never filled", Buffer.alloc(300)],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x80, 0x0a])],
    ["half a line and a newline", Buffer.from('{"timestamp":"2026\n')],
  ])("%s behind the last line", async (_what, tail) => {
    await (await opened()).close();
    appendFileSync(file(), tail);
    const { first_bad } = await verifyLog(nodeLedgerFiles(logs()));
    expect(first_bad).toMatchObject({ file: "2026-11-16", line: 3, why: expect.stringContaining("incomplete") as string });
    const next = await opened();
    expect(next.state.seq).toBe(4);
    expect(await verifyLog(nodeLedgerFiles(logs()))).toMatchObject({ ok: true });
  });

  it("a checkpoint that is torn at midnight, after days without a line and across a month: the file before serves", async () => {
    const clock = new TestClock(Date.parse("2026-11-27T12:00:00Z"));
    const ledger = await opened(clock);
    clock.time = Date.parse("2026-12-02T00:00:00.001Z");
    await ledger.append([alive], true);
    await ledger.close();
    const checkpoint = readFileSync(file("2026-12-02"));
    const end = checkpoint.indexOf(10);
    for (const size of [0, 1, Math.floor(end / 2), end]) {
      writeFileSync(file("2026-12-02"), checkpoint.subarray(0, size));
      const { device } = await parts();
      const before = readFileSync(file("2026-11-27"), "utf8").trimEnd().split("\n");
      await device.remember("head", { seq: before.length, head: sha256Hex(before.at(-1) ?? ""), day: "2026-11-27", epoch: 1 });
      const next = await opened(clock);
      expect(next.state.device).not.toBe("");
      await next.append([alive], true);
      await next.close();
      expect(await verifyLog(nodeLedgerFiles(logs())), `cut at ${size}`).toMatchObject({ ok: true, days: 2 });
    }
  });
});

/** The folder with every write and sync told, in the order in which they reach the disk. */
function recording(told: string[]): LedgerFiles {
  const files = nodeLedgerFiles(logs());
  return {
    ...files,
    open: async (day) => {
      const handle = await files.open(day);
      return {
        ...handle,
        append: async (text) => {
          for (const line of text.split("\n").slice(0, -1)) told.push(`${day} ${(JSON.parse(line) as { event: string }).event}`);
          await handle.append(text);
        },
        sync: async () => {
          await handle.sync();
          told.push(`${day} synced`);
        },
      };
    },
  };
}

describe("L1 order of what is on disk", () => {
  it("a day's file is synced before the next begins, and a new one with its folder before anything follows", async () => {
    const told: string[] = [];
    const clock = new TestClock();
    const ledger = await opened(clock, recording(told));
    await ledger.append([alive]);
    clock.time += DAY;
    await ledger.append([alive]);
    await ledger.append([alive], true);
    expect(told).toEqual([
      "2026-11-16 checkpoint", "2026-11-16 opened", "2026-11-16 synced", "2026-11-16 alive",
      "2026-11-16 synced", "2026-11-17 checkpoint", "2026-11-17 alive", "2026-11-17 synced", "2026-11-17 alive", "2026-11-17 synced",
    ]);
    await ledger.close();
  });
});

describe("E4 the file under an open handle", () => {
  const other = (): string => join(folder, "other.json");
  const harms: [string, () => void][] = [
    ["renamed over by a copy", () => (copyFileSync(file(), other()), renameSync(other(), file()))],
    ["cut", () => truncateSync(file(), 100)],
    ["appended to by somebody else", () => appendFileSync(file(), "{}\n")],
    ["replaced by a link to another file", () => (copyFileSync(file(), other()), unlinkSync(file()), linkSync(other(), file()))],
    ["deleted", () => unlinkSync(file())],
    ["written over in place, with the same length", () => writeFileSync(file(), Buffer.concat([readFileSync(file()).subarray(0, -3), Buffer.from("x}\n")]))],
    ["joined by the file of a later day", () => copyFileSync(file(), file("2026-11-18"))],
  ];
  it.each(harms)("%s: stops before the next start, and stays stopped", async (_what, harm) => {
    const ledger = await opened();
    await ledger.append([alive], true);
    await ledger.guard();
    harm();
    expect(await why(ledger.guard())).toMatch(/changed by something else|appeared while/);
    expect(await why(ledger.append([alive]))).toMatch(/changed by something else|appeared while/);
    await ledger.close();
  });

  it("lines that a sync wrote over are kept aside, and named", async () => {
    const ledger = await opened();
    const before = readFileSync(file());
    await ledger.append([alive, alive], true);
    writeFileSync(file(), before);
    const blob = /2 lines .*Logs\/blobs\/([0-9a-f]{64})/.exec(await why(ledger.guard()))?.[1] ?? "";
    const kept = readFileSync(join(logs(), "blobs", blob), "utf8");
    expect(kept.trimEnd().split("\n").map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(["alive", "alive"]);
    expect(sha256Hex(kept)).toBe(blob);
    await ledger.close();
    // The next start says the same: what is remembered stands nowhere, though the file is whole.
    expect(await why(opened())).toContain("an older copy was restored or synced");
  });
});

describe("E4 what this device remembers", () => {
  async function worked(): Promise<void> {
    const clock = new TestClock();
    const ledger = await opened(clock);
    copyFileSync(file(), join(folder, "backup.json"));
    await ledger.append([alive], true);
    clock.time += DAY;
    await ledger.append([alive], true);
    await ledger.close();
  }
  it.each([
    ["the last day's file is missing", () => unlinkSync(file("2026-11-17")), "an older copy"],
    ["the vault was restored from a backup", () => (unlinkSync(file("2026-11-17")), copyFileSync(join(folder, "backup.json"), file())), "an older copy"],
    ["the newest file lost its end", () => writeFileSync(file("2026-11-17"), `${readFileSync(file("2026-11-17"), "utf8").split("\n")[0] ?? ""}\n`), "an older copy"],
    ["the log is gone altogether", () => rmSync(logs(), { recursive: true }), "an older copy"],
    ["the device's memory is lost", () => rmSync(join(folder, "state"), { recursive: true }), "Another device"],
    ["both newest files are empty", () => (writeFileSync(file(), ""), writeFileSync(file("2026-11-17"), "")), "neither this file nor the one before"],
  ] as const)("%s: nothing is executed until a person has looked", async (_what, harm, text) => {
    await worked();
    harm();
    const clock = new TestClock(Date.parse("2026-11-18T08:00:00Z"));
    expect(await why(opened(clock))).toContain(text);
    expect(existsSync(file("2026-11-18"))).toBe(false);
  });

  it("its memory of this vault alone is lost, as when the vault was moved or copied: it asks, and goes on by a person's word with the next epoch", async () => {
    await worked();
    renameSync(join(folder, "vault"), join(folder, "moved"));
    const files = nodeLedgerFiles(join(folder, "moved/AI/Logs"));
    const moved = await parts(new TestClock(), files, "moved");
    expect(await why(new Ledger(moved).open(OPEN))).toContain("remembers nothing of it");
    const ledger = new Ledger(moved);
    await ledger.open({ takeOver: true });
    expect(ledger.state.epoch).toBe(2);
    await ledger.close();
    expect((await verifyLog(files)).ok).toBe(true);
  });
});

describe("L1 the clock", () => {
  it("set back by a day: no line goes to an older file, times never go back unsaid, and the start after it goes on", async () => {
    const clock = new TestClock(Date.parse("2026-11-16T00:30:00Z"));
    const ledger = await opened(clock);
    clock.time -= 30_000;
    await ledger.append([alive]);
    clock.time -= DAY;
    await ledger.append([alive], true);
    await ledger.append([alive], true);
    await ledger.close();
    await (await opened(clock)).close();
    const lines = readFileSync(file(), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as { timestamp: string; event: string });
    expect(lines.filter(({ event }) => event === "clock_set_back")).toHaveLength(1);
    lines.forEach(({ timestamp, event }, index) => {
      if (event !== "clock_set_back") expect(timestamp >= (lines[index - 1]?.timestamp ?? ""), `line ${index + 1}`).toBe(true);
    });
    expect(await verifyLog(nodeLedgerFiles(logs()))).toMatchObject({ ok: true, days: 1 });
  });
});

describe("E5 a disk that takes half a line", () => {
  const program = mkdtempSync(join(tmpdir(), "ae-limit-"));
  afterAll(() => rmSync(program, { recursive: true, force: true }));

  it.skipIf(process.platform === "win32")("the half is taken back, nothing is glued to it, and with room the next start goes on", async () => {
    await (await opened()).close();
    const outfile = join(program, "fill.cjs");
    buildSync({
      stdin: {
        contents: `import { nodeLedgerFiles } from "./src/host/node/ledger-files";
          process.on("SIGXFSZ", () => undefined);
          void (async () => {
            const handle = await nodeLedgerFiles(process.argv[2] ?? "").open("2026-11-16");
            const before = (await handle.mark())?.size;
            const failed = await handle.append("x".repeat(200_000) + "\\n").then(() => "no", (error) => error.name);
            const after = (await handle.mark())?.size;
            await handle.append("");
            process.stdout.write(JSON.stringify({ before, failed, after }));
          })();`,
        resolveDir: process.cwd(),
        loader: "ts",
      },
      bundle: true,
      platform: "node",
      outfile,
    });
    // A real limit of the system on the size of a file, in blocks of 512 or 1024 bytes: the write stops half-way.
    const ran = spawnSync("sh", ["-c", `ulimit -f 64; exec "${process.execPath}" "${outfile}" "${logs()}"`], { encoding: "utf8" });
    const { before, failed, after } = JSON.parse(ran.stdout || "{}") as { before: number; failed: string; after: number };
    expect([failed, after], ran.stderr).toEqual(["HostError", before]);
    const next = await opened();
    await next.append([alive], true);
    await next.close();
    expect((await verifyLog(nodeLedgerFiles(logs()))).ok).toBe(true);
  });
});
