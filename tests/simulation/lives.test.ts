/**
 * Owns: a sample of the simulated lives for every `npm test`; all of them run as `npm run test:lives` (PRODUCT E5, K1-K5, A2, A4, L1).
 * Never: another judgement than the long run's.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOf } from "./faults";
import { aLife } from "./lives";
import { matrix, STORIES } from "./matrix";
import { liveOut, told } from "./outcome";
import { QUIET, type LifeSpec } from "./spec";

const LONG = { timeout: 120_000 };
const SEED = 20_261_122;

async function failures(specs: readonly LifeSpec[]): Promise<string[]> {
  const found: string[] = [];
  for (const spec of specs) {
    const outcome = await liveOut(spec);
    if (outcome.wrong.length > 0) found.push(told(spec, outcome));
  }
  return found;
}

/** Of each fault point and each kind of fault one life; which fault of the kind it is changes from point to point. */
async function sample(story: string): Promise<LifeSpec[]> {
  const chosen = new Map<string, LifeSpec[]>();
  for (const spec of await matrix(story)) {
    const [incident] = spec.incidents;
    if (!incident) continue;
    const key = `${incident.point ?? ""} ${faultOf(incident.fault).group}`;
    chosen.set(key, [...(chosen.get(key) ?? []), spec]);
  }
  return [...chosen.values()].flatMap((lives, index) => lives[(index * 7) % lives.length] ?? []);
}

describe("E5 K3 simulated lives", LONG, () => {
  it("a quiet life: three invoices, a partner, three postings, one mail that is nothing", async () => {
    const spec = STORIES["three requests"] ?? QUIET;
    const { wrong, life } = await liveOut(spec);
    expect(wrong).toEqual([]);
    expect(life.partners.writes.map(({ model, method }) => `${model}/${method}`).sort()).toEqual(["account.move/action_post", "account.move/action_post", "account.move/action_post", "account.move/load", "account.move/load", "account.move/load", "account.move/message_post", "account.move/message_post", "account.move/message_post", "res.partner/load"]);
  });

  it("the same spec is the same life, word for word", async () => {
    const [spec = QUIET] = fc.sample(aLife, { seed: SEED, numRuns: 1 });
    const twice = [await liveOut(spec), await liveOut(spec)].map(({ life }) => [life.story, life.trace, life.everyLine()]);
    expect(twice[0]).toEqual(twice[1]);
  });

  it.each(Object.keys(STORIES))("the matrix of \"%s\": each point, each kind of fault, once", async (story) => {
    const lives = await sample(story);
    expect(lives.length).toBeGreaterThan(50);
    expect(await failures(lives)).toEqual([]);
  });

  it("300 random lives", async () => {
    expect(await failures(fc.sample(aLife, { seed: SEED, numRuns: 300 }))).toEqual([]);
  });
});
