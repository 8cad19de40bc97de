/**
 * Owns: the crash matrix - for every fault point of a story, at every time it is passed, everything that can go wrong there.
 * Never: a picked list of points: they are what the story passed when nothing went wrong.
 */
import type { Point } from "../engine/world-ports";
import { faultOf, FAULT_NAMES, type FaultName } from "./faults";
import { Life } from "./life";
import { momentOf, type Moment } from "./moment";
import { isWrite } from "./partners";
import { settle } from "./settled";
import { QUIET, type LifeSpec } from "./spec";

/** The stories whose every point is tried. */
export const STORIES: Record<string, LifeSpec> = {
  /** First start; a request of a stranger, one that lacks a fact, and one that is nothing. */
  "first days": { ...QUIET, seed: 3, mails: [{ kind: "stranger", round: 0 }, { kind: "vague", round: 0 }, { kind: "newsletter", round: 0 }], closes: "until a fault" },
  /** A request, changed by a second mail of the same thread while its invoice waits for approval. */
  "a thread": { ...QUIET, seed: 4, mails: [{ kind: "clear", round: 0 }, { kind: "change", round: 1 }], settled: true, closes: "until a fault" },
  /** A post for Facebook, X and LinkedIn with a time of its own. LinkedIn refuses it first; what was written shows late. */
  "a post": { ...QUIET, seed: 5, posts: [{ kind: "notice", round: 0 }], settled: true, closes: "until a fault" },
  /** Rehearsed first, then live, with a program that stays open. */
  "dry run, then live": { ...QUIET, seed: 2, mails: [{ kind: "clear", round: 0 }], live_from: 2, settled: true },
};

export interface Passed {
  name: string;
  nth: number;
  /** In which round. */
  round: number;
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
  await settle();
  const life = new Life({ ...spec, incidents: [] });
  const ends: number[] = [];
  life.onRound = () => ends.push(life.trace.length);
  await life.jitter.during(() => life.live_through());
  const seen = new Map<string, number>();
  return life.trace.map((name, index) => {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const before = life.points[index - 1];
    const unseen = before !== undefined && isRead(before) && !life.looked.has(index);
    return { name, nth, round: ends.filter((end) => end <= index).length, point: life.points[index] ?? { name, about: "" }, unsynced: life.unsynced.has(index), unseen };
  });
}

/** Of how many faults a read that is passed again meets one each time: the short stories are tried more densely. */
const READ_AGAIN: Record<string, number> = { "a thread": 2, "dry run, then live": 2 };
const OTHERWISE = 6;

/**
 * A point that is passed again and again meets every fault the first time. After that a read - the same question, at another moment of the same
 * story - meets a part of them each time, in turn, and what happens to notes meanwhile leaves out a third of its kinds. What happens to a
 * write itself happens every time.
 */
function isTurnOf(kind: number, { nth, point }: Passed, story: string): boolean {
  if (nth === 0) return true;
  const turns = READ_AGAIN[story] ?? OTHERWISE;
  if (isRead(point)) return kind % turns === nth % turns;
  const fault = FAULT_NAMES[kind];
  return fault === undefined || faultOf(fault).group !== "vault" || kind % 3 !== nth % 3;
}

/** A cell of the matrix: a life, and the moment of the quiet one from which it may go on. */
export interface Cell {
  spec: LifeSpec;
  from: Moment | undefined;
}

/** The moments between the rounds of a story in which nothing has gone wrong yet, and no program runs. */
async function momentsOf(spec: LifeSpec): Promise<Moment[]> {
  const moments: Moment[] = [];
  // Something is always still to come, as in every life of the matrix before its fault.
  const life = new Life({ ...spec, incidents: [{ point: "nowhere", nth: 0, fault: "power before", pick: 0 }] });
  life.onRound = () => {
    if (spec.closes !== false || spec.closed_before === life.rounds + 1) moments.push(momentOf(life));
  };
  await life.jitter.during(() => life.live_through());
  return moments;
}

/** A point that is tried, in the story that comes to it, from the last moment before it. */
interface Tried {
  spec: LifeSpec;
  passed: Passed;
  from: Moment | undefined;
}

/**
 * Every point of a story. While a program stays open there is no moment from which another life could go on: the points of its later rounds are
 * tried in the same story with a program that was closed once, two rounds before, and has been open for a whole round.
 */
async function triedOf(spec: LifeSpec): Promise<Tried[]> {
  const points = await pointsOf(spec);
  if (spec.closes !== false) {
    const moments = await momentsOf(spec);
    return points.map((passed, index) => ({ spec, passed, from: moments.findLast(({ trace }) => trace.length <= index) }));
  }
  const early = points.filter(({ round }) => round < 2).map((passed) => ({ spec, passed, from: undefined }));
  const late: Tried[] = [];
  for (let round = 2; round <= (points.at(-1)?.round ?? 0); round += 1) {
    const again = { ...spec, closed_before: round - 1 };
    const [from] = await momentsOf(again);
    late.push(...(await pointsOf(again)).filter((passed) => passed.round === round).map((passed) => ({ spec: again, passed, from })));
  }
  return [...early, ...late];
}

/** One life for every point, time and fault. Which note is meant and how old a ledger is changes from life to life. */
export async function matrix(story: string): Promise<Cell[]> {
  await settle();
  const cells: Cell[] = [];
  for (const { spec, passed, from } of await triedOf(STORIES[story] ?? QUIET)) {
    const { name, nth, point } = passed;
    for (const [kind, fault] of FAULT_NAMES.entries()) {
      if (!faultOf(fault).fits(point) || sameAsAnother(fault, passed) || !isTurnOf(kind, passed, story)) continue;
      const number = cells.length;
      const incidents = [{ point: name, nth, fault, pick: number }];
      // A part of the second starts is cut too.
      const second_cut = number % 8 === 0 ? number % 40 : null;
      cells.push({ spec: { ...spec, incidents, second_cut, stopped: number % 4 < 2 ? "restore" : "take over" }, from });
    }
  }
  return cells;
}
