/**
 * Owns: vitest for one mutation of the engine - the named file is read with one passage replaced.
 * Never: a change on disk, or tests that need the built programs or Obsidian.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));
const mutation = JSON.parse(process.env["AE_MUTATION"] ?? "null") as { file: string; from: string; to: string } | null;

export default defineConfig({
  root,
  define: { VERSION: JSON.stringify("0.0.0") },
  plugins: [
    {
      name: "mutation",
      enforce: "pre",
      load(id) {
        if (mutation === null || id !== `${root}${mutation.file}`) return null;
        return readFileSync(id, "utf8").replace(mutation.from, () => mutation.to);
      },
    },
  ],
  test: {
    pool: "forks",
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 30_000,
    include: ["tests/{core,engine}/**/*.test.ts"],
    setupFiles: [`${root}tests/setup/loopback-only.mjs`],
  },
});
