/**
 * Owns: one thread's share of the lives: it takes a task, lives it, and answers with counts and with what went wrong.
 * Never: which tasks there are (scripts/lives.mjs).
 */
import * as fc from "fast-check";
import { parentPort } from "node:worker_threads";
import { aLife } from "./lives";
import { matrix, pointsOf, STORIES, type Cell } from "./matrix";
import { count, liveOut, NO_FIGURES, told, type Figures, type Shortcuts } from "./outcome";
import { reliabilityPage, type Results } from "./page";
import { QUIET, type LifeSpec } from "./spec";

export type Task =
  | { kind: "stories" }
  | { kind: "story"; story: string }
  | { kind: "matrix"; story: string; from: number; to: number }
  | { kind: "lives"; seed: number; runs: number }
  | { kind: "life"; spec: LifeSpec }
  | { kind: "page"; results: Results };

export interface Answer {
  figures: Figures;
  /** Failing lives, told. */
  failures: string[];
  /** Names of the stories, the number of lives in one's matrix, or the page. */
  stories?: string[];
  size?: number;
  page?: string;
}

const matrices = new Map<string, Promise<Cell[]>>();
function matrixOf(story: string): Promise<Cell[]> {
  const found = matrices.get(story) ?? matrix(story);
  matrices.set(story, found);
  return found;
}

async function one(spec: LifeSpec, answer: Answer, shortcuts: Shortcuts = {}): Promise<boolean> {
  const outcome = await liveOut(spec, shortcuts);
  count(answer.figures, outcome);
  if (outcome.wrong.length > 0) answer.failures.push(told(spec, outcome));
  return outcome.wrong.length === 0;
}

/** A share of a matrix. What is known of states is known within a share only, so that the figures do not depend on who lives which share when. */
async function cells(story: string, from: number, to: number, answer: Answer): Promise<void> {
  const known = new Set<string>();
  for (const { spec, from: moment } of (await matrixOf(story)).slice(from, to)) await one(spec, answer, { from: moment, known });
}

/** Random lives from one seed. The first that fails is made as small as it can be. */
async function lives(seed: number, runs: number, answer: Answer): Promise<void> {
  const found = await fc.check(
    fc.asyncProperty(aLife, async (spec) => {
      const outcome = await liveOut(spec);
      count(answer.figures, outcome);
      return outcome.wrong.length === 0;
    }),
    { seed, numRuns: runs },
  );
  const [spec] = found.counterexample ?? [];
  if (spec) answer.failures.push(`Seed ${seed}, path ${found.counterexamplePath ?? ""}\n${told(spec, await liveOut(spec))}`);
}

async function work(task: Task): Promise<Answer> {
  const answer: Answer = { figures: NO_FIGURES(), failures: [] };
  if (task.kind === "stories") answer.stories = Object.keys(STORIES);
  if (task.kind === "story") {
    answer.size = (await matrixOf(task.story)).length;
    for (const { name } of await pointsOf(STORIES[task.story] ?? QUIET)) answer.figures.points[name] = (answer.figures.points[name] ?? 0) + 1;
  }
  if (task.kind === "matrix") await cells(task.story, task.from, task.to, answer);
  if (task.kind === "lives") await lives(task.seed, task.runs, answer);
  if (task.kind === "life" && (await one(task.spec, answer))) answer.failures.push(`Nothing is wrong with this life:\n${told(task.spec, await liveOut(task.spec))}`);
  if (task.kind === "page") answer.page = reliabilityPage(task.results);
  return answer;
}

parentPort?.on("message", (task: Task) => {
  void work(task).then((answer) => parentPort?.postMessage(answer));
});
