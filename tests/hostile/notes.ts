/**
 * Owns: every kind of note and text that a stranger's words get into, made from those words.
 * Never: a judgement of what was made.
 */
import type { Proposal } from "../../src/core/action";
import { actionNote } from "../../src/core/action-note";
import type { Draft } from "../../src/core/draft";
import { apply } from "../../src/core/fold";
import { clarificationNote, mailNote, sourceFields, unreadNote } from "../../src/core/mail-note";
import type { Mail } from "../../src/core/mail";
import { mailFromFields } from "../../src/mime/mail";
import { emptyState, type ActionState } from "../../src/core/state";
import { understanding } from "../../src/understanding";
import { GENESIS_LINE } from "./line";

const AT = "2026-03-10T09:00:00.000Z";

/** A mail in which every text is a stranger's. */
export function hostileMail(words: string): Mail {
  return {
    ...mailFromFields({ id: "m", from: "x@evil.example", to: "owner@studio.example", date: "2026-03-10", body: "" }),
    id: words, thread: words, subject: words, text: words, from: { name: words, email: words }, to: [{ name: words, email: words }], reply_to: [{ name: "", email: words }],
    attachments: [{ name: words, type: words, size: 1, accepted: false }], labels: [words], problems: [`Attachment "${words}" was not taken.`],
  };
}

/** A draft in which every text is a stranger's, as if all of it had been understood. */
export function hostileDraft(words: string): Draft {
  const line = { description: words, quantity: words, unit: words, unit_price: words, amount: words };
  return {
    ...understanding.understand(mailFromFields({ id: "m", from: "a@b.example", body: "hello" }), { owner_emails: [] }),
    kind: "invoice_request", action: "clarify", customer: { name: words, email: words, company: words }, currency: words, lines: [line], total: words, due_date: words, terms: words, po_number: words, reference: words,
    missing: ["price", `total (${words})`, `condition (${words})`], evidence: { total: words }, reasons: [words], signs: [{ code: "x", text: words, fraud: true }], priority_reason: words, new_text: words,
  };
}

function hostileAction(words: string): ActionState {
  const proposal: Proposal = {
    id: "invoice-1", type: "odoo_invoice", deliveries: [{ channel: "odoo", operation: "draft_invoice", payload: {} }], depends_on: [], origin: { kind: "mail", id: "gmail:1" }, summary: words, money: null,
    evidence: { total: words }, signs: [], keys: { thread: null, po_number: null, partner: null }, assumptions: [words],
  };
  const verdict = { decision: "ask" as const, reasons: [{ code: "x", text: words }], high_risk: false };
  const state = apply(emptyState(), { ...GENESIS_LINE, event: "proposed", action_id: "invoice-1", parameters: { proposal, fingerprint: "f".repeat(64), modes: { odoo: "live" }, verdict, signs: [{ code: "s", text: words, fraud: true }], expires_at: AT } as never });
  const action = state.actions["invoice-1"];
  if (!action) throw new Error("It was not proposed.");
  const problem = { code: "X", effect: words, cause: words, next: words };
  return { ...action, changed: [words], returned: words, deliveries: { odoo: { ...(action.deliveries["odoo"] ?? raise()), findings: [words], problem, receipt: { id: "1", label: words, url: null, data: {}, difference: words } } } };
}
const raise = (): never => {
  throw new Error("It has no delivery.");
};

/** Every note by its kind. */
export function notesOf(words: string): Record<string, string> {
  const mail = hostileMail(words);
  const draft = hostileDraft(words);
  const face = { channel: "odoo", label: `Odoo: ${words}`, preview: { title: words, rows: [[words, words]] as [string, string][], table: [["What", "Price"], [words, words]] }, fields: { customer_name: words, line_items: [{ description: words }] } };
  return {
    mail: mailNote(mail, draft, { at: AT, zone: "UTC", why: "" }),
    clarification: clarificationNote(mail, draft, { fields: { customer_name: words }, reply: understanding.ask(draft).reply }, { at: AT, zone: "UTC", missing: draft.missing, text: words, later: [{ at: AT, text: words }], signs: draft.signs }),
    unread: unreadNote(words, AT, "UTC", 3),
    action: actionNote(hostileAction(words), { zone: "UTC", prefix: "INVOICE", faces: [face], source: sourceFields(mail), source_text: words, overlay: { fields: {}, problem: words }, front: {} }, null),
  };
}
