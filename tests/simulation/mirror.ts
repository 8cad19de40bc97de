/**
 * Owns: a simulated life on real files too: every write goes to a real folder and to the machine in memory, every read comes from the real
 * one, and both must say the same.
 * Never: a fault of its own; a power cut leaves on the real disk what it leaves in the model.
 */
import { mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { nodeLedgerFiles } from "../../src/host/node/ledger-files";
import { nodeNotes } from "../../src/host/node/notes";
import type { LedgerFiles, LedgerHandle, Notes } from "../../src/ports";
import type { World } from "../engine/world";
import { ROOT } from "./names";

export class Mirror {
  private readonly open: LedgerHandle[] = [];

  private constructor(
    private readonly folder: string,
    private readonly world: World,
  ) {}

  static async of(world: World): Promise<Mirror> {
    return new Mirror(await mkdtemp(join(tmpdir(), "ae-mirror-")), world);
  }

  private get logs(): string {
    return join(this.folder, ROOT, "Logs");
  }

  /** The real notes, doing what those in memory do. */
  notes(model: Notes): Notes {
    const real = nodeNotes(this.folder);
    return {
      list: (folder) => model.list(folder).then(() => real.list(folder)),
      read: (path) => model.read(path).then(() => real.read(path)),
      find: (names) => model.find(names).then(() => real.find(names)),
      folderExists: (path) => model.folderExists(path).then(() => real.folderExists(path)),
      write: (path, text) => model.write(path, text).then(() => real.write(path, text)),
      move: (from, to) => model.move(from, to).then(() => real.move(from, to)),
      trash: (path) => model.trash(path).then(() => real.trash(path)),
      makeFolder: (path) => model.makeFolder(path).then(() => real.makeFolder(path)),
    };
  }

  private handle(model: LedgerHandle, real: LedgerHandle): LedgerHandle {
    return {
      append: (text) => model.append(text).then(() => real.append(text)),
      sync: () => model.sync().then(() => real.sync()),
      mark: () => model.mark().then(() => real.mark()),
      truncate: (size) => model.truncate(size).then(() => real.truncate(size)),
      close: () => model.close().then(() => real.close()),
    };
  }

  files(model: LedgerFiles): LedgerFiles {
    const real = nodeLedgerFiles(this.logs);
    return {
      days: () => model.days().then(() => real.days()),
      read: (day) => model.read(day).then(() => real.read(day)),
      open: async (day) => {
        const handle = await model.open(day).then(() => real.open(day));
        this.open.push(handle);
        return this.handle(await model.open(day), handle);
      },
      writeBlob: (hash, bytes) => model.writeBlob(hash, bytes).then(() => real.writeBlob(hash, bytes)),
      readBlob: (hash) => model.readBlob(hash).then(() => real.readBlob(hash)),
      requests: () => model.requests().then(() => real.requests()),
      readRequest: (name) => model.readRequest(name).then(() => real.readRequest(name)),
      writeRequest: (name, text) => model.writeRequest(name, text).then(() => real.writeRequest(name, text)),
      removeRequest: (name) => model.removeRequest(name).then(() => real.removeRequest(name)),
    };
  }

  /** The process is gone, and with it what it held open. */
  async ended(): Promise<void> {
    for (const handle of this.open.splice(0)) await handle.close().catch(() => undefined);
  }

  /** Before the program starts or goes on: what a power cut or a person left in the model is on the real disk as well. */
  async follow(): Promise<void> {
    const { disk, notes } = this.world;
    for (const day of await nodeLedgerFiles(this.logs).days()) {
      const path = join(this.logs, `${day}.json`);
      const wanted = disk.days.get(day)?.now;
      if (wanted === undefined) await unlink(path);
      else if ((await readFile(path)).length > wanted.length) await truncate(path, wanted.length);
      else await writeFile(path, wanted);
    }
    const files = nodeLedgerFiles(this.logs);
    for (const [day, { now }] of disk.days) if ((await files.read(day)) === null) await this.put(`Logs/${day}.json`, now);
    for (const [hash, bytes] of disk.blobs) await files.writeBlob(hash, bytes);
    const requests = await files.requests();
    for (const name of requests) if (!disk.requests.has(name)) await files.removeRequest(name);
    for (const [name, text] of disk.requests) if (!requests.includes(name)) await files.writeRequest(name, text);
    const real = await this.realNotes();
    for (const path of real.keys()) if (!notes.has(path)) await unlink(join(this.folder, path));
    for (const [path, text] of notes) {
      if (real.get(path) === text) continue;
      await this.put(path.slice(ROOT.length + 1), text);
    }
  }

  private async put(path: string, content: string | Uint8Array): Promise<void> {
    const full = join(this.folder, ROOT, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content);
  }

  private async realNotes(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const names = await readdir(join(this.folder, ROOT), { recursive: true }).catch(() => []);
    for (const name of names) {
      const path = `${ROOT}/${name.replaceAll("\\", "/")}`;
      if (!path.includes("/Logs/") && /\.(md|base)$/.test(path)) found.set(path, await readFile(join(this.folder, path), "utf8"));
    }
    return found;
  }

  /** Where real files and model differ, as sentences. */
  async differences(): Promise<string[]> {
    const { disk, notes } = this.world;
    const wrong: string[] = [];
    const real = await this.realNotes();
    for (const path of new Set([...real.keys(), ...notes.keys()])) if (real.get(path) !== notes.get(path)) wrong.push(`${path} differs`);
    const files = nodeLedgerFiles(this.logs);
    for (const day of disk.days.keys()) if (new TextDecoder().decode((await files.read(day)) ?? new Uint8Array()) !== disk.text(day)) wrong.push(`Logs/${day}.json differs`);
    const requests = await files.requests();
    if (requests.join() !== [...disk.requests.keys()].sort().join()) wrong.push(`requests differ: ${requests.join(", ")}`);
    return wrong;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
