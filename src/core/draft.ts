/**
 * Owns: a draft - what was understood from an observation, before anything is proposed.
 * Never: guesses. What a message does not say is null and named in `missing` (PRODUCT K6).
 */
export type MessageKind =
  | "invoice_request"
  | "quote_request"
  | "purchase_order"
  | "vendor_invoice_received"
  | "receipt_or_payment"
  | "overdue_reminder"
  | "spam_or_phish"
  | "other";

/** What should happen with the message: draft an invoice, ask for missing facts, show a note, nothing. */
export type DraftAction = "draft" | "clarify" | "note" | "none";

export interface DraftLine {
  description: string;
  /** Decimal text, null when the message does not say. */
  quantity: string | null;
  /** "hour", "day", "piece" ... as the message says, null otherwise. */
  unit: string | null;
  unit_price: string | null;
  /** Decimal text: the stated line amount, or quantity x price when both are stated. */
  amount: string | null;
}

export interface Customer {
  name: string | null;
  email: string | null;
  company: string | null;
}

/** A sentence for the card about whether the message can be trusted (PRODUCT M6, M7). */
export interface Sign {
  code: string;
  text: string;
  /** True when it suggests fraud: then only a person decides, in the panel, one at a time. */
  fraud: boolean;
}

export interface Draft {
  kind: MessageKind;
  action: DraftAction;
  customer: Customer;
  /** ISO 4217 code. */
  currency: string | null;
  lines: DraftLine[];
  /** Decimal text. */
  total: string | null;
  /** ISO date, stated or computed from stated terms. */
  due_date: string | null;
  terms: string | null;
  po_number: string | null;
  reference: string | null;
  /** Names of the facts without which no invoice can be drafted, or that contradict each other. */
  missing: string[];
  /** Field name -> the words of the message that say so. */
  evidence: Record<string, string>;
  /** Where the evidence stands: offsets (UTF-16) into the text of the message, for every field whose words stand there; what a header says has no place. */
  places: Record<string, { start: number; end: number }>;
  /** How sure the reading is, in words: no percentage that nobody measured. */
  confidence: "sure" | "likely" | "unsure";
  /** Which rules decided, as sentences. */
  reasons: string[];
  signs: Sign[];
  /** BCP 47 primary language, e.g. "en". */
  language: string;
  priority: "high" | "medium" | "low";
  priority_reason: string;
  /** The new text of the message, without quoted history and signature. */
  new_text: string;
}

/** What a further mail in the thread of an open case is to that case. `apart`: nothing of it, e.g. an automatic reply. */
export interface FollowUp {
  is: "answer" | "change" | "cancellation" | "reminder" | "more" | "apart";
  kind: MessageKind;
  /** The case's draft with what the mail says. */
  draft: Draft;
  /** What a person should know of it before they decide. */
  signs: Sign[];
  /** Why, as a sentence. */
  reason: string;
}
