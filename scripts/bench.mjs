/**
 * Owns: `npm run bench` - runs every benchmark of scripts/bench/ against a fresh build and holds its limits.
 * Never: milliseconds as limits; machines differ, ratios do not.
 *
 * A benchmark exports `title` and `measure()`, which answers rows `{ what, value, unit, limit }`; `limit: null` is only reported.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "../esbuild.config.mjs";

const folder = fileURLToPath(new URL("bench/", import.meta.url));
const show = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

await build();
let broken = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".bench.mjs")).sort()) {
  const { title, measure } = await import(`./bench/${file}`);
  process.stdout.write(`\n${title}\n`);
  for (const { what, value, unit, limit } of await measure()) {
    const holds = limit === null || value <= limit;
    if (!holds) broken += 1;
    const verdict = limit === null ? "" : `  limit ${show(limit)}${unit}  ${holds ? "holds" : "BROKEN"}`;
    process.stdout.write(`  ${what.padEnd(64)} ${show(value).padStart(8)}${unit}${verdict}\n`);
  }
}
process.stdout.write(broken === 0 ? "\nEvery limit holds.\n" : `\n${broken} limit(s) broken.\n`);
process.exitCode = broken === 0 ? 0 : 1;
