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
  "dry run, then live": { ...QUIET, seed: 2, mails: [{ kind: "clear", round: 0 }], live_from: 2 },
};

export interface Passed {
  name: string;
  nth: number;
  point: Point;
  /** A power cut here could lose something. */
  unsynced: boolean;
  /** Since the read before nobody looked at a file. */
  unseen: boolean;
}

const isRead = ({ request }: Point): boolean => request !== undefined && !isWrite(request);

/**
 * Is this fault the same life as another one of the matrix? Where everything is on disk the cache is empty. Whether a read was carried out
 * whose answer nobody heard is all one, and so is a power cut after it or before what comes next. What happens to files after a read, when
 * nobody looked at one since, happens as if it were before it.
 */
function sameAsAnother(name: FaultName, { point, unsynced, unseen }: Passed): boolean {
  const { group } = faultOf(name);
  if (name.includes("cache") && !unsynced) return true;
  if ((group === "vault" || group === "ledger") && unseen) return true;
  return isRead(point) && (name.includes("done") || name === "answer lost" || name.startsWith("power after"));
}

/** Every point that a quiet life passes, with how often it was passed before. */
export async function pointsOf(spec: LifeSpec): Promise<Passed[]> {
  const life = new Life({ ...spec, incidents: [] });
  await life.live_through();
  const seen = new Map<string, number>();
  return life.trace.map((name, index) => {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const before = life.points[index - 1];
    const unseen = before !== undefined && isRead(before) && !life.looked.has(index);
    return { name, nth, point: life.points[index] ?? { name, about: "" }, unsynced: life.unsynced.has(index), unseen };
  });
}

/** One life for every point, time and fault. Which note is meant and how old a ledger is changes from life to life. */
export async function matrix(story: string): Promise<LifeSpec[]> {
  const spec = STORIES[story] ?? QUIET;
  const lives: LifeSpec[] = [];
  for (const passed of await pointsOf(spec)) {
    const { name, nth, point } = passed;
    for (const fault of FAULT_NAMES) {
      if (!faultOf(fault).fits(point) || sameAsAnother(fault, passed)) continue;
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
