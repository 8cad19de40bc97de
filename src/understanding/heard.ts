/**
 * Owns: a later mail of a thread as it is heard for the draft of its case - facts, answers beside questions, what it is about - and its words as evidence.
 * Never: what of it is laid over the draft.
 */
import type { Draft } from "../core/draft";
import type { Mail } from "../core/mail";
import { readFacts, type Facts } from "./facts";
import { gistOf, type Gist } from "./gist";
import { inlineAnswers } from "./inline";
import { ENGLISH, LANGUAGES } from "./lang/all";
import { BLANK } from "./numbers";
import { customerOf } from "./parties";
import { split } from "./split";
import { sentencesOf } from "./sentences";
import { plain } from "./words";

/** Everything of the newer mail that can be laid over the draft. */
export interface Heard {
  mail: Mail;
  text: string;
  /** The same without what no longer holds. */
  now: string;
  facts: Facts;
  /** The same of a part of it. */
  read(said: string): Facts;
  answers: Map<string, string>;
  gist: Gist;
  customer: Draft["customer"];
  evidence: Record<string, string>;
}

/** "... instead of 10": what no longer holds. */
const NO_MORE = /\s(?:instead of|rather than|(?:an)?statt|anstelle von|au lieu de|en lugar de|en vez de|invece d[ie]|in plaats van|em vez de|zamiast|in loc de)\s(?:the |die |les |los |i |de |os )?[\d.,]{1,12}(?:\s?[€$£]|\s(?:EUR|USD|GBP))?/giu;

export function hear(draft: Draft, mail: Mail, owners: string[]): Heard {
  const language = LANGUAGES.find(({ code }) => code === draft.language) ?? ENGLISH;
  const parts = split(mail.text);
  const { answers, lines } = inlineAnswers(mail.text, draft);
  const text = [parts.fresh, ...lines].join("\n").trim();
  const { customer, evidence } = customerOf(mail, parts, language === ENGLISH ? [ENGLISH] : [language, ENGLISH], owners);
  const read = (said: string): Facts => readFacts({ subject: "", text: said, asking: sentencesOf(said), mail, firm: true }, language, mail.date?.slice(0, 10) ?? null);
  const now = text.replace(NO_MORE, " ");
  return { mail, text, now, facts: read(now), read, answers, gist: gistOf(text), customer, evidence };
}

/** The words of an answer, with the day they came. */
export function words(said: string, { mail }: Heard): string {
  return `${said.replaceAll(BLANK, " ").replace(/\s+/g, " ").trim().slice(0, 200)} (answer of ${mail.date?.slice(0, 10) ?? "a later mail"})`;
}

/** The sentence of the mail in which something stands, with the day it came. */
export function sentenceWith(part: string, heard: Heard): string {
  const wanted = plain(part).replace(/\s+/g, " ").trim();
  return words(sentencesOf(heard.text).find((sentence) => plain(sentence).replace(/\s+/g, " ").includes(wanted)) ?? heard.text, heard);
}

/** The sentence that changes something: one that says so, else the first with a fact in it. */
export function changing({ gist, text, facts }: Heard): string {
  const all = sentencesOf(text);
  const known = Object.values(facts.evidence).map((said) => said.trim());
  return gist.changes ?? gist.adds ?? all.find((sentence) => known.some((said) => said !== "" && sentence.includes(said))) ?? all[0] ?? "";
}
