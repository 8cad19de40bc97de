/**
 * Owns: requests whose numbers are easy to read wrongly. A wrong number is worse than a question.
 * Never: a mail that a rule was written for.
 */
import type { Example } from "./mail";

export const NUMBERS: Example[] = [
  { about: "numbers in an aside", body: "Please invoice us for the spring campaign: 3 posters (A2, 300 dpi) at €40 each and 1,000 flyers at €0.12 each. Total €240.\n\nRegards,\nLin May", from: "Lin May <lin@may.example>", kind: "invoice_request", action: "draft", expect: { lines: [["posters", "3", "40", "120"], ["flyers", "1000", "0.12", "120"]], total: "240" } },
  { about: "two priced parts in a sentence", body: "Please send me an invoice for 2 nights (12-14 April) at $180 per night plus cleaning fee $60. Total $420.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "draft", expect: { lines: [["nights", "2", "180", "360"], ["cleaning fee", null, null, "60"]], total: "420" } },
  { about: "a share of something", body: "Please bill 50% of the project fee (USD 10,000) now.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { missing: /50%/ } },
  { about: "a discount", body: "Please invoice us for 100 units of part B4 at 3.75 USD each, less 10% discount.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { missing: /10%/ } },
  { about: "a price for all, not for one", body: "Please invoice the following: 2 laptops for $1,800. Total: $1,800", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "draft", expect: { lines: [["laptops", "2", null, "1800"]], total: "1800" } },
  { about: "a total twice the line", body: "Please invoice the following: 2 laptops for $1,800. Total: $3,600", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { missing: /total/ } },
  { about: "an amount that belongs to no line", body: "Please invoice us 250 EUR for support. The 90 EUR travel was agreed as well.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { missing: /90 EUR/ } },
  { about: "a point that may be either", body: "Please invoice 1.250 for the trip.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { total: null, missing: /price/ } },
  { about: "day and month that may be either", body: "Please invoice us 300 SEK for the sign, due 03/04/2026.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { due_date: null, missing: /due_date/ } },
  { about: "two currencies", body: "Please invoice us:\n- Sign: 300 EUR\n- Post: 40 USD", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "clarify", expect: { currency: null, missing: /currency/ } },
  { about: "tax beside net lines", body: "Please issue an invoice for:\nConsulting (March)\t10\t150.00\t1500.00\nTravel\t1\t220.50\t220.50\nSubtotal\t\t\t1720.50\nVAT 20%\t\t\t344.10\nTotal\t\t\t2064.60\nCurrency: GBP", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "draft", expect: { lines: [["Consulting", "10", "150.00", "1500.00"], ["Travel", "1", "220.50", "220.50"]], total: "2064.60", currency: "GBP" } },
  { about: "a bank account is no amount", body: "Could you invoice us 1.200 € for the concert on 5.5.2026? Our IBAN is DE02120300000000202051, phone +49 30 1234567.", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "draft", expect: { total: "1200", due_date: null } },
  { about: "the quantity above its description", body: "Please send the invoice.\nQty: 5\nDescription: Banner\nUnit price: 75,00 EUR\nTotal: 375,00 EUR", from: "Jay Roe <jay@roe.example>", kind: "invoice_request", action: "draft", expect: { lines: [["Banner", "5", "75.00", "375"]], total: "375.00" } },
];
