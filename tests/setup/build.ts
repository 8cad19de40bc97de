/**
 * Owns: that tests of the built programs test this source, not an older build.
 * Never: how they are built.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export default function setup(): void {
  execFileSync(process.execPath, ["esbuild.config.mjs", "production"], { cwd: fileURLToPath(new URL("../..", import.meta.url)), stdio: "inherit" });
}
