import { describe, expect, it } from "vitest";
import { dashboard, type Standing } from "../../src/generators/dashboard";
import { emptyState } from "../../src/core/state";
import { DEFAULTS, type Settings } from "../../src/settings";
import { problem, sources, TestLedger } from "./ledger";
import { expectRecorded } from "../recorded/expect";
import { story } from "./story";

const berlin: Settings = { ...DEFAULTS, zone: "Europe/Berlin", currency: "EUR", live: ["odoo"] };
const LABELS = { gmail: "Gmail", odoo: "Odoo", x: "X" };
const CALM: Standing = { held: {}, questions: [], looks: {}, settings_problems: [] };
const NOW = new Date("2026-11-22T21:30:00Z");

function told(build: (ledger: TestLedger) => void, settings = berlin, standing = CALM): string {
  const ledger = new TestLedger().open("2026-11-22T08:00:00Z");
  build(ledger);
  return dashboard(ledger.state, settings, LABELS, standing, NOW);
}

describe("L5 dashboard", () => {
  it("is the recorded one", () => {
    const ledger = story();
    ledger
      .open("2026-11-22T22:40:00Z")
      .add("2026-11-22T22:41:00Z", "cursor_moved", { watcher: "gmail", cursor: "9", observed: 6, skipped: 2 })
      .add("2026-11-22T22:41:00Z", "service_checked", { service: "gmail", ok: true, text: "Connected as owner@example.com." })
      .add("2026-11-22T22:42:00Z", "channel_paused", { service: "odoo", problem: problem("Odoo refused the key.") })
      .add("2026-11-22T22:43:00Z", "reported", { report: "audit", period: "2026-11-16", path: "AI_Employee/Audits/2026-11-16-audit.md", partial: true, late: false, final: false })
      .add("2026-11-22T22:44:00Z", "note_quarantined", { path: "AI_Employee/Approved/strange.md", hash: "x", why: "Its type | is [[unknown]]." })
      .propose("2026-11-22T22:45:00Z", "c1", { summary: "Invoice for <b>Eve</b>" })
      .grant("2026-11-22T22:46:00Z", "c1");
    const standing: Standing = { held: { c1: "Odoo is paused." }, questions: ["Two notes claim the same action."], looks: {}, settings_problems: ["Setting zone must be an IANA time zone; the default is used."] };
    expectRecorded("tests/recorded/dashboard.md", dashboard(ledger.state, berlin, LABELS, standing, new Date("2026-11-22T22:50:00Z")));
  });
  it("says when nothing waits, and works on an empty state", () => {
    expect(told(() => undefined)).toContain("Nothing waits for you.");
    expect(dashboard(emptyState(), DEFAULTS, {}, CALM, NOW)).toContain("The log is empty.");
  });
  it("G2 tells what the last look brought, less what is not filed yet", () => {
    const text = told((ledger) => {
      ledger.mail("2026-11-22T13:01:00Z", "m1").mail("2026-11-22T13:01:00Z", "m2").filed("2026-11-22T13:01:30Z", "m1");
      ledger.add("2026-11-22T13:02:00Z", "cursor_moved", { watcher: "gmail", cursor: "1", observed: 2, skipped: 1 });
    });
    expect(text).toContain("checked 14:02 - 2 new, 1 filed, 1 skipped");
  });
  it("K2 shows dry run, live channels, pause and sandbox", () => {
    expect(told(() => undefined, { ...berlin, live: [] })).toContain("Dry run: nothing leaves this machine");
    expect(told(() => undefined)).toContain("Live: odoo.");
    expect(told((ledger) => ledger.add("2026-11-22T09:00:00Z", "paused", { by: "owner", reason: "holiday" }))).toContain("By owner since 22 Nov 2026, 10:00: holiday");
    const ledger = new TestLedger().open("2026-11-22T08:00:00Z");
    ledger.state.realm = "sandbox";
    expect(dashboard(ledger.state, berlin, LABELS, CALM, NOW)).toContain("Sandbox business");
  });
  it("is the same text for the same state, until the next run is another", () => {
    const state = sources({ lines: story().lines, now: "2026-11-22T20:00:00Z" }).state;
    const at = (now: string): string => dashboard(state, berlin, LABELS, CALM, new Date(now));
    expect(at("2026-11-22T20:01:00Z")).toBe(at("2026-11-22T20:59:00Z"));
    expect(at("2026-11-22T21:00:00Z")).toContain("29 Nov 2026, 22:00");
  });
});
