/**
 * Owns: what a mail is to the rest of the program, once it has been read from bytes.
 * Never: markup. Every text in here is untrusted data written by a stranger.
 */
import type { Talk } from "./talk";

export interface Address {
  /** Display name, "" when there is none. */
  name: string;
  /** Lower-case address. */
  email: string;
}

export interface Attachment {
  name: string;
  /** MIME type, lower case. */
  type: string;
  /** Bytes after decoding. */
  size: number;
  /** False when it is outside the allow-list or above 10 MB (PRODUCT G3). */
  accepted: boolean;
}

/** A link of an HTML mail whose words name one host and that leads to another. */
export interface MisleadingLink {
  shown: string;
  leads_to: string;
}

export interface Mail {
  /** The source's own id of the message, stable across polls. */
  id: string;
  thread: string | null;
  /** Message-ID header without angle brackets. */
  message_id: string | null;
  /** UTC ISO time: when the service took it in, else the Date header, else null. */
  date: string | null;
  from: Address | null;
  reply_to: Address[];
  to: Address[];
  cc: Address[];
  subject: string;
  /** What a person would read: the plain part, or the HTML part laid out as text (cells of a table row on one line, separated by tabs). */
  text: string;
  /** The HTML part laid out as text when there is one besides the plain part, else null. */
  html_text: string | null;
  attachments: Attachment[];
  /** Absent when there is none. */
  misleading_links?: MisleadingLink[];
  /** Further headers by lower-case name, every value in order of appearance: list-unsubscribe, list-id, precedence, auto-submitted, authentication-results, in-reply-to, references, x-... */
  headers: Record<string, string[]>;
  /** The service's labels, e.g. INBOX, SENT, DRAFT, SPAM. */
  labels: string[];
  /** What could not be read, as sentences. */
  problems: string[];
  /** Of a message on a social channel; absent for mail. */
  talk?: Talk;
}

/** How a problem ends when the text, or a part of it, could not be read. */
export const HEADERS_ONLY = "only its headers were read.";
/** How a problem ends when only the beginning was read. */
export const LEFT_OUT = "was left out.";
/** How a problem ends when the text was read, but perhaps not every letter of it as it was written. */
export const MISREAD = "letters of it may be wrong.";
/** When there is not even that. */
export const NOTHING_READ = "Not even the mail's headers could be read.";

/** True when a person must look at the mail itself, because what it says could not be read. */
export const isUnreadable = ({ problems }: Pick<Mail, "problems">): boolean => problems.some((problem) => problem.endsWith(HEADERS_ONLY) || problem === NOTHING_READ);
