/**
 * Owns: two weeks of a small business as a ledger, and the notes of its vault: what the recorded reports tell of.
 * Never: a real person, address or company.
 */
import { problem, TestLedger } from "./ledger";

/** Zone Europe/Berlin (UTC+1): the week from Monday 16 to Sunday 22 November 2026, and the one before. */
export function story(): TestLedger {
  const ledger = new TestLedger();
  ledger.run("2026-11-08T23:00:00Z", "2026-11-13T17:00:00Z", {
    "2026-11-10T08:00:10Z": (at) => ledger.mail(at, "a1").filed(at, "a1").propose(at, "a1"),
    "2026-11-10T09:10:10Z": (at) => ledger.done(at, "a1"),
    "2026-11-12T08:00:10Z": (at) => ledger.mail(at, "a2", "news@shop.example", "5 invoice tips").filed(at, "a2", "nothing"),
  });
  ledger.run("2026-11-16T07:00:00Z", "2026-11-22T22:30:00Z", {
    "2026-11-16T08:00:10Z": (at) => ledger.mail(at, "b1").filed(at, "b1").propose(at, "b1"),
    "2026-11-16T08:30:10Z": (at) => ledger.done(at, "b1"),
    "2026-11-17T09:00:10Z": (at) => ledger.mail(at, "b2", "Li <li@kiosk.example>", "Rechnung [[Company_Handbook]] <img src=x> | bitte").filed(at, "b2").propose(at, "b2", { summary: "Invoice for [[Li]] | ![[x]]", money: { amount: "1250.00", currency: "EUR" } }),
    "2026-11-17T11:00:10Z": (at) => ledger.grant(at, "b2").start(at, "b2").settle(at, "b2", "settled_unknown", { problem: problem("The invoice may have been drafted.") }),
    "2026-11-17T11:05:10Z": (at) => ledger.settle(at, "b2", "found_done", { receipt: { id: "43", label: "INV/2026/0043", url: null, data: {}, difference: null } }),
    "2026-11-18T08:00:10Z": (at) => ledger.propose(at, "b3", { origin: { kind: "schedule", id: "rent" }, summary: "Monthly rent", money: { amount: "80.00", currency: "EUR" }, deliveries: [{ channel: "odoo", operation: "register_payment", payload: {} }] }, "allow").done(at, "b3", "policy", { move_type: "out_invoice", move_id: 42, payment_state: "paid" }),
    "2026-11-18T10:00:10Z": (at) => ledger.mail(at, "b4", "Bo <bo@boats.example>", "Invoice please").filed(at, "b4", "clarification", "AI_Employee/Needs_Action/INVOICE_CLARIFICATION_b4.md"),
    "2026-11-18T12:00:10Z": (at) => ledger.add(at, "service_checked", { service: "gmail", ok: false, text: "Gmail did not answer." }).add(at, "restarted", { job: "gmail", generation: 2, why: "no sign of life for 5 minutes" }),
    "2026-11-19T08:00:10Z": (at) => ledger.mail(at, "b5").filed(at, "b5").propose(at, "b5"),
    "2026-11-19T08:20:10Z": (at) => ledger.add(at, "denied", { by: "owner", via: "move", reason: "not ours" }, { action_id: "b5" }),
    "2026-11-20T08:00:10Z": (at) => ledger.mail(at, "b6").filed(at, "b6").propose(at, "b6", { summary: "Invoice for Ada Byron, 250.00 EUR" }),
    "2026-11-20T09:00:10Z": (at) => ledger.grant(at, "b6").start(at, "b6").settle(at, "b6", "settled_failed", { problem: problem("The invoice was not drafted.") }),
    "2026-11-21T08:00:10Z": (at) => ledger.mail(at, "b7").filed(at, "b7").propose(at, "b7", { summary: "Invoice for Ada Byron, 99.00 EUR", money: { amount: "99.00", currency: "EUR" } }),
    "2026-11-22T20:55:10Z": (at) => ledger.mail(at, "b8", "late@night.example", "Only after ten on Sunday").filed(at, "b8", "note"),
    "2026-11-22T21:10:10Z": (at) => ledger.mail(at, "b9", "later@night.example", "After the Sunday edition").filed(at, "b9", "note"),
  });
  return ledger;
}

export const NOTES: Record<string, string> = {
  "Business_Goals.md": `# Goals

| Metric | Target | Alert |
|---|---|---|
| Response time (hours) | < 24 | > 48 |
| Payment rate (%) | > 90 | < 80 |

| Project | Deadline | Status |
|---|---|---|
| Open the second shop | 2026-12-01 | open |
| Tax papers | 2026-11-20 | open |
| Website | 2026-11-25 | done |
| Far away | 2027-06-01 | open |
`,
  "Plans/2026-11-17-second-shop.md": `---
type: plan_document
title: Second shop
status: in_progress
---
# Second shop

- [x] Sign the lease
- [ ] Order the shelves
- [ ] Hire somebody
- [ ] Waiting for: the permit
- [ ] Open the doors

## Blockers

- The electrician is on holiday
`,
  "Plans/2026-10-01-stock.md": "---\ntitle: Stock\n---\n- [x] Count\n- [X] Order\n",
  "Needs_Action/INVOICE_CLARIFICATION_b4.md": "# A question\n",
};
