/**
 * What a mail is and what it says (PRODUCT M1-M3, M6), on mails of our own.
 */
import { describe, expect, it } from "vitest";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";
import type { Draft } from "../../src/core/draft";
import { BATCHES } from "./mails/batches";
import type { Example } from "./mails/mail";

const OWNER = "owner@studio.example";

function read(example: Example): Draft {
  const { from = "Some One <someone@customer.example>", subject = "", date = "2026-03-10T09:00:00Z", body, html } = example;
  return understand(mailFromFields({ id: "m", from, to: OWNER, subject, date, body, ...(html === undefined ? {} : { html }) }), { owner_emails: [OWNER] });
}

/** Decimal text without trailing zeros, so that "30" and "30.00" compare equal. */
const amount = (text: string | null): number | null => (text === null ? null : Number(text));

function compare(example: Example): void {
  const draft = read(example);
  const kinds = [example.kind].flat();
  const actions = [example.action ?? ["note" as const, "none" as const]].flat();
  const why = kinds.includes(draft.kind) && actions.includes(draft.action) ? "" : `${draft.kind}, ${draft.action} | ${draft.missing.join("; ")} | ${draft.reasons.join("; ")}`;
  expect({ why, kinds, actions }).toEqual({ why: "", kinds, actions });
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


describe.each(BATCHES)("%s", (_, mails) => {
  it.each(mails.filter(({ weak }) => weak === undefined).map((example) => [example.about, example] as const))("%s", (_about, example) => {
    compare(example);
  });

  const weak = mails.filter((example) => example.weak !== undefined);
  if (weak.length > 0) {
    it.each(weak.map((example) => [example.about, example.weak, example] as const))("not understood, and no draft: %s (%s)", (_about, _why, example) => {
      expect(read(example).action).not.toBe("draft");
      expect(() => { compare(example); }).toThrow();
    });
  }
});
