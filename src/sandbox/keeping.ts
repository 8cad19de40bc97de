/**
 * Owns: how a service on loopback goes on where it was when it is opened again: what it holds is kept after every write.
 * Never: what a certain service holds.
 */
import type { Json } from "../core/json";
import type { Asked, Reply } from "./wire";

/** What a service holds, as it can be kept. */
export interface Kept {
  keep(): Json;
  /** False, and nothing changed, when what is given is nothing of the kind. */
  restore(given: Json): boolean;
}

export interface Keeping {
  /** Goes on from what was kept; null or nothing: a new one. */
  from?: Json;
  /** Told after every write, before the client hears of it. */
  committed?: () => Promise<void>;
}

/** The same answers, from where the service was. */
export function keeping(store: Kept, answer: (asked: Asked) => Reply, { from = null, committed }: Keeping): (asked: Asked) => Promise<Reply> {
  if (from !== null) store.restore(from);
  return async (asked) => {
    const reply = answer(asked);
    if (asked.method !== "GET") await committed?.();
    return reply;
  };
}
