/**
 * Owns: dashboard, audit, briefing, notices and notes from the books, of a business whose log, notes and services say a stranger's words everywhere.
 * Never: a judgement of what was made.
 */
import type { JsonObject } from "../../src/core/json";
import type { Open } from "../../src/core/measure";
import { instructionNote } from "../../src/core/payment-note";
import type { Line } from "../../src/core/record";
import { reminderNote } from "../../src/core/reminder";
import { emptyState } from "../../src/core/state";
import { projectQuarantine } from "../../src/engine/projection";
import { reportIncident } from "../../src/engine/notices";
import { audit } from "../../src/generators/audit";
import { briefing } from "../../src/generators/briefing";
import { dashboard } from "../../src/generators/dashboard";
import { DEFAULTS } from "../../src/settings";
import { Bench } from "../engine/bench";
import { problem, sources } from "../generators/ledger";
import { NOTES, story } from "../generators/story";

/** Sentences are what somebody wrote; a word by itself is a name of ours. */
function said(value: unknown, words: string): unknown {
  if (typeof value === "string") return value.includes(" ") ? words : value;
  if (Array.isArray(value)) return value.map((one) => said(one, words));
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, said(one, words)])) : value;
}

/** The log with a stranger's words in every sentence and every sender. */
function lines(words: string): Line[] {
  const ledger = story();
  ledger
    .open("2026-11-22T22:40:00Z")
    .mail("2026-11-22T22:40:10Z", "c0", "x x", "x x")
    .add("2026-11-22T22:41:00Z", "service_checked", { service: "gmail", ok: false, text: "Gmail did not answer." })
    .add("2026-11-22T22:42:00Z", "channel_paused", { service: "odoo", problem: problem("Odoo refused the key.") })
    .add("2026-11-22T22:44:00Z", "note_quarantined", { path: "AI_Employee/Approved/strange.md", hash: "x", why: "Its type is unknown." })
    .propose("2026-11-22T22:45:00Z", "c1", { summary: "Invoice for Eve" })
    .grant("2026-11-22T22:46:00Z", "c1");
  return ledger.lines.map((line) => (line.event === "checkpoint" ? line : { ...line, parameters: said(line.parameters, words) as JsonObject, error: line.error === null ? null : words }));
}

const invoice = (words: string): Open => ({ id: "7", label: words, partner: words, email: words, language: words, open: { amount: "10.00", currency: "EUR" }, due_date: "2026-11-01", url: null, reference: words });

/** A note that the engine writes, taken from the vault it was written to. */
async function written(write: (bench: Bench) => Promise<void>): Promise<string> {
  const bench = await Bench.open();
  await write(bench);
  return bench.world.notes.get(bench.world.in("Needs_Action")[0] ?? "") ?? "";
}

export async function reportsOf(words: string): Promise<Record<string, string>> {
  const settings = { ...DEFAULTS, zone: "Europe/Berlin", currency: "EUR" };
  const world = { lines: lines(words), now: "2026-11-23T06:00:00Z", damage: [words], notes: { ...NOTES, "Plans/2026-11-18-x.md": `---\nstatus: active\n---\n# ${words.replace(/\s+/g, " ")}\n\n- [ ] ${words.replace(/\s+/g, " ")}\n` } };
  const from = sources(world);
  const standing = { held: { c1: words }, questions: [words], looks: {}, settings_problems: [words] };
  return {
    dashboard: dashboard({ ...from.state, services: { gmail: { ok: false, text: words, since: from.state.at } } as never }, settings, { gmail: words, odoo: words }, standing, new Date("2026-11-22T22:50:00Z")),
    "empty dashboard": dashboard(emptyState(), settings, {}, standing, new Date("2026-11-22T22:50:00Z")),
    audit: (await audit.generate({ period: "2026-11-16", late: false, final: true }, from, null)).markdown,
    briefing: (await briefing.generate({ period: "2026-11-23", late: false, final: true }, from, null)).markdown,
    reminder: reminderNote("odoo", invoice(words), 2, "2026-11-20"),
    instruction: instructionNote({ service: "odoo", bill: invoice(words), account: { kind: "suspect", ibans: ["DE89370400440532013000"], why: words, source: words } }),
    alert: await written((bench) => reportIncident(bench.parts, { job: "gmail", generation: 2, why: words, alert: true }, words, new Date("2026-11-22T22:50:00Z"))),
    quarantine: await written(async (bench) => {
      bench.world.notes.set("AI_Employee/Approved/strange.md", "x");
      await bench.ledger.append([{ event: "note_quarantined", data: { path: "AI_Employee/Approved/strange.md", hash: "x", why: words } }]);
      await projectQuarantine(bench.parts);
    }),
  };
}
