/**
 * Owns: the mail that simulated lives are made of, and who is a customer already.
 * Never: a real person, company or address.
 */
import type { MoveSeed, PartnerSeed } from "../../src/sandbox/odoo/seed";
import { MAILS, rawMail, type StoryMail } from "../../src/sandbox/story";

export const CUSTOMERS: PartnerSeed[] = [
  { name: "Acme Tools Ltd", email: "anna@acme-tools.example", is_company: true },
  { name: "Harbour Cafe", email: "sam@harbour-cafe.example", is_company: true },
  { name: "Studio Vermeer BV", email: "joris@studio-vermeer.example", is_company: true },
];
export const PAST: MoveSeed[] = [{ partner: "Acme Tools Ltd", move_type: "out_invoice", name: "INV/2026/00001", date: "2026-10-20", amount: "40.00" }];

const PASSED = "Authentication-Results: mx.northlight.example; spf=pass; dkim=pass; dmarc=pass";
const story = (name: string): StoryMail => {
  const found = MAILS.find((mail) => mail.name === name);
  if (!found) throw new Error(`The sandbox story has no mail "${name}".`);
  return found;
};

interface SimMail extends StoryMail {
  /** Invoices that come of it once everything is answered and approved. Of a later mail of a thread: what becomes of its case. */
  invoices: 0 | 1 | "in its case";
}

/** Each kind of mail that takes a way of its own. */
export const KINDS = {
  /** A known customer, a clear request: an invoice that needs a person, then its posting. */
  clear: { ...story("clear request"), invoices: 1 },
  /** Nobody in Odoo: the partner first, then the invoice that depends on it. */
  stranger: {
    ...story("clear request"),
    name: "stranger",
    from: "Nora Quill <nora@quill-press.example>",
    subject: "Invoice for the book cover",
    text: "Hello Olivia,\n\nplease send us the invoice for the book cover:\n\n1 x Book cover @ $240.00\nTotal: $240.00 USD\n\nOur PO number is QP-77.\n\nBest regards,\nNora Quill\nQuill Press Ltd",
    invoices: 1,
  },
  /** Facts are missing: a question first. */
  vague: { ...story("facts missing"), invoices: 1 },
  /** Above the second limit: high risk, decided at the panel only. */
  large: {
    ...story("clear request"),
    name: "large",
    from: "Joris de Wit <joris@studio-vermeer.example>",
    subject: "Invoice for the catalogue",
    text: "Hi Olivia,\n\nplease send us the invoice for the catalogue:\n\n2 x Catalogue @ $900.00\nTotal: $1,800.00 USD\n\nOur PO number is SV-9.\n\nBest regards,\nJoris de Wit\nStudio Vermeer BV",
    invoices: 1,
  },
  /** Later mails of a thread: they belong to the case of the mail that they answer. Where that one never came they stand for themselves. */
  change: {
    ...story("clear request"),
    name: "change",
    answers: "clear request",
    subject: "Re: Invoice for the label designs, PO 4471",
    text: "Hi Olivia,\n\nsorry, it was four designs. Please invoice it like this instead:\n\n4 x Label design @ $20.00\n2 x Print proof @ $12.50\nTotal: $105.00 USD\n\nBest regards,\nAnna Berg\nAcme Tools Ltd",
    invoices: "in its case",
  },
  reminder: {
    ...story("clear request"),
    name: "reminder",
    answers: "clear request",
    subject: "Re: Invoice for the label designs, PO 4471",
    text: "Hi Olivia,\n\nI have not received the invoice yet. Could you have a look?\n\nBest regards,\nAnna Berg\nAcme Tools Ltd",
    invoices: "in its case",
  },
  answer: {
    ...story("facts missing"),
    name: "answer",
    answers: "facts missing",
    subject: `Re: ${story("facts missing").subject}`,
    text: "Hi Olivia,\n\n1 x Menu cards @ $70.00\nTotal: $70.00 USD\n\nThanks,\nSam Ocean\nHarbour Cafe",
    invoices: "in its case",
  },
  bill: { ...story("vendor's bill"), invoices: 0 },
  newsletter: { ...story("newsletter"), invoices: 0 },
  phishing: { ...story("phishing"), invoices: 0 },
} satisfies Record<string, SimMail>;
export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** Bytes of a mail of this kind. The n-th of its kind is another one: its own sender's words, reference and message id. */
export function bytesOf(kind: Kind, nth: number, at: Date): string {
  const mail: StoryMail = { ...KINDS[kind], headers: [PASSED] };
  if (kind === "phishing" || kind === "newsletter") mail.headers = KINDS[kind].headers ?? [];
  const again = nth === 0 ? mail : { ...mail, name: `${mail.name} ${"again ".repeat(nth)}`, text: mail.text.replace(/(\d) x/, `${1 + nth} x`).replace(/^Total: .*$/m, "").replace(/(PO number is [\w-]+)/, `$1-${nth}`) };
  return rawMail(again, at);
}
