/**
 * Owns: the folder `Logs/` on a plain disk - day files, blobs, request files.
 * Never: a change to what stands in a day file, except cutting a torn tail; and never what a line means.
 */
import { mkdir, open, readdir, readFile, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HostError, type FileMark, type LedgerFiles, type LedgerHandle } from "../../ports";
import { codeOf, createFile, onDisk, replaceFile, syncFolder, unlessMissing } from "./disk";

const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.json$/;
const HASH = /^[0-9a-f]{64}$/;
/** Also the names that a sync gives to copies: spaces, parentheses, words of any language. */
const REQUEST = /^[\p{L}\p{N}][^\p{Cc}/\\:*?"<>|]{0,199}$/u;
/** No wish is as long, bytes; the pictures of a post lie in files of their own. */
const MOST_REQUEST = 4 * 1024 * 1024;
/** A day in the name, and not the day file itself. */
const COPY = /\d{4}-\d{2}-\d{2}.+\.json$|\d{4}-\d{2}-\d{2}\.json.+$|^.+\d{4}-\d{2}-\d{2}\.json$/;

/** A name from outside never becomes a path before it has passed this. */
function checked(name: string, pattern: RegExp, what: string): string {
  if (pattern.test(name)) return name;
  throw new HostError({ code: "BAD_NAME", effect: `The ${what} was not touched.`, cause: `"${name.slice(0, 80)}" is not a name of a ${what}.`, next: "Remove the file with that name from the Logs folder." });
}

async function markOf(path: string): Promise<FileMark | null> {
  const found = await unlessMissing(stat(path, { bigint: true }));
  return found && { identity: `${found.dev}:${found.ino}`, size: Number(found.size) };
}

async function openDay(path: string): Promise<LedgerHandle> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  // Also an existing file may have been made by a run that died before its name was durable.
  let named = false;
  const handle = await open(path, "a");
  let size = (await handle.stat()).size;
  let broken = false;
  let queue: Promise<unknown> = Promise.resolve();
  /** One after the other, in the order of the calls, whatever became of the one before. */
  const inOrder = <T>(effect: string, work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(() => onDisk(effect, work));
    queue = turn.catch(() => undefined);
    return turn;
  };
  return {
    append: (text) =>
      inOrder("The log line was not written.", async () => {
        if (broken) throw Object.assign(new Error("an earlier write failed half-way and could not be taken back"), { code: "EIO" });
        const bytes = Buffer.from(text);
        try {
          await handle.appendFile(bytes);
          size += bytes.length;
        } catch (error) {
          // A full disk may have taken half a line: the next line must not be glued to it.
          await handle.truncate(size).catch(() => (broken = true));
          throw error;
        }
      }),
    sync: () =>
      inOrder("The log could not be made durable.", async () => {
        await handle.sync();
        if (named) return;
        await syncFolder(folder);
        await syncFolder(dirname(folder));
        named = true;
      }),
    mark: () => onDisk("The log file could not be looked at.", () => markOf(path)),
    truncate: (to) =>
      inOrder("The torn end of the log was not cut off.", async () => {
        await handle.truncate(to);
        size = to;
      }),
    close: () => inOrder("The log file could not be closed.", () => handle.close()),
  };
}

/** Port `LedgerFiles` over a folder; the folder is made with the first write. */
export function nodeLedgerFiles(folder: string): LedgerFiles {
  const dayPath = (day: string): string => join(folder, checked(`${day}.json`, DAY_FILE, "log file"));
  const blobPath = (hash: string): string => join(folder, "blobs", checked(hash, HASH, "stored text"));
  const requestPath = (name: string): string => join(folder, "requests", checked(name, REQUEST, "request"));
  const names = async (path: string): Promise<string[]> => ((await unlessMissing(readdir(path))) ?? []).sort();
  return {
    days: () => onDisk("The log could not be listed.", async () => (await names(folder)).flatMap((name) => DAY_FILE.exec(name)?.[1] ?? [])),
    copies: () => onDisk("The log could not be listed.", async () => (await names(folder)).filter((name) => !name.startsWith(".") && COPY.test(name))),
    read: (day) => onDisk(`The log of ${day} could not be read.`, async () => unlessMissing(readFile(dayPath(day)))),
    open: (day) => onDisk(`The log of ${day} could not be opened.`, async () => openDay(dayPath(day))),
    writeBlob: (hash, bytes) =>
      onDisk("A text was not stored.", async () => {
        // Equal name, equal content, and it appeared whole: nothing to do.
        if ((await markOf(blobPath(hash)))?.size !== bytes.length) await replaceFile(blobPath(hash), bytes);
      }),
    readBlob: (hash) => onDisk("A stored text could not be read.", async () => unlessMissing(readFile(blobPath(hash)))),
    requests: () =>
      onDisk("The requests could not be listed.", async () => {
        const entries = (await unlessMissing(readdir(join(folder, "requests"), { withFileTypes: true }))) ?? [];
        // A folder is no request, and a link may lead out of the vault.
        return entries.flatMap((entry) => (entry.isFile() && REQUEST.test(entry.name) ? [entry.name] : [])).sort();
      }),
    readRequest: (name) =>
      onDisk("A request could not be read.", async () => {
        const mark = await markOf(requestPath(name));
        if (mark !== null && mark.size > MOST_REQUEST) {
          throw new HostError({ code: "TOO_LARGE", effect: "A request was not read.", cause: `Logs/requests/${name} has ${mark.size} bytes; no request is as long.`, next: "Remove that file." });
        }
        return unlessMissing(readFile(requestPath(name), "utf8"));
      }),
    writeRequest: (name, text) => onDisk("The request was not written.", () => createFile(requestPath(name), text)),
    removeRequest: (name) =>
      onDisk("A finished request could not be removed.", async () => {
        try {
          await unlink(requestPath(name));
        } catch (error) {
          if (codeOf(error) !== "ENOENT") throw error;
        }
      }),
  };
}
