/**
 * Owns: what about a mail should make a person careful (PRODUCT M6), each as a sentence for the card. What needs amounts is found elsewhere.
 * Never: deciding; a sign is shown to the person who does.
 */
import type { Sign } from "../core/draft";
import { FREEMAIL } from "../core/freemail";
import type { Known } from "../core/known";
import { LEFT_OUT, MISREAD } from "../core/mail";
import type { Mail } from "../core/mail";
import { authenticationSigns } from "./authentication";
import { accountHash, accountsIn, saysBankChanged } from "./bank";
import { domainOf, hosted, lookAlike, registeredDomain, sameLookingMailbox, shownHost, unmasked } from "./domains";
import { plain } from "./words";

const RUNS = new Set("exe scr bat cmd com pif vbs vbe js jse wsf wsh ps1 psm1 msi msp jar hta lnk reg cpl dll iso img vhd vhdx apk app dmg pkg deb rpm sh command docm xlsm pptm dotm xltm xlam one html htm shtml svg url".split(" "));
const PACKED = new Set("zip rar 7z gz tgz tar bz2 xz ace arj cab lzh zipx z".split(" "));
const ADDRESS = /([\w.+-]{1,64}@[\w.-]{1,190}\.[\p{L}\d-]{2,20})/u;
const HOST = /(?:^|[\s(<"'])(?:www\.)?((?:[\p{L}\d-]{1,63}\.){1,4}(?:com|net|org|io|co|eu|uk|de|fr|es|it|nl|pt|pl|ro|be|at|ch|us|in|biz|info|co\.uk))(?=$|[\s)>"',])/iu;

const fraud = (code: string, text: string): Sign => ({ code, text, fraud: true });
const careful = (code: string, text: string): Sign => ({ code, text, fraud: false });

/** The sender's name shows an address or a house that the mail does not come from. */
function nameSigns(mail: Mail, from: string): Sign[] {
  const { name = "", email = "" } = mail.from ?? {};
  const shown = unmasked(name.normalize("NFKC")).replace(/\s*@\s*/g, "@");
  const address = ADDRESS.exec(shown)?.[1]?.toLowerCase();
  if (address !== undefined && domainOf(address) !== from) return [fraud("sender_name_is_another_address", `The sender's name shows ${address}, the mail comes from ${email}.`)];
  const house = HOST.exec(shown)?.[1]?.toLowerCase();
  if (address === undefined && house !== undefined && registeredDomain(house) !== from) return [fraud("sender_name_is_another_address", `The sender's name shows ${house}, the mail comes from ${email}.`)];
  return [];
}

/** Domains that the mail uses as its own, and what they look like. */
function lookAlikeSigns(mail: Mail, known: Known, from: string): Sign[] {
  const email = mail.from?.email ?? "";
  const domains = known.customers.map((customer) => customer.email.slice(customer.email.lastIndexOf("@") + 1));
  const hosts = [email, ...mail.reply_to.map((address) => address.email)].map((address) => address.slice(address.lastIndexOf("@") + 1)).filter((host) => host !== "");
  for (const host of new Set(hosts)) {
    const found = lookAlike(host, domains);
    if (found) return [fraud("look_alike_domain", `${shownHost(host)} looks like ${found.known}, which you know, and is another: ${found.how}.`)];
  }
  const local = email.slice(0, Math.max(0, email.lastIndexOf("@")));
  const within = domains.map(registeredDomain).find((domain) => domain !== from && domain.includes(".") && local.includes(domain));
  return within === undefined ? [] : [fraud("look_alike_domain", `The address ${email} carries ${within} in its name, and comes from ${from}.`)];
}

/** A help desk writes in the name of its customer; whether it is the one that is known, the address does not tell. */
function helpDeskSigns(mail: Mail, known: Known): Sign[] {
  const desk = hosted(shownHost((mail.from?.email ?? "").replace(/^.*@/, "")));
  const named = desk === null ? undefined : known.customers.map((customer) => domainOf(customer.email)).find((domain) => !FREEMAIL.has(domain) && desk.name.split(".").includes(domain.split(".")[0] ?? ""));
  return desk === null || named === undefined ? [] : [careful("help_desk", `Sent through ${desk.service} in the name of ${desk.name}. Anybody can open a help desk there under any name: make sure that it is the one of ${named}.`)];
}

/** A name that is known with another address. */
function strangerSigns(mail: Mail, known: Known): Sign[] {
  const { name = "", email = "" } = mail.from ?? {};
  const double = known.customers.some((customer) => customer.email === email) ? undefined : known.customers.find((customer) => sameLookingMailbox(email, customer.email));
  if (double) return [fraud("look_alike_address", `${email} looks like ${double.email}, which you know, and is another.`)];
  const folded = plain(name).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const namesake = folded.length < 4 ? undefined : known.customers.find((customer) => customer.email !== email && (domainOf(customer.email) !== domainOf(email) || FREEMAIL.has(domainOf(email))) && plain(customer.name).replace(/[^\p{L}\p{N}]+/gu, " ").trim() === folded);
  if (namesake && !known.customers.some((customer) => customer.email === email)) return [careful("known_name_other_address", `You know ${name} by the address ${namesake.email}; this mail comes from ${email}.`)];
  return known.sender === null && email !== "" ? [careful("first_contact", `The first mail from ${email}.`)] : [];
}

function bankSigns(mail: Mail, fresh: string, known: Known | undefined): Sign[] {
  if (saysBankChanged(`${mail.subject}\n${fresh}`)) return [fraud("bank_data_changed", "The mail speaks of changed bank data. Ask by a phone number you already know.")];
  const seen = known?.sender?.accounts ?? [];
  const other = seen.length === 0 ? undefined : accountsIn(fresh).find((account) => !seen.includes(accountHash(account)));
  return other === undefined ? [] : [fraud("bank_data_changed", `The mail names an account ending in ${other.slice(-4)}; earlier mails of this sender named another. Ask by a phone number you already know.`)];
}

function attachmentSigns(mail: Mail): Sign[] {
  const ending = (name: string): string => /\.([a-z\d]{1,8})[\s.]*$/i.exec(name.trim())?.[1]?.toLowerCase() ?? "";
  const disguised = (name: string): boolean => /[\u202A-\u202E\u2066-\u2069]/.test(name);
  const running = mail.attachments.find(({ name, type }) => RUNS.has(ending(name)) || disguised(name) || /x-msdownload|x-msdos-program|java-archive|x-sh\b|vnd\.microsoft\.portable/.test(type));
  if (running) return [fraud("dangerous_attachment", `The attachment "${running.name}" can run a program when it is opened. Do not open it.`)];
  const packed = mail.attachments.find(({ name, type }) => PACKED.has(ending(name)) || /\bzip\b|x-rar|x-7z|gzip|x-tar/.test(type));
  return packed ? [careful("packed_attachment", `The attachment "${packed.name}" is an archive: what is in it was not looked at.`)] : [];
}

function linkSigns(mail: Mail): Sign[] {
  const link = (mail.misleading_links ?? []).find(({ shown, leads_to }) => registeredDomain(shownHost(shown)) !== registeredDomain(shownHost(leads_to)));
  return link ? [fraud("misleading_link", `A link shows ${link.shown} and leads to ${link.leads_to}. Do not follow it.`)] : [];
}

/** A card must say when there is more in the mail than what it was made from, or when it may not say what was written. */
function partSigns(mail: Mail): Sign[] {
  const cut = mail.problems.find((problem) => problem.endsWith(LEFT_OUT) || problem.endsWith(MISREAD));
  return cut === undefined ? [] : [careful("partly_read", cut)];
}

/** What about this mail should make a person careful. `known` absent: nobody is remembered, as on the command line. */
export function signsOf(mail: Mail, fresh: string, known?: Known): Sign[] {
  const from = mail.from === null ? "" : domainOf(mail.from.email);
  const elsewhere = mail.reply_to.find((address) => from !== "" && address.email.includes("@") && (domainOf(address.email) !== from || (FREEMAIL.has(from) && address.email !== mail.from?.email)));
  return [
    ...authenticationSigns(mail),
    ...(elsewhere === undefined ? [] : [fraud("reply_to_elsewhere", `Answers would go to ${elsewhere.email}, not to ${from}.`)]),
    ...(from === "" ? [] : nameSigns(mail, from)),
    ...(known === undefined ? [] : [...lookAlikeSigns(mail, known, from), ...helpDeskSigns(mail, known), ...strangerSigns(mail, known)]),
    ...bankSigns(mail, fresh, known),
    ...attachmentSigns(mail),
    ...linkSigns(mail),
    ...partSigns(mail),
  ];
}
