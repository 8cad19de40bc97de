/**
 * Owns: decisions and edits that people make in notes: moved, changed, deleted (PRODUCT A1, A2, A4, A5).
 * Never: acting, and never taking a note's own word: only where it lies and which fields differ counts.
 */
import { changedFields, FOLDERS } from "../core/action-note";
import { sha256Hex } from "../core/hash";
import type { JsonObject } from "../core/json";
import { movable, statusOf, type ActionState } from "../core/state";
import type { Asker } from "../core/wish";
import { decide, enterEdit, type DecideParts } from "./decide";
import { facesOf } from "./faces";
import { folderOf, indexNotes, readFront, type NoteIndex, type NoteParts } from "./note-index";

/** What stands in the way of an action's note, shown in the note itself. */
export interface Overlay {
  fields: JsonObject;
  problem: string;
}

export interface NoteDecisions {
  decided: number;
  index: NoteIndex;
  overlays: Map<string, Overlay>;
  /** Ids whose notes are left alone: two notes, or one that cannot be read. */
  conflicts: Map<string, string>;
  /** More notes are gone than anybody deletes at once: asked, not rejected (PRODUCT A4). */
  many_missing: string[];
}

/** A synced move can arrive as delete, then create. */
const DELETED_AFTER_MS = 10 * 60_000;
const MANY_DELETED = 3;
const PERSON: Asker = { by: "person", via: "move", attended: false };

const EDITABLE = new Set(["waiting", "approved", "simulated"]);

/** Takes what people did to notes into the ledger. The index and what was wrong go on to the projection. */
export async function decideByNotes(parts: DecideParts, notes: NoteParts): Promise<NoteDecisions> {
  const { ledger } = parts;
  const index = await indexNotes(notes, (id) => ledger.state.actions[id] !== undefined);
  const result: NoteDecisions = { decided: 0, index, overlays: new Map(), conflicts: new Map(), many_missing: [] };
  const missing: ActionState[] = [];
  for (const action of Object.values(ledger.state.actions)) {
    if (action.archived) continue;
    const paths = index.of(action.proposal.id);
    const [path] = paths;
    if (path === undefined) {
      // What a deletion cannot reject is simply written again.
      if (action.note !== null && movable(action, "denied").length > 0) missing.push(action);
    } else if (paths.length > 1) {
      result.conflicts.set(action.proposal.id, `This action has ${paths.length} notes: ${paths.join(", ")}. Nothing is decided by notes until one is left.`);
    } else await decideByNote(parts, notes, action, path, result);
  }
  await decideDeleted(parts, missing, result);
  await quarantineForeign(parts, notes, index);
  return result;
}

async function decideByNote(parts: DecideParts, notes: NoteParts, action: ActionState, path: string, result: NoteDecisions): Promise<void> {
  const { id } = action.proposal;
  if (action.missing_since !== null) await parts.ledger.append([{ event: "found_again", action_id: id, data: {} }]);
  let shown: string | null = null;
  if (EDITABLE.has(statusOf(action))) {
    const read = await readFront(notes, path);
    if (read === null) return;
    if ("problem" in read) {
      result.conflicts.set(id, `${path}: ${read.problem}`);
      return;
    }
    if (typeof read.front["fingerprint"] === "string") shown = read.front["fingerprint"];
    // A note that was not yet written again after an edit elsewhere differs because it is old, not because a person changed it.
    const isOld = shown !== null && shown !== action.fingerprint;
    const fields = isOld ? {} : changedFields(read.front, facesOf(parts.services, action.proposal));
    if (Object.keys(fields).length > 0) {
      const answer = await enterEdit(parts, action, fields);
      if (!answer.ok) result.overlays.set(id, { fields, problem: answer.text });
      return;
    }
  }
  await decideByFolder(parts, notes, action, path, shown, result);
}

/** A note in another folder than the one the program put it in was moved by a person. `shown`: fingerprint of the content that the note shows. */
async function decideByFolder(parts: DecideParts, notes: NoteParts, action: ActionState, path: string, shown: string | null, result: NoteDecisions): Promise<void> {
  const { id } = action.proposal;
  const status = statusOf(action);
  const folder = folderOf(path, notes.root);
  const wanted = FOLDERS[status];
  // The first note of an action lies in Pending_Approval, even when a power cut took the line that says so.
  const put = action.note === null ? FOLDERS.waiting : folderOf(action.note, notes.root);
  if (folder === wanted || folder === put) return;
  const answer =
    folder === "Approved"
      ? await decide(parts, { kind: "approve", id, fingerprint: shown }, PERSON)
      : folder === "Rejected"
        ? await decide(parts, { kind: "reject", id, reason: "moved to Rejected" }, PERSON)
        : folder === "Pending_Approval" && status === "approved"
          ? await decide(parts, { kind: "undo", id }, PERSON)
          : null;
  if (answer === null) return;
  if (answer.ok) result.decided += 1;
  else result.overlays.set(id, { fields: {}, problem: answer.text });
}

async function decideDeleted(parts: DecideParts, missing: readonly ActionState[], result: NoteDecisions): Promise<void> {
  const { ledger, clock } = parts;
  const many = missing.length > MANY_DELETED;
  for (const action of missing) {
    if (action.missing_since === null || (many && !action.missing_with_many)) await ledger.append([{ event: "missing", action_id: action.proposal.id, data: { many } }]);
  }
  // Asked once, asked until answered: rejecting one of four must not reject the other three.
  result.many_missing = missing.filter((action) => action.missing_with_many).map((action) => action.proposal.id);
  const alone = missing.filter((action) => !action.missing_with_many);
  for (const action of alone.filter(({ missing_since }) => missing_since !== null && clock.now().getTime() - Date.parse(missing_since) >= DELETED_AFTER_MS)) {
    const answer = await decide(parts, { kind: "reject", id: action.proposal.id, reason: "its note was deleted" }, { ...PERSON, via: "deleted" });
    if (answer.ok) result.decided += 1;
  }
}

/** A note that asks for something and is not ours is set aside once, with an explanation; the note itself stays as it is. */
async function quarantineForeign(parts: DecideParts, notes: NoteParts, index: NoteIndex): Promise<void> {
  for (const path of index.foreign) {
    const text = await notes.notes.read(path);
    if (text === null) continue;
    const hash = sha256Hex(text);
    if (parts.ledger.state.quarantined_notes[path]?.hash === hash) continue;
    const read = await readFront(notes, path);
    const why =
      read !== null && "problem" in read
        ? `Its front matter cannot be read: ${read.problem}`
        : "It belongs to no open action. A note alone can never be an approval; only a proposal that stands in the ledger can be decided.";
    await parts.ledger.append([{ event: "note_quarantined", data: { path, hash, why } }]);
  }
}
