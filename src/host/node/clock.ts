/**
 * Owns: the time of day and waiting, headless: nothing throttles a process without a window.
 * Never: a timer other than Node's own.
 */
import type { Clock } from "../../ports";
import { elapsedClock, type After } from "../elapsed";

const after: After = (ms, wake) => {
  const timer = setTimeout(wake, ms);
  return () => clearTimeout(timer);
};

/** Port `Clock` for a process. */
export function systemClock(): Clock {
  return elapsedClock(after);
}
