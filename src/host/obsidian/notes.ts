/**
 * Owns: the vault's notes through Obsidian, so that open editors, links, sync and the trash setting are respected.
 * Never: a file behind Obsidian's back, except one that Obsidian has not indexed yet.
 */
import { normalizePath, TFile, TFolder, type App } from "obsidian";
import { HostError, type Notes } from "../../ports";

/** Runs a change of the vault; what it throws becomes a sentence for the person. */
async function inVault<T>(effect: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HostError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new HostError({ code: "VAULT_ERROR", effect, cause: `Obsidian said: ${said}`, next: "Check that the vault's folder can be written to and that its disk is not full." });
  }
}

/** Port `Notes` over the vault of an app whose layout is ready (before that the index is incomplete). */
export function vaultNotes({ vault, fileManager }: App): Notes {
  const file = (path: string): TFile | null => {
    const found = vault.getAbstractFileByPath(normalizePath(path));
    return found instanceof TFile ? found : null;
  };

  const makeFolder = async (path: string): Promise<void> => {
    const parts = normalizePath(path).split("/");
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join("/");
      if (vault.getAbstractFileByPath(folder) instanceof TFolder || (await vault.adapter.exists(folder))) continue;
      await vault.createFolder(folder);
    }
  };
  const makeParent = async (path: string): Promise<void> => {
    const end = path.lastIndexOf("/");
    if (end > 0) await makeFolder(path.slice(0, end));
  };

  return {
    list: (folder) => {
      const found = vault.getAbstractFileByPath(normalizePath(folder));
      const children = found instanceof TFolder ? found.children : [];
      return Promise.resolve(children.filter((child) => child instanceof TFile && child.extension === "md").map((child) => child.path).sort());
    },
    read: (path) =>
      inVault(`The note ${path} could not be read.`, async () => {
        const found = file(path);
        return found && (await vault.read(found));
      }),
    write: (path, text) =>
      inVault(`The note ${path} was not written.`, async () => {
        const clean = normalizePath(path);
        const found = file(clean);
        if (found) {
          await vault.process(found, () => text);
          return;
        }
        await makeParent(clean);
        // A file that came in by sync a moment ago may not be indexed: `create` would refuse it.
        if (await vault.adapter.exists(clean)) await vault.adapter.write(clean, text);
        else await vault.create(clean, text);
      }),
    move: (from, to) =>
      inVault(`The note ${from} was not moved to ${to}.`, async () => {
        const found = file(from);
        const target = normalizePath(to);
        if (!found) throw new HostError({ code: "ENOENT", effect: `The note ${from} was not moved.`, cause: "It does not exist.", next: "Look for it in the trash or in another folder." });
        if (found.path === target) return;
        if (vault.getAbstractFileByPath(target) || (await vault.adapter.exists(target))) {
          throw new HostError({ code: "EEXIST", effect: `The note ${from} was not moved.`, cause: `${to} exists already, and nothing is overwritten.`, next: "Move or rename the one that is there." });
        }
        await makeParent(target);
        await fileManager.renameFile(found, target);
      }),
    trash: (path) =>
      inVault(`The note ${path} was not put into the trash.`, async () => {
        const found = file(path);
        if (found) await fileManager.trashFile(found);
      }),
    makeFolder: (path) => inVault(`The folder ${path} was not made.`, () => makeFolder(path)),
    folderExists: (path) => Promise.resolve(vault.getAbstractFileByPath(normalizePath(path)) instanceof TFolder),
  };
}
