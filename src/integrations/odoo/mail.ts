/**
 * Owns: Odoo's own mail: what its wizard would send, in the shape of each version, and whether a mail has left - which only
 * `mail.notification` tells (recordings 300-325).
 * Never: a mail that is not filled in. 16 sends a blank one and reports success.
 */
import * as z from "zod/mini";
import type { JsonObject } from "../../core/json";
import { refusedBecause } from "./catalogue";
import { shaped } from "./records";
import type { Odoo } from "./session";
import { activeOn, openWizard } from "./wizard";

/** A wizard that is ready to be run. */
export interface Prepared {
  model: string;
  /** The one irreversible call. */
  method: string;
  args: JsonObject;
}

const filled = z.array(z.unknown()).check(z.minLength(1));
const action = z.object({ res_model: z.string(), context: z.record(z.string(), z.json()) });
const form16 = z.object({ is_email: z.literal(true), subject: z.string().check(z.minLength(1)), partner_ids: z.array(z.number()), attachment_ids: filled, composition_mode: z.literal("comment") });
const form19 = z.object({ sending_methods: z.array(z.string()), mail_partner_ids: z.array(z.number()), mail_attachments_widget: filled });

const blank = (what: string): Error => refusedBecause("VALIDATION_ERROR", `Odoo did not prepare the mail as it must be (${what}); sent like this it could be empty, or go to somebody else.`, "Open the invoice in Odoo, press Send there and see what it says; then send it there, or correct it and send this again.");

function onlyTo(partners: number[], partner: number): void {
  if (partners.length !== 1 || partners[0] !== partner) throw blank(partners.length === 0 ? "it has no recipient: the partner has no e-mail address" : "it has other recipients than the one approved");
}

/** 16: the wizard is empty until its onchange has run, which answers nothing; then it is read back. */
async function prepare16(odoo: Odoo, model: string, context: JsonObject, move: number, partner: number): Promise<Prepared> {
  const whole = { ...context, active_model: "account.move" };
  const wizard = await openWizard(odoo, model, { is_email: true, is_print: false }, whole);
  await odoo.ask(model, "onchange_template_id", { ids: [wizard], context: whole });
  const [read] = shaped(z.tuple([z.unknown()]), await odoo.ask(model, "read", { ids: [wizard], fields: Object.keys(form16.shape) }), "the mail");
  const form = z.safeParse(form16, read);
  if (!form.success) throw blank(form.error.issues.map(({ path }) => path.join(".")).join(", "));
  onlyTo(form.data.partner_ids, partner);
  return { model, method: "send_and_print_action", args: { ids: [wizard], context: { ...activeOn(move), mark_invoice_as_sent: true } } };
}

/** From 18 on the wizard comes filled in. */
async function prepare19(odoo: Odoo, model: string, move: number, partner: number): Promise<Prepared> {
  const context = activeOn(move);
  const wizard = await openWizard(odoo, model, { move_id: move, sending_methods: ["email"] }, context);
  const [read] = shaped(z.tuple([z.unknown()]), await odoo.ask(model, "read", { ids: [wizard], fields: Object.keys(form19.shape) }), "the mail");
  const form = z.safeParse(form19, read);
  if (!form.success || !form.data.sending_methods.includes("email")) throw blank("it has no PDF, or is not to be sent by e-mail");
  onlyTo(form.data.mail_partner_ids, partner);
  return { model, method: "action_send_and_print", args: { ids: [wizard], context } };
}

/** The wizard of this version, filled in and checked: one recipient, a subject, a PDF. Throws when it is not. */
export async function prepareMail(odoo: Odoo, move: number, partner: number): Promise<Prepared> {
  const { res_model, context } = shaped(action, await odoo.ask("account.move", "action_invoice_sent", { ids: [move] }), "how it sends invoices");
  if (res_model === "account.invoice.send") return prepare16(odoo, res_model, context, move, partner);
  if (res_model === "account.move.send.wizard") return prepare19(odoo, res_model, move, partner);
  throw refusedBecause("VALIDATION_ERROR", `This version of Odoo sends invoices in a way that is not known (${res_model}).`, "Send the invoice in Odoo, and reject this.");
}

const notification = z.object({
  id: z.number(),
  notification_status: z.string(),
  failure_type: z.union([z.string(), z.literal(false)]),
  failure_reason: z.union([z.string(), z.literal(false)]),
  res_partner_id: z.union([z.tuple([z.number(), z.unknown()]), z.literal(false)]),
});
export type Notification = z.infer<typeof notification>;

/** What Odoo noted about the mails of an invoice, oldest first. */
export async function readNotifications(odoo: Odoo, move: number): Promise<Notification[]> {
  const domain = [["mail_message_id.model", "=", "account.move"], ["mail_message_id.res_id", "=", move], ["notification_type", "=", "email"]];
  const found = shaped(z.array(notification), await odoo.ask("mail.notification", "search_read", { domain, fields: Object.keys(notification.shape).filter((name) => name !== "id") }), "what was mailed");
  return found.sort((a, b) => a.id - b.id);
}

/** Did a mail leave? `waiting`: Odoo has it and has not said yet. */
export type Mailed = { kind: "left" } | { kind: "failed"; why: string } | { kind: "waiting" } | { kind: "none" };

const FAILED = ["exception", "bounce", "canceled"];

/** What the notifications after `last` say about a recipient. */
export function mailedSince(all: readonly Notification[], last: number, partner: number): Mailed {
  const ours = all.filter(({ id, res_partner_id }) => id > last && res_partner_id !== false && res_partner_id[0] === partner);
  if (ours.some(({ notification_status }) => notification_status === "sent")) return { kind: "left" };
  const failed = ours.find(({ notification_status }) => FAILED.includes(notification_status));
  if (failed) return { kind: "failed", why: [failed.notification_status, failed.failure_type, failed.failure_reason].filter((word) => word !== false && word !== "").join(", ") };
  return { kind: ours.length > 0 ? "waiting" : "none" };
}
