/**
 * Owns: `npm test` - everything that needs neither a browser nor minutes - and its closing line `N passed, N failed`.
 * Never: a verdict of its own; a run that broke without a failed test counts as one failure.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const scratch = mkdtempSync(join(tmpdir(), "ae-tests-"));
const chosen = process.argv.slice(2);

/** Folders whose results depend on a clock on the wall: run once more far east of Greenwich, with daylight saving of the other half-year. */
const TIMED = ["tests/core/", "tests/generators/"];

/** One run of vitest in a zone; its counts, and what it said when that is not told at once. */
async function run(zone, filters, name, stdio = "inherit") {
  const report = join(scratch, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, "run", "--passWithNoTests", ...reporters, ...filters], {
    cwd: root,
    env: { ...process.env, TZ: zone },
    stdio: ["inherit", stdio, stdio],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (chunk) => (said += chunk));
  const [status] = await once(child, "close");
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0, numTodoTests: todo = 0 } = existsSync(report)
    ? JSON.parse(readFileSync(report, "utf8"))
    : {};
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, skipped: skipped + todo, said };
}

/** Killing processes takes a minute: `npm run test:crash`, which CI runs too. */
const LONG = "tests/crash/**";

const begun = [run("UTC", chosen.length === 0 ? ["--exclude", LONG] : chosen, "utc")];
if (chosen.length === 0) begun.push(run("Pacific/Auckland", ["--project=plain", "--maxWorkers=1", ...TIMED], "auckland", "pipe"));
const runs = await Promise.all(begun);
if (runs.length > 1) process.stdout.write(`\nThe time-sensitive tests again, in Pacific/Auckland:\n${runs[1].said}`);
rmSync(scratch, { recursive: true, force: true });

const total = (count) => runs.reduce((sum, result) => sum + result[count], 0);
const skipped = total("skipped");
process.stdout.write(`\n${total("passed")} passed, ${total("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = total("failed") > 0 ? 1 : 0;
