/**
 * Owns: the frame of a report - front matter, title, how it was made - and that one which is written again keeps its making: same sources, same text (PRODUCT L2).
 * Never: the numbers of a report.
 */
import type { JsonObject } from "../core/json";
import { readNote, withOwnersPart, writeNote } from "../core/note";
import { showInstant } from "../core/schedule";
import { inlineUntrusted } from "../core/untrusted";
import type { Sources } from "../generator";
import { MARKER } from "./markdown";
import type { Reading } from "./reading";

/** What a report says about its own making: the only part that is not in its sources. */
export interface Stamp {
  /** UTC ISO time. */
  generated_at: string;
  /** UTC ISO time up to which it tells. */
  until: string;
  late: boolean;
}

function stampOf(existing: string, sources: Sources): Stamp | null {
  const note = readNote(existing, (text) => sources.readYaml(text));
  if ("problem" in note) return null;
  const { generated_at, until, late } = note.front;
  const isInstant = (value: unknown): value is string => typeof value === "string" && !Number.isNaN(Date.parse(value));
  return isInstant(generated_at) && isInstant(until) ? { generated_at, until, late: late === true } : null;
}

/**
 * A report's note above the owner's part. Front matter holds the entity's plain values (lists and groups stand in the text), then how
 * the report was made; the text opens with title, making, and why it is partial.
 */
export function reportNote(title: string, type: string, entity: JsonObject, reading: Reading, stamp: Stamp, zone: string, sections: readonly string[]): string {
  const { final } = reading.week;
  const reasons = [...(final ? [] : [`The week is not over: this tells what happened until ${showInstant(stamp.until, zone)}, and is written again when it is.`]), ...reading.partial];
  const plain = Object.fromEntries(Object.entries(entity).filter(([, value]) => typeof value !== "object" || value === null));
  const late = stamp.late ? ", **late**: the program was not running at its time" : "";
  return writeNote({ ...plain, type, ...stamp, partial: reasons.length > 0, final }, [
    `# ${title}`,
    "",
    `Generated ${showInstant(stamp.generated_at, zone)}${late}.`,
    "",
    ...(reasons.length === 0 ? [] : ["> [!warning] Partial", ...reasons.map((reason) => `> - ${inlineUntrusted(reason)}`), ""]),
    ...sections,
  ].join("\n"));
}

/**
 * The note: with the stamp of the existing one when nothing else has changed, with a new one otherwise. What the owner wrote below the
 * marker stays either way.
 */
export function stamped(render: (stamp: Stamp) => string, fresh: Stamp, existing: string | null, sources: Sources): string {
  const kept = existing === null ? null : stampOf(existing, sources);
  if (existing !== null && kept !== null) {
    const again = withOwnersPart(render(kept), existing, MARKER);
    if (again === existing) return existing;
  }
  return withOwnersPart(render(fresh), existing, MARKER);
}
