/**
 * Owns: reading a letter of one subject and text, for tests of what is understood of it.
 * Never: an expectation.
 */
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

/** What is understood of a letter from Anna Berg, of 10 March 2026. */
export function read(subject: string, body: string): Draft {
  return understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject, date: "2026-03-10T09:00:00Z", body }), { owner_emails: ["owner@studio.example"] });
}
