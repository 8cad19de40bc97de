/**
 * Owns: running jobs side by side, each with a heartbeat, a deadline and generations (PRODUCT E2, G7).
 * Never: what a job does. A hung promise cannot be killed: its generation is retired and what it returns late is dropped.
 */
import { failed, finished, isDue, isStuck, newJob, started, type JobLimits, type JobRecord } from "../core/supervision";
import type { Clock } from "../ports";

export interface Job extends JobLimits {
  id: string;
  /** `beat` is a sign of life; `alive` turns false when this generation was retired. */
  run(life: { signal: AbortSignal; beat: () => void; alive: () => boolean }): Promise<void>;
}

export interface Incident {
  job: string;
  generation: number;
  why: string;
  /** More than 3 restarts in 5 minutes: the job rests, a person is told. */
  alert: boolean;
}

const TICK_MS = 500;

export class Supervisor {
  private readonly records = new Map<string, JobRecord>();
  private readonly aborts = new Map<string, AbortController>();
  private readonly runs = new Set<Promise<void>>();
  private stopping: AbortController | null = null;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: readonly Job[],
    private readonly clock: Clock,
    private readonly onIncident: (incident: Incident) => Promise<void>,
  ) {
    for (const job of jobs) this.records.set(job.id, newJob(clock.now().getTime()));
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
    for (const abort of this.aborts.values()) abort.abort();
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
      const record = this.records.get(job.id);
      if (!record) continue;
      if (isStuck(record, job, now)) this.retire(job, record.generation, `gave no sign of life for ${Math.round(job.deadline_ms / 1000)} s`);
      else if (isDue(record, now)) this.launch(job, record, now);
    }
  }

  private launch(job: Job, record: JobRecord, now: number): void {
    const begun = started(record, now);
    this.records.set(job.id, begun);
    const abort = new AbortController();
    this.aborts.set(job.id, abort);
    const alive = (): boolean => this.records.get(job.id)?.generation === begun.generation && !abort.signal.aborted;
    const beat = (): void => {
      const current = this.records.get(job.id);
      if (current && alive()) this.records.set(job.id, { ...current, beat_at: this.clock.now().getTime() });
    };
    const run = job
      .run({ signal: abort.signal, beat, alive })
      .then(() => {
        const current = this.records.get(job.id);
        if (!current || !alive()) return;
        const done = finished(current, job, this.clock.now().getTime());
        // A nudge during the run asks for another one right after it.
        this.records.set(job.id, current.due_at === 0 ? { ...done, due_at: 0 } : done);
      })
      .catch((error: unknown) => {
        if (alive()) this.retire(job, begun.generation, error instanceof Error ? error.message : String(error));
      })
      .finally(() => this.runs.delete(run));
    this.runs.add(run);
  }

  private retire(job: Job, generation: number, why: string): void {
    const record = this.records.get(job.id);
    if (!record) return;
    this.aborts.get(job.id)?.abort();
    const { job: next, alert } = failed({ ...record, generation: record.generation + 1 }, this.clock.now().getTime());
    this.records.set(job.id, next);
    void this.onIncident({ job: job.id, generation, why, alert }).catch(() => undefined);
  }
}
