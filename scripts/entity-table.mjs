/**
 * Owns: the names of the HTML standard's characters for postal-mime, looked up in the table that htmlparser2 brings anyway. The build puts
 * it in the place of postal-mime's own copy of that table, a twentieth of the plugin's size.
 * Never: another answer than postal-mime's own table; tests/plugin/entity-table.test.ts compares every name.
 */
import { decodeHTML } from "entities/decode";

/** "&auml;" -> "ä"; undefined for a name that the standard does not have. Some old names count without their semicolon. */
function character(name) {
  if (name.startsWith("&#")) return undefined;
  const text = decodeHTML(name);
  // A part of an unknown name may be a known one: "&notit;" begins with "&not". Then the rest is left over at the end.
  const whole = text !== name && (text.at(-1) !== name.at(-1) || name === "&semi;");
  return whole ? text : undefined;
}

export const htmlEntities = new Proxy({}, { get: (_table, name) => (typeof name === "string" ? character(name) : undefined) });
