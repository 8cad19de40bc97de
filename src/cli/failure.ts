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

const CANNOT_READ: Partial<Record<string, string>> = {
  ENOENT: "there is no such file. Check the name, and the folder that it starts from",
  EISDIR: "it is a folder. Name a file in it",
  EACCES: "its rights do not let you read it. Change them, or name a copy",
};

/** For a file that somebody named: what happened, why, and what to do. */
export function cannotRead(path: string, error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  wrongUse(`${path} cannot be read: ${CANNOT_READ[code] ?? (error instanceof Error ? error.message : String(error))}.`);
}
