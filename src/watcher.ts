/**
 * Owns: what a watcher is - it observes, it never acts.
 * Never: a concrete watcher, or anything written to a service.
 */
import type { Mail } from "./core/mail";
import type { MailboxChanges, MailboxListing, MailboxMessage, MailboxProfile } from "./core/mailbox";
import type { Call, Check, Field, SignIn } from "./channel";

/** What a watcher saw. Content is untrusted data. */
export interface Observation {
  /** `<source>:<the source's own id>`: the same thing seen again has the same id. */
  id: string;
  /** The watcher's id, or a name that no other watcher has. */
  source: string;
  /** UTC ISO time it arrived. */
  at: string;
  thread: string | null;
  mail: Mail;
}

/** One page: entered in the ledger as a whole before its cursor is kept. */
export interface Page {
  observations: Observation[];
  /** Where the next look starts, opaque to the engine. */
  cursor: string;
  /** Seen but not for us (drafts, sent mail ...), with the reason, for the dashboard. */
  skipped: { id: string; why: string }[];
}

export interface Watcher {
  id: string;
  label: string;
  fields: Field[];
  /** What the owner has to do at the service before, a sentence a step: shown in the setup guide. */
  setup?: readonly string[];
  signIn?: SignIn;
  /** Milliseconds between two looks. */
  every_ms: number;
  /**
   * Without a sign of life - a page, the beginning or end of a request or of a wait by its call - for this long it counts as stuck
   * (PRODUCT E2). Of more than `SILENCE_MS` only that much is waited.
   */
  deadline_ms: number;
  /** True when the owner has set it up. */
  ready(call: Call): boolean;
  check(call: Call): Promise<Check>;
  /** Pages since `cursor` (null: first look), oldest first. `known` spares fetching what was seen. Throws ServiceError for what the service does. */
  observe(cursor: string | null, known: (id: string) => boolean, call: Call): AsyncGenerator<Page>;
}

/**
 * The reads of a mailbox, handed to its watcher: a watcher knows no service. Every one throws ServiceError for what the service or the
 * network does; retries are inside.
 */
export interface Mailbox {
  fields: Field[];
  setup: readonly string[];
  signIn: SignIn;
  ready(call: Call): boolean;
  check(call: Call): Promise<Check>;
  /** Null when the server has no such page (self-hosted stand-ins). */
  profile(call: Call): Promise<MailboxProfile | null>;
  /** Ids that fit a search, newest first, without spam and trash. */
  list(call: Call, query: string, page: string | null): Promise<MailboxListing>;
  /** Changes behind a mark; "gone" when the service no longer remembers it (about a week, sometimes hours). */
  changes(call: Call, since: string, page: string | null): Promise<MailboxChanges | "gone">;
  /** Null when it was deleted in the meantime. */
  message(call: Call, id: string): Promise<MailboxMessage | null>;
}
