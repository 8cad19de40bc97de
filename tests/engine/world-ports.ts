/**
 * Owns: the ports of a process on a world without a machine: each write and each call is a named point, the rest are looks.
 * Never: what happens at a point; whoever runs the process decides that.
 */
import { parse } from "yaml";
import type { FileMark, Http, HttpRequest, LedgerHandle, Notes, Ports } from "../../src/ports";
import type { World } from "./world";

/** A write or a call, by a name that stays the same, and what it is about: text, path or request. */
export interface Point {
  name: string;
  /** Text that is appended, path of a note, name of what is remembered; "" when there is nothing to tell. */
  about: string;
  request?: HttpRequest;
}

/** How a process goes through its points. */
export interface Steps {
  step<T>(point: Point, act: () => T | Promise<T>): Promise<T>;
  look<T>(act: () => T): Promise<T>;
}

function handleOf({ disk }: World, { step, look }: Steps, day: string): LedgerHandle {
  const file = disk.days.get(day) ?? disk.create(day);
  return {
    append: (text) => step({ name: "ledger.append", about: text }, () => disk.append(file, text)),
    sync: () => step({ name: "ledger.sync", about: day }, () => void (file.synced = file.now)),
    truncate: (size) => step({ name: "ledger.truncate", about: day }, () => void (file.now = file.now.slice(0, size))),
    mark: () =>
      look((): FileMark | null => {
        const there = disk.days.get(day);
        return there ? { identity: there.identity, size: there.now.length } : null;
      }),
    close: () => look(() => undefined),
  };
}

function notesOf(world: World, { step, look }: Steps): Notes {
  const { notes, folders } = world;
  return {
    list: (folder) => look(() => [...notes.keys()].filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".md") && !path.includes("/", folder.length + 1)).sort()),
    read: (path) => look(() => notes.get(path) ?? null),
    write: (path, text) =>
      step({ name: "note.write", about: path }, () => {
        world.written.push(path);
        notes.set(path, text);
      }),
    move: (from, to) =>
      step({ name: "note.move", about: to }, () => {
        if (notes.has(to)) throw new Error(`${to} is there already.`);
        const text = notes.get(from);
        if (text === undefined) throw new Error(`${from} is gone.`);
        notes.set(to, text);
        notes.delete(from);
      }),
    trash: (path) => step({ name: "note.trash", about: path }, () => void (world.trashed.push(path), notes.delete(path))),
    makeFolder: (path) => step({ name: "folder.make", about: path }, () => void folders.add(path)),
    folderExists: (path) => look(() => [...folders].some((folder) => folder === path || folder.startsWith(`${path}/`))),
    find: (words) => look(() => [...notes].filter(([path, text]) => words.some((word) => path.toLowerCase().includes(word.toLowerCase()) || text.includes(word))).map(([path]) => path).sort()),
  };
}

/** `process`: who holds the lock. */
export function portsOf(world: World, steps: Steps, process: object): Ports {
  const { disk, memory, clock, secrets } = world;
  const { step, look } = steps;
  const http: Http = { request: (request) => step({ name: `${request.method} ${new URL(request.url).pathname}`, about: "", request }, () => world.outside(request)) };
  return {
    clock,
    http,
    readYaml: (text) => parse(text) as unknown,
    log: { info: () => undefined, warn: (text) => void world.warnings.push(text) },
    randomId: () => world.randomId(),
    secrets: { get: (name) => secrets.get(name) ?? "", set: (name, value) => void secrets.set(name, value) },
    notes: notesOf(world, steps),
    files: {
      days: () => look(() => [...disk.days.keys()].sort()),
      read: (day) =>
        look(() => {
          disk.reads.push(day);
          return disk.days.get(day)?.now ?? null;
        }),
      open: (day) => look(() => handleOf(world, steps, day)),
      writeBlob: (hash, bytes) => step({ name: "blob.write", about: hash }, () => void disk.blobs.set(hash, bytes)),
      readBlob: (hash) => look(() => disk.blobs.get(hash) ?? null),
      requests: () => look(() => [...disk.requests.keys()].sort()),
      readRequest: (name) => look(() => disk.requests.get(name) ?? null),
      writeRequest: (name, text) =>
        step({ name: "request.write", about: name }, () => {
          if (disk.requests.has(name)) throw new Error(`${name} is there already.`);
          disk.requests.set(name, text);
        }),
      removeRequest: (name) => step({ name: "request.remove", about: name }, () => void disk.requests.delete(name)),
    },
    device: {
      id: world.device,
      recall: (name) => look(() => memory.get(name) ?? null),
      remember: (name, value) => step({ name: "memory.write", about: name }, () => void memory.set(name, value)),
      lock: () =>
        step({ name: "lock.take", about: "" }, () => {
          if (world.holder !== null && world.holder !== process) return { held_by: "another process" };
          if (world.holder === process) return { held_by: "this process" };
          world.holder = process;
          return { release: () => step({ name: "lock.release", about: "" }, () => void (world.holder = null)) };
        }),
    },
  };
}
