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

/** Paths of the web client that people copy out of their browser. */
const CLIENT_PATH = /^\/(web|odoo)(\/.*)?$/;

/** The address, or the sentence that says what is wrong with it. HTTPS except on this machine (PRODUCT K9). */
export function readAddress(text: string): Address | { why: string } {
  const given = text.trim();
  if (!URL.canParse(given)) return { why: "The Odoo address is not a web address; it looks like https://mycompany.odoo.com." };
  const url = new URL(given);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { why: "The Odoo address must begin with https://." };
  if (url.username !== "" || url.password !== "") return { why: "The Odoo address must not hold a user name or password; they have fields of their own." };
  if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) return { why: "The Odoo address must begin with https://; only Odoo on this very machine may be spoken to without encryption." };
  const path = CLIENT_PATH.test(url.pathname) ? "" : url.pathname.replace(/\/+$/, "");
  return { origin: url.origin, path };
}
