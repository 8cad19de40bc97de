/**
 * Owns: the state of a life in a moment in which no program runs, as one digest: lives in the same state go on the same way.
 * Never: a part of the state left out. What is only counted, or said by a dead process, is none.
 */
import { createHash } from "node:crypto";
import type { Life } from "./life";

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value];
  return value;
};

/**
 * Everything that what comes after `next` depends on: the machine (clock, files with what is synced of them, vault, memory), what the partners hold,
 * what the person has done and will do, and how far chance has gone. Null while that cannot be told: a partner is still at work, something is
 * still to go wrong by its number, or something was wrong already.
 */
export function stateOf(life: Life, next: string): string | null {
  const { world, partners, person, spec, clock, swapped } = life;
  if (partners.busy || !life.agenda.isEmpty || life.wrong.length > 0 || world.holder !== null) return null;
  if (partners.gmail.calls.some(({ method, path }) => method !== "GET" && path !== "/token")) return null;
  const { disk } = world;
  const { store } = partners.odoo;
  const digest = createHash("sha256");
  const put = (...parts: unknown[]): void => void digest.update(JSON.stringify(parts, (_key, value: unknown) => plain(value)));
  for (const [day, { identity, now, synced }] of disk.days) {
    put(day, identity, now.length, synced?.length);
    digest.update(now).update(synced ?? "");
  }
  for (const [hash] of disk.blobs) digest.update(hash);
  for (const [path, text] of world.notes) digest.update(path).update("\0").update(text).update("\0");
  put(disk.requests, world.folders, world.memory, world.secrets, partners.social?.kept() ?? null, store.records(), store.touched, store.running, store.today);
  put(clock.time, life.ids, life.lot.rolled, life.jitter.rolled, life.rounds, life.live, life.taken_over, life.sent, life.totals, life.delivered, next);
  if (swapped) {
    put(swapped.day, swapped.file.identity, swapped.file.synced?.length, life.startedSinceSwap, spec.stopped);
    digest.update(swapped.file.now).update(swapped.file.synced ?? "");
  }
  digest.update(life.aside);
  put(person.approved, person.moved, person.rejected, person.deleted, person.filed, person.resends, person.resolved, person.posted, person.seenPosts);
  put(spec.seed, spec.mails, spec.posts, spec.acts, spec.jumps, spec.live_from, spec.closes, spec.closed_before);
  return digest.digest("base64");
}
