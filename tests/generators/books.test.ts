/** Owns: proof that money in reports is what the books said right after the week, only where the owner opted in, and never invented (PRODUCT L3). Never: a service. */
import { describe, expect, it } from "vitest";
import { askedOn, type Measured, type Open } from "../../src/core/measure";
import { briefing } from "../../src/generators/briefing";
import { dashboard } from "../../src/generators/dashboard";
import type { Report } from "../../src/generator";
import { DEFAULTS } from "../../src/settings";
import { expectRecorded } from "../recorded/expect";
import { judged, proposal, sources, type World } from "./ledger";
import { NOTES, story } from "./story";

const open = (id: string, due_date: string, amount: string, more: Partial<Open> = {}): Open => ({ id, label: `INV/2026/${id}`, partner: "Kiosk [[Li]] | Sons", email: null, language: null, open: { amount, currency: "EUR" }, due_date, url: null, reference: null, ...more });
const BOOKS: Measured = {
  asked: askedOn("2026-11-23"),
  currency: "EUR",
  revenue: { week: "1450.00", week_before: "1600.50", month: "4200.00", month_before: "3000.00" },
  overdue: [open("31", "2026-10-10", "900.00", { url: "https://books.example/odoo/account.move/31" }), open("38", "2026-11-12", "40.00")],
  payable: [open("7", "2026-11-30", "24.00", { label: "BILL/7", partner: "CloudHost" }), open("8", "2027-03-01", "10.00")],
};
const GOALS = { ...NOTES, "Business_Goals.md": (NOTES["Business_Goals.md"] ?? "").replace("| Payment rate", "| Monthly revenue | > 8000 | < 4000 |\n| Payment rate") };

function told(measured: Measured[], world: Partial<World> = {}): Promise<Report> {
  const ledger = story();
  ledger.open("2026-11-23T05:00:00Z");
  for (const [index, of] of measured.entries()) ledger.add(`2026-11-23T05:0${index + 1}:00Z`, "measured", { service: "odoo", ...of });
  return briefing.generate({ period: "2026-11-23", late: false, final: true }, sources({ lines: ledger.lines, now: "2026-11-23T06:00:00Z", notes: GOALS, settings: { reports: { money: true } }, ...world }), null);
}

describe("L3 revenue and overdue in the briefing", () => {
  it("is the recorded one", async () => {
    expectRecorded("tests/recorded/briefing-with-books.md", (await told([BOOKS])).markdown);
  });

  it("has the figures under their names", async () => {
    const { figures } = await told([BOOKS]);
    expect(figures).toMatchObject({ currency: "EUR", revenue_week: "1450.00", revenue_week_before: "1600.50", revenue_month: "4200.00", revenue_of_target_percent: 52.5 });
    expect(figures["overdue_invoices"]).toEqual([
      { number: "INV/2026/31", customer: "Kiosk [[Li]] | Sons", amount: "900.00", currency: "EUR", due_date: "2026-10-10", days: 44 },
      { number: "INV/2026/38", customer: "Kiosk [[Li]] | Sons", amount: "40.00", currency: "EUR", due_date: "2026-11-12", days: 11 },
    ]);
  });

  it("written again after the books were asked again it says the same", async () => {
    const later = { ...BOOKS, revenue: { ...BOOKS.revenue, week: "1.00" } };
    expect((await told([BOOKS, later])).figures).toEqual((await told([BOOKS])).figures);
  });

  it("of another week, or not asked at all: not measured, and never 0", async () => {
    for (const measured of [[], [{ ...BOOKS, asked: askedOn("2026-11-16") }]]) {
      const { figures, markdown } = await told(measured);
      expect(figures).toMatchObject({ revenue_week: null, revenue_month: null, revenue_of_target_percent: null, overdue_invoices: null });
      expect(markdown).toContain("| Month to date | not measured |");
      expect(markdown).toMatch(/## Overdue\n\nnot measured/);
    }
  });

  it("while the week is not over: what is overdue now, and no revenue of a week that is still going on", async () => {
    const ledger = story();
    ledger.open("2026-11-22T22:40:00Z").add("2026-11-22T22:41:00Z", "measured", { service: "odoo", ...BOOKS, asked: askedOn("2026-11-22") });
    const { figures, markdown } = await briefing.generate({ period: "2026-11-23", late: false, final: false }, sources({ lines: ledger.lines, now: "2026-11-22T22:50:00Z", notes: GOALS, settings: { reports: { money: true } } }), null);
    expect(figures).toMatchObject({ revenue_week: null, revenue_month: null });
    expect(figures["overdue_invoices"]).toHaveLength(2);
    expect(markdown).toContain("The week from 9 Nov 2026");
  });

  it("an owner who did not opt in reads no money, although the log has it", async () => {
    const { figures, markdown } = await told([BOOKS], { settings: { reports: { money: false } } });
    expect(Object.keys(figures).filter((key) => /revenue|overdue|money/.test(key))).toEqual([]);
    expect(markdown).not.toMatch(/## Revenue|## Overdue|1,450\.00|CloudHost/);
  });

  it("a goal that is no month's revenue, or one to stay below, is no target", async () => {
    for (const goal of ["| Weekly revenue | > 8000 | |", "| Monthly revenue | < 8000 | |"]) {
      const { figures } = await told([BOOKS], { notes: { "Business_Goals.md": `| Metric | Target | Alert |\n|---|---|---|\n${goal}\n` } });
      expect(figures["revenue_of_target_percent"]).toBeNull();
    }
  });
});

describe("L5 the dashboard", () => {
  const STANDING = { held: {}, questions: [], looks: {}, settings_problems: [] };
  const shown = (money: boolean): string => {
    const ledger = story();
    ledger.open("2026-11-23T05:00:00Z").add("2026-11-23T05:01:00Z", "measured", { service: "odoo", ...BOOKS });
    ledger.add("2026-11-23T05:02:00Z", "proposed", judged("2026-11-23T05:02:00Z", proposal("rent")), { action_id: "rent" });
    ledger.add("2026-11-23T05:03:00Z", "schedule_begun", { channel: "odoo", operation: "repeat_invoice", payload: {}, summary: "Every month: rent for [[Li]]", rhythm: { every: "monthly", first: "2026-11-30", until: null }, through: "2026-11-30", replaces: null }, { action_id: "rent" });
    return dashboard(ledger.state, { ...DEFAULTS, reports: { money } }, {}, STANDING, new Date("2026-11-23T06:00:00Z"));
  };

  it("lists what is overdue where the owner opted in, and what repeats with its next date", () => {
    expect(shown(true)).toMatch(/## Overdue\n\n\| Invoice [^]*44 days \| final \|/);
    expect(shown(false)).not.toContain("## Overdue");
    expect(shown(false)).toMatch(/## Recurring\n\n[^]*rent for[^]*30 Dec 2026[^]*`rent`/);
    expect(shown(false)).not.toContain("[[Li]]");
  });
});
