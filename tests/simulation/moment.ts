/**
 * Owns: a moment of a life between two rounds, while no program runs: many lives that differ only later begin there instead of being lived
 * from the first day on.
 * Never: a program's memory. Only lives that close the program after each round have such moments.
 */
import type { Json } from "../../src/core/json";
import type { Records } from "../../src/sandbox/odoo/store";
import { Disk } from "../engine/world";
import type { Life } from "./life";
import type { Social } from "./social";

export interface Moment {
  round: number;
  time: number;
  disk: Disk;
  notes: [string, string][];
  folders: string[];
  memory: [string, Json][];
  records: Records;
  social: ReturnType<Social["kept"]> | null;
  secrets: [string, string][];
  posted: [string, Record<string, string[]>][];
  seen_posts: string[];
  touched: [string, string][];
  approved: [string, Set<"panel" | "moved">][];
  moved: string[];
  rejected: string[];
  resends: [string, number][];
  totals: [string, string][];
  sent: [string, number][];
  seen: [string, number][];
  trace: string[];
  story: string[];
  live: boolean;
  starts: number;
  ids: number;
  lot: number;
  jitter: number;
}

/** The moment in which a quiet life is. */
export function momentOf(life: Life): Moment {
  const { world, partners, person, rounds, clock, trace, story, live, ids, lot, jitter } = life;
  const disk = new Disk();
  disk.goOnFrom(world.disk);
  return {
    round: rounds + 1,
    time: clock.time,
    disk,
    notes: [...world.notes],
    folders: [...world.folders],
    memory: [...world.memory],
    records: partners.odoo.store.records(),
    social: partners.social?.kept() ?? null,
    secrets: [...world.secrets],
    posted: [...person.posted],
    seen_posts: [...person.seenPosts],
    touched: [...partners.odoo.store.touched],
    approved: [...person.approved],
    moved: [...person.moved],
    rejected: [...person.rejected],
    resends: [...person.resends],
    totals: [...life.totals],
    sent: [...life.sent],
    seen: [...life.agenda.seen],
    trace: [...trace],
    story: [...story],
    live,
    starts: life.starts,
    ids,
    lot: lot.rolled,
    jitter: jitter.rolled,
  };
}

/** A new life of the same story goes on from there. */
export function goOnFrom(life: Life, moment: Moment): void {
  const { world, partners, person } = life;
  for (let round = 0; round < moment.round; round += 1) life.deliver(round);
  life.rounds = moment.round;
  life.clock.time = moment.time;
  world.disk.goOnFrom(moment.disk);
  for (const [path, text] of moment.notes) world.notes.set(path, text);
  for (const folder of moment.folders) world.folders.add(folder);
  for (const [name, value] of moment.memory) world.memory.set(name, value);
  partners.odoo.store.restore(moment.records);
  if (moment.social) partners.social?.goOnFrom(moment.social);
  for (const [name, value] of moment.secrets) world.secrets.set(name, value);
  for (const [id, texts] of moment.posted) person.posted.set(id, texts);
  for (const id of moment.seen_posts) person.seenPosts.add(id);
  for (const [key, model] of moment.touched) partners.odoo.store.touched.set(key, model);
  for (const [id, ways] of moment.approved) person.approved.set(id, new Set(ways));
  for (const id of moment.moved) person.moved.add(id);
  for (const id of moment.rejected) person.rejected.add(id);
  for (const [id, times] of moment.resends) person.resends.set(id, times);
  for (const [id, total] of moment.totals) life.totals.set(id, total);
  for (const [key, times] of moment.sent) life.sent.set(key, times);
  for (const [name, times] of moment.seen) life.agenda.seen.set(name, times);
  life.trace.push(...moment.trace);
  life.story.push(...moment.story);
  life.live = moment.live;
  life.starts = moment.starts;
  life.starts_before = moment.starts;
  life.ids = moment.ids;
  life.lot.skip(moment.lot);
  life.jitter.skip(moment.jitter);
}
