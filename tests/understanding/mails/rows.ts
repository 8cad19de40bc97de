/**
 * Owns: mails whose things stand in lists and tables as people type them, and the figures in them that are no counts and no prices.
 * Never: mail of real people.
 */
import type { Example } from "./mail";

const ask = { kind: "invoice_request", action: "draft" } as const;
const doubt = { kind: "invoice_request", action: "clarify" } as const;
const from = "Nina Soto <nina@sotoworks.example>";

export const ROWS: Example[] = [
  { ...ask, from, about: "leaders of dots, sizes in the names", body: "Hi,\n\nplease invoice us for:\n\nApron, size 14 ........ 12 @ 9.50\nApron, size 18 ........ 4 @ 9.50\nName badge ............ 30 @ 1.20\n\nAll in GBP. 14 days.", expect: { currency: "GBP", terms: /14 days/, lines: [["Apron, size 14", "12", "9.5", "114"], ["Apron, size 18", "4", "9.5", "38"], ["Name badge", "30", "1.2", "36"]] } },
  { ...ask, from, about: "a bare amount that the sum proves", body: "Please send us the invoice:\n\n3 days @ 200\nhalf day Friday 90\nfuel 41.50\n\n= 731.50\n\nall in EUR", expect: { total: "731.50", lines: [["days", "3", "200", "600"], ["half day Friday", null, null, "90"], ["fuel", null, null, "41.50"]] } },
  { ...doubt, from, about: "the same without a sum that fits", body: "Please send us the invoice:\n\n3 days @ 200\nhalf day Friday 90\n\nall in EUR", expect: { missing: /price \(half day Friday\)/, lines: [["days", "3", "200", "600"], ["half day Friday", null, null, null]] } },
  { ...doubt, from, about: "a count and an amount that may be for one or for all", body: "Please invoice us for:\n\nCanvas prints    4    60.00 EUR\nEasels           2    35.00 EUR", expect: { missing: /price/, lines: [["Canvas prints", "4", null, null], ["Easels", "2", null, null]] } },
  { ...ask, from, about: "the same, settled by the total", body: "Please invoice us for:\n\nCanvas prints    4    60.00 EUR\nEasels           2    35.00 EUR\nTotal                310.00 EUR", expect: { lines: [["Canvas prints", "4", "60", "240"], ["Easels", "2", "35", "70"]] } },
  { ...doubt, from, about: "an entry that takes something off", body: "Please invoice us for:\n- 10 crates @ 30 EUR\n- less 2 crates returned", expect: { missing: /takes off/ } },
  { ...ask, from, about: "one rate for all hours, in a sentence below", body: "Please bill us for:\n- 2 hrs phone support\n- 5 hrs on site\n\nThe hourly rate is 80 EUR.", expect: { lines: [["phone support", "2", "80", "160"], ["on site", "5", "80", "400"]] } },
  { ...ask, from, about: "the same rate", body: "Please bill us for:\n(a) 3 hours of filming at 95 EUR per hour\n(b) 2 hours of cutting at the same rate", expect: { lines: [["filming", "3", "95", "285"], ["cutting", "2", "95", "190"]] } },
  { ...ask, from, about: "what running text adds, and what it only remembers", body: "Could you bill us for the workshop? You did 4 hours of teaching at 90 EUR an hour. There was also a charge of 35 EUR for the room. Last year the room was 20 EUR.", action: ["draft", "clarify"], expect: { lines: [["teaching", "4", "90", "360"], ["charge", null, null, "35"]] } },
  { kind: "quote_request", from, about: "sizes, codes and conditions in a wish for prices", body: "Please quote:\n\n1. Steel plate 200 x 300 x 5 mm - 24 pcs\n2. Hose DN 25, 40 bar - 60 m\n3. Delivery\n\nValidity: 90 days\nPayment: 45 days from date of invoice", expect: { terms: /45 days/, lines: [["Steel plate", "24", null, null], ["Hose DN 25", "60", null, null]] } },
  { kind: "quote_request", from, about: "a table with strokes and empty columns", body: "Please send your best offer:\n\nNo | Description | Size | Unit | Qty | Price | Total\n1 | Work bench | 1500x700 | pc | 4 | | \n2 | Tool rack, wall | 900x300 | pc | 12 | |", expect: { lines: [["Work bench", "4", null, null], ["Tool rack, wall", "12", null, null]] } },
  { kind: "quote_request", from, about: "codes at the end are no counts, last year's price is none", body: "Kindly quote for:\n\nITEM 1\nCHAIN WHEEL TYPE B 537\nQTY: 6 EA\n\nLast year you charged 41 USD each.", expect: { lines: [["CHAIN WHEEL", "6", null, null]] } },
];
