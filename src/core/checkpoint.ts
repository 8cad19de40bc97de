/**
 * Owns: what the first line of a day's file remembers - the state, without what no start needs any more.
 * Never: forgetting anything by which something could be done or asked twice.
 */
import type { Json, JsonObject } from "./json";
import type { State } from "./state";

const DAY_MS = 86_400_000;

/** How long a start must remember things, days. Message ids outlive the longest absence that a dated search bridges (PRODUCT G2). */
const KEEP = { observations: 30, recent: 90, started: 32, requests: 60, reported: 400, prepared: 400, quarantined: 90, seen: 120 } as const;

/** Senders that are remembered, newest first. */
const MOST_CONTACTS = 2_000;

/** A checkpoint: the state without what no start needs any more. `now` is the time of the checkpoint's line. */
export function checkpoint(state: State, now: Date): JsonObject {
  const kept = structuredClone(state);
  const young = (at: string, days: number, from = now.getTime()): boolean => from - Date.parse(at) < days * DAY_MS;
  // Counted from the newest message, not from today: after two months offline the dated search starts two months back. Of its own source: others may go on meanwhile.
  const newest = new Map<string, number>();
  for (const { source, at } of Object.values(kept.observations)) newest.set(source, Math.max(newest.get(source) ?? 0, Math.min(Date.parse(at), now.getTime())));
  const open = new Set(Object.keys(kept.actions).filter((id) => kept.actions[id]?.archived === false));
  // What is planned again, or follows from what is open, must be known, or it would be proposed anew.
  const planned = Object.values(kept.observations).flatMap(({ filed }) => (filed?.later ? filed.actions : []));
  const needed = new Set([...open, ...planned, ...[...open].flatMap((id) => kept.actions[id]?.proposal.depends_on ?? [])]);
  kept.actions = Object.fromEntries(Object.entries(kept.actions).filter(([id, { proposal }]) => needed.has(id) || open.has(proposal.origin.id ?? "")));
  kept.observations = Object.fromEntries(
    Object.entries(kept.observations).filter(([, seen]) => seen.filed === null || seen.filed.later !== null || seen.filed.as === "clarification" || seen.filed.actions.some((id) => open.has(id)) || young(seen.at, KEEP.observations, newest.get(seen.source))),
  );
  // A stopped one is needed while its approval is: it must not begin again.
  kept.schedules = Object.fromEntries(Object.entries(kept.schedules).filter(([id, { status }]) => status !== "stopped" || kept.actions[id] !== undefined));
  kept.contacts = Object.fromEntries(Object.entries(kept.contacts).sort(([, a], [, b]) => b.at.localeCompare(a.at)).slice(0, MOST_CONTACTS));
  kept.prepared = Object.fromEntries(Object.entries(kept.prepared).filter(([, { at }]) => young(at, KEEP.prepared)));
  kept.started = kept.started.filter((entry) => young(entry.at, KEEP.started));
  kept.seen = kept.seen.filter((post) => young(post.at, KEEP.seen));
  kept.recent = kept.recent.filter((entry) => young(entry.at, KEEP.recent));
  kept.requests = Object.fromEntries(Object.entries(kept.requests).filter(([, at]) => young(at, KEEP.requests)));
  kept.quarantined_notes = Object.fromEntries(Object.entries(kept.quarantined_notes).filter(([, { at }]) => young(at, KEEP.quarantined)));
  kept.reported = kept.reported.filter((entry) => young(entry.at, KEEP.reported));
  return kept as unknown as Json as JsonObject;
}
