/**
 * Owns: the proof that the build's table of HTML characters answers like the one it stands for.
 * Never: other code of the build.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { htmlEntities as ours } from "../../scripts/entity-table.mjs";

const home = dirname(createRequire(import.meta.url).resolve("postal-mime"));
const source = readFileSync(join(home, "../esm/html-entities.js"), "utf8");
const theirs = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { htmlEntities: Record<string, string> };
const table = ours as Record<string, string | undefined>;

describe("G3 HTML characters by name", () => {
  it("every name of postal-mime's table, with the same character", () => {
    const names = Object.keys(theirs.htmlEntities);
    expect(names.length).toBeGreaterThan(2000);
    expect(names.filter((name) => table[name] !== theirs.htmlEntities[name])).toEqual([]);
  });

  it("and no name more", () => {
    const known = Object.keys(theirs.htmlEntities);
    const others = known.flatMap((name) => [`${name.replace(/;$/, "")}x;`, `${name.replace(/;$/, "")}it`, name.toLowerCase(), `&z${name.slice(1)}`]).filter((name) => !(name in theirs.htmlEntities));
    expect(others.length).toBeGreaterThan(4000);
    expect(others.filter((name) => table[name] !== undefined)).toEqual([]);
  });
});
