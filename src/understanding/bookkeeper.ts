/**
 * Owns: mail of somebody who keeps our books and wants papers that exist already: receipts, statements, bills from others.
 * Never: judging by a single sign; a customer has books as well.
 */
import { oneLine, plain } from "./words";

/** Each a sign of its own. In plain letters. */
const SIGNS = [
  /\b(?:purchase|incoming|expense|supplier|vendor) invoices?\b|eingangsrechnung|factures? d'achat|facturas? (?:de compra|recibidas?)|fatture? (?:di acquisto|passiv[ae])|inkoopfactu|faturas? de compra|facturi(?:le)? de (?:achizitie|intrare)|faktur[ay]? (?:zakupow|kosztow|od hurtowni)/u,
  /\b(?:bank|card|credit card) statements?\b|kontoausz[uü]g|releves? (?:bancaire|de compte)|extractos? (?:bancario|de cuenta)|estratt[oi] conto|bankafschrift|extratos? bancario|extras(?:e|ul)? de cont|wyciag/u,
  /\bvat (?:return|period)\b|\bprepare (?:the )?vat\b|umsatzsteuer-?(?:voranmeldung|erklarung)|declaration de tva|declaracion (?:del|de) iva|liquidazione iva|btw-aangifte|declaracao (?:do|de) iva|decont(?:ul)? de tva|deklaracj[ai] vat/u,
  /\b(?:missing|outstanding) (?:documents?|receipts?|papers?|paperwork|vouchers?)\b|\byour (?:receipts?|papers|vouchers)\b|fehlende belege|\bihre belege\b|justificatifs? manquant|documentos? (?:que )?falta|documenti mancanti|ontbrekende (?:stukken|bonnen)|documente(?:le)? lipsa|brakujace dokumenty/u,
  /\b(?:xero|quickbooks|dext|datev|receipt bank|hubdoc|freeagent)\b/u,
  /\b(?:to )?close (?:the )?(?:month|quarter|year|books)\b|\bclosing (?:of )?(?:the )?(?:month|quarter|year)\b|do zamkniecia (?:miesiaca|maja|roku)|zamkniecia|cierre (?:del|de) (?:mes|trimestre|ano)|chiusura (?:del )?(?:mese|trimestre)|cloture/u,
];

/** True for two signs at least. */
export function wantsPapers(subject: string, fresh: string): boolean {
  const text = oneLine(plain(`${subject}\n${fresh.slice(0, 4_000)}`));
  return SIGNS.filter((sign) => sign.test(text)).length >= 2;
}
