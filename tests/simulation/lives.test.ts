/**
 * Owns: a sample of the simulated lives for every `npm test`; all of them run as `npm run test:lives` (PRODUCT E5, K1-K5, A2, A4, L1).
 * Never: another judgement than the long run's.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Life } from "./life";
import { aLife } from "./lives";
import { matrix, STORIES, type Cell } from "./matrix";
import { liveOut, told } from "./outcome";
import { sha256 as machineSha256 } from "./sha2";
import { POSTS } from "./posts";
import { QUIET } from "./spec";
import { stateOf } from "./state";

const LONG = { timeout: 120_000 };
const SEED = 20_261_122;

async function failures(cells: readonly Pick<Cell, "spec" | "from">[]): Promise<string[]> {
  const found: string[] = [];
  const known = new Set<string>();
  for (const { spec, from } of cells) {
    const outcome = await liveOut(spec, { from, known });
    if (outcome.wrong.length > 0) found.push(told(spec, outcome));
  }
  return found;
}

/** Of each fault point one life; which fault it is changes from point to point. */
async function sample(story: string): Promise<Cell[]> {
  const chosen = new Map<string, Cell[]>();
  for (const cell of await matrix(story)) {
    const [incident] = cell.spec.incidents;
    if (incident?.point) chosen.set(incident.point, [...(chosen.get(incident.point) ?? []), cell]);
  }
  return [...chosen.values()].flatMap((cells, index) => cells[(index * 7) % cells.length] ?? []);
}

describe("E5 K3 simulated lives", LONG, () => {
  it("a quiet life: two invoices, a partner, two postings, one mail that is nothing", async () => {
    const spec = STORIES["first days"] ?? QUIET;
    const { wrong, life } = await liveOut(spec);
    expect(wrong).toEqual([]);
    expect(life.partners.writes.map(({ model, method }) => `${model}/${method}`).sort()).toEqual(["account.move/action_post", "account.move/action_post", "account.move/load", "account.move/load", "account.move/message_post", "account.move/message_post", "account.move/message_post", "account.move/message_post", "res.partner/load", "res.partner/message_post"]);
  });

  it("the same spec is the same life, word for word", async () => {
    const [spec = QUIET] = fc.sample(aLife, { seed: SEED, numRuns: 1 });
    const twice = [await liveOut(spec), await liveOut(spec)].map(({ life }) => [life.story, life.trace, life.everyLine()]);
    expect(twice[0]).toEqual(twice[1]);
  });

  it.each(Object.keys(STORIES))("the matrix of \"%s\": every second point once", async (story) => {
    const cells = await sample(story);
    expect(cells.length).toBeGreaterThan(40);
    expect(await failures(cells.filter((_cell, index) => index % 2 === 0))).toEqual([]);
  });

  it("E4 what was decided on a phone comes as a request file and counts", async () => {
    const { wrong, life } = await liveOut(STORIES["a thread"] ?? QUIET);
    expect(wrong).toEqual([]);
    expect(life.trace).toContain("request.write");
    expect(life.trace).toContain("ledger.append requested");
  });

  it("an error that nobody planned for is judged, whatever the program makes of it", async () => {
    const life = new Life(QUIET);
    life.person.act = () => Promise.reject(new TypeError("out of nowhere"));
    await life.live_through();
    expect(life.wrong.join()).toContain("TypeError: out of nowhere");
  });

  it("M4 a mail that changes the request in its thread belongs to its case: one invoice, with the changed lines", async () => {
    const { wrong, life } = await liveOut(STORIES["a thread"] ?? QUIET);
    expect(wrong).toEqual([]);
    const drafted = life.partners.odoo.store.rows("account.move").filter((move) => move["invoice_origin"]);
    expect(drafted.map((move) => move["amount_total"])).toEqual([105]);
  });

  it.each(["a thread", "a post", "dry run, then live"])("a life that goes on from a moment of the quiet one is the same life, word for word: %s", async (story) => {
    const cells = (await matrix(story)).filter(({ from }, index) => from !== undefined && index % 601 === 600);
    expect(cells.length).toBeGreaterThan(1);
    for (const { spec, from } of cells) {
      const [whole, resumed] = [await liveOut(spec), await liveOut(spec, { from })].map(({ life, wrong }) => [wrong, life.story, life.trace, life.everyLine(), [...life.world.notes]]);
      expect(resumed).toEqual(whole);
    }
  });

  it("S3 S5 a post stands once on each wall, byte for byte, though one channel refused it at first", async () => {
    const { wrong, life } = await liveOut(STORIES["a post"] ?? QUIET);
    expect(wrong).toEqual([]);
    expect((["facebook", "x", "linkedin"] as const).map((wall) => life.partners.social?.standing(wall))).toEqual([[POSTS.notice.text], [POSTS.notice.text], [POSTS.notice.text]]);
    expect(life.story.join("\n")).toMatch(/linkedin POST posts -> 403[\s\S]*"resend"[\s\S]*linkedin POST posts -> 201/);
  });

  it("lives that join a known state would have ended as well: both judge the same, and some do join", async () => {
    const known = new Set<string>();
    let joined = 0;
    for (const { spec, from } of (await matrix("a thread")).slice(700, 760)) {
      const { life, wrong } = await liveOut(spec, { from, known });
      expect(wrong).toEqual([]);
      if (life.joined) joined += 1;
    }
    expect(joined).toBeGreaterThan(20);
  });

  it("a state says everything that comes next depends on: any change of it is another state", async () => {
    const states = [];
    const changes: ((life: Life) => void)[] = [
      () => undefined,
      (life) => void life.world.notes.set("AI_Employee/Approved/x.md", "x"),
      (life) => void life.world.memory.set("head", null),
      (life) => life.clock.pass(1),
      (life) => void life.jitter.roll(),
      (life) => void life.world.disk.create("2026-11-19", "x"),
      (life) => void life.partners.odoo.store.insert("res.partner", { name: "x" }),
      (life) => void life.person.rejected.add("x"),
      (life) => void life.world.secrets.set("x", "y"),
      (life) => void life.partners.social?.x.store.add({ author: "700", text: "x" }),
      (life) => void life.person.posted.set("x", {}),
    ];
    for (const change of changes) {
      const life = new Life({ ...QUIET, settled: true, mails: [{ kind: "clear", round: 0 }], posts: [{ kind: "notice", round: 0 }] });
      await life.live_through();
      change(life);
      states.push(stateOf(life, ""));
    }
    expect(new Set(states).size).toBe(changes.length);
    expect(states).not.toContain(null);
  });

  it("digests of the long runs are the program's own", () => {
    const bytes = new TextEncoder().encode("Grüße, 💶");
    expect([...machineSha256(bytes)]).toEqual([...sha256(bytes)]);
    // A request file carries one: without it no life would ever hear of what was decided elsewhere.
    expect([...hmac(machineSha256, bytes, bytes)]).toEqual([...hmac(sha256, bytes, bytes)]);
  });

  it("24 random lives", async () => {
    expect(await failures(fc.sample(aLife, { seed: SEED, numRuns: 24 }).map((spec) => ({ spec, from: undefined })))).toEqual([]);
  });
});
