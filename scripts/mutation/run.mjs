/**
 * Owns: `npm run test:mutation` - breaks core and engine in every named way, one at a time, and shows that the suite notices each.
 * Never: a broken file on disk, and never "caught" for code that merely does not load: a test must run and fail.
 *
 *   node scripts/mutation/run.mjs [part of a name]
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { openLane } from "./lane.mjs";
import { MUTATIONS } from "./mutations.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const chosen = MUTATIONS.filter(({ name }) => name.includes(process.argv[2] ?? ""));
const say = (text) => process.stdout.write(`${text}\n`);
const told = ({ name, message }) => `${name}: ${message.split("\n")[0]}`;

/** Why a mutation is not caught; null when a test ran and failed. `by`: the first test that noticed. */
async function judge({ name, file, from, to, tests }, lane) {
  const places = readFileSync(`${root}${file}`, "utf8").split(from).length - 1;
  if (places !== 1) return { name, why: `${file} holds the passage ${places} times: the mutation must be written anew` };
  const { failed, unloaded } = await lane.run(tests, { file, from, to });
  if (failed.length > 0) return { name, why: null, by: failed[0].name };
  return { name, why: unloaded.length > 0 ? `could not be loaded: ${told(unloaded[0])}` : "no test failed" };
}

/** Everything is done by whichever lane is free. */
async function inLanes(lanes, all, work) {
  const waiting = [...all];
  const one = async (lane) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next, lane);
  };
  await Promise.all(lanes.map(one));
}

const lanes = await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, openLane));
let passed = 0;
let failed = 0;
let sound = 0;
const troubles = [];
await inLanes(lanes, new Set(chosen.flatMap(({ tests }) => tests)), async (file, lane) => {
  const found = await lane.run([file], null);
  sound += found.passed;
  troubles.push(...[...found.failed, ...found.unloaded].map(told));
});
if (troubles.length > 0 || sound === 0) {
  say(["The tests fail without any mutation: nothing can be shown.", ...troubles].join("\n"));
  failed += 1;
} else {
  await inLanes(lanes, chosen, async (mutation, lane) => {
    const { name, why, by } = await judge(mutation, lane);
    if (why === null) passed += 1;
    else failed += 1;
    say(why === null ? `caught    ${name}\n          by: ${by}` : `SURVIVED  ${name}: ${why}`);
  });
}
await Promise.all(lanes.map(({ close }) => close()));
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
