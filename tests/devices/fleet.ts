/**
 * Owns: several devices with one vault - each with its own copy of it, memory, clock and process - and a sync that is late, out of order,
 * half done, doubled, and makes conflict copies.
 * Never: a rule of the employee. Partners are the judge: every write that reaches the service is counted by device.
 */
import type { Settings } from "../../src/settings";
import type { RunningEmployee } from "../../src/engine/running";
import { AT_PANEL, employeeOn, LIVE } from "../engine/bench";
import { Books } from "../engine/books";
import { Process, World } from "../engine/world";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
const SETTINGS: Settings = { ...LIVE, limits: { ...LIVE.limits, automatic: "0.00" } };

export class Device {
  readonly world: World;
  /** Content of each file at the last sync: what differs from it was changed here. */
  readonly base = new Map<string, string>();
  employee: RunningEmployee | null = null;
  private process: Process | null = null;

  constructor(
    readonly name: string,
    fleet: Fleet,
    skew_ms: number,
  ) {
    this.world = new World((request) => {
      if (request.method === "POST") fleet.writes.push({ device: name, key: (JSON.parse(String(request.body)) as { key: string }).key });
      return fleet.books.answer(request);
    });
    this.world.device = name;
    this.world.clock.time += skew_ms;
  }

  /** Files of the vault that a sync carries, by name. */
  files(): Map<string, string> {
    const { disk, notes } = this.world;
    return new Map([
      ...[...disk.days].map(([day, { now }]) => [`day/${day}`, Buffer.from(now).toString("latin1")] as const),
      ...[...disk.requests].map(([name, text]) => [`request/${name}`, text] as const),
      ...[...disk.blobs].map(([hash, content]) => [`blob/${hash}`, Buffer.from(content).toString("latin1")] as const),
      ...[...notes].filter(([path]) => path.endsWith(".md")).map(([path, text]) => [`note/${path}`, text] as const),
    ]);
  }

  /** What a sync does to a file: swaps it, or takes it away. */
  put(name: string, content: string | undefined): void {
    const [kind = "", ...rest] = name.split("/");
    const key = rest.join("/");
    const { disk, notes } = this.world;
    if (kind === "day") {
      disk.days.delete(key);
      if (content === undefined) return;
      const file = disk.create(key);
      file.now = bytes(content);
      file.synced = file.now;
    } else if (content === undefined) ({ request: disk.requests, blob: disk.blobs, note: notes })[kind]?.delete(key);
    else if (kind === "request") disk.requests.set(key, content);
    else if (kind === "blob") disk.blobs.set(key, bytes(content));
    else if (kind === "note") notes.set(key, content);
  }

  async open(): Promise<RunningEmployee> {
    if (this.employee) return this.employee;
    this.process = new Process(this.world);
    this.employee = employeeOn(this.process, SETTINGS);
    await this.employee.open();
    return this.employee;
  }

  /** One pass; a reader's does nothing. Any other failure is one. */
  async pass(): Promise<void> {
    const employee = await this.open();
    await employee.pass().catch((error: unknown) => {
      if (!(error instanceof Error) || !["NotExecuting", "LedgerStopped"].includes(error.name)) throw error;
    });
  }

  /** The program ends: closed properly, or killed. */
  async end(kill: boolean): Promise<void> {
    if (kill) this.process?.kill("lost");
    else await this.employee?.stop();
    this.employee = null;
  }

  get executes(): boolean {
    return this.employee?.overview().executor === true;
  }

  /** The person decides on the first card that waits, here. */
  async approve(): Promise<void> {
    const employee = await this.open();
    const [card] = await employee.list("waiting");
    if (card) await employee.wish({ kind: "approve", id: card.id, fingerprint: card.fingerprint }, AT_PANEL);
  }
}

export class Fleet {
  readonly books = new Books();
  /** Every write that reached the service. */
  readonly writes: { device: string; key: string }[] = [];
  readonly devices: Device[];
  /** What the sync's server holds. */
  readonly cloud = new Map<string, string>();
  /** Names of conflict copies of day files. */
  readonly copies = new Set<string>();
  /** Request files that once were: a sync may bring them back. */
  private readonly gone = new Map<string, string>();

  constructor(names: readonly string[], skew_ms: number) {
    this.devices = names.map((name, index) => new Device(name, this, index * skew_ms));
  }

  of(index: number): Device {
    const device = this.devices[index % this.devices.length];
    if (!device) throw new Error("There is no device.");
    return device;
  }

  later(ms: number): void {
    for (const { world } of this.devices) world.clock.time += ms;
  }

  /** Every file that one of both sides knows, in an order that the number picks. */
  private names(device: Device, order: number): string[] {
    const names = [...new Set([...device.files().keys(), ...this.cloud.keys(), ...device.base.keys()])].sort();
    return order % 2 === 0 ? names : names.reverse();
  }

  /** The device's sync carries some of the files, both ways; `part`: of how many it leaves one out (0: none). */
  sync(device: Device, order: number, part = 0): void {
    this.names(device, order).forEach((name, index) => {
      if (part === 0 || (index + order) % part !== 0) this.carry(device, name, order % 3 === 0);
    });
  }

  private carry(device: Device, name: string, mine: boolean): void {
    const local = device.files().get(name);
    const base = device.base.get(name);
    const remote = this.cloud.get(name);
    if (local === base && remote === base) return;
    if (local !== undefined && name.startsWith("request/")) this.gone.set(name, local);
    if (local === base) this.settle(device, name, remote, false);
    else if (remote === base || local === remote || remote === undefined) this.settle(device, name, local, true);
    else if (local === undefined) this.settle(device, name, remote, false);
    else this.conflict(device, name, mine ? local : remote, mine ? remote : local);
  }

  private settle(device: Device, name: string, content: string | undefined, up: boolean): void {
    if (!up) device.put(name, content);
    else if (content === undefined) this.cloud.delete(name);
    else this.cloud.set(name, content);
    if (content === undefined) device.base.delete(name);
    else device.base.set(name, content);
  }

  /** Both changed: one keeps the name, the other becomes a copy. */
  private conflict(device: Device, name: string, winner: string, loser: string): void {
    if (name.startsWith("day/")) this.copies.add(`${name} (conflict of ${device.name})`);
    if (name.startsWith("request/")) this.cloud.set(name.replace(".json", ` (conflict of ${device.name}).json`), loser);
    device.put(name, winner);
    this.cloud.set(name, winner);
    device.base.set(name, winner);
  }

  /** Half of a file that is on its way; the sync brings the rest with its next round. */
  half(device: Device, order: number): void {
    const waiting = this.names(device, order).filter((name) => name.startsWith("day/") || name.startsWith("request/")).filter((name) => device.files().get(name) === device.base.get(name) && this.cloud.get(name) !== device.base.get(name));
    const name = waiting[0];
    const whole = name === undefined ? undefined : this.cloud.get(name);
    if (name === undefined || whole === undefined) return;
    const part = whole.slice(0, Math.floor(whole.length * 0.7));
    device.put(name, part);
    // The sync knows that this is not a change of the device's.
    device.base.set(name, part);
  }

  /** A request file that was entered and removed comes back, under its own name or a copy's. */
  resurrect(device: Device, order: number): void {
    const [name, text] = [...this.gone][order % Math.max(1, this.gone.size)] ?? [];
    if (name !== undefined && text !== undefined) device.put(order % 2 === 0 ? name : name.replace(".json", ".sync-conflict-20261116-0800.json"), text);
  }

  /** Everything everywhere, until nothing moves any more. */
  async quiet(): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      for (const device of this.devices) {
        this.sync(device, 0);
        await device.pass();
        this.sync(device, 0);
      }
      this.later(1000);
    }
  }
}
