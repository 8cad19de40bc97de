/**
 * G4: nothing of a mail takes effect in a note, by an independent Markdown reader that allows everything.
 * What silently goes wrong here: a stranger's text fetches, runs or approves something in the owner's vault.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailNoteName } from "../../src/core/mail-note";
import { plain } from "../../src/core/card-text";
import { ATTACKS } from "./attacks";
import { expectHarmless, HARMLESS, read, structure } from "./harmless";
import { notesOf } from "./notes";

const expected = notesOf(HARMLESS);
const check = (words: string): void => expectHarmless(notesOf(`x${words}z`), expected);

describe("G4 a stranger's words in every kind of note", () => {
  it("the reader sees what there is to see", () => {
    expect(structure("a <b>x</b> ![y](z)\n\n```js\n```").map((line) => line.split(" ")[0])).toEqual(["paragraph_open", "inline", "html_inline", "html_inline", "image", "paragraph_close", "fence"]);
    expect(structure(read(expected["mail"] ?? "").body).filter((line) => line.startsWith("fence"))).toEqual(["fence code text "]);
  });

  it.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 60), attack] as const))("%s", (_name, attack) => {
    check(attack);
    check(`\n${attack}\n`);
  });

  it("holds for attacks in any order, inside one another, and with anything between", () => {
    const part = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ATTACKS) }, fc.constantFrom("\n", "\n\n", "> ", "- ", "    ", "`", "~", "[", "]", "(", ")", "<", ">", "%", "{", "}", "!", ":", "|", "\\", "$", "=", "-", "#", "^", "*", "_", "\t", "&"), fc.string({ unit: "binary", maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        check(parts.join(""));
      }),
      { numRuns: 120 },
    );
  });
});

describe("G4 a stranger's words elsewhere", () => {
  it.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 60), attack] as const))("in file names: %s", (_name, attack) => {
    const name = mailNoteName("MAIL", attack, "2026-03-10T00:00:00.000Z", attack);
    expect(name).toMatch(/^MAIL_2026-03-10_[\p{L}\p{N}-]{1,40}_[0-9a-f]{8}\.md$/u);
    expect(new TextEncoder().encode(name).length).toBeLessThan(240);
    expect(name).not.toMatch(/\p{Cs}/u);
  });

  it.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 60), attack] as const))("on a terminal: %s", (_name, attack) => {
    expect(plain(attack)).not.toMatch(/[^\P{C}\n\t]/u);
  });
});
