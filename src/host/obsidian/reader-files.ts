/**
 * Owns: the folder `Logs/` on a device that does not execute, e.g. a phone: it reads the ledger and leaves request files.
 * Never: a write to a day file or a blob; that is the executing device's alone (PRODUCT E4).
 */
import { normalizePath, type DataAdapter } from "obsidian";
import { HostError, type LedgerFiles } from "../../ports";

const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.json$/;

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
  const bytes = async (path: string): Promise<Uint8Array | null> => ((await adapter.exists(path)) ? new Uint8Array(await adapter.readBinary(path)) : null);

  return {
    days: async () => (await names(at())).flatMap((name) => DAY_FILE.exec(name)?.[1] ?? []),
    read: (day) => bytes(at(`${day}.json`)),
    open: () => Promise.reject(notHere()),
    writeBlob: () => Promise.reject(notHere()),
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
