/**
 * Owns: questions to a thread and their answers, in whatever order they come; the two hosts open the threads.
 * Never: what is asked.
 */
import type { Aside } from "../ports";

/** The end of the program in its thread. `told` registers who hears questions, `tell` sends an answer. A first message says that it stands. */
export const threadCode = (program: string, told: string, tell: string): string => `${program}
${told}(([number, question]) => {
  let reply;
  try {
    reply = { answer: answer(question) };
  } catch (error) {
    reply = { error: String((error && error.message) || error) };
  }
  ${tell}([number, reply]);
});
${tell}([0, null]);`;

/** A thread that was opened. */
export interface Thread {
  post(message: [number: number, question: unknown]): void;
  end(): void;
  /** Somebody waits for it, or nobody does any more. */
  busy?(waiting: boolean): void;
}

type Reply = { answer: unknown } | { error: string };

/** `open`: starts the thread; `heard` is called with each of its messages, `broke` when it ended by itself. Null when it cannot be opened. */
export function asideOver(open: (heard: (message: [number: number, reply: Reply | null]) => void, broke: () => void) => Thread | null): Aside | null {
  const waiting = new Map<number, (reply: Reply | null) => void>();
  let stands = false;
  let over = false;
  let last = 0;
  const end = (why: string): void => {
    over = true;
    for (const settle of waiting.values()) settle(stands ? { error: why } : null);
    waiting.clear();
  };
  const heard = ([number, reply]: [number, Reply | null]): void => {
    stands = true;
    waiting.get(number)?.(reply);
    waiting.delete(number);
    if (waiting.size === 0) thread?.busy?.(false);
  };
  const thread = open(heard, () => end("It ended before it answered."));
  if (!thread) return null;
  thread.busy?.(false);
  return {
    ask: (question) =>
      new Promise((resolve) => {
        if (over) return resolve(stands ? { error: "It was ended." } : null);
        last += 1;
        waiting.set(last, resolve);
        thread.busy?.(true);
        thread.post([last, question]);
      }),
    stop: () => {
      if (over) return;
      stands = true;
      end("It was stopped.");
      thread.end();
    },
  };
}
