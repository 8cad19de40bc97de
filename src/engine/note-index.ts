/**
 * Owns: finding the notes of actions in the vault, wherever a person or a sync put them.
 * Never: reading more than it must: an id stands at the end of the file name the program gave.
 */
import { FOLDERS } from "../core/action-note";
import type { JsonObject } from "../core/json";
import { readNote } from "../core/note";
import type { Notes, ReadYaml } from "../ports";

const ACTION_FOLDERS = [...new Set(Object.values(FOLDERS))];
/** Folders in which a note that is not ours asks for something. */
const DECIDING = ["Pending_Approval", "Approved"];
const ID_IN_NAME = /_([a-z_]+-[0-9a-f]{14})\.md$/;

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

/** Folder of a path below the root: "Approved" for "AI_Employee/Approved/x.md". */
export function folderOf(path: string, root: string): string {
  const rest = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  return rest.slice(0, Math.max(0, rest.lastIndexOf("/")));
}

/** Front matter of a note, or why it cannot be read; null when the note is gone. */
export async function readFront(parts: NoteParts, path: string): Promise<{ front: JsonObject } | { problem: string } | null> {
  const text = await parts.notes.read(path);
  if (text === null) return null;
  return readNote(text, parts.readYaml);
}

/** Where every action's note is now. `known` tells ids of the ledger. */
export async function indexNotes(parts: NoteParts, known: (id: string) => boolean): Promise<NoteIndex> {
  const paths = new Map<string, string[]>();
  const foreign: string[] = [];
  for (const folder of ACTION_FOLDERS) {
    for (const path of await parts.notes.list(`${parts.root}/${folder}`)) {
      const id = ID_IN_NAME.exec(path)?.[1] ?? (DECIDING.includes(folder) ? await idInside(parts, path) : null);
      if (id !== null && known(id)) paths.set(id, [...(paths.get(id) ?? []), path]);
      else if (DECIDING.includes(folder)) foreign.push(path);
    }
  }
  return { of: (id) => paths.get(id) ?? [], foreign };
}

async function idInside(parts: NoteParts, path: string): Promise<string | null> {
  const read = await readFront(parts, path);
  if (read === null || "problem" in read) return null;
  const id = read.front["id"];
  return typeof id === "string" ? id : null;
}
