/**
 * A text is searched only for patterns it may hold (M8): what is left out could not have matched.
 */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/understanding/lang/all";
import { needOf } from "../../src/understanding/needs";
import { sieve } from "../../src/understanding/sieve";
import { plain } from "../../src/understanding/words";
import { BATCHES } from "./mails/batches";

const FOLDER = "src/understanding";

/** Every regular expression that stands in the source, and those of the language files. */
function patterns(): RegExp[] {
  const found: RegExp[] = [];
  for (const file of readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"))) {
    const source = ts.createSourceFile(file, readFileSync(`${FOLDER}/${file}`, "utf8"), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1).replace(/[gy]/g, "")));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  const { days, on_receipt, end_of_month } = { days: LANGUAGES.flatMap(({ terms }) => terms.days), on_receipt: LANGUAGES.flatMap(({ terms }) => terms.on_receipt), end_of_month: LANGUAGES.flatMap(({ terms }) => terms.end_of_month) };
  return [...found, ...[...days, ...on_receipt, ...end_of_month, ...LANGUAGES.flatMap(({ done, introductions }) => [...done, ...introductions])].map((text) => new RegExp(text, "u"))];
}

const ALL = patterns();
const texts = BATCHES.flatMap(([, mails]) => mails).flatMap(({ subject = "", body }) => [`${subject}\n${body}`, plain(body)]);

describe("M8 what a pattern cannot do without", () => {
  it.each([
    ["\\bfree (?:quotes?|trial)\\b", "a FREE trial", true], ["\\bfree (?:quotes?|trial)\\b", "a fee for all", false], ["colou?rs", "colors", true], ["(?:abc)?xyz", "xyz", true], ["(?:abc){0,3}xyz", "xyz", true],
    ["(?:abc|def)", "def", true], ["(?:abc|def)", "ghi", false], ["ab*cde", "acde", true], ["a[bc]def", "acdef", true], ["abc(?!def)", "abc", true], ["\\d+", "no digit", true],
  ])("%s in %j: %s", (source, text, passes) => {
    expect(sieve([source], (own) => own)(text).length === 1).toBe(passes);
  });

  it("lets every match through, for all patterns on all mails", () => {
    const likely = sieve(ALL, ({ source }) => source);
    let kept = 0;
    expect(ALL.length).toBeGreaterThan(400);
    for (const text of texts.filter((_, index) => index % 4 === 0)) {
      const passed = new Set(likely(text));
      kept += passed.size;
      expect(ALL.filter((pattern) => !passed.has(pattern) && pattern.test(text)).map(({ source }) => source)).toEqual([]);
    }
    // A sieve that lets everything through would be none.
    expect(kept / (ALL.length * texts.length) * 4).toBeLessThan(0.8);
  });

  it("lets every match through, for patterns and texts at random", () => {
    const letters = fc.constantFrom("a", "b", "c", "ab", "(?:ab|bc)", "(?:abc)?", "[ab]", "c+", "b?", "a{2}", "(?:ab){0,2}", "\\w", ".");
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 8 }), fc.array(fc.constantFrom("a", "b", "c", "B"), { maxLength: 12 }), (parts, characters) => {
        const pattern = new RegExp(parts.join(""), "i");
        const text = characters.join("");
        if (pattern.test(text)) expect([pattern.source, text, sieve([pattern], ({ source }) => source)(text).length]).toEqual([pattern.source, text, 1]);
      }),
      { numRuns: 2_000 },
    );
    expect(needOf("abcdef")?.length).toBe(1);
  });
});
