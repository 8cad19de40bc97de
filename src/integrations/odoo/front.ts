/**
 * Owns: what it means when something else than Odoo answers - a proxy, a login page, a redirect - or the encryption fails, in words for a person.
 * Never: a followed redirect, or a check of a certificate that is left out (PRODUCT K9).
 */
import { retryAfterMs } from "../../core/backoff";
import type { HttpFailure } from "../../ports";
import type { Signal } from "./catalogue";

/** An answer with lower-case header names; status 0 when it is not known. */
interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
}

/** The address that a redirect leads to, without its query; null when it stays with the same server or says nothing. */
export function redirectsTo({ status, headers }: Answer, url: string): string | null {
  const location = headers["location"];
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, url)) return null;
  const to = new URL(location, url);
  return to.origin === new URL(url).origin ? null : to.origin;
}

function words({ status, headers }: Answer, elsewhere: string | null): { said: string; next: string | null } {
  if (elsewhere !== null) return { said: `The address leads on to ${elsewhere}, which is not followed`, next: `If that is your Odoo, enter ${elsewhere} as its address in the settings.` };
  if (status >= 300 && status < 400) return { said: `The answer was ${status}, a redirect to a web page`, next: null };
  if (status === 401 || status === 407) return { said: `The answer was ${status}: something in front of Odoo asks for a login of its own`, next: "Let programs reach Odoo's paths /json and /xmlrpc without that login." };
  if (status === 403) return { said: "The answer was 403: something in front of Odoo, such as a firewall, keeps programs out", next: "Let programs reach Odoo's paths /json and /xmlrpc." };
  if (status === 404) return { said: "The answer was 404, no such page, or no such database", next: null };
  if (status === 413) return { said: "The answer was 413: the proxy in front of Odoo takes no request this large", next: null };
  if (status >= 502 && status <= 504) return { said: `The answer was ${status}: a proxy is there, but Odoo behind it gives no answer`, next: "See whether Odoo runs; it is tried again by itself." };
  const what = /json|xml/.test(headers["content-type"] ?? "") ? "data that Odoo did not write, e.g. of a gateway in front of it or of another program" : "a web page instead of data, e.g. of a login, of maintenance or of a network that wants you to sign in";
  return { said: `The answer${status === 0 ? "" : ` was ${status},`} ${what}`, next: null };
}

/** An answer that Odoo did not write. `url`: what was asked. */
export function foreign(answer: Answer, url: string, now: Date): Signal {
  const retry_after_ms = retryAfterMs(answer.headers["retry-after"], now);
  if (answer.status === 429) return { kind: "limited", message: "The answer was 429, too many requests", retry_after_ms };
  const { said, next } = words(answer, redirectsTo(answer, url));
  return { kind: "foreign", status: answer.status || null, message: said, retry_after_ms, ...(next !== null && { next }) };
}

/** By what the error is called in Node and Chromium. Each says what is wrong and what puts it right; nothing ever switches the check off. */
const CERTIFICATES: readonly (readonly [RegExp, string, string])[] = [
  [/EXPIRED|DATE_INVALID|NOT_YET_VALID/, "The server's certificate is not valid at this time", "Renew the certificate of the Odoo server, or set this device's clock right."],
  [/ALTNAME|COMMON_NAME|HOSTNAME/, "The server's certificate is for another name than the one in the address", "Enter the address that the certificate is for."],
  [/WRONG_VERSION|PACKET_LENGTH|EPROTO|SSL_PROTOCOL|UNSUPPORTED_PROTOCOL|ALERT/, "The server does not speak today's encryption on this port", "Check the port in the address; Odoo's own port 8069 has no encryption, a proxy in front of it gives it."],
  [/REVOKED/, "The server's certificate was revoked", "Get a new certificate for the Odoo server."],
  [
    /SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|AUTHORITY|CERT_|ISSUER/,
    "The server's certificate is self-signed or from an authority that this device does not know",
    "Give the server a certificate of a public authority (Let's Encrypt is free), or add its own authority to the certificates that this computer trusts (for the command line: NODE_EXTRA_CA_CERTS). The check is never left out.",
  ],
];

/** No encrypted connection was made, so nothing was sent. `code`: what the error is called, possibly inside a sentence. */
export function untrusted(code: string): Signal {
  const [, message = "No encrypted connection to the server could be made", next = "Open the Odoo address in a browser and see what it says about the connection."] = CERTIFICATES.find(([name]) => name.test(code)) ?? [];
  return { kind: "tls", message, next };
}

export function noAnswer({ failure, cause, text }: HttpFailure): Signal {
  if (cause === "tls") return untrusted(/\(([A-Z0-9_]+)\)/.exec(text)?.[1] ?? "");
  return { kind: failure === "not_sent" ? "not_sent" : "lost", message: text };
}
