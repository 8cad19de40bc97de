/** G4: a stranger's words on a terminal. What silently goes wrong here: a mail clears the screen, renames the window, or makes a link of what looks like text. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonLine } from "../../src/cli/print";
import { ATTACKS } from "./attacks";

const STEERS = /\p{C}/u;

describe("G4 JSON on a terminal", () => {
  it("shows no invisible character, and reads back as the same text", () => {
    for (const attack of ATTACKS) {
      const line = jsonLine({ [attack]: [attack] });
      expect(line).not.toMatch(STEERS);
      expect(JSON.parse(line)).toEqual({ [attack]: [attack] });
    }
  });

  it("holds for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(jsonLine(text)).not.toMatch(STEERS);
        expect(JSON.parse(jsonLine(text))).toBe(text);
      }),
    );
  });
});
