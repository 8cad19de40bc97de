/**
 * Owns: the rule by which a line gets one of Odoo's products: its words name the product's code, and only one does.
 * Never: a product by a name that sounds alike, or one that nobody reads on the card.
 */
import type { InvoicePayload } from "./invoice";
import { findProducts } from "./records";
import type { Odoo } from "./session";

type Lines = InvoicePayload["lines"];

/** A word with letters and digits in it, e.g. FURN_0269 or HOST-1. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}._/-]+[\p{L}\p{N}]/gu;
const codesIn = (words: string): string[] => (words.match(WORD) ?? []).filter((word) => /\p{L}/u.test(word) && /\p{N}/u.test(word));

/** The lines with the products that their words name, and a sentence for each; one read, none when no word looks like a code. */
export async function withProducts(odoo: Odoo, lines: Lines): Promise<{ lines: Lines; assumptions: string[] }> {
  const codes = [...new Set(lines.flatMap(({ description }) => codesIn(description)))];
  if (codes.length === 0) return { lines, assumptions: [] };
  const products = await findProducts(odoo, codes);
  const assumptions: string[] = [];
  const named = lines.map((line) => {
    const [product, ...others] = products.filter(({ default_code }) => default_code !== null && codesIn(line.description).includes(default_code));
    if (!product?.default_code || others.length > 0) return line;
    assumptions.push(`"${line.description}" is booked on the product ${product.name ?? ""} (${product.default_code}), whose code it names.`);
    return { ...line, product: product.default_code };
  });
  return { lines: named, assumptions };
}
