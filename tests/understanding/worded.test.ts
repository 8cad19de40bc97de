/**
 * Owns: the proof that numbers written in words are read as what they say, and larger ones not as their parts (M2).
 * Never: mail of real people.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/understanding/lang/all";
import { BLANK } from "../../src/understanding/numbers";
import { inDigits } from "../../src/understanding/worded";

const languageOf = (code: string): (typeof LANGUAGES)[number] => {
  const found = LANGUAGES.find((language) => language.code === code);
  if (found === undefined) throw new Error(`There is no language "${code}".`);
  return found;
};

const SAID: [string, string, string][] = [
  ["en", "twenty-four chairs", "24 chairs"],
  ["en", "ninety two chairs", "92 chairs"],
  ["de", "dreiundzwanzig Stunden", "23 Stunden"],
  ["de", "fünfundvierzig Stühle", "45 Stühle"],
  ["de", "siebzehn Stühle", "17 Stühle"],
  ["fr", "soixante-deux heures", "62 heures"],
  ["fr", "vingt et un repas", "21 repas"],
  ["fr", "soixante-quinze repas", "75 repas"],
  ["fr", "quatre-vingt-dix-sept repas", "97 repas"],
  ["fr", "quatre-vingts repas", "80 repas"],
  ["es", "veinticinco cajas", "25 cajas"],
  ["es", "treinta y ocho cajas", "38 cajas"],
  ["it", "trentadue ore", "32 ore"],
  ["it", "ventuno ore", "21 ore"],
  ["nl", "vijfentwintig dozen", "25 dozen"],
  ["nl", "zestig dozen", "60 dozen"],
  ["pt", "vinte e cinco caixas", "25 caixas"],
  ["ro", "douăzeci și cinci de cutii", "25 de cutii"],
  ["pl", "dwadzieścia pięć pudełek", "25 pudełek"],
  ["pl", "czternaście pudełek", "14 pudełek"],
  ["en", "3 hours and 30 minutes of work", "3.5 hours of work"],
  ["de", "2 Stunden 45 Minuten Arbeit", "2.75 stunden Arbeit"],
];

/** Parts of larger numbers, days and names: a wrong number would be worse than none. */
const LEFT: [string, string][] = [
  ["en", "due on the twenty-first of May"],
  ["es", "ciento treinta cajas"],
  ["es", "treinta mil cajas"],
  ["it", "duecento trenta ore"],
  ["fr", "cent trente repas"],
  ["fr", "trente mille repas"],
  ["de", "hundertdreißig Stühle"],
  ["ro", "o sută treizeci de cutii"],
  ["pl", "sto dwadzieścia pudełek"],
  ["pt", "cento e vinte caixas"],
];

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

describe("M2 numbers in words", () => {
  it.each(SAID)("%s: %s is %s", (code, said, meant) => {
    expect(oneLine(inDigits(said, languageOf(code)).replaceAll(BLANK, " "))).toBe(meant);
  });

  it.each(LEFT)("%s: %s is left alone", (code, said) => {
    expect(inDigits(said, languageOf(code))).toBe(said);
  });

  it("hours and minutes that make no exact number are none", () => {
    expect(inDigits("3 hours 20 minutes of work", languageOf("en"))).not.toMatch(/\d/);
  });

  it("law: every position is kept, whatever the text", () => {
    const words = fc.constantFrom(...SAID.map(([, said]) => said), ...LEFT.map(([, said]) => said), "three hundred and forty pounds", "é", "\u0301", "ß", " ", "\n", "12");
    fc.assert(fc.property(fc.constantFrom(...LANGUAGES), fc.array(words, { maxLength: 12 }), (language, parts) => {
      const text = parts.join(" ");
      expect(inDigits(text, language)).toHaveLength(text.length);
    }));
  });
});
