/**
 * Owns: what persons and syncs do to files behind the program's back.
 * Never: anything through the program.
 */
import type { Point } from "../engine/world-ports";
import type { Life } from "./life";
import { ROOT } from "./names";

export const ID_IN_NAME = /_([a-z_]+-[0-9a-f]{14})(?: \(conflict\))?\.md$/;

/** Paths of actions' notes, wherever they lie, in order. */
export const actionNotes = ({ world }: Life): string[] => [...world.notes.keys()].filter((path) => ID_IN_NAME.test(path)).sort();

/** The note that the point is about, or one by choice among all of the same kind. */
function chosen(life: Life, { about }: Point, pick: number): { path: string; id: string; text: string } | null {
  const all = actionNotes(life);
  const path = all.includes(about) ? about : all[pick % Math.max(1, all.length)];
  const id = path && ID_IN_NAME.exec(path)?.[1];
  // What is over is the owner's: where they carry its note is nobody's business.
  if (id && new RegExp(`"event":"(?:settled_done|found_done|resolved_happened|denied)","action_id":"${id}"`).test(life.everyLine())) life.person.filed.add(id);
  return path && id ? { path, id, text: life.world.notes.get(path) ?? "" } : null;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export function moveNote(life: Life, point: Point, pick: number, folder: string): void {
  const note = chosen(life, point, pick);
  if (!note || note.path.includes("(conflict)") || note.path.startsWith(`${ROOT}/${folder}/`)) return;
  life.does(`somebody moves ${nameOf(note.path)} to ${folder}`);
  life.person.moved.add(note.id);
  if (folder === "Approved") life.person.approves(note.id, "moved");
  if (folder === "Rejected") life.person.rejected.add(note.id);
  life.world.notes.set(`${ROOT}/${folder}/${nameOf(note.path)}`, note.text);
  life.world.notes.delete(note.path);
}

export function deleteNote(life: Life, point: Point, pick: number): void {
  const note = chosen(life, point, pick);
  if (!note) return;
  life.does(`somebody deletes ${nameOf(note.path)}`);
  life.person.deleted.set(note.path, note.text);
  life.world.notes.delete(note.path);
}

/** Deleted notes come back, out of the bin. */
export function restoreNotes({ person, world }: Life): void {
  for (const [path, text] of person.deleted) if (!world.notes.has(path)) world.notes.set(path, text);
}

export function renameNote(life: Life, point: Point, pick: number): void {
  const note = chosen(life, point, pick);
  if (!note || note.path.includes("(conflict)")) return;
  life.does(`somebody renames ${nameOf(note.path)}`);
  life.world.notes.delete(note.path);
  life.world.notes.set(note.path.replace(/[^/]*_([a-z]+-[0-9a-f]{14}\.md)$/, "mine_$1"), note.text);
}

export function copyNote(life: Life, point: Point, pick: number): void {
  const note = chosen(life, point, pick);
  if (!note || note.path.includes("(conflict)")) return;
  life.does(`a sync copies ${nameOf(note.path)}`);
  life.world.notes.set(note.path.replace(/\.md$/, " (conflict).md"), note.text);
}

/** What somebody writes into a property; the first that the note has, a total that its lines do not add up to before the others in every third case. */
const EDITS: [field: RegExp, value: string][] = [
  [/^due_date: .*$/m, '"2027-01-15"'],
  [/^linkedin_text: .*$/m, "Changed by hand"],
  [/^x_text: .*$/m, "Changed by hand"],
  [/^customer_name: .*$/m, "Somebody Else"],
];
const TOTAL: [field: RegExp, value: string] = [/^total_amount: .*$/m, '"77.00"'];

export function editNote(life: Life, point: Point, pick: number): void {
  const note = chosen(life, point, pick);
  const edit = note && (pick % 3 === 0 ? [TOTAL, ...EDITS] : [...EDITS, TOTAL]).find(([field]) => field.test(note.text));
  if (!edit) return;
  const [field, value] = edit;
  const name = field.exec(note.text)?.[0].split(":")[0] ?? "";
  life.does(`somebody changes ${name} in ${nameOf(note.path)}`);
  life.world.notes.set(note.path, note.text.replace(field, `${name}: ${value}`));
}

/** An older version of the newest day: some of its last lines are not in it. It is another file: what the program holds open is no longer there. */
export function replaceLedger(life: Life, pick: number): void {
  const { disk } = life.world;
  const day = [...disk.days.keys()].sort().at(-1);
  if (day === undefined || life.swapped !== null) return;
  const lines = disk.text(day).split("\n").slice(0, -1);
  const kept = lines.length - 1 - (pick % Math.max(1, Math.min(12, lines.length - 2)));
  if (kept < 1) return;
  life.does(`a sync replaces ${day}.json by an older version: ${kept} of ${lines.length} lines`);
  const file = disk.days.get(day);
  if (file) life.swapped = { day, file };
  life.swapped_at = life.trace.length;
  disk.create(day, `${lines.slice(0, kept).join("\n")}\n`);
}
