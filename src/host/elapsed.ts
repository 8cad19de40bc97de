/**
 * Owns: waiting on a machine that may be put to sleep or have its clock set, whatever its timers are.
 * Never: counted ticks; what counts is the time that went by.
 */
import type { Clock } from "../ports";

/** Calls `wake` once after about `ms`, never much earlier; the answer calls it off. */
export type After = (ms: number, wake: () => void) => () => void;

/** A timer stands still while the machine sleeps: it is asked again at least this often. */
const SLICE_MS = 5_000;

/** Port `Clock`. `sleep` ends when the time went by on either clock: the steady one, or the wall clock that also ran through a sleep (PRODUCT E2). */
export function elapsedClock(after: After): Clock {
  return {
    now: () => new Date(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const steady = performance.now();
        const wall = Date.now();
        let callOff = (): void => undefined;
        const stop = (): void => {
          callOff();
          const why: unknown = signal?.reason;
          reject(why instanceof Error ? why : new Error("The wait was called off."));
        };
        const look = (): void => {
          const left = ms - Math.max(performance.now() - steady, Date.now() - wall);
          if (left > 0) {
            callOff = after(Math.min(left, SLICE_MS), look);
            return;
          }
          signal?.removeEventListener("abort", stop);
          resolve();
        };
        if (signal?.aborted === true) return stop();
        signal?.addEventListener("abort", stop, { once: true });
        look();
      }),
  };
}
