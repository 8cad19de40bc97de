/**
 * Owns: sentences about what came of something that was asked for, where nothing else shows it.
 * Never: asking for it.
 */
import type { PassSummary } from "../api";

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** `labelOf`: a person's name for a service. */
export function checkedText({ observed, proposed, waiting, services }: PassSummary, labelOf: (service: string) => string): string {
  const troubles = Object.entries(services).filter(([, { ok }]) => ok === false);
  return [`Checked: ${plural(observed, "new message")}, ${plural(proposed, "new request")}, ${waiting} waiting for you.`, ...troubles.map(([id, { text }]) => `${labelOf(id)}: ${text}`)].join("\n");
}

export function writtenText({ path, partial }: { path: string; partial: boolean }): string {
  return `Wrote ${path}${partial ? ". Something could not be measured; it says what." : "."}`;
}

/** Said while `employee` is null. */
export const STILL_STARTING = "The employee is still starting. Try again in a moment.";
