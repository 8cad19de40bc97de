/**
 * Owns: the few ways this host touches the disk - replace in one step, create without overwriting, make durable - and what a disk error means.
 * Never: a path of its own; callers have checked where they may write.
 */
import { constants } from "node:fs";
import { copyFile, link, lstat, mkdir, open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { HostError } from "../../ports";

const CAUSES: Record<string, [cause: string, next: string]> = {
  ENOSPC: ["The disk is full.", "Free some space; nothing was lost, the work goes on by itself."],
  EDQUOT: ["Your disk quota is used up.", "Free some space; nothing was lost, the work goes on by itself."],
  EACCES: ["The program has no permission for it.", "Give this user the right to read and write there."],
  EPERM: ["The system does not permit it.", "Give this user the right to read and write there."],
  EROFS: ["The folder lies on a read-only disk.", "Make the disk writable, or choose another vault folder."],
  ENOENT: ["It does not exist.", "Check the path: the folder may have been moved, or its disk is not mounted."],
  ENOTDIR: ["Something on the path is a file, not a folder.", "Move that file away."],
  EISDIR: ["A folder stands where a file is expected.", "Move that folder away."],
  EEXIST: ["Something with that name exists already, and nothing is overwritten.", "Move or rename the one that is there."],
  EMFILE: ["Too many files are open.", "Close other programs, or raise the limit of open files."],
  ENAMETOOLONG: ["The name is too long for this disk.", "Shorten the name or the path of the vault."],
  EIO: ["The disk reported a read or write error.", "Check the disk before anything else, and make a copy of the vault."],
};

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** What the disk said, in words for a person. `effect`: what could not be done, as a sentence. */
export function diskError(error: unknown, effect: string): HostError {
  if (error instanceof HostError) return error;
  const code = codeOf(error);
  const [cause, next] = CAUSES[code] ?? [`The system said: ${error instanceof Error ? error.message : String(error)}.`, "Check the disk and the folder."];
  return new HostError({ code: code === "" ? "DISK_ERROR" : code, effect, cause, next });
}

/** Runs a disk operation; what it throws becomes a HostError with that effect. */
export async function onDisk<T>(effect: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskError(error, effect);
  }
}

/** The value, or null when there is no such file or folder. */
export async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

/** Makes names in a folder durable. Windows cannot open a folder for that and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

let counter = 0;

/** A hidden name beside `path`: never listed, and on the same disk, so that it can be renamed in one step. */
function besides(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 120)}.${process.pid}-${Date.now().toString(36)}-${(counter += 1)}.tmp`);
}

async function writeBeside(path: string, data: string | Uint8Array, mode: number): Promise<string> {
  const temporary = besides(path);
  const handle = await open(temporary, "wx", mode);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await handle.close();
  return temporary;
}

/** Creates or replaces in one step: a reader, or a power cut, sees the old or the new content and nothing between. Folders are made. */
export async function replaceFile(path: string, data: string | Uint8Array, mode = 0o666): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = await writeBeside(path, data, mode);
  try {
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Gives `path` the content of `from` under a second name, failing with EEXIST when it is taken. */
async function linkNew(from: string, path: string): Promise<void> {
  try {
    await link(from, path);
  } catch (error) {
    // Some disks (exFAT, some network shares) know no links.
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP", "EMLINK"].includes(codeOf(error))) throw error;
    await copyFile(from, path, constants.COPYFILE_EXCL);
  }
}

/** Creates whole or not at all, and never overwrites: EEXIST when the name is taken, also when two try at once. */
export async function createFile(path: string, data: string | Uint8Array, mode = 0o666): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = await writeBeside(path, data, mode);
  try {
    await linkNew(temporary, path);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(dirname(path));
}

/** Moves without ever overwriting: EEXIST when the target exists. A move that a power cut left half done (both names, one file) is finished. */
export async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const source = await lstat(from, { bigint: true });
  const target = await unlessMissing(lstat(to, { bigint: true }));
  if (target === null) await linkNew(from, to);
  else if (target.dev !== source.dev || target.ino !== source.ino) throw Object.assign(new Error("exists"), { code: "EEXIST" });
  else if (from.toLowerCase() === to.toLowerCase()) return rename(from, to); // a disk that ignores case: one name in two writings
  await unlink(from);
  await syncFolder(dirname(to));
}
