/**
 * Owns: proof that net and gross, old and new prices, and what is to be billed later are told apart (PRODUCT M2).
 * Never: whole mails; those are in `mails/`.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const OWNER = "owner@studio.example";
const read = (body: string): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: OWNER, subject: "Hello", date: "2026-03-10T09:00:00Z", body }), { owner_emails: [OWNER] });

describe("M2 sums", () => {
  it.each<[string, number, number]>([
    ["Please invoice the works. Net 1,200.00, VAT 240.00, gross 1,440.00 GBP.", 1200, 1440],
    ["Bitte Rechnung für die Montage: 1.200,00 € netto, 1.428,00 € brutto.", 1200, 1428],
    ["Prosimy o fakturę za montaż: 1200 zł netto, 1476 zł brutto.", 1200, 1476],
  ])("net and gross: %s", (body, net, gross) => {
    const { action, lines, total, due_date } = read(body);
    expect([action, lines.map(({ amount }) => Number(amount)), Number(total), due_date]).toEqual(["draft", [net], gross, null]);
  });

  it("a net amount above its tax is no number of days", () => {
    const { lines, total, terms, due_date } = read("Please invoice the works:\nLabour 800.00\nMaterials 400.00\nNet 1,200.00\nVAT 20% 240.00\nTotal 1,440.00 GBP");
    expect([lines.map(({ amount }) => Number(amount)), Number(total), terms, due_date]).toEqual([[800, 400], 1440, null, null]);
    expect(read("Please invoice the hosting. Net 90 EUR.").terms).toBeNull();
    expect(read("Please invoice the hosting, 90 EUR. Net 30.").due_date).toBe("2026-04-09");
  });

  it.each<[string, number]>([
    ["Please invoice the website, original price 2,000 EUR, now 1,800 EUR as agreed.", 1800],
    ["Please invoice the website at 1,800 EUR instead of 2,000 EUR.", 1800],
    ["Bitte Rechnung für die Website, 1.800 EUR statt 2.000 EUR.", 1800],
    ["Please invoice phase 1 (1,800 EUR). Phase 2 (3,000 EUR) follows in June.", 1800],
    ["Bitte Rechnung für Phase 1 (1.800 EUR). Phase 2 (3.000 EUR) folgt im Juni.", 1800],
    ["Please invoice phase 1 (1,800 EUR). Phase 2 (3,000 EUR) will be invoiced in June.", 1800],
  ])("what no longer holds, or not yet, is not billed, and somebody is asked: %s", (body, amount) => {
    const { action, lines } = read(body);
    expect([action, lines.map((line) => Number(line.amount))]).toEqual(["clarify", [amount]]);
  });

  it.each([
    "Please invoice the works, 1,200 EUR net, 2,428 EUR gross.",
    "Please invoice the works, 1,200 EUR. Total 1,428 EUR.",
    "Please invoice the website. It was 2,000 EUR, now 1,800 EUR.",
  ])("is asked for: %s", (body) => {
    expect(read(body).action).toBe("clarify");
  });

  it("what follows may be anything else", () => {
    expect(read("Please invoice 3 chairs at 40 EUR each. The address follows later.")).toMatchObject({ action: "draft", lines: [{ quantity: "3" }] });
    expect(read("Please invoice as follows: 3 chairs at 40 EUR each.")).toMatchObject({ action: "draft", lines: [{ quantity: "3" }] });
  });
});
