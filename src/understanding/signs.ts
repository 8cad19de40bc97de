/**
 * Owns: signs of fraud that the mail itself carries (PRODUCT M6). What needs the books (look-alike of a known customer, unusual amount) is found elsewhere.
 * Never: deciding; a sign is shown to the person who does.
 */
import type { Sign } from "../core/draft";
import type { Mail } from "../core/mail";
import { plain } from "./words";

/** Second-level suffixes under which every customer has a domain of his own. */
const SHARED_SUFFIX = /^(?:co|com|org|net|gov|ac|edu|or|ne)\.[a-z]{2}$/;

/** The part of a host that is registered: "mail.acme.co.uk" -> "acme.co.uk". */
export function registeredDomain(host: string): string {
  const parts = host.toLowerCase().split(".").filter((part) => part !== "");
  const two = parts.slice(-2).join(".");
  return SHARED_SUFFIX.test(two) ? parts.slice(-3).join(".") : two;
}

const domainOf = (email: string): string => registeredDomain(email.split("@")[1] ?? "");

/** Results of the newest Authentication-Results header, which our own mail service wrote; older ones may be forged. */
function authentication(mail: Mail): { method: string; result: string }[] {
  const newest = plain(mail.headers["authentication-results"]?.[0] ?? "").slice(0, 4_000);
  return [...newest.matchAll(/(?:^|[^\w-])(spf|dkim|dmarc)\s*=\s*([a-z]+)/g)].map((match) => ({ method: match[1] ?? "", result: match[2] ?? "" }));
}

const BANK_CHANGED = [
  /\b(?:new|changed|updated|different|another|our new) (?:bank(?:ing)?(?: account)?|account|iban|payment) (?:details|information|data|instructions|account|number)?/, /\b(?:bank(?:ing)?|account|payment) (?:details|information|data|account|instructions)? ?(?:has|have|had|were|was) (?:been )?(?:changed|updated|moved|modified)/, /\bchange(?:d|s)? (?:of|in|to|our) (?:our |the )?(?:bank|iban|account details|payment details)/,
  /\b(?:we|have) (?:have )?(?:changed|switched|moved) (?:our )?banks?\b/, /\bno longer (?:use|using) (?:our|the|this) (?:old |previous |current )?(?:bank|account|iban)/, /\b(?:neue|geanderte) (?:bankverbindung|kontoverbindung|iban|bankdaten)/, /\bbankverbindung (?:hat sich|wurde) (?:geandert|gewechselt)/, /\bnouv(?:elles|eau) (?:coordonnees bancaires|rib|iban|compte bancaire)/, /\bnuev[oa]s? (?:datos bancarios|cuenta bancaria|iban)/, /\bnuov[oie] (?:coordinate bancarie|iban|conto bancario)/, /\bnieuwe? (?:bankgegevens|rekeningnummer|iban)/, /\bnov[oa]s? (?:dados bancarios|conta bancaria|iban)/, /\bnow(?:y|e|ego) (?:numer konta|rachunku?|konto bankowe)/, /\bnoul? (?:cont bancar|iban)/,
];

/** What about this mail should make a person careful. */
export function signsOf(mail: Mail, fresh: string): Sign[] {
  const signs: Sign[] = [];
  const results = authentication(mail);
  for (const method of ["spf", "dkim", "dmarc"]) {
    const own = results.filter((result) => result.method === method);
    const failed = own.length > 0 && own.every(({ result }) => ["fail", "softfail", "permerror", "hardfail"].includes(result));
    if (failed) signs.push({ code: `${method}_failed`, text: `The sender's ${method.toUpperCase()} check failed: this mail may not come from ${mail.from?.email ?? "who it says"}.`, fraud: true });
  }
  const from = mail.from === null ? "" : domainOf(mail.from.email);
  const elsewhere = mail.reply_to.find((address) => from !== "" && address.email.includes("@") && domainOf(address.email) !== from);
  if (elsewhere !== undefined) signs.push({ code: "reply_to_elsewhere", text: `Answers would go to ${elsewhere.email}, not to ${from}.`, fraud: true });
  const shown = /([\w.+-]+@[\w.-]+\.\w+)/.exec(mail.from?.name ?? "")?.[1]?.toLowerCase();
  if (shown !== undefined && from !== "" && domainOf(shown) !== from) signs.push({ code: "sender_name_is_another_address", text: `The sender's name shows ${shown}, the mail comes from ${mail.from?.email ?? ""}.`, fraud: true });
  const words = plain(fresh).replace(/\s+/g, " ");
  if (BANK_CHANGED.some((pattern) => pattern.test(words))) signs.push({ code: "bank_data_changed", text: "The mail speaks of changed bank data. Ask by a phone number you already know.", fraud: true });
  return signs;
}
