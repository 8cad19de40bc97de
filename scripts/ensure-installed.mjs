/**
 * Owns: that the packages are there before a command needs them - `npm test` and `npm run demo` work on a fresh clone.
 * Never: a word on standard output; that belongs to the command that follows.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const lock = `${root}package-lock.json`;
const stamp = `${root}node_modules/.installed-from`;

const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");

/** Installed from exactly this lock file? Times lie after a checkout; npm's own record is trusted when it is newer. */
function isInstalled() {
  try {
    if (readFileSync(stamp, "utf8") === wanted) return true;
  } catch {
    // No stamp: perhaps `npm ci` was run by hand.
  }
  try {
    return statSync(`${root}node_modules/.package-lock.json`).mtimeMs >= statSync(lock).mtimeMs;
  } catch {
    return false;
  }
}

if (!isInstalled()) {
  process.stderr.write("Installing packages (npm ci) ...\n");
  const npm = spawnSync("npm", ["ci", "--loglevel=error"], { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (npm.status !== 0) {
    process.stderr.write("The packages could not be installed. See the lines above; a connection to the npm registry is needed once.\n");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
