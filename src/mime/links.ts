/**
 * Owns: links of an HTML mail whose words name one host and that lead to another (PRODUCT M6).
 * Never: following one, and never judging whether the two hosts belong together.
 */
import type { MisleadingLink } from "../core/mail";
import { readTags } from "./tags";

const MAX_FOUND = 20;
const SHOWN = /^\W{0,3}(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\d-]{1,63}\.){1,6}[\p{L}]{2,20})(?=[/:?#\s]|\W{0,3}$)/iu;
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|txt|csv|zip|html?|php|aspx?)$/i;

function hostOf(address: string): string | null {
  try {
    const { protocol, hostname } = new URL(address.trim());
    return protocol === "http:" || protocol === "https:" ? hostname.replace(/^www\./, "") : null;
  } catch {
    return null;
  }
}

/** At most 20, in order. Never throws. */
export function misleadingLinks(html: string): MisleadingLink[] {
  const found: MisleadingLink[] = [];
  if (!/<a\s/i.test(html)) return found;
  let target: string | null = null;
  let words = "";
  readTags(html, {
    onopentag(name, attributes) {
      if (name !== "a") return;
      target = hostOf(attributes["href"] ?? "");
      words = "";
    },
    ontext(text) {
      if (target !== null && words.length < 300) words += text;
    },
    onclosetag(name) {
      if (name !== "a" || target === null) return;
      const shown = SHOWN.exec(words.trim())?.[1]?.toLowerCase().replace(/^www\./, "");
      if (shown !== undefined && !FILE.test(shown) && shown !== target && found.length < MAX_FOUND) found.push({ shown, leads_to: target });
      target = null;
    },
  });
  return found;
}
