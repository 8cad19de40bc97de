/**
 * Owns: answers that stand beside or below quoted questions ("> PO? 4711"), made into lines that read by themselves (PRODUCT M4).
 * Never: what an answer means.
 */
import type { Draft } from "../core/draft";
import { ENGLISH, LANGUAGES } from "./lang/all";
import { detailIn, missingFact } from "./reply";
import { MAX_INPUT, plain } from "./words";

export interface Inline {
  /** Answers to questions of our own reply, by the field that was asked for. */
  answers: Map<string, string>;
  /** "PO: 4711" for answers to questions that are not ours. */
  lines: string[];
}

const MARK = /^\s*(?:>\s?)+/;
const MAX_ANSWER = 300;

/** The asked facts with the words that our reply asks for them with, in plain letters. */
function questions(draft: Draft): { field: string; words: string; detail: string }[] {
  const languages = LANGUAGES.filter(({ code }) => code === draft.language || code === ENGLISH.code);
  return draft.missing.map(missingFact).flatMap(({ field, detail }) =>
    languages.flatMap(({ reply }) => {
      const words = plain((reply.fields[field] ?? "").replace(/ ?: *\{items\}.*$/u, "")).trim();
      return words === "" ? [] : [{ field, words, detail: plain(detailIn(reply, detail)) }];
    }),
  );
}

/** What follows a quoted question on its own lines, up to the next quoted or empty one. */
function below(lines: readonly string[], at: number): string {
  const answer: string[] = [];
  for (const line of lines.slice(at + 1, at + 6)) {
    if (MARK.test(line) || (line.trim() === "" && answer.length > 0)) break;
    if (line.trim() !== "") answer.push(line.trim());
  }
  return answer.join(" ").slice(0, MAX_ANSWER);
}

/** Answers between the quoted lines of a mail. */
export function inlineAnswers(text: string, draft: Draft): Inline {
  const found: Inline = { answers: new Map(), lines: [] };
  const asked = questions(draft);
  const lines = text.slice(0, MAX_INPUT).split("\n").slice(0, 2_000);
  for (const [at, line] of lines.entries()) {
    if (!MARK.test(line)) continue;
    const quoted = line.replace(MARK, "").trim().slice(0, 500);
    const lower = plain(quoted).replace(/^[-*•]\s*/, "");
    const question = asked.find(({ words }) => lower.startsWith(words));
    if (question) {
      const rest = lower.slice(question.words.length).replace(/^\s*:\s*/, "");
      const behind = rest.startsWith(question.detail) ? rest.slice(question.detail.length) : rest;
      const same = behind.length === 0 ? "" : quoted.slice(-behind.length).replace(/^[\s:?–—>=-]+/, "").trim();
      const answer = same === "" ? below(lines, at) : same;
      if (answer !== "" && !found.answers.has(question.field)) found.answers.set(question.field, answer);
      continue;
    }
    const cut = quoted.lastIndexOf("?");
    const label = quoted.slice(0, cut).split(/[.!?]/).at(-1)?.trim() ?? "";
    const same = quoted.slice(cut + 1).trim();
    const under = same === "" ? below(lines, at) : "";
    // A sentence below reads by itself; a bare number needs its question.
    const answer = cut === -1 ? "" : same || (/^\S{1,40}$/.test(under) ? under : "");
    if (label !== "" && label.length <= 60 && answer !== "") found.lines.push(`${label}: ${answer}`);
  }
  return found;
}
