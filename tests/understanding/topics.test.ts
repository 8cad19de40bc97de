/**
 * Owns: proof that a bill is for the thing, wherever the mail names it, and not for the purpose, the way or the person that stands in the wish (PRODUCT M2).
 * Never: counts and prices (ways.test.ts).
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

function read(subject: string, body: string): Draft {
  return understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject, date: "2026-03-10T09:00:00Z", body: `Hello,\n\n${body}\n\nRegards,\nAnna Berg` }), { owner_emails: ["owner@studio.example"] });
}

/** How the thing is named beside the wish: subject, sentence before it, and a word by which the line is known. */
const NAMED: Record<string, [subject: string, said: string, word: RegExp]> = {
  "in the subject": ["Chimney sweeping", "", /chimney/i],
  "as what was done": ["Invoice", "You repaired the garage door on Monday.", /garage door/],
  "as what somebody of ours did": ["Invoice", "Your technician serviced the two boilers last week.", /boilers/],
  "as what came": ["Invoice", "We received the seeds yesterday.", /seeds/],
  "as what looks well": ["Invoice", "The new shelves look great.", /shelves/],
  "as what runs": ["invoice", "The pump is running well again.", /pump/],
  "as what is finished": ["Invoice", "The roof has been finished on time.", /roof/],
  "as what was thanked for": ["Invoice", "Thank you for the lovely wedding cake.", /cake/],
  "as what was taken down": ["Invoice", "Your men took down the scaffolding on Friday.", /scaffolding/],
};
const WISHES = [
  "Could you send your invoice to my attention?",
  "Please send your invoice so I can load it for Friday's run.",
  "Please send us the bill by e-mail, we need it for our quality file.",
  "Can I have the invoice for the company account before year end?",
  "Please send the bill straight to me.",
  "Send me the invoice on whatsapp or email, no problem.",
  "We need your invoice for the insurance.",
  "Kindly email the invoice when you get a chance.",
  "Please bill Larkfield Housing Ltd.",
  "Please invoice as agreed.",
  "Could you invoice us so that we can close the month?",
  "Would you please let me have your bill for our records.",
];

describe.each(Object.entries(NAMED))("M2 the thing is named %s", (_, [subject, said, word]) => {
  it.each(WISHES)("%s", (wish) => {
    const { kind, lines } = read(subject, `${said} ${wish}`.trim());
    expect(kind).toBe("invoice_request");
    expect(lines.map(({ description }) => description)).toEqual([expect.stringMatching(word)]);
  });
});
