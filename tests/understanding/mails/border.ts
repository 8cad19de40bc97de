/**
 * Owns: the border between a wish towards us and mail that only uses its words.
 * Never: a mail that a rule was written for.
 */
import type { Example } from "./mail";

const vendor = { kind: "vendor_invoice_received", action: "note" } as const;
const invoice: Pick<Example, "kind" | "action"> = { kind: "invoice_request", action: ["draft", "clarify"] };
const quote = { kind: "quote_request", action: "note" } as const;

export const BORDER: Example[] = [
  { about: "waiting, and a bill elsewhere", body: "I'm waiting at the station, the bill at the cafe was 14 EUR.", kind: "other" },
  { about: "looking forward, invoice paid", body: "We look forward to seeing you. The invoice from last month has been paid.", kind: ["other", "receipt_or_payment"] },
  { about: "an offer to many", body: "We have an offer for you: 20% off all prints this week.", kind: ["other", "spam_or_phish"] },
  { about: "sign the attached offer", body: "Please sign and return the attached offer by Friday.", kind: "other" },
  { about: "prices on a website", body: "Can you check the prices on your website? The price of the blue chair looks wrong.", kind: "other" },
  { about: "vendor asks for confirmation", body: "Please confirm receipt of our invoice 5521 and let us know when it will be paid.", kind: ["vendor_invoice_received", "overdue_reminder"] },
  { about: "delivery note with an invoice", body: "A signature is required on the delivery note, invoice enclosed.", kind: ["vendor_invoice_received", "other"] },
  { about: "thanks for an offer", body: "Thank you for the offer. We need a few days to decide.", kind: "other" },
  { about: "invoiced by somebody else", body: "Could you let me know when you will be invoiced by the landlord?", kind: "other" },
  { about: "invoiced twice", body: "We were invoiced twice for the same flight, please look into it.", kind: "other" },
  { about: "needed in the office", body: "Need you in the office asap.", kind: "other" },
  { about: "a job offer", body: "The job offer is required to be signed, please send me your address.", kind: "other" },
  { about: "offers us an invoice", body: "Do you need an invoice from us for the sponsorship?", kind: "other" },
  { about: "if you need one", body: "If you need an invoice just tell me, otherwise pay cash.", kind: "other" },
  { about: "asked the hotel for one", body: "I have requested an invoice from the hotel for our stay.", kind: "other" },
  { about: "tender documents", body: "The tender documents have been published. Invoices are payable within 30 days.", kind: "other" },
  { about: "the notary's invoice", body: "Please send the signed contract; the invoice of the notary follows.", kind: "other" },
  { ...vendor, about: "pay the attached invoice", body: "Please pay the invoice attached, total 340 EUR." },
  { about: "settle our bill", body: "Kindly settle our bill of 75 EUR for the repair at your earliest convenience.", kind: ["vendor_invoice_received", "overdue_reminder"] },
  { ...vendor, about: "prompt payment wanted", body: "We would appreciate prompt payment of the attached invoice." },
  { about: "asks whether it is correct", body: "Please let us know if the invoice is correct.", kind: "other" },
  { about: "an invoice template", body: "Please update your bank details on the invoice template before the next order.", kind: "other" },
  { about: "forward the caterer's invoice", body: "Please forward the invoice from the caterer to Anna.", kind: "other" },
  { about: "invoices that we sent", body: "Our accountant needs all invoices you sent us in 2025. Could you send them again?", kind: "other" },
  { about: "missing invoices by number", body: "Please send us the invoices for 2025 that are missing: 1012 and 1019.", kind: ["other", "invoice_request"], action: ["note", "clarify"] },
  { about: "the amount is wrong", body: "We received your invoice but the amount is wrong, it should be 480 EUR.", kind: "other" },
  { about: "stop invoicing", body: "Please stop invoicing us for the old number.", kind: "other" },
  { about: "approved and to be paid", body: "Your invoice has been approved and will be paid on 20 March.", kind: ["other", "receipt_or_payment"] },
  { ...invoice, about: "let us have the invoice covering", body: "When you have a moment, kindly let us have the invoice covering the June shoot (USD 700).", expect: { total: "700" } },
  { ...invoice, about: "be billed for the first half", body: "Would it be possible to be billed for the first half of the project, i.e. 1,500 EUR?" },
  { ...invoice, about: "happy for you to invoice", body: "We're happy for you to invoice the remaining 40 hours at 95 EUR.", expect: { lines: [["remaining", "40", "95", "3800"]] } },
  { ...invoice, about: "finance requires one", body: "Our finance team requires an invoice before the transfer of 2,000 CHF for the stand." },
  { ...invoice, about: "made out to another", body: "To process payment we'll need your invoice made out to Delta Ltd for 3 workshops at 400 GBP.", expect: { lines: [["workshops", "3", "400", "1200"]], company: "Delta Ltd" } },
  { ...invoice, about: "you have not billed us yet", body: "You haven't billed us for April yet, have you? It should be 12 lessons at 30 EUR.", expect: { lines: [["lessons", "12", "30", "360"]] } },
  { about: "a wish without a verb", body: "Job done, thanks! Now the paperwork: one invoice for 600 EUR, window frames.", kind: ["invoice_request", "other"], action: ["draft", "clarify", "note"] },
  { ...invoice, about: "could I ask for", body: "Please could I ask for an invoice for the marquee hire - £820?", expect: { total: "820" } },
  { ...invoice, about: "timesheets attached", body: "Attached are the timesheets for March (32 hours). Please invoice at the agreed 70 EUR per hour." },
  { ...invoice, about: "proceed to invoice", body: "Following our call, please proceed to invoice 25,000 INR for the logo.", expect: { total: "25000", currency: "INR" } },
  { ...quote, about: "tell me what it would cost", body: "Could you tell me what it would cost to frame three posters?" },
  { ...quote, about: "your fee", body: "I'd be interested to know your fee for a wedding on 6 June." },
  { ...quote, about: "an idea of cost", body: "Would you be able to give us an idea of cost for a 12 m fence?" },
  { ...quote, about: "looking for prices", body: "Looking for prices on 400 enamel mugs, two colours." },
  { ...quote, about: "your best price", body: "What's your best price for 30 crates?" },
  { ...quote, about: "let us have your quotation", body: "Please let us have your quotation for the enclosed list by Monday." },
];
