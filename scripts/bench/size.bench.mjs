/**
 * Owns: how big the shipped files are.
 * Never: what is in them.
 */
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const kilobytes = (path) => statSync(at(path)).size / 1000;

export const title = "Size of what is shipped";

export function measure() {
  return [
    { what: "main.js", value: kilobytes("main.js"), unit: " kB", limit: 2100 },
    { what: "main.js, compressed", value: gzipSync(readFileSync(at("main.js"))).length / 1000, unit: " kB", limit: null },
    { what: "styles.css", value: kilobytes("styles.css"), unit: " kB", limit: 40 },
    { what: "dist/cli.cjs", value: kilobytes("dist/cli.cjs"), unit: " kB", limit: null },
  ];
}
