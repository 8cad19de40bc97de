/**
 * Owns: sending an invoice by Odoo's own mail as a decision of its own (PRODUCT O2). Done is what `mail.notification` says has left.
 * Never: Odoo's word for it - it reports success for mails that never left - and never a second mail to somebody who got one.
 */
import * as z from "zod/mini";
import { operation, type Attempt, type Call, type Finding, type Operation, type Outcome, type Seed } from "../../channel";
import type { Problem, Receipt } from "../../core/action";
import type { JsonObject } from "../../core/json";
import { ABOUT, aboutFacts, aboutFields, aboutFromFields, aboutRows, called, moneyOf, receiptData, rehearsed, rounded, stillPosted } from "./about";
import { asOutcome, OdooFailure, refusedBecause } from "./catalogue";
import { email, laid, parsed } from "./gate";
import { mailedSince, prepareMail, readNotifications, type Mailed } from "./mail";
import { readPartner, recordUrl, type OpenMove } from "./records";
import type { Connect, Odoo } from "./session";
import { doneAndTraced, inMove, LOGGED_ROW } from "./trace";
import { lookRepeatedly, lost } from "./waiting";

const shape = z.object({
  ...ABOUT,
  /** Where Odoo has it sent: the partner's address, read there. */
  customer_email: email,
  /** A person wants it sent although it was sent before. */
  send_again: z.boolean(),
});
export type SendPayload = z.infer<typeof shape>;

function receiptOf(odoo: Odoo, approved: SendPayload, move: OpenMove | null): Receipt {
  return {
    id: String(approved.invoice_id),
    label: `${called(approved)} sent to ${approved.customer_email}`,
    url: recordUrl(odoo, "account.move", approved.invoice_id),
    data: { ...(move && receiptData(move)), move_id: approved.invoice_id, sent_to: approved.customer_email },
    difference: null,
  };
}

function notSent(approved: SendPayload, why: string): Problem {
  return { code: "VALIDATION_ERROR", effect: `${called(approved)} was not sent: the mail did not leave Odoo.`, cause: `Odoo notes about its mail: ${why}.`, next: "Check the outgoing mail server in Odoo (Settings > Technical > Outgoing Mail Servers) and the customer's address, then send it again." };
}

/** Posted, to the approved address, and not sent before. */
async function sendable(odoo: Odoo, approved: SendPayload): Promise<{ move: OpenMove; last: number }> {
  const move = await stillPosted(odoo, approved);
  const partner = await readPartner(odoo, approved.partner_id);
  const address = partner?.email?.trim().toLowerCase() ?? null;
  if (address !== approved.customer_email) throw refusedBecause("VALIDATION_ERROR", `Odoo would send it to ${address ?? "nobody: the partner has no address"}, approved was ${approved.customer_email}.`, "Correct the partner's address in Odoo, or the address in the note.");
  const noted = await readNotifications(odoo, approved.invoice_id);
  if (!approved.send_again && mailedSince(noted, 0, approved.partner_id).kind === "left") {
    throw refusedBecause("VALIDATION_ERROR", `${called(approved)} was sent to this customer before.`, "Reject this, or write send_again: true into the note.");
  }
  return { move, last: noted.at(-1)?.id ?? 0 };
}

/** What the notifications say about the mail of this attempt; null when nothing was noted before it, so that it was never asked for. */
async function mailed(odoo: Odoo, approved: SendPayload, remembered: JsonObject): Promise<Mailed> {
  const last = remembered["last_notification"];
  const all = await readNotifications(odoo, approved.invoice_id);
  return typeof last === "number" ? mailedSince(all, last, approved.partner_id) : { kind: "none" };
}

async function perform(connect: Connect, approved: SendPayload, { key }: Attempt, call: Call, remember: (data: JsonObject) => Promise<void>): Promise<Outcome> {
  const odoo = await connect(call);
  const { move, last } = await sendable(odoo, approved);
  const { model, method, args } = await prepareMail(odoo, approved.invoice_id, approved.partner_id);
  const mark = { last_notification: last };
  // On disk before the mail: a notification after this one is ours.
  await remember(mark);
  await odoo.ask(model, method, args);
  try {
    const now = await mailed(odoo, approved, mark);
    if (now.kind === "left") return await doneAndTraced(odoo, receiptOf(odoo, approved, { ...move, is_move_sent: true }), inMove(move.id), key, true);
    if (now.kind === "failed") return { kind: "refused", problem: notSent(approved, now.why) };
    return { kind: "unknown", problem: lost("Odoo took the order to send", now.kind === "waiting" ? "It has the mail and has not sent it yet." : "It has not noted a mail yet.") };
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    return { kind: "unknown", problem: lost("Odoo took the order to send", error.problem.cause) };
  }
}

async function lookup(connect: Connect, approved: SendPayload, attempt: Attempt, call: Call): Promise<Finding> {
  const seen: { now: Mailed } = { now: { kind: "none" } };
  const finding = await lookRepeatedly(attempt, call, async () => {
    const odoo = await connect(call);
    seen.now = await mailed(odoo, approved, attempt.remembered);
    return seen.now.kind === "left" ? receiptOf(odoo, approved, null) : null;
  });
  // Odoo has tried and says that it did not go: that is certain at once.
  if (finding.kind !== "done" && seen.now.kind === "failed") return { kind: "absent", problem: notSent(approved, seen.now.why) };
  if (finding.kind === "absent" && seen.now.kind === "waiting") return { kind: "unclear", problem: lost("Odoo took the order to send", "It has the mail and has not sent it yet.") };
  return finding;
}

/** Sending a posted invoice is the next decision, when its customer has an address (PRODUCT O2). */
export function sendSeed(attempt: Attempt, payload: JsonObject): Seed[] {
  const result = parsed(shape, { ...payload, send_again: false });
  if (!result.ok || !["out_invoice", "out_refund"].includes(result.payload.move_type)) return [];
  return [{ slot: "send", operation: "send_invoice", payload: result.payload, depends_on: [attempt.key], evidence: {}, signs: [], assumptions: [], keys: { thread: null, po_number: null, partner: null } }];
}

export function sendInvoice(connect: Connect): Operation {
  return operation<SendPayload>({
    label: "Send an invoice by mail",
    note: { type: "odoo_invoice_send", prefix: "INVOICE_send" },
    log: "odoo_send_invoice",
    rule: "person",
    expiry: "standard",
    parse: (raw) => {
      const result = parsed(shape, raw);
      return result.ok ? { ok: true, payload: rounded(result.payload) } : result;
    },
    summary: (approved) => `Send ${called(approved)} to ${approved.customer_email}`,
    money: moneyOf,
    preview: (approved) => ({
      title: "Send an invoice by Odoo's mail",
      rows: [...aboutRows(approved), ["To", approved.customer_email], ["What happens", `Odoo mails the PDF with its own text${approved.send_again ? ", also if it was sent before" : ""}. A mail cannot be taken back.`], LOGGED_ROW],
      table: [],
    }),
    toFields: (approved) => ({ ...aboutFields(approved), customer_email: approved.customer_email, send_again: approved.send_again }),
    fromFields: (approved, fields) => ({ ...aboutFromFields(approved, fields), customer_email: laid(fields, "customer_email", approved.customer_email), send_again: laid(fields, "send_again", approved.send_again) }),
    facts: (approved, call) => aboutFacts(connect, call, approved, moneyOf(approved)),
    rehearse: (approved, _attempt, call) =>
      rehearsed(connect, call, async (odoo) => {
        await sendable(odoo, approved);
        return [`Would send ${called(approved)} to ${approved.customer_email} by Odoo's mail.`];
      }),
    perform: (approved, attempt, call, remember) => asOutcome(() => perform(connect, approved, attempt, call, remember)),
    lookup: (approved, attempt, call) => lookup(connect, approved, attempt, call),
    examples: [{ invoice_id: 271, move_type: "out_invoice", number: "INV/2026/00095", partner_id: 93, customer_name: "Northwind Studio", currency: "EUR", total_amount: "100.00", customer_email: "office@northwind.example", send_again: false }],
  });
}
