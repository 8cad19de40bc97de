/**
 * K6 E3: a mail that could not be dealt with. What silently goes wrong here: one bad moment, and a customer's request is never looked at again.
 */
import { describe, expect, it } from "vitest";
import type { Understanding } from "../../src/engine/intake-parts";
import { Bench } from "./bench";
import { understanding } from "./books";

const DAY = 86_400_000;

/** Fails on every mail while it is broken; counts how often it was asked. */
function fragile() {
  const state = { broken: true, asked: 0 };
  const reads: Understanding = {
    ...understanding,
    understand: (mail, context) => {
      state.asked += 1;
      if (state.broken) throw new Error("The thread [[ended]].");
      return understanding.understand(mail, context);
    },
  };
  return { state, reads };
}

async function failed() {
  const bench = await Bench.open();
  const { state, reads } = fragile();
  bench.parts.understanding = reads;
  await bench.receive("m");
  await bench.round();
  return { bench, state, note: () => bench.world.notes.get(bench.world.in("Needs_Action")[0] ?? "") ?? "" };
}
const filed = (bench: Bench) => bench.ledger.state.observations["inbox:m"]?.filed;

describe("K6 E3 a mail whose understanding failed", () => {
  it("is a note that says so and how it goes on; within the day nothing is tried", async () => {
    const { bench, state, note } = await failed();
    const { asked } = state;
    for (let round = 0; round < 5; round += 1) await bench.later(60_000);
    expect([state.asked, filed(bench)?.failed?.times]).toEqual([asked, 1]);
    expect(note()).toMatch(/once a day, 3 times in all/);
    expect(note()).not.toContain("[[ended");
  });

  it("is tried again the next day: the action is there, and the note that said otherwise is put away", async () => {
    const { bench, state } = await failed();
    state.broken = false;
    await bench.later(DAY);
    expect([filed(bench)?.as, filed(bench)?.failed, Object.keys(bench.ledger.state.actions).length]).toEqual(["action", undefined, 1]);
    expect([bench.world.in("Needs_Action"), bench.world.in("Completed").length]).toEqual([[], 1]);
  });

  it("also after a restart, from the ledger alone", async () => {
    const { bench } = await failed();
    const next = await bench.restart();
    await next.later(DAY);
    expect(filed(next)?.as).toBe("action");
  });

  it("is tried three times by itself and no more, and by a tick at any time, once for each tick", async () => {
    const { bench, state, note } = await failed();
    for (let day = 0; day < 6; day += 1) await bench.later(DAY);
    expect([filed(bench)?.failed?.times, note().includes("tried: 3")]).toEqual([3, true]);
    const tick = () => bench.edit(bench.world.in("Needs_Action")[0] ?? "", (text) => text.replace("read_again: false", "read_again: true"));
    tick();
    const { asked } = state;
    for (let round = 0; round < 3; round += 1) await bench.later(60_000);
    expect([filed(bench)?.failed?.times, note().includes("read_again: false")]).toEqual([4, true]);
    expect(state.asked).toBeGreaterThan(asked);
    tick();
    state.broken = false;
    await bench.later(60_000);
    expect(filed(bench)?.as).toBe("action");
  });

  it("what the owner wrote into the note stays, and a note that was thrown away is not written again, nor tried", async () => {
    const { bench, state, note } = await failed();
    bench.edit(bench.world.in("Needs_Action")[0] ?? "", (text) => `${text}\nCalled them.\n`);
    await bench.later(DAY);
    expect(note()).toContain("Called them.");
    bench.world.notes.delete(bench.world.in("Needs_Action")[0] ?? "");
    const { asked } = state;
    await bench.later(DAY);
    expect([bench.world.in("Needs_Action"), state.asked]).toEqual([[], asked]);
  });

  it("a power cut at any step of the second try loses nothing and doubles nothing", async () => {
    for (let step = 0, cut = true; cut && step < 40; step += 1) {
      const { bench, state } = await failed();
      state.broken = false;
      bench.process.arm(step, "lost");
      cut = await bench.later(DAY).then(() => false, () => true);
      const next = await (cut ? Bench.open(bench.settings, bench) : bench.restart());
      await next.later(60_000);
      await next.later(60_000);
      expect([filed(next)?.as, Object.keys(next.ledger.state.actions).length], `step ${step}`).toEqual(["action", 1]);
      expect(next.world.in("Needs_Action").map((path) => next.world.notes.get(path)), `step ${step}`).toEqual([]);
    }
  });
});

describe("K6 a mail that was filed, and fails later", () => {
  it("is said on the dashboard as long as it fails", async () => {
    const bench = await Bench.open();
    bench.books.down = true;
    await bench.receive("m");
    await bench.round();
    const { state, reads } = fragile();
    bench.parts.understanding = reads;
    expect((await bench.later(60_000)).questions.join()).toMatch(/inbox:m.*cannot be taken further/);
    state.broken = false;
    expect((await bench.later(60_000)).questions).toEqual([]);
  });
});
