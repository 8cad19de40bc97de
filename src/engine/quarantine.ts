/**
 * Owns: setting aside notes that ask for something and may not (PRODUCT A5): not ours, not readable, or of an action that is over.
 * Never: changing such a note, and never before a sync had the time to bring the whole of it.
 */
import { sha256Hex } from "../core/hash";
import type { JsonObject } from "../core/json";
import { describeShape, readShape } from "../core/note-shapes";
import { statusOf, type ActionState } from "../core/state";
import type { NoteDecisionParts } from "./conflicts";
import { folderOf, readFront, type NoteIndex, type NoteParts } from "./note-index";

/** Milliseconds that a note must stay as it is before it counts as broken: a sync may have brought half of it. */
const SETTLED_MS = 60_000;
const DECIDING = new Set(["Pending_Approval", "Approved", "Rejected"]);

async function setAside({ ledger }: NoteDecisionParts, path: string, text: string, why: string): Promise<void> {
  const hash = sha256Hex(text);
  if (ledger.state.quarantined_notes[path]?.hash === hash) return;
  await ledger.append([{ event: "note_quarantined", data: { path, hash, why } }]);
}

/** A note of an action that is over, where it would decide something: restored, copied, or moved on another device at the same time. */
async function explainLate(parts: NoteDecisionParts, notes: NoteParts, action: ActionState, path: string): Promise<void> {
  if (path === action.note || !DECIDING.has(folderOf(path, notes.root))) return;
  const read = await readFront(notes, path);
  if (read === null) return;
  const why = `It belongs to ${action.proposal.id}, which is ${statusOf(action)} already (${action.note ?? "its note is gone"}). Moving or restoring this note changes nothing.`;
  await setAside(parts, path, read.text, why);
}

const NOT_OURS = "It belongs to no open action. A note alone can never be an approval; only a proposal that stands in the ledger can be decided.";

function notOurs({ front, body }: { front: JsonObject; body: string }): string {
  const shaped = readShape(front, body);
  return shaped === null ? NOT_OURS : `${describeShape(shaped)} ${NOT_OURS}`;
}

/** Every such note is set aside once, with an explanation; the note itself stays as it is. */
export async function quarantineForeign(parts: NoteDecisionParts, notes: NoteParts, index: NoteIndex): Promise<void> {
  for (const action of Object.values(parts.ledger.state.actions)) {
    if (action.archived) for (const path of index.of(action.proposal.id)) await explainLate(parts, notes, action, path);
  }
  for (const path of index.foreign) {
    const read = await readFront(notes, path);
    if (read === null) continue;
    const isWhole = !("problem" in read) && read.text.trim() !== "";
    if (!isWhole && parts.note_memory.unchangedFor(path, read.text, parts.clock.now()) < SETTLED_MS) continue;
    await setAside(parts, path, read.text, "problem" in read ? `Its front matter cannot be read: ${read.problem}` : notOurs(read));
  }
}
