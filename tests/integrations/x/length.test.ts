/**
 * What silently goes wrong here: a text that is counted wrongly is refused by X at its time, or cut into parts that do not fit. The counter is
 * held against twitter-text itself, and the cases against what its own conformance suite and X's documentation say.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import twitter from "twitter-text";
import { LIMIT, linksIn, split, textProblem, weightedLength } from "../../../src/integrations/x/length";

const piece = fc.constantFrom("word ", "漢字テスト", "https://example.com/a?b=c ", "example.com", "👨‍👩‍👧", "👍🏽", "🇩🇪", "©️", "1️⃣", "é", "e\u0301", "…", "—", "\n", " ", "$ABC ", "@name ", "#tag ", "xn--fsq.com ", "http://t.co/abc123def ", "ü.de ");
const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 80 }), fc.array(piece, { maxLength: 60 }).map((parts) => parts.join("")));

describe("weighted length", () => {
  test.each([
    ["", 0], ["a", 1], ["漢字テスト", 10], ["https://example.com/a/very/long/address?with=a&query=string#and-more", 23], ["example.com", 23], ["example", 7],
    ["👨‍👩‍👧", 2], ["👍🏽", 2], ["🇩🇪", 2], ["e\u0301", 1], ["…", 2], ["—", 1], ["note.example", 12], ["a@example.com", 13], ["x".repeat(280), 280],
  ])("%j weighs %i", (given, weight) => {
    expect(weightedLength(given)).toBe(weight);
  });

  test("is what twitter-text says, for any text", () => {
    fc.assert(fc.property(text, (given) => {
      const { weightedLength: weight, valid } = twitter.parseTweet(given);
      expect(weightedLength(given)).toBe(weight);
      if (given.trim() !== "" && twitter.extractCashtags(given).length < 2) expect(textProblem(given) === null).toBe(valid);
      expect(linksIn(given).map(({ url }) => url)).toEqual(twitter.extractUrls(given.normalize("NFC")));
    }), { numRuns: 300 });
  });

  test.each([["x".repeat(281), /weighs 281/], ["buy $ABC and $XYZ", /2 cashtags/], ["a\uFFFEb", /character/]])("%j is refused with a reason", (given, reason) => {
    expect(textProblem(given)).toMatch(reason);
  });
});

describe("S2 parts of a thread", () => {
  test("joined by blanks they are the text, and each fits where its words do", () => {
    const words = fc.array(fc.oneof(fc.constantFrom("one.", "two", "https://example.com/x", "漢字", "👨‍👩‍👧", "ends!", "a\n\nb", "  ", "\n"), fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 200 });
    fc.assert(fc.property(words, (given) => {
      const whole = given.join(" ");
      const parts = split(whole);
      expect(parts.join(" ")).toBe(whole);
      for (const part of parts) if (weightedLength(part) > LIMIT) expect(part).not.toMatch(/\S \S/);
    }), { numRuns: 150 });
  });

  test("are cut behind a sentence where that leaves no part half empty", () => {
    const sentence = "This is a sentence of some length, as people write them in a post. ";
    const parts = split(sentence.repeat(9).trim());
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part).toMatch(/post\.$/);
  });
});
