/**
 * Owns: the folder `Logs/` on a device that does not execute, e.g. a phone: it reads the ledger and leaves request files, with the pictures of a post.
 * Never: a write to a day file; that is the executing device's alone (PRODUCT E4).
 */
import { normalizePath, type DataAdapter } from "obsidian";
import { HostError, type LedgerFiles } from "../../ports";

const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.json$/;

/** Day files that are remembered: the newest two, and around midnight the next. */
const KEPT = 3;

function notHere(): HostError {
  return new HostError({
    code: "NOT_THE_EXECUTOR",
    effect: "Nothing was written to the log.",
    cause: "This device shows and decides; another one executes.",
    next: "Leave the program running on the executing device.",
  });
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Port `LedgerFiles` over the vault's adapter. `folder`: path of `Logs` in the vault. */
export function readerFiles(adapter: DataAdapter, folder: string): LedgerFiles {
  const at = (...parts: string[]): string => normalizePath([folder, ...parts].join("/"));
  const names = async (path: string): Promise<string[]> => ((await adapter.exists(path)) ? (await adapter.list(path)).files.map(baseName).sort() : []);
  const seen = new Map<string, { stamp: string; content: Uint8Array }>();
  /** A file that a sync takes away or replaces in this moment is not there: it is looked at again. */
  const bytes = async (path: string): Promise<Uint8Array | null> => {
    if (!(await adapter.exists(path))) return null;
    try {
      return new Uint8Array(await adapter.readBinary(path));
    } catch (error) {
      if (await adapter.exists(path)) throw error;
      return null;
    }
  };
  /** The same bytes as long as the file is the same: it is looked at every few seconds, and a phone has a battery. */
  const unchanged = async (path: string): Promise<Uint8Array | null> => {
    const stat = await adapter.stat(path);
    const stamp = stat && `${stat.mtime} ${stat.size}`;
    const kept = seen.get(path);
    if (stat && kept?.stamp === stamp && kept.content.length === stat.size) return kept.content;
    const content = await bytes(path);
    if (seen.size >= KEPT) seen.clear();
    if (content && stamp !== null) seen.set(path, { stamp, content });
    return content;
  };

  return {
    days: async () => (await names(at())).flatMap((name) => DAY_FILE.exec(name)?.[1] ?? []),
    read: (day) => unchanged(at(`${day}.json`)),
    open: () => Promise.reject(notHere()),
    writeBlob: async (hash, content) => {
      // Named by its content: no two devices can mean different things by it.
      if ((await adapter.stat(at("blobs", hash)))?.size === content.length) return;
      if (!(await adapter.exists(at("blobs")))) await adapter.mkdir(at("blobs"));
      await adapter.writeBinary(at("blobs", hash), new Uint8Array(content).buffer);
    },
    readBlob: (hash) => bytes(at("blobs", hash)),
    requests: () => names(at("requests")),
    readRequest: async (name) => ((await adapter.exists(at("requests", name))) ? adapter.read(at("requests", name)) : null),
    writeRequest: async (name, text) => {
      const path = at("requests", name);
      if (await adapter.exists(path)) {
        throw new HostError({ code: "EEXIST", effect: "The request was not written.", cause: "A request with that name exists already.", next: "Decide again." });
      }
      if (!(await adapter.exists(at("requests")))) await adapter.mkdir(at("requests"));
      await adapter.write(path, text);
    },
    removeRequest: () => Promise.reject(notHere()),
  };
}
