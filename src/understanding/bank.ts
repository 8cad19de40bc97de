/**
 * Owns: bank accounts that a mail names, and the announcement that they have changed (PRODUCT M6).
 * Never: keeping a number; what is remembered of it is a hash.
 */
import { sha256Hex } from "../core/hash";
import { unmasked } from "./domains";
import { matching } from "./sieve";
import { MAX_INPUT, oneLine, plain } from "./words";

const IBAN = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/g;
const LABELLED = /\b(?:account|acct?|a\/c|konto|rekening|compte|cuenta|conto|conta|cont|rachun\w*|routing|sort code)\b[^\d\n]{0,24}(\d[\d -]{4,24}\d)/g;

/** The check digits fit (ISO 13616). */
function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) for (const digit of parseInt(character, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** The longest start that is one: what follows an IBAN in capitals may look like more of it. */
function ibanIn(found: string): string | null {
  const text = found.replace(/[ -]/g, "");
  for (let length = Math.min(34, text.length); length >= 15; length -= 1) if (isIban(text.slice(0, length))) return text.slice(0, length);
  return null;
}

/** Account numbers of a text, without blanks. */
export function accountsIn(text: string): string[] {
  const read = text.slice(0, MAX_INPUT);
  const ibans = [...read.toUpperCase().matchAll(IBAN)].flatMap((match) => ibanIn(match[0]) ?? []);
  const numbers = [...plain(read).matchAll(LABELLED)].map((match) => (match[1] ?? "").replace(/[ -]/g, "")).filter((digits) => digits.length >= 6);
  return [...new Set([...ibans, ...numbers.filter((digits) => !ibans.some((iban) => iban.includes(digits)))])];
}

/** As it is remembered. */
export function accountHash(account: string): string {
  return sha256Hex(`account ${account}`).slice(0, 20);
}

/** Words for "our bank details have changed", over plain letters. */
const CHANGED = matching([
  /\b(?:new|changed|updated|different|another|revised) (?:bank(?:ing)?(?: account)?|account|iban|payment|wire|remittance|ach) (?:details|information|data|instructions|account|number|coordinates)/,
  /\b(?:new|different|another) (?:bank|bank account|iban)\b/,
  /\b(?:bank(?:ing)?|account|payment|wire|remittance|iban)(?: (?:details|information|data|account|instructions|number))? ?(?:has|have|had|were|was|will be|is|are) (?:been |being |now )?(?:changed|updated|moved|modified|different|new|changing|replaced)/,
  /\bchanges?d? (?:of|in|to|our) (?:our |the )?(?:bank|iban|account (?:details|number)|payment (?:details|instructions))/,
  /\b(?:we|have|i) (?:have |just |recently )*(?:changed|switched|moved) (?:our |my )?(?:banks?|bank accounts?|accounts? to)\b/,
  /\bno longer (?:use|using|pay(?:ing)?(?: in)?to) (?:our|the|this|my) (?:old |previous |current )?(?:bank|account|iban)|\b(?:old|previous) account (?:is|was|has been) (?:closed|blocked|frozen|under audit)/,
  /\b(?:remit|pay|transfer|send|wire|deposit)\w*(?: \S+){0,5} (?:in)?to (?:the |our |this |a )?(?:(?:following|below) )?(?:new|other|alternate|alternative|different|another|updated) (?:bank )?(?:account|iban)/,
  /\b(?:usual|regular|main|normal|current|existing) (?:bank )?account (?:cannot|can ?not|can't|is unable|is not able|will not|is currently (?:not|un)|is on hold|is frozen|is blocked)/,
  /\bupdate (?:our|your|the) (?:payment|bank(?:ing)?|account|remittance|wire) (?:details|information|data|records|instructions)/,
  /\b(?:disregard|ignore|do not use|don't use|stop using) (?:\S+ ){0,3}(?:bank(?:ing)?|account|payment|wire|remittance) (?:details|information|data|account|instructions)/,
  /\b(?:neuen?|geanderten?|aktuellen?|andere[ns]?) (?:bankverbindung(?:en)?|kontoverbindung|iban|bankdaten|kontodaten|konto(?:nummer)?|bank)\b|\b(?:bankverbindung|kontoverbindung|bankdaten|iban|kontonummer)(?: [\w'-]+){0,3} (?:geandert|gewechselt|andert)|\b(?:bank|konto)(?: [\w'-]+){0,2} gewechselt\b/,
  /\bnouv(?:elles?|eaux?) (?:coordonnees (?:bancaires|de paiement)|rib|iban|compte(?: bancaire)?|banque)|\b(?:coordonnees bancaires|rib|iban|compte bancaire)(?: [\w'-]+){0,3} (?:change|changees?|modifiee?s?)|\bchangement de (?:banque|rib|coordonnees|compte)/,
  /\bnuev[oa]s? (?:datos (?:bancarios|de pago)|cuenta(?: bancaria)?|iban|banco)|\b(?:datos bancarios|cuenta bancaria|iban)(?: [\w'-]+){0,3} (?:cambiado|cambio|modificad[oa]s?)|\bcambi(?:o|ado|amos) (?:de |nuestra? )(?:banco|cuenta|datos bancarios)/,
  /\bnuov[oaie] (?:coordinate (?:bancarie|di pagamento)|iban|conto(?: corrente| bancario)?|banca)|\b(?:coordinate bancarie|iban|conto (?:corrente|bancario))(?: [\w'-]+){0,3} (?:cambiat[oaie]|modificat[oaie])|\bcambiato (?:banca|iban|conto)/,
  /\bnieuwe? (?:bankgegevens|bankrekening(?:nummer)?|rekening(?:nummer|gegevens)?|iban|betaalgegevens|bank)\b|\b(?:bankgegevens|rekeningnummer|iban|bankrekening)(?: [\w'-]+){0,3} (?:gewijzigd|veranderd)|\bvan bank (?:gewisseld|veranderd)/,
  /\bnov[oa]s? (?:dados (?:bancarios|de pagamento)|conta(?: bancaria)?|iban|banco)|\b(?:dados bancarios|conta bancaria|iban)(?: [\w'-]+){0,3} (?:alterad[oa]s?|mud(?:aram|ou)|mudad[oa]s?)|\b(?:mudamos|mudanca) de (?:banco|conta)/,
  /\bnow(?:y|e|ego|ym) (?:numer(?:u|em)? (?:konta|rachunku)|rachun\w*|kont[oau]\w*|dane (?:bankowe|do przelewu)|iban|bank)|\b(?:numer (?:konta|rachunku)|dane bankowe|rachunek|konto)(?: [\w'-]+){0,3} (?:zmieni\w+|ulegl\w* zmianie)|\bzmian\w (?:numeru |rachunku |konta |banku)/,
  /\bnou[alie]{0,2}l? (?:cont(?:ul)?(?: bancar)?|iban|date(?:le)? bancare|banca)|\b(?:contul(?: bancar)?|datele bancare|iban-?ul)(?: [\w'-]+){0,3} (?:schimbat|modificat)|\bam schimbat (?:banca|contul)/,
  /(?:银行|銀行|账户|帳戶|账号|帳號|口座|振込先).{0,12}(?:变更|變更|更改|更换|変更|新しい|变了)|(?:新的?|新しい)(?:银行|銀行|账户|账号|口座|振込先)/,
]);

export function saysBankChanged(text: string): boolean {
  const words = oneLine(plain(unmasked(text.slice(0, MAX_INPUT))));
  return CHANGED(words).length > 0;
}
