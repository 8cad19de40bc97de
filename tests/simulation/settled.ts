/**
 * Owns: a vault in which the program was started once and closed: most lives begin there, so that they need not all begin with the same start.
 * Never: anything of a life in it.
 */
import type { Json } from "../../src/core/json";
import type { World } from "../engine/world";
import { Life } from "./life";
import { QUIET } from "./spec";

interface Furniture {
  notes: [string, string][];
  folders: string[];
  memory: [string, Json][];
  days: [day: string, text: string][];
}

let kept: Furniture | null = null;

/** To be called once, before the first settled life. */
export async function settle(): Promise<void> {
  if (kept !== null) return;
  const life = new Life(QUIET);
  await life.jitter.during(() => life.live_through());
  const { notes, folders, memory, disk } = life.world;
  kept = { notes: [...notes], folders: [...folders], memory: [...memory], days: [...disk.days.keys()].map((day) => [day, disk.text(day)]) };
}

export function furnish({ notes, folders, memory, disk }: World): void {
  if (kept === null) throw new Error("Nothing was settled yet.");
  for (const [path, text] of kept.notes) notes.set(path, text);
  for (const folder of kept.folders) folders.add(folder);
  for (const [name, value] of kept.memory) memory.set(name, value);
  for (const [day, text] of kept.days) disk.create(day, text);
}
