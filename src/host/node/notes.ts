/**
 * Owns: the vault's notes on a plain disk.
 * Never: a path outside the vault - not by `..`, not absolute, not through a symbolic link - and never a hidden folder such as `.obsidian` (PRODUCT K9).
 */
import { mkdir, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, isAbsolute, join, relative, sep } from "node:path";
import { HostError, type Notes } from "../../ports";
import { noteFinder } from "./find-notes";
import { codeOf, diskError, moveFile, onDisk, replaceFile, unlessMissing } from "./disk";

function outside(path: string): HostError {
  return new HostError({
    code: "OUTSIDE_VAULT",
    effect: "The note was not touched.",
    cause: `"${path.slice(0, 200)}" does not lie inside the vault.`,
    next: "Use a folder inside the vault; replace a symbolic link by the folder itself.",
  });
}

/** Plain names separated by `/`; a name with a leading dot is hidden and not ours. */
function plain(path: string): boolean {
  return path !== "" && !isAbsolute(path) && !/[\\\0]/.test(path) && path.split("/").every((part) => part !== "" && !part.startsWith("."));
}

/** True when `path` is `folder` or lies in it; both real paths. */
export function within(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The real path of the nearest part that exists. */
async function realAncestor(path: string): Promise<string> {
  const real = await unlessMissing(realpath(path));
  return real ?? (dirname(path) === path ? path : realAncestor(dirname(path)));
}

/** Port `Notes` over a vault folder, which must exist. */
export function nodeNotes(vaultFolder: string): Notes {
  /** Absolute path of a vault path, after both gates: the text, and where links lead. */
  const at = async (path: string): Promise<string> => {
    if (!plain(path)) throw outside(path);
    const vault = await realpath(vaultFolder);
    const full = join(vault, ...path.split("/"));
    if (!within(vault, await realAncestor(full))) throw outside(path);
    return full;
  };
  const find = noteFinder();
  return {
    list: (folder) =>
      onDisk(`The folder ${folder} could not be listed.`, async () => {
        const entries = (await unlessMissing(readdir(await at(folder), { withFileTypes: true }))) ?? [];
        const notes = entries.filter((entry) => entry.isFile() && /\.md$/i.test(entry.name) && !entry.name.startsWith("."));
        return notes.map((entry) => `${folder}/${entry.name}`).sort();
      }),
    read: (path) => onDisk(`The note ${path} could not be read.`, async () => unlessMissing(readFile(await at(path), "utf8"))),
    write: (path, text) => onDisk(`The note ${path} was not written.`, async () => replaceFile(await at(path), text)),
    move: (from, to) => onDisk(`The note ${from} was not moved to ${to}.`, async () => moveFile(await at(from), await at(to))),
    trash: (path) =>
      onDisk(`The note ${path} was not put into the trash.`, async () => {
        const from = await at(path);
        const bin = join(await realpath(vaultFolder), ".trash");
        const ending = extname(path);
        const name = basename(path, ending);
        for (let copy = 1; ; copy += 1) {
          try {
            await moveFile(from, join(bin, copy === 1 ? `${name}${ending}` : `${name} ${copy}${ending}`));
            return;
          } catch (error) {
            if (codeOf(error) !== "EEXIST" || copy > 9_999) throw diskError(error, `The note ${path} was not put into the trash.`);
          }
        }
      }),
    makeFolder: (path) =>
      onDisk(`The folder ${path} was not made.`, async () => {
        await mkdir(await at(path), { recursive: true });
      }),
    folderExists: (path) => onDisk(`The folder ${path} could not be looked at.`, async () => (await unlessMissing(stat(await at(path))))?.isDirectory() ?? false),
    find: (words) => onDisk("The vault could not be searched.", async () => find(await realpath(vaultFolder), words)),
  };
}
