/** Owns: proof that jobs that hang, throw or come late are restarted and dropped while the others go on (PRODUCT E2, G7). Never: a real wait. */
import { getEventListeners } from "node:events";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_WAIT_MS } from "../../src/core/supervision";
import { heardCall, Retired, type Life } from "../../src/engine/life";
import { systemClock } from "../../src/host/node/clock";
import { Supervisor, type Incident, type Job } from "../../src/engine/supervisor";
import type { Call } from "../../src/channel";
import { settle, TestClock } from "./world";

const never = (): Promise<void> => new Promise(() => undefined);

/** A supervisor over jobs; `heard` is what its witness heard. */
function over(...jobs: Job[]): { clock: TestClock; incidents: (Incident & { at: number })[]; well: string[]; supervisor: Supervisor } {
  const clock = new TestClock();
  const incidents: (Incident & { at: number })[] = [];
  const well: string[] = [];
  const supervisor = new Supervisor(jobs, clock, {
    restarted: async (incident) => void incidents.push({ ...incident, at: clock.time }),
    well: async (job) => void well.push(job),
  });
  supervisor.start();
  return { clock, incidents, well, supervisor };
}

const job = (id: string, run: Job["run"], over: Partial<Job> = {}): Job => ({ id, every_ms: 1_000, deadline_ms: 180_000, run, ...over });

/** What a job may throw, at once or later. */
const THROWN: [string, unknown][] = [
  ["an error", new Error("broken")],
  ["an error without words", new Error()],
  ["a text", "broken"],
  ["nothing", undefined],
  ["null", null],
  ["a symbol", Symbol("odd")],
  ["an object", { code: 7 }],
  ["an object without a prototype", Object.create(null)],
  ["an object that cannot be told", { toJSON: () => { throw new Error("no"); } }],
  ["a circle", (() => { const circle: { me?: unknown } = {}; circle.me = circle; return circle; })()],
];

describe("E2 a job that misbehaves", () => {
  it.each(THROWN)("throws %s, at once or later: it is restarted, the other goes on", async (_name, thrown) => {
    let [starts, ticks] = [0, 0];
    const sync = job("sync", () => {
      starts += 1;
      throw thrown;
    });
    const later = job("later", () => Promise.reject(thrown));
    const { clock, incidents } = over(sync, later, job("good", async () => void (ticks += 1)));
    await clock.advance(60_000);
    expect(starts).toBe(4);
    expect(incidents.filter(({ alert }) => alert).map(({ job: id }) => id).sort()).toEqual(["later", "sync"]);
    for (const { why } of incidents) expect(why).toEqual(expect.any(String));
    expect(ticks).toBeGreaterThan(50);
  });

  it("hangs at any moment: a new run begins within 30 s of its last sign of life, while the other goes on", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 19_000 }), { maxLength: 4 }), async (beats) => {
        const began: number[] = [];
        let last = 0;
        let ticks = 0;
        const clock = new TestClock();
        const hangs = job("hangs", async (life) => {
          began.push(clock.time);
          for (const pause of beats) {
            await clock.sleep(pause);
            life.beat();
          }
          last = clock.time;
          await never();
        });
        const supervisor = new Supervisor([hangs, job("good", async () => void (ticks += 1))], clock, { restarted: async () => undefined, well: async () => undefined });
        supervisor.start();
        await clock.advance(beats.reduce((sum, pause) => sum + pause, 0) + 1);
        const silent = last;
        await clock.advance(30_000);
        expect(began[1] ?? Infinity).toBeLessThan(silent + 30_000);
        expect(began[1]).toBeGreaterThan(silent + 19_000);
        expect(ticks).toBeGreaterThan(25);
      }),
      { numRuns: 30 },
    );
  });

  it("hangs again and again: after 3 restarts one alert, also over an hour; then it is well and says so", async () => {
    let broken = true;
    const { clock, incidents, well } = over(job("hangs", () => (broken ? never() : Promise.resolve())));
    await clock.advance(3_600_000);
    expect(incidents.filter(({ alert }) => alert)).toHaveLength(1);
    expect((incidents[3]?.at ?? Infinity) - (incidents[0]?.at ?? 0)).toBeLessThan(300_000);
    expect(well).toEqual([]);
    broken = false;
    await clock.advance(330_000);
    expect(well).toEqual(["hangs"]);
  });

  it("hangs in a wait that it announced: not before its end, and it alerts all the same", async () => {
    const { clock, incidents } = over(job("waits", (life) => life.during(90_000, never)));
    await clock.advance(109_000);
    expect(incidents).toEqual([]);
    await clock.advance(2_000);
    expect(incidents).toHaveLength(1);
    await clock.advance(6 * 60_000);
    expect(incidents.map(({ alert }) => alert)).toEqual([false, false, false, true]);
  });

  it.each([["no number", Number.NaN], ["without end", Infinity], ["of a year", 365 * 86_400_000], ["less than nothing", -1e15]])("hangs in a wait whose end is %s: it is given up all the same, the other goes on", async (_name, limit) => {
    let ticks = 0;
    const { clock, incidents } = over(job("waits", (life) => life.during(limit, never)), job("good", async () => void (ticks += 1)));
    await clock.advance(LONGEST_WAIT_MS + 22_000);
    expect(incidents[0]).toMatchObject({ job: "waits", alert: false });
    expect(ticks).toBeGreaterThan(200);
  });

  it("an announced wait that ended no longer counts", async () => {
    const { clock, incidents } = over(job("waits", async (life) => {
      await life.during(90_000, () => clockSleep(1_000));
      await never();
    }));
    const clockSleep = (ms: number): Promise<void> => clock.sleep(ms);
    await clock.advance(22_000);
    expect(incidents).toHaveLength(1);
  });

  it("what a retired run does late has no effect: no beat, no call, no result", async () => {
    const release: (() => void)[] = [];
    const lives: Life[] = [];
    const { clock, incidents, well } = over(job("late", async (life) => {
      lives.push(life);
      await new Promise<void>((resolve) => release.push(resolve));
    }));
    await clock.advance(25_000);
    expect(incidents).toHaveLength(1);
    const [first] = lives;
    if (!first) throw new Error("it never ran");
    const requests: string[] = [];
    const call = heardCall({ http: { request: async ({ url }: { url: string }) => (requests.push(url), { failure: "not_sent", cause: "dns", text: "" }) } } as unknown as Call, first);
    await expect(call.http.request({ method: "GET", url: "http://127.0.0.1/", headers: {}, timeout_ms: 1 })).rejects.toThrow(Retired);
    expect(requests).toEqual([]);
    release[0]?.();
    await settle();
    expect(well).toEqual([]);
    // Its end is not the end of the run that took its place, which is stuck in its turn.
    await clock.advance(20_000);
    expect(incidents).toHaveLength(2);
  });

  it("sleep: after eight hours what is due runs at once, and a run that was under way is not given up for it", async () => {
    let ran = 0;
    let wake: () => void = () => undefined;
    const { clock, incidents } = over(
      job("daily", async () => void (ran += 1), { every_ms: 3_600_000 }),
      job("long", (life) => new Promise<void>((resolve) => (wake = () => (life.beat(), resolve())))),
    );
    await clock.advance(1_000);
    clock.time += 8 * 3_600_000;
    await clock.advance(600);
    expect([ran, incidents.length]).toEqual([2, 0]);
    wake();
    await clock.advance(5_000);
    expect(incidents).toEqual([]);
  });

  it("clock set back by a day: the next run is not a day away", async () => {
    let ran = 0;
    const { clock } = over(job("minutely", async () => void (ran += 1), { every_ms: 60_000 }));
    await clock.advance(1_000);
    clock.time -= 24 * 3_600_000;
    // Sleepers of the virtual clock wait for the day to come again; the real one measures elapsed time.
    await clock.advance(24 * 3_600_000 + 61_000);
    expect(ran).toBeGreaterThan(1);
  });

  it("a witness that throws takes no job with it", async () => {
    const clock = new TestClock();
    let starts = 0;
    const supervisor = new Supervisor([job("bad", () => ((starts += 1), Promise.reject(new Error("no"))))], clock, {
      restarted: () => {
        throw new Error("the disk is full");
      },
      well: () => Promise.reject(new Error("the disk is full")),
    });
    supervisor.start();
    await clock.advance(20_000);
    expect(starts).toBe(4);
  });

  it("leaks: a watcher that leaves timers, waits and listeners behind in every run costs the supervisor none of its own, and hears each time that it was given up", async () => {
    const clock = new TestClock();
    let [mine, aborted, starts, ticks] = [0, 0, 0, 0];
    const listening = new Map<AbortSignal, number>();
    /** The supervisor's own sleeps and listeners. */
    const counted: Pick<TestClock, "now" | "sleep"> = {
      now: () => clock.now(),
      sleep: (ms, signal) => {
        mine += 1;
        return clock.sleep(ms, signal).finally(() => (mine -= 1));
      },
    };
    const leaks = job("leaks", (life) => {
      starts += 1;
      for (let count = 0; count < 100; count += 1) {
        void clock.sleep(365 * 86_400_000);
        void life.during(1, never);
        life.signal.addEventListener("abort", () => (aborted += 1));
      }
      listening.set(life.signal, starts);
      return never();
    });
    const supervisor = new Supervisor([leaks, job("good", async () => void (ticks += 1))], counted, { restarted: async () => undefined, well: async () => undefined });
    supervisor.start();
    await clock.advance(3_600_000);
    expect(starts).toBeGreaterThan(10);
    // One for the next look at the jobs, however many runs were given up.
    expect(mine).toBe(1);
    expect([...listening.keys()].filter(({ aborted: over }) => over).length).toBeGreaterThanOrEqual(starts - 1);
    expect(aborted).toBeGreaterThanOrEqual(100 * (starts - 1));
    expect(ticks).toBeGreaterThan(2_000);
    const stopped = supervisor.stop(5_000);
    await clock.advance(5_001);
    await stopped;
    expect([mine, aborted]).toEqual([0, 100 * starts]);
  });

  it("E2 the real clock leaves no listener at a signal behind, however often somebody sleeps on it", async () => {
    const stopping = new AbortController();
    const clock = systemClock();
    for (let count = 0; count < 50; count += 1) await clock.sleep(0, stopping.signal);
    expect(getEventListeners(stopping.signal, "abort")).toEqual([]);
    const asleep = clock.sleep(60_000, stopping.signal);
    expect(getEventListeners(stopping.signal, "abort")).toHaveLength(1);
    stopping.abort(new Error("enough"));
    await expect(asleep).rejects.toThrow("enough");
    expect(getEventListeners(stopping.signal, "abort")).toEqual([]);
  });

  it("stops while one hangs: the others finish, the hung one is given up after the grace", async () => {
    let aborted = false;
    const { clock, supervisor } = over(job("hangs", (life) => new Promise<void>(() => life.signal.addEventListener("abort", () => (aborted = true)))));
    await clock.advance(1_000);
    const stopped = supervisor.stop(5_000);
    await clock.advance(5_001);
    await stopped;
    expect(aborted).toBe(true);
  });
});
