/**
 * Owns: sending an invoice by the twin's own mail: the wizard of each version, the mail, and its notification (recordings 300-325).
 * Never: a mail that leaves the machine.
 */
import type { Json, JsonObject } from "../../core/json";
import { addMessage } from "./messages";
import { activeMoves } from "./payments";
import { missing, userError } from "./problem";
import { checked, type Caller } from "./records";
import { plain, type Row, type Store } from "./store";

const NO_PDF_ENGINE = "Unable to find Wkhtmltopdf on this system. The PDF can not be created.";
const CLOSED: Json = { type: "ir.actions.act_window_close" };

const template = (store: Store): Json => store.rows("mail.template")[0]?.id ?? false;
const subjectOf = (store: Store, move: Row): string => `${plain(store.rows("res.company")[0]?.["name"])} Invoice (Ref ${plain(move["name"])})`;
const fileOf = (move: Row): string => `${plain(move["name"]).replaceAll("/", "_")}.pdf`;

function only(store: Store, ids: number[], caller: Caller): Row {
  const move = store.find("account.move", ids[0]);
  if (!move) throw missing("account.move", ids[0] ?? 0, caller.user.id);
  return move;
}

/** `action_invoice_sent`: which wizard this version has, and the context to open it with. It changes nothing. */
export function sendAction(store: Store, ids: number[], caller: Caller): Json {
  const { id } = only(store, ids, caller);
  const window = { type: "ir.actions.act_window" };
  if (store.version === "19") {
    return { name: "Send", ...window, view_mode: "form", res_model: "account.move.send.wizard", target: "new", context: { active_model: "account.move", active_ids: [id], allow_partners_without_mail: true } };
  }
  const context = {
    default_model: "account.move",
    default_res_id: id,
    default_res_model: "account.move",
    default_use_template: true,
    default_template_id: template(store),
    default_composition_mode: "comment",
    mark_invoice_as_sent: true,
    default_email_layout_xmlid: "mail.mail_notification_layout_with_responsible_signature",
    model_description: "Invoice",
    force_email: true,
    active_ids: [id],
  };
  return { name: "Send Invoice", ...window, view_type: "form", view_mode: "form", res_model: "account.invoice.send", views: [[747, "form"]], view_id: 747, target: "new", context };
}

const reachable = (store: Store, move: Row): number[] => {
  const partner = store.find("res.partner", move["partner_id"]);
  return partner && partner["email"] !== false ? [partner.id] : [];
};

/** 19: the wizard comes filled in; a draft is refused (recordings 301, 302, 306). */
export function openSendWizard(store: Store, values: JsonObject, caller: Caller): Row {
  const [move] = activeMoves(store, caller);
  if (move?.["state"] !== "posted") throw userError("You can't generate invoices that are not posted.");
  const partners = reachable(store, move);
  return store.insert("account.move.send.wizard", {
    sending_methods: ["email"],
    mail_partner_ids: partners,
    alerts: partners.length > 0 ? false : { account_missing_email: { level: "warning", message: "Partners should have an email address." } },
    mail_attachments_widget: [{ id: `placeholder_${fileOf(move)}`, name: fileOf(move), mimetype: "application/pdf", placeholder: true }],
    template_id: template(store),
    ...checked(store, "account.move.send.wizard", values, caller),
    move_id: move.id,
  });
}

/** 16: empty until its onchange has run; sent like that it is a blank mail (recordings 301, 313). */
export function openInvoiceSend(store: Store, values: JsonObject, caller: Caller): Row {
  const [move] = activeMoves(store, caller);
  const given = checked(store, "account.invoice.send", values, caller);
  const { default_template_id, default_composition_mode } = caller.context;
  return store.insert("account.invoice.send", { is_email: true, is_print: true, template_id: default_template_id ?? false, partner_ids: [], subject: false, body: false, composition_mode: default_composition_mode ?? "comment", attachment_ids: [], invoice_without_email: false, ...given, move_id: move?.id ?? false });
}

/** 16's `onchange_template_id`: fills in subject, body, recipients and the PDF, and returns None (recordings 301b, 312). */
export function fillInvoiceSend(store: Store, ids: number[]): Json {
  const wizard = store.find("account.invoice.send", ids[0]);
  const move = store.find("account.move", wizard?.["move_id"]);
  if (!wizard || !move) return null;
  if (!store.mail.pdf) throw userError(NO_PDF_ENGINE);
  const pdf = store.insert("ir.attachment", { name: fileOf(move) });
  Object.assign(wizard, { partner_ids: reachable(store, move), subject: subjectOf(store, move), body: "Here is your invoice.", attachment_ids: [pdf.id] });
  return null;
}

interface Mail {
  to: number[];
  subject: string;
  body: string;
  attachments: Json;
}

/** The mail, and for every recipient whether it left: that alone tells. */
function mailOut(store: Store, move: Row, { to, subject, body, attachments }: Mail): void {
  const message = addMessage(store, move, { subject, body, attachment_ids: attachments });
  const { delivery } = store.mail;
  const outcome: Record<typeof delivery, JsonObject> = {
    works: { notification_status: "sent", failure_type: false, failure_reason: "" },
    no_server: { notification_status: "exception", failure_type: "mail_smtp", failure_reason: false },
    queued: { notification_status: "ready", failure_type: false, failure_reason: false },
  };
  for (const partner of to) store.insert("mail.notification", { notification_type: "email", ...outcome[delivery], res_partner_id: partner, mail_message_id: message.id });
  move["message_has_error"] = delivery === "no_server";
  // 16 writes down beside it that the invoice was sent (recording 304).
  if (store.version === "16") addMessage(store, move, { body: "Sent" });
  move["is_move_sent"] = true;
}

const numbers = (value: Json | undefined): number[] => (Array.isArray(value) ? value.map(Number) : []);

/** 19's `action_send_and_print`. */
export function runSendWizard(store: Store, ids: number[]): Json {
  const wizard = store.find("account.move.send.wizard", ids[0]);
  const move = store.find("account.move", wizard?.["move_id"]);
  if (!wizard || !move) return CLOSED;
  if (!store.mail.pdf) throw userError(NO_PDF_ENGINE);
  const pdf = store.insert("ir.attachment", { name: fileOf(move) });
  mailOut(store, move, { to: numbers(wizard["mail_partner_ids"]), subject: subjectOf(store, move), body: "Here is your invoice.", attachments: [pdf.id] });
  return CLOSED;
}

/** 16's `send_and_print_action`: sends whatever the wizard holds, a blank mail too, and always says that it is done. */
export function runInvoiceSend(store: Store, ids: number[]): Json {
  const wizard = store.find("account.invoice.send", ids[0]);
  const move = store.find("account.move", wizard?.["move_id"]);
  if (!wizard || !move) return CLOSED;
  const filled = wizard["subject"] !== false;
  mailOut(store, move, {
    to: filled ? numbers(wizard["partner_ids"]) : [Number(move["partner_id"])],
    subject: filled ? plain(wizard["subject"]) : `Re: ${plain(move["name"])}`,
    body: plain(wizard["body"]),
    attachments: wizard["attachment_ids"] ?? [],
  });
  return CLOSED;
}
