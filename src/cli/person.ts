/**
 * Owns: working on an opened employee for somebody at a command line, and asking them.
 * Never: a decision; who is not at a terminal is not asked.
 */
import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";
import type { Asker } from "../core/wish";
import { NotExecuting } from "../employee";
import { CommandFailure, EXIT } from "./failure";
import type { Headless } from "./host";

/** Runs a piece of work on an opened employee and always closes it. `created`: what opening made. */
export async function opened<T>(host: Headless, work: (created: string[]) => Promise<T> | T): Promise<T> {
  try {
    return await work(await host.employee.open());
  } catch (error) {
    if (error instanceof NotExecuting) throw new CommandFailure(EXIT.needs_person, error.message);
    throw error;
  } finally {
    await host.employee.stop();
  }
}

/** A person at a terminal may decide what a script may not. */
export function isAttended(): boolean {
  return isatty(0) && isatty(1);
}

/** Whoever gave the command. */
export const asker = (): Asker => ({ by: "person", via: "cli", attended: isAttended() });

export async function confirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
