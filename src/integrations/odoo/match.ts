/**
 * Owns: which partner of Odoo a customer is: by e-mail, then company domain, then name (PRODUCT M5).
 * Never: a guess. Several that fit, or one that only looks alike, are a question (PRODUCT K6); nothing is overwritten.
 */
import type { Customer } from "../../core/draft";
import { FREEMAIL } from "../../core/freemail";
import { searchPartners, type Partner } from "./records";
import type { Odoo } from "./session";

export type Match = { kind: "one"; id: number; name: string; by: "e-mail" | "company domain" | "name" } | { kind: "none" } | { kind: "several"; partners: { id: number; name: string }[] };

const LEGAL_FORM = /[\s,]+(gmbh( & co\.? kg)?|ag|kg|ug|e\.? ?k\.?|inc\.?|llc|ltd\.?|limited|plc|corp\.?|co\.?|s\.?a\.?r\.?l\.?|s\.?a\.?s?\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|pvt\.?( ltd\.?)?|oy|ab|as|aps)$/iu;

/** A name without case, spacing, punctuation and legal form: "Müller GmbH" = "müller". */
export function plainName(name: string): string {
  return name.normalize("NFKC").trim().replace(LEGAL_FORM, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** More than this many answers are never "the one"; it only has to be above what a person would read through. */
const MOST = 40;
/** `%` and `_` stand for anything in a search: what comes back is compared here once more. */
const same = (a: string | null, b: string): boolean => a?.trim().toLowerCase() === b.toLowerCase();

/** `Azure Interior (14)`: how a question names its choices, and how the owner answers it. */
const CHOICE = /^(.*\S)\s*\((\d{1,15})\)$/su;

/** A customer's names; `chosen`: the partner that the owner picked out of several. */
function named({ company, name }: Customer): { names: string[]; chosen: number | null } {
  const given = [company, name].flatMap((one) => (one === null ? [] : [one.trim()]));
  const chosen = given.flatMap((one) => CHOICE.exec(one)?.[2] ?? [])[0];
  // A number in brackets may as well be part of a name.
  return { names: given.flatMap((one) => [one, ...(CHOICE.exec(one)?.slice(1, 2) ?? [])]).filter((one) => plainName(one) !== ""), chosen: chosen === undefined ? null : Number(chosen) };
}

/** One partner, or one company behind several contacts, or the one that the owner chose among them, or a choice for a person. */
function oneOf(found: Partner[], chosen: number | null, by: "e-mail" | "company domain" | "name"): Match {
  const [first] = found;
  if (!first) return { kind: "none" };
  const picked = found.length === 1 ? first : found.find(({ id }) => id === chosen);
  if (picked) return { kind: "one", id: picked.id, name: picked.name ?? "", by };
  const companies = new Map(found.map((partner) => [partner.commercial_partner_id?.id ?? partner.id, partner.commercial_partner_id?.name ?? partner.name ?? ""]));
  if (companies.size === 1) for (const [id, name] of companies) return { kind: "one", id, name, by };
  return { kind: "several", partners: found.map(({ id, name }) => ({ id, name: name ?? "" })) };
}

/**
 * The partner that a customer is in Odoo. Several with the same address or domain are asked, whatever name the message gives: anybody can
 * write a name into a mail (PRODUCT K6, M5). Reads only; throws OdooFailure when Odoo cannot be asked.
 */
export async function findPartner(odoo: Odoo, customer: Customer): Promise<Match> {
  const { names, chosen } = named(customer);
  const address = customer.email?.trim().toLowerCase() ?? "";
  if (address !== "") {
    const found = (await searchPartners(odoo, [["email", "=ilike", address]], MOST)).filter((partner) => same(partner.email, address));
    if (found.length > 0) return oneOf(found, chosen, "e-mail");
    const domain = address.slice(address.lastIndexOf("@") + 1);
    if (!FREEMAIL.has(domain)) {
      const colleagues = (await searchPartners(odoo, [["email", "=ilike", `%@${domain}`]], MOST)).filter((partner) => partner.email?.trim().toLowerCase().endsWith(`@${domain}`));
      if (colleagues.length > 0) return companyOf(oneOf(colleagues, chosen, "company domain"), colleagues);
    }
  }
  const alike: Partner[] = [];
  for (const name of names) {
    const found = await searchPartners(odoo, [["name", "ilike", name.replace(LEGAL_FORM, "")]], MOST);
    const exact = found.filter((partner) => plainName(partner.name ?? "") === plainName(name));
    if (exact.length > 0) return oneOf(exact, chosen, "name");
    alike.push(...found);
  }
  // A name that is only part of another one is no match, and no new customer either: the owner knows.
  return alike.length > 0 ? { kind: "several", partners: alike.map(({ id, name }) => ({ id, name: name ?? "" })) } : { kind: "none" };
}

/** A colleague's address stands for the company, not for the colleague. */
function companyOf(match: Match, found: Partner[]): Match {
  if (match.kind !== "one") return match;
  const company = found.find((partner) => partner.id === match.id)?.commercial_partner_id;
  return company ? { ...match, id: company.id, name: company.name } : match;
}
