/**
 * Owns: what a short mail in a running case is about - taken back, asked after, agreed to, changed - by phrases of every language.
 * Never: numbers and names; those are read elsewhere.
 */
import { said, saidWhole } from "./lang/all";
import type { Phrases } from "./lang/phrases";
import { sentencesOf } from "./sentences";
import { oneLine, plain } from "./words";

const pattern = (...names: (keyof Phrases)[]): RegExp => new RegExp(saidWhole(...names), "u");

const CANCELS = pattern("cancels");
const HOLDS = new RegExp(`${saidWhole("holds")}|\\b(?:${said("waits")})\\b.{0,60}(?:${said("bill")})`, "u");
const ELSEWHERE = new RegExp(`\\b(?:${said("address")})\\b`, "u");
const DENIES = new RegExp(`\\b(?:${said("not")}) (?:\\w+ ){0,2}(?:${said("undo")})`, "u");
const REMINDS = pattern("reminds");
const CHANGES = pattern("changing", "instead");
/** Something besides what was asked for already. */
const ADDS = pattern("adding");
/** Says of something that it is not wanted, or that only it is. */
const NARROWS = pattern("narrows");
/** In place of what was asked for. */
const INSTEAD = pattern("replaces", "instead");
/** Refers to what was before instead of saying it. */
const AS_BEFORE = pattern("as_before");
const AGREES = new RegExp(`^\\W*(?:${said("agrees")})(?![\\p{L}\\p{N}])`, "u");

export interface Gist {
  /** The sentence that takes the request back, null when none does. */
  cancels: string | null;
  reminds: string | null;
  changes: string | null;
  /** Wants something besides what was asked for. */
  adds: string | null;
  /** Wants something in place of it. */
  replaces: string | null;
  /** Says "as last time" in place of a number. */
  refers: string | null;
  /** Sentences that may leave out the thing that they name. */
  narrows: string[];
  /** Asks to wait with it. */
  holds: string | null;
  /** Speaks of another address or another one to be billed. */
  elsewhere: string | null;
  /** Says yes to what was asked. */
  agrees: boolean;
}

/** What a mail's new text is about. */
export function gistOf(fresh: string): Gist {
  const sentences = sentencesOf(fresh).slice(0, 60);
  const one = (test: (words: string) => boolean): string | null => sentences.find((sentence) => test(oneLine(plain(sentence)))) ?? null;
  return {
    cancels: one((words) => !DENIES.test(words) && CANCELS.test(words)),
    reminds: one((words) => REMINDS.test(words)),
    changes: one((words) => CHANGES.test(words)),
    adds: one((words) => ADDS.test(words) && !INSTEAD.test(words)),
    replaces: one((words) => INSTEAD.test(words)),
    refers: one((words) => AS_BEFORE.test(words)),
    narrows: sentences.filter((sentence) => NARROWS.test(plain(sentence))),
    holds: one((words) => HOLDS.test(words)),
    elsewhere: one((words) => ELSEWHERE.test(words)),
    agrees: sentences.slice(0, 4).some((sentence) => AGREES.test(plain(sentence))),
  };
}
