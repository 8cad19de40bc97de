import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../../src/core/json";
import { readNote, withOwnersPart, writeNote } from "../../src/core/note";

const readYaml = (text: string): unknown => parse(text);
const read = (text: string) => readNote(text, readYaml);

const awkward = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: fc.constantFrom("a", " ", ":", "#", "-", "\n", "\r", "\t", '"', "'", "\\", "|", ">", "%", "@", "`", "[", "]", "{", "}", ",", "&", "*", "!", "?", "0", ".", "~", "\u202e", "\u2028", "\u0085", "\ufeff", "\ud800", "é", "日") }),
  fc.constantFrom("120.50", "yes", "No", "null", "~", "2026-01-01", "2026-11-22T10:00:00Z", "12:30", "0x1f", "1e3", ".5", "-", "---", "<<", "=", " lead", "trail ", "", "[[Link]]", "y", "on", "NaN", ".inf", "+1", "a: b", "a #b", "__proto__", "a b"),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    awkward,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(awkward, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const front = fc.dictionary(awkward, value, { maxKeys: 6, noNullPrototype: true }).map((object) => JSON.parse(JSON.stringify(object)) as JsonObject);

describe("A1 what is written is what is read", () => {
  it("gives back front matter and body for arbitrary JSON and text", () => {
    fc.assert(
      fc.property(front, fc.oneof(awkward, fc.constantFrom("---\n", "---\na: 1\n---\n", "\n\nText\r\n", "# Head\n")), (fields, body) => {
        expect(read(writeNote(fields, body))).toEqual({ front: fields, body });
      }),
      { numRuns: 1000 },
    );
  });
  it("reads the same with YAML 1.1, which has more words for true and false", () => {
    fc.assert(fc.property(front, (fields) => {
      expect(readNote(writeNote(fields, ""), (text) => parse(text, { version: "1.1" }))).toEqual({ front: fields, body: "" });
    }));
  });
  it("is readable: plain where it can be, quoted where YAML would change it, line items as a list", () => {
    const text = writeNote(
      {
        type: "odoo_invoice",
        customer_name: "Müller & Söhne",
        customer_email: "info@mueller.example",
        total_amount: "120.50",
        due_date: "2026-12-22",
        dry_run: true,
        line_items: [{ description: "Workshop, two days", quantity: "2", unit_price: "60.25" }, { description: "Travel: train", quantity: "1", unit_price: "0.00" }],
        tags: [],
        extra: {},
        grid: [["a", "b"], ["c"]],
      },
      "# Invoice\n",
    );
    expect(text).toBe(`---
type: odoo_invoice
customer_name: "Müller & Söhne"
customer_email: info@mueller.example
total_amount: "120.50"
due_date: "2026-12-22"
dry_run: true
line_items:
  - description: Workshop, two days
    quantity: "2"
    unit_price: "60.25"
  - description: "Travel: train"
    quantity: "1"
    unit_price: "0.00"
tags: []
extra: {}
grid:
  - - a
    - b
  - - c
---
# Invoice
`);
  });
  it("shows hidden and direction-changing characters instead of hiding them", () => {
    expect(writeNote({ subject: "pay \u202egpj.exe\u200b" }, "")).toContain('subject: "pay \\u202egpj.exe\\u200b"');
  });
});

describe("A5 reading is tolerant and never throws", () => {
  it("takes CRLF, a byte order mark and blanks after the dashes", () => {
    expect(read("\uFEFF---  \r\nid: a1\r\nlist:\r\n  - x\r\n--- \r\nBody\r\n")).toEqual({ front: { id: "a1", list: ["x"] }, body: "Body\r\n" });
  });
  it("takes a note without front matter, with empty front matter, and keeps later dashes as text", () => {
    expect(read("# Hello\n---\n")).toEqual({ front: {}, body: "# Hello\n---\n" });
    expect(read("---\n---\nBody")).toEqual({ front: {}, body: "Body" });
    expect(read("---\na: 1\n---\n---\nb: 2\n---\n")).toEqual({ front: { a: 1 }, body: "---\nb: 2\n---\n" });
    expect(read("")).toEqual({ front: {}, body: "" });
  });
  it("turns what JSON cannot say into text", () => {
    const strange = { day: new Date("2026-01-02T00:00:00Z"), time: new Date("2026-01-02T10:20:30Z"), bad: new Date(Number.NaN), big: 12n, nan: Number.NaN, map: new Map([[1, "x"]]), set: new Set(["s"]), gone: undefined };
    expect(readNote("---\nx: 1\n---\n", () => strange)).toEqual({
      front: { day: "2026-01-02", time: "2026-01-02T10:20:30.000Z", bad: "", big: "12", nan: "NaN", map: { "1": "x" }, set: ["s"], gone: null },
      body: "",
    });
  });
  it.each([
    ["never closed", "---\nid: a1\nBody"],
    ["not names and values", "---\n- a\n- b\n---\n"],
    ["broken", "---\nid: [a\n---\n"],
  ])("says what is wrong when front matter is %s", (_why, text) => {
    expect(read(text)).toEqual({ problem: expect.stringMatching(/^The properties of this note .+\. .+\.$/s) as string });
  });
  it("stops at values that refer to themselves or explode", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    expect(readNote("---\nx: 1\n---\n", () => loop)).toHaveProperty("problem");
    let bomb: unknown = ["x"];
    for (let level = 0; level < 30; level += 1) bomb = [bomb, bomb, bomb, bomb];
    expect(readNote("---\nx: 1\n---\n", () => ({ bomb }))).toHaveProperty("problem");
  });
  it("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(awkward, awkward.map((text) => `---\n${text}\n---\n`), fc.string({ unit: fc.constantFrom("---", "\n", "a", ": ", "- ", "{", "&x ", "*x ") })), (text) => {
      const result = read(text);
      expect("problem" in result || "front" in result).toBe(true);
    }), { numRuns: 500 });
  });
});

describe("L2 what the owner writes below the marker survives", () => {
  const MARKER = "%% mine below %%";
  it("keeps it through any number of rewrites, byte for byte", () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string({ unit: "binary" }), (first, second, mine) => {
      const written = withOwnersPart(`a${first}`, null, MARKER) + mine;
      const again = withOwnersPart(`b${second}`, written, MARKER);
      expect(again).toBe(withOwnersPart(`b${second}`, null, MARKER) + mine);
      expect(withOwnersPart(`b${second}`, again, MARKER)).toBe(again);
    }));
  });
  it("is not fooled by the marker inside a line, and takes CRLF", () => {
    const existing = `old, says ${MARKER} in a line\r\n\r\n${MARKER}\r\nmine\r\n`;
    expect(withOwnersPart("new\n", existing, MARKER)).toBe(`new\n\n${MARKER}\nmine\r\n`);
  });
  it("keeps the whole body when the marker is gone, rather than lose a word", () => {
    const rewritten = withOwnersPart("new", "---\nid: x\n---\nold and mine\n", MARKER);
    expect(rewritten).toBe(`new\n\n${MARKER}\nold and mine\n`);
    expect(withOwnersPart("new", rewritten, MARKER)).toBe(rewritten);
  });
});
