/**
 * Owns: whether a sender passes itself off as a partner of Odoo: a domain that only looks like the partner's (PRODUCT M6).
 * Never: more than one request, a write, or a judgement of its own on what looks alike: that is understanding's.
 */
import type { Call } from "../../channel";
import type { Draft, Sign } from "../../core/draft";
import { FREEMAIL } from "../../core/freemail";
import type { Json } from "../../core/json";
import { bareName, lookAlike, registeredDomain, shownHost } from "../../understanding/domains";
import type { Observation } from "../../watcher";
import { searchPartners } from "./records";
import type { Connect } from "./session";

/** Answers that are compared here; of a rare piece of a name there are few. */
const MOST = 300;
const MOST_PATTERNS = 24;
/** Endings under which names are registered say nothing about whose name it is. */
const NO_NAME = new Set(["co", "com", "net", "org", "gov", "edu", "mail", "www", "smtp", "email", "info"]);

const hostOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).trim().toLowerCase();

/** Whether it begins, goes on or ends: of a name with a slip in it at least one piece is as it was; of a long one with two slips as well. */
function pieces(word: string): string[] {
  const count = word.length >= 11 ? 3 : word.length >= 6 ? 2 : 0;
  const size = Math.ceil(word.length / Math.max(count, 1));
  return Array.from({ length: count }, (_, at) => word.slice(at * size, (at + 1) * size));
}

/** Letters that another one may stand for are any letter in a search. */
const anyTwin = (word: string): string => word.replace(/[^a-z0-9-]|[0134589il|]/g, "_");

/** Patterns of names that may be the one that this host looks like. */
export function patternsOf(host: string): string[] {
  const labels = shownHost(host).split(".").slice(0, -1).filter((label) => label.length >= 3 && !NO_NAME.has(label));
  const words = [...new Set(labels.flatMap((label) => [label, bareName(label), ...label.split("-")]))].filter((word) => word.length >= 3 && !NO_NAME.has(word));
  const found = words.flatMap((word) => [anyTwin(word), ...pieces(word).filter((piece) => /^[a-z0-9-]{3,}$/.test(piece))]);
  return [...new Set(found)].filter((pattern) => pattern.replace(/_/g, "").length >= 2).slice(0, MOST_PATTERNS);
}

/** A sign when one of the mail's own domains only looks like that of a partner. Throws OdooFailure when Odoo cannot be asked. */
export async function disguised(connect: Connect, call: Call, draft: Draft, { mail }: Observation): Promise<Sign[]> {
  const addresses = [mail.from?.email ?? "", ...mail.reply_to.map(({ email }) => email), draft.customer.email ?? ""].filter((address) => address.includes("@"));
  const hosts = [...new Set(addresses.map(hostOf))].filter((host) => host.includes(".") && !FREEMAIL.has(registeredDomain(host)));
  const patterns = hosts.flatMap(patternsOf);
  if (patterns.length === 0 || draft.signs.some(({ code }) => code === "look_alike_domain")) return [];
  const terms: Json[] = patterns.map((pattern) => ["email", "=ilike", `%@%${pattern}%`]);
  const partners = await searchPartners(await connect(call), [...Array.from({ length: terms.length - 1 }, (): Json => "|"), ...terms], MOST);
  const theirs = partners.flatMap(({ id, name, email }) => (email === null ? [] : [{ id, name: name ?? email, host: hostOf(email) }]));
  for (const host of hosts) {
    const found = lookAlike(host, theirs.map((partner) => partner.host));
    const partner = found && theirs.find((one) => registeredDomain(one.host) === found.known);
    if (partner) return [{ code: "look_alike_domain", text: `${shownHost(host)} looks like ${found.known}, the domain of ${partner.name} (${partner.id}) in Odoo, and is another: ${found.how}.`, fraud: true }];
  }
  return [];
}
