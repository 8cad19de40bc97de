/**
 * Owns: what an address is to the rules about credentials - its origin, and whether it is this very machine (PRODUCT K9).
 * Never: a request, or a name looked up; only the text is judged.
 */

/** Scheme, host and port, e.g. `https://odoo.example.com:8069`; null when the text is not an http(s) address. */
export function originOf(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && (parsed.protocol === "https:" || parsed.protocol === "http:") ? parsed.origin : null;
}

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** True for the three names of this machine that may be spoken to without HTTPS (PRODUCT K9). */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK_HOSTS.has(hostname.toLowerCase());
}

/** The written form, so that no parser downstream can read another host out of it (`127.0.0.1\@evil`, `127.1`, user info). */
const LOOPBACK_TEXT = /^https?:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?(?:\/[^\s?#@\\]*)?$/i;

/**
 * Gate for settings that stand for a service's real address in tests (`Field.loopback_only`, CLI contract): accepted only when the
 * host is exactly `127.0.0.1`, `[::1]` or `localhost`, without user info, query or fragment. The address comes back without a
 * slash at its end; `why` is a sentence for a person that does not repeat the address, which may hold a password.
 */
export function loopbackUrl(text: string): { url: string } | { why: string } {
  const trimmed = text.trim();
  const fits = LOOPBACK_TEXT.test(trimmed) && URL.canParse(trimmed) && isLoopbackHost(new URL(trimmed).hostname);
  if (!fits) return { why: "The address must be on this machine: http://127.0.0.1, http://[::1] or http://localhost, without user name or query." };
  return { url: trimmed.replace(/\/+$/, "") };
}
