/**
 * Owns: reading the owner's Odoo address: what is accepted, and in plain words why not.
 * Never: a request; and never repeating an address that may hold a password.
 */
import { isLoopbackHost } from "../../core/origin";

export interface Address {
  /** `https://odoo.example.com` */
  origin: string;
  /** Path that Odoo lives under, without a slash at its end; "" for the root. */
  path: string;
}

/** First parts of the paths that Odoo answers itself: the web client, which people copy out of their browser, and its doors for programs. */
const OWN_PATHS = new Set(["web", "odoo", "xmlrpc", "jsonrpc", "json"]);

/**
 * The path in front of Odoo's own: `/erp/web` -> `/erp`. A base that is itself called like one of Odoo's paths is told by what follows:
 * `/odoo` is the web client, `/odoo/web` is Odoo under `/odoo`.
 */
function basePath(pathname: string): string {
  const parts = pathname.split("/").filter((part) => part !== "");
  const first = parts.findIndex((part) => OWN_PATHS.has(part));
  if (first < 0) return parts.map((part) => `/${part}`).join("");
  const base = OWN_PATHS.has(parts[first + 1] ?? "") ? first + 1 : first;
  return parts.slice(0, base).map((part) => `/${part}`).join("");
}

/** Odoo's own hosting: one request a second, none at the same time, and no access for programs on the cheaper plans. */
export function isHosted(url: string): boolean {
  return URL.canParse(url) && /(^|\.)odoo\.com$/.test(new URL(url).hostname);
}

/** The address, or the sentence that says what is wrong with it. HTTPS except on this machine (PRODUCT K9). */
export function readAddress(text: string): Address | { why: string } {
  const given = text.trim();
  if (!URL.canParse(given)) return { why: "The Odoo address is not a web address; it looks like https://mycompany.odoo.com." };
  const url = new URL(given);
  // "odoo.example.com:8069" reads as a scheme of that name.
  if (url.protocol !== "https:" && url.protocol !== "http:") return { why: "The Odoo address must begin with https://, e.g. https://odoo.example.com:8069." };
  if (url.username !== "" || url.password !== "") return { why: "The Odoo address must not hold a user name or password; they have fields of their own." };
  if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) return { why: "The Odoo address must begin with https://; only Odoo on this very machine may be spoken to without encryption." };
  return { origin: url.origin, path: basePath(url.pathname) };
}
