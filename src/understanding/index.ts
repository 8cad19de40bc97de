/**
 * Owns: what the engine needs of understanding, as one value that is handed in.
 * Never: a rule; those are in the files beside it.
 */
import type { Draft, FollowUp } from "../core/draft";
import type { JsonObject } from "../core/json";
import type { Mail } from "../core/mail";
import { answer, answerProblems } from "./answers";
import { accountHash, accountsIn } from "./bank";
import { askedFields, clarificationReply } from "./reply";
import { split } from "./split";
import { followUp } from "./thread";
import { understand, type Context } from "./understand";

/** The text of an expression whose value has all of this, for a thread of its own. Null as source: the build puts it in (esbuild.config.mjs). */
export const part: string | null = null;

export const understanding = {
  understand: (mail: Mail, context: Context): Draft => understand(mail, context),
  ask: (draft: Draft): { fields: JsonObject; reply: string } => ({
    fields: Object.fromEntries(askedFields(draft).map(({ name, value }) => [name, value])),
    reply: clarificationReply(draft),
  }),
  answer,
  problems: answerProblems,
  followUp: (draft: Draft, first: Mail, mail: Mail, context: Context): FollowUp => followUp(draft, first, mail, context),
  accounts: (mail: Mail): string[] => accountsIn(split(mail.text).fresh).map(accountHash),
};
