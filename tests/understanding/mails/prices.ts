/**
 * Owns: requests whose prices stand in prose, where a count, a date or another number may be taken for one.
 * Never: a mail that a rule was written for.
 */
import type { Example } from "./mail";

const either: Pick<Example, "kind" | "action"> = { kind: "invoice_request", action: ["draft", "clarify"] };
const draft = { kind: "invoice_request", action: "draft" } as const;
const clarify = { kind: "invoice_request", action: "clarify" } as const;

export const PRICES: Example[] = [
  { ...draft, about: "hours first, rate later", body: "Please invoice us for 14 hours of gardening. The rate is 32 EUR per hour.", expect: { lines: [["gardening", "14", "32", "448"]], currency: "EUR" } },
  { ...draft, about: "rate first, hours later", body: "Your rate is 55 GBP per hour and it took 6 hours. Please invoice us for the wiring.", action: ["draft", "clarify"], expect: { currency: "GBP" } },
  { ...draft, about: "each in front", body: "Please bill us for 8 cushions, each €24.", expect: { lines: [["cushions", "8", "24", "192"]] } },
  { ...draft, about: "two lines and shipping", body: "Please invoice:\n2 x rug 140x200 - 120 EUR each\n1 x runner - 80 EUR\nShipping 15 EUR\nTotal 335 EUR", expect: { lines: [["rug 140x200", "2", "120", "240"], ["runner", "1", "80", "80"], ["Shipping", null, null, "15"]], total: "335" } },
  { ...clarify, about: "shipping extra, unknown", body: "Please invoice the rug, 120 EUR plus 10% for express.", expect: {} },
  { ...either, about: "monthly for a term", body: "Please invoice the maintenance contract, 99 EUR per month, for the whole year.", expect: { total: null } },
  { ...either, about: "an instalment", body: "Please invoice the second of three instalments, 1,000 USD each.", expect: { total: null } },
  { ...draft, about: "paragraph and year beside the sum", body: "As agreed in section 4.2 of the 2026 contract, please invoice 7,500.00 EUR for the audit.", expect: { total: "7500.00", lines: [["audit", null, null, "7500.00"]] } },
  { ...draft, about: "floor and flat numbers", body: "Please send the bill for cleaning flat 12 on floor 3: 140 GBP.", expect: { total: "140" } },
  { ...clarify, about: "a price per kilo of unknown weight", body: "Please invoice the coffee at 18 EUR per kg.", expect: { total: null } },
  { ...draft, about: "weights", body: "Please invoice 25 kg of coffee at 18 EUR per kg.", expect: { lines: [["coffee", "25", "18", "450"]], currency: "EUR" } },
  { ...either, about: "cheaper than before", body: "Please invoice the poster. You charged 80 EUR last time, so 75 EUR now is fine.", action: "clarify" },
  { ...draft, about: "sum in words as well", body: "Please issue an invoice for the sum of 2,000 EUR (two thousand euros) for the mural.", expect: { total: "2000", lines: [["mural", null, null, "2000"]] } },
  { ...either, about: "two people at a price", body: "Please invoice the workshop for the 2 of us, 150 EUR per person.", expect: { currency: "EUR" } },
  { ...draft, about: "currency in words", body: "Kindly bill us one thousand... I mean 1,100 US dollars for the voice-over.", expect: { total: "1100", currency: "USD" } },
  { ...clarify, about: "minus something", body: "Please bill 500 EUR for the fair minus the 50 EUR voucher.", expect: {} },
  { ...draft, about: "bank data beside it", body: "Please invoice us 640 EUR for the fair. Our customer number is 20441, our VAT ID DE811234567.", expect: { total: "640", po_number: null } },
  { ...draft, about: "time of day and day of month", body: "Please bill us 250 EUR for the DJ set on the 14th from 20:00 to 24:00.", expect: { total: "250" } },
  { ...either, about: "a pack price", body: "Please invoice 3 packs of 12 candles at 9 EUR per pack.", expect: { currency: "EUR" } },
  { ...draft, about: "free of charge extra", body: "Please invoice 10 books at 15 EUR each; the two posters were free of charge.", action: ["draft", "clarify"], expect: { currency: "EUR" } },
  { ...either, about: "already paid half", body: "Please invoice 800 EUR for the sign, of which we paid 400 EUR already.", action: "clarify" },
  { ...draft, about: "German decimal hours", from: "Jörg Lenz <joerg@lenz.example>", body: "Hallo, bitte 7,5 Stunden Montage zu je 58,00 € in Rechnung stellen.\n\nGruß Jörg", expect: { lines: [["Montage", "7.5", "58.00", "435"]], currency: "EUR" } },
  { ...draft, about: "French quantity behind", from: "Léa Roux <lea@roux.example>", body: "Bonjour,\nmerci de facturer : plantes vertes x 6 à 22,50 € l'unité.\nCordialement\nLéa Roux", expect: { lines: [["plantes vertes", "6", "22.50", "135"]], currency: "EUR" } },
  { ...clarify, about: "a price for one of an unknown number", body: "Please send the invoice for the tuition. We agreed on 30 EUR per lesson.", expect: { total: null } },
  { ...clarify, about: "a price for one behind @", body: "Please send the invoice for the tuition. Lessons are @ 30 EUR.", expect: { total: null } },
  { ...draft, about: "US style thousands", body: "Please invoice $12,500 for the booth build, due in 15 days.", expect: { total: "12500", currency: "USD", due_date: "2026-03-25" } },
];
