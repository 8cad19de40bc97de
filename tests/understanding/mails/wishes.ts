/**
 * Owns: how sentences and short mails of one language become examples, so that a file of them is a list of what people write.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const neither: Example["kind"] = ["other", "vendor_invoice_received", "purchase_order", "overdue_reminder", "receipt_or_payment", "spam_or_phish"];

/** Sentences under a greeting: those that ask us for an invoice, for a price, and for neither. */
export function wishes(greeting: string, sentences: { invoices: string[]; quotes: string[]; neither: string[] }): Example[] {
  const body = (sentence: string): string => `${greeting}\n\n${sentence}`;
  return [
    ...sentences.invoices.map((about): Example => ({ about, body: body(about), kind: "invoice_request", action: ["draft", "clarify"] })),
    ...sentences.quotes.map((about): Example => ({ about, body: body(about), kind: "quote_request", action: "note" })),
    ...sentences.neither.map((about): Example => ({ about, body: body(about), kind: neither })),
  ];
}

/** Mails, as subject and text, that ask us for nothing. */
export function nothing(greeting: string, mails: [string, string][]): Example[] {
  return mails.map(([subject, text]) => ({ about: `${subject}: ${text}`, subject, body: `${greeting}\n\n${text}`, kind: neither }));
}
