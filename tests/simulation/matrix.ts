/**
 * Owns: the crash matrix - for every fault point of a story, at every time it is passed, everything that can go wrong there.
 * Never: a picked list of points: they are what the story passed when nothing went wrong.
 */
import type { Point } from "../engine/world-ports";
import { faultOf, FAULT_NAMES, type FaultName } from "./faults";
import { Life } from "./life";
import { isWrite } from "./partners";
import { QUIET, type LifeSpec } from "./spec";

/** The stories whose every point is tried. */
export const STORIES: Record<string, LifeSpec> = {
  /** First start; a request of a known customer, one of a stranger, one that lacks a fact, and one that is nothing. */
  "three requests": { ...QUIET, seed: 3, mails: [{ kind: "clear", round: 0 }, { kind: "stranger", round: 0 }, { kind: "vague", round: 0 }, { kind: "newsletter", round: 0 }] },
  /** Rehearsed first, then live. */
  "dry run, then live": { ...QUIET, seed: 2, mails: [{ kind: "clear", round: 0 }], live_from: 3 },
};

export interface Passed {
  name: string;
  nth: number;
  point: Point;
  /** A power cut here could lose something. */
  unsynced: boolean;
}

/** Where everything is on disk the cache is empty; and to a read that nobody heard the answer of, it is all one whether it was carried out. */
function sameAsAnother(name: FaultName, { request }: Point, unsynced: boolean): boolean {
  if (name.includes("cache")) return !unsynced;
  return request !== undefined && !isWrite(request) && (name.includes("done") || name === "answer lost");
}

/** Every point that a quiet life passes, with how often it was passed before. */
export async function pointsOf(spec: LifeSpec): Promise<Passed[]> {
  const life = new Life({ ...spec, incidents: [] });
  await life.live_through();
  const seen = new Map<string, number>();
  return life.trace.map((name, index) => {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { name, nth, point: life.points[index] ?? { name, about: "" }, unsynced: life.unsynced.has(index) };
  });
}

/** One life for every point, time and fault. Which note is meant and how old a ledger is changes from life to life. */
export async function matrix(story: string): Promise<LifeSpec[]> {
  const spec = STORIES[story] ?? QUIET;
  const lives: LifeSpec[] = [];
  for (const { name, nth, point, unsynced } of await pointsOf(spec)) {
    for (const fault of FAULT_NAMES) {
      if (!faultOf(fault).fits(point) || sameAsAnother(fault, point, unsynced)) continue;
      const number = lives.length;
      lives.push({
        ...spec,
        incidents: [{ point: name, nth, fault, pick: number }],
        // A part of the second starts is cut too.
        second_cut: number % 3 === 0 ? number % 40 : null,
        stopped: number % 4 < 2 ? "restore" : "take over",
      });
    }
  }
  return lives;
}
