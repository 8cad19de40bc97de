/**
 * No pattern can be made slow by a mail (M8): every regular expression of understanding, against text that almost matches it, as long as it can ever get.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { LANGUAGES, said } from "../../src/understanding/lang/all";
import type { Phrases } from "../../src/understanding/lang/phrases";
import { AS_WRITTEN } from "../../src/understanding/lang/thing-phrases";
import { plain } from "../../src/understanding/words";
import { processorMs } from "../setup/processor-time";

const FOLDER = "src/understanding";
/** Lines are cut at 5,000 characters and sentences at 600; what reads whole mails is given 200,000 in the tests of rules and of mails. */
const LINE = 5_000;

function patternsOf(file: string): { pattern: RegExp; line: number }[] {
  const source = ts.createSourceFile(file, readFileSync(`${FOLDER}/${file}`, "utf8"), ts.ScriptTarget.Latest, true);
  const found: { pattern: RegExp; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)), line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Milliseconds of processor time: on a busy machine a clock would tell of the others. */
const SLOW_MS = 400;

/** Slow every time: once, it may be the engine's own housekeeping. */
function isSlow(pattern: RegExp, text: string): boolean {
  for (let tries = 0; tries < 3; tries += 1) {
    const before = process.cpuUsage();
    text.replace(pattern, "");
    if (processorMs(before) <= SLOW_MS) return false;
  }
  return true;
}

const filled = (part: string): string => part.repeat(Math.ceil(LINE / part.length)).slice(0, LINE);
const PARTS = ["a", " ", "1", "a ", "1 ", "1,", "1.", "@", "a.", "-", "\t", "(", "A a ", "é", "€1 ", "\n", "> "];

/** What almost matches a pattern: its own words, over and over. */
function slowOn(pattern: RegExp): string | null {
  const words = pattern.source.match(/[a-z]{2,}/gi)?.slice(0, 8) ?? [];
  const texts = [...PARTS, ...words.map((word) => `${word} `), words.join(" ")].filter((text) => text !== "");
  return texts.find((part) => isSlow(pattern, `${filled(part)}\u0001`)) ?? null;
}

const NAMES = [...new Set(LANGUAGES.flatMap(({ phrases }) => Object.keys(phrases)))] as (keyof Phrases)[];

describe("M8 phrases of language files", () => {
  it.each(NAMES)("%s runs in bounded time", (name) => {
    expect(slowOn(new RegExp(`(?:^|[^\\p{L}])(?:${said(name)})(?!\\p{L})`, "u"))).toBeNull();
  });

  it.each(LANGUAGES.map((language) => [language.code, language] as const))("%s: in lower case and without accents, as they are compared", (_, { phrases, unspaced }) => {
    const words = Object.entries(phrases).filter(([name]) => !AS_WRITTEN.some((one) => one === name)).flatMap(([, phrase]: [string, string]) => phrase.replace(/\\p\{\w+\}|\\./g, " ").match(/\p{L}+/gu) ?? []);
    expect(words.filter((word) => unspaced !== true && plain(word) !== word)).toEqual([]);
  });
});

describe("M8 patterns run in bounded time", () => {
  it.each(readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => [name]))("%s", (file) => {
    const slow: string[] = [];
    for (const { pattern, line } of patternsOf(file)) {
      const part = slowOn(pattern);
      if (part !== null) slow.push(`${file}:${String(line)} on ${JSON.stringify(part)}`);
    }
    expect(slow).toEqual([]);
  });
});
