import { describe, expect, it } from "vitest";
import { withOwnersPart } from "../../src/core/note";
import type { Line } from "../../src/core/record";
import type { Due, Report } from "../../src/generator";
import { audit } from "../../src/generators/audit";
import { MARKER } from "../../src/generators/markdown";
import { sources, TestLedger, type World } from "./ledger";
import { expectRecorded } from "../recorded/expect";
import { NOTES, story } from "./story";

const lines = story().lines;
const FINAL: Due = { period: "2026-11-16", late: false, final: true };
const monday = "2026-11-23T06:00:00Z";

function write(world: Partial<World> = {}, due: Due = FINAL, existing: string | null = null): Promise<Report> {
  return audit.generate(due, sources({ lines, now: monday, notes: NOTES, ...world }), existing);
}

/** The same ledger with some lines changed as with a text editor. */
function changed(pick: (line: Line) => boolean, change: (line: Line) => Line | null): Line[] {
  return structuredClone(lines).flatMap((line) => (pick(line) ? (change(line) ?? []) : [line]));
}

describe("L2 weekly audit", () => {
  it("is the recorded one", async () => {
    const report = await write({ settings: { reports: { money: true } } });
    expect(report.path).toBe("Audits/2026-11-16-audit.md");
    expect(report.partial).toBe(false);
    expectRecorded("tests/recorded/audit-2026-11-16.md", report.markdown);
  });
  it("on Sunday 22:00 tells of the time until then, and is written again when the week is over", async () => {
    const sunday = await write({ now: "2026-11-22T21:00:20Z" }, { ...FINAL, final: false });
    expect(sunday.figures).toMatchObject({ emails_received: 7 });
    expect(sunday.partial).toBe(true);
    expectRecorded("tests/recorded/audit-2026-11-16-sunday.md", sunday.markdown);
    const final = await write({}, FINAL, sunday.markdown);
    expect(final.figures).toMatchObject({ emails_received: 8 });
    expect(final.markdown).toBe((await write()).markdown);
  });
  it("counts what the lines say, under the plan's names", async () => {
    const { figures } = await write({ settings: { reports: { money: true } } });
    expect(figures).toMatchObject({
      id: "audit_2026-11-16", week_start: "2026-11-16", week_end: "2026-11-22", emails_received: 8, whatsapp_messages: null,
      tasks_completed: 3, tasks_pending: 2, plans_created: 1, approvals_requested: 5, approvals_granted: 3, approvals_rejected: 1, auto_approvals: 1,
      approval_latency_minutes: 45, total_errors: 3, errors_by_service: { odoo: 2, gmail: 1 }, unknown_outcomes: 1, watchdog_restarts: 1,
      money_moved: [{ action: "odoo_create_invoice", currency: "EUR", amount: "1500.00", count: 2 }, { action: "odoo_record_payment", currency: "EUR", amount: "80.00", count: 1 }],
    });
    const types = Object.values(figures["actions_by_type"] as Record<string, number>);
    expect(types.reduce((total, count) => total + count, 0)).toBe(figures["total_actions"]);
  });
  it("changes its number when a ledger line changes", async () => {
    const rejected = changed(({ event, action_id }) => event === "denied" && action_id === "b5", (line) => ({ ...line, event: "granted", parameters: { by: "x", via: "panel", at: line.timestamp, fingerprint: "f", not_before: line.timestamp, holds_until: line.timestamp } }));
    expect((await write({ lines: rejected })).figures).toMatchObject({ approvals_rejected: 0, approvals_granted: 4 });
    expect((await write({ lines: rejected })).markdown).toMatch(/Rejected by you \| 0 \|/);
    const oneMailLess = changed(({ event, seq }) => event === "observed" && seq === lines.findLast((line) => line.event === "observed")?.seq, () => null);
    expect((await write({ lines: oneMailLess })).markdown).toContain("| Mails received | 7 |");
    const cheaper = changed(({ event, action_id }) => event === "proposed" && action_id === "b2", (line) => {
      const parameters = structuredClone(line.parameters) as { proposal: { money: { amount: string } } };
      parameters.proposal.money.amount = "1000.00";
      return { ...line, parameters };
    });
    expect((await write({ lines: cheaper, settings: { reports: { money: true } } })).markdown).toContain("| `odoo_create_invoice` | 2 | 1,250.00 EUR |");
  });
  it("says the same when written twice, keeps when it was first written, and what the owner wrote", async () => {
    const first = (await write()).markdown;
    const mine = `${first}\nAsk Ada about B6.\n`;
    const second = (await write({ now: "2026-11-25T12:00:00Z" }, FINAL, mine)).markdown;
    expect(second).toBe(mine);
    const oneLess = changed(({ event }) => event === "restarted", () => null);
    const third = (await write({ lines: oneLess, now: "2026-11-25T12:00:00Z" }, FINAL, mine)).markdown;
    expect(third).toContain("Generated 25 Nov 2026, 13:00");
    expect(third).toMatch(/Ask Ada about B6\.\n$/);
    expect(third).toBe(withOwnersPart(third.slice(0, third.indexOf(MARKER)), mine, MARKER));
  });
  it("asked for in the middle of the week it says the same again, although asking leaves lines itself", async () => {
    const ledger = new TestLedger().open("2026-11-18T08:00:00Z").mail("2026-11-18T08:10:00Z", "m").filed("2026-11-18T08:10:01Z", "m").propose("2026-11-18T08:10:02Z", "m");
    const early: Due = { ...FINAL, final: false };
    const first = await write({ lines: ledger.lines, now: "2026-11-18T09:00:00Z" }, early);
    expect(first.markdown).toContain("until 18 Nov 2026, 09:10");
    ledger.add("2026-11-18T09:00:01Z", "reported", { report: "audit", period: "2026-11-16", path: "x", partial: true, late: false, final: false }).open("2026-11-18T10:00:00Z");
    const second = await write({ lines: ledger.lines, now: "2026-11-18T10:00:01Z" }, early, first.markdown);
    expect(second.markdown).toBe(first.markdown);
    const third = await write({ lines: ledger.done("2026-11-18T10:01:00Z", "m").lines, now: "2026-11-18T11:00:00Z" }, early, first.markdown);
    expect(third.figures).toMatchObject({ tasks_completed: 1 });
    expect(third.markdown).toContain("Generated 18 Nov 2026, 12:00");
  });
  it("does not count reports, its own books and other weeks", async () => {
    const before = (await write()).figures;
    const ledger = story();
    ledger.open("2026-11-22T22:40:00Z").add("2026-11-22T22:41:00Z", "reported", { report: "audit", period: "2026-11-16", path: "x", partial: true, late: false, final: false });
    const after = (await write({ lines: ledger.lines })).figures;
    expect(after).toEqual({ ...before, uptime_percentage: expect.any(Number) as number });
    expect(JSON.stringify(after)).not.toContain("a1");
  });
  it("counts plans by their date, and money by currency and kind", async () => {
    const plans = Object.fromEntries(["2026-11-15-before.md", "2026-11-16-first.md", "2026-11-22-last.md", "2026-11-23-after.md", "no-date.md"].map((name) => [`Plans/${name}`, ""]));
    expect((await write({ notes: plans })).figures).toMatchObject({ plans_created: 2 });
    const ledger = new TestLedger().open("2026-11-16T08:00:00Z");
    for (const [id, amount, currency] of [["a", "10.10", "EUR"], ["b", "0.20", "EUR"], ["c", "5", "JPY"]] as const) {
      ledger.propose("2026-11-16T09:00:00Z", id, { money: { amount, currency } }).done("2026-11-16T10:00:00Z", id);
    }
    ledger.propose("2026-11-16T11:00:00Z", "d", { money: null }).done("2026-11-16T11:10:00Z", "d");
    expect((await write({ lines: ledger.lines, settings: { reports: { money: true } } })).figures["money_moved"]).toEqual([
      { action: "odoo_create_invoice", currency: "EUR", amount: "10.30", count: 2 },
      { action: "odoo_create_invoice", currency: "JPY", amount: "5", count: 1 },
    ]);
  });
  it("a line at the very end of the week belongs to the next one", async () => {
    const ledger = new TestLedger();
    ledger.run("2026-11-16T08:00:00Z", "2026-11-23T02:00:00Z", {
      "2026-11-22T22:59:59.999Z": (at) => ledger.mail(at, "last"),
      "2026-11-22T23:00:00.000Z": (at) => ledger.mail(at, "next"),
    });
    expect((await write({ lines: ledger.lines })).figures).toMatchObject({ emails_received: 1 });
    expect((await write({ lines: ledger.lines, now: "2026-11-30T08:00:00Z" }, { ...FINAL, period: "2026-11-23" })).figures).toMatchObject({ emails_received: 1 });
  });
  it("says nothing about money unless the owner opted in", async () => {
    const { markdown, figures } = await write();
    expect(markdown).not.toMatch(/EUR \||Money Moved/);
    expect(figures).not.toHaveProperty("money_moved");
  });
  it("shows what strangers wrote without letting it take effect", async () => {
    expect((await write()).markdown).not.toMatch(/(?<!\\)\[\[Li|(?<!\\)!\[\[x/);
  });
});

describe("L2 missing data is partial and not measured, never 0 or 100 %", () => {
  it("a week without lines has no numbers", async () => {
    const report = await write({ now: "2026-12-07T06:00:00Z" }, { ...FINAL, period: "2026-11-30", late: true });
    expect(report.partial).toBe(true);
    const measured = Object.entries(report.figures).filter(([, value]) => value !== null);
    expect(measured.map(([key]) => key)).toEqual(["id", "week_start", "week_end"]);
    expect(report.markdown).toContain("**late**");
    expect(report.markdown).not.toMatch(/\| 0 \||100\.0 %|\b0\.0 %/);
    expectRecorded("tests/recorded/audit-empty-week.md", report.markdown);
  });
  it("no mailbox looked at is not 0 mails", async () => {
    const ledger = new TestLedger().run("2026-11-16T00:00:00Z", "2026-11-18T00:00:00Z");
    expect((await write({ lines: ledger.lines })).figures).toMatchObject({ emails_received: null, total_errors: 0 });
    const looked = new TestLedger();
    looked.run("2026-11-16T00:00:00Z", "2026-11-18T00:00:00Z", { "2026-11-16T01:01:00Z": (at) => looked.add(at, "cursor_moved", { watcher: "gmail", cursor: "7", observed: 0, skipped: 0 }) });
    expect((await write({ lines: looked.lines })).figures).toMatchObject({ emails_received: 0 });
  });
  it("a log that begins in the week is partial and measured from there", async () => {
    const ledger = new TestLedger().run("2026-11-18T10:00:00Z", "2026-11-22T23:00:00Z");
    const report = await write({ lines: ledger.lines });
    expect(report.partial).toBe(true);
    expect(report.figures).toMatchObject({ uptime_percentage: 100 });
    expect(report.markdown).toContain("The log began on 18 Nov 2026, 11:00");
    expect(report.markdown).toContain(`| Tue 17 Nov 2026 | not measured |`);
  });
  it("damage makes it partial and says where", async () => {
    const report = await write({ damage: ["Line 12 of Logs/2026-11-18.json is not JSON."] });
    expect(report.partial).toBe(true);
    expect(report.markdown).toContain("Line 12 of Logs/2026-11-18.json is not JSON.");
  });
  it("lines that contradict each other leave what was open unmeasured until the next checkpoint", async () => {
    const without = changed(({ event, action_id }) => event === "proposed" && action_id === "b6", () => null);
    const report = await write({ lines: without });
    expect(report.figures["tasks_pending"]).toBe(2);
    const last = changed(({ event, action_id, timestamp }) => (event === "proposed" && action_id === "b6") || (event === "checkpoint" && timestamp >= "2026-11-20"), () => null);
    const cut = await write({ lines: last });
    expect(cut.figures["tasks_pending"]).toBeNull();
    expect(cut.markdown).toContain("contradicts itself at line");
  });
});

describe("L2 another zone", () => {
  it("cuts the week where the owner's week ends", async () => {
    const late = "2026-11-22T21:10:10Z";
    expect(lines.some(({ timestamp, event }) => event === "observed" && timestamp.startsWith(late.slice(0, 19)))).toBe(true);
    const kolkata = await write({ settings: { zone: "Asia/Kolkata" } });
    expect(kolkata.figures).toMatchObject({ emails_received: 6 });
    const honolulu = await write({ settings: { zone: "Pacific/Honolulu" }, now: "2026-11-23T12:00:00Z" });
    expect(honolulu.figures).toMatchObject({ emails_received: 7 });
    expect(honolulu.markdown).toContain("until 23 Nov 2026, 00:00");
  });
});
