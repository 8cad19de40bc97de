/**
 * Owns: understanding off the main thread, with a deadline: a mail that brings it to a standstill costs seconds of a thread nobody waits at.
 * Never: another answer than understanding itself would give; where there are no threads it is asked directly.
 */
import type { Aside, Ports } from "../ports";
import type { Understanding } from "./intake-parts";

/** For one question, milliseconds; an ordinary mail takes a few. Well below the silence after which a job counts as stuck. */
export const DEADLINE_MS = 5_000;

/** What a mail's text goes through. The rest reads only what was understood, or what the owner wrote. */
type Heavy = "understand" | "followUp" | "accounts";

/**
 * `part`: the text of an expression whose value has `understanding`, null when there is none, as in tests of the source. A question that takes
 * longer than `DEADLINE_MS`, or that breaks the thread, is an error; the next one starts a new thread.
 */
export function apart(inner: Understanding, part: string | null, { aside: start, clock }: Pick<Ports, "aside" | "clock">): Understanding {
  if (part === null || !start) return inner;
  const program = `const { understanding } = ${part};\nconst answer = ({ what, given }) => understanding[what](...given);`;
  let aside: Aside | null | undefined;

  async function within(running: Aside, what: Heavy, given: readonly unknown[]): Promise<{ answer: unknown } | null> {
    const over = new AbortController();
    const late = clock.sleep(DEADLINE_MS, over.signal).then(() => ({ error: `It was not understood within ${String(DEADLINE_MS / 1000)} seconds.` }));
    const found = await Promise.race([running.ask({ what, given }), late]);
    late.catch(() => undefined);
    over.abort();
    if (found === null || "answer" in found) return found;
    running.stop();
    if (aside === running) aside = undefined;
    throw new Error(found.error);
  }

  /** The same function runs there, so its answer has the same type. */
  async function ask<What extends Heavy>(what: What, given: Parameters<Understanding[What]>, here: () => ReturnType<Understanding[What]>): Promise<Awaited<ReturnType<Understanding[What]>>> {
    if (aside === undefined) aside = start?.(program) ?? null;
    const found = aside === null ? null : await within(aside, what, given);
    if (found !== null) return found.answer as Awaited<ReturnType<Understanding[What]>>;
    aside = null;
    return await here();
  }

  return {
    ...inner,
    understand: (...given) => ask("understand", given, () => inner.understand(...given)),
    followUp: (...given) => ask("followUp", given, () => inner.followUp(...given)),
    accounts: (...given) => ask("accounts", given, () => inner.accounts(...given)),
    close: () => {
      aside?.stop();
      aside = undefined;
    },
  };
}
