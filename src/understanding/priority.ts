/**
 * Owns: how pressing a mail is, by the plan's words (DETAILS "Priority words").
 * Never: raising the alarm over bulk mail.
 */
import type { Draft, MessageKind } from "../core/draft";
import { mentioned } from "./mentioned";

const HIGH = "urgent, asap, payment, invoice, money, transfer, important, critical, emergency, immediate, immediately, invoices, payments, dringend, rechnung, zahlung, urgente, factura, pago, facture, paiement, fattura, pagamento, fatura, factuur, betaling, spoed, pilne, faktura, platnosc, plata";
const MEDIUM = "meeting, schedule, request, question, follow up, follow-up, termin, anfrage, frage, reunion, demande, pregunta, consulta, reunión, vraag, afspraak, domanda, riunione, pergunta, reuniao, spotkanie, pytanie, intrebare";
/** Kinds that are about money whatever words they use. */
const PRESSING: MessageKind[] = ["invoice_request", "overdue_reminder", "vendor_invoice_received"];
const BUSINESS: MessageKind[] = ["quote_request", "purchase_order", "receipt_or_payment"];

/** Priority and the reason for it, as a sentence. */
export function priorityOf(text: string, kind: MessageKind, impersonal: boolean): Pick<Draft, "priority" | "priority_reason"> {
  if (impersonal) return { priority: "low", priority_reason: "not written to you personally" };
  const high = mentioned(text, HIGH)[0];
  if (high !== undefined) return { priority: "high", priority_reason: `says "${high}"` };
  if (PRESSING.includes(kind)) return { priority: "high", priority_reason: "is about money" };
  const medium = mentioned(text, MEDIUM)[0];
  if (medium !== undefined) return { priority: "medium", priority_reason: `says "${medium}"` };
  if (BUSINESS.includes(kind)) return { priority: "medium", priority_reason: "is about business" };
  return { priority: "low", priority_reason: "no word that calls for haste" };
}
