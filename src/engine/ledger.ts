/**
 * Owns: appending to the ledger - one writer, in order, chained, fsynced where it must be - and the state that it folds to.
 * Never: changing or deleting a line, and never going on after a write that failed: what is on disk is then unknown until it is opened again.
 */
import type { EventName, NewEvent } from "../core/event";
import { encode, GENESIS, hashOf, toLine, type ApprovalStatus, type Line, type Realm } from "../core/record";
import { checkpoint } from "../core/checkpoint";
import { assertPossible } from "../core/possible";
import { apply } from "../core/fold";
import { emptyState, type ActionState, type State } from "../core/state";
import type { Json } from "../core/json";
import { isObject } from "../core/json";
import type { Clock, Device, LedgerFiles, LedgerHandle } from "../ports";
import { readNewest, splitDay } from "./history";

export interface LedgerParts {
  files: LedgerFiles;
  device: Device;
  clock: Clock;
  realm: Realm;
  version: string;
  zone: string;
  randomId(): string;
  /** The plan's action name of an operation, e.g. `odoo_create_invoice`. */
  nameOf(channel: string, operation: string): string;
}

/** What the engine's parts do with the ledger while it is open. */
export type OpenLedger = Pick<Ledger, "state" | "append" | "flush" | "guard">;

/** Nothing is executed until a person has looked. `text` says what happened, why, and what to do. */
export class LedgerStopped extends Error {
  constructor(
    readonly text: string,
    /** A write failed (full disk, lost folder): opening again may help. Otherwise a person must look. */
    readonly again = false,
  ) {
    super(text);
    this.name = "LedgerStopped";
  }
}

/** Log names of events that are not an operation's own (DETAILS "Log line"). */
const NAMES: Partial<Record<EventName, string>> = {
  observed: "email_receive",
  proposed: "approval_request",
  renewed: "approval_request",
  granted: "approval_grant",
  denied: "approval_reject",
  restarted: "watchdog_restart",
  alerted: "alert_created",
};
const OPERATION_EVENTS = /^(started|simulated|settled_|found_|resolved_|remembered)/;

interface Memory {
  seq: number;
  head: string;
}

export class Ledger {
  private current: State = emptyState();
  private head = GENESIS;
  private day: string | null = null;
  private size = 0;
  private identity: string | null = null;
  /** Lines were appended since the last sync. */
  private unsynced = false;
  private handle: LedgerHandle | null = null;
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
   * Reads the newest state, cuts a torn tail and writes `opened`. The caller holds the device's lock.
   * Throws LedgerStopped when the file is damaged, older than this device remembers, of another realm, or another device executes.
   */
  async open(options: { takeOver: boolean }): Promise<void> {
    const { files, device, realm } = this.parts;
    const newest = await readNewest(files);
    if (newest.damage) {
      const { file, line, why } = newest.damage;
      this.stop(`The ledger is damaged: line ${line} of Logs/${file}.json ${why}. Nothing is executed. Run "verify-log", restore the file from a backup or sync history, then start again.`);
    }
    const { state } = newest;
    if (state.seq > 0 && state.realm !== realm) {
      this.stop(`This folder belongs to the ${state.realm} business, but the program was started for the ${realm} one. Nothing was written. Use another folder.`);
    }
    if (!options.takeOver) await this.compareWithMemory(newest.state.seq, newest.head, newest.hashAt);
    // No device yet: empty, or cut right after the very first checkpoint.
    const mine = state.device === "" || state.released || state.device === device.id;
    if (!mine && !options.takeOver) {
      this.stop(`Another device (${state.device}) executes. Decisions from here reach it as request files. If it is off for good, take over.`);
    }
    this.current = state;
    this.head = newest.head;
    if (newest.day !== null) await this.reopen(newest.day, newest.text?.bytes ?? 0, newest.text?.torn ?? 0);
    const epoch = mine && !state.released && state.epoch > 0 ? state.epoch : state.epoch + 1;
    const from = state.device;
    this.current.epoch = epoch;
    if (options.takeOver && !mine) await this.append([{ event: "taken_over", data: { from } }]);
    const ledger = state.ledger === "" ? this.parts.randomId() : state.ledger;
    await this.append([{ event: "opened", data: { ledger, version: this.parts.version, zone: this.parts.zone } }], true);
    if ((newest.text?.torn ?? 0) > 0) await this.append([{ event: "torn_tail_cut", data: { bytes: newest.text?.torn ?? 0 } }]);
  }

  private stop(text: string): never {
    this.failure = new LedgerStopped(text);
    throw this.failure;
  }

  private async compareWithMemory(seq: number, head: string, hashAt: (seq: number) => string | null): Promise<void> {
    const memory = readMemory(await this.parts.device.recall("head"));
    if (memory === null) return;
    const known = memory.seq === seq ? head : hashAt(memory.seq);
    if (memory.seq > seq) {
      this.stop(`The ledger in Logs/ ends at line ${seq}, but this device remembers line ${memory.seq}: an older copy was restored or synced. Nothing is executed, since work could be repeated. Restore the newer files, or take over to go on from here.`);
    }
    if (known !== null && known !== memory.head) {
      this.stop(`The ledger in Logs/ is not the one this device wrote: line ${memory.seq} differs. Nothing is executed. Restore the right files, or take over to go on from here.`);
    }
  }

  private async reopen(day: string, bytes: number, torn: number): Promise<void> {
    this.handle = await this.parts.files.open(day);
    if (torn > 0) await this.handle.truncate(bytes);
    this.day = day;
    this.size = bytes;
    this.identity = (await this.handle.mark())?.identity ?? null;
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
      if (this.handle && this.unsynced) await this.trying(this.sync(this.handle));
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
    const { handle, isNew } = await this.today(now);
    const lines = events.map((event) => this.enter(event, now));
    const text = lines.map(({ text }) => `${text}\n`).join("");
    this.unsynced = true;
    await handle.append(text);
    this.size += new TextEncoder().encode(text).length;
    if (durable || isNew) await this.sync(handle);
    return lines.map(({ line }) => line);
  }

  /** Folds an event into the state and returns its line; the head moves on. */
  private enter(event: NewEvent, now: Date): { line: Line; text: string } {
    const { device, realm } = this.parts;
    const stamp = {
      timestamp: now.toISOString(),
      seq: this.current.seq + 1,
      device: device.id,
      epoch: this.current.epoch,
      realm,
      prev: this.head,
      action: this.nameOf(event),
      approval_status: approvalOf(event, this.current.actions[event.action_id ?? ""]),
    };
    const line = toLine(event, stamp);
    const text = encode(line);
    assertPossible(this.current, event);
    apply(this.current, line);
    this.head = hashOf(text);
    return { line, text };
  }

  /** The day file for a time: never one older than the head, whatever the clock says. A new file opens with a checkpoint. */
  private async today(now: Date): Promise<{ handle: LedgerHandle; isNew: boolean }> {
    const clockDay = now.toISOString().slice(0, 10);
    const day = this.day !== null && this.day > clockDay ? this.day : clockDay;
    if (this.handle && day === this.day) return { handle: this.handle, isNew: false };
    if (this.handle) {
      await this.handle.sync();
      await this.handle.close();
    }
    const left = await this.parts.files.read(day);
    if (left !== null && splitDay(left).lines.length > 0) {
      this.stop(`Logs/${day}.json appeared while the program was running: something else writes the ledger. Nothing further is executed. Stop the other one, check with "verify-log", then start again.`);
    }
    this.handle = await this.parts.files.open(day);
    // A first line that the last power cut tore in half.
    if (left !== null && left.length > 0) await this.handle.truncate(0);
    this.day = day;
    const { text } = this.enter({ event: "checkpoint", data: { state: checkpoint(this.current, now) } }, now);
    await this.handle.append(`${text}\n`);
    this.size = new TextEncoder().encode(`${text}\n`).length;
    this.identity = (await this.handle.mark())?.identity ?? null;
    return { handle: this.handle, isNew: true };
  }

  private async sync(handle: LedgerHandle): Promise<void> {
    await handle.sync();
    this.unsynced = false;
    // Only after the line is on disk: a memory ahead of the disk would stop the next start for nothing.
    await this.parts.device.remember("head", { seq: this.current.seq, head: this.head });
  }

  /**
   * Before every `started`: is the file still the one we wrote (PRODUCT E4)? A sync may have swapped it under the open handle.
   * Throws LedgerStopped when it is not.
   */
  guard(): Promise<void> {
    // In turn: what the file should be must not move on while it is read.
    return this.inTurn(() => this.compareWithDisk());
  }

  private async compareWithDisk(): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.handle === null || this.day === null) return;
    const mark = await this.handle.mark();
    const content = await this.parts.files.read(this.day);
    const last = content && splitDay(content).lines.at(-1);
    const isOurs = mark !== null && mark.identity === this.identity && mark.size === this.size;
    if (!isOurs || !last || hashOf(last) !== this.head) {
      this.stop(`Logs/${this.day}.json was changed by something else while the program was running (a sync, or a second program). Nothing further is executed. Stop the other one, check the file with "verify-log", then start again.`);
    }
  }

  private nameOf(event: NewEvent): string {
    if (event.event === "filed") return FILED_NAMES[(event.data as { as: string }).as] ?? "observation_filed";
    if (event.event === "reported") return (event.data as { report: string }).report === "audit" ? "audit_generate" : "ceo_briefing_generate";
    if (OPERATION_EVENTS.test(event.event)) {
      const action = this.current.actions[event.action_id ?? ""];
      const delivery = action?.proposal.deliveries.find(({ channel }) => channel === event.delivery) ?? action?.proposal.deliveries[0];
      if (delivery) return this.parts.nameOf(delivery.channel, delivery.operation);
    }
    return NAMES[event.event] ?? event.event;
  }

  /** Everything on disk, handle closed; nothing can be appended any more. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      const { handle, failure } = this;
      this.handle = null;
      this.failure ??= new LedgerStopped("The ledger was closed.");
      if (handle === null) return;
      try {
        if (failure === null) await this.sync(handle);
      } finally {
        await handle.close();
      }
    });
  }
}

const FILED_NAMES: Record<string, string> = {
  action: "invoice_draft_created",
  clarification: "invoice_clarification_created",
  note: "action_note_created",
};

function readMemory(value: Json): Memory | null {
  if (!isObject(value)) return null;
  const { seq, head } = value;
  return typeof seq === "number" && typeof head === "string" ? { seq, head } : null;
}

function approvalOf(event: NewEvent, action: ActionState | undefined): ApprovalStatus {
  if (event.event === "granted") return (event.data as { via: string }).via === "policy" ? "auto_approved" : "human_approved";
  if (event.event === "denied") return "rejected";
  if (event.event === "expired") return "expired";
  if (event.event === "proposed" || event.event === "edited" || event.event === "returned" || event.event === "renewed" || event.event === "resent") return "pending";
  if (!action?.decision) return "not_required";
  return action.decision.via === "policy" ? "auto_approved" : "human_approved";
}
