/**
 * Owns: what the engine needs of understanding, as one value that is handed in.
 * Never: a rule; those are in the files beside it.
 */
import type { Draft } from "../core/draft";
import type { JsonObject } from "../core/json";
import type { Mail } from "../core/mail";
import { answer } from "./answers";
import { askedFields, clarificationReply } from "./reply";
import { understand } from "./understand";

export const understanding = {
  understand: (mail: Mail, context: { owner_emails: string[] }): Draft => understand(mail, context),
  ask: (draft: Draft): { fields: JsonObject; reply: string } => ({
    fields: Object.fromEntries(askedFields(draft).map(({ name, value }) => [name, value])),
    reply: clarificationReply(draft),
  }),
  answer,
};
