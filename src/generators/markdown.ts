/**
 * Owns: how numbers, tables, bars and links stand in a report, so that they render natively in Obsidian and read well as plain text.
 * Never: what is reported, and never untrusted text as it is.
 */
import { showSpan } from "../core/schedule";
import { inlineUntrusted } from "../core/untrusted";

export const NOT_MEASURED = "not measured";

/** The owner's part of a report begins below this line (PRODUCT L2). */
export const MARKER = "*Your notes: everything below this line is yours and stays when this report is written again.*";

/** A section with its heading and a blank line at its end; [] when there is nothing to say. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

/** A table; cells are inert already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** A bar of blocks for a share between 0 and 1; the number always stands beside it. What is not nothing has at least one block. */
export function bar(share: number, blocks = 20): string {
  const full = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, Math.max(0, share)) * blocks));
  return "█".repeat(full) + "░".repeat(blocks - full);
}

/** A number, or "not measured": what was not measured is never 0 (PRODUCT L2). */
export function figure(value: number | null): string {
  return value === null ? NOT_MEASURED : String(value);
}

/** "12.5 %" of a whole; "-" of nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((part / whole) * 100).toFixed(1)} %`;
}

/** "99.5 %", from a value that is in percent already. */
export function percentage(value: number | null): string {
  return value === null ? NOT_MEASURED : `${value.toFixed(1)} %`;
}

/** Minutes for a person. */
export function minutes(value: number | null): string {
  return value === null ? NOT_MEASURED : showSpan(value * 60_000);
}

/** A name of ours such as `odoo_create_invoice`; anything else that stands in the log is shown inert. */
export function name(text: string): string {
  return /^[a-z0-9][a-z0-9_.-]*$/i.test(text) ? `\`${text}\`` : inlineUntrusted(text);
}

/** A wikilink to a note by its name, which finds it in whatever folder it is by then; plain text for a name that is not one of ours. */
export function noteLink(path: string): string {
  const base = (path.split("/").at(-1) ?? "").replace(/\.md$/, "");
  return /^[\p{L}\p{N}_. -]+$/u.test(base) ? `[[${base}]]` : inlineUntrusted(base);
}

/** A link to a day's log file, from a report one folder below the root. */
export function logLink(day: string): string {
  return `[${day}.json](../Logs/${day}.json)`;
}
