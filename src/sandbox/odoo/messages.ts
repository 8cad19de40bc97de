/**
 * Owns: the messages on a record of the twin - its chatter - and what they are called.
 * Never: sending one by mail (sending.ts).
 */
import type { Json } from "../../core/json";
import type { Row, Store } from "./store";

/** Adds a message to an invoice. In 16 a message is called after its record, in 19 by its own subject (recording 305). */
export function addMessage(store: Store, move: Row, values: { body: string; subject?: string; attachment_ids?: Json }): Row {
  const { body, subject, attachment_ids = [] } = values;
  const display = store.version === "16" ? (move["display"] ?? false) : (subject ?? false);
  const message = store.insert("mail.message", { body, subject: subject ?? false, attachment_ids, model: "account.move", res_id: move.id, date: store.today, display });
  move["message_ids"] = [message.id, ...(Array.isArray(move["message_ids"]) ? move["message_ids"] : [])];
  return message;
}
