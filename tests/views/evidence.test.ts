/**
 * Owns: the proof that evidence is found in a message and that the message stays what it was (PRODUCT M3), in plain Node.
 * Never: a document.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieces } from "../../src/views/evidence";

const marked = (text: string, evidence: Record<string, string>): unknown[] => pieces(text, Object.entries(evidence)).filter(({ facts }) => facts.length > 0).map((piece) => [piece.text, piece.facts]);

describe("M3 the words that facts were read from", () => {
  it("are marked with what was read from them, whatever blanks lie between", () => {
    expect(marked("Three chairs\n  at 40,\ntotal 120 EUR.", { "lines.0": "Three chairs at 40", total: "total 120 EUR" })).toEqual([
      ["Three chairs\n  at 40", ["Line 1"]],
      ["total 120 EUR", ["Total"]],
    ]);
  });

  it("a word within longer ones is marked there and not elsewhere", () => {
    expect(marked("EUR? The total is 120 EUR.", { currency: "EUR", total: "total is 120 EUR" })).toEqual([["total is 120 EUR", ["Total", "Currency"]]]);
  });

  it("ranges that overlap are one; what is not there, or is empty, is not marked", () => {
    expect(marked("one two three", { a: "one two", b: "two three" })).toEqual([["one two three", ["A", "B"]]]);
    expect(marked("one", { a: "two", b: " ", c: "" })).toEqual([]);
  });

  it("signs of patterns are only signs", () => {
    expect(marked("a+b (c)* [d]", { x: "(c)* [d]" })).toEqual([["(c)* [d]", ["X"]]]);
  });

  it("joined, the pieces are the message, and every word that occurs in it is within a mark", () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string({ minLength: 1 }), fc.string()), fc.nat(), fc.nat(), (text, evidence, from, length) => {
        const words = text.slice(from % (text.length + 1)).slice(0, length % 20);
        const found = pieces(text, [...Object.entries(evidence), ["own", words]]);
        expect(found.map((piece) => piece.text).join("")).toBe(text);
        if (words.trim() !== "") expect(found.some(({ facts }) => facts.includes("Own"))).toBe(true);
      }),
    );
  });
});
