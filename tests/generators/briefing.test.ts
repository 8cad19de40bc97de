import { describe, expect, it } from "vitest";
import type { Due, Report } from "../../src/generator";
import { briefing } from "../../src/generators/briefing";
import { problem, sources, TestLedger, type World } from "./ledger";
import { expectRecorded } from "../recorded/expect";
import { NOTES, story } from "./story";

const EVERYWHERE = ["facebook", "x"].map((channel) => ({ channel, operation: "publish", payload: {} }));
const DUE: Due = { period: "2026-11-23", late: false, final: true };
const lines = story().lines;

function write(world: Partial<World> = {}, due: Due = DUE, existing: string | null = null): Promise<Report> {
  return briefing.generate(due, sources({ lines, now: "2026-11-23T06:00:00Z", notes: NOTES, ...world }), existing);
}

interface Found {
  category: string;
  severity: string;
  count: number;
}
const bottlenecksOf = (report: Report): string[] => (report.figures["bottlenecks"] as unknown as Found[]).map(({ severity, category, count }) => `${severity} ${category} ${count}`);

/** A week in which only one thing happens, `times` times. */
async function weekOf(times: number, write: (ledger: TestLedger, at: string, index: number) => void, notes: Record<string, string> = {}): Promise<Report> {
  const ledger = new TestLedger();
  const work = Object.fromEntries(Array.from({ length: times }, (_, index) => [new Date(Date.parse("2026-11-20T08:01:00Z") + index * 60_000).toISOString(), (at: string) => { write(ledger, at, index); }]));
  ledger.run("2026-11-20T08:00:00Z", "2026-11-22T23:00:00Z", work);
  return briefing.generate(DUE, sources({ lines: ledger.lines, now: "2026-11-23T06:00:00Z", notes }), null);
}

describe("L3 CEO briefing", () => {
  it("is the recorded one", async () => {
    const report = await write({ settings: { reports: { money: true } } });
    expect(report.path).toBe("CEO_Briefings/2026-11-23-briefing.md");
    expect(report).toMatchObject({ partial: false, final: true });
    expectRecorded("tests/recorded/briefing-2026-11-23.md", report.markdown);
  });
  it("has the plan's names", async () => {
    const { figures } = await write();
    expect(figures).toMatchObject({ id: "briefing_2026-11-23", date: "2026-11-23", tasks_completed: 3, social_media_posts: 0, emails_received: 8, emails_processed: 8, approvals_pending: 1, plans_created: 1, needs_action: 1 });
    expect(figures["projects"]).toEqual([
      { name: "Stock", status: "completed", progress_percentage: 100, next_steps: [], blockers: [] },
      { name: "Second shop", status: "blocked", progress_percentage: 20, next_steps: ["Order the shelves", "Hire somebody", "Open the doors"], blockers: ["Waiting for: the permit", "The electrician is on holiday"] },
    ]);
  });
  it.each([
    [5, []],
    [6, ["HIGH approval 6"]],
  ])("%i pending approvals: %j", async (times, expected) => {
    expect(bottlenecksOf(await weekOf(times, (ledger, at, index) => ledger.propose(at, `p${index}`)))).toEqual(expected);
  });
  it.each([
    [10, []],
    [11, ["MEDIUM error 11"]],
  ])("%i errors of one service: %j", async (times, expected) => {
    const report = await weekOf(times, (ledger, at) => ledger.add(at, "channel_paused", { service: "odoo", problem: problem("It failed.") }));
    expect(bottlenecksOf(report)).toEqual(expected);
  });
  it("errors of two services do not add up", async () => {
    const report = await weekOf(12, (ledger, at, index) => ledger.add(at, "service_checked", { service: index % 2 ? "odoo" : "gmail", ok: false, text: "No." }));
    expect(bottlenecksOf(report)).toEqual([]);
  });
  it.each([
    [20, []],
    [21, ["MEDIUM pending_task 21"]],
  ])("%i notes in Needs_Action: %j", async (times, expected) => {
    const notes = Object.fromEntries(Array.from({ length: times }, (_, index) => [`Needs_Action/n${index}.md`, ""]));
    expect(bottlenecksOf(await weekOf(1, (ledger, at) => ledger.mail(at, "m"), notes))).toEqual(expected);
  });
  it.each([
    [3, []],
    [4, ["LOW pending_task 4"]],
  ])("%i mails of one sender: %j", async (times, expected) => {
    expect(bottlenecksOf(await weekOf(times, (ledger, at, index) => ledger.mail(at, `m${index}`, index % 2 ? "Ada <ADA@acme.example>" : "ada@acme.example")))).toEqual(expected);
  });
  it.each([
    [0, "MEDIUM"],
    [1, "LOW"],
    [2, "LOW"],
    [3, undefined],
  ])("%i posts: suggestion %s", async (times, priority) => {
    const report = await weekOf(3, (ledger, at, index) => (index < times ? ledger.propose(at, `s${index}`, { deliveries: EVERYWHERE }).done(at, `s${index}`, "policy") : ledger.mail(at, `m${index}`)));
    const found = report.figures["suggestions"] as unknown as { type: string; priority: string }[];
    expect(report.figures["social_media_posts"]).toBe(times);
    expect(found.find(({ type }) => type === "opportunity")?.priority).toBe(priority);
  });
  it("concludes nothing from a week that was not measured", async () => {
    const report = await write({ now: "2026-12-14T06:00:00Z", notes: {} }, { ...DUE, period: "2026-12-14", late: true });
    expect(report.figures).toMatchObject({ tasks_completed: null, social_media_posts: null, approvals_pending: null, bottlenecks: [], suggestions: [] });
    expectRecorded("tests/recorded/briefing-empty-week.md", report.markdown);
  });
  it("written late it tells of then: what waited then, and nothing of today's folders", async () => {
    const ledger = story();
    ledger.open("2026-12-08T08:00:00Z").grant("2026-12-08T08:01:00Z", "b7");
    const late = await write({ lines: ledger.lines, now: "2026-12-08T09:00:00Z" }, { ...DUE, late: true });
    expect(late.figures).toMatchObject({ approvals_pending: 1, needs_action: null, projects: [] });
    expect(late.partial).toBe(true);
  });
  it("says the same when written twice, and keeps the owner's part", async () => {
    const mine = `${(await write()).markdown}mine\n`;
    expect((await write({ now: "2026-11-24T06:00:00Z" }, DUE, mine)).markdown).toBe(mine);
  });
  it("asked for before Monday it tells of the week so far", async () => {
    const early = await write({ now: "2026-11-18T10:30:00Z" }, { ...DUE, final: false });
    expect(early).toMatchObject({ partial: true, final: false });
    expect(early.figures).toMatchObject({ emails_received: 3, tasks_completed: 3 });
    expect(early.markdown).toContain("The week is not over: this tells what happened until 18 Nov 2026, 11:00");
  });
  it("names the sender behind an action that follows another, and counts a mail that was filed twice once", async () => {
    const report = await weekOf(1, (ledger, at) =>
      ledger.mail(at, "m", "Kai <kai@quay.example>").filed(at, "m", "clarification").filed(at, "m").propose(at, "m").done(at, "m").propose(at, "post", { origin: { kind: "action", id: "m" }, summary: "Post the invoice" }),
    );
    expect(report.markdown).toMatch(/\| 2 days \| Post the invoice \| Kai /);
    expect(report.figures).toMatchObject({ emails_received: 1, emails_processed: 1 });
  });
  it("without opt-in says nothing about money", async () => {
    expect((await write()).markdown).not.toMatch(/Revenue|Cost Optimization|Amount as approved/);
  });
  it("names a plan that cannot be read", async () => {
    const report = await write({ notes: { ...NOTES, "Plans/bad.md": "---\nnever closed\n" } });
    expect(report.partial).toBe(true);
    expect(report.markdown).toContain("Plans/bad.md");
  });
});
