/**
 * Owns: the proof that what stands below a name is told of it, and that what a fee is a share of is not billed (M2).
 * Never: mail of real people.
 */
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/core/draft";
import { mailFromFields } from "../../src/mime/mail";
import { understand } from "../../src/understanding/understand";

const read = (body: string): Draft => understand(mailFromFields({ id: "m", from: "Anna Berg <anna@berg.example>", to: "owner@studio.example", subject: "Invoice", date: "2026-03-10T09:00:00Z", body }), { owner_emails: ["owner@studio.example"] });
const linesOf = (body: string): (string | null)[][] => read(body).lines.map(({ description, quantity, unit_price, amount }) => [description, quantity, unit_price, amount]);

const CASES: [string, string, (string | null)[][]][] = [
  ["counts below names", "Please invoice:\n\n1. Oak shelf\n   Qty 2 × $36.80 = $73.60\n2. Bracket set\n   Qty 1 × $20.80 = $20.80\n\nTotal: $94.40", [["Oak shelf", "2", "36.80", "73.60"], ["Bracket set", "1", "20.80", "20.80"]]],
  ["codes and colours below names", "Please send a proforma invoice:\n\n1. Curtain fabric, satin\n   - our code AF-22, colour ivory, qty 1,200 mtr, rate EUR 1.50\n2. Sheer voile, plain\n   - our code AF-31, colour white, qty 800 mtr, rate EUR 0.96", [["Curtain fabric, satin", "1200", "1.50", "1800"], ["Sheer voile, plain", "800", "0.96", "768"]]],
  ["but a thing of its own stays one", "Please invoice:\n- 1 logo at $300\n- 500 flyers at $0.10 each", [["logo", "1", "300", "300"], ["flyers", "500", "0.10", "50"]]],
  ["what a fee is a share of", "Please issue an invoice for the platform fee:\n- Contract amount: 185,000 THB\n- Platform fee (2%): 3,700 THB", [["Platform fee (2%)", null, null, "3700"]]],
  ["what counts come to in all", "Please invoice:\n- 5000 plates at $0.20 each\n- 2000 bowls at $0.50 each\nTotal volume: 7000 pcs", [["plates", "5000", "0.20", "1000"], ["bowls", "2000", "0.50", "1000"]]],
  ["how many behind a size", "Please invoice:\n• Lantern 10W x2 - $50\n• Cable 5m x1 - $12\n\nTotal: $62", [["Lantern 10W", "2", null, "50"], ["Cable 5m", "1", "12", "12"]]],
];

describe("M2 what stands beneath", () => {
  it.each(CASES)("%s", (_, body, lines) => {
    expect(linesOf(body)).toEqual(lines);
  });

  it.each(["Total duration: 150 minutes", "Total entries: 1,240", "Total weight: 30 kg", "Gesamtgewicht insgesamt: 30 kg"])("%s is no sum of money", (line) => {
    expect(read(`Please invoice the tour, $400.\n${line}`).total).not.toMatch(/^(?:150|1240|30)$/);
  });
});
