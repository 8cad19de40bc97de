/** Owns: proof of section 3, "read from Odoo and our own log". Never: a partner made known by our log. */
import { describe, expect, it } from "vitest";
import { contradictedHistory } from "../../src/core/own-history";
import type { Recent } from "../../src/core/state";

const NOW = new Date("2026-11-16T12:00:00.000Z");
const DAY = 86_400_000;
const posted = (change: Partial<Recent> = {}, days = 20, booked: string | null = "odoo:96"): Recent => ({
  action: "post-1",
  at: new Date(NOW.getTime() - days * DAY).toISOString(),
  type: "odoo_invoice_post",
  keys: { thread: null, po_number: null, partner: null, ...(booked !== null && { booked }) },
  money: { amount: "60.00", currency: "EUR" },
  label: "INV/2026/00041",
  ...change,
});
const said = (recent: Recent[], known_payee: boolean | null = false, payee: string | undefined = "odoo:96"): string | null =>
  contradictedHistory({ id: "invoice-2", payee, known_payee }, recent, NOW)?.text ?? null;

describe("section 3: the partner's 90 days, in our own log and at the service", () => {
  it("what we posted or paid and the service does not show is a sign that asks, with its name and day; it is no fraud", () => {
    expect(contradictedHistory({ id: "invoice-2", payee: "odoo:96", known_payee: false }, [posted()], NOW)).toMatchObject({ code: "history_differs", fraud: false, text: expect.stringMatching(/^Our log has INV\/2026\/00041 of .*27.*90 days/) as string });
  });

  it("our log agrees with what the service knows, and grants nothing where it could not be read", () => {
    expect(said([posted()], true)).toBeNull();
    expect(said([posted()], null)).toBeNull();
  });

  it.each<[string, Recent[]]>([
    ["nothing", []],
    ["another partner", [posted({}, 20, "odoo:97")]],
    ["a draft or a mail, which books nothing", [posted({}, 20, null)]],
    ["what never came to be", [posted({ label: null })]],
    ["the action itself", [posted({ action: "invoice-2" })]],
    ["91 days ago", [posted({}, 91)]],
  ])("%s contradicts nothing", (_, recent) => {
    expect(said(recent)).toBeNull();
  });

  it("90 days to the day count, and the newest is named", () => {
    expect(said([posted({}, 90)])).toContain("INV/2026/00041");
    expect(said([posted({}, 50), posted({ action: "pay-1", label: "PBNK1/2026/00007" }, 3)])).toContain("PBNK1/2026/00007");
  });

  it("a partner that the service cannot name is compared with nobody", () => {
    expect(contradictedHistory({ id: "invoice-2", payee: undefined, known_payee: false }, [posted({}, 20, null)], NOW)).toBeNull();
  });
});
