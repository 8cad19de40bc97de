/**
 * Owns: understanding each mail once: it is pure and most lives have the same mails.
 * Never: an answer of its own.
 */
import type { Draft } from "../../src/core/draft";
import type { Mail } from "../../src/core/mail";
import { understanding } from "../../src/understanding";

const known = new Map<string, Draft>();
const MOST = 2_000;

export function understandOnce(mail: Mail, context: { owner_emails: string[] }): Draft {
  const key = JSON.stringify([mail, context]);
  const found = known.get(key) ?? understanding.understand(mail, context);
  if (known.size > MOST) known.clear();
  known.set(key, found);
  return structuredClone(found);
}
