/**
 * Owns: telling a person about notes that contradict each other - several for one action, or one with the name of a sync's copy (PRODUCT K6).
 * Never: choosing one of them.
 */
import { changedFields, noteName } from "../core/action-note";
import { property } from "../core/note-edits";
import { isCopyName } from "../core/note-names";
import { inlineUntrusted } from "../core/untrusted";
import type { ActionState } from "../core/state";
import type { DecideParts } from "./decide";
import { facesOf, prefixOf } from "./faces";
import { readFront, type NoteParts } from "./note-index";
import type { NoteMemory } from "./note-memory";

export interface NoteDecisionParts extends DecideParts {
  note_memory: NoteMemory;
}

/** How one of several notes of an action compares with what was proposed. */
async function look(parts: DecideParts, notes: NoteParts, action: ActionState, path: string): Promise<string> {
  const names = [noteName(action, prefixOf(parts.services, action.proposal)), ...(action.note === null ? [] : [action.note])];
  const what = isCopyName(path, names) ? "a copy made by a sync" : "a note";
  const read = await readFront(notes, path);
  if (read === null) return `${path} (${what}, gone again)`;
  if ("problem" in read) return `${path} (${what} that cannot be read)`;
  const changed = Object.entries(changedFields(read.front, facesOf(parts.services, action)));
  const shown = property(read.front, "fingerprint");
  if (changed.length > 0) return `${path} (${what} that differs: ${changed.map(([key, value]) => `${key} is ${inlineUntrusted(JSON.stringify(value).slice(0, 80))}`).join(", ")})`;
  return shown === action.fingerprint ? `${path} (${what} with the proposed content)` : `${path} (${what} with older content)`;
}

/** What stands in the way when an action has several notes, as a sentence that names each. */
export async function severalNotes(parts: DecideParts, notes: NoteParts, action: ActionState, paths: readonly string[]): Promise<string> {
  const looks: string[] = [];
  for (const path of paths) looks.push(await look(parts, notes, action, path));
  return `This action has ${paths.length} notes: ${looks.join("; ")}. Nothing is decided by them, and nothing is sent, until one is left. Delete the ones that you do not want.`;
}

/** A copy alone decides nothing: the note that a person moved may still be on its way. */
export function waitsForItsName(path: string): string {
  return `${path} has the name of a copy that a sync made, and the note itself is gone. A copy decides nothing: give it back its name without the ending, or decide in the panel.`;
}
