/**
 * Owns: the shape of a written example: a mail of our own making, and what a careful person would take from it.
 * Never: mail of real people.
 */
import type { Draft } from "../../../src/core/draft";

export interface Example {
  /** What is special about it. */
  about: string;
  from?: string;
  subject?: string;
  /** UTC ISO; default 2026-03-10T09:00:00Z, a Tuesday. */
  date?: string;
  body: string;
  /** An HTML part; the body is then what it reads as when left "". */
  html?: string;
  /** Several where careful people differ. */
  kind: Draft["kind"] | Draft["kind"][];
  /** Left out: anything but a draft or a question. */
  action?: Draft["action"] | Draft["action"][];
  /** Why it is not understood yet. Such a mail must never become a draft; a test notices when the reason is gone. */
  weak?: string;
  /** Only what is named is compared. */
  expect?: {
    name?: string | null;
    email?: string | null;
    company?: string | null;
    currency?: string | null;
    total?: string | null;
    due_date?: string | null;
    terms?: RegExp | null;
    po_number?: string | null;
    reference?: string | null;
    /** Description (a part of it), quantity, unit price, amount; null where the mail does not say. */
    lines?: [string, string | null, string | null, string | null][];
    missing?: RegExp;
    language?: string;
  };
}
