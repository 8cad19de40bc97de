/**
 * Owns: how long a lookup waits for what a service shows late: some looks within seconds, later ones by the engine, and "absent" only when the
 * time is over in which it could still show.
 * Never: a write, or `absent` while it may still show.
 */
import type { Attempt, Call, Finding } from "../channel";
import type { Problem } from "../core/action";
import { asFinding } from "./consequence";

/** Milliseconds before each look of one lookup. */
const LOOKS_MS = [0, 2_000, 5_000, 15_000] as const;
/**
 * Milliseconds from the start after which what was sent would show. A service drops a request within a minute or two; how late its lists are it
 * does not say. To wait costs an answer some minutes, to be wrong a second post.
 */
export const GIVEN_UP_MS = 10 * 60_000;

/** Nothing is there, but too early to say that nothing came. `seen`: the beginning of a sentence. */
const notYet = (code: string, seen: string): Problem => ({
  code,
  effect: "It is not known yet whether it happened.",
  cause: `${seen}, but what is new may show late. That is over ${GIVEN_UP_MS / 60_000} minutes after it was started.`,
  next: "It is looked up again by itself; if you have looked at the service yourself, say whether it happened.",
});

/** Looks until something is there. A look answers null for "nothing"; one that fails tells nothing. `seen`: what nothing means, the beginning of a sentence. */
export function lookLate({ started_at }: Pick<Attempt, "started_at">, call: Call, { code, seen }: { code: string; seen: string }, look: () => Promise<Finding | null>): Promise<Finding> {
  // Asked before the first look: every look of this lookup then lies behind it.
  const isOver = call.now().getTime() > Date.parse(started_at) + GIVEN_UP_MS;
  return asFinding(async () => {
    for (const wait of LOOKS_MS) {
      if (wait > 0) await call.sleep(wait);
      const found = await look();
      if (found !== null) return found;
    }
    return isOver ? { kind: "absent" } : { kind: "unclear", problem: notYet(code, seen) };
  });
}
