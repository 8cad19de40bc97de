/**
 * Owns: what a mailbox tells about itself, as plain data: between the reads of a mail service and the watcher that asks.
 * Never: a request, or a mail that has been read; bytes stay bytes here.
 */

/** `history`: a mark in the mailbox's own count of changes, text because it may exceed every number. */
export interface MailboxProfile {
  address: string;
  history: string;
}

/** A message that came in, or came back from spam or trash. `labels` null: the service did not say. */
export interface MailboxChange {
  id: string;
  labels: string[] | null;
}

/** `history` of a page that is not the last: the mark behind its last change, null when it has none. Of the last one: the mark of the mailbox. */
export interface MailboxChanges {
  changes: MailboxChange[];
  history: string | null;
  next: string | null;
}

/** Ids, newest first. */
export interface MailboxListing {
  ids: string[];
  next: string | null;
}

export interface MailboxMessage {
  id: string;
  thread: string | null;
  labels: string[];
  /** Milliseconds since 1970 at which the service took it in, null when it did not say. */
  at: number | null;
  history: string | null;
  /** RFC 5322; only the header when the whole was too large. */
  bytes: Uint8Array;
  /** What could not be read, as a sentence. */
  problem: string | null;
}
