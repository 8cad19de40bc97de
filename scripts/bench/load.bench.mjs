/**
 * Owns: what it costs an Obsidian start to load this plugin, as a ratio to an empty plugin and to one as big as Templater.
 * Never: a warm process; every load is the first in a process of its own.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { syntheticPlugin } from "./synthetic-plugin.mjs";

const PROCESSES = 15;
const TEMPLATER_BYTES = 444_000;

/** Classes to extend and functions to call, nothing behind them: the app has loaded its own by then. */
const OBSIDIAN = `
const nothing = class {};
module.exports = new Proxy({ Platform: { isDesktop: true, isDesktopApp: true, isMobile: false } }, { get: (known, name) => known[name] ?? nothing });
`;
const EMPTY = `
const obsidian = require("obsidian");
module.exports = class extends obsidian.Plugin { async onload() { this.addCommand({ id: "nothing", name: "Nothing", callback: () => undefined }); } };
`;
const TIMER = `
require("obsidian");
const start = process.hrtime.bigint();
require(process.argv[2]);
process.stdout.write(String(process.hrtime.bigint() - start));
`;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Milliseconds of one first require. */
function once(folder, file) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["timer.cjs", `./${file}`], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return Number(stdout) / 1e6;
}

export const title = `Loading main.js: median of ${PROCESSES} first loads each, taken in turns`;

export function measure() {
  const folder = mkdtempSync(join(tmpdir(), "ae-bench-"));
  try {
    mkdirSync(join(folder, "node_modules/obsidian"), { recursive: true });
    writeFileSync(join(folder, "node_modules/obsidian/index.js"), OBSIDIAN);
    writeFileSync(join(folder, "timer.cjs"), TIMER);
    writeFileSync(join(folder, "empty.cjs"), EMPTY);
    // Bigger before minifying, so that what is loaded is as big as the real one.
    const minified = transformSync(syntheticPlugin(TEMPLATER_BYTES * 1.45), { minify: true, format: "cjs" }).code;
    writeFileSync(join(folder, "templater-sized.cjs"), minified);
    copyFileSync(fileURLToPath(new URL("../../main.js", import.meta.url)), join(folder, "ours.cjs"));

    const times = { empty: [], "templater-sized": [], ours: [] };
    for (let round = 0; round < PROCESSES; round += 1) {
      for (const name of Object.keys(times)) times[name].push(once(folder, `${name}.cjs`));
    }
    const [empty, templater, ours] = Object.values(times).map(median);
    return [
      { what: "empty plugin", value: empty, unit: " ms", limit: null },
      { what: `synthetic plugin as big as Templater (${Math.round(minified.length / 1000)} kB)`, value: templater, unit: " ms", limit: null },
      { what: "this plugin", value: ours, unit: " ms", limit: null },
      { what: "this plugin / empty plugin", value: ours / empty, unit: "x", limit: 30 },
      { what: "this plugin / Templater-sized plugin", value: ours / templater, unit: "x", limit: 0.9 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
