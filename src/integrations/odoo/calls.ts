/**
 * Owns: the explicit lists of what may be called in Odoo: reads, and the few writes; with the order of their arguments.
 * Never: a call that is on neither list. "A lookup never writes" (PRODUCT K2, K3) is held here, before anything is sent.
 */
import type { Json, JsonObject } from "../../core/json";

const RIGHTS = ["has_access", "check_access_rights"];
/** What a model asks for: its fields, and what it fills in by itself. */
const FORM = ["fields_get", "default_get"];

/** Methods that only read, per model. */
export const READS: Readonly<Record<string, readonly string[]>> = {
  "res.users": ["context_get", "read"],
  "res.users.apikeys": ["search_read"],
  "res.company": ["read"],
  "res.currency": ["search_read"],
  "res.partner": ["search_read", "read", ...RIGHTS, ...FORM],
  "account.tax": ["search_read"],
  "account.journal": ["search_read"],
  "account.move": ["search_read", "read", "search_count", "read_group", "formatted_read_group", ...RIGHTS, ...FORM],
  "account.move.line": FORM,
  "account.payment": ["search_read"],
  "account.payment.register": ["read"],
  "account.move.send.wizard": ["read"],
  "account.invoice.send": ["read"],
  "product.product": ["search_read"],
  "mail.message": ["search_read"],
  "mail.notification": ["search_read"],
  "ir.model.data": ["check_object_reference"],
};

/** Methods that change something; only for `perform` in live mode. */
export const WRITES: Readonly<Record<string, readonly string[]>> = {
  "res.partner": ["load", "message_post"],
  "account.move": ["load", "action_post", "button_cancel", "message_post"],
  "account.payment.register": ["action_create_payments"],
  "account.move.reversal": ["refund_moves", "reverse_moves"],
  "account.move.send.wizard": ["action_send_and_print"],
  "account.invoice.send": ["send_and_print_action"],
};

/**
 * Methods that open one of Odoo's wizards or fill it in: what they leave is a record that nobody sees and that Odoo throws away by itself.
 * Also only for `perform` in live mode; when one of them breaks, nothing has happened.
 */
export const PREPARES: Readonly<Record<string, readonly string[]>> = {
  "account.move": ["action_invoice_sent"],
  "account.payment.register": ["create"],
  "account.move.reversal": ["create"],
  "account.move.send.wizard": ["create"],
  "account.invoice.send": ["create", "onchange_template_id"],
};

/** Names of positional arguments, for XML-RPC; everything else goes by name. */
const POSITIONS: Readonly<Record<string, readonly string[]>> = {
  context_get: [],
  read: ["ids", "fields"],
  search_read: ["domain"],
  has_access: ["ids", "operation"],
  check_access_rights: ["operation"],
  check_object_reference: ["module", "xml_id"],
  search_count: ["domain"],
  read_group: ["domain", "fields", "groupby"],
  formatted_read_group: ["domain"],
  load: ["fields", "data"],
  create: ["vals_list"],
  action_post: ["ids"],
  button_cancel: ["ids"],
  action_invoice_sent: ["ids"],
  action_create_payments: ["ids"],
  refund_moves: ["ids"],
  reverse_moves: ["ids"],
  action_send_and_print: ["ids"],
  onchange_template_id: ["ids"],
  send_and_print_action: ["ids"],
  message_post: ["ids"],
  fields_get: ["allfields"],
  default_get: ["fields_list"],
};

/** True for a call that changes nothing anybody could see, although it is none of the reads. */
export const isPreparation = (model: string, method: string): boolean => PREPARES[model]?.includes(method) ?? false;

/** Throws for a call that is not allowed, which is a bug of ours and never a service's failure. Returns true for a write. */
export function isWrite(model: string, method: string, may_write: boolean): boolean {
  if (READS[model]?.includes(method)) return false;
  if (may_write && (WRITES[model]?.includes(method) || isPreparation(model, method))) return true;
  const why = may_write ? "is on no list of calls" : "is not on the list of reads";
  throw new Error(`Odoo ${model}.${method} ${why}; it was stopped before anything was sent (PRODUCT K2, K3).`);
}

/** Named arguments as XML-RPC wants them: a list, then the rest by name. */
export function positional(method: string, args: JsonObject): [Json[], JsonObject] {
  const names = POSITIONS[method] ?? [];
  const list = names.map((name) => args[name] ?? []);
  return [list, Object.fromEntries(Object.entries(args).filter(([name]) => !names.includes(name)))];
}
