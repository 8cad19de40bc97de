/**
 * Owns: decisions and edits that people make in notes: moved, changed, deleted (PRODUCT A1, A2, A4, A5).
 * Never: acting, and never taking a note's own word: only where it lies and which fields differ counts.
 */
import { changedFields, FOLDERS, noteName, ownFront } from "../core/action-note";
import type { JsonObject } from "../core/json";
import { claimsOtherwise, property } from "../core/note-edits";
import { isCopyName } from "../core/note-names";
import { movable, statusOf, type ActionState } from "../core/state";
import type { Asker } from "../core/wish";
import { severalNotes, waitsForItsName, type NoteDecisionParts } from "./conflicts";
import { decide } from "./decide";
import { enterEdit } from "./editing";
import { facesOf, prefixOf } from "./faces";
import { findElsewhere, folderOf, indexNotes, readFront, type NoteIndex, type NoteParts } from "./note-index";
import { quarantineForeign } from "./quarantine";

/** What stands in the way of an action's note, shown in the note itself. */
export interface Overlay {
  fields: JsonObject;
  problem: string;
}

export interface NoteDecisions {
  decided: number;
  index: NoteIndex;
  overlays: Map<string, Overlay>;
  /** Ids whose notes are left alone, and whose actions do not start: two notes, or one that cannot be read. */
  conflicts: Map<string, string>;
  /** Ids whose notes show what the ledger does not say: they are written again. */
  untrue: Set<string>;
  /** More notes are gone than anybody deletes at once: asked, not rejected (PRODUCT A4). */
  many_missing: string[];
}

/** A synced move can arrive as delete, then create. */
const DELETED_AFTER_MS = 10 * 60_000;
const MANY_DELETED = 3;
const PERSON: Asker = { by: "person", via: "move", attended: false };

const EDITABLE = new Set(["waiting", "approved", "simulated"]);

/** Takes what people did to notes into the ledger. The index and what was wrong go on to the projection. */
export async function decideByNotes(parts: NoteDecisionParts, notes: NoteParts): Promise<NoteDecisions> {
  const { ledger } = parts;
  const index = await indexNotes(notes, (id) => ledger.state.actions[id] !== undefined);
  const result: NoteDecisions = { decided: 0, index, overlays: new Map(), conflicts: new Map(), untrue: new Set(), many_missing: [] };
  const open = Object.values(ledger.state.actions).filter((action) => !action.archived);
  // What a deletion cannot reject is simply written again.
  const gone = open.filter((action) => index.of(action.proposal.id).length === 0 && action.note !== null && movable(action, "denied").length > 0);
  const elsewhere = await findElsewhere(notes, parts.note_memory, gone.map(({ proposal }) => proposal.id), parts.clock.now());
  for (const [id, paths] of elsewhere) for (const path of paths) if ((await notes.notes.read(path)) !== null) index.add(id, path);
  for (const action of open) {
    const { id } = action.proposal;
    const [path, ...others] = index.of(id);
    if (path === undefined) continue;
    if (others.length > 0) {
      parts.note_memory.asked.add(id);
      result.conflicts.set(id, await severalNotes(parts, notes, action, [path, ...others]));
    } else await decideByNote(parts, notes, action, path, result);
  }
  await decideDeleted(parts, gone.filter(({ proposal }) => index.of(proposal.id).length === 0), result);
  await quarantineForeign(parts, notes, index);
  return result;
}

async function decideByNote(parts: NoteDecisionParts, notes: NoteParts, action: ActionState, path: string, result: NoteDecisions): Promise<void> {
  const { id } = action.proposal;
  if (action.missing_since !== null) await parts.ledger.append([{ event: "found_again", action_id: id, data: {} }]);
  let shown: string | null = null;
  let named: string | null = null;
  if (Object.values(action.deliveries).some(({ status }) => EDITABLE.has(status))) {
    const read = await readFront(notes, path);
    if (read === null) return;
    if ("problem" in read) {
      result.conflicts.set(id, `${path}: ${read.problem}`);
      return;
    }
    const faces = facesOf(parts.services, action);
    const fingerprint = property(read.front, "fingerprint");
    if (typeof fingerprint === "string") shown = fingerprint;
    const own = property(read.front, "id");
    if (typeof own === "string") named = own.trim();
    // A note that was not yet written again after an edit elsewhere, or that was restored from before, differs because it is old.
    const isOld = shown !== null && shown !== action.fingerprint;
    const fields = isOld ? {} : changedFields(read.front, faces);
    if (Object.keys(fields).length > 0) {
      const answer = await enterEdit(parts, action, fields, null);
      if (!answer.ok) result.overlays.set(id, { fields, problem: answer.text });
      return;
    }
    if (isOld || claimsOtherwise(read.front, ownFront(action), faces)) result.untrue.add(id);
  }
  await decideByFolder(parts, notes, action, path, { shown, named }, result);
}

/** A note in another folder than the one the program put it in was moved by a person. `shown`: fingerprint of the content that the note shows; `named`: the action that it names. */
async function decideByFolder(parts: NoteDecisionParts, notes: NoteParts, action: ActionState, path: string, { shown, named }: { shown: string | null; named: string | null }, result: NoteDecisions): Promise<void> {
  const { id } = action.proposal;
  if (action.put_back) return;
  const status = statusOf(action);
  const folder = folderOf(path, notes.root);
  const wanted = FOLDERS[status];
  // The first note of an action lies in Pending_Approval, even when a power cut took the line that says so.
  const put = action.note === null ? FOLDERS.waiting : folderOf(action.note, notes.root);
  if (folder === wanted || folder === put) return;
  const names = [noteName(action, prefixOf(parts.services, action.proposal)), ...(action.note === null ? [] : [action.note])];
  if (isCopyName(path, names) && !parts.note_memory.asked.has(id)) {
    result.conflicts.set(id, waitsForItsName(path));
    return;
  }
  // Its file name means one action, its properties another: which one was meant is not known (PRODUCT K6).
  if (named !== null && named !== id) {
    result.overlays.set(id, { fields: {}, problem: `The id in the note was that of another action (${named.slice(0, 60)}). Nothing was decided.` });
    return;
  }
  const answer =
    folder === "Approved"
      ? await approveByMove(parts, id, shown)
      : folder === "Rejected"
        ? await decide(parts, { kind: "reject", id, reason: "moved to Rejected" }, PERSON)
        : folder === "Pending_Approval" && movable(action, "undone").length > 0
          ? await decide(parts, { kind: "undo", id }, PERSON)
          : null;
  if (answer === null) return;
  if (answer.ok) result.decided += 1;
  else result.overlays.set(id, { fields: {}, problem: answer.text });
}

/** A moved note approves what it shows. One that was emptied, or brought in half by a sync, shows nothing. */
async function approveByMove(parts: NoteDecisionParts, id: string, shown: string | null): Promise<{ ok: boolean; text: string }> {
  if (shown !== null) return decide(parts, { kind: "approve", id, fingerprint: shown }, PERSON);
  return { ok: false, text: "The note did not show what it was about (its fingerprint was gone). It was written again: look at it, then move it once more." };
}

async function decideDeleted(parts: NoteDecisionParts, missing: readonly ActionState[], result: NoteDecisions): Promise<void> {
  const { ledger, clock, note_memory } = parts;
  const now = clock.now();
  const many = missing.length > MANY_DELETED;
  const quiet = note_memory.goneFor(missing.map(({ proposal }) => proposal.id), now);
  for (const action of missing) {
    if (action.missing_since === null || (many && !action.missing_with_many)) await ledger.append([{ event: "missing", action_id: action.proposal.id, data: { many } }]);
  }
  // Asked once, asked until answered: rejecting one of four must not reject the other three.
  result.many_missing = missing.filter((action) => action.missing_with_many).map((action) => action.proposal.id);
  if (quiet < DELETED_AFTER_MS) return;
  const alone = missing.filter((action) => !action.missing_with_many);
  for (const action of alone.filter(({ missing_since }) => missing_since !== null && now.getTime() - Date.parse(missing_since) >= DELETED_AFTER_MS)) {
    const answer = await decide(parts, { kind: "reject", id: action.proposal.id, reason: "its note was deleted" }, { ...PERSON, via: "deleted" });
    if (answer.ok) result.decided += 1;
  }
}
