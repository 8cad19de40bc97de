/**
 * Owns: which jobs the running employee has and how often each is due (PRODUCT E2, G7).
 * Never: what a round does (rounds.ts), or when a job counts as stuck (supervision).
 */
import { SILENCE_MS } from "../core/supervision";
import type { Watcher } from "../watcher";
import type { Life } from "./life";
import type { OpenLedger } from "./ledger";
import type { Rounds } from "./rounds";
import type { Job } from "./supervisor";
import type { Worked } from "./work";

const MINUTE_MS = 60_000;
/** How often the work round looks at notes and due actions by itself; every change makes it due at once. */
const WORK_EVERY_MS = 2000;
const SERVICES_EVERY_MS = 5 * MINUTE_MS;
/** Uptime is measured from these lines (PRODUCT L2). */
const ALIVE_EVERY_MS = 10 * MINUTE_MS;

/** What jobs that are no service are called. */
export const JOB_LABELS: Readonly<Record<string, string>> = { work: "The work on decisions and notes", services: "The look after services", reports: "The writing of reports", alive: "The sign of life" };

export interface JobsParts {
  rounds: Rounds;
  watchers: readonly Watcher[];
  now(): number;
  /** The ledger, when this process may write it; tries to open it first. */
  opened(): Promise<OpenLedger | null>;
  /** Something may look different now. */
  changed(): void;
  nudge(job: string): void;
  worked(observed: number, worked: Worked): void;
}

export function jobsOf({ rounds, watchers, now, opened, changed, nudge, worked }: JobsParts): Job[] {
  const job = (id: string, every_ms: number, run: (ledger: OpenLedger, life: Life) => Promise<unknown>, deadline_ms = SILENCE_MS): Job => ({
    id,
    every_ms,
    deadline_ms,
    run: async (life) => {
      const ledger = await opened();
      // Without the ledger there is nothing to do but to show why; that is no crash of the job.
      if (ledger && life.alive()) await run(ledger, life);
      changed();
    },
  });
  let replanned: number | null = null;
  let observed = 0;
  const watching = watchers.map(({ id, every_ms, deadline_ms }) => {
    const watch = async (ledger: OpenLedger, life: Life): Promise<void> => {
      const looked = await rounds.watch(ledger, id, life);
      observed += looked.observed;
      if (looked.more) nudge(id);
      nudge("work");
    };
    return job(id, every_ms, watch, deadline_ms);
  });
  const jobs: Job[] = [
    ...watching,
    job("work", WORK_EVERY_MS, async (ledger, life) => {
      const replan = replanned === null || now() < replanned || now() - replanned >= MINUTE_MS;
      if (replan) replanned = now();
      const done = await rounds.work(ledger, replan, life);
      worked(observed, done);
      observed = 0;
    }),
    job("services", SERVICES_EVERY_MS, (ledger, life) => rounds.look(ledger, {}, life)),
    job("reports", MINUTE_MS, (ledger, life) => rounds.report(ledger, life)),
    job("alive", ALIVE_EVERY_MS, (ledger) => ledger.append([{ event: "alive", data: { jobs: jobs.map(({ id }) => id) } }])),
  ];
  return jobs;
}
