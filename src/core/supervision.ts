/**
 * Owns: when a job is due, stuck or given up, as pure functions over its record (PRODUCT E2).
 * Never: a timer. Elapsed time is compared; ticks are never counted, so a sleeping or hidden window changes nothing.
 */
export interface JobRecord {
  /** Grows with every start; what an older generation returns is dropped. */
  generation: number;
  running: boolean;
  /** Milliseconds since the epoch of the last sign of life. */
  beat_at: number;
  /** When it may start next. */
  due_at: number;
  /** Times of restarts after a crash or hang, newest last. */
  restarts: number[];
  /** Given up until then. */
  rests_until: number;
}

export interface JobLimits {
  every_ms: number;
  deadline_ms: number;
}

const WINDOW_MS = 5 * 60_000;
const MOST_RESTARTS = 3;
/** A crashed job is started again after 1, 2, 4 ... seconds, never later than 20: "in under 30 s". */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;

export function newJob(now: number): JobRecord {
  return { generation: 0, running: false, beat_at: now, due_at: now, restarts: [], rests_until: 0 };
}

export function isDue(job: JobRecord, now: number): boolean {
  return !job.running && now >= job.due_at && now >= job.rests_until;
}

export function isStuck(job: JobRecord, limits: JobLimits, now: number): boolean {
  return job.running && now - job.beat_at > limits.deadline_ms;
}

export function started(job: JobRecord, now: number): JobRecord {
  return { ...job, running: true, generation: job.generation + 1, beat_at: now, due_at: now };
}

export function finished(job: JobRecord, limits: JobLimits, now: number): JobRecord {
  return { ...job, running: false, beat_at: now, due_at: now + limits.every_ms };
}

/** After a crash or hang. `alert`: more than 3 restarts in 5 minutes; the job then rests until the window has passed. */
export function failed(job: JobRecord, now: number): { job: JobRecord; alert: boolean } {
  const restarts = [...job.restarts.filter((at) => now - at < WINDOW_MS), now];
  const alert = restarts.length > MOST_RESTARTS;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (restarts.length - 1));
  return {
    job: { ...job, running: false, restarts: alert ? [] : restarts, due_at: now + pause, rests_until: alert ? now + WINDOW_MS : 0 },
    alert,
  };
}
