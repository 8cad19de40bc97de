/**
 * Owns: what a simulated life is made from, as plain JSON: the same spec is the same life.
 * Never: anything that happens in it.
 */
import type { FaultName } from "./faults";
import type { Kind } from "./mails";
import type { PostKind } from "./posts";

/** One thing that goes wrong, at a point by its name (`nth` of that name, from 0) or, with `point` null, at the first fitting one after `nth` points. */
export interface Incident {
  point: string | null;
  nth: number;
  fault: FaultName;
  /** Chooses among what is there: which note, which action, how much. */
  pick: number;
}

/** What a person does between two rounds. `pick` chooses among the open actions. */
export const ACTS = ["reject", "undo", "edit", "pause", "resume", "go live", "dry run", "move back", "delete", "restore", "duplicate", "forge", "rename"] as const;
export type Act = (typeof ACTS)[number];

export interface LifeSpec {
  /** Chance of the life itself: how the person decides, and the jitter of retries. */
  seed: number;
  mails: { kind: Kind; round: number }[];
  /** What the owner hands in for the social services, to go out a minute later. Where there is none, they are not set up; where there is no mail, Gmail and Odoo are not. */
  posts: { kind: PostKind; round: number }[];
  incidents: Incident[];
  acts: { round: number; act: Act; pick: number }[];
  /** The clock is set, milliseconds forward or back. */
  jumps: { round: number; ms: number }[];
  /** Round in which Odoo goes live; 0: from the beginning. Null: never. */
  live_from: number | null;
  /** What the person does when the program stops and asks. */
  stopped: "restore" | "take over";
  /** The root folder stands already: the first start is not part of this life. */
  settled: boolean;
  /** The program is closed after each round and started for the next, as by a command on a schedule; otherwise it stays open. "until a fault": what was started again stays open. */
  closes: boolean | "until a fault";
  /** One that stays open was closed once before this round, and started for it. */
  closed_before?: number;
  /** Number of further points after which the second start is cut too; null: it is not. */
  second_cut: number | null;
}

export const QUIET: LifeSpec = { seed: 1, mails: [], posts: [], incidents: [], acts: [], jumps: [], live_from: 0, stopped: "restore", settled: false, closes: false, second_cut: null };

/** The last round in which something comes that is not a fault. */
export function lastRound({ acts, jumps, mails, posts, live_from }: LifeSpec): number {
  return Math.max(live_from ?? 0, ...[...acts, ...jumps, ...mails, ...posts].map(({ round }) => round));
}

/** Chance that can be repeated: numbers in [0, 1). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Chance that knows how far it has gone. */
export class Dice {
  rolled = 0;
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = chance(seed);
  }

  roll(): number {
    this.rolled += 1;
    return this.next();
  }

  /** `Math.random`, which retries ask for their jitter, is this chance while `act` lasts. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    const own = Math.random;
    Math.random = () => this.roll();
    try {
      return await act();
    } finally {
      Math.random = own;
    }
  }

  /** Goes on behind this many rolls. */
  skip(rolled: number): void {
    while (this.rolled < rolled) this.roll();
  }
}
