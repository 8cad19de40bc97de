/** Owns: proof of E2's numbers, by comparing times. Never: a timer. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { failed, finished, isDue, isStuck, lookedAgain, newJob, SILENCE_MS, started } from "../../src/core/supervision";

const LIMITS = { every_ms: 60_000, deadline_ms: 30_000 };
const T = Date.parse("2026-11-16T08:00:00Z");

describe("E2 when a job is due, stuck, given up", () => {
  it("is due at once, not while it runs, and again after its interval", () => {
    const job = newJob(T);
    expect(isDue(job, T)).toBe(true);
    const running = started(job, T);
    expect(isDue(running, T + 1e9)).toBe(false);
    const done = finished(running, LIMITS, T + 500);
    expect([isDue(done, T + 60_499), isDue(done, T + 60_500)]).toEqual([false, true]);
  });

  it("is stuck after its deadline without a sign of life, never when it does not run, and never later than 20 s", () => {
    const running = started(newJob(T), T);
    const short = { ...LIMITS, deadline_ms: 5_000 };
    expect([isStuck(running, short, T + 5_000), isStuck(running, short, T + 5_001)]).toEqual([false, true]);
    for (const deadline_ms of [20_000, 180_000, Infinity, Number.NaN, 0, -1]) {
      expect([isStuck(running, { ...LIMITS, deadline_ms }, T + 20_000), isStuck(running, { ...LIMITS, deadline_ms }, T + 20_001)]).toEqual([false, true]);
    }
    expect(isStuck({ ...running, beat_at: T + 30_000 }, LIMITS, T + 40_000)).toBe(false);
    expect(isStuck(finished(running, LIMITS, T), LIMITS, T + 1e9)).toBe(false);
  });

  it("an announced wait is no silence until it should have ended", () => {
    const running = started(newJob(T), T);
    expect([isStuck(running, LIMITS, T + 80_000, T + 60_000), isStuck(running, LIMITS, T + 80_001, T + 60_000)]).toEqual([false, true]);
  });

  it("an interval that is no number, or none, stops no job and starts no storm", () => {
    for (const [every_ms, due] of [[Number.NaN, 60_000], [Infinity, 60_000], [0, 100], [-5, 100]] as const) {
      const done = finished(started(newJob(T), T), { ...LIMITS, every_ms }, T);
      expect([isDue(done, T + due - 1), isDue(done, T + due)]).toEqual([false, true]);
    }
  });

  it("sleep of the machine: what was due runs at once, what was running is not stuck for having slept", () => {
    const [idle, running] = [finished(started(newJob(T), T), LIMITS, T), started(newJob(T), T)];
    const woke = T + 8 * 3_600_000;
    expect(isDue(lookedAgain(idle, T + 500, woke), woke)).toBe(true);
    const after = lookedAgain(running, T + 500, woke);
    expect(isStuck(after, LIMITS, woke)).toBe(false);
    expect(isStuck(after, LIMITS, woke + 20_000)).toBe(true);
  });

  it("a clock that was set back by a day delays nothing: due times, rests and signs of life go with it", () => {
    const day = 24 * 3_600_000;
    const idle = lookedAgain(finished(started(newJob(T), T), LIMITS, T), T + 1_000, T + 1_000 - day);
    expect([isDue(idle, T + 59_999 - day), isDue(idle, T + 60_000 - day)]).toEqual([false, true]);
    const running = lookedAgain(started(newJob(T), T), T + 1_000, T + 1_000 - day);
    expect(isStuck(running, LIMITS, T + 20_001 - day)).toBe(true);
  });

  it("each start is a new generation", () => {
    const first = started(newJob(T), T);
    expect(started(finished(first, LIMITS, T), T).generation).toBe(first.generation + 1);
  });

  it("a crashed or stuck job starts again in under 30 s after its last sign of life, until a person was told", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 400_000 }), fc.boolean()), { minLength: 1, maxLength: 12 }), (crashes) => {
        let job = newJob(T);
        let now = T;
        for (const [pause, well] of crashes) {
          now += pause;
          if (well) job = finished(started(job, now), LIMITS, now);
          // Hung from the first moment; noticed when it counts as stuck.
          const noticed = now + SILENCE_MS + 1;
          const after = failed(started(job, now), noticed);
          job = after.job;
          now = noticed;
          if (!job.down) expect(isDue(job, noticed - SILENCE_MS + 29_000)).toBe(true);
        }
      }),
    );
  });

  it("the fourth failure within 5 minutes alerts and rests for 5 minutes; then it is tried again", () => {
    let job = newJob(T);
    const alerts: boolean[] = [];
    for (let crash = 0; crash < 4; crash += 1) {
      const after = failed(started(job, T + crash * 60_000), T + crash * 60_000);
      alerts.push(after.alert);
      job = after.job;
    }
    expect(alerts).toEqual([false, false, false, true]);
    const given_up = T + 3 * 60_000;
    expect([isDue(job, given_up + 299_999), isDue(job, given_up + 300_000)]).toEqual([false, true]);
  });

  it("failures with runs between them that end well never alert when they are 100 s apart", () => {
    let job = newJob(T);
    for (let crash = 0; crash < 20; crash += 1) {
      const after = failed(started(job, T + crash * 100_000), T + crash * 100_000);
      expect(after.alert).toBe(false);
      job = finished(started(after.job, T + crash * 100_000 + 50_000), LIMITS, T + crash * 100_000 + 50_000);
    }
  });

  it("more than 3 failures in a row alert also when each takes minutes to come", () => {
    let job = newJob(T);
    const alerts = [0, 1, 2, 3].map((crash) => {
      const after = failed(started(job, T + crash * 200_000), T + crash * 200_000);
      job = after.job;
      return after.alert;
    });
    expect(alerts).toEqual([false, false, false, true]);
  });

  it("alerts once per outage: while it is down it is tried once in 5 minutes; a run that ends well ends the outage", () => {
    let job = newJob(T);
    let now = T;
    const alerts: boolean[] = [];
    for (let crash = 0; crash < 10; crash += 1) {
      now = Math.max(job.due_at, job.rests_until, now);
      const after = failed(started(job, now), now);
      alerts.push(after.alert);
      if (crash >= 4) expect(after.job.rests_until - now).toBe(300_000);
      job = after.job;
    }
    expect(alerts.filter(Boolean)).toHaveLength(1);
    job = finished(started(job, now), LIMITS, now);
    expect([job.down, job.row]).toEqual([false, 0]);
    const again = [0, 1, 2, 3].map((crash) => {
      const after = failed(started(job, now + crash), now + crash);
      job = after.job;
      return after.alert;
    });
    expect(again).toEqual([false, false, false, true]);
  });
});
