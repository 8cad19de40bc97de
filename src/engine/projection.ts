/**
 * Owns: the notes - each action's note in the folder of its status, the dashboard, explanations of what was set aside.
 * Never: the truth. Every note here can be thrown away and is written again from the ledger; a person's own remarks survive.
 */
import { actionNote, FOLDERS, noteName } from "../core/action-note";
import { reasonOf } from "../core/failure";
import { FINAL } from "../core/lifecycle";
import { sourceFields } from "../core/mail-note";
import { readNote, writeLines } from "../core/note";
import { isCopyName } from "../core/note-names";
import { movable, statusOf, type ActionState } from "../core/state";
import { inlineUntrusted } from "../core/untrusted";
import type { LedgerFiles, Log } from "../ports";
import type { NoteDecisions } from "./decisions";
import { facesOf, prefixOf } from "./faces";
import { mailOf } from "./intake";
import type { OpenLedger } from "./ledger";
import { folderOf, type NoteParts } from "./note-index";
import type { NoteMemory } from "./note-memory";
import type { Services } from "./services";
import { sha256Hex } from "../core/hash";
import type { Mail } from "../core/mail";

export interface ProjectionParts {
  ledger: OpenLedger;
  services: Services;
  files: LedgerFiles;
  notes: NoteParts;
  zone(): string;
  log: Log;
  note_memory: NoteMemory;
  /** Seq of each action's last projected line: an untouched note is not read again. */
  projected: Map<string, number>;
}

/** The message behind an action: its own, or the one of the action it follows. */
async function sourceMail(parts: ProjectionParts, action: ActionState): Promise<Mail | null> {
  const { state } = parts.ledger;
  const { kind, id } = action.proposal.origin;
  if (id === null) return null;
  if (kind === "action") {
    const parent = state.actions[id];
    return parent ? sourceMail(parts, parent) : null;
  }
  const seen = state.observations[id];
  return seen ? mailOf(parts.files, seen) : null;
}

/** Puts every open action's note where it belongs, with the text it should have. A note that a person deleted stays away until that is decided. */
export async function projectActions(parts: ProjectionParts, seen: NoteDecisions): Promise<void> {
  // A note that was ahead of the disk would look like a person's doing after a power cut.
  await parts.ledger.flush();
  for (const action of Object.values(parts.ledger.state.actions)) {
    const { id } = action.proposal;
    if (action.archived || seen.conflicts.has(id)) continue;
    const isFinal = FINAL.includes(statusOf(action));
    const [current] = seen.index.of(id);
    if (current === undefined && action.note !== null && movable(action, "denied").length > 0) continue;
    const inPlace = current !== undefined && folderOf(current, parts.notes.root) === FOLDERS[statusOf(action)];
    if (inPlace && action.note !== null && parts.projected.get(id) === action.touched && !seen.overlays.has(id) && !seen.untrue.has(id)) continue;
    try {
      await projectAction(parts, action, current ?? null, seen, isFinal);
      parts.note_memory.isNews(id, null);
      // With a problem shown in it, the note is written once more when the problem is gone.
      if (seen.overlays.has(id)) parts.projected.delete(id);
      else parts.projected.set(id, action.touched);
    } catch (error) {
      // One note that cannot be written must not keep the others from being right.
      const why = reasonOf(error);
      if (parts.note_memory.isNews(id, why)) parts.log.warn(`The note of ${id} could not be written: ${why}`);
    }
  }
}

async function projectAction(parts: ProjectionParts, action: ActionState, current: string | null, seen: NoteDecisions, isFinal: boolean): Promise<void> {
  const { notes, ledger, services } = parts;
  const { id } = action.proposal;
  const status = statusOf(action);
  const prefix = prefixOf(services, action.proposal);
  const folder = `${notes.root}/${FOLDERS[status]}`;
  const own = noteName(action, prefix);
  // A note that a person renamed keeps its name; what a sync put behind it goes.
  const name = current === null || isCopyName(current, [own]) ? own : current.slice(current.lastIndexOf("/") + 1);
  const inPlace = current !== null && folderOf(current, notes.root) === FOLDERS[status];
  const wanted = inPlace ? current : `${folder}/${name}`;
  if (current !== null && !inPlace) await notes.notes.move(current, wanted);
  const existing = await notes.notes.read(wanted);
  const mail = await sourceMail(parts, action);
  const found = existing === null ? null : readNote(existing, notes.readYaml);
  const text = actionNote(
    action,
    {
      zone: parts.zone(),
      prefix,
      faces: facesOf(services, action),
      source: mail ? sourceFields(mail) : {},
      source_text: mail?.text ?? null,
      overlay: seen.overlays.get(id) ?? null,
      front: found && "front" in found ? found.front : {},
    },
    existing,
  );
  if (text !== existing) await notes.notes.write(wanted, text);
  if (isFinal) await ledger.append([{ event: "archived", action_id: id, data: { path: wanted } }]);
  else if (action.note !== wanted) await ledger.append([{ event: "noted", action_id: id, data: { path: wanted } }]);
}

/** Explains each note that was set aside, once; the note itself is left as it is (PRODUCT A5). */
export async function projectQuarantine(parts: ProjectionParts): Promise<void> {
  const { actions, quarantined_notes } = parts.ledger.state;
  const ours = new Set(Object.values(actions).flatMap(({ archived, note }) => (archived || note === null ? [] : [note])));
  for (const [path, { hash, why }] of Object.entries(quarantined_notes)) {
    // Set aside while its action was not known, as after going on from an older ledger: now it is its note.
    if (ours.has(path)) continue;
    const note = `${parts.notes.root}/Needs_Action/QUARANTINE_${sha256Hex(`${path}\n${hash}`).slice(0, 10)}.md`;
    if ((await parts.notes.notes.read(path)) === null || (await parts.notes.notes.read(note)) !== null) continue;
    const body = [
      "# A note was set aside",
      "",
      `${inlineUntrusted(path)} was not carried out.`,
      "",
      inlineUntrusted(why),
      "",
      "What to do: correct the note, or move it somewhere else. Nothing of it was changed, and nothing was sent. Then delete this note.",
    ];
    await parts.notes.notes.write(note, writeLines({ type: "quarantine", status: "quarantined", quarantined_note: path }, body));
  }
}

/** Writes a note only when its text changed, so that a sync has nothing to do. */
export async function writeIfChanged(parts: NoteParts, path: string, text: string): Promise<void> {
  if ((await parts.notes.read(path)) !== text) await parts.notes.write(path, text);
}
