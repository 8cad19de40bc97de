/**
 * Owns: the sandbox business - who it is, its customers, the mail of its week (PRODUCT F1).
 * Never: a real person, company, address or secret; every domain ends in `.example`.
 */
import type { Json } from "../core/json";
import type { MoveSeed, PartnerSeed } from "./odoo/seed";

export const OWNER = { name: "Olivia Hart", email: "olivia@northlight.example", company: "Northlight Studio" };

/** Made-up credentials that only the twins accept. */
export const SANDBOX_KEYS = {
  gmail_client_id: "sandbox-client",
  gmail_client_secret: "sandbox-client-secret",
  gmail_refresh_token: "sandbox-refresh-token",
  odoo_database: "northlight",
  odoo_user: "olivia@northlight.example",
  odoo_key: "sandbox-odoo-key",
};

/** A search in the sandbox's Odoo, as anybody with its key could ask; `odoo` is its address. */
export function searchRequest(odoo: string, model: string, domain: Json[], fields: string[]): { method: string; url: string; headers: Record<string, string>; body: string; timeout_ms: number } {
  return {
    method: "POST",
    url: `${odoo}/json/2/${model}/search_read`,
    timeout_ms: 10_000,
    headers: { "content-type": "application/json", authorization: `bearer ${SANDBOX_KEYS.odoo_key}`, "x-odoo-database": SANDBOX_KEYS.odoo_database },
    body: JSON.stringify({ domain, fields }),
  };
}

export interface StoryMail {
  /** Short name for tests and the demo. */
  name: string;
  /** Hours before now that it arrived. */
  hours_ago: number;
  /** Name of the mail that it answers. */
  answers?: string;
  from: string;
  reply_to?: string;
  subject: string;
  /** Further header lines. */
  headers?: string[];
  text: string;
}

export const CUSTOMERS: PartnerSeed[] = [
  { name: "Acme Tools Ltd", email: "anna@acme-tools.example", is_company: true },
  { name: "Harbour Cafe", email: "sam@harbour-cafe.example", is_company: true },
  { name: "Studio Vermeer BV", email: "joris@studio-vermeer.example", is_company: true },
];

/** What was posted before: Acme is a known partner, with history in the last 90 days. `day(n)`: ISO date n days ago. */
export function pastInvoices(day: (ago: number) => string): MoveSeed[] {
  return [
    { partner: "Acme Tools Ltd", move_type: "out_invoice", name: "INV/2026/00001", date: day(40), amount: "85.00" },
    { partner: "Studio Vermeer BV", move_type: "out_invoice", name: "INV/2026/00002", date: day(120), amount: "640.00" },
  ];
}

const PASSED = "Authentication-Results: mx.northlight.example; spf=pass; dkim=pass; dmarc=pass";

/** How many comments, mentions and messages people have left (business.ts, meta/twin.ts). */
export const TALKS = 6;

/** The week's mail, oldest first. */
export const MAILS: StoryMail[] = [
  {
    name: "clear request",
    hours_ago: 30,
    from: "Anna Berg <anna@acme-tools.example>",
    subject: "Invoice for the label designs, PO 4471",
    headers: [PASSED],
    text: [
      "Hi Olivia,",
      "",
      "the labels look great, thank you! Please send us the invoice for them:",
      "",
      "3 x Label design @ $20.00",
      "2 x Print proof @ $12.50",
      "Total: $85.00 USD",
      "",
      "Our PO number is 4471. Payment terms net 30 as always.",
      "",
      "Best regards,",
      "Anna Berg",
      "Acme Tools Ltd",
    ].join("\n"),
  },
  {
    name: "new customer, German",
    hours_ago: 26,
    from: "Jürgen Müller <j.mueller@mueller-feinmechanik.example>",
    subject: "Rechnung für die Beratung",
    headers: [PASSED],
    text: [
      "Guten Tag Frau Hart,",
      "",
      "vielen Dank für die gute Zusammenarbeit. Bitte senden Sie uns die Rechnung für die Beratung im Oktober:",
      "",
      "2 Tage Beratung zu je 350,00 EUR",
      "Gesamtbetrag: 700,00 EUR",
      "",
      "Unsere Bestellnummer lautet MF-2026-118.",
      "",
      "Mit freundlichen Grüßen",
      "Jürgen Müller",
      "Müller Feinmechanik GmbH",
    ].join("\n"),
  },
  {
    name: "total that does not add up",
    hours_ago: 22,
    from: "Joris de Wit <joris@studio-vermeer.example>",
    subject: "Please invoice the October photos",
    headers: [PASSED],
    text: [
      "Hi Olivia,",
      "",
      "could you invoice us for October?",
      "",
      "- 4 x Product photo @ EUR 60.00",
      "- 1 x Retouching @ EUR 45.00",
      "",
      "That makes EUR 295.00 in total.",
      "",
      "Thanks,",
      "Joris de Wit",
      "Studio Vermeer BV",
    ].join("\n"),
  },
  {
    name: "facts missing",
    hours_ago: 20,
    from: "Sam Ocean <sam@harbour-cafe.example>",
    subject: "Bill for the menu workshop",
    headers: [PASSED],
    text: ["Hello Olivia,", "", "that was fun! Please send us an invoice for the menu workshop last Thursday.", "", "Cheers,", "Sam Ocean", "Harbour Cafe"].join("\n"),
  },
  {
    name: "vendor's bill",
    hours_ago: 18,
    from: "CloudHost Billing <billing@cloudhost.example>",
    subject: "Your CloudHost invoice CH-20931",
    headers: [PASSED],
    text: ["Dear customer,", "", "please find your invoice CH-20931 for hosting in October below.", "", "Hosting plan M: EUR 24.00", "Amount due: EUR 24.00", "Due date: 2026-12-05", "", "Please pay to the account you know.", "CloudHost"].join("\n"),
  },
  {
    name: "newsletter",
    hours_ago: 15,
    from: "Freelance Weekly <news@freelance-weekly.example>",
    subject: "5 invoice tips that get you paid faster",
    headers: [PASSED, "List-Unsubscribe: <https://freelance-weekly.example/unsubscribe>", "Precedence: bulk"],
    text: ["5 invoice tips that get you paid faster", "", "Send every invoice on the day the work is done. Our template pack is yours for only $15.00/mo.", "", "You receive this because you subscribed. Unsubscribe here."].join("\n"),
  },
  {
    name: "do not send yet",
    hours_ago: 9,
    from: "Sam Ocean <sam@harbour-cafe.example>",
    subject: "The shop signs",
    headers: [PASSED],
    text: ["Hi Olivia,", "", "about the shop signs ($900.00): please do NOT send the invoice yet, we are still waiting for the landlord.", "", "Sam"].join("\n"),
  },
  {
    name: "phishing",
    hours_ago: 7,
    from: "Anna Berg <anna@acme-to0ls.example>",
    reply_to: "Anna Berg <payments@fast-settle.example>",
    subject: "URGENT: our bank details have changed, open invoice",
    headers: ["Authentication-Results: mx.northlight.example; spf=fail; dkim=none; dmarc=fail"],
    text: ["Dear Olivia,", "", "our bank account has changed. Please transfer EUR 4,800.00 for the open invoice today to our new account DE00 0000 0000 0000 0000 00 and confirm your password here: http://acme-to0ls.example/login", "", "Anna"].join("\n"),
  },
  {
    name: "the same request again",
    hours_ago: 3,
    answers: "clear request",
    from: "Anna Berg <anna@acme-tools.example>",
    subject: "Re: Invoice for the label designs, PO 4471",
    headers: [PASSED],
    text: [
      "Hi Olivia,",
      "",
      "I am not sure that my first mail reached you. Please invoice us for the label designs, PO 4471:",
      "",
      "3 x Label design @ $20.00",
      "2 x Print proof @ $12.50",
      "Total: $85.00 USD",
      "",
      "Best regards,",
      "Anna Berg",
      "Acme Tools Ltd",
    ].join("\n"),
  },
];

const encodeWord = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`);

function encodeAddress(address: string): string {
  const match = /^(.*) <(.*)>$/.exec(address);
  return match ? `${encodeWord(match[1] ?? "")} <${match[2] ?? ""}>` : address;
}

const messageId = (name: string): string => `<${name.replace(/[^a-z]+/gi, "-")}@sandbox.example>`;

/** The mail as it came over the wire: RFC 5322 text with CRLF, UTF-8 in base64. `at`: when it was sent. */
export function rawMail(mail: StoryMail, at: Date): string {
  return [
    `From: ${encodeAddress(mail.from)}`,
    `To: ${OWNER.name} <${OWNER.email}>`,
    ...(mail.reply_to === undefined ? [] : [`Reply-To: ${encodeAddress(mail.reply_to)}`]),
    `Subject: ${encodeWord(mail.subject)}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${messageId(mail.name)}`,
    ...(mail.answers === undefined ? [] : [`In-Reply-To: ${messageId(mail.answers)}`, `References: ${messageId(mail.answers)}`]),
    ...(mail.headers ?? []),
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: base64",
    "",
    ...(Buffer.from(mail.text, "utf8").toString("base64").match(/.{1,76}/g) ?? []),
    "",
  ].join("\r\n");
}
