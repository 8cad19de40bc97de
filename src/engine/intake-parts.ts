/**
 * Owns: what intake is given - understanding, notes, the store of texts - as types.
 * Never: anything that runs.
 */
import type { Draft, FollowUp } from "../core/draft";
import type { JsonObject } from "../core/json";
import type { Known } from "../core/known";
import type { Asked } from "../core/mail-note";
import type { Mail } from "../core/mail";
import type { LedgerFiles } from "../ports";
import type { DecideParts } from "./decide";
import type { NoteParts } from "./note-index";

/** What is known besides the mail itself. */
export interface MailContext {
  owner_emails: string[];
  known?: Known;
}

/** What understanding must answer; handed in so that the engine knows no language. What reads a mail's text may do so on a thread of its own. */
export interface Understanding {
  understand(mail: Mail, context: MailContext): Draft | Promise<Draft>;
  /** Fields that the owner can fill, and the ready reply. */
  ask(draft: Draft): Asked;
  /** The draft with the owner's answers laid over it, judged complete or not again. */
  answer(draft: Draft, fields: JsonObject): Draft;
  /** What is wrong with an answer, by field. */
  problems(draft: Draft, fields: JsonObject): { field: string; text: string }[];
  /** What a later mail of the thread is to the case that began with `first`. */
  followUp(draft: Draft, first: Mail, mail: Mail, context: MailContext): FollowUp | Promise<FollowUp>;
  /** Hashes of the bank accounts that a mail names. */
  accounts(mail: Mail): string[] | Promise<string[]>;
  /** Ends what it runs on; asked again, it starts afresh. */
  close?(): void;
}

export interface IntakeParts extends DecideParts {
  files: LedgerFiles;
  notes: NoteParts;
  understanding: Understanding;
  /** Text of each clarification note as it was last looked at: an unchanged one is not understood again. */
  answered: Map<string, string>;
}
