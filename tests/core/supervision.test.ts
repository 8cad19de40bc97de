/** Owns: proof of E2's numbers, by comparing times. Never: a timer. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { failed, finished, isDue, isStuck, newJob, started } from "../../src/core/supervision";

const LIMITS = { every_ms: 60_000, deadline_ms: 30_000 };
const T = 1_000_000;

describe("E2 when a job is due, stuck, given up", () => {
  it("is due at once, not while it runs, and again after its interval", () => {
    const job = newJob(T);
    expect(isDue(job, T)).toBe(true);
    const running = started(job, T);
    expect(isDue(running, T + 1e9)).toBe(false);
    const done = finished(running, LIMITS, T + 500);
    expect([isDue(done, T + 60_499), isDue(done, T + 60_500)]).toEqual([false, true]);
  });

  it("is stuck after its deadline without a sign of life, never when it does not run", () => {
    const running = started(newJob(T), T);
    expect([isStuck(running, LIMITS, T + 30_000), isStuck(running, LIMITS, T + 30_001)]).toEqual([false, true]);
    expect(isStuck({ ...running, beat_at: T + 20_000 }, LIMITS, T + 40_000)).toBe(false);
    expect(isStuck(finished(running, LIMITS, T), LIMITS, T + 1e9)).toBe(false);
  });

  it("each start is a new generation", () => {
    const first = started(newJob(T), T);
    expect(started(finished(first, LIMITS, T), T).generation).toBe(first.generation + 1);
  });

  it("a crashed job starts again in under 30 s, every time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 12 }), (pauses) => {
        let job = newJob(T);
        let now = T;
        for (const pause of pauses) {
          now += pause;
          const after = failed(started(job, now), now);
          job = after.job;
          if (!after.alert) expect(isDue(job, now + 29_999)).toBe(true);
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

  it("failures that are 5 minutes apart never alert", () => {
    let job = newJob(T);
    for (let crash = 0; crash < 20; crash += 1) {
      const after = failed(started(job, T + crash * 100_000), T + crash * 100_000);
      expect(after.alert).toBe(false);
      job = after.job;
    }
  });
});
