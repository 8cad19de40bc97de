/**
 * Owns: what the receiving mail server found out about a mail's sender, as its Authentication-Results header says (RFC 8601), and as signs (PRODUCT M6).
 * Never: believing such a header that the sender may have written: only the topmost one counts, and only if it is the receiving server's.
 */
import type { Sign } from "../core/draft";
import type { Mail } from "../core/mail";
import { domainOf, registeredDomain } from "./domains";

interface Result {
  method: string;
  result: string;
  /** Registered domain that the method speaks for, "" when it does not say. */
  domain: string;
}

/** Without comments and quoted text, which repeat what the sender wrote and may pretend to be results. */
function bare(header: string): string {
  let kept = "";
  let depth = 0;
  let quoted = false;
  for (const part of header.split(/(\\[^]?|["()])/)) {
    if (part === '"') quoted = !quoted;
    else if (quoted || part.startsWith("\\")) continue;
    else if (part === "(") depth += 1;
    else if (part === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += part;
  }
  // A quote that never ends would hide everything behind it.
  return quoted ? bare(header.replace(/"/g, "")) : kept.toLowerCase();
}

const DOMAIN_OF: Record<string, RegExp> = {
  spf: /\bsmtp\.(?:mailfrom|helo)\s*=\s*([^\s;]+)/,
  dkim: /\bheader\.(?:i|d)\s*=\s*([^\s;]+)/,
  dmarc: /\bheader\.from\s*=\s*([^\s;]+)/,
};

/** The host that took the mail in: the newest Received header that names one. Those below it may be the sender's own. */
function receiver(mail: Mail): string | null {
  for (const line of (mail.headers["received"] ?? []).slice(0, 3)) {
    const host = /\bby\s+([\w.-]+\.[a-z]{2,})\b/i.exec(line)?.[1];
    if (host !== undefined) return host;
  }
  return null;
}

/** The results of the receiving server; null when it left none. */
export function authenticationOf(mail: Mail): Result[] | null {
  const [newest] = mail.headers["authentication-results"] ?? [];
  if (newest === undefined) return null;
  const [server = "", ...parts] = bare(newest.slice(0, 6_000)).split(";");
  const id = server.trim().split(/\s+/)[0] ?? "";
  const took = receiver(mail);
  if (took !== null && registeredDomain(took) !== registeredDomain(id)) return null;
  return parts.flatMap((part) => {
    const match = /^\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)/.exec(part);
    if (!match) return [];
    const [, method = "", result = ""] = match;
    return [{ method, result, domain: domainOf(DOMAIN_OF[method]?.exec(part)?.[1] ?? "") }];
  });
}

const FAILED = ["fail", "hardfail", "softfail", "policy"];
const UNSURE = ["temperror", "permerror"];
const NAMES = ["spf", "dkim", "dmarc"] as const;

/** What the results say against the sender. Several signatures: one that holds is enough. */
export function authenticationSigns(mail: Mail): Sign[] {
  const results = authenticationOf(mail);
  const sender = mail.from?.email ?? "";
  const from = domainOf(sender);
  if (from === "") return [];
  if (results === null) {
    // The receiving server always leaves results; a header that only claims to be them was put in by somebody else.
    return (mail.headers["authentication-results"] ?? []).length === 0 ? [] : [{ code: "sender_unchecked", text: `The mail carries checks that the receiving server did not make: whether it comes from ${from} is not known.`, fraud: false }];
  }
  const passed = results.filter(({ result }) => result === "pass");
  // DMARC is SPF or DKIM for the very domain that is shown as the sender.
  const proven = passed.some(({ method, domain }) => domain === from || (method === "dmarc" && domain === ""));
  const elsewhere = passed.find(({ method, domain }) => method === "dmarc" && domain !== "" && domain !== from);
  if (!proven && elsewhere !== undefined) return [{ code: "sender_not_aligned", text: `The sender's check was made for ${elsewhere.domain}, and the mail shows ${from} as its sender.`, fraud: true }];
  const signs: Sign[] = [];
  for (const method of NAMES) {
    const own = results.filter((result) => result.method === method);
    if (!own.some(({ result }) => FAILED.includes(result)) || own.some(({ result }) => result === "pass")) continue;
    const name = method.toUpperCase();
    if (proven && method !== "dmarc") signs.push({ code: `${method}_failed`, text: `The ${name} check failed, as it does for forwarded mail; another check proves that it comes from ${from}.`, fraud: false });
    else signs.push({ code: `${method}_failed`, text: `The sender's ${name} check failed: this mail may not come from ${sender}.`, fraud: true });
  }
  if (signs.length > 0 || proven) return signs;
  const [other] = passed.filter(({ domain }) => domain !== "");
  if (other) return [{ code: "sender_not_aligned", text: `The mail was sent by ${other.domain}; nothing proves that ${from} agreed to that.`, fraud: false }];
  if (results.some(({ result }) => UNSURE.includes(result))) return [{ code: "sender_unchecked", text: `The check of the sender broke off: whether this mail comes from ${from} is not known.`, fraud: false }];
  return passed.length > 0 ? [] : [{ code: "sender_unproven", text: `Nothing proves that this mail comes from ${from}: it has no checks that could.`, fraud: false }];
}
