/**
 * Owns: a world without a machine - clock, disk, vault, device memory - in which the power can be cut between any two steps.
 * Never: a rule of the employee. What is on disk after a cut is decided here; what it means is decided in `src/`.
 */
import type { Json } from "../../src/core/json";
import type { Clock, HttpFailure, HttpRequest, HttpResponse, Ports } from "../../src/ports";
import { portsOf, type Point } from "./world-ports";

export class PowerCut extends Error {}

/** What became of bytes that were never synced: gone, all there, or half there. */
export const AFTERMATHS = ["lost", "kept", "torn"] as const;
export type Aftermath = (typeof AFTERMATHS)[number];

/** Lets everything that is ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export class TestClock implements Clock {
  private sleepers: { at: number; wake: () => void }[] = [];
  constructor(public time = Date.parse("2026-11-16T08:00:00.000Z")) {}

  now(): Date {
    return new Date(this.time);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const sleeper = { at: this.time + ms, wake: (): void => undefined };
      const stop = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      sleeper.wake = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      this.sleepers.push(sleeper);
      signal?.addEventListener("abort", stop);
    });
  }

  /** Wakes everybody whose time comes, in order, and lets each run. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const [first] = this.sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!first) break;
      this.sleepers = this.sleepers.filter((other) => other !== first);
      this.time = Math.max(this.time, first.at);
      first.wake();
      await settle();
    }
    this.time = end;
  }
}

interface DayFile {
  identity: string;
  now: Uint8Array;
  /** What a power cut leaves for certain; null while the folder does not know the file. */
  synced: Uint8Array | null;
}

const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/** The folder `Logs/`. */
export class Disk {
  readonly days = new Map<string, DayFile>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly requests = new Map<string, string>();
  /** Days whose file was read, in order. */
  readonly reads: string[] = [];
  /** Bytes that still fit; an append beyond them writes what fits and fails. */
  free = Infinity;
  private files = 0;

  create(day: string, text = ""): DayFile {
    this.files += 1;
    const file = { identity: `disk:${this.files}`, now: new TextEncoder().encode(text), synced: text === "" ? null : new TextEncoder().encode(text) };
    this.days.set(day, file);
    return file;
  }

  /** The same files as on another disk, to go on from. */
  goOnFrom({ days, blobs, requests, files }: Disk): void {
    this.days.clear();
    for (const [day, file] of days) this.days.set(day, { ...file });
    for (const [hash, bytes] of blobs) this.blobs.set(hash, bytes);
    for (const [name, text] of requests) this.requests.set(name, text);
    this.files = files;
  }

  text(day: string): string {
    return new TextDecoder().decode(this.days.get(day)?.now);
  }

  /** Lines that a power cut now would certainly leave. */
  syncedText(): string {
    return [...this.days.values()].map((file) => new TextDecoder().decode(file.synced ?? new Uint8Array())).join("");
  }

  append(file: DayFile, text: string): void {
    const bytes = new TextEncoder().encode(text);
    const fits = Math.min(this.free, bytes.length);
    this.free -= fits;
    file.now = join(file.now, bytes.slice(0, fits));
    if (fits < bytes.length) throw new Error("No space is left on the disk.");
  }

  /** Would a power cut now lose anything? */
  get unsynced(): boolean {
    return [...this.days.values()].some((file) => file.synced?.length !== file.now.length);
  }

  cut(aftermath: Aftermath): void {
    for (const [day, file] of [...this.days]) {
      const kept = file.synced ?? new Uint8Array();
      const rest = file.now.length > kept.length ? file.now.slice(kept.length) : new Uint8Array();
      if (aftermath === "lost" && file.synced === null) this.days.delete(day);
      else if (aftermath === "lost") file.now = kept;
      else if (aftermath === "torn") file.now = join(kept, rest.slice(0, Math.ceil(rest.length / 2)));
      file.synced = this.days.has(day) ? file.now : null;
    }
  }
}

/** Everything that outlives a power cut, and the outside world. */
export class World {
  readonly disk = new Disk();
  readonly notes = new Map<string, string>();
  readonly folders = new Set<string>();
  readonly trashed: string[] = [];
  readonly memory = new Map<string, Json>();
  readonly secrets = new Map<string, string>();
  readonly warnings: string[] = [];
  /** Writes of notes, in order: what a sync would have to carry. */
  readonly written: string[] = [];
  device = "laptop";
  /** The process that holds the device's lock. */
  holder: object | null = null;
  private ids = 0;

  constructor(
    readonly outside: (request: HttpRequest) => HttpResponse | HttpFailure | Promise<HttpResponse | HttpFailure>,
    readonly clock: TestClock = new TestClock(),
  ) {}

  randomId(): string {
    this.ids += 1;
    return `random${String(this.ids).padStart(14, "0")}`;
  }

  /** Every line of every day, parsed. */
  lines(): Record<string, Json>[] {
    const texts = [...this.disk.days.keys()].sort().map((day) => this.disk.text(day));
    return texts.join("").split("\n").filter((text) => text !== "").map((text) => JSON.parse(text) as Record<string, Json>);
  }

  events(): Json[] {
    return this.lines().map((line) => line["event"] ?? null);
  }

  /** Paths of notes in a folder below the root. */
  in(folder: string): string[] {
    return [...this.notes.keys()].filter((path) => path.slice(0, path.lastIndexOf("/")) === `AI_Employee/${folder}`).sort();
  }

  /** A person, or a sync, moves a note. */
  move(path: string, folder: string): string {
    const to = `AI_Employee/${folder}/${path.slice(path.lastIndexOf("/") + 1)}`;
    this.notes.set(to, this.notes.get(path) ?? "");
    this.notes.delete(path);
    return to;
  }
}

/** One run of the program on the world. After its end nothing that it still tries has any effect. */
export class Process {
  readonly ports: Ports;
  /** Names of the steps passed so far. */
  readonly trace: string[] = [];
  /** Steps at which bytes were not synced. */
  readonly unsynced = new Set<number>();
  dead = false;
  private cutAt: { step: number; aftermath: Aftermath } | null = null;

  constructor(readonly world: World) {
    this.ports = portsOf(world, { step: (point, act) => this.step(point, act), look: (act) => this.look(act) }, this);
  }

  /** Cuts the power at the n-th step from now (0 = the next). */
  arm(step: number, aftermath: Aftermath): void {
    this.cutAt = { step: this.trace.length + step, aftermath };
  }

  /** The power goes now. */
  kill(aftermath: Aftermath): void {
    this.dead = true;
    this.world.disk.cut(aftermath);
    if (this.world.holder === this) this.world.holder = null;
  }

  private point(name: string): void {
    this.alive();
    if (this.world.disk.unsynced) this.unsynced.add(this.trace.length);
    this.trace.push(name);
    if (this.cutAt && this.trace.length > this.cutAt.step) {
      this.kill(this.cutAt.aftermath);
      throw new PowerCut(name);
    }
  }

  private alive(): void {
    if (this.dead) throw new PowerCut("this process has ended");
  }

  /** A write or a call: the power may go before it, or after it was carried out and before anybody hears of it. */
  private async step<T>({ name }: Point, act: () => T | Promise<T>): Promise<T> {
    await Promise.resolve();
    this.point(`before ${name}`);
    const result = await act();
    this.point(`after ${name}`);
    return result;
  }

  private async look<T>(act: () => T): Promise<T> {
    await Promise.resolve();
    this.alive();
    return act();
  }
}
