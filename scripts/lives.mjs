/**
 * Owns: `npm run test:lives` - the crash matrix and random lives, ten thousand together, on all cores, and docs/reliability.md, which must tell
 * the same figures - and `npm run test:night`, as many lives as a night has room for.
 * Never: what a life is, or what is judged (tests/simulation).
 *
 *   node scripts/lives.mjs                 matrix, random lives, compare docs/reliability.md
 *   node scripts/lives.mjs --write         the same, and writes the page
 *   node scripts/lives.mjs --life '{...}'  one life again, told
 *   AE_LIVES=500000 AE_SEED=7 node scripts/lives.mjs --night
 */
import { once } from "node:events";
import { mkdtempSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { MUTATIONS } from "./mutation/mutations.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const PAGE = join(root, "docs/reliability.md");
/** Random lives from one seed, and cells of the matrix that one thread lives in a row: the more of these, the more states it knows. */
const CHUNK = 50;
const SHARE = 1_200;

const args = process.argv.slice(2);
const night = args.includes("--night");
const lives = Number(process.env.AE_LIVES ?? (night ? 500_000 : 150));
const firstSeed = Number(process.env.AE_SEED ?? (night ? Date.now() % 1_000_000_000 : 1));
const story = args.includes("--life") ? JSON.parse(args[args.indexOf("--life") + 1] ?? "null") : null;

const scratch = mkdtempSync(join(tmpdir(), "ae-lives-"));
symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"), "junction");
const file = join(scratch, "worker.mjs");
/** Ledger lines are read through tests/simulation/record-once.ts. */
const ONCE = join(root, "tests/simulation/record-once.ts");
const onceEach = { name: "once each", setup: ({ onResolve }) => onResolve({ filter: /\/record$/ }, ({ importer }) => (importer === ONCE ? undefined : { path: ONCE })) };
const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
await build({ absWorkingDir: root, entryPoints: ["tests/simulation/worker.ts"], outfile: file, bundle: true, platform: "node", format: "esm", target: "es2022", banner, alias: { "@noble/hashes/sha2.js": "./tests/simulation/sha2.ts" }, define: { VERSION: '"0.0.0"' }, plugins: [onceEach], sourcemap: "inline", logLevel: "warning" });

/** Threads stay for the whole run: what one has learnt of a matrix it need not learn again. */
const threads = Array.from({ length: availableParallelism() }, () => new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: 192 } }));

/** Runs tasks on all cores; `heard` gets each answer, in any order: sums do not mind. */
async function run(tasks, heard) {
  const waiting = [...tasks];
  const all = threads.map(async (thread) => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      thread.postMessage(task);
      // A thread that ends by an error makes this one.
      const [answer] = await once(thread, "message");
      heard(answer, task);
    }
  });
  await Promise.all(all);
}

const none = () => ({ lives: 0, joined: 0, points: {}, faults: {}, starts: 0, mails: 0, posts: 0, writes: 0, asked: 0, stopped: 0, broken: {} });
function addUp(into, other) {
  for (const [key, value] of Object.entries(other)) {
    if (typeof value === "number") into[key] += value;
    else for (const [name, times] of Object.entries(value)) into[key][name] = (into[key][name] ?? 0) + times;
  }
}

const failures = [];
const matrixTotal = none();
const random = none();
const matrix = {};
const say = (text) => process.stdout.write(`${text}\n`);

if (story) {
  await run([{ kind: "life", spec: story }], (answer) => say(answer.failures.join("\n\n")));
} else {
  const tasks = [];
  if (!night) {
    await run([{ kind: "stories" }], ({ stories }) => {
      for (const name of stories) matrix[name] = { lives: 0, points: {} };
    });
    await run(Object.keys(matrix).map((story) => ({ kind: "story", story })), ({ figures, size }, { story }) => {
      matrix[story] = { lives: size, points: figures.points };
    });
    for (const [story, { lives: size }] of Object.entries(matrix)) for (let from = 0; from < size; from += SHARE) tasks.push({ kind: "matrix", story, from, to: Math.min(size, from + SHARE) });
    // The long ones first, so that all cores end together.
    tasks.sort((a, b) => b.to - b.from - (a.to - a.from));
  }
  for (let done = 0, seed = firstSeed; done < lives; done += CHUNK, seed += 1) tasks.push({ kind: "lives", seed, runs: Math.min(CHUNK, lives - done) });
  let finished = 0;
  await run(tasks, ({ figures, failures: found }, task) => {
    finished += 1;
    addUp(task.kind === "matrix" ? matrixTotal : random, figures);
    failures.push(...found);
    for (const failure of found) say(failure);
    if (process.stdout.isTTY || finished % 20 === 0) say(`${finished} of ${tasks.length} shares, ${matrixTotal.lives + random.lives} lives, ${failures.length} failed`);
  });
  if (!night && failures.length === 0) {
    const seeds = `${lives} from the seeds ${firstSeed} to ${firstSeed + Math.ceil(lives / CHUNK) - 1}, ${CHUNK} each`;
    const results = { matrix, matrixTotal, random, seeds, mutations: MUTATIONS.map(({ name }) => name) };
    await run([{ kind: "page", results }], ({ page }) => {
      if (args.includes("--write")) writeFileSync(PAGE, page);
      else if (!existsSync(PAGE) || readFileSync(PAGE, "utf8") !== page) failures.push("docs/reliability.md tells other figures than this run. Look at the difference, then: npm run test:lives -- --write");
    });
    if (failures.length > 0) say(failures.at(-1));
  }
  if (night) say(`Seeds ${firstSeed} and up.`);
}
await Promise.all(threads.map((thread) => thread.terminate()));
rmSync(scratch, { recursive: true, force: true });
say(`\n${matrixTotal.lives + random.lives + (story ? 1 : 0) - Math.min(failures.length, matrixTotal.lives + random.lives)} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
