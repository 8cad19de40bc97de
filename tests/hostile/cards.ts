/**
 * Owns: a card and a question in which every text is a stranger's, wherever it may have come from: a mail, a comment, a note, an answer of a service.
 * Never: a judgement of how they are shown.
 */
import type { Detail } from "../../src/core/card";
import type { Question } from "../../src/core/question";
import { askedOtherwise, detail } from "../views/examples";

/** Longer than any line, without a place to break it. */
export const ENDLESS = ["x".repeat(5_000), "\u0301".repeat(10_000), `a${"\u200D".repeat(10_000)}b`, "\u202E".repeat(2_000), `${"\u{1F468}\u200D".repeat(2_000)}x`, "ﷺ".repeat(300), "\t".repeat(3_000), "_".repeat(2_000), "https://evil.example/".padEnd(3_000, "a")];

export function hostileCard(words: string): Detail {
  const problem = { code: "X", effect: words, cause: words, next: words };
  const preview = { title: words, rows: [["Customer", words], [words, words]] as [string, string][], table: [["What", words], [words, words], ["12", words]] };
  const receipt = { id: words, label: words, url: words, data: {}, difference: words };
  const [first] = detail().deliveries;
  if (!first) throw new Error("The example has a delivery.");
  return askedOtherwise({
    summary: words, high_risk: true, preview: [preview], evidence: { total: words, "lines.0": words }, verdict: [{ code: "x", text: words }], signs: [{ code: "x", text: words, fraud: true }], assumptions: [words], understood: [words],
    deliveries: [{ ...first, label: `Odoo: ${words}`, preview, problem, receipt, findings: [words] }], depends_on: [words], source_text: `${words}\n${words}`, changed: [`customer_name: "x" -> ${JSON.stringify(words)}`, words], returned: words,
    fields: { customer_name: words, memo: `${"long ".repeat(20)}${words}`, line_items: [{ description: words, quantity: words }] },
    asked_change: { at: "2026-11-18T09:10:00.000Z", taken: false, changes: [words, `customer_name: "x" -> ${JSON.stringify(words)}`], fields: { customer_name: words }, evidence: { total: words } },
    offers: [{ channel: "odoo", operation: "x", label: "Post it", record: "1" }],
  });
}

export function hostileQuestion(words: string): Question {
  return { id: "gmail:1", note: "AI_Employee/Needs_Action/INVOICE_CLARIFICATION_x.md", title: words, from: words, at: "2026-03-10T09:00:00.000Z", missing: [`price (${words})`], fields: { customer_name: words }, reply: words, reasons: [words], signs: [{ code: "x", text: words, fraud: true }], messages: [{ at: "2026-03-10T09:00:00.000Z", text: words }] };
}
