/**
 * Owns: finding the notes of actions in the vault, wherever a person or a sync put them.
 * Never: reading more than it must: an id stands in the file name the program gave, and only what is gone is searched for.
 */
import { FOLDERS } from "../core/action-note";
import { readNote, type Note } from "../core/note";
import { property } from "../core/note-edits";
import { idInName } from "../core/note-names";
import { HostError, type Notes, type ReadYaml } from "../ports";
import type { NoteMemory } from "./note-memory";

/** Folders of the plan that other programs name otherwise (DETAILS). */
const ALIASES: Record<string, string> = { Done: "Completed" };
const ACTION_FOLDERS = [...new Set(Object.values(FOLDERS)), ...Object.keys(ALIASES)];
/** Folders in which a note that is not ours asks for something. */
const ASKING = ["Pending_Approval", "Approved"];
/** Folders whose notes are read when their name says nothing: lying there is a decision. */
const DECIDING = [...ASKING, "Rejected"];

export interface NoteIndex {
  /** Paths by action id; more than one is a conflict (PRODUCT K6). */
  of(id: string): string[];
  /** Notes in the deciding folders that belong to no known action. */
  foreign: string[];
}

export interface NoteParts {
  notes: Notes;
  readYaml: ReadYaml;
  root: string;
}

/** Folder of a path below the root, by the plan's name: "Approved" for "AI_Employee/Approved/x.md". */
export function folderOf(path: string, root: string): string {
  const rest = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const folder = rest.slice(0, Math.max(0, rest.lastIndexOf("/")));
  return ALIASES[folder] ?? folder;
}

/** Front matter of a note, or why it cannot be read (now); null when the note is gone. */
export async function readFront(parts: NoteParts, path: string): Promise<(Note & { text: string }) | { problem: string; text: string } | null> {
  try {
    const text = await parts.notes.read(path);
    return text === null ? null : { ...readNote(text, parts.readYaml), text };
  } catch (error) {
    // Another program holds it, e.g. a sync that is writing it: one such note does not keep the others waiting.
    if (error instanceof HostError) return { problem: `${error.problem.cause} ${error.problem.next}`, text: "" };
    throw error;
  }
}

/** Where every action's note is now. `known` tells ids of the ledger. */
export async function indexNotes(parts: NoteParts, known: (id: string) => boolean): Promise<NoteIndex & { add(id: string, path: string): void }> {
  const paths = new Map<string, string[]>();
  const foreign: string[] = [];
  const add = (id: string, path: string): void => void paths.set(id, [...(paths.get(id) ?? []), path]);
  for (const folder of ACTION_FOLDERS) {
    for (const path of await parts.notes.list(`${parts.root}/${folder}`)) {
      const id = idInName(path) ?? (DECIDING.includes(folder) ? await idInside(parts, path) : null);
      if (id !== null && known(id)) add(id, path);
      else if (ASKING.includes(folder)) foreign.push(path);
    }
  }
  return { of: (id) => paths.get(id) ?? [], foreign, add };
}

async function idInside(parts: NoteParts, path: string): Promise<string | null> {
  const read = await readFront(parts, path);
  if (read === null || "problem" in read) return null;
  const id = property(read.front, "id");
  return typeof id === "string" ? id.trim() : null;
}

/**
 * Looks in the whole vault for notes that are not in the employee's folders: a person renamed them, or put them somewhere else.
 * What was found is remembered, and searched for again now and then.
 */
export async function findElsewhere(parts: NoteParts, memory: NoteMemory, ids: readonly string[], now: Date): Promise<Map<string, string[]>> {
  const lost = new Set(ids);
  for (const id of [...memory.elsewhere.keys()]) if (!lost.has(id)) memory.elsewhere.delete(id);
  if (ids.length > 0 && memory.searchDue(ids, now)) {
    memory.elsewhere.clear();
    for (const path of await parts.notes.find(ids)) {
      const id = idInName(path) ?? (await idInside(parts, path));
      if (id !== null && lost.has(id)) memory.elsewhere.set(id, [...(memory.elsewhere.get(id) ?? []), path]);
    }
  }
  return memory.elsewhere;
}
