/**
 * Owns: mail of somebody who keeps our books and wants papers that exist already: receipts, statements, bills from others.
 * Never: judging by a single sign; a customer has books as well.
 */
import { said } from "./lang/all";
import type { Phrases } from "./lang/phrases";
import { matching } from "./sieve";
import { oneLine, plain } from "./words";

const PHRASES: (keyof Phrases)[] = ["purchases", "sales", "statements", "vat", "missing", "closing"];
const PROGRAMS = /\b(?:xero|quickbooks|dext|datev|receipt bank|hubdoc|freeagent)\b/u;
/** Each a sign of its own. In plain letters. */
const signsIn = matching([...PHRASES.map((name) => new RegExp(said(name), "u")), PROGRAMS]);

/** True for two signs at least. */
export function wantsPapers(subject: string, fresh: string): boolean {
  const text = oneLine(plain(`${subject}\n${fresh.slice(0, 4_000)}`));
  return signsIn(text).length >= 2;
}
