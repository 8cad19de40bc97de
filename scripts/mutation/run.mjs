/**
 * Owns: `npm run test:mutation` - breaks core and engine in every named way, one at a time, and shows that the suite notices each.
 * Never: a broken file on disk, and never "caught" for code that merely does not load: a test must run and fail.
 *
 *   node scripts/mutation/run.mjs [part of a name]
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MUTATIONS } from "./mutations.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const scratch = mkdtempSync(join(tmpdir(), "ae-mutation-"));
const chosen = MUTATIONS.filter(({ name }) => name.includes(process.argv[2] ?? ""));

/** Runs test files, with one mutation or none: what vitest reported, null when it reported nothing. */
function runTests(name, tests, mutation) {
  const report = join(scratch, `${name.replace(/[^a-z0-9]+/gi, "-")}.json`);
  const args = [vitest, "run", "--config", "scripts/mutation/vitest.config.ts", "--bail", mutation ? "1" : "0", "--reporter=json", `--outputFile=${report}`, ...tests];
  const env = { ...process.env, TZ: "UTC", ...(mutation && { AE_MUTATION: JSON.stringify(mutation) }) };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: "ignore" });
    child.on("close", () => resolve(existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null));
  });
}

/** Why a mutation is not caught; null when a test ran and failed. `by`: the first test that noticed. */
async function judge({ name, file, from, to, tests }) {
  const places = readFileSync(join(root, file), "utf8").split(from).length - 1;
  if (places !== 1) return { why: `${file} holds the passage ${places} times: the mutation must be written anew` };
  const report = await runTests(name, tests, { file, from, to });
  if (report === null) return { why: "vitest gave no report" };
  const noticed = report.testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === "failed");
  if (noticed) return { why: null, by: noticed.fullName };
  const broken = report.testResults.find(({ assertionResults }) => assertionResults.length === 0);
  return { why: broken ? `${broken.name} could not be loaded: ${broken.message.split("\n")[0]}` : "no test failed" };
}

const sound = await runTests("nothing", [...new Set(chosen.flatMap(({ tests }) => tests))], null);
let passed = 0;
let failed = 0;
if (sound === null || sound.numFailedTests > 0 || sound.numPassedTests === 0) {
  const names = sound?.testResults.flatMap(({ name, assertionResults, message }) => [
    ...(assertionResults.length === 0 ? [`${name}: ${message}`] : []),
    ...assertionResults.filter(({ status }) => status === "failed").map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split("\n")[0]}`),
  ]);
  process.stdout.write(["The tests fail without any mutation: nothing can be shown.", ...(names ?? ["vitest gave no report"]), ""].join("\n"));
  failed += 1;
} else {
  const waiting = [...chosen];
  const work = async () => {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const { why, by } = await judge(mutation);
      if (why === null) passed += 1;
      else failed += 1;
      process.stdout.write(why === null ? `caught    ${mutation.name}\n          by: ${by}\n` : `SURVIVED  ${mutation.name}: ${why}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
}
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
