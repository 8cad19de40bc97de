/**
 * Owns: rehearsing changed rules over the log of the last weeks (PRODUCT section 3).
 * Never: a change to anything.
 */
import type { Rehearsed } from "../api";
import { loosenings, type Freedom } from "../core/loosening";
import type { Line } from "../core/record";
import { rehearse, rehearsalText } from "../core/rehearsal";
import type { DeskParts } from "./desk";
import { readLines } from "./history";

const WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;

/** `before`: the rules that hold now. Lines that cannot be read count for nothing. */
export async function rehearseRules({ files, clock, services, before }: Pick<DeskParts, "files" | "clock" | "services"> & { before: Freedom }, after: Freedom): Promise<Rehearsed> {
  const to = clock.now();
  const from = new Date(to.getTime() - WEEKS * WEEK_MS).toISOString();
  const lines: Line[] = [];
  // Whole days are read: what was before the first instant does not count.
  for await (const line of readLines(files, from, to.toISOString(), () => undefined)) if (line.timestamp >= from) lines.push(line);
  const found = rehearse(lines, before, after, (entry) => services.capKindOf(entry));
  return { ...found, text: rehearsalText(found, WEEKS), loosened: loosenings(before, { ...after, live: before.live }) };
}
