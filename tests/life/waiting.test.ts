/** Owns: proof that what Odoo finishes after we gave up on it is found, whenever it does, and never sent twice (PRODUCT K3, O4). Never: a real wait. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Channel, Operation } from "../../src/channel";
import { GIVEN_UP_MS, lookRepeatedly } from "../../src/integrations/odoo/waiting";
import { AT_PANEL, Bench, LIVE, newWorld } from "../engine/bench";
import { booksChannel } from "../engine/books";

const receipt = { id: "1", label: "INV/1", url: null, data: {}, difference: null };

/** A service that cuts every write and commits it `delay` later (null: never), on the world's clock; its lookup is Odoo's. */
function slowService(delay: number | null): { channel: Channel; commits: number[]; sent: () => number } {
  const commits: number[] = [];
  let sent = 0;
  const [plain] = Object.values(booksChannel.operations);
  if (!plain) throw new Error("the books have no operation");
  const slow: Operation = {
    ...plain,
    perform: async (_payload, _attempt, call) => {
      sent += 1;
      // Whatever becomes of the one who asked: the server goes on.
      if (delay !== null) commits.push(call.now().getTime() + delay);
      return { kind: "unknown", problem: { code: "CUT", effect: "Unknown.", cause: "The connection broke.", next: "Wait." } };
    },
    lookup: (_payload, attempt, call) => lookRepeatedly(attempt, call, async () => (commits.some((at) => at <= call.now().getTime()) ? receipt : null)),
  };
  return { channel: { ...booksChannel, operations: { ...booksChannel.operations, invoice: slow } }, commits, sent: () => sent };
}

/** A round, with everybody who sleeps woken in time. */
async function round(bench: Bench): Promise<void> {
  const state = { done: false };
  const going = bench.round().finally(() => (state.done = true));
  while (!state.done) await bench.world.clock.advance(200);
  await going;
}

/** Lives through `ms` in rounds of 2 seconds, until it is no longer unknown; the program starts anew at the given times. Returns how long it took. */
async function live(bench: Bench, id: string, restarts: number[], channel: Channel, ms = 600_000): Promise<{ bench: Bench; took: number }> {
  const began = bench.world.clock.time;
  const ahead = [...restarts].sort((a, b) => a - b);
  let now = bench;
  while (now.status(id) === "unknown" && now.world.clock.time - began < ms) {
    await now.world.clock.advance(2_000);
    if (ahead.length > 0 && now.world.clock.time - began >= (ahead[0] ?? 0)) {
      ahead.shift();
      now.process.kill("lost");
      now = await Bench.open(LIVE, now, [channel]);
    }
    await round(now);
  }
  return { bench: now, took: now.world.clock.time - began };
}

async function approved(channel: Channel): Promise<{ bench: Bench; id: string }> {
  const bench = await Bench.open(LIVE, newWorld(), [channel]);
  const id = await bench.propose();
  await bench.approve(id, AT_PANEL);
  await round(bench);
  return { bench, id };
}

describe("K3 a service that finishes what we gave up on", () => {
  it("is found at every delay, also beyond the deadline of a write, also after up to two restarts; it is sent once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(0, 200, 760, 3_000, 59_999, 61_000, 120_000, GIVEN_UP_MS - 1), fc.integer({ min: 0, max: GIVEN_UP_MS })), fc.array(fc.integer({ min: 0, max: GIVEN_UP_MS }), { maxLength: 2 }), async (delay, restarts) => {
        const { channel, sent } = slowService(delay);
        const { bench, id } = await approved(channel);
        const { bench: last, took } = await live(bench, id, restarts, channel);
        expect(last.status(id)).toBe("done");
        expect(sent()).toBe(1);
        expect(last.world.events().filter((event) => event === "found_absent")).toEqual([]);
        // Bounded: seen at the latest a good minute after it stood there.
        expect(took).toBeLessThan(delay + 75_000);
      }),
      { numRuns: 25 },
    );
  });

  it("one that never did it: unclear with the reason on the card, then absent, within five minutes, across restarts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: GIVEN_UP_MS }), { maxLength: 2 }), async (restarts) => {
        const { channel, sent } = slowService(null);
        const { bench, id } = await approved(channel);
        expect(bench.action(id).deliveries["books"]?.problem?.cause).toContain("may still be at work");
        const { bench: last, took } = await live(bench, id, restarts, channel);
        expect([last.status(id), sent()]).toEqual(["failed", 1]);
        expect(took).toBeGreaterThan(GIVEN_UP_MS - 5_000);
        expect(took).toBeLessThan(300_000);
      }),
      { numRuns: 10 },
    );
  });

  it("a person may say so at any time while it waits", async () => {
    for (const happened of [true, false]) {
      const { channel, sent } = slowService(null);
      const { bench, id } = await approved(channel);
      expect(await bench.wish({ kind: "resolve", id, happened })).toMatchObject({ ok: true });
      const { bench: last } = await live(bench, id, [], channel);
      expect([last.status(id), sent()]).toEqual([happened ? "done" : "failed", 1]);
    }
  });
});
