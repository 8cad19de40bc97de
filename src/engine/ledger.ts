/**
 * Owns: appending to the ledger - one writer, in order, chained, fsynced where it must be - and the state that it folds to.
 * Never: changing or deleting a line, and never going on after a write that failed: what is on disk is then unknown until it is opened again.
 */
import { checkpoint } from "../core/checkpoint";
import type { NewEvent } from "../core/event";
import { apply } from "../core/fold";
import { approvalOf, nameOfEvent, type LogNames } from "../core/line-name";
import { assertPossible } from "../core/possible";
import { dataOf, encode, GENESIS, hashOf, isEvent, toLine, type Line, type Realm } from "../core/record";
import { emptyState, type State } from "../core/state";
import type { Clock, Device, LedgerFiles } from "../ports";
import { DayFile } from "./day-file";
import { readNewest, splitDay, type Newest } from "./history";
import { compareWithMemory, rememberHead, rememberStarts, type Compared, type Start } from "./memory";
import { isTurnOf, whyNotYet, whyUnreadable } from "./standing";
import { LedgerStopped } from "./stopped";
import { strayed, unheardOf } from "./strays";

export interface LedgerParts {
  files: LedgerFiles;
  device: Device;
  clock: Clock;
  realm: Realm;
  version: string;
  zone: string;
  randomId(): string;
  names: LogNames;
  /** The vault shows that an employee has worked here. */
  workedHere(): Promise<boolean>;
}

/** What the engine's parts do with the ledger while it is open. */
export type OpenLedger = Pick<Ledger, "state" | "append" | "flush" | "guard">;

/** A clock that goes back by less than this is held still; by more, it is said. */
const CLOCK_STEP_MS = 60_000;
export class Ledger {
  private current: State = emptyState();
  private head = GENESIS;
  private epoch = 0;
  private file: DayFile | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private failure: LedgerStopped | null = null;
  private listeners = new Set<(line: Line) => void>();

  constructor(private readonly parts: LedgerParts) {}

  /** The fold of every line so far. Read it, never change it. */
  get state(): Readonly<State> {
    return this.current;
  }

  /** Why nothing may be appended, null when all is well. */
  get stopped(): LedgerStopped | null {
    return this.failure;
  }

  onAppend(listener: (line: Line) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Reads the newest state, cuts a torn tail and writes `opened`. The caller holds the device's lock. `takeOver`: a person says that nobody
   * else executes, and that this log is the one to go on from.
   * Throws LedgerStopped when the file is damaged, older than this device remembers, not the one it wrote, of another realm, or not this
   * device's turn; `strays` are then what this device started in lines that are not part of it. Returns those of them that this ledger
   * cannot tell of yet.
   */
  async open(options: { takeOver: boolean }): Promise<readonly Start[]> {
    const { files, device, realm } = this.parts;
    const newest = await readNewest(files);
    const compared = await compareWithMemory(this.parts, newest);
    const claim = {
      device: device.id,
      realm,
      newest,
      compared,
      worked_here: newest.day === null && (await this.parts.workedHere()),
      copies: (await files.copies?.()) ?? [],
      aside: await this.keptAside(),
    };
    const refusal = whyUnreadable(claim) ?? (options.takeOver ? null : whyNotYet(claim));
    if (refusal !== null) {
      this.failure = new LedgerStopped(refusal.text, false, compared.strays);
      throw this.failure;
    }
    await this.begin(newest, compared, options.takeOver);
    return unheardOf(this.current, compared.strays);
  }

  private async begin({ state, head, day, text }: Newest, { remembered, fits, strays }: Compared, takeOver: boolean): Promise<void> {
    const { device, version, zone, randomId } = this.parts;
    const from = state.device;
    const isNext = !isTurnOf(device.id, state) || state.released || state.epoch === 0 || (takeOver && (remembered === null || !fits));
    this.current = state;
    this.head = head;
    if (day !== null) this.file = await this.trying(DayFile.open(this.parts.files, day, text?.bytes ?? 0, text?.torn ?? 0));
    // Before the first line: after a power cut this device must know that it is the one that wrote it.
    if (remembered === null || remembered.closed) await this.trying(rememberHead(device, { ...(remembered ?? { seq: state.seq, head, day, epoch: state.epoch }), closed: false }));
    // Never an epoch that this device has had, though the ledger may be older than that.
    this.epoch = !isNext ? state.epoch : Math.max(state.epoch, remembered?.epoch ?? 0) + 1;
    const opened: NewEvent = { event: "opened", data: { ledger: state.ledger === "" ? randomId() : state.ledger, version, zone } };
    const taken: NewEvent[] = takeOver && isNext && from !== "" ? [{ event: "taken_over", data: { from } }] : [];
    await this.append([...taken, opened, ...(takeOver ? strayed(this.current, strays, device.id) : [])], true);
    // A person looked, and this ledger goes on: what was beside it is past.
    if (takeOver) await device.remember("aside", null);
    if ((text?.torn ?? 0) > 0) await this.append([{ event: "torn_tail_cut", data: { bytes: text?.torn ?? 0 } }]);
  }

  private stop(text: string): never {
    this.failure = new LedgerStopped(text);
    throw this.failure;
  }

  /**
   * Appends in one write, in order; `durable`: fsynced when it returns. Throws ImpossibleMove, with nothing written, when the first
   * event may not be entered any more: somebody else's came first.
   */
  append(events: readonly NewEvent[], durable = false): Promise<void> {
    return this.inTurn(() => this.write(events, durable));
  }

  /** Everything appended so far is on disk when it returns: what notes show, no power cut takes back. */
  flush(): Promise<void> {
    return this.inTurn(async () => {
      if (this.failure) throw this.failure;
      if (this.file?.unsynced) await this.trying(this.sync(this.file));
    });
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const work = this.queue.then(task);
    this.queue = work.catch(() => undefined);
    return work;
  }

  /** A failed write leaves the disk in a state that only opening again can tell. */
  private async trying<T>(write: Promise<T>): Promise<T> {
    try {
      return await write;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.failure ??= new LedgerStopped(`The ledger could not be written: ${why} Nothing further is executed until the program has opened it again.`, true);
      throw this.failure;
    }
  }

  private async write(events: readonly NewEvent[], durable: boolean): Promise<void> {
    if (this.failure) throw this.failure;
    const now = this.parts.clock.now();
    const [first] = events;
    if (first) assertPossible(this.current, first);
    const lines = await this.trying(this.put(events, now, durable));
    for (const line of lines) for (const listener of this.listeners) listener(line);
  }

  private async put(events: readonly NewEvent[], now: Date, durable: boolean): Promise<Line[]> {
    const { file, isNew } = await this.today(now);
    const lines = [...this.setBack(now), ...events].map((event) => this.enter(event, now));
    await file.append(lines.map(({ text }) => text));
    if (durable || isNew) await this.sync(file);
    const starts = lines.flatMap(({ line, text }) => startOf(line, text, file.day));
    if (starts.length > 0) await rememberStarts(this.parts.device, starts);
    return lines.map(({ line }) => line);
  }

  /** Timestamps only grow; where a clock was set back, a line says so. */
  private setBack(now: Date): NewEvent[] {
    const from = this.current.at;
    if (from === "" || Date.parse(from) - now.getTime() <= CLOCK_STEP_MS) return [];
    return [{ event: "clock_set_back", data: { from, to: now.toISOString() } }];
  }

  private timestamp(now: Date): string {
    const at = now.toISOString();
    const { at: last } = this.current;
    return last > at && Date.parse(last) - now.getTime() <= CLOCK_STEP_MS ? last : at;
  }

  /** Folds an event into the state and returns its line; the head moves on. */
  private enter(event: NewEvent, now: Date): { line: Line; text: string } {
    const { device, realm } = this.parts;
    const stamp = {
      timestamp: this.timestamp(now),
      seq: this.current.seq + 1,
      device: device.id,
      epoch: this.epoch,
      realm,
      prev: this.head,
      action: nameOfEvent(event, this.current, this.parts.names),
      approval_status: approvalOf(event, this.current),
    };
    const line = toLine(event, stamp);
    const text = encode(line);
    assertPossible(this.current, event);
    apply(this.current, line);
    this.head = hashOf(text);
    return { line, text };
  }

  /** The day file for a time: never one older than the head, whatever the clock says. A new file opens with a checkpoint. */
  private async today(now: Date): Promise<{ file: DayFile; isNew: boolean }> {
    const { files } = this.parts;
    const clockDay = now.toISOString().slice(0, 10);
    const day = this.file !== null && this.file.day > clockDay ? this.file.day : clockDay;
    if (day === this.file?.day) return { file: this.file, isNew: false };
    if (this.file) {
      // A new day must not go on from lines that went with a file that was swapped away.
      if (!(await this.file.isThere())) await this.changed(this.file);
      await this.file.sync();
      await this.file.close();
    }
    const left = await files.read(day);
    if (left !== null && splitDay(left).lines.length > 0) this.appeared(day);
    // What is there is a first line that the last power cut tore in half.
    this.file = await DayFile.open(files, day, 0, left?.length ?? 0);
    const { text } = this.enter({ event: "checkpoint", data: { state: checkpoint(this.current, now) } }, now);
    await this.file.append([text]);
    return { file: this.file, isNew: true };
  }

  private async sync(file: DayFile, closed = false): Promise<void> {
    await file.sync();
    // Only after the line is on disk: a memory ahead of the disk would stop the next start for nothing.
    await rememberHead(this.parts.device, { seq: this.current.seq, head: this.head, day: file.day, epoch: this.epoch, closed });
  }

  /**
   * Before every `started`: is the file still the one we wrote (PRODUCT E4)? A sync may have swapped it under the open handle.
   * Throws LedgerStopped when it is not.
   */
  guard(): Promise<void> {
    // In turn: what the file should be must not move on while it is read.
    return this.inTurn(() => this.compareWithDisk());
  }

  /** The same without reading the file: cheap enough for every round of work. */
  glance(): Promise<void> {
    return this.inTurn(async () => {
      if (this.failure === null && this.file !== null && !(await this.file.seemsOurs())) await this.compareWithDisk();
    });
  }

  private async compareWithDisk(): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.file === null) return;
    const newer = await this.file.newer();
    if (newer !== null) this.appeared(newer);
    if (!(await this.file.isOurs(this.head))) await this.changed(this.file);
  }

  private async changed(file: DayFile): Promise<never> {
    const lost = await file.keepLost();
    if (lost) await this.parts.device.remember("aside", lost.blob);
    const kept = lost ? ` ${lost.lines} lines that this device wrote are no longer in it; they are kept in Logs/blobs/${lost.blob}.` : "";
    return this.stop(`Logs/${file.day}.json was changed by something else while the program was running (a sync, or a second program). Nothing further is executed. Stop the other one, check the file with "verify-log", then start again.${kept}`);
  }

  private appeared(day: string): never {
    return this.stop(`Logs/${day}.json appeared while the program was running: something else writes the ledger. Nothing further is executed. Stop the other one, check with "verify-log", then start again.`);
  }

  private async keptAside(): Promise<string | null> {
    const blob = await this.parts.device.recall("aside");
    return typeof blob === "string" ? blob : null;
  }

  /** The last line of this device's turn: `to` goes on by itself, or with null whoever a person says. Nothing can be appended afterwards. */
  release(to: string | null, by: string): Promise<void> {
    return this.inTurn(async () => {
      await this.compareWithDisk();
      await this.write([{ event: "released", actor: by, data: { by, ...(to !== null && { to }) } }], true);
      this.failure = new LedgerStopped("This device has handed over.", true);
    });
  }

  /** Everything on disk, handle closed; nothing can be appended any more. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      const { file, failure } = this;
      this.file = null;
      this.failure ??= new LedgerStopped("The ledger was closed.");
      if (file === null) return;
      try {
        if (failure === null) await this.sync(file, true);
      } finally {
        await file.close();
      }
    });
  }
}

function startOf(line: Line, text: string, day: string): Start[] {
  const { action_id: action, delivery } = line;
  if (action === null || delivery === null) return [];
  const told = { action, delivery, day, hash: hashOf(text) };
  if (isEvent(line, "started")) return [{ ...told, at: line.timestamp }];
  if (!isEvent(line, "strayed")) return [];
  const { device, at } = dataOf(line);
  return device === line.device ? [{ ...told, at }] : [];
}
