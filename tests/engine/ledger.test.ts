/** Owns: proof of what the ledger promises - one writer, in order, chained, on disk where it must be, stopping rather than guessing. Never: a real disk. */
import { describe, expect, it } from "vitest";
import type { NewEvent } from "../../src/core/event";
import { encode, hashOf, type Line } from "../../src/core/record";
import type { Ledger } from "../../src/engine/ledger";
import { recallHead } from "../../src/engine/memory";
import { LedgerStopped } from "../../src/engine/stopped";
import { verifyLog } from "../../src/engine/verify";
import { Bench, ledgerOn, newWorld } from "./bench";
import { Process, settle, type World } from "./world";

const DAY = 24 * 60 * 60_000;
const OPEN = { takeOver: false };
const alive: NewEvent = { event: "alive", data: { jobs: [] } };

async function opened(world: World = newWorld().world, options = OPEN): Promise<{ world: World; process: Process; ledger: Ledger }> {
  const process = new Process(world);
  const ledger = ledgerOn(process);
  await ledger.open(options);
  return { world, process, ledger };
}

/** Why a start does not execute. */
async function refusal(world: World, options = OPEN): Promise<LedgerStopped> {
  const error: unknown = await opened(world, options).then(() => null, (reason: unknown) => reason);
  if (!(error instanceof LedgerStopped)) throw new Error(`It was opened, or failed otherwise: ${String(error)}`);
  return error;
}

const verified = (world: World): Promise<boolean> => verifyLog(new Process(world).ports.files).then(({ ok }) => ok);

describe("L1 the chain", () => {
  it("every line carries the hash of the one before, numbers without a gap, over days and starts", async () => {
    const { world, process, ledger } = await opened();
    for (let day = 0; day < 3; day += 1) {
      await ledger.append([alive, alive], true);
      world.clock.time += DAY;
    }
    process.kill("lost");
    await opened(world);
    expect([...world.disk.days.keys()]).toEqual(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]);
    const lines = world.lines();
    lines.forEach((line, index) => {
      expect(line["seq"]).toBe(index + 1);
      expect(line["prev"]).toBe(index === 0 ? "0".repeat(64) : hashOf(encode(lines[index - 1] as unknown as Line)));
    });
    expect(await verified(world)).toBe(true);
  });

  it("a day's file opens with a checkpoint, so a start reads at most two files however long the history", async () => {
    const bench = await Bench.open();
    const id = await bench.propose();
    for (let day = 0; day < 40; day += 1) {
      bench.world.clock.time += DAY;
      await bench.ledger.append([alive]);
    }
    await bench.ledger.close();
    bench.world.holder = null;
    bench.world.disk.reads.length = 0;
    const next = await Bench.open(bench.settings, bench);
    expect(next.status(id)).toBe("waiting");
    expect(new Set(bench.world.disk.reads).size).toBeLessThanOrEqual(2);
    for (const day of bench.world.disk.days.keys()) expect(bench.world.disk.text(day)).toMatch(/^[^\n]*"event":"checkpoint"/);
  });

  it("E5 midnight with the power cut at the first line of the new day: the day before serves", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    world.clock.time += DAY;
    process.arm(1, "torn");
    await expect(ledger.append([alive])).rejects.toThrow();
    const after = world.disk.text("2026-11-17");
    expect(after === "" || !after.endsWith("\n")).toBe(true);
    world.disk.reads.length = 0;
    const { ledger: next } = await opened(world);
    expect(new Set(world.disk.reads).size).toBeLessThanOrEqual(2);
    expect(next.state.seq).toBeGreaterThan(3);
    expect(await verified(world)).toBe(true);
  });

  it("a clock set back never writes to an older day, and the start after it finds everything", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive]);
    const before = world.disk.text("2026-11-16");
    world.clock.time -= 3 * DAY;
    await ledger.append([alive], true);
    expect([...world.disk.days.keys()]).toEqual(["2026-11-16"]);
    expect(world.disk.text("2026-11-16").startsWith(before)).toBe(true);
    process.kill("lost");
    const { ledger: next } = await opened(world);
    await next.append([alive]);
    expect([...world.disk.days.keys()]).toEqual(["2026-11-16"]);
    expect(await verified(world)).toBe(true);
  });
});

describe("E5 torn tails", () => {
  it("an incomplete last line is cut off and noted; the chain goes on", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    await ledger.append([{ event: "paused", data: { by: "owner", reason: "never synced" } }]);
    process.kill("torn");
    expect(world.disk.text("2026-11-16").endsWith("\n")).toBe(false);
    const { ledger: next } = await opened(world);
    expect(world.events().slice(-2)).toEqual(["opened", "torn_tail_cut"]);
    expect(next.state.paused).toBeNull();
    expect(await verified(world)).toBe(true);
  });

  it("lines that were never synced may be gone; the start goes on by itself", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive]);
    process.kill("lost");
    await expect(opened(world)).resolves.toBeDefined();
    expect(await verified(world)).toBe(true);
  });

  it("a damaged line in the middle stops, names file and line, and leaves the file as it is", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    process.kill("lost");
    const file = world.disk.days.get("2026-11-16");
    const lines = world.disk.text("2026-11-16").split("\n");
    const damaged = [lines[0], lines[1]?.replace('"employee"', '"somebody"'), ...lines.slice(2)].join("\n");
    if (file) file.now = new TextEncoder().encode(damaged);
    const { text, again } = await refusal(world);
    expect(text).toContain("line 3 of Logs/2026-11-16.json");
    expect(again).toBe(false);
    expect(world.disk.text("2026-11-16")).toBe(damaged);
  });

  it("a line that is not JSON, or one taken out of the middle, stops too", async () => {
    for (const harm of [(lines: string[]) => ["{", ...lines.slice(1)], (lines: string[]) => [...lines.slice(0, 1), ...lines.slice(2)]]) {
      const { world, process, ledger } = await opened();
      await ledger.append([alive, alive], true);
      process.kill("lost");
      const file = world.disk.days.get("2026-11-16");
      if (file) file.now = new TextEncoder().encode(harm(world.disk.text("2026-11-16").split("\n")).join("\n"));
      expect((await refusal(world)).text).toContain("Logs/2026-11-16.json");
    }
  });
});

describe("E4 one ledger, one writer", () => {
  it("a line that somebody else chained behind a log that this device had closed decides nothing: the start stops, verify-log names it, a person takes over", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    await ledger.close();
    process.kill("kept");
    const lines = world.disk.text("2026-11-16").split("\n").slice(0, -1);
    const last = JSON.parse(lines.at(-1) ?? "") as Line;
    const forged = encode({ ...last, event: "resumed", parameters: { by: "person" }, seq: last.seq + 1, prev: hashOf(lines.at(-1) ?? "") });
    world.disk.create("2026-11-16", `${[...lines, forged].join("\n")}\n`);
    const { text } = await refusal(world);
    expect(text).toContain("line 3 differs, or others follow it");
    expect(text).not.toContain("are not part of this log");
    const { files, device } = new Process(world).ports;
    expect((await verifyLog(files, await recallHead(device))).first_bad).toMatchObject({ line: 4, why: expect.stringContaining("not written by this device") as string });
    const { ledger: next } = await opened(world, { takeOver: true });
    expect(next.state.epoch).toBe(2);
  });

  it("a head older than this device remembers stops, until a person takes over", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    const old = world.disk.text("2026-11-16");
    await ledger.append([alive], true);
    process.kill("kept");
    world.disk.create("2026-11-16", old);
    expect((await refusal(world)).text).toContain("an older copy was restored or synced");
    expect(world.disk.text("2026-11-16")).toBe(old);
    await opened(world, { takeOver: true });
    expect(await verified(world)).toBe(true);
    await expect(opened(world)).resolves.toBeDefined();
  });

  it("another ledger of the same length is noticed by the hash", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    process.kill("kept");
    const other = await opened();
    other.world.clock.time += 1000;
    await other.ledger.append([alive], true);
    world.disk.create("2026-11-16", other.world.disk.text("2026-11-16"));
    expect((await refusal(world)).text).toContain("is not the one this device wrote");
  });

  it("a folder of the other realm is refused, and nothing is written", async () => {
    const { world, process } = await opened();
    process.kill("kept");
    const before = world.disk.text("2026-11-16");
    const sandbox = ledgerOn(new Process(world), "sandbox");
    await expect(sandbox.open({ takeOver: true })).rejects.toThrow("real business");
    expect(world.disk.text("2026-11-16")).toBe(before);
  });

  it("another device does not execute unless it takes over; the epoch grows, and the former one notices", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    process.kill("kept");
    const memory = new Map(world.memory);
    world.device = "phone";
    world.memory.clear();
    expect((await refusal(world)).text).toContain("Another device (laptop) executes");
    const { ledger: taken } = await opened(world, { takeOver: true });
    expect([taken.state.device, taken.state.epoch]).toEqual(["phone", 2]);
    world.device = "laptop";
    world.memory.clear();
    for (const [name, value] of memory) world.memory.set(name, value);
    expect((await refusal(world)).text).toContain("Another device (phone) executes");
  });

  it("the device that `released` names goes on by itself, with the next epoch; nobody else does, not even the former one", async () => {
    const { world, process, ledger } = await opened();
    await ledger.release("phone", "owner");
    await expect(ledger.append([alive])).rejects.toThrow("has handed over");
    process.kill("kept");
    expect((await refusal(world)).text).toContain("handed over to the device phone");
    world.memory.clear();
    world.device = "tablet";
    expect((await refusal(world)).text).toContain("handed over to the device phone");
    world.device = "phone";
    const { ledger: next } = await opened(world);
    expect([next.state.device, next.state.epoch, next.state.released]).toEqual(["phone", 2, false]);
    expect(world.events()).not.toContain("taken_over");
  });

  it("after a `released` that names nobody, a person says who goes on: no two devices take it up by themselves", async () => {
    const { world, process, ledger } = await opened();
    await ledger.release(null, "owner");
    process.kill("kept");
    for (const device of ["laptop", "phone"]) {
      world.device = device;
      expect((await refusal(world)).text).toContain("nobody executes");
    }
    world.memory.clear();
    const { ledger: next } = await opened(world, { takeOver: true });
    expect([next.state.device, next.state.epoch]).toEqual(["phone", 2]);
  });
});

describe("E4 the guard before every `started`", () => {
  const harms: [string, (world: World) => void][] = [
    ["swapped for a copy", (world) => void world.disk.create("2026-11-16", world.disk.text("2026-11-16"))],
    ["deleted", (world) => void world.disk.days.delete("2026-11-16")],
    ["appended to", (world) => { const file = world.disk.days.get("2026-11-16"); if (file) world.disk.append(file, "{}\n"); }],
    ["edited in place, same length", (world) => {
      const file = world.disk.days.get("2026-11-16");
      if (file) file.now = new TextEncoder().encode(world.disk.text("2026-11-16").replace(/"jobs":\["a"\](?![\s\S]*"jobs")/, '"jobs":["b"]'));
    }],
  ];
  it.each(harms)("notices a file that was %s", async (_what, harm) => {
    const { world, ledger } = await opened();
    await ledger.append([{ event: "alive", data: { jobs: ["a"] } }], true);
    await ledger.guard();
    harm(world);
    await expect(ledger.guard()).rejects.toThrow("changed by something else");
    await expect(ledger.append([alive])).rejects.toThrow("changed by something else");
    expect(ledger.stopped?.again).toBe(false);
  });

  it("a new day does not go on from a file that was swapped away, and its lines are kept", async () => {
    const { world, ledger } = await opened();
    const older = world.disk.text("2026-11-16");
    await ledger.append([alive, alive], true);
    world.disk.create("2026-11-16", older);
    world.clock.time += DAY;
    await expect(ledger.append([alive])).rejects.toThrow(LedgerStopped);
    expect([[...world.disk.days.keys()], world.disk.blobs.size]).toEqual([["2026-11-16"], 1]);
  });

  it("nothing is sent on a swapped file", async () => {
    const bench = await Bench.open();
    const id = await bench.propose();
    await bench.round();
    await bench.approve(id);
    bench.books.onRead = () => void bench.world.disk.create("2026-11-16", bench.world.disk.text("2026-11-16"));
    await expect(bench.round()).rejects.toThrow("changed by something else");
    expect(bench.books.records).toEqual([]);
  });

  it("is not alarmed by lines that this program appends while it looks", async () => {
    const { ledger, process } = await opened();
    const { read } = process.ports.files;
    process.ports.files.read = async (day) => {
      await settle();
      return read(day);
    };
    const writing = Array.from({ length: 20 }, () => [ledger.append([alive], true), ledger.guard()]).flat();
    await expect(Promise.all(writing)).resolves.toBeDefined();
    expect(ledger.stopped).toBeNull();
  });
});

describe("E5 a disk that fails", () => {
  it("a full disk stops; opening again with room loses nothing that was promised", async () => {
    const bench = await Bench.open();
    const first = await bench.propose();
    await bench.ledger.flush();
    bench.world.disk.free = 700;
    await expect(bench.propose({}, { slot: "second" })).rejects.toThrow("No space");
    expect(bench.ledger.stopped?.again).toBe(true);
    await expect(bench.ledger.append([alive])).rejects.toThrow("could not be written");
    bench.world.disk.free = Infinity;
    await bench.ledger.close();
    const again = await Bench.open(bench.settings, bench);
    expect(Object.keys(again.ledger.state.actions)).toEqual([first]);
    expect(await verified(bench.world)).toBe(true);
  });

  it("E4: a copy of the newest file under the name of a later day is not taken for the newest: the start stops and names it", async () => {
    const { world, process, ledger } = await opened();
    await ledger.append([alive], true);
    process.kill("kept");
    const newest = world.disk.days.get("2026-11-16");
    if (newest === undefined) throw new Error("There is no file.");
    world.disk.days.set("2026-12-24", structuredClone(newest));
    expect((await refusal(world)).text).toMatch(/Logs\/2026-12-24.json is dated 2026-11-16: the file was renamed or copied/);
  });

  it("a file for the new day that something else made stops for a person, not only until the next try", async () => {
    const { world, ledger } = await opened();
    world.clock.time += DAY;
    world.disk.create("2026-11-17", world.disk.text("2026-11-16"));
    await expect(ledger.append([alive])).rejects.toThrow("appeared while the program was running");
    expect(ledger.stopped?.again).toBe(false);
    expect(ledger.stopped?.text).toMatch(/^Logs\/2026-11-17.json appeared/);
  });

  it("a listener that throws neither stops the ledger nor takes the line back", async () => {
    const { world, ledger } = await opened();
    ledger.onAppend(() => {
      throw new Error("a view has a bug");
    });
    await ledger.append([alive]).catch(() => undefined);
    await ledger.append([alive]).catch(() => undefined);
    expect(ledger.stopped).toBeNull();
    expect(world.events().slice(-2)).toEqual(["alive", "alive"]);
  });

  it("after closing nothing is written, not even on a new day", async () => {
    const { world, ledger } = await opened();
    await ledger.close();
    world.clock.time += DAY;
    await expect(ledger.append([alive])).rejects.toThrow("closed");
    expect([...world.disk.days.keys()]).toEqual(["2026-11-16"]);
  });

  it("appends of many at once keep their order, and an impossible one leaves no trace", async () => {
    const bench = await Bench.open();
    const id = await bench.propose();
    const before = bench.ledger.state.seq;
    const results = await Promise.allSettled([
      bench.ledger.append([alive]),
      bench.ledger.append([{ event: "undone", action_id: id, data: { by: "x" } }]),
      bench.ledger.append([alive], true),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(bench.ledger.state.seq).toBe(before + 2);
    expect(await verified(bench.world)).toBe(true);
  });
});
