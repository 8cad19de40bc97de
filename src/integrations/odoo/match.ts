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

/** One partner, or one company behind several contacts, or a choice for a person. */
function oneOf(found: Partner[], names: string[], by: "e-mail" | "company domain" | "name"): Match {
  const [first] = found;
  if (!first) return { kind: "none" };
  if (found.length === 1) return { kind: "one", id: first.id, name: first.name ?? "", by };
  const companies = new Map(found.map((partner) => [partner.commercial_partner_id?.id ?? partner.id, partner.commercial_partner_id?.name ?? partner.name ?? ""]));
  if (companies.size === 1) for (const [id, name] of companies) return { kind: "one", id, name, by };
  const named = found.filter((partner) => names.includes(plainName(partner.name ?? "")));
  const [only] = named;
  if (only && named.length === 1) return { kind: "one", id: only.id, name: only.name ?? "", by };
  return { kind: "several", partners: found.map(({ id, name }) => ({ id, name: name ?? "" })) };
}

/** The partner that a customer is in Odoo. Reads only; throws OdooFailure when Odoo cannot be asked. */
export async function findPartner(odoo: Odoo, customer: Customer): Promise<Match> {
  const names = [customer.company, customer.name].flatMap((name) => (name === null || plainName(name) === "" ? [] : [plainName(name)]));
  const address = customer.email?.trim().toLowerCase() ?? "";
  if (address !== "") {
    const found = (await searchPartners(odoo, [["email", "=ilike", address]], MOST)).filter((partner) => same(partner.email, address));
    if (found.length > 0) return oneOf(found, names, "e-mail");
    const domain = address.slice(address.lastIndexOf("@") + 1);
    if (!FREEMAIL.has(domain)) {
      const colleagues = (await searchPartners(odoo, [["email", "=ilike", `%@${domain}`]], MOST)).filter((partner) => partner.email?.trim().toLowerCase().endsWith(`@${domain}`));
      if (colleagues.length > 0) return companyOf(oneOf(colleagues, names, "company domain"), colleagues);
    }
  }
  const alike: Partner[] = [];
  for (const name of [customer.company, customer.name]) {
    if (name === null || plainName(name) === "") continue;
    const found = await searchPartners(odoo, [["name", "ilike", name.trim().replace(LEGAL_FORM, "")]], MOST);
    const exact = found.filter((partner) => plainName(partner.name ?? "") === plainName(name));
    if (exact.length > 0) return oneOf(exact, names, "name");
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
