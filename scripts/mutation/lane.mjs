/**
 * Owns: one vitest that stays open and runs tests of core and engine, with one passage of one file replaced or none.
 * Never: a change on disk, or tests that need the built programs or Obsidian.
 */
import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createVitest } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Each run of a lane listens for the same end.
setMaxListeners(0);

/** Opens one. What it has read once it keeps: only the file that is broken or whole again is read anew. */
export async function openLane() {
  let broken = null;
  /** The test files of this run alone; vitest also remembers those of the runs before. */
  const ended = [];
  const breaking = {
    name: "mutation",
    enforce: "pre",
    load: (id) => (broken !== null && id === `${root}${broken.file}` ? readFileSync(id, "utf8").replace(broken.from, () => broken.to) : null),
  };
  const options = {
    root,
    config: false,
    watch: false,
    pool: "forks",
    maxWorkers: 1,
    bail: 1,
    env: { TZ: "UTC" },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    include: ["tests/{core,engine}/**/*.test.ts"],
    setupFiles: [`${root}tests/setup/loopback-only.mjs`],
    reporters: [{ onTestModuleEnd: (module) => void ended.push(module) }],
  };
  const vitest = await createVitest("test", options, { define: { VERSION: JSON.stringify("0.0.0") }, plugins: [breaking] });
  return {
    /**
     * Runs test files, with a mutation or null, up to the first failure: how many tests passed, the failed ones with their messages, and the
     * files that could not be loaded.
     */
    run: async (tests, mutation) => {
      for (const changed of [broken, mutation]) if (changed !== null) vitest.invalidateFile(`${root}${changed.file}`);
      broken = mutation;
      ended.length = 0;
      await vitest.runTestSpecifications(await vitest.globTestSpecifications(tests));
      const all = ended.flatMap((module) => [...module.children.allTests()]).map((test) => ({ name: test.fullName, ...test.result() }));
      return {
        passed: all.filter(({ state }) => state === "passed").length,
        failed: all.filter(({ state }) => state === "failed").map(({ name, errors = [] }) => ({ name, message: errors[0]?.message ?? "" })),
        unloaded: ended.flatMap((module) => module.errors().map(({ message }) => ({ name: module.relativeModuleId, message }))),
      };
    },
    close: () => vitest.close(),
  };
}
