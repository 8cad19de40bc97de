/**
 * Owns: living one life and judging it, and adding up what many lives were like.
 * Never: chance of its own: `Math.random`, which retries ask for their jitter, is the life's own while it lasts.
 */
import type { FaultName } from "./faults";
import { judge } from "./invariants";
import { Life } from "./life";
import { goOnFrom, type Moment } from "./moment";
import { settle } from "./settled";
import type { LifeSpec } from "./spec";
import { stateOf } from "./state";

export interface Outcome {
  /** Sentences about invariants that do not hold. */
  wrong: string[];
  life: Life;
}

/** What makes many lives cheaper and none different: where one begins, and states whose rest was lived already and found good. */
export interface Shortcuts {
  from?: Moment | undefined;
  known?: Set<string>;
}

/** Lives a spec to its end. The same spec gives the same outcome. */
export async function liveOut(spec: LifeSpec, { from, known }: Shortcuts = {}): Promise<Outcome> {
  await settle();
  const life = new Life(spec);
  if (from) goOnFrom(life, from);
  const states: string[] = [];
  if (known)
    life.isKnown = (next) => {
      const state = stateOf(life, next);
      if (state === null) return false;
      states.push(state);
      return known.has(state);
    };
  try {
    const wrong = await life.jitter.during(async () => (await life.live_through(), life.joined ? [] : judge(life)));
    if (wrong.length === 0) for (const state of states) known?.add(state);
    return { life, wrong };
  } catch (error) {
    return { life, wrong: [`the life broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`] };
  }
}

/** What a failing life is told as, with the command that lives it again. */
export function told(spec: LifeSpec, { wrong, life }: Outcome): string {
  return [...wrong.map((why) => `WRONG  ${why}`), ...life.story.map((line) => `       ${line}`), `Again: npm run test:lives -- --life '${JSON.stringify(spec)}'`].join("\n");
}

/** Counts over many lives; all of them are the same in every run of the same seeds. */
export interface Figures {
  lives: number;
  /** Lives that came to a state from which another one had gone on to a good end; only up to there they were lived. */
  joined: number;
  /** Points passed, by name. */
  points: Record<string, number>;
  faults: Partial<Record<FaultName, number>>;
  starts: number;
  mails: number;
  /** Posts that were handed in. */
  posts: number;
  /** Writes that left for a service. */
  writes: number;
  /** Actions whose outcome a person was asked for. */
  asked: number;
  /** Times that a person had to put the ledger right, or to take over. */
  stopped: number;
  broken: Record<string, number>;
}

export const NO_FIGURES = (): Figures => ({ lives: 0, joined: 0, points: {}, faults: {}, starts: 0, mails: 0, posts: 0, writes: 0, asked: 0, stopped: 0, broken: {} });

function add(into: Record<string, number>, key: string, count = 1): void {
  into[key] = (into[key] ?? 0) + count;
}

export function count(figures: Figures, { wrong, life }: Outcome): void {
  figures.lives += 1;
  if (life.joined) figures.joined += 1;
  for (const name of life.trace) add(figures.points, name);
  for (const { fault } of life.agenda.fired) add(figures.faults, fault);
  figures.starts += life.starts - life.starts_before;
  figures.mails += life.delivered.length;
  figures.posts += life.person.posted.size;
  figures.writes += life.left;
  figures.asked += life.person.resolved.size;
  figures.stopped += life.stops;
  for (const why of wrong) add(figures.broken, why.split(":")[0] ?? "");
}
