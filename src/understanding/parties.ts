/**
 * Owns: who the customer is - name, company, address - from signature, headers and the words of the mail (PRODUCT M2).
 * Never: a company made up out of a domain, nor the owner taken for the customer.
 */
import type { Customer } from "../core/draft";
import type { Mail } from "../core/mail";
import { visibleLine } from "../core/untrusted";
import { labelledLine } from "./labels";
import type { Language } from "./lang/language";
import { likely } from "./sieve";
import type { Line, Parts } from "./split";
import { compiled, oneLine, plain } from "./words";
import type { Place } from "./sentences";

export interface Party {
  customer: Customer;
  evidence: Record<string, string>;
  /** Where the words stand that say it: offsets into the new text. */
  where: Record<string, Place>;
  /** The same for what the signature says: offsets into the mail's text. */
  signed: Record<string, Place>;
}

/** A name or firm, and where it stands in the mail's text. */
interface Signed {
  text: string;
  start: number;
}

const LEGAL = /(?:^|[\s,])(?:gmbh(?: ?& ?co\.? ?kg)?|ag|kg|ohg|e\.?k\.?|ug|mbh|ltd\.?|limited|llc|l\.l\.c\.?|inc\.?|incorporated|corp\.?|corporation|co\.|company|plc|llp|lp|pty|pvt\.?|s\.?a\.?s\.?|s\.?a\.?r\.?l\.?|s\.?a\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|s\.?l\.?u?\.?|s\.?c\.?|b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|sp\.? ?z ?o\.? ?o\.?|s\.?r\.?o\.?|a\.?s\.?|ab|oy|aps|kft\.?|zrt\.?|d\.?o\.?o\.?|fze|fzco|fz-llc|lda\.?|ltda\.?|eirl|e\.?u\.?|sca|scs|s\.?n\.?c\.?|kk|k\.k\.|gbr|e\.?v\.?|pbc|pc)\.?(?:$|[\s,)])/i;
const BUSINESS = /\b(?:studio|studios|group|holding|holdings|agency|agentur|solutions|services|consulting|partners|industries|enterprises|trading|logistics|foundation|university|school|hotel|restaurant|bakery|cafe|café|clinic|labs?|systems|technologies|tech|software|media|design|designs|architects|architekten|associates|bros|brothers|sons|& co|ventures|works|manufacturing|supplies|supply|materials|components|foods|farms?|dental|physio|catering|events?|productions?|publishing|books|motors|garage|builders?|construction|bau|handel|werke?|verlag|praxis|kanzlei|boutique|shop|store|market|museum|institute|institut|academy|council|verein|association|society|club|church|centre|center|international|global|talleres|imprenta|librería|transportes|chaudronnerie|atelier|boulangerie|imprimerie|garage|officina|studio legale|drukarnia|hurtownia)\b/i;
const ROLE = /\b(?:manager|director|executive|officer|ceo|cfo|coo|cto|head of|assistant|accountant|buyer|purchasing|procurement|owner|founder|co-founder|partner|sales|marketing|department|dept|team|engineer|coordinator|administrator|secretary|president|vp|chair|lead|specialist|consultant|geschäftsführer|geschaftsfuhrer|leiter|einkauf|buchhaltung|directeur|directrice|gérant|gerant|responsable|comptable|comptabilité|achats|gerente|directora?|compras|contabilidad|inkoop|titolare|responsabile|amministrazione|dyrektor|kierownik|właściciel|księgowa|księgowość|administrador|comprador|accounts|finance|accounting|operations|office|attorney|professor|dr|phd|msc|producer|editor|designer|developer|architect|analyst|representative|curator|supervisor|controller|treasurer|clerk|she\/her|he\/him|they\/them)\b/i;
const ROLE_MAILBOX = /^(?:info|sales|office|accounts?|accounting|accountspayable|ap|ar|billing|invoices?|invoicing|finance|purchasing|purchase|procurement|orders?|hello|contact|admin|support|team|mail|post|compras|achats?|comptabilite|contabilidad|einkauf|buchhaltung|rechnung(?:en)?|verwaltung|inkoop|administratie|facturen|acquisti|amministrazione|ordini|comercial|vendas|financeiro|zakupy|biuro|ksiegowosc|faktury|office|achizitii|contabilitate|service|reception|help|enquiries|shop|customer|client(?:e)?|no-?reply)\d*$/;
const CONTACT = /@|https?:|www\.|\+?\d[\d ()/.-]{6,}|\b(?:tel|phone|mobile|mob|fax|cell|vat|ust|iban|bic|siret|gstin|abn|nip|cif|p\.? ?iva)\b|^(?:t|m|e|w|p)[:.]/i;
const PERSON = /^(?:(?:mr|mrs|ms|dr|prof|herr|frau|m|mme|sr|sra|ing|dott|mgr)\.? )?\p{Lu}[\p{L}'’.-]*(?: (?:(?:van|von|de|der|den|del|della|di|da|la|le|el|al|bin|ten|ter|dos|du|st|zu)(?= )|\p{Lu}[\p{L}'’.-]*)){0,4}$/u;

const clean = (text: string): string => oneLine(text.replace(/^[\s"'*_<([|,.:-]+|[\s"'*_>)\]|,:;-]+$/g, "")).trim();
const looksCompany = (text: string): boolean => LEGAL.test(text) || BUSINESS.test(text);
const looksPerson = (text: string): boolean => text.length <= 50 && PERSON.test(text) && !LEGAL.test(text) && !/\d/.test(text);
const folded = (text: string): string => plain(text).replace(/[^a-z0-9]/g, "");

/** Name and company out of the signature: the first line that is a person, the line that is a firm. */
function fromSignature(signature: Line[]): { name: Signed | null; company: Signed | null } {
  let name: Signed | null = null;
  let company: Signed | null = null;
  for (const [index, { text: line, start }] of signature.slice(0, 8).entries()) {
    const signed = (text: string): Signed => ({ text, start: start + Math.max(0, line.indexOf(text)) });
    const parts = line.split(/\s+[|·•–—/]\s+|\s+-\s+|,\s+(?=\p{Lu})|\t/u).map(clean).filter((part) => part !== "");
    for (const part of parts) {
      if (CONTACT.test(part) || part.length > 60) continue;
      // A firm by its legal form outweighs a line that only might be one.
      if (LEGAL.test(part)) company = company !== null && LEGAL.test(company.text) ? company : signed(part);
      else if (name === null && index < 3 && looksPerson(part) && !(BUSINESS.test(part) && index > 0) && !ROLE.test(part)) name = signed(part);
      else if (company === null && name !== null && !ROLE.test(part) && /^\p{Lu}/u.test(part) && !/\d/.test(part) && part.split(" ").length <= 6 && (BUSINESS.test(part) || (index >= 1 && index <= 3))) company = signed(part);
    }
  }
  return { name, company };
}

/** "Acme Labs. Please" is Acme Labs; "Acme Co. Ltd" stays whole, and so does "Acme B.V." */
function firstSentence(text: string): string {
  const end = /\p{Ll}{3}\.\s/u.exec(text);
  const cut = end === null ? text : text.slice(0, end.index + 3);
  return /(?:^|\s)(?!(?:inc|ltd|corp|bros|pty|pvt|ltda|lda|co)\.$)[\p{L}\d]{2,}\.$/iu.test(cut) ? cut.slice(0, -1) : cut;
}

/** What the mail says outright: "Bill to: X", "made out to X", "I'm X from Y". */
function fromWords(fresh: string, languages: Language[]): { name: string | null; company: string | null; email: string | null; evidence: Record<string, string>; where: Record<string, Place> } {
  const found: ReturnType<typeof fromWords> = { name: null, company: null, email: null, evidence: {}, where: {} };
  const note = (field: string, words: string, start: number): void => {
    found.evidence[field] ??= words.trim();
    found.where[field] ??= { start, end: start + words.length };
  };
  const lines = fresh.split("\n").slice(0, 400);
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const start = offset;
    offset += line.length + 1;
    const label = labelledLine(line);
    if (label === null) continue;
    const value = clean(label.value !== "" ? label.value : (lines[index + 1] ?? "")).split(/\s{2,}|\t/)[0] ?? "";
    const address = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/.exec(value)?.[0]?.toLowerCase();
    if (address !== undefined && ["email", "bill_to", "name", "company"].includes(label.label)) {
      found.email ??= address;
      note("customer_email", line, start);
    }
    const words = clean(value.replace(/<[^>]*>|\S+@\S+/g, " ").split(/,(?! ?(?:inc|ltd|llc)\b)/i)[0] ?? "");
    if (words === "" || words.length > 80 || label.name.length === 0) continue;
    if (label.label === "company" || (label.label === "bill_to" && (looksCompany(words) || !looksPerson(words)))) {
      found.company ??= words;
      note("company", line, start);
    } else if (label.label === "name" || label.label === "bill_to") {
      // A contact at some other place (a shipper, a site) is not the customer.
      const nearby = lines.slice(Math.max(0, index - 4), index + 4).some((other) => ["bill_to", "company", "email"].includes(labelledLine(other)?.label ?? ""));
      if (looksPerson(words) && (nearby || label.label === "bill_to" || /^(?:full |my )?(?:name|nom|nombre|naam|nome|nume)\b/i.test(label.name))) {
        found.name ??= words;
        note("customer_name", line, start);
      }
    }
  }
  const text = fresh.slice(0, 20_000).replaceAll("\n", " ");
  for (const { introductions } of languages) {
    for (const source of likely(introductions, text)) {
      const match = compiled(source, "u").exec(text);
      if (match === null) continue;
      const name = clean(match[1] ?? "");
      const company = clean(match[2] ?? "");
      if (name !== "" && found.name === null) {
        found.name = firstSentence(name);
        note("customer_name", match[0], match.index);
      }
      if (company !== "" && found.company === null) {
        found.company = firstSentence(company);
        note("company", match[0], match.index);
      }
    }
  }
  return found;
}

const SEND_TO = /(?:send|email|e-mail|mail|forward|schicken|senden|mailen|envoy\w*|envia\w*|enví\w*|mand\w*|invia\w*|stuur\w*|wysła\w*|proszę|adres\w*|trimit\w*|invoice|rechnung|facture|factura|fattura|fatura|faktur\w*)[^.\n]{0,60}?\s(?:to|at|an|à|a|al|naar|na|la|para|auf|su)\s+(?:\w+\s){0,2}<?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/iu;

/** Where a mail came from, for mail that concerns no customer; the owner's own addresses are left out. */
export function senderOf(mail: Mail, owners: string[]): Party {
  const email = mail.from === null || mail.from.email === "" || owners.includes(mail.from.email) ? null : mail.from.email;
  return { customer: { name: null, email, company: null }, evidence: email === null ? {} : { customer_email: `From: ${email}` }, where: {}, signed: {} };
}

/** The customer of a mail. `owners`: the owner's own addresses, never a customer. */
export function customerOf(mail: Mail, parts: Parts, languages: Language[], owners: string[]): Party {
  const evidence: Record<string, string> = {};
  const own = new Set(owners.map((address) => address.toLowerCase()));
  const words = fromWords(parts.fresh, languages);
  const signature = fromSignature(parts.signature.length > 0 ? parts.signature : lastLines(parts));
  const display = clean(mail.from?.name ?? "");
  const local = mail.from?.email.split("@")[0] ?? "";
  const meaningful = display !== "" && !display.includes("@") && (folded(display) !== folded(local.replace(/[._-]/g, "")) || /^\p{Lu}\p{Ll}+$/u.test(display)) ? display : display !== "" && /\s/.test(display) ? display : "";
  const displayIsFirm = meaningful !== "" && (looksCompany(meaningful) || (ROLE_MAILBOX.test(local) && !looksPerson(meaningful)) || (ROLE_MAILBOX.test(local) && BUSINESS.test(meaningful)) || (ROLE_MAILBOX.test(local) && signature.name !== null && folded(signature.name.text) !== folded(meaningful)));

  const note = (field: string, value: string | null, words: string): string | null => {
    if (value !== null && value !== "") evidence[field] ??= words;
    return value === null || value === "" ? null : visibleLine(value) || null;
  };
  const signedName = signature.name !== null && !own.has(signature.name.text) ? signature.name.text : null;
  const fromDisplay = meaningful !== "" && !displayIsFirm ? meaningful.replace(/^(\p{L}[\p{L}'-]+), (\p{L}[\p{L} .'-]+)$/u, "$2 $1") : null;
  // A signature that only repeats the first name knows less than the header.
  const fuller = fromDisplay !== null && signedName !== null && folded(fromDisplay).startsWith(folded(signedName)) ? fromDisplay : signedName;
  const name = words.name ?? fuller ?? fromDisplay;
  if (words.name !== null) evidence["customer_name"] = words.evidence["customer_name"] ?? words.name;
  const company = words.company ?? signature.company?.text ?? (displayIsFirm ? meaningful : null);
  if (words.company !== null) evidence["company"] = words.evidence["company"] ?? words.company;
  const sending = parts.fresh.includes("@") ? SEND_TO.exec(parts.fresh.slice(0, 20_000).replaceAll("\n", " ")) : null;
  const sendTo = sending?.[1]?.toLowerCase().replace(/\.$/, "");
  const header = mail.from === null || mail.from.email === "" || own.has(mail.from.email) ? null : mail.from.email;
  const stated = [words.email, sendTo].find((address) => address !== null && address !== undefined && !own.has(address)) ?? null;
  const email = stated ?? header;
  // A label is a place of its own; else the address stands at the end of the words that send something there.
  if (sending !== null && stated === sendTo && words.email !== stated) words.where["customer_email"] = { start: sending.index, end: sending.index + sending[0].length };
  const signed: Record<string, Place> = {};
  const place = ({ text, start }: Signed): Place => ({ start, end: start + text.length });
  if (signature.name !== null && words.name === null && signedName === name) signed["customer_name"] = place(signature.name);
  if (signature.company !== null && words.company === null && signature.company.text === company) signed["company"] = place(signature.company);
  return {
    customer: {
      name: note("customer_name", name, signedName === name ? `signature: ${name ?? ""}` : `From: ${display}`),
      email: note("customer_email", email, email === header ? `From: ${header ?? ""}` : (words.evidence["customer_email"] ?? email ?? "")),
      company: note("company", company, signature.company?.text === company ? `signature: ${company}` : `From: ${display}`),
    },
    evidence,
    where: words.where,
    signed,
  };
}

/** A name below the text without any closing words: "Miguel". */
function lastLines({ fresh, starts }: Parts): Line[] {
  const lines = fresh.split("\n").map((line, index): Line => ({ text: line.trim(), start: (starts[index] ?? 0) + line.length - line.trimStart().length }));
  const last = lines.filter(({ text }) => text !== "").slice(-3);
  const blank = lines.findLastIndex(({ text }) => text === "");
  const tail = lines.slice(blank + 1).filter(({ text }) => text !== "");
  if (blank === -1 || tail.length > 4 || last.length < 2) return [];
  return tail.every(({ text }) => text.length <= 60 && (!/[.?!:]$/.test(text) || LEGAL.test(text))) ? tail : [];
}
