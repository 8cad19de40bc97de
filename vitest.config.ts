/**
 * Owns: which tests run in which surroundings.
 * Never: `obsidian` for the parts that must live without it - only `*.dom.test.ts` and the built plugin get the test host.
 */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const loopbackOnly = at("tests/setup/loopback-only.mjs");
/** Milliseconds, for machines that are busy. */
const patience = { testTimeout: 180_000, hookTimeout: 180_000 };
/** Tests of the two built programs; they are built once before the first of them. */
const ofPrograms = ["tests/{plugin,cli,crash,demo}/**/*.test.ts"];

/** What takes longest begins first, so that no core waits for it at the end. */
const LONGEST = ["tests/simulation/", "tests/plugin/", "tests/cli/", "tests/engine/power-cut"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (LONGEST.findIndex((part) => moduleId.includes(part)) + LONGEST.length + 1) % (LONGEST.length + 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    // One more than there are cores: those that wait for a program or an undo time leave theirs to the others.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // What the build puts in from manifest.json.
        define: { VERSION: JSON.stringify("0.0.0") },
        test: {
          name: "plain",
          ...patience,
          // No test changes what another one loads: starting a process and loading the source anew for each file would cost a third of the time.
          isolate: false,
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["**/*.dom.test.ts", "tests/browser/**", ...ofPrograms],
          setupFiles: [loopbackOnly],
        },
      },
      {
        resolve: { alias: { obsidian: at("tests/setup/obsidian/index.ts") } },
        test: {
          name: "obsidian",
          ...patience,
          environment: "jsdom",
          // One window for all of them in a process: a new one, with Obsidian's stand-in anew, costs each file more than its tests.
          isolate: false,
          include: ["tests/**/*.dom.test.ts"],
          exclude: ["tests/plugin/**"],
          setupFiles: [loopbackOnly, at("tests/setup/obsidian/globals.ts")],
        },
      },
      {
        resolve: { alias: { obsidian: at("tests/setup/obsidian/index.ts") } },
        test: {
          name: "programs",
          ...patience,
          environment: "node",
          include: ofPrograms,
          setupFiles: [loopbackOnly],
          globalSetup: [at("tests/setup/build.ts")],
        },
      },
    ],
  },
});
