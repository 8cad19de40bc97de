/**
 * Owns: what a rule is, and a row of the table of rules (rules.ts) as one.
 * Never: a rule.
 */
import type { MessageKind } from "../core/draft";
import { needsOf, pattern } from "./tags";

export interface Rule {
  name: string;
  /** What a match speaks for. `hold`: not now. `copy`: an invoice that exists already. `dispute`: something to sort out, no new invoice. `aside`: talk about an invoice that this mail does not bring. `elsewhere`: somebody else is to do it, or a program. `reference`: the wish for the paper that the sentence before names ("Please send one"). `offer`: what we asked whether to do, a wish when the answer is yes. `answer`: the price that somebody else was asked for. `seller`: the sender has the thing and wants it bought. `heading`: a paper named and nothing else, a wish above a form that was filled in. `faint`: an invoice and a wish in whatever order; it decides where nothing else says anything. */
  says: MessageKind | "hold" | "copy" | "dispute" | "aside" | "elsewhere" | "reference" | "offer" | "answer" | "seller" | "heading" | "faint";
  /** 1 a hint, 2 likely, 3 plain words. */
  weight: 1 | 2 | 3;
  matches: RegExp;
  /** Characters of concepts of which a sentence must hold one each, so that most sentences need no pattern at all. */
  needs: string[];
  /** True when a negation in or before the match takes it back. */
  negatable: boolean;
  /** True when it tells nothing as a subject: "Quote for a new carpet" may announce one as well as ask for one. */
  body_only: boolean;
  /** True when the words that mean nothing here must be written like names; of somebody else, where it says `elsewhere`. */
  named: boolean;
  /** True when what matches must stand in one clause: a negation behind a comma is about something else. */
  within: boolean;
  example: string;
  counter: string;
}

/** A rule as the table writes it. */
export type Row = [name: string, weight: Rule["weight"], pattern: string, example: string, counter: string, only?: "body" | "named" | "clause"];

/** Rules in which the negation is the point. */
const NEGATION_IS_MEANT = /\bNOT\b(?!-)|WAIT/;

/** A row that speaks for `says`. */
export function ruleOf(says: Rule["says"], [name, weight, source, example, counter, only]: Row): Rule {
  return {
    name,
    says,
    weight,
    matches: pattern(source),
    needs: needsOf(source),
    negatable: !NEGATION_IS_MEANT.test(source.replace(/~\d+[^\s]*/g, "")),
    body_only: only === "body",
    named: only === "named",
    within: only === "clause" || (says === "hold" && /(?:NOT|WAIT)(?: !\w+)*$/.test(source)),
    example,
    counter,
  };
}
