/**
 * Owns: running jobs side by side, each with a heartbeat, a deadline and generations (PRODUCT E2, G7).
 * Never: what a job does. A hung promise cannot be killed: its generation is retired and what it returns late is dropped.
 */
import { failed, finished, isDue, isStuck, lookedAgain, newJob, SILENCE_MS, started, waitsUntil, type JobLimits, type JobRecord } from "../core/supervision";
import { reasonOf } from "../core/failure";
import type { Clock } from "../ports";
import type { Life } from "./life";

export interface Job extends JobLimits {
  id: string;
  run(life: Life & { signal: AbortSignal }): Promise<void>;
}

export interface Incident {
  job: string;
  generation: number;
  why: string;
  /** More than 3 restarts in 5 minutes: the job rests, a person is told. Once per outage. */
  alert: boolean;
}

/** Who hears of what happens to jobs. */
export interface Witness {
  restarted(incident: Incident): Promise<void>;
  /** The first run that ended well, after the start or after an alert. */
  well(job: string): Promise<void>;
}

/** One run of a job. */
interface Run {
  generation: number;
  abort: AbortController;
  /** Ends of the waits that it announced. */
  waits: Set<{ until: number }>;
}

const TICK_MS = 500;

export class Supervisor {
  private readonly records = new Map<string, JobRecord>();
  private readonly newest = new Map<string, Run>();
  private readonly runs = new Set<Promise<void>>();
  /** Jobs of which a person has not heard that they are well. */
  private readonly doubtful = new Set<string>();
  private looked: number;
  private stopping: AbortController | null = null;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: readonly Job[],
    private readonly clock: Clock,
    private readonly witness: Witness,
  ) {
    this.looked = clock.now().getTime();
    for (const { id } of jobs) {
      this.records.set(id, newJob(this.looked));
      this.doubtful.add(id);
    }
  }

  start(): void {
    if (this.stopping) return;
    const stopping = new AbortController();
    this.stopping = stopping;
    this.loop = this.beatUntil(stopping.signal);
  }

  /** Makes a job due at once. */
  nudge(id: string): void {
    const record = this.records.get(id);
    if (record) this.records.set(id, { ...record, due_at: 0 });
  }

  /** No new starts; the run in hand of each job may finish within `grace_ms`, then it is retired. */
  async stop(grace_ms = 5000): Promise<void> {
    this.stopping?.abort();
    await this.loop;
    const deadline = new AbortController();
    const grace = this.clock.sleep(grace_ms, deadline.signal).catch(() => undefined);
    await Promise.race([Promise.allSettled([...this.runs]), grace]);
    deadline.abort();
    for (const { abort } of this.newest.values()) abort.abort();
    this.stopping = null;
  }

  private async beatUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.tick();
      await this.clock.sleep(TICK_MS, signal).catch(() => undefined);
    }
  }

  /** One look at all jobs; called by the loop, and by tests with a clock of their own. */
  tick(): void {
    const now = this.clock.now().getTime();
    for (const job of this.jobs) {
      const kept = this.records.get(job.id);
      if (!kept) continue;
      const record = lookedAgain(kept, this.looked, now);
      this.records.set(job.id, record);
      const run = this.newest.get(job.id);
      if (run) this.moveWaits(run, record.beat_at - kept.beat_at);
      const busy = Math.max(0, ...[...(run?.waits ?? [])].map(({ until }) => until));
      if (isStuck(record, job, now, busy)) this.retire(job, record.generation, `gave no sign of life for ${Math.round(Math.min(job.deadline_ms || SILENCE_MS, SILENCE_MS) / 1000)} s`);
      else if (isDue(record, now)) this.launch(job, record, now);
    }
    this.looked = now;
  }

  private moveWaits({ waits }: Run, ms: number): void {
    for (const wait of waits) wait.until += ms;
  }

  private launch(job: Job, record: JobRecord, now: number): void {
    const begun = started(record, now);
    this.records.set(job.id, begun);
    const run: Run = { generation: begun.generation, abort: new AbortController(), waits: new Set() };
    this.newest.set(job.id, run);
    const ending = this.carryOut(job, run).finally(() => this.runs.delete(ending));
    this.runs.add(ending);
  }

  /** Never throws, whatever the job throws, and whenever. */
  private async carryOut(job: Job, run: Run): Promise<void> {
    const life = this.lifeOf(job.id, run);
    try {
      await job.run(life);
      if (life.alive()) this.finish(job);
    } catch (error) {
      if (life.alive()) this.retire(job, run.generation, reasonOf(error));
    }
  }

  private lifeOf(id: string, run: Run): Life & { signal: AbortSignal } {
    const alive = (): boolean => this.newest.get(id) === run && !run.abort.signal.aborted;
    const beat = (): void => {
      const current = this.records.get(id);
      if (current && alive()) this.records.set(id, { ...current, beat_at: this.clock.now().getTime() });
    };
    const during = async <T>(limit_ms: number, work: () => Promise<T>): Promise<T> => {
      beat();
      const wait = { until: waitsUntil(limit_ms, this.clock.now().getTime()) };
      run.waits.add(wait);
      try {
        return await work();
      } finally {
        run.waits.delete(wait);
        beat();
      }
    };
    return { signal: run.abort.signal, beat, alive, during };
  }

  private finish(job: Job): void {
    const current = this.records.get(job.id);
    if (!current) return;
    const done = finished(current, job, this.clock.now().getTime());
    // A nudge during the run asks for another one right after it.
    this.records.set(job.id, current.due_at <= 0 ? { ...done, due_at: 0 } : done);
    if (this.doubtful.delete(job.id)) this.tell(() => this.witness.well(job.id));
  }

  private retire(job: Job, generation: number, why: string): void {
    const record = this.records.get(job.id);
    if (!record) return;
    this.newest.get(job.id)?.abort.abort();
    this.newest.delete(job.id);
    const { job: next, alert } = failed({ ...record, generation: record.generation + 1 }, this.clock.now().getTime());
    this.records.set(job.id, next);
    if (next.down) this.doubtful.add(job.id);
    this.tell(() => this.witness.restarted({ job: job.id, generation, why, alert }));
  }

  /** A witness that fails must not take the jobs with it. */
  private tell(say: () => Promise<void>): void {
    void Promise.resolve().then(say).catch(() => undefined);
  }
}
