/** Owns: proof that a log with a hole, a changed line or an effect without its papers is found (PRODUCT L1). Never: repairing one. */
import { describe, expect, it } from "vitest";
import { encode, hashOf, type Line } from "../../src/core/record";
import { recallHead } from "../../src/engine/memory";
import { verifyLog } from "../../src/engine/verify";
import { Bench } from "./bench";

/** The bench's log after one approved and settled action, rewritten by `change` and chained again. */
async function rewritten(change: (lines: Line[]) => Line[]): Promise<Awaited<ReturnType<typeof verifyLog>>> {
  const bench = await Bench.open();
  const id = await bench.propose();
  await bench.approve(id);
  await bench.round();
  const { files } = bench.process.ports;
  const [day = ""] = await files.days();
  const lines = new TextDecoder().decode((await files.read(day)) ?? new Uint8Array()).trim().split("\n").map((line) => JSON.parse(line) as Line);
  let prev = lines[0]?.prev ?? "";
  const text = change(lines).map((line, index) => {
    const encoded = encode({ ...line, seq: index + 1, prev });
    prev = hashOf(encoded);
    return `${encoded}\n`;
  });
  return verifyLog({ ...files, days: () => Promise.resolve([day]), read: () => Promise.resolve(new TextEncoder().encode(text.join(""))) });
}

describe("K5 the log only grows", () => {
  it("whatever happens, over days, what stood in a day's file stays as it was", async () => {
    const bench = await Bench.open();
    const { files } = bench.process.ports;
    const stood = new Map<string, string>();
    const look = async (): Promise<void> => {
      for (const day of await files.days()) {
        const now = new TextDecoder().decode((await files.read(day)) ?? new Uint8Array());
        expect(now.startsWith(stood.get(day) ?? "")).toBe(true);
        stood.set(day, now);
      }
      expect(await files.days()).toEqual(expect.arrayContaining([...stood.keys()]));
    };
    for (const slot of ["a", "b", "c"]) {
      const id = await bench.propose({}, { slot });
      await look();
      await bench.approve(id);
      await bench.round();
      await look();
      await bench.later(24 * 60 * 60_000);
      await look();
    }
    expect(stood.size).toBeGreaterThan(2);
  });
});

describe("L1 every outside effect has request, approval and result", () => {
  it("a whole log is whole", async () => {
    expect(await rewritten((lines) => lines)).toMatchObject({ ok: true, first_bad: null, unmatched: [] });
  });

  it.each(["proposed", "granted"])("a start without its %s line is named", async (event) => {
    const verified = await rewritten((lines) => lines.filter((line) => line.event !== event));
    expect(verified.ok).toBe(false);
    expect(verified.unmatched[0]).toMatch(/was started without/);
  });

  it("a start without a result, and a result without a start, are named", async () => {
    expect((await rewritten((lines) => lines.filter((line) => line.event !== "settled_done"))).unmatched[0]).toMatch(/has no result yet/);
    expect((await rewritten((lines) => lines.filter((line) => line.event !== "started"))).unmatched[0]).toMatch(/result without a start/);
  });

  it("an approval that an edit made void does not count", async () => {
    const verified = await rewritten((lines) =>
      lines.flatMap((line) => (line.event === "started" ? [{ ...line, event: "undone" as const, delivery: null, parameters: { by: "person" } }, line] : [line])),
    );
    expect(verified.unmatched[0]).toMatch(/without an approval/);
  });
});

describe("L1 verify-log names file and line of the first that is wrong", () => {
  const DAYS = ["2026-11-16", "2026-11-17", "2026-11-18"] as const;
  type Log = Map<string, string[]>;

  /** Three days of one business; `harm` changes its lines, or its stored texts. */
  async function damaged(harm: (log: Log, blobs: Map<string, Uint8Array>) => void, remembers = true): Promise<Awaited<ReturnType<typeof verifyLog>>> {
    const bench = await Bench.open();
    for (const day of DAYS) {
      await bench.receive(`mail-${day}`);
      await bench.later(24 * 60 * 60_000);
    }
    await bench.ledger.flush();
    const { disk } = bench.world;
    const log: Log = new Map([...disk.days.keys()].map((day) => [day, disk.text(day).split("\n").slice(0, -1)]));
    harm(log, disk.blobs);
    const { files, device } = bench.process.ports;
    const read = (day: string): Promise<Uint8Array | null> => Promise.resolve(log.has(day) ? new TextEncoder().encode((log.get(day) ?? []).map((line) => `${line}\n`).join("")) : null);
    return verifyLog({ ...files, days: () => Promise.resolve([...log.keys()].sort()), read }, remembers ? await recallHead(device) : null);
  }

  const change = (day: string, with_: (lines: string[]) => string[]) => (log: Log): void => void log.set(day, with_([...(log.get(day) ?? [])]));
  const foreign = JSON.stringify({ device: "laptop" });
  const [first, second] = DAYS;

  it("and nothing when all is well", async () => {
    expect(await damaged(() => undefined)).toMatchObject({ ok: true, first_bad: null, unmatched: [] });
  });

  const cases: [string, (log: Log, blobs: Map<string, Uint8Array>) => void, { file: string; line: number; why: RegExp }][] = [
    ["a changed character", change(second, (lines) => lines.toSpliced(2, 1, (lines[2] ?? "").replace('"actor":"', '"actor":"x'))), { file: second, line: 3, why: /was changed/ }],
    ["a changed character in the first line of all", change(first, (lines) => lines.toSpliced(0, 1, (lines[0] ?? "").replace('"actor":"', '"actor":"x'))), { file: first, line: 1, why: /was changed/ }],
    ["a changed character in the last line of a day", change(first, (lines) => [...lines.slice(0, -1), (lines.at(-1) ?? "").replace('"actor":"', '"actor":"x')]), { file: first, line: 3, why: /was changed/ }],
    ["a changed character in the last line but one", change("2026-11-19", (lines) => lines.map((line, index) => (index === lines.length - 2 ? line.replace('"actor":"', '"actor":"x') : line))), { file: "2026-11-19", line: 4, why: /was changed/ }],
    ["the ends of lines as another program writes them", change(second, (lines) => lines.map((line) => `${line}\r`)), { file: second, line: 1, why: /carriage return/ }],
    ["a reference to a stored text that is none", change(second, (lines) => lines.map((line, index) => (index === 4 ? line.replace(/"hash":"./, '"hash":"/') : line))), { file: second, line: 5, why: /names no stored text/ }],
    ["a removed line", change(second, (lines) => lines.toSpliced(2, 1)), { file: second, line: 3, why: /has number 7 after 5/ }],
    ["two lines in the wrong order", change(second, (lines) => lines.toSpliced(2, 2, lines[3] ?? "", lines[2] ?? "")), { file: second, line: 3, why: /has number 7 after 5/ }],
    ["a line twice", change(second, (lines) => lines.toSpliced(3, 0, lines[2] ?? "")), { file: second, line: 4, why: /has number 6 after 6/ }],
    ["a number left out", change(second, (lines) => lines.map((line, index) => (index < 3 ? line : line.replace(/"seq":(\d+)/, (_, seq) => `"seq":${Number(seq) + 1}`)))), { file: second, line: 4, why: /has number 8 after 6/ }],
    ["another line before", change(second, (lines) => lines.map((line, index) => (index === 2 ? line.replace(/"prev":"..../, '"prev":"0000') : line))), { file: second, line: 3, why: /does not follow/ }],
    ["a foreign line in the middle", change(second, (lines) => lines.toSpliced(2, 0, foreign)), { file: second, line: 3, why: /lacks or garbles/ }],
    ["a foreign line at the end, as ours look", change("2026-11-19", (lines) => [...lines, (lines.at(-1) ?? "").replace(/"seq":(\d+)/, (_, seq) => `"seq":${Number(seq) + 1}`)]), { file: "2026-11-19", line: 6, why: /does not follow/ }],
    ["garbage in the middle", change(second, (lines) => lines.toSpliced(1, 1, "\u0000\u0001")), { file: second, line: 2, why: /is not JSON/ }],
    ["a missing day", (log) => void log.delete(second), { file: "2026-11-18", line: 1, why: /the file before it is missing/ }],
    ["a missing first day", (log) => void log.delete(first), { file: second, line: 1, why: /the file before it is missing/ }],
    ["a day cut at its end", change(first, (lines) => lines.slice(0, -1)), { file: second, line: 1, why: /the file before it is missing, cut/ }],
    ["a file without its first line", change(second, (lines) => lines.slice(1)), { file: second, line: 1, why: /is not a checkpoint/ }],
    ["a renamed file", (log) => (log.set("2026-11-25", log.get("2026-11-19") ?? []), void log.delete("2026-11-19")), { file: "2026-11-25", line: 1, why: /was renamed/ }],
    ["a stored text that was changed", (_log, blobs) => void blobs.set([...blobs.keys()][1] ?? "", new TextEncoder().encode("other")), { file: second, line: 5, why: /stored text that was changed/ }],
  ];
  it.each(cases)("%s", async (_what, harm, { file, line, why }) => {
    const { ok, first_bad } = await damaged(harm);
    expect({ ok, file: first_bad?.file, line: first_bad?.line }).toEqual({ ok: false, file, line });
    expect(first_bad?.why).toMatch(why);
  });

  it("a missing end, by what this device remembers; without that memory a shorter log is a whole one", async () => {
    const cut = change("2026-11-19", (lines) => lines.slice(0, -1));
    expect((await damaged(cut)).first_bad).toMatchObject({ file: "2026-11-19", why: expect.stringContaining("is missing: the log ends at line") as string });
    expect((await damaged(cut, false)).first_bad).toBeNull();
  });

  it("a stored text that the owner erased is no damage", async () => {
    expect((await damaged((_log, blobs) => blobs.clear())).first_bad).toBeNull();
  });
});
