/**
 * Owns: `npm run demo` - builds, then runs the demo of the command line on `demo-vault/` (or `-- --vault DIR`).
 * Never: a step of the demo itself.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;

const built = run("esbuild.config.mjs", "production");
const given = process.argv.slice(2);
const vault = given.includes("--vault") ? [] : ["--vault", "demo-vault"];
process.exitCode = built === 0 ? run("dist/cli.cjs", "demo", ...vault, ...given) : built;
