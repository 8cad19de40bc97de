/**
 * Owns: what a root folder is made of on first run - folders and first notes (PRODUCT section 1).
 * Never: overwriting what the owner has.
 */
import { FOLDERS, firstNotes } from "../core/first-notes";
import type { Device, Ports } from "../ports";
import type { Settings } from "../settings";

/**
 * A root that is made anew begins a new ledger: the former one's head, and what was agreed to for it, say nothing about it. They are
 * forgotten before the first folder stands, since after a power cut the root is no longer new.
 */
async function forgetFormer({ notes, device }: Pick<Ports, "notes" | "device">, { root }: Settings): Promise<void> {
  if (await notes.folderExists(root)) return;
  await device.remember("head", null);
  await device.remember("confirmed_settings", null);
}

/** Could this process become the executor? A phone never can, nor can a second process beside the first. */
async function mayExecute(device: Pick<Device, "lock">): Promise<boolean> {
  const lock = await device.lock();
  if ("held_by" in lock) return false;
  await lock.release();
  return true;
}

/** Makes what is not there yet, where this process may execute; elsewhere a sync, or the first process, brings it. Returns the paths that were made. */
export async function makeFirst(ports: Pick<Ports, "notes" | "device">, settings: Settings): Promise<string[]> {
  const { notes, device } = ports;
  const { root, currency } = settings;
  await forgetFormer(ports, settings);
  if (!(await mayExecute(device))) return [];
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
