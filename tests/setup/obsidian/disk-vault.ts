/**
 * Owns: an Obsidian vault over a real folder, for tests.
 * Never: logic of this project; other programs may change the same folder, `reconcile__` then tells the vault.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { App, CapacitorAdapter, FileSystemAdapter } from "obsidian-test-mocks/obsidian";

/** What an adapter does, on the disk below `folder`. */
function diskMethods(folder: string) {
  const at = (path: string): string => join(folder, path === "/" ? "" : path);
  const write = (path: string, data: string | Uint8Array): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), data);
  };
  const named = (path: string, options: { recursive?: boolean } = {}): { files: string[]; folders: string[] } => {
    const entries = readdirSync(at(path), { withFileTypes: true, ...options });
    const names = (folders: boolean): string[] =>
      entries.filter((entry) => entry.isDirectory() === folders).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
    return { files: names(false), folders: names(true) };
  };
  return {
    exists: async (path: string) => statSync(at(path), { throwIfNoEntry: false }) !== undefined,
    stat: async (path: string) => {
      const found = statSync(at(path), { throwIfNoEntry: false });
      return found ? { type: found.isDirectory() ? "folder" : "file", ctime: found.ctimeMs, mtime: found.mtimeMs, size: found.size } : null;
    },
    readSync__: (path: string) => readFileSync(at(path), "utf8"),
    read: async (path: string) => readFileSync(at(path), "utf8"),
    readBinary: async (path: string) => new Uint8Array(readFileSync(at(path))).buffer,
    writeSync__: write,
    write: async (path: string, data: string) => write(path, data),
    writeBinary: async (path: string, data: ArrayBuffer) => write(path, new Uint8Array(data)),
    append: async (path: string, data: string) => write(path, readFileSync(at(path), "utf8") + data),
    mkdirSync__: (path: string) => void mkdirSync(at(path), { recursive: true }),
    mkdir: async (path: string) => void mkdirSync(at(path), { recursive: true }),
    rename: async (from: string, to: string) => renameSync(at(from), at(to)),
    remove: async (path: string) => rmSync(at(path)),
    rmdir: async (path: string, recursive: boolean) => rmSync(at(path), { recursive }),
    list: async (path: string) => named(path),
    listAll__: () => named("/", { recursive: true }),
  };
}

/** An app whose vault is this folder; a phone's vault has no path on a disk. */
export function openApp(folder: string, { phone = false } = {}): App {
  const adapter = phone ? CapacitorAdapter.create__(folder, null) : FileSystemAdapter.create__(folder);
  Object.assign(adapter, diskMethods(folder));
  const app = App.createConfigured__({ adapter: adapter.asOriginalType__() });
  app.vault.reconcile__();
  return app;
}
