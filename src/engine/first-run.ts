/**
 * Owns: what a root folder is made of on first run - folders and first notes (PRODUCT section 1).
 * Never: overwriting what the owner has.
 */
import { FOLDERS, firstNotes } from "../core/first-notes";
import type { Ports } from "../ports";
import type { Settings } from "../settings";

/** Makes what is not there yet. Returns the paths that were made. */
export async function makeFirst({ notes, device }: Pick<Ports, "notes" | "device">, { root, currency }: Settings): Promise<string[]> {
  // A root that is made anew begins a new ledger: the former one's head, and what was agreed to for it, say nothing about it. They are
  // forgotten before the first folder stands, since after a power cut the root is no longer new.
  if (!(await notes.folderExists(root))) {
    await device.remember("head", null);
    await device.remember("confirmed_settings", null);
  }
  const created: string[] = [];
  for (const folder of FOLDERS) {
    const path = `${root}/${folder}`;
    if (await notes.folderExists(path)) continue;
    await notes.makeFolder(path);
    created.push(path);
  }
  for (const { path, text } of firstNotes(currency, root)) {
    const full = `${root}/${path}`;
    if ((await notes.read(full)) !== null) continue;
    await notes.write(full, text);
    created.push(full);
  }
  return created;
}
