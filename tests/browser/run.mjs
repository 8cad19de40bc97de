/**
 * Owns: `npm run test:browser` - the real views in a real browser: keyboard, accessibility, looks. Ends with `N passed, N failed`.
 * Never: a check, or one that is tried again when it failed.
 *
 *   node tests/browser/run.mjs            as CI runs it
 *   node tests/browser/run.mjs --only=large  only the checks with this in their name
 *   node tests/browser/run.mjs --shots    also writes what every scene looks like to tests/browser/output, for people
 *   node tests/browser/run.mjs --picture  also renews docs/panel.png
 *   node tests/browser/run.mjs --approve  what pictures look like now is what they shall look like; look at the difference before committing
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Lanes that run side by side: while one waits for its page the other works. What measures time comes after them, with the machine to itself. */
const TURNS = [["mornings", "scenes"], ["timed"]];
const COUNTS = /^(\d+) passed, (\d+) failed$/;

/** Runs one lane and tells what it says, line by line; its counts. One that ends without them has failed. */
async function run(lane) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("lane.mjs", import.meta.url)), lane, ...process.argv.slice(2)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let counts = { passed: 0, failed: 1 };
  for await (const line of createInterface({ input: child.stdout })) {
    const [, passed, failed] = COUNTS.exec(line) ?? [];
    if (passed !== undefined) counts = { passed: Number(passed), failed: Number(failed) };
    else if (line !== "") process.stdout.write(`${line}\n`);
  }
  const broken = (await ended) !== 0 && counts.failed === 0;
  return { ...counts, failed: counts.failed + (broken ? 1 : 0) };
}

const all = [];
for (const lanes of TURNS) all.push(...(await Promise.all(lanes.map(run))));
const total = (count) => all.reduce((sum, one) => sum + one[count], 0);
process.stdout.write(`\n${total("passed")} passed, ${total("failed")} failed\n`);
process.exitCode = total("failed") > 0 ? 1 : 0;
