/**
 * Owns: where the command line prints - JSON and text on standard output, progress and messages on standard error.
 * Never: anything else on standard output when JSON was asked for, and never a control character of a stranger's text.
 */

import { plain } from "../core/card-text";

/** What a stranger wrote must not steer a terminal: in JSON every invisible character stands as its number, which reads back as the same text. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(/\p{C}/gu, (character) => Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""));
}

/** A message for the person, on standard error. */
export function note(text: string): void {
  process.stderr.write(`${plain(text)}\n`);
}

/** The result: JSON when it was asked for, else the text. */
export function result(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${jsonLine(value)}\n` : `${plain(text)}\n`);
}
