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
  /** Failures since a run last ended well. */
  row: number;
  /** Left alone until then. */
  rests_until: number;
  /** A person was told that it is down, and it has not ended well since. */
  down: boolean;
}

export interface JobLimits {
  every_ms: number;
  /** Without a sign of life for this long it counts as stuck; longer than `SILENCE_MS` is never waited. */
  deadline_ms: number;
}

/**
 * The longest silence of a running job. With the pause before the next start it stays below the 30 seconds of E2. A wait that has an
 * end of its own (an answer with a deadline, a backoff) is no silence: whoever waits says until when.
 */
export const SILENCE_MS = 20_000;
/** The longest wait that can be announced; nothing here has to wait for longer on the spot. */
export const LONGEST_WAIT_MS = 5 * 60_000;
const WINDOW_MS = 5 * 60_000;
const MOST_RESTARTS = 3;
/** A crashed or stuck job is started again after 1, 2, 4 ... seconds. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 8000;
/** Of the time between two looks at the jobs at most this much counts as silence: in the rest the machine slept. */
const COUNTED_MS = 10_000;
/** For an interval that is no number. */
const ANY_INTERVAL_MS = 60_000;
const SHORTEST_INTERVAL_MS = 100;

export function newJob(now: number): JobRecord {
  return { generation: 0, running: false, beat_at: now, due_at: now, restarts: [], row: 0, rests_until: 0, down: false };
}

export function isDue(job: JobRecord, now: number): boolean {
  return !job.running && now >= job.due_at && now >= job.rests_until;
}

/** `busy_until`: end of the longest wait that the job has announced, 0 when it waits for nothing. */
export function isStuck(job: JobRecord, limits: JobLimits, now: number, busy_until = 0): boolean {
  const silence = limits.deadline_ms > 0 ? Math.min(limits.deadline_ms, SILENCE_MS) : SILENCE_MS;
  return job.running && now - Math.max(job.beat_at, busy_until) > silence;
}

/** Until when a wait that was announced counts: one without a real end does not keep a job from being given up. */
export function waitsUntil(limit_ms: number, now: number): number {
  return now + (Number.isNaN(limit_ms) ? 0 : Math.min(Math.max(0, limit_ms), LONGEST_WAIT_MS));
}

export function started(job: JobRecord, now: number): JobRecord {
  return { ...job, running: true, generation: job.generation + 1, beat_at: now, due_at: now };
}

/** A run ended well: it is over with being down, and with counting failures in a row. */
export function finished(job: JobRecord, limits: JobLimits, now: number): JobRecord {
  const every = Number.isFinite(limits.every_ms) ? Math.max(SHORTEST_INTERVAL_MS, limits.every_ms) : ANY_INTERVAL_MS;
  return { ...job, running: false, beat_at: now, due_at: now + every, row: 0, down: false };
}

/**
 * After a crash or hang. `alert`: more than 3 restarts in 5 minutes, or - where each attempt takes long before it hangs - more than 3 in a
 * row. The job then rests for 5 minutes and is tried once in each further 5, without another alert, until a run ends well.
 */
export function failed(job: JobRecord, now: number): { job: JobRecord; alert: boolean } {
  const restarts = [...job.restarts.filter((at) => now - at < WINDOW_MS), now];
  const row = job.row + 1;
  const isDown = job.down || restarts.length > MOST_RESTARTS || row > MOST_RESTARTS;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (restarts.length - 1));
  return {
    job: { ...job, running: false, row, down: isDown, restarts: isDown ? [] : restarts, due_at: now + pause, rests_until: isDown ? now + WINDOW_MS : 0 },
    alert: isDown && !job.down,
  };
}

/** All times of a job moved by `ms`. */
function moved(job: JobRecord, ms: number): JobRecord {
  const { beat_at, due_at, restarts, rests_until } = job;
  return { ...job, beat_at: beat_at + ms, due_at: due_at + ms, restarts: restarts.map((at) => at + ms), rests_until: rests_until + ms };
}

/**
 * What the time between two looks at the jobs means. A clock that was set back takes all times with it: nothing waits for yesterday to
 * come again. After a machine's sleep, due jobs are due, but one that was running is not stuck for having slept.
 */
export function lookedAgain(job: JobRecord, last: number, now: number): JobRecord {
  if (now < last) return moved(job, now - last);
  const slept = now - last - COUNTED_MS;
  return slept > 0 && job.running ? { ...job, beat_at: job.beat_at + slept } : job;
}
