/**
 * Owns: the time of day and waiting, on a machine that may be put to sleep or have its clock set.
 * Never: counted ticks; what counts is the time that went by.
 */
import type { Clock } from "../../ports";

/** A timer stands still while the machine sleeps: it is asked again at least this often. */
const SLICE_MS = 5_000;

/** Port `Clock`. `sleep` ends when the time went by on either clock: the steady one, or the wall clock that also ran through a sleep (PRODUCT E2). */
export function systemClock(): Clock {
  return {
    now: () => new Date(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const steady = performance.now();
        const wall = Date.now();
        let timer: NodeJS.Timeout | undefined;
        const stop = (): void => {
          clearTimeout(timer);
          const why: unknown = signal?.reason;
          reject(why instanceof Error ? why : new Error("The wait was called off."));
        };
        const look = (): void => {
          const left = ms - Math.max(performance.now() - steady, Date.now() - wall);
          if (left > 0) {
            timer = setTimeout(look, Math.min(left, SLICE_MS));
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
