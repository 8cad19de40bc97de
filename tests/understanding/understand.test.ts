/**
 * What a mail is and what it says (PRODUCT M1-M3, M6), on mails of our own.
 */
import { describe, expect, it } from "vitest";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";
import type { Draft } from "../../src/core/draft";
import type { Example } from "./mails/mail";
import { NUMBERS } from "./mails/numbers";
import { OTHERS } from "./mails/others";
import { PRODUCT_MAILS } from "./mails/product";
import { REQUESTS } from "./mails/requests";

const OWNER = "owner@studio.example";

function read(example: Example): Draft {
  const { from = "Some One <someone@customer.example>", subject = "", date = "2026-03-10T09:00:00Z", body } = example;
  return understand(mailFromFields({ id: "m", from, to: OWNER, subject, date, body }), { owner_emails: [OWNER] });
}

/** Decimal text without trailing zeros, so that "30" and "30.00" compare equal. */
const amount = (text: string | null): number | null => (text === null ? null : Number(text));

function compare(example: Example): void {
  const draft = read(example);
  expect({ kind: draft.kind, action: draft.action, why: draft.action === example.action ? "" : `${draft.missing.join("; ")} | ${draft.reasons.join("; ")}` }).toEqual({ kind: example.kind, action: example.action, why: "" });
  const wanted = example.expect ?? {};
  if (wanted.name !== undefined) expect(draft.customer.name).toBe(wanted.name);
  if (wanted.email !== undefined) expect(draft.customer.email).toBe(wanted.email);
  if (wanted.company !== undefined) expect(draft.customer.company).toBe(wanted.company);
  if (wanted.language !== undefined) expect(draft.language).toBe(wanted.language);
  for (const field of ["currency", "due_date", "po_number", "reference"] as const) if (wanted[field] !== undefined) expect({ [field]: draft[field] }).toEqual({ [field]: wanted[field] });
  if (wanted.total !== undefined) expect(amount(draft.total)).toBe(amount(wanted.total));
  if (wanted.terms !== undefined && wanted.terms !== null) expect(draft.terms).toMatch(wanted.terms);
  if (wanted.missing !== undefined) expect(draft.missing.join("; ")).toMatch(wanted.missing);
  if (wanted.lines !== undefined) {
    const numbers = draft.lines.map((line) => [amount(line.quantity), amount(line.unit_price), amount(line.amount)]);
    expect(numbers).toEqual(wanted.lines.map(([, quantity, price, total]) => [amount(quantity), amount(price), amount(total)]));
    wanted.lines.forEach(([words], index) => {
      expect(draft.lines[index]?.description.toLowerCase()).toContain(words.toLowerCase());
    });
  }
}

describe("M1 M2 the mails of PRODUCT section 4 and their paraphrases", () => {
  it.each(PRODUCT_MAILS.map((example) => [example.about, example] as const))("%s", (_, example) => {
    compare(example);
  });
});

describe("M1 M2 requests for an invoice", () => {
  it.each(REQUESTS.map((example) => [example.about, example] as const))("%s", (_, example) => {
    compare(example);
  });
});

describe("M1 M3 everything else", () => {
  it.each(OTHERS.map((example) => [example.about, example] as const))("%s", (_, example) => {
    compare(example);
  });
});

describe("M2 numbers that are easy to read wrongly", () => {
  it.each(NUMBERS.map((example) => [example.about, example] as const))("%s", (_, example) => {
    compare(example);
  });
});
