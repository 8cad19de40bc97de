/**
 * Owns: the web address of a mail at the service it came from.
 * Never: text of the mail in it but its Message-ID, and that only encoded.
 */
import type { Mail } from "./mail";

/** Longer Message-IDs exist only to do harm. */
const LONGEST_ID = 250;

/** Opens the mail in the owner's browser; null for a source without a web page. `source`: the watcher that saw it. */
export function mailLink(source: string, { id, message_id }: Pick<Mail, "id" | "message_id">): string | null {
  if (source !== "gmail") return null;
  const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?")).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  // The Message-ID finds it in whichever account is open; Gmail's own id needs the right one.
  return message_id !== null && message_id.length <= LONGEST_ID ? `https://mail.google.com/mail/#search/rfc822msgid%3A${encoded(message_id)}` : `https://mail.google.com/mail/#all/${encoded(id)}`;
}
