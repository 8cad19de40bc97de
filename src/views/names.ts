/**
 * Owns: a person's words for the names of fields.
 * Never: the fields of one operation; any name can be read.
 */

/** "due_date" -> "Due date", "line_items.0.unit_price" -> "Line 1, unit price", "lines.1" -> "Line 2". */
export function fieldName(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(".")) {
    const list = parts.at(-1);
    if (/^\d+$/.test(part) && list !== undefined) parts[parts.length - 1] = `${oneOf(list)} ${Number(part) + 1}`;
    else parts.push(part.replaceAll("_", " ").replace(/\b(id|po|url)\b/g, (word) => word.toUpperCase()));
  }
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "line items" -> "line". */
function oneOf(list: string): string {
  return list.replace(/ items$/, "").replace(/s$/, "");
}

/** "price (12 chairs)" -> "Price: 12 chairs". */
export function missingText(fact: string): string {
  const [, field = fact, detail = ""] = /^([a-z_]+)(?: \((.*)\))?$/su.exec(fact) ?? [];
  return detail === "" ? fieldName(field) : `${fieldName(field)}: ${detail}`;
}

/** What an edit changed, as the ledger writes it: `due_date: "2026-12-18" -> null` -> "Due date: 2026-12-18 → empty". */
export function changeSentence(change: string): string {
  const [, path, from, to] = /^(\S+): (.*) -> (.*)$/s.exec(change) ?? [];
  if (path === undefined || from === undefined || to === undefined) return change;
  const plain = (value: string): string => (value === "null" || value === '""' ? "empty" : value.replace(/^"(.*)"$/s, "$1").replaceAll('\\"', '"'));
  return `${fieldName(path)}: ${plain(from)} → ${plain(to)}`;
}
