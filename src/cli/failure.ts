/**
 * Owns: the exit codes of the command line (CLI contract) and the one clear line on standard error.
 * Never: a stack trace for what a person did wrong.
 */
export const EXIT = { done: 0, failed: 1, wrong_use: 2, needs_person: 3 } as const;

/** Ends the command with a sentence and an exit code. */
export class CommandFailure extends Error {
  constructor(
    readonly code: number,
    text: string,
  ) {
    super(text);
    this.name = "CommandFailure";
  }
}

export function wrongUse(text: string): never {
  throw new CommandFailure(EXIT.wrong_use, text);
}
