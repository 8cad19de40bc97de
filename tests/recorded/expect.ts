/**
 * Owns: comparing a whole text with the recorded one that somebody has read.
 * Never: passing in the run that writes a recording: UPDATE_RECORDED=1 writes it, and the run fails so that it is read first.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** `path`: below the project's root. */
export function expectRecorded(path: string, text: string): void {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const recorded = existsSync(file) ? readFileSync(file, "utf8") : null;
  if (recorded !== text && process.env["UPDATE_RECORDED"] === "1") {
    writeFileSync(file, text);
    expect.fail(`${path} was written: read it, then run again without UPDATE_RECORDED.`);
  }
  if (recorded === null) expect.fail(`${path} is missing: run with UPDATE_RECORDED=1, read what it writes, run again.`);
  expect(text).toBe(recorded);
}
