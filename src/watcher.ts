/**
 * Owns: what a watcher is - it observes, it never acts.
 * Never: a concrete watcher, or anything written to a service.
 */
import type { Mail } from "./core/mail";
import type { Call, Check, Field, SignIn } from "./channel";

/** What a watcher saw. Content is untrusted data. */
export interface Observation {
  /** `<source>:<the source's own id>`: the same thing seen again has the same id. */
  id: string;
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
  signIn?: SignIn;
  /** Milliseconds between two looks. */
  every_ms: number;
  /** Without a sign of life for this long it counts as stuck (PRODUCT E2). */
  deadline_ms: number;
  /** True when the owner has set it up. */
  ready(call: Call): boolean;
  check(call: Call): Promise<Check>;
  /** Pages since `cursor` (null: first look), oldest first. `known` spares fetching what was seen. Throws ServiceError for what the service does. */
  observe(cursor: string | null, known: (id: string) => boolean, call: Call): AsyncGenerator<Page>;
}
