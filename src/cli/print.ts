/**
 * Owns: where the command line prints - JSON and text on standard output, progress and messages on standard error.
 * Never: anything else on standard output when JSON was asked for.
 */

/** A message for the person, on standard error. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The result: JSON when it was asked for, else the text. */
export function result(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}
