/**
 * Owns: the vault's notes through Obsidian, so that open editors, links, sync and the trash setting are respected.
 * Never: a file behind Obsidian's back, except one that Obsidian has not indexed yet.
 */
import { normalizePath, TFile, TFolder, type App, type TAbstractFile, type Vault } from "obsidian";
import { folded } from "../../core/note-names";
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

/**
 * What lies at a path. Obsidian's index is exact, but disks and syncs are not: "Approved" may have become "approved", an umlaut two
 * characters. Where exactly one name is meant, that one is found.
 */
function lookUp(vault: Vault, path: string): TAbstractFile | null {
  const exact = vault.getAbstractFileByPath(path) ?? vault.getAbstractFileByPath(normalizePath(path));
  if (exact) return exact;
  let at: TAbstractFile | null = vault.getRoot();
  for (const name of normalizePath(path).split("/")) {
    const children: TAbstractFile[] = at instanceof TFolder ? at.children : [];
    const alike = children.filter((child) => folded(child.name) === folded(name));
    at = alike.find((child) => child.name === name) ?? (alike.length === 1 ? (alike[0] ?? null) : null);
  }
  return at;
}

/** Port `Notes` over the vault of an app whose layout is ready (before that the index is incomplete). */
export function vaultNotes({ vault, fileManager, metadataCache }: App): Notes {
  const file = (path: string): TFile | null => {
    const found = lookUp(vault, path);
    return found instanceof TFile ? found : null;
  };

  const makeFolder = async (path: string): Promise<void> => {
    const parts = normalizePath(path).split("/");
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join("/");
      if (lookUp(vault, folder) instanceof TFolder || (await vault.adapter.exists(folder))) continue;
      await vault.createFolder(folder);
    }
  };
  const makeParent = async (path: string): Promise<void> => {
    const end = path.lastIndexOf("/");
    if (end > 0) await makeFolder(path.slice(0, end));
  };

  /** What Obsidian has indexed of a note is enough; one that it has not indexed yet is read. */
  const holds = async (note: TFile, words: readonly string[]): Promise<boolean> => {
    if (words.some((word) => folded(note.path).includes(folded(word)))) return true;
    const indexed = metadataCache.getFileCache(note);
    const text = indexed?.frontmatter ? JSON.stringify(indexed.frontmatter) : indexed ? "" : await vault.cachedRead(note);
    return words.some((word) => text.includes(word));
  };

  return {
    // Paths begin with the folder as it was asked for, however the disk spells it.
    list: (folder) => {
      const found = lookUp(vault, folder);
      const children = found instanceof TFolder ? found.children : [];
      return Promise.resolve(children.filter((child) => child instanceof TFile && child.extension.toLowerCase() === "md").map((child) => `${folder}/${child.name}`).sort());
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
        const there = lookUp(vault, target);
        if (there === found) return;
        if (there || (await vault.adapter.exists(target))) {
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
    folderExists: (path) => Promise.resolve(lookUp(vault, path) instanceof TFolder),
    find: (words) =>
      inVault("The vault could not be searched.", async () => {
        const found: string[] = [];
        for (const note of vault.getMarkdownFiles()) if (await holds(note, words)) found.push(note.path);
        return found.sort();
      }),
  };
}
