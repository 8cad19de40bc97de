/**
 * Owns: comparing a whole report with the recorded one that somebody has read.
 * Never: passing in the run that writes a recording: UPDATE_RECORDED=1 writes it, and the run fails so that it is read first.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

export function expectRecorded(name: string, text: string): void {
  const path = fileURLToPath(new URL(`../recorded/${name}`, import.meta.url));
  const recorded = existsSync(path) ? readFileSync(path, "utf8") : null;
  if (recorded !== text && process.env["UPDATE_RECORDED"] === "1") {
    writeFileSync(path, text);
    expect.fail(`tests/recorded/${name} was written: read it, then run again without UPDATE_RECORDED.`);
  }
  if (recorded === null) expect.fail(`tests/recorded/${name} is missing: run with UPDATE_RECORDED=1, read what it writes, run again.`);
  expect(text).toBe(recorded);
}
