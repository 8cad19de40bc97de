/**
 * G4: nothing of a mail takes effect where it is only told of: dashboard, audit, briefing, alerts, reminders, payment instructions.
 * What silently goes wrong here: a subject that is harmless in its own note opens something in the report that quotes it.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTACKS } from "./attacks";
import { expectHarmless, HARMLESS, read, structure } from "./harmless";
import { reportsOf } from "./reports";

/** One report takes a tenth of a second. */
const MANY = 16;
const expected = reportsOf(HARMLESS);
const check = async (words: string): Promise<void> => expectHarmless(await reportsOf(`x${words}z`), await expected);

describe("G4 a stranger's words in every report", () => {
  it("they do stand in each", async () => {
    for (const [kind, report] of Object.entries(await expected)) expect([kind, report.includes(HARMLESS)]).toEqual([kind, true]);
    expect(structure(read((await expected)["dashboard"] ?? "").body).length).toBeGreaterThan(40);
  });

  it("hold for every attack, many at a time, each at the beginning of a line", async () => {
    for (let from = 0; from < ATTACKS.length; from += MANY) await check(`\n${ATTACKS.slice(from, from + MANY).join("\n")}\n`);
  }, 60_000);

  it("hold for attacks in any order", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...ATTACKS), { maxLength: 6 }), (parts) => check(parts.join(" "))), { numRuns: 8 });
  }, 60_000);
});
