/**
 * Owns: a message that could not be dealt with: the note that says so, and when it is tried again (PRODUCT K6, E3).
 * Never: giving up without a word, or trying without end.
 */
import { mailNoteName, unreadNote } from "../core/mail-note";
import { readNote, writeNote } from "../core/note";
import type { ObservationState } from "../core/state";
import { retire } from "./filing";
import type { IntakeParts } from "./intake-parts";

/** Tries by itself, the first one counted; a person may ask for more. */
const MOST_TRIES = 3;
/** Until the next try by itself, milliseconds: what stood in the way - a machine out of memory, a bug mended by an update - may be gone by then. */
const AGAIN_MS = 86_400_000;

/** Property of its note: ticked, it is tried again at once. */
const READ_AGAIN = "read_again";

const PREFIX = "UNREAD_MAIL";

const folderOf = ({ notes }: IntakeParts): string => `${notes.root}/Needs_Action`;
const pathOf = (parts: IntakeParts, id: string, { at }: ObservationState): string => `${folderOf(parts)}/${mailNoteName(PREFIX, id, at, "")}`;

async function noteOf({ notes }: IntakeParts, path: string | null) {
  const text = path === null ? null : await notes.notes.read(path);
  const read = text === null ? null : readNote(text, notes.readYaml);
  return read === null || "problem" in read ? null : read;
}

/** Files what failed as a note, or counts one more failure in the note that is there. What the owner wrote in it stays. */
export async function fileUnread(parts: IntakeParts, id: string, seen: ObservationState, why: string): Promise<void> {
  const { notes } = parts.notes;
  const times = (seen.filed?.failed?.times ?? 0) + 1;
  const path = pathOf(parts, id, seen);
  const before = await noteOf(parts, path);
  const text = before === null ? unreadNote(why, seen.at, parts.settings().zone, MOST_TRIES) : writeNote({ ...before.front, tried: times, [READ_AGAIN]: false }, before.body);
  // Thrown away meanwhile: it is not written again.
  if (before !== null || times === 1) await notes.write(path, text);
  await parts.ledger.append([{ event: "filed", data: { id, as: "note", kind: "other", note: path, actions: [], reason: why.slice(0, 500), later: null, failed: { times, at: parts.clock.now().toISOString() } } }], true);
}

/** Is it time to try what failed once more? Not once its note was thrown away or put away: then the owner has dealt with it. */
export async function triedAgain(parts: IntakeParts, seen: ObservationState): Promise<boolean> {
  const { failed, note } = seen.filed ?? {};
  if (!failed || !note) return false;
  const found = await noteOf(parts, note);
  if (found === null) return false;
  return found.front[READ_AGAIN] === true || (failed.times < MOST_TRIES && parts.clock.now().getTime() - Date.parse(failed.at) >= AGAIN_MS);
}

/** Notes of mails that were read after all have served. Looked for in the folder: a power cut may have come after the mail was filed. */
export async function retireUnread(parts: IntakeParts): Promise<void> {
  const notes = (await parts.notes.notes.list(folderOf(parts))).filter((path) => path.includes(`/${PREFIX}_`));
  if (notes.length === 0) return;
  for (const [id, seen] of Object.entries(parts.ledger.state.observations)) {
    const path = pathOf(parts, id, seen);
    if (seen.filed && !seen.filed.failed && notes.includes(path)) await retire(parts, path);
  }
}
