/** Owns: proof that a log with a hole, a changed line or an effect without its papers is found (PRODUCT L1). Never: repairing one. */
import { describe, expect, it } from "vitest";
import { encode, hashOf, type Line } from "../../src/core/record";
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
