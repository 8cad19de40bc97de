/**
 * Owns: the time of day and waiting in a window that may be hidden: Chromium delays a hidden page's timers by up to a minute or two, a
 * worker's it does not (PRODUCT E2).
 * Never: a tick that nobody waits for - the worker has one timer, for whoever is due next, and none when nobody sleeps - and never code
 * from outside: the worker's is the one line below.
 */
import type { Clock } from "../../ports";
import { elapsedClock, type After } from "../elapsed";

/** Told in how many milliseconds to answer; less than 0: not at all. */
const CODE = "let timer;onmessage=({data})=>{clearTimeout(timer);if(data>=0)timer=setTimeout(()=>postMessage(0),data)}";

export interface WindowClock extends Clock {
  /** Ends the worker. Who still sleeps is woken by plain timers. */
  close(): void;
}

interface Sleeper {
  /** Steady time, milliseconds. */
  due: number;
  wake(): void;
}

const plainAfter: After = (ms, wake) => {
  const timer = window.setTimeout(wake, ms);
  return () => window.clearTimeout(timer);
};

/** The worker, null where there are none or where one is refused, e.g. by a content security policy. */
function startWorker(): Worker | null {
  if (typeof Worker === "undefined") return null;
  const address = URL.createObjectURL(new Blob([CODE], { type: "text/javascript" }));
  try {
    return new Worker(address, { name: "autonomous-employee-clock" });
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Timers that ask the worker for the next one that is due. A plain timer runs beside: a worker that dies or is refused costs punctuality, nothing else. */
class WorkerTimers {
  private readonly sleepers = new Set<Sleeper>();
  /** Undefined: not needed so far. */
  private worker: Worker | null | undefined;
  private armed = Infinity;

  readonly after: After = (ms, wake) => {
    let callOff = (): void => undefined;
    const end = (): void => {
      this.sleepers.delete(sleeper);
      callOff();
    };
    const sleeper: Sleeper = {
      due: performance.now() + ms,
      wake: () => {
        end();
        wake();
      },
    };
    callOff = plainAfter(ms, sleeper.wake);
    this.sleepers.add(sleeper);
    this.arm();
    return () => {
      end();
      this.arm();
    };
  };

  private arm(): void {
    const next = Math.min(...[...this.sleepers].map(({ due }) => due));
    if (next === this.armed) return;
    this.armed = next;
    this.worker ??= this.worker === undefined ? this.start() : null;
    this.worker?.postMessage(next === Infinity ? -1 : Math.max(0, next - performance.now()));
  }

  private start(): Worker | null {
    const worker = startWorker();
    if (!worker) return null;
    worker.onmessage = () => {
      this.armed = Infinity;
      const now = performance.now();
      for (const sleeper of [...this.sleepers]) if (sleeper.due <= now + 1) sleeper.wake();
      this.arm();
    };
    worker.onerror = () => {
      worker.terminate();
      this.worker = null;
    };
    return worker;
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}

/** Port `Clock` of a window. */
export function windowClock(): WindowClock {
  const timers = new WorkerTimers();
  return { ...elapsedClock(timers.after), close: () => timers.close() };
}
