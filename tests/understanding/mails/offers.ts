/**
 * Owns: wishes for a price, and the border between them and wishes for an invoice.
 * Never: a mail that a rule was written for.
 */
import type { Example } from "./mail";

const from = "Una Grey <una@greyinn.example>";
const base = { kind: "quote_request", action: "note", from } as const;

export const OFFERS: Example[] = [
  { ...base, about: "RFQ", subject: "RFQ 2026-17 steel brackets", body: "Dear supplier,\n\nplease submit your best offer for the items below:\n\n1. Bracket 40x40, 500 pcs\n2. Bracket 60x60, 200 pcs\n\nDelivery to Hull.\n\nUna Grey", expect: { lines: [["Bracket 40x40", "500", null, null], ["Bracket 60x60", "200", null, null]] } },
  { ...base, about: "how much would it be", body: "Hi! How much would it be to re-cover 12 dining chairs?\n\nUna", expect: { lines: [["dining chairs", "12", null, null]] } },
  { ...base, about: "what do you charge", body: "What do you charge for a half-day photo session?\n\nUna Grey" },
  { ...base, about: "pricing for", body: "Could you share pricing for 300 tote bags with one-colour print?\n\nUna Grey", expect: { lines: [["tote bags", "300", null, null]] } },
  { ...base, about: "ballpark", body: "Can you give me a ballpark for rewiring a small bakery?\n\nUna" },
  { ...base, about: "estimate", body: "We'd like an estimate for replacing 6 sash windows.\n\nUna Grey", expect: { lines: [["sash windows", "6", null, null]] } },
  { ...base, about: "what would the cost be", body: "What would the cost be for two coaches to Bristol on 4 May?\n\nUna" },
  { ...base, about: "price list", body: "Could you send me your current price list for catering?\n\nUna Grey" },
  { ...base, about: "prices of two things in a sentence", body: "Please quote us for 20 folding tables and 80 chairs, delivered to the inn.\n\nUna Grey", expect: { lines: [["folding tables", "20", null, null], ["chairs", "80", null, null]] } },
  { ...base, about: "quote in a list with commas", body: "We need a quotation for: 40 blankets, 40 pillows and 10 mattresses.\n\nUna Grey", expect: { lines: [["blankets", "40", null, null], ["pillows", "40", null, null], ["mattresses", "10", null, null]] } },
  { ...base, about: "lines without bullets", body: "Hello,\n\nplease quote for:\n\n25 Floodlight LED 50W\n100 m Cable 3x1.5\n4 Distribution box\n\nRegards\nUna Grey", expect: { lines: [["Floodlight", "25", null, null], ["Cable", "100", null, null], ["Distribution box", "4", null, null]] } },
  { ...base, about: "quantity after the item", body: "Please send us your offer:\nPump P40 - 3 pcs\nFilter F2 - 12 pcs\n\nUna Grey", expect: { lines: [["Pump P40", "3", null, null], ["Filter F2", "12", null, null]] } },
  { ...base, about: "quote table", body: "Kindly quote the following:\n\nItem | Qty\nHelmet | 15\nGloves | 30\n\nUna Grey", expect: { lines: [["Helmet", "15", null, null], ["Gloves", "30", null, null]] } },
  { ...base, about: "quote by a date", body: "We are collecting offers until Friday. Would you be interested in quoting for the new reception desk?\n\nUna Grey" },
  { ...base, about: "we have a budget", body: "We have about 2,000 EUR for a garden party band. Could you do it for that, and what would you charge for an extra hour?\n\nUna Grey" },
  { ...base, about: "quote in the subject", subject: "Request for quotation: 60 hotel slippers", body: "As per subject.\n\nUna Grey" },
  { ...base, about: "how much do you want", body: "how much for fixing an iphone 13 screen??" },
  { ...base, about: "rates", body: "What are your rates for proofreading? We have 120 pages.\n\nUna Grey" },
  { ...base, about: "interested in", body: "I'm interested in your cargo bikes. Please let me know the price of two with rain covers, including delivery.\n\nUna Grey" },
  { ...base, about: "proposal", body: "Please prepare a proposal with costs for a new website for our inn (5 pages, booking form).\n\nUna Grey" },
  { ...base, about: "an invoice later, a quote first", body: "Before you send any invoice we need a written quote for the roof repair.\n\nUna Grey" },
  { ...base, about: "quote now, invoice afterwards", body: "Could you please quote for cleaning the facade? If we agree, you can invoice us monthly.\n\nUna Grey" },
  { about: "quote known, invoice wanted", from, body: "Your quote of EUR 980 is fine. Please invoice us.\n\nUna Grey", kind: "invoice_request", action: "clarify", expect: { total: "980", currency: "EUR" } },
  { about: "accepts the quote without more", from, subject: "Re: Quote Q-11", body: "We accept your quote. Please start on Monday.\n\nUna Grey", kind: ["other", "purchase_order"] },
  { about: "declines the quote", from, body: "Thank you for your quote, but we went with somebody else.\n\nUna Grey", kind: "other" },
  { about: "question about a quote", from, body: "In your quote Q-11, does the 980 EUR include delivery?\n\nUna Grey", kind: "other" },
  { about: "sends us a quote", from: "Sales <sales@tentco.example>", body: "Please find attached our quotation TQ-88 for the marquee: EUR 4,200. It is valid for 30 days.\n\nTent Co", kind: "other" },
  { about: "a quote of words", from, body: "I loved the quote by Seneca in your newsletter, please send me more of those!\n\nUna", kind: "other" },
  { about: "order without invoice", from, body: "We'd like to order 30 candles at 4 EUR each, please deliver by Friday.\n\nUna Grey", kind: "purchase_order", action: "note", expect: { lines: [["candles", "30", "4", "120"]] } },
  { about: "order that asks for the invoice", from, body: "We'd like to order 30 candles at 4 EUR each. Please include the invoice with the delivery.\n\nUna Grey", kind: ["invoice_request", "purchase_order"], action: ["draft", "note", "clarify"] },
];
